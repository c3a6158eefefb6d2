//! From the files as they were read to what stands for each dataset.
//!
//! Copies are read once, every source is dated, the extracts of each dataset are compared and
//! joined, and what cannot be decided becomes a question instead of a guess. The order in which the
//! files were read changes nothing.

mod account;
mod age;
mod choose;
mod copies;
mod documents;
mod fault;
mod join;
mod order;
mod overlap;
mod repeats;
mod reports;
mod said;
mod series;
mod spoiled;
mod stand;
#[cfg(test)]
mod tests;
mod unreadable;
mod witness;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::account::Account;
use super::contradictions;
use super::dated::{self, Claim, Dating};
use super::extract::{CellProblem, Extract, FileRead, RawDocument};
use super::manifest::{Manifest, Mapping, Use};
use super::{DataProblem, DatedBy, Evidence, FileFound, Needs, Role, Source};
use crate::calendar::Day;
use crate::diagnostic::{self, Code, Diagnostic, EvidencePlace, Place};
use crate::pack::{Dataset, Limits};

/// The dataset id of the register of documents.
pub const REGISTER: &str = "documents";
/// What a source that is a document has in place of a dataset.
pub const DOCUMENT: &str = "document";

/// What is known before the first file is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The pack's datasets.
    pub datasets: &'a BTreeMap<String, Dataset>,
    /// What `evidence.toml` says.
    pub manifest: &'a Manifest,
    /// The mappings of the settings.
    pub mappings: &'a [Mapping],
    /// The pack's limits.
    pub limits: &'a Limits,
    /// The day that evidence is judged at.
    pub as_at: Day,
}

/// One extract of a dataset, dated and numbered.
#[derive(Debug)]
struct Piece {
    extract: Extract,
    source: usize,
    dated: Option<Day>,
    answer: Option<Use>,
    /// Where the manifest gives that answer.
    answered_at: Option<Place>,
}

/// Lists and documents as they are numbered.
#[derive(Default)]
struct Numbered {
    files: Vec<FileFound>,
    sources: Vec<Source>,
    pieces: BTreeMap<String, Vec<Piece>>,
    documents: Vec<(usize, RawDocument)>,
    problems: Vec<DataProblem>,
    accounts: BTreeMap<usize, Account>,
}

/// Assembles the evidence from its files, however many were read and in whatever order.
///
/// The number of files skipped on the way is the caller's to add.
pub fn gather(reads: Vec<FileRead>, context: &Context<'_>) -> Evidence {
    assemble(reads, context, None)
}

/// Assembles the evidence for criteria that need these lists; nothing is said of other lists.
pub fn gather_for(reads: Vec<FileRead>, context: &Context<'_>, needs: &Needs) -> Evidence {
    assemble(reads, context, Some(needs))
}

fn assemble(mut reads: Vec<FileRead>, context: &Context<'_>, needs: Option<&Needs>) -> Evidence {
    let is_needed = |dataset: &str| needs.is_none_or(|needs| needs.contains_key(dataset));
    let mut notes = Vec::new();
    // What is said of lists that nothing asked for.
    let mut unasked = Vec::new();
    reads.sort_by(|a, b| a.found.path.cmp(&b.found.path));
    said::check(&reads, context, &mut notes);
    let mut named = unreadable::named(&reads, context);
    let hidden = unreadable::hidden(&reads, context);
    let copies = copies::set_aside(&mut reads, context, &mut notes);
    let mut all = number(reads, context, &is_needed, &mut notes);

    let mut extracts = std::mem::take(&mut all.pieces);
    for dataset in named.keys() {
        extracts.entry(dataset.clone()).or_default();
    }
    let mut lists = BTreeMap::new();
    let mut witnesses = Vec::new();
    for (id, pieces) in extracts {
        let Some(dataset) = context.datasets.get(&id) else {
            continue;
        };
        let mut desk = stand::Desk {
            dataset,
            hidden: hidden.get(&id).map_or(&[], Vec::as_slice),
            limits: context.limits,
            files: &all.files,
            sources: &mut all.sources,
            accounts: &mut all.accounts,
            witnesses: &mut witnesses,
            notes: if is_needed(&id) {
                &mut notes
            } else {
                &mut unasked
            },
        };
        let unread = named.remove(&id).unwrap_or_default();
        if let Some(list) = stand::stand(pieces, &unread, &mut desk) {
            lists.insert(id, list);
        }
    }
    let register = lists.get(REGISTER);
    let drafts = std::mem::take(&mut all.documents);
    let (documents, approvals) = documents::gather(
        drafts,
        register,
        &copies,
        &mut all.sources,
        context,
        &mut notes,
    );
    all.problems
        .sort_by(|a, b| (a.source, a.order, a).cmp(&(b.source, b.order, b)));
    diagnostic::sort(&mut notes);
    Evidence {
        files: all.files,
        sources: all.sources,
        lists,
        documents,
        problems: all.problems,
        diagnostics: notes,
        copies: copies.into_iter().map(|c| (c.path, c.of)).collect(),
        approvals,
        accounts: all.accounts,
        contradictions: contradictions::find(&witnesses, context.datasets),
        skipped: 0,
    }
}

