//! What stands on the sheet of a list and is not of it: lists beside it, tables below it.

use reinspect::evidence::around::{Around, ListBeside, TableBelow};
use reinspect::evidence::extract::{FileRead, Wanted};
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::{NotARecord, ProblemKind};

use super::lists_below::{book, both};
use super::returns::entry;
use super::support::{column, lines, only, read_with};
use crate::engine::committed;
use crate::program::{copy, run};

const BESIDE: &str = include_str!("../../fixtures/nasty/lists-side-by-side.csv");
const SUMMARY: &str = include_str!("../../fixtures/nasty/summary-below.csv");

fn rows(text: &str) -> Vec<&str> {
    text.lines().collect()
}

fn list(first: &str, last: &str, dataset: &str) -> ListBeside {
    ListBeside {
        first: first.to_owned(),
        last: last.to_owned(),
        dataset: Some(dataset.to_owned()),
    }
}

fn left_out(read: &FileRead) -> Vec<(NotARecord, Vec<u32>)> {
    let rows = read.found.tables[0].left_out.iter();
    rows.map(|r| (r.why, r.lines.clone())).collect()
}

#[test]
fn a_list_to_the_right_of_another_is_told_and_not_read() {
    for read in both(&rows(BESIDE)) {
        let plans = only(&read);
        let table = &read.found.tables[0];
        assert_eq!(plans.dataset, "assessments");
        // The list to the right is longer by row 5.
        assert_eq!(lines(plans), [2, 3, 4]);
        assert_eq!(left_out(&read), [(NotARecord::Nothing, vec![5])]);
        assert_eq!(table.around.beside, [list("G", "K", "visits")]);
        let started = ["2026-06-01", "2026-06-08", "2026-06-15"];
        assert_eq!(column(plans, "started_on"), started);
        // `Team` stands only in the list to the right, and `Child Unique ID` in both.
        assert!(table.missing.iter().any(|column| column == "team"));
        assert_eq!(table.columns.len(), 5);
        assert_eq!(table.again, []);
        assert_eq!(plans.problems, []);
        let right = [
            "Child Unique ID",
            "Visit date",
            "Visit type",
            "Child seen",
            "Team",
        ];
        assert_eq!(table.ignored, right);
    }
}

#[test]
fn the_same_list_twice_side_by_side_is_one_list_and_another() {
    let twice: Vec<String> = rows(BESIDE)
        .iter()
        .map(|row| {
            let cells: Vec<&str> = row.split(',').take(5).collect();
            let cells = cells.join(",");
            let other = cells.replace("A-", "B-").replace("/06/", "/05/");
            format!("{cells},,{other}")
        })
        .take(4)
        .collect();
    let twice: Vec<&str> = twice.iter().map(String::as_str).collect();
    for read in both(&twice) {
        let first = only(&read);
        let table = &read.found.tables[0];
        assert_eq!(table.around.beside, [list("G", "K", "assessments")]);
        let started = ["2026-06-01", "2026-06-08", "2026-06-15"];
        assert_eq!(column(first, "started_on"), started);
        assert_eq!((&table.again[..], &first.problems[..]), (&[][..], &[][..]));
    }
}

#[test]
fn three_lists_side_by_side_are_three() {
    let three: Vec<String> = rows(BESIDE)
        .iter()
        .map(|row| {
            let cells: Vec<&str> = row.split(',').collect();
            format!("{row},,{}", cells[6..].join(","))
        })
        .collect();
    let three: Vec<&str> = three.iter().map(String::as_str).collect();
    for read in both(&three) {
        let expected = [list("G", "K", "visits"), list("M", "Q", "visits")];
        assert_eq!(read.found.tables[0].around.beside, expected);
    }
}

#[test]
fn a_free_column_within_one_list_parts_nothing() {
    // The plain list with an empty column before the start: its right half names no child.
    let plain = rows(include_str!("../../fixtures/nasty/plain.csv"));
    let spaced: Vec<String> = plain
        .iter()
        .map(|row| {
            let cells: Vec<&str> = row.split(',').collect();
            format!("{},,{}", cells[..6].join(","), cells[6..].join(","))
        })
        .collect();
    let spaced: Vec<&str> = spaced.iter().map(String::as_str).collect();
    for read in both(&spaced) {
        assert_eq!(read.found.tables[0].around.beside, []);
        assert_eq!(read.found.tables[0].columns.len(), 12);
        super::nasty::plain_but(only(&read), &[], "spaced");
    }
}

#[test]
fn a_column_with_anything_in_it_is_no_gap() {
    let filled: Vec<String> = rows(BESIDE)
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let mut cells: Vec<&str> = row.split(',').collect();
            cells[5] = if at == 2 { "x" } else { "" };
            cells.join(",")
        })
        .collect();
    let filled: Vec<&str> = filled.iter().map(String::as_str).collect();
    for read in both(&filled) {
        assert_eq!(read.found.tables[0].around.beside, []);
    }
}

