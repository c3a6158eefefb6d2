//! What the manifest and the mappings say of a file, and which of them say it of nothing.

use std::collections::BTreeMap;

use super::Context;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::evidence::manifest::{Entry, Manifest, Mapping, NOT_A_LIST, Use, same_path, same_sheet};
use crate::evidence::mapping;
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
    /// The mapping among all of them, which may be a pattern; none for an entry of the manifest.
    mapping: Option<(&'a Mapping, &'a [Mapping])>,
}

impl Words<'_> {
    /// Whether they hold for a file: a mapping holds where none names the file more closely.
    pub(super) fn name(&self, path: &str) -> bool {
        match self.mapping {
            Some((map, all)) => is_among(map, &mapping::of_file(all, path)),
            None => same_path(self.path, path),
        }
    }

    /// Whether they hold for a file, or would if another mapping did not fit it equally well.
    pub(super) fn may_name(&self, path: &str) -> bool {
        let is_tied = |(map, all): (&Mapping, &[Mapping])| is_among(map, &mapping::tied(all, path));
        self.name(path) || self.mapping.is_some_and(is_tied)
    }

    /// Whether a file is one that they are written for, be another mapping closer or not.
    fn fit(&self, path: &str) -> bool {
        match self.mapping {
            Some(_) => mapping::names(self.path, path),
            None => same_path(self.path, path),
        }
    }
}

fn is_among(map: &Mapping, held: &[&Mapping]) -> bool {
    held.iter().any(|one| std::ptr::eq(*one, map))
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
        mapping: Some((m, context.mappings)),
    });
    let listed = context.manifest.entries.iter().map(|e| Words {
        path: &e.path,
        sheet: e.sheet.as_deref(),
        dataset: e.dataset.as_deref(),
        history: e.standing == Some(Use::History),
        place: &e.place,
        unused: Code::ManifestUnused,
        kind: "entry of `evidence.toml`",
        mapping: None,
    });
    mapped.chain(listed)
}

/// Reports words that match no file, no sheet or no dataset, and dates that have not come.
pub(super) fn check(reads: &[FileRead], context: &Context<'_>, notes: &mut Vec<Diagnostic>) {
    for words in words(context) {
        if !reads.iter().any(|r| words.fit(&r.found.path)) {
            notes.push(no_file(&words, reads));
        }
        let named = reads.iter().filter(|r| words.name(&r.found.path));
        notes.extend(named.filter_map(|read| no_sheet(&words, &read.found)));
        notes.extend(no_dataset(&words, context.datasets));
    }
    for read in reads {
        notes.extend(tied(context.mappings, &read.found.path));
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

/// Patterns that fit one file equally well and do not say the same, told at the last of them.
fn tied(mappings: &[Mapping], path: &str) -> Option<Diagnostic> {
    let tied = mapping::tied(mappings, path);
    let [first, .., last] = tied.as_slice() else {
        return None;
    };
    let message = format!(
        "`{path}` fits the mappings for `{}` and `{}` equally well, and none of them is used",
        first.file, last.file
    );
    let fault = Diagnostic::new(Code::MappingsTied, message)
        .at(last.place.clone())
        .found(format!(
            "`{}`, and `{}` on line {}",
            last.file, first.file, first.place.line
        ))
        .expected(
            "one mapping that fits it best: its exact name, or the pattern with the longest text",
        )
        .help(
            "write more of the name into the one that is meant, or map the file by its exact name",
        );
    Some(fault)
}

fn no_file(words: &Words<'_>, reads: &[FileRead]) -> Diagnostic {
    let paths = reads.iter().map(|r| &*r.found.path);
    if words.mapping.is_some() && mapping::is_pattern(words.path) {
        let message = format!(
            "no file fits the pattern `{}` of the {}",
            words.path, words.kind
        );
        return Diagnostic::new(words.unused, message)
            .at(words.place.clone())
            .found(words.path)
            .expected("a pattern of the path of a file below the evidence folder")
            .help("correct it (`*` stands for anything but `/`), or take the entry out");
    }
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
