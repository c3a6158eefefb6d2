//! Reports: renderings of the redacted Assessment.
//!
//! Each format is one file and one line here, and a pure function of what [`crate::redact`] lets
//! through. No report decides the exit status.

mod annotations;
mod benchmarks;
pub mod cases;
pub mod comparison;
pub mod coverage;
mod decisions;
mod digest;
pub mod expiring;
pub mod explanation;
#[cfg(test)]
mod fixture;
pub mod glossary;
pub mod history;
pub mod html;
mod ics;
pub mod json;
mod junit;
pub mod listing;
pub mod map;
mod markdown;
pub mod mutation;
mod one_line;
pub mod reference;
mod rendered;
pub mod rule_tests;
mod sarif;
pub mod style;
mod tables;
pub mod text;
pub mod themes;
#[cfg(test)]
mod untrusted;
pub mod words;
mod xlsx;

use crate::redact::Redacted;

pub use rendered::{Form, Rendered};
pub use style::Style;

/// A set of formats that one word on the command line chooses from.
pub trait Choice: Copy + PartialEq + std::fmt::Debug + 'static {
    /// Every format of the set, in the order of the manual.
    const ALL: &'static [Self];
    /// The one for a person at a terminal, which is printed when nothing else is asked for.
    const TEXT: Self;

    /// The word that the command line takes.
    fn name(self) -> &'static str;

    /// What a report in it is.
    fn form(self) -> Form {
        Form::Text
    }

    /// The format of a word.
    fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == word)
    }
}

/// A format that any result can be printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For a person at a terminal.
    Text,
    /// For machines; the shape is `reinspect.assessment/1`.
    Json,
}

impl Choice for Format {
    const ALL: &'static [Self] = &[Self::Text, Self::Json];
    const TEXT: Self = Self::Text;

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
    }
}

/// A format that an assessment can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssessmentFormat {
    /// For a person at a terminal.
    Text,
    /// For machines; the shape is `reinspect.assessment/1`.
    Json,
    /// For leaders, in a browser or on paper: one file.
    Html,
    /// For the summary of a scheduled run: Markdown within what such a page may hold.
    Markdown,
    /// For the test pages of CI systems: a test a criterion.
    Junit,
    /// For calendars: when evidence runs out and gaps are due.
    Ics,
    /// For code review pages: gaps at the lines of their rules.
    Sarif,
    /// For Power BI and its like: a folder of tidy tables.
    Csv,
    /// For Excel: a workbook with the gaps as an action list.
    Xlsx,
    /// For a step of GitHub Actions: an annotation an area.
    Github,
    /// For a step of Azure Pipelines: an issue an area.
    Azure,
}

impl Choice for AssessmentFormat {
    const ALL: &'static [Self] = &[
        Self::Text,
        Self::Json,
        Self::Html,
        Self::Markdown,
        Self::Junit,
        Self::Ics,
        Self::Sarif,
        Self::Csv,
        Self::Xlsx,
        Self::Github,
        Self::Azure,
    ];
    const TEXT: Self = Self::Text;

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Junit => "junit",
            Self::Ics => "ics",
            Self::Sarif => "sarif",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Github => "github",
            Self::Azure => "azure",
        }
    }

    fn form(self) -> Form {
        match self {
            Self::Text
            | Self::Json
            | Self::Html
            | Self::Markdown
            | Self::Junit
            | Self::Ics
            | Self::Sarif
            | Self::Github
            | Self::Azure => Form::Text,
            Self::Csv => Form::Folder,
            Self::Xlsx => Form::Binary,
        }
    }
}

/// What a report is told beside the assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How text is drawn.
    pub style: Style,
    /// Whether the run was asked to meet a requirement.
    pub required: bool,
}

impl Options {
    /// Text that is piped or kept, of a run that nothing was required of.
    pub const PLAIN: Self = Self {
        style: Style::PLAIN,
        required: false,
    };
}

/// Renders an assessment; the same bytes for the same assessment and options.
pub fn render(format: AssessmentFormat, assessment: &Redacted, options: &Options) -> Rendered {
    match format {
        AssessmentFormat::Text => Rendered::Text(text::render(assessment, &options.style)),
        AssessmentFormat::Json => Rendered::Text(json::render(&**assessment)),
        AssessmentFormat::Markdown => Rendered::Text(markdown::render(assessment)),
        AssessmentFormat::Junit => Rendered::Text(junit::render(assessment, options.required)),
        AssessmentFormat::Ics => Rendered::Text(ics::render(assessment)),
        AssessmentFormat::Sarif => Rendered::Text(sarif::render(assessment)),
        AssessmentFormat::Csv => tables::render(assessment),
        AssessmentFormat::Html => Rendered::Text(html::render(assessment)),
        AssessmentFormat::Xlsx => Rendered::Binary(xlsx::render(assessment)),
        AssessmentFormat::Github => Rendered::Text(annotations::render(
            assessment,
            annotations::Dialect::Github,
        )),
        AssessmentFormat::Azure => {
            Rendered::Text(annotations::render(assessment, annotations::Dialect::Azure))
        }
    }
}
