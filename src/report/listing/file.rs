//! One file of a listing: its sheets, their rows, columns, dates and problems.

use super::{Detail, doubts, item, not_recognised};
use crate::calendar::Day;
use crate::evidence::Role;
use crate::evidence::listing::{
    ListedColumn, ListedDocument, ListedFile, ListedMissing, ListedPrevious, ListedProblem,
    ListedProblemGroup, ListedTable,
};
use crate::report::style::{pad, wrap};
use crate::report::{Style, words};

pub(super) fn block(file: &ListedFile, detail: Detail, style: &Style) -> Vec<String> {
    let digest = file.sha256.get(..12).unwrap_or("-");
    let mut out = vec![format!(
        "{}  ({}, sha256 {digest})",
        style.bold(&file.path),
        file.format
    )];
    if let Some(problem) = &file.problem {
        let how = if file.read {
            "read in part"
        } else {
            "not read"
        };
        out.push(item(&format!("{how}: {problem}"), style));
    }
    if let Some(other) = &file.copy_of {
        let same = format!("the same bytes as `{other}`: not read again");
        out.push(item(&same, style));
    } else {
        out.extend(file.document.iter().map(|d| item(&document(d), style)));
        let tables = file.tables.iter();
        out.extend(
            tables
                .filter(|table| !file.is_told_broken(table))
                .flat_map(|table| list(file, table, detail, style)),
        );
    }
    out
}

fn list(file: &ListedFile, table: &ListedTable, detail: Detail, style: &Style) -> Vec<String> {
    let sheet = table
        .sheet
        .as_ref()
        .map(|s| format!("sheet `{s}`: "))
        .unwrap_or_default();
    let Some(dataset) = &table.dataset else {
        let why = not_recognised(file, table);
        return vec![item(&format!("{sheet}{why}"), style)];
    };
    if table.broken {
        let what = format!("{sheet}{dataset}, none of it used: {}", table.reason);
        return vec![item(&what, style)];
    }
    let title = table.title.as_ref();
    let title = title.map(|t| format!(" ({t})")).unwrap_or_default();
    let what = format!(
        "{sheet}{dataset}{title}, score {}: {}",
        table.score, table.reason
    );
    let mut out = vec![item(&what, style), item(&rows(table), style)];
    if table.says_none {
        out.push(item(
            "an empty list is taken to say that there were none",
            style,
        ));
    }
    // Only what stands as a source has a date to speak of.
    if table.role.is_some() {
        out.push(item(&when(table), style));
    }
    let matched = words::count(
        table.columns.len() as u64,
        "column matched",
        "columns matched",
    );
    let some_blank = match detail {
        Detail::Brief => some_blank(table),
        Detail::Full => String::new(),
    };
    let missing = missing(&table.wanted);
    out.push(item(&format!("{matched}{some_blank}{missing}"), style));
    if !table.ignored.is_empty() {
        let ignored = format!("ignored: {}", table.ignored.join(", "));
        out.push(item(&ignored, style));
    }
    out.extend(doubts::lines(table, style));
    match detail {
        Detail::Brief => out.extend(blanks(table).map(|text| item(&text, style))),
        Detail::Full => out.extend(every_column(table, style)),
    }
    out.extend(problems(table, detail, style));
    out
}

/// How many rows, how many more or fewer than before, and how many of them count.
fn rows(table: &ListedTable) -> String {
    let rows = words::count(table.rows as u64, "row", "rows");
    let change = table.previous.as_ref().map(change).unwrap_or_default();
    let used = match table.rows_used {
        None => String::new(),
        Some(_) if table.rows == 0 => String::new(),
        Some(used) if used == table.rows => "; all of them used".to_owned(),
        Some(used) => {
            let why = table.rows_not_used.iter().map(|not| {
                let number = if not.rows == table.rows {
                    String::new()
                } else {
                    format!("{} ", words::thousands(not.rows as u64))
                };
                format!("{number}not used, {}", not.why)
            });
            let why: Vec<String> = why.collect();
            let count = match used {
                0 => String::new(),
                used => format!("; {} used", words::thousands(used as u64)),
            };
            format!("{count}; {}", why.join("; "))
        }
    };
    format!("{rows}{change}{}", used.trim_end_matches("; "))
}

