//! Cells of a sheet gathered into rows, without ever laying out the space between them.

use std::borrow::Cow;

use super::cell::RowCells;
use super::hidden::HiddenRows;
use super::listing::{Listing, Spot};
use super::lower::{self, MOST_ABOVE, MOST_LISTS, Words};
use super::merges::{Merge, Merges};
use super::{Format, Request, Unreadable};
use crate::evidence::TableFound;
use crate::evidence::decode::{self, Epoch, Raw};
use crate::evidence::extract::Extract;
use crate::evidence::recognise::{HEAD_ROWS, HeadRow, Lower};
use crate::table::ColumnType;

/// How many columns the one cell of a row is merged over where it is a title.
const A_TITLE: u32 = 4;

/// A cell of a sheet; its text may be the workbook's own.
#[derive(Debug, Clone)]
pub(super) enum Value<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// Anything else.
    Other(Raw<'static>),
}

/// A row of a sheet: the cells that hold something.
#[derive(Debug, Clone, Default)]
struct SheetRow<'a> {
    /// The row from 0.
    row: u32,
    cells: Vec<(u32, Value<'a>)>,
    /// The first column to the right of those that matter that holds something.
    beyond: Option<u32>,
    /// Whether all of it is kept, as it may be the headings of the next list.
    whole: Option<bool>,
}

/// Gathers a sheet's cells, given in order, into its list, or its lists where they stand below one
/// another.
pub(super) struct SheetRows<'r, 'a, 's> {
    request: &'r Request<'r>,
    spot: Spot<'s>,
    epoch: Epoch,
    head: Vec<SheetRow<'a>>,
    listing: Option<Listing<'r>>,
    width: u32,
    /// The line that a map gives for the headings.
    to_line: u32,
    row: SheetRow<'a>,
    /// Rows below the list that may be the title of the next.
    above: Vec<SheetRow<'a>>,
    /// The lists above the one that is read.
    done: Vec<(TableFound, Option<Extract>)>,
    /// Whether there are more of them than are read.
    is_crowded: bool,
    merges: Merges<'a>,
    hidden: HiddenRows,
    /// Rows that may be headings of several rows.
    words: Words,
}

impl<'r, 'a, 's> SheetRows<'r, 'a, 's> {
    pub(super) fn new(request: &'r Request<'r>, spot: Spot<'s>, epoch: Epoch) -> Self {
        Self {
            request,
            spot,
            epoch,
            head: Vec::new(),
            listing: None,
            width: u32::MAX,
            to_line: request.heading_line(spot),
            row: SheetRow::default(),
            above: Vec::new(),
            done: Vec::new(),
            is_crowded: false,
            merges: Merges::default(),
            hidden: HiddenRows::default(),
            words: Words::default(),
        }
    }

    /// Says which cells of the sheet are merged, before the first of them.
    pub(super) fn are_merged(&mut self, merges: Vec<Merge>) {
        self.merges = Merges::new(merges);
    }

    /// Says which cells are merged, before the row that they begin in.
    pub(super) fn merge(&mut self, merge: Merge) {
        self.merges.add(merge);
    }

    /// Says which rows of the sheet are hidden, in whatever order.
    pub(super) fn are_hidden(&mut self, hidden: HiddenRows) {
        self.hidden = hidden;
    }

    /// Says that rows that follow each other are hidden, as a person sees them, from 1.
    pub(super) fn hide(&mut self, first: u32, last: u32) {
        self.hidden.add(first, last);
    }

    /// Takes in a cell by row and column from 0.
    #[inline]
    pub(super) fn cell(&mut self, row: u32, column: u32, value: Value<'a>) {
        if row != self.row.row {
            self.end_row();
            self.row.row = row;
        }
        if value.raw().is_blank() {
            return;
        }
        if column < self.width || self.is_whole() {
            self.row.cells.push((column, value));
        } else {
            self.row.beyond.get_or_insert(column);
        }
    }

    /// Whether a row that goes on to the right of the list's columns may be the headings of the next.
    fn is_whole(&mut self) -> bool {
        let row = &self.row;
        let whole = row.whole.unwrap_or_else(|| lower::may_head(row));
        self.row.whole = Some(whole);
        whole
    }

