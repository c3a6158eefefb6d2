//! A sheet: a title, a line or two, and one table, with its headings kept in sight.

use rust_xlsxwriter::{
    DataValidation, ExcelDateTime, Format, FormatAlign, Table, TableColumn, TableStyle, Workbook,
    Worksheet, XlsxError,
};

use crate::calendar::Day;
use crate::report::one_line::at_most;

/// The most characters of a cell; Excel takes 32,767.
const LONGEST: usize = 8_000;
/// The most rows of a table; Excel takes 1,048,576 with all that stands above.
const MOST_ROWS: usize = 1_000_000;

/// A value of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// A text.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A decimal, shown as it was cut off.
    Decimal(String),
    /// A day.
    Day(Day),
}

impl Cell {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A text, or these words where there is none.
    pub(super) fn text_or(text: &str, none: &str) -> Self {
        Self::text(if text.is_empty() { none } else { text })
    }

    /// A day, or these words where there is none.
    pub(super) fn day_or(day: Option<Day>, none: &str) -> Self {
        day.map_or_else(|| Self::text(none), Self::Day)
    }
}

/// A column of a table.
pub(super) struct Column {
    /// Its heading; no two of a table are alike.
    pub(super) heading: &'static str,
    /// Its width in characters.
    pub(super) width: u16,
    /// What its cells may hold, where people fill it in.
    pub(super) rule: Option<DataValidation>,
}

/// A column that is only read.
pub(super) fn column(heading: &'static str, width: u16) -> Column {
    Column {
        heading,
        width,
        rule: None,
    }
}

/// A sheet with one table.
pub(super) struct Sheet {
    /// Its name on the tab, which is the table's name, too.
    pub(super) name: &'static str,
    /// Its first line.
    pub(super) title: String,
    /// Lines below the first.
    pub(super) lines: Vec<String>,
    /// The columns of its table.
    pub(super) columns: Vec<Column>,
    /// The rows of its table; where there are none, the table says so.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Adds the sheet to a workbook.
    pub(super) fn write(self, book: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet().set_name(self.name)?;
        let title = Format::new().set_bold().set_font_size(14);
        sheet.write_string_with_format(0, 0, at_most(&self.title, LONGEST), &title)?;
        let mut row = 1;
        for line in &self.lines {
            sheet.write_string(row, 0, at_most(line, LONGEST))?;
            row += 1;
        }
        self.table(sheet, row)?;
        sheet.set_freeze_panes(row + 1, 0)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(row, row)?;
        Ok(())
    }

    fn table(&self, sheet: &mut Worksheet, top: u32) -> Result<(), XlsxError> {
        let headings: Vec<TableColumn> = self
            .columns
            .iter()
            .map(|column| TableColumn::new().set_header(column.heading))
            .collect();
        let rows = u32::try_from(self.rows.len().clamp(1, MOST_ROWS)).unwrap_or(1);
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(0);
        let table = Table::new()
            .set_name(self.name)
            .set_style(TableStyle::Light1)
            .set_columns(&headings)
            .set_alt_text(at_most(&self.title, 250));
        for (at, column) in (0..).zip(&self.columns) {
            sheet.set_column_width(at, column.width)?;
            if let Some(rule) = &column.rule {
                sheet.add_data_validation(top + 1, at, top + rows, at, rule)?;
            }
        }
        sheet.add_table(top, 0, top + rows, last, &table)?;
        if self.rows.is_empty() {
            sheet.write_string(top + 1, 0, "none")?;
        }
        for (row, cells) in (top + 1..).zip(self.rows.iter().take(MOST_ROWS)) {
            for (at, cell) in (0..).zip(cells) {
                write(sheet, row, at, cell)?;
            }
        }
        Ok(())
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    let prose = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let number = Format::new().set_align(FormatAlign::Top);
    match cell {
        Cell::Text(text) => {
            sheet.write_string_with_format(row, column, at_most(text, LONGEST), &prose)?;
        }
        // A count is far below what a number of Excel's holds exactly.
        Cell::Count(count) => match u32::try_from(*count) {
            Ok(count) => {
                sheet.write_number_with_format(row, column, count, &number)?;
            }
            Err(_) => {
                sheet.write_string_with_format(row, column, count.to_string(), &prose)?;
            }
        },
        Cell::Decimal(text) => match text.parse::<f64>() {
            Ok(value) if value.is_finite() => {
                sheet.write_number_with_format(row, column, value, &number)?;
            }
            Ok(_) | Err(_) => {
                sheet.write_string_with_format(row, column, at_most(text, LONGEST), &prose)?;
            }
        },
        Cell::Day(day) => match excel_day(*day) {
            Some(value) => {
                let days = number
                    .set_num_format("dd/mm/yyyy")
                    .set_align(FormatAlign::Left);
                sheet.write_datetime_with_format(row, column, &value, &days)?;
            }
            None => {
                sheet.write_string_with_format(row, column, day.to_string(), &prose)?;
            }
        },
    }
    Ok(())
}

/// A day as Excel has it; none before 1900.
fn excel_day(day: Day) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let month = u8::try_from(day.month()).ok()?;
    ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).ok()?).ok()
}
