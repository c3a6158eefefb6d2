//! `criteria/*.toml`.

use super::Spanned;
use super::fields::table;
use super::measures::{
    CountTable, DocumentTable, DurationTable, OnTimeTable, PerSubjectTable, RatioTable,
    RepeatTable, ShareTable, StatementTable, UpToDateTable,
};
use super::values::AtLeastOne;
use super::words::Slug;
use crate::pack::{Basis, Effort};

table! {
    /// The criteria of one outcome or enabler.
    CriteriaFile ("a criteria file") {
        /// One question each.
        required criterion: Vec<Spanned<CriterionTable>>,
    }

    /// One question that evidence answers, with exactly one measure.
    CriterionTable ("a criterion") {
        /// Its slug: small letters, digits and hyphens.
        required id: Slug,
        /// Its title, a statement that is true when it is met.
        required title: String,
        /// The question it asks.
        required asks: String,
        /// The outcome or enabler that it belongs to.
        required area: String,
        /// The judgements that it speaks to.
        required judgements: AtLeastOne<String>,
        /// The expectations that it tests, such as nf:O3-L4.
        required expectations: AtLeastOne<String>,
        /// Why it matters, in one sentence.
        required why: String,
        /// How to close a gap, in one sentence.
        required improve: String,
        /// How much work closing a gap is.
        required effort: Effort,
        /// Its weight in an area, 1 to 5; 1 if left out.
        optional weight: u64,
        /// Whether not meeting it caps its areas at not ready; false if left out.
        optional priority: bool,
        /// The role that owns it.
        optional owner: String,
        /// What its thresholds rest on.
        required threshold_basis: Basis,
        /// Where its thresholds come from, in words.
        optional threshold_source: String,
        /// Percentage of rows that meet a condition.
        choice share: ShareTable,
        /// Percentage finished within a limit.
        choice on_time: OnTimeTable,
        /// Percentage of subjects whose latest event is recent enough.
        choice up_to_date: UpToDateTable,
        /// Percentage of events with an earlier one for the same subject.
        choice repeat: RepeatTable,
        /// Percentage of subjects with at least so many events.
        choice per_subject: PerSubjectTable,
        /// Median, mean or 90th percentile of a span.
        choice duration: DurationTable,
        /// Number of rows.
        choice count: CountTable,
        /// A count or sum over another, or over a figure from settings.
        choice ratio: RatioTable,
        /// A document that exists, is current, approved and says what it must.
        choice document: DocumentTable,
        /// A named role's answer.
        choice statement: StatementTable,
    }
}
