//! What a criterion may say of lists: datasets, columns, conditions, and how far back they reach.

use std::ops::Range;

use super::Check;
use super::dataset::Datasets;
use crate::calendar::{Span, Unit};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, string_map};
use crate::expression::{Condition, Fault};
use crate::pack::raw::Spanned;
use crate::pack::{ColumnSpec, Dataset, Personal};
use crate::table::ColumnType;

/// The lists of a pack, while a criterion is held against them.
#[derive(Debug)]
pub(super) struct Lists<'c, 's, 'd> {
    pub(super) check: &'c mut Check<'s>,
    datasets: &'d Datasets,
    /// Columns that were warned of already, so that each is reported once a criterion.
    warned: Vec<(Code, &'d str, &'d str)>,
}

impl<'c, 's, 'd> Lists<'c, 's, 'd> {
    pub(super) fn new(check: &'c mut Check<'s>, datasets: &'d Datasets) -> Self {
        Self {
            check,
            datasets,
            warned: Vec::new(),
        }
    }

    /// A dataset by its name; an unknown one is reported.
    pub(super) fn dataset(&mut self, name: &str, span: &Range<usize>) -> Option<&'d Dataset> {
        let datasets = self.datasets;
        if let Some(dataset) = datasets.known.get(name) {
            return dataset.as_ref();
        }
        if !datasets.partial {
            let names = datasets.known.keys().map(String::as_str);
            let fault = unknown_dataset(name, names);
            self.check.report(fault, span);
        }
        None
    }

    /// A column of one type; another type or an unknown column is reported.
    pub(super) fn column(
        &mut self,
        dataset: Option<&'d Dataset>,
        name: Option<&Spanned<String>>,
        needed: ColumnType,
    ) -> Option<String> {
        let name = name?;
        self.column_at(dataset?, &name.value, &name.span, needed)
    }

    /// The same for a name that is only a part of a text.
    pub(super) fn column_at(
        &mut self,
        dataset: &'d Dataset,
        name: &str,
        span: &Range<usize>,
        needed: ColumnType,
    ) -> Option<String> {
        let Some(column) = dataset.column(name) else {
            let fault = unknown_column(name, dataset);
            self.check.report(fault, span);
            return None;
        };
        if column.kind != needed {
            let fault = wrong_type(column, dataset, needed);
            self.check.report(fault, span);
            return None;
        }
        self.reads(dataset, column, |_| span.clone());
        Some(name.to_owned())
    }

    /// A condition over a dataset; each of its faults is reported at its own words.
    pub(super) fn condition(
        &mut self,
        dataset: Option<&'d Dataset>,
        text: Option<&Spanned<String>>,
    ) -> Option<Condition> {
        let (dataset, text) = (dataset?, text?);
        let condition = match Condition::compile(&text.value, &dataset.fields()) {
            Ok(condition) => condition,
            Err(faults) => {
                for fault in faults {
                    self.fault(fault, &text.span);
                }
                return None;
            }
        };
        for name in condition.columns() {
            if let Some(column) = dataset.column(name) {
                self.reads(dataset, column, |lists| lists.word(name, text));
            }
        }
        if let Some(days) = condition.reach() {
            let reach = Span {
                count: days,
                unit: Unit::Days,
            };
            self.reaches(dataset, reach, &text.span);
        }
        Some(condition)
    }

    /// Reports a span that reaches further back than the dataset does.
    pub(super) fn reaches(&mut self, dataset: &Dataset, span: Span, at: &Range<usize>) {
        let Some(covers) = dataset.covers.filter(|covers| days(*covers) < days(span)) else {
            return;
        };
        let diagnostic = Diagnostic::new(
            Code::ReachesTooFar,
            format!("`{}` does not reach back so far", dataset.id),
        )
        .found(format!("{span} back"))
        .expected(format!("at most {covers}, which the list covers"))
        .help("shorten it, or ask for a longer list and change the dataset's `covers`");
        self.check.report(diagnostic, at);
    }

    fn fault(&mut self, fault: Fault, literal: &Range<usize>) {
        let place = string_map::place(self.check.source, literal, &fault.range);
        let mut diagnostic = Diagnostic::new(fault.code, fault.message).maybe_help(fault.help);
        if place.start < place.end {
            diagnostic = diagnostic.found(self.check.quote(&(place.start..place.end)));
        }
        self.check.found.push(diagnostic.at(place));
    }

    /// Where a column stands in a condition.
    fn word(&self, name: &str, text: &Spanned<String>) -> Range<usize> {
        let Some(characters) = find_word(&text.value, name) else {
            return text.span.clone();
        };
        let place = string_map::place(self.check.source, &text.span, &characters);
        place.start..place.end
    }

    /// Warns of what a column that a criterion reads should not hold, or lacks; the place is looked for
    /// only then.
    fn reads(
        &mut self,
        dataset: &'d Dataset,
        column: &'d ColumnSpec,
        span: impl Fn(&Self) -> Range<usize>,
    ) {
        self.personal(dataset, column, &span);
        // What names the record is given by the record, and asked of nobody.
        let is_key = dataset.key.iter().any(|key| **key == *column.name);
        if !dataset.is_audit_return() || column.asks.is_some() || is_key {
            return;
        }
        let warning = Diagnostic::new(
            Code::NoQuestion,
            "no question asks the auditor for what this criterion reads",
        )
        .found(format!("`{}` of `{}`", column.name, dataset.id))
        .expected("a column with `asks`")
        .help(
            "add `asks = \"…?\"` to the column in its dataset; `init` writes it into the template",
        );
        self.warn_once(dataset, column, &span, warning);
    }

    /// Reports something of a column the first time that a criterion gives reason to.
    fn warn_once(
        &mut self,
        dataset: &'d Dataset,
        column: &'d ColumnSpec,
        span: &impl Fn(&Self) -> Range<usize>,
        what: Diagnostic,
    ) {
        let key = (what.code, dataset.id.as_str(), &*column.name);
        if !self.warned.contains(&key) {
            self.warned.push(key);
            let span = span(self);
            self.check.report(what, &span);
        }
    }

    fn personal(
        &mut self,
        dataset: &'d Dataset,
        column: &'d ColumnSpec,
        span: &impl Fn(&Self) -> Range<usize>,
    ) {
        let what = match column.personal {
            Some(Personal::Name) => "a name",
            Some(Personal::Address) => "an address",
            Some(Personal::FreeText) => "free text",
            Some(Personal::Identifier | Personal::BirthDate) | None => return,
        };
        let warning = Diagnostic::new(
            Code::PersonalColumn,
            format!("this criterion needs a column that holds {what}"),
        )
        .found(format!("`{}` of `{}`", column.name, dataset.id))
        .expected("a column without names, addresses or free text")
        .help("ask whether a date, a code or yes and no would do");
        self.warn_once(dataset, column, span, warning);
    }
}