fn change(previous: &ListedPrevious) -> String {
    let since = previous.dated.map_or_else(String::new, Day::long);
    let parts = match previous.parts {
        0 | 1 => String::new(),
        parts => format!(" together with {} more", parts - 1),
    };
    match previous.change {
        0 => format!(", as many as {since}{parts}"),
        more if more > 0 => format!(
            ", {} more than {since}{parts}",
            words::thousands(more.unsigned_abs())
        ),
        fewer => format!(
            ", {} fewer than {since}{parts}",
            words::thousands(fewer.unsigned_abs())
        ),
    }
}

fn missing(columns: &[ListedMissing]) -> String {
    let named = |missing: &ListedMissing| {
        let heading = missing.heading.iter().map(|h| format!("\"{h}\""));
        let near = missing.near.iter();
        let near = near.map(|near| format!("did you mean `{near}`?"));
        let known: Vec<String> = heading.chain(near).collect();
        let column = &missing.column;
        if known.is_empty() {
            format!("`{column}`")
        } else {
            format!("`{column}` ({})", known.join("; "))
        }
    };
    let named: Vec<String> = columns.iter().map(named).collect();
    if named.is_empty() {
        return String::new();
    }
    format!("; missing: {}", named.join(", "))
}

fn document(document: &ListedDocument) -> String {
    let approved = match document.approved {
        Some(true) => "approved",
        Some(false) => "not approved",
        None => {
            "approval not said: write `approved = true` under its `[[source]]` in `evidence.toml`, \
             or give it a document property `approved`"
        }
    };
    let dated = dated(document.dated, Some(words::dated_by(document.dated_by)));
    let role = role(document.role);
    format!("document, {dated}; {approved}{role}")
}

fn dated(day: Option<Day>, by: Option<&str>) -> String {
    match (day, by) {
        (Some(day), Some(by)) => format!("dated {}, {by}", day.long()),
        (Some(_) | None, _) => "undated: give it a date in its name, as in \
                                `complaints-2026-09-30.csv`, or in evidence.toml"
            .to_owned(),
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Judged => "",
        Role::History => "; a newer extract stands in its place",
        Role::Future => "; dated after the as-at date, so not used",
        Role::Unreadable => "; could not be read well enough",
        Role::Question => "; waits for an answer in evidence.toml",
    }
}

/// What became of a list, a person's own words before what follows from its date.
fn role_of_list(table: &ListedTable) -> &'static str {
    match table.role {
        Some(Role::History) if table.history_by_hand => {
            "; kept as history, as `evidence.toml` says"
        }
        Some(Role::History) if table.passed_over => {
            "; another extract was chosen in `evidence.toml`"
        }
        Some(known) => role(known),
        None => "",
    }
}

fn together(others: &[String]) -> String {
    match others {
        [] => String::new(),
        [one] => format!("; judged together with {one} as one list"),
        [first, rest @ ..] => format!(
            "; judged together with {first} and {} more as one list",
            rest.len()
        ),
    }
}

fn when(table: &ListedTable) -> String {
    let dated = dated(table.dated, table.dated_by.map(words::list_dated_by));
    let expires = match table.expires {
        Some(last) if table.stale => format!("; out of date since {}", last.plus_days(1).long()),
        Some(last) => format!("; stands until {}", last.long()),
        None => String::new(),
    };
    let role = role_of_list(table);
    let joined = table.joined.map(words::joined);
    let joined = joined.map_or_else(String::new, |how| format!("; {how}"));
    format!(
        "{dated}{expires}{joined}{role}{}",
        together(&table.together_with)
    )
}

/// The share of blanks of each required column that has some, as far as it is not said below.
fn some_blank(table: &ListedTable) -> String {
    let said = |column: &&ListedColumn| column.cells.is_some_and(|cells| cells.blank > 0);
    let columns = table.columns.iter().filter(|column| column.required);
    let shares = columns.filter(said).filter_map(|column| {
        let percent = blank_percent(column).filter(|percent| *percent < 50)?;
        Some(match percent {
            0 => format!("`{}` under 1% blank", column.column),
            percent => format!("`{}` {percent}% blank", column.column),
        })
    });
    let shares: Vec<String> = shares.collect();
    if shares.is_empty() {
        return String::new();
    }
    format!(" ({})", shares.join(", "))
}

