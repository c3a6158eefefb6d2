//! The headings of a PDF: those that its author marked, else the lines that look like some.

use std::collections::BTreeMap;

use hayro_syntax::object::{Dict, String as PdfString};

use super::about;
use super::lines::{Line, Pages, Tag};
use super::told::Text;
use crate::evidence::fold;

/// The most bookmarks that are followed: they may lead in a circle.
const MOST_BOOKMARKS: usize = 2_000;
/// The longest that a line is a heading, in letters.
const LONGEST: usize = 100;
/// How much larger than the rest the type of a heading is.
const LARGER: f64 = 1.12;
/// How many headings an author marks who marks them at all.
const FEWEST_MARKED: usize = 2;

/// The text of a document with its headings.
pub(super) fn told(pages: Pages, catalog: &Dict<'_>) -> Text {
    let body = body_size(&pages.lines);
    let mut headings = bookmarks(catalog);
    headings.extend(joined(&pages.lines, |line| line.tag == Tag::Heading));
    if headings.len() < FEWEST_MARKED {
        headings.extend(joined(&pages.lines, |line| looks(line, body)));
    }
    Text {
        title: title(&pages.lines, body),
        headings,
        letters: pages.letters,
        unknown: pages.unknown,
        lines: pages.lines.into_iter().map(|line| line.text).collect(),
    }
}

/// The size that most letters are set in.
fn body_size(lines: &[Line]) -> f64 {
    let mut letters: BTreeMap<i64, usize> = BTreeMap::new();
    for line in lines {
        *letters.entry(tenths(line.size)).or_default() += line.text.len();
    }
    let most = letters
        .iter()
        .max_by_key(|(size, letters)| (**letters, **size));
    most.map_or(0.0, |(size, _)| {
        i32::try_from(*size).map_or(0.0, f64::from) / 10.0
    })
}

#[expect(clippy::cast_possible_truncation, reason = "no type is that large")]
fn tenths(size: f64) -> i64 {
    (size * 10.0).round() as i64
}

/// What stands in the largest type on the first page, if that is larger than the rest.
fn title(lines: &[Line], body: f64) -> Option<String> {
    let first = lines.first()?.page;
    let is_title = |line: &&Line| line.page == first && line.size > body * LARGER && is_short(line);
    let sizes = lines.iter().filter(is_title).map(|line| tenths(line.size));
    let largest = sizes.max()?;
    let is_title = |line: &Line| is_title(&line) && tenths(line.size) == largest;
    groups(lines, is_title).next().map(whole)
}

/// Lines that are chosen; those that go on over two or three lines both each and as one.
fn joined(lines: &[Line], chosen: impl Fn(&Line) -> bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for group in groups(lines, chosen) {
        found.extend(group.iter().map(|line| line.text.clone()));
        if let [_, _] | [_, _, _] = group {
            found.push(whole(group));
        }
    }
    found
}

/// Chosen lines, with those that follow them as in one paragraph and look the same.
fn groups(lines: &[Line], chosen: impl Fn(&Line) -> bool) -> impl Iterator<Item = &[Line]> {
    let alike = |a: &Line, b: &Line| {
        b.near && a.page == b.page && tenths(a.size) == tenths(b.size) && a.bold == b.bold
    };
    let goes_on = |a: &Line, b: &Line| chosen(a) == chosen(b) && (!chosen(a) || alike(a, b));
    let mut groups: Vec<&[Line]> = lines.chunk_by(goes_on).collect();
    groups.retain(|group| group.first().is_some_and(&chosen));
    groups.into_iter()
}

fn whole(group: &[Line]) -> String {
    let texts: Vec<&str> = group.iter().map(|line| line.text.as_str()).collect();
    texts.join(" ")
}

fn is_short(line: &Line) -> bool {
    let text = line.text.as_str();
    let short = text.chars().count() <= LONGEST && text.contains(char::is_alphabetic);
    short && line.tag != Tag::Furniture && !text.ends_with(['.', ',', ';', '!'])
}

/// Whether a line looks like a heading among type of a size.
fn looks(line: &Line, body: f64) -> bool {
    is_short(line) && (line.size > body * LARGER || line.bold || is_numbered(&line.text))
}

/// Whether a line begins as `2.1 Supply` does: figures with points, then a capital.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ')');
    let number = text.len() - rest.len();
    let capital = rest.trim_start().starts_with(char::is_uppercase);
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    digit && number <= 8 && rest.starts_with([' ', '\u{a0}']) && capital
}

/// The titles of the bookmarks, in order.
fn bookmarks(catalog: &Dict<'_>) -> Vec<String> {
    let mut titles = Vec::new();
    let first = |dict: &Dict<'_>| dict.obj_id();
    let Some(root) = catalog.get::<Dict<'_>>("Outlines") else {
        return titles;
    };
    let mut waiting = vec![root.get::<Dict<'_>>("First")];
    let mut seen = std::collections::BTreeSet::new();
    while let Some(next) = waiting.pop() {
        let Some(mark) = next.filter(|_| titles.len() < MOST_BOOKMARKS) else {
            continue;
        };
        if !first(&mark).is_none_or(|id| seen.insert((id.obj_number, id.gen_number))) {
            continue;
        }
        let title = mark
            .get::<PdfString<'_>>("Title")
            .map(|title| about::text(&title));
        let title = title.map(|title| fold::trim(&title).to_owned());
        titles.extend(title.filter(|title| !title.is_empty()));
        waiting.push(mark.get::<Dict<'_>>("Next"));
        waiting.push(mark.get::<Dict<'_>>("First"));
    }
    titles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, size: f64, bold: bool) -> Line {
        Line {
            text: text.to_owned(),
            size,
            bold,
            tag: Tag::Other,
            near: true,
            page: 0,
        }
    }

    #[test]
    fn headings_are_short_and_larger_bold_or_numbered() {
        let body = "Homes for children are where they need them to be, and are what they need.";
        for (text, size, bold, expected) in [
            ("Needs", 14.0, false, true),
            ("Needs", 11.0, true, true),
            ("Needs", 11.0, false, false),
            ("Needs.", 14.0, true, false),
            ("2.1 Supply of homes", 11.0, false, true),
            ("3 homes were opened", 11.0, false, false),
            ("2026 was a good year", 11.0, false, false),
            ("11 22", 14.0, true, false),
            (body, 11.0, false, false),
        ] {
            assert_eq!(looks(&line(text, size, bold), 11.0), expected, "{text}");
        }
        let lines = [line(body, 11.0, false), line("Needs", 14.0, false)];
        assert!((body_size(&lines) - 11.0).abs() < 1e-9);
    }

    #[test]
    fn a_heading_over_two_lines_is_known_as_one_too() {
        let lines = [
            line("Homes for", 16.0, false),
            line("our children", 16.0, false),
            line("text", 11.0, false),
        ];
        let found = joined(&lines, |line| line.size > 12.0);
        assert_eq!(
            found,
            ["Homes for", "our children", "Homes for our children"]
        );
    }
}
