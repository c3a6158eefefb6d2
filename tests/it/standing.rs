//! What stands as evidence and until when, through the program: dates, copies, and what is passed over.

use std::fs::File;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::engine::committed;
use crate::program::{WHOLE, changed, copy, criteria, result, run, set, told};

/// Annex A's list 8, children in care: five criteria need it, and it holds dates of its own.
const LIST_8: &str = "annex-a/list-08-children-in-care-2026-09-30.csv";

/// The result with the manifest saying when list 8 was taken.
fn dated_by_hand(name: &str, day: &str) -> Value {
    let mut files = committed();
    let manifest = files.get_mut("evidence/evidence.toml").unwrap();
    manifest.extend(format!("\n[[source]]\npath = \"{LIST_8}\"\ndated = {day}\n").bytes());
    result(&copy(name, &files))
}

/// The criteria that rest on list 8.
fn on_list_8(result: &Value) -> Vec<&str> {
    let sources = result["sources"].as_array().unwrap();
    let at = sources.iter().position(|s| s["path"] == LIST_8).unwrap();
    // What needs another list too, which the sample does not have, is not known whatever this one says.
    let rests = |c: &&Value| {
        c["sources"].as_array().unwrap().contains(&json!(at))
            && c["today"]["reason"] != "no_evidence"
    };
    let criteria = criteria(result).into_iter();
    criteria
        .filter(|(_, c)| rests(c))
        .map(|(id, _)| id)
        .collect()
}

fn source<'a>(result: &'a Value, path: &str) -> &'a Value {
    let mut sources = result["sources"].as_array().unwrap().iter();
    sources.find(|source| source["path"] == path).unwrap()
}

#[test]
fn of_two_dates_the_older_holds_whichever_says_it() {
    // The name says 30 September.
    let newer = dated_by_hand("dated-newer", "2026-10-04");
    assert_eq!(changed(&WHOLE, &newer), set(&[]));
    assert!(told(&newer, "date-disagrees", LIST_8));

    let older = dated_by_hand("dated-older", "2026-08-20");
    assert_eq!(source(&older, LIST_8)["dated"], "2026-08-20");
    assert_eq!(source(&older, LIST_8)["dated_by"], "manifest");
    assert!(told(&older, "date-disagrees", LIST_8));
    // A month later it is out of date, before 5 October.
    let resting = on_list_8(&older);
    assert!(resting.len() > 4, "{resting:?}");
    assert_eq!(changed(&WHOLE, &older), set(&resting));
    for id in resting {
        let today = &criteria(&older)[id]["today"];
        assert_eq!(
            (&today["state"], &today["reason"]),
            (&json!("not_known"), &json!("stale"))
        );
        assert_eq!(
            today["detail"],
            "the evidence stood until 20 September 2026"
        );
    }
}

#[test]
fn undated_evidence_is_nearly_met_at_best_whatever_the_file_system_says() {
    let mut files = committed();
    let bytes = files.remove(&format!("evidence/{LIST_8}")).unwrap();
    files.insert(
        "evidence/annex-a/list-08-children-in-care.csv".to_owned(),
        bytes,
    );
    let folder = copy("undated", &files);
    let list = folder.join("evidence/annex-a/list-08-children-in-care.csv");
    let undated = result(&folder);
    assert!(told(
        &undated,
        "date-missing",
        "annex-a/list-08-children-in-care.csv"
    ));

    let resting = on_list_8(&WHOLE);
    assert_eq!(changed(&WHOLE, &undated), set(&resting));
    let mut lowered = 0;
    for id in resting {
        let (whole, after) = (&criteria(&WHOLE)[id], &criteria(&undated)[id]);
        lowered += usize::from(whole["today"]["state"] == "met");
        assert_ne!(after["today"]["state"], "met", "{id}");
        assert_eq!(after["on_inspection"]["state"], "not_known", "{id}");
        assert_eq!(after["on_inspection"]["reason"], "stale", "{id}");
    }
    assert!(lowered > 0, "none was met with a date");

    // Saved in 2001, says the file system.
    let file = File::options().write(true).open(&list).unwrap();
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    file.set_modified(time).unwrap();
    assert_eq!(result(&folder), undated);
}

