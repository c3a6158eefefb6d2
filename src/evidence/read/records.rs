//! The records of a text with separators, cut out without copying.
//!
//! The `csv` crate would do but for three things: it copies every cell, it gives a record the line of
//! the blank lines above it, and it cannot tell that a quotation mark is never closed. The tests hold
//! this scanner to that crate's reading of any text.

use std::borrow::Cow;

/// The most cells of a record, as many as a spreadsheet has columns; more are not kept.
pub(super) const MOST_CELLS: usize = 16_384;

/// Cuts a text into records.
#[derive(Debug, Clone)]
pub(super) struct Records<'t> {
    text: &'t str,
    separator: u8,
    /// The byte to read next and the line it is on, from 1.
    at: usize,
    line: u32,
    /// Where the record that is being cut starts.
    start: usize,
    left_open: Option<LeftOpen>,
}

/// A record whose quotation mark nothing closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LeftOpen {
    /// The byte that the record starts at.
    pub(super) start: usize,
    /// The line that the mark stands on.
    pub(super) line: u32,
}

/// One record: its cells and the line that it starts on.
#[derive(Debug, Clone, Default)]
pub(super) struct Record<'t> {
    pub(super) line: u32,
    pub(super) cells: Vec<Cow<'t, str>>,
}

impl<'t> Records<'t> {
    /// The records of a text that starts on a line of its file, from 1.
    pub(super) fn on_line(text: &'t str, separator: u8, line: u32) -> Self {
        Self {
            text,
            separator,
            at: 0,
            line,
            start: 0,
            left_open: None,
        }
    }

    /// Fills in the next record; false after the last. Blank lines are not records.
    #[inline]
    pub(super) fn next(&mut self, record: &mut Record<'t>) -> bool {
        record.cells.clear();
        self.skip_line_ends();
        (record.line, self.start) = (self.line, self.at);
        if self.at >= self.text.len() {
            return false;
        }
        loop {
            let cell = match self.byte() {
                Some(b'"') => self.quoted(),
                Some(_) | None => Cow::Borrowed(self.plain()),
            };
            if record.cells.len() < MOST_CELLS {
                record.cells.push(cell);
            }
            if self.byte() != Some(self.separator) {
                return true;
            }
            self.at += 1;
        }
    }

    /// The byte that the last record starts at.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// The last record, where nothing closes its quotation mark.
    pub(super) fn left_open(&self) -> Option<LeftOpen> {
        self.left_open
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn skip_line_ends(&mut self) {
        while let Some(end @ (b'\n' | b'\r')) = self.byte() {
            self.line += u32::from(end == b'\n');
            self.at += 1;
        }
    }

    /// The text up to the next separator or line end.
    #[inline]
    fn plain(&mut self) -> &'t str {
        let start = self.at;
        self.at = plain_end(self.text.as_bytes(), start, self.separator);
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The text between quotation marks, and what may follow the second.
    fn quoted(&mut self) -> Cow<'t, str> {
        let opened_on = self.line;
        self.at += 1;
        let mut cell = Cow::Borrowed("");
        loop {
            let start = self.at;
            let end = self.mark_after(start);
            let Some(end) = end else {
                self.left_open = Some(LeftOpen {
                    start: self.start,
                    line: opened_on,
                });
                self.at = self.text.len();
                self.add(&mut cell, start, self.text.len());
                return cell;
            };
            self.add(&mut cell, start, end);
            self.at = end + 1;
            if self.byte() != Some(b'"') {
                break;
            }
            // Two marks side by side are one.
            self.add(&mut cell, self.at, self.at + 1);
            self.at += 1;
        }
        let after = self.plain();
        if !after.is_empty() {
            cell.to_mut().push_str(after);
        }
        cell
    }

    /// Where the next quotation mark stands, counting the lines up to it.
    #[inline]
    fn mark_after(&mut self, mut at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            at = stop(bytes, at, b'"');
            match bytes.get(at)? {
                b'"' => return Some(at),
                byte => self.line += u32::from(*byte == b'\n'),
            }
            at += 1;
        }
    }

    /// Adds a stretch of the text to a cell.
    #[inline]
    fn add(&self, cell: &mut Cow<'t, str>, start: usize, end: usize) {
        let part = self.text.get(start..end).unwrap_or_default();
        if cell.is_empty() {
            *cell = Cow::Borrowed(part);
        } else if !part.is_empty() {
            cell.to_mut().push_str(part);
        }
    }
}

