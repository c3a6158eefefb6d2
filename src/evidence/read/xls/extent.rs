//! Where the cells of a sheet lie, before the library makes room for them.

use super::compound::{Record, Stream};
use crate::evidence::read::Unreadable;
use crate::evidence::read::hidden::HiddenRows;

/// The widest sheet of the format.
const MOST_COLUMNS: u32 = 256;
/// The longest.
const MOST_ROWS: u32 = 65_536;
/// A sheet with this many places, nearly all empty, is not laid out.
const ROOMY: u64 = 4_000_000;
/// So many records hold the headings of any list.
const FIRST: usize = 4096;

/// What a look at a sheet's records shows.
pub(super) struct Look {
    /// Where its first records begin, up to one that is at fault.
    pub(super) starts: Vec<usize>,
    /// Why it must not be laid out.
    pub(super) fault: Option<Unreadable>,
    /// Its hidden rows.
    pub(super) hidden: HiddenRows,
}

/// Looks at the sheet that begins at a place: is it far too wide, or all but empty and huge?
pub(super) fn look(stream: &Stream, from: usize) -> Look {
    let mut look = Look {
        starts: Vec::new(),
        fault: None,
        hidden: HiddenRows::default(),
    };
    let mut extent = Extent::default();
    let mut begun = false;
    // Charts inside the sheet have records of their own.
    let mut depth = 0_u32;
    for record in stream.records(from) {
        if depth == 0 && record.kind != 0x003C && look.starts.len() < FIRST {
            look.starts.push(record.at);
        }
        match record.kind {
            0x0809 if begun => depth += 1,
            0x0809 => begun = true,
            0x000A if depth == 0 => break,
            0x000A => depth -= 1,
            _ if depth > 0 => {}
            0x0208 => {
                if let Some(row) = hidden_row(&record) {
                    look.hidden.add(row, row);
                }
            }
            _ => {
                if let Err(fault) = extent.record(&record) {
                    look.fault = Some(fault);
                    break;
                }
            }
        }
    }
    look
}

/// The row that a record is about, where it says that it is hidden, as a person sees it, from 1.
fn hidden_row(record: &Record<'_>) -> Option<u32> {
    const HIDDEN: u8 = 0x20;
    let row = record.data.first_chunk::<2>()?;
    let flags = record.data.get(12)?;
    (flags & HIDDEN != 0).then(|| u32::from(u16::from_le_bytes(*row)) + 1)
}

/// The part of a sheet in which its cells lie.
#[derive(Default)]
struct Extent {
    rows: Option<(u32, u32)>,
    columns: Option<(u32, u32)>,
    cells: u64,
}

impl Extent {
    fn record(&mut self, record: &Record<'_>) -> Result<(), Unreadable> {
        let number = |at: usize| {
            let pair = record.data.get(at..at + 2);
            let pair = pair.and_then(|pair| <[u8; 2]>::try_from(pair).ok());
            pair.map(u16::from_le_bytes).map(u32::from)
        };
        match record.kind {
            // Where the sheet says its cells lie: the library makes room for them all.
            0x0200 => {
                let rows = number(4).unwrap_or(0) | number(6).unwrap_or(0) << 16;
                let columns = number(10).unwrap_or(0);
                if rows > MOST_ROWS || columns > MOST_COLUMNS {
                    return Err(Unreadable::Damaged);
                }
            }
            // Numbers, texts, truths, formulas and runs of numbers.
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x00BD | 0x0006 => {
                let (Some(row), Some(first)) = (number(0), number(2)) else {
                    return Err(Unreadable::Damaged);
                };
                let last = match record.kind {
                    0x00BD => number(record.data.len().saturating_sub(2)).unwrap_or(first),
                    _ => first,
                };
                if first.max(last) >= MOST_COLUMNS {
                    return Err(Unreadable::Damaged);
                }
                self.take(row, first, last.max(first))?;
            }
            _ => {}
        }
        Ok(())
    }

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
