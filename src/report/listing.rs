//! `evidence list` as text: one block a file, what was understood and what was not.

use std::collections::BTreeMap;

use super::style::wrap;
use super::{Style, words};
use crate::calendar::Day;
use crate::evidence::listing::{
    ListedDocument, ListedFile, ListedMissing, ListedProblem, ListedTable, Listing,
};
use crate::evidence::{
    DatedBy, DatesUntold, HeadingAgain, NotARecord, ProblemKind, Role, RowsLeftOut, Untold,
};

/// Renders the listing.
pub fn render(listing: &Listing, style: &Style) -> String {
    let mut out = Vec::new();
    for file in &listing.files {
        out.extend(block(file, style));
    }
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
    out.push(format!(
        "{}{in_part}; {not} not read; {} recognised; {} passed over (lock files, temporaries, \
         dot-files)",
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
        out.extend(file.tables.iter().flat_map(|table| list(table, style)));
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
    if table.broken {
        let what = format!("{sheet}{dataset}, none of it used: {}", table.reason);
        return vec![item(&what, style)];
    }
    let mut out = vec![item(
        &format!(
            "{sheet}{dataset}, score {}, {}; {}",
            table.score,
            words::count(table.rows as u64, "row", "rows"),
            table.reason
        ),
        style,
    )];
    // Only what stands as a source has a date to speak of.
    if table.role.is_some() {
        out.push(item(&when(table), style));
    }
    let matched = words::count(
        table.columns.len() as u64,
        "column matched",
        "columns matched",
    );
    out.push(item(&format!("{matched}{}", missing(&table.wanted)), style));
    if !table.ignored.is_empty() {
        out.push(item(
            &format!("ignored: {}", table.ignored.join(", ")),
            style,
        ));
    }
    out.extend(table.again.iter().map(|a| item(&again(a, table), style)));
    if !table.left_out.is_empty() {
        let rows: Vec<String> = table.left_out.iter().map(left_out).collect();
        out.push(item(&format!("left out: {}", rows.join("; ")), style));
    }
    out.extend(table.dates.iter().map(|d| item(&untold(d), style)));
    out.extend(problems(table, style));
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
    let heading = &dates.heading;
    match dates.why {
        Untold::MonthFirst => format!(
            "the dates under `{heading}` look like mm/dd/yyyy, so none of them is used: export them as \
             2026-09-30, or with the day first"
        ),
        Untold::EitherWay => format!(
            "every date under `{heading}` fits dd/mm/yyyy and mm/dd/yyyy, so none of them is used: \
             export them as 2026-09-30"
        ),
        Untold::DayFirst => format!(
            "the dates under `{heading}` are read day first, though each fits month first as well"
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
        NotARecord::Note => ["row of a note alone", "rows of a note alone"],
        NotARecord::Nothing => [
            "row with nothing under these headings",
            "rows with nothing under these headings",
        ],
    };
    let [one, many] = what;
    let first = if rows.rows == 1 { "row" } else { "first row" };
    let count = words::count(rows.rows as u64, one, many);
    format!("{count}, {first} {}", rows.first)
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
        None => "approval not said",
    };
    let dated = dated(document.dated, Some(document.dated_by));
    let role = role(Some(document.role));
    format!("document, {dated}; {approved}{role}")
}

fn dated(day: Option<Day>, by: Option<DatedBy>) -> String {
    match (day, by) {
        (Some(day), Some(by)) => format!("dated {}, {}", day.long(), words::dated_by(by)),
        (Some(_) | None, _) => "undated: give it a date in its name or in evidence.toml".to_owned(),
    }
}

fn role(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Judged) | None => "",
        Some(Role::History) => "; a newer extract stands in its place",
        Some(Role::Future) => "; dated after the as-at date, so not used",
        Some(Role::Unreadable) => "; could not be read well enough",
        Some(Role::Question) => "; waits for an answer in evidence.toml",
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
    let dated = dated(table.dated, table.dated_by);
    let expires = table
        .expires
        .map(|d| format!("; stands until {}", d.long()))
        .unwrap_or_default();
    let role = role(table.role);
    format!("{dated}{expires}{role}{}", together(&table.together_with))
}

fn problems(table: &ListedTable, style: &Style) -> Vec<String> {
    let mut groups: BTreeMap<(&str, &'static str), (u64, &str)> = BTreeMap::new();
    // Of dates with the month first one line says it all.
    let is_month_first = |problem: &&ListedProblem| {
        let mut dates = table.dates.iter();
        problem.kind == ProblemKind::NoSuchDate
            && dates.any(|d| d.heading == problem.heading && d.why == Untold::MonthFirst)
    };
    for problem in table.problems.iter().filter(|p| !is_month_first(p)) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{Evidence, FileFound, HeadingMatch, TableFound};

    fn sheet(name: &str, broken: bool) -> TableFound {
        TableFound {
            sheet: Some(name.to_owned()),
            dataset: Some("visits".to_owned()),
            reason: if broken { "damaged" } else { "5 of 5" }.to_owned(),
            columns: vec![HeadingMatch {
                heading: "Child ID".to_owned(),
                column: "child_id".to_owned(),
            }],
            broken,
            ..TableFound::default()
        }
    }

    fn listed(sheets: Vec<TableFound>) -> String {
        let problem = sheets.iter().any(|s| s.broken);
        let file = FileFound {
            path: "teams.xlsx".into(),
            sha256: String::new(),
            format: "xlsx",
            document: false,
            problem: problem.then(|| "sheet `B`: damaged".to_owned()),
            tables: sheets,
        };
        let evidence = Evidence {
            files: vec![file],
            ..Evidence::default()
        };
        render(&Listing::of(&evidence, &BTreeMap::new()), &Style::PLAIN)
    }

    #[test]
    fn a_file_with_one_broken_sheet_was_read_in_part() {
        let text = listed(vec![sheet("A", false), sheet("B", true)]);
        for line in [
            "  read in part: sheet `B`: damaged",
            "  sheet `B`: visits, none of it used: damaged",
            "1 file read (1 in part); 1 file or sheet not read; 1 list recognised; 0 passed over",
        ] {
            assert!(text.contains(line), "{line}:\n{text}");
        }
        // What does not stand as a source is not told to get a date.
        assert!(!text.contains("give it a date"), "{text}");
    }

    #[test]
    fn a_file_with_no_sheet_left_was_not_read() {
        let text = listed(vec![sheet("B", true)]);
        assert!(text.contains("  not read: sheet `B`: damaged"), "{text}");
        assert!(
            text.contains("0 files read; 1 file or sheet not read; 0 lists recognised"),
            "{text}"
        );
    }

    #[test]
    fn what_was_left_out_or_read_with_a_doubt_is_told() {
        let dates = |heading: &str, why| DatesUntold {
            heading: heading.to_owned(),
            why,
        };
        let left = |why, rows, first| RowsLeftOut { why, rows, first };
        let table = TableFound {
            again: vec![HeadingAgain {
                heading: "Child ID".to_owned(),
                letters: "F".to_owned(),
                column: "child_id".to_owned(),
                differ: 1,
            }],
            left_out: vec![
                left(NotARecord::Totals, 1, 57),
                left(NotARecord::Note, 2, 59),
            ],
            dates: vec![
                dates("Start", Untold::MonthFirst),
                dates("End", Untold::DayFirst),
            ],
            ..sheet("A", false)
        };
        let text = listed(vec![table]);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for line in [
            "duplicate: heading `Child ID` in column F is `child_id` too, for which the earlier \
             `Child ID` is used; they differ in 1 row",
            "left out: 1 row of totals, row 57; 2 rows of a note alone, first row 59",
            "the dates under `Start` look like mm/dd/yyyy, so none of them is used: export them as \
             2026-09-30, or with the day first",
            "the dates under `End` are read day first, though each fits month first as well",
        ] {
            assert!(text.contains(line), "{line}:\n{text}");
        }
    }
}
