//! Percentage points that are shown so that the parts still add up to the whole.

use crate::assessment::{AreaChange, Cause, Difference};

/// Tenths of a percentage point in one whole.
const TENTHS: i128 = 1_000;

/// The whole difference of an area and what each cause added, in tenths of a percentage point.
///
/// The whole is rounded to the nearest tenth. The parts are cut to tenths, and the tenths that are then
/// missing go to those that were cut most, so that what is shown adds up.
pub fn points(area: &AreaChange) -> Option<(i64, Vec<(Cause, i64)>)> {
    let whole = nearest(Difference::between(area.then?, area.now?)?);
    let floors = area.parts.iter().map(|part| floor(part.added));
    let mut parts: Vec<(Cause, i64)> = area.parts.iter().map(|p| p.cause).zip(floors).collect();
    let mut missing = whole - parts.iter().map(|(_, tenths)| tenths).sum::<i64>();
    let mut most_cut: Vec<usize> = (0..parts.len()).collect();
    most_cut.sort_by_key(|at| {
        let rest = area.parts.get(*at).map_or(0, |part| rest(part.added));
        (std::cmp::Reverse(rest), *at)
    });
    for at in most_cut {
        if let Some((_, tenths)) = parts.get_mut(at).filter(|_| missing > 0) {
            *tenths += 1;
            missing -= 1;
        }
    }
    parts.retain(|(_, tenths)| *tenths != 0);
    Some((whole, parts))
}

/// Such as `+1.2` and `-0.4`; nothing moved is `0.0`.
pub fn in_words(tenths: i64) -> String {
    let sign = match tenths {
        0 => "",
        1.. => "+",
        _ => "-",
    };
    let size = tenths.unsigned_abs();
    format!("{sign}{}.{}", size / 10, size % 10)
}

fn scaled(difference: Difference) -> (i128, i128) {
    let top = i128::from(difference.numerator) * TENTHS;
    (top, i128::from(difference.denominator).max(1))
}

fn nearest(difference: Difference) -> i64 {
    let (top, bottom) = scaled(difference);
    let tenths = (2 * top + bottom).div_euclid(2 * bottom);
    i64::try_from(tenths).unwrap_or(0)
}

fn floor(difference: Difference) -> i64 {
    let (top, bottom) = scaled(difference);
    i64::try_from(top.div_euclid(bottom)).unwrap_or(0)
}

/// What is cut, in millionths of a tenth.
fn rest(difference: Difference) -> i128 {
    let (top, bottom) = scaled(difference);
    top.rem_euclid(bottom) * 1_000_000 / bottom
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Fraction, Level, Part};
    use crate::pack::AreaKind;

    fn area(then: (u64, u64), now: (u64, u64), parts: &[(Cause, i64, i64)]) -> AreaChange {
        let fraction = |(numerator, denominator)| {
            Some(Fraction {
                numerator,
                denominator,
            })
        };
        let part = |(cause, numerator, denominator): &(Cause, i64, i64)| Part {
            cause: *cause,
            added: Difference {
                numerator: *numerator,
                denominator: *denominator,
            },
        };
        AreaChange {
            id: "safe".to_owned(),
            kind: AreaKind::Outcome,
            short: "Safe".to_owned(),
            level_then: Level::NotReady,
            level_now: Level::NotReady,
            then: fraction(then),
            now: fraction(now),
            parts: parts.iter().map(part).collect(),
        }
    }

    #[test]
    fn what_is_shown_adds_up() {
        // A third more is 33.3 points, of which 1/6 each are 16.66...; one of them gets the tenth.
        let parts = [(Cause::Evidence, 1, 6), (Cause::Rules, 1, 6)];
        let (whole, parts) = points(&area((1, 3), (2, 3), &parts)).unwrap();
        assert_eq!(whole, 333);
        assert_eq!(parts, [(Cause::Evidence, 167), (Cause::Rules, 166)]);
        // -1/3 + 1/7 = -4/21, which is -19.05 points: -33.3 and +14.3 are -19.0.
        let parts = [(Cause::Evidence, -1, 3), (Cause::Staleness, 1, 7)];
        let (whole, parts) = points(&area((4, 21), (0, 21), &parts)).unwrap();
        assert_eq!(whole, -190);
        assert_eq!(parts, [(Cause::Evidence, -333), (Cause::Staleness, 143)]);
    }

    #[test]
    fn what_added_nothing_is_left_out() {
        let parts = [(Cause::Evidence, 1, 10), (Cause::Rules, 0, 1)];
        let (_, parts) = points(&area((0, 10), (1, 10), &parts)).unwrap();
        assert_eq!(parts, [(Cause::Evidence, 100)]);
        assert_eq!(
            points(&AreaChange {
                then: None,
                ..area((0, 1), (0, 1), &[])
            }),
            None
        );
    }

    #[test]
    fn tenths_are_written_with_their_sign() {
        assert_eq!(
            [in_words(12), in_words(-4), in_words(0)],
            ["+1.2", "-0.4", "0.0"]
        );
    }
}
