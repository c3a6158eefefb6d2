//! Counting against plain loops that go through the days one by one.

use std::collections::BTreeSet;

use super::{built_in, day, holidays, span};
use crate::calendar::{Day, WorkingDays};

/// What the calendar should say of one day, straight from the list.
fn naive_is_working(day: Day, holidays: &BTreeSet<Day>) -> bool {
    (day.number() + 3).rem_euclid(7) < 5 && !holidays.contains(&day)
}

fn days(from: &str, to: &str) -> impl Iterator<Item = Day> {
    (day(from).number()..=day(to).number()).map(Day::from_number)
}

#[test]
fn counting_agrees_with_going_through_the_days_one_by_one() {
    let (calendar, holidays) = (built_in(), holidays().into_iter().collect());
    for from in days("2014-01-01", "2030-12-31").step_by(3) {
        let mut counted = 0;
        for to in days("2014-01-01", "2030-12-31")
            .filter(|to| *to > from)
            .take(500)
        {
            counted += i32::from(naive_is_working(to, &holidays));
            let before_horizon = from < day("2015-01-01");
            let expected = WorkingDays {
                count: counted,
                before_horizon,
            };
            assert_eq!(
                calendar.working_days(from, to),
                Ok(expected),
                "{from} to {to}"
            );
            let mirrored = WorkingDays {
                count: -counted,
                before_horizon,
            };
            assert_eq!(
                calendar.working_days(to, from),
                Ok(mirrored),
                "{to} to {from}"
            );
        }
    }
}

#[test]
fn due_dates_agree_with_stepping_forwards_and_backwards() {
    let (calendar, holidays) = (built_in(), holidays().into_iter().collect());
    for start in days("2014-01-01", "2030-09-01") {
        for (direction, text) in [(1, "after"), (-1, "before")] {
            let mut at = start;
            for number in 1..=48_u32 {
                at = at.plus_days(direction);
                while !naive_is_working(at, &holidays) {
                    at = at.plus_days(direction);
                }
                let span = span(&format!("{number} working days"));
                let found = if direction > 0 {
                    calendar.plus(start, span)
                } else {
                    calendar.minus(start, span)
                };
                assert_eq!(found, Ok(at), "{span} {text} {start}");
            }
        }
    }
}

#[test]
fn within_says_what_counting_says_and_turns_once() {
    let (calendar, holidays) = (built_in(), holidays().into_iter().collect());
    for from in days("2021-11-01", "2023-06-30") {
        for limit in [
            "0 working days",
            "1 working day",
            "10 working days",
            "45 working days",
        ] {
            let limit = span(limit);
            let mut counted = 0;
            for to in (from.number()..from.number() + 90).map(Day::from_number) {
                counted += u32::from(to > from && naive_is_working(to, &holidays));
                assert_eq!(
                    calendar.within(from, to, limit),
                    Ok(counted <= limit.count),
                    "{from} {to} {limit}"
                );
            }
            assert_eq!(
                calendar.within(from, calendar.plus(from, limit).unwrap(), limit),
                Ok(true)
            );
        }
        for limit in ["0 days", "20 days", "6 weeks", "2 months"] {
            let limit = span(limit);
            let due = calendar.plus(from, limit).unwrap();
            assert_eq!(
                calendar.within(from, due, limit),
                Ok(true),
                "{from} {limit}"
            );
            assert_eq!(
                calendar.within(from, due.plus_days(1), limit),
                Ok(false),
                "{from} {limit}"
            );
        }
    }
}
