//! What became of the rows of each list that was read.

use std::collections::BTreeMap;

use super::extract::CellCount;

/// What became of the rows of one source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// How many stand for the dataset.
    pub used: usize,
    /// How many gave way to another extract's record of the same key.
    pub superseded: usize,
    /// How many another extract holds word for word, and are counted there.
    pub repeated: usize,
    /// Whether the manifest says that it is history.
    pub by_hand: bool,
    /// Whether the manifest chose another, no newer, in its place.
    pub passed_over: bool,
    /// The extract before it that holds the same list.
    pub before: Option<Before>,
    /// How many cells of each decoded column held something, and how many of those were unreadable.
    pub cells: Vec<CellCount>,
    /// The same of columns that are never decoded, as they are about people.
    pub undecoded: Vec<CellCount>,
    /// How many dates of each column are after the day judged at; only where evidence is listed.
    pub after_as_at: BTreeMap<String, u64>,
}

/// The extract before one, with the rows of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// The earlier source.
    pub source: usize,
    /// Its rows.
    pub then: usize,
    /// The rows now; of every part, where the list has since come in parts.
    pub now: usize,
    /// How many parts that is.
    pub parts: usize,
}
