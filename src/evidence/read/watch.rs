//! What is asked of a list only where evidence is listed: whom its rows are about, what they tell that
//! other lists tell too, and which cells of columns that are never decoded hold anything.
//!
//! Identifiers and birth dates are made into hashes cell by cell; nothing of them is kept.

use super::cell::RowCells;
use super::columns::{hash_raw, is_wanted};
use crate::evidence::decode::{Decoder, Epoch};
use crate::evidence::extract::{CellCount, Fact, Survey, Wanted, When};
use crate::evidence::recognise::{Fit, Means};
use crate::pack::{ColumnSpec, Personal};
use crate::table::Cell;
use crate::table::hash;

/// What is watched in the rows of one list.
pub(super) struct Watch<'r> {
    epoch: Epoch,
    scratch: String,
    undecoded: Vec<(u32, CellCount)>,
    subject: Option<Look<'r>>,
    facts: Vec<(Look<'r>, Fact)>,
    open: Option<[Look<'r>; 2]>,
    subjects: Vec<Option<u64>>,
    days: Vec<[When; 2]>,
}

/// One column that is looked at.
struct Look<'r> {
    at: u32,
    spec: &'r ColumnSpec,
    decoder: Decoder<'r>,
}

impl<'r> Watch<'r> {
    pub(super) fn new(fit: &Fit<'r>, epoch: Epoch) -> Self {
        let dataset = fit.dataset;
        let at = |column: usize| {
            let mut headings = fit.headings.iter();
            headings
                .find(|h| h.means == Means::Column(column))
                .map(|h| h.at)
        };
        let columns = || {
            let specs = dataset.columns.iter().enumerate();
            specs.filter_map(|(column, spec)| Some((spec, at(column)?)))
        };
        let look = |name: &str| {
            let (spec, at) = columns().find(|(spec, _)| *spec.name == *name)?;
            let decoder = Decoder::new(spec, epoch);
            Some(Look { at, spec, decoder })
        };
        let undecoded =
            columns().filter(|(spec, _)| !is_wanted(Wanted::NotPersonal, dataset, spec));
        let of = dataset.subject.as_ref();
        let subject = of.and_then(|subject| look(&subject.column));
        let facts = of.into_iter().flat_map(|subject| &subject.facts);
        let fact = |(column, _): &(String, String)| {
            let fact = Fact {
                column: column.clone(),
                values: Vec::new(),
                doubtful: false,
            };
            Some((look(column)?, fact))
        };
        let open = of.and_then(|subject| subject.open.as_ref());
        Self {
            epoch,
            scratch: String::new(),
            undecoded: undecoded.map(|(spec, at)| (at, none_of(spec))).collect(),
            facts: facts.filter_map(fact).collect(),
            open: open.and_then(|open| Some([look(&open.from)?, look(&open.until)?])),
            subject,
            subjects: Vec::new(),
            days: Vec::new(),
        }
    }

    /// The same, with nothing seen.
    pub(super) fn anew(&self) -> Self {
        let nothing = |count: &CellCount| CellCount {
            filled: 0,
            ..count.clone()
        };
        let undecoded = self.undecoded.iter();
        let facts = self.facts.iter();
        let look = Look::anew;
        Self {
            epoch: self.epoch,
            scratch: String::new(),
            undecoded: undecoded.map(|(at, c)| (*at, nothing(c))).collect(),
            subject: self.subject.as_ref().map(look),
            facts: facts.map(|(of, fact)| (look(of), fact.anew())).collect(),
            open: self.open.as_ref().map(|looks| looks.each_ref().map(look)),
            subjects: Vec::new(),
            days: Vec::new(),
        }
    }

    /// Takes in what was seen of the rows that follow.
    pub(super) fn join(&mut self, more: Self) {
        // Named one by one, so that none can be forgotten.
        let Self {
            epoch: _,
            scratch: _,
            undecoded,
            subject,
            facts,
            open,
            subjects,
            days,
        } = more;
        for ((_, all), (_, more)) in self.undecoded.iter_mut().zip(undecoded) {
            all.filled += more.filled;
        }
        if let (Some(all), Some(more)) = (&mut self.subject, subject) {
            all.decoder.join(&more.decoder);
        }
        for ((all, fact), (more, told)) in self.facts.iter_mut().zip(facts) {
            all.decoder.join(&more.decoder);
            fact.values.extend(told.values);
        }
        for (all, more) in self.open.iter_mut().flatten().zip(open.iter().flatten()) {
            all.decoder.join(&more.decoder);
        }
        self.subjects.extend(subjects);
        self.days.extend(days);
    }

