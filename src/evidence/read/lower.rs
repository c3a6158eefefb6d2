//! Lists that stand below one another: where the next one begins.
//!
//! Nearly every row shows by its first cell alone that it holds no headings, and few others need more
//! than their first three cells for it.

use super::cell::RowCells;
use crate::evidence::TableFound;
use crate::evidence::decode::{self, Epoch, Raw};
use crate::evidence::extract::Extract;
use crate::evidence::recognise::{self, Catalogue, HeadRow, Known, Lower};

/// How many rows of a title or of groups may stand above the headings of the next list.
pub(super) const MOST_ABOVE: usize = 3;
/// The most lists of one sheet or file.
pub(super) const MOST_LISTS: usize = 50;

/// The most cells of a row that is looked at as headings.
const MOST_CELLS: usize = 1000;
/// How many cells of a row are looked at to tell words from a record.
const MOST_WORDS: usize = 8;

/// What was found of a list, and the list where it was recognised.
type Read = (TableFound, Option<Extract>);

/// Looks for the next list below one.
#[derive(Debug)]
pub(super) struct Looks<'r> {
    catalogue: &'r Catalogue<'r>,
    above: Option<Known>,
    /// The line of the last row of the headings of the list itself.
    after: u32,
}

impl<'r> Looks<'r> {
    pub(super) fn new(catalogue: &'r Catalogue<'r>, above: Option<Known>, after: u32) -> Self {
        Self {
            catalogue,
            above,
            after,
        }
    }

    /// What a row of headings below the list is to it; none of a row of anything else.
    #[inline]
    pub(super) fn at(&self, line: u32, cells: &impl RowCells) -> Option<Lower> {
        if line <= self.after {
            return None;
        }
        let start = start(cells)?;
        self.headings(line, cells, start)
    }

    /// Whether a row below the headings could be the title of the next list, or groups above its
    /// headings.
    #[inline]
    pub(super) fn may_be_title(&self, line: u32, cells: &impl RowCells) -> bool {
        line > self.after && may_stand_above(cells)
    }

    #[cold]
    fn headings(&self, line: u32, cells: &impl RowCells, start: [u32; 3]) -> Option<Lower> {
        // Where a list may begin, all three hold text.
        let is_heading = |at: &u32| {
            let Raw::Text(text) = cells.cell(*at) else {
                return false;
            };
            recognise::is_heading(self.catalogue, text)
        };
        if !start.iter().any(is_heading) {
            return None;
        }
        let row = [as_text(line, cells)?];
        recognise::lower(self.catalogue, &row, self.above.as_ref())
    }

    /// Another list, of which rows of words below an empty row are together the headings.
    #[cold]
    pub(super) fn another_in(&self, rows: &[HeadRow]) -> Option<Lower> {
        let lower = recognise::lower(self.catalogue, rows, self.above.as_ref());
        // What its own headings are is seen row by row.
        lower.filter(|lower| *lower != Lower::Again)
    }
}

/// Rows of words that follow each other below an empty row: perhaps headings of several rows.
#[derive(Debug, Default)]
pub(super) struct Words {
    rows: Vec<HeadRow>,
    /// The row taken in last, and whether it was empty.
    last: u32,
    empty: bool,
}

impl Words {
    /// Takes in a row that is none of words.
    #[inline]
    pub(super) fn pass(&mut self, line: u32) {
        (self.last, self.empty) = (line, false);
        self.rows.clear();
    }

    /// Says that the row taken in last is empty.
    pub(super) fn was_empty(&mut self) {
        self.empty = true;
    }

    /// Takes in a row; another list, where the headings of one end in it.
    #[inline]
    pub(super) fn take(
        &mut self,
        line: u32,
        cells: &impl RowCells,
        looks: &Looks<'_>,
    ) -> Option<Lower> {
        let follows = self.last.checked_add(1) == Some(line) && !self.empty;
        (self.last, self.empty) = (line, false);
        // Nearly every row follows a record.
        if follows && self.rows.is_empty() {
            return None;
        }
        if !follows {
            self.rows.clear();
        }
        self.hold(line, cells, looks)
    }

