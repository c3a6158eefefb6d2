//! Assessments, section 47 enquiries with their first conferences, and strategy discussions.

use crate::calendar::Day;

use super::World;
use super::front_door::newly_referred;
use super::population::{Child, Standing, ago, days_to};
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};

/// An assessment open for so many days is past 45 working days, whatever the bank holidays.
const SURELY_LATE: i32 = 70;

struct Assessment<'a> {
    child: &'a Child,
    started: Day,
    ended: Option<Day>,
}

/// List 4: 88 in a hundred in time, the child seen in 96 of a hundred that are finished.
pub(super) fn assessments(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("assessments");
    let mut sheet = Sheet::of_children(&[
        "Does the Child have a Disability",
        "Continuous Assessment Start Date",
        "Child Seen During Continuous Assessment",
        "Continuous Assessment Date of Authorisation",
        "Was the child assessed as requiring LA children's social care support?",
        "Allocated Team",
        "Allocated Worker",
    ]);
    let rows = all_assessments(world, &mut random, day);
    let finished = rows.iter().filter(|row| row.ended.is_some()).count();
    let mut seen = random.mask(finished, 964).into_iter();
    for row in rows {
        let seen = match row.ended {
            Some(_) if seen.next().unwrap_or(false) => "a) Yes",
            Some(_) => "b) No",
            None if random.chance(700) => "a) Yes",
            None => "c) Unknown",
        };
        sheet
            .child(row.child, day)
            .text(row.child.disability)
            .day(row.started)
            .text(seen)
            .maybe(row.ended);
        match row.ended {
            Some(_) => sheet.a_yes(row.child.standing != Standing::Closed),
            None => sheet.blank(),
        };
        sheet.allocated(row.child.worker).end();
    }
    sheet.into_bytes()
}

fn all_assessments<'a>(world: &'a World, random: &mut Random, day: Day) -> Vec<Assessment<'a>> {
    let mut starts: Vec<(&Child, Day)> = newly_referred(world, day)
        .into_iter()
        .map(|child| {
            (
                child,
                child
                    .started
                    .plus_days(i64::from(random.between(0, 2)))
                    .min(day),
            )
        })
        .collect();
    let older = world.of(&[Standing::Plan, Standing::Protection, Standing::Care]);
    for child in older.into_iter().filter(|c| days_to(c.started, day) > 300) {
        if random.chance(120) {
            starts.push((child, ago(day, random.between(100, 175))));
        }
    }
    let is_open = |child: &Child| child.standing == Standing::Assessment;
    let overdue = starts
        .iter()
        .filter(|(child, started)| is_open(child) && days_to(*started, day) > SURELY_LATE)
        .count();
    let counted = starts.iter().filter(|(child, _)| !is_open(child)).count() + overdue;
    let late_ends = share(counted, 120).saturating_sub(overdue);
    let late = random.chosen(&starts, late_ends, |(child, started)| {
        !is_open(child) && child.standing != Standing::Closed && days_to(*started, day) > 96
    });
    let mut ends = |child: &Child, started: Day, late: bool| {
        let took = if late {
            random.between(72, 95)
        } else {
            random.between(12, 55)
        };
        let latest = child.left.filter(|_| child.standing == Standing::Closed);
        let ended = started.plus_days(i64::from(took));
        (!is_open(child)).then(|| ended.min(latest.unwrap_or(day)).min(day))
    };
    starts
        .into_iter()
        .zip(late)
        .map(|((child, started), late)| Assessment {
            child,
            started,
            ended: ends(child, started, late),
        })
        .collect()
}

struct Enquiry<'a> {
    child: &'a Child,
    strategy: Day,
    conference: Option<Day>,
    unnecessary: bool,
}

/// The same enquiries for list 5 and for the log of strategy discussions.
fn all_enquiries(world: &World, day: Day) -> Vec<Enquiry<'_>> {
    let mut random = world.random("enquiries");
    let within = |child: &&Child, days| days_to(child.entered, day) <= days;
    let mut conferences: Vec<(&Child, Day)> = world
        .of(&[Standing::Protection])
        .into_iter()
        .filter(|child| within(child, 160))
        .map(|child| (child, child.entered))
        .collect();
    let plans = world
        .of(&[Standing::Plan])
        .into_iter()
        .filter(|c| within(c, 150));
    let without_plan = world.part(12, 1);
    conferences.extend(
        plans
            .take(without_plan)
            .map(|c| (c, c.entered.plus_days(5).min(day))),
    );
    let late = random.chosen(&conferences, share(conferences.len(), 250), |(_, on)| {
        days_to(*on, day) < 135
    });
    let mut enquiries: Vec<Enquiry<'_>> = conferences
        .into_iter()
        .zip(late)
        .map(|((child, on), late)| Enquiry {
            child,
            strategy: ago(
                on,
                if late {
                    random.between(27, 40)
                } else {
                    random.between(6, 16)
                },
            ),
            conference: Some(on),
            unnecessary: false,
        })
        .collect();
    let others = world.of(&[Standing::Plan, Standing::Assessment, Standing::Closed]);
    let recent = others
        .into_iter()
        .filter(|c| days_to(c.started, day) <= 170);
    let pending = world.part(6, 1);
    for (place, child) in recent
        .skip(without_plan)
        .take(world.part(200, 3))
        .enumerate()
    {
        let waits = place < pending;
        let strategy = if waits {
            ago(day, random.between(0, 9))
        } else {
            child
                .started
                .plus_days(i64::from(random.between(0, 9)))
                .min(day)
        };
        enquiries.push(Enquiry {
            child,
            strategy,
            conference: None,
            unnecessary: !waits,
        });
    }
    enquiries.sort_by_key(|enquiry| (enquiry.strategy, enquiry.child.number));
    enquiries
}

