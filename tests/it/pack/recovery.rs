//! One mistake does not call forth others.

use std::collections::BTreeMap;

use reinspect::diagnostic::draw;

use super::fixtures::{check, files, folder};

fn base() -> BTreeMap<String, String> {
    files(&folder().join("_base"))
}

fn codes(files: &BTreeMap<String, String>) -> Vec<&'static str> {
    check(files).iter().map(|d| d.code.name()).collect()
}

/// Replaces a text in one file of the small pack.
fn changed(file: &str, from: &str, to: &str) -> BTreeMap<String, String> {
    let mut files = base();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file} holds {from}");
    *text = text.replacen(from, to, 1);
    files
}

#[test]
fn what_refers_to_a_dataset_with_a_mistake_is_not_reported_too() {
    let files = changed("datasets/lists.toml", "\"1 month\"", "\"1 moon\"");
    assert_eq!(codes(&files), ["bad-length"]);
}

#[test]
fn a_lost_quote_in_a_dataset_is_one_mistake() {
    let files = changed(
        "datasets/lists.toml",
        "id               = \"visits\"",
        "id = \"visits",
    );
    assert!(codes(&files).iter().all(|code| *code == "toml-syntax"));
    assert!(!codes(&files).is_empty());
}

#[test]
fn a_lost_quote_in_a_framework_is_one_mistake() {
    let files = changed("frameworks/nf.toml", "id    = \"safe\"", "id = \"safe");
    assert!(codes(&files).iter().all(|code| *code == "toml-syntax"));
    assert!(!codes(&files).is_empty());
}

#[test]
fn a_misspelt_key_is_not_a_missing_one_as_well() {
    let files = changed("criteria/safe.toml", "title ", "titel ");
    assert_eq!(codes(&files), ["unknown-key"]);
    let files = changed(
        "criteria/safe.toml",
        "[criterion.share]",
        "[criterion.shares]",
    );
    assert_eq!(codes(&files), ["unknown-key"]);
}

#[test]
fn a_faulty_period_is_not_a_column_without_a_period_as_well() {
    let files = changed("criteria/safe.toml", "\"3 months\"", "\"three months\"");
    assert_eq!(codes(&files), ["bad-length"]);
    let files = changed(
        "criteria/safe.toml",
        "dated  = \"visited_on\"",
        "dated  = 3",
    );
    assert_eq!(codes(&files), ["wrong-type"]);
}

#[test]
fn several_syntax_mistakes_of_a_file_are_all_reported() {
    let mut files = changed(
        "criteria/safe.toml",
        "why             = \"A",
        "why             = A",
    );
    let text = files.get_mut("criteria/safe.toml").unwrap();
    *text = text.replacen("effort          = \"low\"", "effort          = low\"", 1);
    let found = check(&files);
    let lines: Vec<usize> = found
        .iter()
        .filter_map(|d| d.place.as_ref()?.line())
        .collect();
    assert!(lines.contains(&8) && lines.contains(&10), "{lines:?}");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_read() {
    let mut files = base();
    for text in files.values_mut() {
        *text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    }
    assert_eq!(codes(&files), Vec::<&str>::new());
}

#[test]
fn an_unfinished_file_of_any_kind_is_a_diagnostic_and_never_a_panic() {
    let whole = base();
    for (name, text) in &whole {
        for (end, _) in text.char_indices().step_by(7) {
            let mut files = whole.clone();
            files.insert(name.clone(), text.get(..end).unwrap().to_owned());
            check(&files);
        }
    }
}

/// What the only mistake of a changed pack is helped with.
fn help(file: &str, from: &str, to: &str) -> String {
    let found = check(&changed(file, from, to));
    assert_eq!(found.len(), 1, "{}", draw::plain(&found, &[]));
    found[0].help.clone().unwrap()
}

#[test]
fn what_is_not_near_to_anything_is_helped_with_what_there_is() {
    let criteria = "criteria/safe.toml";
    assert_eq!(
        help(criteria, "[criterion.share]", "[criterion.percent]"),
        "did you mean `share`?"
    );
    let choices = help(criteria, "[criterion.share]", "[criterion.yardstick]");
    assert!(
        choices.starts_with("use one of `share`, `on_time`"),
        "{choices}"
    );
    // The pack has `nf:O3-L4` alone of that kind.
    assert_eq!(
        help(criteria, "[\"nf:O3-L4\"]", "[\"nf:O3-L94\"]"),
        "did you mean `nf:O3-L4`?"
    );
    let columns = help(criteria, "dated  = \"visited_on\"", "dated  = \"zzz\"");
    assert!(columns.contains("its columns are `"), "{columns}");
}

#[test]
fn a_date_as_forms_have_it_is_helped_with_how_it_is_written_here() {
    let mut files = base();
    let entry = "[[tailoring]]\ncriterion = \"children-are-seen-alone\"\nweight = 3\nreason = \"r\"\n\
                 by = \"Director\"\non = 01/10/2026 # the first of October\n";
    files.insert("tailoring.toml".to_owned(), entry.to_owned());
    let found = check(&files);
    let helps: Vec<&str> = found.iter().filter_map(|d| d.help.as_deref()).collect();
    assert_eq!(
        helps.first(),
        Some(&"a date is written 2026-10-01: year, month and day, without quotes"),
        "{helps:?}"
    );
    assert!(
        helps.iter().all(|help| !help.contains("missing quote")),
        "{helps:?}"
    );
}
