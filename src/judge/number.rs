//! Numbers as people read them, never rounded towards the better side.

use crate::measure::{Ratio, Unit};
use crate::pack::{Direction, Limit};
use crate::table::SCALE;

/// A denominator from which percentages show a decimal place.
const ENOUGH_FOR_A_DECIMAL: u64 = 200;

/// Which way a number is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// To the next lower one, where high values are wanted.
    Down,
    /// To the next higher one, where low values are wanted.
    Up,
    /// Towards zero.
    Off,
}

impl From<Direction> for Cut {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::AtLeast => Self::Down,
            Direction::AtMost => Self::Up,
        }
    }
}

/// A fraction as a decimal cut to so many places, without trailing zeros or thousands commas.
///
/// None when it is too large to work out.
pub fn decimal(value: Ratio, places: u32, cut: Cut) -> Option<String> {
    let scale = 10_i128.checked_pow(places)?;
    let scaled = value.numerator.checked_mul(scale)?;
    let down = scaled.checked_div_euclid(value.denominator)?;
    let exact = scaled.checked_rem_euclid(value.denominator)? == 0;
    let parts = match cut {
        Cut::Off if scaled < 0 && !exact => down + 1,
        Cut::Up if !exact => down + 1,
        Cut::Off | Cut::Up | Cut::Down => down,
    };
    let sign = if parts < 0 { "-" } else { "" };
    let (whole, rest) = (
        parts.unsigned_abs() / scale.unsigned_abs(),
        parts.unsigned_abs() % scale.unsigned_abs(),
    );
    if rest == 0 {
        return Some(format!("{sign}{whole}"));
    }
    let rest = format!("{rest:0width$}", width = places as usize);
    Some(format!("{sign}{whole}.{}", rest.trim_end_matches('0')))
}

/// A fraction as a decimal cut towards zero, as the JSON gives it.
pub fn truncated(value: Ratio, places: u32) -> Option<String> {
    decimal(value, places, Cut::Off)
}

/// A decimal of zero or more with fewer places, cut as it is told to; as it is where it is no such.
pub fn shortened(decimal_text: &str, places: u32, cut: Cut) -> String {
    let (whole, rest) = decimal_text.split_once('.').unwrap_or((decimal_text, ""));
    let value = || {
        let denominator = 10_i128.checked_pow(u32::try_from(rest.len()).ok()?)?;
        let numerator = format!("{whole}{rest}").parse().ok()?;
        decimal(
            Ratio {
                numerator,
                denominator,
            },
            places,
            cut,
        )
    };
    value().unwrap_or_else(|| decimal_text.to_owned())
}

/// How a value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Its unit.
    pub unit: Unit,
    /// Decimal places.
    pub places: u32,
    /// Which way it is cut.
    pub cut: Cut,
}

impl Style {
    /// How values of a unit are shown beside some limits, out of so many.
    ///
    /// There are always as many places as the limits have, so that a value that reaches a limit
    /// also shows that it does.
    pub fn new(unit: Unit, denominator: u64, limits: &[Limit]) -> Self {
        let usual = match unit {
            Unit::Percent if denominator < ENOUGH_FOR_A_DECIMAL => 0,
            Unit::Percent | Unit::Days | Unit::WorkingDays | Unit::Weeks | Unit::Months => 1,
            Unit::Quotient => 2,
            Unit::Count | Unit::None => 0,
        };
        let needed = limits.iter().map(|l| places_of(l.value)).max();
        Self {
            unit,
            places: usual.max(needed.unwrap_or(0)),
            cut: limits.first().map_or(Cut::Down, |l| l.direction.into()),
        }
    }

    /// A value with its unit, such as `85%` or `32.5 working days`.
    pub fn show(self, value: Ratio) -> String {
        match decimal(value, self.places, self.cut) {
            Some(number) => with_unit(&number, self.unit),
            None => "a number too large to show".to_owned(),
        }
    }
}

/// A limit in words, such as `at least 85%`.
pub fn limit(limit: Limit, unit: Unit) -> String {
    let side = match limit.direction {
        Direction::AtLeast => "at least",
        Direction::AtMost => "at most",
    };
    format!("{side} {}", with_unit(&bare_limit(limit), unit))
}

/// A limit as a decimal alone.
pub fn bare_limit(limit: Limit) -> String {
    let value = Ratio {
        numerator: limit.value.into(),
        denominator: SCALE.into(),
    };
    truncated(value, 6).unwrap_or_default()
}

/// A whole number with commas between thousands.
pub fn whole(number: u64) -> String {
    commas(&number.to_string())
}

/// A decimal with commas and its unit, such as `85.5%` or `1 working day`.
pub fn with_unit(number: &str, unit: Unit) -> String {
    let shown = commas(number);
    let noun = match unit {
        Unit::Percent => return format!("{shown}%"),
        Unit::Count | Unit::Quotient | Unit::None => return shown,
        Unit::Days => "day",
        Unit::WorkingDays => "working day",
        Unit::Weeks => "week",
        Unit::Months => "month",
    };
    let plural = if number == "1" { "" } else { "s" };
    format!("{shown} {noun}{plural}")
}