/// The columns of which it is worth telling how blank they are, the worst first.
fn blanks(table: &ListedTable) -> impl Iterator<Item = String> {
    let filled = |column: &ListedColumn| column.cells.map(|cells| cells.filled);
    let columns = || table.columns.iter().filter(|_| table.rows > 0);
    let every: Vec<String> = columns()
        .filter(|column| filled(column) == Some(0))
        .map(|column| format!("`{}`", column.column))
        .collect();
    let mut most: Vec<(u64, &str)> = columns()
        .filter(|column| column.required && filled(column) != Some(0))
        .filter_map(|column| Some((blank_percent(column)?, column.column.as_str())))
        .filter(|(percent, _)| *percent >= 50)
        .collect();
    most.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let most: Vec<String> = most
        .into_iter()
        .map(|(percent, column)| format!("`{column}` {percent}%"))
        .collect();
    let said = |start: &str, columns: Vec<String>| {
        (!columns.is_empty()).then(|| format!("{start}: {}", columns.join(", ")))
    };
    said("blank in every row", every)
        .into_iter()
        .chain(said("blank in half of the rows or more", most))
}

/// The share of a column's cells that are blank, cut off.
fn blank_percent(column: &ListedColumn) -> Option<u64> {
    let cells = column.cells?;
    let all = cells.blank + cells.filled;
    (all > 0).then(|| cells.blank * 100 / all)
}

/// Every column with its heading, its share of blanks and its unreadable cells.
fn every_column(table: &ListedTable, style: &Style) -> Vec<String> {
    let names = table.columns.iter().map(|c| c.column.chars().count());
    let width = names.max().unwrap_or(0);
    let line = |column: &ListedColumn| {
        let blank = match (column.cells, blank_percent(column)) {
            (Some(cells), Some(100)) if cells.filled == 0 => "blank in every row".to_owned(),
            (Some(cells), Some(percent)) if cells.blank > 0 => {
                let blank = words::thousands(cells.blank);
                format!("{blank} blank ({percent}%)")
            }
            (Some(_), _) => "none blank".to_owned(),
            (None, _) => "not counted".to_owned(),
        };
        let unreadable = column.cells.and_then(|cells| cells.unreadable);
        let unreadable = match unreadable {
            Some(0) => String::new(),
            Some(cells) => format!(", {} unreadable", words::thousands(cells)),
            None if column.cells.is_some() => ", not decoded: about a person".to_owned(),
            None => String::new(),
        };
        let others = column.cells.map_or(0, |cells| cells.others);
        let others = match others {
            0 => String::new(),
            cells => format!(", {} none of the codes", words::thousands(cells)),
        };
        let required = if column.required { ", required" } else { "" };
        let name = pad(&column.column, width);
        let text = format!(
            "{blank}{unreadable}{others}{required}; heading \"{}\"",
            column.heading
        );
        let first = format!("    {name}  ");
        let rest = " ".repeat(width + 6);
        wrap(&text, style.width, &first, &rest)
    };
    table.columns.iter().map(line).collect()
}

fn problems(table: &ListedTable, detail: Detail, style: &Style) -> Vec<String> {
    let line = |group: &ListedProblemGroup| {
        let of_group = |p: &&ListedProblem| p.heading == group.heading && p.kind == group.kind;
        // The block says the sheet.
        let cells = table.problems.iter().filter(of_group);
        let mut cells = cells.map(|problem| problem.within_sheet.as_str());
        let at = match detail {
            Detail::Brief => {
                format!("first at {}", cells.next().unwrap_or_default())
            }
            Detail::Full => {
                format!("at {}", cells.collect::<Vec<_>>().join(", "))
            }
        };
        let number = words::count(group.cells as u64, "cell", "cells");
        let (fault, heading) = (words::fault(group.kind), &group.heading);
        item(
            &format!("{number} {fault}: heading `{heading}`, {at}"),
            style,
        )
    };
    let groups = table.problem_groups.iter();
    // Of dates with the month first one line says it all.
    let groups = groups.filter(|g| table.month_first(&g.heading, g.kind).is_none());
    groups.map(line).collect()
}
