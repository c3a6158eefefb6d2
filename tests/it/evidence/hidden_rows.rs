//! Rows that are hidden, as a filter hides them: they count, and are told.

use reinspect::evidence::NotARecord;
use reinspect::evidence::extract::FileRead;

use super::nasty_books::{book, cells, headings, rows};
use super::packages::{change, ods};
use super::support::{lines, only, read};
use super::{made_xls, nasty_books};
use crate::engine::committed;
use crate::program::{copy, run};

fn hidden(read: &FileRead) -> usize {
    read.found.tables[0].around.hidden_rows
}

/// The plain list of six records with a banner above it and a note below, some rows of it hidden.
///
/// The headings are in row 3, the records in rows 4 to 9, the note in row 10.
fn filtered(hide: &[u32]) -> Vec<u8> {
    book(|sheet| {
        sheet.write(0, 0, "Assessments of the quarter").unwrap();
        headings(sheet, 2);
        rows(sheet, 3);
        sheet.write(9, 0, "Source: case system").unwrap();
        for row in hide {
            sheet.set_row_hidden(row - 1).unwrap();
        }
    })
}

#[test]
fn hidden_records_of_a_workbook_are_counted() {
    for (hide, expected) in [
        (&[][..], 0),
        (&[5], 1),
        (&[4, 5, 7, 9], 4),
        // The banner, the headings, the note, and a row below all of it are no records.
        (&[1, 2, 3, 6, 10, 12], 1),
    ] {
        let read = read("book.xlsx", filtered(hide));
        nasty_books::same(&read, "filtered");
        assert_eq!(hidden(&read), expected, "{hide:?}");
        let left = &read.found.tables[0].left_out;
        let left: Vec<_> = left.iter().map(|r| (r.why, r.first)).collect();
        assert_eq!(left, [(NotARecord::Note, 10)]);
    }
}

#[test]
fn hidden_columns_and_other_spellings_are_told_apart() {
    let plain = filtered(&[5]);
    let spelled = change(&plain, "xl/worksheets/sheet1.xml", |xml| {
        let xml = xml.replace("hidden=\"1\"", "hidden=\"true\"");
        xml.replace(
            "<sheetData>",
            "<cols><col min=\"1\" max=\"12\" hidden=\"1\"/></cols><sheetData>",
        )
    });
    assert_eq!(hidden(&read("book.xlsx", spelled)), 1);
    let shown = change(&plain, "xl/worksheets/sheet1.xml", |xml| {
        xml.replace("hidden=\"1\"", "hidden=\"0\"")
    });
    assert_eq!(hidden(&read("book.xlsx", shown)), 0);
}

#[test]
fn each_sheet_has_hidden_rows_of_its_own() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, hide) in [
        ("North", &[2, 3][..]),
        ("South & East", &[]),
        ("West", &[4]),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        headings(sheet, 0);
        rows(sheet, 1);
        for row in hide {
            sheet.set_row_hidden(row - 1).unwrap();
        }
    }
    let read = read("book.xlsx", book.save_to_buffer().unwrap());
    let tables = read.found.tables.iter();
    let told: Vec<_> = tables.map(|t| t.around.hidden_rows).collect();
    assert_eq!(told, [2, 0, 1]);
}

#[test]
fn hidden_records_of_an_old_workbook_are_counted() {
    // The headings are in row 1, the records in rows 2 to 7.
    for (hide, expected) in [(&[][..], 0), (&[0, 2, 3], 2), (&[6], 1)] {
        let read = read("old.xls", made_xls::hiding(&cells(), hide));
        assert_eq!(lines(only(&read)), [2, 3, 4, 5, 6, 7]);
        assert_eq!(hidden(&read), expected, "{hide:?}");
    }
}

#[test]
fn hidden_records_of_an_open_document_workbook_are_counted() {
    let row = |more: &str, texts: [&str; 4]| {
        let cell = |text| {
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p>\
                 </table:table-cell>"
            )
        };
        let cells = texts.map(cell).concat();
        format!("<table:table-row {more}>{cells}</table:table-row>")
    };
    let visit = |more: &str| row(more, ["C1", "2026-01-05", "CP visit", "Y"]);
    let sheet = [
        row("", ["Child ID", "Visit date", "Visit type", "Child seen"]),
        visit(""),
        visit("table:visibility=\"filter\" table:number-rows-repeated=\"3\""),
        visit("table:visibility=\"visible\""),
        visit("table:visibility=\"collapse\""),
        "<table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"1000\">\
         <table:table-cell/></table:table-row>"
            .to_owned(),
    ];
    let sheet = format!(
        "<table:table table:name=\"One\">{}</table:table>",
        sheet.concat()
    );
    let read = read("book.ods", ods("", &sheet));
    assert_eq!(lines(only(&read)), [2, 3, 4, 5, 6, 7]);
    assert_eq!(hidden(&read), 4);
}

#[test]
fn they_are_told_under_the_list_and_as_a_thing_to_mend() {
    let said = "2 rows are hidden, as by a filter, and count: clear the filter if they should, \
                delete them if they should not";
    let mut files = committed();
    let path = "evidence/book-2026-09-30.xlsx".to_owned();
    files.insert(path.clone(), filtered(&[4, 6]));
    let text = |report: &[&str]| {
        let asked = [
            &["evidence", "list", "--file", "book-2026-09-30.xlsx"],
            report,
        ]
        .concat();
        let run = run(&copy("listed-hidden", &files), &asked);
        String::from_utf8(run.stdout).unwrap()
    };
    let told = text(&[]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(told.matches(said).count(), 2, "{told}");
    let json: serde_json::Value = serde_json::from_str(&text(&["--report", "json"])).unwrap();
    let table = &json["files"][0]["tables"][0];
    assert_eq!(table["hidden_rows"], 2);
    let kinds = table["attention"].as_array().unwrap();
    assert!(kinds.iter().any(|a| a["kind"] == "hidden_rows"), "{table}");
}
