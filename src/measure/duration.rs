//! `duration`: the median, mean or 90th percentile of a span.

use crate::calendar::{self, Day};
use crate::pack::measures::{Duration, Open, Statistic};

use super::lists::{At, Needed, Stop, WhenNone};
use super::rows::{Met, Rows, When, before_horizon};
use super::tally::{Figures, Tally};
use super::{Counts, LeftOut, Note, Ratio, Unit};

impl Counts for Duration {
    fn lists(&self) -> Vec<Needed<'_>> {
        let needed = Needed::scope(&self.scope, WhenNone::NotApplicable);
        vec![needed.with([self.from.as_str(), &self.to])]
    }

    fn count(&self, at: &At<'_>, tally: &mut Tally<'_, '_>) -> Result<Figures, Stop> {
        let rows = Rows::scope(at, &self.scope)?;
        let (from, to) = (rows.dates(&self.from)?, rows.dates(&self.to)?);
        let mut spans = Vec::with_capacity(rows.table.rows());
        let mut open = Vec::new();
        tally.each(&rows, |tally, row| {
            let (start, end) = (from.at(row), to.at(row));
            let mut met = Met::future(start == When::AfterAsAt || end == When::AfterAsAt);
            let Some(start) = start.day() else {
                tally.leave_out(&rows, row, LeftOut::NoStart);
                return Ok(met);
            };
            let end = match (end.day(), self.open) {
                (Some(end), _) => end,
                // A plan to start later is open, and has no length yet.
                (None, Open::Count) if start <= at.day => at.day,
                (None, Open::Count | Open::LeftOut) => {
                    if start <= at.day {
                        open.push(self.length(at, start, at.day)?);
                    }
                    tally.leave_out(&rows, row, LeftOut::StillOpen);
                    return Ok(met);
                }
            };
            if end < start {
                tally.note(Note::EndBeforeStart);
                tally.leave_out(&rows, row, LeftOut::Negative);
                return Ok(met);
            }
            met.before_horizon = before_horizon(at, self.unit, start);
            spans.push(self.length(at, start, end)?);
            tally.counts(&rows, row);
            Ok(met)
        })?;
        spans.sort_unstable();
        let hidden = usize::try_from(tally.left_out_for_a_blank()).unwrap_or(usize::MAX);
        Ok(self.figures(&spans, &open, hidden, &rows.dataset.rows_are))
    }
}

impl Duration {
    /// The length of a span in parts of the unit, so that it is a whole number.
    fn length(&self, at: &At<'_>, start: Day, end: Day) -> Result<i64, Stop> {
        Ok(match self.unit {
            calendar::Unit::Days | calendar::Unit::Weeks => days(start, end),
            calendar::Unit::WorkingDays => at.calendar().working_days(start, end)?.count.into(),
            calendar::Unit::Months => parts_of_months(start, end),
        })
    }

    /// The statistic, and what it would be if every hidden span were nothing or without end.
    ///
    /// A span without an end may be open, or its end unrecorded: then it ended by as-at. So it may
    /// be left out, be nothing, or be as long as it has been so far.
    fn figures(&self, spans: &[i64], open: &[i64], hidden: usize, of: &str) -> Figures {
        let (unit, parts) = match self.unit {
            calendar::Unit::Days => (Unit::Days, 1),
            calendar::Unit::WorkingDays => (Unit::WorkingDays, 1),
            calendar::Unit::Weeks => (Unit::Weeks, WEEK),
            calendar::Unit::Months => (Unit::Months, MONTH),
        };
        let known = Spans {
            nothing: 0,
            known: spans,
            endless: 0,
        };
        let shortest = Spans {
            nothing: hidden.saturating_add(open.len()),
            ..known
        };
        let unended = Spans {
            endless: hidden,
            ..known
        };
        let so_far = self.with_longest(unended, open);
        let longest = Spans {
            known: &so_far,
            ..unended
        };
        let statistic = |spans: Spans<'_>| {
            let found = spans.statistic(self.statistic)?;
            Ratio::new(found.numerator, found.denominator * i128::from(parts))
        };
        Figures {
            value: statistic(known),
            lowest: statistic(shortest),
            highest: statistic(longest),
            unit,
            of: of.to_owned(),
        }
    }
}

