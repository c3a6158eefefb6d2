//! Workbooks of Excel before 2007.
//!
//! The library lays every sheet out in full and gives up on all of them at the first that fails. So
//! where their cells lie is looked at first, and what fails is cut off before the rest is read.

mod compound;
mod cut;
mod extent;

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{Data, Reader, Xls, XlsError, Xlsx, XlsxError};

use super::rows::{SheetRows, Value};
use super::{Content, Input, Unreadable, sheets, workbook};
use crate::evidence::decode::Raw;
use compound::Stream;

type Book<'a> = Xls<Cursor<Cow<'a, [u8]>>>;

/// Whether bytes are a container such as old workbooks are in.
pub(super) fn is_old_workbook(bytes: &[u8]) -> bool {
    compound::is_compound(bytes)
}

/// Reads the sheets of a workbook.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    // A protected workbook of today is an old container around it.
    if matches!(
        Xlsx::new(Cursor::new(input.bytes)),
        Err(XlsxError::Password)
    ) {
        return Err(Unreadable::Protected);
    }
    let stream = Stream::of(input.bytes).ok_or(Unreadable::Damaged)?;
    let mut opened = cut::open(input.bytes, &stream)?;
    let book = &mut opened.book;
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
    for (at, sheet) in &with_cells {
        let spot = sheets::spot(input.path, sheet, &with_cells);
        let mut rows = SheetRows::new(input.request, spot, epoch);
        let range = opened
            .book
            .worksheet_range(&sheet.name)
            .map_err(|e| why(&e))?;
        let (top, left) = range.start().unwrap_or_default();
        let merges = opened.book.merge_cells_by_sheet_name(&sheet.name);
        rows.are_merged(
            merges
                .iter()
                .flatten()
                .filter_map(workbook::merge)
                .collect(),
        );
        rows.are_hidden(opened.hidden(*at));
        for (row, column, data) in range.used_cells() {
            let place =
                |at: usize, first: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(first);
            if let Some(value) = value(data) {
                rows.cell(place(row, top), place(column, left), value);
            }
        }
        content.sheet(spot, rows, opened.why(*at).map_or(Ok(()), Err));
    }
    Ok(content)
}

fn value(data: &Data) -> Option<Value<'_>> {
    let value = match data {
        Data::Empty => return None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            Value::Text(Cow::Borrowed(text))
        }
        Data::Float(number) => Value::Other(Raw::Number(*number)),
        #[expect(
            clippy::cast_precision_loss,
            reason = "Excel itself counts in 64-bit floats"
        )]
        Data::Int(number) => Value::Other(Raw::Number(*number as f64)),
        Data::Bool(yes) => Value::Other(Raw::Bool(*yes)),
        Data::DateTime(time) if time.is_duration() => Value::Other(Raw::Duration(time.as_f64())),
        Data::DateTime(time) => Value::Other(Raw::Serial(time.as_f64())),
        Data::Error(_) => Value::Other(Raw::Failed),
    };
    Some(value)
}

/// The library's errors may quote the file, so only their kind goes on.
fn why(error: &XlsError) -> Unreadable {
    match error {
        XlsError::Password => Unreadable::Protected,
        _ => Unreadable::Damaged,
    }
}
