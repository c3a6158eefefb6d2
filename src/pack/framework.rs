//! Frameworks: areas and expectations as data.

use crate::diagnostic::Place;

/// One framework: a body of expectations, most of them in areas.
#[derive(Debug, Clone)]
pub struct Framework {
    /// The prefix of its expectation ids, such as `nf`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// Where it can be read.
    pub source: String,
    /// Its status in one sentence.
    pub status: String,
    /// Its areas, in order; none for timescales.
    pub areas: Vec<Area>,
    /// Its expectations, in order.
    pub expectations: Vec<Expectation>,
}

/// An outcome, an enabler or a judgement.
#[derive(Debug, Clone)]
pub struct Area {
    /// Its slug.
    pub id: String,
    /// What it is.
    pub kind: AreaKind,
    /// Its full title.
    pub title: String,
    /// Its title for narrow tables, at most 24 characters.
    pub short: String,
}

/// What an area is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum AreaKind {
    /// A national framework outcome.
    Outcome,
    /// A national framework enabler.
    Enabler,
    /// An ILACS judgement.
    Judgement,
}

/// One thing a framework asks for.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// Its id within the framework, such as `O3-L4`.
    pub id: String,
    /// The area it belongs to; none for timescales.
    pub area: Option<String>,
    /// Whom it is asked of.
    pub role: Option<String>,
    /// What it asks, in our own words.
    pub gist: String,
    /// Pages of the source, as a range.
    pub pages: Option<String>,
    /// The source, where it is not the framework's own.
    pub source: Option<String>,
    /// False where its wording could not be confirmed.
    pub verified: bool,
    /// Why no criterion can test it, where that is so.
    pub not_assessable: Option<String>,
    /// For a timescale: start, end, limit, basis and what it needs.
    pub timescale: Option<Timescale>,
    /// Where it stands.
    pub place: Place,
}

/// The parts of a timescale.
#[derive(Debug, Clone)]
pub struct Timescale {
    /// The event that starts the clock.
    pub starts: String,
    /// The event that stops it.
    pub ends: String,
    /// How long it may take, in words.
    pub limit: String,
    /// Statute, guidance, published, local or suggested.
    pub basis: String,
    /// The list or column it needs.
    pub needs: Option<String>,
}
