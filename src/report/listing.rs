//! `evidence list` as text: one block a file, what was understood and what was not.

use std::collections::BTreeMap;

use super::style::wrap;
use super::{Style, words};
use crate::evidence::Role;
use crate::evidence::listing::{ListedFile, ListedTable, Listing};

/// Renders the listing.
pub fn render(listing: &Listing, style: &Style) -> String {
    let mut out = Vec::new();
    for file in &listing.files {
        out.extend(block(file, style));
    }
    let read = listing.files.iter().filter(|f| f.read).count() as u64;
    let not = listing.files.len() as u64 - read;
    let lists = listing
        .files
        .iter()
        .flat_map(|f| &f.tables)
        .filter(|t| t.dataset.is_some())
        .count();
    out.push(format!(
        "{}, {not} not read; {} recognised; {} passed over (lock files, temporaries, dot-files)",
        words::count(read, "file read", "files read"),
        words::count(lists as u64, "list", "lists"),
        listing.skipped
    ));
    let text = out.join("\n") + "\n";
    style.plain(&text)
}

fn block(file: &ListedFile, style: &Style) -> Vec<String> {
    let digest = file.sha256.get(..12).unwrap_or("-");
    let mut out = vec![format!(
        "{}  ({}, sha256 {digest})",
        style.bold(&file.path),
        file.format
    )];
    if let Some(problem) = &file.problem {
        out.push(item(&format!("not read: {problem}"), style));
    }
    for table in &file.tables {
        out.extend(list(table, style));
    }
    out.push(String::new());
    out
}

fn item(text: &str, style: &Style) -> String {
    wrap(text, style.width, "  ", "      ")
}

fn list(table: &ListedTable, style: &Style) -> Vec<String> {
    let sheet = table
        .sheet
        .as_ref()
        .map(|s| format!("sheet `{s}`: "))
        .unwrap_or_default();
    let Some(dataset) = &table.dataset else {
        return vec![item(&format!("{sheet}{}", table.reason), style)];
    };
    let mut out = vec![item(
        &format!(
            "{sheet}{dataset}, score {}, {}; {}",
            table.score,
            words::count(table.rows as u64, "row", "rows"),
            table.reason
        ),
        style,
    )];
    out.push(item(&when(table), style));
    let matched = words::count(
        table.columns.len() as u64,
        "column matched",
        "columns matched",
    );
    out.push(item(
        &format!("{matched}{}", named("missing", &table.missing)),
        style,
    ));
    if !table.ignored.is_empty() {
        out.push(item(
            &format!("ignored: {}", table.ignored.join(", ")),
            style,
        ));
    }
    out.extend(problems(table, style));
    out
}

fn named(what: &str, names: &[String]) -> String {
    if names.is_empty() {
        String::new()
    } else {
        format!("; {what}: {}", names.join(", "))
    }
}

fn when(table: &ListedTable) -> String {
    let dated = match (table.dated, table.dated_by) {
        (Some(day), Some(by)) => format!("dated {}, {}", day.long(), words::dated_by(by)),
        (Some(_) | None, _) => "undated: give it a date in its name or in evidence.toml".to_owned(),
    };
    let expires = table
        .expires
        .map(|d| format!("; stands until {}", d.long()))
        .unwrap_or_default();
    let role = match table.role {
        Some(Role::Judged) | None => "",
        Some(Role::History) => "; a newer extract stands in its place",
        Some(Role::Future) => "; dated after the as-at date, so not used",
        Some(Role::Unreadable) => "; could not be read well enough",
        Some(Role::Question) => "; waits for an answer in evidence.toml",
    };
    format!("{dated}{expires}{role}")
}

fn problems(table: &ListedTable, style: &Style) -> Vec<String> {
    let mut groups: BTreeMap<(&str, &'static str), (u64, &str)> = BTreeMap::new();
    for problem in &table.problems {
        let key = (problem.heading.as_str(), words::fault(problem.kind));
        groups.entry(key).or_insert((0, problem.cell.as_str())).0 += 1;
    }
    groups
        .into_iter()
        .map(|((heading, fault), (number, cell))| {
            let cells = words::count(number, "cell", "cells");
            item(
                &format!("{cells} {fault}: heading `{heading}`, first at {cell}"),
                style,
            )
        })
        .collect()
}
