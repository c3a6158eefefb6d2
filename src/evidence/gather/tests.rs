//! Small extracts built by hand, and what is made of them.

mod accounts;
mod dates;
mod documents;
mod laws;
mod logs;
mod messages;
mod names;
mod places;
mod snapshots;
mod unreadable;
mod witness;

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::*;
use crate::calendar::Span;
use crate::diagnostic::{SourceText, Spot};
use crate::evidence::extract::CellCount;
use crate::evidence::manifest::Entry;
use crate::evidence::{HeadingMatch, List, ProblemKind, Standing, TableFound};
use crate::pack::{KindOfEvidence, Shape};
use crate::table::{Cell, Column, ColumnBuilder, ColumnType, Table};

/// An evidence folder with what a person says of it.
#[derive(Clone)]
struct Folder {
    datasets: BTreeMap<String, Dataset>,
    manifest: Manifest,
    mappings: Vec<Mapping>,
    limits: Limits,
    as_at: Day,
    reads: Vec<FileRead>,
}

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn place() -> Place {
    SourceText::new("evidence.toml", "x").place(0..1)
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn dataset(id: &str, shape: Shape, valid_for: &str, rows_are: &str) -> Dataset {
    Dataset {
        id: id.to_owned(),
        title: format!("{} of care", fault::capital(id)),
        source: None,
        rows_are: rows_are.to_owned(),
        sheet_hints: vec![format!("list of {rows_are}")],
        file_hints: vec![format!("list of {rows_are}")],
        valid_for: Span::parse(valid_for).unwrap(),
        kind_of_evidence: KindOfEvidence::Data,
        key: vec!["id".to_owned()],
        shape,
        covers: None,
        empty_means_none: false,
        auto: true,
        template: true,
        columns: Vec::new(),
        subject: None,
        order: Vec::new(),
        place: place(),
    }
}

impl Folder {
    /// Judged at the end of September 2026, with a snapshot, a log and a register.
    fn new() -> Self {
        let datasets = [
            dataset("plans", Shape::Snapshot, "1 month", "plans"),
            dataset("visits", Shape::Log, "2 weeks", "visits"),
            dataset("documents", Shape::Snapshot, "12 months", "documents"),
        ];
        Self {
            datasets: datasets.map(|d| (d.id.clone(), d)).into_iter().collect(),
            manifest: Manifest::default(),
            mappings: Vec::new(),
            limits: Limits::default(),
            as_at: day("2026-09-30"),
            reads: Vec::new(),
        }
    }

    fn with(mut self, read: FileRead) -> Self {
        self.reads.push(read);
        self
    }

    /// Adds a file with one list of `key=content` records; a record `=content` has no key.
    fn list(self, path: &str, dataset: &str, records: &str) -> Self {
        self.with(file(path, vec![extract(path, dataset, records)]))
    }

    fn says(mut self, path: &str, change: impl Fn(&mut Entry)) -> Self {
        let mut entry = Entry {
            path: path.to_owned(),
            sheet: None,
            dated: None,
            dataset: None,
            standing: None,
            title: None,
            approved: None,
            place: place(),
        };
        change(&mut entry);
        self.manifest.entries.push(entry);
        self
    }

    fn answers(self, path: &str, answer: Use) -> Self {
        self.says(path, |e| e.standing = Some(answer))
    }

    fn maps(mut self, file: &str, sheet: Option<&str>, dataset: &str) -> Self {
        self.mappings.push(Mapping {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            dataset: dataset.to_owned(),
            header_row: None,
            columns: Vec::new(),
            place: place(),
        });
        self
    }

    /// What is made of the folder; no sentence that a result may carry names a file or a sheet, and
    /// every diagnostic has a place.
    fn gather(&self) -> Evidence {
        let evidence = self.assembled();
        let mut notes = evidence.diagnostics.iter();
        let lost = notes.find(|note| note.place.is_none());
        assert!(lost.is_none(), "{lost:?}");
        for sentence in sentences(&evidence) {
            for name in evidence.files.iter().flat_map(names_of) {
                assert!(!sentence.contains(&name), "{name} in: {sentence}");
            }
        }
        evidence
    }

    fn assembled(&self) -> Evidence {
        let context = Context {
            datasets: &self.datasets,
            manifest: &self.manifest,
            mappings: &self.mappings,
            limits: &self.limits,
            as_at: self.as_at,
        };
        gather(self.reads.clone(), &context)
    }
}

fn column(values: impl Iterator<Item = String>) -> Column {
    let mut builder = ColumnBuilder::new(ColumnType::Text, &Arc::from([]));
    for value in values {
        builder.push(match value.as_str() {
            "" => Cell::Blank,
            text => Cell::Text(text),
        });
    }
    builder.finish()
}

fn extract(path: &str, dataset: &str, records: &str) -> Extract {
    let records: Vec<(&str, &str)> = records
        .split_whitespace()
        .map(|record| record.split_once('=').unwrap_or((record, "")))
        .collect();
    let lines = (2u32..).take(records.len()).collect();
    let columns = vec![
        (
            Arc::from("id"),
            column(records.iter().map(|r| r.0.to_owned())),
        ),
        (
            Arc::from("note"),
            column(records.iter().map(|r| r.1.to_owned())),
        ),
    ];
    Extract {
        path: path.into(),
        sheet: None,
        sha256: hash(path).to_string().into(),
        dataset: dataset.to_owned(),
        named: false,
        table: Table::new(columns, lines, 0),
        record_hashes: records.iter().map(hash).collect(),
        key_hashes: records
            .iter()
            .map(|r| (!r.0.is_empty()).then(|| hash(r.0)))
            .collect(),
        cells: Vec::new(),
        doubtful: Vec::new(),
        problems: Vec::new(),
        says: None,
        own_date: None,
        survey: None,
    }
}

fn file(path: &str, extracts: Vec<Extract>) -> FileRead {
    let table = |e: &Extract| TableFound {
        sheet: e.sheet.clone(),
        dataset: Some(e.dataset.clone()),
        rows: e.table.rows(),
        columns: vec![HeadingMatch {
            heading: "Number of Visits".to_owned(),
            column: "visits".to_owned(),
        }],
        ..TableFound::default()
    };
    FileRead {
        found: FileFound {
            path: path.into(),
            sha256: hash(path).to_string(),
            format: "csv",
            problem: None,
            document: false,
            tables: extracts.iter().map(table).collect(),
        },
        extracts,
        documents: Vec::new(),
        skipped: 0,
    }
}

fn broken(path: &str) -> FileRead {
    let mut read = file(path, Vec::new());
    read.found.problem = Some("it is cut off".to_owned());
    read
}

/// The records that stand for a list, sorted.
fn records(list: &List) -> Vec<String> {
    let Standing::Rows(table) = &list.standing else {
        panic!("rows were expected, found {:?}", list.standing);
    };
    let text = |name: &str, row: usize| match table.column(name).unwrap().cell(row) {
        Cell::Text(text) => text.to_owned(),
        _ => String::new(),
    };
    let mut records: Vec<String> = (0..table.rows())
        .map(|row| format!("{}={}", text("id", row), text("note", row)))
        .collect();
    records.sort();
    records
}

/// Every sentence that a criterion's result may take from the lists.
fn sentences(evidence: &Evidence) -> Vec<&String> {
    let mut sentences = Vec::new();
    for list in evidence.lists.values() {
        sentences.extend(list.unreadable.values());
        match &list.standing {
            Standing::Rows(_) => {}
            Standing::Unreadable(why) | Standing::Unresolved(why) => sentences.push(why),
        }
    }
    sentences
}

/// The names of a file and of its sheets, these as a message would quote them.
fn names_of(file: &FileFound) -> Vec<String> {
    let sheets = file.tables.iter().filter_map(|t| t.sheet.as_deref());
    let sheets = sheets.flat_map(|s| [format!("`{s}`"), format!("sheet {s}")]);
    let path = file.path.to_string();
    let name = dated::file_name(&path).to_owned();
    sheets.chain([path, name]).collect()
}

fn roles(evidence: &Evidence) -> Vec<(&str, Role)> {
    evidence
        .sources
        .iter()
        .map(|s| (&*s.path, s.role))
        .collect()
}

fn raised(evidence: &Evidence, code: Code) -> Vec<&str> {
    let with_code = evidence.diagnostics.iter().filter(|d| d.code == code);
    with_code.map(|d| d.message.as_str()).collect()
}

/// Where the diagnostics of a code are: the file, its sheet where it has one, the row where one is known.
fn places(evidence: &Evidence, code: Code) -> Vec<String> {
    let of_code = evidence.diagnostics.iter().filter(|d| d.code == code);
    let spots = of_code.map(|d| d.place.as_ref().unwrap());
    let place = |spot: &Spot| {
        let sheet = spot.sheet().map(|sheet| format!("[{sheet}]"));
        let line = spot.line().map(|line| format!(":{line}"));
        let within: String = sheet.into_iter().chain(line).collect();
        format!("{}{within}", spot.file())
    };
    spots.map(place).collect()
}

fn unresolved(list: &List) -> &str {
    match &list.standing {
        Standing::Unresolved(question) => question,
        Standing::Rows(_) | Standing::Unreadable(_) => panic!("{:?}", list.standing),
    }
}

fn unread(list: &List) -> &str {
    match &list.standing {
        Standing::Unreadable(why) => why,
        Standing::Rows(_) | Standing::Unresolved(_) => panic!("{:?}", list.standing),
    }
}

/// Two parts of `plans`, of which the second has no `note`.
fn a_part_without_notes() -> Folder {
    let mut folder = Folder::new().list("a 2026-09-29.csv", "plans", "a=1").list(
        "b 2026-09-29.csv",
        "plans",
        "b=1",
    );
    let only_id = vec![(Arc::from("id"), column(std::iter::once("b".to_owned())))];
    folder.reads[1].extracts[0].table = Table::new(only_id, vec![2], 0);
    folder
}
