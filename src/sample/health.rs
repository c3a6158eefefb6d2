//! The health of children in care: assessments, and the questionnaires on how they feel.

use crate::calendar::Day;

use super::World;
use super::care::{InCare, in_care};
use super::population::{ago, days_to};
use super::random::share;
use super::sheet::{Dates, Sheet};

const INITIAL: &str = "Initial health assessment";
const REVIEW: &str = "Review health assessment";

/// The log of health assessments: each child's latest as in list 8, a quarter of the first ones late.
pub(super) fn assessments(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("health assessments");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Type of health assessment",
            "Became looked after",
            "Date requested from health",
            "Date of health assessment",
            "Date report received",
        ],
    );
    let children = in_care(world, day);
    let is_new = |child: &InCare<'_>| days_to(child.child.entered, day) <= 395;
    let after = |child: &InCare<'_>| {
        let latest = child.checks.health?;
        Some(days_to(child.child.entered, latest))
    };
    let new = children.iter().filter(|child| is_new(child)).count();
    let late = random.chosen(&children, share(new, 250), |child| {
        is_new(child) && after(child).is_some_and(|days| (36..=130).contains(&days))
    });
    for (child, late) in children.iter().zip(late) {
        let Some(latest) = child.checks.health else {
            continue;
        };
        let entered = child.child.entered;
        let is_first = is_new(child) && (late || days_to(entered, latest) <= 35);
        let mut rows = Vec::new();
        if is_new(child) && !is_first {
            let on = entered.plus_days(i64::from(random.between(9, 26)));
            rows.push((INITIAL, on));
        }
        rows.push((if is_first { INITIAL } else { REVIEW }, latest));
        for (kind, on) in rows {
            let asked = ago(on, random.between(8, 40))
                .max(entered.plus_days(1))
                .min(on);
            let received = on.plus_days(i64::from(random.between(4, 24)));
            sheet
                .id(b'C', child.child.number)
                .text(kind)
                .day(entered)
                .day(asked)
                .day(on)
                .maybe(Some(received).filter(|on| *on <= day))
                .end();
        }
    }
    sheet.into_bytes()
}

/// A score from which the guidance sees a concern.
const CONCERN: i32 = 17;

/// The log of questionnaires: 87 in a hundred children asked in a year, 84 of high scores followed up.
pub(super) fn questionnaires(world: &World, day: Day) -> Vec<u8> {
    let mut random = world.random("questionnaires");
    let mut sheet = Sheet::new(
        Dates::DayFirst,
        &[
            "Child ID",
            "Date SDQ completed",
            "SDQ total",
            "Support offered after SDQ",
        ],
    );
    let mut children = in_care(world, day);
    children.retain(|child| {
        child.child.in_care()
            && !child.short_breaks
            && (4..=16).contains(&child.child.age(day))
            && child.child.entered.months_until(day) >= 12
    });
    let asked = random.mask(children.len(), 870);
    let mut rows: Vec<(usize, Day)> = children
        .iter()
        .zip(asked)
        .filter_map(|(child, asked)| {
            let days = if asked {
                random.between(3, 340)
            } else {
                random.between(385, 600)
            };
            let on = ago(day, days);
            (on > child.child.entered).then_some((child.child.number, on))
        })
        .collect();
    rows.sort_by_key(|(child, on)| (*on, *child));
    let high = random.mask(rows.len(), 350);
    let mut helped = random.mask(share(rows.len(), 350), 840).into_iter();
    for ((child, on), high) in rows.into_iter().zip(high) {
        let score = if high {
            random.between(CONCERN, 30)
        } else {
            random.between(2, CONCERN - 1)
        };
        sheet.id(b'C', child).day(on).number(score);
        if high {
            sheet.yes(helped.next().unwrap_or(false));
        } else {
            sheet.blank();
        }
        sheet.end();
    }
    sheet.into_bytes()
}
