//! Values worked out by hand.

use std::collections::BTreeSet;

use super::{built_in, count, day, holidays, span};
use crate::calendar::{Day, Weekday};

#[test]
fn forty_five_working_days_with_no_bank_holiday_between() {
    let calendar = built_in();
    // Monday 1 June 2026: nine weeks of five days end on Monday 3 August (the spring bank holiday
    // is 25 May, the summer one 31 August).
    assert_eq!(
        calendar.plus(day("2026-06-01"), span("45 working days")),
        Ok(day("2026-08-03"))
    );
    assert_eq!(count(&calendar, "2026-06-01", "2026-08-03"), 45);
    assert_eq!(count(&calendar, "2026-06-01", "2026-08-04"), 46);
    assert_eq!(
        calendar.within(
            day("2026-06-01"),
            day("2026-08-03"),
            span("45 working days")
        ),
        Ok(true)
    );
    assert_eq!(
        calendar.within(
            day("2026-06-01"),
            day("2026-08-04"),
            span("45 working days")
        ),
        Ok(false)
    );
    // With the summer bank holiday between: Monday 20 July and nine weeks would be Monday
    // 21 September; one bank holiday makes it Tuesday 22 September.
    assert_eq!(
        calendar.plus(day("2026-07-20"), span("45 working days")),
        Ok(day("2026-09-22"))
    );
}

#[test]
fn the_first_working_day_is_the_first_after_the_start() {
    let calendar = built_in();
    let one = span("1 working day");
    // Friday 6, Saturday 7 and Sunday 8 November 2026 are all followed by Monday 9.
    for start in ["2026-11-06", "2026-11-07", "2026-11-08"] {
        assert_eq!(
            calendar.plus(day(start), one),
            Ok(day("2026-11-09")),
            "{start}"
        );
    }
    assert_eq!(calendar.plus(day("2026-11-09"), one), Ok(day("2026-11-10")));
    // Backwards: the last working day before Monday 9, Sunday 8 and Saturday 7 is Friday 6.
    for start in ["2026-11-09", "2026-11-08", "2026-11-07"] {
        assert_eq!(
            calendar.minus(day(start), one),
            Ok(day("2026-11-06")),
            "{start}"
        );
    }
    // No working days: the day itself, even a Sunday.
    assert_eq!(
        calendar.plus(day("2026-11-08"), span("0 working days")),
        Ok(day("2026-11-08"))
    );
    assert_eq!(
        calendar.minus(day("2026-11-08"), span("0 working days")),
        Ok(day("2026-11-08"))
    );
}

#[test]
fn a_weekend_after_the_last_working_day_is_still_in_time() {
    let calendar = built_in();
    // Monday 2 November and four working days is Friday 6; a fifth begins only on Monday 9.
    let four = span("4 working days");
    assert_eq!(
        calendar.plus(day("2026-11-02"), four),
        Ok(day("2026-11-06"))
    );
    assert_eq!(
        calendar.within(day("2026-11-02"), day("2026-11-08"), four),
        Ok(true)
    );
    assert_eq!(
        calendar.within(day("2026-11-02"), day("2026-11-09"), four),
        Ok(false)
    );
    // An end before its start is within anything: the caller reports it.
    assert_eq!(
        calendar.within(day("2026-11-02"), day("2026-10-30"), four),
        Ok(true)
    );
    assert_eq!(
        calendar.within(day("2026-11-02"), day("2026-10-30"), span("4 days")),
        Ok(true)
    );
}

#[test]
fn easter_takes_two_working_days() {
    let calendar = built_in();
    // 2026: Good Friday 3 April, Easter Monday 6 April. After Thursday 2 comes Tuesday 7.
    assert_eq!(
        calendar.plus(day("2026-04-02"), span("1 working day")),
        Ok(day("2026-04-07"))
    );
    assert_eq!(count(&calendar, "2026-04-02", "2026-04-06"), 0);
    // 2024: 29 March and 1 April, over the end of the month.
    assert_eq!(count(&calendar, "2024-03-28", "2024-04-02"), 1);
}

#[test]
fn christmas_and_its_substitute_days() {
    let calendar = built_in();
    let one = span("1 working day");
    // 2026: Christmas Day on Friday 25, Boxing Day on Saturday, so Monday 28 instead: Tuesday 29.
    assert_eq!(calendar.plus(day("2026-12-24"), one), Ok(day("2026-12-29")));
    // 2021: both at the weekend, so Monday 27 and Tuesday 28: Wednesday 29 is the first.
    assert_eq!(calendar.plus(day("2021-12-24"), one), Ok(day("2021-12-29")));
    // 2022: Christmas Day on Sunday; Monday 26 is Boxing Day, Tuesday 27 the substitute.
    assert_eq!(calendar.plus(day("2022-12-23"), one), Ok(day("2022-12-28")));
    // New Year's Day 2022 was a Saturday: Monday 3 January instead.
    assert_eq!(calendar.plus(day("2021-12-31"), one), Ok(day("2022-01-04")));
    // From Wednesday 23 December 2026: 24, 29, 30, 31 and, past 1 January, Monday 4.
    assert_eq!(
        calendar.plus(day("2026-12-23"), span("5 working days")),
        Ok(day("2027-01-04"))
    );
}

