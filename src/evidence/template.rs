//! Templates that `init` made, as they come back: which of their sheets are evidence.
//!
//! A template has the list itself, an example and notes. The example and the notes are told by the
//! words in their first cell and are no evidence. Neither is a list without rows: nobody may have
//! opened it. Only a day written into the notes says that there was nothing to record.

use serde::{Serialize, Serializer};

use super::extract::Extract;
use super::recognise::HeadRow;
use super::{DatedBy, TableFound, decode, fold};
use crate::calendar::Day;

/// The first cell of the notes of a template.
pub const NOTES: &str = "How to fill in this list";
/// The first cell of the example of a template.
pub const EXAMPLE: &str = "Example: this sheet is not counted";
/// What stands in the notes before the day on which there was nothing to record.
pub const NOTHING: &str = "Nothing to record on";

/// A part of a template that is no evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// The notes on how to fill it in, and what they say of an empty list.
    Notes(Nothing),
    /// The example.
    Example,
    /// The list itself, which nobody has filled in.
    Unfilled,
}

/// What the notes of a template say of an empty list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// They do not ask: such a list is never empty.
    NotAsked,
    /// Nothing.
    Unsaid,
    /// Something that is not a date.
    Unclear,
    /// That there was nothing to record on this day.
    On(Day),
}

impl Serialize for Aside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Notes(_) => "notes",
            Self::Example => "example",
            Self::Unfilled => "unfilled",
        })
    }
}

impl Aside {
    /// Why it is no evidence, in a sentence.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Notes(_) => "notes on how to fill in the list; not a list",
            Self::Example => "an example; not counted",
            Self::Unfilled => "nobody has filled in this template, so it says nothing",
        }
    }
}

/// The part of a template that a sheet is by the rows at its top, the list itself left out.
pub fn aside(head: &[HeadRow]) -> Option<Aside> {
    let (column, first) = head.first()?.cells.first()?;
    let says = |words: &str| *column == 0 && fold::key(first) == fold::key(words);
    if says(EXAMPLE) {
        Some(Aside::Example)
    } else {
        says(NOTES).then(|| Aside::Notes(nothing(head)))
    }
}

/// Takes out the lists that nobody has filled in from the sheets of one workbook.
pub(super) fn settle(tables: &mut [(TableFound, Option<Extract>)]) {
    let notes = tables.iter().find_map(|(table, _)| match table.aside {
        Some(Aside::Notes(nothing)) => Some(nothing),
        Some(Aside::Example | Aside::Unfilled) | None => None,
    });
    let Some(nothing) = notes else {
        return;
    };
    for (table, list) in tables {
        match (nothing, list.as_mut()) {
            (_, None) => {}
            (Nothing::On(_), Some(_)) if table.rows > 0 => {
                table.reason.push_str(
                    "; its notes say that there was nothing to record, but its rows count",
                );
            }
            (_, Some(_)) if table.rows > 0 => {}
            (Nothing::On(day), Some(list)) => {
                list.own_date = Some((day, DatedBy::Notes));
                let said = "; its notes say that there was nothing to record";
                table.reason.push_str(said);
            }
            (Nothing::NotAsked | Nothing::Unsaid | Nothing::Unclear, Some(_)) => {
                *list = None;
                table.aside = Some(Aside::Unfilled);
                table.reason = unfilled(nothing);
            }
        }
    }
}

fn unfilled(nothing: Nothing) -> String {
    let reason = Aside::Unfilled.reason();
    match nothing {
        Nothing::NotAsked | Nothing::On(_) => reason.to_owned(),
        Nothing::Unsaid => format!(
            "{reason}; if there was nothing to record, write the day beside `{NOTHING}` in its notes"
        ),
        Nothing::Unclear => {
            format!("{reason}; what stands beside `{NOTHING}` in its notes is no date")
        }
    }
}

fn nothing(head: &[HeadRow]) -> Nothing {
    let label = fold::key(NOTHING);
    let asked = |row: &&HeadRow| {
        let first = row.cells.first();
        first.is_some_and(|(column, text)| *column == 0 && fold::key(text) == label)
    };
    let Some(row) = head.iter().find(asked) else {
        return Nothing::NotAsked;
    };
    match row.cells.get(1) {
        Some((1, text)) => decode::day(text).map_or(Nothing::Unclear, Nothing::On),
        Some(_) | None => Nothing::Unsaid,
    }
}
