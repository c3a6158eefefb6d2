//! The plans of children in care: for school, and for the life after it.

use std::collections::BTreeMap;

use crate::calendar::Day;

use super::World;
use super::care::in_care;
use super::population::{Child, Standing, ago, days_to};
use super::random::share;
use super::sheet::{Dates, Sheet};

/// The log of education plans: 82 in a hundred reviewed in the last four months.
pub(super) fn education(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("education plans");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "PEP date",
            "PEP quality",
            "Term",
            "Child contributed",
            "Targets clear",
        ],
    );
    let of_age = |c: &&Child| (4..=17).contains(&c.age(day));
    let children: Vec<&Child> = world
        .of(&[Standing::Care, Standing::Adoption])
        .into_iter()
        .filter(of_age)
        .collect();
    let behind = random.chosen(&children, share(children.len(), 180), |c| {
        days_to(c.entered, day) > 150
    });
    for (child, behind) in children.into_iter().zip(behind) {
        let newest = if behind {
            random.between(128, 190)
        } else {
            random.between(4, 115)
        };
        for days in [newest, newest + random.between(95, 125)] {
            let on = ago(day, days);
            if on > child.entered {
                sheet
                    .id(b'C', child.number)
                    .day(on)
                    .text(random.weighted(&QUALITY))
                    .text(term(on))
                    .yes(random.chance(790))
                    .yes(random.chance(720))
                    .end();
            }
        }
    }
    sheet.into_bytes()
}

fn term(on: Day) -> &'static str {
    match on.month() {
        1..=3 => "Spring term",
        4..=8 => "Summer term",
        _ => "Autumn term",
    }
}

const QUALITY: [(usize, &str); 4] = [
    (150, "Outstanding"),
    (520, "Good"),
    (280, "Requires improvement"),
    (50, "Inadequate"),
];

/// The register of children out of school: those missing education are checked on, those taught at home less so.
pub(super) fn education_register(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("education register");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Child ID",
            "Education status",
            "Register start date",
            "Date last checked",
            "Register end date",
            "Known to social care",
        ],
    );
    let mut children = world.of(&[Standing::Closed, Standing::Plan, Standing::Assessment]);
    children.retain(|child| (6..=15).contains(&child.age(day)));
    let kinds = [
        ("Children missing education", world.part(14, 8), 20, 26..43),
        ("Elective home education", world.part(24, 14), 150, 340..385),
        ("Part-time timetable", world.part(12, 8), 130, 38..57),
        ("Alternative provision", world.part(10, 4), 0, 60..80),
    ];
    let mut children = children.into_iter();
    for (kind, rows, late, limit) in kinds {
        let late = random.mask(rows, late);
        for (place, (late, child)) in late.into_iter().zip(children.by_ref()).enumerate() {
            let checked = if late {
                random.between(limit.end, limit.end + 40)
            } else {
                random.between(1, limit.start)
            };
            let back = place % 7 == 6;
            let ended = back.then(|| ago(day, checked));
            sheet
                .id(b'C', child.number)
                .text(kind)
                .day(ago(day, checked + random.between(30, 300)))
                .day(ago(day, checked))
                .maybe(ended)
                .yes(child.is_open())
                .end();
        }
    }
    sheet.into_bytes()
}

/// The pathway plan tracker: an adviser named in time for 92 in a hundred.
pub(super) fn pathways(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("pathway plans");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Date became eligible",
            "Personal adviser allocated",
            "Pathway needs assessment completed",
            "Pathway plan last reviewed",
            "Young person contributed",
            "Health history given",
            "Key documents held",
            "Local offer explained",
            "Date of last move",
            "PA visit after move",
        ],
    );
    let latest = last_moves(world, day);
    let young: Vec<&Child> = world
        .of(&[Standing::Care])
        .into_iter()
        .filter(|c| (16..=17).contains(&c.age(day)))
        .collect();
    let eligible = |c: &Child| {
        c.born
            .plus_months(192)
            .max(c.entered.plus_days(91))
            .min(day)
    };
    let counted = young
        .iter()
        .filter(|c| days_to(eligible(c), day) > 183)
        .count();
    let late = random.chosen(&young, share(counted, 80), |c| {
        days_to(eligible(c), day) > 183
    });
    for (child, late) in young.into_iter().zip(late) {
        let since = eligible(child);
        let named = since.plus_days(i64::from(random.between(5, 170)));
        let assessed = since.plus_days(i64::from(random.between(30, 110)));
        sheet
            .id(b'C', child.number)
            .day(since)
            .maybe(Some(named).filter(|on| !late && *on <= day))
            .maybe(Some(assessed).filter(|on| *on <= day))
            .day(ago(day, random.between(5, 170)).max(since))
            .yes(random.chance(800))
            .yes(random.chance(620))
            .yes(random.chance(700))
            .yes(random.chance(840));
        let (moved, visited) = latest
            .get(&child.number)
            .copied()
            .filter(|(moved, _)| *moved > since)
            .unzip();
        sheet.maybe(moved).maybe(visited.flatten()).end();
    }
    sheet.into_bytes()
}

/// Each child's latest move of home, as in list 8, and the adviser's first visit: one in ten is late.
fn last_moves(world: &World, day: Day) -> BTreeMap<usize, (Day, Option<Day>)> {
    let mut random = world.random("moves of young people");
    in_care(world, day)
        .into_iter()
        .filter(|child| child.moved_in > child.child.entered)
        .map(|child| {
            let (least, most) = if random.chance(110) { (9, 20) } else { (0, 6) };
            let after = i64::from(random.between(least, most));
            let visited = Some(child.moved_in.plus_days(after)).filter(|on| *on <= day);
            (child.child.number, (child.moved_in, visited))
        })
        .collect()
}
