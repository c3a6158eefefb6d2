//! Requirements: the gates that a scheduled run may set, decided on an assessment.
//!
//! What is not known decides nothing: a gate is met only if everything it asks about is known, and not
//! met only if nothing that the unknowns could turn out to be would save it. A waiver in force excuses
//! its criterion from every gate and never makes one harder.

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::assessment::{Assessment, CriterionResult, Level};
use crate::error::ExitStatus;
use crate::gap::is_going_stale;
use crate::judge::{Reason, State};
use crate::pack::Marks;
use crate::rollup::{Counted, roll_up};

/// What a run may be required to reach.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Require {
    /// Every area is ready.
    Ready,
    /// Every area is nearly ready or ready.
    NearlyReady,
    /// Every priority criterion is met.
    NoPriorityGaps,
    /// No criterion is worse than in the baseline.
    NotWorse,
    /// No evidence is out of date, nor will be on the inspection date.
    NothingStale,
}

impl Require {
    /// Every requirement, in order.
    pub const ALL: [Self; 5] = [
        Self::Ready,
        Self::NearlyReady,
        Self::NoPriorityGaps,
        Self::NotWorse,
        Self::NothingStale,
    ];

    /// The word that the command line uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::NearlyReady => "nearly-ready",
            Self::NoPriorityGaps => "no-priority-gaps",
            Self::NotWorse => "not-worse",
            Self::NothingStale => "nothing-stale",
        }
    }

    /// The requirement of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == word)
    }
}

/// What came of the requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every one is met.
    Met,
    /// At least one is not met; why, a sentence each.
    NotMet(Vec<String>),
    /// None is known to fail, and at least one cannot be decided; why, a sentence each.
    Undecided(Vec<String>),
}

impl From<&Verdict> for ExitStatus {
    fn from(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Met,
            Verdict::NotMet(_) => Self::NotMet,
            Verdict::Undecided(_) => Self::Undecided,
        }
    }
}

/// Decides all requirements together, within the scope of the assessment.
pub fn decide(
    assessment: &Assessment,
    requires: &[Require],
    baseline: Option<&Assessment>,
) -> Verdict {
    let mut whys = Whys::default();
    for require in requires {
        match require {
            Require::Ready => levels(assessment, *require, Level::Ready, &mut whys),
            Require::NearlyReady => levels(assessment, *require, Level::NearlyReady, &mut whys),
            Require::NoPriorityGaps => no_priority_gaps(assessment, &mut whys),
            Require::NotWorse => not_worse(assessment, baseline, &mut whys),
            Require::NothingStale => nothing_stale(assessment, &mut whys),
        }
    }
    if !whys.not_met.is_empty() {
        return Verdict::NotMet(whys.not_met);
    }
    if !whys.undecided.is_empty() {
        return Verdict::Undecided(whys.undecided);
    }
    Verdict::Met
}

#[derive(Default)]
struct Whys {
    not_met: Vec<String>,
    undecided: Vec<String>,
}

impl Whys {
    fn not_met(&mut self, require: Require, why: &str) {
        self.not_met.push(format!("{}: {why}", require.name()));
    }

    fn undecided(&mut self, require: Require, why: &str) {
        self.undecided.push(format!("{}: {why}", require.name()));
    }
}

/// Whether each area reaches a level, with everything in it known.
fn levels(assessment: &Assessment, require: Require, wanted: Level, whys: &mut Whys) {
    for area in &assessment.areas {
        let inside: Vec<&CriterionResult> = assessment
            .criteria
            .iter()
            .filter(|c| c.areas().any(|a| a == area.id))
            .collect();
        let words = || format!("{}: {}", area.title, level_in_words(area.today.level));
        match outlook(assessment, &inside, wanted) {
            Outlook::Reached => {}
            Outlook::OutOfReach => whys.not_met(require, &words()),
            Outlook::Open(unknown) if unknown.is_empty() => {
                whys.undecided(require, &format!("{}, as no criterion applies", words()));
            }
            Outlook::Open(unknown) => {
                whys.undecided(require, &format!("{}, with {}", words(), listed(&unknown)));
            }
        }
    }
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
    if counted.is_empty() && !inside.is_empty() {
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

/// The first few of some criteria that are not known, by id.
fn listed(unknown: &[&str]) -> String {
    const NAMED: usize = 3;
    let named = unknown.iter().take(NAMED).copied().collect::<Vec<_>>();
    let more = match unknown.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} not known: {}{more}", unknown.len(), named.join(", "))
}

fn no_priority_gaps(assessment: &Assessment, whys: &mut Whys) {
    let require = Require::NoPriorityGaps;
    for c in assessment
        .criteria
        .iter()
        .filter(|c| c.priority && !excused(c))
    {
        match c.today.state {
            State::Met | State::NotApplicable => {}
            State::Nearly | State::NotMet => {
                whys.not_met(
                    require,
                    &format!("{} is {}", c.title, c.today.state.words()),
                );
            }
            State::NotKnown => whys.undecided(require, &unknown(c)),
        }
    }
}

/// What was known and no longer is has got worse; a gap that is no longer known decides nothing.
fn not_worse(assessment: &Assessment, baseline: Option<&Assessment>, whys: &mut Whys) {
    let require = Require::NotWorse;
    let Some(baseline) = baseline else {
        whys.undecided(require, "there is no baseline to compare with");
        return;
    };
    let before: BTreeMap<&str, State> = baseline
        .criteria
        .iter()
        .map(|c| (c.id.as_str(), c.today.state))
        .collect();
    for c in assessment.criteria.iter().filter(|c| !excused(c)) {
        let Some(then) = before.get(c.id.as_str()).copied() else {
            continue;
        };
        let now = c.today.state;
        let why = || format!("{} was {} and is {}", c.title, then.words(), now.words());
        match (then, now) {
            (State::NotMet, State::NotKnown) => whys.undecided(require, &why()),
            (State::NotKnown | State::NotApplicable, _) | (_, State::NotApplicable) => {}
            (State::Met | State::Nearly | State::NotMet, _) if now > then => {
                whys.not_met(require, &why());
            }
            (State::Met | State::Nearly | State::NotMet, _) => {}
        }
    }
}

fn nothing_stale(assessment: &Assessment, whys: &mut Whys) {
    let require = Require::NothingStale;
    for c in assessment.criteria.iter().filter(|c| !excused(c)) {
        let then = c.on_inspection.as_ref();
        let stale = |reason: Option<Reason>| reason == Some(Reason::Stale);
        if stale(c.today.reason) {
            whys.not_met(
                require,
                &format!("the evidence for {} is out of date", c.title),
            );
        } else if is_going_stale(c) || then.is_some_and(|then| stale(then.reason)) {
            let why = format!(
                "the evidence for {} goes out of date before the inspection",
                c.title
            );
            whys.not_met(require, &why);
        } else if c.today.state == State::NotKnown {
            whys.undecided(require, &unknown(c));
        }
    }
}

fn excused(criterion: &CriterionResult) -> bool {
    criterion.waiver.as_ref().is_some_and(|w| w.in_force)
}

fn unknown(criterion: &CriterionResult) -> String {
    let reason = criterion.today.reason.map_or("", Reason::words);
    format!("{} is not known: {reason}", criterion.title)
}

fn level_in_words(level: Level) -> &'static str {
    match level {
        Level::Ready => "ready",
        Level::NearlyReady => "nearly ready",
        Level::NotReady => "not ready",
        Level::CannotSay => "cannot say",
    }
}
