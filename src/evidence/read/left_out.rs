//! Rows below the headings that are no records: totals, titles, notes, the headings again.
//!
//! The rules are narrow, for a record that was left out could hide a child, and a row kept for a
//! record only adds blanks, which never help. So a row whose only cells stand under headings that
//! belong to no column is a record of blanks, and a note is none only above the first record or below
//! the last one of a list or of a printed page of it.

mod words;

use std::collections::BTreeMap;

use super::cell::RowCells;
use crate::evidence::decode::Raw;
use crate::evidence::{NotARecord, RowsLeftOut};

pub(super) use words::is_nil;
pub(super) use words::total;
use words::{Total, is_note, is_number, is_sum};

/// How many rows of a kind are told by their numbers.
const MOST_TOLD: usize = 100;
/// The fewest columns of a list that shows by a row's one cell that it is a title.
const FEWEST_COLUMNS: usize = 4;

/// Rows left out of a list, by why.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    rows: BTreeMap<NotARecord, Rows>,
    /// The first that says anything but the headings or that there is no record.
    says: Option<u32>,
}

/// Rows left out for one reason: how many, and which are the first.
#[derive(Debug, Default)]
struct Rows {
    count: usize,
    lines: Vec<u32>,
}

impl LeftOut {
    /// Leaves a row out.
    pub(super) fn take(&mut self, why: NotARecord, line: u32) {
        self.count(why, 1, &[line]);
        match why {
            NotARecord::Headings => {}
            NotARecord::Totals | NotARecord::Title | NotARecord::Note | NotARecord::Nothing => {
                self.said(line);
            }
        }
    }

    /// Leaves a row out that says that there is no record.
    pub(super) fn take_nil(&mut self, line: u32) {
        self.count(NotARecord::Note, 1, &[line]);
    }

    /// The first row left out that says anything but the headings or that there is no record.
    pub(super) fn says(&self) -> Option<u32> {
        self.says
    }

    fn count(&mut self, why: NotARecord, rows: usize, lines: &[u32]) {
        let all = self.rows.entry(why).or_default();
        all.count += rows;
        // Notes come late, when it is known that they are no records.
        all.lines.extend_from_slice(lines);
        all.lines.sort_unstable();
        all.lines.truncate(MOST_TOLD);
    }

    fn said(&mut self, line: u32) {
        self.says = Some(self.says.map_or(line, |first| first.min(line)));
    }

    /// Whether none was left out.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes in what was left out of the rows that follow.
    pub(super) fn join(&mut self, more: &Self) {
        for (why, rows) in &more.rows {
            self.count(*why, rows.count, &rows.lines);
        }
        if let Some(line) = more.says {
            self.said(line);
        }
    }

    /// How many rows were left out of each kind, and which.
    pub(super) fn listed(&self) -> Vec<RowsLeftOut> {
        let rows = self.rows.iter();
        rows.map(|(why, rows)| RowsLeftOut {
            why: *why,
            rows: rows.count,
            first: rows.lines.first().copied().unwrap_or_default(),
            lines: rows.lines.clone(),
        })
        .collect()
    }
}

/// Whether a row holds totals, a title or a note instead of a record, by its first cell of `width`.
///
/// `columns` are those of the list that are recognised; `prose` are those of them that hold free
/// text, which may begin with any word; `title` says which texts are no value of their column.
#[inline]
pub(super) fn by_first_cell(
    cells: &impl RowCells,
    width: u32,
    columns: impl Iterator<Item = u32> + Clone,
    prose: impl Fn(u32) -> bool,
    mut title: impl FnMut(u32, &str) -> bool,
) -> Option<NotARecord> {
    let mut filled = (0..width).filter(|at| !cells.cell(*at).is_blank());
    let first = filled.next()?;
    let Raw::Text(text) = cells.cell(first) else {
        return None;
    };
    if !begins_so(text) || prose(first) {
        return None;
    }
    let others = columns.filter(|at| *at != first);
    if let Some(total) = total(text) {
        let no_value = title(first, text);
        let are_sums = others.clone().all(|at| is_sum(cells.cell(at)));
        let are_some = others.clone().any(|at| is_number(cells.cell(at)));
        let is_total = match total {
            Total::Sure => are_sums || no_value,
            Total::OfAPart => are_some && (are_sums || no_value),
            Total::Perhaps => are_some && are_sums && no_value,
        };
        if is_total {
            return Some(NotARecord::Totals);
        }
        if total == Total::Sure {
            return None;
        }
    }
    let alone = filled.next().is_none() && cells.beyond(width).is_none();
    let others = if alone { others.count() } else { return None };
    // Of a list of one or two columns many a row has one cell.
    if others >= 2 && is_note(text) {
        return Some(NotARecord::Note);
    }
    (others + 1 >= FEWEST_COLUMNS && title(first, text)).then_some(NotARecord::Title)
}

