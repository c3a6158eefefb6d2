//! What `evidence list` says: every file and sheet, how it was understood, what was not.

mod attention;
mod dataset;
mod table;
mod unasked;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::account::{Joined, OutOfOrder, Voided};
use super::around::Around;
use super::contradictions::Contradictions;
use super::gather::DOCUMENT;
use super::recognise::Advice;
use super::template::{Aside, Nothing};
use super::{
    DatedBy, DatesUntold, Evidence, FileFound, HeadingAgain, Needs, ProblemKind, Reading, Role,
    RowsLeftOut, Untold,
};
use crate::calendar::Day;
use crate::diagnostic::DiagnosticEntry;
use crate::pack::Dataset;

pub use attention::{Attention, ListedAttention};
pub use dataset::{ListedDataset, ListedExtract, ListedStanding};

/// Every file found, with its lists.
#[derive(Debug, Clone, Serialize)]
pub struct Listing {
    /// The day that it speaks for.
    pub as_at: Day,
    /// How many lists and documents need attention, with what was not read or not recognised.
    pub need_attention: usize,
    /// Files in order of path.
    pub files: Vec<ListedFile>,
    /// Every dataset of the pack, with what stands for it and the extracts there are of it.
    pub datasets: Vec<ListedDataset>,
    /// Where lists contradict each other about the same children.
    pub contradictions: Contradictions,
    /// What is wrong with the evidence as a whole.
    pub diagnostics: Vec<DiagnosticEntry>,
    /// Files that could not be read, and sheets that are hidden or were not recognised, together.
    pub not_read: usize,
    /// Lock files, temporaries and dot-files passed over.
    pub skipped: usize,
}

/// One file.
#[derive(Debug, Clone, Serialize)]
pub struct ListedFile {
    /// Its path below the evidence folder.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its format.
    pub format: &'static str,
    /// Whether any of it was read; where there is a problem too, it was read in part.
    pub read: bool,
    /// Why it, or some of its sheets, could not be read, in a sentence.
    pub problem: Option<String>,
    /// The file of the same bytes that was read in its place.
    pub copy_of: Option<String>,
    /// What is known of it as a document, where it is one.
    pub document: Option<ListedDocument>,
    /// Its sheets or lists.
    pub tables: Vec<ListedTable>,
}

/// What is known of a document.
#[derive(Debug, Clone, Serialize)]
pub struct ListedDocument {
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// How that day is known.
    pub dated_by: DatedBy,
    /// Whether it is said to be approved; none where nothing says.
    pub approved: Option<bool>,
    /// What became of it.
    pub role: Role,
    /// What wants mending about it.
    pub attention: Vec<ListedAttention>,
}

