//! Workbooks of Excel before 2007.
//!
//! The library lays every sheet out in full, so where its cells lie is looked at first.

mod compound;

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};

use super::listing::Spot;
use super::rows::{SheetRows, Value};
use super::{Content, Input, Unreadable, csv, workbook};
use crate::evidence::decode::{Epoch, Raw};

/// The widest sheet of the format.
const MOST_COLUMNS: u32 = 256;
/// A sheet with this many places, nearly all empty, is not laid out.
const ROOMY: u64 = 4_000_000;

/// Reads the sheets of a workbook, whatever stands behind its name.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    if !compound::is_compound(input.bytes) {
        return read_otherwise(input);
    }
    // A protected workbook of today is an old container around it.
    if matches!(
        Xlsx::new(Cursor::new(input.bytes)),
        Err(XlsxError::Password)
    ) {
        return Err(Unreadable::Protected);
    }
    let stream = compound::workbook(input.bytes).ok_or(Unreadable::Damaged)?;
    guard(&stream)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(input.bytes)).map_err(|e| why(&e))?;
    let epoch = if book.has_1904_epoch() {
        Epoch::From1904
    } else {
        Epoch::From1900
    };
    let mut content = Content {
        own_date: book.workbook_properties().ok().and_then(workbook::own_date),
        ..Content::default()
    };
    let sheets = book.sheets_metadata().to_vec();
    let sheets: Vec<_> = sheets
        .into_iter()
        .filter(|s| s.typ == SheetType::WorkSheet)
        .collect();
    let shown = sheets
        .iter()
        .filter(|s| s.visible == SheetVisible::Visible)
        .count();
    for sheet in &sheets {
        let hidden = sheet.visible != SheetVisible::Visible;
        let spot = Spot {
            path: input.path,
            sheet: Some(&sheet.name),
            hidden,
            only: shown == 1 && !hidden,
        };
        let range = book.worksheet_range(&sheet.name).map_err(|e| why(&e))?;
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = SheetRows::new(input.request, spot, epoch);
        for (row, column, data) in range.used_cells() {
            let place =
                |at: usize, first: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(first);
            if let Some(value) = value(data) {
                rows.cell(place(row, top), place(column, left), value);
            }
        }
        content.tables.push(rows.finish());
    }
    Ok(content)
}

/// Other things go by the name of `.xls`: newer workbooks, web pages and plain lists.
fn read_otherwise(input: &Input<'_>) -> Result<Content, Unreadable> {
    if workbook::is_package(input.bytes) {
        return workbook::read(input);
    }
    let start = input.bytes.iter().find(|b| !b.is_ascii_whitespace());
    match start {
        Some(b'<') => Err(Unreadable::WebPage),
        _ if input.path.to_ascii_lowercase().ends_with(".xls") => {
            csv::read(input).map_err(|_| Unreadable::Damaged)
        }
        _ => Err(Unreadable::Damaged),
    }
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

/// The part of a sheet in which its cells lie.
#[derive(Default)]
struct Extent {
    rows: Option<(u32, u32)>,
    columns: Option<(u32, u32)>,
    cells: u64,
}

/// Refuses a workbook with a sheet that is far too wide, or all but empty and huge.
fn guard(stream: &[u8]) -> Result<(), Unreadable> {
    let mut extent = Extent::default();
    let mut depth = 0_u32;
    for (kind, data) in compound::records(stream) {
        let number = |at: usize| {
            let pair = data
                .get(at..at + 2)
                .and_then(|pair| <[u8; 2]>::try_from(pair).ok());
            pair.map(u16::from_le_bytes).map(u32::from)
        };
        match kind {
            // A sheet starts; a chart inside it does too.
            0x0809 => {
                depth += 1;
                if depth == 1 {
                    extent = Extent::default();
                }
            }
            0x000A => depth = depth.saturating_sub(1),
            // Where the sheet says its cells lie: the library makes room for them all.
            0x0200 => {
                let rows = number(4).unwrap_or(0) | number(6).unwrap_or(0) << 16;
                let columns = number(10).unwrap_or(0);
                if rows > 65_536 || columns > MOST_COLUMNS {
                    return Err(Unreadable::Damaged);
                }
            }
            // Numbers, texts, truths, formulas and runs of numbers.
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x00BD | 0x0006 => {
                let (Some(row), Some(first)) = (number(0), number(2)) else {
                    return Err(Unreadable::Damaged);
                };
                let last = match kind {
                    0x00BD => number(data.len().saturating_sub(2)).unwrap_or(first),
                    _ => first,
                };
                if first.max(last) >= MOST_COLUMNS {
                    return Err(Unreadable::Damaged);
                }
                extent.take(row, first, last.max(first))?;
            }
            _ => {}
        }
    }
    Ok(())
}

impl Extent {
    fn take(&mut self, row: u32, first: u32, last: u32) -> Result<(), Unreadable> {
        let widen = |range: Option<(u32, u32)>, low: u32, high: u32| match range {
            Some((from, to)) => (from.min(low), to.max(high)),
            None => (low, high),
        };
        let rows = widen(self.rows, row, row);
        let columns = widen(self.columns, first, last);
        self.rows = Some(rows);
        self.columns = Some(columns);
        self.cells += u64::from(last - first) + 1;
        let places = u64::from(rows.1 - rows.0 + 1) * u64::from(columns.1 - columns.0 + 1);
        if places > ROOMY && self.cells * 64 < places {
            return Err(Unreadable::Scattered);
        }
        Ok(())
    }
}
