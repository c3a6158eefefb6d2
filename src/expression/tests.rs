//! Conditions tried on one invented list of visits.

mod answers;
mod english;
mod faults;
mod mutants;
mod random;
mod reference;
mod rows;

use std::sync::Arc;

use super::{Clock, Condition, Field, Truth};
use crate::calendar::{Calendar, Day};
use crate::table::{Cell, Column, ColumnBuilder, ColumnType, Table};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn codes() -> Arc<[String]> {
    ["open", "closed", "not_known"].map(str::to_owned).into()
}

fn field(name: &str, kind: ColumnType) -> Field {
    let codes = if kind != ColumnType::Code {
        Arc::from([])
    } else if name == "outcome" {
        ["closed", "open"].map(str::to_owned).into()
    } else {
        codes()
    };
    Field {
        heading: None,
        name: name.into(),
        kind,
        codes,
        planned: name.starts_with("planned"),
    }
}

fn fields() -> Vec<Field> {
    vec![
        field("visits", ColumnType::Number),
        field("hours", ColumnType::Number),
        field("started_on", ColumnType::Date),
        field("ended_on", ColumnType::Date),
        field("planned_on", ColumnType::Date),
        field("team", ColumnType::Text),
        field("place", ColumnType::Text),
        field("seen", ColumnType::YesNo),
        field("seen_alone", ColumnType::YesNo),
        field("status", ColumnType::Code),
        field("checked_status", ColumnType::Code),
        field("outcome", ColumnType::Code),
    ]
}

/// A table of the columns given, one cell a row each.
fn table(columns: &[(&str, Vec<Cell<'_>>)]) -> Table {
    let all = fields();
    let rows = columns.first().map_or(1, |(_, cells)| cells.len());
    let built: Vec<(Arc<str>, Column)> = columns
        .iter()
        .map(|(name, cells)| {
            let field = all.iter().find(|f| &*f.name == *name).unwrap();
            let mut builder = ColumnBuilder::new(field.kind, &field.codes);
            for cell in cells {
                builder.push(*cell);
            }
            (field.name.clone(), builder.finish())
        })
        .collect();
    let lines = (2..).take(rows).collect();
    Table::new(built, lines, 0)
}

/// Bank holidays of Easter 2026 alone; known from 2015 to the end of 2027.
fn calendar() -> Calendar {
    Calendar::new(
        "test",
        day("2015-01-01"),
        day("2027-12-31"),
        [day("2026-04-03"), day("2026-04-06")],
    )
}

fn compile(text: &str) -> Condition {
    match Condition::compile(text, &fields()) {
        Ok(condition) => condition,
        Err(faults) => panic!("`{text}` does not compile: {faults:#?}"),
    }
}

/// The answers for all rows of a table, on 30 September 2026.
fn answers(text: &str, table: &Table) -> Vec<Truth> {
    let (condition, calendar) = (compile(text), calendar());
    let clock = Clock {
        as_at: day("2026-09-30"),
        calendar: &calendar,
    };
    let bound = condition.bind(table, clock).unwrap();
    (0..table.rows()).map(|row| bound.truth(row)).collect()
}

/// The answer for a table of one row.
fn answer(text: &str, columns: &[(&str, Cell<'_>)]) -> Truth {
    let columns: Vec<_> = columns.iter().map(|(n, c)| (*n, vec![*c])).collect();
    answers(text, &table(&columns))[0]
}
