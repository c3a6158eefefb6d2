//! Validation: from raw tables with places to the model of a pack, every mistake at once.
//!
//! A part that has a mistake is left out of the model but stays known by its id, so that what refers
//! to it is not reported as well.

pub(super) mod benchmark;
pub(super) mod calendar;
pub(super) mod criterion;
pub(super) mod dataset;
pub(super) mod framework;
pub(super) mod head;
pub(crate) mod lists;
pub(super) mod measure;
mod order;
pub(super) mod plain;
mod profile;
mod subject;
pub(super) mod theme;
pub(super) mod threshold;

use std::collections::BTreeMap;
use std::ops::Range;

use super::raw::{Key, Spanned, quote};
use crate::diagnostic::{Code, Diagnostic, Place, SourceText};

/// The file that is being validated, and what was found so far.
#[derive(Debug)]
pub(super) struct Check<'a> {
    pub(super) source: &'a SourceText,
    pub(super) found: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    /// Reports something at some bytes of the file.
    pub(super) fn report(&mut self, diagnostic: Diagnostic, span: &Range<usize>) {
        self.found.push(diagnostic.at(self.place(span)));
    }

    /// The place of some bytes of the file.
    pub(super) fn place(&self, span: &Range<usize>) -> Place {
        self.source.place(span.clone())
    }

    /// The text at some bytes as a message shows it.
    pub(super) fn quote(&self, span: &Range<usize>) -> String {
        quote(self.source, span)
    }

    /// Reports each text of a list that stands in it already.
    pub(super) fn repeats(&mut self, key: &str, list: &[Spanned<String>]) {
        for (at, item) in list.iter().enumerate() {
            if list
                .iter()
                .take(at)
                .any(|earlier| earlier.value == item.value)
            {
                let diagnostic = Diagnostic::new(
                    Code::RepeatedEntry,
                    format!("`{key}` names the same thing twice"),
                )
                .found(format!("`{}`", item.value))
                .expected("each entry once")
                .help("take one of the two out");
                self.report(diagnostic, &item.span);
            }
        }
    }
}

/// Ids that were seen, with where each was seen first.
#[derive(Debug, Default)]
pub(super) struct Seen(BTreeMap<String, Place>);

impl Seen {
    /// Notes an id; reports it when it was seen before.
    pub(super) fn note(
        &mut self,
        check: &mut Check<'_>,
        what: &str,
        id: &str,
        span: &Range<usize>,
    ) {
        let place = check.place(span);
        if let Some(first) = self.0.get(id) {
            let diagnostic = Diagnostic::new(Code::DuplicateId, format!("two {what} have one id"))
                .found(format!("`{id}`"))
                .expected(format!("another id than at {}:{}", first.file, first.line))
                .help("rename one of the two");
            check.report(diagnostic, span);
        } else {
            self.0.insert(id.to_owned(), place);
        }
    }
}

/// Copies the texts of a list, without their places.
pub(crate) fn texts(list: &Key<Vec<Spanned<String>>>) -> Vec<String> {
    list.value().map(|list| plain(list)).unwrap_or_default()
}

/// Copies texts without their places.
pub(crate) fn plain(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|item| item.value.clone()).collect()
}

/// The tables of a list of tables, none where it could not be read.
pub(crate) fn tables<T>(list: &Key<Vec<Spanned<T>>>) -> &[Spanned<T>] {
    list.value().map_or(&[], Vec::as_slice)
}
