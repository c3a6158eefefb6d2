//! Two results beside each other: what moved, and what moved it.

use serde::{Deserialize, Serialize};

use super::{Assessment, Audience, Authority, Cause, Changes, Fraction, Level};
use crate::calendar::Day;
use crate::pack::AreaKind;

/// The shape of a comparison in JSON.
pub const COMPARISON: &str = "reinspect.comparison/1";

/// Two results beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Comparison {
    /// The shape: `reinspect.comparison/1`.
    pub schema: String,
    /// Who it is for.
    pub audience: Audience,
    /// Whose evidence it is.
    pub authority: Authority,
    /// The earlier result.
    pub then: Run,
    /// The later result.
    pub now: Run,
    /// Whether the earlier evidence was judged anew, so that causes are told apart.
    pub separated: bool,
    /// What changed: criteria whose state is another, or was moved there and back, and areas.
    pub changes: Changes,
}

/// One of the two results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Run {
    /// The day it speaks for.
    pub as_at: Day,
    /// The id and version of its rules.
    pub rules: String,
    /// SHA-256 of its rules.
    pub digest: String,
}

impl Run {
    /// What names a result beside others.
    pub fn of(result: &Assessment) -> Self {
        Self {
            as_at: result.as_at,
            rules: format!("{} {}", result.pack.id, result.pack.version),
            digest: result.pack.digest.clone(),
        }
    }
}

/// How one area moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct AreaChange {
    /// Its slug.
    pub id: String,
    /// What it is.
    pub kind: AreaKind,
    /// Its title for narrow tables.
    pub short: String,
    /// Its level then.
    pub level_then: Level,
    /// Its level now.
    pub level_now: Level,
    /// What an inspector could have been shown then.
    pub then: Option<Fraction>,
    /// What an inspector could be shown now.
    pub now: Option<Fraction>,
    /// What each cause added, which make up the whole difference; empty where they are not told apart.
    pub parts: Vec<Part>,
}

/// What one cause added to an area's `assured`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Part {
    /// The cause.
    pub cause: Cause,
    /// How much, as an exact fraction of one.
    pub added: Difference,
}

/// The difference of two fractions, exact and in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Difference {
    /// Above the line; below zero where it fell.
    pub numerator: i64,
    /// Below the line.
    pub denominator: i64,
}

impl Difference {
    /// No difference.
    pub const NONE: Self = Self {
        numerator: 0,
        denominator: 1,
    };

    /// The later less the earlier; none where it cannot be held.
    pub fn between(then: Fraction, now: Fraction) -> Option<Self> {
        let wide = |number: u64| i128::from(number);
        let top = wide(now.numerator) * wide(then.denominator)
            - wide(then.numerator) * wide(now.denominator);
        Self::lowest(top, wide(now.denominator) * wide(then.denominator))
    }

    /// Both together; none where they cannot be held.
    pub fn and(self, other: Self) -> Option<Self> {
        let [a, b, c, d] = [
            self.numerator,
            self.denominator,
            other.numerator,
            other.denominator,
        ]
        .map(i128::from);
        Self::lowest(a * d + c * b, b * d)
    }

    fn lowest(top: i128, bottom: i128) -> Option<Self> {
        if bottom == 0 {
            return None;
        }
        let divisor = common(top.abs(), bottom);
        Some(Self {
            numerator: i64::try_from(top / divisor).ok()?,
            denominator: i64::try_from(bottom / divisor).ok()?,
        })
    }
}

/// The greatest common divisor of a number that is not below zero and one above it.
fn common(mut a: i128, mut b: i128) -> i128 {
    while a != 0 {
        (a, b) = (b % a, a);
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_exact_and_in_lowest_terms() {
        let of = |numerator, denominator| Fraction {
            numerator,
            denominator,
        };
        let between = |then, now| {
            let found = Difference::between(then, now).unwrap();
            (found.numerator, found.denominator)
        };
        // 3/4 - 1/2 = 1/4; 1/3 - 1/2 = -1/6; the same is 0/1.
        assert_eq!(between(of(1, 2), of(3, 4)), (1, 4));
        assert_eq!(between(of(1, 2), of(1, 3)), (-1, 6));
        assert_eq!(between(of(2, 4), of(1, 2)), (0, 1));
        assert_eq!(Difference::between(of(0, 0), of(1, 2)), None);
        // 1/4 + -1/6 = 1/12.
        let (quarter, sixth) = (between(of(1, 2), of(3, 4)), between(of(1, 2), of(1, 3)));
        let [quarter, sixth] = [quarter, sixth].map(|(numerator, denominator)| Difference {
            numerator,
            denominator,
        });
        let both = quarter.and(sixth).unwrap();
        assert_eq!((both.numerator, both.denominator), (1, 12));
        assert_eq!(Difference::NONE.and(sixth), Some(sixth));
    }
}
