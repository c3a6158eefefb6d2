//! Every command over the planted evidence.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reinspect::measure;
use reinspect::pack::{Criterion, Dataset};
use serde_json::Value;

use super::plant::{SHOWN, dataset};
use super::{FOLDER, run, run_over, run_over_some, written};
use crate::engine::PACK;

#[test]
fn assess_prints_no_canary_and_shows_what_may_be_shown() {
    let text = run_over(&["assess"], &["--report", "text"]);
    assert_eq!(text.status.code(), Some(0));
    let file = FOLDER.join("report.json");
    let to_file = format!("json={}", file.display());
    let both = run_over(&["assess"], &["--report", "json", "--require", "ready"]);
    // Some criteria are short whatever else is found, so the requirement is not met.
    assert_eq!(both.status.code(), Some(1));
    let quiet = run_over(&["assess"], &["--quiet", "--report", &to_file]);
    assert_eq!(quiet.status.code(), Some(0));
    assert!(quiet.stdout.is_empty());
    let json = written(&file);
    assert_eq!(json.as_bytes(), both.stdout);
    assert!(json.contains(SHOWN[0]), "no finding's text");
    // The canaries are where they are read: in cells and files that the report tells of.
    let result: Value = serde_json::from_str(&json).unwrap();
    assert!(result["data_problems"].as_array().unwrap().len() > 30);
    assert!(result["not_read"].as_array().unwrap().len() > 6);
    assert!(result["diagnostics"].as_array().unwrap().len() > 10);
}

#[test]
fn evidence_list_prints_no_canary() {
    for format in ["text", "json"] {
        let listed = run_over(&["evidence", "list"], &["--report", format]);
        assert_eq!(listed.status.code(), Some(0));
        let text = String::from_utf8(listed.stdout).unwrap();
        for stray in [
            "visitors.csv",
            "mapped.csv",
            "broken.xlsx",
            "visits-2026-09-30.xlsx",
        ] {
            assert!(text.contains(stray), "{stray} is not listed as {format}");
        }
    }
}

/// What is proposed is printed as text and written as JSON; where nothing is, the mistake is told both
/// ways.
#[test]
fn proposing_a_mapping_prints_no_canary() {
    let as_json = FOLDER.join("proposal.json");
    let to_file = format!("json={}", as_json.display());
    let mut proposed = 0;
    for file in [
        "notes/visitors.csv",
        "notes/mapped.csv",
        "notes/no-headings.csv",
        "notes/open-quote.csv",
        "notes/wide.csv",
        "registers/visits-2026-09-30.xlsx",
    ] {
        let map = |more: &[&str]| {
            let more = [&["--dry-run"], more].concat();
            let mapped = run_over(&["evidence", "map", file], &more);
            mapped.status.code() == Some(0)
        };
        let visits = ["--dataset", "visits"];
        if map(&[&visits[..], &["--report", "text", "--report", &to_file]].concat()) {
            assert!(written(&as_json).starts_with('{'));
            proposed += 2;
        } else {
            assert!(!map(&[&visits[..], &["--report", "json"]].concat()));
        }
        proposed += usize::from(map(&["--report", "json"]));
    }
    assert!(proposed > 6, "only {proposed}");
}

/// What an explanation tells of evidence hangs on the kind of measure and on why something is not known.
#[test]
fn explain_prints_no_canary() {
    let assessed = run_over(&["assess"], &["--report", "json"]);
    let result: Value = serde_json::from_slice(&assessed.stdout).unwrap();
    let results = result["criteria"].as_array().unwrap();
    let (chosen, shown) = enough_to_show(|criterion: &Criterion| {
        let result = results.iter().find(|result| result["id"] == criterion.id);
        let today = &result.unwrap()["today"];
        let state = format!("{} {}", today["state"], today["reason"]);
        [criterion.measure.kind().to_owned(), state].into()
    });
    assert!(shown > 16, "only {shown}");
    let as_json = FOLDER.join("explained.json");
    let to_file = format!("json={}", as_json.display());
    for criterion in chosen {
        let both = ["--report", "text", "--report", &to_file];
        let explained = run_over(&["explain", &criterion.id], &both);
        assert_eq!(explained.status.code(), Some(0), "{}", criterion.id);
        assert!(!explained.stdout.is_empty());
        assert!(written(&as_json).contains(&criterion.id));
    }
}

