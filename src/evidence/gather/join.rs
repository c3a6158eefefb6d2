//! Joining extracts: the newer record of a key, and every record once.

use std::collections::BTreeSet;

use super::Piece;
use crate::calendar::Day;
use crate::evidence::manifest::Use;
use crate::table::{Mask, Table};

/// Keys that several extracts hold, where nothing says which of them is right.
#[derive(Debug, Default)]
pub(super) struct Clash {
    /// How many keys.
    pub(super) keys: usize,
    /// The extracts that hold them, as positions.
    pub(super) between: BTreeSet<usize>,
}

/// One row while extracts are compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    group: u64,
    piece: usize,
    row: usize,
    record: u64,
}

/// A mask for each extract that keeps all its rows.
pub(super) fn keep_all(pieces: &[Piece]) -> Vec<Mask> {
    pieces
        .iter()
        .map(|p| Mask::filled(p.extract.table.rows(), true))
        .collect()
}

/// Drops the rows of a log whose key a newer extract holds with any content.
///
/// Between extracts of one day, or where one is undated, nothing says which record is newer. If
/// none of them holds all that the others hold under that key, the key is part of a clash.
/// An extract that the manifest calls a part is left as it is.
pub(super) fn newer_wins(pieces: &[Piece], keeps: &mut [Mask]) -> Clash {
    let compared = |piece: &Piece| piece.answer != Some(Use::Part);
    let rows = rows(pieces, keeps, compared, |piece, row| {
        piece.extract.key_hashes.get(row).copied().flatten()
    });
    let mut clash = Clash::default();
    for group in rows.chunk_by(|a, b| a.group == b.group) {
        if several_pieces(group) {
            newest_of_key(group, pieces, keeps, &mut clash);
        }
    }
    clash
}

fn newest_of_key(group: &[Held], pieces: &[Piece], keeps: &mut [Mask], clash: &mut Clash) {
    let piece = |row: &Held| pieces.get(row.piece);
    let answer = |row: &Held| piece(row).and_then(|p| p.answer);
    let dated = |row: &Held| -> Option<Day> { piece(row).and_then(|p| p.dated) };
    let judged = group.iter().any(|row| answer(row) == Some(Use::Judge));
    let newest = group.iter().filter_map(dated).max();
    let (stand, fall): (Vec<&Held>, Vec<&Held>) = group.iter().partition(|row| {
        if judged {
            answer(row) == Some(Use::Judge)
        } else {
            dated(row).is_none() || dated(row) == newest
        }
    });
    for row in fall {
        drop_row(keeps, row);
    }
    let records: BTreeSet<u64> = stand.iter().map(|row| row.record).collect();
    let holds_all = |rows: &[&Held]| {
        let held: BTreeSet<u64> = rows.iter().map(|row| row.record).collect();
        held.len() == records.len()
    };
    if !stand.chunk_by(|a, b| a.piece == b.piece).any(holds_all) {
        clash.keys += 1;
        clash.between.extend(stand.iter().map(|row| row.piece));
    }
}

/// The records that extracts of a list without its key hold alike, where nobody says what they are.
///
/// Nothing tells whether such rows are one record twice or two records: two audits of a day that found
/// the same are alike in every other column.
pub(super) fn nameless(pieces: &[Piece], keeps: &[Mask]) -> Clash {
    let compared = |piece: &Piece| is_nameless(piece) && piece.answer.is_none();
    let rows = rows(pieces, keeps, compared, |piece, row| {
        piece.extract.record_hashes.get(row).copied()
    });
    let mut clash = Clash::default();
    for group in rows.chunk_by(|a, b| a.group == b.group) {
        if several_pieces(group) {
            clash.keys += 1;
            clash.between.extend(group.iter().map(|row| row.piece));
        }
    }
    clash
}

/// Whether no row of an extract has a key.
fn is_nameless(piece: &Piece) -> bool {
    piece.extract.key_hashes.iter().all(Option::is_none)
}

/// Keeps a record that several extracts hold as often as the one that holds it most often.
///
/// Equal rows within one extract are thereby kept. Of extracts that hold it equally often a dated
/// one stands before an undated one, the newest before the older, the first by path before the rest.
/// A part whose rows have no key is left as it is.
pub(super) fn once(pieces: &[Piece], keeps: &mut [Mask], has_key: bool) {
    let is_part = |piece: &Piece| piece.answer == Some(Use::Part);
    let compared = |piece: &Piece| !(has_key && is_part(piece) && is_nameless(piece));
    let rows = rows(pieces, keeps, compared, |piece, row| {
        piece.extract.record_hashes.get(row).copied()
    });
    for group in rows.chunk_by(|a, b| a.group == b.group) {
        if !several_pieces(group) {
            continue;
        }
        let holder = group
            .chunk_by(|a, b| a.piece == b.piece)
            .filter_map(|rows| Some((rows.len(), rows.first()?.piece)))
            // The last of equals is taken, so the first by path is put last.
            .max_by_key(|(count, piece)| {
                let dated = pieces.get(*piece).and_then(|p| p.dated);
                (*count, dated, std::cmp::Reverse(*piece))
            })
            .map(|(_, piece)| piece);
        for row in group.iter().filter(|row| Some(row.piece) != holder) {
            drop_row(keeps, row);
        }
    }
}

/// The keys that more than one extract still holds.
pub(super) fn keys_held_twice(pieces: &[Piece], keeps: &[Mask]) -> Clash {
    let rows = rows(
        pieces,
        keeps,
        |_| true,
        |piece, row| piece.extract.key_hashes.get(row).copied().flatten(),
    );
    let mut clash = Clash::default();
    let groups = rows.chunk_by(|a, b| a.group == b.group);
    for group in groups.filter(|group| several_pieces(group)) {
        clash.keys += 1;
        clash.between.extend(group.iter().map(|row| row.piece));
    }
    clash
}

/// The kept rows as one table, in order of source.
pub(super) fn table(pieces: Vec<Piece>, keeps: &[Mask]) -> Table {
    let tables = pieces
        .into_iter()
        .zip(keeps)
        .map(|(piece, keep)| {
            let table = piece.extract.table;
            if keep.count() == table.rows() {
                table
            } else {
                table.keep(keep)
            }
        })
        .collect();
    Table::concat(tables)
}

fn rows(
    pieces: &[Piece],
    keeps: &[Mask],
    compared: impl Fn(&Piece) -> bool,
    group: impl Fn(&Piece, usize) -> Option<u64>,
) -> Vec<Held> {
    let mut rows = Vec::new();
    for ((at, piece), keep) in pieces.iter().enumerate().zip(keeps) {
        if !compared(piece) {
            continue;
        }
        rows.extend(keep.ones().filter_map(|row| {
            Some(Held {
                group: group(piece, row)?,
                piece: at,
                row,
                record: piece.extract.record_hashes.get(row).copied()?,
            })
        }));
    }
    rows.sort_unstable();
    rows
}

fn several_pieces(group: &[Held]) -> bool {
    group.first().map(|row| row.piece) != group.last().map(|row| row.piece)
}

fn drop_row(keeps: &mut [Mask], row: &Held) {
    if let Some(keep) = keeps.get_mut(row.piece) {
        keep.set(row.row, false);
    }
}
