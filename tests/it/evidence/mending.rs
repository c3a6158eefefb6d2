//! What a data officer is told to mend in a list that was read well.

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::engine::Files;
use crate::program::{copy, run};

/// The listing of some files under the rules inside the program.
fn listed(folder: &str, files: &[(&str, Vec<u8>)]) -> Value {
    let files: Files = files
        .iter()
        .map(|(path, bytes)| (format!("evidence/{path}"), bytes.clone()))
        .collect();
    let given = [
        "evidence",
        "list",
        "--as-at",
        "2026-10-05",
        "--report",
        "json",
    ];
    let run = run(&copy(folder, &files), &given);
    serde_json::from_slice(&run.stdout).unwrap()
}

/// Each problem of the first list of each file: where it is, its heading and its kind.
fn problems(listing: &Value) -> Vec<String> {
    let files = listing["files"].as_array().unwrap().iter();
    let all = files.flat_map(|file| file["tables"][0]["problems"].as_array().unwrap());
    let said = |p: &Value| ["cell", "heading", "kind"].map(|k| p[k].as_str().unwrap().to_owned());
    all.map(|p| said(p).join(" | ")).collect()
}

/// The kinds of what wants mending in the only list.
fn attention(listing: &Value) -> Vec<&str> {
    let all = listing["files"][0]["tables"][0]["attention"].as_array();
    all.unwrap()
        .iter()
        .map(|a| a["kind"].as_str().unwrap())
        .collect()
}

const HEADINGS: [&str; 3] = [
    "Child Unique ID",
    "Continuous Assessment Start Date",
    "Continuous Assessment Date of Authorisation",
];

#[test]
fn a_row_that_ends_before_it_starts_is_told_by_its_sheet_and_row() {
    let rows = [
        ["c1", "01/06/2026", "10/06/2026"],
        ["c2", "20/06/2026", "10/06/2026"],
        // A day is no span the wrong way round, and without an end there is none.
        ["c3", "20/06/2026", "20/06/2026"],
        ["c4", "20/06/2026", ""],
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("List 4").unwrap();
    for (row, cells) in (0..).zip([HEADINGS].iter().chain(&rows)) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, *cell).unwrap();
        }
    }
    let records: Vec<Value> = rows
        .iter()
        .map(|row| {
            Value::Object(
                HEADINGS
                    .iter()
                    .zip(row)
                    .map(|(h, c)| ((*h).to_owned(), (*c).into()))
                    .collect(),
            )
        })
        .collect();
    let records = serde_json::to_vec(&records).unwrap();
    let found = listed(
        "mending-order",
        &[
            ("a-2026-09-30.xlsx", book.save_to_buffer().unwrap()),
            ("b-2026-09-29.json", records),
        ],
    );
    let [_, _, heading] = HEADINGS;
    assert_eq!(
        problems(&found),
        [
            format!("List 4, row 3 | {heading} | ends_before_start"),
            format!("record 2 | {heading} | ends_before_start"),
        ]
    );
    assert_eq!(attention(&found), ["out_of_order"]);
    let pair = &found["files"][0]["tables"][0]["out_of_order"][0];
    assert_eq!(pair["first"], "started_on");
    assert_eq!(pair["second"], "authorised_on");
    assert_eq!(pair["rows"], 1);
    // The dates are read and used.
    let columns = found["files"][0]["tables"][0]["columns"]
        .as_array()
        .unwrap();
    assert!(
        columns
            .iter()
            .all(|c| c["cells"]["unreadable"].as_u64().unwrap_or(0) == 0)
    );
}

#[test]
fn a_word_for_nothing_known_is_blank_and_told_unless_it_is_a_code() {
    let head = HEADINGS.join(",");
    let rows = "c1,01/06/2026,TBC,Unknown\nc2,02/06/2026,31/07/2026,n/a\nc3,pending,NULL,Yes\n";
    let text = format!("{head},Does the Child have a Disability\n{rows}");
    let nothing = |text: &str| {
        let path = "evidence/a-2026-09-30.csv".to_owned();
        Files::from([(path, text.as_bytes().to_vec())])
    };
    let found = listed(
        "mending-nothing",
        &[("a-2026-09-30.csv", text.clone().into_bytes())],
    );
    let [_, start, end] = HEADINGS;
    assert_eq!(
        problems(&found),
        [
            format!("C2 | {end} | says_nothing"),
            "D3 | Does the Child have a Disability | says_nothing".to_owned(),
            format!("B4 | {start} | says_nothing"),
        ]
    );
    assert_eq!(attention(&found), ["nothing_said"]);
    let columns = found["files"][0]["tables"][0]["columns"]
        .as_array()
        .unwrap();
    let cells = |name: &str| {
        let column = columns.iter().find(|c| c["column"] == name).unwrap();
        ["filled", "blank", "unreadable"].map(|k| column["cells"][k].as_u64().unwrap())
    };
    assert_eq!(cells("started_on"), [2, 1, 0]);
    assert_eq!(cells("authorised_on"), [1, 2, 0]);
    assert_eq!(cells("disability"), [2, 1, 0]);
    // Nothing is at fault, so an assessment says nothing of it.
    let folder = copy("mending-nothing-assessed", &nothing(&text));
    let run = run(&folder, &["--as-at", "2026-10-05", "--report", "json"]);
    let result: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(result["data_problems"], serde_json::json!([]));
}

#[test]
fn an_order_that_no_child_has_is_ordinarily_blank_in_every_row() {
    let text = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,01/02/2015,Z1,,\n2,03/04/2016,Z1,,\n";
    let found = listed(
        "mending-permanence",
        &[("previous_permanence-2026-09-30.csv", text.into())],
    );
    let table = &found["files"][0]["tables"][0];
    assert_eq!(table["dataset"], "ssda903_previous_permanence");
    assert_eq!(attention(&found), [""; 0]);
    // What is never blank is missed all the same.
    let text = text.replace(",Z1,", ",,");
    let found = listed(
        "mending-permanence-none",
        &[("previous_permanence-2026-09-30.csv", text.into_bytes())],
    );
    assert_eq!(attention(&found), ["column_blank"]);
}
