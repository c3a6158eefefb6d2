//! The row that `init` writes on the example sheet of a template, and whether it still stands there.

use crate::calendar::Day;
use crate::evidence::recognise::{Catalogue, HeadRow, Means, Place, Recognition, recognise};
use crate::evidence::{decode, fold};
use crate::pack::{ColumnSpec, Personal};
use crate::table::ColumnType;

/// How many rows of an example hold anything: its title, the headings and the example.
pub(super) const ROWS: usize = 3;

/// What stands in one cell of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A day.
    Day(Day),
    /// A number.
    Number(u8),
    /// A text.
    Text(String),
}

/// What stands under a column, which is the list's nth from 0.
pub fn value(column: &ColumnSpec, at: usize) -> Value {
    match column.kind {
        ColumnType::Date => Value::Day(day(column, at)),
        ColumnType::Number => Value::Number(2),
        ColumnType::YesNo => Value::Text("Yes".to_owned()),
        ColumnType::Code => {
            let known = column.spellings.first().and_then(|known| known.first());
            Value::Text(known.or(column.codes.first()).cloned().unwrap_or_default())
        }
        ColumnType::Text => Value::Text(text(column).to_owned()),
    }
}

/// Whether the row below the headings of an example holds something else than `init` wrote there.
pub(super) fn is_other(head: &[HeadRow], catalogue: &Catalogue<'_>, place: Place<'_>) -> bool {
    let Recognition::List(fit) = recognise(catalogue, place, head) else {
        return false;
    };
    let Some(row) = head.iter().find(|row| row.line > fit.line) else {
        return false;
    };
    fit.headings.iter().any(|heading| {
        let Means::Column(column) = heading.means else {
            return false;
        };
        let spec = fit.dataset.columns.get(column);
        let cell = row.cells.iter().find(|(at, _)| *at == heading.at);
        let (Some(spec), Some((_, text))) = (spec, cell) else {
            return false;
        };
        match value(spec, column) {
            Value::Day(day) => decode::day(text) != Some(day),
            Value::Number(number) => text.trim().parse() != Ok(f64::from(number)),
            Value::Text(own) => fold::key(text) != fold::key(&own),
        }
    })
}

fn text(column: &ColumnSpec) -> &'static str {
    match column.personal {
        Some(Personal::Identifier) => "EX0001",
        Some(Personal::BirthDate) => "09/03/2015",
        Some(Personal::Name | Personal::Address | Personal::FreeText) | None => "Example",
    }
}

/// A day for a column: later ones further to the right, as lists are mostly laid out.
fn day(column: &ColumnSpec, at: usize) -> Day {
    let (year, month) = match column.personal {
        Some(Personal::BirthDate) => (2015, 3),
        Some(Personal::Identifier | Personal::Name | Personal::Address | Personal::FreeText)
        | None => (2026, if column.planned { 11 } else { 9 }),
    };
    let first = Day::new(year, month, 1).unwrap_or(Day::MIN);
    first.plus_days(i64::try_from(at % 28).unwrap_or(0))
}
