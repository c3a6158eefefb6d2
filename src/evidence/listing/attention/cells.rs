//! What wants mending in the cells and rows of a list.

use super::{Attention, ListedAttention, one};
use crate::evidence::Effect;
use crate::evidence::listing::ListedTable;

/// Everything that wants mending in them.
pub(super) fn of(table: &ListedTable) -> impl Iterator<Item = ListedAttention> {
    blanked(table)
        .chain(out_of_order(table))
        .chain(dates_ahead(table))
}

/// Dates of what has not happened yet, in columns of what happened.
fn dates_ahead(table: &ListedTable) -> impl Iterator<Item = ListedAttention> {
    table.columns.iter().filter_map(|column| {
        let dates = column.cells?.after_as_at;
        let [noun, count] = match dates {
            0 => return None,
            1 => ["date", "is after the as-at date and counts"],
            _ => ["dates", "are after the as-at date and count"],
        };
        Some(one(
            Attention::DatesAhead,
            format!("{dates} {noun} in `{}` {count} as blank", column.column),
            "correct what is a slip where it is kept",
        ))
    })
}

/// Rows that end before they start.
fn out_of_order(table: &ListedTable) -> impl Iterator<Item = ListedAttention> {
    table.out_of_order.iter().map(|pair| {
        let noun = if pair.rows == 1 {
            "row has"
        } else {
            "rows have"
        };
        one(
            Attention::OutOfOrder,
            format!(
                "{} {noun} `{}` before `{}`",
                pair.rows, pair.second, pair.first
            ),
            "see them below, and correct the date that is wrong where it is kept",
        )
    })
}

/// Cells that count as blank: what is written in them is at fault, says nothing, or is withheld.
fn blanked(table: &ListedTable) -> impl Iterator<Item = ListedAttention> {
    let [mut unread, mut nothing, mut withheld] = [0_usize; 3];
    // Of dates with the month first the line about their column says it all.
    let groups = table.problem_groups.iter();
    for group in groups.filter(|g| table.month_first(&g.heading, g.kind).is_none()) {
        match group.kind.effect() {
            Effect::Withheld => withheld += group.cells,
            Effect::SaysNothing => nothing += group.cells,
            Effect::Used => {}
            Effect::Unread => unread += group.cells,
        }
    }
    let unread = (unread > 0).then(|| {
        let [noun, count] = if unread == 1 {
            ["cell", "counts"]
        } else {
            ["cells", "count"]
        };
        one(
            Attention::Cells,
            format!("{unread} {noun} could not be read and {count} as blank"),
            "see them below, and correct them where they are kept",
        )
    });
    let nothing = (nothing > 0).then(|| {
        let [noun, count] = if nothing == 1 {
            ["cell says", "counts"]
        } else {
            ["cells say", "count"]
        };
        one(
            Attention::NothingSaid,
            format!("{nothing} {noun} TBC, n/a or the like and {count} as blank"),
            "see them below, and fill in what is known by now",
        )
    });
    let withheld = (withheld > 0).then(|| {
        let [noun, count] = if withheld == 1 {
            ["value is", "counts"]
        } else {
            ["values are", "count"]
        };
        one(
            Attention::Withheld,
            format!("{withheld} {noun} withheld and {count} as blank"),
            "an export that gives them would be judged by them",
        )
    });
    unread.into_iter().chain(nothing).chain(withheld)
}
