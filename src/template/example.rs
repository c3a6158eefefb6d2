//! The example: one row of the list as it could be filled in, on a sheet that is not counted.

use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

use super::form::Form;
use super::{list, style};
use crate::calendar::Day;
use crate::evidence::template::EXAMPLE;
use crate::evidence::template::example::{Value, value};

/// The row of the headings, from 0.
const HEADINGS: u32 = 2;

/// Writes the headings and an example below them.
pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, EXAMPLE, &style::title())?;
    list::headings(sheet, HEADINGS, form)?;
    let dates = Format::new().set_num_format(style::DATES);
    let row = HEADINGS + 1;
    for (field, at) in form.columns.iter().zip(0..) {
        match value(field.spec, field.at) {
            Value::Day(day) => sheet.write_with_format(row, at, excel(day)?, &dates)?,
            Value::Number(number) => sheet.write_number(row, at, number)?,
            Value::Text(text) => sheet.write_string(row, at, text)?,
        };
    }
    Ok(())
}

fn excel(day: Day) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::parse_from_str(&day.to_string())
}
