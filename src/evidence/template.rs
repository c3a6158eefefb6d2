//! Templates that `init` made, as they come back: which of their sheets are evidence.
//!
//! A template has the list itself, an example, notes, and for audits the questions. All but the list
//! are told by the words in their first cell and are no evidence. Neither is a list without rows: nobody may have
//! opened it. Where an empty list would say that there was nothing to record, the list itself asks for
//! the day above its headings, so that it is told as a template whatever it is saved as. Should that
//! row be gone and the sheet stand alone, the headings tell it: all of the template's in its order, and
//! nothing else. Of them alone an empty list says nothing either.

pub mod example;

use serde::{Serialize, Serializer};

use super::extract::Extract;
use super::recognise::{Catalogue, HeadRow, Place};
use super::{DatedBy, NotARecord, TableFound, decode, fold};
use crate::calendar::Day;
use crate::pack::ColumnSpec;

/// The first cell of the notes of a template.
pub const NOTES: &str = "How to fill in this list";
/// The first cell of the questions of a template.
pub const QUESTIONS: &str = "Questions: this sheet is not counted";
/// The first cell of the example of a template.
pub const EXAMPLE: &str = "Example: this sheet is not counted";
/// What stands above the headings before the day on which there was nothing to record.
pub const NOTHING: &str = "Nothing to record on";
/// What stands behind the cell for that day.
pub const NOTHING_ASKS: &str =
    "Leave this row. Only if there is nothing to write below: the day in the cell to the left.";

/// A part of a template that is no evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// The notes on how to fill it in.
    Notes,
    /// The example, and how many rows of it are not as `init` wrote them.
    Example(usize),
    /// The list itself, which nobody has filled in.
    Unfilled,
}

/// What a template says above its headings of an empty list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nothing {
    /// Nothing.
    Unsaid,
    /// Something that is not one day.
    Unclear,
    /// That there was nothing to record on this day.
    On(Day),
}

impl Serialize for Aside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Notes => "notes",
            Self::Example(_) => "example",
            Self::Unfilled => "unfilled",
        })
    }
}

impl Aside {
    /// Why it is no evidence, in a sentence.
    pub fn reason(self) -> String {
        match self {
            Self::Notes => "notes on how to fill in the list; not a list".to_owned(),
            Self::Example(0) => "an example; not counted".to_owned(),
            Self::Example(1) => {
                "an example; not counted: 1 row on it, move it to the list".to_owned()
            }
            Self::Example(rows) => {
                format!("an example; not counted: {rows} rows on it, move them to the list")
            }
            Self::Unfilled => UNFILLED.to_owned(),
        }
    }
}

const UNFILLED: &str = "nobody has filled in this template, so it says nothing";

/// The part of a template that a sheet is by the rows at its top, the list itself left out.
pub fn aside(head: &[HeadRow], catalogue: &Catalogue<'_>, place: Place<'_>) -> Option<Aside> {
    let (column, first) = head.first()?.cells.first()?;
    let says = |words: &str| *column == 0 && fold::key(first) == fold::key(words);
    if says(EXAMPLE) {
        Some(Aside::Example(usize::from(example::is_other(
            head, catalogue, place,
        ))))
    } else {
        (says(NOTES) || says(QUESTIONS)).then_some(Aside::Notes)
    }
}

/// What a list says above its headings of being empty; none where it does not ask.
pub fn nothing(head: &[HeadRow], headings: u32) -> Option<Nothing> {
    let mut above = head.iter().take_while(|row| row.line < headings);
    above.find_map(answer)
}

