//! Evidence that is not there, cannot be read or is incomplete: what it takes away, and nothing else.
//!
//! Each test runs the program over a copy of the project's own sample in which one thing is wrong.

mod exit_status;
mod figure;
mod lists;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value;

use crate::engine::{Files, committed, list, project, rows, write_all};

/// The result over the sample as it is committed.
static WHOLE: LazyLock<Value> = LazyLock::new(|| result(project()));

/// The two extracts of Annex A's list 7, children on protection plans.
const LIST_7: [&str; 2] = [
    "evidence/annex-a/list-07-child-protection-plans-2026-08-31.csv",
    "evidence/annex-a/list-07-child-protection-plans-2026-09-30.csv",
];

/// Annex A's list 4, assessments.
const LIST_4: &str = "evidence/annex-a/list-04-assessments-2026-09-30.csv";

/// The heading of the visits in list 7.
const LAST_VISIT: &str = "Date of the Last Statutory Visit";

/// Writes a sample to a folder of its own.
fn copy(name: &str, files: &Files) -> PathBuf {
    write_all(&format!("not-known/{name}"), files)
}

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

/// Runs the program as its users do, with no other arguments than these.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The result of a run that asks for nothing.
fn result(folder: &Path) -> Value {
    let run = run(folder, &["--report", "json"]);
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{said}");
    serde_json::from_slice(&run.stdout).unwrap()
}

fn criteria(result: &Value) -> BTreeMap<&str, &Value> {
    let criteria = result["criteria"].as_array().unwrap().iter();
    criteria.map(|c| (c["id"].as_str().unwrap(), c)).collect()
}

fn criterion<'a>(result: &'a Value, id: &str) -> &'a Value {
    criteria(result)[id]
}

/// The criteria of which anything changed: what is said of them, or how they were measured.
fn changed(before: &Value, after: &Value) -> BTreeSet<String> {
    let (before, after) = (criteria(before), criteria(after));
    assert!(before.keys().eq(after.keys()));
    let parts = ["today", "on_inspection", "measurement", "shortfall"];
    let differs = |(id, old): (&&str, &&Value)| {
        let new = after[id];
        let differs = parts.iter().any(|part| old[part] != new[part]);
        differs.then(|| (*id).to_owned())
    };
    before.iter().filter_map(differs).collect()
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

fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
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
