//! Themes: what inspectors most often ask authorities to improve, and how often they did.
//!
//! The counts are part of a pack; the points that they were counted over are not. Anyone who has the
//! points can count anew with [`count`], and see how often the rules and a reader disagree.

pub mod count;
pub mod hand;
pub mod phrase;
mod points;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use phrase::Phrase;

/// The themes of a pack; none where it has no themes.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    /// Each theme, in the order of the file.
    pub all: Vec<Theme>,
    /// What was counted, and by whom.
    pub source: String,
    /// Under which licence the points can be used.
    pub licence: String,
    /// The first and the last year that points were published in.
    pub years: (u64, u64),
    /// What was counted in all.
    pub totals: Totals,
    /// How a list of points is read.
    pub reading: Reading,
    /// How far the rules and a reader agree, as last worked out.
    pub agreement: Option<Agreement>,
    /// The points that a reader labelled.
    pub labelled: Vec<Labelled>,
}

/// One thing that inspectors ask authorities to improve.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its slug.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is about, as a reader who labels points is told.
    pub covers: String,
    /// A point that holds any of these comes under it.
    pub any_of: Vec<Phrase>,
    /// What is struck out of a point before `any_of` is looked for.
    pub except: Vec<Phrase>,
    /// Whether it counts even where it is only the reason given for a point.
    pub also_in_reasons: bool,
    /// The criteria that test it, in the order of the file.
    pub criteria: Vec<String>,
    /// Why no criterion tests it, where none does.
    pub untested: Option<String>,
    /// How many points come under it.
    pub points: u64,
    /// At how many visits it was raised.
    pub visits: u64,
}

/// What was counted in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Totals {
    /// How many points.
    pub points: u64,
    /// How many visits made them.
    pub visits: u64,
    /// How many points come under no theme.
    pub without_theme: u64,
    /// How many rows were left out, because they are no points.
    pub left_out: u64,
}

/// How a list of points is read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Words of a report that end the list of points; what follows is no point.
    pub list_ends_at: Vec<String>,
    /// Words after which a point says why, and no longer what.
    pub reasons: Vec<Phrase>,
}

/// How far the rules and a reader agree on the same points.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Agreement {
    /// How many points were labelled.
    pub points: u64,
    /// How many labels both gave.
    pub right: u64,
    /// How many the rules alone gave.
    pub wrong: u64,
    /// How many the reader alone gave.
    pub missed: u64,
    /// How many points have the same labels from both.
    pub wholly_right: u64,
}

/// A point that a reader labelled, known by its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// SHA-256 of its text as it is counted, in hexadecimal.
    pub sha256: String,
    /// The themes that the reader saw in it.
    pub themes: Vec<String>,
}

impl Themes {
    /// The themes of a criterion, the most raised first; of equals, in the order of the file.
    pub fn of(&self, criterion: &str) -> Vec<&Theme> {
        let its = |theme: &&Theme| theme.criteria.iter().any(|id| id == criterion);
        let mut themes: Vec<&Theme> = self.all.iter().filter(its).collect();
        themes.sort_by_key(|theme| Reverse(theme.visits));
        themes
    }

    /// At how many of a hundred visits a theme was raised, cut off to whole ones.
    pub fn in_a_hundred(&self, theme: &Theme) -> u64 {
        let visits = theme.visits.saturating_mul(100);
        visits.checked_div(self.totals.visits).unwrap_or(0)
    }

    /// The themes, the most raised first; of equals, by title.
    pub fn most_raised_first(&self) -> Vec<&Theme> {
        let mut themes: Vec<&Theme> = self.all.iter().collect();
        themes.sort_by(|a, b| b.visits.cmp(&a.visits).then_with(|| a.title.cmp(&b.title)));
        themes
    }
}
