//! Small lists held against each other, with what follows worked out by hand.

use super::*;
use crate::pack::{ColumnSpec, KindOfEvidence, Open, Personal, Shape, Subject};
use crate::table::{ColumnType, hash};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn column(name: &str, kind: ColumnType, personal: Option<Personal>, codes: &[&str]) -> ColumnSpec {
    ColumnSpec {
        name: name.into(),
        names: vec![name.to_owned()],
        kind,
        required: false,
        personal,
        show: false,
        planned: false,
        may_be_blank: false,
        codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        spellings: codes.iter().map(|_| Vec::new()).collect(),
        others: None,
        asks: None,
        about: None,
        example: None,
    }
}

/// A list of children with a date of birth and a legal status that has these codes.
fn dataset(id: &str, codes: &[&str], also_in: &[&str]) -> Dataset {
    let facts = [("born", "date_of_birth"), ("status", "legal_status")];
    let facts = facts.map(|(column, fact)| (column.to_owned(), fact.to_owned()));
    Dataset {
        template: true,
        id: id.to_owned(),
        title: id.to_owned(),
        source: None,
        rows_are: "children".to_owned(),
        sheet_hints: Vec::new(),
        file_hints: Vec::new(),
        valid_for: crate::calendar::Span::parse("1 month").unwrap(),
        kind_of_evidence: KindOfEvidence::Data,
        key: vec!["child_id".to_owned()],
        shape: Shape::Snapshot,
        covers: None,
        empty_means_none: false,
        auto: true,
        order: Vec::new(),
        columns: vec![
            column("born", ColumnType::Date, Some(Personal::BirthDate), &[]),
            column("status", ColumnType::Code, None, codes),
        ],
        subject: Some(Subject {
            column: "child_id".to_owned(),
            facts: facts.to_vec(),
            open: Some(Open {
                from: "from".to_owned(),
                until: "until".to_owned(),
                also_in: also_in.iter().map(|id| (*id).to_owned()).collect(),
            }),
        }),
        place: crate::diagnostic::SourceText::new("datasets.toml", "x").place(0..1),
    }
}

fn datasets(all: &[Dataset]) -> BTreeMap<String, Dataset> {
    all.iter().map(|d| (d.id.clone(), d.clone())).collect()
}

fn list(dataset: &str, dated: &str) -> Witness {
    Witness {
        dataset: dataset.to_owned(),
        dated: Some(day(dated)),
        one_day: true,
        has_open: true,
        ..Witness::default()
    }
}

fn telling(mut list: Witness, column: &str, values: &[(u64, u64)]) -> Witness {
    let mut values = values.to_vec();
    values.sort_unstable();
    let said = Said {
        values,
        doubtful: false,
    };
    list.facts.insert(column.to_owned(), said);
    list
}

fn opened(mut list: Witness, rows: &[(u64, &str, &str)]) -> Witness {
    let when = |text: &str| match text {
        "" => When::Blank,
        "?" => When::Unclear,
        text => When::On(day(text)),
    };
    let spans = rows.iter().map(|(whom, from, until)| {
        let span = Span {
            from: when(from),
            until: when(until),
        };
        (*whom, span)
    });
    list.spans = spans.collect();
    list
}

fn kinds(found: &[Contradiction]) -> Vec<(Conflict, u64, u64)> {
    found.iter().map(|c| (c.kind, c.children, c.of)).collect()
}

#[test]
fn a_birth_date_is_compared_whatever_the_days_of_the_lists() {
    let pack = datasets(&[dataset("a", &["x"], &[]), dataset("b", &["x"], &[])]);
    // Child 1 agrees, 2 differs, 3 has two of which one agrees, 4 and 5 are in one list only.
    let a = telling(
        list("a", "2026-08-31"),
        "born",
        &[(1, 10), (2, 20), (3, 30), (3, 31), (4, 40)],
    );
    let b = telling(
        list("b", "2026-09-30"),
        "born",
        &[(1, 10), (2, 21), (3, 31), (5, 50)],
    );
    let all = find(&[a, b], &pack);
    assert_eq!(
        kinds(&all.found),
        [(Conflict::Differs, 1, 3), (Conflict::DiffersWithin, 1, 4)]
    );
    // Children 2 and 3.
    assert_eq!(all.facts[0].children, 2);
    assert_eq!(all.facts[0].about, "date_of_birth");
    assert!(all.not_compared.is_empty());
}

