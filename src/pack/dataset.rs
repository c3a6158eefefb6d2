//! Datasets: what a list means, its columns, their types and the headings they go by.

use std::sync::Arc;

use crate::calendar::Span;
use crate::diagnostic::Place;
use crate::expression::Field;
use crate::table::ColumnType;

/// The meaning of a list.
#[derive(Debug, Clone)]
pub struct Dataset {
    /// Its id, which criteria name in `of`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where its layout comes from.
    pub source: Option<String>,
    /// The plural noun for a row, used in sentences.
    pub rows_are: String,
    /// Words of a sheet name that point to it.
    pub sheet_hints: Vec<String>,
    /// Words of a file name that point to it.
    pub file_hints: Vec<String>,
    /// How long an extract stands as evidence.
    pub valid_for: Span,
    /// The kind of evidence that it is.
    pub kind_of_evidence: KindOfEvidence,
    /// The columns that together name one record.
    pub key: Vec<String>,
    /// One row a subject at a date, or events.
    pub shape: Shape,
    /// How far back the list reaches, where it does not reach back for ever.
    pub covers: Option<Span>,
    /// Whether an empty list means that there were none.
    pub empty_means_none: bool,
    /// Whether lists are recognised as this dataset without being mapped by hand.
    pub auto: bool,
    /// Whether it is kept by hand, so that `init` makes a template for it.
    pub template: bool,
    /// Its columns, in order.
    pub columns: Vec<ColumnSpec>,
    /// Whom its rows are about, so that lists can be held against each other.
    pub subject: Option<Subject>,
    /// Pairs of date columns of which the second is never earlier than the first, that of `open` among them.
    pub order: Vec<[String; 2]>,
    /// Where it stands.
    pub place: Place,
}

/// Whom the rows of a list are about, and what the list says of them that others say too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The column that identifies whom; lists in which it has one name speak of the same people.
    pub column: String,
    /// What columns tell, under the name that every list gives it: `(column, fact)`.
    pub facts: Vec<(String, String)>,
    /// When a row is open.
    pub open: Option<Open>,
}

/// From when to when a row is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The column of its first day.
    pub from: String,
    /// The column of the day it was closed; blank or still to come while it is open.
    pub until: String,
    /// Lists in which whoever has an open row here has one too.
    pub also_in: Vec<String>,
}

/// One column of a dataset.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the dataset's TOML"
)]
#[derive(Debug, Clone)]
pub struct ColumnSpec {
    /// Its canonical name.
    pub name: Arc<str>,
    /// Every heading it is known by.
    pub names: Vec<String>,
    /// Its type.
    pub kind: ColumnType,
    /// Whether the list is incomplete without it.
    pub required: bool,
    /// What kind of personal information it holds, if any.
    pub personal: Option<Personal>,
    /// Whether a report may print its text.
    pub show: bool,
    /// Whether its dates may honestly lie in the future.
    pub planned: bool,
    /// Whether it may honestly be blank in every row.
    pub may_be_blank: bool,
    /// The canonical codes of a code column, in order.
    pub codes: Arc<[String]>,
    /// For each code in the same order, its accepted spellings.
    pub spellings: Vec<Vec<String>>,
    /// The code that every other spelling is read as; none where a spelling not listed is a fault.
    pub others: Option<u16>,
    /// The question that is answered in it.
    pub asks: Option<String>,
    /// What it means, in one sentence.
    pub about: Option<String>,
    /// What the example of its template holds, where that is said.
    pub example: Option<String>,
}

impl ColumnSpec {
    /// The heading that it first goes by.
    pub fn heading(&self) -> &str {
        self.names.first().map_or(&*self.name, String::as_str)
    }
}

/// The kinds of evidence that can speak for an area.
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
pub enum KindOfEvidence {
    /// Lists from case systems and trackers.
    Data,
    /// Audits of practice.
    Audit,
    /// What children and families say.
    Voice,
    /// What staff say.
    Staff,
    /// What partners say.
    Partner,
    /// Documents.
    Document,
    /// A named role's answer.
    Statement,
}

impl KindOfEvidence {
    /// Every kind, in order.
    pub const ALL: [Self; 7] = [
        Self::Data,
        Self::Audit,
        Self::Voice,
        Self::Staff,
        Self::Partner,
        Self::Document,
        Self::Statement,
    ];

    /// It in words, for the middle of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Audit => "audit",
            Self::Voice => "children and families",
            Self::Staff => "staff",
            Self::Partner => "partners",
            Self::Document => "documents",
            Self::Statement => "statements",
        }
    }
}

/// What kind of personal information a column holds.
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
#[serde(rename_all = "snake_case")]
pub enum Personal {
    /// An identifier of a person.
    Identifier,
    /// A name.
    Name,
    /// A date of birth.
    BirthDate,
    /// An address or postcode.
    Address,
    /// Free text.
    FreeText,
}

/// How extracts of a list relate to each other.
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
pub enum Shape {
    /// One row a subject at a date.
    Snapshot,
    /// Events.
    Log,
}

impl Dataset {
    /// A column by its canonical name.
    pub fn column(&self, name: &str) -> Option<&ColumnSpec> {
        self.columns.iter().find(|c| &*c.name == name)
    }

    /// Whether auditors answer questions in it, so that its template holds what criteria read alone.
    pub fn is_audit_return(&self) -> bool {
        self.kind_of_evidence == KindOfEvidence::Audit && self.template && self.auto
    }

    /// The heading that a column first goes by; its name where there is no such column.
    pub fn heading<'a>(&'a self, name: &'a str) -> &'a str {
        self.column(name).map_or(name, ColumnSpec::heading)
    }

    /// The columns as a condition sees them.
    pub fn fields(&self) -> Vec<Field> {
        let each = self.columns.iter().map(|column| Field {
            name: column.name.clone(),
            heading: column.names.first().map(|heading| heading.as_str().into()),
            kind: column.kind,
            codes: column.codes.clone(),
            planned: column.planned,
        });
        each.collect()
    }
}
