//! The laws of counting, tried on the calendar that the program carries.

mod horizon;
mod laws;
mod worked;

use super::{Calendar, Day, Span};

const BUILT_IN: &str = include_str!("../../rules/calendars/england-and-wales.toml");

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn span(text: &str) -> Span {
    Span::parse(text).unwrap()
}

/// The dates of the built-in calendar, picked out of its lines without any TOML reader.
fn holidays() -> Vec<Day> {
    BUILT_IN
        .lines()
        .filter_map(|line| line.strip_prefix("date = "))
        .map(day)
        .collect()
}

fn built_in() -> Calendar {
    Calendar::new(
        "Bank holidays in England and Wales",
        day("2015-01-01"),
        day("2030-12-31"),
        holidays(),
    )
}

fn count(calendar: &Calendar, from: &str, to: &str) -> i32 {
    calendar.working_days(day(from), day(to)).unwrap().count
}
