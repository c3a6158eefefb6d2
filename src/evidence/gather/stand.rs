//! What stands for one dataset: its extracts judged, joined, put aside or asked about.

use std::collections::{BTreeMap, BTreeSet};

use super::choose::{self, Fate};
use super::fault::{Fault, capital};
use super::overlap::Overlaps;
use super::{Piece, join, place_of, repeats, series, spoiled};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::evidence::account::{Account, Joined};
use crate::evidence::contradictions::Witness;
use crate::evidence::manifest::Use;
use crate::evidence::{DatedBy, FileFound, HeadingMatch, List, Role, Source, Standing};
use crate::pack::{Dataset, Limits, Shape};
use crate::table::Mask;

/// Everything that one dataset is decided from, and where the decisions go.
pub(super) struct Desk<'a> {
    pub(super) dataset: &'a Dataset,
    /// The hidden sheets that fit it.
    pub(super) hidden: &'a [Fault],
    pub(super) limits: &'a Limits,
    pub(super) files: &'a [FileFound],
    pub(super) sources: &'a mut [Source],
    pub(super) accounts: &'a mut BTreeMap<usize, Account>,
    pub(super) witnesses: &'a mut Vec<Witness>,
    pub(super) notes: &'a mut Vec<Diagnostic>,
}

/// The extracts that are used, in order of source, with the rows to keep of each.
pub(super) struct Used {
    pub(super) pieces: Vec<Piece>,
    pub(super) keeps: Vec<Mask>,
    fates: Vec<Fate>,
}

/// Decides what stands for a dataset; none when nothing is left to judge.
///
/// `unread` says why files named as this dataset gave no list.
pub(super) fn stand(mut pieces: Vec<Piece>, unread: &[Fault], desk: &mut Desk<'_>) -> Option<List> {
    let ahead: Vec<Piece> = pieces
        .extract_if(.., |piece| desk.role(piece) == Some(Role::Future))
        .collect();
    let found = !pieces.is_empty();
    let newest_answer = answered_last(&pieces);
    if !found && unread.is_empty() {
        desk.report_ahead(&ahead);
    }
    let (mut used, question) = decide(pieces, desk);
    let sources = used.pieces.iter().map(|piece| piece.source).collect();
    let (dated, expires, weak_date) = desk.dates(&used);
    let unreadable = desk.unreadable_columns(&used);
    let says = used.pieces.iter().find_map(|piece| piece.extract.says);
    let mut repeats = Vec::new();
    let standing = if let Some(why) = desk.named_unreadable(unread) {
        desk.note_voided(&used, unread);
        Standing::Unreadable(why)
    } else if used.pieces.is_empty() {
        if found {
            desk.nothing_judged(newest_answer);
        }
        return None;
    } else if let Some(why) = desk.empty_beside_hidden(&used) {
        Standing::Unreadable(why)
    } else if let Some(question) = question {
        Standing::Unresolved(question)
    } else {
        desk.report_missing(&used.pieces);
        let keys = repeats::of(&used);
        desk.report_repeated_keys(&used.pieces, &keys);
        repeats = keys.rows;
        desk.note_used(&used);
        desk.note_witness(&used, dated);
        desk.report_equal_rows(&mut used.pieces);
        Standing::Rows(join::table(used.pieces, &used.keeps))
    };
    Some(List {
        standing,
        sources,
        dated,
        expires,
        weak_date,
        unreadable,
        says,
        repeats,
    })
}

/// Chooses among the extracts, and says what cannot be chosen.
fn decide(pieces: Vec<Piece>, desk: &mut Desk<'_>) -> (Used, Option<String>) {
    if let [only] = pieces.as_slice()
        && only.answer != Some(Use::History)
    {
        let keeps = join::keep_all(&pieces);
        let fates = vec![Fate::Head];
        return (
            Used {
                pieces,
                keeps,
                fates,
            },
            None,
        );
    }
    let overlaps = Overlaps::of(&pieces);
    let mut fates = choose::choose(desk.dataset.shape, &pieces, &overlaps);
    let mut question = desk.snapshot_question(&pieces, &overlaps, &fates);
    desk.report_shrunk(&pieces, &overlaps, &fates);
    desk.note_before(&pieces, &overlaps, &fates);
    let (mut used, history) = split(pieces, &fates);
    fates.retain(|fate| *fate != Fate::History);
    used.fates = fates;
    for piece in history {
        desk.set_role(&piece, Role::History);
    }
    let clash = match desk.dataset.shape {
        Shape::Log => join::newer_wins(&used.pieces, &mut used.keeps),
        Shape::Snapshot => join::Clash::default(),
    };
    if clash.keys > 0 {
        question = Some(desk.log_question(&used.pieces, &clash));
    }
    let has_key = !desk.dataset.key.is_empty();
    if has_key && question.is_none() {
        let alike = join::nameless(&used.pieces, &used.keeps);
        question = (alike.keys > 0).then(|| desk.nameless_question(&used.pieces, &alike));
    }
    let after_newer: Vec<usize> = used.keeps.iter().map(Mask::count).collect();
    join::once(&used.pieces, &mut used.keeps, has_key);
    desk.note_dropped(&used, &after_newer);
    if question.is_none() {
        desk.report_parts(&used);
    }
    (desk.without_idle(used), question)
}

