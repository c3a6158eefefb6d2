//! Binary workbooks (XLSB), cell by cell; behind the feature `xlsb`.

use std::io::Cursor;

use calamine::{Reader, Xlsb, XlsbError};

use super::rows::SheetRows;
use super::{Content, Input, Unreadable, package, sheets, workbook, xls};

/// Reads the sheets of a workbook.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    if !xls::is_old_workbook(input.bytes) {
        package::open(input.bytes, workbook::MOST)?;
    }
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(input.bytes)).map_err(|e| why(&e))?;
    let epoch = sheets::epoch(book.has_1904_epoch());
    let properties = book.workbook_properties().ok();
    let mut content = Content {
        own_date: properties.and_then(|p| sheets::own_date(&p)),
        ..Content::default()
    };
    let all = book.sheets_metadata().to_vec();
    let with_cells = sheets::with_cells(&all);
    for (_, sheet) in &with_cells {
        let spot = sheets::spot(input.path, sheet, &with_cells);
        let mut rows = SheetRows::new(input.request, spot, epoch);
        let read = cells(&mut book, &sheet.name, &mut rows).map_err(|e| why(&e));
        content.sheet(spot, rows, read);
    }
    Ok(content)
}

fn cells<'a>(
    book: &'a mut Xlsb<Cursor<&[u8]>>,
    sheet: &str,
    rows: &mut SheetRows<'_, 'a, '_>,
) -> Result<(), XlsbError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        if let Some(value) = workbook::value(&cell) {
            rows.cell(row, column, value);
        }
    }
    Ok(())
}

/// The library's errors may quote the file, so only their kind goes on.
fn why(error: &XlsbError) -> Unreadable {
    match error {
        XlsbError::Password => Unreadable::Protected,
        _ => Unreadable::Damaged,
    }
}
