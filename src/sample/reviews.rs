//! Reviews of children in care and of child in need plans, and earlier protection plans.

use crate::calendar::Day;

use super::World;
use super::care::{InCare, in_care};
use super::need::{ProtectionPlan, all_protection_plans};
use super::population::{Child, Standing, ago, days_to};
use super::random::{Random, share};
use super::sheet::{Dates, Sheet};

/// One review of a child in care.
struct Review<'a> {
    child: &'a Child,
    on: Day,
    previous: Option<Day>,
    number: i32,
}

/// The reviewing service's log of a year: most children take part, few records look at who matters to them.
pub(super) fn of_care(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("care reviews");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Date started to be looked after",
            "Date of CLA review",
            "Date of previous review",
            "Review number",
            "Child participated",
            "Parents consulted",
            "Carers consulted",
            "Advocacy offered",
            "Independent visitor considered",
            "Family time reviewed",
            "Minutes sent",
        ],
    );
    let reviews = care_reviews(world, &mut random, day);
    let took_part = random.mask(reviews.len(), 915);
    let heard = random.mask(reviews.len(), 930);
    let who_matters = random.mask(reviews.len(), 680);
    let answers = took_part.into_iter().zip(heard).zip(who_matters);
    for (review, ((took_part, heard), who_matters)) in reviews.into_iter().zip(answers) {
        let family_time = who_matters || random.chance(600);
        let advocate = who_matters || random.chance(700);
        let parents = heard || random.chance(500);
        let child = took_part || random.chance(600);
        sheet
            .id(b'C', review.child.number)
            .day(review.child.entered)
            .day(review.on)
            .maybe(review.previous)
            .number(review.number)
            .yes(child)
            .yes(parents)
            .yes(heard || !parents)
            .yes(advocate)
            .yes(who_matters || !(family_time && advocate))
            .yes(family_time)
            .yes(took_part || !child)
            .end();
    }
    sheet.into_bytes()
}

/// The reviews of thirteen months, each child's latest on the day that list 8 gives.
fn care_reviews<'a>(world: &'a World, random: &mut Random, day: Day) -> Vec<Review<'a>> {
    let mut reviews = Vec::new();
    for child in in_care(world, day) {
        let days = review_days(random, &child);
        let previous = [None].into_iter().chain(days.iter().copied().map(Some));
        for ((number, on), previous) in (1..).zip(days.iter().copied()).zip(previous) {
            if days_to(on, day) <= 395 {
                reviews.push(Review {
                    child: child.child,
                    on,
                    previous,
                    number,
                });
            }
        }
    }
    reviews.sort_by_key(|review| (review.on, review.child.number));
    reviews
}

/// The first review after twenty days, the second within three months of it, then one every half year.
fn review_days(random: &mut Random, child: &InCare<'_>) -> Vec<Day> {
    let Some(latest) = child.checks.reviewed else {
        return Vec::new();
    };
    let first = child.child.entered.plus_days(20);
    let span = days_to(first, latest);
    if span < 10 {
        return vec![latest];
    }
    if span <= 88 {
        return vec![first, latest];
    }
    // A second review of every twenty-eighth child came a month late.
    let is_late = child.child.number.is_multiple_of(28) && span > 130;
    let to_second = if is_late {
        random.between(100, 125)
    } else {
        random.between(60, 88).min(span - 1)
    };
    let second = first.plus_days(i64::from(to_second));
    let rest = days_to(second, latest);
    let steps = (rest + 175) / 176;
    let mut days = vec![first, second];
    days.extend((1..=steps).map(|step| second.plus_days(i64::from(rest * step / steps))));
    days
}

