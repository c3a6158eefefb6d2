//! The row that `init` writes on the example sheet of a template, and whether it still stands there.

use crate::calendar::Day;
use crate::evidence::recognise::{Catalogue, HeadRow, Means, Place, Recognition, recognise};
use crate::evidence::{decode, fold};
use crate::pack::{ColumnSpec, Personal};
use crate::table::ColumnType;

/// How many rows of an example hold anything: its title, the headings and the example.
pub(super) const ROWS: usize = 3;

/// What stands in one cell of an example.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A day.
    Day(Day),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// What stands under a column, which is the list's nth from 0: its own example, else one that is made
/// from its type.
pub fn value(column: &ColumnSpec, at: usize) -> Value {
    let own = column.example.as_deref();
    match column.kind {
        ColumnType::Date => {
            let own = own.and_then(Day::parse_iso);
            Value::Day(own.unwrap_or_else(|| day(column, at)))
        }
        ColumnType::Number => {
            let own = own.and_then(|text| text.parse().ok());
            Value::Number(own.unwrap_or(2.0))
        }
        ColumnType::YesNo => Value::Text(own.unwrap_or("Yes").to_owned()),
        ColumnType::Code => {
            let known = column.spellings.first().and_then(|known| known.first());
            let known = own.or(known.or(column.codes.first()).map(String::as_str));
            Value::Text(known.unwrap_or_default().to_owned())
        }
        ColumnType::Text => Value::Text(own.map_or_else(|| text(column), str::to_owned)),
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
            Value::Number(number) => text.trim().parse() != Ok(number),
            Value::Text(own) => fold::key(text) != fold::key(&own),
        }
    })
}

fn text(column: &ColumnSpec) -> String {
    match column.personal {
        Some(Personal::Identifier) => identifier(column),
        Some(Personal::BirthDate) => "09/03/2015".to_owned(),
        Some(Personal::Name | Personal::Address | Personal::FreeText) | None => {
            "Example".to_owned()
        }
    }
}

/// An invented number with the first letters of what it numbers, the same in every list: `CH0042` for
/// a child.
fn identifier(column: &ColumnSpec) -> String {
    let letters: String = column.name.chars().take(2).collect();
    format!("{}0042", letters.to_uppercase())
}

/// A day for a column: later ones further to the right, a week for each column, as lists are mostly
/// laid out.
fn day(column: &ColumnSpec, at: usize) -> Day {
    let (year, month, apart) = match column.personal {
        Some(Personal::BirthDate) => (2015, 3, 1),
        Some(Personal::Identifier | Personal::Name | Personal::Address | Personal::FreeText)
        | None
            if column.planned =>
        {
            (2026, 11, 7)
        }
        Some(Personal::Identifier | Personal::Name | Personal::Address | Personal::FreeText)
        | None => (2026, 3, 7),
    };
    let first = Day::new(year, month, 2).unwrap_or(Day::MIN);
    first.plus_days(apart * i64::try_from(at % 28).unwrap_or(0))
}
