//! Workbooks of Excel since 2007, read cell by cell.

mod scan;

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader, Xlsx, XlsxError};

use super::merges::Merge;
use super::package::{self, Package};
use super::rows::{SheetRows, Value};
use super::{Content, Input, Unreadable, sheets};
use crate::evidence::decode::Raw;
use scan::Scan;

/// The most that a workbook unpacks to.
pub(super) const MOST: u64 = 400 << 20;
/// The most of it that is its table of texts, which is held whole.
const MOST_TEXTS: u64 = 64 << 20;

/// Reads the sheets of a workbook.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    let mut package = package::open(input.bytes, MOST)?;
    texts_are_there(&mut package)?;
    let mut scan = Scan::of(&mut package)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(input.bytes)).map_err(|e| why(&e))?;
    let epoch = sheets::epoch(book.has_1904_epoch());
    let mut content = Content {
        own_date: book
            .workbook_properties()
            .ok()
            .and_then(|p| sheets::own_date(&p)),
        ..Content::default()
    };
    let all = book.sheets_metadata().to_vec();
    let with_cells = sheets::with_cells(&all);
    for (_, sheet) in &with_cells {
        let spot = sheets::spot(input.path, sheet, &with_cells);
        let mut rows = SheetRows::new(input.request, spot, epoch);
        rows.are_hidden(scan.hidden(&sheet.name));
        if scan.has_merges() {
            // What is wrong with the sheet is met again, and told, as its cells are read.
            let merges = book.merge_cells_by_sheet_name(&sheet.name);
            rows.are_merged(merges.iter().flatten().filter_map(merge).collect());
        }
        let read = cells(&mut book, &sheet.name, &mut rows).map_err(|e| why(&e));
        content.sheet(spot, rows, read);
    }
    Ok(content)
}

fn cells<'a>(
    book: &'a mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    rows: &mut SheetRows<'_, 'a, '_>,
) -> Result<(), XlsxError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        if let Some(value) = value(&cell) {
            rows.cell(row, column, value);
        }
    }
    Ok(())
}

#[inline]
pub(super) fn value<'a>(cell: &calamine::Cell<DataRef<'a>>) -> Option<Value<'a>> {
    let value = match cell.get_value() {
        DataRef::Empty => return None,
        DataRef::SharedString(text) => Value::Text(Cow::Borrowed(text)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Value::Text(Cow::Owned(text.clone()))
        }
        DataRef::Float(number) => Value::Other(Raw::Number(*number)),
        #[expect(
            clippy::cast_precision_loss,
            reason = "Excel itself counts in 64-bit floats"
        )]
        DataRef::Int(number) => Value::Other(Raw::Number(*number as f64)),
        DataRef::Bool(yes) => Value::Other(Raw::Bool(*yes)),
        DataRef::DateTime(time) if time.is_duration() => Value::Other(Raw::Duration(time.as_f64())),
        DataRef::DateTime(time) => Value::Other(Raw::Serial(time.as_f64())),
        DataRef::Error(_) => Value::Other(Raw::Failed),
    };
    Some(value)
}

pub(super) fn merge(cells: &Dimensions) -> Option<Merge> {
    Merge::of(cells.start, cells.end)
}

/// Refuses a table of texts that says it has more than it could: room is made for all of them first.
fn texts_are_there(package: &mut Package<'_>) -> Result<(), Unreadable> {
    // The shortest text is `<si/>`.
    const SHORTEST: u64 = 5;
    for at in 0..package.len() {
        let (size, start) = package::start_of(package, at, "sharedstrings.xml")?;
        if size > MOST_TEXTS {
            return Err(Unreadable::TooLarge);
        }
        let said = start.split_once("uniqueCount=").map(|(_, rest)| rest);
        let said = said.map(|rest| rest.trim_start_matches(['"', '\'']));
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let said = said.and_then(|rest| rest.get(..digits(rest)));
        let count = said.map_or(0, |digits| digits.parse().unwrap_or(u64::MAX));
        if count > size / SHORTEST {
            return Err(Unreadable::Damaged);
        }
    }
    Ok(())
}

/// The library's errors may quote the file, so only their kind goes on.
fn why(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Protected,
        _ => Unreadable::Damaged,
    }
}
