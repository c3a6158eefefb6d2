//! The recognised columns of a list: each row hashed, the needed cells decoded.

use std::sync::Arc;

use super::cell::RowCells;
use crate::evidence::ProblemKind;
use crate::evidence::decode::{self, Decoder, Epoch, Raw};
use crate::evidence::extract::{CellCount, CellProblem, Extract, Wanted};
use crate::evidence::recognise::{Fit, HeadRow};
use crate::pack::{ColumnSpec, Dataset};
use crate::table::hash::{self, FixedHasher};
use crate::table::{Cell, ColumnBuilder, Table};

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
}

/// One recognised column.
struct Reading<'r> {
    spec: &'r ColumnSpec,
    /// The heading as it stands in the file.
    heading: String,
    /// The column of the file, from 0.
    at: u32,
    /// The place in the dataset, which goes into the hashes.
    place: u64,
    in_key: bool,
    /// None where neither the key nor any criterion needs the values.
    decoder: Option<Decoder<'r>>,
    /// None where no criterion needs the values.
    values: Option<ColumnBuilder>,
    filled: u64,
    unreadable: u64,
}

impl<'r> Columns<'r> {
    pub(super) fn new(wanted: Wanted<'_>, fit: &Fit<'r>, row: &HeadRow, epoch: Epoch) -> Self {
        let dataset = fit.dataset;
        let specs = (0..).zip(dataset.columns.iter().zip(&fit.columns));
        let columns: Vec<_> = specs
            .filter_map(|(place, (spec, heading))| {
                let (at, heading) = row.cells.get((*heading)?)?;
                let in_key = dataset.key.iter().any(|key| **key == *spec.name);
                let needed = is_wanted(wanted, dataset, spec);
                Some(Reading {
                    spec,
                    heading: heading.clone(),
                    at: *at,
                    place,
                    in_key,
                    decoder: (needed || in_key).then(|| Decoder::new(spec, epoch)),
                    values: needed.then(|| ColumnBuilder::new(spec.kind, &spec.codes)),
                    filled: 0,
                    unreadable: 0,
                })
            })
            .collect();
        let in_key = columns.iter().filter(|c| c.in_key).count();
        Self {
            dataset,
            keyed: in_key > 0 && in_key == dataset.key.len(),
            readings: columns,
            epoch,
            scratch: String::new(),
            lines: Vec::new(),
            record_hashes: Vec::new(),
            key_hashes: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The same columns, with nothing read of them.
    pub(super) fn anew(&self) -> Self {
        let readings = self.readings.iter().map(|r| r.anew(self.epoch)).collect();
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
        }
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
        } = more;
        for (reading, more) in self.readings.iter_mut().zip(readings) {
            reading.join(more);
        }
        self.lines.extend(lines);
        self.record_hashes.extend(record_hashes);
        self.key_hashes.extend(key_hashes);
        self.problems.extend(problems);
    }

    pub(super) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Whether a column of the file is one of the recognised.
    pub(super) fn claims(&self, column: u32) -> bool {
        self.readings.iter().any(|c| c.at == column)
    }

    pub(super) fn width(&self) -> u32 {
        self.readings.iter().map(|c| c.at + 1).max().unwrap_or(0)
    }

    /// Takes in a row, unless nothing is in it or it says the headings again.
    #[inline]
    pub(super) fn row(&mut self, line: u32, cells: &impl RowCells) {
        if self.readings.iter().all(|c| cells.cell(c.at).is_blank()) || self.repeats_headings(cells)
        {
            return;
        }
        let mut record = FixedHasher::default();
        let mut key = self.keyed.then(FixedHasher::default);
        for column in &mut self.readings {
            let raw = cells.cell(column.at);
            if raw.is_blank() {
                column.blank(&mut key);
                continue;
            }
            let hash = hash_raw(raw, self.epoch, &mut self.scratch);
            record.number(column.place);
            record.number(hash);
            if let Err(kind) = column.take(raw, hash, &mut key) {
                let name = cells.name(column.at, line);
                self.problems.push(column.problem(kind, raw, line, name));
            }
        }
        self.lines.push(line);
        self.record_hashes.push(record.value());
        self.key_hashes.push(key.map(FixedHasher::value));
    }

