//! Lists that cannot be judged because a file or a sheet that was named as one of them gave nothing.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Deref;

use super::fault::Fault;
use super::{Context, place_of, said};
use crate::calendar::Day;
use crate::diagnostic::EvidencePlace;
use crate::evidence::extract::FileRead;
use crate::evidence::manifest::{NOT_A_LIST, Use, same_sheet};
use crate::evidence::recognise::Names;
use crate::evidence::{FileFound, Reading, TableFound, dated};

/// For each dataset, why files that were named as it gave no list.
pub(super) type Named = BTreeMap<String, Vec<Fault>>;

/// Finds the datasets whose files or sheets were named and gave nothing.
///
/// A mapping or the manifest names the dataset of a file whether it could not be opened or no list
/// was found in it. So do the headings of a sheet that broke off below them, and, where no person
/// has said what it is, the exact name of a file or of a sheet that is shown. A file that could not
/// be opened and goes by the name of a part of a list is one where another part was read.
pub(super) fn named(reads: &[FileRead], context: &Context<'_>) -> Named {
    // Most runs lose no file, and making the names of all lists ready takes a while.
    let names = LazyCell::new(|| Names::new(context.datasets));
    let mut found = Named::new();
    for read in reads.iter().filter(|r| !put_aside(&r.found, None, context)) {
        let mut missed = said_of(read, context);
        missed.extend(sheets(read, &names, context));
        missed.extend(by_file_name(read, &names, context));
        missed.extend(by_part(read, reads, &names, context));
        // One fault a file and list: what a person said, then a sheet, then the file's name.
        let mut told: Vec<&str> = Vec::new();
        for one in missed {
            if !told.contains(&one.dataset) {
                told.push(one.dataset);
                let faults = found.entry(one.dataset.to_owned()).or_default();
                faults.push(fault(&read.found, &one, context));
            }
        }
    }
    found
}

/// For each dataset, the hidden sheets and tables of documents that fit it and hold rows, of which
/// nothing is counted.
///
/// They leave it open whether a list that is empty beside them says that there is nothing.
pub(super) fn hidden(reads: &[FileRead], context: &Context<'_>) -> Named {
    let mut found = Named::new();
    for file in reads.iter().map(|read| &read.found) {
        for table in file.tables.iter().filter(|table| table.rows > 0) {
            let sheet = table.sheet.as_deref();
            let Some(dataset) = table
                .fits
                .as_ref()
                .filter(|_| !put_aside(file, sheet, context))
            else {
                continue;
            };
            let at = EvidencePlace::new(file.path.clone(), sheet);
            let place = place_of(&file.path, sheet);
            if table.is_of_document() {
                let day = day(file, sheet, context);
                let fault = beside_document(at, day);
                found.entry(dataset.clone()).or_default().push(fault);
                continue;
            }
            found.entry(dataset.clone()).or_default().push(Fault {
                at,
                what: format!("it is empty, and {place} is hidden, fits it and holds rows"),
                fix: "show the sheet if it is the list, or say `dataset = \"none\"` for it in \
                      `evidence.toml`"
                    .to_owned(),
                told:
                    "the list is empty, and a hidden sheet that fits it and is not counted holds \
                       rows"
                        .to_owned(),
                day: day(file, sheet, context),
            });
        }
    }
    found
}

fn beside_document(at: EvidencePlace, day: Option<Day>) -> Fault {
    let place = place_of(&at.file, at.sheet.as_deref());
    Fault {
        at,
        what: format!("it is empty, and a table in the document {place} fits it and holds rows"),
        fix: "copy the table to a sheet if it is the list, or say `dataset = \"none\"` for the document \
              in `evidence.toml`"
            .to_owned(),
        told: "the list is empty, and a table of a document that fits it and is not counted holds rows"
            .to_owned(),
        day,
    }
}

/// A list that a file or a sheet of it was to give.
struct Missed<'a> {
    dataset: &'a str,
    sheet: Option<&'a str>,
    /// Who says so.
    by: By,
}

/// How it is known what a file or a sheet was to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// A person says so, or its headings.
    Words,
    /// Only its name says so.
    Name,
    /// It goes by the name of a part, as another file does that was read.
    Part,
}

