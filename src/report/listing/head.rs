//! The top of a listing: what needs attention, what was not read, what contradicts, what else was noticed.

use super::{item, not_recognised, place};
use crate::evidence::contradictions::{Conflict, Contradiction, Contradictions, NotCompared};
use crate::evidence::listing::{Attention, ListedAttention, ListedFile, ListedStanding, Listing};
use crate::report::style::wrap;
use crate::report::{Style, words};

/// How many lines of a long list are shown.
const SHOWN: usize = 12;

/// What is not said again among the other notes, as every list says it of itself.
const SAID: [&str; 6] = [
    "date-missing",
    "date-weak",
    "date-ahead",
    "duplicate-file",
    "extract-shrunk",
    "list-unreadable",
];

/// Everything above the files; ends with a blank line.
pub(super) fn lines(listing: &Listing, style: &Style) -> Vec<String> {
    let rows: usize = listing.datasets.iter().filter_map(|d| d.rows).sum();
    let lists = listing.datasets.iter();
    let lists = lists.filter(|d| d.standing == ListedStanding::Rows).count();
    let title = format!(
        "Evidence as at {}: {} in {}",
        listing.as_at.long(),
        words::count(rows as u64, "row to judge", "rows to judge"),
        words::count(lists as u64, "dataset", "datasets"),
    );
    let left: Vec<String> = listing.files.iter().flat_map(left).collect();
    let sections = [
        attention(listing, left.len(), style),
        not_read(&left, style),
        contradictions(&listing.contradictions, style),
        noticed(listing, style),
    ];
    let mut out = vec![style.bold(&title)];
    if listing.need_attention == 0 {
        out.push("No list and no document needs attention.".to_owned());
    }
    out.push(String::new());
    for section in sections.into_iter().filter(|s| !s.is_empty()) {
        out.extend(section);
        out.push(String::new());
    }
    out
}

