//! What the manifest and the mappings say of a file, and which of them say it of nothing.

use std::collections::BTreeMap;

use super::Context;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::evidence::manifest::{Entry, Manifest, NOT_A_LIST, Use, same_path, same_sheet};
use crate::evidence::{FileFound, extract::FileRead};
use crate::pack::Dataset;

/// One thing that the manifest says of a sheet: an entry for the sheet before one for the file.
pub(super) fn said<'a, T>(
    manifest: &'a Manifest,
    path: &str,
    sheet: Option<&str>,
    what: impl Fn(&'a Entry) -> Option<T>,
) -> Option<T> {
    let of_file = || manifest.entries.iter().filter(|e| same_path(&e.path, path));
    let of_sheet = of_file().filter(|e| e.sheet.is_some() && same_sheet(e.sheet.as_deref(), sheet));
    of_sheet
        .chain(of_file().filter(|e| e.sheet.is_none()))
        .find_map(what)
}

/// A person's words about one file or sheet, from the manifest or a mapping.
pub(super) struct Words<'a> {
    pub(super) path: &'a str,
    pub(super) sheet: Option<&'a str>,
    pub(super) dataset: Option<&'a str>,
    pub(super) history: bool,
    place: &'a Place,
    unused: Code,
    kind: &'static str,
}

/// Everything that a person has said, mappings first.
pub(super) fn words<'a>(context: &Context<'a>) -> impl Iterator<Item = Words<'a>> {
    let mapped = context.mappings.iter().map(|m| Words {
        path: &m.file,
        sheet: m.sheet.as_deref(),
        dataset: Some(&m.dataset),
        history: false,
        place: &m.place,
        unused: Code::MappingUnused,
        kind: "mapping",
    });
    let listed = context.manifest.entries.iter().map(|e| Words {
        path: &e.path,
        sheet: e.sheet.as_deref(),
        dataset: e.dataset.as_deref(),
        history: e.standing == Some(Use::History),
        place: &e.place,
        unused: Code::ManifestUnused,
        kind: "entry of `evidence.toml`",
    });
    mapped.chain(listed)
}

/// Reports words that match no file, no sheet or no dataset, and dates that have not come.
pub(super) fn check(reads: &[FileRead], context: &Context<'_>, notes: &mut Vec<Diagnostic>) {
    for words in words(context) {
        match reads.iter().find(|r| same_path(words.path, &r.found.path)) {
            None => notes.push(no_file(&words, reads)),
            Some(read) => notes.extend(no_sheet(&words, &read.found)),
        }
        notes.extend(no_dataset(&words, context.datasets));
    }
    for entry in &context.manifest.entries {
        if let Some(dated) = entry.dated.filter(|d| *d > context.as_at) {
            let message = format!(
                "`evidence.toml` dates `{}` {dated}, after the day it is judged at",
                entry.path
            );
            notes.push(
                Diagnostic::new(Code::DateAhead, message)
                    .at(entry.place.clone())
                    .expected(format!("a day up to {}", context.as_at))
                    .help("correct the date, or run with a later `--as-at`"),
            );
        }
    }
}

fn no_file(words: &Words<'_>, reads: &[FileRead]) -> Diagnostic {
    let paths = reads.iter().map(|r| &*r.found.path);
    Diagnostic::new(
        words.unused,
        format!("no file matches the {} for `{}`", words.kind, words.path),
    )
    .at(words.place.clone())
    .found(words.path)
    .expected("the path of a file below the evidence folder")
    .help("correct the path, or take the entry out")
    .maybe_help(did_you_mean(words.path, paths))
}

fn no_sheet(words: &Words<'_>, file: &FileFound) -> Option<Diagnostic> {
    let wanted = words.sheet?;
    let sheets = || file.tables.iter().filter_map(|t| t.sheet.as_deref());
    // Of a file that could not be read the sheets are not known.
    if file.problem.is_some() || sheets().any(|s| same_sheet(Some(s), Some(wanted))) {
        return None;
    }
    let message = format!(
        "`{}` has no sheet `{wanted}`, which the {} is for",
        file.path, words.kind
    );
    Some(
        Diagnostic::new(words.unused, message)
            .at(words.place.clone())
            .found(wanted)
            .expected("the name of one of its sheets")
            .help("correct the sheet, or take the entry out")
            .maybe_help(did_you_mean(wanted, sheets())),
    )
}

fn no_dataset(words: &Words<'_>, datasets: &BTreeMap<String, Dataset>) -> Option<Diagnostic> {
    let dataset = words.dataset?;
    if datasets.contains_key(dataset) || NOT_A_LIST.contains(&dataset) {
        return None;
    }
    let message = format!(
        "the {} for `{}` names the dataset `{dataset}`, which the pack does not have",
        words.kind, words.path
    );
    Some(
        Diagnostic::new(Code::MappingUnknownDataset, message)
            .at(words.place.clone())
            .found(dataset)
            .expected("the id of a dataset, or `none`")
            .help("correct the dataset's id")
            .maybe_help(did_you_mean(dataset, datasets.keys().map(String::as_str))),
    )
}
