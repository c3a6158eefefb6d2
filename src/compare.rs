//! Comparing two results: what moved, and why as far as the results alone tell it.
//!
//! Results hold no evidence, so the old evidence cannot be judged by new rules here: where rules or
//! local changes moved as well as the evidence may have, the cause is said to be not separable.

mod split;

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::{Assessment, Cause, Change, Changes, CriterionResult, Way};
use crate::state::{Reason, State};

pub use split::{Anew, CAUSES, compare};

/// What changed from an earlier result to a later one.
///
/// A criterion that one run was narrowed away from is no change; one that its rules do not have is.
pub fn changes(old: &Assessment, new: &Assessment) -> Changes {
    let rules_changed = old.pack.digest != new.pack.digest;
    let (before, after) = (by_id(old), by_id(new));
    let ids: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut changes = Changes {
        since: old.as_at,
        rules_changed,
        unchanged: 0,
        changes: Vec::new(),
        areas: split::areas(old, new, None),
    };
    for id in ids {
        match (before.get(id).copied(), after.get(id).copied()) {
            (then, now) if narrowed(old, new, then, now) || withheld(then) || withheld(now) => {}
            (Some(then), Some(now)) if then.today.state == now.today.state => {
                changes.unchanged += 1;
            }
            (then, now) => changes.changes.extend(change(then, now, rules_changed)),
        }
    }
    changes
        .changes
        .sort_by(|a, b| (a.way, &a.criterion).cmp(&(b.way, &b.criterion)));
    changes
}

/// Whether two results were judged by the same rules, tailored alike and with the same exemptions.
pub fn judged_alike(old: &Assessment, new: &Assessment) -> bool {
    let off = |a: &Assessment| -> BTreeSet<String> {
        a.off.iter().map(|off| off.criterion.clone()).collect()
    };
    let then = by_id(old);
    let alike = |now: &CriterionResult| {
        let then = then.get(now.id.as_str());
        then.is_none_or(|then| then.tailoring == now.tailoring && then.exemption == now.exemption)
    };
    old.pack.digest == new.pack.digest && off(old) == off(new) && new.criteria.iter().all(alike)
}

fn by_id(assessment: &Assessment) -> BTreeMap<&str, &CriterionResult> {
    let each = assessment.criteria.iter();
    each.map(|criterion| (criterion.id.as_str(), criterion))
        .collect()
}

/// Whether a criterion is missing from one of them because that run was narrowed.
fn narrowed(
    old: &Assessment,
    new: &Assessment,
    then: Option<&CriterionResult>,
    now: Option<&CriterionResult>,
) -> bool {
    let narrow = |a: &Assessment| {
        let scope = &a.scope;
        scope.profile.is_some() || !scope.areas.is_empty() || !scope.criteria.is_empty()
    };
    then.is_none() && narrow(old) || now.is_none() && narrow(new)
}

/// Whether the state was withheld from the audience of that result.
fn withheld(criterion: Option<&CriterionResult>) -> bool {
    criterion.is_some_and(|c| c.today.reason == Some(Reason::Withheld))
}

fn change(
    then: Option<&CriterionResult>,
    now: Option<&CriterionResult>,
    rules_changed: bool,
) -> Option<Change> {
    let known = now.or(then)?;
    let state = |criterion: Option<&CriterionResult>| criterion.map(|c| c.today.state);
    Some(Change {
        criterion: known.id.clone(),
        title: known.title.clone(),
        then: state(then),
        now: state(now),
        reason: now.and_then(|now| now.today.reason),
        way: way(state(then), state(now)),
        cause: cause(then, now, rules_changed),
        steps: Vec::new(),
    })
}

/// What is met or nearly met and no longer known has got worse.
fn way(then: Option<State>, now: Option<State>) -> Way {
    let worth = |state: Option<State>| {
        state.and_then(|state| match state {
            State::Met => Some(2),
            State::Nearly => Some(1),
            State::NotMet | State::NotKnown => Some(0),
            State::NotApplicable => None,
        })
    };
    match (worth(then), worth(now)) {
        (Some(then), Some(now)) if now > then => Way::Better,
        (Some(then), Some(now)) if now < then => Way::Worse,
        (Some(_) | None, Some(_) | None) => Way::Neither,
    }
}

