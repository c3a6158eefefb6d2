//! `compare`: two results beside each other, as text, JSON and a page.

mod points;
pub mod text;

use super::Choice;

pub use points::{in_words, points};

/// The formats of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparisonFormat {
    /// For a person at a terminal.
    Text,
    /// For machines; the shape is `reinspect.comparison/1`.
    Json,
    /// For leaders, in a browser or on paper: one file.
    Html,
}

impl Choice for ComparisonFormat {
    const ALL: &'static [Self] = &[Self::Text, Self::Json, Self::Html];
    const TEXT: Self = Self::Text;

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Html => "html",
        }
    }
}