impl Duration {
    /// The known spans with the open ones that make the statistic as large as it can be.
    ///
    /// The longest come first, and each is added while it is longer than the statistic without it;
    /// from the first that is not, none after it is. Where the statistic has no bound without them
    /// it has none with them.
    fn with_longest(&self, known: Spans<'_>, open: &[i64]) -> Vec<i64> {
        let mut open = open.to_vec();
        open.sort_unstable_by(|a, b| b.cmp(a));
        let with = |count: usize| {
            let mut all: Vec<i64> = known.known.to_vec();
            all.extend(open.iter().take(count));
            all.sort_unstable();
            all
        };
        let raises = |next: usize| {
            let all = with(next);
            let spans = Spans {
                known: &all,
                ..known
            };
            let longer = |value: Ratio| {
                let span = open.get(next).copied().unwrap_or_default();
                i128::from(span) * value.denominator > value.numerator
            };
            spans
                .statistic(self.statistic)
                .map_or(spans.len() == 0, longer)
        };
        let (mut added, mut end) = (0, open.len());
        while added < end {
            let middle = added.midpoint(end);
            if raises(middle) {
                added = middle + 1;
            } else {
                end = middle;
            }
        }
        with(added)
    }
}

/// Days in a week.
const WEEK: i64 = 7;

/// Parts of a month, so many that a day of any month is a whole number of them: the least common
/// multiple of 28, 29, 30 and 31.
const MONTH: i64 = 377_580;

fn days(start: Day, end: Day) -> i64 {
    i64::from(end.number()) - i64::from(start.number())
}

/// Whole months completed, and the days left over as a fraction of the month that they lie in: from
/// the last day of the month's number passed to the next, each clamped to the end of its month.
fn parts_of_months(start: Day, end: Day) -> i64 {
    let whole = start.months_until(end);
    let (last, next) = (start.plus_months(whole), start.plus_months(whole + 1));
    // The calendar's last day may cut the month short.
    let month = days(last, next).max(1);
    i64::from(whole) * MONTH + days(last, end) * MONTH / month
}

/// Spans in order: some of no length, those known, some without end.
#[derive(Debug, Clone, Copy)]
struct Spans<'a> {
    nothing: usize,
    known: &'a [i64],
    endless: usize,
}

impl Spans<'_> {
    fn len(self) -> usize {
        self.nothing
            .saturating_add(self.known.len())
            .saturating_add(self.endless)
    }

    /// The span at a place from 0; none where it has no end.
    fn at(self, place: usize) -> Option<i128> {
        match place.checked_sub(self.nothing) {
            None => Some(0),
            Some(place) => self.known.get(place).map(|span| i128::from(*span)),
        }
    }

    /// The statistic; none of nothing, and none where it has no end.
    fn statistic(self, statistic: Statistic) -> Option<Ratio> {
        let len = self.len();
        match statistic {
            Statistic::Median => {
                let (lower, upper) = (len.checked_sub(1)? / 2, len / 2);
                Ratio::new(self.at(lower)? + self.at(upper)?, 2)
            }
            Statistic::Mean => {
                let sum: i128 = self.known.iter().map(|span| i128::from(*span)).sum();
                (self.endless == 0).then(|| Ratio::new(sum, i128::try_from(len).ok()?))?
            }
            Statistic::Percentile90 => {
                // Nearest rank: the smallest span that at least nine in ten do not exceed.
                let rank = len.checked_mul(9)?.div_ceil(10);
                Ratio::new(self.at(rank.checked_sub(1)?)?, 1)
            }
        }
    }
}