fn cause(
    then: Option<&CriterionResult>,
    now: Option<&CriterionResult>,
    rules_changed: bool,
) -> Cause {
    let (Some(then), Some(now)) = (then, now) else {
        // It was taken out or turned on by one or the other; evidence takes no criterion away.
        return if rules_changed {
            Cause::Rules
        } else {
            Cause::Tailoring
        };
    };
    let tailored = then.tailoring != now.tailoring || then.exemption != now.exemption;
    if rules_changed || tailored {
        return Cause::NotSeparable;
    }
    if now.today.reason == Some(Reason::Stale) {
        return Cause::Staleness;
    }
    Cause::Evidence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{assessment, day, result};
    use crate::assessment::TailoringResult;
    use crate::state::StateResult;

    fn run(criteria: &[(&str, State)]) -> Assessment {
        let criteria = criteria.iter().map(|(id, state)| result(id, *state));
        assessment(criteria.collect())
    }

    fn told(changes: &Changes) -> Vec<(&str, Way, Cause)> {
        let each = changes.changes.iter();
        each.map(|c| (c.criterion.as_str(), c.way, c.cause))
            .collect()
    }

    #[test]
    fn what_got_worse_comes_first_and_not_known_is_worse_than_met() {
        let mut old = run(&[
            ("a", State::NotMet),
            ("b", State::Met),
            ("c", State::Met),
            ("d", State::NotKnown),
            ("e", State::NotKnown),
        ]);
        old.as_at = day("2026-09-30");
        let new = run(&[
            ("a", State::Nearly),
            ("b", State::NotKnown),
            ("c", State::Met),
            ("d", State::NotMet),
            ("e", State::Met),
        ]);
        let changes = changes(&old, &new);
        assert_eq!((changes.since, changes.unchanged), (old.as_at, 1));
        let expected = [
            ("b", Way::Worse, Cause::Evidence),
            ("a", Way::Better, Cause::Evidence),
            ("e", Way::Better, Cause::Evidence),
            ("d", Way::Neither, Cause::Evidence),
        ];
        assert_eq!(told(&changes), expected);
    }

    #[test]
    fn a_state_that_was_withheld_is_no_change() {
        let mut old = run(&[("a", State::Met)]);
        old.criteria[0].today = StateResult::not_known(Reason::Withheld, "withheld");
        let changes = changes(&old, &run(&[("a", State::Met)]));
        assert_eq!((changes.unchanged, told(&changes)), (0, Vec::new()));
    }

    #[test]
    fn evidence_that_went_out_of_date_is_told_apart() {
        let old = run(&[("a", State::Met)]);
        let mut new = old.clone();
        new.criteria[0].today = StateResult::not_known(Reason::Stale, "it stood until May");
        assert_eq!(
            told(&changes(&old, &new)),
            [("a", Way::Worse, Cause::Staleness)]
        );
    }

    #[test]
    fn nothing_is_blamed_on_evidence_where_the_ruler_moved_too() {
        let old = run(&[("a", State::Met)]);
        let mut new = run(&[("a", State::NotMet)]);
        new.criteria[0].tailoring = Some(TailoringResult {
            changes: vec!["met is at least 95%".to_owned()],
            reason: "Local".to_owned(),
            by: "Head of Service".to_owned(),
            on: day("2026-10-01"),
        });
        assert_eq!(
            told(&changes(&old, &new)),
            [("a", Way::Worse, Cause::NotSeparable)]
        );
        new.criteria[0].tailoring = None;
        new.pack.digest = "another".to_owned();
        let changes = changes(&old, &new);
        assert!(changes.rules_changed);
        assert_eq!(told(&changes), [("a", Way::Worse, Cause::NotSeparable)]);
    }

    #[test]
    fn a_criterion_that_only_one_has_is_a_change_of_rules_unless_the_other_was_narrowed() {
        let old = run(&[("a", State::Met)]);
        let mut new = run(&[("a", State::Met), ("b", State::NotMet)]);
        assert_eq!(
            told(&changes(&old, &new)),
            [("b", Way::Neither, Cause::Tailoring)]
        );
        new.pack.digest = "another".to_owned();
        assert_eq!(
            told(&changes(&old, &new)),
            [("b", Way::Neither, Cause::Rules)]
        );
        let mut narrow = old;
        narrow.scope.criteria = vec!["a".to_owned()];
        assert!(changes(&narrow, &new).changes.is_empty());
    }
}
