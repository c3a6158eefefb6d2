//! The recognised columns of a list: each row hashed, the needed cells decoded.

mod reading;

use std::sync::Arc;

use super::cell::{self, RowCells};
use super::left_out::{self, LeftOut};
use super::notes::{Mark, Note, Notes};
use super::titles::Titled;
use super::twice::Twice;
use super::watch::{self, Watched};
use crate::evidence::decode::{self, Decoder, Doubt, Epoch, Raw};
use crate::evidence::extract::{CellCount, CellProblem, Extract, Survey, Wanted};
use crate::evidence::recognise::{Fit, HeadRow, Heading, Means};
use crate::evidence::{DatesUntold, NotARecord, ProblemKind, RowsLeftOut, Untold, fold};
use crate::pack::{ColumnSpec, Dataset, Personal};
use crate::table::hash::{self, FixedHasher};
use crate::table::{Cell, ColumnBuilder, ColumnType, Table};

pub(super) use reading::Reading;

/// The recognised columns of one list and what was read of them.
pub(super) struct Columns<'r> {
    dataset: &'r Dataset,
    readings: Vec<Reading<'r>>,
    /// Whether the list has every column of the key.
    keyed: bool,
    epoch: Epoch,
    scratch: String,
    lines: Vec<u32>,
    record_hashes: Vec<u64>,
    key_hashes: Vec<Option<u64>>,
    problems: Vec<CellProblem>,
    twice: Vec<Twice<'r>>,
    left_out: LeftOut,
    notes: Notes,
    titles: Vec<Titled<'r>>,
    /// How many columns of the sheet lie up to the last heading.
    headed: u32,
    /// How many columns of the sheet lie up to the last that is recognised.
    width: u32,
    /// Whether is asked what only the listing of evidence asks.
    is_surveyed: bool,
    /// What its rows are counted in, where that is asked and a row was taken in.
    counted: Option<String>,
}

impl<'r> Columns<'r> {
    pub(super) fn new(wanted: Wanted<'_>, fit: &Fit<'r>, head: &[HeadRow], epoch: Epoch) -> Self {
        let dataset = fit.dataset;
        let of = |column: usize| {
            fit.headings
                .iter()
                .find(move |h| h.means == Means::Column(column))
        };
        let watched = match wanted {
            Wanted::Needs(_) => None,
            Wanted::NotPersonal => Some(Watched::of(fit)),
        };
        let specs = dataset.columns.iter().enumerate();
        let readings: Vec<_> = specs
            .filter_map(|(place, spec)| {
                let heading = of(place)?;
                let in_key = dataset.key.iter().any(|key| **key == *spec.name);
                let needed = is_wanted(wanted, dataset, spec);
                let told = watched.as_ref().and_then(|w| w.told(&spec.name));
                Some(Reading {
                    spec,
                    heading: heading.text.clone(),
                    heading_rows: heading.rows.clone(),
                    at: heading.at,
                    place: place as u64,
                    salt: hash::of(&(place as u64).to_le_bytes()),
                    in_key,
                    decoder: (needed || in_key || told.is_some())
                        .then(|| Decoder::new(spec, epoch)),
                    values: needed.then(|| ColumnBuilder::new(spec.kind, &spec.codes)),
                    told,
                    filled: 0,
                    unreadable: 0,
                    others: 0,
                })
            })
            .collect();
        let twice = |again: &Heading| {
            let Means::Again(column) = again.means else {
                return None;
            };
            let (spec, first) = (dataset.columns.get(column)?, of(column)?);
            let alike = fold::key(&first.text) == fold::key(&again.text);
            Some(Twice::new(spec, [first.at, again.at], alike, epoch))
        };
        let twice: Vec<_> = fit.headings.iter().filter_map(twice).collect();
        let in_key = readings.iter().filter(|c| c.in_key).count();
        let used = fit.headings.iter().filter(|h| h.means != Means::Nothing);
        Self {
            dataset,
            keyed: in_key > 0 && in_key == dataset.key.len(),
            width: used.map(|h| h.at + 1).max().unwrap_or(0),
            headed: fit.headings.iter().map(|h| h.at + 1).max().unwrap_or(0),
            readings,
            epoch,
            scratch: String::new(),
            lines: Vec::new(),
            record_hashes: Vec::new(),
            key_hashes: Vec::new(),
            problems: Vec::new(),
            twice,
            left_out: LeftOut::default(),
            notes: Notes::default(),
            titles: Titled::of(fit, head, epoch),
            is_surveyed: watched.is_some(),
            counted: None,
        }
    }

