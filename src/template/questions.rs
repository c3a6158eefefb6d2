//! The questions that an auditor answers: each with its heading, its answers and what it is asked for.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::form::{Field, Form};
use super::{style, words};
use crate::evidence::template::QUESTIONS;
use crate::pack::Measure;
use crate::table::ColumnType;

/// The most criteria that are named beside one question.
const NAMED: usize = 4;

/// How an auditor answers, above the questions.
const HOW: &str = "Answer from what the record shows, not from what you think was done. Where the \
                   record does not show it, the answer is No. The last column says of which \
                   records an answer counts; of others it may stay blank.";

/// Whether a form asks anything.
pub(super) fn are_asked(form: &Form<'_>) -> bool {
    form.columns.iter().any(|field| asked(field).is_some())
}

/// The question of a column, where its criteria read it.
pub(super) fn asked<'p>(field: &Field<'p>) -> Option<&'p str> {
    field
        .spec
        .asks
        .as_deref()
        .filter(|_| !field.serves.is_empty())
}

/// Writes a row for each question and each criterion that its answer serves.
pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>) -> Result<(), XlsxError> {
    let columns = [
        ("Column", 26),
        ("Question", 50),
        ("Answer", 34),
        ("It shows whether", 46),
        ("Why that matters", 50),
        ("Counted", 50),
    ];
    sheet.write_string_with_format(0, 0, QUESTIONS, &style::title())?;
    sheet.merge_range(1, 0, 1, 4, HOW, &style::prose())?;
    sheet.set_row_height(1, 32)?;
    for ((heading, width), at) in columns.into_iter().zip(0..) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(2, at, heading, &style::heading(false))?;
    }
    sheet.set_freeze_panes(3, 2)?;
    let mut row = 3;
    for field in &form.columns {
        if let Some(asks) = asked(field) {
            let cells = [words::heading(field.spec), asks, &answers(field)];
            for (cell, at) in cells.into_iter().zip(0..) {
                sheet.write_string_with_format(row, at, cell, &style::prose())?;
            }
            row = serves(sheet, row, field, form)?;
        }
    }
    Ok(())
}

/// Writes the criteria that an answer serves below each other, and says which row comes next.
fn serves(
    sheet: &mut Worksheet,
    mut row: u32,
    field: &Field<'_>,
    form: &Form<'_>,
) -> Result<u32, XlsxError> {
    let mut write = |row, cells: [&str; 3]| {
        for (cell, at) in cells.into_iter().zip(3..) {
            sheet.write_string_with_format(row, at, cell, &style::prose())?;
        }
        Ok::<(), XlsxError>(())
    };
    for criterion in field.serves.iter().take(NAMED) {
        let counted = counted(&criterion.measure, field, form);
        write(row, [&criterion.title, &criterion.why, &counted])?;
        row += 1;
    }
    let more = field.serves.len().saturating_sub(NAMED);
    if more > 0 {
        let criteria = if more == 1 { "criterion" } else { "criteria" };
        write(row, [&format!("and {more} more {criteria}"), "", ""])?;
        row += 1;
    }
    Ok(row)
}

/// Of which rows a criterion counts the answer.
fn counted(measure: &Measure, field: &Field<'_>, form: &Form<'_>) -> String {
    let scope = measure.scope().filter(|scope| scope.of == form.dataset.id);
    let filter = scope.and_then(|scope| scope.filter.as_ref());
    let chooses = filter.is_some_and(|f| f.columns().contains(&field.spec.name));
    match filter {
        Some(_) if chooses => format!("Decides which {} are counted", form.dataset.rows_are),
        Some(filter) => labelled(format!("Where {}", filter.english()), form),
        None => format!("For all {}", form.dataset.rows_are),
    }
}

/// A text with every code as the drop-downs show it.
fn labelled(mut text: String, form: &Form<'_>) -> String {
    for spec in form.columns.iter().map(|field| field.spec) {
        for (code, label) in spec.codes.iter().zip(words::labels(spec)) {
            text = text.replace(&format!("'{code}'"), label);
        }
    }
    text
}

/// What may be answered, with every code by its name.
fn answers(field: &Field<'_>) -> String {
    let spec = field.spec;
    let what = words::what_to_write(spec);
    match spec.kind {
        ColumnType::Code => {
            let labels: Vec<&str> = words::labels(spec).collect();
            format!("{what} They are: {}.", labels.join("; "))
        }
        ColumnType::Text | ColumnType::Date | ColumnType::Number | ColumnType::YesNo => what,
    }
}
