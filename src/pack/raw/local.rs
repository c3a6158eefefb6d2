//! The authority's own files beside a pack: `tailoring.toml`, `waivers.toml`, `evidence.toml`.

use super::Spanned;
use super::fields::table;
use super::measures::LimitTable;
use super::values::Date;
use super::words::{OneOf, Words};

table! {
    /// Local changes to a pack.
    TailoringFile ("a tailoring file") {
        /// One criterion each.
        optional tailoring: Vec<Spanned<TailoringTable>>,
    }

    /// A local change to one criterion.
    TailoringTable ("a tailoring") {
        /// The criterion that changes.
        required criterion: String,
        /// Where met begins here.
        optional met: LimitTable,
        /// Where nearly met begins here.
        optional nearly: LimitTable,
        /// The smallest number of rows or subjects that can be judged here.
        optional minimum: u64,
        /// Its weight here, 1 to 5.
        optional weight: u64,
        /// Whether it is a priority here.
        optional priority: bool,
        /// The role that owns it here.
        optional owner: String,
        /// True takes it out of the run.
        optional off: bool,
        /// Why.
        required reason: String,
        /// Who decided: a role.
        required by: String,
        /// When it was decided.
        required on: Date,
    }

    /// Known gaps that are accepted for a time, and criteria that do not apply here.
    WaiverFile ("a waivers file") {
        /// One accepted gap each.
        optional waiver: Vec<Spanned<WaiverTable>>,
        /// One criterion that does not apply each.
        optional exemption: Vec<Spanned<ExemptionTable>>,
    }

    /// A time-limited, named acceptance of a known gap; the state still shows.
    WaiverTable ("a waiver") {
        /// The criterion.
        required criterion: String,
        /// Why the gap is accepted.
        required reason: String,
        /// Who accepted it: a role.
        required by: String,
        /// Its first day.
        required from: Date,
        /// Its last day.
        required until: Date,
    }

    /// A named decision that a criterion does not apply here.
    ExemptionTable ("an exemption") {
        /// The criterion.
        required criterion: String,
        /// Why it does not apply.
        required reason: String,
        /// Who decided: a role.
        required by: String,
        /// When it was decided.
        optional on: Date,
    }

    /// What a person says about the files of an evidence folder.
    ManifestFile ("an evidence manifest") {
        /// One file or sheet each.
        optional source: Vec<Spanned<EntryTable>>,
    }

    /// What a person says about one file or sheet.
    EntryTable ("a source") {
        /// Its path below the evidence folder, with forward slashes.
        required path: String,
        /// The sheet; every sheet of the file if left out.
        optional sheet: String,
        /// The day it speaks for.
        optional dated: Date,
        /// The dataset it is.
        optional dataset: String,
        /// The answer to an overlap question.
        optional r#use: OneOf<Standing>,
        /// A document's title.
        optional title: String,
        /// Whether a document is approved.
        optional approved: bool,
    }
}

/// The answers to an overlap question.
#[derive(Debug, Clone)]
pub(crate) struct Standing;

impl Words for Standing {
    const ALL: &'static [&'static str] = &["judge", "history", "part"];
}
