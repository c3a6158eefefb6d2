//! `share`: the percentage of rows that meet a condition.

use crate::expression::{Clock, Truth};
use crate::pack::measures::{Blank, Share};

use super::lists::{At, Needed, Stop, WhenNone};
use super::rows::{Rows, met_by};
use super::tally::{Figures, Tally};
use super::{Counts, LeftOut};

impl Counts for Share {
    fn lists(&self) -> Vec<Needed<'_>> {
        let needed = Needed::scope(&self.scope, WhenNone::NotApplicable);
        vec![needed.filter(Some(&self.meets))]
    }

    fn count(&self, at: &At<'_>, tally: &mut Tally<'_, '_>) -> Result<Figures, Stop> {
        let rows = Rows::scope(at, &self.scope)?;
        let clock = Clock {
            as_at: at.day,
            calendar: at.calendar(),
        };
        let meets = self.meets.bind(rows.table, clock)?;
        tally.each(&rows, |tally, row| {
            match (meets.truth(row), self.blank) {
                (Truth::True, _) => tally.counts(&rows, row),
                (Truth::False, _) => tally.misses(&rows, row),
                (Truth::Unknown, Blank::NotMet) => tally.blank(&rows, row),
                (Truth::Unknown, Blank::LeftOut) => {
                    tally.leave_out(&rows, row, LeftOut::BlankAnswer);
                }
            }
            Ok(met_by(&meets, row))
        })?;
        Ok(tally.percent(&rows.dataset.rows_are))
    }
}
