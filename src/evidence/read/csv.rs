//! Text with separators: commas, semicolons, tabs or bars.

mod below;
mod parts;
mod stream;

use super::cell::RowCells;
use super::encoding;
use super::listing::{Listing, Spot};
use super::records::{Record, Records};
use super::{Content, Input, Request, Unreadable};
use crate::evidence::decode::{Epoch, Raw};
use crate::evidence::fold;
use crate::evidence::recognise::{HEAD_ROWS, HeadRow};

pub(super) use stream::{WHOLE, read as stream};

/// How much of the start is searched for separators.
const SAMPLE: usize = 16 * 1024;

/// Reads the list of a file.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    let text = encoding::decode(input.bytes)?;
    Ok(below::all_of(
        Head::of(input.path, input.request, &text),
        &text,
    ))
}

/// Reads the list of a text; nothing if no dataset is recognised in it.
pub(super) fn read_recognised(input: &Input<'_>, text: &str) -> Option<Content> {
    let head = Head::of(input.path, input.request, text);
    let recognised = head.listing.score().0;
    recognised.then(|| below::all_of(head, text))
}

/// What the start of a text shows of the list in it.
struct Head<'r> {
    request: &'r Request<'r>,
    spot: Spot<'r>,
    /// The line that the text starts on.
    line: u32,
    listing: Listing<'r>,
    separator: u8,
    /// How many cells the row of the headings has; 0 where no list is recognised.
    headings: usize,
}

impl<'r> Head<'r> {
    /// The separator that makes the most of the text's head, and the list it opens.
    fn of(path: &'r str, request: &'r Request<'r>, text: &str) -> Self {
        Self::at(Spot::of_file(path), request, text, 1)
    }

    /// The same of a text that starts on a line of its file.
    fn at(spot: Spot<'r>, request: &'r Request<'r>, text: &str, line: u32) -> Self {
        let start = text.as_bytes().get(..SAMPLE).unwrap_or(text.as_bytes());
        let count = |separator: u8| start.split(|b| *b == separator).count() - 1;
        let separators = b",;\t|".iter().copied();
        let mut separators: Vec<u8> = separators.filter(|s| count(*s) > 0).collect();
        // The commonest comes first and stands unless another is recognised better.
        separators.sort_by_key(|s| std::cmp::Reverse(count(*s)));
        let opened = |separator: u8| {
            let head = head(text, separator, line, request.heading_line(spot));
            let listing = Listing::open(request, spot, &head, Epoch::default());
            (listing, separator)
        };
        let first = opened(separators.first().copied().unwrap_or(b','));
        let others = separators.iter().skip(1).map(|s| opened(*s));
        let (listing, separator) = others.fold(first, |best, next| {
            if next.0.score() > best.0.score() {
                next
            } else {
                best
            }
        });
        Self {
            headings: headings(&listing, text, separator, line),
            request,
            spot,
            line,
            listing,
            separator,
        }
    }
}

/// How many cells the row of a recognised list's headings has, the empty ones too.
fn headings(listing: &Listing<'_>, text: &str, separator: u8, from: u32) -> usize {
    let Some(line) = listing.heading_line() else {
        return 0;
    };
    let mut records = Records::on_line(text, separator, from);
    let mut record = Record::default();
    while records.next(&mut record) {
        if record.line == line {
            return record.cells.len();
        }
    }
    0
}

/// The first rows that hold anything, as far as the line that a map gives.
fn head(text: &str, separator: u8, from: u32, to_line: u32) -> Vec<HeadRow> {
    let mut records = Records::on_line(text, separator, from);
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
            head.push(HeadRow {
                line,
                cells,
                ..HeadRow::default()
            });
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

    fn beyond(&self, width: u32) -> Option<u32> {
        let cells = (0..).zip(&self.cells).skip(width as usize);
        let mut filled = cells.filter(|(_, cell)| !fold::trim(cell).is_empty());
        filled.next().map(|(at, _)| at)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| fold::trim(cell).is_empty())
    }
}
