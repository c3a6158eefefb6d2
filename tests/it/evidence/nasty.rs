//! One list as it arrives in real life: the plain list of assessments with one change each.
//!
//! Every file of `tests/fixtures/nasty` is here, with what a person reads in it.

mod table;

use std::collections::BTreeSet;
use std::path::Path;

use reinspect::evidence::extract::Extract;
use reinspect::evidence::{NotARecord, ProblemKind, TableFound, Untold};

use super::support::{column, lines, only, read};
use table::{NASTY, Nasty, PLAIN, REFUSED, SEVERAL};

const STARTED: &str = "Continuous Assessment Start Date";

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/nasty"))
}

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(folder().join(file)).unwrap()
}

pub(super) fn values(list: &Extract, name: &str) -> Vec<String> {
    let cells = column(list, name).into_iter();
    if name == "age" {
        let whole = |cell: String| {
            cell.strip_suffix("000000")
                .map_or(cell.clone(), str::to_owned)
        };
        return cells.map(whole).collect();
    }
    cells.collect()
}

/// That a list holds the plain one but for the columns given.
pub(super) fn plain_but(list: &Extract, other: &[(&str, [&str; 6])], file: &str) {
    for (name, plain) in PLAIN {
        let own = other.iter().find(|(column, _)| *column == name);
        let expected = own.map_or(plain, |(_, values)| *values);
        if list.table.column(name).is_some() {
            assert_eq!(values(list, name), expected, "{file}: column `{name}`");
        }
    }
}

fn problems(list: &Extract) -> Vec<(&str, ProblemKind)> {
    let problems = list.problems.iter();
    problems.map(|p| (p.cell.as_str(), p.kind)).collect()
}

fn left_out(table: &TableFound) -> Vec<(NotARecord, usize, u32)> {
    let rows = table.left_out.iter();
    rows.map(|r| (r.why, r.rows, r.first)).collect()
}

fn holds(nasty: &Nasty) {
    let file = nasty.file;
    let read = read(file, bytes(file));
    let list = only(&read);
    assert_eq!(list.dataset, "assessments", "{file}");
    let expected = match nasty.lines {
        [] => &[2, 3, 4, 5, 6, 7],
        lines => lines,
    };
    assert_eq!(lines(list), expected, "{file}");
    plain_but(list, nasty.values, file);
    assert_eq!(problems(list), nasty.problems, "{file}");
    let table = &read.found.tables[0];
    assert_eq!(
        (table.rows, table.columns.len()),
        (6, nasty.matched),
        "{file}"
    );
    assert_eq!(table.ignored, nasty.ignored, "{file}");
    assert_eq!(left_out(table), nasty.left_out, "{file}");
    let again: Vec<_> = table
        .again
        .iter()
        .map(|a| (&*a.letters, a.differ))
        .collect();
    assert_eq!(again, nasty.again, "{file}");
    let dates: Vec<_> = table.dates.iter().map(|d| d.why).collect();
    assert_eq!(dates, nasty.dates, "{file}");
}

#[test]
fn every_nasty_file_is_read_as_a_person_reads_it() {
    for nasty in &NASTY {
        holds(nasty);
    }
}

#[test]
fn what_cannot_be_read_says_why_and_what_to_do() {
    for (file, sentence) in REFUSED {
        let read = read(file, bytes(file));
        let rows: usize = read.extracts.iter().map(|e| e.table.rows()).sum();
        assert_eq!(rows, 0, "{file}");
        let why = read.found.tables.first().map(TableFound::why);
        let said = read.found.problem.or(why);
        assert_eq!(said.as_deref(), Some(sentence), "{file}");
    }
}

#[test]
fn no_nasty_file_is_forgotten() {
    let known: BTreeSet<String> = NASTY
        .iter()
        .map(|nasty| nasty.file)
        .chain(REFUSED.map(|(file, _)| file))
        .chain(SEVERAL)
        .map(str::to_owned)
        .collect();
    let there = std::fs::read_dir(folder()).unwrap();
    let there: BTreeSet<String> = there
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, known);
}

#[test]
fn headings_of_several_rows_are_listed_as_they_were_read() {
    let read = read("a.csv", bytes("group-headings.csv"));
    let table = &read.found.tables[0];
    let heading = |column: &str| {
        let matched = table.columns.iter().find(|c| c.column == column);
        matched.unwrap().heading.clone()
    };
    assert_eq!(heading("child_id"), "Child Unique ID");
    assert_eq!(heading("started_on"), STARTED);
    // The group above is no part of it.
    assert_eq!(heading("birth_date"), "Date of Birth");
    assert_eq!(
        table.reason,
        "12 of 12 columns found, 3 of 3 required; its headings are rows 1 to 2 read as one"
    );
}

#[test]
fn a_value_withheld_is_blank_and_no_fault_of_the_list() {
    let read = read("a.csv", bytes("suppression-marks.csv"));
    let count = |name: &str| {
        let count = only(&read).cells.iter().find(|c| c.column == name).unwrap();
        (count.filled, count.unreadable)
    };
    assert_eq!(count("age"), (1, 0));
    assert_eq!(count("started_on"), (5, 0));
}

#[test]
fn a_column_given_twice_and_not_alike_counts_as_unreadable_there() {
    let read = read("a.csv", bytes("heading-twice-at-odds.csv"));
    let list = only(&read);
    let count = list.cells.iter().find(|c| c.column == "started_on");
    let count = count.unwrap();
    assert_eq!((count.filled, count.unreadable), (6, 1));
    // It is part of the key, which is not known there.
    let known: Vec<bool> = list.key_hashes.iter().map(Option::is_some).collect();
    assert_eq!(known, [true, true, false, true, true, true]);
}

#[test]
fn a_few_dates_that_fit_both_ways_are_read_day_first_and_told_unless_others_tell() {
    let told = |rows: &str| {
        let text = format!("Child ID,Assessment start date,Assessment completion date\n{rows}");
        let read = read("a.csv", text);
        let dates = read.found.tables[0].dates.iter();
        dates
            .map(|d| (d.heading.clone(), d.why))
            .collect::<Vec<_>>()
    };
    let start = ("Assessment start date".to_owned(), Untold::DayFirst);
    let end = ("Assessment completion date".to_owned(), Untold::DayFirst);
    let both = "1,01/06/2026,04/06/2026\n2,02/07/2026,05/08/2026\n";
    assert_eq!(told(both), [start.clone(), end]);
    assert_eq!(told("1,01/06/2026,2026-06-04\n"), [start]);
    assert_eq!(told("1,01/06/2026,14/06/2026\n"), []);
}
