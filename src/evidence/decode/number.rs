//! Numbers, exact to millionths.

use std::fmt::Write as _;

use crate::table::SCALE;

/// So many digits are a number that cannot be too large.
const FEW: usize = 9;

/// Reads a number: thousands commas, `£`, `%`, a sign or brackets for one below zero.
///
/// Digits after the sixth decimal place round half away from zero. A percentage keeps its figure:
/// `45%` is 45.
pub(super) fn parse(text: &str) -> Option<i64> {
    // Most are a few digits and nothing else.
    if text.len() <= FEW
        && let Some(number) = digits(text.as_bytes())
    {
        return (!text.is_empty()).then_some(number * SCALE);
    }
    let (text, bracketed) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let (text, signed) = sign(text);
    let text = text.strip_prefix('£').map_or(text, str::trim_start);
    let (text, signed_after) = if signed { (text, false) } else { sign(text) };
    let text = text.strip_suffix('%').map_or(text, str::trim_end);
    let size = plain(text.as_bytes()).or_else(|| scientific(text))?;
    match u8::from(bracketed) + u8::from(signed) + u8::from(signed_after) {
        0 => Some(size),
        1 => Some(-size),
        _ => None,
    }
}

/// A number that a file gives as one, to the nearest millionth.
pub(super) fn from_f64(value: f64) -> Option<i64> {
    const LIMIT: f64 = 9.0e18;
    #[expect(clippy::cast_precision_loss, reason = "a million is exact")]
    let scaled = (value * SCALE as f64).round();
    #[expect(clippy::cast_possible_truncation, reason = "it lies within the limit")]
    (scaled.abs() < LIMIT).then_some(scaled as i64)
}

/// Adds a number as a person sees it: whole numbers without a fraction.
pub(super) fn write(value: f64, text: &mut String) {
    const EXACT: f64 = 9.0e15;
    #[expect(clippy::cast_possible_truncation, reason = "it lies within the limit")]
    let whole = value as i64;
    #[expect(
        clippy::cast_precision_loss,
        clippy::float_cmp,
        reason = "exact within the limit"
    )]
    let is_whole = value.abs() < EXACT && whole as f64 == value;
    if !is_whole {
        // Writing to a string cannot fail.
        let _ = write!(text, "{value}");
        return;
    }
    let mut digits = [0_u8; 16];
    let mut first = digits.len();
    let mut rest = whole.unsigned_abs();
    for (at, digit) in digits.iter_mut().enumerate().rev() {
        *digit = u8::try_from(rest % 10).map_or(b'0', |d| b'0' + d);
        first = at;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if whole < 0 {
        text.push('-');
    }
    let written = digits.get(first..).unwrap_or_default();
    text.extend(written.iter().map(|digit| char::from(*digit)));
}

/// A number of five digits, with or without a fraction: a workbook's count of days.
pub(super) fn five_digits(text: &str) -> Option<f64> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let shaped = whole.len() == 5 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let serial = shaped.then(|| text.parse().ok()).flatten();
    serial.filter(|days| *days >= 10_000.0)
}

fn sign(text: &str) -> (&str, bool) {
    let minus = text
        .strip_prefix('-')
        .or_else(|| text.strip_prefix('\u{2212}'));
    match (minus, text.strip_prefix('+')) {
        (Some(rest), _) => (rest.trim_start(), true),
        (None, Some(rest)) => (rest.trim_start(), false),
        (None, None) => (text, false),
    }
}

/// Digits, thousands commas in their places, and a fraction.
fn plain(bytes: &[u8]) -> Option<i64> {
    let point = bytes.iter().position(|b| *b == b'.').unwrap_or(bytes.len());
    let (whole, fraction) = bytes.split_at(point);
    let fraction = fraction.strip_prefix(b".").unwrap_or_default();
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = if whole.contains(&b',') {
        grouped(whole)?
    } else {
        digits(whole)?
    };
    whole.checked_mul(SCALE)?.checked_add(millionths(fraction)?)
}

fn digits(bytes: &[u8]) -> Option<i64> {
    bytes.iter().try_fold(0_i64, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// Digits with a comma before every three: `12,5` is not a number here.
fn grouped(bytes: &[u8]) -> Option<i64> {
    let mut groups = bytes.split(|b| *b == b',');
    let first = groups.next().filter(|g| (1..=3).contains(&g.len()))?;
    groups.try_fold(digits(first)?, |number, group| {
        let three = (group.len() == 3).then(|| digits(group)).flatten()?;
        number.checked_mul(1000)?.checked_add(three)
    })
}

fn millionths(fraction: &[u8]) -> Option<i64> {
    if !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let kept = digits(fraction.get(..6).unwrap_or(fraction))?;
    let missing = 6_usize.saturating_sub(fraction.len());
    let scaled = (0..missing).fold(kept, |number, _| number * 10);
    let up = fraction.get(6).is_some_and(|digit| *digit >= b'5');
    Some(scaled + i64::from(up))
}

/// `1.2E+05`, as spreadsheets write long numbers.
fn scientific(text: &str) -> Option<i64> {
    let shaped = text.bytes().next()?.is_ascii_digit()
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'e' | b'E' | b'+' | b'-' | b'.'));
    shaped
        .then(|| text.parse().ok())
        .flatten()
        .and_then(from_f64)
}
