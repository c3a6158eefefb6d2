//! Foster carers, decisions about adoption, and the advisers of care leavers.

use crate::calendar::Day;

use super::World;
use super::leaving::{InTouch, adoptions, in_touch};
use super::population::{ago, days_to};
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};

/// The register of foster carers: 97 in a hundred households reviewed in the last year.
pub(super) fn foster_carers(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("foster carers");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Fostering household ID",
            "Date of fostering approval",
            "Date of last carer review",
            "Date approval ended",
        ],
    );
    let households = world.part(65, 12);
    let ended = random.mask(households, 60);
    let rows: Vec<(bool, i32)> = ended
        .into_iter()
        .map(|ended| (ended, random.between(60, 4000)))
        .collect();
    let current = rows.iter().filter(|(ended, _)| !ended).count();
    let late = random.chosen(&rows, share(current, 30), |(ended, days)| {
        !ended && *days > 900
    });
    for (number, ((ended, days), late)) in (1..).zip(rows.into_iter().zip(late)) {
        let since = if late {
            random.between(385, 520)
        } else {
            random.between(5, 345)
        };
        let ended = ended.then(|| ago(day, random.between(3, days.min(170))));
        let review = ago(ended.unwrap_or(day), since);
        let approved = ago(day, days);
        sheet
            .id(b'E', number)
            .day(approved)
            .maybe(Some(review).filter(|on| days_to(approved, *on) > 150))
            .maybe(ended)
            .end();
    }
    sheet.into_bytes()
}

/// The panel's tracker: the decisions of list 10, 96 in a hundred made, told and written in time.
pub(super) fn adoption_decisions(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("adoption decisions");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Adoption decision ID",
            "Panel item type",
            "Date of adoption panel",
            "Final minutes sent to decision-maker",
            "ADM decision date",
            "Date told of decision",
            "Date confirmed in writing",
        ],
    );
    let mut decisions: Vec<(Day, &str)> = adoptions(world)
        .iter()
        .flat_map(|steps| {
            [
                (steps.decided, "Plan for adoption"),
                (steps.matched, "Match"),
            ]
        })
        .filter(|(on, _)| *on <= day && days_to(*on, day) <= 395)
        .collect();
    decisions.sort_unstable();
    let late = random.mask(decisions.len(), 40);
    for (number, ((decided, kind), late)) in (1..).zip(decisions.into_iter().zip(late)) {
        let waited = if late {
            random.between(14, 18)
        } else {
            random.between(2, 7)
        };
        let minutes = ago(decided, waited);
        let told = decided.plus_days(i64::from(random.between(0, 2)));
        let written = told.plus_days(i64::from(random.between(0, 3)));
        let happened = |on: Day| Some(on).filter(|on| *on <= day);
        // Where a court will rule on the plan, no panel looks at it.
        let panel = (kind == "Match").then(|| ago(minutes, random.between(3, 7)));
        sheet
            .id(b'M', number)
            .text(kind)
            .maybe(panel)
            .day(minutes)
            .day(decided)
            .maybe(happened(told))
            .maybe(happened(written))
            .end();
    }
    sheet.into_bytes()
}

/// Contacts of half a year, the latest as in list 9: nine in ten young people visited in two months.
pub(super) fn advisers_contacts(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("advisers' contacts");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Date of PA contact",
            "Contact type",
            "Accommodation seen",
        ],
    );
    let young = in_touch(world, day);
    let due = young.iter().filter(|young| young.must_be_visited).count();
    let visited = random.chosen(&young, share(due, 900), |young| {
        young.must_be_visited && young.reached
    });
    for (young, visited) in young.iter().zip(visited) {
        let visited = visited || !young.must_be_visited && random.chance(700);
        for (on, kind) in contacts(&mut random, young, visited, day) {
            let is_visit = kind == VISIT;
            sheet
                .id(b'C', young.child.number)
                .day(on)
                .text(kind)
                .yes(is_visit && random.chance(850))
                .end();
        }
    }
    sheet.into_bytes()
}

const VISIT: &str = "Face to face";
const REMOTE: [(usize, &str); 2] = [(600, "Phone call"), (400, "Text message")];

/// Back from the latest contact; where nobody visited, calls and messages fill the last two months.
fn contacts(
    random: &mut Random,
    young: &InTouch<'_>,
    visited: bool,
    day: Day,
) -> Vec<(Day, &'static str)> {
    let mut on = young.contact;
    let mut made = Vec::new();
    while made.is_empty() || days_to(on, day) <= 180 {
        let is_visit = match (made.is_empty(), days_to(on, day) > 70) {
            (true, _) => visited,
            (false, true) => random.chance(700),
            (false, false) => visited && random.chance(500),
        };
        let kind = if is_visit {
            VISIT
        } else {
            random.weighted(&REMOTE)
        };
        made.push((on, kind));
        on = ago(on, random.between(18, 40));
    }
    made
}
