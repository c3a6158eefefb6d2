//! Cells of a sheet gathered into rows, without ever laying out the space between them.

use std::borrow::Cow;

use super::Request;
use super::cell::RowCells;
use super::listing::{Listing, Spot};
use crate::evidence::TableFound;
use crate::evidence::decode::{self, Epoch, Raw};
use crate::evidence::extract::Extract;
use crate::evidence::recognise::{HEAD_ROWS, HeadRow};

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
}

/// Gathers a sheet's cells, given in order, into a list.
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
        }
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
        if column < self.width {
            self.row.cells.push((column, value));
        } else {
            self.row.beyond.get_or_insert(column);
        }
    }

    /// What was found, and the list if it was recognised.
    pub(super) fn finish(mut self) -> (TableFound, Option<Extract>) {
        self.end_row();
        self.opened().finish()
    }

    /// What was found of a sheet that broke off.
    pub(super) fn broken(mut self, why: &str) -> TableFound {
        self.end_row();
        self.opened().broken(why)
    }

    fn end_row(&mut self) {
        if self.row.cells.is_empty() && self.row.beyond.is_none() {
            return;
        }
        if let Some(listing) = &mut self.listing {
            listing.row(self.row.row.saturating_add(1), &self.row);
            self.row.cells.clear();
            self.row.beyond = None;
            return;
        }
        self.head.push(std::mem::take(&mut self.row));
        let line = self.head.last().map_or(0, |row| row.row.saturating_add(1));
        if self.head.len() >= HEAD_ROWS && line >= self.to_line {
            let listing = self.open();
            self.width = listing.width();
            self.listing = Some(listing);
        }
    }

    fn opened(&mut self) -> Listing<'r> {
        match self.listing.take() {
            Some(listing) => listing,
            None => self.open(),
        }
    }

    /// Recognises the list by the rows held back, and takes them in.
    fn open(&mut self) -> Listing<'r> {
        let held = std::mem::take(&mut self.head);
        let texts: Vec<HeadRow> = held.iter().map(|row| row.as_text(self.epoch)).collect();
        let mut listing = Listing::open(self.request, self.spot, &texts, self.epoch);
        for row in &held {
            listing.row(row.row.saturating_add(1), row);
        }
        listing
    }
}

impl SheetRow<'_> {
    fn as_text(&self, epoch: Epoch) -> HeadRow {
        let text = |value: &Value<'_>| {
            let mut text = String::new();
            decode::write(value.raw(), epoch, &mut text);
            text
        };
        let cells = self.cells.iter().map(|(at, value)| (*at, text(value)));
        HeadRow {
            line: self.row.saturating_add(1),
            cells: cells.filter(|(_, text)| !text.is_empty()).collect(),
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
        let mut columns = self.cells.iter().map(|(at, _)| *at);
        columns.find(|at| *at >= width).or(self.beyond)
    }

    fn is_blank(&self) -> bool {
        self.beyond.is_none() && self.cells.iter().all(|(_, value)| value.raw().is_blank())
    }
}
