//! Days, lengths of time, and working days between bank holidays.
//!
//! Day 0 is left out everywhere: `20 days` from the 1st ends on the 21st, and the first working
//! day is the first one after the start, whatever day the start was.

mod day;
mod span;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use day::{Day, Weekday, month_named};
pub use span::{Span, SpanError, Unit};

/// The bank holidays of one place over a stretch of years, ready for counting working days.
///
/// The stretch from `first` to `last` is the calendar's horizon. Before it only weekends are known,
/// so every weekday counts as a working day. After it nothing is guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    title: String,
    first: Day,
    last: Day,
    /// For each day of the horizon, the working days from `first` up to and including it.
    elapsed: Vec<i32>,
    /// The working days of the horizon in order.
    working: Vec<Day>,
}

/// A number of working days between two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkingDays {
    /// How many; negative if the second day is earlier than the first.
    pub count: i32,
    /// Whether a day before the calendar's horizon was involved, where bank holidays are not known.
    pub before_horizon: bool,
}

/// A working day was asked for after the last day whose bank holidays are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} is after {}, the last day whose bank holidays are known; add the later bank holidays to the calendar and move its `last` on",
    .day.long(),
    .last.long()
)]
pub struct BeyondHorizon {
    /// The day asked about or, for a due date, the earliest day it could be.
    pub day: Day,
    /// The last day of the calendar's horizon.
    pub last: Day,
}

impl Calendar {
    /// A calendar of the bank holidays from `first` to `last`, both included.
    ///
    /// Holidays may come in any order and more than once; those at weekends or outside the horizon
    /// change nothing. If `last` is before `first`, the horizon is empty.
    pub fn new(
        title: impl Into<String>,
        first: Day,
        last: Day,
        holidays: impl IntoIterator<Item = Day>,
    ) -> Self {
        let first = first.min(last.plus_days(1));
        let holidays: BTreeSet<Day> = holidays.into_iter().collect();
        let mut working = Vec::new();
        let mut elapsed = Vec::new();
        let mut count = 0;
        for day in (first.number()..=last.number()).map(Day::from_number) {
            if !day.weekday().is_weekend() && !holidays.contains(&day) {
                working.push(day);
                count += 1;
            }
            elapsed.push(count);
        }
        Self {
            title: title.into(),
            first,
            last,
            elapsed,
            working,
        }
    }

    /// What the calendar is called, such as `Bank holidays in England and Wales`.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The first day whose bank holidays are known.
    #[must_use]
    pub const fn first(&self) -> Day {
        self.first
    }

    /// The last day whose bank holidays are known.
    #[must_use]
    pub const fn last(&self) -> Day {
        self.last
    }

    /// Whether this day is before the calendar's horizon, where every weekday counts.
    #[must_use]
    pub fn is_before_horizon(&self, day: Day) -> bool {
        day < self.first
    }

    /// Whether this day is neither at a weekend nor a bank holiday.
    ///
    /// # Errors
    ///
    /// The day is after the last day whose bank holidays are known.
    pub fn is_working_day(&self, day: Day) -> Result<bool, BeyondHorizon> {
        if self.is_before_horizon(day) {
            return Ok(!day.weekday().is_weekend());
        }
        self.elapsed(day)?;
        Ok(self.working.binary_search(&day).is_ok())
    }

    /// The working days after `from`, up to and including `to`.
    ///
    /// If `to` is earlier, it is the working days after `to` up to and including `from`, with a
    /// minus sign.
    ///
    /// # Errors
    ///
    /// One of the days is after the last day whose bank holidays are known.
    pub fn working_days(&self, from: Day, to: Day) -> Result<WorkingDays, BeyondHorizon> {
        Ok(WorkingDays {
            count: self.elapsed(to)? - self.elapsed(from)?,
            before_horizon: self.is_before_horizon(from.min(to)),
        })
    }

