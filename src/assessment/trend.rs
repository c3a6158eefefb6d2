//! How the areas stood at earlier runs.

use serde::{Deserialize, Serialize};

use super::{Fraction, Level};
use crate::calendar::Day;
use crate::pack::AreaKind;

/// One area at every run, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AreaTrend {
    /// Its slug.
    pub id: String,
    /// What it is.
    pub kind: AreaKind,
    /// Its title for narrow tables.
    pub short: String,
    /// How it stood, run by run; a run that did not have it is left out.
    pub points: Vec<TrendPoint>,
}

/// How an area stood at one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TrendPoint {
    /// The day that the run spoke for.
    pub as_at: Day,
    /// Its level.
    pub level: Level,
    /// What an inspector could have been shown.
    pub assured: Option<Fraction>,
    /// How much was known.
    pub coverage: Option<Fraction>,
    /// Whether the rules and local decisions were those of the newest run, so that the two can be
    /// compared.
    pub same_rules: bool,
}
