use std::collections::BTreeSet;

use super::*;

#[test]
fn a_source_after_as_at_is_listed_and_not_used() {
    let evidence = Folder::new()
        .list("2026-09-30.csv", "plans", "a=1")
        .list("2026-10-01.csv", "plans", "a=2")
        .list("2026-10-02.csv", "visits", "a=2")
        .gather();
    assert_eq!(records(&evidence.lists["plans"]), ["a=1"]);
    assert!(!evidence.lists.contains_key("visits"));
    let found: Vec<Role> = evidence.sources.iter().map(|s| s.role).collect();
    assert_eq!(found, [Role::Judged, Role::Future, Role::Future]);
    assert_eq!(
        raised(&evidence, Code::DateAhead),
        [
            "`2026-10-01.csv` is dated 2026-10-01 by its name, after the day it is judged at, \
             2026-09-30, and is not used",
            "`2026-10-02.csv` is dated 2026-10-02 by its name, after the day it is judged at, \
             2026-09-30, and is not used",
            "the only list found for `visits` is dated 2 October 2026, after the as-at date",
        ]
    );
}

#[test]
fn a_list_named_after_the_month_of_as_at_is_used() {
    let mut folder = Folder::new().list("visits Nov 2026.csv", "visits", "a=1");
    folder.as_at = day("2026-11-22");
    let evidence = folder.gather();
    assert_eq!(evidence.lists["visits"].dated, Some(day("2026-11-22")));
    assert_eq!(raised(&evidence, Code::DateAhead), [""; 0]);
    folder.as_at = day("2026-10-31");
    assert!(!folder.gather().lists.contains_key("visits"));
}

#[test]
fn where_dates_disagree_the_older_holds_and_it_is_said() {
    let folder = Folder::new().list("2026-09-30.csv", "plans", "a=1");
    let evidence = folder
        .clone()
        .says("2026-09-30.csv", |e| e.dated = Some(day("2026-08-31")))
        .gather();
    assert_eq!(evidence.sources[0].dated, Some(day("2026-08-31")));
    assert_eq!(evidence.sources[0].dated_by, DatedBy::Manifest);
    assert_eq!(
        raised(&evidence, Code::DateDisagrees),
        ["`2026-09-30.csv` is dated 2026-08-31 by `evidence.toml` and 2026-09-30 by its name"]
    );
    let later = folder
        .says("2026-09-30.csv", |e| e.dated = Some(day("2027-08-31")))
        .gather();
    assert_eq!(later.sources[0].dated_by, DatedBy::Name);
    assert_eq!(later.sources[0].role, Role::Judged);
    let ahead = later
        .diagnostics
        .iter()
        .find(|d| d.code == Code::DateAhead)
        .unwrap();
    assert!(ahead.place.is_some());
}

#[test]
fn a_sheet_may_have_its_own_date() {
    let mut read = file("book.xlsx", Vec::new());
    for sheet in ["One", "Two"] {
        let mut list = extract("book.xlsx", "plans", &format!("{sheet}=1"));
        list.sheet = Some(sheet.to_owned());
        read.extracts.push(list);
    }
    let folder = Folder::new()
        .with(read)
        .says("book.xlsx", |e| e.dated = Some(day("2026-09-01")))
        .says("book.xlsx", |e| {
            e.sheet = Some("two".to_owned());
            e.dated = Some(day("2026-08-01"));
        });
    let evidence = folder.gather();
    let dates: Vec<Option<Day>> = evidence.sources.iter().map(|s| s.dated).collect();
    assert_eq!(dates, [Some(day("2026-09-01")), Some(day("2026-08-01"))]);
}

#[test]
fn a_save_date_is_a_last_resort_and_marked_weak() {
    let mut folder = Folder::new().list("plans.csv", "plans", "a=1");
    folder.reads[0].extracts[0].own_date = Some((day("2026-09-12"), DatedBy::Modified));
    let evidence = folder.gather();
    assert!(evidence.lists["plans"].weak_date);
    assert_eq!(evidence.lists["plans"].dated, Some(day("2026-09-12")));
    assert_eq!(raised(&evidence, Code::DateWeak).len(), 1);
}

