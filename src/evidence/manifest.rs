//! What a person has said about the evidence: the manifest, and mappings in settings.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, Place, SourceText, sort};
use crate::pack::Pack;
use crate::pack::raw::local::{EntryTable, ManifestFile};
use crate::pack::raw::read_file;
use crate::pack::validate::lists::unknown_dataset;
use crate::pack::validate::tables;

/// `evidence.toml` in the evidence folder.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    /// One entry a file or sheet.
    pub entries: Vec<Entry>,
}

/// What the manifest says of one file or sheet.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Path below the evidence folder, with `/`.
    pub path: String,
    /// The sheet; none means every sheet of the file.
    pub sheet: Option<String>,
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// The dataset it is.
    pub dataset: Option<String>,
    /// The answer to an overlap question.
    pub standing: Option<Use>,
    /// A document's title.
    pub title: Option<String>,
    /// Whether a document is approved.
    pub approved: Option<bool>,
    /// Where it stands.
    pub place: Place,
}

/// Whether a path as a person writes it is a path below the evidence folder.
pub(crate) fn same_path(written: &str, path: &str) -> bool {
    written == path || tidy(written) == path
}

pub(super) fn tidy(written: &str) -> String {
    let slashed = written.trim().replace('\\', "/");
    slashed.strip_prefix("./").unwrap_or(&slashed).to_owned()
}

/// Whether two sheet names are one; spreadsheets do not tell case apart either.
pub(crate) fn same_sheet(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.trim().to_lowercase() == other.trim().to_lowercase(),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// The answer to an overlap question.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Use {
    /// This extract is judged.
    Judge,
    /// This extract is history.
    History,
    /// This extract is one part of the list.
    Part,
}

/// Words that stand in place of a dataset: put aside, and a document.
pub const NOT_A_LIST: [&str; 2] = ["none", "document"];

/// Recognition by hand: a `[[map]]` of settings.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// Path below the evidence folder, with `/`; `*` in it stands for anything but `/`.
    pub file: String,
    /// The sheet; none means the file's only list.
    pub sheet: Option<String>,
    /// The dataset; `none` for listed and not used.
    pub dataset: String,
    /// The row of the headings, from 1.
    pub header_row: Option<u32>,
    /// Canonical column to heading.
    pub columns: Vec<(String, String)>,
    /// Where it stands.
    pub place: Place,
}

/// Reads `evidence.toml`; of a text that is not TOML nothing is taken, as it may be no manifest at all.
pub fn parse(source: &SourceText) -> (Manifest, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let file = read_file::<ManifestFile>(source, &mut found);
    let mut manifest = Manifest::default();
    if file.broken {
        sort(&mut found);
        if !source.text.contains("[[source]]") {
            found.truncate(1);
            found = found.into_iter().map(no_manifest).collect();
        }
        return (manifest, found);
    }
    for table in file.content.iter().flat_map(|c| tables(&c.source)) {
        let Some(entry) = entry(&table.value, source, &mut found) else {
            continue;
        };
        let same = |e: &&Entry| e.path == entry.path && e.sheet == entry.sheet;
        if let Some(first) = manifest.entries.iter().find(same) {
            found.push(repeated(&entry, first.place.line));
        }
        manifest.entries.push(entry);
    }
    sort(&mut found);
    (manifest, found)
}

/// Of a list under the manifest's name each line may be a mistake, and one says it all.
fn no_manifest(first: Diagnostic) -> Diagnostic {
    let message = "this is not TOML: a list needs another name";
    let fault = Diagnostic::new(first.code, message).help(
        "rename it; `evidence.toml` holds what you say of your lists, each under `[[source]]`",
    );
    match first.place {
        Some(place) => fault.at(place),
        None => fault,
    }
}

/// Holds a manifest against the pack of the run.
pub fn check(manifest: &Manifest, pack: &Pack) -> Vec<Diagnostic> {
    let known = || pack.datasets.keys().map(String::as_str);
    let mut found: Vec<Diagnostic> = manifest
        .entries
        .iter()
        .filter_map(|entry| Some((entry, entry.dataset.as_deref()?)))
        .filter(|(_, dataset)| !NOT_A_LIST.contains(dataset))
        .filter(|(_, dataset)| !pack.datasets.contains_key(*dataset))
        .map(|(entry, dataset)| unknown_dataset(dataset, known()).at(entry.place.clone()))
        .collect();
    sort(&mut found);
    found
}

fn entry(raw: &EntryTable, source: &SourceText, found: &mut Vec<Diagnostic>) -> Option<Entry> {
    let path = raw.path.get()?;
    let place = source.place(path.span.clone());
    if path.value.contains('\\') {
        let fault = Diagnostic::new(Code::BadValue, "paths are written with forward slashes");
        found.push(
            fault
                .at(place.clone())
                .found(format!("`{}`", path.value))
                .expected("a path below the evidence folder with `/` between folders")
                .help(format!("write `{}`", path.value.replace('\\', "/"))),
        );
    }
    Some(Entry {
        path: path.value.clone(),
        sheet: raw.sheet.copy(),
        dated: raw.dated.copy().map(|date| date.0),
        dataset: raw.dataset.copy(),
        standing: raw.r#use.value().and_then(|word| standing(&word.0)),
        title: raw.title.copy(),
        approved: raw.approved.copy(),
        place,
    })
}

fn standing(word: &str) -> Option<Use> {
    match word {
        "judge" => Some(Use::Judge),
        "history" => Some(Use::History),
        "part" => Some(Use::Part),
        _ => None,
    }
}

fn repeated(entry: &Entry, first: usize) -> Diagnostic {
    let what = match &entry.sheet {
        Some(_) => "this sheet of this file",
        None => "this file",
    };
    Diagnostic::new(Code::RepeatedEntry, format!("{what} has an entry already"))
        .at(entry.place.clone())
        .found(format!("`{}`", entry.path))
        .expected(format!("one entry each; it has one on line {first}"))
        .help("put both into one entry")
}

#[cfg(test)]
mod tests;