/// Numbers sources in order of path and sheet, and dates the lists among them.
fn number(
    reads: Vec<FileRead>,
    context: &Context<'_>,
    is_needed: &dyn Fn(&str) -> bool,
    notes: &mut Vec<Diagnostic>,
) -> Numbered {
    let mut all = Numbered::default();
    let mut unasked = Vec::new();
    for mut read in reads {
        for document in read.documents {
            let source = all.sources.len();
            mark(&mut read.found, source, None, DOCUMENT);
            all.sources.push(Source {
                path: document.path.clone(),
                sheet: None,
                dataset: DOCUMENT.to_owned(),
                sha256: document.sha256.to_string(),
                dated: None,
                dated_by: DatedBy::Undated,
                expires: None,
                rows: 0,
                role: Role::Judged,
            });
            all.documents.push((source, document));
        }
        read.extracts
            .sort_by(|a, b| (&a.sheet, &a.dataset).cmp(&(&b.sheet, &b.dataset)));
        for extract in read.extracts {
            let source = all.sources.len();
            mark(
                &mut read.found,
                source,
                extract.sheet.as_deref(),
                &extract.dataset,
            );
            let notes = if is_needed(&extract.dataset) {
                &mut *notes
            } else {
                &mut unasked
            };
            let piece = number_list(extract, &read.found, source, &mut all, context, notes);
            let dataset = piece.extract.dataset.clone();
            all.pieces.entry(dataset).or_default().push(piece);
        }
        all.files.push(read.found);
    }
    all
}

fn number_list(
    mut extract: Extract,
    file: &FileFound,
    source: usize,
    all: &mut Numbered,
    context: &Context<'_>,
    notes: &mut Vec<Diagnostic>,
) -> Piece {
    let sheet = extract.sheet.clone();
    let dating = date_of_list(&extract, context);
    let role = report_dating(&extract.path, sheet.as_deref(), &dating, context, notes);
    let newest = newest_day(&extract, dating.day, context);
    let expires = stands_until(&extract, dating.day, newest, context);
    if role == Role::Judged {
        notes.extend(age::older_than_dated(&extract, dating.day, context));
    }
    extract.table = extract.table.with_source(source);
    let problems = extract.problems.iter().map(|p| data_problem(source, p));
    all.problems.extend(problems);
    let (out_of_order, problems) = order::out_of_order(&extract, file, context);
    let problems = problems.iter().map(|p| data_problem(source, p));
    all.problems.extend(problems);
    let account = Account {
        out_of_order,
        ageless: dating.day.is_none() && newest.is_none(),
        ..account::opened(&extract, context)
    };
    all.accounts.insert(source, account);
    all.sources.push(Source {
        path: extract.path.clone(),
        sheet,
        dataset: extract.dataset.clone(),
        sha256: extract.sha256.to_string(),
        dated: dating.day,
        dated_by: dating.by,
        expires,
        rows: extract.table.rows(),
        role,
    });
    let answer = said::said(
        context.manifest,
        &extract.path,
        extract.sheet.as_deref(),
        |e| Some((e.standing?, e.place.clone())),
    );
    let (answer, answered_at) = answer.unzip();
    Piece {
        answer,
        answered_at,
        extract,
        source,
        dated: dating.day,
    }
}

/// The last day that a list stands as evidence, where that is known.
///
/// Of a list without a date it is known only when it has passed: were even the latest day in it the
/// day it was taken, it would be out of date. So a date taken off an old list does not renew it.
fn stands_until(
    extract: &Extract,
    dated: Option<Day>,
    newest: Option<Day>,
    context: &Context<'_>,
) -> Option<Day> {
    let dataset = context.datasets.get(&extract.dataset)?;
    if let Some(day) = dated {
        return Some(dated::expiry(day, dataset.valid_for));
    }
    Some(dated::expiry(newest?, dataset.valid_for)).filter(|last| *last < context.as_at)
}

