//! `frameworks/*.toml`.

use super::Spanned;
use super::fields::table;
use super::words::{OneOf, Reference, Slug, Words};
use crate::pack::AreaKind;

table! {
    /// A framework: a body of expectations, most of them in areas.
    FrameworkFile ("a framework file") {
        /// What the framework is called.
        required framework: FrameworkHead,
        /// Its areas, in order; none for timescales.
        optional area: Vec<Spanned<AreaTable>>,
        /// What it asks for, in order.
        required expectation: Vec<Spanned<ExpectationTable>>,
    }

    /// What a framework is called.
    FrameworkHead ("a framework") {
        /// The prefix of its expectation ids, such as nf.
        required id: Slug,
        /// Its title.
        required title: String,
        /// Its edition.
        required edition: String,
        /// Where it can be read.
        required source: String,
        /// Its status in one sentence.
        required status: String,
    }

    /// An outcome, an enabler or a judgement.
    AreaTable ("an area") {
        /// Its slug, which criteria name.
        required id: Slug,
        /// What it is.
        required kind: AreaKind,
        /// Its full title.
        required title: String,
        /// Its title for narrow tables, at most 24 characters.
        required short: String,
    }

    /// One thing that a framework asks for.
    ExpectationTable ("an expectation") {
        /// Its id within the framework, such as O3-L4.
        required id: Reference,
        /// The area it belongs to; left out for timescales.
        optional area: String,
        /// Whom it is asked of; left out for timescales.
        optional role: OneOf<Role>,
        /// What it asks, in one sentence of our own.
        required gist: String,
        /// Pages of the framework, such as 29-35.
        optional pages: String,
        /// Its source, where that is not the framework itself.
        optional source: String,
        /// False where the wording or the number could not be confirmed; true if left out.
        optional verified: bool,
        /// Why no criterion can test it, where that is so.
        optional not_assessable: String,
        /// Timescales: the event that starts the clock.
        optional starts: String,
        /// Timescales: the event that stops it.
        optional ends: String,
        /// Timescales: how long it may take, in words.
        optional limit: String,
        /// Timescales: what the limit rests on.
        optional basis: OneOf<Rest>,
        /// Timescales: the list or column that it needs.
        optional needs: String,
    }
}

/// Whom an expectation is asked of.
#[derive(Debug, Clone)]
pub(crate) struct Role;

impl Words for Role {
    const ALL: &'static [&'static str] = &[
        "every area",
        "senior leaders",
        "practice supervisors",
        "practitioners",
        "authority",
    ];
}

/// What a timescale rests on.
#[derive(Debug, Clone)]
pub(crate) struct Rest;

impl Words for Rest {
    const ALL: &'static [&'static str] =
        &["statute", "guidance", "published", "local", "suggested"];
}