    /// The same columns, with nothing read of them.
    pub(super) fn anew(&self) -> Self {
        let readings = self.readings.iter().map(Reading::anew).collect();
        Self {
            dataset: self.dataset,
            readings,
            keyed: self.keyed,
            epoch: self.epoch,
            scratch: String::new(),
            lines: Vec::new(),
            record_hashes: Vec::new(),
            key_hashes: Vec::new(),
            problems: Vec::new(),
            twice: self.twice.iter().map(Twice::anew).collect(),
            left_out: LeftOut::default(),
            notes: Notes::default(),
            titles: self.titles.iter().map(Titled::anew).collect(),
            headed: self.headed,
            width: self.width,
            is_surveyed: self.is_surveyed,
            counted: None,
        }
    }

    /// Whether any row was taken in or left out.
    pub(super) fn has_begun(&self) -> bool {
        !self.lines.is_empty() || !self.left_out.is_empty() || !self.notes.is_empty()
    }

    /// Takes in what the same columns gave of the rows that follow.
    pub(super) fn join(&mut self, more: Self) {
        // Named one by one, so that none can be forgotten.
        let Self {
            dataset: _,
            readings,
            keyed: _,
            epoch: _,
            scratch: _,
            lines,
            record_hashes,
            key_hashes,
            problems,
            twice,
            left_out,
            notes,
            titles: _,
            headed: _,
            width: _,
            is_surveyed: _,
            counted,
        } = more;
        let notes = self.notes.join(notes, &mut self.left_out);
        for note in &notes {
            self.record(note.line, note);
        }
        for (reading, more) in self.readings.iter_mut().zip(readings) {
            reading.join(more);
        }
        self.lines.extend(lines);
        self.record_hashes.extend(record_hashes);
        self.key_hashes.extend(key_hashes);
        self.problems.extend(problems);
        for (all, more) in self.twice.iter_mut().zip(&twice) {
            all.join(more);
        }
        self.left_out.join(&left_out);
        self.counted = self.counted.take().or(counted);
    }

    pub(super) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Whether a column of the file is one of the recognised.
    pub(super) fn claims(&self, column: u32) -> bool {
        self.readings.iter().any(|c| c.at == column) || self.twice.iter().any(|t| t.is_at(column))
    }

    pub(super) fn width(&self) -> u32 {
        self.width
    }

    /// Settles what the rows below could still have told.
    pub(super) fn settle(&mut self) {
        self.notes.settle(&mut self.left_out);
    }

    /// The rows that are no records.
    pub(super) fn left_out(&self) -> Vec<RowsLeftOut> {
        self.left_out.listed()
    }

    /// For each heading that stands again, in how many rows it holds something else.
    pub(super) fn differ(&self) -> impl Iterator<Item = usize> {
        self.twice.iter().map(Twice::differ)
    }

    /// The needed date columns in which day and month are not told apart.
    pub(super) fn dates(&self) -> Vec<DatesUntold> {
        let needed = self.readings.iter().filter(|c| c.values.is_some());
        // One column of a list tells how the system that wrote it writes its dates.
        let is_told = self.decoders().any(Decoder::is_day_first);
        let is_month_first = self.is_month_first();
        let untold = needed.filter_map(|c| {
            let decoder = c.decoder.as_ref()?;
            let why = match decoder.doubt_in(is_month_first) {
                Some(Doubt::MonthFirst) => Untold::MonthFirst,
                Some(Doubt::EitherWay) => Untold::EitherWay,
                None if !is_told && decoder.is_day_first_untold() => Untold::DayFirst,
                None => return None,
            };
            let heading = c.heading.clone();
            let fit = decoder.fit();
            Some(DatesUntold { heading, why, fit })
        });
        untold.collect()
    }

    /// Whether one column shows that the list writes its dates month first, and none the opposite.
    fn is_month_first(&self) -> bool {
        let shows = |d: &Decoder<'_>| d.doubt() == Some(Doubt::MonthFirst);
        self.decoders().any(shows) && !self.decoders().any(|d| d.is_day_first() && !shows(d))
    }

