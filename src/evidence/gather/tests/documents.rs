use super::*;

fn document(path: &str) -> FileRead {
    let mut read = file(path, Vec::new());
    read.documents.push(RawDocument {
        path: path.into(),
        sha256: read.found.sha256.as_str().into(),
        title: None,
        approved: None,
        approved_on: None,
        headings: vec!["Needs".to_owned()],
        text: Some("needs of children".to_owned()),
        unread: None,
        own_date: None,
    });
    read
}

fn approved(path: &str, approved: bool) -> FileRead {
    let mut read = document(path);
    read.documents[0].approved = Some(approved);
    read
}

/// A register of rows of title, path, date and `yes`, `no` or nothing.
fn register(rows: &[[&str; 4]]) -> FileRead {
    let path = "register 2026-09-30.csv";
    let records: Vec<String> = (0..rows.len()).map(|i| format!("r{i}=1")).collect();
    let mut list = extract(path, "documents", &records.join(" "));
    let texts = |at: usize| column(rows.iter().map(|row| row[at].to_owned()));
    let mut dates = ColumnBuilder::new(ColumnType::Date, &Arc::from([]));
    let mut signed = ColumnBuilder::new(ColumnType::YesNo, &Arc::from([]));
    for row in rows {
        dates.push(Day::parse_iso(row[2]).map_or(Cell::Blank, Cell::Date));
        signed.push(match row[3] {
            "" => Cell::Blank,
            word => Cell::YesNo(word == "yes"),
        });
    }
    let columns = vec![
        (Arc::from("title"), texts(0)),
        (Arc::from("path"), texts(1)),
        (Arc::from("dated_on"), dates.finish()),
        (Arc::from("approved"), signed.finish()),
    ];
    list.table = Table::new(columns, (2u32..).take(rows.len()).collect(), 0);
    file(path, vec![list])
}

#[test]
fn a_file_stands_with_its_own_words() {
    let mut read = approved("plans/strategy 2026-05-01.md", true);
    read.documents[0].title = Some("Strategy".to_owned());
    let evidence = Folder::new().with(read).gather();
    let found = &evidence.documents[0];
    assert_eq!(
        (found.name.as_str(), found.title.as_str()),
        ("strategy 2026-05-01.md", "Strategy")
    );
    assert!(found.approved);
    assert_eq!(found.headings, ["Needs"]);
    assert_eq!(found.text.as_deref(), Some("needs of children"));
    assert_eq!(
        (found.dated, found.dated_by),
        (Some(day("2026-05-01")), DatedBy::Name)
    );
    let source = &evidence.sources[found.source];
    assert_eq!(
        (source.dataset.as_str(), source.expires),
        ("document", Some(day("2027-05-01")))
    );
}

#[test]
fn a_file_that_says_nothing_is_named_by_its_stem_and_not_approved() {
    let evidence = Folder::new().with(document("strategy.md")).gather();
    let found = &evidence.documents[0];
    assert_eq!((found.title.as_str(), found.approved), ("strategy", false));
    assert_eq!(found.dated, None);
    assert_eq!(raised(&evidence, Code::DateMissing).len(), 1);
}

#[test]
fn the_manifest_titles_dates_and_approves() {
    let evidence = Folder::new()
        .with(document("strategy.md"))
        .says("strategy.md", |e| {
            e.title = Some("Sufficiency strategy".to_owned());
            e.dated = Some(day("2026-05-01"));
            e.approved = Some(true);
        })
        .gather();
    let found = &evidence.documents[0];
    assert_eq!(
        (found.title.as_str(), found.approved),
        ("Sufficiency strategy", true)
    );
    assert_eq!(
        (found.dated, found.dated_by),
        (Some(day("2026-05-01")), DatedBy::Manifest)
    );
}

#[test]
fn a_register_row_speaks_of_the_file_at_its_path() {
    for path in [
        "plans/strategy.md",
        r"Plans\Strategy.md",
        "strategy.md",
        "S:/x/strategy.md",
    ] {
        let evidence = Folder::new()
            .with(document("plans/strategy.md"))
            .with(register(&[["Our strategy", path, "2026-04-01", "yes"]]))
            .gather();
        assert_eq!(evidence.documents.len(), 1, "{path}");
        let found = &evidence.documents[0];
        assert_eq!(found.title, "Our strategy");
        assert!(found.approved && found.text.is_some());
        assert_eq!(
            (found.dated, found.dated_by),
            (Some(day("2026-04-01")), DatedBy::Register)
        );
        assert_eq!(evidence.sources[found.source].dataset, "document");
    }
}

#[test]
fn a_name_that_two_files_have_names_neither() {
    let evidence = Folder::new()
        .with(document("a/strategy.md"))
        .with(document("b/strategy.md"))
        .with(register(&[[
            "Our strategy",
            "strategy.md",
            "2026-04-01",
            "yes",
        ]]))
        .gather();
    assert_eq!(evidence.documents.len(), 3);
    assert!(evidence.documents[0].dated.is_none());
}

