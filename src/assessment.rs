//! The one serialisable result of a run; every report is a rendering of it.
//!
//! The names here are the JSON's names and are stable within `reinspect.assessment/1`: more may be
//! added, none renamed. Days are ISO texts. Nothing in it names or identifies a child.

mod area;
mod changes;
mod comparison;
mod criterion;
mod framework;
mod gap;
pub mod schema;
mod trend;

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::evidence::account::Joined;
use crate::evidence::{DatedBy, ProblemKind, Role};

pub use crate::diagnostic::DiagnosticEntry;
pub use crate::state::StateResult;
pub use area::{AreaResult, AreaState, Contradiction, Counts, Fraction, KindsOfEvidence, Level};
pub use changes::{Cause, Change, Changes, Step, Way};
pub use comparison::{AreaChange, COMPARISON, Comparison, Difference, Part, Run};
pub use criterion::{
    Benchmark, CriterionResult, ExemptionResult, LeftOutEntry, Limits, MeasurementResult,
    NoteEntry, OffEntry, TailoringResult, ThemeResult, ThresholdsResult, WaiverResult,
};
pub use framework::{FrameworkEntry, PointEntry};
pub use gap::{
    ActionResult, ActionState, ActionsAgainst, FindingResult, FindingState, Gain, Gap, Shortfall,
};
pub use trend::{AreaTrend, TrendPoint};

/// The name and number of the JSON's shape.
pub const SCHEMA: &str = "reinspect.assessment/1";

/// The result of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Assessment {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Who may see it; what others may not see is taken out.
    #[serde(default)]
    pub audience: Audience,
    /// What was taken out for that audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Withheld>,
    /// Whose evidence it is.
    pub authority: Authority,
    /// The day it speaks for.
    pub as_at: Day,
    /// The planned inspection date, the user's assumption.
    pub inspection: Option<Day>,
    /// The pack it was judged by.
    pub pack: PackRef,
    /// What the run was narrowed to; none for the whole pack.
    pub scope: Scope,
    /// The evidence it rests on.
    pub sources: Vec<SourceEntry>,
    /// Files that were found and not read, or not recognised.
    pub not_read: Vec<NotRead>,
    /// The templates to fill in that were found, and how many nobody has filled in.
    #[serde(default)]
    pub templates: Templates,
    /// Areas in the order of their frameworks.
    pub areas: Vec<AreaResult>,
    /// Criteria in order of their ids.
    pub criteria: Vec<CriterionResult>,
    /// What they are drawn from, framework by framework.
    #[serde(default)]
    pub frameworks: Vec<FrameworkEntry>,
    /// Criteria taken out of the run by tailoring.
    pub off: Vec<OffEntry>,
    /// Gaps, the first to close first.
    pub gaps: Vec<Gap>,
    /// Actions that have no gap left, and actions that were done and left one.
    #[serde(default)]
    pub actions: ActionsAgainst,
    /// Points made at earlier visits, answered one by one.
    pub findings: Vec<FindingResult>,
    /// Cells that could not be read.
    pub data_problems: Vec<DataProblemEntry>,
    /// What is wrong with the inputs and did not stop the run.
    pub diagnostics: Vec<DiagnosticEntry>,
    /// What changed since the baseline, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// How its areas stood at earlier runs and this one, where there is a history.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trends: Vec<AreaTrend>,
}

/// Who reads a report.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The authority's own quality and data teams: paths and cells show.
    #[default]
    Internal,
    /// The improvement board: no file names, no free text, no number from which fewer than six children
    /// could be told.
    Board,
    /// Everyone: as the board, and no exact counts.
    Public,
}

impl Audience {
    /// The word that the command line and the JSON use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Board => "board",
            Self::Public => "public",
        }
    }
}

impl std::fmt::Display for Audience {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// What was taken out for an audience.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Withheld {
    /// How many criteria show no numbers.
    pub measurements: u64,
    /// How many criteria show no state.
    pub states: u64,
    /// How many files were not read, whose names and reasons do not show.
    pub not_read: u64,
}

/// Whose evidence it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Authority {
    /// Its name.
    pub name: String,
    /// Its nine-character code.
    pub code: Option<String>,
    /// When it was last inspected.
    pub previous_inspection: Option<Day>,
}

/// Which pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PackRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its files.
    pub digest: String,
    /// The editions of its frameworks, as `id: edition`.
    pub editions: Vec<String>,
    /// How many local changes were laid over it.
    pub tailorings: usize,
    /// The marks that areas are levelled by.
    pub marks: crate::pack::Marks,
}

/// What a run was narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Scope {
    /// The profile asked for, whose criteria then stand below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Areas asked for; empty means all.
    pub areas: Vec<String>,
    /// Criteria asked for; empty means all.
    pub criteria: Vec<String>,
}

/// One source of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct SourceEntry {
    /// Its path below the evidence folder.
    pub path: String,
    /// Its sheet.
    pub sheet: Option<String>,
    /// The dataset it was recognised as, or `document`.
    pub dataset: String,
    /// The title of that dataset.
    #[serde(default)]
    pub title: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// How that day is known.
    pub dated_by: DatedBy,
    /// The last day it stands.
    pub expires: Option<Day>,
    /// Its rows; none where they are withheld.
    pub rows: Option<usize>,
    /// What became of it.
    pub role: Role,
    /// How it is joined to other extracts of its log, where it is; its date may then not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<Joined>,
    /// Of a list of statements, the answer that goes out of date first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_answer: Option<FirstAnswer>,
    /// Ids of the criteria that rest on it.
    pub used_by: Vec<String>,
}

/// The answer in a list of statements that goes out of date first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FirstAnswer {
    /// The role that gave it.
    pub by: String,
    /// The day it was given.
    pub on: Day,
    /// How many answers of the list criteria rest on.
    pub of: u64,
}

impl SourceEntry {
    /// What it is called: its path, or the title of its list where paths are withheld.
    pub fn name(&self) -> &str {
        if self.path.is_empty() {
            &self.title
        } else {
            &self.path
        }
    }

    /// Whether its own date says how long what rests on it stands.
    pub fn date_counts(&self) -> bool {
        self.joined.is_none_or(Joined::date_counts)
    }
}

/// A file or sheet that was found and not read, or not recognised.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct NotRead {
    /// Its path.
    pub path: String,
    /// Its sheet.
    pub sheet: Option<String>,
    /// Why, in a sentence.
    pub why: String,
}

/// Workbooks to fill in, as `init` makes them.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Templates {
    /// How many were found.
    pub all: usize,
    /// Those of them whose list nobody has filled in: they are no evidence.
    pub unfilled: usize,
}

/// A cell that could not be read.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct DataProblemEntry {
    /// The file.
    pub path: String,
    /// The sheet.
    pub sheet: Option<String>,
    /// The dataset.
    pub dataset: String,
    /// The heading.
    pub heading: String,
    /// The cell, such as `List 4!C17`.
    pub cell: String,
    /// The kind of fault.
    pub kind: ProblemKind,
    /// The text, only where it has the shape of a date.
    pub shown: Option<String>,
}
