//! Plain values: texts, numbers, days, lengths of time, lists, and tables with free keys.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use super::{Key, Raw, Spanned, Walk};
use crate::calendar::{Day, Span};
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::scalar::Scalar;
use crate::table::SCALE;

/// A number exact to six decimal places, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal(pub(crate) i64);

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date(pub(crate) Day);

/// A length of time of at least so many units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Length<const LEAST: u32>(pub(crate) Span);

/// A list that may not be empty.
#[derive(Debug, Clone)]
pub(crate) struct AtLeastOne<T>(pub(crate) Vec<Spanned<T>>);

/// A table with free keys, in the order of the file.
#[derive(Debug, Clone)]
pub(crate) struct Entries<T>(pub(crate) Vec<(Spanned<String>, Spanned<T>)>);

impl<T> Key<Entries<T>> {
    /// The entries, none where they could not be read.
    pub(crate) fn entries(&self) -> &[(Spanned<String>, Spanned<T>)] {
        self.value().map_or(&[], |entries| entries.0.as_slice())
    }
}

impl Raw for String {
    fn expected() -> String {
        "a text in quotes".to_owned()
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        let DeValue::String(text) = value else {
            walk.wrong_type::<Self>(value, span);
            return None;
        };
        if text.trim().is_empty() {
            walk.bad_value(span, "a text that is not empty", None);
            return None;
        }
        Some(text.clone().into_owned())
    }
}

impl Raw for bool {
    fn expected() -> String {
        "`true` or `false`".to_owned()
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        let DeValue::Boolean(yes) = value else {
            walk.wrong_type::<Self>(value, span);
            return None;
        };
        Some(*yes)
    }
}

impl Raw for u64 {
    fn expected() -> String {
        "a whole number".to_owned()
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        let DeValue::Integer(number) = value else {
            walk.wrong_type::<Self>(value, span);
            return None;
        };
        let read = Self::from_str_radix(number.as_str(), number.radix()).ok();
        if read.is_none() {
            walk.bad_value(span, "a whole number from 0", None);
        }
        read
    }
}

impl Raw for Decimal {
    fn expected() -> String {
        "a number".to_owned()
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        let read = match value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .ok()
                .and_then(|whole| whole.checked_mul(SCALE)),
            DeValue::Float(number) => millionths(number.as_str()),
            DeValue::String(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => {
                walk.wrong_type::<Self>(value, span);
                return None;
            }
        };
        if read.is_none() {
            let expected = "a number without an exponent and with at most six decimal places";
            walk.bad_value(span, expected, None);
        }
        read.map(Self)
    }
}

impl JsonSchema for Decimal {
    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

/// Reads a decimal number without going through binary fractions.
pub(crate) fn millionths(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.len() > 6 || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let value = whole.parse::<i64>().ok()?.checked_mul(SCALE)?;
    let value = if fraction.is_empty() {
        value
    } else {
        let unit = 10_i64.pow(6 - u32::try_from(fraction.len()).ok()?);
        value.checked_add(fraction.parse::<i64>().ok()? * unit)?
    };
    Some(if negative { -value } else { value })
}

impl Raw for Date {
    fn expected() -> String {
        "a date such as 2026-04-01, without quotes".to_owned()
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        let DeValue::Datetime(moment) = value else {
            walk.wrong_type::<Self>(value, span);
            return None;
        };
        let day = day_of(moment);
        if day.is_none() {
            walk.bad_value(span, "a date without a time", None);
        }
        day.map(Self)
    }
}

fn day_of(moment: &toml::value::Datetime) -> Option<Day> {
    match (moment.date, moment.time) {
        (Some(date), None) => Day::new(date.year.into(), date.month.into(), date.day.into()),
        (Some(_) | None, Some(_)) | (None, None) => None,
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

impl<const LEAST: u32> Raw for Length<LEAST> {
    fn expected() -> String {
        "a text in quotes such as `45 working days`, `20 days`, `6 weeks` or `3 months`".to_owned()
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        let DeValue::String(text) = value else {
            walk.wrong_type::<Self>(value, span);
            return None;
        };
        let forms =
            "a whole number and a unit: `45 working days`, `20 days`, `6 weeks`, `3 months`";
        let Ok(length) = Span::parse(text) else {
            let message = format!("`{}` is not given a length of time", walk.key());
            walk.refuse(Diagnostic::new(Code::BadLength, message), span, forms, None);
            return None;
        };
        if length.count < LEAST {
            let message = format!("`{}` is given no time at all", walk.key());
            let expected = format!("a length of at least {LEAST}");
            walk.refuse(
                Diagnostic::new(Code::ZeroLength, message),
                span,
                &expected,
                None,
            );
            return None;
        }
        Some(Self(length))
    }
}

impl<const LEAST: u32> JsonSchema for Length<LEAST> {
    fn schema_name() -> Cow<'static, str> {
        "Length".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^\s*[0-9]+\s+([Ww]orking\s+)?([Dd]ays?|[Ww]eeks?|[Mm]onths?)\s*$",
            "examples": ["45 working days", "20 days", "6 weeks", "3 months"],
        })
    }
}