#[test]
fn an_undated_list_stands_and_is_reported() {
    let evidence = Folder::new().list("plans.csv", "plans", "a=1").gather();
    let list = &evidence.lists["plans"];
    assert_eq!((list.dated, list.expires), (None, None));
    assert_eq!(
        raised(&evidence, Code::DateMissing),
        ["`plans.csv` has no date"]
    );
}

fn copies(names: [&str; 2]) -> Folder {
    let mut folder = Folder::new();
    for name in names {
        folder = folder.list(name, "plans", "a=1");
    }
    for read in &mut folder.reads {
        read.found.sha256 = "same".to_owned();
    }
    folder
}

#[test]
fn a_byte_identical_file_is_reported_and_read_once() {
    let evidence = copies(["a 2026-09-29.csv", "b 2026-09-29.csv"]).gather();
    assert_eq!(evidence.files.len(), 2);
    assert_eq!(evidence.sources.len(), 1);
    assert_eq!(evidence.files[1].tables[0].source, None);
    assert_eq!(
        raised(&evidence, Code::DuplicateFile),
        ["`b 2026-09-29.csv` is byte for byte the same as `a 2026-09-29.csv` and is not read"]
    );
}

#[test]
fn of_two_files_of_one_date_the_one_not_called_a_copy_is_read() {
    let original = "z plans 2026-09-29.csv";
    for copy in [
        "Copy of z plans 2026-09-29.csv",
        "a plans 2026-09-29 - Copy.csv",
        "a plans 2026-09-29 (1).csv",
    ] {
        let evidence = copies([copy, original]).gather();
        assert_eq!(roles(&evidence), [(original, Role::Judged)]);
        assert_eq!(&*evidence.copies[copy], original);
    }
    let evidence = copies(["copy b 2026-09-29.csv", "copy a 2026-09-29.csv"]).gather();
    assert_eq!(
        &*evidence.copies["copy b 2026-09-29.csv"],
        "copy a 2026-09-29.csv"
    );
}

#[test]
fn a_copy_under_a_newer_name_refreshes_nothing() {
    let evidence = copies(["a 2026-09-29.csv", "b 2026-06-30.csv"]).gather();
    assert_eq!(evidence.lists["plans"].dated, Some(day("2026-06-30")));
    assert_eq!(roles(&evidence), [("b 2026-06-30.csv", Role::Judged)]);
    let evidence = copies(["a.csv", "b 2026-06-30.csv"]).gather();
    assert_eq!(evidence.lists["plans"].dated, Some(day("2026-06-30")));
}

#[test]
fn equal_bytes_mapped_to_two_datasets_are_two_sources() {
    let mut folder = copies(["a 2026-09-29.csv", "b 2026-09-29.csv"]);
    folder.reads[1].extracts[0].dataset = "visits".to_owned();
    let evidence = folder.gather();
    assert_eq!(evidence.sources.len(), 2);
    assert!(raised(&evidence, Code::DuplicateFile).is_empty());
}

#[test]
fn a_copy_that_is_put_aside_leaves_the_other_to_stand() {
    let evidence = copies(["a 2026-08-31.csv", "b 2026-09-29.csv"])
        .answers("a 2026-08-31.csv", Use::History)
        .gather();
    assert_eq!(roles(&evidence), [("b 2026-09-29.csv", Role::Judged)]);
}

/// A list with one date column of this name.
fn of_days(path: &str, dataset: &str, name: &str, days: &[&str]) -> Folder {
    let records = (0..days.len()).map(|n| format!("k{n}=1"));
    let records = records.collect::<Vec<_>>().join(" ");
    let mut folder = Folder::new().list(path, dataset, &records);
    let mut dates = ColumnBuilder::new(ColumnType::Date, &Arc::from([]));
    for text in days {
        dates.push(Cell::Date(day(text)));
    }
    let lines = (2u32..).take(days.len()).collect();
    let columns = vec![(Arc::from(name), dates.finish())];
    folder.reads[0].extracts[0].table = Table::new(columns, lines, 0);
    let spec = crate::pack::ColumnSpec {
        name: name.into(),
        names: Vec::new(),
        kind: ColumnType::Date,
        required: false,
        personal: (name == "born_on").then_some(crate::pack::Personal::BirthDate),
        show: false,
        planned: name == "due_on",
        may_be_blank: false,
        codes: [].into(),
        spellings: Vec::new(),
        others: None,
        asks: None,
        about: None,
        example: None,
    };
    let list = folder.datasets.get_mut(dataset).unwrap();
    list.columns.push(spec);
    folder
}

