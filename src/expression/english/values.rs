//! Columns, numbers, days and texts in plain English.

use super::list;
use crate::expression::Field;
use crate::expression::number::Arithmetic;
use crate::expression::tree::{Date, Elapsed, Number, Text};

/// The day that `as_at()` is within a measure, in words: measuring stops where the lists stop.
pub const AS_AT_IN_WORDS: &str = "the day that its lists speak for";

/// Says the parts of a condition, with the names of its columns.
pub(super) struct Voice<'a> {
    pub(super) fields: &'a [Field],
}

impl Voice<'_> {
    pub(super) fn column(&self, position: usize) -> String {
        let Some(field) = self.fields.get(position) else {
            return String::new();
        };
        match &field.heading {
            Some(heading) => format!("`{heading}`"),
            None => field.name.replace('_', " "),
        }
    }

    pub(super) fn code_name(&self, column: usize, code: u16) -> String {
        let codes = self.fields.get(column).map(|f| &f.codes);
        let name = codes.and_then(|c| c.get(usize::from(code)));
        format!("'{}'", name.map_or("", String::as_str))
    }

    pub(super) fn number(&self, number: &Number) -> String {
        match number {
            Number::Column(column) => self.column(*column),
            Number::Literal(_, written) => written.clone(),
            Number::Negate(inner) => match **inner {
                Number::Literal(..) => format!("-{}", self.number(inner)),
                Number::Column(_)
                | Number::Negate(_)
                | Number::Arithmetic { .. }
                | Number::Elapsed { .. }
                | Number::Length(_)
                | Number::Coalesce(_) => format!("minus {}", self.within(inner, 2)),
            },
            Number::Arithmetic {
                left,
                operator,
                right,
            } => {
                let (sign, level) = match operator {
                    Arithmetic::Add => ("plus", 0),
                    Arithmetic::Subtract => ("minus", 0),
                    Arithmetic::Multiply => ("times", 1),
                    Arithmetic::Divide => ("divided by", 1),
                };
                // The right of `minus` and of `divided by` needs brackets at its own level too.
                let (left, right) = (self.within(left, level), self.within(right, level + 1));
                format!("{left} {sign} {right}")
            }
            Number::Elapsed { unit, from, to } => self.elapsed(*unit, from, to),
            Number::Length(text) => format!("the length of {}", self.text(text)),
            Number::Coalesce(parts) => {
                first_known(&parts.iter().map(|p| self.number(p)).collect::<Vec<_>>())
            }
        }
    }

    /// A number inside another, in brackets when it binds less tightly.
    fn within(&self, number: &Number, level: u8) -> String {
        let said = self.number(number);
        let own = match number {
            Number::Arithmetic {
                operator: Arithmetic::Add | Arithmetic::Subtract,
                ..
            } => 0,
            Number::Arithmetic { .. } => 1,
            Number::Column(_)
            | Number::Literal(..)
            | Number::Negate(_)
            | Number::Elapsed { .. }
            | Number::Length(_)
            | Number::Coalesce(_) => 2,
        };
        if own < level {
            format!("({said})")
        } else {
            said
        }
    }

    fn elapsed(&self, unit: Elapsed, from: &Date, to: &Date) -> String {
        let (from, to) = (self.date(from), self.date(to));
        match unit {
            Elapsed::Days => format!("the days from {from} to {to}"),
            Elapsed::WorkingDays => format!("the working days from {from} to {to}"),
            Elapsed::Months => format!("the whole months from {from} to {to}"),
            Elapsed::Years => format!("the age on {to} (from {from})"),
        }
    }

    pub(super) fn date(&self, date: &Date) -> String {
        match date {
            Date::Column(column) => self.column(*column),
            Date::Literal(day) => day.long(),
            Date::AsAt => AS_AT_IN_WORDS.to_owned(),
            Date::Shift { date, days, back } => {
                let side = if *back { "before" } else { "after" };
                let count = match plain_count(days) {
                    Some(count) => self::days(count),
                    None => format!("{} days", self.within(days, 2)),
                };
                format!("{count} {side} {}", self.date(date))
            }
            Date::Coalesce(parts) => {
                first_known(&parts.iter().map(|p| self.date(p)).collect::<Vec<_>>())
            }
        }
    }

    pub(super) fn text(&self, text: &Text) -> String {
        match text {
            Text::Column(column) => self.column(*column),
            Text::Literal(text) => format!("'{text}'"),
            Text::Lower(inner) => self.text(inner),
            Text::Trim(inner) => format!("{} without outer spaces", self.text(inner)),
            Text::Coalesce(parts) => {
                first_known(&parts.iter().map(|p| self.text(p)).collect::<Vec<_>>())
            }
        }
    }
}

/// Whether a number is said as several things: "the days from … are".
pub(super) fn is_plural(number: &Number) -> bool {
    match number {
        Number::Elapsed { unit, .. } => *unit != Elapsed::Years,
        Number::Column(_)
        | Number::Literal(..)
        | Number::Negate(_)
        | Number::Arithmetic { .. }
        | Number::Length(_)
        | Number::Coalesce(_) => false,
    }
}

/// A literal whole number.
pub(super) fn plain_count(number: &Number) -> Option<i64> {
    match number {
        Number::Literal(ratio, _) => ratio.as_whole(),
        Number::Column(_)
        | Number::Negate(_)
        | Number::Arithmetic { .. }
        | Number::Elapsed { .. }
        | Number::Length(_)
        | Number::Coalesce(_) => None,
    }
}

/// `1 day`, `10 days`.
pub(super) fn days(count: i64) -> String {
    format!("{count} day{}", if count == 1 { "" } else { "s" })
}

fn first_known(parts: &[String]) -> String {
    match parts {
        [first, second] => format!("{first} (if blank, {second})"),
        several => format!("the first known of {}", list(several, "and")),
    }
}
