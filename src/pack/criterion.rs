//! Criteria: one question that evidence answers, with exactly one measure.

use crate::diagnostic::Place;

use super::Measure;

/// One question that evidence answers.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its slug.
    pub id: String,
    /// Its title, a statement that is true when it is met.
    pub title: String,
    /// The question it asks.
    pub asks: String,
    /// The outcome or enabler that it belongs to.
    pub area: String,
    /// The ILACS judgements that it speaks to.
    pub judgements: Vec<String>,
    /// Full ids of the expectations that it tests.
    pub expectations: Vec<String>,
    /// Why it matters.
    pub why: String,
    /// How to close a gap.
    pub improve: String,
    /// How much work closing a gap is.
    pub effort: Effort,
    /// Its weight in an area, 1 to 5.
    pub weight: u32,
    /// Whether not meeting it caps its areas at not ready.
    pub priority: bool,
    /// The role that owns it.
    pub owner: Option<String>,
    /// Where its thresholds come from.
    pub basis: Basis,
    /// The source of its thresholds in words.
    pub basis_source: Option<String>,
    /// How its value is obtained.
    pub measure: Measure,
    /// Where `met` and `nearly` begin; none for documents and statements.
    pub thresholds: Option<Thresholds>,
    /// The smallest denominator that can be judged.
    pub minimum: u64,
    /// Where it stands in the pack.
    pub place: Place,
}

impl Criterion {
    /// Every area it rolls up to: its outcome or enabler, then its judgements.
    pub fn areas(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.area.as_str()).chain(self.judgements.iter().map(String::as_str))
    }
}

/// How much work closing a gap is.
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
#[serde(rename_all = "lowercase")]
pub enum Effort {
    /// Days.
    Low,
    /// Weeks.
    Medium,
    /// Months.
    High,
}

/// Where a threshold comes from.
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
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// An act or regulation.
    Statute,
    /// Statutory guidance.
    Guidance,
    /// A published distribution.
    Published,
    /// The pack's own suggestion.
    Suggested,
}

/// Where `met` and `nearly` begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Where met begins.
    pub met: Limit,
    /// Where nearly met begins; the looser one.
    pub nearly: Option<Limit>,
}

/// A limit and its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Whether high or low values are wanted.
    pub direction: Direction,
    /// The limit itself, in millionths.
    pub value: i64,
}

/// Whether high or low values are wanted.
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
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Reaches the limit at or above it.
    AtLeast,
    /// Reaches the limit at or below it.
    AtMost,
}