    #[cold]
    fn hold(&mut self, line: u32, cells: &impl RowCells, looks: &Looks<'_>) -> Option<Lower> {
        let is_room = self.rows.len() <= MOST_ABOVE && is_text(cells);
        let Some(row) = is_room.then(|| as_text(line, cells)).flatten() else {
            self.rows.clear();
            return None;
        };
        self.rows.push(row);
        let several = self.rows.len() > 1;
        let another = several.then(|| looks.another_in(&self.rows)).flatten();
        // What is no title went to the list above, so that no headings begin with it.
        if !looks.may_be_title(line, cells) {
            self.rows.clear();
        }
        another
    }
}

/// Whether the first cells of a row are texts, those in brackets too.
fn is_text(cells: &impl RowCells) -> bool {
    let is_text = |at: u32| match cells.cell(at) {
        Raw::Text(text) => text.starts_with(|c: char| c.is_alphabetic() || c == '('),
        Raw::Blank
        | Raw::Number(_)
        | Raw::Bool(_)
        | Raw::Serial(_)
        | Raw::Duration(_)
        | Raw::Failed => false,
    };
    let filled = std::iter::successors(first(cells), |at| cells.beyond(at + 1));
    filled.take(MOST_WORDS).all(is_text)
}

/// A row as texts; none of one that is too wide for headings.
fn as_text(line: u32, cells: &impl RowCells) -> Option<HeadRow> {
    let mut row = HeadRow {
        line,
        ..HeadRow::default()
    };
    let mut next = first(cells);
    while let Some(at) = next {
        if row.cells.len() >= MOST_CELLS {
            return None;
        }
        let mut text = String::new();
        decode::write(cells.cell(at), Epoch::default(), &mut text);
        row.cells.push((at, text));
        next = cells.beyond(at + 1);
    }
    Some(row)
}

/// The lists above one that broke off, of which nothing is used either.
pub(super) fn unused(lists: Vec<Read>, why: &str) -> Vec<Read> {
    let unused = |(mut found, list): Read| {
        why.clone_into(&mut found.reason);
        found.broken = true;
        if list.is_some() {
            found.rows = 0;
        }
        (found, None)
    };
    lists.into_iter().map(unused).collect()
}

#[inline]
fn may_stand_above(cells: &impl RowCells) -> bool {
    let Some(first) = first(cells) else {
        return false;
    };
    let Raw::Text(text) = cells.cell(first) else {
        return false;
    };
    if !is_word(Raw::Text(text)) {
        // A title may begin with a number; nothing else stands beside it.
        return !text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
            && cells.beyond(first + 1).is_none()
            && text.contains(' ');
    }
    let mut next = cells.beyond(first + 1);
    for _ in 1..MOST_WORDS {
        let Some(at) = next else {
            return true;
        };
        if !is_word(cells.cell(at)) {
            return false;
        }
        next = cells.beyond(at + 1);
    }
    true
}

/// Whether the first cells of a row are such as headings begin with.
#[inline]
pub(super) fn may_head(cells: &impl RowCells) -> bool {
    start(cells).is_some()
}

/// The first three columns that hold something, where all hold words.
#[inline]
fn start(cells: &impl RowCells) -> Option<[u32; 3]> {
    let is_word = |at: &u32| is_word(cells.cell(*at));
    let first = first(cells).filter(is_word)?;
    let second = cells.beyond(first + 1).filter(is_word)?;
    let third = cells.beyond(second + 1).filter(is_word)?;
    Some([first, second, third])
}

/// The first column that holds something.
#[inline]
fn first(cells: &impl RowCells) -> Option<u32> {
    if cells.cell(0).is_blank() {
        cells.beyond(1)
    } else {
        Some(0)
    }
}

/// Whether a cell begins as words do and identifiers and dates do not.
#[inline]
fn is_word(raw: Raw<'_>) -> bool {
    let Raw::Text(text) = raw else {
        return false;
    };
    matches!(text.as_bytes(), [a, b, ..] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
}
