//! The answer of a typed condition for one row, straight off the columns.
//!
//! Nothing is allocated for a row. `None` is unknown throughout.

use std::cmp::Ordering;

use super::number::Ratio;
use super::text;
use super::tree::{CodeValue, Date, Elapsed, Number, Relation, Test, Text, Value};
use super::{Clock, Field};
use crate::calendar::Day;
use crate::table::{Column, ColumnType, Dictionary, Mask, Table, Values};

/// The columns of a condition, tied to a table, and the day it is asked at.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    columns: Vec<Option<Reader<'a>>>,
    clock: Clock<'a>,
}

/// A column of the type that the condition was typed with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) known: &'a Mask,
    pub(super) values: &'a Values,
    /// A date after this one has not happened and reads as blank.
    pub(super) latest: i32,
}

/// What a condition is asked about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Here<'a> {
    /// A row of the table.
    Row(usize),
    /// Any row whose one text is this.
    Text(Option<&'a str>),
}

impl<'a> Scope<'a> {
    /// Finds the columns; one that is missing, or of another type or other codes, reads as blank.
    pub(super) fn new(fields: &[Field], table: &'a Table, clock: Clock<'a>) -> Self {
        let columns = fields
            .iter()
            .map(|field| {
                let column = table.column(&field.name).filter(|c| fits(c, field))?;
                let planned = field.planned || field.kind != ColumnType::Date;
                Some(Reader {
                    known: &column.known,
                    values: &column.values,
                    latest: if planned {
                        i32::MAX
                    } else {
                        clock.as_at.number()
                    },
                })
            })
            .collect();
        Self { columns, clock }
    }

