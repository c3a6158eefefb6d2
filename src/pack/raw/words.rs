//! Words: slugs, names, and keys that take one of a closed list.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};
use serde_json::Value;
use toml::de::DeValue;

use super::{Raw, Walk};
use crate::calendar::Unit;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};

/// Declares names of one form.
macro_rules! forms {
    ($( $(#[doc = $about:literal])+ $name:ident $pattern:literal $expected:literal $fits:ident $mend:ident; )+) => { $(
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) struct $name(pub(crate) String);

        impl Raw for $name {
            fn expected() -> String {
                concat!("a text in quotes: ", $expected).to_owned()
            }

            fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
                let DeValue::String(text) = value else {
                    walk.wrong_type::<Self>(value, span);
                    return None;
                };
                if !$fits(text) {
                    let message = format!("`{}` is not a well-formed id", walk.key());
                    let mended = $mend(text);
                    let help = $fits(&mended).then(|| format!("write `{mended}`"));
                    walk.refuse(Diagnostic::new(Code::BadId, message), span, $expected, help);
                    return None;
                }
                Some(Self(text.clone().into_owned()))
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    )+ };
}

forms! {
    /// An id of a pack, area or criterion.
    Slug "^[a-z0-9]+(-[a-z0-9]+)*$" "small letters and digits with single hyphens between"
        is_slug to_slug;
    /// A name of a dataset or column, which conditions write without quotes.
    Name "^[a-z][a-z0-9]*(_[a-z0-9]+)*$" "small letters and digits with single underscores between, a letter first"
        is_name to_name;
    /// An id of an expectation within its framework.
    Reference "^[A-Z0-9]+(-[A-Z0-9]+)*$" "capitals and digits with single hyphens between"
        is_reference to_reference;
}

/// Whether a text is an id of a pack, area or criterion.
pub(crate) fn is_slug(text: &str) -> bool {
    parts(text, '-', |c| c.is_ascii_lowercase() || c.is_ascii_digit())
}

fn is_name(text: &str) -> bool {
    parts(text, '_', |c| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
}

fn is_reference(text: &str) -> bool {
    parts(text, '-', |c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

fn parts(text: &str, between: char, takes: impl Fn(char) -> bool) -> bool {
    text.split(between)
        .all(|part| !part.is_empty() && part.chars().all(&takes))
}

fn to_slug(text: &str) -> String {
    joined(&text.to_lowercase(), "-")
}

fn to_name(text: &str) -> String {
    joined(&text.to_lowercase(), "_")
}

fn to_reference(text: &str) -> String {
    joined(&text.to_uppercase(), "-")
}

fn joined(text: &str, between: &str) -> String {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(between)
}

/// A closed list of words that stay texts.
pub(crate) trait Words {
    /// The words.
    const ALL: &'static [&'static str];
}

/// One of a closed list of words.
#[derive(Debug, Clone)]
pub(crate) struct OneOf<W>(pub(crate) String, PhantomData<W>);

impl<W: Words> Raw for OneOf<W> {
    fn expected() -> String {
        either(W::ALL.iter().copied())
    }

    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
        let text = word::<Self>(value, span, walk)?;
        if !W::ALL.contains(&text) {
            refuse(text, W::ALL, span, walk);
            return None;
        }
        Some(Self(text.to_owned(), PhantomData))
    }
}

impl<W: Words> JsonSchema for OneOf<W> {
    fn schema_name() -> Cow<'static, str> {
        "OneOf".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": W::ALL })
    }
}

/// A unit of time as a rule writes it.
#[derive(Debug, Clone, Copy, serde::Deserialize, JsonSchema)]
pub(crate) enum UnitWord {
    /// Calendar days.
    #[serde(rename = "days")]
    Days,
    /// Days that are neither at a weekend nor bank holidays.
    #[serde(rename = "working days")]
    WorkingDays,
    /// Seven calendar days each.
    #[serde(rename = "weeks")]
    Weeks,
    /// Whole calendar months.
    #[serde(rename = "months")]
    Months,
}

impl From<UnitWord> for Unit {
    fn from(word: UnitWord) -> Self {
        match word {
            UnitWord::Days => Self::Days,
            UnitWord::WorkingDays => Self::WorkingDays,
            UnitWord::Weeks => Self::Weeks,
            UnitWord::Months => Self::Months,
        }
    }
}

/// Makes enums readable; their words are those that serde and the schema know already.
macro_rules! words {
    ($($name:ty),+ $(,)?) => { $(
        impl Raw for $name {
            fn expected() -> String {
                either(words_of::<Self>().iter().map(String::as_str))
            }

            fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self> {
                let text = word::<Self>(value, span, walk)?;
                let read = from_word(text);
                if read.is_none() {
                    let words = words_of::<Self>();
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    refuse(text, &words, span, walk);
                }
                read
            }
        }
    )+ };
}

words! {
    UnitWord,
    crate::state::State,
    crate::state::Reason,
    crate::table::ColumnType,
    crate::pack::AreaKind,
    crate::pack::Basis,
    crate::pack::Effort,
    crate::pack::KindOfEvidence,
    crate::pack::Personal,
    crate::pack::Shape,
    crate::pack::measures::Blank,
    crate::pack::measures::Cap,
    crate::pack::measures::Open,
    crate::pack::measures::Statistic,
}

fn word<'v, T: Raw>(
    value: &'v DeValue<'_>,
    span: &Range<usize>,
    walk: &mut Walk<'_>,
) -> Option<&'v str> {
    let DeValue::String(text) = value else {
        walk.wrong_type::<T>(value, span);
        return None;
    };
    Some(text)
}

