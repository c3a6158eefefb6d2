//! `on_time`: the percentage finished within a limit.

use crate::pack::measures::OnTime;

use super::lists::{At, Needed, Stop, WhenNone};
use super::rows::{Met, Rows, When, before_horizon};
use super::tally::{Figures, Tally};
use super::{Counts, LeftOut, Note};

impl Counts for OnTime {
    fn lists(&self) -> Vec<Needed<'_>> {
        let needed = Needed::scope(&self.scope, WhenNone::NotApplicable);
        vec![needed.with([self.from.as_str(), &self.to])]
    }

    fn count(&self, at: &At<'_>, tally: &mut Tally<'_, '_>) -> Result<Figures, Stop> {
        let rows = Rows::scope(at, &self.scope)?;
        let (from, to) = (rows.dates(&self.from)?, rows.dates(&self.to)?);
        tally.each(&rows, |tally, row| {
            let (start, end) = (from.at(row), to.at(row));
            let mut met = Met::future(start == When::AfterAsAt || end == When::AfterAsAt);
            let Some(start) = start.day() else {
                tally.leave_out(&rows, row, LeftOut::NoStart);
                return Ok(met);
            };
            met.before_horizon = before_horizon(at, self.within.unit, start);
            let end = end.day();
            let wrong_way_round = end.is_some_and(|end| end < start);
            tally.note_if(Note::EndBeforeStart, wrong_way_round);
            let stopped = end.unwrap_or(at.day);
            let in_time = !wrong_way_round && at.calendar().within(start, stopped, self.within)?;
            match (in_time, end) {
                (true, Some(_)) => tally.counts(&rows, row),
                (true, None) => tally.leave_out(&rows, row, LeftOut::NotYetDue),
                (false, _) => tally.misses(&rows, row),
            }
            Ok(met)
        })?;
        Ok(tally.percent(&rows.dataset.rows_are))
    }
}
