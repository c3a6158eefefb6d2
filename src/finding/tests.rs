use super::*;
use crate::assess::fixture::{assessment, criterion, day, document, list, pack, result, with_list};
use crate::evidence::{Evidence, findings as earlier};
use crate::judge::State;
use crate::pack::KindOfEvidence;
use crate::table::ColumnType::{Code, Date, Text};

const ROWS: &str = "\
    F1 | 2022-12-05 | ILACS         | improve  | safe | Visits are late        | visits-on-time; strategy
    F2 | 2024-03-01 | Focused visit | priority | -    | Visits are still late  | Visits-On-Time
    F3 | 2024-03-01 | Focused visit | strength | safe | The strategy is sound  | strategy
    F4 | 2024-03-01 | Focused visit | improve  | safe | Planning drifts        | -
    F5 | 2027-01-01 | Later         | improve  | safe | Not yet                | -
    -  | -          | -             | -        | -    | Something              | -";

fn read() -> Vec<Finding> {
    let columns = [
        ("finding_id", Text),
        ("visited_on", Date),
        ("visit", Text),
        ("kind", Code),
        ("area", Code),
        ("text", Text),
        ("criteria", Text),
    ];
    let evidence = with_list(Evidence::default(), earlier::DATASET, list(&columns, ROWS));
    earlier::read(&evidence, day("2026-11-22"))
}

fn results() -> Vec<CriterionResult> {
    let mut other = result("other-area", State::Met);
    other.area = "homes".to_owned();
    let mut strategy = result("strategy", State::Met);
    strategy.kinds_of_evidence = vec![KindOfEvidence::Document];
    vec![other, strategy, result("visits-on-time", State::NotMet)]
}

fn act(criteria: &[&str], findings: &[&str], stands: Stands) -> Action {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    Action {
        criteria: owned(criteria),
        findings: owned(findings),
        stands,
        due: None,
    }
}

fn answered(actions: &[Action], baseline: Option<&Assessment>) -> Vec<FindingResult> {
    let pack = pack(vec![document("strategy"), criterion("visits-on-time")]);
    let results = results();
    let answers = Answers {
        pack: &pack,
        results: &results,
        actions,
        baseline,
    };
    findings(&read(), &answers)
}

fn one(id: &str) -> FindingResult {
    let mut all = answered(&[], None);
    all.retain(|f| f.id == id);
    all.remove(0)
}

#[test]
fn findings_are_read_up_to_as_at_and_answered_newest_first() {
    let all = answered(&[], None);
    let ids: Vec<&str> = all.iter().map(|f| f.id.as_str()).collect();
    // The last row has no id and no date; its line is 7, below one line of headings.
    assert_eq!(ids, ["F2", "F3", "F4", "F1", "row 7"]);
    assert_eq!(all[0].text, "Visits are still late");
    assert_eq!(all[0].visit, "Focused visit");
    assert_eq!(all[0].kind.as_deref(), Some("priority"));
}

#[test]
fn a_finding_is_tested_by_the_criteria_it_names_or_else_by_those_of_its_area() {
    assert_eq!(one("F1").criteria, ["strategy", "visits-on-time"]);
    assert_eq!(one("F1").areas, ["safe"]);
    assert_eq!(one("F2").criteria, ["visits-on-time"]);
    assert_eq!(one("F2").areas, ["safe"]);
    assert_eq!(one("F4").criteria, ["strategy", "visits-on-time"]);
    assert!(one("row 7").criteria.is_empty());
}

#[test]
fn a_finding_made_at_two_visits_is_persistent_and_praise_is_not() {
    assert!(one("F1").persistent);
    assert!(one("F2").persistent);
    // `strategy` is named again only by a strength, and an area alone is not the same finding.
    assert!(!one("F3").persistent);
    assert!(!one("F4").persistent);
}

#[test]
fn activity_is_kept_apart_from_impact() {
    let actions = [
        act(&["visits-on-time"], &[], Stands::InHand),
        act(&[], &["f1"], Stands::InHand),
        act(&["strategy"], &["f1"], Stands::Overdue),
        act(&["strategy"], &[], Stands::Done),
        act(&["elsewhere"], &["f9"], Stands::InHand),
    ];
    let all = answered(&actions, None);
    let f1 = all.iter().find(|f| f.id == "F1").unwrap();
    assert_eq!(
        f1.activity,
        [
            "2 actions in hand, 1 overdue, 1 done",
            "Title of strategy: met (documents)"
        ]
    );
    assert_eq!(f1.impact, ["Title of visits-on-time: not met (data)"]);
    let f2 = all.iter().find(|f| f.id == "F2").unwrap();
    assert_eq!(f2.activity, ["1 action in hand"]);
}

#[test]
fn states_then_come_from_the_baseline_and_now_from_the_run() {
    let baseline = assessment(vec![result("visits-on-time", State::Nearly)]);
    let all = answered(&[], Some(&baseline));
    let f1 = all.iter().find(|f| f.id == "F1").unwrap();
    let states = |of: &[FindingState]| -> Vec<(String, State)> {
        of.iter().map(|s| (s.criterion.clone(), s.state)).collect()
    };
    assert_eq!(
        states(&f1.then),
        [("visits-on-time".to_owned(), State::Nearly)]
    );
    assert_eq!(
        states(&f1.now),
        [
            ("strategy".to_owned(), State::Met),
            ("visits-on-time".to_owned(), State::NotMet)
        ]
    );
    assert!(one("F1").then.is_empty());
}

#[test]
fn text_is_shown_only_where_the_dataset_says_it_may_be() {
    let mut pack = pack(Vec::new());
    pack.datasets.get_mut(DATASET).unwrap().columns.clear();
    let answers = Answers {
        pack: &pack,
        results: &[],
        actions: &[],
        baseline: None,
    };
    let all = findings(&read(), &answers);
    assert!(all.iter().all(|f| f.text.is_empty() && f.visit.is_empty()));
}
