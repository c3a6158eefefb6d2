//! Requirements: the gates that a scheduled run may set, decided on an assessment.
//!
//! What is not known decides nothing: a gate is met only if everything it asks about is known, and not
//! met only if nothing that the unknowns could turn out to be would save it. A waiver in force excuses
//! its criterion from every gate and never makes one harder.

mod excuse;
mod gate;
#[cfg(test)]
mod laws;
mod level;
#[cfg(test)]
mod tests;
mod why;

use crate::assessment::{Assessment, CriterionResult, Level};
use crate::error::ExitStatus;

pub use excuse::excuses;
use why::Answer;

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

    /// What it asks, in a sentence without a full stop.
    pub fn title(self) -> &'static str {
        match self {
            Self::Ready => "every area is ready",
            Self::NearlyReady => "every area is nearly ready or ready",
            Self::NoPriorityGaps => "every priority criterion is met",
            Self::NotWorse => "no criterion is worse than in the --baseline",
            Self::NothingStale => "no evidence is out of date, nor will be on the inspection date",
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
    let (mut not_met, mut undecided) = (Vec::new(), Vec::new());
    for require in requires {
        let answer = answer(assessment, *require, baseline);
        let told = |words: &str| format!("{}: {words}", require.name());
        not_met.extend(answer.not_met.iter().map(|why| told(&why.words)));
        undecided.extend(answer.undecided.iter().map(|why| told(&why.words)));
    }
    if !not_met.is_empty() {
        return Verdict::NotMet(not_met);
    }
    if !undecided.is_empty() {
        return Verdict::Undecided(undecided);
    }
    Verdict::Met
}

fn answer(assessment: &Assessment, require: Require, baseline: Option<&Assessment>) -> Answer {
    match require {
        Require::Ready => level::areas_reach(assessment, Level::Ready),
        Require::NearlyReady => level::areas_reach(assessment, Level::NearlyReady),
        Require::NoPriorityGaps => gate::no_priority_gaps(assessment),
        Require::NotWorse => gate::not_worse(assessment, baseline),
        Require::NothingStale => gate::nothing_stale(assessment),
    }
}

/// Whether a waiver in force excuses a criterion.
fn excused(criterion: &CriterionResult) -> bool {
    criterion.waiver.as_ref().is_some_and(|w| w.in_force)
}
