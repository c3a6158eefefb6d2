//! `datasets/*.toml`.

use super::Spanned;
use super::fields::table;
use super::values::{AtLeastOne, Entries, Length};
use super::words::{Name, OneOf, Words};
use crate::pack::{KindOfEvidence, Personal, Shape};
use crate::table::ColumnType;

table! {
    /// The meaning of the lists of one return or register.
    DatasetFile ("a datasets file") {
        /// One list each.
        required dataset: Vec<Spanned<DatasetTable>>,
    }

    /// The meaning of a list.
    DatasetTable ("a dataset") {
        /// Its id, which criteria name in `of`: small letters, digits and underscores.
        required id: Name,
        /// Its title.
        required title: String,
        /// Where its layout comes from.
        optional source: String,
        /// The plural noun for a row, used in sentences: plans, visits, children.
        required rows_are: String,
        /// Words of a sheet name that point to it.
        optional sheet_hints: Vec<Spanned<String>>,
        /// Words of a file name that point to it.
        optional file_hints: Vec<Spanned<String>>,
        /// How long an extract stands as evidence.
        required valid_for: Length<1>,
        /// The kind of evidence that it is.
        required kind_of_evidence: KindOfEvidence,
        /// The columns that together name one record.
        required key: AtLeastOne<String>,
        /// snapshot: one row a subject at a date; log: events.
        required shape: Shape,
        /// How far back the list reaches, where it does not reach back for ever.
        optional covers: Length<1>,
        /// An empty list means that there were none.
        optional empty_means: OneOf<Nothing>,
        /// False: only a mapping by hand makes a list this dataset; true if left out.
        optional auto: bool,
        /// False: `init` makes no template for it, as of a return; true if left out.
        optional template: bool,
        /// The identifier column of whom a row is about; lists in which it has one name speak of the same people and are held against each other.
        optional subject: Name,
        /// When a row is open: the lists in which the same subject must be open too are held against this one.
        optional open: OpenTable,
        /// Pairs of date columns of one row of which the second is never earlier: `started_on <= ended_on`. That of `open` is one already.
        optional order: Vec<Spanned<String>>,
        /// Its columns, in order.
        required column: Vec<Spanned<ColumnTable>>,
    }

    /// One column of a dataset.
    ColumnTable ("a column") {
        /// Its name, which criteria and conditions write: small letters, digits and underscores.
        required name: Name,
        /// Every heading it is known by; case, spaces and punctuation do not matter.
        required names: AtLeastOne<String>,
        /// Its type.
        required r#type: ColumnType,
        /// Whether the list is incomplete without it; false if left out.
        optional required: bool,
        /// The kind of personal information it holds, if any.
        optional personal: Personal,
        /// Whether a report may print its text; false if left out.
        optional show: bool,
        /// Whether its dates may honestly lie in the future, as due dates do; false if left out.
        optional planned: bool,
        /// Whether it may honestly be blank in every row, as what holds for few children may; false if left out.
        optional may_be_blank: bool,
        /// For the type code: each canonical code and its accepted spellings.
        optional codes: Entries<Vec<Spanned<String>>>,
        /// The code that a spelling not among `codes` is read as; without it such a cell cannot be read. Only for a column in which every value is legitimate, such as courses, and for a code that never helps a criterion.
        optional others: String,
        /// The question that is answered in it, one thing that its type can answer. Every column of an audit list that a criterion reads needs one; the template of the list shows it.
        optional asks: String,
        /// What it means, in one sentence.
        optional about: String,
        /// What the example of its template holds, in quotes whatever the type; a date as in 2026-03-30.
        optional example: String,
        /// The name of what it tells of the subject, the same in every list that tells it: where two lists differ, children are counted. A birth date is compared always, anything else between lists of one day.
        optional same_as: Name,
    }

    /// From when to when a row is open.
    OpenTable ("open rows") {
        /// The date column of its first day.
        required from: String,
        /// The date column of the day that it was closed; blank or still to come while it is open.
        required until: String,
        /// The datasets in which whoever has an open row here has one too.
        optional also_in: Vec<Spanned<String>>,
    }
}

/// The one word of `empty_means`.
#[derive(Debug, Clone)]
pub(crate) struct Nothing;

impl Words for Nothing {
    const ALL: &'static [&'static str] = &["none"];
}
