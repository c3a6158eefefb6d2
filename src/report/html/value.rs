//! A measured value as a reader sees it; nothing here works anything out anew.

use super::mark::upper_first;
use crate::assessment::{CriterionResult, Limits, MeasurementResult};
use crate::judge::number::{self, Cut};
use crate::measure::{Unit, english};
use crate::report::words;
use crate::state::State;

/// The count and the value, or why there is none; nothing where a state stands without a number.
pub(super) fn value(criterion: &CriterionResult) -> Option<String> {
    let Some(measurement) = &criterion.measurement else {
        return without(criterion);
    };
    let limits = criterion
        .thresholds
        .as_ref()
        .and_then(|t| t.limits.as_ref());
    let shown = shown(measurement, limits);
    if measurement.unit != Unit::Percent || measurement.kind == "ratio" {
        return shown.or_else(|| without(criterion));
    }
    let count = format!(
        "{} of {} {}",
        words::thousands(measurement.numerator),
        words::thousands(measurement.denominator),
        english::noun(measurement.denominator, &measurement.of),
    );
    Some(match shown {
        Some(shown) => format!("{count} ({shown})"),
        None => count,
    })
}

fn without(criterion: &CriterionResult) -> Option<String> {
    match (criterion.today.state, criterion.today.reason) {
        (State::NotKnown, Some(reason)) => Some(upper_first(reason.words())),
        (
            State::Met | State::Nearly | State::NotMet | State::NotKnown | State::NotApplicable,
            _,
        ) => None,
    }
}

/// The value with its unit, cut towards the worse side.
pub(super) fn shown(measurement: &MeasurementResult, limits: Option<&Limits>) -> Option<String> {
    let value = measurement.value.as_ref()?;
    let cut = limits.map_or(Cut::Down, |limits| limits.direction.into());
    let usual = match measurement.unit {
        Unit::Percent if measurement.denominator < 200 => 0,
        Unit::Percent | Unit::Days | Unit::WorkingDays | Unit::Weeks | Unit::Months => 1,
        Unit::Quotient => 2,
        Unit::Count | Unit::None => 0,
    };
    // As many places as the limits have, so that a value that reaches one shows that it does.
    let limits = limits
        .into_iter()
        .flat_map(|l| l.nearly.iter().chain(Some(&l.met)));
    let places = limits
        .map(|limit| places_of(limit))
        .max()
        .unwrap_or(0)
        .max(usual);
    Some(number::with_unit(
        &number::shortened(value, places, cut),
        measurement.unit,
    ))
}

fn places_of(decimal: &str) -> u32 {
    let places = decimal
        .split_once('.')
        .map_or(0, |(_, places)| places.len());
    u32::try_from(places).unwrap_or(0)
}

/// The standard in words, with where nearly met begins.
pub(super) fn standard(criterion: &CriterionResult) -> Option<String> {
    let thresholds = criterion.thresholds.as_ref()?;
    let nearly = thresholds.nearly.as_ref();
    let nearly = nearly.map_or_else(String::new, |nearly| format!("; nearly met: {nearly}"));
    Some(format!("{}{nearly}", thresholds.met))
}
