//! Merged cells of workbooks: in headings, in titles, and over several rows of a list.

use reinspect::evidence::{NotARecord, ProblemKind};
use rust_xlsxwriter::Format;

use super::nasty::{plain_but, values};
use super::nasty_books::{book, cells, headings, rows, same};
use super::packages::{change, ods};
use super::support::{lines, only, read};

/// A workbook of the plain list in which these cells, from 0, are merged.
fn merged(ranges: &[[u32; 4]]) -> Vec<u8> {
    let plain = book(|sheet| {
        headings(sheet, 0);
        rows(sheet, 1);
    });
    let cell = |row: u32, column: u32| {
        let letter = char::from(b'A' + u8::try_from(column).unwrap());
        format!("{letter}{}", row + 1)
    };
    // The cells of a merge but the first are blank.
    let is_covered = |name: &str| {
        ranges.iter().any(|[top, left, bottom, right]| {
            let mut covered = (*top..=*bottom).flat_map(|r| (*left..=*right).map(move |c| (r, c)));
            covered.any(|(r, c)| (r, c) != (*top, *left) && cell(r, c) == name)
        })
    };
    change(&plain, "xl/worksheets/sheet1.xml", |xml| {
        let mut out = String::new();
        for (at, part) in xml.split("<c r=\"").enumerate() {
            let name = part.split('"').next().unwrap();
            if at > 0 && is_covered(name) {
                out.extend(["<c r=\"", name, "\"/>"]);
                out += part.split_once("</c>").unwrap().1;
            } else {
                out += if at > 0 { "<c r=\"" } else { "" };
                out += part;
            }
        }
        let refs = ranges.iter().map(|[top, left, bottom, right]| {
            format!(
                "<mergeCell ref=\"{}:{}\"/>",
                cell(*top, *left),
                cell(*bottom, *right)
            )
        });
        let refs = refs.collect::<String>();
        out.replace(
            "</sheetData>",
            &format!("</sheetData><mergeCells>{refs}</mergeCells>"),
        )
    })
}

#[test]
fn a_value_merged_over_rows_stands_for_each_of_them() {
    // The identifier and the start of rows 2 to 4, and the team of rows 5 and 6.
    let read = read(
        "book.xlsx",
        merged(&[[1, 0, 3, 0], [1, 6, 3, 6], [4, 10, 5, 10]]),
    );
    let list = only(&read);
    assert_eq!(lines(list), [2, 3, 4, 5, 6, 7]);
    let started = [
        "2026-06-01",
        "2026-06-01",
        "2026-06-01",
        "2026-06-22",
        "2026-07-13",
        "2026-07-31",
    ];
    let teams = ["North", "South", "North", "South", "South", "South"];
    plain_but(list, &[("started_on", started), ("team", teams)], "merged");
    assert_eq!(list.problems, []);
    // The three share one key; the other three have keys of their own.
    let keys = &list.key_hashes;
    assert!(keys.iter().all(Option::is_some));
    assert!(keys[0] == keys[1] && keys[1] == keys[2] && keys[2] != keys[3]);
    assert_eq!(
        read.found.tables[0].reason,
        "12 of 12 columns found, 3 of 3 required; 5 blank cells, the first A3, are read as the cells \
         above that they are merged with"
    );
}

#[test]
fn a_number_merged_over_rows_counts_in_the_first_and_is_told_in_the_others() {
    let read = read("book.xlsx", merged(&[[2, 4, 4, 4]]));
    let list = only(&read);
    let told: Vec<_> = list
        .problems
        .iter()
        .map(|p| (p.cell.as_str(), p.kind))
        .collect();
    let expected = [("E4", ProblemKind::Merged), ("E5", ProblemKind::Merged)];
    assert_eq!(told, expected);
    plain_but(
        list,
        &[("age", ["11", "13", "-", "-", "15", "9"])],
        "merged number",
    );
    let count = list.cells.iter().find(|c| c.column == "age").unwrap();
    assert_eq!((count.filled, count.unreadable), (6, 2));
}

