//! Columns whose heading stands twice in a list: what the second says against the first.

use super::cell::RowCells;
use super::columns::hash_raw;
use crate::evidence::decode::{Decoder, Epoch, Raw};
use crate::pack::ColumnSpec;
use crate::table::{Cell, hash};

/// A column of a sheet that goes by the heading of an earlier one.
pub(super) struct Twice<'r> {
    /// The column of the sheet, from 0.
    at: u32,
    /// The earlier.
    first: u32,
    /// Whether the headings are letter by letter the same, so that nothing says which is meant.
    alike: bool,
    readers: [Decoder<'r>; 2],
    epoch: Epoch,
    scratch: String,
    differ: usize,
}

impl<'r> Twice<'r> {
    pub(super) fn new(
        spec: &'r ColumnSpec,
        [first, at]: [u32; 2],
        alike: bool,
        epoch: Epoch,
    ) -> Self {
        Self {
            at,
            first,
            alike,
            readers: [Decoder::new(spec, epoch), Decoder::new(spec, epoch)],
            epoch,
            scratch: String::new(),
            differ: 0,
        }
    }

    /// The same columns, with nothing read of them.
    pub(super) fn anew(&self) -> Self {
        Self {
            readers: self.readers.each_ref().map(Decoder::anew),
            scratch: String::new(),
            differ: 0,
            ..*self
        }
    }

    /// Takes in what other rows gave.
    pub(super) fn join(&mut self, more: &Self) {
        self.differ += more.differ;
    }

    /// Whether it is this column of the sheet.
    pub(super) fn is_at(&self, column: u32) -> bool {
        self.at == column
    }

    /// In how many rows it said something else.
    pub(super) fn differ(&self) -> usize {
        self.differ
    }

    /// Takes in a row; the column that is in doubt, where nothing says which of the two is meant.
    ///
    /// What does not fit the column at all speaks for the first.
    pub(super) fn row(&mut self, cells: &impl RowCells) -> Option<u32> {
        let second = cells.cell(self.at);
        if second.is_blank() {
            return None;
        }
        let [one, other] = &mut self.readers;
        let first = value(one, cells.cell(self.first), self.epoch, &mut self.scratch);
        let second = value(other, second, self.epoch, &mut self.scratch);
        let same = first == second;
        self.differ += usize::from(!same);
        // Of two names for one column the second says nothing against a first that is blank.
        let both = first != Some(BLANK) && second != Some(BLANK);
        (!same && (self.alike || both) && second.is_some()).then_some(self.first)
    }
}

/// In place of a value where there is none.
const BLANK: u64 = u64::MAX;

/// A cell's value as one number; none where it does not fit its column.
fn value(
    reader: &mut Decoder<'_>,
    raw: Raw<'_>,
    epoch: Epoch,
    scratch: &mut String,
) -> Option<u64> {
    let of_text = hash_raw(raw, epoch, scratch);
    let value = match reader.decode(raw, of_text).ok()? {
        Cell::Text(text) => hash::of(text.as_bytes()),
        Cell::Date(day) => u64::from(day.number().cast_unsigned()),
        Cell::Number(number) => number.cast_unsigned(),
        Cell::YesNo(yes) => u64::from(yes),
        Cell::Code(code) => u64::from(code),
        Cell::Blank => BLANK,
    };
    Some(value)
}
