//! What `evidence list` says: every file and sheet, how it was understood, what was not.

use std::collections::BTreeMap;

use serde::Serialize;

use super::gather::DOCUMENT;
use super::{
    DataProblem, DatedBy, DatesUntold, Evidence, FileFound, HeadingAgain, ProblemKind, Reading,
    Role, RowsLeftOut, Source, Standing, TableFound,
};
use crate::calendar::Day;
use crate::diagnostic::nearest;
use crate::pack::Dataset;

/// Every file found, with its lists.
#[derive(Debug, Clone, Serialize)]
pub struct Listing {
    /// Files in order of path.
    pub files: Vec<ListedFile>,
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
    /// The other lists that are judged with it as one.
    pub together_with: Vec<String>,
    /// Cells that could not be read.
    pub problems: Vec<ListedProblem>,
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
    /// The cell, with its sheet where the file has sheets: `List 4!C17`.
    pub cell: String,
    /// Its heading.
    pub heading: String,
    /// The kind of fault.
    pub kind: ProblemKind,
    /// The text, only where it has the shape of a date.
    pub shown: Option<String>,
}

impl Listing {
    /// Lists what was found, with the headings that the datasets' columns go by.
    pub fn of(evidence: &Evidence, datasets: &BTreeMap<String, Dataset>) -> Self {
        let files = evidence.files.iter();
        Self {
            not_read: files.clone().map(|file| not_read(file, evidence)).sum(),
            files: files.map(|file| listed(file, evidence, datasets)).collect(),
            skipped: evidence.skipped,
        }
    }
}

/// How many entries the file has in a report's list of what was not read.
fn not_read(file: &FileFound, evidence: &Evidence) -> usize {
    let is_source = || evidence.sources.iter().any(|s| s.path == file.path);
    let nothing = file.tables.is_empty() && !is_source();
    let is_list = |t: &TableFound| t.aside.is_none();
    let unused =
        |t: &&TableFound| (t.dataset.is_none() && is_list(t)) || (t.hidden && t.source.is_none());
    usize::from(file.problem.is_some() || nothing) + file.tables.iter().filter(unused).count()
}

fn document(file: &FileFound, evidence: &Evidence) -> Option<ListedDocument> {
    let mut sources = evidence.sources.iter().enumerate();
    let (at, source) = sources.find(|(_, s)| s.path == file.path && s.dataset == DOCUMENT)?;
    Some(ListedDocument {
        dated: source.dated,
        dated_by: source.dated_by,
        approved: evidence.approvals.get(&at).copied(),
        role: source.role,
    })
}

fn listed(
    file: &FileFound,
    evidence: &Evidence,
    datasets: &BTreeMap<String, Dataset>,
) -> ListedFile {
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
            .map(|table| listed_table(table, evidence, datasets))
            .collect(),
    }
}

/// The lists that are judged with a source as one, by file and sheet.
fn together_with(at: usize, evidence: &Evidence) -> Vec<String> {
    let lists = evidence.lists.values();
    let mut lists = lists.filter(|list| matches!(list.standing, Standing::Rows(_)));
    let list = lists.find(|list| list.sources.contains(&at));
    let others = list.into_iter().flat_map(|list| &list.sources);
    let others = others.filter(|other| **other != at);
    let place = |source: &Source| match &source.sheet {
        Some(sheet) => format!("{} sheet {sheet}", source.path),
        None => source.path.to_string(),
    };
    let others = others.filter_map(|other| evidence.sources.get(*other));
    others.map(place).collect()
}

/// The columns that a list lacks, with the ignored heading that may be meant for each.
fn wanted(table: &TableFound, datasets: &BTreeMap<String, Dataset>) -> Vec<ListedMissing> {
    let dataset = table.dataset.as_ref().and_then(|id| datasets.get(id));
    let missing = table.missing.iter().map(|column| {
        let spec = dataset.and_then(|d| d.column(column));
        let names = spec.map(|spec| spec.names.as_slice()).unwrap_or_default();
        // The letter of a column without a heading is like nothing.
        let ignored = || table.ignored.iter().map(String::as_str);
        let ignored = || ignored().filter(|heading| heading.chars().count() > 3);
        let near = names.iter().find_map(|name| nearest(name, ignored()));
        ListedMissing {
            column: column.clone(),
            heading: names.first().cloned(),
            near: near.map(str::to_owned),
        }
    });
    missing.collect()
}

fn listed_table(
    table: &TableFound,
    evidence: &Evidence,
    datasets: &BTreeMap<String, Dataset>,
) -> ListedTable {
    let source = table.source.and_then(|s| evidence.sources.get(s));
    let problems = evidence
        .problems
        .iter()
        .filter(|p| table.source == Some(p.source))
        .map(|problem| listed_problem(problem, table.sheet.as_deref()))
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
        wanted: wanted(table, datasets),
        ignored: table.ignored.clone(),
        again: table.again.clone(),
        left_out: table.left_out.clone(),
        dates: table.dates.clone(),
        hidden: table.hidden,
        broken: table.broken,
        dated: source.and_then(|s| s.dated),
        dated_by: source.map(|s| s.dated_by),
        expires: source.and_then(|s| s.expires),
        role: source.map(|s| s.role),
        together_with: table
            .source
            .map(|at| together_with(at, evidence))
            .unwrap_or_default(),
        problems,
    }
}

fn listed_problem(problem: &DataProblem, sheet: Option<&str>) -> ListedProblem {
    ListedProblem {
        cell: match sheet {
            Some(sheet) => format!("{sheet}!{}", problem.cell),
            None => problem.cell.clone(),
        },
        heading: problem.heading.clone(),
        kind: problem.kind,
        shown: problem.shown.clone(),
    }
}
