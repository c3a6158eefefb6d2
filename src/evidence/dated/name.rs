//! Dates in the names of files and sheets.
//!
//! Read: `2026-09-30`, `20260930`, `30-09-2026`, `30.09.2026`, `30092026`, `30 September 2026`,
//! `30th Sept 2026` (with `-`, `_`, `.` or a space between the parts), `30.09.26` (with points alone,
//! as only so written is the day sure to come first), and for a whole month `September 2026`,
//! `Sept-2026`, `2026-09`. Two dates joined by `to` are a period, which speaks for its end. Not read,
//! because they can mean more than one day: other years of two digits, numbers of versions, quarters,
//! financial years (`2026-27`, and `2011-12`, which could be one), a month before its day
//! (`09-30-2026`, `September 30`), and a day straight after the word `list` (`List 7 September
//! 2026` is a list and a month).

mod not_read;

use std::ops::Range;

use super::Stretch;
use crate::calendar::{Day, month_named};
use crate::evidence::fold;

pub use not_read::{NotRead, not_read_in};

const YEARS: Range<i32> = 1990..2100;
/// From here on two digits after `1.9.` are a year: no document has so many sections.
const SURELY_A_YEAR: &str = "20";

/// Every date that a name holds, in order.
pub fn dates_in(name: &str) -> Vec<Stretch> {
    let tokens = tokens(name);
    let mut found = find(&tokens);
    // In `2026-04-01 to 2026-09-30` the first date only begins the period.
    let starts: Vec<usize> = found
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if joined_by_to(&tokens, a.tokens.end, b.tokens.start) => Some(a.tokens.start),
            _ => None,
        })
        .collect();
    found.retain(|f| !starts.contains(&f.tokens.start));
    found.into_iter().map(|f| f.stretch).collect()
}

/// Whether a name holds a date.
pub fn is_dated(name: &str) -> bool {
    !dates_in(name).is_empty()
}

/// The words of a name in lower case, its dates left out and numbers without zeros before them.
///
/// Two names that differ in spacing, case, punctuation and date alone come out the same.
pub fn words_without_dates(name: &str) -> Vec<String> {
    let tokens = tokens(name);
    let found = find(&tokens);
    let kept = tokens
        .iter()
        .enumerate()
        .filter(|(at, _)| !found.iter().any(|f| f.tokens.contains(at)));
    kept.flat_map(|(_, token)| match token.text.trim_start_matches('0') {
        "" => vec!["0".to_owned()],
        number if token.digits => vec![number.to_owned()],
        _ => fold::words(token.text),
    })
    .collect()
}

/// The words of the names of a file and of its sheet, without their dates.
pub fn words_of_both(file: &str, sheet: Option<&str>) -> (Vec<String>, Option<Vec<String>>) {
    (words_without_dates(file), sheet.map(words_without_dates))
}

/// A name with a `*` in the place of each of its dates; none where it holds none.
pub fn with_stars(name: &str) -> Option<String> {
    let tokens = tokens(name);
    let found = find(&tokens);
    let mut starred = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let date = found.iter().find(|f| f.tokens.contains(&at));
        if date.is_none_or(|f| f.tokens.start == at) {
            starred.push_str(token.gap);
        }
        match date {
            Some(f) if f.tokens.start == at => starred.push('*'),
            Some(_) => {}
            None => starred.push_str(token.text),
        }
    }
    let end = name.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    starred.push_str(name.get(end..)?);
    (!found.is_empty()).then_some(starred)
}

/// A run of digits or of letters, and what stands between it and the one before.
#[derive(Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    gap: &'a str,
    digits: bool,
}

struct Found {
    tokens: Range<usize>,
    stretch: Stretch,
}

