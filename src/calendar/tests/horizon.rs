//! Where the bank holidays are not known, and calendars that are not tidy.

use super::{built_in, count, day, span};
use crate::calendar::{BeyondHorizon, Calendar, Day, WorkingDays};

#[test]
fn before_the_horizon_weekdays_count_and_it_is_said() {
    let calendar = built_in();
    // Wednesday 24 December 2014: 25, 26, 29, 30, 31 as plain weekdays, not New Year's Day 2015,
    // then Friday 2 January.
    let found = calendar.working_days(day("2014-12-24"), day("2015-01-02"));
    assert_eq!(
        found,
        Ok(WorkingDays {
            count: 6,
            before_horizon: true
        })
    );
    let found = calendar.working_days(day("2015-01-01"), day("2015-01-02"));
    assert_eq!(
        found,
        Ok(WorkingDays {
            count: 1,
            before_horizon: false
        })
    );
    assert_eq!(calendar.is_working_day(day("2014-12-25")), Ok(true));
    assert!(
        calendar.is_before_horizon(day("2014-12-31"))
            && !calendar.is_before_horizon(day("2015-01-01"))
    );
    assert_eq!(
        calendar.plus(day("2014-12-24"), span("1 working day")),
        Ok(day("2014-12-25"))
    );
    // Friday 2 January 2015, back past New Year's Day (known) to Wednesday 31 December.
    assert_eq!(
        calendar.minus(day("2015-01-02"), span("1 working day")),
        Ok(day("2014-12-31"))
    );
}

#[test]
fn after_the_horizon_nothing_is_guessed() {
    let calendar = built_in();
    let (start, last) = (day("2030-12-30"), day("2030-12-31"));
    let beyond = |text: &str| BeyondHorizon {
        day: day(text),
        last,
    };
    assert_eq!(
        calendar.working_days(start, day("2031-01-01")),
        Err(beyond("2031-01-01"))
    );
    assert_eq!(
        calendar.working_days(day("2031-01-01"), start),
        Err(beyond("2031-01-01"))
    );
    assert_eq!(
        calendar.is_working_day(day("2031-01-04")),
        Err(beyond("2031-01-04"))
    );
    assert_eq!(
        calendar.within(start, day("2031-01-01"), span("5 working days")),
        Err(beyond("2031-01-01"))
    );
    // Tuesday 31 December is the last one known; the second is no earlier than Wednesday 1 January.
    assert_eq!(calendar.plus(start, span("1 working day")), Ok(last));
    assert_eq!(
        calendar.plus(start, span("2 working days")),
        Err(beyond("2031-01-01"))
    );
    assert_eq!(
        calendar.plus(start, span("5 working days")),
        Err(beyond("2031-01-06"))
    );
    assert_eq!(
        calendar.plus(start, span("4294967295 working days")),
        Err(beyond("9999-12-31"))
    );
    assert_eq!(
        calendar.minus(day("2031-01-01"), span("1 working day")),
        Ok(last)
    );
    assert_eq!(
        calendar.minus(day("2031-01-02"), span("1 working day")),
        Err(beyond("2031-01-01"))
    );
    assert_eq!(
        calendar.minus(start, span("4294967295 working days")),
        Ok(Day::MIN)
    );
    assert_eq!(
        beyond("2031-01-06").to_string(),
        "6 January 2031 is after 31 December 2030, the last day whose bank holidays are known; \
         add the later bank holidays to the calendar and move its `last` on"
    );
}

#[test]
fn odd_calendars_do_no_harm() {
    // Out of order, twice, at a weekend (Saturday 3 January 2026) and outside the horizon.
    let untidy = [
        "2026-01-05",
        "2026-01-01",
        "2026-01-05",
        "2026-01-03",
        "2025-12-25",
        "2026-02-02",
    ]
    .map(day);
    let calendar = Calendar::new("untidy", day("2026-01-01"), day("2026-01-31"), untidy);
    // January 2026 has 22 weekdays (Thursday 1 to Friday 30), less the 1st and the 5th.
    assert_eq!(count(&calendar, "2025-12-31", "2026-01-31"), 20);
    assert_eq!(calendar.is_working_day(day("2025-12-25")), Ok(true));
    assert_eq!(
        (calendar.title(), calendar.last()),
        ("untidy", day("2026-01-31"))
    );

    let empty = Calendar::new("empty", day("2026-01-01"), day("2020-01-01"), []);
    assert_eq!(empty.first(), day("2020-01-02"));
    assert_eq!(count(&empty, "2019-12-30", "2020-01-01"), 2);
    assert!(
        empty
            .working_days(day("2019-12-30"), day("2020-01-02"))
            .is_err()
    );
    assert!(
        empty
            .plus(day("2020-01-01"), span("1 working day"))
            .is_err()
    );
}

#[test]
fn the_ends_of_time_do_not_overflow() {
    let calendar = built_in();
    assert!(
        calendar
            .working_days(Day::MIN, day("2030-12-31"))
            .unwrap()
            .before_horizon
    );
    assert!(calendar.minus(Day::MIN, span("1 working day")).is_ok());
    assert!(calendar.plus(Day::MAX, span("1 working day")).is_err());
    assert_eq!(
        calendar.plus(Day::MAX, span("4294967295 months")),
        Ok(Day::MAX)
    );
    assert_eq!(
        calendar.minus(Day::MIN, span("4294967295 weeks")),
        Ok(Day::MIN)
    );
}