fn split(pieces: Vec<Piece>, fates: &[Fate]) -> (Used, Vec<Piece>) {
    let (used, history): (Vec<_>, Vec<_>) = pieces
        .into_iter()
        .zip(fates)
        .partition(|(_, fate)| **fate != Fate::History);
    let pieces: Vec<Piece> = used.into_iter().map(|(piece, _)| piece).collect();
    let used = Used {
        keeps: join::keep_all(&pieces),
        pieces,
        fates: Vec::new(),
    };
    (used, history.into_iter().map(|(piece, _)| piece).collect())
}

impl Desk<'_> {
    fn role(&self, piece: &Piece) -> Option<Role> {
        self.sources.get(piece.source).map(|s| s.role)
    }

    fn set_role(&mut self, piece: &Piece, role: Role) {
        if let Some(source) = self.sources.get_mut(piece.source) {
            source.role = role;
        }
    }

    fn columns(&self, piece: &Piece) -> &[HeadingMatch] {
        let file = self.files.iter().find(|f| f.path == piece.extract.path);
        file.into_iter()
            .flat_map(|f| &f.tables)
            .find(|t| t.source == Some(piece.source))
            .map_or(&[], |t| &t.columns)
    }

    /// The oldest date of the extracts whose date counts, the first day one of them expires, and
    /// whether one is weak; notes which those are.
    fn dates(&mut self, used: &Used) -> (Option<Day>, Option<Day>, bool) {
        let joined = match self.dataset.shape {
            Shape::Log => series::joined(&used.pieces, &used.fates, self.dataset.valid_for),
            Shape::Snapshot => vec![None; used.pieces.len()],
        };
        for (piece, how) in used.pieces.iter().zip(&joined) {
            if let Some(account) = self.accounts.get_mut(&piece.source) {
                account.joined = *how;
            }
        }
        let counts = || {
            let all = used.pieces.iter().zip(&joined);
            all.filter(|(_, how)| how.is_none_or(Joined::date_counts))
                .map(|(piece, _)| piece)
        };
        let source = |piece: &Piece| self.sources.get(piece.source);
        let days: Option<Vec<Day>> = counts().map(|piece| piece.dated).collect();
        (
            days.and_then(|days| days.into_iter().min()),
            counts().filter_map(|p| source(p)?.expires).min(),
            counts().any(|p| source(p).is_some_and(|s| s.dated_by == DatedBy::Modified)),
        )
    }

    /// Takes out extracts of which another holds every row: they are not rested on.
    fn without_idle(&mut self, used: Used) -> Used {
        let mut left = Used {
            pieces: Vec::new(),
            keeps: Vec::new(),
            fates: Vec::new(),
        };
        for ((piece, keep), fate) in used.pieces.into_iter().zip(used.keeps).zip(used.fates) {
            if keep.count() == 0 && !keep.is_empty() && fate != Fate::Question {
                self.set_role(&piece, Role::History);
            } else {
                left.pieces.push(piece);
                left.keeps.push(keep);
                left.fates.push(fate);
            }
        }
        left
    }

    /// Reports files that were named as this dataset and gave nothing; the sentence for its standing.
    fn named_unreadable(&mut self, unread: &[Fault]) -> Option<String> {
        let list = format!("`{}`", self.dataset.id);
        for why in unread {
            self.notes.push(why.diagnostic(&list));
        }
        let (first, rest) = unread.split_first()?;
        let first = first.sentence(self.dataset);
        Some(match rest.len() {
            0 => first,
            1 => format!("{first} 1 more of its files gave none either."),
            more => format!("{first} {more} more of its files gave none either."),
        })
    }

    /// Reports that a list is empty beside a hidden sheet of it; the sentence for its standing.
    ///
    /// An empty list may say that there is nothing, which its own rows would deny.
    fn empty_beside_hidden(&mut self, used: &Used) -> Option<String> {
        let is_empty = used.keeps.iter().all(|keep| keep.count() == 0);
        let hidden = self.hidden;
        is_empty.then(|| self.named_unreadable(hidden)).flatten()
    }

    /// The columns that could not be read well enough, so that only what needs them is not known.
    fn unreadable_columns(&mut self, used: &Used) -> BTreeMap<String, String> {
        let percent = self.limits.unreadable_percent;
        let mut found = BTreeMap::new();
        let mut faults = Vec::new();
        for piece in &used.pieces {
            let columns = self.columns(piece);
            faults.extend(spoiled::columns(piece, columns, self.dataset, percent));
        }
        faults.extend(spoiled::only_others(&used.pieces, self.dataset));
        for (column, why) in faults {
            let what = format!("criteria that need `{column}` of `{}`", self.dataset.id);
            self.notes.push(why.diagnostic(&what));
            found
                .entry(column)
                .or_insert_with(|| why.sentence(self.dataset));
        }
        found
    }

    fn nothing_judged(&mut self, answer: Option<Place>) {
        let message = format!(
            "every extract of `{}` is marked `history` in `evidence.toml`",
            self.dataset.id
        );
        let mut note = Diagnostic::new(Code::NothingJudged, message)
            .help("mark the one to judge `use = \"judge\"`");
        note.place = answer.map(Into::into);
        self.notes.push(note);
    }

    fn snapshot_question(
        &mut self,
        pieces: &[Piece],
        overlaps: &Overlaps,
        fates: &[Fate],
    ) -> Option<String> {
        let asked: BTreeSet<usize> = fates
            .iter()
            .enumerate()
            .filter(|(_, fate)| **fate == Fate::Question)
            .flat_map(|(at, _)| std::iter::once(at).chain(choose::rivals(pieces, overlaps, at)))
            .collect();
        if asked.is_empty() {
            return None;
        }
        for piece in asked.iter().filter_map(|at| pieces.get(*at)) {
            if self.role(piece) == Some(Role::Judged) {
                self.set_role(piece, Role::Question);
            }
        }
        let same = overlaps.same(&asked, &self.dataset.rows_are);
        Some(self.ask(
            pieces,
            &asked,
            &same,
            "date them, or say in `evidence.toml` which is `use = \"judge\"` and which \
             `\"history\"`, or that each is a `\"part\"`",
        ))
    }

    fn log_question(&mut self, pieces: &[Piece], clash: &join::Clash) -> String {
        for piece in clash.between.iter().filter_map(|at| pieces.get(*at)) {
            self.set_role(piece, Role::Question);
        }
        let (what, keys) = (&self.dataset.rows_are, clash.keys);
        let same = format!("hold {keys} of the same {what}, not written alike in each");
        self.ask(
            pieces,
            &clash.between,
            &same,
            "date them, or say in `evidence.toml` which is `use = \"judge\"`; if they say the same and \
             only a date or an answer is written in two ways, export both in one way",
        )
    }

    /// Asks what rows are that two extracts hold alike and that no key tells apart.
    fn nameless_question(&mut self, pieces: &[Piece], alike: &join::Clash) -> String {
        for piece in alike.between.iter().filter_map(|at| pieces.get(*at)) {
            self.set_role(piece, Role::Question);
        }
        let what = &self.dataset.rows_are;
        let key = self.dataset.key.join("`, `");
        let same = format!("hold {what} that are alike, without `{key}` to tell them apart");
        let fix = format!(
            "export them with `{key}`, or say in `evidence.toml` which is `use = \"judge\"` and which \
             `\"history\"`, or that each is a `\"part\"`"
        );
        self.ask(pieces, &alike.between, &same, &fix)
    }

    /// Asks which of some extracts to judge: with their names in a diagnostic, without in a sentence.
    fn ask(&mut self, pieces: &[Piece], asked: &BTreeSet<usize>, same: &str, fix: &str) -> String {
        let asked = || asked.iter().filter_map(|at| pieces.get(*at));
        let ending = format!("{same}, and nothing says which to judge");
        let message = format!("{} {ending}", places(asked()));
        let mut note = Diagnostic::new(Code::OverlapUnresolved, message).help(fix);
        // One without a date is the first to mend.
        let first = asked().min_by_key(|piece| piece.dated.is_some());
        note.place = first.map(|piece| piece.extract.place().into());
        self.notes.push(note);
        let days: BTreeSet<Option<Day>> = asked().map(|piece| piece.dated).collect();
        let days: Vec<String> = days
            .into_iter()
            .map(|day| day.map_or("undated".to_owned(), Day::long))
            .collect();
        format!(
            "{}: {} lists ({}) {ending}. {}.",
            self.dataset.title,
            asked().count(),
            days.join(", "),
            capital(fix)
        )
    }
}

/// Where the manifest answers for the newest of some extracts, the one most likely to be judged.
fn answered_last(pieces: &[Piece]) -> Option<Place> {
    let answered = pieces
        .iter()
        .filter_map(|piece| Some((piece.dated, piece.answered_at.as_ref()?)));
    answered
        .max_by_key(|(dated, _)| *dated)
        .map(|(_, place)| place.clone())
}

/// The names and dates of the first two extracts, and how many more there are.
fn places<'a>(asked: impl Iterator<Item = &'a Piece>) -> String {
    let places: Vec<String> = asked
        .map(|piece| {
            let dated = piece
                .dated
                .map_or("undated".to_owned(), |d| format!("of {d}"));
            let place = place_of(&piece.extract.path, piece.extract.sheet.as_deref());
            format!("{place} ({dated})")
        })
        .collect();
    match places.as_slice() {
        [first, second, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second} and {} more", rest.len())
        }
        few => few.join(" and "),
    }
}