impl<T: Raw> Raw for Vec<Spanned<T>> {
    fn expected() -> String {
        "a list in square brackets".to_owned()
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        let DeValue::Array(items) = value else {
            walk.wrong_type::<Self>(value, span);
            return None;
        };
        let key = walk.key().to_owned();
        Some(
            items
                .iter()
                .filter_map(|item| walk.value(&key, item))
                .collect(),
        )
    }
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: Raw> Raw for AtLeastOne<T> {
    fn expected() -> String {
        Vec::<Spanned<T>>::expected()
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        if value.as_array().is_some_and(|items| items.is_empty()) {
            walk.bad_value(span, "a list of at least one", None);
            return None;
        }
        Vec::read(value, span, walk).map(Self)
    }
}

impl<T: JsonSchema> JsonSchema for AtLeastOne<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("AtLeastOne_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<T>();
        json_schema!({ "type": "array", "items": items, "minItems": 1 })
    }
}

impl<T: Raw> Raw for Entries<T> {
    fn expected() -> String {
        "a table such as `{ name = value }`".to_owned()
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        let DeValue::Table(table) = value else {
            walk.wrong_type::<Self>(value, span);
            return None;
        };
        let mut entries: Vec<_> = table
            .iter()
            .filter_map(|(key, value)| {
                let name = Spanned {
                    value: key.get_ref().to_string(),
                    span: key.span(),
                };
                Some((name, walk.value(key.get_ref(), value)?))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        Some(Self(entries))
    }
}

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Entries_{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let each = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": each })
    }
}

impl Raw for Scalar {
    fn expected() -> String {
        "a text, a number, a date, `true` or `false`".to_owned()
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        match value {
            DeValue::String(text) => Some(Self::Text(text.clone().into_owned())),
            DeValue::Boolean(yes) => Some(Self::YesNo(*yes)),
            DeValue::Integer(_) | DeValue::Float(_) => {
                Decimal::read(value, span, walk).map(|number| Self::Number(number.0))
            }
            DeValue::Datetime(_) => Date::read(value, span, walk).map(|date| Self::Date(date.0)),
            DeValue::Array(_) | DeValue::Table(_) => {
                walk.wrong_type::<Self>(value, span);
                None
            }
        }
    }
}

impl JsonSchema for Scalar {
    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}

#[cfg(test)]
mod tests {
    use super::millionths;

    #[test]
    fn decimals_are_read_exactly_or_not_at_all() {
        let read = [
            ("0.1", Some(100_000)),
            ("85.5", Some(85_500_000)),
            ("-2.25", Some(-2_250_000)),
            ("+1.000000", Some(1_000_000)),
            ("0.000001", Some(1)),
            ("0.0000001", None),
            ("1e2", None),
            ("inf", None),
            ("nan", None),
            ("9223372036854.775807", Some(i64::MAX)),
            ("9223372036854.775808", None),
        ];
        for (text, expected) in read {
            assert_eq!(millionths(text), expected, "{text}");
        }
    }
}
