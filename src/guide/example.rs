//! A worked example: the rows of a rule test, and what the engine itself makes of them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::markdown::{bullets, cell, heads, prose, table, upper_first, words};
use crate::calendar::Day;
use crate::judge::sentence;
use crate::measure::{self, Measurement, english};
use crate::pack::rule_test::{Row, RuleTest, Scalar, TestDocument};
use crate::pack::{ColumnSpec, Criterion, Dataset, Pack};
use crate::report::words as report;
use crate::rule_test::{Case, Reckoned};
use crate::state::State;
use crate::table::ColumnType;

/// The most lines of rows and documents that are read at a glance.
const MOST_LINES: usize = 6;

/// The worked example of a criterion.
pub(super) fn section(criterion: &Criterion, pack: &Pack, tests: &[RuleTest]) -> Vec<String> {
    let own: Vec<&RuleTest> = tests
        .iter()
        .filter(|t| t.criterion == criterion.id)
        .collect();
    let Some(test) = chosen(&own) else {
        return vec!["No rule test yet.".to_owned()];
    };
    let which = match own.len() {
        1 => "Its only rule test".to_owned(),
        many => format!("One of its {many} rule tests"),
    };
    let mut out = vec![format!("{which}: *{}*.", prose(&test.name))];
    out.push(as_at(test));
    for (id, rows) in &test.rows {
        if let Some(dataset) = pack.datasets.get(id) {
            out.extend(list(dataset, rows, &read_of(criterion, dataset)));
        }
    }
    out.extend(documents(&test.documents));
    if test.rows.is_empty() && test.documents.is_empty() {
        out.push("No list and no document is found.".to_owned());
    }
    for (figure, value) in &test.figures {
        let value = english::number(*value);
        out.push(format!("The figure `{figure}` of the settings is {value}."));
    }
    out.push(result(
        &Case::new(test, pack).reckon(criterion, pack),
        criterion,
        pack,
    ));
    out
}

/// The test that shows most at a glance: of those that come to met or nearly met with at most six
/// lines the one with the most lines, for each line is another case; of equals one that is met, then
/// the first. Without any it is the first of all.
fn chosen<'a>(tests: &[&'a RuleTest]) -> Option<&'a RuleTest> {
    let lines = |t: &RuleTest| t.rows.values().map(Vec::len).sum::<usize>() + t.documents.len();
    let shows = |t: &RuleTest| match t.expect.state {
        State::Met | State::Nearly => lines(t) <= MOST_LINES,
        State::NotMet | State::NotKnown | State::NotApplicable => false,
    };
    let short = tests.iter().filter(|t| shows(t));
    let best = short.min_by_key(|t| Reverse((lines(t), t.expect.state == State::Met)));
    best.or(tests.first()).copied()
}

fn as_at(test: &RuleTest) -> String {
    let day = test.as_at.long();
    if test.dated == test.as_at {
        return format!("As at {day}.");
    }
    format!("As at {day}, with lists of {}.", test.dated.long())
}

/// The columns that matter: those that are read, and those that name a record.
fn read_of<'a>(criterion: &'a Criterion, dataset: &'a Dataset) -> BTreeSet<&'a str> {
    let key = dataset.key.iter().map(String::as_str);
    let mut lists = measure::lists_of(criterion).into_iter();
    match lists.find(|(id, _)| *id == dataset.id) {
        Some((_, read)) => read.into_iter().chain(key).collect(),
        None => dataset.columns.iter().map(|c| &*c.name).collect(),
    }
}

fn list(dataset: &Dataset, rows: &[Row], read: &BTreeSet<&str>) -> Vec<String> {
    let title = prose(&dataset.title);
    if rows.is_empty() {
        return vec![format!("{title}: the list is there, and empty.")];
    }
    let named = |column: &&ColumnSpec| {
        read.contains(&*column.name) && rows.iter().any(|row| value(row, column).is_some())
    };
    let columns: Vec<&ColumnSpec> = dataset.columns.iter().filter(named).collect();
    let several = rows.iter().any(|row| row.repeat > 1);
    let mut heads: Vec<String> = several.then(|| "How many".to_owned()).into_iter().collect();
    heads.extend(columns.iter().map(|c| cell(&upper_first(&words(&c.name)))));
    let lines: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let how_many = several.then(|| row.repeat.to_string());
            let cells = columns.iter().map(|column| shown(row, column));
            how_many.into_iter().chain(cells).collect()
        })
        .collect();
    let count = rows.iter().map(|row| u64::from(row.repeat)).sum();
    let count = report::count(count, "row", "rows");
    let lines = table(&heads, &lines).filter(|_| !columns.is_empty());
    let said = format!("{title}, {count}:");
    std::iter::once(said).chain(lines).collect()
}

fn value<'r>(row: &'r Row, column: &ColumnSpec) -> Option<&'r Scalar> {
    let mut values = row.values.iter();
    let found = values.find(|(name, ..)| **name == *column.name);
    found.map(|(_, value, _)| value)
}

fn shown(row: &Row, column: &ColumnSpec) -> String {
    match value(row, column) {
        None => String::new(),
        Some(Scalar::Text(code)) if column.kind == ColumnType::Code => cell(&words(code)),
        Some(Scalar::Text(text)) => cell(text),
        Some(Scalar::Number(number)) => english::number(*number),
        Some(Scalar::YesNo(yes)) => yes_no(*yes),
        Some(Scalar::Date(day)) => day.to_string(),
    }
}

fn yes_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn documents(documents: &[TestDocument]) -> Option<String> {
    let rows: Vec<Vec<String>> = documents
        .iter()
        .map(|document| {
            let dated = document.dated.as_ref().map(Day::to_string);
            vec![
                cell(&document.name),
                cell(&document.title),
                dated.unwrap_or_default(),
                yes_no(document.approved),
                cell(&document.headings.join("; ")),
                cell(&document.text),
            ]
        })
        .collect();
    let heads = heads(["Document", "Title", "Dated", "Approved", "Headings", "Text"]);
    table(&heads, &rows)
}

fn result(found: &Reckoned, criterion: &Criterion, pack: &Pack) -> String {
    let state = &found.state;
    let reason = state.reason.map(|reason| format!(" ({})", reason.words()));
    let expected = sentence::expected(criterion, &found.measured);
    let what = sentence::found(pack, criterion, &found.measured, state);
    let what = sentence::explanation(&what, criterion, &expected, "");
    let mut lines = vec![
        format!(
            "Result: **{}**{}",
            state.state.words(),
            reason.unwrap_or_default()
        ),
        format!("Found: {}", prose(&what)),
    ];
    lines.extend(found.measurement().into_iter().flat_map(counted));
    bullets(lines)
}

/// What was counted, and what was not.
fn counted(m: &Measurement) -> Vec<String> {
    let mut lines = vec![format!(
        "Counted: numerator {}, denominator {}",
        m.numerator, m.denominator
    )];
    let blank = (m.blank > 0).then(|| format!("{} blank, unreadable or unknown", m.blank));
    let left = m
        .left_out
        .iter()
        .map(|(why, rows)| format!("{rows} {}", report::left_out(*why)));
    let notes = m
        .notes
        .iter()
        .map(|(what, rows)| format!("{rows} {}", report::note(*what)));
    lines.extend(
        blank
            .into_iter()
            .chain(left)
            .chain(notes)
            .map(|said| prose(&said)),
    );
    lines
}
