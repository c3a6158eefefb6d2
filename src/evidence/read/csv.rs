//! Text with separators: commas, semicolons, tabs or bars.

use super::cell::RowCells;
use super::encoding;
use super::listing::{Listing, Spot};
use super::records::{Record, Records};
use super::{Content, Input, Unreadable};
use crate::evidence::decode::{Epoch, Raw};
use crate::evidence::fold;
use crate::evidence::recognise::{HEAD_ROWS, HeadRow};

/// How much of the start is searched for separators.
const SAMPLE: usize = 16 * 1024;

/// Reads the list of a file.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    let text = encoding::decode(input.bytes)?;
    let list = open(input, &text);
    Ok(rest(list.0, &text, list.1))
}

/// Reads the list of a text; nothing if no dataset is recognised in it.
pub(super) fn read_recognised(input: &Input<'_>, text: &str) -> Option<Content> {
    let (listing, separator) = open(input, text);
    let recognised = listing.score().0;
    recognised.then(|| rest(listing, text, separator))
}

/// The separator that makes the most of the text's head, and the list it opens.
fn open<'r>(input: &Input<'r>, text: &str) -> (Listing<'r>, u8) {
    let spot = Spot {
        path: input.path,
        sheet: None,
        hidden: false,
        only: true,
    };
    let start = text.as_bytes().get(..SAMPLE).unwrap_or(text.as_bytes());
    let count = |separator: u8| start.split(|b| *b == separator).count() - 1;
    let mut separators: Vec<u8> = b",;\t|".iter().copied().filter(|s| count(*s) > 0).collect();
    // The commonest comes first and stands unless another is recognised better.
    separators.sort_by_key(|s| std::cmp::Reverse(count(*s)));
    let opened = |separator: u8| {
        let head = head(text, separator, input.request.heading_line(spot));
        (
            Listing::open(input.request, spot, &head, Epoch::default()),
            separator,
        )
    };
    let first = opened(separators.first().copied().unwrap_or(b','));
    let others = separators.iter().skip(1).map(|s| opened(*s));
    others.fold(first, |best, next| {
        if next.0.score() > best.0.score() {
            next
        } else {
            best
        }
    })
}

fn rest(mut listing: Listing<'_>, text: &str, separator: u8) -> Content {
    let mut records = Records::new(text, separator);
    let mut record = Record::default();
    let mut lengths = Lengths::default();
    while records.next(&mut record) {
        lengths.take(&record, &listing);
        listing.row(record.line, &record);
    }
    let mut content = Content::default();
    let why = match (lengths.broken_off(text), records.left_open()) {
        (Some(line), _) => Some(broken_off(line)),
        (None, Some(line)) if is_last_line(line, text) => Some(broken_off(line)),
        (None, Some(line)) => Some(never_closed(line)),
        (None, None) => None,
    };
    if let Some(why) = why {
        content.tables.push((listing.broken(&why), None));
        content.problem = Some(why);
    } else {
        content.tables.push(listing.finish());
    }
    content
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

fn is_last_line(line: u32, text: &str) -> bool {
    !text.ends_with('\n') && text.split('\n').count() == line as usize
}

/// How many cells the rows of a recognised list have, to tell a list that was cut short.
#[derive(Default)]
struct Lengths {
    headings: usize,
    whole: usize,
    /// The rows with fewer cells than there are headings, and the line of the last.
    short: usize,
    last_short: u32,
    last: u32,
}

impl Lengths {
    #[inline]
    fn take(&mut self, record: &Record<'_>, listing: &Listing<'_>) {
        let cells = record.cells.len();
        if listing.heading_line() == Some(record.line) {
            self.headings = cells;
        } else if self.headings > 0 && !(cells < self.headings && record.is_blank()) {
            self.last = record.line;
            if cells < self.headings {
                self.short += 1;
                self.last_short = record.line;
            } else {
                self.whole += 1;
            }
        }
    }

    /// The line of the last row, where it alone is short and no line end closes it.
    fn broken_off(&self, text: &str) -> Option<u32> {
        let alone = self.short == 1 && self.last_short == self.last && self.whole > 0;
        (alone && !text.ends_with('\n')).then_some(self.last)
    }
}

/// The first rows that hold anything, as far as the line that a map gives.
fn head(text: &str, separator: u8, to_line: u32) -> Vec<HeadRow> {
    let mut records = Records::new(text, separator);
    let mut record = Record::default();
    let mut head = Vec::new();
    while records.next(&mut record) {
        if head.len() >= HEAD_ROWS && record.line > to_line {
            break;
        }
        let filled = (0..).zip(record.cells.iter().map(|cell| fold::trim(cell)));
        let cells: Vec<(u32, String)> = filled
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(at, cell)| (at, cell.to_owned()))
            .collect();
        if !cells.is_empty() {
            let line = record.line;
            head.push(HeadRow { line, cells });
        }
    }
    head
}

impl RowCells for Record<'_> {
    #[inline]
    fn cell(&self, column: u32) -> Raw<'_> {
        let cell = self.cells.get(column as usize);
        cell.map_or(Raw::Blank, |cell| Raw::text(cell))
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| fold::trim(cell).is_empty())
    }
}
