//! Workbooks: typed cells, sheets seen and hidden, and the ways in which they break.

use std::time::Instant;

use reinspect::diagnostic::Place;
use reinspect::evidence::extract::{Extract, FileRead, Wanted};
use reinspect::evidence::manifest::{Entry, Manifest, Mapping};
use reinspect::evidence::{DatedBy, ProblemKind};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet};

use super::packages::{change, protected};
use super::support::{column, lines, only, read, read_needing, read_with};

const HEADINGS: [&str; 6] = [
    "Child ID",
    "Visit date",
    "Visit type",
    "Child seen",
    "Seen alone",
    "Direct work",
];

fn headings(sheet: &mut Worksheet, row: u32) {
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write(row, column, heading).unwrap();
    }
}

fn day(year: u16, month: u8, day: u8) -> ExcelDateTime {
    ExcelDateTime::from_ymd(year, month, day).unwrap()
}

/// The visits of the clean list, with typed cells.
fn visits(sheet: &mut Worksheet, first: u32) {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    headings(sheet, first);
    let days = [
        day(2026, 1, 5),
        day(2026, 1, 13),
        day(2026, 2, 28),
        day(2026, 3, 2),
        day(2025, 12, 31),
    ];
    let kinds = [
        "CP visit",
        "CIN visit",
        "CLA visit",
        "CP visit",
        "Care leaver visit",
    ];
    for (row, (day, kind)) in (first + 1..).zip(days.iter().zip(kinds)) {
        sheet.write(row, 0, row - first).unwrap();
        sheet.write_with_format(row, 1, day, &date).unwrap();
        sheet.write(row, 2, kind).unwrap();
        sheet.write(row, 3, row != first + 3).unwrap();
        sheet.write(row, 5, i32::from(row == first + 4)).unwrap();
    }
}

fn workbook(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn same_visits(list: &Extract) {
    assert_eq!(list.dataset, "visits");
    let dates = [
        "2026-01-05",
        "2026-01-13",
        "2026-02-28",
        "2026-03-02",
        "2025-12-31",
    ];
    assert_eq!(column(list, "visited_on"), dates);
    let kinds = [
        "child_protection",
        "child_in_need",
        "child_in_care",
        "child_protection",
        "care_leaver",
    ];
    assert_eq!(column(list, "kind"), kinds);
    assert_eq!(
        column(list, "seen"),
        ["true", "true", "false", "true", "true"]
    );
    assert_eq!(list.problems, []);
}

pub(super) fn problem(read: &FileRead) -> &str {
    assert!(read.extracts.is_empty());
    read.found.problem.as_deref().unwrap()
}

fn map(sheet: Option<&str>) -> Mapping {
    Mapping {
        file: "book.xlsx".to_owned(),
        sheet: sheet.map(str::to_owned),
        dataset: "visits".to_owned(),
        header_row: None,
        columns: Vec::new(),
        place: Place {
            file: "reinspect.toml".into(),
            line: 1,
            column: 1,
            start: 0,
            end: 0,
        },
    }
}

#[test]
fn typed_cells() {
    let bytes = workbook(|sheet| visits(sheet, 0));
    let read = read("book.xlsx", bytes);
    let list = only(&read);
    same_visits(list);
    assert_eq!(column(list, "seen_alone"), ["-"; 5]);
    assert_eq!(
        column(list, "direct_work"),
        ["false", "false", "false", "true", "false"]
    );
    assert_eq!(lines(list), [2, 3, 4, 5, 6]);
    assert_eq!(list.sheet.as_deref(), Some("Sheet1"));
}

#[test]
fn workbooks_that_may_hold_macros_are_read_alike() {
    let bytes = workbook(|sheet| visits(sheet, 0));
    let bytes = change(&bytes, "[Content_Types].xml", |xml| {
        xml.replace(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
    });
    let read = read("book.xlsm", bytes);
    same_visits(only(&read));
    assert_eq!(read.found.format, "xlsm");
}

#[test]
fn numbers_as_identifiers_are_the_texts_they_are_elsewhere() {
    let bytes = workbook(|sheet| visits(sheet, 0));
    let ids = read_needing("book.xlsx", bytes, "visits", &["child_id"]);
    assert_eq!(column(only(&ids), "child_id"), ["1", "2", "3", "4", "5"]);
    let csv = "Child ID,Visit date,Visit type\n1.0,05/01/2026,CP visit\n";
    let csv = read("a.csv", csv);
    assert_eq!(only(&csv).key_hashes[0], only(&ids).key_hashes[0]);
}

#[test]
fn banners_above_and_blank_rows_between() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "Visits to children").unwrap();
        sheet.write(1, 3, "Official").unwrap();
        visits(sheet, 11);
    });
    let read = read("book.xlsx", bytes);
    same_visits(only(&read));
    assert_eq!(lines(only(&read)), [13, 14, 15, 16, 17]);
}

