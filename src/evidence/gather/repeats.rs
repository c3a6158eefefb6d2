//! Rows of one list that stand for the same record.

use rayon::slice::ParallelSliceMut;

use super::stand::{Desk, Used};
use super::{Piece, place_of};
use crate::diagnostic::{Code, Diagnostic};

/// A row whose key another row may hold too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Keyed {
    key: u64,
    record: u64,
    row: usize,
}

/// The rows of the joined list that hold one key between them, in an order that their contents give.
///
/// A list without a key says nothing of this: two equal rows of it may both be real.
pub(super) fn of(used: &Used) -> Vec<Vec<usize>> {
    let mut rows: Vec<Keyed> = Vec::new();
    let mut before = 0;
    for (piece, keep) in used.pieces.iter().zip(&used.keeps) {
        let kept = keep.ones().enumerate();
        rows.extend(kept.filter_map(|(at, row)| {
            Some(Keyed {
                key: piece.extract.key_hashes.get(row).copied().flatten()?,
                record: piece.extract.record_hashes.get(row).copied()?,
                row: before + at,
            })
        }));
        before += keep.count();
    }
    rows.par_sort_unstable();
    let groups = rows.chunk_by(|a, b| a.key == b.key);
    let several = groups.filter(|group| group.len() > 1);
    several
        .map(|group| group.iter().map(|row| row.row).collect())
        .collect()
}

impl Desk<'_> {
    /// Reports keys that one extract holds with different contents.
    pub(super) fn report_repeated_keys(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            let keys = contradictory(piece);
            if keys > 0 {
                let place = place_of(&piece.extract.path, piece.extract.sheet.as_deref());
                let what = &self.dataset.rows_are;
                let key = self.dataset.key.join("`, `");
                let message = format!(
                    "in {place} {keys} of the {what} stand on several rows with different contents under one \
                     `{key}`, and every row counts"
                );
                self.notes.push(
                    Diagnostic::new(Code::KeyRepeated, message)
                        .help("leave one row for each in the list"),
                );
            }
        }
    }
}

/// How many keys of an extract stand with different contents.
fn contradictory(piece: &Piece) -> usize {
    let extract = &piece.extract;
    let rows = extract.key_hashes.iter().zip(&extract.record_hashes);
    let mut keyed: Vec<(u64, u64)> = rows
        .filter_map(|(key, record)| Some(((*key)?, *record)))
        .collect();
    keyed.par_sort_unstable();
    keyed.dedup();
    keyed
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1)
        .count()
}