#[test]
fn what_a_person_says_of_the_sheet_is_left_as_it_is_said() {
    let rows = rows(BESIDE);
    let says = |dataset: &str| {
        let manifest = Manifest {
            entries: vec![entry("a.xlsx", dataset)],
        };
        let read = read_with("a.xlsx", book(&rows), Wanted::NotPersonal, &[], &manifest);
        let found = &read.found.tables[0];
        (found.around.beside.len(), found.columns.len())
    };
    assert_eq!(says("assessments"), (1, 5));
    // As without a list beside it: all four columns of a visit, with the first heading of the child.
    assert_eq!(says("visits"), (1, 4));
    assert_eq!(says("none"), (0, 0));
}

#[test]
fn a_table_below_a_list_is_told_and_its_cells_are_at_fault_as_before() {
    for read in both(&rows(SUMMARY)) {
        let list = only(&read);
        let below = read.found.tables[0].around.below;
        assert_eq!(below, Some(TableBelow { first: 9, last: 11 }));
        // Nothing of it is dropped in silence.
        assert_eq!(lines(list), [2, 3, 4, 5, 6, 7, 9, 10, 11]);
        let told: Vec<_> = list.problems.iter().map(|p| (&*p.cell, p.kind)).collect();
        let code = ProblemKind::NotACode;
        assert_eq!(told, [("B9", code), ("B10", code), ("B11", code)]);
    }
}

#[test]
fn rows_that_could_be_records_are_no_table() {
    let summary = rows(SUMMARY);
    let with = |from: &str, to: &str| {
        let rows: Vec<String> = summary.iter().map(|row| row.replace(from, to)).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        both(&rows).map(|read| read.found.tables[0].around.below)
    };
    assert!(with("xyz", "xyz").iter().all(Option::is_some));
    // One of its cells fits its column: the last row is no row of a table.
    assert_eq!(with("South,3,", "South,a) Male,"), [None; 2]);
    // It is a record with a key, whatever else is wrong with it.
    assert_eq!(with("South,3,,,,,", "South,3,,,,,01/06/2026"), [None; 2]);
    // Nothing is wrong with its second row.
    assert_eq!(with("North,3,", "North,,"), [None; 2]);
    // No empty row parts it from the list.
    let close: Vec<&str> = summary
        .iter()
        .copied()
        .filter(|row| !row.starts_with(",,,"))
        .collect();
    let close = both(&close).map(|read| read.found.tables[0].around.below);
    assert_eq!(close, [None; 2]);
    // One row alone is no table.
    let one = both(&summary[..9]).map(|read| read.found.tables[0].around.below);
    assert_eq!(one, [None; 2]);
    // A list of which no row is a record is at fault itself.
    let own = [&summary[..1], &summary[7..]].concat();
    let own = both(&own).map(|read| read.found.tables[0].around.below);
    assert_eq!(own, [None; 2]);
}

#[test]
fn only_the_listing_asks_for_a_table_below() {
    let read = super::support::read_needing("a.csv", SUMMARY, "assessments", &["started_on"]);
    assert_eq!(read.found.tables[0].around.below, None);
}

#[test]
fn both_are_told_with_a_sheet_or_a_file_of_their_own_as_the_fix() {
    let mut files = committed();
    files.insert(
        "evidence/beside-2026-09-30.xlsx".to_owned(),
        book(&rows(BESIDE)),
    );
    files.insert("evidence/below-2026-09-30.csv".to_owned(), SUMMARY.into());
    let told = |name: &str| {
        let asked = ["evidence", "list", "--file", name];
        let run = run(&copy("listed-around", &files), &asked);
        let text = String::from_utf8(run.stdout).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let beside = told("beside-2026-09-30.xlsx");
    let said = "columns G to K look like a second list, `visits`: put it on a sheet of its own";
    assert_eq!(beside.matches(said).count(), 2, "{beside}");
    let below = told("below-2026-09-30.csv");
    let said =
        "rows 9 to 11 look like a table of their own below the list: put it in a file of its own";
    assert_eq!(below.matches(said).count(), 2, "{below}");
}

#[test]
fn a_list_that_goes_on_behind_an_empty_row_is_one_list() {
    let plain = rows(include_str!("../../fixtures/nasty/plain.csv"));
    let parted = [&plain[..4], &[",,,,,,,,,,,"], &plain[4..]].concat();
    for read in both(&parted) {
        assert_eq!(lines(only(&read)), [2, 3, 4, 6, 7, 8]);
        assert_eq!(read.found.tables[0].around, Around::default());
    }
}
