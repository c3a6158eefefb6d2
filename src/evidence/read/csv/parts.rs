//! The rows of a text, read in parts side by side.
//!
//! A part is cut at a line end, which may lie within quotation marks. The part before then ends with a
//! row whose mark is still open, and the next is read again from the start of that row; so no row
//! depends on the cut, and no text is read more than twice.

use rayon::prelude::*;

use super::Head;
use crate::evidence::read::Content;
use crate::evidence::read::cell::RowCells;
use crate::evidence::read::listing::{Listing, Part};
use crate::evidence::read::lower::Words;
use crate::evidence::read::records::{MOST_CELLS, Record, Records};
use crate::evidence::recognise::Lower;
use crate::evidence::{NotARecord, TableFound};

/// About how many bytes of text a part has.
const PART: usize = 2 << 20;
/// The most that a row may run to.
const LONGEST: usize = 4 << 20;

/// A list on its way in.
pub(super) struct Parts<'r> {
    listing: Listing<'r>,
    separator: u8,
    headings: usize,
    lengths: Lengths,
    /// The line that the text not yet taken in starts on.
    line: u32,
    /// Whether a line end closes the last row.
    closed: bool,
    fault: Option<String>,
    /// Where another list begins, from which on nothing is read.
    below: Option<Below>,
}

/// Where another list begins below one.
#[derive(Debug, Clone)]
pub(super) struct Below {
    /// The byte of the text and the line that its headings start at.
    pub(super) start: usize,
    pub(super) line: u32,
    /// The dataset that they fit best.
    pub(super) dataset: Option<String>,
}

/// A stretch of a text, the line that it starts on and the line behind it.
#[derive(Clone, Copy)]
struct Stretch {
    start: usize,
    end: usize,
    line: u32,
    next_line: u32,
}

impl Stretch {
    /// The same stretch with the row before it that goes on in it.
    fn from(self, row: OpenRow) -> Self {
        Self {
            start: row.start,
            line: row.line,
            ..self
        }
    }
}

/// A row that goes on behind its stretch.
#[derive(Clone, Copy)]
struct OpenRow {
    /// Where it starts in the text, and on which line.
    start: usize,
    line: u32,
    /// The line that its open quotation mark stands on.
    mark: u32,
}

/// What one stretch gave.
struct Read<'r> {
    part: Part<'r>,
    lengths: Lengths,
    /// The row whose quotation mark nothing closes, which is not among those read.
    open: Option<OpenRow>,
    fault: Option<String>,
    below: Option<Below>,
}

impl<'r> Parts<'r> {
    pub(super) fn new(head: Head<'r>) -> Self {
        Self {
            listing: head.listing,
            separator: head.separator,
            headings: head.headings,
            lengths: Lengths::default(),
            line: head.line,
            closed: true,
            fault: None,
            below: None,
        }
    }

    /// Takes in a text that starts with a row, and that ends with one unless it is the last.
    ///
    /// Gives back how much of it was taken in: a row whose quotation mark is open waits for more.
    pub(super) fn take(&mut self, text: &str, last: bool) -> usize {
        if self.is_faulty() {
            return text.len();
        }
        let stretches = self.stretches(text);
        let reads = stretches.par_iter().map(|s| self.read(text, *s));
        let reads = reads.collect::<Vec<_>>();
        let mut open: Option<OpenRow> = None;
        for (stretch, read) in stretches.iter().zip(reads) {
            let read = match open {
                None => read,
                Some(row) => self.read(text, stretch.from(row)),
            };
            self.listing.join(read.part);
            self.lengths.join(&read.lengths);
            (self.line, self.fault, open) = (stretch.next_line, read.fault, read.open);
            let is_too_long = |row: OpenRow| stretch.end - row.start > LONGEST;
            if let Some(row) = open.filter(|row| is_too_long(*row)) {
                self.fault = Some(never_closed(row.mark));
            }
            self.below = read.below;
            if self.is_faulty() {
                return text.len();
            }
        }
        match open {
            Some(row) if !last => {
                self.line = row.line;
                return row.start;
            }
            Some(row) => self.fault = Some(self.unfinished(row, text)),
            None => self.closed = text.ends_with('\n'),
        }
        text.len()
    }

    /// Whether anything is wrong with the rows so far, or another list begins below them.
    pub(super) fn is_faulty(&self) -> bool {
        self.fault.is_some() || self.below.is_some()
    }