/// A quick look, for nearly every row begins with an identifier.
#[inline]
fn begins_so(text: &str) -> bool {
    // Shorter than any of the words, the letters before a number are those of an identifier.
    const SHORT: usize = 3;
    match text.bytes().next() {
        Some(b'0'..=b'9' | b'(' | b'*') => text.contains(' '),
        Some(b'a'..=b'z' | b'A'..=b'Z') => {
            let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            let next = text.as_bytes().get(letters);
            letters > SHORT || (letters > 1 && !next.is_some_and(u8::is_ascii_digit))
        }
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Row<'a>(Vec<&'a str>);

    impl RowCells for Row<'_> {
        fn cell(&self, column: u32) -> Raw<'_> {
            let cell = self.0.get(column as usize);
            cell.map_or(Raw::Blank, |text| Raw::text(text))
        }

        fn beyond(&self, width: u32) -> Option<u32> {
            let filled = (0..).zip(&self.0).filter(|(_, cell)| !cell.is_empty());
            filled.map(|(at, _)| at).find(|at| *at >= width)
        }

        fn is_blank(&self) -> bool {
            self.0.iter().all(|cell| cell.is_empty())
        }
    }

    /// The first column holds identifiers, each one word.
    fn no_identifier(at: u32, text: &str) -> bool {
        at == 0 && text.contains(' ') && !text.bytes().any(|b| b.is_ascii_digit())
    }

    /// What a row of a list of four columns is, the last of them free text.
    fn what(cells: &[&str]) -> Option<NotARecord> {
        let width = u32::try_from(cells.len()).unwrap().max(4);
        by_first_cell(
            &Row(cells.to_vec()),
            width,
            0..4,
            |at| at == 3,
            no_identifier,
        )
    }

    #[test]
    fn rows_of_totals() {
        for cells in [
            &["Total", "57", "", ""] as &[&str],
            &["TOTAL:", "", "", ""],
            &["Grand total", "1,234", "12%", ""],
            &["", "Total", "", "57"],
            &["Total 57"],
            &["Total children: 57"],
            &["Sub-total", "-3"],
            &["Count", "57", "57", "57"],
            &["Average", "", "45 days", "12.5"],
            &["Mean", "-0.5"],
            &["Grand average", "", "31%"],
            // As a spreadsheet writes them, or a person does.
            &["North Total", "", "12"],
            &["North team sub-total", "12"],
            &["South Count", "7"],
            &["Total for North", "", "12"],
            &["Average per worker", "14.2"],
            &["Sub total for team B:", "5"],
            // Where no identifier reads like that.
            &["Total North", "", "12"],
            &["Subtotal family homes", "65", "87"],
            &["All family homes", "65", "87"],
            &["North Total", "05/01/2026", "12"],
            &["Grand total", "05/01/2026"],
        ] {
            assert_eq!(what(cells), Some(NotARecord::Totals), "{cells:?}");
        }
    }

    #[test]
    fn lone_notes() {
        for note in [
            "Printed on 30/09/2026 by the data team",
            "Source: case system, 30 September 2026",
            "Notes: team B is not included",
            "57 rows",
            "(57 rows affected)",
            "Page 1 of 3",
            "OFFICIAL-SENSITIVE",
            "*** End of report ***",
            "No records found",
        ] {
            assert_eq!(what(&[note]), Some(NotARecord::Note), "{note}");
            assert_eq!(what(&["", "", note]), Some(NotARecord::Note), "{note}");
        }
    }

    #[test]
    fn titles_between_records() {
        for cells in [
            &["North team"] as &[&str],
            &["North total"],
            &["Children on a plan"],
        ] {
            assert_eq!(what(cells), Some(NotARecord::Title), "{cells:?}");
        }
        for cells in [
            &["North team", "x"] as &[&str],
            &["North"],
            &["", "North team"],
        ] {
            assert_eq!(what(cells), None, "{cells:?}");
        }
        // Of a list of three columns many a row has one cell.
        let row = Row(vec!["North team"]);
        assert_eq!(by_first_cell(&row, 3, 0..3, |_| false, no_identifier), None);
    }

    #[test]
    fn what_could_be_a_record_is_one() {
        for cells in [
            // Something beside the total that no total is.
            &["Total", "05/01/2026", "", ""] as &[&str],
            &["Total", "2026-01-05"],
            &["Total", "20260105"],
            &["Total", "", "Yes", ""],
            &["", "Total loss", "57"],
            &["", "All homes", "57"],
            &["All homes", "Yes", "57"],
            &["Total North", "Yes", "57"],
            &["c1", "Total", "57"],
            // More than the note.
            &["Printed on 30/09/2026", "05/01/2026"],
            &["Printed on 30/09/2026", "", "", "x"],
            // No note that is known, and an identifier.
            &["", "Mary Jane Smith"],
            // Nothing is summed up.
            &["", "North total"],
            &["", "Average per worker"],
            &["", "North Total", "05/01/2026", "12"],
            &["Counter", "7"],
            &["Pagett"],
            &["Notley"],
            &["57"],
            &["1234 5678"],
            // Free text.
            &["", "", "", "Note the delay"],
            &["", "", "", "Total"],
        ] {
            assert_eq!(what(cells), None, "{cells:?}");
        }
        // A list of two columns.
        assert_eq!(
            by_first_cell(&Row(vec!["Note 1"]), 2, 0..2, |_| false, no_identifier),
            None
        );
    }
}