/// List 5: three quarters of first conferences in time.
pub(super) fn enquiries(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("enquiry details");
    let mut sheet = Sheet::of_children(&[
        "Does the Child have a Disability",
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months",
        "Number of ICPCs in the last 12 months",
        "Allocated Team",
        "Allocated Worker",
    ]);
    for enquiry in all_enquiries(world, day) {
        sheet
            .child(enquiry.child, day)
            .text(enquiry.child.disability)
            .day(enquiry.strategy)
            .a_yes(enquiry.unnecessary)
            .maybe(enquiry.conference);
        match enquiry.conference {
            Some(_) => sheet.a_yes(enquiry.child.standing == Standing::Protection),
            None => sheet.blank(),
        };
        sheet
            .number(i32::from(random.chance(180)))
            .number(i32::from(random.chance(60)))
            .allocated(enquiry.child.worker)
            .end();
    }
    sheet.into_bytes()
}

/// The register of first conferences: 87 in a hundred with a parent and most of the agencies invited.
pub(super) fn conferences(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("conferences");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Conference ID",
            "Child ID",
            "Conference type",
            "Conference date",
            "Section 47 start date",
            "Parents attended",
            "Agencies invited",
            "Agencies attended",
            "Report shared with family",
            "Transfer-in notification date",
        ],
    );
    let held: Vec<(Enquiry<'_>, Day)> = all_enquiries(world, day)
        .into_iter()
        .filter_map(|enquiry| enquiry.conference.map(|on| (enquiry, on)))
        .collect();
    let attended = random.mask(held.len(), 870);
    for ((number, (enquiry, on)), attended) in (1..).zip(held).zip(attended) {
        let parents = attended || random.chance(400);
        let invited = random.between(4, 8);
        let missing = if attended || !parents {
            random.between(0, 1)
        } else {
            random.between(3, 4)
        };
        sheet
            .id(b'J', number)
            .id(b'C', enquiry.child.number)
            .text("Initial")
            .day(on)
            .day(enquiry.strategy)
            .yes(parents)
            .number(invited)
            .number(invited - missing)
            .day(ago(on, random.between(1, 4)))
            .blank()
            .end();
    }
    transfers(world, &mut sheet, day);
    sheet.into_bytes()
}

/// Conferences on children who moved in with a plan: four, of which one was held a week late.
fn transfers(world: &World, sheet: &mut Sheet, day: Day) {
    let mut random = world.random("transfer conferences");
    let moved_in = |child: &&Child| (200..350).contains(&days_to(child.entered, day));
    let children = world.of(&[Standing::Protection]).into_iter();
    let children = children.filter(moved_in).take(world.part(3, 4));
    for (place, child) in children.enumerate() {
        let after = if place == 1 {
            28
        } else {
            random.between(9, 18)
        };
        let invited = random.between(5, 8);
        sheet
            .id(b'J', 100_000 + place)
            .id(b'C', child.number)
            .text("Transfer in")
            .day(child.entered)
            .blank()
            .yes(true)
            .number(invited)
            .number(invited - 1)
            .day(ago(child.entered, 2))
            .day(ago(child.entered, after))
            .end();
    }
}

/// The log of strategy discussions: police and health both there in 86 of a hundred.
pub(super) fn strategy_discussions(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("strategy discussions");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Child ID",
            "Date concern raised",
            "Date strategy discussion held",
            "Police attended",
            "Health attended",
            "Education attended",
            "Interim safety plan",
            "Outcome of strategy discussion",
            "Date section 47 outcome recorded",
        ],
    );
    let held = all_enquiries(world, day);
    let both = random.mask(held.len(), 865);
    let concluded = concluded(world, &held, day);
    for ((enquiry, both), concluded) in held.into_iter().zip(both).zip(concluded) {
        let police = both || random.chance(850);
        sheet
            .id(b'C', enquiry.child.number)
            .day(ago(enquiry.strategy, random.between(0, 2)))
            .day(enquiry.strategy)
            .yes(police)
            .yes(both || !police)
            .yes(random.chance(600))
            .yes(random.chance(780))
            .text(random.weighted(&[(550, "Joint section 47"), (450, "Single agency section 47")]))
            .maybe(concluded)
            .end();
    }
    sheet.into_bytes()
}

/// When each enquiry ended, before its conference: 88 in a hundred within 15 working days.
fn concluded(world: &World, held: &[Enquiry<'_>], day: Day) -> Vec<Option<Day>> {
    let mut random = world.random("ends of enquiries");
    let waited = |enquiry: &Enquiry<'_>| {
        let conference = enquiry.conference.unwrap_or(day);
        days_to(enquiry.strategy, conference)
    };
    let may_be_late = |enquiry: &Enquiry<'_>| waited(enquiry) > 26;
    let late = random.chosen(held, share(held.len(), 120), may_be_late);
    held.iter()
        .zip(late)
        .map(|(enquiry, late)| {
            let after = match (late, enquiry.conference) {
                (true, _) => random.between(25, waited(enquiry).min(40)),
                (false, Some(_)) => random.between(4, waited(enquiry).min(18) - 1),
                (false, None) => random.between(3, 17),
            };
            let on = enquiry.strategy.plus_days(i64::from(after));
            Some(on).filter(|on| *on <= day)
        })
        .collect()
}