#[test]
fn a_list_far_longer_than_its_head() {
    let bytes = workbook(|sheet| {
        headings(sheet, 0);
        for row in 1..=500 {
            sheet.write(row, 0, format!("c{row}")).unwrap();
            sheet.write(row, 2, "CP").unwrap();
        }
    });
    let read = read("book.xlsx", bytes);
    assert_eq!(only(&read).table.rows(), 500);
    assert_eq!(lines(only(&read)), (2..=501).collect::<Vec<u32>>());
    assert!(
        column(only(&read), "kind")
            .iter()
            .all(|kind| kind == "child_protection")
    );
}

#[test]
fn the_count_of_1904() {
    let bytes = workbook(|sheet| visits(sheet, 0));
    let bytes = change(&bytes, "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    // Every day moves by the 1,462 days between the two counts.
    let dates = column(only(&read("book.xlsx", bytes)), "visited_on");
    assert_eq!(dates[0], "2030-01-06");
}

#[test]
fn dates_that_lost_their_format_and_failed_formulas() {
    let bytes = workbook(|sheet| {
        visits(sheet, 0);
        sheet.write(1, 1, 46_027).unwrap();
        sheet.write(2, 1, "13/01/2026 ").unwrap();
        sheet
            .write(3, 1, Formula::new("=NA()").set_result("#N/A"))
            .unwrap();
    });
    let read = read("book.xlsx", bytes);
    let list = only(&read);
    let dates = ["2026-01-05", "2026-01-13", "-", "2026-03-02", "2025-12-31"];
    assert_eq!(column(list, "visited_on"), dates);
    let told: Vec<_> = list
        .problems
        .iter()
        .map(|p| (p.cell.as_str(), p.kind))
        .collect();
    assert_eq!(told, [("B4", ProblemKind::FormulaError)]);
    let count = list
        .cells
        .iter()
        .find(|c| c.column == "visited_on")
        .unwrap();
    assert_eq!((count.filled, count.unreadable), (5, 1));
}

#[test]
fn hidden_sheets_are_listed_and_not_counted_unless_mapped() {
    let mut book = Workbook::new();
    visits(book.add_worksheet().set_name("Visits").unwrap(), 0);
    visits(
        book.add_worksheet()
            .set_name("Old visits")
            .unwrap()
            .set_hidden(true),
        0,
    );
    let bytes = book.save_to_buffer().unwrap();
    let found = read("book.xlsx", &bytes);
    assert_eq!(only(&found).sheet.as_deref(), Some("Visits"));
    let hidden = &found.found.tables[1];
    assert!(hidden.hidden && hidden.dataset.is_none());
    assert!(
        hidden.reason.contains("it fits `visits`"),
        "{}",
        hidden.reason
    );
    let maps = [map(Some("old visits"))];
    let mapped = read_with(
        "book.xlsx",
        &bytes,
        Wanted::NotPersonal,
        &maps,
        &Manifest::default(),
    );
    assert_eq!(mapped.extracts.len(), 2);
    assert!(mapped.extracts[1].named);
}

#[test]
fn a_map_without_a_sheet_means_the_only_one() {
    let mut book = Workbook::new();
    visits(book.add_worksheet().set_name("A").unwrap(), 0);
    let one = book.save_to_buffer().unwrap();
    visits(book.add_worksheet().set_name("B").unwrap(), 0);
    let two = book.save_to_buffer().unwrap();
    let named = |bytes: &[u8]| -> Vec<bool> {
        let read = read_with(
            "book.xlsx",
            bytes,
            Wanted::NotPersonal,
            &[map(None)],
            &Manifest::default(),
        );
        read.extracts.iter().map(|e| e.named).collect()
    };
    assert_eq!(named(&one), [true]);
    assert_eq!(named(&two), [false, false]);
}

#[test]
fn the_manifest_may_name_a_whole_file_of_which_not_every_sheet_is_a_list() {
    let entry = |sheet: Option<&str>, dataset: &str| Entry {
        path: "book.xlsx".to_owned(),
        sheet: sheet.map(str::to_owned),
        dated: None,
        dataset: Some(dataset.to_owned()),
        standing: None,
        title: None,
        approved: None,
        place: map(None).place,
    };
    let mut book = Workbook::new();
    visits(book.add_worksheet().set_name("A").unwrap(), 0);
    let notes = book.add_worksheet().set_name("Notes").unwrap();
    notes.write(0, 0, "Visit date").unwrap();
    notes.write(1, 0, "means the day of the visit").unwrap();
    visits(book.add_worksheet().set_name("B").unwrap(), 0);
    let bytes = book.save_to_buffer().unwrap();
    let read = |entries: Vec<Entry>| {
        let manifest = Manifest { entries };
        let read = read_with("book.xlsx", &bytes, Wanted::NotPersonal, &[], &manifest);
        let lists = read.extracts.into_iter();
        lists
            .map(|e| (e.sheet.unwrap(), e.named))
            .collect::<Vec<_>>()
    };
    let both = [("A".to_owned(), true), ("B".to_owned(), true)];
    assert_eq!(read(vec![entry(None, "visits")]), both);
    // What is said of a sheet comes before what is said of its file.
    assert_eq!(
        read(vec![entry(None, "visits"), entry(Some("b"), "none")]),
        both[..1]
    );
}

#[test]
fn two_cells_at_the_corners_of_a_sheet_take_no_room() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "Child ID").unwrap();
        sheet.write(199_999, 16_383, "stray").unwrap();
    });
    let start = Instant::now();
    let read = read("book.xlsx", bytes);
    assert_eq!(read.found.problem, None);
    assert_eq!(read.found.tables[0].rows, 1);
    assert_eq!(read.found.tables[0].ignored, ["A", "XFD"]);
    assert!(start.elapsed().as_secs() < 2, "{:?}", start.elapsed());
}

