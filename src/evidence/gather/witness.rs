//! What the rows that stand say of their subjects, taken before the extracts are joined.

use std::num::NonZeroU64;

use super::Piece;
use super::stand::{Desk, Used};
use crate::calendar::Day;
use crate::evidence::contradictions::{Said, Span, Witness, never_changes};
use crate::evidence::extract::{Survey, When};
use crate::pack::Dataset;
use crate::table::Mask;

impl Desk<'_> {
    /// Keeps what the rows that stand say of their subjects, where anything asked.
    pub(super) fn note_witness(&mut self, used: &Used, dated: Option<Day>) {
        let is_asked = |piece: &Piece| piece.extract.survey.is_some();
        if self.dataset.subject.is_none() || !used.pieces.iter().any(is_asked) {
            return;
        }
        let day = dated.filter(|day| used.pieces.iter().all(|piece| piece.dated == Some(*day)));
        let mut witness = Witness {
            dataset: self.dataset.id.clone(),
            dated,
            one_day: day.is_some(),
            has_open: true,
            ..Witness::default()
        };
        for (piece, keep) in used.pieces.iter().zip(&used.keeps) {
            if let Some(survey) = &piece.extract.survey {
                take(&mut witness, survey, piece, keep, self.dataset);
            }
        }
        witness.tidy();
        self.witnesses.push(witness);
    }
}

fn take(witness: &mut Witness, survey: &Survey, piece: &Piece, keep: &Mask, dataset: &Dataset) {
    let hash = |of: &[Option<NonZeroU64>], row| of.get(row).copied().flatten().map(NonZeroU64::get);
    let whom = |row: usize| hash(&survey.subjects, row);
    for fact in &survey.facts {
        let said = witness.facts.entry(fact.column.clone()).or_default();
        said.doubtful |= fact.doubtful;
        // What changes is told by rows that hold still, not by those of times that are over.
        let lasting = never_changes(dataset.column(&fact.column));
        let told = |row: usize| Some((whom(row)?, hash(&fact.values, row)?));
        let rows = keep
            .ones()
            .filter(|row| lasting || holds(survey, *row, witness.dated));
        said.values.extend(rows.filter_map(told));
    }
    let Some(open) = &survey.open else {
        witness.has_open = false;
        return;
    };
    // What an older extract of the list calls open may have closed since.
    let is_old = piece.dated.is_none() || piece.dated < witness.dated;
    let span = |row: usize| {
        let [from, until] = *open.get(row)?;
        let until = match until {
            When::Blank if is_old => When::Unclear,
            When::Blank | When::On(_) | When::Unclear => until,
        };
        Some((whom(row)?, Span { from, until }))
    };
    witness.spans.extend(keep.ones().filter_map(span));
}

/// Whether a row may hold on a day, as far as its dates say.
fn holds(survey: &Survey, row: usize, day: Option<Day>) -> bool {
    let span = survey.open.as_ref().and_then(|open| open.get(row));
    let (Some([from, until]), Some(day)) = (span, day) else {
        return true;
    };
    let (from, until) = (*from, *until);
    Span { from, until }.may_hold(day)
}

impl Witness {
    fn tidy(&mut self) {
        for said in self.facts.values_mut() {
            let Said { values, .. } = said;
            values.sort_unstable();
            values.dedup();
        }
        self.spans.sort_by_key(|(whom, _)| *whom);
    }
}
