//! A cell of a table, and how CSV writes it.

use serde::Serialize;

use crate::calendar::Day;
use crate::report::one_line::one_line;

/// A value of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// A text, which somebody may have written who means no good.
    Text(String),
    /// A decimal.
    Number(String),
    /// A day.
    Day(Day),
    /// Yes or no.
    Yes(bool),
    /// Nothing that could be said.
    Nothing,
}

impl Cell {
    /// A text.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A text, or nothing where there is none.
    pub(super) fn maybe_text(text: Option<&str>) -> Self {
        text.filter(|text| !text.is_empty())
            .map_or(Self::Nothing, Self::text)
    }

    /// A word of the JSON, spelt as there.
    pub(super) fn word(word: &impl Serialize) -> Self {
        match serde_json::to_value(word) {
            Ok(serde_json::Value::String(word)) => Self::Text(word),
            Ok(_) | Err(_) => Self::Nothing,
        }
    }

    /// A whole number.
    pub(super) fn count(number: u64) -> Self {
        Self::Number(number.to_string())
    }

    /// A whole number, or nothing where there is none.
    pub(super) fn maybe_count(number: Option<u64>) -> Self {
        number.map_or(Self::Nothing, Self::count)
    }

    /// A decimal, or nothing where there is none.
    pub(super) fn maybe_number(number: Option<&str>) -> Self {
        number.map_or(Self::Nothing, |n| Self::Number(n.to_owned()))
    }

    /// A day, or nothing where there is none.
    pub(super) fn maybe_day(day: Option<Day>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    /// The cell as it stands in a file.
    ///
    /// Texts are quoted, and one that a spreadsheet would run as a formula is given an apostrophe
    /// first. Numbers, days, and true and false are bare; where nothing can be said the cell is empty.
    pub(super) fn csv(&self) -> String {
        match self {
            Self::Text(text) => quoted(&one_line(text)),
            Self::Number(number) if number.parse::<f64>().is_ok() => number.clone(),
            Self::Number(other) => quoted(&one_line(other)),
            Self::Day(day) => day.to_string(),
            Self::Yes(yes) => yes.to_string(),
            Self::Nothing => String::new(),
        }
    }
}

fn quoted(text: &str) -> String {
    // The wide forms count, too: some versions of Excel take them for the others.
    let formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;

    #[test]
    fn a_text_is_never_a_formula_and_never_two_lines() {
        let csv = |text: &str| Cell::text(text).csv();
        assert_eq!(csv("=cmd|' /C calc'!A0"), "\"'=cmd|' /C calc'!A0\"");
        assert_eq!(csv("\t@SUM(A1)\n\"x\""), "\"'@SUM(A1) \"\"x\"\"\"");
        assert_eq!(csv("＝1+1"), "\"'＝1+1\"");
        assert_eq!(csv("a=b - c"), "\"a=b - c\"");
    }

    #[test]
    fn what_is_no_text_is_bare() {
        assert_eq!(Cell::maybe_number(Some("95.8333")).csv(), "95.8333");
        assert_eq!(Cell::maybe_number(Some("=1")).csv(), "\"'=1\"");
        assert_eq!(Cell::count(7).csv(), "7");
        assert_eq!(Cell::Yes(true).csv(), "true");
        assert_eq!(Cell::Nothing.csv(), "");
        assert_eq!(Cell::word(&State::NotMet).csv(), "\"not_met\"");
        assert_eq!(Cell::maybe_text(Some("")), Cell::Nothing);
    }
}
