//! Loading a pack: from the texts of its files to the model, with every mistake at once.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::Pack;
use super::raw::criteria::CriteriaFile;
use super::raw::datasets::DatasetFile;
use super::raw::frameworks::FrameworkFile;
use super::raw::{FileRead, read_files};
use super::renamed;
use super::rule_test::{self, RuleTest};
use super::validate::{benchmark, calendar, criterion, dataset, framework, head, plain, theme};
use crate::diagnostic::{Code, Diagnostic, Place, SourceText, any_error, nearest, sort};

/// Loads a pack from the texts of its files.
///
/// What a file is read as follows from its name: `pack.toml`, or the folder that it lies in. There is
/// a pack only when no diagnostic is an error.
pub fn load(files: &[SourceText]) -> (Option<Pack>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let folder = Folder::sort(files, &mut found);
    let parts = Parts::read(&folder, &mut found);
    let pack = build(&folder, &parts, files, &mut found);
    sort(&mut found);
    (pack.filter(|_| !any_error(&found)), found)
}

/// Loads a pack and its rule tests from the texts of its files.
pub fn load_with_tests(files: &[SourceText]) -> (Option<(Pack, Vec<RuleTest>)>, Vec<Diagnostic>) {
    with_tests(files, |_| Vec::new())
}

/// Everything that is wrong with a pack: its files, its rule tests, and what in the texts that people
/// read is not plain English.
///
/// The last changes nothing of what a run gives, so that only those who edit a pack are told.
pub fn check(files: &[SourceText]) -> (Option<Pack>, Vec<Diagnostic>) {
    let (loaded, mut found) = with_tests(files, |parts| {
        plain::check_all(&parts.criteria, &parts.datasets)
    });
    let pack = loaded.map(|(pack, _)| pack);
    found.extend(pack.as_ref().and_then(|pack| renamed::check(pack, files)));
    sort(&mut found);
    (pack, found)
}

/// Loads a pack and its rule tests, with what else is asked of its files as they were read.
fn with_tests(
    files: &[SourceText],
    more: impl Fn(&Parts<'_>) -> Vec<Diagnostic> + Sync,
) -> (Option<(Pack, Vec<RuleTest>)>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let folder = Folder::sort(files, &mut found);
    let sources = tests(files);
    let (parts, (tests, faults)) =
        rayon::join(|| Parts::read(&folder, &mut found), || read_files(&sources));
    let (pack, more) = rayon::join(
        || build(&folder, &parts, files, &mut found),
        || more(&parts),
    );
    let pack = pack.filter(|_| !any_error(&found));
    found.extend(more);
    found.extend(faults);
    let loaded = pack.map(|pack| {
        let tests = rule_test::check_all(&tests, &pack, &mut found);
        (pack, tests)
    });
    sort(&mut found);
    (loaded.filter(|_| !any_error(&found)), found)
}

/// The SHA-256 of a pack's files in the order of their names within the pack, in hexadecimal.
///
/// Where the folder lies makes no difference.
pub fn digest(files: &[SourceText]) -> String {
    let root = root(files);
    let mut named: Vec<_> = files
        .iter()
        .map(|file| (within(root, &file.file), &file.text))
        .collect();
    named.sort();
    let mut hash = Sha256::new();
    for (name, text) in named {
        // The lengths keep one file's end apart from the next one's beginning.
        for part in [name.as_bytes(), text.as_bytes()] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
    }
    hexadecimal(&hash.finalize())
}

/// Bytes in hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(u32::from);
    let digits = bytes.iter().flat_map(digits);
    digits
        .filter_map(|digit| char::from_digit(digit, 16))
        .collect()
}

/// The rule tests among the files of a pack, in the order of their names.
pub(super) fn tests(files: &[SourceText]) -> Vec<&SourceText> {
    let root = root(files);
    let mut tests: Vec<_> = files
        .iter()
        .filter(|file| kind(within(root, &file.file)) == Some("tests"))
        .collect();
    tests.sort_by(|a, b| a.file.cmp(&b.file));
    tests
}

/// The files that most of a pack is in, as they were read.
struct Parts<'a> {
    frameworks: Vec<FileRead<'a, FrameworkFile>>,
    datasets: Vec<FileRead<'a, DatasetFile>>,
    criteria: Vec<FileRead<'a, CriteriaFile>>,
}

impl<'a> Parts<'a> {
    fn read(folder: &Folder<'a>, found: &mut Vec<Diagnostic>) -> Self {
        let ((criteria, of_criteria), ((datasets, of_datasets), (frameworks, of_frameworks))) =
            rayon::join(
                || read_files(&folder.criteria),
                || {
                    rayon::join(
                        || read_files(&folder.datasets),
                        || read_files(&folder.frameworks),
                    )
                },
            );
        found.extend(
            [of_criteria, of_datasets, of_frameworks]
                .into_iter()
                .flatten(),
        );
        Self {
            frameworks,
            datasets,
            criteria,
        }
    }
}