/// Where the cell that starts at `at` ends.
#[inline]
fn plain_end(bytes: &[u8], mut at: usize, separator: u8) -> usize {
    loop {
        at = stop(bytes, at, separator);
        match bytes.get(at) {
            Some(byte) if *byte != separator && *byte != b'\n' && *byte != b'\r' => at += 1,
            Some(_) | None => return at,
        }
    }
}

/// Where from `at` on a mark or a control character stands, looked for eight bytes at a time.
#[inline]
fn stop(bytes: &[u8], mut at: usize, mark: u8) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const SPACE: u64 = ONES * 0x20;
    let marks = ONES * u64::from(mark);
    while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        let apart = eight ^ marks;
        // A high bit is set for each mark and control character; the lowest is always right.
        let mark = apart.wrapping_sub(ONES) & !apart;
        let control = eight.wrapping_sub(SPACE) & !eight;
        let found = (mark | control) & HIGH;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let found = rest.iter().position(|b| *b == mark || *b < b' ');
    at + found.unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, separator: u8) -> (Vec<(u32, Vec<String>)>, Option<u32>) {
        let mut records = Records::on_line(text, separator, 1);
        let mut record = Record::default();
        let mut all = Vec::new();
        while records.next(&mut record) {
            let cells = record.cells.iter().map(ToString::to_string).collect();
            all.push((record.line, cells));
        }
        (all, records.left_open().map(|open| open.line))
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        cut(text, b',')
            .0
            .into_iter()
            .map(|(_, cells)| cells)
            .collect()
    }

    #[test]
    fn cells_and_line_ends() {
        assert_eq!(cells("a,b\nc,d"), [["a", "b"], ["c", "d"]]);
        assert_eq!(cells("a,b\r\nc,d\r\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(cells("a,b\rc,d\r"), [["a", "b"], ["c", "d"]]);
        assert_eq!(cells("a,,\n,,"), [["a", "", ""], ["", "", ""]]);
        assert_eq!(cells("one\ntwo,three"), [vec!["one"], vec!["two", "three"]]);
        assert_eq!(cells("a,"), [["a", ""]]);
        assert!(cells("").is_empty() && cells("\n\r\n").is_empty());
        assert_eq!(
            cells("a long cell,é—ü and more of it,\u{1}x\ty"),
            [["a long cell", "é—ü and more of it", "\u{1}x\ty"]]
        );
    }

    #[test]
    fn quotation_marks() {
        assert_eq!(cells("\"a,b\",\"c\nd\""), [["a,b", "c\nd"]]);
        assert_eq!(
            cells("\"say \"\"yes\"\"\",\"\"\"\",\"\""),
            [["say \"yes\"", "\"", ""]]
        );
        assert_eq!(cells("\"a\" b,c \"d\""), [["a b", "c \"d\""]]);
    }

    #[test]
    fn a_record_has_the_line_that_it_starts_on() {
        let lines = |text| {
            cut(text, b',')
                .0
                .into_iter()
                .map(|(line, _)| line)
                .collect::<Vec<_>>()
        };
        assert_eq!(lines("a\n\n\nb\n\"c\n\nd\"\ne"), [1, 4, 5, 8]);
        assert_eq!(lines("\r\n\r\na\r\nb"), [3, 4]);
    }

    #[test]
    fn a_mark_that_nothing_closes_is_told_by_its_line() {
        assert_eq!(cut("a\n\"b\nc", b',').1, Some(2));
        assert_eq!(cut("a\n\"b\n\"\"c", b',').1, Some(2));
        assert_eq!(cut("a\n\"b\nc\"", b',').1, None);
        assert_eq!(cut("a\nb\"\nc", b',').1, None);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_as_the_csv_crate_cuts_it(
            text in "[ab\u{e9}\t,;\"\n\r \u{1}]{0,60}|[a-c,\"\n]{0,40}",
            separator in prop::sample::select(b",;\t".to_vec()),
        ) {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(separator)
                .from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            let found: Vec<Vec<String>> =
                cut(&text, separator).0.into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
