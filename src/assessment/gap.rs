//! Gaps, and answers to what inspectors said before.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::pack::Effort;
use crate::state::{Reason, State};

/// A criterion short of met, or about to go stale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Gap {
    /// The criterion.
    pub criterion: String,
    /// Its place in the order, from 1.
    pub rank: u64,
    /// Its state today.
    pub state: State,
    /// Why it is not known, or `stale` when it is met today and going stale.
    pub reason: Option<Reason>,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// How far it is.
    pub shortfall: Option<Shortfall>,
    /// What it was found in, with its date.
    pub source: String,
    /// What to put in the folder, whom to ask or what to fill in before it can be judged.
    #[serde(default)]
    pub first: Option<String>,
    /// What to do in practice.
    pub improve: String,
    /// Who.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Day>,
    /// How much work.
    pub effort: Effort,
    /// What closing it adds to `assured` of each area, in percentage points truncated to one place.
    pub gain: Vec<Gain>,
    /// Whether an action is in hand.
    pub action: ActionResult,
    /// Whether a waiver in force accepts it.
    pub waived: bool,
    /// Whether its evidence goes out of date by the inspection, whatever its state is today.
    pub going_stale: bool,
}

/// How far a criterion is from met, in whole things at the same denominator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Shortfall {
    /// How many rows would have to change.
    pub rows: u64,
    /// The same in words, such as `9 more visits on time`.
    pub words: String,
}

/// What closing a gap adds to one area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Gain {
    /// The area.
    pub area: String,
    /// Percentage points of `assured`.
    pub points: String,
}

/// Whether an action is in hand for a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ActionResult {
    /// In hand, overdue, undated or missing.
    pub state: ActionState,
    /// When the action is due.
    pub due: Option<Day>,
}

/// Actions against the gaps that they are for, by criterion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ActionsAgainst {
    /// Criteria that are met, today and on the inspection date, with an action still open.
    pub gap_closed: Vec<String>,
    /// Criteria short of met whose actions are all done.
    pub gap_open_still: Vec<String>,
}

/// Whether an action is in hand.
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
pub enum ActionState {
    /// There is one and it is not late.
    InHand,
    /// There is one and it is late.
    Overdue,
    /// There is one without a due date that could be read, so nobody can tell that it is not late.
    Undated,
    /// Every one that there was is done, and the gap is still there.
    Done,
    /// There is none.
    Missing,
}

/// A point made by inspectors at an earlier visit, answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FindingResult {
    /// Its id.
    pub id: String,
    /// When the visit was.
    pub visited_on: Option<Day>,
    /// Which visit.
    pub visit: String,
    /// A strength, a point to improve or a priority, as the list says.
    pub kind: Option<String>,
    /// The point, where the dataset marks it as shown.
    pub text: String,
    /// Areas it belongs to.
    pub areas: Vec<String>,
    /// Criteria that test it.
    pub criteria: Vec<String>,
    /// Each criterion's state at the baseline run, where there is one.
    pub then: Vec<FindingState>,
    /// Each criterion's state now.
    pub now: Vec<FindingState>,
    /// Whether the same point was made at two visits or more.
    pub persistent: bool,
    /// Evidence of activity: actions, documents, statements.
    pub activity: Vec<String>,
    /// Evidence of impact: measured criteria and audits.
    pub impact: Vec<String>,
}

/// A criterion's state, beside a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FindingState {
    /// The criterion.
    pub criterion: String,
    /// Its state.
    pub state: State,
}
