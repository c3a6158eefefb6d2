//! `evidence list` as text: what needs attention first, then one block a file.

mod doubts;
mod file;
mod head;
#[cfg(test)]
mod tests;

use super::style::wrap;
use super::{Style, words};
use crate::evidence::listing::{ListedFile, ListedTable, Listing};
use crate::evidence::recognise::Advice;
use crate::measure::english::first_few;

/// How many of the templates that nobody has filled in are named.
const NAMED: usize = 3;

/// How much is said of each list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What is worth telling.
    Brief,
    /// Every column with its cells.
    Full,
}

/// Renders the listing.
pub fn render(listing: &Listing, detail: Detail, style: &Style) -> String {
    let mut out = head::lines(listing, style);
    let unfilled: Vec<&ListedFile> = listing.files.iter().filter(|f| f.is_unfilled()).collect();
    let folds = detail == Detail::Brief && unfilled.len() > 1;
    let told = listing.files.iter().filter(|f| !(folds && f.is_unfilled()));
    for file in told {
        out.extend(file::block(file, detail, style));
        out.push(String::new());
    }
    if folds {
        out.push(wrap(&folded(&unfilled), style.width, "", "  "));
        out.push(String::new());
    }
    out.extend(head::nothing_found(listing, style));
    out.push(wrap(&totals(listing), style.width, "", "  "));
    let text = out.join("\n") + "\n";
    style.plain(&text)
}

/// Templates that nobody has filled in, in one line.
fn folded(unfilled: &[&ListedFile]) -> String {
    let names: Vec<&str> = unfilled.iter().map(|file| file.path.as_str()).collect();
    format!(
        "{} that nobody has filled in, so they say nothing: {}",
        words::count(unfilled.len() as u64, "template", "templates"),
        first_few(&names, NAMED)
    )
}

fn totals(listing: &Listing) -> String {
    let count = |of: fn(&&ListedFile) -> bool| listing.files.iter().filter(of).count() as u64;
    let read = count(|f| f.read);
    let in_part = match count(|f| f.read && f.problem.is_some()) {
        0 => String::new(),
        some => format!(" ({some} in part)"),
    };
    let not = words::count(listing.not_read as u64, "file or sheet", "files and sheets");
    let lists = listing
        .files
        .iter()
        .filter(|f| f.copy_of.is_none())
        .flat_map(|f| &f.tables)
        .filter(|t| !t.columns.is_empty() && !t.broken)
        .count();
    format!(
        "{}{in_part}; {not} not read; {} recognised; {} passed over (lock files, temporaries, \
         dot-files)",
        words::count(read, "file read", "files read"),
        words::count(lists as u64, "list", "lists"),
        listing.skipped
    )
}

fn item(text: &str, style: &Style) -> String {
    wrap(text, style.width, "  ", "      ")
}

/// A file and its sheet.
fn place(path: &str, sheet: Option<&str>) -> String {
    match sheet {
        Some(sheet) => format!("{path}, sheet `{sheet}`"),
        None => path.to_owned(),
    }
}

/// Why a sheet was not recognised, and how to say what it is.
fn not_recognised(file: &ListedFile, table: &ListedTable) -> String {
    let known = file.tables.iter().any(|table| table.dataset.is_some());
    let reason = &table.reason;
    let by_hand = match table.advice.text() {
        Some(advice) => format!("{reason}: {advice}"),
        None => reason.clone(),
    };
    // A front sheet or a page of guidance beside the lists is nothing to mend.
    if known || table.hidden || table.aside.is_some() {
        return by_hand;
    }
    match table.advice {
        Advice::Nothing | Advice::Write(_) => by_hand,
        Advice::Unsaid | Advice::Map(_) => {
            let path = words::as_argument(&file.path);
            format!("{reason}; if it is a list, `reinspect evidence map {path}` proposes which")
        }
    }
}
