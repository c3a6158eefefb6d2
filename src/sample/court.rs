//! Before and during court: the legal trackers, family meetings, kinship carers and audits of letters.

use crate::calendar::Day;

use super::World;
use super::population::{Child, Standing, ago};
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};

struct Period<'a> {
    child: &'a Child,
    decided: Day,
    exited: Option<Day>,
    late_review: bool,
}

/// The tracker of pre-proceedings: 35 in a hundred end within 16 weeks, and 60 are reviewed in time.
pub(super) fn pre_proceedings(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("pre-proceedings");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "PLO family ID",
            "Date decision made to enter pre-proceedings",
            "Pre-proceedings letter date",
            "Date of initial pre-proceedings meeting",
            "Last pre-proceedings review",
            "Date agreed to step down/issue",
            "What is the outcome of pre-proceedings",
            "Family group meeting offered",
            "Reason not to offer recorded",
            "Offer in letter",
            "Legal advice offered",
            "Pre-proceedings plan approved",
            "How many review pre-proceeding meetings have been held with parents following the initial meeting?",
            "Allocated team",
            "Did parents have legal representation during pre-proceedings?",
        ],
    );
    let periods = periods(world, day);
    let mut represented = world
        .random("parents' lawyers")
        .mask(periods.len(), 720)
        .into_iter();
    let exempt = random.mask(periods.len(), 60);
    let asked = exempt.iter().filter(|exempt| !**exempt).count();
    let mut offered = random.mask(asked, 700).into_iter();
    for (period, exempt) in periods.into_iter().zip(exempt) {
        let offered = !exempt && offered.next().unwrap_or(false);
        let until = period.exited.unwrap_or(day);
        let letter = period
            .decided
            .plus_days(i64::from(random.between(2, 20)))
            .min(until);
        let meeting = letter.plus_days(i64::from(random.between(5, 20)));
        let since = if period.late_review {
            random.between(46, 80)
        } else {
            random.between(2, 40)
        };
        let review = match ago(until, since) {
            old if period.late_review => Some(old).filter(|on| *on > meeting),
            recent => Some(recent.max(meeting.plus_days(1)).min(until)),
        };
        let outcome = match (period.exited, period.child.in_care()) {
            (None, _) => "",
            (Some(_), false) => "Decision to step down",
            (Some(_), true) => "Decision to Issue Care Proceedings",
        };
        sheet
            .id(b'C', period.child.number)
            .id(b'F', period.child.number)
            .day(period.decided)
            .day(letter)
            .maybe(Some(meeting).filter(|on| *on <= until))
            .maybe(review)
            .maybe(period.exited)
            .text(outcome)
            .yes(offered)
            .yes(exempt)
            .yes(offered && random.chance(600))
            .yes(random.chance(850))
            .yes(random.chance(640))
            .number(random.between(0, 3))
            .text(&super::staff::team(period.child.worker));
        let represented = represented.next().unwrap_or(false);
        if meeting <= until {
            sheet.yes(represented);
        } else {
            sheet.blank();
        }
        sheet.end();
    }
    sheet.into_bytes()
}

fn periods(world: &World, day: Day) -> Vec<Period<'_>> {
    let mut random = world.random("periods before court");
    let ended = ended(world, &mut random, day);
    let open = world.part(16, 4);
    let overdue = share(open, 420);
    let in_time = random.mask(
        ended.len(),
        share(ended.len() + overdue, 350) * 1000 / ended.len().max(1),
    );
    let mut periods: Vec<Period<'_>> = ended
        .into_iter()
        .zip(in_time)
        .map(|((child, exited), in_time)| {
            let took = if in_time {
                random.between(60, 110)
            } else {
                random.between(120, 230)
            };
            Period {
                child,
                decided: ago(exited, took),
                exited: Some(exited),
                late_review: random.chance(400),
            }
        })
        .collect();
    let behind = random.mask(open, 400);
    let on_plans = world.of(&[Standing::Protection]).into_iter().step_by(3);
    for ((place, child), late_review) in on_plans.enumerate().zip(behind) {
        let days = if place < overdue {
            random.between(118, 240)
        } else {
            random.between(50, 108)
        };
        periods.push(Period {
            child,
            decided: ago(day, days),
            exited: None,
            late_review,
        });
    }
    periods
}

