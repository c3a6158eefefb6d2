//! One recognised column: its cells decoded, counted and kept.

use crate::evidence::decode::{self, Decoder, Raw};
use crate::evidence::extract::CellProblem;
use crate::evidence::read::watch::Told;
use crate::evidence::{Effect, ProblemKind, fold};
use crate::pack::ColumnSpec;
use crate::table::hash::{self, FixedHasher};
use crate::table::{Cell, ColumnBuilder};

/// One recognised column.
pub(in crate::evidence::read) struct Reading<'r> {
    pub(in crate::evidence::read) spec: &'r ColumnSpec,
    /// The heading as it stands in the file.
    pub(super) heading: String,
    /// What stands in its column in each row of headings.
    pub(super) heading_rows: Vec<String>,
    /// The column of the file, from 0.
    pub(super) at: u32,
    /// The place in the dataset, which goes into the hash of the key.
    pub(super) place: u64,
    /// What tells a value of this column from the same in another, in the hash of the record.
    pub(super) salt: u64,
    pub(super) in_key: bool,
    /// None where nothing needs the values: no criterion, nor the key, nor what is told of subjects.
    pub(super) decoder: Option<Decoder<'r>>,
    /// None where no criterion needs the values.
    pub(in crate::evidence::read) values: Option<ColumnBuilder>,
    /// What it tells of the subjects, where that is asked.
    pub(in crate::evidence::read) told: Option<Told>,
    /// How many cells hold anything but what says nothing or is withheld.
    pub(in crate::evidence::read) filled: u64,
    /// Of those, how many could not be read.
    pub(in crate::evidence::read) unreadable: u64,
    /// Of those, how many hold a spelling not listed that the column reads as a code of its own.
    pub(super) others: u64,
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
            salt: self.salt,
            in_key: self.in_key,
            decoder: self.decoder.as_ref().map(Decoder::anew),
            values: values.map(|_| ColumnBuilder::new(kind, codes)),
            told: self.told.as_ref().map(Told::anew),
            filled: 0,
            unreadable: 0,
            others: 0,
        }
    }

    pub(super) fn join(&mut self, more: Self) {
        let Self {
            spec: _,
            heading: _,
            heading_rows: _,
            at: _,
            place: _,
            salt: _,
            in_key: _,
            decoder,
            values,
            told,
            filled,
            unreadable,
            others,
        } = more;
        if let (Some(all), Some(more)) = (&mut self.decoder, decoder) {
            all.join(&more);
        }
        if let (Some(all), Some(more)) = (&mut self.values, values) {
            all.append(&more);
        }
        if let (Some(all), Some(more)) = (&mut self.told, told) {
            all.join(more);
        }
        self.filled += filled;
        self.unreadable += unreadable;
        self.others += others;
    }

    #[inline]
    pub(super) fn blank(&mut self, key: &mut Option<FixedHasher>) {
        self.nothing(Ok(Cell::Blank), key);
    }

    /// Leaves a cell blank that another column of the same heading contradicts.
    pub(super) fn two_values(&mut self, key: &mut Option<FixedHasher>) {
        self.nothing(Err(ProblemKind::TwoValues), key);
        self.unread();
    }

    /// Counts a cell that holds something that could not be read.
    pub(super) fn unread(&mut self) {
        self.filled += 1;
        self.unreadable += 1;
    }

    /// Keeps a cell of which nothing is read, for want of anything in it or by a fault.
    #[inline]
    fn nothing(&mut self, read: Result<Cell<'_>, ProblemKind>, key: &mut Option<FixedHasher>) {
        if self.in_key {
            *key = None;
        }
        if let Some(values) = &mut self.values {
            values.push_blank();
        }
        if let Some(told) = &mut self.told {
            told.take(&read, 0, self.spec);
        }
    }

    /// Decodes a cell that holds something; the fault is only told where a criterion needs the column,
    /// and of every column where evidence is listed.
    pub(super) fn take(
        &mut self,
        raw: Raw<'_>,
        hash: u64,
        key: &mut Option<FixedHasher>,
        is_surveyed: bool,
    ) -> Result<(), ProblemKind> {
        let Some(decoder) = &mut self.decoder else {
            if is_surveyed && decode::is_failed(raw) {
                self.unread();
                return Err(ProblemKind::FormulaError);
            }
            self.filled += 1;
            return Ok(());
        };
        let read = match (decoder.decode(raw, hash), self.spec.others) {
            (Err(ProblemKind::NotACode), Some(other)) if decode::is_a_word(raw) => {
                self.others += 1;
                Ok(Cell::Code(other))
            }
            (read, _) => read,
        };
        // Most texts stand as they are in the file, so that their hash is known.
        let hash = match (&read, raw) {
            (Ok(Cell::Text(text)), Raw::Text(same)) if std::ptr::eq(*text, same) => hash,
            (Ok(Cell::Text(text)), _) => hash::of(text.as_bytes()),
            // Two courses that are not listed are two records, though they share a code.
            (Ok(Cell::Code(code)), Raw::Text(text)) if self.spec.others == Some(*code) => {
                hash::of(fold::key(text).as_bytes())
            }
            (_, _) => hash,
        };
        if self.in_key {
            hash_key(&read, hash, self.spec, self.place, key);
        }
        if let Some(told) = &mut self.told {
            told.take(&read, hash, self.spec);
        }
        if let Some(values) = &mut self.values {
            keep(&read, hash, values);
        }
        let is_told = is_surveyed || self.values.is_some();
        let told = match read {
            Ok(Cell::Blank) => {
                decode::says_nothing(raw, self.spec.kind).then_some(ProblemKind::SaysNothing)
            }
            Ok(
                Cell::Text(_) | Cell::Date(_) | Cell::Number(_) | Cell::YesNo(_) | Cell::Code(_),
            ) => {
                self.filled += 1;
                None
            }
            Err(kind) => {
                // A value withheld is blank and told; it is no fault of the list.
                if kind.effect() == Effect::Unread {
                    self.unread();
                }
                Some(kind)
            }
        };
        told.filter(|_| is_told).map_or(Ok(()), Err)
    }

    /// Whether its dates tell of the whole list in which order it writes them.
    pub(super) fn tells_order(&self) -> bool {
        self.values.is_some() || self.in_key
    }

    /// Whether day and month of its dates cannot be told apart.
    pub(in crate::evidence::read) fn is_doubtful(&self, is_month_first: bool) -> bool {
        let decoder = self.decoder.as_ref();
        decoder.is_some_and(|d| d.doubt_in(is_month_first).is_some())
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

/// Keeps a value; of what could not be read nothing.
#[inline]
fn keep(read: &Result<Cell<'_>, ProblemKind>, text_hash: u64, values: &mut ColumnBuilder) {
    match *read {
        Ok(Cell::Text(text)) => values.push_text(text, text_hash),
        Ok(Cell::Date(day)) => values.push_date(day),
        Ok(Cell::Number(number)) => values.push_number(number),
        Ok(Cell::YesNo(yes)) => values.push_yes_no(yes),
        Ok(Cell::Code(code)) => values.push_code(code),
        Ok(Cell::Blank) | Err(_) => values.push_blank(),
    }
}

/// Takes a part of the key into its hash; a blank part makes the whole key unknown.
fn hash_key(
    read: &Result<Cell<'_>, ProblemKind>,
    text_hash: u64,
    spec: &ColumnSpec,
    place: u64,
    key: &mut Option<FixedHasher>,
) {
    let Some(hasher) = key else {
        return;
    };
    hasher.number(place);
    match *read {
        Ok(Cell::Text(_)) => hasher.number(text_hash),
        Ok(Cell::Date(day)) => hasher.number(u64::from(day.number().cast_unsigned())),
        Ok(Cell::Number(number)) => hasher.number(number.cast_unsigned()),
        Ok(Cell::YesNo(yes)) => hasher.number(u64::from(yes)),
        Ok(Cell::Code(code)) if spec.others == Some(code) => hasher.number(text_hash),
        Ok(Cell::Code(code)) => {
            let canonical = spec.codes.get(usize::from(code)).map_or("", String::as_str);
            hasher.number(hash::of(canonical.as_bytes()));
        }
        Ok(Cell::Blank) | Err(_) => *key = None,
    }
}
