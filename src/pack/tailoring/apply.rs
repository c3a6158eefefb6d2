//! Laying local changes over a pack.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, Located, did_you_mean, sort};
use crate::pack::{Basis, Criterion, Pack};

use super::changes::Changes;
use super::{Tailored, Tailoring, thresholds};

/// Lays entries over a pack: the changed pack, what was changed, and what is wrong with the entries.
///
/// A criterion that is turned off is taken out of the pack. An entry that changes nothing is
/// reported and not among what was changed. A change that is refused leaves its key as the pack has
/// it; the other keys of its entry hold. An entry whose day is after `as_at` is reported and changes
/// nothing yet.
pub fn apply(
    mut pack: Pack,
    entries: &[Tailoring],
    as_at: Day,
) -> (Pack, Vec<Tailored>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut tailored = Vec::new();
    for entry in entries {
        let mut criteria = pack.criteria.iter_mut();
        match criteria.find(|c| c.id == entry.criterion.value) {
            None => found.push(unused(&entry.criterion, &pack)),
            Some(_) if entry.on > as_at => found.push(not_begun(entry, as_at)),
            Some(criterion) => tailored.extend(change(criterion, entry, &mut found)),
        }
    }
    let is_off = |id: &str| {
        tailored
            .iter()
            .any(|t: &Tailored| t.off && t.criterion == id)
    };
    pack.criteria.retain(|c| !is_off(&c.id));
    sort(&mut found);
    (pack, tailored, found)
}

fn unused(criterion: &Located<String>, pack: &Pack) -> Diagnostic {
    let id = &criterion.value;
    let message = format!("the tailoring names `{id}`, a criterion that the pack does not have");
    Diagnostic::new(Code::UnusedTailoring, message)
        .at(criterion.place.clone())
        .found(format!("`{id}`"))
        .expected("the id of a criterion")
        .help("correct the id, or take the entry out if the criterion is gone")
        .maybe_help(did_you_mean(
            id,
            pack.criteria.iter().map(|c| c.id.as_str()),
        ))
}

fn not_begun(entry: &Tailoring, as_at: Day) -> Diagnostic {
    let message = format!(
        "the tailoring of `{}` is not yet in force",
        entry.criterion.value
    );
    Diagnostic::new(Code::TailoringNotBegun, message)
        .at(entry.criterion.place.clone())
        .found(format!("`on = {}`, as at {}", entry.on, as_at.long()))
        .expected("a day that has come")
        .help("nothing needs to be done; until then the criterion is as the pack has it")
}

fn change(
    criterion: &mut Criterion,
    entry: &Tailoring,
    found: &mut Vec<Diagnostic>,
) -> Option<Tailored> {
    if is_empty(entry) {
        found.push(changes_nothing(entry));
        return None;
    }
    let mut changes = Changes::default();
    let pack_met = criterion.thresholds.map(|thresholds| thresholds.met);
    let off = entry.off.as_ref().is_some_and(|off| off.value);
    if off {
        changes.words.push("off: taken out of the run".to_owned());
        changes.easier = true;
    } else {
        thresholds::change(criterion, entry, &mut changes);
        change_others(criterion, entry, &mut changes);
    }
    let loosened = changes.easier && criterion.basis == Basis::Statute;
    if loosened {
        changes.found.push(statute_loosened(entry, &changes.words));
    }
    found.append(&mut changes.found);
    let met = criterion.thresholds.map(|thresholds| thresholds.met);
    (!changes.words.is_empty()).then(|| Tailored {
        criterion: entry.criterion.value.clone(),
        changes: changes.words,
        reason: entry.reason.clone(),
        by: entry.by.clone(),
        on: entry.on,
        pack_met: pack_met.filter(|pack_met| Some(*pack_met) != met),
        statute_loosened: loosened,
        off,
        place: entry.criterion.place.clone(),
    })
}

fn is_empty(entry: &Tailoring) -> bool {
    entry.met.is_none()
        && entry.nearly.is_none()
        && entry.minimum.is_none()
        && entry.weight.is_none()
        && entry.priority.is_none()
        && entry.owner.is_none()
        && entry.off.is_none()
}

fn changes_nothing(entry: &Tailoring) -> Diagnostic {
    let message = format!(
        "the tailoring of `{}` changes nothing",
        entry.criterion.value
    );
    Diagnostic::new(Code::TailoringChangesNothing, message)
        .at(entry.criterion.place.clone())
        .found("a reason and no change")
        .expected("any of `met`, `nearly`, `minimum`, `weight`, `priority`, `owner`, `off`")
        .help("add the change that is meant, or take the entry out")
}

fn change_others(criterion: &mut Criterion, entry: &Tailoring, changes: &mut Changes) {
    if let Some(weight) = &entry.weight
        && changes.note("weight", criterion.weight, weight.value, &weight.place)
    {
        criterion.weight = weight.value;
    }
    if let Some(priority) = &entry.priority
        && changes.note(
            "priority",
            yes_no(criterion.priority),
            yes_no(priority.value),
            &priority.place,
        )
    {
        criterion.priority = priority.value;
    }
    if let Some(owner) = &entry.owner {
        let from = criterion.owner.as_deref().unwrap_or("none");
        if changes.note("owner", from, &owner.value, &owner.place) {
            criterion.owner = Some(owner.value.clone());
        }
    }
    if let Some(off) = &entry.off {
        changes.note("off", "no", yes_no(off.value), &off.place);
    }
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn statute_loosened(entry: &Tailoring, words: &[String]) -> Diagnostic {
    let message = format!(
        "tailoring makes `{}` easier to meet, which rests on statute",
        entry.criterion.value
    );
    let limit = entry.met.as_ref().or(entry.nearly.as_ref());
    let place = limit.map_or(&entry.criterion.place, |limit| &limit.place);
    Diagnostic::new(Code::StatuteLoosened, message)
        .at(place.clone())
        .found(words.join("; "))
        .expected("the threshold of the law")
        .help("take the change out, unless you mean every report to show it")
}
