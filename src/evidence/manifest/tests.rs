use super::{Use, check, parse};
use crate::pack::testing::{day, pack, short, source};

#[test]
fn entries_are_read_with_the_place_of_their_path() {
    let text = "[[source]]\npath = \"lists/list7.csv\"\nsheet = \"List 7\"\ndated = 2026-09-30\n\
                dataset = \"child_protection_plans\"\nuse = \"judge\"\n\n[[source]]\n\
                path = \"plan.docx\"\ntitle = \"Plan\"\napproved = true\n";
    let (manifest, found) = parse(&source(text));
    assert_eq!(found, []);
    let [list, document] = &manifest.entries[..] else {
        panic!("two entries");
    };
    assert_eq!(
        (list.path.as_str(), list.sheet.as_deref()),
        ("lists/list7.csv", Some("List 7"))
    );
    assert_eq!(
        (list.dated, list.standing),
        (Some(day("2026-09-30")), Some(Use::Judge))
    );
    assert_eq!(list.dataset.as_deref(), Some("child_protection_plans"));
    assert_eq!((list.place.line, list.place.column), (2, 8));
    assert_eq!(
        (document.title.as_deref(), document.approved),
        (Some("Plan"), Some(true))
    );
    assert_eq!((document.dated, document.standing), (None, None));
}

#[test]
fn each_answer_to_an_overlap_has_its_word() {
    for (word, read) in [
        ("judge", Use::Judge),
        ("history", Use::History),
        ("part", Use::Part),
    ] {
        let text = format!("[[source]]\npath = \"a.csv\"\nuse = \"{word}\"\n");
        assert_eq!(parse(&source(&text)).0.entries[0].standing, Some(read));
    }
}

#[test]
fn every_mistake_of_the_text_is_reported_at_once() {
    let text = "[[source]]\npath = \"a.csv\"\ndated = \"2026-09-30\"\nuse = \"histroy\"\n\n\
                [[source]]\nshete = \"List 7\"\n";
    let (manifest, found) = parse(&source(text));
    let expected = [
        "wrong-type 3:9",
        "bad-value 4:7",
        "missing-key 6:1",
        "unknown-key 7:1",
    ];
    assert_eq!(short(&found), expected);
    assert_eq!(found[1].help.as_deref(), Some("did you mean `history`?"));
    assert_eq!(manifest.entries.len(), 1);
}

#[test]
fn of_a_text_that_is_not_toml_only_that_is_said() {
    let text = "[[source]]\npath = 'a\\b.csv'\nChild ID,Visit date\n";
    let (manifest, found) = parse(&source(text));
    assert_eq!(short(&found), ["toml-syntax 3:7"]);
    assert_eq!(manifest.entries.len(), 0);
}

#[test]
fn paths_have_forward_slashes() {
    let (_, found) = parse(&source("[[source]]\npath = 'lists\\list7.csv'\n"));
    assert_eq!(short(&found), ["bad-value 2:8"]);
    assert_eq!(found[0].help.as_deref(), Some("write `lists/list7.csv`"));
}

#[test]
fn a_second_entry_for_a_file_and_sheet_is_reported() {
    let entry = |path: &str, sheet: &str| format!("[[source]]\npath = \"{path}\"\n{sheet}\n");
    let text = entry("a.xlsx", "sheet = \"One\"")
        + &entry("a.xlsx", "sheet = \"Two\"")
        + &entry("a.xlsx", "dated = 2026-09-30")
        + &entry("a.xlsx", "sheet = \"One\"")
        + &entry("a.xlsx", "use = \"part\"");
    let (_, found) = parse(&source(&text));
    assert_eq!(
        short(&found),
        ["repeated-entry 11:8", "repeated-entry 14:8"]
    );
    assert_eq!(
        found[0].message,
        "this sheet of this file has an entry already"
    );
    assert_eq!(
        found[1].expected.as_deref(),
        Some("one entry each; it has one on line 8")
    );
}

#[test]
fn a_dataset_that_the_pack_does_not_have_is_an_error() {
    let text = "[[source]]\npath = \"a.csv\"\ndataset = \"visit\"\n\
                [[source]]\npath = \"b.csv\"\ndataset = \"visits\"\n\
                [[source]]\npath = \"c.csv\"\ndataset = \"none\"\n\
                [[source]]\npath = \"d.docx\"\ndataset = \"document\"\n";
    let (manifest, _) = parse(&source(text));
    let found = check(&manifest, &pack());
    assert_eq!(short(&found), ["unknown-dataset 2:8"]);
    assert_eq!(found[0].help.as_deref(), Some("did you mean `visits`?"));
}

#[test]
fn a_list_under_the_name_of_the_manifest_is_told_once() {
    let rows = "child 1,2026-09-30\n".repeat(300);
    let (manifest, found) = parse(&source(&format!("Child ID,Visit date\n{rows}")));
    assert!(manifest.entries.is_empty());
    assert_eq!(short(&found), ["toml-syntax 1:7"]);
    assert_eq!(
        found[0].message,
        "this is not TOML: a list needs another name"
    );
    // A slip in a manifest is told where it is.
    let (_, found) = parse(&source("[[source]]\npath = \"a.csv\"\ndated = 2026-09-\n"));
    assert_ne!(
        found[0].message,
        "this is not TOML: a list needs another name"
    );
}
