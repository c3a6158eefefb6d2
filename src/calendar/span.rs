//! Lengths of time as rules write them: `45 working days`, `3 months`.

use std::fmt;

/// What a [`Span`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Days that are neither at a weekend nor bank holidays.
    WorkingDays,
    /// Seven calendar days each.
    Weeks,
    /// Calendar months, keeping the day number.
    Months,
}

/// A length of time in whole units, such as `45 working days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// How many units.
    pub count: u32,
    /// Which unit.
    pub unit: Unit,
}

/// Why a text is not a [`Span`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// There is no text.
    #[error("found no length of time; write one such as {FORMS}")]
    Empty,
    /// It does not begin with a whole number.
    #[error("`{text}` does not start with a whole number; write it as {FORMS}")]
    NotANumber {
        /// The text as it was written.
        text: String,
    },
    /// The number is too big to count with.
    #[error("the number in `{text}` is too large; the most is {most}", most = u32::MAX)]
    TooLarge {
        /// The text as it was written.
        text: String,
    },
    /// There is nothing after the number.
    #[error("`{text}` has no unit; write it as {FORMS}")]
    NoUnit {
        /// The text as it was written.
        text: String,
    },
    /// What follows the number is not a unit.
    #[error("`{unit}` is not a unit of time; write it as {FORMS}")]
    UnknownUnit {
        /// What was found where the unit belongs.
        unit: String,
    },
}

const FORMS: &str = "`45 working days`, `20 days`, `6 weeks` or `3 months`";

impl Span {
    /// Reads a span such as `45 working days`, `1 working day`, `20 days`, `6 weeks` or `3 months`.
    ///
    /// Capitals, extra spaces, and singular or plural make no difference.
    ///
    /// # Errors
    ///
    /// Says what was found instead of a whole number and a unit.
    pub fn parse(text: &str) -> Result<Self, SpanError> {
        let mut words = text.split_whitespace();
        let number = words.next().ok_or(SpanError::Empty)?;
        let unit = words.collect::<Vec<_>>().join(" ");
        let count = parse_count(number, text)?;
        if unit.is_empty() {
            return Err(SpanError::NoUnit {
                text: text.to_owned(),
            });
        }
        match parse_unit(&unit.to_lowercase()) {
            Some(unit) => Ok(Self { count, unit }),
            None => Err(SpanError::UnknownUnit { unit }),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = match self.unit {
            Unit::Days => "day",
            Unit::WorkingDays => "working day",
            Unit::Weeks => "week",
            Unit::Months => "month",
        };
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {one}{plural}", self.count)
    }
}

fn parse_count(number: &str, text: &str) -> Result<u32, SpanError> {
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(SpanError::NotANumber {
            text: text.to_owned(),
        });
    }
    // Only digits are left, so the one way to fail is to be too large.
    number.parse().map_err(|_| SpanError::TooLarge {
        text: text.to_owned(),
    })
}

fn parse_unit(unit: &str) -> Option<Unit> {
    match unit {
        "day" | "days" => Some(Unit::Days),
        "working day" | "working days" => Some(Unit::WorkingDays),
        "week" | "weeks" => Some(Unit::Weeks),
        "month" | "months" => Some(Unit::Months),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, SpanError, Unit};

    #[test]
    fn the_forms_rules_use_are_read_and_written_back() {
        let forms = [
            ("45 working days", 45, Unit::WorkingDays),
            ("1 working day", 1, Unit::WorkingDays),
            ("20 days", 20, Unit::Days),
            ("1 day", 1, Unit::Days),
            ("6 weeks", 6, Unit::Weeks),
            ("1 week", 1, Unit::Weeks),
            ("3 months", 3, Unit::Months),
            ("0 months", 0, Unit::Months),
        ];
        for (text, count, unit) in forms {
            let span = Span::parse(text).unwrap();
            assert_eq!(span, Span { count, unit }, "{text}");
            assert_eq!(span.to_string(), text);
        }
    }

    #[test]
    fn spacing_capitals_and_number_agreement_do_not_matter() {
        for text in [
            "  45   Working\tDays ",
            "45 WORKING DAY",
            "045 working days",
        ] {
            assert_eq!(
                Span::parse(text).unwrap().to_string(),
                "45 working days",
                "{text}"
            );
        }
    }

    #[test]
    fn a_refusal_names_what_was_found_and_the_accepted_forms() {
        let forms = "`45 working days`, `20 days`, `6 weeks` or `3 months`";
        let refusals = [
            (
                "",
                format!("found no length of time; write one such as {forms}"),
            ),
            (
                "days",
                format!("`days` does not start with a whole number; write it as {forms}"),
            ),
            (
                "-3 days",
                format!("`-3 days` does not start with a whole number; write it as {forms}"),
            ),
            (
                "1.5 months",
                format!("`1.5 months` does not start with a whole number; write it as {forms}"),
            ),
            (
                "45days",
                format!("`45days` does not start with a whole number; write it as {forms}"),
            ),
            ("45", format!("`45` has no unit; write it as {forms}")),
            (
                "45 fortnights",
                format!("`fortnights` is not a unit of time; write it as {forms}"),
            ),
            (
                "3 months or so",
                format!("`months or so` is not a unit of time; write it as {forms}"),
            ),
            (
                "4294967296 days",
                "the number in `4294967296 days` is too large; the most is 4294967295".to_owned(),
            ),
        ];
        for (text, message) in refusals {
            assert_eq!(
                Span::parse(text).unwrap_err().to_string(),
                message,
                "{text:?}"
            );
        }
        assert_eq!(Span::parse(" \t"), Err(SpanError::Empty));
    }
}