#[test]
fn a_row_without_a_file_stands_without_text() {
    let evidence = Folder::new()
        .with(register(&[[
            "Our strategy",
            "x/strategy.docx",
            "2026-04-01",
            "yes",
        ]]))
        .gather();
    let found = &evidence.documents[0];
    assert_eq!(
        (found.name.as_str(), found.title.as_str()),
        ("x/strategy.docx", "Our strategy")
    );
    assert!(found.approved && found.headings.is_empty() && found.text.is_none());
    assert_eq!(evidence.sources[found.source].dataset, "documents");
}

#[test]
fn between_file_and_register_the_older_date_holds() {
    let evidence = Folder::new()
        .with(document("strategy 2026-06-01.md"))
        .with(register(&[[
            "",
            "strategy 2026-06-01.md",
            "2026-04-01",
            "",
        ]]))
        .gather();
    assert_eq!(evidence.documents[0].dated, Some(day("2026-04-01")));
    assert_eq!(raised(&evidence, Code::DateDisagrees).len(), 1);
}

#[test]
fn a_document_that_anything_calls_not_approved_is_not() {
    for (own, listed) in [(true, "no"), (false, "yes")] {
        let evidence = Folder::new()
            .with(approved("strategy.md", own))
            .with(register(&[["", "strategy.md", "2026-04-01", listed]]))
            .gather();
        assert!(!evidence.documents[0].approved);
        assert_eq!(places(&evidence, Code::ApprovalDisagrees), ["strategy.md"]);
    }
}

#[test]
fn a_document_of_a_later_day_is_listed_and_not_used() {
    let evidence = Folder::new()
        .with(document("strategy 2026-10-01.md"))
        .with(register(&[["Plan", "plan.docx", "2026-12-01", "yes"]]))
        .gather();
    assert!(evidence.documents.is_empty());
    assert_eq!(evidence.sources[1].role, Role::Future);
    assert_eq!(raised(&evidence, Code::DateAhead).len(), 2);
}

#[test]
fn rows_without_a_date_are_counted_in_one_report() {
    let evidence = Folder::new()
        .with(register(&[
            ["A", "a.docx", "", "yes"],
            ["B", "", "", ""],
            ["", "", "", "yes"],
        ]))
        .gather();
    let names: Vec<&str> = evidence.documents.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["a.docx", "B"]);
    assert_eq!(
        raised(&evidence, Code::DateMissing),
        ["2 documents of the register have no date and no file"]
    );
    assert_eq!(
        places(&evidence, Code::DateMissing),
        ["register 2026-09-30.csv"]
    );
}

#[test]
fn what_is_wrong_with_a_row_without_a_file_is_at_the_row() {
    let evidence = Folder::new()
        .with(register(&[
            ["A", "a.docx", "2026-09-01", "yes"],
            ["B", "", "", "yes"],
            ["C", "c.docx", "2026-10-01", "yes"],
        ]))
        .gather();
    assert_eq!(
        places(&evidence, Code::DateAhead),
        ["register 2026-09-30.csv:4"]
    );
    assert_eq!(
        places(&evidence, Code::DateMissing),
        ["register 2026-09-30.csv:3"]
    );
}

#[test]
fn a_row_for_the_copy_of_a_file_speaks_of_the_file() {
    let mut folder = Folder::new()
        .with(document("a/strategy.md"))
        .with(document("b/old.md"))
        .with(register(&[[
            "Our strategy",
            "b/old.md",
            "2026-04-01",
            "yes",
        ]]));
    folder.reads[0].found.sha256 = "same".to_owned();
    folder.reads[1].found.sha256 = "same".to_owned();
    let evidence = folder.gather();
    assert_eq!(evidence.documents.len(), 1);
    assert_eq!(evidence.documents[0].title, "Our strategy");
}

#[test]
fn what_is_said_of_approval_is_kept_apart_from_what_is_not_said() {
    let evidence = Folder::new()
        .with(approved("a 2026-09-01.md", true))
        .with(approved("b 2026-09-01.md", false))
        .with(document("c 2026-09-01.md"))
        .gather();
    let said: Vec<(usize, bool)> = evidence.approvals.into_iter().collect();
    assert_eq!(said, [(0, true), (1, false)]);
}

#[test]
fn an_approval_that_is_still_to_come_is_none() {
    let plan = |on: &str| {
        let mut read = approved("plan 2026-05-01.md", true);
        read.documents[0].approved_on = Day::parse_iso(on);
        let evidence = Folder::new().with(read).gather();
        evidence.documents[0].approved
    };
    assert!(plan("2026-09-30"), "approved on the day itself");
    assert!(!plan("2026-10-01"), "the day after as-at");
}