    /// The day on which a span that starts on this day ends.
    ///
    /// `n` working days end on the n-th working day after the start; none end on the start itself.
    ///
    /// # Errors
    ///
    /// The span is in working days and starts or ends after the last day whose bank holidays are
    /// known.
    pub fn plus(&self, day: Day, span: Span) -> Result<Day, BeyondHorizon> {
        let count = i64::from(span.count);
        match span.unit {
            Unit::Days => Ok(day.plus_days(count)),
            Unit::Weeks => Ok(day.plus_days(count * 7)),
            Unit::Months => Ok(day.plus_months(months(span.count))),
            Unit::WorkingDays if span.count == 0 => Ok(day),
            Unit::WorkingDays => self.working_day_at(i64::from(self.elapsed(day)?) + count),
        }
    }

    /// The day that lies this span before a day.
    ///
    /// `n` working days before is the n-th working day before the day, which itself never counts.
    ///
    /// # Errors
    ///
    /// The span is in working days and a day after the horizon would have to be counted.
    pub fn minus(&self, day: Day, span: Span) -> Result<Day, BeyondHorizon> {
        let count = i64::from(span.count);
        match span.unit {
            Unit::Days => Ok(day.plus_days(-count)),
            Unit::Weeks => Ok(day.plus_days(count * -7)),
            Unit::Months => Ok(day.plus_months(-months(span.count))),
            Unit::WorkingDays if span.count == 0 => Ok(day),
            Unit::WorkingDays => {
                let before = i64::from(self.elapsed(day.plus_days(-1))?);
                self.working_day_at(before - count + 1)
            }
        }
    }

    /// Whether `to` comes no later than the span after `from`.
    ///
    /// In working days it counts those gone by, so a weekend after the last of them is still in
    /// time. A `to` before `from` is within any span: whoever calls decides what that means.
    ///
    /// # Errors
    ///
    /// The span is in working days and one of the days is after the last day whose bank holidays
    /// are known.
    pub fn within(&self, from: Day, to: Day, span: Span) -> Result<bool, BeyondHorizon> {
        match span.unit {
            Unit::WorkingDays => {
                let gone_by = self.working_days(from, to)?.count;
                Ok(i64::from(gone_by) <= i64::from(span.count))
            }
            Unit::Days | Unit::Weeks | Unit::Months => Ok(to <= self.plus(from, span)?),
        }
    }

    /// The working days from `first` to this day; before the horizon, weekdays counted downwards.
    fn elapsed(&self, day: Day) -> Result<i32, BeyondHorizon> {
        match usize::try_from(day.number() - self.first.number()) {
            Err(_) => Ok(weekdays_up_to(day) - self.weekdays_before()),
            Ok(index) => {
                let beyond = BeyondHorizon {
                    day,
                    last: self.last,
                };
                self.elapsed.get(index).copied().ok_or(beyond)
            }
        }
    }

    /// The working day of which `elapsed` first says this number: 1 is the first of the horizon.
    fn working_day_at(&self, number: i64) -> Result<Day, BeyondHorizon> {
        match usize::try_from(number - 1) {
            Err(_) => Ok(weekday_at(number + i64::from(self.weekdays_before()))),
            Ok(index) => match self.working.get(index) {
                Some(day) => Ok(*day),
                None => Err(self.beyond(number)),
            },
        }
    }

    /// Says no to a due date after the horizon; only bank holidays can make it later than this day.
    fn beyond(&self, number: i64) -> BeyondHorizon {
        let known = self.elapsed.last().copied().unwrap_or(0);
        let after_last = number - i64::from(known);
        let day = weekday_at(i64::from(weekdays_up_to(self.last)) + after_last);
        BeyondHorizon {
            day,
            last: self.last,
        }
    }

    fn weekdays_before(&self) -> i32 {
        weekdays_up_to(self.first.plus_days(-1))
    }
}

/// The weekdays from Monday 29 December 1969 up to and including this day; negative before it.
fn weekdays_up_to(day: Day) -> i32 {
    let since_monday = day.number() + 3;
    5 * since_monday.div_euclid(7) + (since_monday.rem_euclid(7) + 1).min(5)
}

/// The weekday of which `weekdays_up_to` first says this number.
fn weekday_at(number: i64) -> Day {
    let (week, weekday) = ((number - 1).div_euclid(5), (number - 1).rem_euclid(5));
    Day::from_number(-3).plus_days(week * 7 + weekday)
}

fn months(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
