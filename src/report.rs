//! Reports: renderings of the redacted Assessment.
//!
//! Each format is one file and one line here, and a pure function of what [`crate::redact`] lets
//! through. No report decides the exit status.

mod benchmarks;
pub mod cases;
pub mod coverage;
mod decisions;
pub mod expiring;
pub mod explanation;
pub mod glossary;
pub mod html;
pub mod json;
pub mod listing;
pub mod map;
pub mod mutation;
pub mod reference;
mod rendered;
pub mod rule_tests;
pub mod style;
pub mod text;
pub mod themes;
pub mod words;

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
}

impl Choice for AssessmentFormat {
    const ALL: &'static [Self] = &[Self::Text, Self::Json, Self::Html];
    const TEXT: Self = Self::Text;

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    fn form(self) -> Form {
        match self {
            Self::Text | Self::Json | Self::Html => Form::Text,
        }
    }
}

/// Renders an assessment; the same bytes for the same assessment and style.
pub fn render(format: AssessmentFormat, assessment: &Redacted, style: &Style) -> Rendered {
    match format {
        AssessmentFormat::Text => Rendered::Text(text::render(assessment, style)),
        AssessmentFormat::Json => Rendered::Text(json::render(&**assessment)),
        AssessmentFormat::Html => Rendered::Text(html::render(assessment)),
    }
}
