//! A small table below a list, as of totals by team: it is read as records, and told for what it is.

use std::collections::BTreeSet;

use crate::evidence::around::TableBelow;
use crate::evidence::extract::Extract;
use crate::evidence::{Effect, RowsLeftOut};
use crate::table::{Cell, Table};

/// What the rows of a list are counted in, where it has rows.
const ROW: &str = "row";
/// The fewest rows of a table: its headings and one more.
const FEWEST: usize = 2;

/// The last rows of a list, where an empty row parts them from it and none could be a record of it.
///
/// No record has a key or a value that its column could hold, texts apart, and each but the first has a
/// cell that its column cannot hold. Where a cell runs over several lines the row below seems parted.
/// Only asked where evidence is listed, as only then every column is read.
pub(super) fn table_below(list: &Extract, left_out: &[RowsLeftOut]) -> Option<TableBelow> {
    let counted = list.survey.as_ref()?.counted.as_deref();
    // Dates that cannot be told day first leave no value behind.
    if counted != Some(ROW) || !list.doubtful.is_empty() {
        return None;
    }
    let table = &list.table;
    let rows = table.rows();
    let is_unlike = |row: &usize| {
        list.key_hashes.get(*row).is_none_or(Option::is_none) && !holds_a_value(table, *row)
    };
    let unlike = (0..rows).rev().take_while(is_unlike).count();
    let from = rows.checked_sub(unlike).filter(|from| *from > 0)?;
    let line = |row: usize| table.origin(row).map(|origin| origin.line);
    let faults = faults(list, line(from)?);
    let is_at_fault = |row: usize| line(row).is_some_and(|line| faults.contains(&line));
    let is_table = |first: usize| {
        let mut others = first + 1..rows;
        rows - first >= FEWEST && others.all(is_at_fault)
    };
    let is_parted = |first: usize| {
        let above = first.checked_sub(1).and_then(line);
        above
            .zip(line(first))
            .is_some_and(|(above, below)| is_gap(above, below, left_out))
    };
    let first = (from..rows).find(|first| is_parted(*first) && is_table(*first))?;
    Some(TableBelow {
        first: line(first)?,
        last: line(rows.checked_sub(1)?)?,
    })
}

/// The lines from one on with a cell that its column cannot hold.
fn faults(list: &Extract, from: u32) -> BTreeSet<u32> {
    let problems = list.problems.iter();
    let unread = problems.filter(|p| p.order.0 >= from && p.kind.effect() == Effect::Unread);
    unread.map(|problem| problem.order.0).collect()
}

/// Whether a row holds anything but texts, which any column of texts could hold.
fn holds_a_value(table: &Table, row: usize) -> bool {
    let mut columns = table.names().filter_map(|name| table.column(name));
    columns.any(|column| match column.cell(row) {
        Cell::Blank | Cell::Text(_) => false,
        Cell::Date(_) | Cell::Number(_) | Cell::YesNo(_) | Cell::Code(_) => true,
    })
}

/// Whether an empty row stands between two, in which others may be left out.
fn is_gap(above: u32, below: u32, left_out: &[RowsLeftOut]) -> bool {
    let between = below.saturating_sub(above).saturating_sub(1);
    let lines = left_out.iter().flat_map(|rows| &rows.lines);
    let told = lines.filter(|line| (above..below).contains(*line)).count();
    usize::try_from(between).is_ok_and(|between| between > told)
}