/// A person put the file or the sheet aside, or it speaks for a day that has not come.
fn put_aside(file: &FileFound, sheet: Option<&str>, context: &Context<'_>) -> bool {
    let history = said::said(context.manifest, &file.path, sheet, |e| e.standing);
    let no_list = said::words(context).any(|words| {
        words.dataset.is_some_and(|d| NOT_A_LIST.contains(&d))
            && words.name(&file.path)
            && (words.sheet.is_none() || same_sheet(words.sheet, sheet))
    });
    let ahead = day(file, sheet, context).is_some_and(|day| day > context.as_at);
    history == Some(Use::History) || no_list || ahead
}

fn day(file: &FileFound, sheet: Option<&str>, context: &Context<'_>) -> Option<Day> {
    let mut claims = dated::claims_of_names(&file.path, sheet, context.as_at);
    claims.extend(super::claim_of_manifest(&file.path, sheet, context));
    dated::settle(&claims).day
}

/// The lists that a person says are in the file and that it did not give.
fn said_of<'a>(read: &'a FileRead, context: &Context<'a>) -> Vec<Missed<'a>> {
    let file = &read.found;
    let mut missed = Vec::new();
    for words in said::words(context).filter(|w| !w.history) {
        let Some(dataset) = words.dataset.filter(|d| context.datasets.contains_key(*d)) else {
            continue;
        };
        let this = |sheet: Option<&str>| words.sheet.is_none() || same_sheet(sheet, words.sheet);
        // A mapping for a sheet that the file does not have is reported as unused instead.
        let here = words.may_name(&file.path)
            && (file.problem.is_some() || file.tables.iter().any(|t| this(t.sheet.as_deref())));
        let given = holds(read, dataset, &this);
        if here && !given {
            missed.push(Missed {
                dataset,
                sheet: words.sheet,
                by: By::Words,
            });
        }
    }
    missed
}

/// The lists that single sheets were to give, by their headings or by their exact names.
fn sheets<'a>(
    read: &'a FileRead,
    names: &impl Deref<Target = Names<'a>>,
    context: &Context<'a>,
) -> impl Iterator<Item = Missed<'a>> {
    let file = &read.found;
    let unread = file.tables.iter().filter(move |table| {
        !gave(read, table) && !put_aside(file, table.sheet.as_deref(), context)
    });
    unread.flat_map(move |table| {
        let sheet = table.sheet.as_deref();
        let missed = |by: By| move |dataset| Missed { dataset, sheet, by };
        let by_headings = table.dataset.as_deref();
        let by_headings = by_headings.and_then(|id| context.datasets.get_key_value(id));
        let by_headings = by_headings.map(|(id, _)| id.as_str());
        let told = table.hidden || table.dataset.is_some() || is_said(file, sheet, context);
        let name = sheet.filter(|_| !told);
        let by_name = name.into_iter().flat_map(|name| names.of_sheet(name));
        let by_name: Vec<Missed<'a>> = by_name.map(missed(By::Name)).collect();
        by_headings
            .map(missed(By::Words))
            .into_iter()
            .chain(by_name)
    })
}

/// The lists that the file's own name says, where no person and no sheet of it says otherwise.
fn by_file_name<'a>(
    read: &FileRead,
    names: &impl Deref<Target = Names<'a>>,
    context: &Context<'_>,
) -> Vec<Missed<'a>> {
    let file = &read.found;
    let nothing = file.problem.is_some() && !file.document;
    let left = nothing
        || file
            .tables
            .iter()
            .any(|t| t.fits.is_none() && !t.hidden && !gave(read, t));
    let said = said::words(context).any(|w| w.dataset.is_some() && w.name(&file.path));
    if !left || said {
        return Vec::new();
    }
    let by_name = names.of_file(&file.path);
    let missed = by_name.filter(|dataset| !holds(read, dataset, &|_| true));
    missed.map(of_file(By::Name)).collect()
}

/// The list of which a file that could not be opened is a part by its name, as files are that were read.
fn by_part<'a>(
    read: &FileRead,
    reads: &[FileRead],
    names: &impl Deref<Target = Names<'a>>,
    context: &Context<'_>,
) -> Vec<Missed<'a>> {
    let file = &read.found;
    let said = said::words(context).any(|w| w.dataset.is_some() && w.name(&file.path));
    let lost = file.problem.is_some() && file.reading() == Reading::Nothing && !said;
    if !lost {
        return Vec::new();
    }
    let parts = names.of_part(&file.path);
    let is_part = |path: &str, dataset: &str| names.of_part(path).any(|part| part == dataset);
    let missed = parts.filter(|dataset| {
        let extracts = reads.iter().flat_map(|other| &other.extracts);
        let mut siblings = extracts.filter(|e| e.dataset == *dataset);
        siblings.any(|sibling| is_part(&sibling.path, dataset))
    });
    missed.map(of_file(By::Part)).collect()
}

