//! Children in need and children on protection plans, and the meetings and notes about them.

use crate::calendar::Day;

use super::World;
use super::population::{Child, Standing, ago, days_to};
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};

/// List 6.
pub(super) fn children_in_need(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("children in need");
    let mut sheet = Sheet::of_children(&[
        "Does the Child have a Disability",
        "CIN Start Date",
        "Primary Need Code",
        "Date Child Was Last Seen",
        "CIN Closure Date",
        "Reason for Closure",
        "Case Status",
        "Allocated Team",
        "Allocated Worker",
    ]);
    for child in &world.children {
        let closed = child.left.filter(|_| !child.is_open());
        let seen = ago(closed.unwrap_or(day), random.between(0, 40)).max(child.started);
        sheet
            .child(child, day)
            .text(child.disability)
            .day(child.started)
            .text(child.need)
            .day(seen)
            .maybe(closed)
            .text(closure(&mut random, child.standing))
            .text(status(child.standing))
            .allocated(child.worker)
            .end();
    }
    sheet.into_bytes()
}

fn status(standing: Standing) -> &'static str {
    match standing {
        Standing::Care | Standing::Adoption => "a) Looked after child",
        Standing::Protection => "b) Child Protection plan",
        Standing::SteppedDown | Standing::Plan => "c) Child in need plan",
        Standing::Assessment => "d) Open assessment",
        Standing::LeftCare | Standing::Adopted | Standing::Closed => "e) Closed episode",
        Standing::Known | Standing::Leaver => "",
    }
}

fn closure(random: &mut Random, standing: Standing) -> &'static str {
    match standing {
        Standing::Adopted => "RC1 - Adopted",
        Standing::LeftCare => "RC4 - Special guardianship order",
        Standing::Closed => random.weighted(&[
            (500, "RC8 - Case closed after assessment, no further action"),
            (
                200,
                "RC9 - Case closed after assessment, referred to early help",
            ),
            (
                300,
                "RC7 - Services ceased for any other reason, including child no longer in need",
            ),
        ]),
        Standing::Care
        | Standing::Adoption
        | Standing::Protection
        | Standing::SteppedDown
        | Standing::Plan
        | Standing::Assessment
        | Standing::Known
        | Standing::Leaver => "",
    }
}

/// The virtual school's extract: 45 in a hundred children in need miss a tenth of school or more.
pub(super) fn attendance(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("school attendance");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Child ID",
            "Social care status",
            "Sessions possible",
            "Sessions missed",
        ],
    );
    let groups = [
        (IN_NEED.as_slice(), "Child in need", 450),
        (&[Standing::Protection], "Child protection", 540),
        (&[Standing::Care], "Looked after", 190),
    ];
    for (standings, status, per_mille) in groups {
        let mut children = world.of(standings);
        children.retain(|child| child.started < day && (5..=15).contains(&child.age(day)));
        let often = random.mask(children.len(), per_mille);
        for (child, often) in children.into_iter().zip(often) {
            let possible = random.between(340, 380);
            let missed = if often {
                random.between(40, 210)
            } else {
                random.between(0, 32)
            };
            sheet
                .id(b'C', child.number)
                .text(status)
                .number(possible)
                .number(missed)
                .end();
        }
    }
    sheet.into_bytes()
}

const IN_NEED: [Standing; 2] = [Standing::SteppedDown, Standing::Plan];

/// The log of managers' entries: 78 in a hundred open records have one from the last six weeks.
pub(super) fn oversight(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("management oversight");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Child ID",
            "Oversight date",
            "Rationale recorded",
            "Actions dated",
        ],
    );
    let open: Vec<&Child> = world.children.iter().filter(|c| c.is_open()).collect();
    let old = open.iter().filter(|c| days_to(c.started, day) > 42).count();
    let behind = random.chosen(&open, share(old, 220), |c| days_to(c.started, day) > 110);
    for (child, behind) in open.into_iter().zip(behind) {
        let newest = if behind {
            random.between(46, 90)
        } else {
            random.between(0, 40)
        };
        let earlier = newest + random.between(25, 40);
        for days in [newest, earlier]
            .into_iter()
            .filter(|days| ago(day, *days) >= child.started)
        {
            sheet
                .id(b'C', child.number)
                .day(ago(day, days))
                .yes(random.chance(720))
                .yes(random.chance(480))
                .end();
        }
    }
    sheet.into_bytes()
}

/// One plan of list 7, for the lists that must say the same.
pub(super) struct ProtectionPlan<'a> {
    pub(super) child: &'a Child,
    pub(super) ended: Option<Day>,
    /// How many plans the child had before.
    pub(super) earlier: i32,
}

/// List 7.
pub(super) fn protection_plans(world: &World, day: Day) -> Vec<u8> {
    list_7(world, day).0.into_bytes()
}

/// The plans of list 7, with what it says of them.
pub(super) fn all_protection_plans(world: &World, day: Day) -> Vec<ProtectionPlan<'_>> {
    list_7(world, day).1
}

