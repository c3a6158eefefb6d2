//! What is wrong with waivers beside a pack and a day.

use crate::calendar::{Day, Span, Unit};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, sort};
use crate::pack::{Exemption, Pack, Waiver, Waivers};

/// Checks waivers and exemptions against a pack, and waivers against the day the run speaks for.
///
/// Give the pack as it was before tailoring: a criterion that tailoring turns off is still one of
/// the pack's, and the run says itself that its waiver excuses nothing.
pub fn check(waivers: &Waivers, pack: &Pack, as_at: Day) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, waiver) in waivers.waivers.iter().enumerate() {
        if pack.criterion(&waiver.criterion).is_none() {
            found.push(unknown_waiver(waiver, pack));
            continue;
        }
        found.extend(too_long(waiver, pack));
        found.extend(time(waiver, pack, as_at));
        let earlier = waivers.waivers.iter().take(at);
        found.extend(overlap(waiver, earlier));
    }
    let exemptions = waivers.exemptions.iter();
    let unknown = exemptions.filter(|e| pack.criterion(&e.criterion).is_none());
    found.extend(unknown.map(|e| unknown_exemption(e, pack)));
    sort(&mut found);
    found
}

fn unknown_waiver(waiver: &Waiver, pack: &Pack) -> Diagnostic {
    let message = format!(
        "the waiver names `{}`, a criterion that the pack does not have",
        waiver.criterion
    );
    let diagnostic = Diagnostic::new(Code::UnusedWaiver, message).at(waiver.place.clone());
    unknown(diagnostic, &waiver.criterion, pack)
}

fn unknown_exemption(exemption: &Exemption, pack: &Pack) -> Diagnostic {
    let message = format!(
        "the exemption names `{}`, a criterion that the pack does not have",
        exemption.criterion
    );
    let diagnostic = Diagnostic::new(Code::UnusedExemption, message).at(exemption.place.clone());
    unknown(diagnostic, &exemption.criterion, pack)
}

fn unknown(diagnostic: Diagnostic, id: &str, pack: &Pack) -> Diagnostic {
    diagnostic
        .found(format!("`{id}`"))
        .expected("the id of a criterion")
        .help("correct the id, or take the entry out if the criterion is gone")
        .maybe_help(did_you_mean(
            id,
            pack.criteria.iter().map(|c| c.id.as_str()),
        ))
}

fn too_long(waiver: &Waiver, pack: &Pack) -> Option<Diagnostic> {
    let limit = pack.limits.waiver;
    let last = last_day(waiver.from, limit, pack);
    (waiver.until > last).then(|| {
        let message = format!(
            "the waiver of `{}` runs longer than {limit}",
            waiver.criterion
        );
        Diagnostic::new(Code::WaiverTooLong, message)
            .at(waiver.until_place.clone())
            .found(format!("`{}`", waiver.until))
            .expected(format!("a last day up to {}", last.long()))
            .help(format!(
                "write `until = {last}`, and renew the waiver then if need be"
            ))
    })
}

/// The last day of a waiver that begins on a day and runs for so long, both days included.
///
/// In months it is the day before the day of the same number: six months from 1 September end on
/// the last day of February. Where the last month has no day of that number, it is that month's
/// last day: six months from 31 August end then too.
pub(super) fn last_day(from: Day, limit: Span, pack: &Pack) -> Day {
    let the_day_before = from.plus_days(-1);
    match limit.unit {
        Unit::Months => {
            let months = i32::try_from(limit.count).unwrap_or(i32::MAX);
            let end = from.plus_months(months);
            if end.day() < from.day() {
                end
            } else {
                end.plus_days(-1)
            }
        }
        // Beyond the calendar no working day can be counted, so that no waiver can reach there.
        Unit::Days | Unit::Weeks | Unit::WorkingDays => pack
            .calendar
            .plus(the_day_before, limit)
            .unwrap_or(pack.calendar.last()),
    }
}

fn time(waiver: &Waiver, pack: &Pack, as_at: Day) -> Option<Diagnostic> {
    let (id, until) = (&waiver.criterion, waiver.until);
    if waiver.in_force(as_at) {
        let soon = pack.limits.expiring_soon;
        let ends_soon = pack.calendar.within(as_at, until, soon).unwrap_or(false);
        return ends_soon.then(|| {
            let message = format!("the waiver of `{id}` runs out within {soon}");
            Diagnostic::new(Code::WaiverExpiringSoon, message)
                .at(waiver.until_place.clone())
                .found(format!("`{until}`, as at {}", as_at.long()))
                .expected(format!("more than {soon} to run"))
                .help("close the gap or renew the waiver before then")
        });
    }
    Some(if until < as_at {
        Diagnostic::new(
            Code::WaiverExpired,
            format!("the waiver of `{id}` has run out"),
        )
        .at(waiver.until_place.clone())
        .found(format!("`{until}`, as at {}", as_at.long()))
        .expected("a last day that is not over")
        .help("close the gap, renew the waiver, or take it out")
    } else {
        Diagnostic::new(
            Code::WaiverNotBegun,
            format!("the waiver of `{id}` has not begun"),
        )
        .at(waiver.place.clone())
        .found(format!("`from = {}`, as at {}", waiver.from, as_at.long()))
        .expected("a first day that has come")
        .help("nothing needs to be done; until then the gap counts")
    })
}

fn overlap<'w>(
    waiver: &Waiver,
    mut earlier: impl Iterator<Item = &'w Waiver>,
) -> Option<Diagnostic> {
    let other = earlier.find(|other| {
        other.criterion == waiver.criterion
            && other.from <= waiver.until
            && waiver.from <= other.until
    })?;
    let message = format!("two waivers of `{}` run at the same time", waiver.criterion);
    Some(
        Diagnostic::new(Code::WaiversOverlap, message)
            .at(waiver.place.clone())
            .found(format!(
                "{} to {} here, {} to {} on line {}",
                waiver.from, waiver.until, other.from, other.until, other.place.line
            ))
            .expected("one waiver of a criterion at a time")
            .help("take one of them out, or end the earlier before the later begins"),
    )
}
