//! Cells: those of one row, and their names in a spreadsheet.

use crate::evidence::decode::Raw;

/// The cells of one row, by column from 0.
pub(super) trait RowCells {
    /// A cell; blank beyond the end.
    fn cell(&self, column: u32) -> Raw<'_>;
    /// The first column from `width` on that holds something.
    fn beyond(&self, width: u32) -> Option<u32>;
    /// Whether no cell holds anything.
    fn is_blank(&self) -> bool;
    /// How a person finds a cell of it.
    fn name(&self, column: u32, line: u32) -> String {
        name(column, line)
    }
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
pub(in crate::evidence) fn letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from_u32(u32::from(b'A') + rest % 26).unwrap_or('A'));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.into_iter().rev().collect()
}

/// A cell's name: `C17`.
pub(super) fn name(column: u32, line: u32) -> String {
    format!("{}{line}", letters(column))
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_lettered_as_a_spreadsheet_does() {
        for (column, expected) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(super::letters(column), expected);
        }
        assert_eq!(super::name(2, 17), "C17");
    }
}
