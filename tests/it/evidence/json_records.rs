//! Records as JSON: in one list, in named lists, one a line.

use reinspect::evidence::{DatedBy, ProblemKind};

use super::support::{column, lines, only, read};

pub(super) const VISITS: &str = r#"[
  {"Child ID": "a1", "Visit date": "2026-09-01", "Visit type": "CP", "Child seen": true},
  {"Visit type": "CLA", "Child ID": "a2",
   "Visit date": "02/09/2026"},

  {"Child ID": 103, "Visit date": null, "Visit type": "CIN", "Child seen": "no"}
]
"#;

fn is_visits(path: &str, text: impl AsRef<[u8]>) {
    let read = read(path, text);
    let visits = only(&read);
    assert_eq!(visits.dataset, "visits", "{path}");
    assert_eq!(
        column(visits, "visited_on"),
        ["2026-09-01", "2026-09-02", "-"]
    );
    assert_eq!(column(visits, "seen"), ["true", "-", "false"]);
    assert!(visits.problems.is_empty(), "{:?}", visits.problems);
    assert_eq!(read.found.tables[0].rows, 3);
}

#[test]
fn objects_may_lack_names_and_have_them_in_any_order() {
    is_visits("visits.json", VISITS);
    let read = read("visits.json", VISITS);
    assert_eq!(lines(only(&read)), [2, 3, 6]);
    assert_eq!(read.found.format, "json");
    assert_eq!(read.found.tables[0].sheet, None);
    assert_eq!(
        read.found.tables[0].reason,
        "4 of 6 columns found, 3 of 3 required"
    );
}

#[test]
fn json_and_csv_give_the_same_records() {
    let csv = "Child ID,Visit date,Visit type,Child seen\n\
               a1,2026-09-01,CP,true\na2,02/09/2026,CLA,\n103,,CIN,no\n";
    let (json, csv) = (read("v.json", VISITS), read("v.csv", csv));
    assert_eq!(only(&json).record_hashes, only(&csv).record_hashes);
    assert_eq!(only(&json).key_hashes, only(&csv).key_hashes);
}

#[test]
fn every_encoding_is_read() {
    let utf_16: Vec<u8> = VISITS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = VISITS.encode_utf16().flat_map(u16::to_be_bytes).collect();
    is_visits("visits.json", [b"\xef\xbb\xbf", VISITS.as_bytes()].concat());
    is_visits("visits.json", [b"\xff\xfe".as_slice(), &utf_16].concat());
    is_visits("visits.json", [b"\xfe\xff".as_slice(), &big].concat());
    is_visits("visits.json", utf_16);
    is_visits("visits.json", VISITS.replace('\n', "\r\n"));
}

#[test]
fn one_list_in_an_object_is_the_file_s_only_list() {
    for name in ["data", "value", "records", "items", "Results"] {
        let text = format!("{{\"{name}\": {VISITS}}}");
        is_visits("visits.json", &text);
        assert_eq!(read("v.json", &text).found.tables[0].sheet, None);
        is_visits("visits.json", format!("{{\"response\": {text}}}"));
    }
}

#[test]
fn named_lists_are_read_like_sheets() {
    let text = format!(
        "{{\"visits\": {VISITS},\n \"complaints\": [{{\"Complaint ref\": 1, \"Received\": 2}}],\n \
         \"nobody\": []}}"
    );
    let read = read("export.json", text);
    let sheets: Vec<_> = read
        .found
        .tables
        .iter()
        .map(|t| t.sheet.as_deref())
        .collect();
    assert_eq!(sheets, [Some("visits"), Some("complaints"), Some("nobody")]);
    assert_eq!(read.extracts[0].dataset, "visits");
    assert_eq!(lines(&read.extracts[0]), [2, 3, 6]);
    assert_eq!(read.found.tables[1].rows, 1);
    assert_eq!(read.found.tables[2].reason, "there is nothing in it");
}

