//! How far the extracts of one dataset hold the same records.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Piece;

/// Under this percentage of the smaller list, shared keys are chance: children who moved, say.
const HARDLY: usize = 10;

/// How two extracts of one dataset lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meeting {
    /// They hardly share a key: parts of one list.
    Apart,
    /// They share keys: the same list twice.
    Overlap,
    /// Most rows of one have no key, so nobody can tell.
    Unknown,
}

/// The keys that extracts share, pair by pair.
pub(super) struct Overlaps {
    lists: Vec<Keys>,
    shared: Vec<usize>,
}

#[derive(Clone, Copy, Default)]
struct Keys {
    rows: usize,
    keyed: usize,
    distinct: usize,
}

impl Overlaps {
    /// Counts shared keys in one pass over all of them.
    pub(super) fn of(pieces: &[Piece]) -> Self {
        let mut lists = vec![Keys::default(); pieces.len()];
        let mut keys: Vec<(u64, usize)> = Vec::new();
        for ((at, piece), list) in pieces.iter().enumerate().zip(&mut lists) {
            list.rows = piece.extract.table.rows();
            let before = keys.len();
            keys.extend(piece.extract.key_hashes.iter().flatten().map(|k| (*k, at)));
            list.keyed = keys.len() - before;
        }
        keys.sort_unstable();
        keys.dedup();
        let mut shared = vec![0; pieces.len() * pieces.len()];
        for holders in keys.chunk_by(|a, b| a.0 == b.0) {
            for (nth, (_, one)) in holders.iter().enumerate() {
                if let Some(list) = lists.get_mut(*one) {
                    list.distinct += 1;
                }
                for (_, other) in holders.iter().skip(nth + 1) {
                    if let Some(count) = shared.get_mut(one * pieces.len() + other) {
                        *count += 1;
                    }
                }
            }
        }
        Self { lists, shared }
    }

    /// How two extracts lie to each other, whichever is named first.
    pub(super) fn between(&self, one: usize, other: usize) -> Meeting {
        let (a, b) = (self.list(one), self.list(other));
        if a.rows == 0 || b.rows == 0 {
            return Meeting::Apart;
        }
        if a.keyed * 2 < a.rows || b.keyed * 2 < b.rows {
            return Meeting::Unknown;
        }
        let shared = self.shared(one, other);
        if shared * 100 < a.distinct.min(b.distinct) * HARDLY {
            Meeting::Apart
        } else {
            Meeting::Overlap
        }
    }

    /// How many records some extracts hold alike, in words, without telling which.
    ///
    /// Of more than two it is the two that share the most.
    pub(super) fn same(&self, asked: &BTreeSet<usize>, rows_are: &str) -> String {
        let others = |one: usize| asked.range(one + 1..).map(move |other| (one, *other));
        let pairs = || asked.iter().flat_map(|one| others(*one));
        let told = pairs().filter(|(a, b)| self.between(*a, *b) == Meeting::Overlap);
        let most = told.max_by_key(|(a, b)| (self.shared(*a, *b), Reverse((*a, *b))));
        let Some((one, other)) = most else {
            return if asked.iter().any(|at| self.list(*at).rows == 0) {
                "may be the same list, though one is empty".to_owned()
            } else {
                format!("may hold the same {rows_are}, as too few of their rows have an id")
            };
        };
        let shared = self.shared(one, other);
        let smaller = self.list(one).distinct.min(self.list(other).distinct);
        let two = if asked.len() > 2 {
            ", two of them,"
        } else {
            ""
        };
        format!("hold{two} {shared} of the same {rows_are} (of {smaller} in the smaller list)")
    }

    /// How many keys two extracts share.
    pub(super) fn shared(&self, one: usize, other: usize) -> usize {
        let at = one.min(other) * self.lists.len() + one.max(other);
        self.shared.get(at).copied().unwrap_or(0)
    }

    fn list(&self, at: usize) -> Keys {
        self.lists.get(at).copied().unwrap_or_default()
    }
}
