//! `OpenDocument` workbooks, read as a stream: a repeated cell or row is never laid out before it is
//! known to hold anything.

use std::borrow::Cow;
use std::collections::BTreeSet;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::listing::Spot;
use super::merges::Merge;
use super::rows::{SheetRows, Value};
use super::{Content, Input, Unreadable, package};
use crate::evidence::DatedBy;
use crate::evidence::decode::{self, Epoch, Raw};

/// The widest and the longest that a sheet may be.
const MOST_COLUMNS: u32 = 16_384;
const MOST_ROWS: u32 = 1_048_576;
/// The most that a workbook unpacks to: its sheets are one part, which is held whole.
const MOST: u64 = 128 << 20;
/// The most cells that repeating may make of one sheet.
const MOST_REPEATED: u64 = 20_000_000;

/// How every sheet starts.
const SHEET: &str = "<table:table ";

/// Reads the sheets of a workbook.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    let mut package = package::open(input.bytes, MOST)?;
    let manifest = package::part(&mut package, "META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Unreadable::Protected);
    }
    let about = package::part(&mut package, "meta.xml")?.unwrap_or_default();
    let saved = about
        .split_once("<dc:date>")
        .and_then(|(_, rest)| rest.split_once('<'));
    let text = package::part(&mut package, "content.xml")?.ok_or(Unreadable::Damaged)?;
    let sheets = Sheets {
        input,
        text: &text,
        reader: reader(&text),
        only: text.matches(SHEET).count() == 1,
        hidden: BTreeSet::new(),
    };
    let mut content = sheets.read()?;
    let saved = saved.and_then(|(date, _)| decode::day(date));
    content.own_date = saved.map(|day| (day, DatedBy::Modified));
    Ok(content)
}

struct Sheets<'i, 't> {
    input: &'i Input<'i>,
    /// What the reader has before it.
    text: &'t str,
    reader: Reader<&'t [u8]>,
    only: bool,
    /// Table styles that are not displayed.
    hidden: BTreeSet<String>,
}

/// A cell and how often it stands side by side.
struct Repeated {
    times: u32,
    value: Option<Value<'static>>,
    /// How many rows and columns it is merged over.
    spans: (u32, u32),
}

