use serde_json::Value;

use super::*;
use crate::assess::fixture::{assessment, day, result};
use crate::assessment::{StateResult, WaiverResult};
use crate::report::fixture::gap;

fn diagnostic(code: &str, file: &str, line: Option<usize>) -> DiagnosticEntry {
    DiagnosticEntry {
        code: code.to_owned(),
        severity: Severity::Warning,
        message: "the waiver has run out".to_owned(),
        file: Some(file.to_owned()),
        sheet: None,
        line,
        column: line.map(|_| 13),
        found: None,
        expected: None,
        help: Some("renew it".to_owned()),
    }
}

fn whole() -> Assessment {
    let ruled = |id: &str, state, line: usize| CriterionResult {
        rule: format!("rules/criteria/safe.toml:{line}"),
        explanation: "9 of 10 visits (90%) [in time].".to_owned(),
        ..result(id, state)
    };
    let mut whole = assessment(vec![
        ruled("a", State::NotMet, 7),
        ruled("b", State::Nearly, 21),
        CriterionResult {
            priority: true,
            ..ruled("c", State::NotMet, 35)
        },
    ]);
    whole.gaps = vec![
        gap("a", State::NotMet),
        gap("b", State::Nearly),
        gap("c", State::NotMet),
    ];
    whole.gaps[0].waived = true;
    whole.criteria[0].waiver = Some(WaiverResult {
        in_force: true,
        reason: "Six start soon.".to_owned(),
        by: "Assistant Director".to_owned(),
        from: day("2026-09-01"),
        until: day("2027-02-28"),
    });
    whole.diagnostics = vec![
        diagnostic("waiver-expired", "waivers.toml", Some(15)),
        diagnostic("dates-old", "lists/J Smith.csv", Some(7)),
    ];
    whole
}

fn read(assessment: &Assessment) -> Value {
    serde_json::from_str(&render(assessment)).unwrap()
}

#[test]
fn a_gap_stands_at_the_line_of_its_rule() {
    let log = read(&whole());
    let results = log["runs"][0]["results"].as_array().unwrap();
    let told: Vec<_> = results
        .iter()
        .map(|r| {
            let place = &r["locations"][0]["physicalLocation"];
            (
                r["ruleId"].as_str().unwrap(),
                r["level"].as_str().unwrap(),
                place["artifactLocation"]["uri"].as_str().unwrap(),
                place["region"]["startLine"].as_u64().unwrap(),
            )
        })
        .collect();
    let safe = "rules/criteria/safe.toml";
    let expected = [
        ("a", "warning", safe, 7),
        ("b", "note", safe, 21),
        ("c", "error", safe, 35),
        ("waiver-expired", "warning", "waivers.toml", 15),
    ];
    assert_eq!(told, expected);
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    assert_eq!(
        results[1]["message"]["text"],
        "Title of b: nearly met. 9 of 10 visits (90%) \\[in time\\]."
    );
}

#[test]
fn what_a_waiver_accepts_is_suppressed_and_nothing_else() {
    let log = read(&whole());
    let results = log["runs"][0]["results"].as_array().unwrap();
    let suppressed = &results[0]["suppressions"][0];
    assert_eq!(suppressed["status"], "accepted");
    assert_eq!(
        suppressed["justification"],
        "Accepted until 28 February 2027 by Assistant Director: Six start soon."
    );
    assert!(
        results
            .iter()
            .skip(1)
            .all(|r| r.get("suppressions").is_none())
    );
}

#[test]
fn nothing_of_the_evidence_is_a_place_and_that_is_said() {
    let text = render(&whole());
    assert!(!text.contains("Smith"));
    let log: Value = serde_json::from_str(&text).unwrap();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    assert_eq!(
        invocation["toolExecutionNotifications"][0]["message"]["text"],
        "1 message about the evidence: the text and JSON reports have them."
    );
    assert!(!text.contains("security"));
}

#[test]
fn a_criterion_that_could_not_be_worked_out_makes_the_run_no_success() {
    let mut whole = whole();
    whole.criteria[1].today =
        StateResult::not_known(Reason::CouldNotCompute, "a figure is missing");
    let log = read(&whole);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let note = &invocation["toolExecutionNotifications"][0];
    assert_eq!(note["level"], "error");
    assert_eq!(note["message"]["text"], "b: a figure is missing.");
}

/// A result is known again whatever becomes of its figures and its line, and by its state.
#[test]
fn a_fingerprint_rests_on_the_criterion_and_its_state_alone() {
    let prints = |assessment: &Assessment| -> Vec<String> {
        let log = read(assessment);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let print = |r: Value| {
            r["partialFingerprints"]["reinspect/v1"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        results.into_iter().map(print).collect()
    };
    let before = whole();
    let mut after = whole();
    after.criteria[0].explanation = "8 of 11 visits.".to_owned();
    after.criteria[0].rule = "rules/criteria/safe.toml:99".to_owned();
    after.gaps[0].found = "8 of 11".to_owned();
    assert_eq!(prints(&before), prints(&after));
    after.gaps[0].state = State::NotKnown;
    assert_ne!(prints(&before)[0], prints(&after)[0]);
    after.diagnostics.push(after.diagnostics[0].clone());
    let mut all = prints(&after);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 5, "two alike are told apart");
}

#[test]
fn a_narrowed_run_has_a_category_of_its_own() {
    let id = |assessment: &Assessment| {
        read(assessment)["runs"][0]["automationDetails"]["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let mut whole = whole();
    assert_eq!(id(&whole), "reinspect/2026-11-22");
    whole.scope.areas = vec!["safe".to_owned()];
    assert_eq!(id(&whole), "reinspect-safe/2026-11-22");
}
