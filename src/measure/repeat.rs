//! `repeat`: the percentage of events with an earlier one for the same subject.

use crate::calendar::Day;
use crate::pack::measures::Repeat;

use super::lists::{At, Needed, Stop, WhenNone};
use super::rows::{Dates, Met, Rows, Subjects, When, before_horizon};
use super::tally::{Figures, Tally};
use super::{Counts, LeftOut};

impl Counts for Repeat {
    fn lists(&self) -> Vec<Needed<'_>> {
        let own = [self.by.as_str(), &self.dated, &self.earlier];
        vec![Needed::scope(&self.scope, WhenNone::NotApplicable).with(own)]
    }

    fn count(&self, at: &At<'_>, tally: &mut Tally<'_, '_>) -> Result<Figures, Stop> {
        let rows = Rows::scope(at, &self.scope)?;
        let by = rows.subjects(&self.by)?;
        let (dated, earlier) = (rows.dates(&self.dated)?, rows.dates(&self.earlier)?);
        let history = History::of(&rows, by, dated, earlier);
        let mut first_times = vec![0_u64; by.len()];
        tally.each(&rows, |tally, row| {
            let day = match dated.at(row) {
                When::On(day) => day,
                // It has not happened, so it is no event yet.
                When::AfterAsAt => return Ok(Met::future(true)),
                When::Blank => {
                    tally.leave_out(&rows, row, LeftOut::Undated);
                    return Ok(Met::default());
                }
            };
            let Some(subject) = by.at(row) else {
                tally.leave_out(&rows, row, LeftOut::NoSubject);
                return Ok(Met::default());
            };
            let mut met = Met::default();
            match history.before(subject, day, earlier.at(row)) {
                Some(last) if at.calendar().within(last, day, self.within)? => {
                    met.before_horizon = before_horizon(at, self.within.unit, last);
                    tally.counts(&rows, row);
                }
                Some(_) | None if history.hides_one(subject, day) => tally.blank(&rows, row),
                Some(_) | None => {
                    tally.misses(&rows, row);
                    if let Some(count) = first_times.get_mut(subject) {
                        *count += 1;
                    }
                }
            }
            Ok(met)
        })?;
        tally.swing.rise += at_most_repeats(first_times, history.strays);
        Ok(tally.percent(&rows.dataset.rows_are))
    }
}

/// Each event whose subject is blank could be an earlier one of one subject: at worst, of those
/// with the most events that have none.
fn at_most_repeats(mut first_times: Vec<u64>, strays: usize) -> u64 {
    if strays == 0 {
        return 0;
    }
    first_times.sort_unstable_by(|a, b| b.cmp(a));
    first_times.iter().take(strays).sum()
}

/// The earlier events of every subject, in order.
struct History {
    /// Where each subject's days start; one more at the end.
    starts: Vec<usize>,
    days: Vec<i32>,
    /// For each subject, the first event whose own earlier date is blank.
    hidden: Vec<i32>,
    /// Events whose subject is blank.
    strays: usize,
}

impl History {
    /// Counts each subject's events, lays their days side by side, and sorts each subject's.
    fn of(rows: &Rows<'_>, by: Subjects<'_>, dated: Dates<'_>, earlier: Dates<'_>) -> Self {
        let mut starts = vec![0_usize; by.len() + 1];
        let mut hidden = vec![i32::MAX; by.len()];
        let mut strays = 0;
        for row in 0..rows.table.rows() {
            let Some(subject) = by.at(row) else {
                strays += 1;
                continue;
            };
            match (earlier.at(row), hidden.get_mut(subject)) {
                (When::Blank, Some(first)) => {
                    // A blank end can only lie before an event that comes after its start.
                    let since = dated.at(row).day().map_or(i32::MIN, Day::number);
                    *first = (*first).min(since);
                }
                (When::On(_) | When::AfterAsAt, _) | (When::Blank, None) => {}
            }
            if let (Some(_), Some(count)) = (earlier.at(row).day(), starts.get_mut(subject + 1)) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut history = Self {
            days: vec![0; total],
            starts,
            hidden,
            strays,
        };
        history.fill(rows, by, earlier);
        history
    }

    fn fill(&mut self, rows: &Rows<'_>, by: Subjects<'_>, earlier: Dates<'_>) {
        let mut next = self.starts.clone();
        for row in 0..rows.table.rows() {
            if let (Some(subject), Some(day)) = (by.at(row), earlier.at(row).day())
                && let Some(place) = next.get_mut(subject)
            {
                if let Some(slot) = self.days.get_mut(*place) {
                    *slot = day.number();
                }
                *place += 1;
            }
        }
        for bounds in self.starts.windows(2) {
            if let [start, end] = bounds
                && let Some(days) = self.days.get_mut(*start..*end)
            {
                days.sort_unstable();
            }
        }
    }

    /// The last day of another event of the subject before this day.
    fn before(&self, subject: usize, day: Day, own: When) -> Option<Day> {
        let start = *self.starts.get(subject)?;
        let end = *self.starts.get(subject + 1)?;
        let days = self.days.get(start..end)?;
        let earlier = days.get(..days.partition_point(|d| *d < day.number()))?;
        let (last, others) = earlier.split_last()?;
        // An event is not its own earlier one, even if its dates are the wrong way round.
        let last = match own {
            When::On(own) if own.number() == *last => others.last()?,
            When::On(_) | When::AfterAsAt | When::Blank => last,
        };
        Some(Day::from_number(*last))
    }

    /// Whether a blank may hide an earlier event.
    fn hides_one(&self, subject: usize, day: Day) -> bool {
        let first = self.hidden.get(subject);
        first.is_some_and(|first| *first < day.number())
    }
}