#[test]
fn an_empty_list_and_an_empty_sheet() {
    let mut book = Workbook::new();
    headings(book.add_worksheet().set_name("Visits").unwrap(), 1);
    book.add_worksheet().set_name("Notes").unwrap();
    let read = read("book.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(only(&read).table.rows(), 0);
    assert_eq!(only(&read).table.names().count(), 5);
    assert_eq!(read.found.tables[1].reason, "there is nothing in it");
}

#[test]
fn the_workbooks_own_dates() {
    let save = |properties: DocProperties| {
        let mut book = Workbook::new();
        book.set_properties(&properties);
        visits(book.add_worksheet(), 0);
        only(&read("book.xlsx", book.save_to_buffer().unwrap()))
            .own_date
            .unwrap()
    };
    let made = DocProperties::new().set_custom_property("As at", "30 September 2026");
    let (day, by) = save(made);
    assert_eq!(
        (day.to_string().as_str(), by),
        ("2026-09-30", DatedBy::Property)
    );
    let saved = DocProperties::new().set_creation_datetime(&super::workbooks::day(2026, 10, 2));
    let (day, by) = save(saved);
    assert_eq!(
        (day.to_string().as_str(), by),
        ("2026-10-02", DatedBy::Modified)
    );
}

#[test]
fn protected_broken_and_mislabelled_files_say_what_to_do() {
    let whole = workbook(|sheet| visits(sheet, 0));
    for name in ["visits.xlsx", "visits.xlsm", "visits.xls"] {
        let read = read(name, protected());
        assert_eq!(problem(&read), "protected: save a copy without a password");
        assert_eq!(read.found.tables[0].dataset.as_deref(), Some("visits"));
    }
    for cut in [0, 3, 4, 100, whole.len() / 2, whole.len() - 1] {
        let read = read("book.xlsx", &whole[..cut]);
        assert!(
            problem(&read).starts_with("damaged, cut short or not xlsx"),
            "{read:?}"
        );
    }
    // What a name hides is found by the first bytes.
    same_visits(only(&read("book.csv", &whole)));
    same_visits(only(&read("book.xls", &whole)));
    let page = read("book.xls", "\n<html><table></table></html>");
    assert!(problem(&page).starts_with("a web page under the name of xls"));
    let csv = include_str!("../../fixtures/evidence/visits.csv");
    same_visits(only(&read("book.xls", csv.replace(',', "\t"))));
    let unknown = read("book.pptx", &whole);
    assert_eq!(unknown.found.format, "unknown");
    assert!(problem(&unknown).starts_with("not a format that is read"));
}

#[test]
fn a_sheet_that_breaks_off_is_not_used() {
    let mut book = Workbook::new();
    visits(book.add_worksheet().set_name("Visits").unwrap(), 0);
    visits(book.add_worksheet().set_name("More").unwrap(), 0);
    let bytes = change(
        &book.save_to_buffer().unwrap(),
        "xl/worksheets/sheet1.xml",
        |xml| {
            let end = xml.rfind("<row").unwrap();
            xml[..end].to_owned()
        },
    );
    let read = read("book.xlsx", bytes);
    assert!(
        read.found
            .problem
            .as_deref()
            .unwrap()
            .starts_with("sheet `Visits`: damaged")
    );
    assert_eq!(read.found.tables[0].dataset.as_deref(), Some("visits"));
    assert_eq!(read.extracts.len(), 1);
    assert_eq!(read.extracts[0].sheet.as_deref(), Some("More"));
}

#[test]
fn old_workbooks() {
    let read = read(
        "old.xls",
        include_bytes!("../../fixtures/evidence/visits.xls"),
    );
    let list = only(&read);
    same_visits(list);
    assert_eq!(
        column(list, "seen_alone"),
        ["true", "false", "false", "-", "false"]
    );
    assert_eq!(lines(list), [4, 5, 6, 7, 8]);
    assert!(read.found.tables[1].hidden);
    assert_eq!(read.found.tables[1].rows, 1);
}

#[test]
fn an_old_workbook_with_a_stray_cell_is_not_laid_out() {
    let read = read(
        "old.xls",
        include_bytes!("../../fixtures/evidence/scattered.xls"),
    );
    assert!(problem(&read).contains("`: a stray cell lies far away"));
}

#[test]
fn an_old_workbook_that_was_made_here_is_read_to_its_last_row() {
    let headings = ["Child ID", "Visit date", "Visit type", "Child seen"];
    let mut rows = vec![headings.map(str::to_owned).to_vec()];
    let days = |at: usize| format!("{:02}/09/2026", at % 28 + 1);
    rows.extend((0..3000).map(|at| {
        let cells = [format!("C{at:04}"), days(at), "CP visit".into(), "Y".into()];
        cells.to_vec()
    }));
    // One sector of its table holds the first 64 kB.
    for count in [2, 30, 3001] {
        let found = read("old.xls", super::made_xls::workbook(&rows[..count]));
        let list = only(&found);
        let dates = column(list, "visited_on");
        assert_eq!(dates.len(), count - 1);
        let day = (count - 2) % 28 + 1;
        assert_eq!(dates[count - 2], format!("2026-09-{day:02}"));
    }
}