fn from_word<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<Error>::new(text)).ok()
}

fn refuse(text: &str, words: &[&str], span: &Range<usize>, walk: &mut Walk<'_>) {
    let expected = either(words.iter().copied());
    let help = did_you_mean(text, words.iter().copied());
    walk.bad_value(span, &expected, help);
}

fn either<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.map(|word| format!("`\"{word}\"`")).collect();
    match quoted.as_slice() {
        [only] => only.clone(),
        quoted => format!("one of {}", quoted.join(", ")),
    }
}

/// The words of an enum, in the order of its schema.
fn words_of<T: JsonSchema>() -> Vec<String> {
    let mut words = Vec::new();
    collect(schemars::schema_for!(T).as_value(), &mut words);
    words
}

fn collect(schema: &Value, words: &mut Vec<String>) {
    let literal = schema.get("const").into_iter();
    let listed = schema.get("enum").and_then(Value::as_array);
    let texts = literal.chain(listed.into_iter().flatten());
    words.extend(texts.filter_map(Value::as_str).map(str::to_owned));
    let either = schema.get("oneOf").and_then(Value::as_array);
    for one in either.into_iter().flatten() {
        collect(one, words);
    }
}

#[cfg(test)]
mod tests {
    use super::{is_name, is_reference, is_slug, to_slug, words_of};
    use crate::state::State;

    #[test]
    fn the_words_of_an_enum_are_those_that_serde_reads() {
        let words = words_of::<State>();
        let expected = ["met", "nearly", "not_met", "not_known", "not_applicable"];
        assert_eq!(words, expected);
        for word in words {
            assert!(super::from_word::<State>(&word).is_some(), "{word}");
        }
    }

    #[test]
    fn ids_have_one_form_each() {
        assert!(is_slug("visits-in-time-6"));
        for bad in ["", "Visits", "a--b", "-a", "a_b", "a b", "é"] {
            assert!(!is_slug(bad), "{bad}");
        }
        assert!(is_name("started_on"));
        assert!(!is_name("1st") && !is_name("a__b") && !is_name("a-b"));
        assert!(is_reference("O3-SH1") && !is_reference("o3"));
        assert_eq!(to_slug("Visits in Time!"), "visits-in-time");
    }
}
