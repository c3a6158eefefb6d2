//! Which extracts of a dataset are judged, which are history, and which are a question.
//!
//! What the manifest answers comes first: `history` is out, `judge` stands over whatever it
//! overlaps, `part` is not compared with the others. Of the rest, a snapshot that a newer one
//! overlaps is history, and two that overlap on one day, or without a date, are a question. A log
//! that a newer one overlaps is an earlier extract of the same log: its rows are joined, its date is
//! not. Nothing undated is ever taken to be the older or the newer of two.

use super::Piece;
use super::overlap::{Meeting, Overlaps};
use crate::evidence::dated;
use crate::evidence::manifest::Use;
use crate::pack::Shape;

/// What becomes of one extract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its rows and its date stand.
    Head,
    /// A newer extract of the same log stands; rows that only this one has are joined.
    Earlier,
    /// Another extract stands in its place.
    History,
    /// It waits for an answer.
    Question,
}

/// Decides the fate of every extract of one dataset.
pub(super) fn choose(shape: Shape, pieces: &[Piece], overlaps: &Overlaps) -> Vec<Fate> {
    (0..pieces.len())
        .map(|at| match (answer(pieces, at), shape) {
            (Some(Use::History), _) => Fate::History,
            (Some(Use::Judge | Use::Part), _) => Fate::Head,
            (None, Shape::Log) => log(pieces, overlaps, at),
            (None, Shape::Snapshot) => snapshot(pieces, overlaps, at),
        })
        .collect()
}

/// The extracts that one in question cannot be told from.
pub(super) fn rivals<'a>(
    pieces: &'a [Piece],
    overlaps: &'a Overlaps,
    at: usize,
) -> impl Iterator<Item = usize> + 'a {
    (0..pieces.len()).filter(move |other| {
        *other != at && answer(pieces, *other).is_none() && unclear(pieces, overlaps, at, *other)
    })
}

/// The newest extract before this one that holds the same list, whatever the manifest says of it.
///
/// An empty extract shares no key with any other; it is compared with all of them.
pub(super) fn before(pieces: &[Piece], overlaps: &Overlaps, at: usize) -> Option<usize> {
    let empty = pieces.get(at).is_some_and(|p| p.extract.table.rows() == 0);
    (0..pieces.len())
        .filter(|other| newer(pieces, at, *other))
        .filter(|other| empty || overlaps.between(at, *other) == Meeting::Overlap)
        .max_by_key(|other| pieces.get(*other).and_then(|p| p.dated))
}

fn log(pieces: &[Piece], overlaps: &Overlaps, at: usize) -> Fate {
    let superseded = (0..pieces.len()).any(|other| {
        !matches!(answer(pieces, other), Some(Use::History | Use::Part))
            && newer(pieces, other, at)
            && overlaps.between(at, other) == Meeting::Overlap
    });
    if superseded {
        Fate::Earlier
    } else {
        Fate::Head
    }
}

fn snapshot(pieces: &[Piece], overlaps: &Overlaps, at: usize) -> Fate {
    if (0..pieces.len()).any(|other| displaces(pieces, overlaps, other, at)) {
        Fate::History
    } else if rivals(pieces, overlaps, at).next().is_some() {
        Fate::Question
    } else {
        Fate::Head
    }
}

fn displaces(pieces: &[Piece], overlaps: &Overlaps, by: usize, at: usize) -> bool {
    let meeting = meeting(pieces, overlaps, by, at);
    if by == at || meeting == Meeting::Apart {
        return false;
    }
    match answer(pieces, by) {
        Some(Use::Judge) => true,
        Some(Use::History | Use::Part) => false,
        None if newer(pieces, by, at) => meeting == Meeting::Overlap || twins(pieces, by, at),
        None if newer(pieces, at, by) => false,
        None => stands_first(pieces, by, at) && twins(pieces, by, at),
    }
}

/// Whether two extracts hold the same list and nothing says which is newer.
fn unclear(pieces: &[Piece], overlaps: &Overlaps, one: usize, other: usize) -> bool {
    let ordered = newer(pieces, one, other) || newer(pieces, other, one);
    let clash = match meeting(pieces, overlaps, one, other) {
        Meeting::Apart => false,
        Meeting::Overlap => !ordered,
        Meeting::Unknown => true,
    };
    let judged = |by: usize| {
        answer(pieces, by) == Some(Use::Judge)
            && meeting(pieces, overlaps, by, other) != Meeting::Apart
    };
    clash && !twins(pieces, one, other) && !(0..pieces.len()).any(judged)
}

/// How two snapshots meet, an emptied one too.
fn meeting(pieces: &[Piece], overlaps: &Overlaps, one: usize, other: usize) -> Meeting {
    let emptied = |by: usize, at: usize| {
        let rows = |at: usize| pieces.get(at).map(|p| p.extract.table.rows());
        newer(pieces, by, at) && rows(by) == Some(0) && rows(at) > Some(0)
    };
    if !emptied(one, other) && !emptied(other, one) {
        return overlaps.between(one, other);
    }
    let name = |at: usize| {
        let extract = &pieces.get(at)?.extract;
        Some(dated::words_of_both(
            &extract.path,
            extract.sheet.as_deref(),
        ))
    };
    if name(one) == name(other) {
        Meeting::Overlap
    } else {
        Meeting::Unknown
    }
}

/// Whether two extracts hold equal records, so that it makes no odds which is judged.
fn twins(pieces: &[Piece], one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (pieces.get(one), pieces.get(other)) else {
        return false;
    };
    if one.extract.record_hashes.len() != other.extract.record_hashes.len() {
        return false;
    }
    let sorted = |piece: &Piece| {
        let mut records = piece.extract.record_hashes.clone();
        records.sort_unstable();
        records
    };
    sorted(one) == sorted(other)
}

/// Of two equal extracts a dated one stands before an undated one, then the first by path.
fn stands_first(pieces: &[Piece], by: usize, at: usize) -> bool {
    let rank = |at: usize| (pieces.get(at).is_none_or(|p| p.dated.is_none()), at);
    rank(by) < rank(at)
}

fn newer(pieces: &[Piece], one: usize, than: usize) -> bool {
    let dated = |at: usize| pieces.get(at).and_then(|p| p.dated);
    matches!((dated(one), dated(than)), (Some(one), Some(than)) if one > than)
}

fn answer(pieces: &[Piece], at: usize) -> Option<Use> {
    pieces.get(at).and_then(|p| p.answer)
}
