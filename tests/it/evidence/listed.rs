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

#[test]
fn a_document_is_listed_with_its_date_and_its_approval() {
    let mut files = committed();
    let plan = b"---\napproved: yes\n---\n\n# A private title\n".to_vec();
    files.insert("evidence/documents/plan-2026-09-01.md".to_owned(), plan);
    let said = block("listed-document", &files, "documents/plan-2026-09-01.md");
    let known = "document, dated 1 September 2026, from its name; approved";
    assert!(said.ends_with(known), "{said}");
    assert!(!said.contains("private"), "{said}");
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
