//! What the names of files and sheets say where nothing else could be read.

use super::*;

/// Another team's part of the list, which alone would be judged in its place.
fn other_part() -> Folder {
    Folder::new().list("team b 2026-09-29.csv", "plans", "c=1")
}

/// A file of these sheets, none of them recognised.
fn unlike(path: &str, sheets: &[Option<&str>]) -> FileRead {
    let mut read = file(path, Vec::new());
    read.found.tables = sheets
        .iter()
        .map(|sheet| TableFound {
            sheet: sheet.map(str::to_owned),
            reason: "its headings fit no list".to_owned(),
            ..TableFound::default()
        })
        .collect();
    read
}

fn judged(folder: &Folder) -> bool {
    match &folder.gather().lists["plans"].standing {
        Standing::Rows(table) => {
            assert_eq!(table.rows(), 1);
            true
        }
        Standing::Unreadable(_) => false,
        Standing::Unresolved(question) => panic!("{question}"),
    }
}

#[test]
fn a_file_and_a_sheet_are_named_by_one_rule() {
    let exact = [
        "list of plans",
        "List_of-PLANS",
        "ListOfPlans 30.09.2026",
        "2026-09-30 list of plans",
        "List of plans Sept 2026",
        "plans",
        "Plans 20260930",
        "list of care plans",
        "list of plans, plans of care",
        "Copy of List of plans 2026-09-30",
        "list of plans 2026-09-30 - Copy (2)",
        "list of plans (1)",
        "list of plans FINAL v2",
        "list of plans of team a copy",
    ];
    let other = [
        "list of plan",
        "old list of plans",
        "plans of teams",
        "list of plans of team a",
        "list of plans 2",
        "old list of plans copy",
        "list of copy",
        "2026-09-30",
        "",
    ];
    for (name, says) in exact
        .map(|n| (n, true))
        .into_iter()
        .chain(other.map(|n| (n, false)))
    {
        let file = other_part().with(broken(&format!("{name}.xlsx")));
        assert_eq!(judged(&file), !says, "{name:?} as an unreadable file");
        let unread = unlike(&format!("{name}.csv"), &[None]);
        assert_eq!(
            judged(&other_part().with(unread)),
            !says,
            "{name:?} as a file without the headings"
        );
        let sheet = unlike("book.xlsx", &[Some("Cover"), Some(name)]);
        assert_eq!(
            judged(&other_part().with(sheet)),
            !says,
            "{name:?} as a sheet without the headings"
        );
        let mut sheet = unlike("book.xlsx", &[Some(name)]);
        sheet.found.problem = Some("it broke off".to_owned());
        sheet.found.tables[0].broken = true;
        assert_eq!(
            judged(&other_part().with(sheet)),
            !says,
            "{name:?} as a sheet that broke off above its headings"
        );
    }
}

#[test]
fn a_list_whose_headings_are_gone_is_told_with_the_way_out() {
    let folder = other_part().with(unlike("zebra.xlsx", &[Some("Plans 2026-09-30")]));
    let evidence = folder.gather();
    assert_eq!(
        unread(&evidence.lists["plans"]),
        "Plans of care, 30 September 2026: its headings were not found in a sheet that is named as \
         it. Check its headings, or say `dataset = \"none\"` for it in `evidence.toml` if it is not \
         this list."
    );
    let note = evidence
        .diagnostics
        .iter()
        .find(|d| d.code == Code::ListUnreadable)
        .unwrap();
    assert_eq!(
        note.message,
        "`plans` cannot be judged: `zebra.xlsx` sheet `Plans 2026-09-30` is named as this list and \
         its headings were not found"
    );
    assert_eq!(
        note.help.as_deref(),
        Some(
            "check its headings, or say `dataset = \"none\"` for it in `evidence.toml` if it is \
             not this list"
        )
    );
    // The way out works, for the sheet and for the file.
    let put_aside = |sheet: Option<&str>| {
        let sheet = sheet.map(str::to_owned);
        folder.clone().says("zebra.xlsx", |e| {
            e.sheet.clone_from(&sheet);
            e.dataset = Some("none".to_owned());
        })
    };
    assert!(judged(&put_aside(Some("Plans 2026-09-30"))));
    assert!(judged(&put_aside(None)));
    assert!(!judged(&put_aside(Some("another"))));
}

#[test]
fn a_name_says_nothing_of_a_list_that_was_given_otherwise() {
    // The file's one list was recognised as another, whatever the file is called.
    let other = other_part().list("list of plans 2026-09-28.csv", "visits", "v=1");
    assert!(judged(&other));
    // Its cover sheet is not the list that another sheet of it holds.
    let path = "list of plans 2026-09-28.xlsx";
    let mut read = file(path, vec![extract(path, "plans", "c=1")]);
    read.extracts[0].sheet = Some("Data".to_owned());
    read.found.tables[0].sheet = Some("Data".to_owned());
    read.found
        .tables
        .extend(unlike(path, &[Some("Cover")]).found.tables);
    assert!(judged(&other_part().with(read)));
    // A person has said what it is.
    let said = other_part()
        .with(unlike("list of plans.xlsx", &[Some("A")]))
        .maps("list of plans.xlsx", Some("A"), "visits");
    assert!(judged(&said));
}

#[test]
fn a_hidden_sheet_a_later_one_and_a_document_are_not_the_list() {
    let mut hidden = unlike("book.xlsx", &[Some("Plans")]);
    hidden.found.tables[0].hidden = true;
    assert!(judged(&other_part().with(hidden)));
    let later = unlike("book.xlsx", &[Some("Plans 2026-10-01")]);
    assert!(judged(&other_part().with(later)));
    assert!(judged(&other_part().with(broken("list of plans.pdf"))));
    assert!(!judged(&other_part().with(broken("list of plans.TXT"))));
}
