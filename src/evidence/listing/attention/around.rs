//! What lies on the sheet of a list and only a person can part from it, or decide on.

use super::{Attention, ListedAttention, one};
use crate::evidence::around::{ListBeside, TableBelow};
use crate::evidence::listing::ListedTable;

/// Everything that lies there.
pub(super) fn of(table: &ListedTable) -> impl Iterator<Item = ListedAttention> {
    let own = if table.sheet.is_some() {
        "put it on a sheet of its own"
    } else {
        "put it in a file of its own"
    };
    let around = &table.around;
    let beside = around.beside.iter().map(move |list| beside(list, own));
    let below = around.below.map(|rows| below(rows, own));
    hidden(around.hidden_rows)
        .into_iter()
        .chain(beside)
        .chain(below)
}

/// That hidden rows count, which whoever filtered them out may not have meant.
fn hidden(rows: usize) -> Option<ListedAttention> {
    let noun = match rows {
        0 => return None,
        1 => "row is hidden, as by a filter, and counts",
        _ => "rows are hidden, as by a filter, and count",
    };
    Some(one(
        Attention::HiddenRows,
        format!("{rows} {noun}"),
        "clear the filter if they should, delete them if they should not",
    ))
}

fn beside(list: &ListBeside, own: &str) -> ListedAttention {
    let columns = if list.first == list.last {
        format!("column {} looks", list.first)
    } else {
        format!("columns {} to {} look", list.first, list.last)
    };
    let dataset = list.dataset.as_ref();
    let dataset = dataset.map_or_else(String::new, |id| format!(", `{id}`"));
    one(
        Attention::ListBeside,
        format!("{columns} like a second list{dataset}"),
        own,
    )
}

fn below(rows: TableBelow, own: &str) -> ListedAttention {
    let TableBelow { first, last } = rows;
    one(
        Attention::TableBelow,
        format!("rows {first} to {last} look like a table of their own below the list"),
        own,
    )
}
