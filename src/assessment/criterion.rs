//! How one criterion stands, and what it rests on.

use serde::{Deserialize, Serialize};

use super::Shortfall;
use crate::calendar::Day;
use crate::measure::{LeftOut, Note, Population, Unit};
use crate::pack::theme::{Theme, Themes};
use crate::pack::{Basis, BenchmarkKind, Direction, KindOfEvidence};
use crate::state::StateResult;

/// One criterion's result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct CriterionResult {
    /// Its slug.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The question it asks.
    pub asks: String,
    /// Why it matters.
    #[serde(default)]
    pub why: String,
    /// How its value is obtained, one sentence a step.
    #[serde(default)]
    pub steps: Vec<String>,
    /// Its outcome or enabler.
    pub area: String,
    /// Its judgements.
    pub judgements: Vec<String>,
    /// Full ids of what it tests.
    pub expectations: Vec<String>,
    /// Whether it caps its areas.
    pub priority: bool,
    /// Its weight.
    pub weight: u32,
    /// The role that owns it.
    pub owner: Option<String>,
    /// Whether it rests on the word of the role that owns it, and on nothing else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_word: bool,
    /// Its state today.
    pub today: StateResult,
    /// Its state on the inspection date if nothing is refreshed.
    pub on_inspection: Option<StateResult>,
    /// Found, expected, over what, source and date, in a sentence.
    pub explanation: String,
    /// What was expected, as the explanation says it.
    #[serde(default)]
    pub expected: String,
    /// The lists or documents that it was found in, with their dates, as the explanation says it.
    #[serde(default)]
    pub source: String,
    /// Whether what was found is withheld from the audience.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
    /// What was measured.
    pub measurement: Option<MeasurementResult>,
    /// Where met and nearly met begin.
    pub thresholds: Option<ThresholdsResult>,
    /// How far it is in whole things.
    pub shortfall: Option<Shortfall>,
    /// Published figures beside it; informative only.
    pub benchmarks: Vec<Benchmark>,
    /// What inspectors raise that it tests, the most raised first.
    pub themes: Vec<ThemeResult>,
    /// A waiver that names it.
    pub waiver: Option<WaiverResult>,
    /// The local change laid over it.
    pub tailoring: Option<TailoringResult>,
    /// The exemption that makes it not applicable.
    pub exemption: Option<ExemptionResult>,
    /// The kinds of evidence that it rests on.
    pub kinds_of_evidence: Vec<KindOfEvidence>,
    /// Indexes into the assessment's sources.
    pub sources: Vec<usize>,
    /// The last day its evidence stands.
    pub expires: Option<Day>,
    /// Where its rule stands, as `file:line`.
    pub rule: String,
}

/// What inspectors raise, and how often they did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ThemeResult {
    /// Its slug.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// At how many visits it was raised.
    pub visits: u64,
    /// Of how many visits.
    pub of_visits: u64,
    /// How many in a hundred, cut off to whole ones.
    pub in_a_hundred: u64,
}

impl ThemeResult {
    /// The themes of a criterion, the most raised first.
    pub fn all(criterion: &str, themes: &Themes) -> Vec<Self> {
        let result = |theme: &Theme| Self {
            id: theme.id.clone(),
            title: theme.title.clone(),
            visits: theme.visits,
            of_visits: themes.totals.visits,
            in_a_hundred: themes.in_a_hundred(theme),
        };
        themes.of(criterion).into_iter().map(result).collect()
    }
}

/// What was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MeasurementResult {
    /// The kind of measure.
    pub kind: String,
    /// The value as a decimal truncated to four places.
    pub value: Option<String>,
    /// Its unit.
    pub unit: Unit,
    /// Above the line.
    pub numerator: u64,
    /// Below the line.
    pub denominator: u64,
    /// Blank, unreadable or unknown answers; none where so few are withheld.
    pub blank: Option<u64>,
    /// Rows left out, by why; without those of which so few are withheld.
    pub left_out: Vec<LeftOutEntry>,
    /// Reported and without effect by itself; likewise.
    pub notes: Vec<NoteEntry>,
    /// The 95 % Wilson interval of a share, in percent, rounded outward to four places.
    pub interval: Option<[String; 2]>,
    /// Whether the interval lies wholly on one side of `met`.
    pub sure: Option<bool>,
    /// The plural noun for what is counted.
    pub of: String,
    /// The day that the measuring stopped at.
    pub measured_at: Day,
    /// Which rows or subjects it is about.
    #[serde(default)]
    pub population: Population,
}

/// Rows left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LeftOutEntry {
    /// Why.
    pub why: LeftOut,
    /// How many.
    pub rows: u64,
}

/// Rows with something to report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct NoteEntry {
    /// What.
    pub what: Note,
    /// How many.
    pub rows: u64,
}

/// Where met and nearly met begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ThresholdsResult {
    /// Met, in words such as `at least 85%`.
    pub met: String,
    /// Nearly met.
    pub nearly: Option<String>,
    /// The same as numbers.
    #[serde(default)]
    pub limits: Option<Limits>,
    /// Where they come from.
    pub basis: Basis,
    /// The source in words.
    pub source: Option<String>,
    /// The pack's own threshold in words where tailoring changed it.
    pub pack_met: Option<String>,
    /// Whether tailoring loosened a threshold that statute sets.
    pub statute_loosened: bool,
}

/// Where met and nearly met begin, as numbers in the unit of the measurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Limits {
    /// Whether high or low values are wanted.
    pub direction: Direction,
    /// The decimal at which met begins.
    pub met: String,
    /// The decimal at which nearly met begins.
    pub nearly: Option<String>,
}

/// A published figure beside a criterion's value; no state rests on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Benchmark {
    /// What sort of figure it is.
    pub kind: BenchmarkKind,
    /// The area that it is of; for neighbours, the authority whose neighbours they are.
    pub area: String,
    /// What it measures, in words.
    pub measure: String,
    /// The figure, as it was published.
    pub value: String,
    /// Its unit.
    pub unit: Unit,
    /// The year, as published.
    pub year: String,
    /// Who published it, in what, and under which licence.
    pub source: String,
    /// Where it can be found.
    pub address: String,
    /// Where its definition differs from the criterion's.
    pub differs: Option<String>,
}

/// A waiver that names a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct WaiverResult {
    /// Whether it is in force on as-at.
    pub in_force: bool,
    /// Its reason.
    pub reason: String,
    /// Who agreed it.
    pub by: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Day,
}

/// A local change to a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TailoringResult {
    /// What changed, in words.
    pub changes: Vec<String>,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub on: Day,
}

/// Why a criterion does not apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ExemptionResult {
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
}

/// A criterion taken out of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OffEntry {
    /// Its slug.
    pub criterion: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub on: Day,
}

impl CriterionResult {
    /// Every area it rolls up to: its outcome or enabler, then its judgements.
    pub fn areas(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.area.as_str()).chain(self.judgements.iter().map(String::as_str))
    }
}