    /// The columns that tell how the list writes its dates, whether or not it is surveyed.
    fn decoders(&self) -> impl Iterator<Item = &Decoder<'r>> {
        let readings = self.readings.iter().filter(|c| c.tells_order());
        readings.filter_map(|c| c.decoder.as_ref())
    }

    /// Takes in a row, unless nothing is in it or it is no record; why it is none.
    #[inline]
    pub(super) fn row(&mut self, line: u32, cells: &impl RowCells) -> Option<NotARecord> {
        let why = self.no_record(cells);
        let notes = match why {
            None => self.notes.mark(Mark::Record, &mut self.left_out),
            Some(NotARecord::Headings) => self.notes.mark(Mark::Headings, &mut self.left_out),
            Some(
                NotARecord::Totals | NotARecord::Title | NotARecord::Note | NotARecord::Nothing,
            ) => Vec::new(),
        };
        for note in &notes {
            self.record(note.line, note);
        }
        match why {
            None => self.record(line, cells),
            Some(NotARecord::Note) => {
                let note = Note::of(cells, self.width, line);
                if let Some(note) = note {
                    self.notes.hold(note);
                }
            }
            Some(NotARecord::Nothing) if cells.is_blank() => {}
            Some(why) => self.left_out.take(why, line),
        }
        why
    }

    /// Leaves out a row that says the headings again, in whatever spelling.
    pub(super) fn headings_again(&mut self, line: u32) {
        for note in &self.notes.mark(Mark::Headings, &mut self.left_out) {
            self.record(note.line, note);
        }
        self.left_out.take(NotARecord::Headings, line);
    }

    /// Takes in a row whose one cell is merged over many columns, which is no record.
    pub(super) fn title(&mut self, line: u32, cells: &impl RowCells) {
        match self.no_record(cells) {
            None => self.left_out.take(NotARecord::Title, line),
            Some(_) => {
                self.row(line, cells);
            }
        }
    }

    /// Leaves out a row that holds nothing but more of the record above.
    pub(super) fn goes_on(&mut self, line: u32) {
        self.left_out.take(NotARecord::Nothing, line);
    }

    /// The type of a recognised column of the sheet.
    pub(super) fn kind(&self, column: u32) -> Option<ColumnType> {
        let mut readings = self.readings.iter();
        readings.find(|c| c.at == column).map(|c| c.spec.kind)
    }

    /// Whether the row of a line is a record, and the last so far.
    pub(super) fn has_just_read(&self, line: u32) -> bool {
        self.lines.last() == Some(&line)
    }

    /// Tells of cells of the last record that are merged with a number in a row above.
    pub(super) fn merged(&mut self, line: u32, columns: &[u32]) {
        let is_surveyed = self.is_surveyed;
        let readings = self.readings.iter_mut();
        let told = readings.filter(|c| c.values.is_some() || is_surveyed);
        for reading in told.filter(|c| columns.contains(&c.at)) {
            reading.unread();
            let name = cell::name(reading.at, line);
            let problem = reading.problem(ProblemKind::Merged, Raw::Blank, line, name);
            self.problems.push(problem);
        }
    }

    #[inline]
    fn record(&mut self, line: u32, cells: &impl RowCells) {
        let doubtful = self.two_values(cells);
        let is_plain = doubtful.is_empty();
        let mut record = FixedHasher::default();
        let mut key = self.keyed.then(FixedHasher::default);
        for column in &mut self.readings {
            let raw = cells.cell(column.at);
            if !is_plain && doubtful.contains(&column.at) {
                column.two_values(&mut key);
                let name = cells.name(column.at, line);
                let problem = column.problem(ProblemKind::TwoValues, raw, line, name);
                self.problems.push(problem);
                continue;
            }
            if raw.is_blank() {
                column.blank(&mut key);
                continue;
            }
            let hash = hash_raw(raw, self.epoch, &mut self.scratch);
            record.number(hash ^ column.salt);
            if let Err(kind) = column.take(raw, hash, &mut key, self.is_surveyed) {
                // No fault, and a whole column may say so: told only where evidence is listed.
                if kind == ProblemKind::SaysNothing && !self.is_surveyed {
                    continue;
                }
                let name = cells.name(column.at, line);
                self.problems.push(column.problem(kind, raw, line, name));
            }
        }
        if self.lines.is_empty() && self.is_surveyed {
            self.counted = Some(watch::counted_in(&cells.name(0, line)));
        }
        self.lines.push(line);
        self.record_hashes.push(record.value());
        self.key_hashes.push(key.map(FixedHasher::value));
    }

    pub(super) fn finish(mut self, sheet: Option<String>, named: bool) -> Extract {
        let rows = self.lines.len();
        let is_month_first = self.is_month_first();
        let surveyed = self.is_surveyed.then_some(self.dataset);
        let counted = self.counted.take();
        let survey = surveyed.map(|d| Survey {
            counted,
            ..watch::survey(d, &mut self.readings, is_month_first)
        });
        let mut table = Vec::new();
        let mut cells = Vec::new();
        let mut doubtful = Vec::new();
        for column in self.readings {
            let Some(mut values) = column.values else {
                continue;
            };
            let mut unreadable = column.unreadable;
            if let Some(doubt) = column.decoder.and_then(|d| d.doubt_in(is_month_first)) {
                values = ColumnBuilder::new(column.spec.kind, &column.spec.codes);
                (0..rows).for_each(|_| values.push(Cell::Blank));
                unreadable = column.filled;
                doubtful.push((column.heading, doubt));
            }
            cells.push(CellCount {
                column: column.spec.name.to_string(),
                filled: column.filled,
                unreadable,
                others: column.others,
            });
            table.push((column.spec.name.clone(), values.finish()));
        }
        Extract {
            path: Arc::from(""),
            sheet,
            sha256: Arc::from(""),
            dataset: self.dataset.id.clone(),
            named,
            table: Table::new(table, self.lines, 0),
            record_hashes: self.record_hashes,
            key_hashes: self.key_hashes,
            cells,
            doubtful,
            problems: self.problems,
            says: self.left_out.says(),
            own_date: None,
            survey,
        }
    }

    #[inline]
    fn no_record(&mut self, cells: &impl RowCells) -> Option<NotARecord> {
        let is_bare = self.readings.iter().all(|c| cells.cell(c.at).is_blank());
        if is_bare && self.is_outside(cells) {
            return Some(NotARecord::Nothing);
        }
        if !is_bare && self.repeats_headings(cells) {
            return Some(NotARecord::Headings);
        }
        let columns = self.readings.iter().map(|c| c.at);
        let prose = |at: u32| {
            let of = self.readings.iter().find(|c| c.at == at);
            of.is_some_and(|c| c.spec.show || c.spec.personal == Some(Personal::FreeText))
        };
        let titles = &mut self.titles;
        let title = |at: u32, text: &str| titles.iter_mut().any(|t| t.is_no_value(at, text));
        left_out::by_first_cell(cells, self.width, columns, prose, title)
    }

    /// Whether nothing stands to the left of the last heading, whatever its column is.
    fn is_outside(&self, cells: &impl RowCells) -> bool {
        let is_blank = (0..self.width).all(|at| cells.cell(at).is_blank());
        let beyond = cells.beyond(self.width);
        is_blank && beyond.is_none_or(|at| at >= self.headed)
    }

    /// The columns of which another by the same heading says something else in this row.
    #[inline]
    fn two_values(&mut self, cells: &impl RowCells) -> Vec<u32> {
        let twice = self.twice.iter_mut();
        twice.filter_map(|twice| twice.row(cells)).collect()
    }

    /// Lists printed in pages, or joined end to end, say their headings again.
    fn repeats_headings(&self, cells: &impl RowCells) -> bool {
        let rows = self.readings.first().map_or(0, |c| c.heading_rows.len());
        (0..rows).any(|row| {
            self.readings.iter().all(|column| {
                let heading = column.heading_rows.get(row).map_or("", String::as_str);
                match cells.cell(column.at) {
                    Raw::Text(text) => text == heading,
                    Raw::Blank => heading.is_empty(),
                    Raw::Number(_)
                    | Raw::Bool(_)
                    | Raw::Serial(_)
                    | Raw::Duration(_)
                    | Raw::Failed => false,
                }
            })
        })
    }
}

pub(super) fn is_wanted(wanted: Wanted<'_>, dataset: &Dataset, spec: &ColumnSpec) -> bool {
    match wanted {
        Wanted::Needs(needs) => needs
            .get(&dataset.id)
            .is_some_and(|columns| columns.contains(&*spec.name)),
        Wanted::NotPersonal => spec.personal.is_none(),
    }
}

/// The hash of a cell as the text that a person sees, so that `123` is `123` in a workbook and in a
/// CSV file.
#[inline]
pub(super) fn hash_raw(raw: Raw<'_>, epoch: Epoch, scratch: &mut String) -> u64 {
    if let Raw::Text(text) = raw {
        return hash::of(text.as_bytes());
    }
    hash_typed(raw, epoch, scratch)
}

fn hash_typed(raw: Raw<'_>, epoch: Epoch, scratch: &mut String) -> u64 {
    scratch.clear();
    decode::write(raw, epoch, scratch);
    hash::of(scratch.as_bytes())
}
