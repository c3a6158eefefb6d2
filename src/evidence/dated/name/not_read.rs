//! What in a name looks like a date or a period and is not read, to be told where nothing else dates it.

use super::{Found, Token, all_digits, day, find, lower, month, near, same_mark, tokens, year};
use crate::calendar::Day;

/// How many tokens look like a date or a period, and the day that they are sure to mean.
type Pattern = fn(here: &[Token<'_>]) -> Option<(usize, Option<Day>)>;

/// What in a name looks like a date or a period and is not read, and the day that it is sure to mean.
///
/// For a month before its day that is the day, of a period there is none to tell.
pub fn not_read_in(name: &str) -> Option<NotRead<'_>> {
    const PATTERNS: [Pattern; 8] = [
        month_first,
        no_such_day,
        month_first_in_words,
        short_year,
        part_with_year,
        part_of_year,
        financial_year,
        lone_year,
    ];
    let tokens = tokens(name);
    let read = find(&tokens);
    let is_free = |at: usize, length: usize| {
        let taken = |f: &Found| at < f.tokens.end && f.tokens.start < at + length;
        !read.iter().any(taken)
    };
    let found = PATTERNS.iter().find_map(|pattern| {
        let mut places = 0..tokens.len();
        places.find_map(|at| {
            let (length, day) = pattern(tokens.get(at..)?)?;
            is_free(at, length).then_some((at, length, day))
        })
    });
    let (at, length, day) = found?;
    let written = tokens.get(at..at + length)?;
    Some(NotRead {
        text: between(name, written)?,
        day,
    })
}

/// What in a name looks like a date or a period and is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotRead<'a> {
    /// It, as it stands in the name.
    pub text: &'a str,
    /// The day that it can only mean.
    pub day: Option<Day>,
}

/// The part of a name from the first to the last of some of its tokens.
fn between<'a>(name: &'a str, tokens: &[Token<'a>]) -> Option<&'a str> {
    let (first, last) = (tokens.first()?.text, tokens.last()?.text);
    // Tokens are parts of the name, so that where they lie in it is told by their addresses.
    let place = |text: &str| text.as_ptr().addr().checked_sub(name.as_ptr().addr());
    name.get(place(first)?..place(last)? + last.len())
}

/// `11-15-2026`, which no month of 15 can make a day of that month.
fn month_first(here: &[Token<'_>]) -> Option<(usize, Option<Day>)> {
    let [m, d, y, ..] = here else { return None };
    let whole = all_digits(&[m, d, y]) && same_mark(d.gap, y.gap);
    let day = day(y.text, m.text, d.text).filter(|_| whole)?;
    Some((3, Some(day)))
}

/// `2026-09-31`, which no month has.
fn no_such_day(here: &[Token<'_>]) -> Option<(usize, Option<Day>)> {
    let [a, b, c, ..] = here else { return None };
    let is_short = |t: &Token<'_>| t.text.len() <= 2;
    let is_year = |t: &Token<'_>| year(t).is_some();
    let shaped = (is_year(a) && is_short(c)) || (is_short(a) && is_year(c));
    let whole = all_digits(&[a, b, c]) && is_short(b) && same_mark(b.gap, c.gap);
    (whole && shaped && b.gap != " ").then_some((3, None))
}

/// `September 30 2026`.
fn month_first_in_words(here: &[Token<'_>]) -> Option<(usize, Option<Day>)> {
    let (m, rest) = here.split_first()?;
    let (d, rest) = rest.split_first()?;
    let is_ordinal =
        |t: &Token<'_>| t.gap.is_empty() && ["st", "nd", "rd", "th"].contains(&&*lower(t));
    let ordinal = usize::from(rest.first().is_some_and(is_ordinal));
    let y = rest
        .get(ordinal)
        .filter(|y| d.digits && near(d.gap) && near(y.gap))?;
    let day = day(y.text, &month(m)?.to_string(), d.text)?;
    Some((3 + ordinal, Some(day)))
}

/// `30-09-26`, which only points make sure that the day comes first.
fn short_year(here: &[Token<'_>]) -> Option<(usize, Option<Day>)> {
    let [a, b, c, ..] = here else { return None };
    let pairs = [a, b, c].iter().all(|t| t.text.len() == 2);
    let whole = all_digits(&[a, b, c]) && pairs && same_mark(b.gap, c.gap) && b.gap != " ";
    let century = |text: &str| format!("20{text}");
    let is_day = day(&century(c.text), b.text, a.text).is_some()
        || day(&century(c.text), a.text, b.text).is_some()
        || day(&century(a.text), b.text, c.text).is_some();
    (whole && is_day).then_some((3, None))
}

/// `Q2 2026-27`, `week 12 2026`: a part of a year with its year.
fn part_with_year(here: &[Token<'_>]) -> Option<(usize, Option<Day>)> {
    let (length, _) = part_of_year(here)?;
    let after = here.get(length..)?;
    let (year, _) = financial_year(after).or_else(|| lone_year(after))?;
    Some((length + year, None))
}

/// `Q2`, `quarter 2`, `week 12`, `wk12`: a part of a year.
fn part_of_year(here: &[Token<'_>]) -> Option<(usize, Option<Day>)> {
    let [word, number, ..] = here else {
        return None;
    };
    let most = match &*lower(word) {
        "q" | "qtr" | "quarter" => 4,
        "week" | "wk" => 53,
        _ => return None,
    };
    let count: u32 = number.text.parse().ok().filter(|_| number.digits)?;
    ((1..=most).contains(&count) && near(number.gap)).then_some((2, None))
}

/// `2026-27`, `2026/27`, `2026-2027`.
fn financial_year(here: &[Token<'_>]) -> Option<(usize, Option<Day>)> {
    let [from, to, ..] = here else { return None };
    let next = year(from)? + 1;
    let follows = match to.text.len() {
        2 => to.text.parse().ok() == Some(next % 100),
        _ => year(to) == Some(next),
    };
    (to.digits && follows && to.gap.len() == 1).then_some((2, None))
}

/// `2026` alone.
fn lone_year(here: &[Token<'_>]) -> Option<(usize, Option<Day>)> {
    year(here.first()?).map(|_| (1, None))
}
