//! Limits moved: spans, numbers, thresholds and the smallest denominator.

use super::{Kind, Making};
use crate::calendar::Span;
use crate::judge::{number, sentence};
use crate::measure::{Ratio, Unit};
use crate::pack::{Criterion, Direction, Limit, Measure, Thresholds};
use crate::table::SCALE;

/// On which side of a limit what lies exactly at it falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    /// Within it, so that the higher of two limits tells them apart.
    Within,
    /// Beyond it, so that the lower of two does.
    Left,
}

impl Point {
    fn between<T: Ord>(self, was: T, now: T) -> T {
        match self {
            Self::Within => was.max(now),
            Self::Left => was.min(now),
        }
    }
}

/// Moves a span by one of its units; `{n}` in the help is the span that tells the two apart.
pub(super) fn span(
    making: &mut Making<'_>,
    what: &str,
    span: Span,
    (least, point): (u32, Point),
    help: &str,
    measure: &dyn Fn(Span) -> Measure,
) {
    let counts = around(span.count.into(), least.into());
    for count in counts.filter_map(|count| u32::try_from(count).ok()) {
        let moved = Span { count, ..span };
        let shows = point.between(span.count, count);
        let shows = Span {
            count: shows,
            ..span
        };
        let help = format!(
            "add a test with {}",
            help.replace("{n}", &shows.to_string())
        );
        let how = format!("with the {what} of {span} moved to {count}");
        making.measure(Kind::LimitMoved, how, help, measure(moved));
    }
}

/// Moves a number by one and no lower than the least there may be; `{n}` in the help is the number that tells the two apart.
pub(super) fn count(
    making: &mut Making<'_>,
    key: &str,
    was: u64,
    least: u64,
    help: &str,
    measure: &dyn Fn(u64) -> Measure,
) {
    for now in around(was, least) {
        let help = help.replace("{n}", &Point::Left.between(was, now).to_string());
        let how = format!("with `{key}` moved from {was} to {now}");
        making.measure(
            Kind::LimitMoved,
            how,
            format!("add a test with {help}"),
            measure(now),
        );
    }
}

/// Moves the smallest denominator that can be judged.
pub(super) fn minimum(making: &mut Making<'_>) {
    let criterion = making.criterion;
    // A document or a statement is not out of anything.
    if criterion.thresholds.is_none() {
        return;
    }
    // Of no rows there is nothing to judge in any case. What a ratio divides by may be under one.
    let is_ratio = matches!(criterion.measure, Measure::Ratio(_));
    let effective = |least: u64| if is_ratio { least } else { least.max(1) };
    for minimum in around(criterion.minimum, 0) {
        if effective(minimum) == effective(criterion.minimum) {
            continue;
        }
        let was = criterion.minimum;
        let how = format!("with the minimum of {was} moved to {minimum}");
        let least = Point::Left.between(was, minimum);
        let help = format!("add a test with exactly {least} to judge");
        let changed = Criterion {
            minimum,
            ..criterion.clone()
        };
        making.add(Kind::LimitMoved, how, help, changed);
    }
}

/// Moves and turns round where `met` and `nearly` begin.
pub(super) fn thresholds(making: &mut Making<'_>) {
    let Some(thresholds) = making.criterion.thresholds else {
        return;
    };
    limit(making, "met", thresholds.met, &|met| Thresholds {
        met,
        ..thresholds
    });
    if let Some(nearly) = thresholds.nearly {
        limit(making, "nearly met", nearly, &|nearly| Thresholds {
            nearly: Some(nearly),
            ..thresholds
        });
    }
}

