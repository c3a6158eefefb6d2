//! What `evidence list` says: every file and sheet, how it was understood, what was not.

use serde::Serialize;

use super::{DataProblem, DatedBy, Evidence, FileFound, ProblemKind, Reading, Role, TableFound};
use crate::calendar::Day;

/// Every file found, with its lists.
#[derive(Debug, Clone, Serialize)]
pub struct Listing {
    /// Files in order of path.
    pub files: Vec<ListedFile>,
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
    /// Its sheets or lists.
    pub tables: Vec<ListedTable>,
}

/// One sheet or list.
#[derive(Debug, Clone, Serialize)]
pub struct ListedTable {
    /// The sheet.
    pub sheet: Option<String>,
    /// The dataset.
    pub dataset: Option<String>,
    /// How well its headings fit, 0 to 100.
    pub score: u8,
    /// Why it was recognised, or was not.
    pub reason: String,
    /// Rows that hold anything.
    pub rows: usize,
    /// Headings matched to columns.
    pub columns: Vec<ListedColumn>,
    /// Columns of the dataset that it does not have.
    pub missing: Vec<String>,
    /// Headings that no column claims.
    pub ignored: Vec<String>,
    /// Whether it is hidden, and so not counted.
    pub hidden: bool,
    /// Whether it could not be read to its end, so that nothing of it is used.
    pub broken: bool,
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// How that day is known.
    pub dated_by: Option<DatedBy>,
    /// The last day it stands.
    pub expires: Option<Day>,
    /// What became of it.
    pub role: Option<Role>,
    /// Cells that could not be read.
    pub problems: Vec<ListedProblem>,
}

/// A heading and its column.
#[derive(Debug, Clone, Serialize)]
pub struct ListedColumn {
    /// The heading.
    pub heading: String,
    /// The canonical column.
    pub column: String,
}

/// A cell that could not be read.
#[derive(Debug, Clone, Serialize)]
pub struct ListedProblem {
    /// The cell.
    pub cell: String,
    /// Its heading.
    pub heading: String,
    /// The kind of fault.
    pub kind: ProblemKind,
    /// The text, only where it has the shape of a date.
    pub shown: Option<String>,
}

impl Listing {
    /// Lists what was found.
    pub fn of(evidence: &Evidence) -> Self {
        let files = evidence
            .files
            .iter()
            .map(|file| listed(file, evidence))
            .collect();
        Self {
            files,
            skipped: evidence.skipped,
        }
    }
}

fn listed(file: &FileFound, evidence: &Evidence) -> ListedFile {
    ListedFile {
        path: file.path.to_string(),
        sha256: file.sha256.clone(),
        format: file.format,
        read: file.reading() != Reading::Nothing,
        problem: file.problem.clone(),
        tables: file
            .tables
            .iter()
            .map(|table| listed_table(table, evidence))
            .collect(),
    }
}

fn listed_table(table: &TableFound, evidence: &Evidence) -> ListedTable {
    let source = table.source.and_then(|s| evidence.sources.get(s));
    let problems = evidence
        .problems
        .iter()
        .filter(|p| table.source == Some(p.source))
        .map(listed_problem)
        .collect();
    ListedTable {
        sheet: table.sheet.clone(),
        dataset: table.dataset.clone(),
        score: table.score,
        reason: table.reason.clone(),
        rows: table.rows,
        columns: table
            .columns
            .iter()
            .map(|c| ListedColumn {
                heading: c.heading.clone(),
                column: c.column.clone(),
            })
            .collect(),
        missing: table.missing.clone(),
        ignored: table.ignored.clone(),
        hidden: table.hidden,
        broken: table.broken,
        dated: source.and_then(|s| s.dated),
        dated_by: source.map(|s| s.dated_by),
        expires: source.and_then(|s| s.expires),
        role: source.map(|s| s.role),
        problems,
    }
}

fn listed_problem(problem: &DataProblem) -> ListedProblem {
    ListedProblem {
        cell: problem.cell.clone(),
        heading: problem.heading.clone(),
        kind: problem.kind,
        shown: problem.shown.clone(),
    }
}
