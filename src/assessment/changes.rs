//! What changed since an earlier result.

use serde::{Deserialize, Serialize};

use super::AreaChange;
use crate::calendar::Day;
use crate::state::{Reason, State};

/// What changed since an earlier result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Changes {
    /// The day that the earlier result speaks for.
    pub since: Day,
    /// Whether it was judged by other rules.
    pub rules_changed: bool,
    /// How many criteria of both results are as they were.
    pub unchanged: u64,
    /// Criteria whose state is another, what got worse first, then by id.
    pub changes: Vec<Change>,
    /// The areas of both results, in the order of the later one; none where numbers are withheld.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaChange>,
}

/// A criterion whose state is another than it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Change {
    /// The criterion.
    pub criterion: String,
    /// Its title.
    pub title: String,
    /// Its state then; none where the earlier result has none of it.
    pub then: Option<State>,
    /// Its state now; none where this result has none of it.
    pub now: Option<State>,
    /// Why it is not known now.
    pub reason: Option<Reason>,
    /// Whether that is better or worse.
    pub way: Way,
    /// What made the difference.
    pub cause: Cause,
    /// What each cause did, the rules first, where they are told apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// What one cause did to a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Step {
    /// The cause.
    pub cause: Cause,
    /// The state before it.
    pub then: Option<State>,
    /// The state after it.
    pub now: Option<State>,
}

/// Which way a state went.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// What was met or nearly met is less, or no longer known.
    Worse,
    /// It is met or nearly met and was less, or was not known.
    Better,
    /// Neither: not met and not known, what does not apply, what is new or gone.
    Neither,
}

/// What made a state another.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// What the evidence says.
    Evidence,
    /// The evidence has gone out of date, and nothing newer is there.
    Staleness,
    /// A local change to the criterion.
    Tailoring,
    /// The rules.
    Rules,
    /// Several of these, which two results alone do not tell apart.
    NotSeparable,
    /// Several of these, each told.
    Several,
}
