//! The language of `where` and `meets`: SQL conditions over a dataset's canonical columns.
//!
//! A condition is parsed with `sqlparser`, typed against the dataset's fields before any evidence is
//! read, and evaluated over typed columns with SQL's three-valued logic. This module knows columns
//! and types; it does not know packs.
//!
//! Choices where SQL leaves room or people expect something else:
//!
//! - Texts are compared without regard to capitals, in `=`, `<`, `in`, `between` and `like`, as in a
//!   spreadsheet; so `lower` never changes an answer. Words and column names may be in any case.
//! - A code column is compared with its own codes, by `=`, `<>` and `in`, and with another column of
//!   the same list of codes, by `=` and `<>`; a misspelt code is a fault.
//! - Numbers are exact fractions. A division by zero, or a result too large to hold, is unknown.
//! - A date after as-at has not happened and reads as blank, unless its column holds plans.
//! - `days`, `working_days` and `months` count from the first day to the second and are negative when
//!   the second is earlier. An age before birth is unknown.
//! - Someone born on 29 February turns a year older on 1 March of a common year.

mod bound;
mod doubt;
mod english;
mod evaluate;
mod function;
mod mutate;
mod number;
mod parse;
mod reach;
mod refused;
mod screen;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod types;
mod used;
mod words;
mod written;

use std::ops::Range;
use std::sync::Arc;

use crate::calendar::BeyondHorizon;
use crate::diagnostic::Code;
use crate::table::{ColumnType, Table};

pub use bound::Bound;
pub use english::AS_AT_IN_WORDS;
pub use mutate::{Change, Mutant};
use tree::Test;

/// A column that a condition may name.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its canonical name.
    pub name: Arc<str>,
    /// The heading that it first goes by; none where it has none.
    pub heading: Option<Arc<str>>,
    /// Its type.
    pub kind: ColumnType,
    /// The canonical codes of a code column, else empty.
    pub codes: Arc<[String]>,
    /// Whether a date after as-at is a plan rather than a mistake, and keeps its value.
    pub planned: bool,
}

/// Something wrong with a condition, at characters of its decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which kind of mistake.
    pub code: crate::diagnostic::Code,
    /// The characters of the decoded text that are meant, from 0.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// One likely fix.
    pub help: Option<String>,
}

/// What a condition is evaluated at.
#[derive(Debug, Clone, Copy)]
pub struct Clock<'a> {
    /// The day that measuring stops at: `as_at()`.
    pub as_at: crate::calendar::Day,
    /// The calendar behind `working_days`.
    pub calendar: &'a crate::calendar::Calendar,
}

/// The three answers of SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// Something it needs is blank.
    Unknown,
}

impl From<bool> for Truth {
    fn from(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }
}

impl From<Option<bool>> for Truth {
    fn from(truth: Option<bool>) -> Self {
        truth.map_or(Self::Unknown, Self::from)
    }
}

/// A condition, parsed and typed.
#[derive(Debug, Clone)]
pub struct Condition {
    text: String,
    columns: Vec<Arc<str>>,
    fields: Vec<Field>,
    /// Shared, so that a copy is cheap and a measure stays small.
    test: Arc<Test>,
}

/// How many words that are no columns make a condition that cannot be parsed a sentence.
const PROSE: usize = 3;

/// Of a sentence in plain words, one fault: that every word of it is no column helps nobody.
fn only_prose(mut faults: Vec<Fault>) -> Vec<Fault> {
    let of = |code: Code| faults.iter().filter(move |f| f.code == code).count();
    if of(Code::ExpressionUnknownColumn) < PROSE || of(Code::ExpressionSyntax) == 0 {
        return faults;
    }
    faults.retain(|f| f.code == Code::ExpressionSyntax);
    faults.truncate(1);
    for fault in &mut faults {
        "a condition cannot be a sentence".clone_into(&mut fault.message);
        fault.help = Some(
            "name columns and compare them, as in `seen_alone and kind = 'statutory'`; a sentence belongs \
             in `asks`"
                .to_owned(),
        );
    }
    faults
}

impl Condition {
    /// Parses and types a condition; every fault at once, in the order of the text.
    pub fn compile(text: &str, fields: &[Field]) -> Result<Self, Vec<Fault>> {
        let screened = screen::screen(text, fields);
        let mut faults = screened.faults;
        let mut typed = None;
        if screened.parses {
            match parse::parse(&screened.words) {
                Ok(parsed) => {
                    let (found, more) =
                        types::condition(&parsed, &screened.words, &screened.fields);
                    typed = found;
                    faults.extend(more);
                }
                Err(fault) => faults.push(fault),
            }
        }
        match typed {
            Some(typed) if faults.is_empty() => Ok(Self {
                columns: screened.fields.iter().map(|f| f.name.clone()).collect(),
                fields: screened.fields,
                test: Arc::new(typed),
                text: text.to_owned(),
            }),
            Some(_) | None => {
                if faults.is_empty() {
                    faults.push(parse::unreadable(&screened.words));
                }
                faults.sort_by_key(|f| (f.range.start, f.range.end));
                Err(only_prose(faults))
            }
        }
    }

    /// The condition as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The columns it reads, sorted, each once.
    pub fn columns(&self) -> &[Arc<str>] {
        &self.columns
    }

    /// The condition in plain English, as a fragment that follows "where".
    pub fn english(&self) -> String {
        english::say(&self.test, &self.fields)
    }

    /// The conditions that must all hold, each in plain English.
    pub fn parts(&self) -> Vec<String> {
        let say = |part| english::say(part, &self.fields);
        match &*self.test {
            Test::All(parts) => parts.iter().map(say).collect(),
            whole => vec![say(whole)],
        }
    }

    /// The furthest that it looks back from as-at, when it says so (`x > as_at() - 180`), in days.
    pub fn reach(&self) -> Option<u32> {
        reach::reach(&self.test)
    }

    /// The condition as it is where nothing may rest on a blank in some columns: each test that asks
    /// for one, or has something stand for it, is unknown. With the columns that this concerns; none
    /// where it concerns none.
    pub fn doubting(&self, doubtful: impl Fn(&str) -> bool) -> Option<(Self, Vec<Arc<str>>)> {
        let named = |position: &usize| self.fields.get(*position).map(|f| f.name.clone());
        let is_doubtful = |position: usize| named(&position).is_some_and(|name| doubtful(&name));
        let (test, found) = doubt::doubt(&self.test, &is_doubtful);
        let columns: Vec<Arc<str>> = found.iter().filter_map(named).collect();
        (!columns.is_empty()).then(|| {
            let test = Arc::new(test);
            (
                Self {
                    test,
                    ..self.clone()
                },
                columns,
            )
        })
    }

    /// Ties the condition to a table; an error when the calendar ends before as-at and is needed.
    ///
    /// A column that the table lacks, or holds with another type or other codes, reads as blank.
    pub fn bind<'a>(
        &'a self,
        table: &'a Table,
        clock: Clock<'a>,
    ) -> Result<Bound<'a>, BeyondHorizon> {
        let last = clock.calendar.last();
        if clock.as_at > last && !used::working_days(&self.test).is_empty() {
            return Err(BeyondHorizon {
                day: clock.as_at,
                last,
            });
        }
        Ok(Bound::new(&self.test, &self.fields, table, clock))
    }
}