fn build(
    folder: &Folder<'_>,
    parts: &Parts<'_>,
    files: &[SourceText],
    found: &mut Vec<Diagnostic>,
) -> Option<Pack> {
    let frameworks = framework::check_all(&parts.frameworks, found);
    let datasets = dataset::check_all(&parts.datasets, found);
    let calendars = calendar::check_all(&folder.calendars, found);
    let criteria = criterion::check_all(&parts.criteria, &frameworks, &datasets, found);
    // Those with a mistake are left out, and what names one of them is right.
    let known = (!any_error(found)).then_some(criteria.as_slice());
    let mut of_themes = Vec::new();
    let (benchmarks, themes) = rayon::join(
        || benchmark::check_all(&folder.benchmarks, known, found),
        || theme::check_all(&folder.themes, known, &mut of_themes),
    );
    found.append(&mut of_themes);
    let source = folder.pack?;
    let head = head::check(source, calendars, &frameworks, found);
    // A criterion that has a mistake is left out, and is no reason to say that there are none.
    if criteria.is_empty() && !any_error(found) {
        found.push(no_criteria(source));
    }
    let head = head?;
    let datasets = datasets
        .known
        .into_iter()
        .filter_map(|(id, dataset)| Some((id, dataset?)))
        .collect();
    Some(Pack {
        id: head.id,
        title: head.title,
        version: head.version,
        digest: digest(files),
        marks: head.marks,
        limits: head.limits,
        profiles: head.profiles,
        frameworks: frameworks.whole,
        datasets,
        criteria,
        benchmarks,
        themes,
        calendar: Arc::new(head.calendar),
    })
}

/// The folders that a pack has.
const FOLDERS: [&str; 7] = [
    "frameworks",
    "datasets",
    "criteria",
    "calendars",
    "benchmarks",
    "themes",
    "tests",
];

/// The files of a pack by what they are read as, each in the order of its name.
#[derive(Debug, Default)]
struct Folder<'a> {
    pack: Option<&'a SourceText>,
    frameworks: Vec<&'a SourceText>,
    datasets: Vec<&'a SourceText>,
    criteria: Vec<&'a SourceText>,
    calendars: Vec<&'a SourceText>,
    benchmarks: Vec<&'a SourceText>,
    themes: Vec<&'a SourceText>,
}

impl<'a> Folder<'a> {
    fn sort(files: &'a [SourceText], found: &mut Vec<Diagnostic>) -> Self {
        let root = root(files);
        let mut files: Vec<_> = files.iter().collect();
        files.sort_by(|a, b| a.file.cmp(&b.file));
        let mut folder = Self::default();
        for file in files {
            match kind(within(root, &file.file)) {
                Some("pack.toml") => folder.pack = Some(file),
                Some("frameworks") => folder.frameworks.push(file),
                Some("datasets") => folder.datasets.push(file),
                Some("criteria") => folder.criteria.push(file),
                Some("calendars") => folder.calendars.push(file),
                Some("benchmarks") => folder.benchmarks.push(file),
                Some("themes") => folder.themes.push(file),
                // Rule tests are read by those who use them.
                Some(_) => {}
                None => found.push(unknown(root, file)),
            }
        }
        if folder.pack.is_none() {
            found.push(missing(root));
        }
        folder
    }
}

/// What a file is read as: `pack.toml` or a folder; none for anything else.
fn kind(name: &str) -> Option<&str> {
    if name == "pack.toml" {
        return Some(name);
    }
    let (folder, file) = name.split_once('/')?;
    let extensions: &[&str] = match folder {
        "benchmarks" => &[".csv"],
        "themes" => &[".toml", ".csv"],
        _ => &[".toml"],
    };
    let ends = extensions.iter().any(|ending| file.ends_with(ending));
    let fits = FOLDERS.contains(&folder) && !file.contains('/') && ends;
    fits.then_some(folder)
}

/// The part of every name before the pack's own: up to the folder that holds `pack.toml`.
///
/// Without a `pack.toml` it is the folder above the first folder that a pack has.
fn root(files: &[SourceText]) -> &str {
    let heads = files.iter().filter_map(|file| {
        let root = file.file.strip_suffix("pack.toml")?;
        (root.is_empty() || root.ends_with('/')).then_some(root)
    });
    if let Some(root) = heads.min_by_key(|root| root.len()) {
        return root;
    }
    let inside = files.iter().filter_map(|file| {
        FOLDERS.iter().find_map(|folder| {
            let at = file.file.rfind(&format!("{folder}/"))?;
            let root = file.file.get(..at)?;
            (root.is_empty() || root.ends_with('/')).then_some(root)
        })
    });
    inside.min_by_key(|root| root.len()).unwrap_or_default()
}

fn within<'a>(root: &str, name: &'a str) -> &'a str {
    name.strip_prefix(root).unwrap_or(name)
}

fn unknown(root: &str, file: &SourceText) -> Diagnostic {
    let name = within(root, &file.file);
    let folder = name.split_once('/').map_or("", |(folder, _)| folder);
    let help = match nearest(folder, FOLDERS) {
        Some(near) if near != folder => format!("did you mean the folder `{near}`?"),
        Some(_) | None => "move it or take it out".to_owned(),
    };
    Diagnostic::new(Code::UnknownFile, "no part of a pack is read from this file")
        .at(file.place(0..0))
        .found(format!("`{name}`"))
        .expected("pack.toml, .toml files in frameworks, datasets, criteria, calendars, themes or tests, or .csv files in benchmarks or themes")
        .help(help)
}

fn no_criteria(source: &SourceText) -> Diagnostic {
    Diagnostic::new(Code::NoCriteria, "the pack has no criteria")
        .at(source.place(0..0))
        .found("no `[[criterion]]` in a .toml file under criteria")
        .expected("at least one criterion")
        .help("add one under criteria, or point at the folder that holds them")
}

fn missing(root: &str) -> Diagnostic {
    let place = Place {
        file: format!("{root}pack.toml").into(),
        line: 1,
        column: 1,
        start: 0,
        end: 0,
    };
    Diagnostic::new(
        Code::MissingPackFile,
        "the folder of the pack holds no pack.toml",
    )
    .at(place)
    .found("no such file")
    .expected("a pack.toml that names the pack and its marks")
    .help("point at the folder that holds it, or add it")
}
