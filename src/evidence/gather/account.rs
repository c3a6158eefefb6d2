//! Keeping account of what becomes of every row.

use super::choose::{self, Fate};
use super::fault::Fault;
use super::overlap::Overlaps;
use super::stand::{Desk, Used};
use super::{Context, Piece, age};
use crate::evidence::account::{Account, Before, Voided};
use crate::evidence::extract::Extract;
use crate::evidence::manifest::Use;

/// The account of a list of which nothing is decided yet.
pub(super) fn opened(extract: &Extract, context: &Context<'_>) -> Account {
    let survey = extract.survey.as_ref();
    let dataset = context.datasets.get(&extract.dataset);
    let after_as_at = dataset.filter(|_| survey.is_some());
    Account {
        cells: extract.cells.clone(),
        after_as_at: after_as_at
            .map(|dataset| age::after(extract, dataset, context.as_at))
            .unwrap_or_default(),
        undecoded: survey.map_or_else(Vec::new, |survey| survey.undecoded.clone()),
        ..Account::default()
    }
}

impl Desk<'_> {
    /// Notes for each extract the one before it, and whether a person put it aside.
    pub(super) fn note_before(&mut self, pieces: &[Piece], overlaps: &Overlaps, fates: &[Fate]) {
        let before: Vec<Option<usize>> = (0..pieces.len())
            .map(|at| choose::before(pieces, overlaps, at))
            .collect();
        for ((piece, fate), earlier) in pieces.iter().zip(fates).zip(&before) {
            let parts = || {
                let all = pieces.iter().zip(fates).zip(&before);
                let those = all.filter(|((other, f), b)| {
                    *b == earlier && *f == fate && other.dated == piece.dated
                });
                those.map(|((part, _), _)| part.extract.table.rows())
            };
            let older = earlier.and_then(|at| pieces.get(at));
            let Some(account) = self.accounts.get_mut(&piece.source) else {
                continue;
            };
            account.by_hand = piece.answer == Some(Use::History);
            let chosen = pieces.iter().filter(|p| p.answer == Some(Use::Judge));
            account.passed_over = *fate == Fate::History
                && !account.by_hand
                && chosen.clone().count() > 0
                && chosen.clone().all(|other| other.dated <= piece.dated);
            account.before = older.map(|older| Before {
                source: older.source,
                then: older.extract.table.rows(),
                now: parts().sum(),
                parts: parts().count(),
            });
        }
    }

    /// Notes how many rows gave way to newer ones, and how many are counted elsewhere.
    pub(super) fn note_dropped(&mut self, used: &Used, after_newer: &[usize]) {
        for ((piece, keep), left) in used.pieces.iter().zip(&used.keeps).zip(after_newer) {
            if let Some(account) = self.accounts.get_mut(&piece.source) {
                account.superseded = piece.extract.table.rows() - left;
                account.repeated = left - keep.count();
            }
        }
    }

    /// Notes of every extract for which files and sheets of its list it is not used.
    pub(super) fn note_voided(&mut self, used: &Used, unread: &[Fault]) {
        let voided = unread.iter().map(|fault| Voided {
            why: fault.what.clone(),
            fix: fault.fix.clone(),
        });
        let voided: Vec<Voided> = voided.collect();
        for piece in &used.pieces {
            if let Some(account) = self.accounts.get_mut(&piece.source) {
                account.voided_by.clone_from(&voided);
            }
        }
    }

    /// Notes the rows that stand.
    pub(super) fn note_used(&mut self, used: &Used) {
        for (piece, keep) in used.pieces.iter().zip(&used.keeps) {
            if let Some(account) = self.accounts.get_mut(&piece.source) {
                account.used = keep.count();
            }
        }
    }
}
