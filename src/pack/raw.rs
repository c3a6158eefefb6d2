//! The raw shapes of every TOML file, read field by field with the place of every value.
//!
//! serde stops at the first mistake of a table. Here the spanned table that the parser gives is
//! walked key by key, so an unknown key, a value of the wrong type and a missing key in one table
//! are three diagnostics. Each shape declares its keys once, through [`table!`]: the same lines give
//! the struct, its reader and its JSON Schema.

pub(crate) mod calendars;
pub(crate) mod criteria;
pub(crate) mod csv;
pub(crate) mod datasets;
mod example;
pub(crate) mod fields;
pub(crate) mod frameworks;
pub(crate) mod local;
pub(crate) mod measures;
pub(crate) mod pack;
pub(crate) mod settings;
pub(crate) mod tests;
pub(crate) mod themes;
pub(crate) mod values;
pub(crate) mod words;

use std::ops::Range;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use schemars::JsonSchema;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Located, Place, SourceText};

/// A value and the bytes of its file that it stands at.
#[derive(Debug, Clone)]
pub(crate) struct Spanned<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it stands; for a table under a header, the header.
    pub(crate) span: Range<usize>,
}

impl<T> Spanned<T> {
    /// The value with its place in the file that it was read from.
    pub(crate) fn located(self, source: &SourceText) -> Located<T> {
        Located {
            value: self.value,
            place: source.place(self.span),
        }
    }
}

/// What a table holds under one of its keys.
#[derive(Debug, Clone)]
pub(crate) enum Key<T> {
    /// The key is not there.
    Absent,
    /// It is there; what is wrong with its value was reported.
    Faulty,
    /// It is there and its value could be read.
    Given(Spanned<T>),
}

impl<T> Key<T> {
    /// The value with its place, when it could be read.
    pub(crate) fn get(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Faulty => None,
        }
    }

    /// The value, when it could be read.
    pub(crate) fn value(&self) -> Option<&T> {
        self.get().map(|spanned| &spanned.value)
    }

    /// The value with its place, when it could be read, to keep.
    pub(crate) fn given(self) -> Option<Spanned<T>> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Faulty => None,
        }
    }

    /// Whether the key is not there at all.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T: Clone> Key<T> {
    /// A copy of the value, when it could be read.
    pub(crate) fn copy(&self) -> Option<T> {
        self.value().cloned()
    }
}

/// Something that can be read from a TOML value and described by a schema.
pub(crate) trait Raw: Sized + JsonSchema {
    /// What a message says was expected, such as `a text`.
    fn expected() -> String;

    /// Reads the value, reporting everything that is wrong with it.
    fn read(value: &DeValue<'_>, span: &Range<usize>, walk: &mut Walk<'_>) -> Option<Self>;
}

/// A file that was read, beside its text.
pub(crate) type FileRead<'a, T> = (&'a SourceText, File<T>);

/// A file that was read.
#[derive(Debug)]
pub(crate) struct File<T> {
    /// What could be read of it.
    pub(crate) content: Option<T>,
    /// Whether it is not valid TOML, so that parts of it may be lost.
    pub(crate) broken: bool,
}

/// Reads a file and reports everything that is wrong with its text.
///
/// Where the text is not valid TOML, only that is reported: what was recovered is good enough to
/// find ids in, but its other mistakes may come from the broken part.
pub(crate) fn read_file<T: Raw>(source: &SourceText, found: &mut Vec<Diagnostic>) -> File<T> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut walk = Walk {
        source,
        key: String::new(),
        found: Vec::new(),
    };
    let content = T::read(&DeValue::Table(table.into_inner()), &(0..0), &mut walk);
    let broken = !errors.is_empty();
    if broken {
        found.extend(errors.iter().map(|error| syntax(source, error)));
    } else {
        found.append(&mut walk.found);
    }
    File { content, broken }
}

/// Reads several files at a time, each as [`read_file`] does; the answers come in their order.
pub(crate) fn read_files<'a, T: Raw + Send>(
    sources: &[&'a SourceText],
) -> (Vec<FileRead<'a, T>>, Vec<Diagnostic>) {
    let read = |source: &&'a SourceText| {
        let mut found = Vec::new();
        ((*source, read_file(source, &mut found)), found)
    };
    let read: Vec<_> = sources.par_iter().map(read).collect();
    let (files, faults): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    (files, faults.into_iter().flatten().collect())
}

fn syntax(source: &SourceText, error: &toml::de::Error) -> Diagnostic {
    if error.message().starts_with("invalid boolean") {
        // What the parser takes a word without quotes for.
        let mut diagnostic = Diagnostic::new(Code::TomlSyntax, "a word without quotes")
            .at(source.place(error.span().unwrap_or(0..0)))
            .help("put a text into quotes, and write a number in digits");
        diagnostic.expected = Some("a number, a text in quotes, true or false".to_owned());
        return diagnostic;
    }
    let (message, expected) = match error.message().split_once(", expected ") {
        Some((message, expected)) => (message, Some(expected.to_owned())),
        None => (error.message(), None),
    };
    let mut diagnostic = Diagnostic::new(Code::TomlSyntax, message)
        .at(source.place(error.span().unwrap_or(0..0)))
        .help(syntax_help(source, error, message));
    diagnostic.expected = expected;
    diagnostic
}

