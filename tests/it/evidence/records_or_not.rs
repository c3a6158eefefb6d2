//! Which rows below the headings are records, and what a list without records says.

use reinspect::evidence::extract::{Extract, FileRead};
use reinspect::evidence::{NotARecord, ProblemKind};
use rust_xlsxwriter::Workbook;

use super::support::{column, lines, only, read};

const PLAIN: &str = include_str!("../../fixtures/nasty/plain.csv");

fn plain() -> Vec<&'static str> {
    PLAIN.lines().collect()
}

/// A list of these rows below the plain headings.
fn below(rows: &[&str]) -> FileRead {
    read("a.csv", [&[plain()[0]], rows].concat().join("\n"))
}

fn left_out(read: &FileRead) -> Vec<(NotARecord, usize, u32)> {
    let rows = read.found.tables[0].left_out.iter();
    rows.map(|r| (r.why, r.rows, r.first)).collect()
}

fn says(rows: &[&str]) -> (usize, Option<u32>) {
    let read = below(rows);
    let list = only(&read);
    (list.table.rows(), list.says)
}

/// The list as a workbook.
fn book(rows: &[&str]) -> FileRead {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(rows) {
        for (at, cell) in (0..).zip(line.split(',')).filter(|(_, c)| !c.is_empty()) {
            sheet.write(row, at, cell).unwrap();
        }
    }
    read("a.xlsx", book.save_to_buffer().unwrap())
}

#[test]
fn only_what_says_so_says_that_there_were_none() {
    for row in [
        "Nil return,,,",
        "No records found",
        "None to report.",
        "Nothing to record",
    ] {
        assert_eq!(says(&[row]), (0, None), "{row}");
    }
    assert_eq!(says(&[]), (0, None));
    assert_eq!(says(&[plain()[0]]), (0, None));
    for row in [
        "Total,,,,0",
        "Note: team B is not included",
        "No data available: the system is down",
        "No data",
        "No records of team B could be exported",
        "Nil return: not yet checked",
        "Page 1 of 9",
        "Source: case system",
        ",,,,,,,,,,,,,,,,checked",
    ] {
        assert_eq!(says(&["", row]), (0, Some(3)), "{row}");
    }
}

#[test]
fn a_list_that_only_says_something_reaches_the_measure_so() {
    let read = below(&["Nil return", "Page 1 of 9"]);
    assert_eq!(only(&read).says, Some(3));
}

#[test]
fn a_row_with_nothing_under_the_headings_understood_is_a_record_of_blanks() {
    let (plain, none) = (plain(), ",,,,,,,,,,,");
    // Between an unknown heading to the left and one to the right.
    let rows = [
        ["Ref", plain[0], "Office"],
        ["1", plain[1], "x"],
        ["M123", none, ""],
        ["", none, "x"],
        ["2", plain[2], "x"],
        ["", none, "Torquay"],
    ];
    let rows = rows.map(|row| row.join(","));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    for read in [read("a.csv", rows.join("\n")), book(&rows)] {
        let list = only(&read);
        assert_eq!(lines(list), [2, 3, 4, 5, 6]);
        assert_eq!(column(list, "sex"), ["male", "-", "-", "female", "-"]);
        assert_eq!(left_out(&read), []);
    }
}

#[test]
fn such_rows_below_the_head_of_a_workbook_are_records_too() {
    let plain = plain();
    let row = format!("{},x", plain[1]);
    let mut rows = vec![format!("{},Office", plain[0])];
    rows.extend(vec![row; 40]);
    rows.push(format!("{},x", ",".repeat(11)));
    // Under no heading: no cell of the list.
    rows.push(format!("{},x", ",".repeat(20)));
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    for read in [read("a.csv", rows.join("\n")), book(&rows)] {
        assert_eq!(only(&read).table.rows(), 41);
        assert_eq!(left_out(&read), [(NotARecord::Nothing, 1, 43)]);
    }
}