#[test]
fn a_second_list_after_a_long_first_one_is_no_only_list() {
    let visit = "{\"Child ID\":\"a\",\"Visit date\":\"2026-09-01\",\"Visit type\":\"CP\"}";
    let many = vec![visit; 300].join(",\n");
    let read = read(
        "v.json",
        format!("{{\"data\":[{many}],\"value\":[{visit}]}}"),
    );
    let sheets: Vec<_> = read.extracts.iter().map(|e| e.sheet.as_deref()).collect();
    assert_eq!(sheets, [Some("data"), Some("value")]);
    assert_eq!(read.extracts[0].table.rows(), 300);
}

#[test]
fn an_object_a_line_is_a_record_a_line() {
    let text = "{\"Child ID\":\"a1\",\"Visit date\":\"2026-09-01\",\"Visit type\":\"CP\",\"Child seen\":\"Y\"}\n\
                {\"Child ID\":\"a2\",\"Visit date\":\"2026-09-02\",\"Visit type\":\"CP\"}\r\n\
                \n\
                {\"Child ID\":\"a3\",\"Visit date\":\"\",\"Visit type\":\"CP\",\"Child seen\":\"N\"}";
    for name in ["visits.ndjson", "visits.jsonl", "visits.json"] {
        is_visits(name, text);
        assert_eq!(lines(only(&read(name, text))), [1, 2, 4]);
    }
}

#[test]
fn a_single_object_is_a_single_record() {
    let text = r#"{"Child ID": "a1", "Visit date": "2026-09-01", "Visit type": "CP"}"#;
    for name in ["visits.json", "visits.jsonl"] {
        let read = read(name, text);
        assert_eq!(column(only(&read), "visited_on"), ["2026-09-01"]);
    }
}

#[test]
fn records_on_one_line_are_counted() {
    let text = VISITS
        .replace('\n', " ")
        .replace("2026-09-01", "31/02/2026");
    let read = read("visits.json", text);
    assert_eq!(lines(only(&read)), [1, 2, 3]);
    let problem = &only(&read).problems[0];
    assert_eq!(problem.cell, "record 1");
    assert_eq!(problem.shown.as_deref(), Some("31/02/2026"));
}

#[test]
fn a_problem_is_placed_by_line_and_name() {
    let read = read("visits.json", VISITS.replace("02/09/2026", "soon"));
    let problem = &only(&read).problems[0];
    assert_eq!(
        (&*problem.cell, &*problem.heading),
        ("line 3", "Visit date")
    );
    assert_eq!(
        (problem.kind, &problem.shown),
        (ProblemKind::NotADate, &None)
    );
}

#[test]
fn what_lies_inside_a_cell_is_listed() {
    let text = VISITS.replace("true", "{\"by\": [1, 2]}").replace(
        "\"Child ID\": 103",
        "\"Child ID\": 103, \"Notes\": [\"x\"], \"Child ID\": 104",
    );
    let read = read("visits.json", text);
    assert_eq!(
        read.found.tables[0].ignored,
        [
            "Notes (a nested value)",
            "Child ID (more than once in a record)",
            "Child seen (a nested value)",
        ]
    );
    assert_eq!(column(only(&read), "seen"), ["-", "-", "false"]);
}

#[test]
fn what_stands_beside_the_records_is_listed_and_may_date_them() {
    let text = format!(
        "{{\"@odata.context\": \"x\", \"as_at\": \"2026-09-30\", \"tags\": [\"a\"], \"data\": {VISITS}}}"
    );
    let read = read("visits.json", text);
    let visits = only(&read);
    let (day, by) = visits.own_date.unwrap();
    assert_eq!(
        (day.to_string().as_str(), by),
        ("2026-09-30", DatedBy::FrontMatter)
    );
    assert_eq!(
        read.found.tables[0].ignored,
        [
            "@odata.context (beside the records)",
            "as_at (beside the records)",
            "tags (beside the records)",
        ]
    );
}