fn commas(number: &str) -> String {
    let (whole, rest) = number
        .split_once('.')
        .map_or((number, None), |(w, r)| (w, Some(r)));
    let digits = whole.trim_start_matches('-').len();
    let mut text = String::with_capacity(number.len() + digits / 3);
    let mut left = digits;
    for c in whole.chars() {
        text.push(c);
        if c.is_ascii_digit() {
            left -= 1;
            if left > 0 && left.is_multiple_of(3) {
                text.push(',');
            }
        }
    }
    if let Some(rest) = rest {
        text.push('.');
        text.push_str(rest);
    }
    text
}

/// The decimal places that a number in millionths needs.
fn places_of(millionths: i64) -> u32 {
    let mut places = 6;
    let mut rest = millionths;
    while places > 0 && rest % 10 == 0 {
        rest /= 10;
        places -= 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(numerator: i128, denominator: i128) -> Ratio {
        Ratio {
            numerator,
            denominator,
        }
    }

    #[test]
    fn a_decimal_is_cut_the_way_it_is_told_to() {
        // 1025 / 12 = 85.41666…
        let value = of(1025, 12);
        assert_eq!(decimal(value, 0, Cut::Down).unwrap(), "85");
        assert_eq!(decimal(value, 0, Cut::Up).unwrap(), "86");
        assert_eq!(decimal(value, 1, Cut::Down).unwrap(), "85.4");
        assert_eq!(decimal(value, 1, Cut::Up).unwrap(), "85.5");
        assert_eq!(truncated(value, 4).unwrap(), "85.4166");
        assert_eq!(truncated(of(25, 2), 4).unwrap(), "12.5");
        assert_eq!(truncated(of(1, 16_000), 4).unwrap(), "0");
        // -85.41666…: down is away from zero, off is towards it.
        assert_eq!(decimal(of(-1025, 12), 1, Cut::Down).unwrap(), "-85.5");
        assert_eq!(decimal(of(-1025, 12), 1, Cut::Up).unwrap(), "-85.4");
        assert_eq!(truncated(of(-1025, 12), 1).unwrap(), "-85.4");
        assert_eq!(decimal(of(i128::MAX, 3), 4, Cut::Off), None);
    }

    #[test]
    fn a_decimal_text_is_shortened_the_way_it_is_told_to() {
        assert_eq!(shortened("37.5534", 1, Cut::Down), "37.5");
        assert_eq!(shortened("37.5534", 1, Cut::Up), "37.6");
        assert_eq!(shortened("99.9801", 1, Cut::Up), "100");
        assert_eq!(shortened("0", 1, Cut::Down), "0");
        assert_eq!(shortened("none", 1, Cut::Down), "none");
    }

    #[test]
    fn values_and_limits_are_shown_with_their_unit() {
        let at_least = |value| Limit {
            direction: Direction::AtLeast,
            value,
        };
        let at_most = |value| Limit {
            direction: Direction::AtMost,
            value,
        };
        // 179 of 200 = 89.5 %, shown with a decimal because there are 200; 96 is too few for one.
        let style = Style::new(Unit::Percent, 200, &[at_least(90_000_000)]);
        assert_eq!(style.show(of(17_900, 200)), "89.5%");
        let style = Style::new(Unit::Percent, 96, &[at_least(90_000_000)]);
        assert_eq!(style.show(of(8600, 96)), "89%");
        let style = Style::new(Unit::Percent, 96, &[at_most(10_000_000)]);
        assert_eq!(style.show(of(1001, 100)), "11%");
        let style = Style::new(Unit::Percent, 96, &[at_least(90_500_000)]);
        assert_eq!(style.show(of(9059, 100)), "90.5%");
        let style = Style::new(Unit::WorkingDays, 96, &[at_most(45_000_000)]);
        assert_eq!(style.show(of(65, 2)), "32.5 working days");
        assert_eq!(style.show(of(1, 1)), "1 working day");
        let style = Style::new(Unit::Count, 1, &[at_most(0)]);
        assert_eq!(style.show(of(12_345_678, 1)), "12,345,678");
        assert_eq!(limit(at_least(85_000_000), Unit::Percent), "at least 85%");
        assert_eq!(limit(at_most(1_000_000), Unit::Weeks), "at most 1 week");
        assert_eq!(limit(at_most(16_800_000), Unit::Quotient), "at most 16.8");
        assert_eq!(
            limit(at_most(1_250_500_000), Unit::Count),
            "at most 1,250.5"
        );
        assert_eq!(whole(999), "999");
        assert_eq!(whole(1000), "1,000");
    }

    proptest! {
        #[test]
        fn a_value_shows_a_limit_as_reached_exactly_when_it_is(
            numerator in 0_i128..2_000_000,
            rows in 1_u64..20_000,
            value in 0_i64..200_000_000,
            places in 0_u32..=6,
            high in any::<bool>(),
        ) {
            let direction = if high { Direction::AtLeast } else { Direction::AtMost };
            let step = 10_i64.pow(6 - places);
            let limit = Limit { direction, value: value / step * step };
            let value = of(numerator * 100, rows.into());
            let style = Style::new(Unit::Percent, rows, &[limit]);
            let shown = decimal(value, style.places, style.cut).unwrap();
            let (whole, rest) = shown.split_once('.').unwrap_or((&shown, ""));
            let shown: i128 = format!("{whole}{rest:0<6}").parse().unwrap();
            let shown = of(shown, 1_000_000);
            prop_assert_eq!(
                crate::judge::reaches(shown, limit),
                crate::judge::reaches(value, limit)
            );
        }
    }
}
