//! What holds of every area, whatever its criteria.

use proptest::prelude::*;

use super::*;
use crate::assess::fixture::result;
use crate::assessment::CriterionResult;
use crate::pack::KindOfEvidence;

const STATES: [State; 5] = [
    State::Met,
    State::Nearly,
    State::NotMet,
    State::NotKnown,
    State::NotApplicable,
];

fn criteria() -> impl Strategy<Value = Vec<Counted<'static>>> {
    let one = (
        1_u32..=5,
        prop::bool::weighted(0.2),
        prop::sample::select(&STATES[..]),
    );
    let one = one.prop_map(|(weight, priority, state)| Counted {
        id: "a",
        weight,
        priority,
        state,
    });
    prop::collection::vec(one, 0..20)
}

fn marks() -> impl Strategy<Value = Marks> {
    (0_u8..=100, 0_u8..=100, 0_u8..=100).prop_map(|(a, b, c)| Marks {
        ready: a.max(b),
        nearly: a.min(b),
        // At most the ready mark, as a pack must have it.
        coverage_minimum: c.min(a.max(b)),
    })
}

/// Ready over nearly ready over the other two, which are level.
fn height(level: Level) -> u8 {
    match level {
        Level::Ready => 2,
        Level::NearlyReady => 1,
        Level::NotReady | Level::CannotSay => 0,
    }
}

fn at_least(more: Option<Fraction>, less: Option<Fraction>) -> bool {
    match (more, less) {
        (Some(m), Some(l)) => m.numerator * l.denominator >= l.numerator * m.denominator,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn better(state: State) -> State {
    match state {
        State::Nearly => State::Met,
        State::NotMet => State::Nearly,
        State::Met | State::NotKnown | State::NotApplicable => state,
    }
}

fn hidden(state: State) -> State {
    match state {
        State::NotApplicable => state,
        State::Met | State::Nearly | State::NotMet | State::NotKnown => State::NotKnown,
    }
}

proptest! {
    #[test]
    fn a_better_value_never_lowers_a_level(all in criteria(), marks in marks(), pick in any::<u32>()) {
        let mut improved = all.clone();
        for (at, c) in improved.iter_mut().enumerate() {
            if pick >> at & 1 == 1 {
                c.state = better(c.state);
            }
        }
        let (before, after) = (roll_up(&all, marks), roll_up(&improved, marks));
        prop_assert!(height(after.level) >= height(before.level));
        prop_assert!(at_least(after.assured, before.assured));
        prop_assert!(at_least(after.observed, before.observed));
    }

    #[test]
    fn taking_evidence_away_never_raises_a_level_nor_assured(
        all in criteria(), marks in marks(), pick in any::<u32>()
    ) {
        let mut fewer = all.clone();
        for (at, c) in fewer.iter_mut().enumerate() {
            if pick >> at & 1 == 1 {
                c.state = hidden(c.state);
            }
        }
        let (before, after) = (roll_up(&all, marks), roll_up(&fewer, marks));
        prop_assert!(height(after.level) <= height(before.level));
        prop_assert!(at_least(before.assured, after.assured));
    }

    #[test]
    fn what_does_not_apply_is_neutral(all in criteria(), marks in marks()) {
        let applicable: Vec<Counted<'_>> = all
            .iter()
            .copied()
            .filter(|c| c.state != State::NotApplicable)
            .collect();
        let mut without = roll_up(&applicable, marks);
        let with = roll_up(&all, marks);
        without.counts.not_applicable = with.counts.not_applicable;
        prop_assert_eq!(with, without);
    }

    #[test]
    fn the_order_of_criteria_changes_nothing(all in criteria().prop_shuffle(), marks in marks()) {
        let mut sorted = all.clone();
        sorted.sort_by_key(|c| (c.state, c.weight, c.priority));
        prop_assert_eq!(roll_up(&all, marks), roll_up(&sorted, marks));
    }

    #[test]
    fn what_is_ready_is_known_well_enough(all in criteria(), marks in marks()) {
        let area = roll_up(&all, marks);
        prop_assert!(at_least(area.coverage, area.assured));
        if area.level == Level::Ready {
            prop_assert!(reaches(area.coverage, marks.ready));
        }
    }
}

/// Some criteria of two areas, with a few expectations that they may share.
fn known_results() -> impl Strategy<Value = Vec<CriterionResult>> {
    let kinds = [KindOfEvidence::Data, KindOfEvidence::Audit];
    let one = (
        prop::sample::select(&STATES[..]),
        prop::sample::subsequence(kinds.to_vec(), 1..=2),
        prop::sample::subsequence(vec!["nf:O1-V1", "nf:O2-V4", "ilacs:HP-5"], 0..=3),
        prop::bool::ANY,
    );
    prop::collection::vec(one, 0..8).prop_map(|many| {
        let numbered = many.into_iter().enumerate();
        numbered
            .map(|(at, (state, kinds, expectations, safe))| {
                let mut result = result(&format!("c{at}"), state);
                result.kinds_of_evidence = kinds;
                result.expectations = expectations.into_iter().map(str::to_owned).collect();
                result.area = if safe { "safe" } else { "homes" }.to_owned();
                result.judgements = Vec::new();
                result
            })
            .collect()
    })
}

/// Every pair against every other, as the words of the rule say it.
fn naive_contradictions(all: &[CriterionResult]) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for audit in all.iter().filter(|c| c.today.state == State::Met) {
        for data in all.iter().filter(|c| c.today.state == State::NotMet) {
            let says = |c: &CriterionResult, k| c.kinds_of_evidence.contains(&k);
            let one_each = says(audit, KindOfEvidence::Audit)
                && says(data, KindOfEvidence::Data)
                && !says(data, KindOfEvidence::Audit);
            let mut both: Vec<_> = audit.expectations.clone();
            both.retain(|e| data.expectations.contains(e));
            both.sort();
            if let (true, Some(first)) = (one_each, both.first()) {
                let inside = audit.area == "safe" || data.area == "safe";
                found.extend(inside.then(|| (audit.id.clone(), data.id.clone(), first.clone())));
            }
        }
    }
    found.sort();
    found
}

proptest! {
    #[test]
    fn contradictions_and_single_sources_are_those_of_every_pair(all in known_results()) {
        let known = kinds_of_evidence("safe", &all);
        let told = known.contradictions.iter();
        let told: Vec<_> = told
            .map(|c| (c.audit.clone(), c.data.clone(), c.expectation.clone()))
            .collect();
        prop_assert_eq!(told, naive_contradictions(&all));
        for criterion in all.iter().filter(|c| c.today.state.is_known() && c.area == "safe") {
            let another = all.iter().any(|other| {
                other.today.state.is_known()
                    && other.kinds_of_evidence.iter().any(|k| !criterion.kinds_of_evidence.contains(k))
                    && other.expectations.iter().any(|e| criterion.expectations.contains(e))
            });
            let alone = criterion.kinds_of_evidence.len() == 1 && !another;
            prop_assert_eq!(known.single_source.contains(&criterion.id), alone);
        }
    }
}