    pub(super) fn column(&self, position: usize) -> Option<Reader<'a>> {
        self.columns.get(position).copied().flatten()
    }

    /// The columns in the condition's own order.
    pub(super) fn columns(&self) -> impl Iterator<Item = Reader<'a>> + '_ {
        self.columns.iter().copied().flatten()
    }

    pub(super) fn test<'t>(&'t self, test: &'t Test, here: Here<'t>) -> Option<bool> {
        match test {
            Test::Literal(truth) => Some(*truth),
            Test::Column(column) => self.yes_no(*column, here),
            Test::All(parts) => every(parts.iter().map(|p| self.test(p, here)), false),
            Test::Any(parts) => every(parts.iter().map(|p| self.test(p, here)), true),
            Test::Not(inner) => self.test(inner, here).map(|truth| !truth),
            Test::Numbers(relation) => {
                related(relation, |n| self.number(n, here), |a, b| a.compare(*b))
            }
            Test::Dates(relation) => related(relation, |d| self.date(d, here), Day::cmp),
            Test::Texts(relation) => {
                related(relation, |t| self.text(t, here), |a, b| text::compare(a, b))
            }
            Test::Codes(codes) => {
                let code = self.code(&codes.code, here)?;
                Some(codes.among.contains(&code) != codes.negated)
            }
            Test::SameCode {
                left,
                right,
                negated,
            } => {
                let same = self.code(left, here)? == self.code(right, here)?;
                Some(same != *negated)
            }
            Test::Same {
                left,
                right,
                negated,
            } => {
                let same = self.test(left, here)? == self.test(right, here)?;
                Some(same != *negated)
            }
            Test::Like {
                text: value,
                pattern,
                negated,
            } => Some(text::like(self.text(value, here)?, pattern) != *negated),
            Test::Blank { value, negated } => Some(self.is_blank(value, here) != *negated),
            Test::Coalesce(parts) => parts.iter().find_map(|p| self.test(p, here)),
            Test::Unknown => None,
        }
    }

    pub(super) fn number<'t>(&'t self, number: &'t Number, here: Here<'t>) -> Option<Ratio> {
        match number {
            Number::Column(column) => match self.at(*column, here)? {
                (Values::Number(numbers), row) => numbers.get(row).map(|n| Ratio::millionths(*n)),
                (Values::Date(_) | Values::Text(..) | Values::YesNo(_) | Values::Code(..), _) => {
                    None
                }
            },
            Number::Literal(ratio, _) => Some(*ratio),
            Number::Negate(inner) => self.number(inner, here)?.negate(),
            Number::Arithmetic {
                left,
                operator,
                right,
            } => {
                let left = self.number(left, here)?;
                left.calculate(*operator, self.number(right, here)?)
            }
            Number::Elapsed { unit, from, to } => {
                self.elapsed(*unit, self.date(from, here)?, self.date(to, here)?)
            }
            Number::Length(text) => {
                let count = self.text(text, here)?.chars().count();
                i64::try_from(count).ok().map(Ratio::whole)
            }
            Number::Coalesce(parts) => parts.iter().find_map(|p| self.number(p, here)),
        }
    }

    pub(super) fn date<'t>(&'t self, date: &'t Date, here: Here<'t>) -> Option<Day> {
        match date {
            Date::Column(column) => {
                let latest = self.column(*column)?.latest;
                match self.at(*column, here)? {
                    (Values::Date(days), row) => {
                        let day = days.get(row).filter(|d| **d <= latest)?;
                        Some(Day::from_number(*day))
                    }
                    (
                        Values::Number(_) | Values::Text(..) | Values::YesNo(_) | Values::Code(..),
                        _,
                    ) => None,
                }
            }
            Date::Literal(day) => Some(*day),
            Date::AsAt => Some(self.clock.as_at),
            Date::Shift { date, days, back } => {
                let day = self.date(date, here)?;
                let days = self.number(days, here)?.as_whole()?;
                shifted(day, if *back { days.checked_neg()? } else { days })
            }
            Date::Coalesce(parts) => parts.iter().find_map(|p| self.date(p, here)),
        }
    }

    /// Whether working days are counted here, and from before the calendar's first day.
    pub(super) fn before_horizon<'t>(
        &'t self,
        from: &'t Date,
        to: &'t Date,
        here: Here<'t>,
    ) -> bool {
        let (Some(from), Some(to)) = (self.date(from, here), self.date(to, here)) else {
            return false;
        };
        let counted = self.clock.calendar.working_days(from, to);
        counted.is_ok_and(|days| days.before_horizon)
    }

    fn text<'t>(&'t self, text: &'t Text, here: Here<'t>) -> Option<&'t str> {
        match text {
            Text::Column(column) => match here {
                Here::Text(entry) => entry,
                Here::Row(_) => match self.at(*column, here)? {
                    (Values::Text(entries, dictionary), row) => dictionary.text(*entries.get(row)?),
                    (
                        Values::Number(_) | Values::Date(_) | Values::YesNo(_) | Values::Code(..),
                        _,
                    ) => None,
                },
            },
            Text::Literal(text) => Some(text),
            Text::Lower(inner) => self.text(inner, here),
            Text::Trim(inner) => self.text(inner, here).map(str::trim),
            Text::Coalesce(parts) => parts.iter().find_map(|p| self.text(p, here)),
        }
    }

    fn code(&self, code: &CodeValue, here: Here<'_>) -> Option<u16> {
        let found = match self.at(code.column, here) {
            Some((Values::Code(codes, _), row)) => codes.get(row).copied(),
            Some((
                Values::Number(_) | Values::Date(_) | Values::Text(..) | Values::YesNo(_),
                _,
            ))
            | None => None,
        };
        found.or(code.otherwise)
    }

    fn yes_no(&self, column: usize, here: Here<'_>) -> Option<bool> {
        match self.at(column, here)? {
            (Values::YesNo(bits), row) => Some(bits.get(row)),
            (Values::Number(_) | Values::Date(_) | Values::Text(..) | Values::Code(..), _) => None,
        }
    }

    fn is_blank<'t>(&'t self, value: &'t Value, here: Here<'t>) -> bool {
        match value {
            Value::Number(number) => self.number(number, here).is_none(),
            Value::Date(date) => self.date(date, here).is_none(),
            Value::Text(text) => self.text(text, here).is_none(),
            Value::Code(code) => self.code(code, here).is_none(),
            Value::Test(test) => self.test(test, here).is_none(),
        }
    }

    fn elapsed(&self, unit: Elapsed, from: Day, to: Day) -> Option<Ratio> {
        let count = match unit {
            Elapsed::Days => to.number() - from.number(),
            // A day beyond the calendar is a count that nobody knows yet.
            Elapsed::WorkingDays => self.clock.calendar.working_days(from, to).ok()?.count,
            Elapsed::Months => from.months_until(to),
            Elapsed::Years => age(from, to)?,
        };
        Some(Ratio::whole(i64::from(count)))
    }

    /// The values of a column and the row, when the row has a value.
    fn at(&self, column: usize, here: Here<'_>) -> Option<(&'a Values, usize)> {
        let Here::Row(row) = here else { return None };
        let reader = self.column(column)?;
        reader.known.get(row).then_some((reader.values, row))
    }
}

