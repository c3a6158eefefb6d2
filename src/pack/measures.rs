//! What each kind of measure is given: its own fields, validated and typed.

use crate::calendar::Span;
use crate::expression::Condition;

/// Exactly one of these stands in a criterion.
#[derive(Debug, Clone)]
pub enum Measure {
    /// Percentage of rows that meet a condition.
    Share(Share),
    /// Percentage finished within a limit.
    OnTime(OnTime),
    /// Percentage of subjects whose latest event is recent enough.
    UpToDate(UpToDate),
    /// Percentage of events with an earlier one for the same subject.
    Repeat(Repeat),
    /// Percentage of subjects with at least so many events.
    PerSubject(PerSubject),
    /// Median, mean or 90th percentile of a span.
    Duration(Duration),
    /// Number of rows.
    Count(Count),
    /// A count or sum over another.
    Ratio(Ratio),
    /// A document that exists, is current, approved and says what it must.
    Document(Document),
    /// A named role's answer.
    Statement(Statement),
}

/// The rows that a tabular measure looks at.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The dataset.
    pub of: String,
    /// Which rows count.
    pub filter: Option<Condition>,
    /// How far back from as-at, with the column that dates a row.
    pub period: Option<(Span, String)>,
}

/// What becomes of a row whose condition is unknown.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Blank {
    /// It counts as not met.
    #[default]
    NotMet,
    /// It is left out, and reported.
    LeftOut,
}

/// Fields of `share`.
#[derive(Debug, Clone)]
pub struct Share {
    /// The rows.
    pub scope: Scope,
    /// The condition to meet.
    pub meets: Condition,
    /// What becomes of an unknown.
    pub blank: Blank,
}

/// Fields of `on_time`.
#[derive(Debug, Clone)]
pub struct OnTime {
    /// The rows.
    pub scope: Scope,
    /// The column that starts the clock.
    pub from: String,
    /// The column that stops it.
    pub to: String,
    /// The limit.
    pub within: Span,
}

/// Fields of `up_to_date`.
#[derive(Debug, Clone)]
pub struct UpToDate {
    /// The subjects.
    pub scope: Scope,
    /// The dataset of the events; none when the latest date is a column of the subjects.
    pub events: Option<String>,
    /// The date column of the latest event.
    pub latest: String,
    /// The column that names a subject, in both datasets.
    pub by: String,
    /// How recent is recent enough.
    pub within: Span,
    /// The column from which a subject without an event counts.
    pub since: Option<String>,
}

/// Fields of `repeat`.
#[derive(Debug, Clone)]
pub struct Repeat {
    /// The events.
    pub scope: Scope,
    /// The column that names a subject.
    pub by: String,
    /// The column that dates an event.
    pub dated: String,
    /// How far back an earlier event counts.
    pub within: Span,
    /// The earlier event's date that counts.
    pub earlier: String,
}

/// Fields of `per_subject`.
#[derive(Debug, Clone)]
pub struct PerSubject {
    /// The events.
    pub scope: Scope,
    /// The column that names a subject, in both datasets.
    pub by: String,
    /// How many events are enough.
    pub at_least_events: u64,
    /// The dataset of the subjects, with its own filter; else those with an event.
    pub subjects: Option<(String, Option<Condition>)>,
}

/// What a duration measures.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// The middle value; the mean of the middle two.
    Median,
    /// The mean.
    Mean,
    /// The 90th percentile by nearest rank.
    #[serde(rename = "percentile_90")]
    Percentile90,
}

/// What becomes of a span that has not ended.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// It is left out, and reported.
    #[default]
    LeftOut,
    /// It counts up to as-at.
    Count,
}

/// Fields of `duration`.
#[derive(Debug, Clone)]
pub struct Duration {
    /// The rows.
    pub scope: Scope,
    /// The column that starts the span.
    pub from: String,
    /// The column that ends it.
    pub to: String,
    /// Which statistic.
    pub statistic: Statistic,
    /// The unit.
    pub unit: crate::calendar::Unit,
    /// What becomes of a span that has not ended.
    pub open: Open,
}

/// Fields of `count`.
#[derive(Debug, Clone)]
pub struct Count {
    /// The rows.
    pub scope: Scope,
}