/// The answer in a row that asks: a day in any cell of it will do.
fn answer(row: &HeadRow) -> Option<Nothing> {
    let label = fold::key(NOTHING);
    let (column, first) = row.cells.first()?;
    let start = first.get(..NOTHING.len()).map(fold::key);
    if *column != 0 || start.as_ref() != Some(&label) {
        return None;
    }
    let behind = first.get(NOTHING.len()..).unwrap_or_default();
    let behind = behind.trim_start_matches([':', ' ']);
    let asks = fold::key(NOTHING_ASKS);
    let beside = row.cells.iter().skip(1).map(|(_, text)| text.as_str());
    let said = std::iter::once(behind).chain(beside);
    let said = said.filter(|text| !fold::key(text).is_empty() && fold::key(text) != asks);
    let mut days: Vec<Option<Day>> = said.map(decode::day).collect();
    days.dedup();
    Some(match days.as_slice() {
        [] => Nothing::Unsaid,
        [Some(day)] => Nothing::On(*day),
        [..] => Nothing::Unclear,
    })
}

/// Takes out the lists that nobody has filled in from the sheets of one file.
pub(super) fn settle(tables: &mut [(TableFound, Option<Extract>)], catalogue: &Catalogue<'_>) {
    for (table, _) in tables.iter_mut() {
        if let Some(Aside::Example(other)) = table.aside {
            let more = table.rows.saturating_sub(example::ROWS);
            let aside = Aside::Example(other + more);
            table.aside = Some(aside);
            table.reason = aside.reason();
        }
    }
    let is_template = tables.iter().any(|(table, _)| table.aside.is_some());
    for (table, list) in tables {
        let Some(read) = list.as_mut() else {
            continue;
        };
        match (table.nothing, table.rows) {
            (Some(Nothing::On(day)), 0) => {
                read.own_date = Some((day, DatedBy::Notes));
                let said = "; its first row says that there was nothing to record";
                table.reason.push_str(said);
            }
            (Some(Nothing::On(_)), _) => table.reason.push_str(
                "; its first row says that there was nothing to record, but its rows count",
            ),
            (None, 0) if !is_template => {
                if is_bare(table, catalogue) {
                    *list = None;
                    table.aside = Some(Aside::Unfilled);
                    table.reason = format!(
                        "the headings of the template alone say nothing; if there was nothing to \
                         record, write `{NOTHING}` and beside it the day into a row above them"
                    );
                }
            }
            (None | Some(Nothing::Unsaid | Nothing::Unclear), 0) => {
                *list = None;
                table.aside = Some(Aside::Unfilled);
                table.reason = unfilled(table.nothing);
            }
            (None | Some(Nothing::Unsaid | Nothing::Unclear), _) => {}
        }
    }
}

/// Whether a list without rows is what is left of a template whose empty list would say that there was
/// nothing to record: its headings in their order, with nothing added, left out or written below.
fn is_bare(table: &TableFound, catalogue: &Catalogue<'_>) -> bool {
    let dataset = table
        .dataset
        .as_deref()
        .and_then(|id| catalogue.position(id));
    let Some(dataset) = dataset.and_then(|at| catalogue.dataset(at)) else {
        return false;
    };
    let own: Vec<String> = dataset
        .columns
        .iter()
        .map(|c| fold::key(heading(c)))
        .collect();
    let found: Vec<String> = table
        .columns
        .iter()
        .map(|c| fold::key(&c.heading))
        .collect();
    // That of an audit holds what criteria read alone, in their order.
    let as_made = if dataset.is_audit_return() {
        found.iter().all(|heading| own.contains(heading))
    } else {
        own == found
    };
    dataset.empty_means_none
        && dataset.template
        && table
            .left_out
            .iter()
            .all(|left| left.why == NotARecord::Headings)
        && table.ignored.is_empty()
        && table.again.is_empty()
        && as_made
}

/// The heading that a template gives a column: the one that it first goes by.
pub fn heading(spec: &ColumnSpec) -> &str {
    spec.heading()
}

fn unfilled(nothing: Option<Nothing>) -> String {
    match nothing {
        None | Some(Nothing::On(_)) => UNFILLED.to_owned(),
        Some(Nothing::Unsaid) => format!(
            "{UNFILLED}; if there was nothing to record, write the day beside `{NOTHING}` on its first row"
        ),
        Some(Nothing::Unclear) => {
            format!("{UNFILLED}; what stands beside `{NOTHING}` on its first row is no date")
        }
    }
}
