//! Exact numbers: a fraction of two whole numbers.

use std::cmp::Ordering;

use crate::table::SCALE;

/// More digits than this in one literal could not be calculated with exactly.
const MOST_DIGITS: usize = 20;

/// What is done to two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// A fraction; the lower number is above zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ratio {
    upper: i128,
    lower: i128,
}

impl Ratio {
    pub(super) fn whole(number: i64) -> Self {
        Self {
            upper: i128::from(number),
            lower: 1,
        }
    }

    pub(super) fn millionths(number: i64) -> Self {
        Self {
            upper: i128::from(number),
            lower: i128::from(SCALE),
        }
    }

    /// Reads digits with at most one point; none for anything else or too many digits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = [whole, part].concat();
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if !plain || digits.len() > MOST_DIGITS {
            return None;
        }
        let places = u32::try_from(part.len()).ok()?;
        Some(Self {
            upper: digits.parse().ok()?,
            lower: 10_i128.pow(places),
        })
    }

    pub(super) fn negate(self) -> Option<Self> {
        Some(Self {
            upper: self.upper.checked_neg()?,
            lower: self.lower,
        })
    }

    /// The result, or none when it is too large to hold or divides by zero.
    pub(super) fn calculate(self, operator: Arithmetic, right: Self) -> Option<Self> {
        let attempt = |left: Self, right: Self| match operator {
            Arithmetic::Add => left.add(right),
            Arithmetic::Subtract => left.add(right.negate()?),
            Arithmetic::Multiply => left.multiply(right),
            Arithmetic::Divide => left.multiply(right.inverse()?),
        };
        attempt(self, right).or_else(|| attempt(self.reduced(), right.reduced()))
    }

    /// The whole number that it is, if it is one.
    pub(super) fn as_whole(self) -> Option<i64> {
        let whole = self.upper % self.lower == 0;
        whole
            .then(|| i64::try_from(self.upper / self.lower).ok())
            .flatten()
    }

    /// The largest number of millionths that is not above it, and whether it is exactly that.
    pub(super) fn floor_millionths(self) -> Option<(i64, bool)> {
        let scaled = self.upper.checked_mul(i128::from(SCALE))?;
        let floor = i64::try_from(scaled.div_euclid(self.lower)).ok()?;
        Some((floor, scaled % self.lower == 0))
    }

    /// Which is larger, decided exactly whatever the size.
    pub(super) fn compare(self, other: Self) -> Ordering {
        if self.lower == other.lower {
            return self.upper.cmp(&other.upper);
        }
        let crossed = self
            .upper
            .checked_mul(other.lower)
            .zip(other.upper.checked_mul(self.lower));
        match crossed {
            Some((left, right)) => left.cmp(&right),
            None => by_parts(self, other),
        }
    }

    fn add(self, right: Self) -> Option<Self> {
        if self.lower == right.lower {
            return Some(Self {
                upper: self.upper.checked_add(right.upper)?,
                lower: self.lower,
            });
        }
        let left = self.upper.checked_mul(right.lower)?;
        Some(Self {
            upper: left.checked_add(right.upper.checked_mul(self.lower)?)?,
            lower: self.lower.checked_mul(right.lower)?,
        })
    }

    fn multiply(self, right: Self) -> Option<Self> {
        Some(Self {
            upper: self.upper.checked_mul(right.upper)?,
            lower: self.lower.checked_mul(right.lower)?,
        })
    }

    fn inverse(self) -> Option<Self> {
        match self.upper.cmp(&0) {
            Ordering::Equal => None,
            Ordering::Greater => Some(Self {
                upper: self.lower,
                lower: self.upper,
            }),
            Ordering::Less => Some(Self {
                upper: self.lower.checked_neg()?,
                lower: self.upper.checked_neg()?,
            }),
        }
    }

    fn reduced(self) -> Self {
        let mut rest = (self.upper.unsigned_abs(), self.lower.unsigned_abs());
        while rest.1 != 0 {
            rest = (rest.1, rest.0 % rest.1);
        }
        // The lower number is above zero, so the common part is too, and it fits.
        let common = i128::try_from(rest.0).unwrap_or(1);
        Self {
            upper: self.upper / common,
            lower: self.lower / common,
        }
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.compare(*other).is_eq()
    }
}

/// Compares whole parts, then what is left turned upside down, as far as needed.
fn by_parts(left: Ratio, right: Ratio) -> Ordering {
    let whole = left.upper.div_euclid(left.lower);
    let order = whole.cmp(&right.upper.div_euclid(right.lower));
    if order.is_ne() {
        return order;
    }
    let left_rest = left.upper.rem_euclid(left.lower);
    let right_rest = right.upper.rem_euclid(right.lower);
    if left_rest == 0 || right_rest == 0 {
        return left_rest.cmp(&right_rest);
    }
    let turned = |lower, upper| Ratio { upper, lower };
    by_parts(
        turned(right_rest, right.lower),
        turned(left_rest, left.lower),
    )
}
