//! What became of the rows of each list that was read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::extract::CellCount;
use crate::calendar::Day;

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
    /// How it is joined to other extracts of its log.
    pub joined: Option<Joined>,
    /// How many cells of each decoded column held something, and how many of those were unreadable.
    pub cells: Vec<CellCount>,
    /// The same of columns whose values are not kept, as they are about people.
    pub undecoded: Vec<CellCount>,
    /// How many dates of each column are after the day judged at; only where evidence is listed.
    pub after_as_at: BTreeMap<String, u64>,
    /// Pairs of dates of which rows hold the second before the first; only where evidence is listed.
    pub out_of_order: Vec<OutOfOrder>,
    /// Whether it has no date, and no day in it says how old it is.
    pub ageless: bool,
    /// The files and sheets of the same list that gave nothing, so that it is not used.
    pub voided_by: Vec<Voided>,
}

/// How an extract of a log is joined to others of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", tag = "as")]
pub enum Joined {
    /// A newer extract holds much of it again, and dates the log.
    Earlier,
    /// It is one of several instalments, and a newer one dates the log.
    Instalment {
        /// How many there are.
        of: usize,
    },
    /// It is the newest of several instalments, and dates the log.
    Newest {
        /// How many there are.
        of: usize,
    },
    /// It is one of several instalments between which one is missing, so that the oldest dates the log.
    Gap {
        /// How many there are.
        of: usize,
        /// The day of the one before the first gap.
        after: Day,
        /// The day of the one behind it.
        before: Day,
    },
}

impl Joined {
    /// Whether the date of the extract counts for its log.
    pub fn date_counts(self) -> bool {
        match self {
            Self::Earlier | Self::Instalment { .. } => false,
            Self::Newest { .. } | Self::Gap { .. } => true,
        }
    }
}

/// A file or a sheet for which a list is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voided {
    /// What it is and why it could not be read, for the middle of a sentence.
    pub why: String,
    /// The likely fix.
    pub fix: String,
}

/// Rows in which a date is earlier than the one that it follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutOfOrder {
    /// The column of the date that it follows.
    pub first: String,
    /// Its own column.
    pub second: String,
    /// How many rows.
    pub rows: u64,
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
