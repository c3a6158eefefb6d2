//! `rules themes` as text: a row a theme, numbers first, then what was counted and how far it is right.

use super::style::wrap;
use super::{Style, words};
use crate::pack::theme::Agreement;
use crate::themes::{Counted, Difference, Entry, Table};

/// The width of a column of numbers.
const COLUMN: usize = 8;

/// Renders the themes of a pack, and what a list of points says of them.
pub fn render(table: &Table, style: &Style) -> String {
    if table.themes.is_empty() {
        return "The rules have no themes.\n".to_owned();
    }
    let head = numbers(&["visits", "in 100", "points"]) + "theme";
    let mut out = vec![style.bold(&head)];
    out.extend(table.themes.iter().map(|theme| row(theme, style)));
    out.push(String::new());
    out.extend(counted_over(table, style));
    out.extend(table.agreement.map(|a| agreement(a, style)));
    out.extend(untested(&table.themes, style));
    if let Some(counted) = &table.counted {
        out.push(String::new());
        out.extend(anew(table, counted, style));
    }
    style.plain(&(out.join("\n") + "\n"))
}

fn numbers(cells: &[&str]) -> String {
    let cells = cells.iter().map(|cell| format!("{cell:>6}  "));
    cells.collect()
}

fn row(theme: &Entry, style: &Style) -> String {
    let figures = [theme.visits, theme.in_a_hundred, theme.points].map(words::thousands);
    let first = numbers(&figures.each_ref().map(String::as_str));
    wrap(&theme.title, style.width, &first, &" ".repeat(3 * COLUMN))
}

fn counted_over(table: &Table, style: &Style) -> Vec<String> {
    let totals = table.totals;
    let said = format!(
        "{} made {}, published {} to {}. {}. {}. A visit may \
         raise several themes.",
        words::count(totals.visits, "visit", "visits"),
        words::count(totals.points, "point", "points"),
        table.from,
        table.until,
        words::count(
            totals.without_theme,
            "point comes under no theme",
            "points come under no theme"
        ),
        words::count(
            totals.left_out,
            "row of the source is not a point and is left out",
            "rows of the source are not points and are left out"
        ),
    );
    vec![
        plain(&said, style),
        plain(&format!("Source: {}.", table.source), style),
        plain(&format!("Licence: {}.", table.licence), style),
    ]
}

fn agreement(found: Agreement, style: &Style) -> String {
    let said = format!(
        "How far it is right: on {} labelled by a reader, the rules gave {} right and {} wrong, and \
         missed {}; of the points, {} got the reader's labels exactly.",
        words::count(found.points, "point", "points"),
        words::count(found.right, "label", "labels"),
        words::thousands(found.wrong),
        words::thousands(found.missed),
        words::thousands(found.wholly_right),
    );
    plain(&said, style)
}

fn untested(themes: &[Entry], style: &Style) -> Vec<String> {
    let without = themes.iter().filter_map(|theme| {
        let why = theme.untested.as_ref()?;
        let said = format!("No criterion tests `{}`: {why}.", theme.id);
        Some(plain(&said, style))
    });
    without.collect()
}

fn anew(table: &Table, counted: &Counted, style: &Style) -> Vec<String> {
    let mut out = vec![style.bold(&format!("Counted anew from {}", counted.file))];
    if counted.differences.is_empty() {
        out.push(plain("Every count is the same.", style));
    }
    for difference in &counted.differences {
        out.push(plain(&differs(table, difference), style));
    }
    let Some(found) = counted.agreement else {
        let none = "It holds none of the points that were labelled by hand.";
        out.push(plain(none, style));
        return out;
    };
    if table.agreement != Some(found) {
        out.push(agreement(found, style));
    }
    out.push(String::new());
    out.push(style.bold(&(numbers(&["right", "wrong", "missed"]) + "theme, on those points")));
    for theme in &counted.by_theme {
        let figures = [theme.right, theme.wrong, theme.missed].map(words::thousands);
        let first = numbers(&figures.each_ref().map(String::as_str));
        let title = title(table, &theme.theme);
        out.push(wrap(title, style.width, &first, &" ".repeat(3 * COLUMN)));
    }
    out
}

fn differs(table: &Table, difference: &Difference) -> String {
    let of = match &difference.theme {
        Some(theme) => format!("{}: ", title(table, theme)),
        None => String::new(),
    };
    format!(
        "{of}{}: {} in the rules, {} in the list",
        difference.what,
        words::thousands(difference.committed),
        words::thousands(difference.counted),
    )
}

fn title<'a>(table: &'a Table, id: &'a str) -> &'a str {
    let theme = table.themes.iter().find(|theme| theme.id == id);
    theme.map_or(id, |theme| &theme.title)
}

fn plain(text: &str, style: &Style) -> String {
    wrap(text, style.width, "", "  ")
}
