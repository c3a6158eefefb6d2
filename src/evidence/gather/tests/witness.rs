use std::num::NonZeroU64;

use super::*;
use crate::evidence::contradictions::Conflict;
use crate::evidence::extract::{Fact, Survey, When};
use crate::pack::{ColumnSpec, Open, Subject};

fn status() -> ColumnSpec {
    ColumnSpec {
        name: "status".into(),
        names: vec!["Status".to_owned()],
        kind: ColumnType::Code,
        required: false,
        personal: None,
        show: false,
        planned: false,
        may_be_blank: false,
        codes: ["order".to_owned(), "voluntary".to_owned()].into(),
        spellings: vec![Vec::new(), Vec::new()],
        others: None,
        asks: None,
        about: None,
        example: None,
    }
}

fn told(dataset: &mut Dataset) {
    dataset.columns = vec![status()];
    dataset.subject = Some(Subject {
        column: "child_id".to_owned(),
        facts: vec![("status".to_owned(), "legal_status".to_owned())],
        open: Some(Open {
            from: "from".to_owned(),
            until: "until".to_owned(),
            also_in: Vec::new(),
        }),
    });
}

/// Adds to the last list what its rows tell: whom, the status, and the day that it ended.
fn telling(mut folder: Folder, rows: &[(u64, &str, &str)]) -> Folder {
    let until = |day: &str| Day::parse_iso(day).map_or(When::Blank, When::On);
    let hash = |word: &str| crate::table::hash::of(word.as_bytes());
    let survey = Survey {
        undecoded: Vec::new(),
        subjects: rows.iter().map(|row| NonZeroU64::new(row.0)).collect(),
        facts: vec![Fact {
            column: "status".to_owned(),
            values: rows
                .iter()
                .map(|row| NonZeroU64::new(hash(row.1)))
                .collect(),
            doubtful: false,
        }],
        open: Some(
            rows.iter()
                .map(|row| [When::On(day("2026-01-01")), until(row.2)])
                .collect(),
        ),
        counted: None,
    };
    folder.reads.last_mut().unwrap().extracts[0].survey = Some(survey);
    folder
}

#[test]
fn a_status_that_is_over_is_not_held_against_another_list() {
    let mut folder = Folder::new();
    for dataset in folder.datasets.values_mut() {
        told(dataset);
    }
    let folder = folder.list("plans 2026-09-29.csv", "plans", "a=1 b=1");
    let folder = telling(folder, &[(1, "voluntary", ""), (2, "order", "")]);
    // Child 1 is on an order now, and was voluntarily in care before; child 2 agrees.
    let folder = folder.list("visits 2026-09-29.csv", "visits", "a=1 b=1 c=1");
    let rows = [
        (1, "voluntary", "2026-05-01"),
        (1, "order", ""),
        (2, "order", ""),
    ];
    let found = telling(folder, &rows).gather().contradictions.found;
    assert_eq!(found.len(), 1, "{found:?}");
    let c = &found[0];
    assert_eq!((c.kind, c.children, c.of), (Conflict::Differs, 1, 2));
    assert_eq!(c.about.as_deref(), Some("legal_status"));
}