#[test]
fn what_changes_is_compared_between_lists_of_one_day_alone() {
    let pack = datasets(&[
        dataset("a", &["order", "voluntary"], &[]),
        dataset("b", &["order", "voluntary", "remand"], &[]),
    ]);
    let [order, voluntary, remand] =
        ["order", "voluntary", "remand"].map(|w| hash::of(w.as_bytes()));
    let a = |dated: &str| {
        telling(
            list("a", dated),
            "status",
            &[(1, order), (2, order), (3, voluntary)],
        )
    };
    let b = telling(
        list("b", "2026-09-30"),
        "status",
        &[(1, order), (2, voluntary), (3, remand)],
    );
    let same_day = find(&[a("2026-09-30"), b.clone()], &pack);
    // Child 3 is on remand, which the first list has no word for.
    assert_eq!(kinds(&same_day.found), [(Conflict::Differs, 1, 2)]);
    assert_eq!(same_day.found[0].on, Some(day("2026-09-30")));
    assert_eq!(same_day.not_compared[0].children, Some(1));
    let other_day = find(&[a("2026-08-31"), b], &pack);
    assert!(other_day.found.is_empty());
    assert_eq!(
        other_day.not_compared[0].why,
        "the lists speak for different days, 31 August 2026 and 30 September 2026"
    );
}

#[test]
fn who_is_open_is_taken_at_the_earlier_of_two_days() {
    let pack = datasets(&[
        dataset("plans", &["x"], &["need"]),
        dataset("need", &["x"], &[]),
    ]);
    let plans = opened(
        list("plans", "2026-08-31"),
        &[
            (1, "2026-01-01", ""),
            (2, "2026-01-01", ""),
            (3, "2026-01-01", ""),
            (4, "2026-01-01", "2026-08-01"),
            (5, "2026-01-01", ""),
            (6, "2026-01-01", ""),
        ],
    );
    let need = opened(
        list("need", "2026-09-30"),
        &[
            // Still open.
            (1, "2025-12-01", ""),
            // Closed before the earlier day: a contradiction.
            (2, "2025-12-01", "2026-08-31"),
            // Closed between the two days: honest.
            (3, "2025-12-01", "2026-09-01"),
            (4, "2025-12-01", "2026-08-01"),
            // Closed once and opened again.
            (5, "2025-12-01", "2026-03-01"),
            (5, "2026-03-15", ""),
            // Its end cannot be read.
            (6, "2025-12-01", "?"),
        ],
    );
    let all = find(&[plans, need], &pack);
    assert_eq!(kinds(&all.found), [(Conflict::OpenAndClosed, 1, 5)]);
    assert_eq!(all.found[0].on, Some(day("2026-08-31")));
}

#[test]
fn a_child_missing_from_the_other_list_is_counted_where_that_list_is_not_the_newer() {
    let pack = datasets(&[
        dataset("plans", &["x"], &["need"]),
        dataset("need", &["x"], &[]),
    ]);
    let plans = |dated| {
        opened(
            list("plans", dated),
            &[(1, "2026-01-01", ""), (2, "2026-01-01", "")],
        )
    };
    let need = opened(list("need", "2026-08-31"), &[(1, "2025-12-01", "")]);
    let newer = find(&[plans("2026-09-30"), need.clone()], &pack);
    assert_eq!(kinds(&newer.found), [(Conflict::OpenAndAbsent, 1, 2)]);
    // Child 2 may have left the newer list since.
    let older = find(&[plans("2026-07-31"), need], &pack);
    assert!(older.found.is_empty(), "{older:?}");
}

#[test]
fn ids_that_meet_next_to_nobody_are_said_to_be_written_otherwise() {
    let pack = datasets(&[
        dataset("plans", &["x"], &["need"]),
        dataset("need", &["x"], &[]),
    ]);
    let rows = |from: u64| -> Vec<(u64, &str, &str)> {
        (from..from + 20)
            .map(|whom| (whom, "2026-01-01", ""))
            .collect()
    };
    let plans = opened(list("plans", "2026-09-30"), &rows(0));
    let apart = opened(list("need", "2026-09-30"), &rows(100));
    let all = find(&[plans, apart], &pack);
    assert_eq!(kinds(&all.found), [(Conflict::IdsApart, 20, 20)]);
}

#[test]
fn lists_without_a_date_or_without_the_columns_are_not_compared() {
    let pack = datasets(&[
        dataset("plans", &["x"], &["need"]),
        dataset("need", &["x"], &[]),
    ]);
    let plans = opened(list("plans", "2026-09-30"), &[(1, "2026-01-01", "")]);
    let mut need = opened(
        list("need", "2026-09-30"),
        &[(1, "2026-01-01", "2026-02-01")],
    );
    need.dated = None;
    let undated = find(&[plans.clone(), need.clone()], &pack);
    assert_eq!(undated.not_compared[0].why, "they do not both have a date");
    need.dated = plans.dated;
    need.has_open = false;
    let lacking = find(&[plans, need], &pack);
    assert_eq!(
        lacking.not_compared[0].why,
        "`need` lacks a date that says when a row opens or closes"
    );
    assert!(undated.found.is_empty() && lacking.found.is_empty());
}