impl<'a> Reader<'a> {
    /// The codes of the texts and the texts themselves, when it is a text column.
    pub(super) fn texts(self) -> Option<(&'a [u32], &'a Dictionary)> {
        match self.values {
            Values::Text(entries, dictionary) => Some((entries, dictionary)),
            Values::Number(_) | Values::Date(_) | Values::YesNo(_) | Values::Code(..) => None,
        }
    }
}

fn fits(column: &Column, field: &Field) -> bool {
    match &column.values {
        Values::Code(_, codes) => field.kind == ColumnType::Code && **codes == *field.codes,
        Values::Number(_) | Values::Date(_) | Values::Text(..) | Values::YesNo(_) => {
            column.kind() == field.kind
        }
    }
}

/// `and` when it stops at false, `or` when it stops at true: one such part decides, else one unknown.
fn every(parts: impl Iterator<Item = Option<bool>>, stops_at: bool) -> Option<bool> {
    let mut answer = Some(!stops_at);
    for part in parts {
        if part == Some(stops_at) {
            return part;
        }
        answer = answer.and(part);
    }
    answer
}

fn related<'t, T, V>(
    relation: &'t Relation<T>,
    read: impl Fn(&'t T) -> Option<V>,
    order: impl Fn(&V, &V) -> Ordering,
) -> Option<bool> {
    match relation {
        Relation::Compare {
            left,
            operator,
            right,
        } => Some(operator.holds(order(&read(left)?, &read(right)?))),
        Relation::In {
            value,
            list,
            negated,
        } => {
            let value = read(value)?;
            let equal = |item: &'t T| read(item).map(|item| order(&value, &item).is_eq());
            every(list.iter().map(equal), true).map(|found| found != *negated)
        }
        Relation::Between {
            value,
            low,
            high,
            negated,
        } => {
            let value = read(value)?;
            let above = read(low).map(|low| order(&value, &low).is_ge());
            let below = read(high).map(|high| order(&value, &high).is_le());
            every([above, below].into_iter(), false).map(|inside| inside != *negated)
        }
    }
}

/// The day so many days later, if there is such a day.
fn shifted(day: Day, days: i64) -> Option<Day> {
    let number = i64::from(day.number()).checked_add(days)?;
    let number = i32::try_from(number).ok()?;
    Some(Day::from_number(number)).filter(|d| d.number() == number)
}

/// An age in whole years; unknown before birth.
///
/// In English law someone born on 29 February is a year older on 1 March of a common year.
fn age(born: Day, on: Day) -> Option<i32> {
    let birthday_to_come = (on.month(), on.day()) < (born.month(), born.day());
    let years = on.year() - born.year() - i32::from(birthday_to_come);
    (on >= born).then_some(years)
}
