//! One list of named cells: its names, the records held back until it is recognised, and the rest.

use std::collections::{BTreeSet, HashMap};

use super::{MOST_NAMES, Place, Unfit};
use crate::evidence::decode::Raw;
use crate::evidence::extract::Extract;
use crate::evidence::read::Request;
use crate::evidence::read::cell::RowCells;
use crate::evidence::read::listing::{Listing, Spot};
use crate::evidence::read::rows::Value;
use crate::evidence::recognise::HeadRow;
use crate::evidence::{TableFound, fold};

/// How many records are held back until a list is recognised.
const HELD: usize = 256;

/// Names that say only that a list follows.
const WRAPPERS: [&str; 6] = ["data", "items", "records", "results", "rows", "value"];

/// A record: its cells by column, in any order until it ends.
#[derive(Default)]
struct Record<'f> {
    line: u32,
    cells: Vec<(u32, Value<'f>)>,
}

/// One name that cells go by.
struct Name {
    /// As it is first spelled.
    spelled: String,
    /// The record that had the last cell of this name, counted from 1.
    met_in: u64,
    /// Whether a recognised column, or nobody knows yet, asks for its cells.
    wanted: bool,
    nested: bool,
    repeated: bool,
}

/// A list on its way in.
pub(super) struct List<'r, 'f> {
    name: Option<String>,
    /// The dataset that the form of the file says it is.
    pub(super) dataset: Option<&'static str>,
    names: Vec<Name>,
    columns: HashMap<String, usize>,
    held: Vec<Record<'f>>,
    listing: Option<Listing<'r>>,
    record: Record<'f>,
    /// The place of the name after the last one met: records mostly keep one order.
    next: usize,
    begun: u64,
    /// Whether records are told apart by the lines they start on; else they are counted.
    by_line: bool,
    strays: BTreeSet<String>,
    /// Whether it turned out to be no list of records.
    pub(super) is_none: bool,
}