/// Says that there is no such dataset.
pub(crate) fn unknown_dataset<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let help = did_you_mean(name, known);
    Diagnostic::new(Code::UnknownDataset, "the pack describes no such dataset")
        .found(format!("`{name}`"))
        .expected("the id of a dataset")
        .help(help.unwrap_or_else(|| "correct the name or add the dataset".to_owned()))
}

/// Says that a dataset has no such column.
pub(crate) fn unknown_column(name: &str, dataset: &Dataset) -> Diagnostic {
    let names = || dataset.columns.iter().map(|column| &*column.name);
    let help = did_you_mean(name, names());
    let all: Vec<String> = names().take(12).map(|name| format!("`{name}`")).collect();
    let more = if names().count() > all.len() {
        "some of its columns are"
    } else {
        "its columns are"
    };
    Diagnostic::new(
        Code::UnknownColumn,
        format!("`{}` has no such column", dataset.id),
    )
    .found(format!("`{name}`"))
    .expected("the name of one of its columns")
    .help(help.unwrap_or_else(|| format!("{more} {}", all.join(", "))))
}

fn wrong_type(column: &ColumnSpec, dataset: &Dataset, needed: ColumnType) -> Diagnostic {
    let fitting: Vec<String> = dataset
        .columns
        .iter()
        .filter(|column| column.kind == needed)
        .map(|column| format!("`{}`", column.name))
        .collect();
    let help = match fitting.as_slice() {
        [] => format!("`{}` has no such column; add one", dataset.id),
        fitting => format!("columns of that type are {}", fitting.join(", ")),
    };
    Diagnostic::new(
        Code::WrongColumnType,
        format!("a column of type `{}` is needed here", needed.name()),
    )
    .found(format!(
        "`{}` of type `{}`",
        column.name,
        column.kind.name()
    ))
    .expected(format!("a column of type `{}`", needed.name()))
    .help(help)
}

/// Days, roughly: months have 30 or 31 by turns, five working days make a week.
fn days(span: Span) -> u64 {
    let count = u64::from(span.count);
    match span.unit {
        Unit::Days => count,
        Unit::Weeks => count * 7,
        Unit::WorkingDays => count * 7 / 5,
        Unit::Months => (count * 1461 + 24) / 48,
    }
}

/// The characters of a word in a condition, without regard to capitals.
fn find_word(text: &str, word: &str) -> Option<Range<usize>> {
    let characters: Vec<char> = text.to_ascii_lowercase().chars().collect();
    let length = word.chars().count();
    let is_part = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || *c == '_');
    (0..characters.len()).find_map(|start| {
        let end = start + length;
        let same = characters.get(start..end)?.iter().copied().eq(word.chars());
        let before = start.checked_sub(1).and_then(|at| characters.get(at));
        (same && !is_part(before) && !is_part(characters.get(end))).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::{days, find_word};
    use crate::calendar::Span;

    #[test]
    fn lengths_of_different_units_can_be_held_against_each_other() {
        let lengths = [
            ("6 months", 183),
            ("12 months", 365),
            ("1 month", 30),
            ("26 weeks", 182),
            ("10 working days", 14),
            ("180 days", 180),
        ];
        for (text, expected) in lengths {
            assert_eq!(days(Span::parse(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn a_column_is_found_as_a_whole_word() {
        assert_eq!(find_word("renamed or NAME = 'x'", "name"), Some(11..15));
        assert_eq!(find_word("é name", "name"), Some(2..6));
        assert_eq!(find_word("first_name", "name"), None);
    }
}