/// One sheet or list.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a name of the JSON report"
)]
#[derive(Debug, Clone, Serialize)]
pub struct ListedTable {
    /// The sheet.
    pub sheet: Option<String>,
    /// The dataset.
    pub dataset: Option<String>,
    /// The dataset's title.
    pub title: Option<String>,
    /// How well its headings fit, 0 to 100.
    pub score: u8,
    /// Why it was recognised, or was not.
    pub reason: String,
    /// What to do by hand about what was not recognised.
    #[serde(serialize_with = "advice_text")]
    pub advice: Advice,
    /// Rows that hold anything.
    pub rows: usize,
    /// How many of them stand for the dataset; none where it is no source.
    pub rows_used: Option<usize>,
    /// Whether it is judged and, being empty, is taken to say that there were none.
    pub says_none: bool,
    /// Why the others do not.
    pub rows_not_used: Vec<ListedNotUsed>,
    /// Headings matched to columns.
    pub columns: Vec<ListedColumn>,
    /// Columns of the dataset that it does not have.
    pub missing: Vec<String>,
    /// How those columns are known to people.
    pub wanted: Vec<ListedMissing>,
    /// Headings that no column claims.
    pub ignored: Vec<String>,
    /// Headings of a column that an earlier heading is already.
    pub again: Vec<HeadingAgain>,
    /// Rows that are no records, and so not among the rows.
    pub left_out: Vec<RowsLeftOut>,
    /// Date columns in which day and month are not told apart.
    pub dates: Vec<DatesUntold>,
    /// What lies on its sheet and only a person can part from it, or decide on.
    #[serde(flatten)]
    pub around: Around,
    /// Whether it is hidden, and so not counted.
    pub hidden: bool,
    /// The dataset that it fits, where it is hidden and so not counted.
    pub fits: Option<String>,
    /// The part of a template that it is, where it is no evidence.
    pub aside: Option<Aside>,
    /// What it says of being empty, where it is a template that asks.
    #[serde(skip)]
    pub(crate) nothing: Option<Nothing>,
    /// Whether it could not be read to its end, so that nothing of it is used.
    pub broken: bool,
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// How that day is known.
    pub dated_by: Option<DatedBy>,
    /// How long an extract of the dataset stands.
    pub valid_for: Option<String>,
    /// The last day it stands.
    pub expires: Option<Day>,
    /// Whether that day has passed.
    pub stale: bool,
    /// Whether it has no date, and no day in it says how old it is.
    #[serde(skip)]
    pub(crate) ageless: bool,
    /// What became of it.
    pub role: Option<Role>,
    /// Whether the manifest put it aside as history.
    pub history_by_hand: bool,
    /// Whether the manifest chose another, no newer, in its place.
    pub passed_over: bool,
    /// How it is joined to other extracts of its log, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined: Option<Joined>,
    /// The other lists that are judged with it as one.
    pub together_with: Vec<String>,
    /// The extract before it that holds the same list.
    pub previous: Option<ListedPrevious>,
    /// The files and sheets of the same list for which it is not used.
    #[serde(skip)]
    pub(crate) voided_by: Vec<Voided>,
    /// Pairs of dates of which rows hold the second before the first.
    pub out_of_order: Vec<OutOfOrder>,
    /// Cells that could not be read, and rows that end before they start.
    pub problems: Vec<ListedProblem>,
    /// The same by heading and kind of fault.
    pub problem_groups: Vec<ListedProblemGroup>,
    /// What wants mending about it, the gravest first.
    pub attention: Vec<ListedAttention>,
}

/// Rows that do not stand for the dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedNotUsed {
    /// How many.
    pub rows: usize,
    /// Why not, in words that follow the number.
    pub why: &'static str,
}

/// A column that a list does not have.
#[derive(Debug, Clone, Serialize)]
pub struct ListedMissing {
    /// The canonical column.
    pub column: String,
    /// The heading that it mostly goes by.
    pub heading: Option<String>,
    /// A heading that no column claims and that may be meant for it.
    pub near: Option<String>,
    /// Whether the list is incomplete without it.
    pub required: bool,
}

/// A heading and its column.
#[derive(Debug, Clone, Serialize)]
pub struct ListedColumn {
    /// The heading.
    pub heading: String,
    /// The canonical column.
    pub column: String,
    /// Whether the list is incomplete without it.
    pub required: bool,
    /// Whether it may honestly be blank in every row.
    #[serde(skip)]
    pub(crate) may_be_blank: bool,
    /// How its cells were read; none where the list is no source.
    pub cells: Option<ListedCells>,
}

/// How the cells of a column were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ListedCells {
    /// Cells that hold nothing.
    pub blank: u64,
    /// Cells that hold something.
    pub filled: u64,
    /// Of those, cells that could not be read; none where they are not decoded and no fault shows.
    pub unreadable: Option<u64>,
    /// Of those, cells that hold none of the codes and are read as the code for all others.
    pub others: u64,
    /// Of those, dates after the as-at day of what is not planned, which count as blank.
    pub after_as_at: u64,
}

/// The extract before one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedPrevious {
    /// Its file.
    pub path: String,
    /// Its sheet.
    pub sheet: Option<String>,
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// Its rows.
    pub rows: usize,
    /// The rows now, of every part where the list has since come in parts.
    pub rows_now: usize,
    /// How many parts that is.
    pub parts: usize,
    /// How many rows more there are now; below zero for fewer.
    pub change: i64,
}

