//! Rows of headings read as one: a heading split over rows, or a group's name above its headings.

use std::borrow::Cow;

use super::HeadRow;

/// How many rows the headings of a list may take.
const MOST_ROWS: usize = 3;
/// Wider rows are read one by one only.
const MOST_CELLS: usize = 1000;

/// The headings of one row, or of some that follow each other.
#[derive(Debug, Clone)]
pub(super) struct Stack<'h> {
    /// The rows, from the first.
    pub(super) rows: &'h [HeadRow],
    /// The cells that hold something in any of the rows, in order.
    pub(super) cells: Vec<Stacked<'h>>,
}

/// What stands above a column.
#[derive(Debug, Clone)]
pub(super) struct Stacked<'h> {
    /// The column from 0.
    pub(super) at: u32,
    /// The ways to read it, the longest first; never none.
    pub(super) readings: Vec<Cow<'h, str>>,
}

impl Stacked<'_> {
    /// The longest way to read it.
    pub(super) fn text(&self) -> &str {
        self.readings.first().map_or("", |text| text)
    }
}

impl<'h> Stack<'h> {
    /// The headings of one row.
    pub(super) fn single(row: &'h HeadRow) -> Self {
        let cells = row.cells.iter().map(|(at, text)| Stacked {
            at: *at,
            readings: vec![Cow::Borrowed(text.as_str())],
        });
        Self {
            cells: cells.collect(),
            rows: std::slice::from_ref(row),
        }
    }

    /// Every two or three rows that follow each other, of those whose first and last line are wanted.
    pub(super) fn several(
        head: &'h [HeadRow],
        wanted: impl Fn((u32, u32)) -> bool,
    ) -> impl Iterator<Item = Self> {
        let windows = (2..=MOST_ROWS).flat_map(|count| head.windows(count));
        windows
            .filter(move |rows| wanted(lines(rows)) && joinable(rows))
            .map(Self::joined)
    }

    fn joined(rows: &'h [HeadRow]) -> Self {
        let mut columns: Vec<u32> = rows
            .iter()
            .flat_map(|row| row.cells.iter().map(|(at, _)| *at))
            .collect();
        columns.sort_unstable();
        columns.dedup();
        let cells = columns.into_iter().map(|at| Stacked {
            at,
            readings: readings(rows, at),
        });
        Self {
            cells: cells.collect(),
            rows,
        }
    }

    /// The line of the first and of the last of its rows.
    pub(super) fn lines(&self) -> (u32, u32) {
        lines(self.rows)
    }
}

fn lines(rows: &[HeadRow]) -> (u32, u32) {
    let line = |row: Option<&HeadRow>| row.map_or(0, |row| row.line);
    (line(rows.first()), line(rows.last()))
}

fn joinable(rows: &[HeadRow]) -> bool {
    let follow = rows
        .iter()
        .zip(rows.iter().skip(1))
        .all(|(above, below)| above.line.checked_add(1) == Some(below.line));
    follow && rows.iter().all(|row| row.cells.len() <= MOST_CELLS)
}

/// What stands above a column from the top row down, then from the next, and so on.
///
/// Merged cells hold their text in the first of them, so that a row above also speaks for the empty
/// cells to the right of a text: as far as the merge goes, where the file tells.
fn readings(rows: &[HeadRow], at: u32) -> Vec<Cow<'_, str>> {
    let last = rows.len().saturating_sub(1);
    let own = |row: &HeadRow| row.cells.iter().any(|(column, _)| *column == at);
    let parts: Vec<&str> = rows
        .iter()
        .enumerate()
        .filter_map(|(nth, row)| {
            let speaks = own(row) || (nth < last && rows.iter().skip(nth + 1).any(own));
            speaks.then(|| above(row, at)).flatten()
        })
        .collect();
    let mut readings: Vec<Cow<'_, str>> = Vec::new();
    for from in 0..parts.len() {
        let reading = match parts.get(from..).unwrap_or_default() {
            [one] => Cow::Borrowed(*one),
            several => Cow::Owned(several.join(" ")),
        };
        readings.push(reading);
    }
    readings
}

/// The text at a column of a row, else the nearest to its left that is not merged over fewer columns.
fn above(row: &HeadRow, at: u32) -> Option<&str> {
    let (column, text) = row.cells.iter().rev().find(|(column, _)| *column <= at)?;
    let mut spans = row.spans.iter();
    let ends_before = spans.any(|(first, last)| first == column && *last < at);
    (!ends_before).then_some(text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: u32, cells: &[(u32, &str)]) -> HeadRow {
        let cells = cells.iter().map(|(at, text)| (*at, (*text).to_owned()));
        HeadRow {
            line,
            cells: cells.collect(),
            spans: Vec::new(),
        }
    }

    fn said(rows: &[HeadRow]) -> Vec<(u32, Vec<String>)> {
        let stack = Stack::several(rows, |_| true).last().unwrap();
        let cells = stack.cells.into_iter();
        cells
            .map(|c| (c.at, c.readings.into_iter().map(Cow::into_owned).collect()))
            .collect()
    }

    #[test]
    fn a_group_reads_over_the_empty_cells_to_its_right() {
        let rows = [
            row(1, &[(0, "Child ID"), (1, "Assessment"), (3, "Team")]),
            row(2, &[(1, "start date"), (2, "end date")]),
        ];
        let expected = [
            (0, vec!["Child ID"]),
            (1, vec!["Assessment start date", "start date"]),
            (2, vec!["Assessment end date", "end date"]),
            (3, vec!["Team"]),
        ];
        let expected = expected.map(|(at, r)| (at, r.into_iter().map(str::to_owned).collect()));
        assert_eq!(said(&rows), expected.to_vec());
    }

    #[test]
    fn a_group_reads_no_further_than_its_merge() {
        let mut rows = [
            row(1, &[(0, "Child"), (4, "Plan")]),
            row(
                2,
                &[
                    (0, "ID"),
                    (1, "name"),
                    (2, "Team"),
                    (4, "start"),
                    (5, "end"),
                ],
            ),
        ];
        rows[0].spans = vec![(0, 1)];
        let expected = [
            (0, vec!["Child ID", "ID"]),
            (1, vec!["Child name", "name"]),
            (2, vec!["Team"]),
            (4, vec!["Plan start", "start"]),
            (5, vec!["Plan end", "end"]),
        ];
        let expected = expected.map(|(at, r)| (at, r.into_iter().map(str::to_owned).collect()));
        assert_eq!(said(&rows), expected.to_vec());
    }

    #[test]
    fn rows_with_another_between_are_not_read_as_one() {
        let rows = [row(1, &[(0, "Child")]), row(3, &[(0, "ID")])];
        assert_eq!(Stack::several(&rows, |_| true).count(), 0);
        let rows = [1, 2, 3, 4].map(|line| row(line, &[(0, "a")]));
        assert_eq!(Stack::several(&rows, |_| true).count(), 5);
    }
}
