//! What the tests of reports share.

use crate::assess::fixture::day;
use crate::assessment::{ActionResult, ActionState, Cause, Change, Changes, Gap, Way};
use crate::judge::State;
use crate::pack::Effort;

/// A gap of a criterion that asks for at least 90 %, with nobody named and no date.
pub(super) fn gap(criterion: &str, state: State) -> Gap {
    Gap {
        criterion: criterion.to_owned(),
        rank: 1,
        state,
        reason: None,
        found: "8 of 10 visits (80%) within 10 days".to_owned(),
        expected: "at least 90%".to_owned(),
        shortfall: None,
        source: "Visits, 3 October 2026".to_owned(),
        first: None,
        improve: "Do it.".to_owned(),
        owner: None,
        due: None,
        effort: Effort::Low,
        gain: Vec::new(),
        action: ActionResult {
            state: ActionState::Missing,
            due: None,
        },
        waived: false,
        going_stale: false,
    }
}

/// One criterion that got worse because the evidence changed.
pub(super) fn changes(criterion: &str) -> Changes {
    Changes {
        since: day("2026-09-30"),
        rules_changed: false,
        unchanged: 1,
        changes: vec![Change {
            criterion: criterion.to_owned(),
            title: format!("Title of {criterion}"),
            then: Some(State::Met),
            now: Some(State::NotMet),
            reason: None,
            way: Way::Worse,
            cause: Cause::Evidence,
            steps: Vec::new(),
        }],
        areas: Vec::new(),
    }
}
