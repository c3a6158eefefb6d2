//! What is asked of a list only where evidence is listed: whom its rows are about, what they tell that
//! other lists tell too, and of columns whose values are not kept, which cells hold anything and which
//! are at fault.
//!
//! Identifiers and birth dates are made into hashes cell by cell; nothing of them is kept.

use std::num::NonZeroU64;

use super::columns::Reading;
use crate::evidence::ProblemKind;
use crate::evidence::extract::{CellCount, Fact, Survey, When};
use crate::evidence::recognise::{Fit, Means};
use crate::pack::{ColumnSpec, Dataset, Personal};
use crate::table::Cell;
use crate::table::hash;

/// What one column tells of each row's subject.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// For each row a hash of what its cell means; none where it is blank or cannot be read.
    values: Option<Vec<Option<NonZeroU64>>>,
    /// For each row its day.
    days: Option<Vec<When>>,
}

/// Which columns of a list tell of its subjects.
pub(super) struct Watched<'r> {
    dataset: &'r Dataset,
    /// Whether the column that names the subject is there, without which the others tell nothing.
    names: bool,
    /// Whether both days that a row is open between are there.
    spans: bool,
}

impl<'r> Watched<'r> {
    pub(super) fn of(fit: &Fit<'r>) -> Self {
        let dataset = fit.dataset;
        let subject = dataset.subject.as_ref();
        let has = |name: &str| {
            let column = dataset.columns.iter().position(|spec| *spec.name == *name);
            let means = |column| {
                fit.headings
                    .iter()
                    .any(|h| h.means == Means::Column(column))
            };
            column.is_some_and(means)
        };
        let open = subject.and_then(|subject| subject.open.as_ref());
        Self {
            dataset,
            names: subject.is_some_and(|subject| has(&subject.column)),
            spans: open.is_some_and(|open| has(&open.from) && has(&open.until)),
        }
    }

    /// What a column is to tell; none where nothing is asked of it.
    pub(super) fn told(&self, column: &str) -> Option<Told> {
        let subject = self.dataset.subject.as_ref().filter(|_| self.names)?;
        let is_fact = subject.facts.iter().any(|(of, _)| of == column);
        let open = subject.open.as_ref().filter(|_| self.spans);
        let is_day = open.is_some_and(|open| open.from == column || open.until == column);
        let told = Told {
            values: (is_fact || subject.column == column).then(Vec::new),
            days: is_day.then(Vec::new),
        };
        (told.values.is_some() || told.days.is_some()).then_some(told)
    }
}

impl Told {
    /// The same, with nothing told.
    pub(super) fn anew(&self) -> Self {
        Self {
            values: self.values.as_ref().map(|_| Vec::new()),
            days: self.days.as_ref().map(|_| Vec::new()),
        }
    }

    /// Takes in what the rows that follow tell.
    pub(super) fn join(&mut self, more: Self) {
        let Self { values, days } = more;
        if let (Some(all), Some(more)) = (&mut self.values, values) {
            all.extend(more);
        }
        if let (Some(all), Some(more)) = (&mut self.days, days) {
            all.extend(more);
        }
    }

    /// Takes in a row's cell, whose text has a hash that is known.
    pub(super) fn take(
        &mut self,
        read: &Result<Cell<'_>, ProblemKind>,
        text_hash: u64,
        spec: &ColumnSpec,
    ) {
        if let Some(values) = &mut self.values {
            let value = read
                .as_ref()
                .ok()
                .and_then(|cell| meaning(*cell, text_hash, spec));
            values.push(value.and_then(NonZeroU64::new));
        }
        if let Some(days) = &mut self.days {
            days.push(match read {
                Ok(Cell::Date(day)) => When::On(*day),
                Ok(Cell::Blank) => When::Blank,
                Ok(Cell::Text(_) | Cell::Number(_) | Cell::YesNo(_) | Cell::Code(_)) | Err(_) => {
                    When::Unclear
                }
            });
        }
    }
}

/// A hash of what a cell means, the same in every list; none where it is blank.
fn meaning(cell: Cell<'_>, text_hash: u64, spec: &ColumnSpec) -> Option<u64> {
    match cell {
        Cell::Blank => None,
        // Identifiers come in lower case already.
        Cell::Text(_) if spec.personal == Some(Personal::Identifier) => Some(text_hash),
        Cell::Text(text) => Some(hash::of(text.to_lowercase().as_bytes())),
        Cell::Date(day) => Some(hash::of(&day.number().to_le_bytes())),
        Cell::Number(number) => Some(hash::of(&number.to_le_bytes())),
        Cell::YesNo(yes) => Some(hash::of(&[u8::from(yes)])),
        // Of two values that are not listed nothing tells whether they mean one thing.
        Cell::Code(code) if spec.others == Some(code) => None,
        Cell::Code(code) => {
            let word = spec.codes.get(usize::from(code))?;
            Some(hash::of(word.as_bytes()))
        }
    }
}

/// What the columns of a list told, of which one may show that it writes its dates month first.
pub(super) fn survey(
    dataset: &Dataset,
    readings: &mut [Reading<'_>],
    is_month_first: bool,
) -> Survey {
    let undecoded = readings.iter().filter(|column| column.values.is_none());
    let undecoded = undecoded.map(|column| CellCount {
        column: column.spec.name.to_string(),
        filled: column.filled,
        unreadable: column.unreadable,
        others: 0,
    });
    let mut survey = Survey {
        undecoded: undecoded.collect(),
        ..Survey::default()
    };
    let Some(subject) = &dataset.subject else {
        return survey;
    };
    // Whom a row is about is nothing that can differ between two rows about the same.
    let facts = subject
        .facts
        .iter()
        .filter(|(name, _)| *name != subject.column);
    for (name, _) in facts {
        survey.facts.extend(fact(name, readings, is_month_first));
    }
    if let Some(open) = &subject.open {
        let from = days(&open.from, readings, is_month_first);
        let until = days(&open.until, readings, is_month_first);
        survey.open = from
            .zip(until)
            .map(|(from, until)| from.into_iter().zip(until).map(Into::into).collect());
    }
    let mut named = readings
        .iter_mut()
        .filter(|c| *c.spec.name == *subject.column);
    let told = named.next().and_then(|column| column.told.as_mut());
    survey.subjects = told.and_then(|told| told.values.take()).unwrap_or_default();
    survey
}

/// What the column of a fact told.
fn fact(name: &str, readings: &mut [Reading<'_>], is_month_first: bool) -> Option<Fact> {
    let column = readings.iter_mut().find(|c| *c.spec.name == *name)?;
    let doubtful = column.is_doubtful(is_month_first);
    let mut values = column.told.as_mut()?.values.take()?;
    if doubtful {
        values.fill(None);
    }
    Some(Fact {
        column: name.to_owned(),
        values,
        doubtful,
    })
}

/// The days that a column told.
fn days(name: &str, readings: &mut [Reading<'_>], is_month_first: bool) -> Option<Vec<When>> {
    let column = readings.iter_mut().find(|c| *c.spec.name == *name)?;
    let doubtful = column.is_doubtful(is_month_first);
    let mut days = column.told.as_mut()?.days.take()?;
    if doubtful {
        let told = days.iter_mut().filter(|day| **day != When::Blank);
        told.for_each(|day| *day = When::Unclear);
    }
    Some(days)
}

/// What rows are counted in, by the name of a cell: `record 3` is in records, `C3` in rows.
pub(super) fn counted_in(name: &str) -> String {
    let word = name.split_once(' ').map_or("row", |(word, _)| word);
    word.to_owned()
}
