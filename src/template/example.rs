//! The example: one row of the list as it could be filled in, on a sheet that is not counted.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::{list, style, words};
use crate::calendar::Day;
use crate::evidence::template::EXAMPLE;
use crate::pack::{ColumnSpec, Dataset, Personal};
use crate::table::ColumnType;

/// The row of the headings, from 0.
const HEADINGS: u32 = 2;

/// Writes the headings and an example below them.
pub(super) fn write(sheet: &mut Worksheet, dataset: &Dataset) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, EXAMPLE, &style::title())?;
    list::headings(sheet, HEADINGS, dataset)?;
    let dates = Format::new().set_num_format(style::DATES);
    let row = HEADINGS + 1;
    for (column, at) in dataset.columns.iter().zip(0..) {
        match column.kind {
            ColumnType::Date => {
                sheet.write_with_format(row, at, excel(day(column, at))?, &dates)?
            }
            ColumnType::Number => sheet.write_number(row, at, 2)?,
            ColumnType::YesNo => sheet.write_string(row, at, "Yes")?,
            ColumnType::Code => {
                let label = words::labels(column).next().unwrap_or_default();
                sheet.write_string(row, at, label)?
            }
            ColumnType::Text => sheet.write_string(row, at, text(column))?,
        };
    }
    Ok(())
}

fn text(column: &ColumnSpec) -> &'static str {
    match column.personal {
        Some(Personal::Identifier) => "EX0001",
        Some(Personal::BirthDate) => "09/03/2015",
        Some(Personal::Name | Personal::Address | Personal::FreeText) | None => "Example",
    }
}

/// A day for a column: later ones further to the right, as lists are mostly laid out.
fn day(column: &ColumnSpec, at: u16) -> Day {
    let (year, month) = match column.personal {
        Some(Personal::BirthDate) => (2015, 3),
        Some(Personal::Identifier | Personal::Name | Personal::Address | Personal::FreeText)
        | None => (2026, if column.planned { 11 } else { 9 }),
    };
    let first = Day::new(year, month, 1).unwrap_or(Day::MIN);
    first.plus_days(i64::from(at % 28))
}

fn excel(day: Day) -> Result<rust_xlsxwriter::ExcelDateTime, XlsxError> {
    rust_xlsxwriter::ExcelDateTime::parse_from_str(&day.to_string())
}