#[test]
fn the_days_given_once() {
    let calendar = built_in();
    for closed in [
        "2020-05-08",
        "2022-06-02",
        "2022-06-03",
        "2022-09-19",
        "2023-05-08",
    ] {
        assert_eq!(calendar.is_working_day(day(closed)), Ok(false), "{closed}");
    }
    // The days they were moved from were ordinary Mondays.
    for open in ["2020-05-04", "2022-05-30"] {
        assert_eq!(calendar.is_working_day(day(open)), Ok(true), "{open}");
    }
    // Friday 16 September 2022: 20 to 23 September are four, so the fifth is Monday 26.
    assert_eq!(
        calendar.plus(day("2022-09-16"), span("5 working days")),
        Ok(day("2022-09-26"))
    );
    // Friday 28 April 2023: 2, 3, 4, 5 May, then past both Mondays (1 and 8) Tuesday 9.
    assert_eq!(
        calendar.plus(day("2023-04-28"), span("5 working days")),
        Ok(day("2023-05-09"))
    );
    // Wednesday 1 June 2022: Thursday and Friday are lost, so Monday 6.
    assert_eq!(
        calendar.plus(day("2022-06-01"), span("1 working day")),
        Ok(day("2022-06-06"))
    );
}

#[test]
fn other_spans_count_every_day() {
    let calendar = built_in();
    assert_eq!(
        calendar.plus(day("2026-11-01"), span("20 days")),
        Ok(day("2026-11-21"))
    );
    assert_eq!(
        calendar.plus(day("2026-11-01"), span("6 weeks")),
        Ok(day("2026-12-13"))
    );
    assert_eq!(
        calendar.plus(day("2026-01-31"), span("1 month")),
        Ok(day("2026-02-28"))
    );
    assert_eq!(
        calendar.minus(day("2026-11-22"), span("12 months")),
        Ok(day("2025-11-22"))
    );
    assert_eq!(
        calendar.minus(day("2028-02-29"), span("12 months")),
        Ok(day("2027-02-28"))
    );
    assert_eq!(
        calendar.minus(day("2026-11-22"), span("3 weeks")),
        Ok(day("2026-11-01"))
    );
    assert_eq!(
        calendar.minus(day("2026-11-22"), span("22 days")),
        Ok(day("2026-10-31"))
    );
    // The leap day is a day: 28 February and 2 days.
    assert_eq!(
        calendar.plus(day("2024-02-28"), span("2 days")),
        Ok(day("2024-03-01"))
    );
    assert_eq!(
        calendar.plus(day("2026-02-28"), span("2 days")),
        Ok(day("2026-03-02"))
    );
    // Thursday 29 February 2024 is a working day too.
    assert_eq!(count(&calendar, "2024-02-28", "2024-03-01"), 2);
    // They need no bank holidays, so the horizon does not bind them.
    assert_eq!(
        calendar.plus(day("2031-01-31"), span("1 month")),
        Ok(day("2031-02-28"))
    );
    assert_eq!(
        calendar.within(day("2031-01-01"), day("2031-01-21"), span("20 days")),
        Ok(true)
    );
}

#[test]
fn the_built_in_calendar_holds_the_standing_holidays_and_those_moved_or_given_once() {
    // Easter Sundays as almanacs give them.
    let easters = [
        "2015-04-05",
        "2016-03-27",
        "2017-04-16",
        "2018-04-01",
        "2019-04-21",
        "2020-04-12",
        "2021-04-04",
        "2022-04-17",
        "2023-04-09",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2029-04-01",
        "2030-04-21",
    ];
    let mut expected: BTreeSet<Day> = easters
        .iter()
        .flat_map(|easter| standing(day(easter)))
        .collect();
    for (from, to) in [("2020-05-04", "2020-05-08"), ("2022-05-30", "2022-06-02")] {
        assert!(expected.remove(&day(from)) && expected.insert(day(to)));
    }
    expected.extend(["2022-06-03", "2022-09-19", "2023-05-08"].map(day));

    let listed = holidays();
    assert!(listed.is_sorted_by(|a, b| a < b));
    assert_eq!(listed, Vec::from_iter(expected));
}

/// The eight bank holidays of the year of this Easter Sunday by the standing rules.
fn standing(easter: Day) -> Vec<Day> {
    let on = |month, number| Day::new(easter.year(), month, number).unwrap();
    let monday_from = |start: Day| {
        (0..7)
            .map(|later| start.plus_days(later))
            .find(|day| day.weekday() == Weekday::Monday)
            .unwrap()
    };
    let mut days = vec![easter.plus_days(-2), easter.plus_days(1)];
    // The first Monday of May, the last of May and the last of August.
    days.extend([on(5, 1), on(5, 25), on(8, 25)].map(monday_from));
    // A holiday at a weekend moves to the next weekday that is not a holiday already.
    let weekend = |day: &Day| day.weekday().is_weekend();
    let (at_weekend, kept): (Vec<Day>, Vec<Day>) = [on(1, 1), on(12, 25), on(12, 26)]
        .into_iter()
        .partition(weekend);
    days.extend(kept);
    for mut day in at_weekend {
        while day.weekday().is_weekend() || days.contains(&day) {
            day = day.plus_days(1);
        }
        days.push(day);
    }
    days
}