/// The newest day up to as-at in a list without a date.
fn newest_day(extract: &Extract, dated: Option<Day>, context: &Context<'_>) -> Option<Day> {
    let dataset = context
        .datasets
        .get(&extract.dataset)
        .filter(|_| dated.is_none())?;
    let days = age::days_in(extract, dataset);
    days.filter(|day| *day <= context.as_at).max()
}

fn mark(file: &mut FileFound, source: usize, sheet: Option<&str>, dataset: &str) {
    let table = file.tables.iter_mut().find(|t| {
        t.source.is_none() && t.sheet.as_deref() == sheet && t.dataset.as_deref() == Some(dataset)
    });
    if let Some(table) = table {
        table.source = Some(source);
    }
}

fn data_problem(source: usize, problem: &CellProblem) -> DataProblem {
    DataProblem {
        source,
        cell: problem.cell.clone(),
        order: problem.order,
        heading: problem.heading.clone(),
        kind: problem.kind,
        shown: problem.shown.clone(),
    }
}

fn date_of_list(extract: &Extract, context: &Context<'_>) -> Dating {
    let sheet = extract.sheet.as_deref();
    let mut claims = dated::claims_of_names(&extract.path, sheet, context.as_at);
    claims.extend(claim_of_manifest(&extract.path, sheet, context));
    claims.extend(extract.own_date.map(|(day, by)| Claim::new(day, by)));
    dated::settle(&claims)
}

fn date_of_document(document: &RawDocument, register: &[Day], context: &Context<'_>) -> Dating {
    let mut claims = dated::claims_of_names(&document.path, None, context.as_at);
    claims.extend(claim_of_manifest(&document.path, None, context));
    claims.extend(document.own_date.map(|(day, by)| Claim::new(day, by)));
    claims.extend(
        register
            .iter()
            .map(|day| Claim::new(*day, DatedBy::Register)),
    );
    dated::settle(&claims)
}

fn claim_of_manifest(path: &str, sheet: Option<&str>, context: &Context<'_>) -> Option<Claim> {
    said::said(context.manifest, path, sheet, |e| e.dated)
        .map(|day| Claim::new(day, DatedBy::Manifest))
}

/// Reports what is doubtful about a date; a source of a day that has not come is not used.
fn report_dating(
    path: &Arc<str>,
    sheet: Option<&str>,
    dating: &Dating,
    context: &Context<'_>,
    notes: &mut Vec<Diagnostic>,
) -> Role {
    let at = || EvidencePlace::new(path.clone(), sheet);
    let place = place_of(path, sheet);
    let by = dated::in_words(dating.by);
    let Some(day) = dating.day else {
        notes.push(
            Diagnostic::new(Code::DateMissing, format!("{place} has no date"))
                .at(at())
                .help(
                    "add `dated` for it to `evidence.toml`, or put a date in its name, as in \
                     `complaints-2026-09-30.csv`",
                ),
        );
        return Role::Judged;
    };
    if let Some(other) = dating.against.first() {
        let otherwise = other.stretch.last;
        let says = |day: Day, by: DatedBy| match by {
            DatedBy::Name => dated::name_in_words(path, context.as_at, day),
            other => dated::in_words(other),
        };
        let (by, also) = (says(day, dating.by), says(otherwise, other.by));
        let message = format!("{place} is dated {day} {by} and {otherwise} {also}");
        notes.push(
            Diagnostic::new(Code::DateDisagrees, message)
                .at(at())
                .help("the older date holds; correct the one that is wrong"),
        );
    }
    if dating.by == DatedBy::Modified {
        notes.push(
            Diagnostic::new(Code::DateWeak, format!("{place} is dated {day} only {by}"))
                .at(at())
                .help("add `dated` for it to `evidence.toml`, or put its date in its name"),
        );
    }
    if day <= context.as_at {
        return Role::Judged;
    }
    let message = format!(
        "{place} is dated {day} {by}, after the day it is judged at, {}, and is not used",
        context.as_at
    );
    notes.push(
        Diagnostic::new(Code::DateAhead, message)
            .at(at())
            .help("correct its date in `evidence.toml`, or run with a later `--as-at`"),
    );
    Role::Future
}

/// A file and its sheet for the middle of a sentence.
fn place_of(path: &str, sheet: Option<&str>) -> String {
    match sheet {
        Some(sheet) => format!("`{path}` sheet `{sheet}`"),
        None => format!("`{path}`"),
    }
}
