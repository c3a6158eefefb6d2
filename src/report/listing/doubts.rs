//! What was left out of a list, or read with a doubt.

use super::item;
use crate::evidence::listing::ListedTable;
use crate::evidence::{DatesUntold, HeadingAgain, NotARecord, RowsLeftOut};
use crate::report::{Style, words};

/// Headings that stand twice, rows that are no records, what else lies on the sheet, and dates that do
/// not tell day from month.
pub(super) fn lines(table: &ListedTable, style: &Style) -> Vec<String> {
    let mut out: Vec<String> = table
        .again
        .iter()
        .map(|a| item(&again(a, table), style))
        .collect();
    if !table.left_out.is_empty() {
        let rows: Vec<String> = table.left_out.iter().map(left_out).collect();
        out.push(item(&format!("left out: {}", rows.join("; ")), style));
    }
    let around = table.around_it();
    out.extend(around.map(|a| item(&format!("{}: {}", a.what, a.fix), style)));
    out.extend(table.dates.iter().map(|d| item(&untold(d), style)));
    out
}

fn again(again: &HeadingAgain, table: &ListedTable) -> String {
    let used = table.columns.iter().find(|c| c.column == again.column);
    let used = used.map_or(again.column.as_str(), |c| c.heading.as_str());
    let differ = match again.differ {
        0 => "the two hold the same".to_owned(),
        some => format!(
            "they differ in {}",
            words::count(some as u64, "row", "rows")
        ),
    };
    format!(
        "duplicate: heading `{}` in column {} is `{}` too, for which the earlier `{used}` is used; \
         {differ}",
        again.heading, again.letters, again.column
    )
}

fn untold(dates: &DatesUntold) -> String {
    let what = dates.what();
    match dates.fix() {
        Some(fix) => format!("{what}, so none of them is used: {fix}"),
        None => format!(
            "{what}: nothing to do if your export writes the day first, else export them as 2026-09-30"
        ),
    }
}

fn left_out(rows: &RowsLeftOut) -> String {
    let what = match rows.why {
        NotARecord::Headings => [
            "row that says the headings again",
            "rows that say the headings again",
        ],
        NotARecord::Totals => ["row of totals", "rows of totals"],
        NotARecord::Title => ["row of a title alone", "rows of a title alone"],
        NotARecord::Note => ["row of a note alone", "rows of a note alone"],
        NotARecord::Nothing => [
            "row with nothing under these headings",
            "rows with nothing under these headings",
        ],
    };
    let [one, many] = what;
    let count = words::count(rows.rows as u64, one, many);
    format!("{count}, {}", which(rows))
}

/// The rows, the first few by their numbers.
fn which(rows: &RowsLeftOut) -> String {
    const MOST: usize = 8;
    let lines: Vec<String> = rows.lines.iter().take(MOST).map(u32::to_string).collect();
    let more = rows.rows.saturating_sub(lines.len());
    match lines.split_last() {
        None => format!("first row {}", rows.first),
        Some((only, [])) if more == 0 => format!("row {only}"),
        Some((last, before)) if more == 0 => format!("rows {} and {last}", before.join(", ")),
        Some(_) => format!("rows {} and {more} more", lines.join(", ")),
    }
}
