//! `evidence list` as text: what needs attention first, then one block a file.

mod doubts;
mod file;
mod head;
#[cfg(test)]
mod tests;

use super::style::wrap;
use super::{Style, words};
use crate::evidence::listing::{ListedFile, ListedTable, Listing};

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
    for file in &listing.files {
        out.extend(file::block(file, detail, style));
        out.push(String::new());
    }
    out.extend(head::nothing_found(listing, style));
    out.push(wrap(&totals(listing), style.width, "", "  "));
    let text = out.join("\n") + "\n";
    style.plain(&text)
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
    /// Where the reason begins to say what to write by hand, which the command below writes.
    const BY_HAND: &str = ": if it is ";
    /// Of what is empty nothing can be proposed.
    const EMPTY: &str = "there is nothing in it";
    let known = file.tables.iter().any(|table| table.dataset.is_some());
    // A front sheet or a page of guidance beside the lists is nothing to mend.
    if known || table.hidden || table.aside.is_some() || table.reason == EMPTY {
        return table.reason.clone();
    }
    match table.reason.split_once(BY_HAND) {
        None if table.reason.contains("reinspect.toml") => table.reason.clone(),
        parted => {
            let why = parted.map_or(table.reason.as_str(), |(why, _)| why);
            let path = words::as_argument(&file.path);
            format!("{why}; if it is a list, `reinspect evidence map {path}` proposes which")
        }
    }
}