#[test]
fn a_copy_under_a_newer_name_is_reported_and_changes_nothing() {
    let mut files = committed();
    let bytes = files[&format!("evidence/{LIST_8}")].clone();
    let copied = "annex-a/list-08-children-in-care-2026-10-04.csv";
    files.insert(format!("evidence/{copied}"), bytes);
    let result = result(&copy("copied", &files));
    assert_eq!(changed(&WHOLE, &result), set(&[]));
    assert_eq!(result["sources"], WHOLE["sources"]);
    assert!(told(&result, "duplicate-file", copied));
}

#[test]
fn files_that_pass_are_counted_and_change_nothing() {
    let mut files = committed();
    for name in [
        "~$list-08.xlsx",
        ".~lock.list-08.ods#",
        "annex-a/half.tmp",
        ".DS_Store",
    ] {
        files.insert(
            format!("evidence/{name}"),
            b"Child ID,Visit date\n".to_vec(),
        );
    }
    let folder = copy("passing", &files);
    assert_eq!(result(&folder), *WHOLE);
    let listed = run(&folder, &["evidence", "list", "--report", "json"]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(listed["skipped"], 4);
}

#[test]
fn without_an_inspection_date_nothing_is_said_of_that_day() {
    let mut files = committed();
    let settings = files.get_mut("reinspect.toml").unwrap();
    let text = String::from_utf8(settings.clone()).unwrap();
    let lines = text.split_inclusive('\n');
    let lines = lines.filter(|line| !line.starts_with("inspection "));
    *settings = lines.collect::<String>().into_bytes();
    let result = result(&copy("no-inspection", &files));
    assert_eq!(result["inspection"], json!(null));
    for list in ["criteria", "areas"] {
        let whole = WHOLE[list].as_array().unwrap().iter();
        for (item, whole) in result[list].as_array().unwrap().iter().zip(whole) {
            assert_eq!(item["id"], whole["id"]);
            assert_eq!(item["today"], whole["today"]);
            assert_eq!(item["on_inspection"], json!(null));
            assert_ne!(whole["on_inspection"], json!(null));
        }
    }
}

#[test]
fn whatever_is_not_known_has_a_reason_and_a_sentence() {
    let mut unknown = 0;
    for (id, criterion) in criteria(&WHOLE) {
        for day in ["today", "on_inspection"] {
            let state = &criterion[day];
            let not_known = state["state"] == "not_known";
            unknown += usize::from(not_known);
            assert_eq!(state["reason"].is_string(), not_known, "{id} {day}");
            assert!(!not_known || state["detail"] != "", "{id} {day}");
        }
    }
    assert!(unknown > 50);
}

/// The kinds of measure whose value is a share of so many, as their pages say.
#[test]
fn every_share_has_its_interval_and_nothing_else_has() {
    let shares = ["share", "on_time", "up_to_date", "repeat", "per_subject"];
    let mut seen = 0;
    for (id, criterion) in criteria(&WHOLE) {
        let measured = &criterion["measurement"];
        let number = |value: &Value| value.as_str().and_then(|text| text.parse::<f64>().ok());
        let Some(value) = number(&measured["value"]) else {
            continue;
        };
        let share = shares.iter().any(|kind| measured["kind"] == *kind);
        assert_eq!(measured["interval"].is_array(), share, "{id}");
        assert_eq!(measured["sure"].is_boolean(), share, "{id}");
        if share {
            let end = |at: usize| number(&measured["interval"][at]).unwrap();
            assert!(end(0) <= value + 0.0001 && value <= end(1), "{id}");
            seen += 1;
        }
    }
    assert!(seen > 60, "only {seen} shares");
}
