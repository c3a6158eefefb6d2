//! Lists that cannot be judged because they, or a file named as one of them, could not be read.

use std::collections::BTreeMap;

use super::{Context, place_of, said};
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::extract::{CellCount, Extract, FileRead};
use crate::evidence::manifest::{Use, same_path, same_sheet};
use crate::evidence::{FileFound, HeadingMatch, ProblemKind, dated};

/// What could not be read, as a fragment, and the likely fix, as one too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) what: String,
    pub(super) fix: String,
}

impl Fault {
    fn new(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            fix: fix.into(),
        }
    }

    /// The fault and its fix as two sentences.
    pub(super) fn sentence(&self) -> String {
        format!("{}. {}.", capital(&self.what), capital(&self.fix))
    }

    /// The fault as a diagnostic.
    pub(super) fn diagnostic(&self, dataset: &str) -> Diagnostic {
        let message = format!("`{dataset}` cannot be judged: {}", self.what);
        Diagnostic::new(Code::ListUnreadable, message).help(self.fix.clone())
    }
}

/// A fragment as a sentence begins.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// For each dataset, why files that were named as it gave no list.
pub(super) type Named = BTreeMap<String, Vec<Fault>>;

/// Finds the datasets whose files were named and gave nothing.
///
/// A mapping or the manifest names the dataset of a file whether it could not be opened or no list
/// was found in it. The name alone counts for a file that could not be read, when it is exactly one
/// of a dataset's file hints, apart from case, spacing and a date. So do the headings of a sheet
/// that broke off below them.
pub(super) fn named(reads: &[FileRead], context: &Context<'_>) -> Named {
    let mut found = Named::new();
    for read in reads {
        let file = &read.found;
        if put_aside(file, context) {
            continue;
        }
        let mut datasets: Vec<&str> = said_of(read, context);
        if read.extracts.is_empty() && file.problem.is_some() && datasets.is_empty() {
            datasets.extend(by_name(&file.path, context));
        }
        datasets.extend(broken_off(read, context));
        datasets.sort_unstable();
        datasets.dedup();
        for dataset in datasets {
            found
                .entry(dataset.to_owned())
                .or_default()
                .push(nothing_read(file));
        }
    }
    found
}

/// A person put the file aside, or it speaks for a day that has not come.
fn put_aside(file: &FileFound, context: &Context<'_>) -> bool {
    let manifest = context.manifest;
    let history = said::said(manifest, &file.path, None, |e| e.standing) == Some(Use::History);
    let none = said::words(context)
        .any(|w| w.dataset == Some("none") && w.sheet.is_none() && same_path(w.path, &file.path));
    let mut claims = dated::claims_of_names(&file.path, None);
    claims.extend(super::claim_of_manifest(&file.path, None, context));
    let ahead = dated::settle(&claims)
        .day
        .is_some_and(|d| d > context.as_at);
    history || none || ahead
}

fn said_of<'a>(read: &FileRead, context: &Context<'a>) -> Vec<&'a str> {
    let file = &read.found;
    let mut datasets: Vec<&str> = Vec::new();
    for words in said::words(context).filter(|w| !w.history) {
        let Some(dataset) = words.dataset.filter(|d| context.datasets.contains_key(*d)) else {
            continue;
        };
        let this = |sheet: Option<&str>| words.sheet.is_none() || same_sheet(sheet, words.sheet);
        // A mapping for a sheet that the file does not have is reported as unused instead.
        let here = same_path(words.path, &file.path)
            && (file.problem.is_some() || file.tables.iter().any(|t| this(t.sheet.as_deref())));
        let given = read
            .extracts
            .iter()
            .any(|e| e.dataset == dataset && this(e.sheet.as_deref()));
        if here && !given && !datasets.contains(&dataset) {
            datasets.push(dataset);
        }
    }
    datasets
}

/// The datasets of the sheets that broke off, unless a person put them aside.
fn broken_off<'a>(read: &'a FileRead, context: &Context<'a>) -> impl Iterator<Item = &'a str> {
    let file = &read.found;
    let (manifest, datasets) = (context.manifest, context.datasets);
    let tables = file.tables.iter().filter(|_| file.problem.is_some());
    tables.filter_map(move |table| {
        let sheet = table.sheet.as_deref();
        let (id, _) = datasets.get_key_value(table.dataset.as_deref()?)?;
        let given = |e: &Extract| e.dataset == *id && same_sheet(e.sheet.as_deref(), sheet);
        let history = said::said(manifest, &file.path, sheet, |e| e.standing) == Some(Use::History);
        (!history && !read.extracts.iter().any(given)).then_some(id.as_str())
    })
}