fn of_file<'a>(by: By) -> impl Fn(&'a str) -> Missed<'a> {
    move |dataset| Missed {
        dataset,
        sheet: None,
        by,
    }
}

/// Whether a person has said what a sheet is.
fn is_said(file: &FileFound, sheet: Option<&str>, context: &Context<'_>) -> bool {
    said::words(context).any(|words| {
        let this = words.sheet.is_some() && same_sheet(words.sheet, sheet);
        words.dataset.is_some() && this && words.name(&file.path)
    })
}

/// Whether one of these sheets was read as a list, be it one that nobody has filled in.
fn holds(read: &FileRead, dataset: &str, sheets: &dyn Fn(Option<&str>) -> bool) -> bool {
    let mut extracts = read.extracts.iter();
    let mut unfilled = read.found.tables.iter().filter(|t| t.aside.is_some());
    extracts.any(|e| e.dataset == dataset && sheets(e.sheet.as_deref()))
        || unfilled.any(|t| t.dataset.as_deref() == Some(dataset) && sheets(t.sheet.as_deref()))
}

fn gave(read: &FileRead, table: &TableFound) -> bool {
    let sheet = table.sheet.as_deref();
    let mut extracts = read.extracts.iter();
    // A template that nobody has filled in was read well enough, and so were its notes.
    table.aside.is_some() || extracts.any(|e| same_sheet(e.sheet.as_deref(), sheet))
}

fn fault(file: &FileFound, missed: &Missed<'_>, context: &Context<'_>) -> Fault {
    let sheet = missed.sheet;
    let here = |t: &&TableFound| sheet.is_none() || same_sheet(t.sheet.as_deref(), sheet);
    let broken = || file.tables.iter().filter(|t| t.broken).filter(here);
    let table = broken()
        .find(|t| t.dataset.as_deref() == Some(missed.dataset))
        .or_else(|| broken().find(|t| t.dataset.is_none()));
    let whole = file.problem.as_deref();
    let whole = whole.filter(|_| file.reading() == Reading::Nothing);
    let why = table.map(|t| t.reason.as_str()).or(whole);
    let sheet = table.and_then(|t| t.sheet.as_deref()).or(sheet);
    let at = EvidencePlace::new(file.path.clone(), sheet);
    let day = day(file, sheet, context);
    let part = if sheet.is_some() { "sheet" } else { "file" };
    match (why, missed.by) {
        (Some(why), By::Part) => unread_part(at, why, day),
        (Some(why), By::Words | By::Name) => unread(at, part, why, day),
        (None, by) => without_headings(at, part, by != By::Words, day),
    }
}

fn unread(at: EvidencePlace, part: &str, why: &str, day: Option<Day>) -> Fault {
    let place = place_of(&at.file, at.sheet.as_deref());
    Fault {
        at,
        what: format!("{place} is this list and could not be read ({why})"),
        fix: "save it again, or export it as CSV".to_owned(),
        told: format!("a {part} of it could not be read ({why})"),
        day,
    }
}

fn unread_part(at: EvidencePlace, why: &str, day: Option<Day>) -> Fault {
    let place = place_of(&at.file, at.sheet.as_deref());
    Fault {
        at,
        what: format!("{place} goes by the name of a part of this list and could not be read ({why})"),
        fix: "save it again, or say `dataset = \"none\"` for it in `evidence.toml` if it is no part of it"
            .to_owned(),
        told: format!("a file that goes by the name of a part of it could not be read ({why})"),
        day,
    }
}

fn without_headings(at: EvidencePlace, part: &str, by_name: bool, day: Option<Day>) -> Fault {
    let place = place_of(&at.file, at.sheet.as_deref());
    let fix = if by_name {
        "check its headings, or say `dataset = \"none\"` for it in `evidence.toml` if it is not this \
         list"
    } else {
        "check the headings, and `header_row` if it is mapped by hand"
    };
    Fault {
        at,
        what: format!("{place} is named as this list and its headings were not found"),
        fix: fix.to_owned(),
        told: format!("its headings were not found in a {part} that is named as it"),
        day,
    }
}