/// Children who came into care from it, and children who stepped down from it, in the last year.
fn ended<'a>(world: &'a World, random: &mut Random, day: Day) -> Vec<(&'a Child, Day)> {
    let all = world.part(20, 6);
    let stepped = share(all, 620);
    let mut ended: Vec<(&Child, Day)> = world
        .of(&[Standing::Plan])
        .into_iter()
        .filter(|child| child.started < ago(day, 570))
        .take(stepped)
        .map(|child| (child, ago(day, random.between(5, 340))))
        .collect();
    let into_care = newly_in_care(world, day).into_iter().take(all - stepped);
    ended.extend(into_care.map(|child| (child, child.entered)));
    ended
}

fn newly_in_care(world: &World, day: Day) -> Vec<&Child> {
    let mut children = world.of(&[Standing::Care]);
    children.retain(|child| child.entered > ago(day, 350));
    children
}

/// The court tracker: the family met before issue in 65 of a hundred.
pub(super) fn care_proceedings(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("care proceedings");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Court case number",
            "Child ID",
            "Date proceedings issued",
            "Date of final order",
            "Pre-proceedings before issue",
            "Family meeting before issue",
            "Extension agreed",
        ],
    );
    let rows = world.part(20, 6);
    let met = random.mask(rows, 650);
    for ((number, met), child) in (1..).zip(met).zip(newly_in_care(world, day)) {
        let issued = child
            .entered
            .plus_days(i64::from(random.between(0, 14)))
            .min(day);
        let ordered = issued.plus_days(i64::from(random.between(150, 330)));
        sheet
            .id(b'L', number)
            .id(b'C', child.number)
            .day(issued)
            .maybe(Some(ordered).filter(|on| *on <= day))
            .yes(random.chance(820))
            .yes(met)
            .yes(random.chance(300))
            .end();
    }
    sheet.into_bytes()
}

/// The register of family meetings: held before the conference in 45 of a hundred.
pub(super) fn family_meetings(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("family meetings");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Child ID",
            "Date offered",
            "Date held",
            "Initial conference date",
            "Network members attending",
            "Outcome of meeting",
            "Family plan reviewed",
        ],
    );
    let recent = |c: &&Child| c.entered > ago(day, 300) && c.entered < ago(day, 40);
    let with_conference: Vec<&Child> = world
        .of(&[Standing::Protection])
        .into_iter()
        .filter(recent)
        .collect();
    let before = random.mask(with_conference.len(), 450);
    let plans = world
        .of(&[Standing::Plan])
        .into_iter()
        .take(world.part(20, 6));
    let rows = with_conference
        .into_iter()
        .zip(before)
        .map(|(child, before)| (child, Some(child.entered), before))
        .chain(plans.map(|child| (child, None, true)));
    for (child, conference, before) in rows {
        let about = conference.unwrap_or_else(|| ago(day, random.between(10, 300)));
        let offered = ago(about, random.between(8, 25));
        let held = if before {
            Some(ago(about, random.between(1, 6)))
        } else {
            Some(about.plus_days(i64::from(random.between(5, 35)))).filter(|_| random.chance(600))
        };
        let members = held.map_or(0, |_| random.between(2, 7));
        sheet
            .id(b'C', child.number)
            .day(offered)
            .maybe(held)
            .maybe(conference)
            .number(members)
            .text(if held.is_some() {
                "Plan agreed"
            } else {
                "Not held"
            })
            .yes(held.is_some() && random.chance(550))
            .end();
    }
    sheet.into_bytes()
}

