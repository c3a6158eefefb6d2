//! `ratio`: a count or sum over another, or over a figure from settings.

use crate::pack::measures::{Over, Ratio as Rule, Scope};
use crate::table::SCALE;

use super::lists::{At, Needed, Stop, WhenNone};
use super::rows::{Numbers, Rows};
use super::tally::{Figures, Tally};
use super::{Counts, LeftOut, Ratio, Unit};

impl Counts for Rule {
    fn lists(&self) -> Vec<Needed<'_>> {
        let top = Needed::scope(&self.scope, WhenNone::Counts).with(self.sum.as_deref());
        match &self.over {
            Over::Figure(_) => vec![top],
            Over::List { scope, sum } => {
                let bottom = Needed::scope(scope, WhenNone::NotApplicable);
                vec![top, bottom.with(sum.as_deref())]
            }
        }
    }

    fn count(&self, at: &At<'_>, tally: &mut Tally<'_, '_>) -> Result<Figures, Stop> {
        let of = at.list(&self.scope.of)?.0.rows_are.clone();
        let top = amount(at, &self.scope, self.sum.as_deref(), Side::Top, tally)?;
        let bottom = match &self.over {
            Over::Figure(name) => Amount::of_figure(at, name)?,
            Over::List { scope, sum } => amount(at, scope, sum.as_deref(), Side::Bottom, tally)?,
        };
        if bottom.sum < 0 {
            let why = "what it is divided by comes to less than nothing";
            return Err(Stop::could_not_compute(why));
        }
        tally.numerator = whole(top.sum);
        tally.denominator = whole(bottom.sum);
        self.figures(top, bottom, of)
    }
}

impl Rule {
    /// The quotient, and its bounds from the corners of what both sides could be.
    fn figures(&self, top: Amount, bottom: Amount, of: String) -> Result<Figures, Stop> {
        let quotient = |top: i128, bottom: i128| {
            let top = top
                .checked_mul(i128::from(self.per))
                .ok_or_else(too_large)?;
            Ok::<_, Stop>(Ratio::new(top, bottom))
        };
        // A side without bound is none: over it, anything comes to nothing in the end.
        let bound = |top: Option<i128>, bottom: Option<i128>| match (top, bottom) {
            (Some(top), Some(bottom)) => quotient(top, bottom),
            (Some(_), None) => Ok(Some(Ratio::whole(0))),
            (None, _) => Ok(None),
        };
        let (least, most) = (Some(top.least), top.most);
        let under_least = if top.least < 0 {
            Some(bottom.least)
        } else {
            bottom.most
        };
        let under_most = if most.is_some_and(|m| m < 0) {
            bottom.most
        } else {
            Some(bottom.least)
        };
        Ok(Figures {
            value: quotient(top.sum, bottom.sum)?,
            lowest: bound(least, under_least)?,
            highest: bound(most, under_most)?,
            unit: unit(self.per),
            of,
        })
    }
}

/// What a ratio is read in: per 100 is percent.
pub fn unit(per: u64) -> Unit {
    match per {
        100 => Unit::Percent,
        _ => Unit::Quotient,
    }
}

/// One side of a ratio in millionths, with what blanks could make of it.
#[derive(Debug, Clone, Copy)]
struct Amount {
    sum: i128,
    least: i128,
    /// None where there is no bound.
    most: Option<i128>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Top,
    Bottom,
}

impl Amount {
    fn of_figure(at: &At<'_>, name: &str) -> Result<Self, Stop> {
        let Some(figure) = at.inputs.figures.get(name) else {
            let why = format!("settings give no figure `{name}`; add it under `[figures]`");
            return Err(Stop::could_not_compute(why));
        };
        let sum = i128::from(*figure);
        Ok(Self {
            sum,
            least: sum,
            most: Some(sum),
        })
    }

    /// Adds an amount that counts.
    fn add(&mut self, amount: i64) -> Result<(), Stop> {
        let amount = i128::from(amount);
        let plus = |sum: i128| sum.checked_add(amount).ok_or_else(too_large);
        self.sum = plus(self.sum)?;
        self.least = plus(self.least)?;
        self.most = self.most.map(plus).transpose()?;
        Ok(())
    }

    /// Adds an amount that may or may not count; one that is blank may be anything from nothing up.
    fn perhaps(&mut self, amount: Option<i64>) -> Result<(), Stop> {
        let Some(amount) = amount.map(i128::from) else {
            self.most = None;
            return Ok(());
        };
        let least = self.least.checked_add(amount.min(0));
        self.least = least.ok_or_else(too_large)?;
        if let Some(most) = self.most {
            let most = most.checked_add(amount.max(0));
            self.most = Some(most.ok_or_else(too_large)?);
        }
        Ok(())
    }
}

/// Counts or sums the rows of one side.
fn amount(
    at: &At<'_>,
    scope: &Scope,
    sum: Option<&str>,
    side: Side,
    tally: &mut Tally<'_, '_>,
) -> Result<Amount, Stop> {
    let rows = Rows::scope(at, scope)?;
    let numbers = sum.map(|column| rows.numbers(column)).transpose()?;
    let value = |row: usize| numbers.map_or(Some(SCALE), |n: Numbers<'_>| n.at(row));
    let mut total = Amount {
        sum: 0,
        least: 0,
        most: Some(0),
    };
    for row in 0..rows.table.rows() {
        let (admission, met) = rows.admission(row);
        tally.note_met(met);
        match (admission, value(row)) {
            (super::rows::Admission::Out, _) => {}
            (super::rows::Admission::LeftOut(why), amount) => {
                tally.set_aside(&rows, row, why);
                total.perhaps(amount)?;
            }
            (super::rows::Admission::In, Some(amount)) => {
                total.add(amount)?;
                if side == Side::Top {
                    tally.counts(&rows, row);
                }
            }
            (super::rows::Admission::In, None) => {
                tally.set_aside(&rows, row, LeftOut::BlankAnswer);
                total.perhaps(None)?;
            }
        }
    }
    Ok(total)
}

fn too_large() -> Stop {
    Stop::could_not_compute("a sum or product is too large to hold exactly")
}

/// The whole part of an amount, for display beside the value.
fn whole(millionths: i128) -> u64 {
    u64::try_from(millionths / i128::from(SCALE)).unwrap_or(0)
}