    pub(super) fn finish(self, sheet: Option<String>, named: bool) -> Extract {
        let rows = self.lines.len();
        let mut table = Vec::new();
        let mut cells = Vec::new();
        let mut doubtful = Vec::new();
        for column in self.readings {
            let Some(mut values) = column.values else {
                continue;
            };
            let mut unreadable = column.unreadable;
            if let Some(doubt) = column.decoder.and_then(|d| d.doubt()) {
                values = ColumnBuilder::new(column.spec.kind, &column.spec.codes);
                (0..rows).for_each(|_| values.push(Cell::Blank));
                unreadable = column.filled;
                doubtful.push((column.heading, doubt));
            }
            cells.push(CellCount {
                column: column.spec.name.to_string(),
                filled: column.filled,
                unreadable,
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
            own_date: None,
        }
    }

    /// Lists printed in pages, or joined end to end, say their headings again.
    fn repeats_headings(&self, cells: &impl RowCells) -> bool {
        self.readings
            .iter()
            .all(|column| match cells.cell(column.at) {
                Raw::Text(text) => text == column.heading,
                Raw::Blank
                | Raw::Number(_)
                | Raw::Bool(_)
                | Raw::Serial(_)
                | Raw::Duration(_)
                | Raw::Failed => false,
            })
    }
}

impl Reading<'_> {
    fn anew(&self, epoch: Epoch) -> Self {
        let (kind, codes) = (self.spec.kind, &self.spec.codes);
        let values = self.values.as_ref();
        Self {
            spec: self.spec,
            heading: self.heading.clone(),
            at: self.at,
            place: self.place,
            in_key: self.in_key,
            decoder: self
                .decoder
                .as_ref()
                .map(|_| Decoder::new(self.spec, epoch)),
            values: values.map(|_| ColumnBuilder::new(kind, codes)),
            filled: 0,
            unreadable: 0,
        }
    }

    fn join(&mut self, more: Self) {
        let Self {
            spec: _,
            heading: _,
            at: _,
            place: _,
            in_key: _,
            decoder,
            values,
            filled,
            unreadable,
        } = more;
        if let (Some(all), Some(more)) = (&mut self.decoder, decoder) {
            all.join(&more);
        }
        if let (Some(all), Some(more)) = (&mut self.values, values) {
            all.append(&more);
        }
        self.filled += filled;
        self.unreadable += unreadable;
    }

    fn blank(&mut self, key: &mut Option<FixedHasher>) {
        if self.in_key {
            *key = None;
        }
        if let Some(values) = &mut self.values {
            values.push(Cell::Blank);
        }
    }

    /// Decodes a cell that holds something; the fault is only told where a criterion needs the column.
    #[inline]
    fn take(
        &mut self,
        raw: Raw<'_>,
        hash: u64,
        key: &mut Option<FixedHasher>,
    ) -> Result<(), ProblemKind> {
        let Some(decoder) = &mut self.decoder else {
            return Ok(());
        };
        let read = decoder.decode(raw, hash);
        let cell = read.unwrap_or(Cell::Blank);
        // Most texts stand as they are in the file, so that their hash is known.
        let hash = match (cell, raw) {
            (Cell::Text(text), Raw::Text(same)) if std::ptr::eq(text, same) => hash,
            (Cell::Text(text), _) => hash::of(text.as_bytes()),
            (_, _) => hash,
        };
        if self.in_key {
            hash_key(cell, hash, self.spec, self.place, key);
        }
        let Some(values) = &mut self.values else {
            return Ok(());
        };
        match cell {
            Cell::Text(text) => values.push_text(text, hash),
            Cell::Date(_) | Cell::Number(_) | Cell::YesNo(_) | Cell::Code(_) | Cell::Blank => {
                values.push(cell);
            }
        }
        self.filled += u64::from(read != Ok(Cell::Blank));
        self.unreadable += u64::from(read.is_err());
        read.map(|_| ())
    }

    #[cold]
    fn problem(&self, kind: ProblemKind, raw: Raw<'_>, line: u32, name: String) -> CellProblem {
        CellProblem {
            cell: name,
            order: (line, self.at),
            heading: self.heading.clone(),
            kind,
            shown: decode::shown(raw, self.spec),
        }
    }
}

fn is_wanted(wanted: Wanted<'_>, dataset: &Dataset, spec: &ColumnSpec) -> bool {
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
fn hash_raw(raw: Raw<'_>, epoch: Epoch, scratch: &mut String) -> u64 {
    match raw {
        Raw::Text(text) => hash::of(text.as_bytes()),
        Raw::Blank
        | Raw::Number(_)
        | Raw::Bool(_)
        | Raw::Serial(_)
        | Raw::Duration(_)
        | Raw::Failed => {
            scratch.clear();
            decode::write(raw, epoch, scratch);
            hash::of(scratch.as_bytes())
        }
    }
}

/// Takes a part of the key into its hash; a blank part makes the whole key unknown.
fn hash_key(
    cell: Cell<'_>,
    text_hash: u64,
    spec: &ColumnSpec,
    place: u64,
    key: &mut Option<FixedHasher>,
) {
    let Some(hasher) = key else {
        return;
    };
    hasher.number(place);
    match cell {
        Cell::Text(_) => hasher.number(text_hash),
        Cell::Date(day) => hasher.number(u64::from(day.number().cast_unsigned())),
        Cell::Number(number) => hasher.number(number.cast_unsigned()),
        Cell::YesNo(yes) => hasher.number(u64::from(yes)),
        Cell::Code(code) => {
            let canonical = spec.codes.get(usize::from(code)).map_or("", String::as_str);
            hasher.number(hash::of(canonical.as_bytes()));
        }
        Cell::Blank => *key = None,
    }
}
