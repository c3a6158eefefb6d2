//! Extracts of a log that are one log kept in instalments, as a file for every month is.
//!
//! They are known by their names, which differ in nothing but dates, and are dated by the newest. A
//! missing instalment shows only where two that follow each other are too far apart: by more than an
//! extract stands, and with a whole month between them that none is of. Then the oldest dates them.

use std::collections::BTreeMap;

use super::Piece;
use super::choose::Fate;
use crate::calendar::{Day, Span};
use crate::evidence::account::Joined;
use crate::evidence::dated;
use crate::evidence::manifest::Use;

/// The folder, and the words of the names of a file and its sheet without their dates.
type Name<'a> = (&'a str, (Vec<String>, Option<Vec<String>>));

/// How each extract of a log is joined to the others; none where its date is its own alone.
pub(super) fn joined(pieces: &[Piece], fates: &[Fate], valid_for: Span) -> Vec<Option<Joined>> {
    let is_earlier = |fate: &Fate| *fate == Fate::Earlier;
    let mut joined: Vec<Option<Joined>> = fates
        .iter()
        .map(|fate| is_earlier(fate).then_some(Joined::Earlier))
        .collect();
    let mut series: BTreeMap<Name<'_>, Vec<usize>> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(name) = name(piece) {
            series.entry(name).or_default().push(at);
        }
    }
    for members in series.into_values() {
        let days = members.iter().map(|at| pieces.get(*at)?.dated);
        let Some(mut days) = days.collect::<Option<Vec<Day>>>() else {
            continue;
        };
        days.sort_unstable();
        let heads = members
            .iter()
            .filter(|at| fates.get(**at) == Some(&Fate::Head));
        let heads: Vec<usize> = heads.copied().collect();
        let newest = days.last().copied();
        if heads.len() < 2 || days.first().copied() == newest {
            continue;
        }
        let of = members.len();
        let gap = gap(&days, valid_for);
        for at in heads {
            let is_newest = pieces.get(at).and_then(|p| p.dated) == newest;
            let how = match gap {
                Some((after, before)) => Joined::Gap { of, after, before },
                None if is_newest => Joined::Newest { of },
                None => Joined::Instalment { of },
            };
            if let Some(place) = joined.get_mut(at) {
                *place = Some(how);
            }
        }
    }
    joined
}

/// What instalments of one log have in common; none where no date tells them apart, or a person says
/// that it is a part.
fn name(piece: &Piece) -> Option<Name<'_>> {
    let path = &*piece.extract.path;
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let sheet = piece.extract.sheet.as_deref();
    let tells = dated::is_dated(file) || sheet.is_some_and(dated::is_dated);
    (tells && piece.answer != Some(Use::Part)).then(|| (folder, dated::words_of_both(file, sheet)))
}

/// The first two days, of days in order, between which an instalment is missing.
fn gap(days: &[Day], valid_for: Span) -> Option<(Day, Day)> {
    let month = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month());
    let apart =
        |one: Day, next: Day| month(next) - month(one) > 1 && next > dated::expiry(one, valid_for);
    days.windows(2).find_map(|pair| match pair {
        [one, next] if apart(*one, *next) => Some((*one, *next)),
        _ => None,
    })
}
