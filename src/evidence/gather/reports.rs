//! What is worth saying about the extracts that stand for a dataset.

use std::collections::BTreeSet;

use rayon::slice::ParallelSliceMut;

use super::choose::{self, Fate};
use super::overlap::Overlaps;
use super::stand::{Desk, Used};
use super::{Piece, join, place_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::pack::Shape;

impl Desk<'_> {
    /// Says of a dataset for which nothing else was found that its lists are dated after as-at.
    pub(super) fn report_ahead(&mut self, ahead: &[Piece]) {
        let dated = ahead.iter().filter_map(|piece| Some((piece.dated?, piece)));
        let Some((first, earliest)) = dated.min_by_key(|(day, _)| *day) else {
            return;
        };
        let list = match ahead.len() {
            1 => format!("the only list found for `{}`", self.dataset.id),
            more => format!(
                "the earliest of the {more} lists found for `{}`",
                self.dataset.id
            ),
        };
        let message = format!("{list} is dated {}, after the as-at date", first.long());
        self.notes.push(
            Diagnostic::new(Code::DateAhead, message)
                .at(earliest.extract.place())
                .help("give the list that stood on the as-at date, or run with a later `--as-at`"),
        );
    }

    /// Reports equal rows within each list that is judged.
    pub(super) fn report_equal_rows(&mut self, pieces: &mut [Piece]) {
        for piece in pieces {
            // Nothing reads the hashes after this, so they are sorted where they are.
            let equal = equal_rows(&mut piece.extract.record_hashes);
            if equal > 0 {
                let place = place_of(&piece.extract.path, piece.extract.sheet.as_deref());
                let rows = if equal == 1 {
                    "row repeats"
                } else {
                    "rows repeat"
                };
                let message = format!(
                    "in {place} {equal} {rows} an earlier one in the columns that are read: possible \
                     duplicates, all counted"
                );
                self.notes.push(
                    Diagnostic::new(Code::DuplicateRows, message)
                        .at(piece.extract.place())
                        .help("export the list again without repeats if they are not real"),
                );
            }
        }
    }

    /// Reports judged extracts with less than half the rows of the one before.
    ///
    /// Parts of one list that the one before held whole are taken together.
    pub(super) fn report_shrunk(&mut self, pieces: &[Piece], overlaps: &Overlaps, fates: &[Fate]) {
        let heads = pieces.iter().enumerate().zip(fates);
        let after: Vec<(&Piece, usize)> = heads
            .filter(|(_, fate)| **fate == Fate::Head)
            .filter_map(|((at, piece), _)| Some((piece, choose::before(pieces, overlaps, at)?)))
            .collect();
        for (piece, before) in &after {
            let parts = after.iter().filter(|(_, other)| other == before);
            let together: usize = parts.map(|(part, _)| part.extract.table.rows()).sum();
            let Some(older) = pieces.get(*before) else {
                continue;
            };
            let (now, then) = (piece.extract.table.rows(), older.extract.table.rows());
            if together * 2 < then {
                let place = place_of(&piece.extract.path, piece.extract.sheet.as_deref());
                let before = place_of(&older.extract.path, older.extract.sheet.as_deref());
                let what = &self.dataset.rows_are;
                let message =
                    format!("{place} has {now} {what} where {before} before it has {then}");
                self.notes.push(
                    Diagnostic::new(Code::ExtractShrunk, message)
                        .at(piece.extract.place())
                        .help("check that the export is whole and not filtered"),
                );
            }
        }
    }

    /// Reports records that two parts of a snapshot hold and do not write alike.
    pub(super) fn report_parts(&mut self, used: &Used) {
        if self.dataset.shape == Shape::Log || used.pieces.len() < 2 {
            return;
        }
        let join::Clash { keys, between } = join::keys_held_twice(&used.pieces, &used.keeps);
        // The older record is to go: it is in the oldest of them, as far as they are dated.
        let parts = between.iter().filter_map(|at| used.pieces.get(*at));
        let oldest = parts.min_by_key(|part| (part.dated.is_none(), part.dated));
        if let Some(oldest) = oldest {
            let what = &self.dataset.rows_are;
            let are = if keys == 1 { "is" } else { "are" };
            let message = format!(
                "{keys} of the {what} {are} in two parts of `{}`, not written alike in each, and both count",
                self.dataset.id
            );
            self.notes.push(
                Diagnostic::new(Code::RecordInTwoParts, message)
                    .at(oldest.extract.place())
                    .help(
                    "take the older record out of the part that it has left; if they say the same, write \
                     both alike",
                ),
            );
        }
    }

    /// Reports columns that a joined list loses because a part lacks them.
    pub(super) fn report_missing(&mut self, pieces: &[Piece]) {
        if pieces.len() < 2 {
            return;
        }
        let all: BTreeSet<&str> = pieces
            .iter()
            .flat_map(|p| p.extract.table.names())
            .collect();
        for piece in pieces {
            let table = &piece.extract.table;
            for column in all.iter().filter(|name| table.column(name).is_none()) {
                let place = place_of(&piece.extract.path, piece.extract.sheet.as_deref());
                let message = format!(
                    "{place} has no `{column}`, which other parts of `{}` have, so it counts as missing",
                    self.dataset.id
                );
                self.notes.push(
                    Diagnostic::new(Code::ColumnMissingInPart, message)
                        .at(piece.extract.place())
                        .help("export every part with the same columns"),
                );
            }
        }
    }
}

/// How many records are equal to an earlier one; leaves the hashes sorted.
fn equal_rows(records: &mut [u64]) -> usize {
    records.par_sort_unstable();
    records
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if a == b))
        .count()
}
