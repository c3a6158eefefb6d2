//! The 95 % Wilson interval of a share, exactly, in whole numbers.
//!
//! A proportion p lies inside the interval of x out of n when (x/n - p)² < z² p (1 - p) / n. Asking
//! that of one candidate at a time needs no division, so no bound is rounded the wrong way.

use super::number;
use crate::measure::Ratio;
use crate::pack::{Direction, Limit};

/// z² for z = 1.959964, over [`Z_SCALE`].
const Z_SQUARED: u128 = 1_959_964 * 1_959_964;
const Z_SCALE: u128 = 1_000_000_000_000;
/// Bounds are given in millionths of one: percent to four places.
const BOUND_PARTS: u128 = 1_000_000;
/// Limits are in millionths of a percent.
const LIMIT_PARTS: u128 = 100_000_000;

/// The interval of `x` out of `n` in percent, rounded outward to four places.
///
/// None when `n` is zero, `x` is over `n`, or they are too large to work out exactly.
pub fn interval(x: u64, n: u64) -> Option<[String; 2]> {
    let low = Share::new(x, n)?.lower_bound()?;
    let high = BOUND_PARTS - Share::new(n - x, n)?.lower_bound()?;
    Some([percent(low)?, percent(high)?])
}

/// Whether the interval of `x` out of `n` lies wholly on one side of a limit in percent.
///
/// None as for [`interval`].
pub fn sure(x: u64, n: u64, limit: Limit) -> Option<bool> {
    let share = Share::new(x, n)?;
    let Ok(at) = u128::try_from(limit.value) else {
        return Some(true);
    };
    if at > LIMIT_PARTS {
        return Some(true);
    }
    let found = share.x.checked_mul(LIMIT_PARTS)?;
    let wanted = share.n.checked_mul(at)?;
    let touches = !share.strictly_inside(at, LIMIT_PARTS)?;
    let beyond = !share.inside(at, LIMIT_PARTS)?;
    let (all_at_or_over, all_over) = (
        at == 0 || found > wanted && touches,
        found > wanted && beyond,
    );
    let (all_at_or_under, all_under) = (
        at == LIMIT_PARTS || found < wanted && touches,
        found < wanted && beyond,
    );
    Some(match limit.direction {
        Direction::AtLeast => all_at_or_over || all_under,
        Direction::AtMost => all_at_or_under || all_over,
    })
}

struct Share {
    x: u128,
    n: u128,
}

impl Share {
    fn new(x: u64, n: u64) -> Option<Self> {
        (n > 0 && x <= n).then(|| Self {
            x: x.into(),
            n: n.into(),
        })
    }

    /// The largest candidate that is not above the lower bound.
    fn lower_bound(&self) -> Option<u128> {
        if self.x == 0 {
            return Some(0);
        }
        // 1 out of 1 is itself the upper bound, so the search stops short of it.
        let mut above = (self.x.checked_mul(BOUND_PARTS)? / self.n).min(BOUND_PARTS - 1) + 1;
        let mut below = 0;
        while above - below > 1 {
            let middle = below.midpoint(above);
            if self.strictly_inside(middle, BOUND_PARTS)? {
                above = middle;
            } else {
                below = middle;
            }
        }
        Some(below)
    }

    /// Whether `k / parts` lies between the bounds and on neither.
    fn strictly_inside(&self, k: u128, parts: u128) -> Option<bool> {
        let spread = self.spread(k, parts)?;
        Some(spread > 0 && self.distance(k, parts)? <= ((spread - 1) / Z_SCALE).isqrt())
    }

    /// Whether `k / parts` lies between the bounds or on one of them.
    fn inside(&self, k: u128, parts: u128) -> Option<bool> {
        Some(self.distance(k, parts)? <= (self.spread(k, parts)? / Z_SCALE).isqrt())
    }

    /// |x/n - p| times n and the parts.
    fn distance(&self, k: u128, parts: u128) -> Option<u128> {
        Some(self.x.checked_mul(parts)?.abs_diff(self.n.checked_mul(k)?))
    }

    /// z² p (1 - p) / n times the same squared, over [`Z_SCALE`].
    fn spread(&self, k: u128, parts: u128) -> Option<u128> {
        Z_SQUARED
            .checked_mul(self.n)?
            .checked_mul(k)?
            .checked_mul(parts - k)
    }
}

fn percent(bound: u128) -> Option<String> {
    let value = Ratio {
        numerator: i128::try_from(bound).ok()?,
        denominator: 10_000,
    };
    number::truncated(value, 4)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn limit(direction: Direction, percent: i64) -> Limit {
        Limit {
            direction,
            value: percent * crate::table::SCALE,
        }
    }

    #[test]
    fn four_of_five_runs_from_37_6_to_96_4() {
        // Worked out by the closed formula to 50 digits: 37.553462702…, 96.377589177…
        assert_eq!(interval(4, 5).unwrap(), ["37.5534", "96.3776"]);
    }

    #[test]
    fn none_and_all_touch_the_ends() {
        // z² / (n + z²) = 3.841458881… / 13.841458881… = 27.753280302…
        assert_eq!(interval(0, 10).unwrap(), ["0", "27.7533"]);
        assert_eq!(interval(10, 10).unwrap(), ["72.2467", "100"]);
        assert_eq!(interval(0, 0), None);
        assert_eq!(interval(3, 2), None);
    }

    #[test]
    fn it_is_sure_when_the_whole_interval_is_on_one_side() {
        let high = |x, n, percent| sure(x, n, limit(Direction::AtLeast, percent)).unwrap();
        let low = |x, n, percent| sure(x, n, limit(Direction::AtMost, percent)).unwrap();
        // 4 of 5 runs from 37.55 to 96.38.
        assert!(high(4, 5, 37));
        assert!(!high(4, 5, 38));
        assert!(!high(4, 5, 96));
        assert!(high(4, 5, 97));
        assert!(low(4, 5, 37));
        assert!(!low(4, 5, 38));
        assert!(!low(4, 5, 96));
        assert!(low(4, 5, 97));
        // All of 10 could still be 73 %, and so never surely all.
        assert!(!high(10, 10, 100));
        assert!(high(0, 10, 28));
        assert!(high(0, 10, 0));
        assert!(!low(0, 10, 0));
        assert!(low(0, 10, 100));
    }

    #[test]
    fn ten_million_rows_are_not_too_many() {
        assert_eq!(
            interval(5_000_000, 10_000_000).unwrap(),
            ["49.969", "50.031"]
        );
    }

    proptest! {
        /// The bounds again by the closed formula, as fractions around a scaled square root.
        #[test]
        fn it_agrees_with_the_closed_formula(n in 1_u64..2_000, part in 0.0_f64..=1.0) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
                reason = "an independent floating-point way, in a test only")]
            let x = (part * n as f64) as u64;
            let [low, high] = interval(x, n).unwrap().map(|t| t.parse::<f64>().unwrap());
            #[expect(clippy::cast_precision_loss, reason = "small numbers, in a test only")]
            let (p, count) = (x as f64 / n as f64, n as f64);
            let z: f64 = 1.959_964;
            let centre = p + z * z / (2.0 * count);
            let half = z * (p * (1.0 - p) / count + z * z / (4.0 * count * count)).sqrt();
            let scale = 100.0 / (1.0 + z * z / count);
            let (exact_low, exact_high) = ((centre - half) * scale, (centre + half) * scale);
            prop_assert!(low <= exact_low + 1e-9 && exact_low - low < 0.000_101);
            prop_assert!(high >= exact_high - 1e-9 && high - exact_high < 0.000_101);
        }
    }
}
