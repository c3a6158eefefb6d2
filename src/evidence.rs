//! Evidence: the files of a folder, what each was recognised as, and the lists that stand.

pub mod account;
pub mod actions;
pub mod around;
pub mod contradictions;
pub mod dated;
pub mod decode;
pub mod discover;
pub mod extract;
pub mod findings;
pub mod fold;
pub mod gather;
pub mod listing;
pub mod manifest;
pub mod mapping;
mod problem;
pub mod propose;
pub mod read;
pub mod recognise;
pub mod template;
mod untold;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::calendar::Day;
use crate::diagnostic::Diagnostic;
use crate::table::Table;
use account::Account;
use around::Around;
use contradictions::Contradictions;
pub(crate) use problem::Effect;
pub use problem::{DataProblem, ProblemKind};
pub use untold::{DatesFit, DatesUntold, Untold};

/// The columns that the chosen criteria need, by dataset.
pub type Needs = BTreeMap<String, BTreeSet<String>>;

/// Everything found in an evidence folder, read and recognised.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Every file found, in order of path.
    pub files: Vec<FileFound>,
    /// Every recognised list and document, in order of path and sheet.
    pub sources: Vec<Source>,
    /// What stands for each dataset that anything was found for.
    pub lists: BTreeMap<String, List>,
    /// Documents, for `document` criteria.
    pub documents: Vec<Document>,
    /// Cells that could not be read as their column's type.
    pub problems: Vec<DataProblem>,
    /// What is wrong with the evidence as a whole.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that are byte for byte the same as another and were not read again, with that other.
    pub copies: BTreeMap<Arc<str>, Arc<str>>,
    /// Whether documents are said to be approved, by source; none where nothing says.
    pub approvals: BTreeMap<usize, bool>,
    /// What became of the rows of each list that was read, by source.
    pub accounts: BTreeMap<usize, Account>,
    /// Where lists contradict each other about the same children; looked for only where evidence is listed.
    pub contradictions: Contradictions,
    /// How many lock files, temporaries and dot-files were skipped.
    pub skipped: usize,
}

impl Evidence {
    /// The earliest day that a list of a dataset speaks for, where all of them are dated after as-at.
    pub fn ahead(&self, dataset: &str) -> Option<Day> {
        let of = |source: &&Source| source.role == Role::Future && source.dataset == dataset;
        self.sources.iter().filter(of).filter_map(|s| s.dated).min()
    }
}

/// One file found in the folder.
#[derive(Debug, Clone)]
pub struct FileFound {
    /// Its path below the evidence folder, with `/`.
    pub path: Arc<str>,
    /// SHA-256 of its bytes in hexadecimal; empty when they could not be read.
    pub sha256: String,
    /// Its format, such as `csv`; `unknown` for what is not read.
    pub format: &'static str,
    /// Why it, or some of its sheets, could not be read, in a sentence without its content.
    pub problem: Option<String>,
    /// Whether it is a document, with its text or without.
    pub document: bool,
    /// Its sheets or lists, recognised or not.
    pub tables: Vec<TableFound>,
}

/// How much of a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// All of it.
    Whole,
    /// Some sheets of it and not others, or all of a document but its text.
    InPart,
    /// None of it.
    Nothing,
}

impl FileFound {
    /// How much of it was read.
    pub fn reading(&self) -> Reading {
        let in_part = self.document || self.tables.iter().any(|table| !table.broken);
        match &self.problem {
            None => Reading::Whole,
            Some(_) if in_part => Reading::InPart,
            Some(_) => Reading::Nothing,
        }
    }
}

/// One sheet or list of a file: how it was understood.
#[derive(Debug, Clone, Default)]
pub struct TableFound {
    /// The sheet's name, where the file has sheets.
    pub sheet: Option<String>,
    /// The dataset it was recognised as.
    pub dataset: Option<String>,
    /// How well its headings fit, 0 to 100.
    pub score: u8,
    /// Why it was recognised, or was not, in a sentence.
    pub reason: String,
    /// What a person can do about it, where it was not recognised.
    pub advice: recognise::Advice,
    /// Rows below the headings that hold anything; of a recognised list its records.
    pub rows: usize,
    /// Headings matched to columns, in order of the sheet. Empty unless recognised.
    pub columns: Vec<HeadingMatch>,
    /// Canonical columns of the dataset that the list does not have.
    pub missing: Vec<String>,
    /// Headings that no column claims (recognised lists), else column letters.
    pub ignored: Vec<String>,
    /// Headings of a column that an earlier heading is already; the earlier is used.
    pub again: Vec<HeadingAgain>,
    /// Rows below the headings that are no records, and so not among the rows.
    pub left_out: Vec<RowsLeftOut>,
    /// Needed date columns in which day and month are not told apart.
    pub dates: Vec<DatesUntold>,
    /// What lies on its sheet and only a person can part from it, or decide on.
    pub around: Around,
    /// Whether the sheet is hidden, and so not counted.
    pub hidden: bool,
    /// The dataset that a hidden sheet or a table of a document fits, of which nothing is counted.
    pub fits: Option<String>,
    /// Whether it could not be read to its end, so that nothing of it is used; the reason says why.
    pub broken: bool,
    /// Which part of a template it is, where that part is no evidence.
    pub aside: Option<template::Aside>,
    /// What it says above its headings of being empty, where it is a template that asks.
    pub nothing: Option<template::Nothing>,
    /// Index into the evidence's sources, when it stands as one.
    pub source: Option<usize>,
    /// The rows near its top, kept only for mapping it by hand; they may hold anything.
    pub head: Vec<recognise::HeadRow>,
}

