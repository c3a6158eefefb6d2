//! Requirements of single criteria: no priority gaps, not worse, nothing stale.

use crate::assessment::{Assessment, CriterionResult};
use crate::gap::is_going_stale;
use crate::judge::{Reason, State};

use super::excused;
use super::why::{Answer, Group, Why};

/// Whether every priority criterion is met.
pub(super) fn no_priority_gaps(assessment: &Assessment) -> Answer {
    let (mut short, mut unknown) = (Group::default(), Group::default());
    for c in counted(assessment).filter(|c| c.priority) {
        match c.today.state {
            State::Met | State::NotApplicable => {}
            State::Nearly | State::NotMet => short.push(&c.id, c.today.state.words().to_owned()),
            State::NotKnown => unknown.push(&c.id, reason(c)),
        }
    }
    let short = short.why(
        "priority criterion falls short",
        "priority criteria fall short",
    );
    let unknown = unknown.why(
        "priority criterion is not known",
        "priority criteria are not known",
    );
    Answer {
        not_met: short.into_iter().collect(),
        undecided: unknown.into_iter().collect(),
    }
}

/// Whether no criterion is worse than before.
///
/// What was known and no longer is has got worse; a gap that is no longer known decides nothing. Nor
/// does one that the baseline has no result of, unless it is met now.
pub(super) fn not_worse(assessment: &Assessment, baseline: Option<&Assessment>) -> Answer {
    let Some(baseline) = baseline else {
        let nothing = Why {
            words: "there is no baseline to compare with".to_owned(),
            criteria: Vec::new(),
        };
        return Answer {
            not_met: Vec::new(),
            undecided: vec![nothing],
        };
    };
    // A run is often narrowed to a few criteria, and most are met: few are looked up.
    let before = |id: &str| {
        let mut all = baseline.criteria.iter();
        all.find(|c| c.id == id).map(|c| c.today.state)
    };
    let (mut worse, mut lost, mut new) = (Group::default(), Group::default(), Group::default());
    for c in counted(assessment) {
        let now = c.today.state;
        let then = match now {
            State::Met | State::NotApplicable => continue,
            State::Nearly | State::NotMet | State::NotKnown => before(&c.id),
        };
        match then {
            None => new.push(&c.id, now.words().to_owned()),
            Some(then @ State::NotMet) if now == State::NotKnown => {
                lost.push(&c.id, format!("was {}", then.words()));
            }
            Some(then @ (State::Met | State::Nearly | State::NotMet)) if now > then => {
                worse.push(&c.id, format!("was {}, is {}", then.words(), now.words()));
            }
            Some(_) => {}
        }
    }
    let worse = worse.why("criterion is worse", "criteria are worse");
    let lost = lost.why(
        "criterion is no longer known",
        "criteria are no longer known",
    );
    let new = new.why(
        "criterion has no result in the baseline and is not met now",
        "criteria have no result in the baseline and are not met now",
    );
    Answer {
        not_met: worse.into_iter().collect(),
        undecided: lost.into_iter().chain(new).collect(),
    }
}

/// Whether no evidence is out of date, nor will be on the inspection date.
pub(super) fn nothing_stale(assessment: &Assessment) -> Answer {
    let (mut stale, mut going, mut unknown) =
        (Group::default(), Group::default(), Group::default());
    for c in counted(assessment) {
        if c.today.reason == Some(Reason::Stale) {
            stale.push(&c.id, String::new());
        } else if is_going_stale(c) {
            going.push(&c.id, String::new());
        } else if c.today.state == State::NotKnown {
            unknown.push(&c.id, reason(c));
        }
    }
    let stale = stale.why(
        "criterion rests on evidence that is out of date",
        "criteria rest on evidence that is out of date",
    );
    let going = going.why(
        "criterion rests on evidence that goes out of date before the inspection",
        "criteria rest on evidence that goes out of date before the inspection",
    );
    let unknown = unknown.why("criterion is not known", "criteria are not known");
    Answer {
        not_met: stale.into_iter().chain(going).collect(),
        undecided: unknown.into_iter().collect(),
    }
}

fn counted(assessment: &Assessment) -> impl Iterator<Item = &CriterionResult> {
    assessment.criteria.iter().filter(|c| !excused(c))
}

fn reason(criterion: &CriterionResult) -> String {
    criterion.today.reason.map_or("", Reason::words).to_owned()
}
