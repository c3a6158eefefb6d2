//! Evidence that is not there, cannot be read or is incomplete: what it takes away, and nothing else.
//!
//! Each test runs the program over a copy of the project's own sample in which one thing is wrong.

mod exit_status;
mod figure;
mod lists;

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::engine::{Files, committed, list, project, rows};
use crate::program::{WHOLE, changed, criterion, set};

/// The two extracts of Annex A's list 7, children on protection plans.
const LIST_7: [&str; 2] = [
    "evidence/annex-a/list-07-child-protection-plans-2026-08-31.csv",
    "evidence/annex-a/list-07-child-protection-plans-2026-09-30.csv",
];

/// Annex A's list 4, assessments.
const LIST_4: &str = "evidence/annex-a/list-04-assessments-2026-09-30.csv";

/// The heading of the visits in list 7.
const LAST_VISIT: &str = "Date of the Last Statutory Visit";

/// The sample with a column taken out of some lists.
fn without_column(paths: &[&str], heading: &str) -> Files {
    let mut files = committed();
    for path in paths {
        let mut table = rows(&files[*path]);
        let at = table[0].iter().position(|h| h == heading).unwrap();
        for row in &mut table {
            row.remove(at);
        }
        files.insert((*path).to_owned(), list(&table));
    }
    files
}

/// The sample with nothing but headings in some lists.
fn without_rows(paths: &[&str]) -> Files {
    let mut files = committed();
    for path in paths {
        let table = rows(&files[*path]);
        files.insert((*path).to_owned(), list(&table[..1]));
    }
    files
}

/// The sample with one more file, which is no workbook whatever its name says.
fn with_junk(path: &str) -> Files {
    let mut files = committed();
    let junk = b"PK\x03\x04 cut off by a full disk".to_vec();
    assert_eq!(files.insert(path.to_owned(), junk), None);
    files
}

/// Fails unless exactly these criteria changed, and each is not known today for this reason.
///
/// `says` must stand in what is said of each.
fn assert_not_known(result: &Value, expected: &[&str], reason: &str, says: &[&str]) {
    assert_eq!(changed(&WHOLE, result), set(expected));
    for id in expected {
        let today = &criterion(result, id)["today"];
        assert_eq!(today["state"], "not_known", "{id}");
        assert_eq!(today["reason"], reason, "{id}: {today}");
        let detail = today["detail"].as_str().unwrap();
        for part in says {
            assert!(detail.contains(part), "`{part}` is not said: {detail}");
        }
    }
}

/// The criteria of the default rules whose measure is such, by the texts in it.
///
/// Read off the TOML alone, so that it owes nothing to how the program reads rules.
fn whose_measure(is_such: impl Fn(&[String]) -> bool) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(project().join("rules/criteria")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let file: toml::Table = text.parse().unwrap();
        for criterion in file["criterion"].as_array().unwrap() {
            let criterion = criterion.as_table().unwrap();
            let mut texts = Vec::new();
            // The one table of a criterion is its measure.
            for value in criterion.values().filter(|value| value.is_table()) {
                texts_in(value, &mut texts);
            }
            if is_such(&texts) {
                found.insert(criterion["id"].as_str().unwrap().to_owned());
            }
        }
    }
    found
}

fn texts_in(value: &toml::Value, texts: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => texts.push(text.clone()),
        toml::Value::Array(values) => values.iter().for_each(|v| texts_in(v, texts)),
        toml::Value::Table(table) => table.values().for_each(|v| texts_in(v, texts)),
        _ => {}
    }
}

/// Whether a measure names a dataset, as a whole or for one of its columns.
fn names_dataset(texts: &[String], dataset: &str) -> bool {
    let column = format!("{dataset}.");
    let mut texts = texts.iter();
    texts.any(|text| text == dataset || text.starts_with(&column))
}

/// Whether a measure names a column.
fn names_column(texts: &[String], column: &str) -> bool {
    let mut words = texts.iter().flat_map(|text| {
        text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .collect::<Vec<_>>()
    });
    words.any(|word| word == column)
}