impl TableFound {
    /// Why it was recognised, or was not, with what a person can do about it.
    pub fn why(&self) -> String {
        match self.advice.text() {
            Some(advice) => format!("{}: {advice}", self.reason),
            None => self.reason.clone(),
        }
    }

    /// Whether it is a table of a document, which is told and not read.
    pub fn is_of_document(&self) -> bool {
        self.fits.is_some() && !self.hidden
    }
}

/// A heading and the column it was matched to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingMatch {
    /// The heading as it stands in the sheet, without padding.
    pub heading: String,
    /// The canonical column.
    pub column: String,
}

/// A heading of a column that an earlier heading is already.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct HeadingAgain {
    /// The heading as it stands in the sheet, without padding.
    pub heading: String,
    /// The column of the sheet, by its letters.
    pub letters: String,
    /// The canonical column.
    pub column: String,
    /// In how many rows it holds something else than the column that is used.
    pub differ: usize,
}

/// Rows of a list that are no records.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RowsLeftOut {
    /// Why.
    pub why: NotARecord,
    /// How many.
    pub rows: usize,
    /// The first of them, as a person sees it, from 1.
    pub first: u32,
    /// Which they are, up to the first hundred.
    pub lines: Vec<u32>,
}

/// Why a row is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotARecord {
    /// It says the headings again.
    Headings,
    /// It holds totals, or averages.
    Totals,
    /// It holds nothing but the title of the rows below it.
    Title,
    /// It holds nothing but a note.
    Note,
    /// It holds something, but nothing under a heading that is understood.
    Nothing,
}

/// How a source came by its date.
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
pub enum DatedBy {
    /// The manifest says so.
    Manifest,
    /// The document's front matter says so.
    FrontMatter,
    /// A custom document property says so.
    Property,
    /// The first row of a template says that on that day there was nothing to record.
    Notes,
    /// The register of documents says so.
    Register,
    /// The file or sheet name holds it.
    Name,
    /// Only the time of the last save, which any save refreshes.
    Modified,
    /// Nothing says so.
    Undated,
}

/// One recognised list or document.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file's path below the evidence folder.
    pub path: Arc<str>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The dataset, or `document`.
    pub dataset: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// How that day is known.
    pub dated_by: DatedBy,
    /// The last day it stands as evidence.
    pub expires: Option<Day>,
    /// Its rows.
    pub rows: usize,
    /// What became of it.
    pub role: Role,
}

/// What became of a source.
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
pub enum Role {
    /// It is judged.
    Judged,
    /// A newer extract stands in its place.
    History,
    /// It is dated after as-at.
    Future,
    /// It could not be read well enough.
    Unreadable,
    /// It waits for an answer in the manifest.
    Question,
}

/// What stands for one dataset.
#[derive(Debug, Clone)]
pub struct List {
    /// The rows, or why there are none to judge.
    pub standing: Standing,
    /// The sources it rests on, as indexes; none when a file was named as this list and gave nothing.
    pub sources: Vec<usize>,
    /// The oldest date that its sources speak for; none when any of them is undated.
    ///
    /// An earlier extract of a log that a newer one overlaps adds its rows but not its date.
    pub dated: Option<Day>,
    /// The day after which it is stale: the earliest expiry day of the sources that date it.
    pub expires: Option<Day>,
    /// Whether its date rests on a `modified` property alone.
    pub weak_date: bool,
    /// Columns of it that could not be read well enough to judge by, each with the sentence why.
    pub unreadable: BTreeMap<String, String>,
    /// A row that is no record and says something; with no other row the list is no statement of none.
    pub says: Option<u32>,
    /// Rows that hold one key between them, two or more each, in an order that their contents give.
    pub repeats: Vec<Vec<usize>>,
}

/// The rows of a dataset, or why there are none to judge.
#[derive(Debug, Clone)]
pub enum Standing {
    /// Rows to judge; possibly none.
    Rows(Table),
    /// It could not be read; the sentence says why.
    Unreadable(String),
    /// Extracts overlap on the same day; the sentence is the question.
    Unresolved(String),
}

/// A document, or a row of the documents register.
#[derive(Debug, Clone)]
pub struct Document {
    /// File name without folders; for a register row, the path it gives.
    pub name: String,
    /// Its title, from front matter or first heading.
    pub title: String,
    /// Whether it is approved.
    pub approved: bool,
    /// Its headings, in order; none when only the register knows it.
    pub headings: Vec<String>,
    /// Its text folded to words; none when it could not be read or only the register knows it.
    pub text: Option<String>,
    /// Why its text could not be read, in a sentence.
    pub unread: Option<String>,
    /// Its source.
    pub source: usize,
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// How that day is known.
    pub dated_by: DatedBy,
    /// Its name and title folded, which every criterion about documents looks at.
    pub folded: OnceLock<[String; 2]>,
}

impl Document {
    /// What it is called, folded to words: the last part of its name, and of its title.
    pub fn called(&self) -> &[String; 2] {
        self.folded.get_or_init(|| {
            [&self.name, &self.title].map(|name| fold::prose(dated::file_name(name)))
        })
    }
}