/// A cell that could not be read.
#[derive(Debug, Clone, Serialize)]
pub struct ListedProblem {
    /// The cell, with its sheet where the file has sheets: `List 4!C17`.
    pub cell: String,
    /// The same without its sheet.
    #[serde(skip)]
    pub within_sheet: String,
    /// Its heading.
    pub heading: String,
    /// The kind of fault.
    pub kind: ProblemKind,
    /// The text, only where it has the shape of a date.
    pub shown: Option<String>,
}

/// Cells of one heading with one kind of fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedProblemGroup {
    /// Their heading.
    pub heading: String,
    /// The kind of fault.
    pub kind: ProblemKind,
    /// How many there are.
    pub cells: usize,
    /// The first of them, with its sheet where the file has sheets.
    pub first: String,
    /// What to do about them.
    pub advice: &'static str,
}

/// What a listing is made with besides the evidence.
#[derive(Debug, Clone, Copy)]
pub struct Against<'a> {
    /// The pack's datasets.
    pub datasets: &'a BTreeMap<String, Dataset>,
    /// The columns that the criteria need.
    pub needs: &'a Needs,
    /// The questions that the criteria ask of named roles.
    pub questions: &'a BTreeSet<&'a str>,
    /// The day that the evidence is seen on.
    pub as_at: Day,
}

impl Listing {
    /// Lists what was found, with the headings that the datasets' columns go by.
    pub fn of(evidence: &Evidence, against: &Against<'_>) -> Self {
        let files = evidence.files.iter();
        let files: Vec<ListedFile> = files.map(|file| listed(file, evidence, against)).collect();
        Self {
            as_at: against.as_at,
            need_attention: files.iter().map(ListedFile::need_attention).sum(),
            not_read: files.iter().map(ListedFile::not_read).sum(),
            files,
            datasets: dataset::listed(evidence, against),
            contradictions: evidence.contradictions.clone(),
            diagnostics: evidence.diagnostics.iter().map(Into::into).collect(),
            skipped: evidence.skipped,
        }
    }

    /// Narrows it to the files and lists asked for, and to what is said of them.
    #[must_use]
    pub fn only(mut self, files: &[String], datasets: &[String]) -> Self {
        if files.is_empty() && datasets.is_empty() {
            return self;
        }
        if !files.is_empty() {
            self.files.retain(|file| files.contains(&file.path));
        }
        if !datasets.is_empty() {
            let is_asked = |table: &ListedTable| {
                let dataset = table.dataset.as_ref().or(table.fits.as_ref());
                dataset.is_some_and(|dataset| datasets.contains(dataset))
            };
            for file in &mut self.files {
                file.tables.retain(is_asked);
            }
            self.files.retain(|file| !file.tables.is_empty());
        }
        let tables = self.files.iter().flat_map(|file| &file.tables);
        let held: BTreeSet<&String> = tables.filter_map(|t| t.dataset.as_ref()).collect();
        let is_held = |id: &String| held.contains(id) || datasets.contains(id);
        self.datasets.retain(|dataset| is_held(&dataset.id));
        let lists = |lists: &[String]| lists.iter().any(is_held);
        self.contradictions.found.retain(|c| lists(&c.lists));
        self.contradictions.not_compared.retain(|c| lists(&c.lists));
        self.contradictions.facts.clear();
        let is_of = |note: &DiagnosticEntry, path: &str| {
            note.file.as_deref() == Some(path) || note.message.contains(&format!("`{path}`"))
        };
        let paths = || self.files.iter().map(|file| file.path.as_str());
        self.diagnostics
            .retain(|note| paths().any(|path| is_of(note, path)));
        self.need_attention = self.files.iter().map(ListedFile::need_attention).sum();
        self.not_read = self.files.iter().map(ListedFile::not_read).sum();
        self
    }
}

impl ListedTable {
    /// What lies on its sheet and only a person can part from it, or decide on.
    pub(crate) fn around_it(&self) -> impl Iterator<Item = ListedAttention> {
        attention::around(self)
    }

