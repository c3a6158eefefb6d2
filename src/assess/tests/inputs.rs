use super::*;
use crate::assess::fixture::source;
use crate::assessment::{ActionState, ActionsAgainst};
use crate::evidence::{DataProblem, FileFound, ProblemKind, TableFound};
use crate::measure::Outcome;
use crate::table::ColumnType::Code;

#[test]
fn what_was_not_read_and_every_bad_cell_is_listed() {
    let mut evidence = evidence();
    evidence.sources[0].sheet = Some("List 4".to_owned());
    let file = |path: &str, format, problem: Option<&str>, tables| FileFound {
        path: path.into(),
        sha256: String::new(),
        format,
        problem: problem.map(str::to_owned),
        document: false,
        tables,
    };
    let table = |dataset: Option<&str>, hidden, source| TableFound {
        sheet: Some("Sheet1".to_owned()),
        dataset: dataset.map(str::to_owned),
        reason: "no dataset fits its headings".to_owned(),
        hidden,
        source,
        ..TableFound::default()
    };
    evidence.files = vec![
        file(
            "broken.xlsx",
            "xlsx",
            Some("the workbook is damaged"),
            vec![],
        ),
        file("lists/visits.csv", "csv", None, vec![]),
        file(
            "odd.xlsx",
            "xlsx",
            None,
            vec![
                table(None, false, None),
                table(Some("visits"), true, None),
                table(Some("visits"), true, Some(0)),
            ],
        ),
        file("photo.png", "unknown", None, vec![]),
    ];
    evidence.problems = vec![DataProblem {
        source: 0,
        cell: "C17".to_owned(),
        order: (17, 3),
        heading: "Date of visit".to_owned(),
        kind: ProblemKind::NoSuchDate,
        shown: Some("31/02/2026".to_owned()),
    }];
    let a = assess_by(&example(), &evidence, &plan(), &measuring);
    let not_read: Vec<(&str, &str)> = a
        .not_read
        .iter()
        .map(|n| (n.path.as_str(), n.why.as_str()))
        .collect();
    assert_eq!(
        not_read,
        [
            ("broken.xlsx", "the workbook is damaged"),
            ("odd.xlsx", "no dataset fits its headings"),
            (
                "odd.xlsx",
                "the sheet is hidden, so it is not counted unless it is mapped by hand"
            ),
            ("photo.png", "files of this format are not read"),
        ]
    );
    assert_eq!(a.data_problems[0].cell, "List 4!C17");
    assert_eq!(a.data_problems[0].dataset, "visits");
    assert_eq!(a.sources[0].used_by, ["a", "b", "c", "d"]);
}

#[test]
fn findings_and_actions_are_linked_and_unknown_links_reported() {
    let findings = [
        ("finding_id", Text),
        ("visited_on", Date),
        ("criteria", Text),
    ];
    let actions = [("criterion", Text), ("due_on", Date), ("status", Code)];
    let mut evidence = with_list(
        evidence(),
        "inspection_findings",
        list(
            &findings,
            "F1 | 2022-12-05 | a, no-such\nF2 | 2022-12-05 | Someone's name",
        ),
    );
    evidence = with_list(
        evidence,
        "improvement_actions",
        list(
            &actions,
            "a | 2026-12-01 | open\nno-such | 2026-12-01 | open",
        ),
    );
    let a = assess_by(&example(), &evidence, &plan(), &measuring);
    assert_eq!(a.findings.len(), 2);
    assert_eq!(a.findings[0].criteria, ["a"]);
    assert_eq!(a.findings[0].activity, ["1 action in hand"]);
    assert_eq!(a.gaps[0].action.state, ActionState::InHand);
    assert_eq!(a.actions, ActionsAgainst::default());
    assert_eq!(
        codes(&a),
        [
            (
                "unknown-link",
                "the list of findings names `no-such`, which is not a criterion of the pack"
            ),
            (
                "unknown-link",
                "the list of actions names `no-such`, which is not a criterion of the pack"
            ),
            (
                "unknown-link",
                "the list of findings names something that is not the id of a criterion"
            ),
        ]
    );
    let at: Vec<_> = a.diagnostics.iter().map(|d| (d.line, d.column)).collect();
    assert_eq!(at, [(Some(2), None), (Some(3), None), (Some(3), None)]);
    let scope = Scope {
        areas: vec!["homes".to_owned()],
        ..Scope::default()
    };
    let narrowed = assess_by(&example(), &evidence, &Plan { scope, ..plan() }, &measuring);
    assert!(narrowed.findings.is_empty());
}

#[test]
fn a_future_source_or_another_dataset_does_not_make_a_file_unread() {
    let mut evidence = evidence();
    evidence
        .sources
        .push(source("strategy.md", "document", None));
    evidence.files = vec![FileFound {
        path: "strategy.md".into(),
        sha256: String::new(),
        format: "markdown",
        problem: None,
        document: true,
        tables: Vec::new(),
    }];
    let nothing = |_: &Criterion, _: &Inputs<'_>, _: Day| {
        crate::assess::fixture::measured(Outcome::NotApplicable("there were none".to_owned()))
    };
    let a = assess_by(&example(), &evidence, &plan(), &nothing);
    assert!(a.not_read.is_empty());
    assert_eq!(a.areas[0].today.level, Level::CannotSay);
}