    /// What was found, and each list that was recognised.
    ///
    /// Of a sheet that broke off, or that holds more lists than are read, nothing is used; the
    /// sentence says why.
    pub(super) fn finish(
        mut self,
        read: Result<(), Unreadable>,
    ) -> (Vec<(TableFound, Option<Extract>)>, Option<String>) {
        let last = self.end();
        let crowded = self.is_crowded.then_some(Unreadable::TooManyLists);
        let Some(why) = read.err().or(crowded) else {
            let last = ended(last, &mut self.hidden);
            self.done.push(last);
            return (self.done, None);
        };
        let sentence = why.sentence(Format::of(self.spot.path));
        let mut broken = lower::unused(self.done, &sentence);
        broken.push((last.broken(&sentence), None));
        (broken, Some(sentence))
    }

    fn end_row(&mut self) {
        if self.row.cells.is_empty() && self.row.beyond.is_none() {
            return;
        }
        let line = self.row.line();
        if let Some(listing) = &mut self.listing
            && self.above.is_empty()
            && self.merges.is_idle(self.row.row)
            && !listing.may_be_title(line, &self.row)
            && listing.lower(line, &self.row).is_none()
        {
            listing.row(line, &self.row);
            self.words.pass(line);
            self.row.cells.clear();
            (self.row.beyond, self.row.whole) = (None, None);
            return;
        }
        let row = std::mem::take(&mut self.row);
        self.take(row);
    }

    /// Takes in a row that may be no row of the list.
    fn take(&mut self, row: SheetRow<'a>) {
        let line = row.line();
        let Some(listing) = &mut self.listing else {
            self.head.push(row);
            if self.head.len() >= HEAD_ROWS && line >= self.to_line {
                self.open();
            }
            return;
        };
        let lower = listing.lower(line, &row);
        let of_rows = listing.lower_of_rows(line, &row, &mut self.words);
        match lower.or(of_rows) {
            Some(Lower::Another(_)) if line > self.spot.below => self.begin(row),
            Some(Lower::Again) => {
                self.give_above();
                if let Some(listing) = &mut self.listing {
                    listing.headings_again(line);
                }
            }
            Some(Lower::Another(_)) | None if listing.may_be_title(line, &row) => {
                if self.above.len() >= MOST_ABOVE {
                    self.give_above();
                }
                self.above.push(row);
            }
            Some(Lower::Another(_)) | None => {
                self.give_above();
                self.give(row);
            }
        }
    }

    /// Ends the list and begins the next with its headings and what stands above them.
    fn begin(&mut self, headings: SheetRow<'a>) {
        if self.done.len() >= MOST_LISTS {
            self.is_crowded = true;
            return;
        }
        let upper = self.listing.take();
        let upper = upper.map(|listing| ended(listing, &mut self.hidden));
        self.done.extend(upper);
        self.spot.below = headings.line();
        (self.to_line, self.width) = (0, u32::MAX);
        self.merges.close();
        self.head = std::mem::take(&mut self.above);
        self.head.push(headings);
    }

    /// Gives the list a row, with what stands in the cells that it shares with rows above.
    fn give(&mut self, mut row: SheetRow<'a>) {
        let (Some(listing), line) = (&mut self.listing, row.line()) else {
            return;
        };
        if self.merges.is_idle(row.row) {
            listing.row(line, &row);
            return;
        }
        let is_lone = |merge: &Merge| {
            let own = row.cells.len() == 1 && !row.cell(merge.left).is_blank();
            own && merge.columns() >= A_TITLE
        };
        if row.beyond.is_none() && self.merges.across(row.row).any(is_lone) {
            self.merges.begin(row.row, |_| None);
            listing.title(line, &row);
            return;
        }
        let (mut filled, mut unknown) = (Vec::new(), Vec::new());
        let has_own = row
            .cells
            .iter()
            .any(|(at, _)| listing.kind(line, *at).is_some());
        for (column, value) in self.merges.covering(row.row) {
            match listing.kind(line, column) {
                Some(_) if !row.cell(column).is_blank() => {}
                Some(ColumnType::Number) => unknown.push(column),
                Some(
                    ColumnType::Text | ColumnType::Date | ColumnType::YesNo | ColumnType::Code,
                ) => {
                    let at = row.cells.partition_point(|(at, _)| *at < column);
                    row.cells.insert(at, (column, value.clone()));
                    filled.push(column);
                }
                None => {}
            }
        }
        let known = |column: u32| {
            listing.kind(line, column)?;
            let own = row.cells.iter().find(|(at, _)| *at == column);
            own.map(|(_, value)| value.clone())
        };
        self.merges.begin(row.row, known);
        let is_covered = !filled.is_empty() || !unknown.is_empty();
        if is_covered && !has_own {
            // Another line of the record above, not a second record.
            listing.goes_on(line);
            return;
        }
        listing.row(line, &row);
        listing.merged(line, &filled, &unknown);
    }

