//! What a dataset says of its subject, with mistakes.

use std::collections::BTreeMap;

use super::fixtures::{check, files, folder, place};

/// The small pack with one more dataset, of which some lines are changed.
fn with(change: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut list = String::from(
        r#"
[[dataset]]
id               = "stays"
title            = "Stays"
rows_are         = "stays"
valid_for        = "1 month"
kind_of_evidence = "data"
key              = ["child_id"]
shape            = "snapshot"
subject          = "child_id"
open             = { from = "began_on", until = "ended_on", also_in = ["homes"] }

[[dataset.column]]
name     = "child_id"
names    = ["Child of stay"]
type     = "text"
personal = "identifier"

[[dataset.column]]
name     = "began_on"
names    = ["Stay began"]
type     = "date"
same_as  = "stay_began"

[[dataset.column]]
name     = "ended_on"
names    = ["Stay ended"]
type     = "date"

[[dataset.column]]
name     = "home"
names    = ["Home of stay"]
type     = "text"
"#,
    );
    let other = list
        .replace("\"stays\"", "\"homes\"")
        .replace(", also_in = [\"homes\"]", "");
    for (from, to) in change {
        assert!(list.contains(from), "{from}");
        list = list.replacen(from, to, 1);
    }
    let mut files = files(&folder().join("_base"));
    files.insert("datasets/stays.toml".to_owned(), list);
    files.insert("datasets/homes.toml".to_owned(), other);
    files
}

/// The code and the underlined place of everything found.
fn found(change: &[(&str, &str)]) -> Vec<String> {
    let files = with(change);
    let found = check(&files);
    let said = found.iter().map(|d| {
        let place = place(d, &files);
        let (_, text) = place.split_once(' ').unwrap();
        format!("{} {text}", d.code)
    });
    said.collect()
}

#[test]
fn a_subject_with_open_rows_has_no_mistake() {
    assert_eq!(found(&[]), [""; 0]);
}

#[test]
fn each_mistake_is_told_at_its_own_word() {
    let subject = "subject          = \"child_id\"";
    for (from, to, expected) in [
        (
            subject,
            "subject = \"person_id\"",
            "unknown-column \"person_id\"",
        ),
        (subject, "subject = \"home\"", "wrong-column-type \"home\""),
        (
            "until = \"ended_on\"",
            "until = \"home\"",
            "wrong-column-type \"home\"",
        ),
        (
            "until = \"ended_on\"",
            "until = \"end\"",
            "unknown-column \"end\"",
        ),
        (
            "also_in = [\"homes\"]",
            "also_in = [\"house\"]",
            "unknown-dataset \"house\"",
        ),
        (
            "also_in = [\"homes\"]",
            "also_in = [\"visits\"]",
            "bad-value \"visits\"",
        ),
        (
            "names    = [\"Stay ended\"]",
            "names    = [\"Stay ended\"]\nsame_as  = \"stay_began\"",
            "bad-value \"stay_began\"",
        ),
    ] {
        let told = found(&[(from, to)]);
        assert!(told.contains(&expected.to_owned()), "{to}: {told:?}");
    }
}

#[test]
fn open_rows_need_a_subject() {
    let told = found(&[("subject          = \"child_id\"\n", "")]);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter().any(|t| t.starts_with("missing-key {")),
        "{told:?}"
    );
}

#[test]
fn dates_that_follow_each_other_are_dates_of_the_list() {
    let key = "shape            = \"snapshot\"";
    let with = |pairs: &str| found(&[(key, &format!("{key}\norder = [{pairs}]"))]);
    assert_eq!(with("\"ended_on <= began_on\""), [""; 0]);
    for (pair, code) in [
        ("began_on < ended_on", "bad-value"),
        ("began_on", "bad-value"),
        ("began_on <= began_on", "bad-value"),
        ("began_on <= end", "unknown-column"),
        ("home <= ended_on", "wrong-column-type"),
        // It is that of `open` already.
        ("began_on<=ended_on", "repeated-entry"),
    ] {
        assert_eq!(with(&format!("\"{pair}\"")), [format!("{code} \"{pair}\"")]);
    }
    let born = |to: &str| {
        let birth = "names    = [\"Stay ended\"]\ntype     = \"date\"";
        found(&[
            (", until = \"ended_on\"", to),
            (birth, &format!("{birth}\npersonal = \"birth_date\"")),
            (key, &format!("{key}\norder = [\"began_on <= ended_on\"]")),
        ])
    };
    assert_eq!(
        born(", until = \"began_on\""),
        ["wrong-column-type \"began_on <= ended_on\""]
    );
}