fn tokens(name: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = name;
    loop {
        let start = rest.find(char::is_alphanumeric).unwrap_or(rest.len());
        let (gap, word) = rest.split_at(start);
        let Some(first) = word.chars().next() else {
            return tokens;
        };
        let digits = first.is_ascii_digit();
        let end = word
            .find(|c: char| !c.is_alphanumeric() || c.is_ascii_digit() != digits)
            .unwrap_or(word.len());
        let (text, after) = word.split_at(end);
        tokens.push(Token { text, gap, digits });
        rest = after;
    }
}

type Pattern = fn(before: Option<&Token<'_>>, here: &[Token<'_>]) -> Option<(usize, Stretch)>;

/// Finds dates, the least doubtful way of writing one first, so that `7 10 2026-09-30` is read right.
fn find(tokens: &[Token<'_>]) -> Vec<Found> {
    const PATTERNS: [Pattern; 7] = [
        eight_digits,
        year_first,
        day_first,
        day_first_short,
        month_in_words,
        month_and_year,
        year_and_month,
    ];
    let mut found: Vec<Found> = Vec::new();
    // Every way of writing a date has digits in it, and most names of lists have none.
    if !tokens.iter().any(|token| token.digits) {
        return found;
    }
    for pattern in PATTERNS {
        for at in 0..tokens.len() {
            let before = at.checked_sub(1).and_then(|b| tokens.get(b));
            let here = tokens.get(at..).unwrap_or_default();
            if let Some((length, stretch)) = pattern(before, here) {
                let tokens = at..at + length;
                let free = |f: &Found| f.tokens.end <= tokens.start || tokens.end <= f.tokens.start;
                if found.iter().all(free) {
                    found.push(Found { tokens, stretch });
                }
            }
        }
    }
    found.sort_by_key(|f| f.tokens.start);
    found
}

fn joined_by_to(tokens: &[Token<'_>], from: usize, to: usize) -> bool {
    matches!(tokens.get(from..to), Some([word]) if word.text.eq_ignore_ascii_case("to"))
}

fn eight_digits(_: Option<&Token<'_>>, here: &[Token<'_>]) -> Option<(usize, Stretch)> {
    let text = here.first().filter(|t| t.digits && t.text.len() == 8)?.text;
    // Both cannot hold: a year from 1990 to 2099 read as day and month leaves a year before 1990.
    let day = parts(text, [4, 2, 2])
        .and_then(|[y, m, d]| day(y, m, d))
        .or_else(|| parts(text, [2, 2, 4]).and_then(|[d, m, y]| day(y, m, d)))?;
    Some((1, Stretch::day(day)))
}

fn year_first(_: Option<&Token<'_>>, here: &[Token<'_>]) -> Option<(usize, Stretch)> {
    let [y, m, d, ..] = here else { return None };
    let whole = all_digits(&[y, m, d]) && same_mark(m.gap, d.gap);
    let day = day(y.text, m.text, d.text).filter(|_| whole)?;
    Some((3, Stretch::day(day)))
}

fn day_first(before: Option<&Token<'_>>, here: &[Token<'_>]) -> Option<(usize, Stretch)> {
    let [d, m, y, ..] = here else { return None };
    let whole = all_digits(&[d, m, y]) && same_mark(m.gap, y.gap) && !numbers_a_list(before);
    let day = day(y.text, m.text, d.text).filter(|_| whole)?;
    Some((3, Stretch::day(day)))
}

/// `30.09.26`: day, month and the last two digits of a year of this century.
fn day_first_short(before: Option<&Token<'_>>, here: &[Token<'_>]) -> Option<(usize, Stretch)> {
    let [d, m, y, after @ ..] = here else {
        return None;
    };
    let pointed = m.gap == "." && y.gap == ".";
    let whole = all_digits(&[d, m, y]) && y.text.len() == 2 && pointed;
    // `1.2.26.1` and `v2.10.21` number something else than days, as `3.2.11` may.
    let longer = after.first().is_some_and(|t| t.digits && t.gap == ".")
        || before.is_some_and(|t| t.digits && d.gap == ".");
    let numbered = numbers_a_list(before)
        || before.is_some_and(|t| ["v", "version", "ver", "rev"].contains(&&*lower(t)));
    let is_short = d.text.len() == 1 || m.text.len() == 1;
    if !whole || longer || numbered || (is_short && y.text < SURELY_A_YEAR) {
        return None;
    }
    let day = day(&format!("20{}", y.text), m.text, d.text)?;
    Some((3, Stretch::day(day)))
}

