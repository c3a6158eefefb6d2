//! Rows of one list that stand for the same record.

use std::collections::BTreeSet;

use rayon::slice::ParallelSliceMut;

use super::stand::{Desk, Used};
use super::{Piece, place_of};
use crate::diagnostic::{Code, Diagnostic};

/// A row whose key another row may hold too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Keyed {
    key: u64,
    record: u64,
    piece: usize,
    /// Its row in the joined list; none where another extract's row stands in its place.
    joined: Option<usize>,
}

/// What the keys of a list tell.
pub(super) struct Repeats {
    /// The rows of the joined list that hold one key between them, in an order that their contents
    /// give.
    pub(super) rows: Vec<Vec<usize>>,
    /// For each extract, how many keys stand in it on rows not written alike.
    contradictory: Vec<usize>,
}

/// Looks at the keys of all extracts together.
///
/// A list without a key says nothing of this: two equal rows of it may both be real.
pub(super) fn of(used: &Used) -> Repeats {
    let mut all: Vec<Keyed> = Vec::new();
    let mut before = 0;
    for ((at, piece), keep) in used.pieces.iter().enumerate().zip(&used.keeps) {
        let hashes = piece.extract.key_hashes.iter();
        let mut kept = before..;
        for ((row, key), record) in hashes.enumerate().zip(&piece.extract.record_hashes) {
            let joined = keep.get(row).then(|| kept.next()).flatten();
            all.extend(key.map(|key| Keyed {
                key,
                record: *record,
                piece: at,
                joined,
            }));
        }
        before += keep.count();
    }
    all.par_sort_unstable();
    let mut repeats = Repeats {
        rows: Vec::new(),
        contradictory: vec![0; used.pieces.len()],
    };
    let groups = all.chunk_by(|a, b| a.key == b.key);
    for group in groups.filter(|group| group.len() > 1) {
        let rows: Vec<usize> = group.iter().filter_map(|row| row.joined).collect();
        if rows.len() > 1 {
            repeats.rows.push(rows);
        }
        let contents: BTreeSet<(usize, u64)> = group.iter().map(|r| (r.piece, r.record)).collect();
        for (at, count) in repeats.contradictory.iter_mut().enumerate() {
            *count += usize::from(contents.range((at, 0)..=(at, u64::MAX)).count() > 1);
        }
    }
    repeats
}

impl Desk<'_> {
    /// Reports keys that one extract holds on rows not written alike.
    pub(super) fn report_repeated_keys(&mut self, pieces: &[Piece], repeats: &Repeats) {
        for (piece, keys) in pieces.iter().zip(&repeats.contradictory) {
            if *keys > 0 {
                let place = place_of(&piece.extract.path, piece.extract.sheet.as_deref());
                let what = &self.dataset.rows_are;
                let key = self.dataset.key.join("`, `");
                let stand = if *keys == 1 { "stands" } else { "stand" };
                let message = format!(
                    "in {place} {keys} of the {what} {stand} on several rows that are not written alike \
                     under one `{key}`, and every row counts"
                );
                self.notes.push(
                    Diagnostic::new(Code::KeyRepeated, message)
                        .at(piece.extract.place())
                        .help("leave one row for each in the list"),
                );
            }
        }
    }
}