/// Nine in ten visited, 86 in a hundred seen alone, 91 in a hundred reviewed.
fn list_7(world: &World, day: Day) -> (Sheet, Vec<ProtectionPlan<'_>>) {
    let mut random = world.random(&format!("protection plans {day}"));
    let mut sheet = Sheet::of_children(&[
        "Does the Child have a Disability",
        "Child Protection Plan Start Date",
        "Initial Category of Abuse",
        "Latest Category of Abuse",
        "Date of the Last Statutory Visit",
        "Was the Child Seen Alone?",
        "Date of latest review conference",
        "Child Protection Plan End Date",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "Number of Previous Child Protection Plans",
        "Allocated Team",
        "Allocated Worker",
    ]);
    let plans: Vec<&Child> = world
        .of(&[Standing::Protection, Standing::SteppedDown])
        .into_iter()
        .filter(|child| child.entered <= day)
        .collect();
    let open = plans.iter().filter(|c| ended(c, day).is_none()).count();
    let for_months = |c: &&Child| ended(c, day).is_none() && c.entered.months_until(day) >= 3;
    let reviewed = plans.iter().filter(|c| for_months(c)).count();
    let unvisited = random.chosen(&plans, share(open, 80), |c| {
        ended(c, day).is_none() && days_to(c.entered, day) > 45
    });
    let unreviewed = random.chosen(&plans, share(reviewed, 90), for_months);
    let alone = random.mask(plans.len(), 860);
    let faults = unvisited.into_iter().zip(unreviewed).zip(alone);
    let mut written = Vec::new();
    for (child, ((unvisited, unreviewed), alone)) in plans.into_iter().zip(faults) {
        let until = ended(child, day).unwrap_or(day);
        let since_visit = if unvisited {
            random.between(20, 40)
        } else {
            random.between(0, 12)
        };
        let alone = if alone {
            "a) Yes"
        } else {
            random.weighted(&[(3, "b) No"), (1, "c) Unknown")])
        };
        sheet
            .child(child, day)
            .text(child.disability)
            .day(child.entered)
            .text(if random.chance(100) {
                "d) Emotional abuse"
            } else {
                child.category
            })
            .text(child.category)
            .day(ago(until, since_visit).max(child.entered))
            .text(alone)
            .maybe(review(&mut random, child, until, unreviewed))
            .maybe(ended(child, day))
            .a_yes(random.chance(30));
        let earlier = random.weighted(&[(780, 0), (170, 1), (50, 2)]);
        sheet.number(earlier).allocated(child.worker).end();
        written.push(ProtectionPlan {
            child,
            ended: ended(child, day),
            earlier,
        });
    }
    (sheet, written)
}

fn ended(child: &Child, day: Day) -> Option<Day> {
    child.left.filter(|left| *left <= day)
}

/// The latest review: none in the first three months, and an old one or none where it is late.
fn review(random: &mut Random, child: &Child, until: Day, late: bool) -> Option<Day> {
    let length = days_to(child.entered, until);
    if late {
        let old = ago(until, random.between(190, 240));
        return Some(old).filter(|old| days_to(child.entered, *old) > 60);
    }
    let since = random.between(2, 170).min(length - 75);
    (length > 85).then(|| ago(until, since))
}

/// The log of core groups: 84 in a hundred met twice in three months, three agencies at 88 in a hundred.
pub(super) fn core_groups(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("core groups");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Initial conference date",
            "Core group date",
            "Parents attended",
            "Plan updated",
            "Agencies present",
        ],
    );
    let plans = world.of(&[Standing::Protection]);
    let for_months = |c: &&Child| c.entered.months_until(day) >= 3;
    let older = plans.iter().filter(|c| for_months(c)).count();
    let seldom = random.chosen(&plans, share(older, 160), |c| days_to(c.entered, day) > 130);
    let mut meetings: Vec<(&Child, Day)> = Vec::new();
    for (child, seldom) in plans.into_iter().zip(seldom) {
        let first = child.entered.plus_days(i64::from(random.between(7, 13)));
        let mut days = if seldom {
            random.between(50, 85)
        } else {
            random.between(1, 30)
        };
        let mut gap = if seldom { 60 } else { 35 };
        while ago(day, days) > first && days < 180 {
            meetings.push((child, ago(day, days)));
            days += gap + random.between(0, 14);
            gap = 35;
        }
        if first <= day && days_to(first, day) < 180 {
            meetings.push((child, first));
        }
    }
    let three = random.mask(meetings.len(), 880);
    for ((child, on), three) in meetings.into_iter().zip(three) {
        let agencies = if three {
            random.between(3, 6)
        } else {
            random.between(1, 2)
        };
        sheet
            .id(b'C', child.number)
            .day(child.entered)
            .day(on)
            .yes(random.chance(810))
            .yes(random.chance(690))
            .number(agencies)
            .end();
    }
    sheet.into_bytes()
}
