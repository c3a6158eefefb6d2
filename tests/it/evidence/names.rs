//! What a file is by its name alone, when nothing in it can be read.

use super::support::read;
use crate::engine::committed;

fn datasets(path: &str, bytes: &[u8]) -> Vec<String> {
    let tables = read(path, bytes).found.tables;
    tables.into_iter().filter_map(|t| t.dataset).collect()
}

/// The datasets that a name says of a workbook that is none.
fn said(name: &str) -> Vec<String> {
    datasets(&format!("{name}.xlsx"), b"cut off by a full disk")
}

#[test]
fn every_list_of_the_sample_is_known_by_its_name() {
    let mut lists = 0;
    for (path, bytes) in committed() {
        let whole = datasets(&path, &bytes);
        if whole.is_empty() {
            continue;
        }
        lists += 1;
        assert_eq!(datasets(&path, b"\0"), whole, "{path}");
        let (stem, _) = path.rsplit_once('.').unwrap();
        assert_eq!(said(stem), whole, "{path}");
    }
    assert!(lists > 50, "{lists}");
    // The sample's own is damaged, so that nothing but its name says what it is.
    assert_eq!(said("return-interviews-2026-09-28"), ["return_interviews"]);
}

#[test]
fn a_name_wholly_of_the_words_of_one_list_says_it() {
    for name in [
        "list 7",
        "List 07 - Child Protection 2026-09-30",
        "Ofsted Annex A List 7",
        "ANNEX-A_List7_CP_Plans_30.09.2026 (3)",
        "list-07-child-protection-plans-2026-09-30 - Copy",
        "Copy of list 7 child protection v2 final",
    ] {
        assert_eq!(said(name), ["child_protection_plans"], "{name}");
    }
    // The longer name decides.
    assert_eq!(said("supervision audits copy"), ["supervision_audits"]);
    assert_eq!(said("safety plan audits"), ["safety_plan_audits"]);
    assert_eq!(said("list 10 adoption"), ["adoption"]);
}

#[test]
fn a_name_with_another_word_in_it_says_no_list() {
    for name in [
        "list 70",
        "list 7 guidance",
        "notes on list 7",
        "child protection training needs",
        "annex a",
        "plans",
    ] {
        assert_eq!(said(name), [""; 0], "{name}");
    }
}
