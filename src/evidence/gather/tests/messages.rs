use super::*;

#[test]
fn words_about_a_file_that_is_not_there_are_reported() {
    let evidence = Folder::new()
        .list("lists/plans 2026-09-29.csv", "plans", "a=1")
        .says("lists/plan 2026-09-29.csv", |_| ())
        .maps("lists/odd.csv", None, "plans")
        .gather();
    assert_eq!(
        raised(&evidence, Code::ManifestUnused),
        ["no file matches the entry of `evidence.toml` for `lists/plan 2026-09-29.csv`"]
    );
    assert_eq!(
        raised(&evidence, Code::MappingUnused),
        ["no file matches the mapping for `lists/odd.csv`"]
    );
    let entry = evidence
        .diagnostics
        .iter()
        .find(|d| d.code == Code::ManifestUnused)
        .unwrap();
    assert_eq!(
        entry.help.as_deref(),
        Some("did you mean `lists/plans 2026-09-29.csv`?")
    );
    assert!(entry.place.is_some());
}

#[test]
fn words_about_a_sheet_that_is_not_there_are_reported() {
    let mut read = file(
        "book 2026-09-29.xlsx",
        vec![extract("book 2026-09-29.xlsx", "plans", "a=1")],
    );
    read.extracts[0].sheet = Some("List 7".to_owned());
    read.found.tables[0].sheet = Some("List 7".to_owned());
    let folder = Folder::new().with(read);
    let missing = folder
        .clone()
        .maps("book 2026-09-29.xlsx", Some("Lst 7"), "plans")
        .gather();
    let note = missing
        .diagnostics
        .iter()
        .find(|d| d.code == Code::MappingUnused)
        .unwrap();
    assert_eq!(
        note.message,
        "`book 2026-09-29.xlsx` has no sheet `Lst 7`, which the mapping is for"
    );
    assert_eq!(note.help.as_deref(), Some("did you mean `List 7`?"));
    assert_eq!(records(&missing.lists["plans"]), ["a=1"]);
    let there = folder
        .maps("book 2026-09-29.xlsx", Some("list 7 "), "plans")
        .gather();
    assert!(there.diagnostics.is_empty(), "{:?}", there.diagnostics);
}

#[test]
fn a_dataset_that_the_pack_does_not_have_is_reported() {
    let evidence = Folder::new()
        .list("x 2026-09-29.csv", "plans", "a=1")
        .maps("x 2026-09-29.csv", None, "visit")
        .gather();
    let codes: Vec<Code> = evidence.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::MappingUnknownDataset]);
    assert_eq!(
        evidence.diagnostics[0].help.as_deref(),
        Some("did you mean `visits`?")
    );
}

#[test]
fn paths_may_be_written_the_windows_way() {
    let evidence = Folder::new()
        .list("lists/x.csv", "plans", "a=1")
        .says(r".\lists\x.csv", |e| e.dated = Some(day("2026-09-01")))
        .gather();
    assert_eq!(evidence.sources[0].dated, Some(day("2026-09-01")));
    assert!(evidence.diagnostics.is_empty());
}

#[test]
fn messages_are_fragments_and_hold_no_cell_of_a_list() {
    let evidence = Folder::new()
        .list("a 2026-09-29.csv", "plans", "secretkey=secretnote k=1 k=1")
        .list("b 2026-09-29.csv", "plans", "secretkey=othernote")
        .list("c.csv", "visits", "secretkey=secretnote")
        .list("d.csv", "visits", "secretkey=othernote")
        .with(broken("list of visits.csv"))
        .maps("nothing.csv", None, "nothing")
        .gather();
    assert!(evidence.diagnostics.len() >= 6);
    for diagnostic in &evidence.diagnostics {
        let Diagnostic { message, help, .. } = diagnostic;
        let first = message.chars().next().unwrap();
        assert!(
            !first.is_uppercase() && !message.ends_with('.'),
            "{message}"
        );
        assert!(help.is_some(), "{message}");
        for secret in ["secretkey", "secretnote", "othernote"] {
            assert!(!format!("{diagnostic:?}").contains(secret), "{message}");
        }
    }
}
