//! Requirements of a level: whether every area reaches it, with everything in it known.

use crate::assessment::{AreaResult, Assessment, CriterionResult, Level};
use crate::judge::State;
use crate::measure::english::first_few;
use crate::pack::Marks;
use crate::rollup::{Counted, roll_up};

use super::excused;
use super::why::{Answer, Why};

/// How many criteria are named for an area.
const NAMED: usize = 3;

/// Whether every area reaches a level, a sentence for each that does not.
pub(super) fn areas_reach(assessment: &Assessment, wanted: Level) -> Answer {
    let mut answer = Answer::default();
    for area in &assessment.areas {
        let inside: Vec<&CriterionResult> = assessment
            .criteria
            .iter()
            .filter(|c| c.areas().any(|a| a == area.id))
            .collect();
        let why = |rest: String| why(area, &inside, &rest);
        match outlook(assessment, &inside, wanted) {
            Outlook::Reached => {}
            Outlook::OutOfReach => {
                let held_back = first_few(&short_of_met(&inside), NAMED);
                answer
                    .not_met
                    .push(why(format!("held back by {held_back}")));
            }
            Outlook::Open(unknown) if unknown.is_empty() => {
                answer
                    .undecided
                    .push(why("as no criterion applies".to_owned()));
            }
            Outlook::Open(unknown) => {
                let rest = format!(
                    "with {} not known: {}",
                    unknown.len(),
                    first_few(&unknown, NAMED)
                );
                answer.undecided.push(why(rest));
            }
        }
    }
    answer
}

/// An area by the name that reports give it, how it stands today, and what follows.
fn why(area: &AreaResult, inside: &[&CriterionResult], rest: &str) -> Why {
    Why {
        words: format!("{}: {}, {rest}", area.short, in_words(area.today.level)),
        criteria: short_of_met(inside)
            .into_iter()
            .map(str::to_owned)
            .collect(),
    }
}

/// What keeps an area from its level, the first to look at first.
fn short_of_met<'a>(inside: &[&'a CriterionResult]) -> Vec<&'a str> {
    let place = |state| match state {
        State::NotMet => Some(0),
        State::NotKnown => Some(1),
        State::Nearly => Some(2),
        State::Met | State::NotApplicable => None,
    };
    let mut short: Vec<_> = inside
        .iter()
        .filter(|c| !excused(c))
        .filter_map(|c| Some((!c.priority, place(c.today.state)?, c.id.as_str())))
        .collect();
    short.sort_unstable();
    short.into_iter().map(|(_, _, id)| id).collect()
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Outlook<'a> {
    /// It is reached, and nothing that counts for it is unknown.
    Reached,
    /// It is not reached, whatever the unknowns are.
    OutOfReach,
    /// It depends on what is not known: the criteria, or none where none applies.
    Open(Vec<&'a str>),
}

/// A waived gap is left out; so that a waiver never harms, an area may also reach a level with it in.
fn outlook<'a>(
    assessment: &Assessment,
    inside: &[&'a CriterionResult],
    wanted: Level,
) -> Outlook<'a> {
    let counted: Vec<&CriterionResult> = inside.iter().copied().filter(|c| !excused(c)).collect();
    let applies = |c: &&CriterionResult| c.today.state != State::NotApplicable;
    if inside.iter().any(applies) && !counted.iter().any(applies) {
        return Outlook::Reached;
    }
    let marks = assessment.pack.marks;
    let reaches = |unknowns: State| {
        [inside, &counted]
            .map(|criteria| level(criteria, unknowns, marks))
            .into_iter()
            .any(|level| reached(level, wanted))
    };
    let unknown: Vec<&str> = counted
        .iter()
        .filter(|c| c.today.state == State::NotKnown)
        .map(|c| c.id.as_str())
        .collect();
    if unknown.is_empty() && reaches(State::NotKnown) {
        return Outlook::Reached;
    }
    let nothing_applies = level(&counted, State::Met, marks) == Level::CannotSay;
    if nothing_applies || reaches(State::Met) && !unknown.is_empty() {
        return Outlook::Open(unknown);
    }
    Outlook::OutOfReach
}

/// The level of some criteria if every unknown among them turned out to be in one state.
fn level(criteria: &[&CriterionResult], unknowns: State, marks: Marks) -> Level {
    let counted = criteria.iter().map(|c| Counted {
        id: &c.id,
        weight: c.weight,
        priority: c.priority,
        state: match c.today.state {
            State::NotKnown => unknowns,
            known @ (State::Met | State::Nearly | State::NotMet | State::NotApplicable) => known,
        },
    });
    roll_up(&counted.collect::<Vec<_>>(), marks).level
}

fn reached(level: Level, wanted: Level) -> bool {
    match level {
        Level::Ready => true,
        Level::NearlyReady => wanted == Level::NearlyReady,
        Level::NotReady | Level::CannotSay => false,
    }
}

fn in_words(level: Level) -> &'static str {
    match level {
        Level::Ready => "ready",
        Level::NearlyReady => "nearly ready",
        Level::NotReady => "not ready",
        Level::CannotSay => "cannot say",
    }
}