#[test]
fn records_with_other_names_alone_are_records() {
    let one = r#"{"Child Unique ID":"A-1","Gender":"a) Male","Ethnicity":"a) WBRI","Continuous Assessment Start Date":"01/06/2026","Continuous Assessment Date of Authorisation":"","Office":"x"}"#;
    let records = [vec![one; 300].join(","), r#"{"Office":"y"}"#.to_owned()].join(",");
    let read = read("assessments.json", format!("[{records}]"));
    assert_eq!(only(&read).table.rows(), 301);
}

#[test]
fn a_note_between_two_records_is_a_record() {
    let plain = plain();
    let read = below(&[
        "Source: case system",
        plain[1],
        "Note the delay",
        "",
        plain[2],
        "Page 1 of 2",
        plain[0],
        "Printed on 30/09/2026",
        plain[3],
        "Notes: team B is not included",
    ]);
    let list = only(&read);
    assert_eq!(lines(list), [3, 4, 6, 10]);
    assert_eq!(column(list, "sex"), ["male", "-", "female", "male"]);
    assert_eq!(
        left_out(&read),
        [(NotARecord::Headings, 1, 8), (NotARecord::Note, 4, 2)]
    );
}

#[test]
fn a_note_between_records_read_side_by_side_is_a_record() {
    let plain = plain();
    let stretch = |rows: usize| [plain[1]].repeat(rows).join("\n");
    let note = "Notes: none";
    let (many, few) = (stretch(20_000), stretch(3));
    let text = [plain[0], note, &many, note, &few, note, &many, note].join("\n");
    let read = read("a.csv", text);
    let list: &Extract = only(&read);
    assert_eq!(list.table.rows(), 40_005);
    assert!(lines(list).is_sorted());
    assert_eq!(left_out(&read), [(NotARecord::Note, 2, 2)]);
}

#[test]
fn rows_above_headings_that_fit_better_are_not_lost() {
    let plain = plain();
    let mut rows = vec![format!("{},Office", plain[0])];
    rows.extend((0..25).map(|_| format!("{},x", plain[1])));
    rows.push(plain[0].to_owned());
    rows.extend((0..8).map(|_| plain[2].to_owned()));
    let read = read("a.csv", rows.join("\n"));
    assert_eq!(only(&read).table.rows(), 33);
    assert_eq!(left_out(&read), [(NotARecord::Headings, 1, 27)]);
}

/// The plain list with other dates: of the start and of the authorisation.
fn dates(pairs: &[[&str; 2]]) -> FileRead {
    let rows: Vec<String> = pairs
        .iter()
        .map(|[started, authorised]| {
            format!("A-1,a) Male,a) WBRI,,11,b) No,{started},a) Yes,{authorised},Y,North,W1")
        })
        .collect();
    below(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_list_that_writes_one_column_month_first_writes_the_others_so() {
    let read = dates(&[["06/25/2026", "07/08/2026"], ["06/26/2026", "08/09/2026"]]);
    let list = only(&read);
    assert_eq!(column(list, "started_on"), ["-", "-"]);
    assert_eq!(column(list, "authorised_on"), ["-", "-"]);
    assert_eq!(read.found.tables[0].dates.len(), 2);
}

#[test]
fn a_column_that_is_day_first_is_no_proof_of_the_opposite() {
    let read = dates(&[["06/25/2026", "27/08/2026"], ["06/26/2026", "08/09/2026"]]);
    let list = only(&read);
    assert_eq!(column(list, "started_on"), ["-", "-"]);
    assert_eq!(column(list, "authorised_on"), ["2026-08-27", "2026-09-08"]);
    // Dates that are plain stay as they are.
    let read = dates(&[["06/25/2026", "2026-08-07"], ["06/26/2026", "2026-09-08"]]);
    assert_eq!(
        column(only(&read), "authorised_on"),
        ["2026-08-07", "2026-09-08"]
    );
}

#[test]
fn two_names_of_one_column_that_disagree_are_two_values() {
    let plain = plain();
    let with = |row: &str, sex: &str| row.replacen(',', &format!(",{sex},"), 1);
    let headings = with(plain[0], "Sex");
    let rows = [
        with(plain[1], "Male"),
        with(plain[2], "Male"),
        with(plain[3], ""),
        with(plain[4], "what"),
    ];
    let text = format!("{headings}\n{}", rows.join("\n"));
    let read = read("a.csv", text);
    let list = only(&read);
    assert_eq!(list.problems[0].kind, ProblemKind::TwoValues);
    assert_eq!(list.problems[0].cell, "B3");
}

#[test]
fn every_row_left_out_is_told_by_its_number() {
    let text = include_str!("../../fixtures/nasty/titles-and-subtotals.csv");
    let rows: Vec<&str> = text.lines().collect();
    for read in [read("a.csv", text), book(&rows)] {
        let left = read.found.tables[0].left_out.iter();
        let left: Vec<_> = left.map(|r| (r.why, r.lines.clone())).collect();
        assert_eq!(
            left,
            [
                (NotARecord::Totals, vec![5, 9, 10, 14]),
                (NotARecord::Title, vec![2, 6, 11])
            ]
        );
    }
}

#[test]
fn a_lone_name_is_a_record_where_names_are_identifiers() {
    let plain = plain();
    let named = |row: &str, name: &str| row.replacen(row.split(',').next().unwrap(), name, 1);
    let alone = format!("Jo Sample{}", ",".repeat(11));
    let first = named(plain[1], "Al Example");
    let second = named(plain[2], "Bo Example");
    let read = below(&[&first, &second, &alone, &first]);
    assert_eq!(lines(only(&read)), [2, 3, 4, 5]);
    assert_eq!(left_out(&read), []);
    // One record is too few to know by.
    let read = below(&[plain[1], &alone]);
    assert_eq!(lines(only(&read)), [2, 3]);
    // A word alone may be an identifier, and so may what has a digit.
    let word = alone.replace("Jo Sample", "North");
    let number = alone.replace("Jo Sample", "Case 17");
    let read = below(&[plain[1], plain[2], &word, &number]);
    assert_eq!(lines(only(&read)), [2, 3, 4, 5]);
}

#[test]
fn a_list_of_titles_alone_says_something() {
    let read = below(&[plain()[1], plain()[2], "Team North"]);
    assert_eq!(left_out(&read), [(NotARecord::Title, 1, 4)]);
    assert_eq!(only(&read).says, Some(4));
}
