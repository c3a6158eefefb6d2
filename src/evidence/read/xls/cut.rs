//! A workbook opened with the sheets that fail cut off before what they fail at.

use std::borrow::Cow;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, Xls};

use super::compound::Stream;
use super::extent::{self, Look};
use super::{Book, why};
use crate::evidence::read::Unreadable;
use crate::evidence::read::hidden::HiddenRows;

/// The record that ends a sheet.
const END: [u8; 4] = [0x0A, 0, 0, 0];

/// A workbook that is open, and why sheets of it were cut off.
pub(super) struct Opened<'a> {
    pub(super) book: Book<'a>,
    cuts: Vec<Cut>,
    /// The hidden rows of each sheet.
    hidden: Vec<HiddenRows>,
}

/// What is left of a sheet.
#[derive(Clone, Copy)]
enum Cut {
    /// All of it.
    Whole,
    /// What comes before this place; nothing where there is none.
    Before(Option<usize>, Unreadable),
}

/// A workbook on its way to be opened.
struct Sheets<'a> {
    file: &'a [u8],
    stream: &'a Stream,
    /// Where the part before the sheets ends.
    end: usize,
    /// Where the place of each sheet is written.
    bounds: Vec<usize>,
    looks: Vec<Look>,
}

/// Opens a workbook, and as much of each sheet that fails as holds its headings.
pub(super) fn open<'a>(file: &'a [u8], stream: &'a Stream) -> Result<Opened<'a>, Unreadable> {
    let mut sheets = Sheets::of(file, stream);
    let mut cuts: Vec<Cut> = (0..)
        .zip(&sheets.looks)
        .map(|(at, look)| match look.fault {
            Some(fault) => sheets.cut(at, fault),
            None => Cut::Whole,
        })
        .collect();
    let looks = sheets.looks.iter_mut();
    let hidden = looks.map(|look| std::mem::take(&mut look.hidden)).collect();
    match sheets.open(&cuts) {
        Ok(book) => return Ok(Opened { book, cuts, hidden }),
        Err(Unreadable::Protected) => return Err(Unreadable::Protected),
        Err(_) => {}
    }
    for (at, cut) in cuts.iter_mut().enumerate() {
        if matches!(cut, Cut::Whole) && sheets.alone(at, Cut::Whole).is_err() {
            *cut = sheets.cut(at, Unreadable::Damaged);
        }
    }
    let book = sheets.open(&cuts)?;
    Ok(Opened { book, cuts, hidden })
}

impl Opened<'_> {
    /// The hidden rows of a sheet, which are given once.
    pub(super) fn hidden(&mut self, at: usize) -> HiddenRows {
        let hidden = self.hidden.get_mut(at);
        hidden.map(std::mem::take).unwrap_or_default()
    }

    /// Why a sheet was cut off; none where all of it was read.
    pub(super) fn why(&self, at: usize) -> Option<Unreadable> {
        match self.cuts.get(at)? {
            Cut::Whole => None,
            Cut::Before(_, why) => Some(*why),
        }
    }
}

impl<'a> Sheets<'a> {
    fn of(file: &'a [u8], stream: &'a Stream) -> Self {
        let mut sheets = Self {
            file,
            stream,
            end: stream.bytes.len(),
            bounds: Vec::new(),
            looks: Vec::new(),
        };
        for record in stream.records(0) {
            match record.kind {
                0x0085 => {
                    let place = record.data.first_chunk::<4>();
                    let place = place.map(|p| u32::from_le_bytes(*p));
                    let place = place.and_then(|p| usize::try_from(p).ok());
                    sheets.bounds.push(record.at + END.len());
                    sheets
                        .looks
                        .push(extent::look(stream, place.unwrap_or(usize::MAX)));
                }
                0x000A => {
                    sheets.end = record.at;
                    break;
                }
                _ => {}
            }
        }
        sheets
    }

    fn open(&self, cuts: &[Cut]) -> Result<Book<'a>, Unreadable> {
        if cuts.iter().all(|cut| matches!(cut, Cut::Whole)) {
            return open_file(Cow::Borrowed(self.file));
        }
        let mut file = self.file.to_vec();
        let end = u32::try_from(self.end).map_err(|_| Unreadable::Damaged)?;
        for (cut, bound) in cuts.iter().zip(&self.bounds) {
            match cut {
                Cut::Whole => {}
                Cut::Before(Some(at), _) => self.stream.write(&mut file, *at, END),
                Cut::Before(None, _) => self.stream.write(&mut file, *bound, end.to_le_bytes()),
            }
        }
        open_file(Cow::Owned(file))
    }

    /// Opens the workbook with one sheet and no other.
    fn alone(&self, sheet: usize, cut: Cut) -> Result<Book<'a>, Unreadable> {
        let nothing = Cut::Before(None, Unreadable::Damaged);
        let cuts = (0..self.bounds.len()).map(|at| if at == sheet { cut } else { nothing });
        self.open(&cuts.collect::<Vec<_>>())
    }

    /// The most of a sheet's beginning that does not fail.
    fn cut(&self, sheet: usize, why: Unreadable) -> Cut {
        let starts = self.looks.get(sheet).map_or(&[][..], |look| &look.starts);
        let before = |at: usize| Cut::Before(Some(at), why);
        let good = starts.partition_point(|at| self.alone(sheet, before(*at)).is_ok());
        let last = good.checked_sub(1).and_then(|last| starts.get(last));
        Cut::Before(last.copied(), why)
    }
}

fn open_file(file: Cow<'_, [u8]>) -> Result<Book<'_>, Unreadable> {
    // The library stumbles over some of what it should refuse.
    let open = || Xls::new(Cursor::new(file)).map_err(|e| why(&e));
    catch_unwind(AssertUnwindSafe(open)).unwrap_or(Err(Unreadable::Damaged))
}
