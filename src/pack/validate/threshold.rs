//! Thresholds: their direction, range and order.

use super::Check;
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::raw::Spanned;
use crate::pack::raw::measures::LimitTable;
use crate::pack::{Direction, Limit, Thresholds};
use crate::table::SCALE;

/// Reads the thresholds of a measure and reports those that contradict each other.
pub(super) fn thresholds(
    met: Option<&Spanned<LimitTable>>,
    nearly: Option<&Spanned<LimitTable>>,
    percent: bool,
    check: &mut Check<'_>,
) -> Option<Thresholds> {
    let mut read = |table: Option<&Spanned<LimitTable>>| {
        let (limit, span) = table.and_then(|table| limit(&table.value))?;
        if let Some(fault) = range_fault(limit, percent) {
            check.report(fault, &span);
        }
        Some(limit)
    };
    let (met, nearly_limit) = (read(met), read(nearly));
    let thresholds = Thresholds {
        met: met?,
        nearly: nearly_limit,
    };
    if let (Some(fault), Some(nearly)) = (order_fault(thresholds), nearly) {
        check.report(fault, &nearly.span);
    }
    Some(thresholds)
}

/// The limit of a table and where its number stands; none where it has no one direction.
pub(in crate::pack) fn limit(table: &LimitTable) -> Option<(Limit, std::ops::Range<usize>)> {
    let (direction, value) = match (table.at_least.get(), table.at_most.get()) {
        (Some(value), None) if table.at_most.is_absent() => (Direction::AtLeast, value),
        (None, Some(value)) if table.at_least.is_absent() => (Direction::AtMost, value),
        (Some(_) | None, Some(_) | None) => return None,
    };
    let limit = Limit {
        direction,
        value: value.value.0,
    };
    Some((limit, value.span.clone()))
}

/// Says what is wrong with a limit by itself.
pub(in crate::pack) fn range_fault(limit: Limit, percent: bool) -> Option<Diagnostic> {
    let least_honest = match limit.direction {
        // `at_least = 0` asks for nothing, `at_most = 0` for perfection.
        Direction::AtLeast => 0,
        Direction::AtMost => 1,
    };
    let fault = if limit.value < 0 || (percent && limit.value > 100 * SCALE) {
        let expected = if percent {
            "a percentage from 0 to 100"
        } else {
            "a number from 0"
        };
        Diagnostic::new(Code::LimitOutOfRange, "no value is ever beyond this")
            .expected(expected)
            .help(format!("write {expected}"))
    } else if percent && (least_honest..=SCALE).contains(&limit.value) {
        Diagnostic::new(
            Code::LimitLooksLikeFraction,
            "this is a percentage at or under 1",
        )
        .expected("a percentage from 0 to 100, so 85 for 85%")
        .help(fraction_help(limit.value))
    } else {
        return None;
    };
    Some(fault.found(format!("`{}`", number(limit.value))))
}

/// Says what is wrong with two limits together.
pub(in crate::pack) fn order_fault(thresholds: Thresholds) -> Option<Diagnostic> {
    let Thresholds { met, nearly } = thresholds;
    let nearly = nearly?;
    let fault = if nearly.direction != met.direction {
        let key = match met.direction {
            Direction::AtLeast => "at_least",
            Direction::AtMost => "at_most",
        };
        Diagnostic::new(
            Code::LimitsInTwoDirections,
            "`met` and `nearly` point in two directions",
        )
        .expected(format!("a `nearly` with `{key}`"))
        .help(format!("write `nearly = {{ {key} = … }}`"))
    } else if looser(nearly, met) {
        return None;
    } else {
        let side = match met.direction {
            Direction::AtLeast => "below",
            Direction::AtMost => "above",
        };
        Diagnostic::new(Code::LimitsOutOfOrder, "`nearly` is not looser than `met`")
            .expected(format!("a `nearly` {side} {}", number(met.value)))
            .help("swap the two, or leave `nearly` out")
    };
    Some(fault.found(format!(
        "`met` {}, `nearly` {}",
        say(met, ""),
        say(nearly, "")
    )))
}

/// Whether more values reach the first limit than the second.
pub(in crate::pack) fn looser(limit: Limit, than: Limit) -> bool {
    match than.direction {
        Direction::AtLeast => limit.value < than.value,
        Direction::AtMost => limit.value > than.value,
    }
}

/// Says a limit in words, such as `at least 85%`.
pub(in crate::pack) fn say(limit: Limit, unit: &str) -> String {
    let direction = match limit.direction {
        Direction::AtLeast => "at least",
        Direction::AtMost => "at most",
    };
    format!("{direction} {}{unit}", number(limit.value))
}

fn fraction_help(value: i64) -> String {
    match value.checked_mul(100).filter(|percent| *percent > 0) {
        Some(percent) => format!("write {} if a share of the whole is meant", number(percent)),
        None => "raise it, or leave the criterion out".to_owned(),
    }
}

/// A number in millionths as a person writes it.
fn number(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let size = millionths.unsigned_abs();
    let scale = SCALE.unsigned_abs();
    let fraction = format!("{:06}", size % scale);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", size / scale)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_said_without_needless_places() {
        let said = [
            (85_000_000, "85"),
            (500_000, "0.5"),
            (-1, "-0.000001"),
            (0, "0"),
            (12_345_670_000, "12345.67"),
        ];
        for (millionths, expected) in said {
            assert_eq!(number(millionths), expected);
        }
    }
}
