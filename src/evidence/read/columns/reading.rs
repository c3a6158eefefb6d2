//! One recognised column: its cells decoded, counted and kept.

use crate::evidence::ProblemKind;
use crate::evidence::decode::{self, Decoder, Raw};
use crate::evidence::extract::CellProblem;
use crate::pack::ColumnSpec;
use crate::table::hash::{self, FixedHasher};
use crate::table::{Cell, ColumnBuilder};

/// One recognised column.
pub(super) struct Reading<'r> {
    pub(super) spec: &'r ColumnSpec,
    /// The heading as it stands in the file.
    pub(super) heading: String,
    /// What stands in its column in each row of headings.
    pub(super) heading_rows: Vec<String>,
    /// The column of the file, from 0.
    pub(super) at: u32,
    /// The place in the dataset, which goes into the hashes.
    pub(super) place: u64,
    pub(super) in_key: bool,
    /// None where neither the key nor any criterion needs the values.
    pub(super) decoder: Option<Decoder<'r>>,
    /// None where no criterion needs the values.
    pub(super) values: Option<ColumnBuilder>,
    pub(super) filled: u64,
    pub(super) unreadable: u64,
}

impl Reading<'_> {
    pub(super) fn anew(&self) -> Self {
        let (kind, codes) = (self.spec.kind, &self.spec.codes);
        let values = self.values.as_ref();
        Self {
            spec: self.spec,
            heading: self.heading.clone(),
            heading_rows: self.heading_rows.clone(),
            at: self.at,
            place: self.place,
            in_key: self.in_key,
            decoder: self.decoder.as_ref().map(Decoder::anew),
            values: values.map(|_| ColumnBuilder::new(kind, codes)),
            filled: 0,
            unreadable: 0,
        }
    }

    pub(super) fn join(&mut self, more: Self) {
        let Self {
            spec: _,
            heading: _,
            heading_rows: _,
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

    pub(super) fn blank(&mut self, key: &mut Option<FixedHasher>) {
        if self.in_key {
            *key = None;
        }
        if let Some(values) = &mut self.values {
            values.push(Cell::Blank);
        }
    }

    /// Leaves a cell blank that another column of the same heading contradicts.
    pub(super) fn two_values(&mut self, key: &mut Option<FixedHasher>) {
        self.blank(key);
        self.filled += 1;
        self.unreadable += 1;
    }

    /// Decodes a cell that holds something; the fault is only told where a criterion needs the column.
    #[inline]
    pub(super) fn take(
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
        // A value withheld is blank and told; it is no fault of the list.
        let is_blank = matches!(read, Ok(Cell::Blank) | Err(ProblemKind::Suppressed));
        self.filled += u64::from(!is_blank);
        self.unreadable += u64::from(!is_blank && read.is_err());
        read.map(|_| ())
    }

    #[cold]
    pub(super) fn problem(
        &self,
        kind: ProblemKind,
        raw: Raw<'_>,
        line: u32,
        name: String,
    ) -> CellProblem {
        CellProblem {
            cell: name,
            order: (line, self.at),
            heading: self.heading.clone(),
            kind,
            shown: decode::shown(raw, self.spec),
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
