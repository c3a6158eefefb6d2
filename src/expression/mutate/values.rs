//! Small changes to the numbers, days and texts of a condition.

use super::super::number::Ratio;
use super::super::tree::{CodeValue, Date, Number, Text};
use crate::calendar::Day;

/// What was changed of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moved {
    /// A number or day by one.
    Limit,
    /// A column for another.
    Column,
}

/// Changes values over columns that others stand in for.
pub(super) struct Values<'a> {
    /// The columns that a column is exchanged for.
    pub(super) exchanged: &'a dyn Fn(usize) -> Vec<usize>,
}

impl Values<'_> {
    /// Every number that differs from this one by one small change.
    pub(super) fn numbers(&self, number: &Number) -> Vec<(Number, Moved)> {
        match number {
            Number::Column(column) => self.columns(*column, Number::Column),
            Number::Literal(_, written) => {
                let moved = stepped(written).into_iter();
                moved.map(|number| (number, Moved::Limit)).collect()
            }
            Number::Negate(inner) => self
                .numbers(inner)
                .into_iter()
                .map(|(inner, moved)| (Number::Negate(Box::new(inner)), moved))
                .collect(),
            Number::Arithmetic {
                left,
                operator,
                right,
            } => {
                let with = |left: Number, right: Number| Number::Arithmetic {
                    left: Box::new(left),
                    operator: *operator,
                    right: Box::new(right),
                };
                pairs(
                    (&**left, self.numbers(left)),
                    (&**right, self.numbers(right)),
                    with,
                )
            }
            Number::Elapsed { unit, from, to } => {
                let with = |from: Date, to: Date| Number::Elapsed {
                    unit: *unit,
                    from: Box::new(from),
                    to: Box::new(to),
                };
                pairs((&**from, self.dates(from)), (&**to, self.dates(to)), with)
            }
            Number::Length(text) => {
                let texts = self.texts(text).into_iter();
                texts.map(|(t, moved)| (Number::Length(t), moved)).collect()
            }
            Number::Coalesce(parts) => each(parts, |n| self.numbers(n), Number::Coalesce),
        }
    }

    /// Every day that differs from this one by one small change.
    pub(super) fn dates(&self, date: &Date) -> Vec<(Date, Moved)> {
        match date {
            Date::Column(column) => self.columns(*column, Date::Column),
            Date::Literal(day) => [day.number().checked_add(1), day.number().checked_sub(1)]
                .into_iter()
                .flatten()
                .map(|number| (Date::Literal(Day::from_number(number)), Moved::Limit))
                .collect(),
            Date::AsAt => Vec::new(),
            Date::Shift { date, days, back } => {
                let with = |date: Date, days: Number| Date::Shift {
                    date: Box::new(date),
                    days: Box::new(days),
                    back: *back,
                };
                pairs(
                    (&**date, self.dates(date)),
                    (&**days, self.numbers(days)),
                    with,
                )
            }
            Date::Coalesce(parts) => each(parts, |d| self.dates(d), Date::Coalesce),
        }
    }

    /// Every text that differs from this one by one small change.
    pub(super) fn texts(&self, text: &Text) -> Vec<(Text, Moved)> {
        let within = |inner: &Text, wrap: fn(Box<Text>) -> Text| {
            let texts = self.texts(inner).into_iter();
            texts.map(|(t, moved)| (wrap(Box::new(t)), moved)).collect()
        };
        match text {
            Text::Column(column) => self.columns(*column, Text::Column),
            Text::Literal(_) => Vec::new(),
            Text::Lower(inner) => within(inner, Text::Lower),
            Text::Trim(inner) => within(inner, Text::Trim),
            Text::Coalesce(parts) => each(parts, |t| self.texts(t), Text::Coalesce),
        }
    }

    /// The other columns of codes that stand in for one.
    pub(super) fn codes(&self, code: CodeValue) -> Vec<CodeValue> {
        let others = (self.exchanged)(code.column).into_iter();
        others.map(|column| CodeValue { column, ..code }).collect()
    }

    fn columns<T>(&self, column: usize, value: fn(usize) -> T) -> Vec<(T, Moved)> {
        let others = (self.exchanged)(column).into_iter();
        others.map(|c| (value(c), Moved::Column)).collect()
    }
}

/// Whether a number became larger; none where that hangs on columns.
pub(super) fn number_moved(was: &Number, now: &Number) -> Option<bool> {
    let (was, now) = (written(was)?, written(now)?);
    Some(now.compare(was).is_gt())
}

/// A number that is written out.
fn written(number: &Number) -> Option<Ratio> {
    match number {
        Number::Literal(ratio, _) => Some(*ratio),
        Number::Negate(inner) => written(inner)?.negate(),
        Number::Column(_)
        | Number::Arithmetic { .. }
        | Number::Elapsed { .. }
        | Number::Length(_)
        | Number::Coalesce(_) => None,
    }
}

/// Whether a day became later; none where that hangs on columns.
pub(super) fn date_moved(was: &Date, now: &Date) -> Option<bool> {
    match (was, now) {
        (Date::Literal(was), Date::Literal(now)) => Some(now > was),
        (
            Date::Shift {
                date,
                days: was,
                back,
            },
            Date::Shift {
                date: same,
                days: now,
                ..
            },
        ) if date == same => number_moved(was, now).map(|more| more != *back),
        (_, _) => None,
    }
}

/// A number one more and one less in the last place that it is written with.
fn stepped(written: &str) -> Vec<Number> {
    let places = written.split_once('.').map_or(0, |(_, part)| part.len());
    let Ok(digits) = written.replace('.', "").parse::<i128>() else {
        return Vec::new();
    };
    let more = digits.checked_add(1).and_then(|d| literal(d, places));
    let less = match digits.checked_sub(1) {
        Some(below) if below < 0 => literal(1, places).map(|n| Number::Negate(Box::new(n))),
        below => below.and_then(|d| literal(d, places)),
    };
    more.into_iter().chain(less).collect()
}

fn literal(digits: i128, places: usize) -> Option<Number> {
    let padded = format!("{digits:0width$}", width = places + 1);
    let (whole, part) = padded.split_at_checked(padded.len().checked_sub(places)?)?;
    let written = if part.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{part}")
    };
    Some(Number::Literal(Ratio::parse(&written)?, written))
}

/// What has two values: each change of the one with the other as it is.
fn pairs<A: Clone, B: Clone, T>(
    left: (&A, Vec<(A, Moved)>),
    right: (&B, Vec<(B, Moved)>),
    with: impl Fn(A, B) -> T,
) -> Vec<(T, Moved)> {
    let mut made = Vec::new();
    for (now, moved) in left.1 {
        made.push((with(now, right.0.clone()), moved));
    }
    for (now, moved) in right.1 {
        made.push((with(left.0.clone(), now), moved));
    }
    made
}

/// What has several values: each change of one with the others as they are.
fn each<T: Clone>(
    parts: &[T],
    changes: impl Fn(&T) -> Vec<(T, Moved)>,
    with: impl Fn(Vec<T>) -> T,
) -> Vec<(T, Moved)> {
    let mut made = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        for (now, moved) in changes(part) {
            let mut parts = parts.to_vec();
            if let Some(place) = parts.get_mut(at) {
                *place = now;
            }
            made.push((with(parts), moved));
        }
    }
    made
}
