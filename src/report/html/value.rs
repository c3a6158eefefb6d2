//! A measured value as a reader sees it; nothing here works anything out anew.

use crate::assessment::Audience;
use crate::assessment::{CriterionResult, Limits, MeasurementResult};
use crate::judge::number::{self, Cut};
use crate::judge::sentence::upper_first;
use crate::measure::{Unit, english};
use crate::report::words;
use crate::state::State;

/// The count and the value, or why there is none; nothing where a state stands without a number.
pub(super) fn value(criterion: &CriterionResult, audience: Audience) -> Option<String> {
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
    let all = format!(
        "{} {}",
        words::thousands(measurement.denominator),
        english::noun(measurement.denominator, &measurement.of),
    );
    let count = match audience {
        Audience::Internal | Audience::Board => {
            format!("{} of {all}", words::thousands(measurement.numerator))
        }
        // Its counts are rounded, so the percentage speaks for itself.
        Audience::Public => {
            return Some(shown.map_or_else(
                || format!("About {all}"),
                |shown| format!("{shown} of about {all}"),
            ));
        }
    };
    Some(match shown {
        Some(shown) => format!("{count} ({shown})"),
        None => count,
    })
}

fn without(criterion: &CriterionResult) -> Option<String> {
    if criterion.withheld {
        return Some("Withheld".to_owned());
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{measurement_result, result};
    use crate::assessment::ThresholdsResult;
    use crate::pack::{Basis, Direction};

    fn criterion(
        value: &str,
        denominator: u64,
        direction: Direction,
        met: &str,
    ) -> CriterionResult {
        let mut criterion = result("a", State::NotMet);
        let mut measurement = measurement_result();
        measurement.value = Some(value.to_owned());
        measurement.denominator = denominator;
        criterion.measurement = Some(measurement);
        criterion.thresholds = Some(ThresholdsResult {
            met: String::new(),
            nearly: None,
            limits: Some(Limits {
                direction,
                met: met.to_owned(),
                nearly: None,
            }),
            basis: Basis::Suggested,
            source: None,
            pack_met: None,
            statute_loosened: false,
        });
        criterion
    }

    #[test]
    fn a_value_is_cut_towards_the_worse_side_and_shows_the_places_of_its_limit() {
        let said = |value, all, direction, met| {
            super::value(&criterion(value, all, direction, met), Audience::Internal).unwrap()
        };
        let (least, most) = (Direction::AtLeast, Direction::AtMost);
        assert_eq!(said("84.9999", 10, least, "85"), "9 of 10 visits (84%)");
        assert_eq!(said("10.0001", 10, most, "10"), "9 of 10 visits (11%)");
        assert_eq!(said("85.39", 10, least, "85.4"), "9 of 10 visits (85.3%)");
        assert_eq!(
            said("85.39", 1200, least, "85"),
            "9 of 1,200 visits (85.3%)"
        );
    }

    #[test]
    fn rounded_counts_are_said_to_be_and_what_is_withheld_is_too() {
        let mut criterion = criterion("87", 525, Direction::AtLeast, "85");
        let said = super::value(&criterion, Audience::Public);
        assert_eq!(said.as_deref(), Some("87% of about 525 visits"));
        criterion.measurement = None;
        assert_eq!(super::value(&criterion, Audience::Board), None);
        criterion.withheld = true;
        let said = super::value(&criterion, Audience::Board);
        assert_eq!(said.as_deref(), Some("Withheld"));
    }
}