    /// Gives the list the rows that were no title after all.
    fn give_above(&mut self) {
        for row in std::mem::take(&mut self.above) {
            self.give(row);
        }
    }

    /// Recognises the list by the rows held back, and takes them in.
    fn open(&mut self) {
        let held = std::mem::take(&mut self.head);
        let text = |row: &SheetRow<'_>| HeadRow {
            spans: self
                .merges
                .across(row.row)
                .map(|m| (m.left, m.right))
                .collect(),
            ..row.as_text(self.epoch)
        };
        let texts: Vec<HeadRow> = held.iter().map(text).collect();
        let listing = Listing::open(self.request, self.spot, &texts, self.epoch);
        self.width = listing.width();
        self.listing = Some(listing);
        for row in held {
            self.take(row);
        }
    }

    /// The last list, with all of its rows.
    fn end(&mut self) -> Listing<'r> {
        self.end_row();
        loop {
            self.give_above();
            match self.listing.take() {
                Some(listing) => return listing,
                None => self.open(),
            }
        }
    }
}

/// What was found of a list, with how many of its records stand in hidden rows.
fn ended(listing: Listing<'_>, hidden: &mut HiddenRows) -> (TableFound, Option<Extract>) {
    let (mut found, list) = listing.finish();
    if let Some(list) = &list {
        let rows = 0..list.table.rows();
        let lines = rows.filter_map(|row| list.table.origin(row));
        found.around.hidden_rows = hidden.count(lines.map(|origin| origin.line));
    }
    (found, list)
}

impl SheetRow<'_> {
    /// The row as a person sees it, from 1.
    fn line(&self) -> u32 {
        self.row.saturating_add(1)
    }

    fn as_text(&self, epoch: Epoch) -> HeadRow {
        let text = |value: &Value<'_>| {
            let mut text = String::new();
            decode::write(value.raw(), epoch, &mut text);
            text
        };
        let cells = self.cells.iter().map(|(at, value)| (*at, text(value)));
        HeadRow {
            line: self.line(),
            cells: cells.filter(|(_, text)| !text.is_empty()).collect(),
            spans: Vec::new(),
        }
    }
}

impl Value<'_> {
    #[inline]
    pub(super) fn raw(&self) -> Raw<'_> {
        match self {
            Self::Text(text) => Raw::text(text),
            Self::Other(raw) => *raw,
        }
    }
}

impl RowCells for SheetRow<'_> {
    #[inline]
    fn cell(&self, column: u32) -> Raw<'_> {
        // Without gaps to its left a cell stands at its own number.
        let value = match self.cells.get(column as usize) {
            Some((at, value)) if *at == column => Some(value),
            Some(_) | None => {
                let at = self.cells.binary_search_by_key(&column, |(at, _)| *at).ok();
                at.and_then(|at| self.cells.get(at)).map(|(_, value)| value)
            }
        };
        value.map_or(Raw::Blank, Value::raw)
    }

    fn beyond(&self, width: u32) -> Option<u32> {
        let before = self.cells.partition_point(|(at, _)| *at < width);
        let next = self.cells.get(before).map(|(at, _)| *at);
        next.filter(|at| *at >= width).or(self.beyond)
    }

    fn is_blank(&self) -> bool {
        self.beyond.is_none() && self.cells.iter().all(|(_, value)| value.raw().is_blank())
    }
}
