//! One recognised list of one file, decoded, before it is decided what stands for its dataset.

use std::num::NonZeroU64;
use std::sync::Arc;

use super::decode::Doubt;
use super::{DatedBy, FileFound, ProblemKind};
use crate::calendar::Day;
use crate::diagnostic::EvidencePlace;
use crate::table::Table;

/// One file as it was read: what was found in it, and the lists and documents that it holds.
#[derive(Debug, Clone)]
pub struct FileRead {
    /// How the file and its tables were understood.
    pub found: FileFound,
    /// Its recognised lists; hidden and unmapped ones are not among them.
    pub extracts: Vec<Extract>,
    /// Its documents.
    pub documents: Vec<RawDocument>,
    /// Lock files, temporaries and dot-files passed over within it, where it is an archive.
    pub skipped: usize,
}

impl FileRead {
    /// A file of which nothing but its name and a sentence is known.
    pub fn unread(found: FileFound) -> Self {
        Self {
            found,
            extracts: Vec::new(),
            documents: Vec::new(),
            skipped: 0,
        }
    }
}

/// A document as it was read, before the manifest and the register have been asked about it.
#[derive(Debug, Clone)]
pub struct RawDocument {
    /// The file's path below the evidence folder.
    pub path: Arc<str>,
    /// SHA-256 of the file.
    pub sha256: Arc<str>,
    /// Its title, from front matter, properties or first heading.
    pub title: Option<String>,
    /// Whether it says that it is approved.
    pub approved: Option<bool>,
    /// The day on which it says that it was approved.
    pub approved_on: Option<Day>,
    /// Its headings, in order.
    pub headings: Vec<String>,
    /// Its text folded to words for searching; none where it could not be read.
    pub text: Option<String>,
    /// Why its text could not be read, in a sentence.
    pub unread: Option<String>,
    /// A date that the file itself gives, apart from its name.
    pub own_date: Option<(Day, DatedBy)>,
}

/// One recognised list, decoded.
#[derive(Debug, Clone)]
pub struct Extract {
    /// The file's path below the evidence folder.
    pub path: Arc<str>,
    /// The sheet.
    pub sheet: Option<String>,
    /// SHA-256 of the file.
    pub sha256: Arc<str>,
    /// The dataset it was recognised as.
    pub dataset: String,
    /// Whether a mapping, the manifest or an exact name said so, rather than its headings alone.
    pub named: bool,
    /// The needed columns.
    pub table: Table,
    /// A hash of each raw record over its recognised columns, in canonical order, trimmed.
    pub record_hashes: Vec<u64>,
    /// A hash of each record's key; none where a part of the key is blank.
    pub key_hashes: Vec<Option<u64>>,
    /// Cells of needed columns by column: how many held something, how many of those were unreadable.
    pub cells: Vec<CellCount>,
    /// Needed date columns whose dates cannot be told day-first, by heading.
    pub doubtful: Vec<(String, Doubt)>,
    /// Cells that could not be read.
    pub problems: Vec<CellProblem>,
    /// The first row left out that says anything but the headings or that there is no record: with no
    /// other row the list does not say that there were none.
    pub says: Option<u32>,
    /// A date that the file itself gives, apart from its name.
    pub own_date: Option<(Day, DatedBy)>,
    /// What is asked of a list only where evidence is listed.
    pub survey: Option<Survey>,
}

impl Extract {
    /// Its file and sheet, for what is wrong with it.
    pub fn place(&self) -> EvidencePlace {
        EvidencePlace::new(self.path.clone(), self.sheet.as_deref())
    }
}

/// What is asked of a list only where evidence is listed, kept as hashes that say who nobody is.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// Cells of columns whose values are not kept, of which only is known whether they hold anything
    /// and whether a formula failed; of those that tell whom a row is about, whether they can be read.
    pub undecoded: Vec<CellCount>,
    /// For each row a hash of whom it is about, where that can be told.
    pub subjects: Vec<Option<NonZeroU64>>,
    /// What its columns tell of them.
    pub facts: Vec<Fact>,
    /// For each row from when to when it is open; none where the list lacks a date that says so.
    pub open: Option<Vec<[When; 2]>>,
    /// What its rows are counted in: `row`, and of files without rows `line` or `record`.
    pub counted: Option<String>,
}

/// What a column tells of each row's subject.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The canonical column.
    pub column: String,
    /// For each row a hash of its value; none where it is blank or cannot be read.
    pub values: Vec<Option<NonZeroU64>>,
    /// Whether day and month of its dates cannot be told apart, so that there are no values.
    pub doubtful: bool,
}

/// A day as far as a row tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It tells none.
    Blank,
    /// This one.
    On(Day),
    /// It holds something that cannot be read.
    Unclear,
}

/// How the cells of one needed column could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellCount {
    /// The canonical column.
    pub column: String,
    /// Cells that held something.
    pub filled: u64,
    /// Of those, cells that could not be read.
    pub unreadable: u64,
    /// Of those, cells with a spelling not listed that the column reads as a code of its own.
    pub others: u64,
}

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// The cell as a spreadsheet names it.
    pub cell: String,
    /// Row and column as numbers.
    pub order: (u32, u32),
    /// The heading of its column.
    pub heading: String,
    /// The kind of fault.
    pub kind: ProblemKind,
    /// The text, only where it has the shape of a date.
    pub shown: Option<String>,
}

/// Which columns are decoded.
#[derive(Debug, Clone, Copy)]
pub enum Wanted<'a> {
    /// Those that the chosen criteria need.
    Needs(&'a super::Needs),
    /// Every column that is not personal.
    NotPersonal,
}
