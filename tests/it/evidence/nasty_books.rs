//! The plain list of assessments in workbooks, with one change each.

use reinspect::evidence::extract::{Extract, FileRead};
use reinspect::evidence::{NotARecord, ProblemKind};
use rust_xlsxwriter::{Format, FormatAlign, Formula, Workbook, Worksheet};

use super::nasty::{plain_but, values};
use super::packages::{change, ods};
use super::support::{lines, only, read, told};

const PLAIN: &str = include_str!("../../fixtures/nasty/plain.csv");

/// The columns of dates, and the column of ages.
const DATES: [usize; 3] = [3, 6, 8];
const AGE: usize = 4;

pub(super) fn cells() -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(PLAIN.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// The count of days in Excel's 1900 system of a date as dd/mm/yyyy.
fn serial(date: &str) -> f64 {
    let part = |from: usize, to: usize| date[from..to].parse::<i32>().unwrap();
    let (day, month, year) = (part(0, 2), part(3, 5), part(6, 10));
    // Days before each month of a common year; none of these dates lies after a 29 February in its year.
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let leap = i32::from(year % 4 == 0 && month > 2);
    let years = year - 1900;
    let days = years * 365 + (years - 1) / 4 + before[usize::try_from(month - 1).unwrap()] + leap;
    // Excel counts a 29 February 1900 that never was.
    f64::from(days + day + 1)
}

/// Writes the rows below the headings with typed cells.
pub(super) fn rows(sheet: &mut Worksheet, first: u32) {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (row, cells) in (first..).zip(cells().iter().skip(1)) {
        for (at, cell) in cells.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
            let column = u16::try_from(at).unwrap();
            if DATES.contains(&at) {
                let days = serial(cell);
                sheet.write_with_format(row, column, days, &date).unwrap();
            } else if at == AGE {
                let age: f64 = cell.parse().unwrap();
                sheet.write(row, column, age).unwrap();
            } else {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
}

pub(super) fn headings(sheet: &mut Worksheet, row: u32) {
    for (column, heading) in (0..).zip(&cells()[0]) {
        sheet.write(row, column, heading).unwrap();
    }
}

pub(super) fn book(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

pub(super) fn same(read: &FileRead, what: &str) {
    let list = only(read);
    assert_eq!(list.dataset, "assessments", "{what}");
    assert_eq!(list.table.rows(), 6, "{what}");
    assert_eq!(list.problems, [], "{what}");
    assert_eq!(read.found.tables[0].columns.len(), 12, "{what}");
    plain_but(list, &[], what);
}

#[test]
fn typed_cells_below_a_merged_banner() {
    let bytes = book(|sheet| {
        let banner = Format::new().set_align(FormatAlign::Center);
        sheet
            .merge_range(0, 0, 0, 11, "List 4: Assessments", &banner)
            .unwrap();
        headings(sheet, 1);
        rows(sheet, 2);
    });
    let read = read("book.xlsx", bytes);
    same(&read, "banner");
    assert_eq!(lines(only(&read)), [3, 4, 5, 6, 7, 8]);
}

#[test]
fn merged_headings_read_over_the_cells_of_the_merge() {
    let bytes = book(|sheet| {
        let merged = Format::new();
        let mut merge = |[top, left, bottom, right]: [u32; 4], text: &str| {
            let [left, right] = [left, right].map(|c| u16::try_from(c).unwrap());
            sheet
                .merge_range(top, left, bottom, right, text, &merged)
                .unwrap();
        };
        merge([0, 0, 1, 0], "Child Unique ID");
        merge([0, 1, 0, 4], "About the child");
        merge([0, 5, 1, 5], "Does the Child have a Disability");
        // The three headings of the group are known only with its name.
        merge([0, 6, 0, 6 + 2], "Continuous Assessment");
        merge([0, 10, 0, 11], "Allocated");
        let low = [
            (1, "Gender"),
            (2, "Ethnicity"),
            (3, "Date of Birth"),
            (4, "Age"),
            (6, "Start Date"),
            (7, "Child seen during assessment"),
            (8, "Date of Authorisation"),
            (10, "Team"),
            (11, "Worker"),
        ];
        for (column, text) in low {
            sheet.write(1, column, text).unwrap();
        }
        sheet.write(1, 9, &cells()[0][9]).unwrap();
        rows(sheet, 2);
    });
    let read = read("book.xlsx", bytes);
    same(&read, "merged");
    let table = &read.found.tables[0];
    let headings: Vec<&str> = table.columns.iter().map(|c| c.heading.as_str()).collect();
    assert_eq!(
        headings,
        [
            "Child Unique ID",
            "Gender",
            "Ethnicity",
            "Date of Birth",
            "Age",
            "Does the Child have a Disability",
            "Continuous Assessment Start Date",
            "Child seen during assessment",
            "Continuous Assessment Date of Authorisation",
            "Was the child assessed as requiring LA children's social care support?",
            "Allocated Team",
            "Allocated Worker",
        ]
    );
}

#[test]
fn spanned_headings_of_open_document_workbooks() {
    let text = |text: &str, span: u32| {
        let covered = match span {
            1 => "",
            _ => "<table:covered-table-cell/>",
        };
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"{span}\">\
             <text:p>{text}</text:p></table:table-cell>{covered}"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let top = row(&[text("Child", 2), text("Continuous Assessment", 2)]);
    let low = ["Unique ID", "Gender", "Start Date", "Date of Authorisation"].map(|t| text(t, 1));
    let data = ["A-101", "a) Male", "01/06/2026", "14/07/2026"].map(|t| text(t, 1));
    let sheet = format!(
        "<table:table table:name=\"List 4\">{top}{}{}</table:table>",
        row(&low),
        row(&data)
    );
    let read = read("book.ods", ods("", &sheet));
    let list = only(&read);
    assert_eq!(list.dataset, "assessments");
    assert_eq!(lines(list), [3]);
    assert_eq!(values(list, "started_on"), ["2026-06-01"]);
    assert_eq!(values(list, "authorised_on"), ["2026-07-14"]);
    assert_eq!(values(list, "sex"), ["male"]);
}

#[test]
fn sheet_names_in_every_spelling() {
    for name in [
        "List 4",
        "List_4",
        "list4",
        "LIST 4 ",
        "List 4: Assessments".replace(':', " -").as_str(),
        "List\u{a0}4",
        "Annex A list 4",
    ] {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name(name).unwrap();
        headings(sheet, 0);
        rows(sheet, 1);
        let read = read("book.xlsx", book.save_to_buffer().unwrap());
        same(&read, name);
        assert!(only(&read).named, "{name:?}");
    }
}

#[test]
fn a_name_answers_what_headings_leave_open() {
    let dataset = |name: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (column, heading) in (0..).zip(["Child ID", "Date returned"]) {
            sheet.write(0, column, heading).unwrap();
        }
        let read = read("book.xlsx", book.save_to_buffer().unwrap());
        read.found.tables[0].dataset.clone()
    };
    assert_eq!(dataset("Sheet1"), None);
    let missing = dataset("Missing_episodes");
    assert_eq!(missing.as_deref(), Some("missing_episodes"));
    let interviews = dataset("Return interviews 2026");
    assert_eq!(interviews.as_deref(), Some("return_interviews"));
}

#[test]
fn rows_and_columns_that_are_hidden_or_filtered_out_are_read() {
    let bytes = book(|sheet| {
        headings(sheet, 0);
        rows(sheet, 1);
        for row in [2, 4] {
            sheet.set_row_hidden(row).unwrap();
        }
        sheet.set_column_hidden(6).unwrap();
        sheet.autofilter(0, 0, 6, 11).unwrap();
    });
    same(&read("book.xlsx", bytes), "hidden rows");
}

#[test]
fn a_list_over_two_sheets_and_a_hidden_copy() {
    let mut book = Workbook::new();
    let all = cells();
    for (name, from) in [("List 4 North", 1), ("List 4 South", 4), ("Old", 1)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        headings(sheet, 0);
        for (row, cells) in (1..).zip(&all[from..from + 3]) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).unwrap();
            }
        }
        sheet.set_very_hidden(name == "Old");
    }
    let read = read("book.xlsx", book.save_to_buffer().unwrap());
    let parts: Vec<(&str, usize)> = read
        .extracts
        .iter()
        .map(|e| (e.dataset.as_str(), e.table.rows()))
        .collect();
    assert_eq!(parts, [("assessments", 3), ("assessments", 3)]);
    let ages: Vec<String> = read
        .extracts
        .iter()
        .flat_map(|e| values(e, "age"))
        .collect();
    assert_eq!(ages, ["11", "13", "6", "2", "15", "9"]);
    let hidden = &read.found.tables[2];
    assert!(hidden.hidden && hidden.dataset.is_none());
    assert_eq!(
        (hidden.fits.as_deref(), hidden.rows),
        (Some("assessments"), 3)
    );
    assert_eq!(
        hidden.why(),
        "the sheet is hidden, so it is not counted; it fits `assessments`: show the sheet if it is \
         the list, or say `dataset = \"none\"` for it in `evidence.toml`"
    );
}

#[test]
fn the_count_of_1904() {
    let bytes = book(|sheet| {
        headings(sheet, 0);
        rows(sheet, 1);
    });
    let bytes = change(&bytes, "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    // The same numbers stand for days 1,462 days later: 1 June 2026 becomes 2 June 2030.
    let read = read("book.xlsx", bytes);
    let expected = [
        "2030-06-02",
        "2030-06-09",
        "2030-06-16",
        "2030-06-23",
        "2030-07-14",
        "2030-08-01",
    ];
    assert_eq!(values(only(&read), "started_on"), expected);
}

#[test]
fn numbers_and_dates_that_are_text_to_the_workbook() {
    let bytes = book(|sheet| {
        for (row, cells) in (0..).zip(cells()) {
            for (column, cell) in (0..).zip(&cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    });
    same(&read("book.xlsx", bytes), "text");
}

#[test]
fn formulas_that_failed_and_formulas_that_did_not() {
    let bytes = book(|sheet| {
        headings(sheet, 0);
        rows(sheet, 1);
        let put = |sheet: &mut Worksheet, row, column, result: &str| {
            let formula = Formula::new("=VLOOKUP(A1,Z:Z,1,0)").set_result(result);
            sheet.write(row, column, formula).unwrap();
        };
        put(sheet, 1, 4, "11");
        put(sheet, 2, 10, "#N/A");
        put(sheet, 3, 4, "#REF!");
    });
    let read = read("book.xlsx", bytes);
    let list = only(&read);
    assert_eq!(
        told(list),
        [
            ("K3", "Allocated Team", ProblemKind::FormulaError, None),
            (
                "E4",
                "Age of Child (Years)",
                ProblemKind::FormulaError,
                None
            ),
        ]
    );
    let but = [
        ("age", ["11", "13", "-", "2", "15", "9"]),
        ("team", ["North", "-", "North", "South", "North", "South"]),
    ];
    plain_but(list, &but, "formulas");
}

#[test]
fn formulas_that_failed_where_the_values_are_not_kept() {
    let headings = [
        "Supervision ID",
        "Worker ID",
        "Child ID",
        "Date of supervision",
    ];
    let bytes = book(|sheet| {
        for (column, heading) in (0..).zip(headings) {
            sheet.write(0, column, heading).unwrap();
        }
        for row in 1..=6 {
            sheet.write(row, 0, format!("S00{row}")).unwrap();
            sheet.write(row, 1, format!("W00{row}")).unwrap();
            sheet.write(row, 3, "2026-09-01").unwrap();
        }
        let failed = Formula::new("=VLOOKUP(A1,Z:Z,1,0)").set_result("#N/A");
        // The key, a column that nothing decodes, and the text that a failed formula leaves.
        sheet.write(2, 0, failed.clone()).unwrap();
        sheet.write(3, 1, failed).unwrap();
        sheet.write(4, 1, "#REF!").unwrap();
        sheet.write(5, 0, "-").unwrap();
    });
    let read = read("book.xlsx", bytes);
    let list = only(&read);
    assert_eq!(
        told(list),
        [
            ("A3", "Supervision ID", ProblemKind::FormulaError, None),
            ("B4", "Worker ID", ProblemKind::FormulaError, None),
            ("B5", "Worker ID", ProblemKind::FormulaError, None),
        ]
    );
    let survey = list.survey.as_ref().unwrap();
    let counts: Vec<_> = survey
        .undecoded
        .iter()
        .map(|c| (c.column.as_str(), c.filled, c.unreadable))
        .collect();
    let counted = [
        ("supervision_id", 5, 1),
        ("worker_id", 6, 2),
        ("child_id", 0, 0),
    ];
    assert_eq!(counts, counted);
}

#[test]
fn totals_far_below_the_head_of_a_list() {
    let bytes = book(|sheet| {
        headings(sheet, 0);
        for from in (1..=60).step_by(6) {
            rows(sheet, from);
        }
        sheet.write(61, 3, "Total").unwrap();
        let sum = Formula::new("=COUNTA(G2:G61)").set_result("60");
        sheet.write(61, 6, sum).unwrap();
        sheet.write(63, 0, "Printed on 1 October 2026").unwrap();
        // To the right of the list: no cell of it.
        sheet.write(64, 20, "checked").unwrap();
    });
    let read = read("book.xlsx", bytes);
    assert_eq!(only(&read).table.rows(), 60);
    let left: Vec<_> = read.found.tables[0]
        .left_out
        .iter()
        .map(|r| (r.why, r.rows, r.first))
        .collect();
    assert_eq!(
        left,
        [
            (NotARecord::Totals, 1, 62),
            (NotARecord::Note, 1, 64),
            (NotARecord::Nothing, 1, 65)
        ]
    );
}

#[test]
fn list_9_with_13_and_with_17_columns() {
    let text = include_str!("../../fixtures/evidence/annex-a-headings.txt");
    let short = text.lines().find_map(|line| line.strip_prefix("List_9|2|"));
    let short: Vec<&str> = short.unwrap().split('|').collect();
    // The four that the layout of 2024 adds.
    let added = [
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        "Allocated Personal Advisor",
        "Latest Pathway Plan Review Date",
        "Latest Date of Contact",
    ];
    let long = [&short[..], &added].concat();
    assert_eq!([short.len(), long.len()], [13, 17]);
    let lists = [short, long];
    for (headings, missing) in lists.iter().zip([4, 0]) {
        let bytes = book(|sheet| {
            for (column, heading) in (0..).zip(headings) {
                sheet.write(0, column, *heading).unwrap();
            }
            sheet.write(1, 0, "A-101").unwrap();
        });
        let read = read("book.xlsx", bytes);
        let list: &Extract = only(&read);
        assert_eq!(
            (list.dataset.as_str(), list.table.rows()),
            ("care_leavers", 1)
        );
        let table = &read.found.tables[0];
        assert_eq!(table.columns.len(), headings.len());
        assert_eq!(table.missing.len(), missing);
    }
}