    /// What says it all of cells of one kind: a day as a month is a date that does not exist.
    pub(crate) fn month_first(&self, heading: &str, kind: ProblemKind) -> Option<&DatesUntold> {
        let mut dates = self
            .dates
            .iter()
            .filter(|_| kind == ProblemKind::NoSuchDate);
        dates.find(|d| d.heading == heading && d.why == Untold::MonthFirst)
    }
}

impl ListedFile {
    /// How much of it needs attention: its lists, it as a document, and what was not read of it.
    fn need_attention(&self) -> usize {
        let not_read = usize::from(self.problem.is_some()) + usize::from(self.holds_nothing());
        self.wanting() + not_read + self.not_recognised().count()
    }

    /// Whether it was read and is neither list nor document.
    pub(crate) fn holds_nothing(&self) -> bool {
        let nothing = self.tables.is_empty() && self.document.is_none();
        nothing && self.problem.is_none() && self.copy_of.is_none()
    }

    /// Whether it is a template that nobody has filled in, of which there is nothing else to say.
    pub(crate) fn is_unfilled(&self) -> bool {
        let is_aside = |table: &ListedTable| table.aside.is_some() && table.attention.is_empty();
        let is_unfilled = |table: &ListedTable| table.aside == Some(Aside::Unfilled);
        self.problem.is_none()
            && self.copy_of.is_none()
            && self.document.is_none()
            && self.tables.iter().all(is_aside)
            && self.tables.iter().any(is_unfilled)
    }

    /// Its sheets that were not recognised, but for those that need attention by themselves.
    pub(crate) fn not_recognised(&self) -> impl Iterator<Item = &ListedTable> {
        let tables = self.tables.iter().filter(|_| self.copy_of.is_none());
        let said = |t: &ListedTable| !t.attention.is_empty() || self.is_told_broken(t);
        tables.filter(move |t| t.dataset.is_none() && t.aside.is_none() && !said(t))
    }

    /// Whether a list was not read for what the file's own problem says, and is of no dataset by which
    /// to say it again.
    pub(crate) fn is_told_broken(&self, table: &ListedTable) -> bool {
        table.broken && table.dataset.is_none() && self.problem.is_some()
    }

    /// How many of its lists, or it as a document, need attention.
    pub(crate) fn wanting(&self) -> usize {
        let tables = self.tables.iter().map(|table| &table.attention);
        let document = self.document.iter().map(|document| &document.attention);
        let all = tables.chain(document);
        all.filter(|attention| !attention.is_empty()).count()
    }

    /// How many entries it has in a report's list of what was not read.
    fn not_read(&self) -> usize {
        let nothing = self.tables.is_empty() && self.document.is_none() && self.copy_of.is_none();
        let is_list = |t: &ListedTable| t.aside.is_none() && !self.is_told_broken(t);
        let unused = |t: &&ListedTable| {
            (t.dataset.is_none() && is_list(t)) || (t.hidden && t.role.is_none())
        };
        usize::from(self.problem.is_some() || nothing) + self.tables.iter().filter(unused).count()
    }
}

fn advice_text<S: serde::Serializer>(advice: &Advice, serializer: S) -> Result<S::Ok, S::Error> {
    advice.text().serialize(serializer)
}

fn document(file: &FileFound, evidence: &Evidence) -> Option<ListedDocument> {
    let mut sources = evidence.sources.iter().enumerate();
    let (at, source) = sources.find(|(_, s)| s.path == file.path && s.dataset == DOCUMENT)?;
    Some(ListedDocument {
        dated: source.dated,
        dated_by: source.dated_by,
        approved: evidence.approvals.get(&at).copied(),
        role: source.role,
        attention: attention::of_document(source),
    })
}

fn listed(file: &FileFound, evidence: &Evidence, against: &Against<'_>) -> ListedFile {
    ListedFile {
        path: file.path.to_string(),
        sha256: file.sha256.clone(),
        format: file.format,
        read: file.reading() != Reading::Nothing,
        problem: file.problem.clone(),
        copy_of: evidence.copies.get(&file.path).map(ToString::to_string),
        document: document(file, evidence),
        tables: file
            .tables
            .iter()
            .map(|found| table::listed(found, evidence, against))
            .collect(),
    }
}
