//! `share`: the percentage of rows that meet a condition.

use crate::expression::{Clock, Condition, Truth};
use crate::pack::measures::{Blank, Share};

use super::lists::{At, Needed, Stop, WhenNone};
use super::rows::{Admission, Rows, met_by};
use super::tally::{Figures, Tally};
use super::{Counts, LeftOut, Unfilled};

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
        if tally.numerator == 0 && tally.blank > 0 {
            tally.unanswered = unanswered(&self.meets, &rows);
        }
        Ok(tally.percent(&rows.dataset.rows_are))
    }
}

/// The columns of a condition that are blank in every row it was asked of.
///
/// Where it asks whether a column is blank, a blank in that column is an answer.
fn unanswered(meets: &Condition, rows: &Rows<'_>) -> Vec<Unfilled> {
    let all = 0..rows.table.rows();
    let asked: Vec<usize> = all
        .filter(|row| rows.admission(*row).0 == Admission::In)
        .collect();
    let is_blank = |name: &str| {
        let column = rows.table.column(name);
        column.is_some_and(|column| !asked.iter().any(|row| column.known.get(*row)))
    };
    let asks_for_a_blank = |name: &str| meets.doubting(|column| column == name).is_some();
    let columns = meets.columns().iter();
    columns
        .filter(|name| is_blank(name) && !asks_for_a_blank(name))
        .map(|name| Unfilled::of(rows.dataset, name, asked.len() as u64))
        .collect()
}
