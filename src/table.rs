//! Typed columns, and where each row came from.
//!
//! A table holds only the columns that the chosen criteria need. Dates are days since 1970 as
//! 32-bit integers, numbers exact integers in millionths, texts codes into one dictionary a column.
//! A validity bit tells a known value from a blank one; a value that could not be read is blank here
//! and a data problem elsewhere.

pub mod column;
mod dictionary;
pub mod hash;
pub mod mask;

use std::sync::Arc;

pub use column::{Cell, Column, ColumnBuilder, Values};
pub use dictionary::Dictionary;
pub use mask::Mask;

/// Numbers are held in this many parts of one: 1.5 is 1,500,000.
pub const SCALE: i64 = 1_000_000;

/// The type that a dataset gives a column.
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
pub enum ColumnType {
    /// Any text; identifiers are texts.
    Text,
    /// A calendar day.
    Date,
    /// A number, exact to six decimal places.
    Number,
    /// Yes or no.
    YesNo,
    /// One of a closed list of codes.
    Code,
}

impl ColumnType {
    /// The word that a dataset file uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Number => "number",
            Self::YesNo => "yes_no",
            Self::Code => "code",
        }
    }
}

/// A list of rows held as typed columns.
#[derive(Debug, Clone, Default)]
pub struct Table {
    rows: usize,
    columns: Vec<(Arc<str>, Column)>,
    lines: Vec<u32>,
    runs: Vec<(usize, usize)>,
}

/// Where one row came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Index into the evidence's sources.
    pub source: usize,
    /// The row as a person sees it in the file or sheet, from 1.
    pub line: u32,
}

impl Table {
    /// Makes a table from columns of one length, the line of each row and its one source.
    pub fn new(columns: Vec<(Arc<str>, Column)>, lines: Vec<u32>, source: usize) -> Self {
        let rows = lines.len();
        debug_assert!(
            columns.iter().all(|(_, c)| c.len() == rows),
            "columns of one length"
        );
        Self {
            rows,
            columns,
            lines,
            runs: vec![(0, source)],
        }
    }

    /// Says which one source all its rows came from.
    #[must_use]
    pub fn with_source(mut self, source: usize) -> Self {
        self.runs = vec![(0, source)];
        self
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A column by its canonical name; none when the list did not have it.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns
            .iter()
            .find(|(n, _)| &**n == name)
            .map(|(_, c)| c)
    }

    /// The canonical names of the columns held, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(n, _)| &**n)
    }

    /// Where a row came from; none beyond the last row.
    pub fn origin(&self, row: usize) -> Option<Origin> {
        let line = *self.lines.get(row)?;
        let run = self.runs.partition_point(|(first, _)| *first <= row);
        let (_, source) = *self.runs.get(run.checked_sub(1)?)?;
        Some(Origin { source, line })
    }

    /// Keeps the rows whose bit is set.
    #[must_use]
    pub fn keep(&self, rows: &Mask) -> Self {
        let kept: Vec<usize> = rows.ones().collect();
        let columns = self
            .columns
            .iter()
            .map(|(n, c)| (n.clone(), c.take(&kept)))
            .collect();
        let lines = kept
            .iter()
            .filter_map(|r| self.lines.get(*r).copied())
            .collect::<Vec<_>>();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for (at, row) in kept.iter().enumerate() {
            let source = self.origin(*row).map_or(0, |o| o.source);
            if runs.last().is_none_or(|(_, s)| *s != source) {
                runs.push((at, source));
            }
        }
        Self {
            rows: lines.len(),
            columns,
            lines,
            runs,
        }
    }

    /// Joins tables end to end; a column that any of them lacks is left out, so it reads as missing.
    pub fn concat(tables: Vec<Self>) -> Self {
        let mut tables = tables.into_iter();
        let Some(mut all) = tables.next() else {
            return Self::default();
        };
        for next in tables {
            let before = all.rows;
            all.columns.retain(|(name, _)| next.column(name).is_some());
            for (name, column) in &mut all.columns {
                if let Some(more) = next.column(name) {
                    column.append(more);
                }
            }
            all.rows += next.rows;
            all.lines.extend(next.lines);
            all.runs.extend(
                next.runs
                    .into_iter()
                    .map(|(first, source)| (first + before, source)),
            );
        }
        all
    }
}