/// The edge of care panel's log: 58 in a hundred decided within ten working days.
pub(super) fn edge_of_care(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("edge of care");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Date referred to panel",
            "Panel decision date",
            "Panel decision",
            "On a child protection plan",
            "Family network considered by panel",
        ],
    );
    let rows = world.part(22, 12);
    let in_time = random.mask(rows, 580);
    let children = world.of(&[Standing::Protection, Standing::Plan]);
    for (in_time, child) in in_time.into_iter().zip(children.into_iter().rev()) {
        let referred = ago(day, random.between(40, 340));
        let took = if in_time {
            random.between(1, 11)
        } else {
            random.between(20, 38)
        };
        sheet
            .id(b'C', child.number)
            .day(referred)
            .day(referred.plus_days(i64::from(took)))
            .text(random.weighted(&PANEL_DECISIONS))
            .yes(child.standing == Standing::Protection)
            .yes(random.chance(610))
            .end();
    }
    sheet.into_bytes()
}

const PANEL_DECISIONS: [(usize, &str); 4] = [
    (520, "Support at home"),
    (180, "Family network"),
    (200, "Pre-proceedings"),
    (100, "No change"),
];

/// The kinship team's tracker.
pub(super) fn kinship(world: &World, day: Day) -> Vec<u8> {
    kinship_tracker(world, day, false)
}

/// The fostering team's copy, saved on the same day with other dates in a third of its rows.
pub(super) fn kinship_copy(world: &World, day: Day) -> Vec<u8> {
    kinship_tracker(world, day, true)
}

fn kinship_tracker(world: &World, day: Day, is_copy: bool) -> Vec<u8> {
    let mut random = world.random("kinship assessments");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Kinship assessment ID",
            "Child ID",
            "Date requested",
            "Viability completed",
            "Full assessment completed",
            "Kinship assessment outcome",
        ],
    );
    let children = world.of(&[Standing::Care, Standing::Protection]);
    for (number, child) in (1..=world.part(12, 6)).zip(children.into_iter().step_by(5)) {
        let requested = ago(day, random.between(20, 300));
        let viable = requested.plus_days(i64::from(random.between(5, 20)));
        let took = random.between(70, 120);
        let later = if is_copy && number % 3 == 0 { 14 } else { 0 };
        let completed = requested.plus_days(i64::from(took + later));
        let done = completed <= day;
        let outcome = random.weighted(&[(650, "Positive"), (300, "Negative"), (50, "Withdrawn")]);
        sheet
            .id(b'N', number)
            .id(b'C', child.number)
            .day(requested)
            .maybe(Some(viable).filter(|on| *on <= day))
            .maybe(Some(completed).filter(|_| done))
            .text(if done { outcome } else { "" })
            .end();
    }
    sheet.into_bytes()
}

/// The audit of letters before proceedings: half of them complete.
pub(super) fn letter_audits(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("letter audits");
    let mut sheet = Sheet::new(
        Dates::Iso,
        &[
            "Audit ID",
            "Audit date",
            "Letter date",
            "Concerns specific and dated",
            "What must change is clear",
            "Timescales for change",
            "Support offered",
            "Family group meeting offered",
            "Legal advice explained",
            "Review date given",
            "Plain English",
        ],
    );
    let rows = world.part(8, 8);
    let complete = random.mask(rows, 500);
    for (number, complete) in (1..).zip(complete) {
        let audited = ago(day, random.between(3, 170));
        sheet
            .id(b'Q', number)
            .day(audited)
            .day(ago(audited, random.between(10, 60)))
            .yes(complete || random.chance(600))
            .yes(complete || random.chance(700))
            .yes(complete || random.chance(400))
            .yes(complete || random.chance(800))
            .yes(complete)
            .yes(complete || random.chance(900))
            .yes(complete || random.chance(500))
            .yes(complete || random.chance(500))
            .end();
    }
    sheet.into_bytes()
}