    pub(super) fn listing(&self) -> &Listing<'r> {
        &self.listing
    }

    /// Where another list begins below this one.
    pub(super) fn below(&self) -> Option<&Below> {
        self.below.as_ref().filter(|_| self.fault.is_none())
    }

    /// What was found.
    pub(super) fn finish(mut self) -> Content {
        let mut content = Content::default();
        if let (Some(below), None) = (&self.below, &self.fault) {
            let why = below.sentence();
            content.tables.push((below.table(&why), None));
            self.fault = Some(why);
        }
        if self.fault.is_none() && !self.closed {
            self.fault = self.lengths.broken_off().map(broken_off);
        }
        if let Some(why) = self.fault {
            content.tables.insert(0, (self.listing.broken(&why), None));
            content.problem = Some(why);
        } else {
            content.tables.push(self.listing.finish());
        }
        content
    }

    /// What is wrong where the text ends within a row: its last line was cut off, or a mark lost.
    fn unfinished(&self, row: OpenRow, text: &str) -> String {
        if row.mark == self.line && !text.ends_with('\n') {
            broken_off(row.mark)
        } else {
            never_closed(row.mark)
        }
    }

    fn stretches(&self, text: &str) -> Vec<Stretch> {
        let mut all = Vec::new();
        let (mut start, mut line) = (0, self.line);
        while start < text.len() {
            let near = (start + PART).min(text.len());
            let rest = text.as_bytes().get(near..).unwrap_or_default();
            // A little that is left over is no part of its own.
            let end = match rest.iter().position(|b| *b == b'\n') {
                Some(at) if rest.len() > PART / 2 => near + at + 1,
                Some(_) | None => text.len(),
            };
            let next_line = line + line_ends(text.get(start..end).unwrap_or_default());
            all.push(Stretch {
                start,
                end,
                line,
                next_line,
            });
            (start, line) = (end, next_line);
        }
        all
    }

    /// Reads the rows of a stretch.
    fn read(&self, text: &str, stretch: Stretch) -> Read<'r> {
        let text = text.get(stretch.start..stretch.end).unwrap_or_default();
        let mut records = Records::on_line(text, self.separator, stretch.line);
        let mut record = Record::default();
        let mut read = Read {
            part: self.listing.part(),
            lengths: Lengths::default(),
            open: None,
            fault: zeros(text, stretch.line),
            below: None,
        };
        let heading_line = self.listing.heading_line();
        let mut words = Words::default();
        while read.fault.is_none() && records.next(&mut record) {
            if let Some(open) = records.left_open() {
                read.open = Some(OpenRow {
                    start: stretch.start + open.start,
                    line: record.line,
                    mark: open.line,
                });
                break;
            }
            if record.cells.len() >= MOST_CELLS {
                read.fault = Some(too_wide(record.line));
            }
            let lower = read.part.lower(record.line, &record);
            let of_rows = || read.part.lower_of_rows(record.line, &record, &mut words);
            match lower.or_else(of_rows) {
                None => {}
                Some(Lower::Again) => {
                    read.part.headings_again(record.line);
                    continue;
                }
                Some(Lower::Another(dataset)) => {
                    read.below = Some(Below {
                        start: stretch.start + records.start(),
                        line: record.line,
                        dataset,
                    });
                    break;
                }
            }
            // A note, a title or a total is as short as it likes.
            let why = read.part.row(record.line, &record);
            if why == Some(NotARecord::Nothing) && record.is_blank() {
                words.was_empty();
            }
            let is_known = matches!(
                why,
                Some(NotARecord::Totals | NotARecord::Title | NotARecord::Note)
            );
            if heading_line.is_some_and(|line| record.line > line) && !is_known {
                read.lengths.take(&record, self.headings);
            }
        }
        read
    }
}

impl Below {
    fn sentence(&self) -> String {
        let of = self.dataset.as_ref();
        let of = of.map_or_else(String::new, |id| format!(" with headings of `{id}`"));
        format!(
            "another list begins in row {}{of}: put it in a file of its own",
            self.line
        )
    }

    /// What is said of the list that begins there.
    fn table(&self, why: &str) -> TableFound {
        TableFound {
            dataset: self.dataset.clone(),
            reason: why.to_owned(),
            broken: true,
            ..TableFound::default()
        }
    }
}

/// Counted in bytes by small chunks, which the compiler makes into wide instructions.
fn line_ends(text: &str) -> u32 {
    let chunks = text.as_bytes().chunks(192);
    let of_chunk = |chunk: &[u8]| chunk.iter().map(|b| u8::from(*b == b'\n')).sum::<u8>();
    chunks.map(|chunk| u32::from(of_chunk(chunk))).sum()
}

fn broken_off(line: u32) -> String {
    format!("breaks off in row {line}: export it again")
}

fn never_closed(line: u32) -> String {
    format!(
        "a quotation mark is opened in the row at line {line} and never closed, so the rows after it \
         are lost: close it"
    )
}

fn too_wide(line: u32) -> String {
    format!(
        "row {line} has {MOST_CELLS} cells or more, which is no list: export it again with fewer \
         columns"
    )
}

/// What is wrong where zeros stand in a text, as where a disk filled up while it was written.
fn zeros(text: &str, line: u32) -> Option<String> {
    if !text.as_bytes().contains(&0) {
        return None;
    }
    let at = text.find('\0')?;
    let line = line + line_ends(text.get(..at).unwrap_or_default());
    Some(format!(
        "holds zero bytes in row {line}, so it was not written whole: export it again"
    ))
}

/// How many cells the rows of a recognised list have, to tell a list that was cut short.
#[derive(Default)]
struct Lengths {
    whole: usize,
    /// The rows with fewer cells than there are headings, and the line of the last.
    short: usize,
    last_short: u32,
    last: u32,
}

impl Lengths {
    #[inline]
    fn take(&mut self, record: &Record<'_>, headings: usize) {
        let cells = record.cells.len();
        if cells < headings && record.is_blank() {
            return;
        }
        self.last = record.line;
        if cells < headings {
            self.short += 1;
            self.last_short = record.line;
        } else {
            self.whole += 1;
        }
    }

    fn join(&mut self, more: &Self) {
        self.whole += more.whole;
        self.short += more.short;
        self.last_short = self.last_short.max(more.last_short);
        self.last = self.last.max(more.last);
    }

    /// The line of the last row, where it alone is short.
    fn broken_off(&self) -> Option<u32> {
        let alone = self.short == 1 && self.last_short == self.last && self.whole > 0;
        alone.then_some(self.last)
    }
}
