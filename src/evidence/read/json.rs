//! Records as JSON: one list of objects, lists by name, or an object a line.

mod seed;
mod skip;

use std::borrow::Cow;

use serde::de::DeserializeSeed;
use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::fields::{Lines, Lists, Unfit};
use super::rows::Value;
use super::{Content, Input, Unreadable, encoding};
use crate::calendar::Day;
use crate::evidence::{DatedBy, decode, fold};

use seed::Whole;

/// Names by which a file says, beside its records, the day that they speak for.
const DATES: [&str; 8] = [
    "asat",
    "asatdate",
    "dated",
    "datadate",
    "extractdate",
    "extractedon",
    "reportdate",
    "snapshotdate",
];

/// Reads the lists of a file.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    let text = encoding::decode(input.bytes)?;
    let (mut content, told) = Lists::new(input).read(|lists| walk(&text, lists))?;
    let day = told.flatten();
    content.own_date = day.map(|day| (day, DatedBy::FrontMatter));
    Ok(content)
}

/// What is kept while a file is gone through.
struct Walk<'w, 'r, 'f> {
    text: &'f str,
    lists: &'w mut Lists<'r, 'f>,
    lines: Lines<'f>,
    /// Whether every object is a record, as where there is one a line.
    a_line_each: bool,
    dated: Option<Day>,
    /// Why the reading stopped, where it was not the library that stopped it.
    unfit: Option<Stop>,
}

/// Why the walk itself stops the reading; the line is the library's to tell.
#[derive(Debug, Clone, Copy)]
enum Stop {
    NotRecords,
    Unfit(Unfit),
}

/// Goes through the text; gives the day that the file says it speaks for.
fn walk<'f>(text: &'f str, lists: &mut Lists<'_, 'f>) -> Result<Option<Day>, Unfit> {
    let mut walk = Walk {
        text,
        lists,
        lines: Lines::new(text),
        a_line_each: is_a_line_each(text),
        dated: None,
        unfit: None,
    };
    let mut json = serde_json::Deserializer::from_str(text);
    let mut values = 0;
    while json.end().is_err() {
        values += 1;
        let read = if values > 1 && !walk.a_line_each {
            // More follows after the one value that the file should be.
            json.end()
        } else {
            Whole(&mut walk).deserialize(&mut json)
        };
        if let Err(error) = read {
            return Err(why(&error, walk.unfit));
        }
    }
    if values == 0 {
        return Err(Unfit::NoRecords);
    }
    Ok(walk.dated)
}

/// Whether the first line is an object by itself, with more to come.
fn is_a_line_each(text: &str) -> bool {
    let text = text.trim_start();
    match text.split_once('\n') {
        Some((first, rest)) => {
            first.starts_with('{')
                && !rest.trim_start().is_empty()
                && serde_json::from_str::<IgnoredAny>(first).is_ok()
        }
        None => false,
    }
}

/// The library's errors may quote the file, so only their kind and line go on.
fn why(error: &serde_json::Error, stop: Option<Stop>) -> Unfit {
    let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
    match (stop, error.classify()) {
        (Some(Stop::Unfit(unfit)), _) => unfit,
        (None, Category::Eof) => Unfit::CutShort { line },
        (None, Category::Syntax) if error.to_string().starts_with("recursion limit") => {
            Unfit::TooDeep { line }
        }
        (Some(Stop::NotRecords), _) | (None, Category::Data) => Unfit::NotRecords { line },
        (None, Category::Syntax | Category::Io) => Unfit::Broken { line },
    }
}

impl<'f> Walk<'_, '_, 'f> {
    /// The line on which the object starts whose first name this is.
    fn line_of(&mut self, name: &str) -> u32 {
        let start = self.text.as_ptr().addr();
        let at = name.as_ptr().addr().checked_sub(start);
        // A name with escapes in it is a copy, which lies elsewhere.
        let at = at.filter(|at| self.text.get(*at..).is_some_and(|t| t.starts_with(name)));
        let Some(at) = at else {
            return self.lines.at(0);
        };
        let before = self.text.get(..at).unwrap_or_default();
        let opened = before.trim_end_matches(['"', ' ', '\t', '\r', '\n']);
        let start = if opened.ends_with('{') {
            opened.len()
        } else {
            at
        };
        self.lines.at(start)
    }

    /// Takes in what stands beside the records of a file: perhaps the day that they speak for.
    fn beside(&mut self, name: &str, value: Option<&Value<'f>>) {
        if let Some(Value::Text(text)) = value
            && self.dated.is_none()
            && DATES.contains(&fold::key(name).as_str())
        {
            self.dated = decode::day(text);
        }
        self.lists.beside(format!("{name} (beside the records)"));
    }
}

/// A whole number as a cell: as itself where a workbook could hold it, else as its digits.
fn whole(number: i128) -> Value<'static> {
    const EXACT: i128 = 1 << 53;
    if (-EXACT..=EXACT).contains(&number) {
        #[expect(clippy::cast_precision_loss, reason = "it lies within 53 bits")]
        let number = number as f64;
        Value::Other(decode::Raw::Number(number))
    } else {
        Value::Text(Cow::Owned(number.to_string()))
    }
}
