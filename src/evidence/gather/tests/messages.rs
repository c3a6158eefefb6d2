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
fn a_pattern_that_fits_no_file_is_reported_and_so_are_two_that_fit_one_equally() {
    let folder = Folder::new().list("lists/plans 2026-09-29.csv", "plans", "a=1");
    let unused = folder.clone().maps("lists/odd *.csv", None, "plans");
    assert_eq!(
        raised(&unused.gather(), Code::MappingUnused),
        ["no file fits the pattern `lists/odd *.csv` of the mapping"]
    );
    let used = folder.clone().maps("lists/plans *.csv", None, "plans");
    let evidence = used.gather();
    assert!(
        evidence.diagnostics.is_empty(),
        "{:?}",
        evidence.diagnostics
    );

    let tied =
        folder
            .maps("lists/plans *.csv", None, "plans")
            .maps("lists/*-09-29.csv", None, "none");
    let evidence = tied.gather();
    assert_eq!(
        raised(&evidence, Code::MappingsTied),
        [
            "`lists/plans 2026-09-29.csv` fits the mappings for `lists/plans *.csv` and \
          `lists/*-09-29.csv` equally well, and none of them is used"
        ]
    );
    assert_eq!(raised(&evidence, Code::MappingUnused), [""; 0]);
}

#[test]
fn a_list_that_two_patterns_leave_open_is_not_known_although_a_part_of_it_was_read() {
    let read = {
        let mut read = file("odd 2026-09-29.csv", Vec::new());
        read.found.tables = vec![TableFound::default()];
        read
    };
    let folder = Folder::new()
        .list("team b 2026-09-29.csv", "plans", "c=1")
        .with(read)
        .maps("odd *.csv", None, "plans");
    let open = |folder: &Folder| {
        let evidence = folder.gather();
        matches!(evidence.lists["plans"].standing, Standing::Unreadable(_))
    };
    assert!(open(&folder), "the pattern names it, and it gave nothing");
    assert!(open(&folder.clone().maps("*dd 2*.csv", None, "visits")));
    assert!(open(&folder.clone().maps("*9-29.csv", None, "none")));
    // An exact name, or a longer pattern, says otherwise.
    assert!(!open(&folder.clone().maps(
        "odd 2026-09-29.csv",
        None,
        "none"
    )));
    assert!(!open(&folder.maps("odd 2026-*.csv", None, "none")));
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