fn nothing_read(file: &FileFound) -> Fault {
    match &file.problem {
        Some(problem) => Fault::new(
            format!(
                "`{}` is this list and could not be read ({problem})",
                file.path
            ),
            "save it again, or export it as CSV",
        ),
        None => Fault::new(
            format!(
                "`{}` was named as this list and its headings were not found",
                file.path
            ),
            "check the headings, and `header_row` if it is mapped by hand",
        ),
    }
}

fn by_name<'a>(path: &str, context: &Context<'a>) -> impl Iterator<Item = &'a str> {
    let stem = dated::name_without_dates(dated::file_stem(path));
    context
        .datasets
        .values()
        .filter(move |dataset| {
            let hint = |hint: &String| dated::name_without_dates(hint) == stem;
            dataset.auto && !stem.is_empty() && dataset.file_hints.iter().any(hint)
        })
        .map(|dataset| dataset.id.as_str())
}

/// The needed columns of an extract that cannot be judged by, each with why.
pub(super) fn faults(
    extract: &Extract,
    columns: &[HeadingMatch],
    percent: u8,
) -> Vec<(String, Fault)> {
    let mut found = Vec::new();
    for heading in &extract.month_first {
        let of = columns.iter().find(|c| c.heading == *heading);
        // A heading that leads to no column leaves every column in doubt.
        let spoiled = match of {
            Some(matched) => vec![matched.column.clone()],
            None => extract.table.names().map(str::to_owned).collect(),
        };
        found.extend(
            spoiled
                .into_iter()
                .map(|column| (column, month_first(extract, heading))),
        );
    }
    let over = |count: &&CellCount| count.unreadable * 100 > u64::from(percent) * count.filled;
    for count in extract.cells.iter().filter(over) {
        if !found.iter().any(|(column, _)| *column == count.column) {
            let heading = columns.iter().find(|c| c.column == count.column);
            let heading = heading.map_or(count.column.as_str(), |c| c.heading.as_str());
            found.push((
                count.column.clone(),
                too_many(extract, count, heading, percent),
            ));
        }
    }
    found
}

fn month_first(extract: &Extract, heading: &str) -> Fault {
    let place = place_of(&extract.path, extract.sheet.as_deref());
    Fault::new(
        format!(
            "in {place} the dates under `{heading}` fit only with the month first, so day and \
             month cannot be told apart"
        ),
        "export them as 2026-09-30, or with the day first",
    )
}

fn too_many(extract: &Extract, count: &CellCount, heading: &str, percent: u8) -> Fault {
    let place = place_of(&extract.path, extract.sheet.as_deref());
    let CellCount {
        unreadable, filled, ..
    } = count;
    let what = format!(
        "in {place} {unreadable} of {filled} cells under `{heading}` ({}) could not be read, where \
         the limit is {percent} %",
        share(*unreadable, *filled)
    );
    Fault::new(what, fix(extract, heading))
}

/// The share as a percentage with one place, rounded up so that it never looks within the limit.
fn share(unreadable: u64, filled: u64) -> String {
    let thousandths = (unreadable * 1000).div_ceil(filled.max(1));
    match thousandths % 10 {
        0 => format!("{} %", thousandths / 10),
        tenths => format!("{}.{tenths} %", thousandths / 10),
    }
}

/// What to do about the fault that is commonest under a heading.
fn fix(extract: &Extract, heading: &str) -> &'static str {
    let mut kinds: BTreeMap<ProblemKind, usize> = BTreeMap::new();
    for problem in extract.problems.iter().filter(|p| p.heading == heading) {
        *kinds.entry(problem.kind).or_default() += 1;
    }
    let commonest = kinds.into_iter().max_by_key(|(_, count)| *count);
    match commonest.map(|(kind, _)| kind) {
        Some(ProblemKind::NotADate) => "export its dates as 2026-09-30 or 30/09/2026",
        Some(ProblemKind::NoSuchDate) => "correct the days that do not exist, such as 31 February",
        Some(ProblemKind::NotANumber) => "leave only the number in each cell",
        Some(ProblemKind::NotYesOrNo) => "write yes or no in each cell",
        Some(ProblemKind::NotACode) => {
            "use the dataset's codes, or add the spellings used to the dataset"
        }
        Some(ProblemKind::FormulaError) => "mend the formulas that failed",
        Some(ProblemKind::Suppressed) => "export the list without suppressed values",
        None => "correct the cells and export the list again",
    }
}
