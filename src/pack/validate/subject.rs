//! Whom the rows of a list are about, and what it may be held against other lists for.

use std::ops::Range;

use super::dataset::Datasets;
use super::lists::unknown_dataset;
use super::{Check, tables};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::pack::raw::datasets::{ColumnTable, DatasetTable, OpenTable};
use crate::pack::raw::{Key, Spanned};
use crate::pack::{Open, Personal, Subject};
use crate::table::ColumnType;

/// The subject of a dataset, with everything wrong in it reported.
pub(super) fn subject(raw: &DatasetTable, check: &mut Check<'_>) -> Option<Subject> {
    let facts = facts(raw, check);
    if matches!(raw.subject, Key::Absent) {
        if let Some(span) = open_span(raw).or_else(|| facts.first().map(|f| f.2.clone())) {
            let diagnostic = Diagnostic::new(
                Code::MissingKey,
                "lists are held against each other by whom they are about, and `subject` is not there",
            )
            .found(check.quote(&span))
            .expected("`subject` with the name of the identifier column")
            .help("add `subject = \"child_id\"` to the dataset");
            check.report(diagnostic, &span);
        }
        return None;
    }
    let name = raw.subject.get()?;
    identifier(raw, &name.value.0, &name.span, check);
    Some(Subject {
        column: name.value.0.clone(),
        facts: facts.into_iter().map(|(c, fact, _)| (c, fact)).collect(),
        open: raw.open.value().and_then(|table| open(raw, table, check)),
    })
}

/// Holds the lists that `also_in` names against those of the pack.
pub(super) fn other_lists(raw: &DatasetTable, all: &Datasets, check: &mut Check<'_>) {
    let Some(open) = raw.open.value() else { return };
    for name in open.also_in.value().into_iter().flatten() {
        let diagnostic = match all.known.get(&name.value) {
            Some(None) => continue,
            None if all.partial => continue,
            None => unknown_dataset(&name.value, all.known.keys().map(String::as_str)),
            Some(Some(other)) => {
                let theirs = other.subject.as_ref();
                let same = theirs.map(|s| s.column.as_str());
                let own = raw.subject.value().map(|name| name.0.as_str());
                if same == own && theirs.is_some_and(|subject| subject.open.is_some()) {
                    continue;
                }
                Diagnostic::new(
                    Code::BadValue,
                    "a list without open rows of the same subject",
                )
                .found(check.quote(&name.span))
                .expected("a dataset with `open` and the same `subject`")
                .help("add both to that dataset, or take it out of `also_in`")
            }
        };
        check.report(diagnostic, &name.span);
    }
}

fn open_span(raw: &DatasetTable) -> Option<Range<usize>> {
    raw.open.get().map(|open| open.span.clone())
}

fn columns(raw: &DatasetTable) -> impl Iterator<Item = (&str, &ColumnTable)> {
    let named = tables(&raw.column).iter();
    named.filter_map(|table| Some((table.value.name.value()?.0.as_str(), &table.value)))
}

/// Each column that tells something of the subject: column, fact and place.
fn facts(raw: &DatasetTable, check: &mut Check<'_>) -> Vec<(String, String, Range<usize>)> {
    let mut facts: Vec<(String, String, Range<usize>)> = Vec::new();
    for (column, table) in columns(raw) {
        let Some(fact) = table.same_as.get() else {
            continue;
        };
        let earlier = facts.iter().find(|(_, other, _)| *other == fact.value.0);
        if let Some((earlier, ..)) = earlier {
            let diagnostic = Diagnostic::new(
                Code::BadValue,
                "two columns of one list tell the same thing",
            )
            .found(format!("`{earlier}` and `{column}`"))
            .expected("one column for each fact")
            .help("keep `same_as` on the column that other lists are to agree with");
            check.report(diagnostic, &fact.span);
            continue;
        }
        facts.push((column.to_owned(), fact.value.0.clone(), fact.span.clone()));
    }
    facts
}

fn identifier(raw: &DatasetTable, name: &str, span: &Range<usize>, check: &mut Check<'_>) {
    let Some(column) = column(raw, name, span, check) else {
        return;
    };
    let is_faulty = matches!(column.personal, Key::Faulty);
    if !is_faulty && column.personal.copy() != Some(Personal::Identifier) {
        let diagnostic = Diagnostic::new(Code::WrongColumnType, "a subject is an identifier")
            .found(format!("`{name}` without `personal = \"identifier\"`"))
            .expected("the column that identifies whom a row is about")
            .help("name another column, or mark this one");
        check.report(diagnostic, span);
    }
}

fn open(raw: &DatasetTable, table: &OpenTable, check: &mut Check<'_>) -> Option<Open> {
    let from = date(raw, &table.from, check);
    let until = date(raw, &table.until, check);
    if let Some(others) = table.also_in.value() {
        check.repeats("also_in", others);
    }
    Some(Open {
        from: from?,
        until: until?,
        also_in: super::texts(&table.also_in),
    })
}

fn date(raw: &DatasetTable, name: &Key<String>, check: &mut Check<'_>) -> Option<String> {
    let Spanned { value, span } = name.get()?;
    let column = column(raw, value, span, check)?;
    if let Some(kind) = column.r#type.copy()
        && kind != ColumnType::Date
    {
        let diagnostic = Diagnostic::new(Code::WrongColumnType, "rows open and close on dates")
            .found(format!("`{value}` of type `{}`", kind.name()))
            .expected("a column of type `date`")
            .help("name another column, or correct the type");
        check.report(diagnostic, span);
        return None;
    }
    Some(value.clone())
}

/// A column by its name; reported where the dataset does not have it.
pub(super) fn column<'a>(
    raw: &'a DatasetTable,
    name: &str,
    span: &Range<usize>,
    check: &mut Check<'_>,
) -> Option<&'a ColumnTable> {
    let found = columns(raw).find(|(column, _)| *column == name);
    // A column whose own name could not be read may be the one that is meant.
    let all_named = columns(raw).count() == tables(&raw.column).len();
    if found.is_none() && all_named {
        let near = did_you_mean(name, columns(raw).map(|(column, _)| column));
        let message = "a column that this dataset does not have";
        let diagnostic = Diagnostic::new(Code::UnknownColumn, message)
            .found(format!("`{name}`"))
            .expected("the name of one of its columns")
            .help(near.unwrap_or_else(|| "correct the name or add the column".to_owned()));
        check.report(diagnostic, span);
    }
    found.map(|(_, table)| table)
}
