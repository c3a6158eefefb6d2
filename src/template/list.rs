//! The list itself: its headings, and what each column takes.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula,
    Note, Worksheet, XlsxError,
};

use super::form::{Field, Form};
use super::notes::Layout;
use super::{questions, style, words};
use crate::evidence::template::{NOTHING, NOTHING_ASKS};
use crate::table::ColumnType;

/// The last row of a sheet.
const LAST_ROW: u32 = 1_048_575;
/// Whom a note is from; a note must say somebody.
const AUTHOR: &str = "reinspect";
/// The most characters of a prompt's title and of its text.
const PROMPT: (usize, usize) = (32, 255);

/// Writes the headings alone, and lays the rules of every column over the rows to come.
pub(super) fn write(
    sheet: &mut Worksheet,
    form: &Form<'_>,
    notes: &Layout<'_>,
) -> Result<(), XlsxError> {
    let top = if form.dataset.empty_means_none {
        ask(sheet)?;
        1
    } else {
        0
    };
    headings(sheet, top, form)?;
    sheet.set_freeze_panes(top + 1, 0)?;
    if let Some(last) = form.columns.len().checked_sub(1) {
        sheet.autofilter(top, 0, LAST_ROW, u16::try_from(last).unwrap_or(u16::MAX))?;
    }
    for (field, at) in form.columns.iter().zip(0..) {
        let column = field.spec;
        if let Some(asks) = questions::asked(field) {
            sheet.insert_note(
                top,
                at,
                &Note::new(asks).set_author(AUTHOR).add_author_prefix(false),
            )?;
        }
        if let Some(format) = format(column.kind) {
            sheet.set_column_format(at, &format)?;
        }
        let values = notes.values_of(column, usize::from(at));
        let rule = rule(field, values)?;
        sheet.add_data_validation(top + 1, at, LAST_ROW, at, &rule)?;
    }
    Ok(())
}

/// Asks above the headings for the day on which there was nothing to record.
///
/// Rows alone cannot tell a list that nobody opened from one that is empty, and this row is still
/// there when the list is saved as CSV or without its other sheets.
fn ask(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, NOTHING, &style::label())?;
    sheet.write_blank(0, 1, &style::empty_date())?;
    sheet.write_string_with_format(0, 2, NOTHING_ASKS, &Format::new().set_italic())?;
    let from = ExcelDateTime::from_ymd(1900, 1, 1)?;
    let a_date = DataValidation::new()
        .allow_date(DataValidationRule::GreaterThanOrEqualTo(from))
        .set_error_message("A date as dd/mm/yyyy.")?;
    sheet.add_data_validation(0, 1, 0, 1, &a_date)?;
    Ok(())
}

/// Writes the headings of a list into a row, and gives its columns their widths.
pub(super) fn headings(sheet: &mut Worksheet, row: u32, form: &Form<'_>) -> Result<(), XlsxError> {
    let [needed, other] = [true, false].map(style::heading);
    for (field, at) in form.columns.iter().zip(0..) {
        let heading = words::heading(field.spec);
        let format = if field.spec.required { &needed } else { &other };
        sheet.write_string_with_format(row, at, heading, format)?;
        sheet.set_column_width(at, width(heading))?;
    }
    Ok(())
}

/// How the cells of a column are shown; identifiers keep the zeros before them.
fn format(kind: ColumnType) -> Option<Format> {
    match kind {
        ColumnType::Date => Some(Format::new().set_num_format(style::DATES)),
        ColumnType::Text => Some(Format::new().set_num_format("@")),
        ColumnType::Number | ColumnType::YesNo | ColumnType::Code => None,
    }
}

fn rule(field: &Field<'_>, values: Option<String>) -> Result<DataValidation, XlsxError> {
    let column = field.spec;
    let rule = DataValidation::new();
    let rule = match column.kind {
        ColumnType::Date => rule.allow_date(DataValidationRule::GreaterThanOrEqualTo(
            ExcelDateTime::from_ymd(1900, 1, 1)?,
        )),
        ColumnType::Number => rule.allow_decimal_number(DataValidationRule::Between(-1e9, 1e9)),
        ColumnType::YesNo => rule.allow_list_strings(&["Yes", "No"])?,
        ColumnType::Text | ColumnType::Code => match values {
            Some(cells) => rule.allow_list_formula(Formula::new(format!("={cells}"))),
            None => rule.allow_any_value(),
        },
    };
    let what = words::what_to_write(column);
    let needed = if column.required { "Required. " } else { "" };
    // The question comes first: it is what is read in the cell that waits for its answer.
    let asks = questions::asked(field).map_or_else(String::new, |asks| format!("{asks} "));
    let heading = words::cut(words::heading(column), PROMPT.0);
    rule.set_input_title(&heading)?
        .set_input_message(words::cut(&format!("{asks}{needed}{what}"), PROMPT.1))?
        .set_error_title(heading)?
        .set_error_message(words::cut(&what, PROMPT.1))
        .map(|rule| {
            rule.set_error_style(match column.others {
                // Any value may stand there: those given are help alone.
                Some(_) => DataValidationErrorStyle::Information,
                None => DataValidationErrorStyle::Stop,
            })
        })
}

/// Wide enough for a heading in two lines.
fn width(heading: &str) -> f64 {
    let letters = u32::try_from(heading.chars().count()).unwrap_or(u32::MAX);
    f64::from((letters / 2 + 6).clamp(14, 40))
}
