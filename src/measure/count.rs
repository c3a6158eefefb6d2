//! `count`: the number of rows.

use crate::pack::measures::Count;

use super::lists::{At, Needed, Stop, WhenNone};
use super::rows::{Met, Rows};
use super::tally::{Figures, Tally};
use super::{Counts, Ratio, Unit};

impl Counts for Count {
    fn lists(&self) -> Vec<Needed<'_>> {
        vec![Needed::scope(&self.scope, WhenNone::Counts)]
    }

    fn count(&self, at: &At<'_>, tally: &mut Tally<'_, '_>) -> Result<Figures, Stop> {
        let rows = Rows::scope(at, &self.scope)?;
        tally.each(&rows, |tally, row| {
            tally.counts(&rows, row);
            Ok(Met::default())
        })?;
        // A count is out of the whole list, so that none of many is an answer and not too few.
        tally.denominator = rows.table.rows() as u64;
        let counted = tally.numerator;
        Ok(Figures {
            value: Some(Ratio::whole(counted)),
            lowest: Some(Ratio::whole(counted)),
            highest: Some(Ratio::whole(counted + tally.left_out_for_a_blank())),
            unit: Unit::Count,
            of: rows.dataset.rows_are.clone(),
        })
    }
}
