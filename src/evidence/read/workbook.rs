//! Workbooks of Excel since 2007, read cell by cell.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, WorkbookProperties, Xlsx, XlsxError};

use super::listing::Spot;
use super::rows::{SheetRows, Value};
use super::{Content, Input, Unreadable, xls};
use crate::calendar::Day;
use crate::evidence::DatedBy;
use crate::evidence::decode::{self, Epoch, Raw};
use crate::evidence::fold;

/// Whether bytes are a zip package, as XLSX and ODS are.
pub(super) fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads the sheets of a workbook.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    if !is_package(input.bytes) {
        return xls::read(input);
    }
    guard(input.bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(input.bytes)).map_err(|e| why(&e))?;
    let epoch = if book.has_1904_epoch() {
        Epoch::From1904
    } else {
        Epoch::From1900
    };
    let mut content = Content {
        own_date: book.workbook_properties().ok().and_then(own_date),
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
        let mut rows = SheetRows::new(input.request, spot, epoch);
        match cells(&mut book, &sheet.name, &mut rows) {
            Ok(()) => content.tables.push(rows.finish()),
            Err(error) => {
                let sentence = why(&error).sentence(super::Format::of(input.path));
                content.tables.push((rows.broken(&sentence), None));
                let problem = format!("sheet `{}`: {sentence}", sheet.name);
                content.problem = Some(match content.problem.take() {
                    Some(others) => format!("{others}; {problem}"),
                    None => problem,
                });
            }
        }
    }
    Ok(content)
}

/// The day that a workbook's own properties give: one made for it, else the last save.
pub(super) fn own_date(properties: WorkbookProperties) -> Option<(Day, DatedBy)> {
    const NAMES: [&str; 10] = [
        "dated",
        "asat",
        "asatdate",
        "dataasat",
        "datadate",
        "dateofdata",
        "extractdate",
        "extractedon",
        "reportdate",
        "snapshotdate",
    ];
    let made: BTreeMap<String, String> = properties
        .custom_properties
        .into_iter()
        .map(|(name, value)| (fold::key(&name), value))
        .collect();
    let made = NAMES.iter().find_map(|name| decode::day(made.get(*name)?));
    let saved = || properties.modified.as_deref().and_then(decode::day);
    made.map(|day| (day, DatedBy::Property))
        .or_else(|| saved().map(|day| (day, DatedBy::Modified)))
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
fn value<'a>(cell: &calamine::Cell<DataRef<'a>>) -> Option<Value<'a>> {
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

/// The library's errors may quote the file, so only their kind goes on.
fn why(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Protected,
        _ => Unreadable::Damaged,
    }
}

/// Refuses a package that unpacks to more than could be lists.
pub(super) fn guard(bytes: &[u8]) -> Result<(), Unreadable> {
    const MOST: u128 = 4 << 30;
    let package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    match package.decompressed_size() {
        Some(size) if size > MOST => Err(Unreadable::TooLarge),
        Some(_) | None => Ok(()),
    }
}
