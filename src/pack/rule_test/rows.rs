//! Rows of a test, each value held against the column that it stands for.

use super::Row;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::pack::raw::Spanned;
use crate::pack::raw::fields::listed;
use crate::pack::raw::values::Entries;
use crate::pack::scalar::Scalar;
use crate::pack::validate::Check;
use crate::pack::validate::lists::unknown_column;
use crate::pack::{ColumnSpec, Dataset, Pack};
use crate::table::{ColumnType, SCALE};

/// The most rows that one line may stand for.
const MOST: i64 = 100_000;

/// Reads rows of a dataset and reports what does not fit its columns.
pub(super) fn read(
    list: &[Spanned<Entries<Scalar>>],
    dataset: &str,
    pack: &Pack,
    check: &mut Check<'_>,
) -> Vec<Row> {
    let Some(dataset) = pack.datasets.get(dataset) else {
        return Vec::new();
    };
    list.iter()
        .map(|row| one_row(row, dataset, check))
        .collect()
}

fn one_row(row: &Spanned<Entries<Scalar>>, dataset: &Dataset, check: &mut Check<'_>) -> Row {
    let mut read = Row {
        values: Vec::new(),
        repeat: 1,
        place: check.place(&row.span),
    };
    for (name, value) in &row.value.0 {
        if name.value == "repeat" {
            read.repeat = repeat(value, check);
        } else if let Some(column) = dataset.column(&name.value) {
            fits(column, value, check);
            let place = check.place(&value.span);
            read.values
                .push((name.value.clone(), value.value.clone(), place));
        } else {
            check.report(unknown_column(&name.value, dataset), &name.span);
        }
    }
    read
}

fn repeat(value: &Spanned<Scalar>, check: &mut Check<'_>) -> u32 {
    let whole = match value.value {
        Scalar::Number(number) if number % SCALE == 0 => Some(number / SCALE),
        Scalar::Number(_) | Scalar::Text(_) | Scalar::YesNo(_) | Scalar::Date(_) => None,
    };
    let fitting = whole.filter(|whole| (1..=MOST).contains(whole));
    let rows = fitting.and_then(|whole| u32::try_from(whole).ok());
    rows.unwrap_or_else(|| {
        let fault = Diagnostic::new(Code::BadValue, "`repeat` says how many such rows there are")
            .found(check.quote(&value.span))
            .expected(format!("a whole number from 1 to {MOST}"))
            .help("write how many rows are meant");
        check.report(fault, &value.span);
        1
    })
}

/// A text fits every column, as it does in a sheet: one that cannot be read is blank there too.
///
/// A code is held against the column all the same. A misspelt one would read as blank, and the test
/// would show something else than it says.
fn fits(column: &ColumnSpec, value: &Spanned<Scalar>, check: &mut Check<'_>) {
    let needed = match (column.kind, &value.value) {
        (
            ColumnType::Text | ColumnType::Number | ColumnType::YesNo | ColumnType::Date,
            Scalar::Text(_),
        )
        | (ColumnType::Number, Scalar::Number(_))
        | (ColumnType::YesNo, Scalar::YesNo(_))
        | (ColumnType::Date, Scalar::Date(_)) => return,
        (ColumnType::Code, Scalar::Text(text)) => return code(column, text, value, check),
        (ColumnType::Text, _) => "a text in quotes",
        (ColumnType::Code, _) => "one of its codes in quotes",
        (ColumnType::Number, _) => "a number, without quotes",
        (ColumnType::YesNo, _) => "`true` or `false`, without quotes",
        (ColumnType::Date, _) => "a date such as 2026-04-01, without quotes",
    };
    let fault = Diagnostic::new(
        Code::WrongType,
        format!("`{}` takes another type of value", column.name),
    )
    .found(check.quote(&value.span))
    .expected(needed)
    .help(format!("write {needed}"));
    check.report(fault, &value.span);
}

fn code(column: &ColumnSpec, text: &str, value: &Spanned<Scalar>, check: &mut Check<'_>) {
    if column.codes.iter().any(|code| code == text) {
        return;
    }
    let codes: Vec<&str> = column.codes.iter().map(String::as_str).collect();
    let meant = spelt(text, column).or_else(|| nearest(text, codes.iter().copied()));
    let fault = Diagnostic::new(
        Code::UnknownCode,
        format!("`{}` has no such code", column.name),
    )
    .found(check.quote(&value.span))
    .expected(format!("one of {}", listed(&codes)))
    .help(match meant {
        Some(code) => format!("did you mean `{code}`?"),
        None => "use one of the codes, or add it to the dataset".to_owned(),
    });
    check.report(fault, &value.span);
}

/// The code that a text is an accepted spelling of: lists may use it, tests use the code itself.
fn spelt<'c>(text: &str, column: &'c ColumnSpec) -> Option<&'c str> {
    let folded = text.trim().to_lowercase();
    let is_spelling = |spelling: &String| spelling.trim().to_lowercase() == folded;
    let mut pairs = column.codes.iter().zip(&column.spellings);
    let found = pairs.find(|(_, spellings)| spellings.iter().any(is_spelling));
    found.map(|(code, _)| code.as_str())
}
