//! Local changes to thresholds and to the smallest number that can be judged.

use crate::calendar::Unit;
use crate::diagnostic::{Code, Diagnostic, Located, any_error};
use crate::pack::validate::threshold::{looser, order_fault, range_fault, say};
use crate::pack::{Criterion, Direction, Limit, Measure, Thresholds};
use crate::table::SCALE;

use super::Tailoring;
use super::changes::Changes;

/// Changes `met`, `nearly` and `minimum`, or says why they cannot be.
pub(super) fn change(criterion: &mut Criterion, entry: &Tailoring, changes: &mut Changes) {
    let Some(old) = criterion.thresholds else {
        refuse_all(criterion, entry, changes);
        return;
    };
    if let Some(new) = wanted(criterion, old, entry, changes) {
        if let Some(met) = &entry.met {
            note("met", Some(old.met), met, criterion, changes);
        }
        if let Some(nearly) = &entry.nearly {
            note("nearly", old.nearly, nearly, criterion, changes);
        }
        criterion.thresholds = Some(new);
    }
    if let Some(minimum) = &entry.minimum
        && changes.note("minimum", criterion.minimum, minimum.value, &minimum.place)
    {
        changes.easier |= minimum.value < criterion.minimum;
        criterion.minimum = minimum.value;
    }
}

/// The thresholds after the change, if they go together.
fn wanted(
    criterion: &Criterion,
    old: Thresholds,
    entry: &Tailoring,
    changes: &mut Changes,
) -> Option<Thresholds> {
    let percent = criterion.measure.is_percentage();
    let mut faults = Vec::new();
    for (key, limit) in [("met", &entry.met), ("nearly", &entry.nearly)] {
        let Some(limit) = limit else { continue };
        // A threshold may move but not turn round: the measure means the same thing here.
        let turned = limit.value.direction != old.met.direction;
        let fault = if turned {
            Some(turned_round(key, limit.value, old.met.direction))
        } else {
            range_fault(limit.value, percent)
        };
        faults.extend(fault.map(|fault| fault.at(limit.place.clone())));
    }
    let new = Thresholds {
        met: entry.met.as_ref().map_or(old.met, |met| met.value),
        nearly: entry
            .nearly
            .as_ref()
            .map(|nearly| nearly.value)
            .or(old.nearly),
    };
    let last = entry.nearly.as_ref().or(entry.met.as_ref());
    if let (false, Some(last), Some(fault)) = (any_error(&faults), last, order_fault(new)) {
        let fault = fault.help("give `met` and `nearly` together, with `nearly` the looser one");
        faults.push(fault.at(last.place.clone()));
    }
    let sound = !any_error(&faults);
    changes.found.append(&mut faults);
    sound.then_some(new)
}

fn turned_round(key: &str, limit: Limit, direction: Direction) -> Diagnostic {
    let side = match direction {
        Direction::AtLeast => "at_least",
        Direction::AtMost => "at_most",
    };
    let message = format!("`{key}` points the other way from the pack's thresholds");
    Diagnostic::new(Code::LimitsInTwoDirections, message)
        .found(say(limit, ""))
        .expected(format!("`{side}`, as in the pack"))
        .help(format!("write `{{ {side} = … }}`"))
}

fn note(
    key: &str,
    old: Option<Limit>,
    new: &Located<Limit>,
    criterion: &Criterion,
    changes: &mut Changes,
) {
    let words = |limit| say(limit, unit(limit, &criterion.measure));
    let from = old.map_or_else(|| "none".to_owned(), words);
    if changes.note(key, from, words(new.value), &new.place) {
        changes.easier |= old.is_none_or(|old| looser(new.value, old));
    }
}

fn refuse_all(criterion: &Criterion, entry: &Tailoring, changes: &mut Changes) {
    let met = entry.met.as_ref().map(|limit| ("met", &limit.place));
    let nearly = entry.nearly.as_ref().map(|limit| ("nearly", &limit.place));
    let minimum = entry
        .minimum
        .as_ref()
        .map(|number| ("minimum", &number.place));
    let kind = criterion.measure.kind();
    for (key, place) in [met, nearly, minimum].into_iter().flatten() {
        let message = format!("a `{kind}` criterion has no `{key}` to change");
        changes.found.push(
            Diagnostic::new(Code::NoThreshold, message)
                .at(place.clone())
                .found(format!("`{key}` for `{}`", criterion.id))
                .expected("`weight`, `priority`, `owner` or `off`")
                .help(format!("take `{key}` out, or turn the criterion `off`")),
        );
    }
}

/// What follows the number of a limit in words, such as `%` or ` working days`.
fn unit(limit: Limit, measure: &Measure) -> &'static str {
    match measure {
        Measure::Duration(duration) => match (duration.unit, limit.value == SCALE) {
            (Unit::Days, true) => " day",
            (Unit::Days, false) => " days",
            (Unit::WorkingDays, true) => " working day",
            (Unit::WorkingDays, false) => " working days",
            (Unit::Weeks, true) => " week",
            (Unit::Weeks, false) => " weeks",
            (Unit::Months, true) => " month",
            (Unit::Months, false) => " months",
        },
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_) => "%",
        Measure::Count(_) | Measure::Ratio(_) | Measure::Document(_) | Measure::Statement(_) => "",
    }
}