impl<'t> Sheets<'_, 't> {
    fn read(mut self) -> Result<Content, Unreadable> {
        let mut content = Content::default();
        let mut style = String::new();
        loop {
            match self.next()? {
                Event::Start(e) => match e.name().as_ref() {
                    "style:style" => style = attribute(&e, "style:name")?.unwrap_or_default(),
                    "style:table-properties" => {
                        let displayed = attribute(&e, "table:display")?;
                        if displayed.as_deref() == Some("false") {
                            self.hidden.insert(style.clone());
                        }
                    }
                    "table:table" => {
                        let (name, hidden) = self.head(&e)?;
                        self.sheet(&name, hidden, &mut content);
                    }
                    _ => {}
                },
                Event::Eof => return Ok(content),
                _ => {}
            }
        }
    }

    /// The name of a sheet, and whether it is hidden.
    fn head(&self, start: &BytesStart<'_>) -> Result<(String, bool), Unreadable> {
        let name = attribute(start, "table:name")?.unwrap_or_default();
        let style = attribute(start, "table:style-name")?.unwrap_or_default();
        Ok((name, self.hidden.contains(&style)))
    }

    /// Reads a sheet; after one that fails the next is read.
    fn sheet(&mut self, name: &str, hidden: bool, content: &mut Content) {
        let spot = Spot {
            path: self.input.path,
            sheet: Some(name),
            hidden,
            only: self.only,
            below: 0,
        };
        let mut rows = SheetRows::new(self.input.request, spot, Epoch::default());
        let start = self.reader.buffer_position();
        let read = self.rows(&mut rows);
        if read.is_err() {
            self.skip_to_sheet_after(start);
        }
        content.sheet(spot, rows, read);
    }

    fn rows(&mut self, rows: &mut SheetRows<'_, '_, '_>) -> Result<(), Unreadable> {
        let mut row = 0_u32;
        let mut repeated = 0_u64;
        loop {
            match self.next()? {
                Event::Start(e) if e.name().as_ref() == "table:table-row" => {
                    let times = count(&e, "table:number-rows-repeated")?;
                    let visibility = attribute(&e, "table:visibility")?;
                    let cells = self.row()?;
                    let width: u64 = cells.iter().map(|c| u64::from(c.times)).sum();
                    if cells.iter().any(|cell| cell.value.is_some()) {
                        repeated = repeated.saturating_add(width.saturating_mul(times.into()));
                        if row.saturating_add(times) > MOST_ROWS || repeated > MOST_REPEATED {
                            return Err(Unreadable::TooLarge);
                        }
                        if matches!(visibility.as_deref(), Some("filter" | "collapse")) {
                            rows.hide(row.saturating_add(1), row.saturating_add(times));
                        }
                        (row..row + times).for_each(|row| give(&cells, row, rows));
                    }
                    row = row.saturating_add(times);
                }
                Event::End(e) if e.name().as_ref() == "table:table" => return Ok(()),
                // The next sheet begins before the end of this one.
                Event::Start(e) if e.name().as_ref() == "table:table" => {
                    return Err(Unreadable::Damaged);
                }
                Event::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
    }

    /// Leaves the sheet that failed behind, with all that it left open.
    fn skip_to_sheet_after(&mut self, start: u64) {
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let rest = self.text.get(start..).unwrap_or_default();
        let next = rest.find(SHEET).and_then(|at| rest.get(at..));
        self.text = next.unwrap_or_default();
        self.reader = reader(self.text);
    }

    /// The cells of a row up to the last that holds anything.
    fn row(&mut self) -> Result<Vec<Repeated>, Unreadable> {
        let mut cells = Vec::new();
        loop {
            match self.next()? {
                Event::Start(e) => match e.name().as_ref() {
                    "table:table-cell" | "table:covered-table-cell" => cells.push(self.cell(&e)?),
                    _ => {}
                },
                Event::End(e) if e.name().as_ref() == "table:table-row" => break,
                Event::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
        let last = cells
            .iter()
            .rposition(|cell: &Repeated| cell.value.is_some());
        cells.truncate(last.map_or(0, |at| at + 1));
        Ok(cells)
    }

    fn cell(&mut self, start: &BytesStart<'_>) -> Result<Repeated, Unreadable> {
        let times = count(start, "table:number-columns-repeated")?;
        let own = |name| attribute(start, name);
        let kind = own("office:value-type")?.unwrap_or_default();
        let number = own("office:value")?.and_then(|value| value.trim().parse().ok());
        let date = own("office:date-value")?;
        let yes = own("office:boolean-value")?.map(|value| value == "true");
        let failed = own("calcext:value-type")?.as_deref() == Some("error");
        let said = own("office:string-value")?;
        let shown = self.text()?;
        let value = match (kind.as_str(), number, date, yes) {
            _ if failed => Some(Value::Other(Raw::Failed)),
            ("float" | "currency" | "percentage", Some(number), _, _) => {
                Some(Value::Other(Raw::Number(number)))
            }
            ("date", _, Some(date), _) => Some(Value::Text(Cow::Owned(date))),
            ("boolean", _, _, Some(yes)) => Some(Value::Other(Raw::Bool(yes))),
            _ => {
                let text = said.filter(|text| !text.is_empty()).unwrap_or(shown);
                (!text.is_empty()).then_some(Value::Text(Cow::Owned(text)))
            }
        };
        let rows = count(start, "table:number-rows-spanned")?;
        let columns = count(start, "table:number-columns-spanned")?;
        Ok(Repeated {
            times,
            value,
            spans: (rows, columns),
        })
    }

    /// The text of a cell, its comments left out; paragraphs are lines.
    fn text(&mut self) -> Result<String, Unreadable> {
        let mut text = String::new();
        let mut inside_comment = 0_u32;
        loop {
            match self.next()? {
                Event::Start(e) => match e.name().as_ref() {
                    "office:annotation" => inside_comment += 1,
                    "text:p" if !text.is_empty() => text.push('\n'),
                    "text:s" | "text:tab" | "text:line-break" => text.push(' '),
                    _ => {}
                },
                Event::Text(part) if inside_comment == 0 => text.push_str(&part.xml10_content()),
                Event::GeneralRef(part) if inside_comment == 0 => {
                    let named = resolve_xml_entity(&part).map(str::to_owned);
                    let number = || part.resolve_char_ref().ok().flatten().map(String::from);
                    text.push_str(&named.or_else(number).ok_or(Unreadable::Damaged)?);
                }
                Event::End(e) => match e.name().as_ref() {
                    "office:annotation" => inside_comment = inside_comment.saturating_sub(1),
                    "table:table-cell" | "table:covered-table-cell" => return Ok(text),
                    _ => {}
                },
                Event::Eof => return Err(Unreadable::Damaged),
                _ => {}
            }
        }
    }

    fn next(&mut self) -> Result<Event<'t>, Unreadable> {
        self.reader.read_event().map_err(|_| Unreadable::Damaged)
    }
}

/// A reader that may start between two sheets, so that an end may come without its start.
fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_unmatched_ends = true;
    reader
}

/// Gives a row's cells on; none beyond the widest sheet.
fn give(cells: &[Repeated], row: u32, rows: &mut SheetRows<'_, '_, '_>) {
    let mut column = 0_u32;
    for cell in cells {
        let next = column.saturating_add(cell.times).min(MOST_COLUMNS);
        if let Some(value) = &cell.value {
            let (high, wide) = cell.spans;
            let last = |first: u32, count: u32| first.saturating_add(count.saturating_sub(1));
            let merge = Merge::of((row, column), (last(row, high), last(column, wide)));
            if let Some(merge) = merge {
                rows.merge(merge);
            }
            (column..next).for_each(|column| rows.cell(row, column, value.clone()));
        }
        column = next;
    }
}

fn count(element: &BytesStart<'_>, name: &str) -> Result<u32, Unreadable> {
    match attribute(element, name)? {
        Some(times) => times.trim().parse().map_err(|_| Unreadable::Damaged),
        None => Ok(1),
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    let found = element
        .try_get_attribute(name)
        .map_err(|_| Unreadable::Damaged)?;
    let value = found
        .map(|a| {
            a.normalized_value(XmlVersion::Implicit1_0)
                .map(Cow::into_owned)
        })
        .transpose();
    value.map_err(|_| Unreadable::Damaged)
}
