//! Files that are byte for byte the same: reported, and read once.

use std::cmp::Reverse;
use std::sync::Arc;

use super::{Context, date_of_document, date_of_list, said::said};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, EvidencePlace};
use crate::evidence::{dated, extract::FileRead, fold, manifest::Use};

/// A copy that was not read, and the file that was.
pub(super) struct Copy {
    pub(super) of: Arc<str>,
    pub(super) path: Arc<str>,
}

/// Empties all but one of each set of identical files.
///
/// The copy with the oldest date stays, so that a copy under a newer name refreshes nothing; one
/// that the manifest puts aside stays only when all of them are. Files of the same bytes that were
/// mapped to different datasets are different evidence and all stay.
pub(super) fn set_aside(
    reads: &mut [FileRead],
    context: &Context<'_>,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Copy> {
    let mut order: Vec<(Identity, usize)> = reads
        .iter()
        .enumerate()
        .filter_map(|(at, read)| Some((identity(read)?, at)))
        .collect();
    order.sort();
    let mut copies = Vec::new();
    for group in order.chunk_by(|a, b| a.0 == b.0) {
        if group.len() > 1 {
            let group: Vec<usize> = group.iter().map(|(_, at)| *at).collect();
            copies.extend(keep_one(reads, &group, context, notes));
        }
    }
    copies
}

/// The digest, the lists by sheet and dataset, and the number of documents.
type Identity = (String, Vec<(Option<String>, String)>, usize);

/// What makes two files the same evidence; none for a file that holds no evidence.
fn identity(read: &FileRead) -> Option<Identity> {
    let nothing = read.extracts.is_empty() && read.documents.is_empty();
    if nothing || read.found.sha256.is_empty() {
        return None;
    }
    let mut lists: Vec<(Option<String>, String)> = read
        .extracts
        .iter()
        .map(|e| (e.sheet.clone(), e.dataset.clone()))
        .collect();
    lists.sort();
    Some((read.found.sha256.clone(), lists, read.documents.len()))
}

fn keep_one(
    reads: &mut [FileRead],
    group: &[usize],
    context: &Context<'_>,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Copy> {
    let rank = |at: &usize| {
        let read = reads.get(*at)?;
        let path = &read.found.path;
        let history = said(context.manifest, path, None, |e| e.standing) == Some(Use::History);
        let dated = oldest(read, context);
        let is_copy = named_as_copy(path);
        // Smallest first: not put aside, dated, oldest, not called a copy, first by path.
        Some((
            history,
            Reverse(dated.is_some()),
            dated,
            is_copy,
            path.clone(),
        ))
    };
    let Some((kept, of)) = group
        .iter()
        .filter_map(|at| rank(at).map(|rank| (*at, rank)))
        .min_by(|a, b| a.1.cmp(&b.1))
        .map(|(at, (.., path))| (at, path))
    else {
        return Vec::new();
    };
    let mut copies = Vec::new();
    for at in group.iter().filter(|at| **at != kept) {
        if let Some(read) = reads.get_mut(*at) {
            let path = read.found.path.clone();
            let message = format!("`{path}` is byte for byte the same as `{of}` and is not read");
            notes.push(
                Diagnostic::new(Code::DuplicateFile, message)
                    .at(EvidencePlace::new(path.clone(), None))
                    .help("delete one of the two files"),
            );
            read.extracts.clear();
            read.documents.clear();
            copies.push(Copy {
                of: of.clone(),
                path,
            });
        }
    }
    copies
}

/// Whether a file goes by the name that a computer gives to a copy.
fn named_as_copy(path: &str) -> bool {
    let stem = dated::file_stem(path);
    let counted = stem.ends_with(')') && stem.contains(" (");
    counted || fold::words(stem).iter().any(|word| word == "copy")
}

fn oldest(read: &FileRead, context: &Context<'_>) -> Option<Day> {
    let lists = read.extracts.iter().map(|e| date_of_list(e, context).day);
    let documents = read
        .documents
        .iter()
        .map(|d| date_of_document(d, &[], context).day);
    lists.chain(documents).flatten().min()
}
