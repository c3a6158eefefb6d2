//! What a criterion needs to be fed with: lists, documents or a statement, and how long each stands.

use super::markdown::{cell, heads, link, prose, table, words};
use crate::judge::sentence::upper_first;
use crate::measure::{self, REGISTER, STATEMENTS, english};
use crate::pack::measures::{Document, Statement};
use crate::pack::{ColumnSpec, Criterion, Dataset, Measure, Pack, Personal, Shape};
use crate::table::ColumnType;

/// The most codes of a column that are named.
const MOST_CODES: usize = 8;

/// The evidence of a criterion.
pub(super) fn section(criterion: &Criterion, pack: &Pack) -> Vec<String> {
    match &criterion.measure {
        Measure::Document(document) => of_document(document, pack),
        Measure::Statement(statement) => of_statement(statement, pack),
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_) => of_lists(criterion, pack),
    }
}

fn of_lists(criterion: &Criterion, pack: &Pack) -> Vec<String> {
    let mut out = Vec::new();
    for (id, columns) in measure::lists_of(criterion) {
        if let Some(dataset) = pack.datasets.get(id) {
            out.push(about(dataset));
            out.extend(columns_of(dataset, |column| {
                columns.contains(&*column.name)
            }));
        }
    }
    if let Some(figure) = criterion.measure.figure() {
        out.push(format!(
            "The figure {}, from `[figures]` in the settings.",
            prose(&format!("`{figure}`"))
        ));
    }
    out
}

/// What a list is, in a sentence or two.
fn about(dataset: &Dataset) -> String {
    let shape = match dataset.shape {
        Shape::Snapshot => "as they stand on its day",
        Shape::Log => "as they happened",
    };
    let covers = match dataset.covers {
        Some(span) => format!(" and reaches back {span}"),
        None => String::new(),
    };
    let none = if dataset.empty_means_none {
        " An empty list means that there were none."
    } else {
        ""
    };
    let layout = match &dataset.source {
        Some(source) => format!(" Layout: {}.", prose(source.trim_end_matches('.'))),
        None => String::new(),
    };
    format!(
        "{}, a list of {} {shape}. An extract stands for {}{covers}.{none}{layout}",
        linked(dataset),
        prose(&dataset.rows_are),
        dataset.valid_for,
    )
}

fn linked(dataset: &Dataset) -> String {
    link(&dataset.title, &format!("../by-dataset.md#{}", dataset.id))
}

fn columns_of(dataset: &Dataset, wanted: impl Fn(&ColumnSpec) -> bool) -> Option<String> {
    let columns = dataset.columns.iter().filter(|column| wanted(column));
    let rows: Vec<Vec<String>> = columns
        .map(|column| {
            let headings: Vec<String> = column.names.iter().map(|name| cell(name)).collect();
            vec![
                cell(&upper_first(&words(&column.name))),
                headings.join("; "),
                cell(&holds(column)),
            ]
        })
        .collect();
    table(
        &heads(["Column", "Headings it goes by", "What it holds"]),
        &rows,
    )
}

/// What stands in a column, and what it means where the dataset says so.
fn holds(column: &ColumnSpec) -> String {
    let what = match (column.kind, column.personal) {
        (ColumnType::Date, _) if column.planned => "A date, which may lie ahead.".to_owned(),
        (ColumnType::Date, _) => "A date.".to_owned(),
        (ColumnType::Number, _) => "A number.".to_owned(),
        (ColumnType::YesNo, _) => "Yes or no.".to_owned(),
        (ColumnType::Code, _) => codes(column),
        (ColumnType::Text, Some(Personal::Identifier)) => "An identifier.".to_owned(),
        (ColumnType::Text, Some(Personal::Name)) => "A name.".to_owned(),
        (ColumnType::Text, Some(Personal::BirthDate)) => "A date of birth.".to_owned(),
        (ColumnType::Text, Some(Personal::Address)) => "An address.".to_owned(),
        (ColumnType::Text, Some(Personal::FreeText) | None) => "Text.".to_owned(),
    };
    match &column.about {
        Some(about) => format!("{what} {about}"),
        None => what,
    }
}

fn codes(column: &ColumnSpec) -> String {
    let named: Vec<String> = column.codes.iter().map(|code| words(code)).collect();
    let other = column.others.and_then(|at| named.get(usize::from(at)));
    let other = other.map(|other| format!("; anything else is {other}"));
    format!(
        "One of {}{}.",
        english::first_few(&named, MOST_CODES),
        other.unwrap_or_default()
    )
}

fn of_document(document: &Document, pack: &Pack) -> Vec<String> {
    let mut out = vec!["The document itself, as PDF, Word, Markdown or text.".to_owned()];
    let life = document.life(pack);
    out.extend(life.map(|span| format!("It stands for {span} from its date.")));
    let register = pack.datasets.get(REGISTER);
    out.extend(register.map(|list| format!("The list {} may date and approve it.", linked(list))));
    vec![out.join(" ")]
}

fn of_statement(statement: &Statement, pack: &Pack) -> Vec<String> {
    let mut out = vec![format!(
        "An answer of the {} to `{}`, which stands for {} from the day it was given.",
        prose(&statement.by),
        statement.question,
        statement.within
    )];
    if let Some(list) = pack.datasets.get(STATEMENTS) {
        out.push(format!(
            "{}, a list of {}.",
            linked(list),
            prose(&list.rows_are)
        ));
        // What is personal is never read, unless a report may show it.
        out.extend(columns_of(list, |column| {
            column.personal.is_none() || column.show
        }));
    }
    out
}
