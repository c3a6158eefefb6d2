//! Practice seen at first hand: visits and meetings observed, and the audits that schools return.

use crate::calendar::Day;

use super::World;
use super::population::{ago, days_to};
use super::random::share;
use super::sheet::{Dates, Sheet};

/// The log of observations: a quarter of the workers of more than a year were not observed in the last.
pub(super) fn observations(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("practice observations");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Observation ID",
            "Worker ID",
            "Date of observation",
            "Role of observer",
            "Feedback given",
        ],
    );
    let workers = world.holders();
    let settled = |started: Day| days_to(started, day) > 380;
    let counted = workers.iter().filter(|w| settled(w.started)).count();
    let missed = random.chosen(&workers, share(counted, 250), |w| settled(w.started));
    let mut seen: Vec<(Day, usize)> = Vec::new();
    for (worker, missed) in workers.into_iter().zip(missed) {
        let days = if missed {
            random.between(380, 480)
        } else {
            random.between(3, 350)
        };
        let on = ago(day, days);
        if on > worker.started {
            seen.push((on, worker.number));
        }
    }
    seen.sort_unstable();
    for (number, (on, worker)) in (1..).zip(seen) {
        sheet
            .id(b'O', number)
            .id(b'W', worker)
            .day(on)
            .text(random.weighted(&OBSERVERS))
            .yes(random.chance(880))
            .end();
    }
    sheet.into_bytes()
}

const OBSERVERS: [(usize, &str); 4] = [
    (600, "Team manager"),
    (180, "Principal social worker"),
    (140, "Service manager"),
    (80, "Peer"),
];

/// Every school of the area: 97 in a hundred returned an audit in the last year, and one never did.
pub(super) fn schools(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("school safeguarding audits");
    let mut sheet = Sheet::new(Dates::Iso, &["School number", "Phase", "Date returned"]);
    let schools = world.part(40, 12);
    let late = random.mask(schools, 35);
    let mut never = late.iter().position(|late| *late);
    for (place, late) in late.into_iter().enumerate() {
        let returned = if late {
            random.between(400, 640)
        } else {
            random.between(20, 330)
        };
        let is_first = never.take_if(|never| *never == place).is_some();
        sheet
            .number(2001 + i32::try_from(place).unwrap_or(0))
            .text(random.weighted(&PHASES))
            .maybe(Some(ago(day, returned)).filter(|_| !is_first))
            .end();
    }
    sheet.into_bytes()
}

const PHASES: [(usize, &str); 5] = [
    (720, "Primary"),
    (160, "Secondary"),
    (60, "Special"),
    (30, "Nursery"),
    (30, "Independent"),
];