/// A name that only a late record has counts as if the first had it.
#[test]
fn a_name_met_late_is_a_column_all_the_same() {
    let early = "{\"Child ID\":\"a\",\"Visit date\":\"2026-09-01\",\"Visit type\":\"CP\"}";
    let late = "{\"Child ID\":\"b\",\"Visit date\":\"2026-09-02\",\"Visit type\":\"CP\",\"Child seen\":\"Y\"}";
    let text = format!("[{},\n{late}]", vec![early; 400].join(",\n"));
    let read = read("visits.json", text);
    let visits = only(&read);
    assert_eq!(
        read.found.tables[0].reason,
        "4 of 6 columns found, 3 of 3 required"
    );
    let seen = column(visits, "seen");
    assert_eq!((seen.len(), &*seen[0], &*seen[400]), (401, "-", "true"));
    assert_eq!(lines(visits)[400], 401);
}

#[test]
fn long_numbers_keep_every_digit() {
    let text = VISITS
        .replace("103", "12345678901234567891")
        .replace("\"a1\"", "\"12345678901234567892\"");
    let csv = "Child ID,Visit date,Visit type,Child seen\n12345678901234567892,2026-09-01,CP,true\n\
               a2,02/09/2026,CLA,\n12345678901234567891,,CIN,no\n";
    let (json, csv) = (read("v.json", text), read("v.csv", csv));
    assert_eq!(only(&json).record_hashes, only(&csv).record_hashes);
}

#[test]
fn broken_files_say_where_and_are_not_used() {
    for (text, why) in [
        (
            VISITS.replace("\"02/09/2026\"", "02/09/2026"),
            "not right as json at line 4: export it again, or correct that line",
        ),
        (
            VISITS[..150].to_owned(),
            "breaks off at line 4: export it again",
        ),
        (
            format!("{VISITS}[]"),
            "not right as json at line 8: export it again, or correct that line",
        ),
        (
            VISITS.replace("{\"Child ID\": 103", "7, {\"Child ID\": 103"),
            "holds something at line 6 that is no record: export a list of records, each with its \
             headings",
        ),
    ] {
        let read = read("visits.json", text);
        assert_eq!(read.found.problem.as_deref(), Some(why));
        assert!(read.extracts.is_empty());
        // What it would have been is known, so that its criteria are not known either.
        assert_eq!(read.found.tables[0].dataset.as_deref(), Some("visits"));
        assert!(read.found.tables[0].broken);
    }
}

#[test]
fn what_is_no_list_of_records_is_refused() {
    let none = "holds no list of records: export a list of records, each with its headings";
    for (text, why) in [
        ("", none),
        ("  \n", none),
        ("7", "holds something at line 1 that is no record"),
        ("\"secret\"", "holds something at line 1 that is no record"),
        (
            "[[1, 2], [3, 4]]",
            "holds something at line 1 that is no record",
        ),
        ("{\"a\": {\"b\": {}}", "breaks off at line 1"),
        ("secret", "not right as json at line 1"),
    ] {
        let read = read("export.json", text);
        let problem = read.found.problem.unwrap();
        assert!(problem.starts_with(why), "{text}: {problem}");
        assert!(!problem.contains("secret"));
        assert!(read.extracts.is_empty());
    }
}

#[test]
fn what_lies_too_deep_is_refused_by_its_line() {
    let text = VISITS.replace(
        "\"CLA\"",
        &format!("{}{}", "[".repeat(200), "]".repeat(200)),
    );
    assert_eq!(
        read("visits.json", text).found.problem.as_deref(),
        Some("nested deeper at line 3 than any list is: export a plain list of records")
    );
}

/// A file of brackets ends in a sentence, not in the end of the program.
#[test]
fn bombs_are_refused() {
    let deep = 2_000_000;
    let wide: Vec<String> = (0..20_000).map(|n| format!("\"n{n}\":1")).collect();
    let lists: Vec<String> = (0..2_000)
        .map(|n| format!("\"n{n}\":[{{\"a\":1}}]"))
        .collect();
    for text in [
        "[".repeat(deep),
        "{\"a\":".repeat(deep),
        format!("[{{\"a\":{}", "[".repeat(deep)),
        format!("[{}{}]", "[".repeat(deep), "]".repeat(deep)),
        format!("[{{{}}}]", wide.join(",")),
        format!("{{{}}}", lists.join(",")),
    ] {
        let read = read("bomb.json", text);
        assert!(read.found.problem.is_some());
        assert!(read.extracts.is_empty());
    }
}