fn syntax_help(source: &SourceText, error: &toml::de::Error, message: &str) -> String {
    if message == "duplicate key" {
        return "keep one of the two, or start a new table before the second".to_owned();
    }
    let start = error.span().map_or(0, |span| span.start);
    let before = source.text.get(..start).unwrap_or_default();
    let from = before.rfind('\n').map_or(0, |end| end + 1);
    let line = source.text.get(from..).unwrap_or_default().lines().next();
    let help = if line.is_some_and(holds_a_day_of_a_form) {
        // The day itself may be anybody's date of birth, where a list stands in the place of a file.
        "a date is written 2026-10-01: year, month and day, without quotes"
    } else {
        "look for a missing quote, bracket or equals sign here or on the line before"
    };
    help.to_owned()
}

/// Whether a line sets a key to a day as forms have it: `on = 01/10/2026`.
fn holds_a_day_of_a_form(line: &str) -> bool {
    let value = line.split_once('=').map_or("", |(_, value)| value);
    let value = value.split('#').next().unwrap_or_default().trim();
    let parts: Vec<&str> = value.split(['/', '.', '-']).collect();
    let is_number = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    parts.len() == 3 && parts.iter().all(is_number)
}

/// A walk through the tables of one file.
#[derive(Debug)]
pub(crate) struct Walk<'a> {
    source: &'a SourceText,
    key: String,
    found: Vec<Diagnostic>,
}

impl Walk<'_> {
    /// Reads the value of a key.
    pub(crate) fn value<T: Raw>(
        &mut self,
        key: &str,
        value: &toml::Spanned<DeValue<'_>>,
    ) -> Option<Spanned<T>> {
        let outer = std::mem::replace(&mut self.key, key.to_owned());
        let read = T::read(value.get_ref(), &value.span(), self);
        self.key = outer;
        read.map(|read| Spanned {
            value: read,
            span: value.span(),
        })
    }

    /// Says that a value has another type than its key takes.
    pub(crate) fn wrong_type<T: Raw>(&mut self, value: &DeValue<'_>, span: &Range<usize>) {
        let quoted = self.quote(span);
        let what = what_it_is(value);
        let found = if matches!(value, DeValue::Array(_) | DeValue::Table(_)) {
            what.to_owned()
        } else {
            format!("{what}, {quoted}")
        };
        let expected = T::expected();
        let diagnostic = Diagnostic::new(
            Code::WrongType,
            format!("`{}` takes another type of value", self.key),
        )
        .at(self.place(span))
        .found(found)
        .help(mend(value, &expected))
        .expected(expected);
        self.found.push(diagnostic);
    }

    /// Says that a value is not one that its key takes.
    pub(crate) fn bad_value(&mut self, span: &Range<usize>, expected: &str, help: Option<String>) {
        let diagnostic = Diagnostic::new(
            Code::BadValue,
            format!("`{}` does not take this value", self.key),
        );
        self.refuse(diagnostic, span, expected, help);
    }

    /// Reports a value that was refused, with what stood there and what could.
    pub(crate) fn refuse(
        &mut self,
        diagnostic: Diagnostic,
        span: &Range<usize>,
        expected: &str,
        help: Option<String>,
    ) {
        let help = help.unwrap_or_else(|| format!("write {expected}"));
        let diagnostic = diagnostic
            .at(self.place(span))
            .found(self.quote(span))
            .expected(expected)
            .help(help);
        self.found.push(diagnostic);
    }

    /// Reports something.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// The place of some bytes.
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        self.source.place(span.clone())
    }

    /// The key whose value is being read.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    fn quote(&self, span: &Range<usize>) -> String {
        quote(self.source, span)
    }
}

/// The text at some bytes as a message shows it: its first line, cut short, in backticks.
pub(crate) fn quote(source: &SourceText, span: &Range<usize>) -> String {
    const MOST: usize = 60;
    let text = source.text.get(span.clone()).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > MOST || line.len() < text.len() {
        let start: String = line.chars().take(MOST).collect();
        format!("`{start}…`")
    } else {
        format!("`{line}`")
    }
}

fn what_it_is(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn mend(value: &DeValue<'_>, expected: &str) -> String {
    let help = match value {
        DeValue::String(_) if expected.starts_with("a list") => "put it in square brackets",
        DeValue::String(_) if expected.starts_with("a table") => "write it as `{ key = value }`",
        DeValue::String(text) if is_a_value(text) => "take the quotes away",
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_)
            if expected.starts_with("a text") =>
        {
            "put it in quotes"
        }
        DeValue::Array(_) => "take the square brackets away",
        DeValue::String(_)
        | DeValue::Table(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => return format!("write {expected}"),
    };
    help.to_owned()
}

/// Whether a text would be a value without its quotes: `90` would, `90%` and `30/09/2026` would not.
fn is_a_value(text: &str) -> bool {
    let number = text.parse::<f64>().is_ok_and(f64::is_finite);
    number || text.parse::<bool>().is_ok() || crate::calendar::Day::parse_iso(text).is_some()
}