fn month_in_words(before: Option<&Token<'_>>, here: &[Token<'_>]) -> Option<(usize, Stretch)> {
    let (d, rest) = here.split_first()?;
    let ordinal = rest
        .first()
        .is_some_and(|t| t.gap.is_empty() && ["st", "nd", "rd", "th"].contains(&&*lower(t)));
    let rest = if ordinal { rest.get(1..)? } else { rest };
    let [m, y, ..] = rest else { return None };
    let whole = d.digits && near(m.gap) && near(y.gap) && !numbers_a_list(before);
    let month = month(m)?.to_string();
    let day = day(y.text, &month, d.text).filter(|_| whole)?;
    Some((3 + usize::from(ordinal), Stretch::day(day)))
}

fn month_and_year(_: Option<&Token<'_>>, here: &[Token<'_>]) -> Option<(usize, Stretch)> {
    let [m, y, ..] = here else { return None };
    let stretch = whole_month(year(y)?, month(m)?)?;
    near(y.gap).then_some((2, stretch))
}

fn year_and_month(before: Option<&Token<'_>>, here: &[Token<'_>]) -> Option<(usize, Stretch)> {
    let [y, m, after @ ..] = here else {
        return None;
    };
    let year = year(y)?;
    let month: u32 = m.text.parse().ok().filter(|_| m.digits)?;
    let marked = ["-", "_", "."].contains(&m.gap) && m.text.len() == 2;
    // `2011-12` may be the financial year, and `2026-09-31` is a mistake, not a month.
    let financial = (year + 1) % 100 == month.cast_signed();
    let longer = after.first().is_some_and(|t| t.digits && t.gap == m.gap)
        || before.is_some_and(|t| t.digits && y.gap == m.gap);
    let stretch = whole_month(year, month)?;
    (marked && !financial && !longer).then_some((2, stretch))
}

fn parts<const N: usize>(text: &str, lengths: [usize; N]) -> Option<[&str; N]> {
    let mut at = 0;
    let mut parts = [""; N];
    for (part, length) in parts.iter_mut().zip(lengths) {
        *part = text.get(at..at + length)?;
        at += length;
    }
    Some(parts)
}

fn day(year: &str, month: &str, day: &str) -> Option<Day> {
    let sized = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    let year: i32 = year.parse().ok().filter(|y| sized && YEARS.contains(y))?;
    Day::new(year, month.parse().ok()?, day.parse().ok()?)
}

fn year(token: &Token<'_>) -> Option<i32> {
    let sized = token.digits && token.text.len() == 4;
    let year: i32 = token.text.parse().ok()?;
    (sized && YEARS.contains(&year)).then_some(year)
}

fn whole_month(year: i32, month: u32) -> Option<Stretch> {
    let first = Day::new(year, month, 1)?;
    Some(Stretch {
        first,
        last: first.plus_months(1).plus_days(-1),
    })
}

fn month(token: &Token<'_>) -> Option<u32> {
    month_named(token.text.as_bytes())
}

fn lower(token: &Token<'_>) -> String {
    token.text.to_lowercase()
}

fn all_digits(tokens: &[&Token<'_>]) -> bool {
    tokens.iter().all(|t| t.digits)
}

fn same_mark(one: &str, other: &str) -> bool {
    one == other && ["-", "_", ".", " "].contains(&one)
}

fn near(gap: &str) -> bool {
    gap.len() <= 2 && gap.chars().all(|c| " -_.,".contains(c))
}

fn numbers_a_list(before: Option<&Token<'_>>) -> bool {
    before.is_some_and(|t| lower(t) == "list")
}