#[test]
fn lines_of_one_record_are_no_records() {
    let bytes = book(|sheet| {
        let merge = Format::new();
        headings(sheet, 0);
        rows(sheet, 1);
        sheet.write(0, 12, "What was tried").unwrap();
        sheet.write(1, 12, "first").unwrap();
        for (column, text) in (0..).zip(&cells()[6]) {
            sheet
                .merge_range(6, column, 7, column, text, &merge)
                .unwrap();
        }
        sheet.write(6, 12, "second").unwrap();
        sheet.write(7, 12, "third").unwrap();
    });
    let read = read("book.xlsx", bytes);
    assert_eq!(lines(only(&read)), [2, 3, 4, 5, 6, 7]);
    let left = &read.found.tables[0].left_out;
    let left: Vec<_> = left.iter().map(|r| (r.why, r.lines.clone())).collect();
    assert_eq!(left, [(NotARecord::Nothing, vec![8])]);
}

#[test]
fn a_title_merged_over_the_list_is_told_whatever_it_says() {
    for (title, why) in [
        ("North", NotARecord::Title),
        ("Total", NotARecord::Totals),
        ("Notes: team B is not included", NotARecord::Note),
    ] {
        let bytes = book(|sheet| {
            headings(sheet, 0);
            sheet
                .merge_range(1, 0, 1, 11, title, &Format::new())
                .unwrap();
            rows(sheet, 2);
        });
        let read = read("book.xlsx", bytes);
        same(&read, title);
        let left: Vec<_> = read.found.tables[0]
            .left_out
            .iter()
            .map(|r| (r.why, r.first))
            .collect();
        assert_eq!(left, [(why, 2)], "{title}");
    }
}

#[test]
fn a_group_of_headings_ends_with_its_merge() {
    let bytes = book(|sheet| {
        let merge = Format::new();
        sheet
            .merge_range(0, 0, 0, 1, "Continuous Assessment", &merge)
            .unwrap();
        let low = [
            "Start Date",
            "Date of Authorisation",
            "Child Unique ID",
            "Gender",
        ];
        for (column, text) in (0..).zip(low) {
            sheet.write(1, column, text).unwrap();
        }
        for (column, text) in (0..).zip(["01/06/2026", "14/07/2026", "A-101", "a) Male"]) {
            sheet.write(2, column, text).unwrap();
        }
    });
    let read = read("book.xlsx", bytes);
    let headings = read.found.tables[0].columns.iter();
    let headings: Vec<_> = headings.map(|c| c.heading.as_str()).collect();
    assert_eq!(
        headings,
        [
            "Continuous Assessment Start Date",
            "Continuous Assessment Date of Authorisation",
            "Child Unique ID",
            "Gender"
        ]
    );
    assert_eq!(values(only(&read), "authorised_on"), ["2026-07-14"]);
}

#[test]
fn values_spanned_over_rows_of_open_document_workbooks() {
    let cell = |text: &str, rows: u32| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"{rows}\">\
             <text:p>{text}</text:p></table:table-cell>"
        )
    };
    let covered = "<table:covered-table-cell/>";
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let headings = [
        "Child Unique ID",
        "Gender",
        "Continuous Assessment Start Date",
        "Continuous Assessment Date of Authorisation",
    ];
    let one = |text: &str| cell(text, 1);
    let sheet = format!(
        "<table:table table:name=\"List 4\">{}{}{}{}</table:table>",
        row(&headings.map(one)),
        row(&[
            cell("A-101", 2),
            one("a) Male"),
            cell("01/06/2026", 4_000_000_000),
            one("14/07/2026")
        ]),
        row(&[
            covered.into(),
            one("b) Female"),
            covered.into(),
            one("15/07/2026")
        ]),
        row(&[
            one("A-102"),
            one("b) Female"),
            covered.into(),
            one("16/07/2026")
        ]),
    );
    let read = read("book.ods", ods("", &sheet));
    let list = only(&read);
    assert_eq!(values(list, "started_on"), ["2026-06-01"; 3]);
    assert_eq!(values(list, "sex"), ["male", "female", "female"]);
    assert!(list.key_hashes[0] == list.key_hashes[1] && list.key_hashes[1] != list.key_hashes[2]);
}

#[test]
fn more_merged_cells_than_anyone_has_are_refused() {
    let plain = book(|sheet| {
        headings(sheet, 0);
        rows(sheet, 1);
    });
    let bytes = change(&plain, "xl/worksheets/sheet1.xml", |xml| {
        let many = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(120_000);
        xml.replace(
            "</sheetData>",
            &format!("</sheetData><mergeCells>{many}</mergeCells>"),
        )
    });
    let said = read("book.xlsx", bytes).found.problem;
    let why = "holds 100,000 merged cells or more: unmerge them, or export the lists as csv";
    assert_eq!(said.as_deref(), Some(why));
}
