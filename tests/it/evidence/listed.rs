//! What `evidence list` says of files that are not simply one list.

use crate::engine::{Files, committed, list, rows};
use crate::program::{copy, run};

const LIST_8: &str = "evidence/annex-a/list-08-children-in-care-2026-09-30.csv";
const HEADING: &str = "Continuous Assessment Date of Authorisation";
const LIST_4: &str = "evidence/annex-a/list-04-assessments-2026-09-30.csv";

/// The block of a file in the listing of a folder, without line breaks.
fn block(folder: &str, files: &Files, path: &str) -> String {
    let run = run(&copy(folder, files), &["evidence", "list"]);
    let text = String::from_utf8(run.stdout).unwrap();
    let blocks: Vec<&str> = text.split("\n\n").collect();
    let found = blocks.iter().find(|b| b.starts_with(&format!("{path}  (")));
    let found = found.unwrap_or_else(|| panic!("no {path}:\n{text}"));
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_copy_is_named_with_the_file_that_was_read() {
    let mut files = committed();
    let copied = "evidence/annex-a/Copy of list-08-children-in-care-2026-09-30.csv";
    files.insert(copied.to_owned(), files[LIST_8].clone());
    let path = copied.strip_prefix("evidence/").unwrap();
    let block = block("listed-copy", &files, path);
    assert!(
        block.ends_with(
            "the same bytes as `annex-a/list-08-children-in-care-2026-09-30.csv`: not read again"
        ),
        "{block}"
    );
    assert!(!block.contains("undated"), "{block}");
}

/// The sheets without rows of one file are told in one line, and those with rows between them are not.
#[test]
fn lists_without_rows_are_told_in_one_line_a_file() {
    use rust_xlsxwriter::Workbook;

    let mut book = Workbook::new();
    let sheets = [
        ("List 7", "child-protection-plans", false),
        ("List 8", "children-in-care", true),
        ("List 9", "care-leavers", false),
    ];
    let mut files = committed();
    for (name, list, filled) in sheets {
        let of_list = |path: &&String| path.contains("annex-a/") && path.contains(list);
        let path = files.keys().find(of_list).unwrap().clone();
        let table = rows(&files.remove(&path).unwrap());
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(table.iter().take(if filled { 3 } else { 1 })) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    files.insert("evidence/annex-a-2026-09-30.xlsx".to_owned(), bytes);
    let run = run(&copy("listed-no-rows", &files), &["evidence", "list"]);
    let text = String::from_utf8(run.stdout).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "- 2 lists hold headings and no rows: `List 7`, `List 9`; nothing is known by them: \
                export them again with their rows, or take them out";
    assert!(text.contains(told), "{text}");
}

#[test]
fn a_document_is_listed_with_its_date_and_its_approval() {
    let mut files = committed();
    let plan = b"---\napproved: yes\n---\n\n# A private title\n".to_vec();
    files.insert("evidence/documents/plan-2026-09-01.md".to_owned(), plan);
    let said = block("listed-document", &files, "documents/plan-2026-09-01.md");
    let known = "document, dated 1 September 2026, from its name; approved";
    assert!(said.ends_with(known), "{said}");
    assert!(!said.contains("private"), "{said}");
    let silent = b"# A private title\n".to_vec();
    files.insert("evidence/documents/silent-2026-09-01.md".to_owned(), silent);
    let said = block("listed-silent", &files, "documents/silent-2026-09-01.md");
    let known = "approval not said: write `approved = true` under its `[[source]]` in \
                 `evidence.toml`, or give it a document property `approved`";
    assert!(said.ends_with(known), "{said}");
}

#[test]
fn a_pdf_is_listed_as_a_document_and_says_so_where_its_text_cannot_be_had() {
    let mut files = committed();
    let mut list = |name: &str, bytes: &[u8]| {
        let path = format!("documents/{name}");
        files.insert(format!("evidence/{path}"), bytes.to_vec());
        block("listed-pdf", &files, &path)
    };
    let open = include_bytes!("../../fixtures/evidence/no-user-password.pdf");
    let said = list("plan.pdf", open);
    let known = "document, dated 1 May 2026, only from when it was last saved";
    assert!(said.contains(known), "{said}");
    assert!(!said.contains("read in part"), "{said}");
    let locked = include_bytes!("../../fixtures/evidence/locked.pdf");
    let said = list("locked-2026-09-01.pdf", locked);
    let known = "read in part: its text could not be read, as it is protected: save a copy without a \
        password document, dated 1 September 2026, from its name";
    assert!(said.contains(known), "{said}");
}

#[test]
fn a_missing_column_is_named_by_its_heading_with_a_near_miss() {
    let mut files = committed();
    let mut table = rows(&files[LIST_4]);
    let at = table[0].iter().position(|h| h == HEADING);
    table[0][at.unwrap()] = HEADING.replace("sation", "saton");
    files.insert(LIST_4.to_owned(), list(&table));
    let path = LIST_4.strip_prefix("evidence/").unwrap();
    let block = block("listed-near", &files, path);
    let missing = format!(
        "`authorised_on` (\"{HEADING}\"; did you mean `Continuous Assessment Date of \
         Authorisaton`?)"
    );
    assert!(block.contains(&missing), "{block}");
}

#[test]
fn parts_that_are_judged_as_one_list_name_each_other() {
    let mut files = committed();
    let table = rows(&files[LIST_4]);
    let (head, body) = table.split_first().unwrap();
    let (one, two) = body.split_at(body.len() / 2);
    let part = |rows: &[Vec<String>]| list(&[&[head.clone()][..], rows].concat());
    files.insert(LIST_4.to_owned(), part(one));
    let other = LIST_4.replace(".csv", "-team-b.csv");
    files.insert(other.clone(), part(two));
    let path = LIST_4.strip_prefix("evidence/").unwrap();
    let block = block("listed-parts", &files, path);
    let other = other.strip_prefix("evidence/").unwrap();
    let together = format!("judged together with {other} as one list");
    assert!(block.contains(&together), "{block}");
}

#[test]
fn the_list_and_the_report_count_what_was_not_read_alike() {
    // The sample has a damaged workbook of its own.
    let mut files = committed();
    files.insert("evidence/junk.dat".to_owned(), b"junk".to_vec());
    files.insert(
        "evidence/phones.csv".to_owned(),
        b"Name,Room\nx,1\n".to_vec(),
    );
    let folder = copy("listed-counts", &files);
    let said = |arguments: &[&str]| String::from_utf8(run(&folder, arguments).stdout).unwrap();
    let listed = said(&["evidence", "list"]);
    assert!(
        listed.contains("; 3 files and sheets not read;"),
        "{listed}"
    );
    let report = said(&["assess"]);
    assert!(report.contains(", 3 not read"), "{report}");
}

#[test]
fn the_list_and_the_report_tell_the_same_failed_formulas_about_people() {
    const LOG: &str = "evidence/workforce/supervision-log-2026-09-28.csv";
    let mut files = committed();
    let mut table = rows(&files[LOG]);
    let at = column(&table, "Worker ID");
    let of: Vec<String> = table[1..7].iter().map(|row| row[at].clone()).collect();
    table[1..7]
        .iter_mut()
        .for_each(|row| row[at] = "#N/A".to_owned());
    files.insert(LOG.to_owned(), list(&table));
    let folder = copy("listed-formulas", &files);
    let said = |arguments: &[&str]| {
        let text = String::from_utf8(run(&folder, arguments).stdout).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let path = LOG.strip_prefix("evidence/").unwrap();
    let listed = said(&["evidence", "list", "--file", path]);
    for told in [
        "Needs attention: 1 list",
        "6 cells could not be read and count as blank",
        "6 cells a formula that failed: heading `Worker ID`, at B2, B3, B4, B5, B6, B7",
        "none blank, 6 unreadable, required; heading \"Worker ID\"",
        "none blank, not decoded: about a person, required; heading \"Supervision ID\"",
    ] {
        assert!(listed.contains(told), "{told}: {listed}");
    }
    let report = said(&["assess"]);
    let told = format!("6 cells a formula that failed: {path}, heading `Worker ID`, first at B2");
    assert!(report.contains(&told), "{report}");
    for worker in of {
        assert!(!listed.contains(&worker), "{worker}");
    }
}

const LIST_6: &str = "evidence/annex-a/list-06-children-in-need-2026-09-30.csv";
const LIST_7: &str = "evidence/annex-a/list-07-child-protection-plans-2026-09-30.csv";

/// The rows of a list changed, and everything that the listing then says, without line breaks.
fn said_with(folder: &str, path: &str, change: impl Fn(&mut Vec<Vec<String>>)) -> String {
    let mut files = committed();
    let mut table = rows(&files[path]);
    change(&mut table);
    files.insert(path.to_owned(), list(&table));
    let run = run(&copy(folder, &files), &["evidence", "list"]);
    let text = String::from_utf8(run.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn column(table: &[Vec<String>], heading: &str) -> usize {
    let place = table[0].iter().position(|h| h == heading);
    place.unwrap_or_else(|| panic!("no {heading} in {:?}", table[0]))
}

#[test]
fn lists_of_the_sample_do_not_contradict_each_other() {
    let said = said_with("listed-agree", LIST_7, |_| {});
    assert!(!said.contains("contradict"), "{said}");
    assert!(!said.contains("Not compared"), "{said}");
}

#[test]
fn children_whose_birth_date_differs_are_counted_and_not_shown() {
    let mut born = Vec::new();
    let mut files = committed();
    let mut table = rows(&files[LIST_7]);
    let at = column(&table, "Date of Birth");
    let id = column(&table, "Child Unique ID");
    // Three children of one row each; the sample writes every date of birth as 2012-04-17 or 17/04/2012.
    let once: Vec<usize> = (1..table.len())
        .filter(|row| table.iter().filter(|r| r[id] == table[*row][id]).count() == 1)
        .take(3)
        .collect();
    for row in once {
        born.push(table[row][at].clone());
        table[row][at] = "01/01/1999".to_owned();
    }
    files.insert(LIST_7.to_owned(), list(&table));
    let folder = copy("listed-born", &files);
    let text = String::from_utf8(run(&folder, &["evidence", "list"]).stdout).unwrap();
    let said = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("the date of birth of 3 children differs between lists"),
        "{said}"
    );
    let pair = "the date of birth of 3 children differs between `child_protection_plans` and \
                `children_in_need`";
    assert!(said.contains(pair), "{said}");
    let json = run(&folder, &["evidence", "list", "--report", "json"]).stdout;
    let json = String::from_utf8(json).unwrap();
    assert!(!json.contains("1999") && !text.contains("1999"));
    let ids = table.iter().skip(1).take(3).map(|row| &row[id]);
    for secret in born.iter().chain(ids) {
        assert!(!text.contains(secret.as_str()), "{secret}");
    }
}

#[test]
fn children_closed_in_one_list_and_open_in_another_are_counted() {
    let closed = |table: &mut Vec<Vec<String>>| {
        let at = column(table, "CIN Closure Date");
        for row in table.iter_mut().skip(1) {
            if row[at].is_empty() {
                row[at] = "2026-09-01".to_owned();
            }
        }
    };
    let said = said_with("listed-closed", LIST_6, closed);
    // Every plan that is open is then a contradiction: 210 of the 278 have no end.
    let of =
        "open in `child_protection_plans` are closed in `children_in_need` on 30 September 2026";
    assert!(said.contains(of), "{said}");
    let also = "open in `children_in_care` are closed in `children_in_need` on 30 September 2026";
    assert!(said.contains(also), "{said}");
}

#[test]
fn a_column_that_is_blank_throughout_is_told() {
    let said = said_with("listed-blank", LIST_7, |table| {
        for heading in [
            "Initial Category of Abuse",
            "Date of the Last Statutory Visit",
        ] {
            let at = column(table, heading);
            table.iter_mut().skip(1).for_each(|row| row[at].clear());
        }
    });
    assert!(
        said.contains("blank in every row: `initial_category`, `last_visit_on`"),
        "{said}"
    );
    let wanted = "`last_visit_on` is blank in every row: export it with \"Date of the Last \
                  Statutory Visit\" filled in";
    assert!(said.contains(wanted), "{said}");
    // The list is not incomplete without the other.
    assert!(!said.contains("`initial_category` is blank"), "{said}");
}

#[test]
fn a_list_says_how_it_changed_since_the_one_before() {
    let said = said_with("listed-fewer", LIST_7, |table| table.truncate(201));
    assert!(
        said.contains("200 rows, 63 fewer than 31 August 2026; all of them used"),
        "{said}"
    );
    let history = "263 rows; not used, as a newer extract stands in its place";
    assert!(said.contains(history), "{said}");
}

#[test]
fn the_rows_of_a_list_that_is_not_recognised_are_counted_below_its_headings() {
    let mut files = committed();
    files.insert(
        "evidence/phones.csv".to_owned(),
        b"Name,Room\nx,1\n\ny,2\n".to_vec(),
    );
    let folder = copy("listed-below", &files);
    let run = run(&folder, &["evidence", "list", "--report", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let all = json["files"].as_array().unwrap();
    let phones = all
        .iter()
        .find(|file| file["path"] == "phones.csv")
        .unwrap();
    // As pandas counts them.
    assert_eq!(phones["tables"][0]["rows"], 2, "{phones}");
}

#[test]
fn what_is_not_read_or_not_recognised_is_counted_alike_and_told_once() {
    let json = |files: &Files, name: &str| -> serde_json::Value {
        let run = run(
            &copy(name, files),
            &["evidence", "list", "--report", "json"],
        );
        serde_json::from_slice(&run.stdout).unwrap()
    };
    let mut files = committed();
    let before = json(&files, "listed-whole");
    files.insert(
        "evidence/team phones.csv".to_owned(),
        b"Name,Room\nx,1\ny,2\n".to_vec(),
    );
    files.insert("evidence/torn.xlsx".to_owned(), b"PK\x03\x04torn".to_vec());
    let after = json(&files, "listed-torn");
    for (key, more) in [("need_attention", 2), ("not_read", 2)] {
        let [then, now] = [&before, &after].map(|json| json[key].as_u64().unwrap());
        assert_eq!(now, then + more, "{key}");
    }
    let run = run(&copy("listed-once", &files), &["evidence", "list"]);
    let text = String::from_utf8(run.stdout).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = "team phones.csv: no heading in it belongs to any list; if it is a list, `reinspect \
                evidence map 'team phones.csv'` proposes which";
    assert!(text.contains(said), "{text}");
    assert!(!text.contains("map it in"), "{text}");
}