/// The rows come from the lists that a criterion needs, by way of its kind of measure.
///
/// The first of each kind is run over all of the evidence, the others over the lists that they need and
/// whatever is no list: most of a run is finding out which list is which.
#[test]
fn cases_prints_no_canary() {
    let key = FOLDER.join("key");
    let with_key = ["--key", key.to_str().unwrap(), "--all"];
    let (mut rows, mut pseudonyms) = (0, 0);
    let (chosen, shown) = enough_to_show(|criterion| {
        let needs = measure::needs([criterion], &PACK.datasets).into_keys();
        let personal = needs.filter(|id| tells_of_people(&PACK.datasets[id]));
        personal
            .chain([criterion.measure.kind().to_owned()])
            .collect()
    });
    assert!(shown > 40, "only {shown}");
    let [as_csv, as_json] = ["every.csv", "every.json"].map(|name| FOLDER.join(name));
    let to_files = [
        format!("csv={}", as_csv.display()),
        format!("json={}", as_json.display()),
    ];
    let mut kinds = BTreeSet::new();
    for (nth, criterion) in chosen.into_iter().enumerate() {
        let mut more = vec!["--report", "text"];
        more.extend(to_files.iter().flat_map(|file| ["--report", file.as_str()]));
        if nth % 2 == 0 {
            more.extend(with_key);
        }
        let folder = if kinds.insert(criterion.measure.kind()) {
            "evidence"
        } else {
            only_needed(criterion);
            "needed"
        };
        let cases = run_over_some(folder, &["cases", &criterion.id], &more);
        assert_eq!(cases.status.code(), Some(0), "{}", criterion.id);
        let text = String::from_utf8(cases.stdout).unwrap();
        let listed = text.lines().filter(|l| l.starts_with("  row ")).count();
        assert_eq!(written(&as_csv).lines().count() - 1, listed);
        assert_eq!(written(&as_json).matches("\"verdict\":").count(), listed);
        rows += listed;
        pseudonyms += text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.len() == 12 && word.chars().all(|c| c.is_ascii_hexdigit()))
            .count();
    }
    assert!(rows > 60, "only {rows} rows");
    assert!(pseudonyms > 50, "only {pseudonyms} pseudonyms");
}

/// Lays the evidence without the lists that a criterion does not need into a folder of its own.
fn only_needed(criterion: &Criterion) {
    let (from, to) = (FOLDER.join("evidence"), FOLDER.join("needed"));
    if to.exists() {
        fs::remove_dir_all(&to).unwrap();
    }
    let needs = measure::needs([criterion], &PACK.datasets);
    for folder in fs::read_dir(&from).unwrap() {
        let folder = folder.unwrap().file_name();
        fs::create_dir_all(to.join(&folder)).unwrap();
        for file in fs::read_dir(from.join(&folder)).unwrap() {
            let name = file.unwrap().file_name();
            let path = [&folder, &name]
                .map(|part| part.to_str().unwrap())
                .join("/");
            if dataset(&path).is_none_or(|id| needs.contains_key(id)) {
                fs::copy(from.join(&path), to.join(&path)).unwrap();
            }
        }
    }
}

/// Criteria that between them show everything that all of them show, and how much that is.
///
/// Each is run by the program itself, so that those come first that show most.
fn enough_to_show(
    shows: impl Fn(&Criterion) -> BTreeSet<String>,
) -> (Vec<&'static Criterion>, usize) {
    let all: Vec<_> = PACK.criteria.iter().map(|c| (c, shows(c))).collect();
    let mut seen = BTreeSet::new();
    let mut chosen = Vec::new();
    loop {
        let adds = |(_, of_it): &&(_, BTreeSet<String>)| of_it.difference(&seen).count();
        let Some((criterion, of_it)) = all.iter().max_by_key(adds).filter(|c| adds(c) > 0) else {
            return (chosen, seen.len());
        };
        chosen.push(*criterion);
        seen.extend(of_it.iter().cloned());
    }
}

fn tells_of_people(dataset: &Dataset) -> bool {
    dataset
        .columns
        .iter()
        .any(|column| column.personal.is_some())
}

#[test]
fn reports_are_written_without_a_canary() {
    let file = |name: &str| FOLDER.join(name);
    let to = |format: &str, path: &Path| format!("{format}={}", path.display());
    let criterion = "children-on-plans-are-visited";
    let commands: [(&[&str], &str, &str); 6] = [
        (&["evidence", "list"], "json", "listing.json"),
        (
            &["evidence", "list", "--dataset", "children_in_care"],
            "text",
            "list.txt",
        ),
        (&["evidence", "expiring"], "text", "expiring.txt"),
        (&["explain", criterion], "text", "explanation.txt"),
        (&["cases", criterion], "csv", "cases.csv"),
        (&["assess"], "text", "report.txt"),
    ];
    for (command, format, name) in commands {
        let path = file(name);
        run_over(command, &["--report", &to(format, &path)]);
        assert!(!written(&path).is_empty());
    }
}

#[test]
fn checking_the_rules_prints_no_canary() {
    let evidence = FOLDER.join("evidence");
    for format in ["text", "json"] {
        let checked = run(&[
            "rules",
            "check",
            evidence.to_str().unwrap(),
            "--report",
            format,
        ]);
        assert_eq!(checked.status.code(), Some(2));
        assert_eq!(
            run(&["rules", "check", "--report", format]).status.code(),
            Some(0)
        );
    }
}
