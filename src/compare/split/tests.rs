use proptest::prelude::*;

use super::*;
use crate::assess::fixture::{area_result, assessment, day, result};
use crate::assessment::{ExemptionResult, TailoringResult};
use State::{Met, Nearly, NotApplicable, NotKnown, NotMet};

/// A result with these criteria, all in one area.
fn run(states: &[(&str, State)]) -> Assessment {
    let criteria: Vec<CriterionResult> = states
        .iter()
        .map(|(id, state)| {
            let mut criterion = result(id, *state);
            "safe".clone_into(&mut criterion.area);
            criterion.judgements.clear();
            criterion
        })
        .collect();
    let area = area_result("safe", &criteria);
    let mut run = assessment(criteria);
    run.areas = vec![area];
    run
}

/// The whole, and the parts that are not nothing.
fn parts(comparison: &Comparison) -> (Difference, Vec<(Cause, i64, i64)>) {
    let area = &comparison.changes.areas[0];
    let whole = Difference::between(area.then.unwrap(), area.now.unwrap()).unwrap();
    let parts = area.parts.iter().filter(|p| p.added != Difference::NONE);
    let told = parts.map(|p| (p.cause, p.added.numerator, p.added.denominator));
    (whole, told.collect())
}

#[test]
fn each_cause_is_told_what_it_did() {
    let mut old = run(&[("a", Met), ("b", Met), ("c", NotMet), ("d", Met)]);
    "other".clone_into(&mut old.pack.digest);
    // By the new rules d was nearly met; on the later day b is out of date; c is met on new evidence.
    let anew = [("a", Met), ("b", Met), ("c", NotMet), ("d", Nearly)];
    let (as_decided, earlier) = (run(&anew), run(&anew));
    let later = run(&[("a", Met), ("b", NotKnown), ("c", NotMet), ("d", Nearly)]);
    let new = run(&[("a", Met), ("b", NotKnown), ("c", Met), ("d", Nearly)]);
    let anew = Anew {
        later: &later,
        earlier: &earlier,
        as_decided: &as_decided,
    };
    let found = compare(&old, &new, Some(&anew));
    let causes: Vec<(&str, Cause)> = found
        .changes
        .changes
        .iter()
        .map(|c| (c.criterion.as_str(), c.cause))
        .collect();
    assert_eq!(
        causes,
        [
            ("b", Cause::Staleness),
            ("d", Cause::Rules),
            ("c", Cause::Evidence)
        ]
    );
    // Of four of one weight: 3 of 4 then, 2.5 of 4 now. Rules -1/8, age -1/4, evidence +1/4.
    let (whole, told) = parts(&found);
    assert_eq!((whole.numerator, whole.denominator), (-1, 8));
    assert_eq!(
        told,
        [
            (Cause::Evidence, 1, 4),
            (Cause::Staleness, -1, 4),
            (Cause::Rules, -1, 8)
        ]
    );
}

#[test]
fn what_is_moved_there_and_back_is_told() {
    let old = run(&[("a", Met)]);
    let (as_decided, later) = (run(&[("a", Met)]), run(&[("a", NotMet)]));
    let anew = Anew {
        later: &later,
        earlier: &as_decided,
        as_decided: &as_decided,
    };
    let mut new = run(&[("a", Met)]);
    new.as_at = day("2026-12-01");
    let found = compare(&old, &new, Some(&anew));
    let [change] = found.changes.changes.as_slice() else {
        panic!("one change");
    };
    assert_eq!((change.cause, found.changes.unchanged), (Cause::Several, 0));
    let steps: Vec<_> = change.steps.iter().map(|s| (s.cause, s.now)).collect();
    assert_eq!(
        steps,
        [
            (Cause::Staleness, Some(NotMet)),
            (Cause::Evidence, Some(Met))
        ]
    );
}

#[test]
fn a_local_decision_is_told_apart_only_where_it_is_the_one_of_then() {
    let tailored = |mut run: Assessment, by: &str| {
        run.criteria[0].tailoring = Some(TailoringResult {
            changes: vec!["met is at least 80%".to_owned()],
            reason: "Local".to_owned(),
            by: by.to_owned(),
            on: day("2026-10-01"),
        });
        run
    };
    // Not met by the rules' own line, and met by the local one that came later.
    let old = run(&[("a", NotMet)]);
    let met = tailored(run(&[("a", Met)]), "Head of Service");
    let cause = |as_decided: &Assessment| {
        let anew = Anew {
            later: &met,
            earlier: &met,
            as_decided,
        };
        compare(&old, &met, Some(&anew)).changes.changes[0].cause
    };
    assert_eq!(cause(&run(&[("a", NotMet)])), Cause::Tailoring);
    // The file of local decisions says that another held then, which the result of then does not.
    let other = tailored(run(&[("a", NotMet)]), "Somebody else");
    assert_eq!(cause(&other), Cause::NotSeparable);
    let mut exempt = run(&[("a", NotApplicable)]);
    exempt.criteria[0].exemption = Some(ExemptionResult {
        reason: "None here".to_owned(),
        by: "Head of Service".to_owned(),
    });
    assert_eq!(cause(&exempt), Cause::NotSeparable);
}

#[test]
fn without_the_earlier_evidence_no_area_is_divided() {
    let found = compare(&run(&[("a", Met)]), &run(&[("a", NotMet)]), None);
    assert!(!found.separated);
    let area = &found.changes.areas[0];
    assert!(area.parts.is_empty() && area.then.is_some());
}

fn any_state() -> impl Strategy<Value = State> {
    prop_oneof![
        Just(Met),
        Just(Nearly),
        Just(NotMet),
        Just(NotKnown),
        Just(NotApplicable)
    ]
}

proptest! {
    /// Whatever the five results are, the parts make up the whole, and the steps lead from then to now.
    #[test]
    fn the_parts_add_up(
        states in proptest::collection::vec(proptest::array::uniform5(any_state()), 1..6),
        other_rules in any::<bool>(),
        other_decisions in any::<bool>(),
    ) {
        let at = |point: usize| {
            let ids = ["a", "b", "c", "d", "e", "f"];
            let own: Vec<(&str, State)> =
                ids.into_iter().zip(states.iter().map(|s| s[point])).collect();
            run(&own)
        };
        let (mut old, as_decided, earlier, later, new) = (at(0), at(1), at(2), at(3), at(4));
        if other_rules {
            "other".clone_into(&mut old.pack.digest);
        }
        if other_decisions {
            old.criteria[0].exemption = Some(ExemptionResult {
                reason: "None here".to_owned(),
                by: "Head of Service".to_owned(),
            });
        }
        let anew = Anew { later: &later, earlier: &earlier, as_decided: &as_decided };
        let found = compare(&old, &new, Some(&anew));
        let area = &found.changes.areas[0];
        if !area.parts.is_empty() {
            let (whole, _) = parts(&found);
            let sum = area.parts.iter().try_fold(Difference::NONE, |sum, p| sum.and(p.added));
            prop_assert_eq!(sum, Some(whole));
        }
        for change in &found.changes.changes {
            prop_assert!(!change.steps.is_empty());
            prop_assert_eq!(change.steps.first().unwrap().then, change.then);
            prop_assert_eq!(change.steps.last().unwrap().now, change.now);
        }
    }
}
