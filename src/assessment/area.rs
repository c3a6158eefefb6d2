//! How an area stands.

use serde::{Deserialize, Serialize};

use crate::pack::{AreaKind, KindOfEvidence};

/// A pair of whole numbers, kept as a pair so that nothing is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Fraction {
    /// Above the line.
    pub numerator: u64,
    /// Below the line.
    pub denominator: u64,
}

impl Fraction {
    /// It in percent, near enough for a place in a picture or a line through many.
    #[expect(
        clippy::cast_precision_loss,
        reason = "sums of weights, far below what a float holds exactly"
    )]
    pub fn percent(self) -> f64 {
        self.numerator as f64 * 100.0 / self.denominator.max(1) as f64
    }
}

/// The level of an area.
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
pub enum Level {
    /// An inspector could be shown enough today.
    Ready,
    /// Close to it.
    NearlyReady,
    /// Short of it.
    NotReady,
    /// Too little is known.
    CannotSay,
}

/// How many criteria are in each state.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Counts {
    /// Met.
    pub met: u64,
    /// Nearly met.
    pub nearly: u64,
    /// Not met.
    pub not_met: u64,
    /// Not known.
    pub not_known: u64,
    /// Does not apply.
    pub not_applicable: u64,
}

/// How an area stands on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AreaState {
    /// Its level.
    pub level: Level,
    /// What an inspector could be shown.
    pub assured: Option<Fraction>,
    /// The same over criteria that are known.
    pub observed: Option<Fraction>,
    /// How much is known.
    pub coverage: Option<Fraction>,
    /// Criteria by state.
    pub counts: Counts,
    /// Priority criteria that are not met.
    pub capped_by: Vec<String>,
    /// Criteria whose state is missing, where that is why nothing can be said.
    pub missing: Vec<String>,
}

/// One area's result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AreaResult {
    /// Its slug.
    pub id: String,
    /// Its framework's id.
    pub framework: String,
    /// What it is.
    pub kind: AreaKind,
    /// Its full title.
    pub title: String,
    /// Its title for narrow tables.
    pub short: String,
    /// How it stands today.
    pub today: AreaState,
    /// How it stands on the inspection date if nothing is refreshed.
    pub on_inspection: Option<AreaState>,
    /// How it is known.
    pub kinds_of_evidence: KindsOfEvidence,
    /// The fewest gaps whose closing reaches ready; none when even all of them do not.
    pub path_to_ready: Vec<String>,
    /// Whether closing the path reaches ready.
    pub path_reaches: bool,
}

/// How an area is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct KindsOfEvidence {
    /// Kinds that speak for it today, in the order of the kinds.
    pub kinds: Vec<KindOfEvidence>,
    /// Criteria that rest on one kind where no other criterion shares an expectation.
    pub single_source: Vec<String>,
    /// Pairs of criteria that disagree: the audit that says met, the data that says not met.
    pub contradictions: Vec<Contradiction>,
}

/// Audits say met and data say not met, for criteria that share an expectation.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Contradiction {
    /// The criterion that audits meet.
    pub audit: String,
    /// The criterion that data do not meet.
    pub data: String,
    /// The expectation that they share.
    pub expectation: String,
}