/// What a ratio divides by.
#[derive(Debug, Clone)]
pub enum Over {
    /// Rows, or the sum of a column, of a dataset.
    List {
        /// The rows.
        scope: Scope,
        /// The column to sum; rows when there is none.
        sum: Option<String>,
    },
    /// A figure from settings.
    Figure(String),
}

/// Fields of `ratio`.
#[derive(Debug, Clone)]
pub struct Ratio {
    /// The rows on top.
    pub scope: Scope,
    /// The column to sum on top; rows when there is none.
    pub sum: Option<String>,
    /// What it divides by.
    pub over: Over,
    /// What it is multiplied by: 1, 100, 10,000.
    pub per: u64,
}

/// Fields of `document`.
#[derive(Debug, Clone)]
pub struct Document {
    /// Patterns of its file name or title, with `*`.
    pub matches: Vec<String>,
    /// Patterns of names and titles of other documents, which it is not.
    pub except: Vec<String>,
    /// How old it may be.
    pub dated_within: Option<Span>,
    /// Headings it must have.
    pub must_have: Vec<String>,
    /// Words it must mention.
    pub must_mention: Vec<String>,
    /// Whether it must be approved.
    pub approved: bool,
}

/// The best state that a statement can reach.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// Opinion alone is never met.
    #[default]
    Nearly,
    /// The answer stands as given.
    Met,
}

/// Fields of `statement`.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The slug of the question in the list of statements.
    pub question: String,
    /// The role that must answer.
    pub by: String,
    /// How old the answer may be.
    pub within: Span,
    /// How many sources the answer must name.
    pub sources_at_least: u64,
    /// The best state it can reach.
    pub cap: Cap,
}

impl Measure {
    /// The kind's name, as a criterion writes it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Share(_) => "share",
            Self::OnTime(_) => "on_time",
            Self::UpToDate(_) => "up_to_date",
            Self::Repeat(_) => "repeat",
            Self::PerSubject(_) => "per_subject",
            Self::Duration(_) => "duration",
            Self::Count(_) => "count",
            Self::Ratio(_) => "ratio",
            Self::Document(_) => "document",
            Self::Statement(_) => "statement",
        }
    }

    /// Whether its value is a percentage from 0 to 100.
    pub fn is_percentage(&self) -> bool {
        match self {
            Self::Share(_)
            | Self::OnTime(_)
            | Self::UpToDate(_)
            | Self::Repeat(_)
            | Self::PerSubject(_) => true,
            Self::Duration(_)
            | Self::Count(_)
            | Self::Ratio(_)
            | Self::Document(_)
            | Self::Statement(_) => false,
        }
    }

    /// The figure of the settings that it divides by, if it does.
    pub fn figure(&self) -> Option<&str> {
        match self {
            Self::Ratio(ratio) => match &ratio.over {
                Over::Figure(name) => Some(name),
                Over::List { .. } => None,
            },
            Self::Share(_)
            | Self::OnTime(_)
            | Self::UpToDate(_)
            | Self::Repeat(_)
            | Self::PerSubject(_)
            | Self::Duration(_)
            | Self::Count(_)
            | Self::Document(_)
            | Self::Statement(_) => None,
        }
    }

    /// The role whose answer it is, if it is one.
    pub fn answered_by(&self) -> Option<&str> {
        match self {
            Self::Statement(statement) => Some(&statement.by),
            Self::Share(_)
            | Self::OnTime(_)
            | Self::UpToDate(_)
            | Self::Repeat(_)
            | Self::PerSubject(_)
            | Self::Duration(_)
            | Self::Count(_)
            | Self::Ratio(_)
            | Self::Document(_) => None,
        }
    }

    /// The rows it looks at, when it looks at rows.
    pub fn scope(&self) -> Option<&Scope> {
        match self {
            Self::Share(m) => Some(&m.scope),
            Self::OnTime(m) => Some(&m.scope),
            Self::UpToDate(m) => Some(&m.scope),
            Self::Repeat(m) => Some(&m.scope),
            Self::PerSubject(m) => Some(&m.scope),
            Self::Duration(m) => Some(&m.scope),
            Self::Count(m) => Some(&m.scope),
            Self::Ratio(m) => Some(&m.scope),
            Self::Document(_) | Self::Statement(_) => None,
        }
    }
}
