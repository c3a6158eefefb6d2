//! Rows that are notes, held back until the rows below tell whether they are records after all.

use super::cell::RowCells;
use super::left_out::{self, LeftOut};
use crate::evidence::NotARecord;
use crate::evidence::decode::Raw;

/// A row of one cell that reads like a note.
pub(super) struct Note {
    pub(super) line: u32,
    at: u32,
    text: String,
    name: String,
}

/// What ends a run of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Headings,
    Record,
}

/// The notes of a list, or of some rows of it.
#[derive(Default)]
pub(super) struct Notes {
    /// Those above the first record and the first headings that are said again.
    opening: Vec<Note>,
    /// Those below the last.
    waiting: Vec<Note>,
    first: Option<Mark>,
    last: Option<Mark>,
}

impl Note {
    /// The note of a row that was told to be one, by its first cell of `width`.
    pub(super) fn of(cells: &impl RowCells, width: u32, line: u32) -> Option<Self> {
        let at = (0..width).find(|at| !cells.cell(*at).is_blank())?;
        let Raw::Text(text) = cells.cell(at) else {
            return None;
        };
        Some(Self {
            line,
            at,
            text: text.to_owned(),
            name: cells.name(at, line),
        })
    }

    fn leave_out(&self, left_out: &mut LeftOut) {
        if left_out::is_nil(&self.text) {
            left_out.take_nil(self.line);
        } else {
            left_out.take(NotARecord::Note, self.line);
        }
    }
}

impl RowCells for Note {
    fn cell(&self, column: u32) -> Raw<'_> {
        if column == self.at {
            Raw::text(&self.text)
        } else {
            Raw::Blank
        }
    }

    fn beyond(&self, width: u32) -> Option<u32> {
        Some(self.at).filter(|at| *at >= width)
    }

    fn is_blank(&self) -> bool {
        false
    }

    fn name(&self, _column: u32, _line: u32) -> String {
        self.name.clone()
    }
}

impl Notes {
    pub(super) fn is_empty(&self) -> bool {
        self.opening.is_empty() && self.waiting.is_empty() && self.first.is_none()
    }

    /// Holds a note back.
    pub(super) fn hold(&mut self, note: Note) {
        match self.first {
            None => self.opening.push(note),
            Some(_) => self.waiting.push(note),
        }
    }

    /// Takes in what comes next; the notes above it that are records, as they stand between two.
    #[inline]
    pub(super) fn mark(&mut self, mark: Mark, left_out: &mut LeftOut) -> Vec<Note> {
        self.first.get_or_insert(mark);
        let last = self.last.replace(mark);
        if self.waiting.is_empty() {
            return Vec::new();
        }
        let waiting = std::mem::take(&mut self.waiting);
        if (last, mark) == (Some(Mark::Record), Mark::Record) {
            return waiting;
        }
        for note in &waiting {
            note.leave_out(left_out);
        }
        Vec::new()
    }

    /// Takes in the notes of the rows that follow; those that are records, above the first of them.
    pub(super) fn join(&mut self, more: Self, left_out: &mut LeftOut) -> Vec<Note> {
        let Self {
            opening,
            waiting,
            first,
            last,
        } = more;
        for note in opening {
            self.hold(note);
        }
        let Some(first) = first else {
            return Vec::new();
        };
        let records = self.mark(first, left_out);
        self.last = last;
        self.waiting = waiting;
        records
    }

    /// Leaves out those that no record follows or none goes before.
    pub(super) fn settle(&mut self, left_out: &mut LeftOut) {
        let rest = self.opening.drain(..).chain(self.waiting.drain(..));
        for note in rest {
            note.leave_out(left_out);
        }
    }
}
