//! One sheet that fails leaves the others of its workbook as they are.

use reinspect::evidence::Reading;
use reinspect::evidence::extract::FileRead;

use super::packages::ods;
use super::support::{lines, read};

const OLD: &[u8] = include_bytes!("../../fixtures/evidence/visits.xls");
/// Where the sheets `Visits`, which is shown, and `Old visits`, which is hidden, begin in it.
const SHEETS: [usize; 2] = [1760, 2694];
/// Where it says that they do.
const PLACES: [usize; 2] = [1493, 1511];

fn problem(read: &FileRead) -> &str {
    read.found.problem.as_deref().unwrap()
}

fn number(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]))
}

/// Where the cells with shared texts of a sheet begin.
fn texts(bytes: &[u8], sheet: usize) -> Vec<usize> {
    let mut at = sheet;
    let mut found = Vec::new();
    while number(bytes, at) != 0x0A {
        if number(bytes, at) == 0xFD {
            found.push(at);
        }
        at += 4 + number(bytes, at + 2);
    }
    found
}

#[test]
fn a_sheet_of_an_old_workbook_that_is_nowhere_leaves_the_other() {
    let mut bytes = OLD.to_vec();
    bytes[PLACES[1]..PLACES[1] + 4].copy_from_slice(&0x00ff_ffff_u32.to_le_bytes());
    let whole = read("old.xls", OLD);
    let part = read("old.xls", &bytes);
    assert!(problem(&part).starts_with("sheet `Old visits`: damaged"));
    assert_eq!(part.found.reading(), Reading::InPart);
    assert_eq!(
        part.extracts[0].record_hashes,
        whole.extracts[0].record_hashes
    );
}

#[test]
fn a_sheet_of_an_old_workbook_that_fails_keeps_its_headings_and_leaves_the_other() {
    let cells = texts(OLD, SHEETS[0]);
    // A number of too few bytes, in place of the last text of the sheet.
    let mut bytes = OLD.to_vec();
    bytes[*cells.last().unwrap()] = 0x03;
    bytes[*cells.last().unwrap() + 1] = 0x02;
    let read_late = read("old.xls", &bytes);
    assert!(
        problem(&read_late).starts_with("sheet `Visits`: damaged"),
        "{read_late:?}"
    );
    assert_eq!(read_late.found.reading(), Reading::InPart);
    let [visits, old] = &read_late.found.tables[..] else {
        panic!("{:?}", read_late.found.tables);
    };
    assert!(visits.broken && !old.broken && old.hidden);
    assert_eq!(visits.dataset.as_deref(), Some("visits"));
    assert_eq!(old.rows, 1);
    assert!(read_late.extracts.is_empty());
    // In place of the first, even the headings are lost.
    let mut bytes = OLD.to_vec();
    bytes[cells[0]] = 0x03;
    bytes[cells[0] + 1] = 0x02;
    let read_early = read("old.xls", &bytes);
    assert_eq!(read_early.found.reading(), Reading::InPart);
    assert_eq!(read_early.found.tables[0].dataset, None);
    assert_eq!(read_early.found.tables[1].rows, 1);
}

#[test]
fn the_hidden_sheet_of_an_old_workbook_may_fail_too() {
    let mut bytes = OLD.to_vec();
    let cell = texts(OLD, SHEETS[1])[0];
    bytes[cell] = 0x03;
    bytes[cell + 1] = 0x02;
    let read = read("old.xls", &bytes);
    assert!(problem(&read).starts_with("sheet `Old visits`: damaged"));
    assert_eq!(lines(&read.extracts[0]), [4, 5, 6, 7, 8]);
}

fn sheet(name: &str, rows: &str) -> String {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: [&str; 3]| {
        format!(
            "<table:table-row>{}</table:table-row>",
            cells.map(cell).concat()
        )
    };
    format!(
        "<table:table table:name=\"{name}\">{}{}{rows}</table:table>",
        row(["Child ID", "Visit date", "Visit type"]),
        row(["17", "2026-01-05", "CP visit"])
    )
}

#[test]
fn a_sheet_of_an_open_document_that_fails_leaves_those_before_and_after() {
    let swollen = "<table:table-row table:number-rows-repeated=\"900000\"><table:table-cell \
                   table:number-columns-repeated=\"9000\" office:value-type=\"float\" \
                   office:value=\"1\"/></table:table-row>";
    for (fault, why) in [
        (swollen, "unpacks to more"),
        ("<table:table-row><wrong></table:table-row>", "damaged"),
        (
            "<table:table-row><table:table-cell office:value=\"",
            "damaged",
        ),
        ("<table:table-row>&nothing;", "damaged"),
    ] {
        let sheets = [
            sheet("First", ""),
            sheet("Second", fault),
            sheet("Third", ""),
        ];
        let read = read("book.ods", ods("", &sheets.concat()));
        assert!(
            problem(&read).starts_with(&format!("sheet `Second`: {why}")),
            "{fault}: {read:?}"
        );
        let found: Vec<_> = read
            .found
            .tables
            .iter()
            .map(|t| (t.sheet.as_deref().unwrap(), t.broken, t.dataset.as_deref()))
            .collect();
        assert_eq!(
            found,
            [
                ("First", false, Some("visits")),
                ("Second", true, Some("visits")),
                ("Third", false, Some("visits"))
            ],
            "{fault}"
        );
        let given: Vec<_> = read.extracts.iter().map(|e| e.sheet.as_deref()).collect();
        assert_eq!(given, [Some("First"), Some("Third")]);
    }
}

#[test]
fn a_sheet_of_an_open_document_without_its_end_does_not_take_in_the_next() {
    let first = sheet("First", "").replace("</table:table>", "");
    let read = read("book.ods", ods("", &[first, sheet("Second", "")].concat()));
    assert!(problem(&read).starts_with("sheet `First`: damaged"));
    assert_eq!(read.extracts.len(), 1);
    assert_eq!(read.extracts[0].sheet.as_deref(), Some("Second"));
    assert_eq!(read.extracts[0].table.rows(), 1);
}