fn limit(making: &mut Making<'_>, mark: &str, was: Limit, with: &dyn Fn(Limit) -> Thresholds) {
    let criterion = making.criterion;
    let unit = sentence::unit_of(&criterion.measure);
    let mut add = |kind, now: Limit, said: String, help: String| {
        if !same(&criterion.measure, was, now) {
            let how = format!("with {mark} {said} instead of {}", number::limit(was, unit));
            let changed = Criterion {
                thresholds: Some(with(now)),
                ..criterion.clone()
            };
            making.add(kind, how, help, changed);
        }
    };
    let stricter = moved(was, -1);
    let at = shown(was.value, unit);
    let said = match was.direction {
        Direction::AtLeast => format!("more than {at}"),
        Direction::AtMost => format!("less than {at}"),
    };
    let help = format!("add a test whose value is exactly {at}");
    add(Kind::LimitMoved, stricter, said, help);
    let looser = moved(was, step(was.value, unit));
    let said = number::limit(looser, unit);
    let now = shown(looser.value, unit);
    let lies = match (unit, was.direction) {
        (Unit::Count, _) => format!("is {now}"),
        (_, Direction::AtLeast) => format!("is at least {now} and less than {at}"),
        (_, Direction::AtMost) => format!("is more than {at} and at most {now}"),
    };
    let help = format!("add a test whose value {lies}");
    add(Kind::LimitMoved, looser, said, help);
    let turned = Limit {
        direction: match was.direction {
            Direction::AtLeast => Direction::AtMost,
            Direction::AtMost => Direction::AtLeast,
        },
        ..was
    };
    let said = number::limit(turned, unit);
    let help = format!("add a test whose value is well away from {at}");
    add(Kind::ComparisonFlipped, turned, said, help);
}

/// The limit so many millionths looser, or stricter if under zero.
fn moved(limit: Limit, millionths: i64) -> Limit {
    let value = match limit.direction {
        Direction::AtLeast => limit.value.saturating_sub(millionths),
        Direction::AtMost => limit.value.saturating_add(millionths),
    };
    Limit { value, ..limit }
}

/// How far a limit becomes looser: a whole point of a percentage, else one in the last place that it
/// is written with.
fn step(value: i64, unit: Unit) -> i64 {
    let mut step = SCALE;
    while unit != Unit::Percent && step > 1 && value % step != 0 {
        step /= 10;
    }
    step
}

fn shown(value: i64, unit: Unit) -> String {
    let value = Ratio {
        numerator: value.into(),
        denominator: SCALE.into(),
    };
    number::with_unit(&number::truncated(value, 6).unwrap_or_default(), unit)
}

/// Whether two limits give the same answer for every value that a measure can have.
///
/// - A percentage of rows lies from 0 to 100; a count and a span are not under 0.
/// - A count is a whole number, so that a limit between two is the nearer one.
pub(super) fn same(measure: &Measure, was: Limit, now: Limit) -> bool {
    let is_count = matches!(measure, Measure::Count(_));
    let is_never_less =
        is_count || matches!(measure, Measure::Duration(_)) || measure.is_percentage();
    let whole = |limit: Limit| match (is_count, limit.direction) {
        (true, Direction::AtLeast) => -((-limit.value).div_euclid(SCALE)) * SCALE,
        (true, Direction::AtMost) => limit.value.div_euclid(SCALE) * SCALE,
        (false, Direction::AtLeast | Direction::AtMost) => limit.value,
    };
    let answer = |limit: Limit| {
        let value = whole(limit);
        let over_all = measure.is_percentage().then_some(100 * SCALE);
        let (low, high) = (is_never_less.then_some(0), over_all);
        let (always, never) = match limit.direction {
            Direction::AtLeast => (
                low.is_some_and(|l| value <= l),
                high.is_some_and(|h| value > h),
            ),
            Direction::AtMost => (
                high.is_some_and(|h| value >= h),
                low.is_some_and(|l| value < l),
            ),
        };
        match (always, never) {
            (true, _) => Answer::Always,
            (_, true) => Answer::Never,
            (false, false) => Answer::By(value, limit.direction),
        }
    };
    answer(was) == answer(now)
}

/// What a limit says of the values that a measure can have.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Always,
    Never,
    By(i64, Direction),
}

/// One more, and one less where that is not under the least there may be.
fn around(number: u64, least: u64) -> impl Iterator<Item = u64> {
    let less = number.checked_sub(1).filter(|n| *n >= least);
    number.checked_add(1).into_iter().chain(less)
}