/// Child in need plans: 87 in a hundred of those over three months old were reviewed in six.
pub(super) fn of_need(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("child in need plan reviews");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Date CIN plan agreed",
            "Date of last CIN review",
            "CIN plan closed",
            "Date of first CIN review",
        ],
    );
    let mut of_first = world.random("first child in need reviews");
    let plans: Vec<(&Child, Day)> = world
        .of(&[Standing::Plan, Standing::SteppedDown, Standing::Closed])
        .into_iter()
        .filter(|child| child.is_open() || child.number.is_multiple_of(4))
        .map(|child| {
            // A child who steps down has a plan from the day that the protection plan ends.
            let (from, most) = match child.left.filter(|_| child.is_open()) {
                Some(left) => (left, 7),
                None => (child.started, 45),
            };
            let made = from.plus_days(i64::from(random.between(0, most)));
            (child, made.min(closed(child).unwrap_or(day)))
        })
        .collect();
    let counted =
        |(child, made): &(&Child, Day)| closed(child).is_none() && days_to(*made, day) > 95;
    let due = plans.iter().filter(|plan| counted(plan)).count();
    let late = random.chosen(&plans, share(due, 130), counted);
    for ((child, made), late) in plans.into_iter().zip(late) {
        let closed = closed(child);
        let until = closed.unwrap_or(day);
        let length = days_to(made, until);
        let days = if late {
            random.between(195, 260)
        } else {
            random.between(2, 165.min((length - 14).max(2)))
        };
        let reviewed = Some(ago(until, days)).filter(|on| days_to(made, *on) >= 14);
        // One first review in seven is late.
        let after = if of_first.chance(140) {
            of_first.between(96, 140)
        } else {
            of_first.between(35, 85)
        };
        let first = reviewed.map(|last| last.min(made.plus_days(i64::from(after))));
        sheet
            .id(b'C', child.number)
            .day(made)
            .maybe(reviewed)
            .maybe(closed)
            .maybe(first)
            .end();
    }
    sheet.into_bytes()
}

/// When the work with a child ended, if it did.
fn closed(child: &Child) -> Option<Day> {
    child.left.filter(|_| !child.is_open())
}

/// One protection plan of the last three years.
struct Plan {
    child: usize,
    began: Day,
    finished: Option<Day>,
}

const THREE_YEARS: i32 = 1095;

/// The history of three years: one new plan in nine follows another within two years.
pub(super) fn plan_history(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("protection plan history");
    let plans = all_protection_plans(world, day);
    let mut history = before_care(world, day);
    history.extend(plans.iter().map(|plan| Plan {
        child: plan.child.number,
        began: plan.child.entered,
        finished: plan.ended,
    }));
    let of_the_year = |began: Day| days_to(began, day) <= 360;
    let new = history
        .iter()
        .filter(|plan| of_the_year(plan.began))
        .count();
    let able = |plan: &ProtectionPlan<'_>| {
        plan.earlier > 0
            && of_the_year(plan.child.entered)
            && plan.child.age(plan.child.entered) >= 4
    };
    let again = random.chosen(&plans, share(new, 115), able);
    for (plan, again) in plans.iter().zip(again) {
        let began = plan.child.entered;
        let gap = match (plan.earlier > 0, again || !of_the_year(began)) {
            (false, _) => continue,
            (true, true) => random.between(190, 690),
            (true, false) => random.between(760, 1000),
        };
        let finished = ago(began, gap);
        let earlier = ago(finished, random.between(120, 420));
        if days_to(finished, day) < THREE_YEARS && earlier > plan.child.born {
            history.push(Plan {
                child: plan.child.number,
                began: earlier,
                finished: Some(finished),
            });
        }
    }
    history.sort_by_key(|plan| (plan.began, plan.child));
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &["Child ID", "CP plan began", "CP plan finished"],
    );
    for plan in history {
        sheet
            .id(b'C', plan.child)
            .day(plan.began)
            .maybe(plan.finished)
            .end();
    }
    sheet.into_bytes()
}

/// Plans of children who came into care from them, before the half year that list 7 holds.
fn before_care(world: &World, day: Day) -> Vec<Plan> {
    world
        .of(&[Standing::Care])
        .into_iter()
        .filter(|child| child.number.is_multiple_of(2))
        .filter(|child| (200..THREE_YEARS).contains(&days_to(child.entered, day)))
        .map(|child| Plan {
            child: child.number,
            began: child.started.plus_days(20),
            finished: Some(child.entered),
        })
        .filter(|plan| {
            plan.finished
                .is_some_and(|end| days_to(plan.began, end) > 60)
        })
        .collect()
}