#[test]
fn a_log_with_nothing_of_the_time_before_its_date_is_told() {
    let old = |path: &str, dataset: &str, name: &str, days: &[&str]| {
        let evidence = of_days(path, dataset, name, days).gather();
        assert_eq!(evidence.sources[0].role, Role::Judged);
        let told = raised(&evidence, Code::DatesOld);
        told.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let path = "visits 2026-09-30.csv";
    // Three months back from 30 September is 30 June.
    assert_eq!(
        old(path, "visits", "on", &["2025-01-01", "2026-06-30"]),
        [""; 0]
    );
    assert_eq!(
        old(path, "visits", "on", &["2025-01-01", "2026-06-29"]),
        [
            "the newest date in `visits 2026-09-30.csv` is 29 June 2026, 3 months before the day it \
          is dated"
        ]
    );
    assert_eq!(
        old(path, "visits", "on", &["2025-09-30"]),
        [
            "the newest date in `visits 2026-09-30.csv` is 30 September 2025, 12 months before the \
          day it is dated"
        ]
    );
    assert_eq!(old(path, "visits", "born_on", &["2015-09-30"]), [""; 0]);
    assert_eq!(old(path, "visits", "due_on", &["2015-09-30"]), [""; 0]);
    assert_eq!(old("visits.csv", "visits", "on", &["2026-09-29"]), [""; 0]);
    // 47 days between two visits, twice, are as long as the 93 without one; 46 are not.
    assert_eq!(
        old(path, "visits", "on", &["2026-05-13", "2026-06-29"]),
        [""; 0]
    );
    assert_eq!(
        old(path, "visits", "on", &["2026-05-14", "2026-06-29"]).len(),
        1
    );
    // A list of what is open now may hold nothing new.
    assert_eq!(old(path, "plans", "on", &["2025-09-30"]), [""; 0]);
    let mut reaching = of_days(path, "plans", "on", &["2025-09-30"]);
    reaching.datasets.get_mut("plans").unwrap().covers = Span::parse("6 months").ok();
    let evidence = reaching.gather();
    assert_eq!(raised(&evidence, Code::DatesOld).len(), 1);
    let place = EvidencePlace::new(path, None);
    assert_eq!(evidence.diagnostics[0].place, Some(place.into()));
}

#[test]
fn nothing_is_said_of_lists_that_no_criterion_needs() {
    let folder = Folder::new()
        .list("plans.csv", "plans", "a=1 a=2")
        .list("plans of b.csv", "plans", "a=3")
        .list("visits.csv", "visits", "v=1")
        .with(broken("list of visits 2026-09-30.csv"));
    let context = Context {
        datasets: &folder.datasets,
        manifest: &folder.manifest,
        mappings: &folder.mappings,
        limits: &folder.limits,
        as_at: folder.as_at,
    };
    let said = |needed: &[&str]| {
        let needs = needed.iter().map(|id| ((*id).to_owned(), BTreeSet::new()));
        let evidence = gather_for(folder.reads.clone(), &context, &needs.collect());
        // What was not read is listed all the same.
        assert!(evidence.files.iter().any(|file| file.problem.is_some()));
        evidence.diagnostics
    };
    let whole = folder.gather().diagnostics;
    let (plans, visits) = (said(&["plans"]), said(&["visits"]));
    assert_eq!(said(&[]), []);
    assert!(
        plans.iter().all(|d| d.message.contains("plans")),
        "{plans:?}"
    );
    assert!(
        visits.iter().all(|d| d.message.contains("visits")),
        "{visits:?}"
    );
    assert_eq!(plans.len() + visits.len(), whole.len());
    assert!(plans.iter().any(|d| d.code == Code::OverlapUnresolved));
    assert!(visits.iter().any(|d| d.code == Code::ListUnreadable));
}

#[test]
fn the_name_of_a_folder_or_an_archive_dates_nothing() {
    for path in ["lists 2026-09-29.zip/plans.csv", "2026-09-29/plans.csv"] {
        let evidence = Folder::new().list(path, "plans", "a=1").gather();
        assert_eq!(evidence.sources[0].dated, None);
        let undated = format!("`{path}` has no date");
        assert_eq!(raised(&evidence, Code::DateMissing), [undated]);
    }
}