impl<'r, 'f> List<'r, 'f> {
    pub(super) fn new(name: Option<String>) -> Self {
        Self {
            name,
            dataset: None,
            names: Vec::new(),
            columns: HashMap::new(),
            held: Vec::new(),
            listing: None,
            record: Record::default(),
            next: 0,
            begun: 0,
            by_line: true,
            strays: BTreeSet::new(),
            is_none: false,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.listing.is_some()
    }

    pub(super) fn begin(&mut self, line: u32) {
        self.begun += 1;
        self.next = 0;
        self.record.line = line;
        self.record.cells.clear();
    }

    /// Where a cell of this name goes, and whether the name is new.
    #[inline]
    pub(super) fn place(&mut self, name: &str) -> Result<(Place, bool), Unfit> {
        let known = match self.names.get(self.next) {
            Some(next) if next.spelled == name => Some(self.next),
            Some(_) | None => self.known(name),
        };
        let Some(at) = known else {
            return Ok((Place::Column(self.learn(name)?), true));
        };
        self.next = at + 1;
        let begun = self.begun;
        let Some(met) = self.names.get_mut(at) else {
            return Ok((Place::Nowhere, false));
        };
        if met.met_in == begun {
            met.repeated = true;
            return Ok((Place::Nowhere, false));
        }
        met.met_in = begun;
        // Of a record that holds nothing else so far, one shows that something is there.
        let place = if met.wanted || self.record.cells.is_empty() {
            Place::Column(column(at))
        } else {
            Place::Nowhere
        };
        Ok((place, false))
    }

    #[inline]
    pub(super) fn cell(&mut self, column: u32, value: Value<'f>) {
        if !value.raw().is_blank() {
            self.record.cells.push((column, value));
        }
    }

    pub(super) fn nested(&mut self, column: u32) {
        if let Some(name) = self.names.get_mut(column as usize) {
            name.nested = true;
        }
    }

    pub(super) fn stray(&mut self, what: String) {
        const MOST: usize = 100;
        if self.strays.len() < MOST {
            self.strays.insert(what);
        }
    }

    /// Ends the record; says whether enough of them are held back.
    pub(super) fn end(&mut self) -> bool {
        if !self.record.cells.is_sorted_by_key(|(at, _)| *at) {
            self.record.cells.sort_unstable_by_key(|(at, _)| *at);
        }
        if let Some(listing) = &mut self.listing {
            give(listing, &self.record, self.by_line, self.begun);
            return false;
        }
        self.held.push(std::mem::take(&mut self.record));
        self.held.len() >= HELD
    }

    /// Forgets the records, and keeps the names.
    pub(super) fn start_again(&mut self) {
        self.listing = None;
        self.held.clear();
        self.begun = 0;
        self.strays.clear();
        for name in &mut self.names {
            name.met_in = 0;
            name.nested = false;
            name.repeated = false;
            name.wanted = true;
        }
    }

    /// Recognises the list by its names, and takes in the records held back.
    pub(super) fn open(&mut self, request: &'r Request<'r>, path: &str, only: bool) {
        let is_wrapper = |name: &str| WRAPPERS.iter().any(|w| name.eq_ignore_ascii_case(w));
        let sheet = self.name.as_deref();
        let spot = Spot {
            path,
            sheet: sheet.filter(|name| !(only && is_wrapper(name))),
            hidden: false,
            only,
            below: 0,
        };
        let names = (0..).zip(self.names.iter().map(|name| fold::trim(&name.spelled)));
        let names = names.filter(|(_, name)| !name.is_empty());
        let head = HeadRow {
            // Names stand in every record and in no line of their own.
            line: 0,
            cells: names.map(|(at, name)| (at, name.to_owned())).collect(),
            spans: Vec::new(),
        };
        let head = if head.cells.is_empty() {
            Vec::new()
        } else {
            vec![head]
        };
        let mut listing = Listing::open_itself(request, spot, &head, self.dataset);
        for (at, name) in (0..).zip(&mut self.names) {
            name.wanted = listing.claims(at);
        }
        let records = std::mem::take(&mut self.held);
        let mut pairs = records.iter().zip(records.iter().skip(1));
        self.by_line &= pairs.all(|(one, next)| one.line < next.line);
        for (number, record) in (1..).zip(&records) {
            give(&mut listing, record, self.by_line, number);
        }
        self.listing = Some(listing);
    }

    /// What was found, and the list if it was recognised.
    pub(super) fn finish(mut self) -> Option<(TableFound, Option<Extract>)> {
        let (mut found, extract) = self.listing.take().filter(|_| !self.is_none)?.finish();
        if extract.is_some() {
            for name in self.names.iter().filter(|n| n.nested || n.repeated) {
                let heading = fold::trim(&name.spelled);
                let why = if name.nested {
                    "a nested value"
                } else {
                    "more than once in a record"
                };
                let note = format!("{heading} ({why})");
                match found.ignored.iter_mut().find(|at| *at == heading) {
                    Some(ignored) => *ignored = note,
                    None => found.ignored.push(note),
                }
            }
            found.ignored.extend(self.strays);
        }
        Some((found, extract))
    }

    /// What was found of a list that broke off.
    pub(super) fn broken(mut self, why: &str) -> Option<TableFound> {
        let listing = self.listing.take().filter(|_| !self.is_none);
        Some(listing?.broken(why))
    }

    fn known(&self, name: &str) -> Option<usize> {
        let known = self.columns.get(name).copied();
        known.or_else(|| self.columns.get(&spelling(name)?).copied())
    }

    #[cold]
    fn learn(&mut self, name: &str) -> Result<u32, Unfit> {
        let at = self.names.len();
        if at >= MOST_NAMES {
            return Err(Unfit::TooMany);
        }
        self.names.push(Name {
            spelled: name.to_owned(),
            met_in: self.begun,
            wanted: true,
            nested: false,
            repeated: false,
        });
        self.columns.insert(name.to_owned(), at);
        if let Some(spelling) = spelling(name) {
            self.columns.entry(spelling).or_insert(at);
        }
        self.next = at + 1;
        Ok(column(at))
    }
}

/// A name without case, spaces and punctuation; none where nothing is left of it.
fn spelling(name: &str) -> Option<String> {
    // The space keeps it apart from names as they stand.
    Some(format!(" {}", fold::key(name))).filter(|key| key.len() > 1)
}

fn column(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn give(listing: &mut Listing<'_>, record: &Record<'_>, by_line: bool, number: u64) {
    let line = if by_line {
        record.line
    } else {
        u32::try_from(number).unwrap_or(u32::MAX)
    };
    listing.row(line, &Counted { record, by_line });
}

/// A record, and how it is told from the others.
struct Counted<'c, 'f> {
    record: &'c Record<'f>,
    by_line: bool,
}

impl RowCells for Counted<'_, '_> {
    #[inline]
    fn cell(&self, column: u32) -> Raw<'_> {
        // Without gaps to its left a cell stands at its own number.
        let cells = &self.record.cells;
        let value = match cells.get(column as usize) {
            Some((at, value)) if *at == column => Some(value),
            Some(_) | None => {
                let at = cells.binary_search_by_key(&column, |(at, _)| *at).ok();
                at.and_then(|at| cells.get(at)).map(|(_, value)| value)
            }
        };
        value.map_or(Raw::Blank, Value::raw)
    }

    fn beyond(&self, width: u32) -> Option<u32> {
        let mut columns = self.record.cells.iter().map(|(at, _)| *at);
        columns.find(|at| *at >= width)
    }

    fn is_blank(&self) -> bool {
        self.record.cells.is_empty()
    }

    fn name(&self, _column: u32, line: u32) -> String {
        let counted = if self.by_line { "line" } else { "record" };
        format!("{counted} {line}")
    }
}
