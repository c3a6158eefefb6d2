//! A worked example: the rows of a rule test, and what the engine itself makes of them.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::markdown::{bullets, cell, heads, prose, table, words};
use crate::calendar::Day;
use crate::judge::sentence;
use crate::measure::{self, Measurement, english};
use crate::pack::rule_test::{Row, RuleTest, Scalar, TestDocument};
use crate::pack::{ColumnSpec, Criterion, Dataset, Pack, Personal};
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
    let alike = alike(dataset, rows, &columns);
    let several = alike.iter().any(|group| how_many(group) > 1);
    let mut heads: Vec<String> = several.then(|| "How many".to_owned()).into_iter().collect();
    heads.extend(columns.iter().map(|c| cell(c.heading())));
    let lines: Vec<Vec<String>> = alike
        .iter()
        .map(|group| {
            let how_many = several.then(|| how_many(group).to_string());
            let cells = columns
                .iter()
                .map(|column| shown_once(dataset, group, column));
            how_many.into_iter().chain(cells).collect()
        })
        .collect();
    let count = rows.iter().map(|row| u64::from(row.repeat)).sum();
    let count = report::count(count, "row", "rows");
    let lines = table(&heads, &lines).filter(|_| !columns.is_empty());
    let said = format!("{title}, {count}:");
    std::iter::once(said).chain(lines).collect()
}

/// The fewest rows alike that become one line.
const FEWEST_ALIKE: usize = 3;

/// Rows in their order; of several after another that differ in whom they are about alone, and are
/// each about another, all together.
fn alike<'r>(dataset: &Dataset, rows: &'r [Row], columns: &[&ColumnSpec]) -> Vec<&'r [Row]> {
    let same = |a: &Row, b: &Row| {
        columns.iter().all(|column| {
            let differs = shown(a, column) != shown(b, column);
            let names = names_a_record(dataset, column);
            let in_repeats = names && (a.repeat > 1 || b.repeat > 1);
            differs == names && !in_repeats
        })
    };
    let mut out = Vec::new();
    for group in rows.chunk_by(same) {
        if group.len() < FEWEST_ALIKE || !are_apart(dataset, group, columns) {
            out.extend(group.chunks(1));
        } else {
            out.push(group);
        }
    }
    out
}

/// Whether each name of a record stands once.
fn are_apart(dataset: &Dataset, group: &[Row], columns: &[&ColumnSpec]) -> bool {
    let mut naming = columns
        .iter()
        .filter(|column| names_a_record(dataset, column));
    naming.all(|column| {
        let named: BTreeSet<String> = group.iter().map(|row| shown(row, column)).collect();
        named.len() == group.len()
    })
}

fn how_many(group: &[Row]) -> u64 {
    group.iter().map(|row| u64::from(row.repeat)).sum()
}

/// A cell that rows alike share; of identifiers the first and the last.
fn shown_once(dataset: &Dataset, group: &[Row], column: &ColumnSpec) -> String {
    match group {
        [only] if only.repeat > 1 && is_identifier(column) => {
            let one = shown(only, column);
            if one.is_empty() {
                return one;
            }
            format!("{one}-1 to {one}-{}", only.repeat)
        }
        [first, .., last] if names_a_record(dataset, column) => {
            format!("{} to {}", shown(first, column), shown(last, column))
        }
        [first, ..] => shown(first, column),
        [] => String::new(),
    }
}

/// Whether a column tells one record from another by a name.
fn names_a_record(dataset: &Dataset, column: &ColumnSpec) -> bool {
    let in_key = dataset.key.iter().any(|key| **key == *column.name);
    is_identifier(column) || (in_key && column.kind == ColumnType::Text)
}

/// Whether rows that stand for several differ in it.
fn is_identifier(column: &ColumnSpec) -> bool {
    column.personal == Some(Personal::Identifier)
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
    let what = sentence::explanation(&what, criterion.thresholds.is_some(), &expected, "");
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a list of schools as its rows are said.
    fn lines(rows: &str) -> Vec<String> {
        let (pack, _) = crate::pack::load(&crate::pack::embedded());
        let pack = pack.unwrap();
        let source = format!(
            "[[test]]\ncriterion = \"schools-return-a-safeguarding-audit-each-year\"\nname = \"a\"\n\
             as_at = 2026-09-30\nrows = [ {rows} ]\nexpect = {{ state = \"met\" }}\n"
        );
        let source = crate::diagnostic::SourceText::new("tests/a.toml", source);
        let (tests, found) = crate::pack::rule_test::parse(&source, &pack);
        let [test] = tests.as_slice() else {
            panic!("{found:?}");
        };
        let (id, rows) = test.rows.iter().next().unwrap();
        let read = ["school_id", "returned_on"].into();
        let said = list(&pack.datasets[id], rows, &read);
        said[1].lines().skip(2).map(str::to_owned).collect()
    }

    #[test]
    fn rows_alike_are_one_line() {
        let row = |id: &str| format!("{{ school_id = \"{id}\", returned_on = 2026-03-02 }}");
        let rows = |ids: &[&str]| ids.iter().map(|id| row(id)).collect::<Vec<_>>().join(", ");
        assert_eq!(
            lines(&rows(&["a1", "a2", "a3"])),
            ["| 3 | a1 to a3 | 2026-03-02 |"]
        );
        // Two are as short, and one school three times is not three schools.
        assert_eq!(lines(&rows(&["a1", "a2"])).len(), 2);
        assert_eq!(lines(&rows(&["a", "b", "a", "b"])).len(), 4);
        // A school is no person, so several rows of one are all of that one.
        let repeated = "{ school_id = \"a\", returned_on = 2026-03-02, repeat = 9 }";
        assert_eq!(lines(repeated), ["| 9 | a | 2026-03-02 |"]);
    }
}