    /// Takes in a row that counts; of columns that hold two values in it nothing is told.
    pub(super) fn row(&mut self, cells: &impl RowCells, two_values: &[u32]) {
        for (at, count) in &mut self.undecoded {
            count.filled += u64::from(!cells.cell(*at).is_blank());
        }
        let Some(subject) = &mut self.subject else {
            return;
        };
        let whom = subject.value(cells, two_values, self.epoch, &mut self.scratch);
        self.subjects.push(whom);
        for (look, fact) in &mut self.facts {
            let value = look.value(cells, two_values, self.epoch, &mut self.scratch);
            fact.values.push(value);
        }
        if let Some(dates) = &mut self.open {
            let days = dates
                .each_mut()
                .map(|look| look.day(cells, two_values, self.epoch, &mut self.scratch));
            self.days.push(days);
        }
    }

    /// What was seen, in a list of which a column may show that it writes its dates month first.
    pub(super) fn finish(self, is_month_first: bool) -> Survey {
        let doubtful = |look: &Look<'_>| look.decoder.doubt_in(is_month_first).is_some();
        let facts = self.facts.into_iter().map(|(look, mut fact)| {
            fact.doubtful = doubtful(&look);
            if fact.doubtful {
                fact.values.iter_mut().for_each(|value| *value = None);
            }
            fact
        });
        let [from, until] = self
            .open
            .as_ref()
            .map_or([false; 2], |looks| looks.each_ref().map(doubtful));
        let told = |when: When, doubtful: bool| match when {
            When::On(_) if doubtful => When::Unclear,
            When::On(_) | When::Blank | When::Unclear => when,
        };
        let days = self.days.into_iter();
        let days = days.map(|[first, last]| [told(first, from), told(last, until)]);
        Survey {
            undecoded: self.undecoded.into_iter().map(|(_, count)| count).collect(),
            subjects: self.subjects,
            facts: facts.collect(),
            open: self.open.is_some().then(|| days.collect()),
        }
    }
}

fn none_of(spec: &ColumnSpec) -> CellCount {
    CellCount {
        column: spec.name.to_string(),
        filled: 0,
        unreadable: 0,
    }
}

impl Fact {
    /// The same column, with nothing told.
    fn anew(&self) -> Self {
        Self {
            column: self.column.clone(),
            values: Vec::new(),
            doubtful: false,
        }
    }
}

impl Look<'_> {
    fn anew(&self) -> Self {
        Self {
            at: self.at,
            spec: self.spec,
            decoder: self.decoder.anew(),
        }
    }

    /// A hash of what the cell means; none where it is blank or cannot be read.
    fn value(
        &mut self,
        cells: &impl RowCells,
        two_values: &[u32],
        epoch: Epoch,
        scratch: &mut String,
    ) -> Option<u64> {
        if two_values.contains(&self.at) {
            return None;
        }
        let raw = cells.cell(self.at);
        let written = hash_raw(raw, epoch, scratch);
        match self.decoder.decode(raw, written).ok()? {
            Cell::Blank => None,
            // Identifiers come in lower case already.
            Cell::Text(text) if self.spec.personal == Some(Personal::Identifier) => {
                Some(hash::of(text.as_bytes()))
            }
            Cell::Text(text) => Some(hash::of(text.to_lowercase().as_bytes())),
            Cell::Date(day) => Some(u64::from(day.number().cast_unsigned())),
            Cell::Number(number) => Some(number.cast_unsigned()),
            Cell::YesNo(yes) => Some(u64::from(yes)),
            Cell::Code(code) => {
                let word = self.spec.codes.get(usize::from(code))?;
                Some(hash::of(word.as_bytes()))
            }
        }
    }

    fn day(
        &mut self,
        cells: &impl RowCells,
        two_values: &[u32],
        epoch: Epoch,
        scratch: &mut String,
    ) -> When {
        if two_values.contains(&self.at) {
            return When::Unclear;
        }
        let raw = cells.cell(self.at);
        let written = hash_raw(raw, epoch, scratch);
        match self.decoder.decode(raw, written) {
            Ok(Cell::Date(day)) => When::On(day),
            Ok(Cell::Blank) => When::Blank,
            Ok(Cell::Text(_) | Cell::Number(_) | Cell::YesNo(_) | Cell::Code(_)) | Err(_) => {
                When::Unclear
            }
        }
    }
}
