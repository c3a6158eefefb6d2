//! Lists that stand below one another on a sheet or in a file.

use reinspect::evidence::NotARecord;
use reinspect::evidence::extract::{Extract, FileRead, Wanted};
use reinspect::evidence::manifest::Manifest;
use rust_xlsxwriter::Workbook;

use super::returns::entry;
use super::support::{column, lines, read, read_with};

const TWO: &str = include_str!("../../fixtures/nasty/two-lists.csv");
const PLAIN: &str = include_str!("../../fixtures/nasty/plain.csv");

/// The headings and the rows of the lower list of the fixture.
fn referrals() -> Vec<&'static str> {
    TWO.lines().skip(9).collect()
}

fn plain() -> Vec<&'static str> {
    PLAIN.lines().collect()
}

/// Rows of cells without quotation marks, as a workbook; an empty row is a blank one.
pub(super) fn book(rows: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Tracker").unwrap();
    for (row, line) in (0..).zip(rows) {
        for (at, cell) in (0..).zip(line.split(',')).filter(|(_, c)| !c.is_empty()) {
            sheet.write(row, at, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn found(read: &FileRead) -> Vec<(&str, Vec<u32>)> {
    let lists = read.extracts.iter();
    lists.map(|l| (l.dataset.as_str(), lines(l))).collect()
}

pub(super) fn both(rows: &[&str]) -> [FileRead; 2] {
    [read("a.csv", rows.join("\n")), read("a.xlsx", book(rows))]
}

#[test]
fn a_list_below_another_is_read_as_a_list_of_its_own() {
    let rows: Vec<&str> = TWO.lines().collect();
    for read in both(&rows) {
        assert_eq!(read.found.problem, None);
        assert_eq!(
            found(&read),
            [
                ("assessments", vec![2, 3, 4, 5, 6, 7]),
                ("referrals", vec![11, 12])
            ]
        );
        let [upper, lower] = [0, 1].map(|at| &read.found.tables[at]);
        assert_eq!((upper.columns.len(), lower.columns.len()), (12, 11));
        assert_eq!(
            (&upper.left_out[..], &lower.left_out[..]),
            (&[][..], &[][..])
        );
        assert_eq!(
            lower.reason,
            "begins at row 10, below other rows; 11 of 11 columns found, 2 of 2 required"
        );
        let low: &Extract = &read.extracts[1];
        assert_eq!(column(low, "referred_on"), ["2026-05-01", "2026-05-18"]);
        assert!(read.extracts.iter().all(|list| list.problems.is_empty()));
    }
}

#[test]
fn it_may_be_wider_and_far_below_the_first() {
    let plain = plain();
    let narrow = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        [cells[0], cells[1], cells[2], cells[6], cells[8]].join(",")
    };
    let mut rows: Vec<String> = plain.iter().map(|line| narrow(line)).collect();
    rows.extend(vec![narrow(plain[1]); 50]);
    rows.push("Allocations".to_owned());
    rows.extend(referrals().iter().map(|line| (*line).to_owned()));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    for read in both(&rows) {
        let lists = found(&read);
        assert_eq!(lists[0].1.len(), 56);
        assert_eq!(lists[1], ("referrals", vec![60, 61]));
        assert_eq!(read.found.tables[1].columns.len(), 11);
        assert_eq!(column(&read.extracts[1], "team"), ["North", "South"]);
    }
}

#[test]
fn a_better_list_further_down_loses_nothing_of_the_first() {
    // The upper one lacks most of its columns, so that the lower one scores higher.
    let upper = [
        "Child Unique ID,Gender,Ethnicity,Continuous Assessment Start Date,Continuous Assessment Date of Authorisation",
        "A-1,a) Male,a) WBRI,01/06/2026,02/07/2026",
        "",
    ];
    let rows = [&upper[..], &referrals()[..]].concat();
    for read in both(&rows) {
        let expected = [("assessments", vec![2]), ("referrals", vec![5, 6])];
        assert_eq!(found(&read), expected);
    }
}

#[test]
fn three_lists_and_groups_above_the_headings_of_the_last() {
    let (plain, low) = (plain(), referrals());
    let groups = [
        "Continuous Assessment,,,,",
        "Child Unique ID,Gender,Ethnicity,Start Date,Date of Authorisation",
        "A-9,a) Male,a) WBRI,01/06/2026,02/07/2026",
    ];
    let rows = [&plain[..2], &["", "Team two"], &low, &[""], &groups].concat();
    for read in both(&rows) {
        let expected = [
            ("assessments", vec![2]),
            ("referrals", vec![6, 7]),
            ("assessments", vec![11]),
        ];
        assert_eq!(found(&read), expected);
        assert_eq!(column(&read.extracts[2], "authorised_on"), ["2026-07-02"]);
    }
}

#[test]
fn the_same_list_with_other_columns_is_a_list_of_its_own() {
    let plain = plain();
    let turned = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        [cells[0], cells[2], cells[1], cells[6], cells[10]].join(",")
    };
    let lower: Vec<String> = plain[..3].iter().map(|line| turned(line)).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let rows = [&plain[..], &[""], &lower].concat();
    for read in both(&rows) {
        let expected = [
            ("assessments", vec![2, 3, 4, 5, 6, 7]),
            ("assessments", vec![10, 11]),
        ];
        assert_eq!(found(&read), expected);
        assert_eq!(column(&read.extracts[1], "team"), ["North", "South"]);
        assert_eq!(read.found.tables[1].columns.len(), 5);
    }
}

#[test]
fn its_own_headings_in_another_spelling_are_no_other_list() {
    let plain = plain();
    let again = plain[0]
        .to_uppercase()
        .replace("LA CHILDREN'S", "LA children’s");
    let rows = [&plain[..4], &[again.as_str()], &plain[4..]].concat();
    for read in both(&rows) {
        assert_eq!(found(&read), [("assessments", vec![2, 3, 4, 6, 7, 8])]);
        let left = &read.found.tables[0].left_out;
        let left: Vec<_> = left.iter().map(|r| (r.why, r.rows, r.first)).collect();
        assert_eq!(left, [(NotARecord::Headings, 1, 5)]);
    }
}

#[test]
fn a_list_far_below_something_that_is_none_is_found() {
    let mut rows = vec!["Figures of the month,1,2"; 40];
    rows.push("");
    rows.extend(referrals());
    for read in both(&rows) {
        assert_eq!(found(&read), [("referrals", vec![43, 44])]);
        let above = &read.found.tables[0];
        assert_eq!((&above.dataset, above.rows), (&None, 40 - 1));
    }
}

#[test]
fn what_a_person_says_of_a_sheet_is_said_of_its_first_list() {
    let rows: Vec<&str> = TWO.lines().collect();
    let says = |dataset: &str| {
        let manifest = Manifest {
            entries: vec![entry("a.xlsx", dataset)],
        };
        let read = read_with("a.xlsx", book(&rows), Wanted::NotPersonal, &[], &manifest);
        let lists = found(&read);
        lists
            .iter()
            .map(|(d, l)| ((*d).to_owned(), l.len()))
            .collect::<Vec<_>>()
    };
    let expected = [("assessments".to_owned(), 6), ("referrals".to_owned(), 2)];
    assert_eq!(says("assessments"), expected);
    // A sheet that is put aside is put aside whole.
    assert_eq!(says("none"), []);
}

#[test]
fn of_a_long_file_with_two_lists_none_is_used() {
    let plain = plain();
    let mut text = plain[0].to_owned();
    let row = format!("\n{}", plain[1]);
    // More than is held at a time, which is 8 MiB.
    text.extend(std::iter::repeat_n(row, 110_000));
    text += "\n\n";
    text += &referrals().join("\n");
    text.push('\n');
    assert!(text.len() > 8 << 20);
    let read = super::long_lists::read_from_disk("two-lists", text.as_bytes());
    let why = "another list begins in row 110003 with headings of `referrals`: put it in a file of its own";
    assert_eq!(read.found.problem.as_deref(), Some(why));
    let tables = read.found.tables.iter();
    let tables: Vec<_> = tables.map(|t| (t.dataset.as_deref(), t.broken)).collect();
    assert_eq!(
        tables,
        [(Some("assessments"), true), (Some("referrals"), true)]
    );
    assert_eq!(read.extracts.len(), 0);
}

#[test]
fn more_lists_than_anyone_keeps_are_refused() {
    let plain = plain();
    let other = referrals();
    let pair = [plain[0], plain[1], other[0], other[1]];
    let rows: Vec<&str> = std::iter::repeat_n(pair, 30).flatten().collect();
    for read in both(&rows) {
        let problem = read.found.problem.as_deref().unwrap_or_default();
        assert!(problem.contains("more than 50 lists stand below one another"));
        let rows: usize = read.extracts.iter().map(|e| e.table.rows()).sum();
        assert_eq!((read.extracts.len(), rows), (0, 0));
    }
}

/// The headings of the lower list split over two rows, neither of which says it all.
fn in_two_rows() -> Vec<String> {
    let low = [
        "Child Unique,Gender,Ethnicity,Date of,Age of Child,Date of,Referral,Referral,Number of Referrals,Allocated,Allocated",
        "ID,,,Birth,(Years),referral,Source,NFA?,in Last 12 Months,Team,Worker",
    ];
    let records = referrals().into_iter().skip(1);
    low.into_iter().chain(records).map(str::to_owned).collect()
}

#[test]
fn headings_of_two_rows_begin_another_list() {
    let low = in_two_rows();
    let low: Vec<&str> = low.iter().map(String::as_str).collect();
    let plain = plain();
    for gap in [&[""][..], &[",,,,,,,,,,,"], &["", "Referrals of the month"]] {
        let rows = [&plain[..], gap, &low].concat();
        let first = u32::try_from(plain.len() + gap.len()).unwrap() + 3;
        for read in both(&rows) {
            let expected = [
                ("assessments", vec![2, 3, 4, 5, 6, 7]),
                ("referrals", vec![first, first + 1]),
            ];
            assert_eq!(found(&read), expected, "{gap:?}");
            let table = &read.found.tables[1];
            assert_eq!(table.columns.len(), 11, "{:?}", table.ignored);
            let dates = column(&read.extracts[1], "referred_on");
            assert_eq!(dates, ["2026-05-01", "2026-05-18"]);
            assert!(read.extracts.iter().all(|list| list.problems.is_empty()));
        }
    }
}

#[test]
fn headings_of_two_rows_begin_a_list_below_something_that_is_none() {
    let mut rows = vec!["Figures of the month,1,2"; 40];
    rows.push(",,");
    let low = in_two_rows();
    rows.extend(low.iter().map(String::as_str));
    for read in both(&rows) {
        assert_eq!(found(&read), [("referrals", vec![44, 45])]);
    }
}

#[test]
fn without_an_empty_row_above_them_two_rows_of_words_begin_nothing() {
    let (plain, low) = (plain(), in_two_rows());
    let low: Vec<&str> = low.iter().map(String::as_str).collect();
    let rows = [&plain[..], &low].concat();
    for read in both(&rows) {
        assert_eq!(found(&read).len(), 1);
    }
}