/// What needs attention, `left` files and sheets that were not read or not recognised among it.
fn attention(listing: &Listing, left: usize, style: &Style) -> Vec<String> {
    let some = |number: usize, one: &str, more: &str| {
        (number > 0).then(|| words::count(number as u64, one, more))
    };
    let lists = listing.files.iter().map(ListedFile::wanting).sum();
    let numbers: Vec<String> = [
        some(lists, "list or document", "lists and documents"),
        some(
            left,
            "file or sheet that was not read or not recognised",
            "files and sheets that were not read or not recognised",
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    if numbers.is_empty() {
        return Vec::new();
    }
    let heading = format!("Needs attention: {}", numbers.join("; "));
    let mut out = vec![style.bold(&wrap(&heading, style.width, "", "  "))];
    for file in &listing.files {
        let said = wanting(file);
        if !said.is_empty() {
            out.push(item(&file.path, style));
        }
        out.extend(
            said.iter()
                .map(|text| wrap(text, style.width, "    - ", "      ")),
        );
    }
    out
}

/// What wants mending in a file, each thing once with the sheets that it is said of.
fn wanting(file: &ListedFile) -> Vec<String> {
    let tables = file
        .tables
        .iter()
        .map(|t| (t.sheet.as_deref(), &t.attention));
    let document = file.document.iter().map(|d| (None, &d.attention));
    let mut all: Vec<(&ListedAttention, Vec<&str>)> = Vec::new();
    for (sheet, one) in tables
        .chain(document)
        .flat_map(|(s, a)| a.iter().map(move |a| (s, a)))
    {
        match all.iter_mut().find(|(known, _)| *known == one) {
            Some((_, sheets)) => sheets.extend(sheet),
            None => all.push((one, sheet.into_iter().collect())),
        }
    }
    let place = |sheets: &[&str]| match sheets {
        [] => String::new(),
        [one] => format!("sheet `{one}`: "),
        [first, .., last] => format!("{} sheets, `{first}` to `{last}`: ", sheets.len()),
    };
    let said = |(a, sheets): &(&ListedAttention, Vec<&str>)| match sheets.as_slice() {
        // Sheets with rows may stand between these.
        [_, _, ..] if a.kind == Attention::Empty => {
            let names: Vec<String> = sheets.iter().map(|sheet| format!("`{sheet}`")).collect();
            format!(
                "{} lists hold headings and no rows: {}; nothing is known by them: export them \
                 again with their rows, or take them out",
                sheets.len(),
                names.join(", ")
            )
        }
        sheets => format!("{}{}: {}", place(sheets), a.what, a.fix),
    };
    all.sort_by_key(|(attention, _)| attention.kind);
    all.iter().map(said).collect()
}

/// Files and sheets that were not read or not recognised, each with why and the fix.
fn not_read(said: &[String], style: &Style) -> Vec<String> {
    if said.is_empty() {
        return Vec::new();
    }
    let heading = format!("Not read or not recognised: {}", said.len());
    let mut out = vec![style.bold(&heading)];
    out.extend(said.iter().map(|text| item(text, style)));
    out
}

fn left(file: &ListedFile) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(problem) = &file.problem {
        out.push(format!("{}: {problem}", file.path));
    }
    if file.holds_nothing() {
        out.push(format!(
            "{}: it holds no list and is no document",
            file.path
        ));
    }
    for table in file.not_recognised() {
        let place = place(&file.path, table.sheet.as_deref());
        out.push(format!("{place}: {}", not_recognised(file, table)));
    }
    out
}

fn contradictions(all: &Contradictions, style: &Style) -> Vec<String> {
    if all.found.is_empty() && all.not_compared.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    if !all.found.is_empty() {
        out.push(style.bold("Lists that contradict each other about the same children"));
        out.extend(all.facts.iter().map(|total| {
            let whom = people(total.children, "child_id");
            let text = format!(
                "the {} of {whom} differs between lists",
                plain(&total.about)
            );
            item(&text, style)
        }));
        out.extend(
            all.found
                .iter()
                .take(SHOWN)
                .map(|c| item(&conflict(c), style)),
        );
        out.extend(more(all.found.len(), style));
    }
    let not: Vec<String> = all.not_compared.iter().map(not_compared).collect();
    if !not.is_empty() {
        out.push(style.bold("Not compared"));
        out.extend(not.iter().take(SHOWN).map(|text| item(text, style)));
        out.extend(more(not.len(), style));
    }
    out
}

fn more(all: usize, style: &Style) -> Option<String> {
    let more = all.saturating_sub(SHOWN);
    (more > 0).then(|| item(&format!("and {more} more: see `--report json`"), style))
}

fn conflict(c: &Contradiction) -> String {
    let whom = people(c.children, &c.subject);
    let of = words::thousands(c.of);
    let list = |at: usize| format!("`{}`", c.lists.get(at).map_or("", String::as_str));
    let fact = plain(c.about.as_deref().unwrap_or_default());
    let day =
        c.on.map_or_else(String::new, |day| format!(" on {}", day.long()));
    match c.kind {
        Conflict::Differs => format!(
            "the {fact} of {whom} differs between {} and {} (of {of} in both){day}",
            list(0),
            list(1)
        ),
        Conflict::DiffersWithin => format!(
            "{} gives {whom} more than one {fact} (of {of} in it)",
            list(0)
        ),
        Conflict::OpenAndClosed => format!(
            "{whom} open in {} {} closed in {}{day} (of {of} open)",
            list(0),
            are(c.children),
            list(1)
        ),
        Conflict::OpenAndAbsent => format!(
            "{whom} open in {} {} not in {} at all{day} (of {of} open)",
            list(0),
            are(c.children),
            list(1)
        ),
        Conflict::IdsApart => format!(
            "the ids of {} and {} share almost nobody: of {of} open in the first, {} are not in \
             the second, where all should be; write the ids alike in both exports",
            list(0),
            list(1),
            words::thousands(c.children)
        ),
    }
}

fn not_compared(not: &NotCompared) -> String {
    let what = match &not.about {
        Some(fact) => format!("the {}", plain(fact)),
        None => "who is open".to_owned(),
    };
    let lists: Vec<String> = not.lists.iter().map(|list| format!("`{list}`")).collect();
    let whom = not
        .children
        .map_or_else(String::new, |n| format!(" for {}", people(n, "child_id")));
    format!("{what} of {}{whom}: {}", lists.join(" and "), not.why)
}

fn people(number: u64, subject: &str) -> String {
    if subject == "child_id" {
        words::count(number, "child", "children")
    } else {
        words::count(number, "person", "people")
    }
}

fn are(number: u64) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

fn plain(fact: &str) -> String {
    fact.replace('_', " ")
}

/// Other notes on the evidence, which no single list says of itself.
fn noticed(listing: &Listing, style: &Style) -> Vec<String> {
    let notes = listing.diagnostics.iter();
    let notes: Vec<String> = notes
        .filter(|d| !SAID.contains(&d.code.as_str()))
        .map(words::diagnostic)
        .collect();
    if notes.is_empty() {
        return Vec::new();
    }
    let mut out = vec![style.bold("Also noticed")];
    out.extend(notes.iter().map(|note| item(note, style)));
    out
}

/// The datasets for which nothing at all was found.
pub(super) fn nothing_found(listing: &Listing, style: &Style) -> Vec<String> {
    let nothing = |needed: bool| {
        let datasets = listing.datasets.iter();
        datasets.filter(move |d| d.standing == ListedStanding::Nothing && d.needed == needed)
    };
    let others = nothing(false).count() as u64;
    let ids: Vec<&str> = nothing(true).map(|d| d.id.as_str()).collect();
    let mut said = Vec::new();
    if !ids.is_empty() {
        let number = words::count(ids.len() as u64, "dataset", "datasets");
        let text = format!(
            "Nothing found for {number} that criteria rest on: {}. `reinspect explain NAME` says \
             what such a list holds.",
            ids.join(", ")
        );
        said.push(wrap(&text, style.width, "", "  "));
    }
    if others > 0 {
        let number = words::count(others, "dataset", "datasets");
        let text = format!("Nothing found either for {number} that no criterion needs.");
        said.push(wrap(&text, style.width, "", "  "));
    }
    if !said.is_empty() {
        said.push(String::new());
    }
    said
}
