use super::{Day, Weekday};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// The lengths of the months by the rhyme, apart from the code under test.
fn naive_month_length(year: i32, month: u32) -> u32 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    [
        31,
        if leap { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ][month as usize - 1]
}

/// One day on, by hand: the next day number, or the next month, or the next year.
fn naive_next((year, month, day): (i32, u32, u32)) -> (i32, u32, u32) {
    if day < naive_month_length(year, month) {
        (year, month, day + 1)
    } else if month < 12 {
        (year, month + 1, 1)
    } else {
        (year + 1, 1, 1)
    }
}

/// One month on at a time, by hand, with the day number clamped only at the end.
fn naive_plus_months(start: Day, months: i32) -> Day {
    let (mut year, mut month) = (start.year(), start.month());
    for _ in 0..months.abs() {
        (year, month) = match (months > 0, month) {
            (true, 12) => (year + 1, 1),
            (true, _) => (year, month + 1),
            (false, 1) => (year - 1, 12),
            (false, _) => (year, month - 1),
        };
    }
    Day::new(
        year,
        month,
        start.day().min(naive_month_length(year, month)),
    )
    .unwrap()
}

#[test]
fn every_day_from_the_first_to_the_last_has_its_date_and_back() {
    let mut date = (1, 1, 1);
    for number in Day::MIN.number()..=Day::MAX.number() {
        let day = Day::from_number(number);
        assert_eq!((day.year(), day.month(), day.day()), date);
        assert_eq!(Day::new(date.0, date.1, date.2), Some(day));
        date = naive_next(date);
    }
    assert_eq!(date, (10_000, 1, 1));
}

#[test]
fn known_day_numbers() {
    // Day 0 by definition; 2000-01-01 is 30 years of 365 days and 7 leap days later (1972 to 1996).
    assert_eq!(day("1970-01-01").number(), 0);
    assert_eq!(day("1969-12-31").number(), -1);
    assert_eq!(day("2000-01-01").number(), 30 * 365 + 7);
    // 2026-11-22: 56 years, 14 leap days (1972 to 2024), and 325 days of 2026 before it
    // (31+28+31+30+31+30+31+31+30+31 = 304 to the end of October, and 21).
    assert_eq!(day("2026-11-22").number(), 56 * 365 + 14 + 325);
}

#[test]
fn dates_that_do_not_exist_are_refused() {
    let impossible = [
        (0, 1, 1),
        (10_000, 1, 1),
        (-1, 1, 1),
        (2026, 0, 1),
        (2026, 13, 1),
        (2026, 1, 0),
        (2026, 1, 32),
        (2026, 4, 31),
        (2026, 2, 29), // not a leap year
        (2100, 2, 29), // a century that is not
        (2024, 2, 30),
        (i32::MIN, 1, 1),
        (2026, u32::MAX, u32::MAX),
    ];
    for (year, month, day) in impossible {
        assert_eq!(Day::new(year, month, day), None, "{year} {month} {day}");
    }
    assert!(Day::new(2024, 2, 29).is_some());
    assert!(Day::new(2000, 2, 29).is_some());
}

#[test]
fn only_the_iso_form_is_read() {
    assert_eq!(Day::parse_iso("2026-11-22"), Day::new(2026, 11, 22));
    let others = [
        "",
        "2026-11-2",
        "2026-1-22",
        "26-11-22",
        "2026/11/22",
        "22/11/2026",
        "20261122",
        " 2026-11-22",
        "2026-11-22 ",
        "2026-11-22T00:00:00",
        "+026-11-22",
        "2026-+1-22",
        "-026-11-22",
        "2026-02-29",
        "2026-13-01",
        "0000-01-01",
        "2026-11-٢",
        "２０２６",
    ];
    for text in others {
        assert_eq!(Day::parse_iso(text), None, "{text:?}");
    }
}

#[test]
fn a_day_is_written_as_iso_and_in_words() {
    assert_eq!(day("2026-11-22").to_string(), "2026-11-22");
    assert_eq!(Day::MIN.to_string(), "0001-01-01");
    assert_eq!(Day::MAX.to_string(), "9999-12-31");
    assert_eq!(day("2026-11-22").long(), "22 November 2026");
    assert_eq!(day("2026-05-01").long(), "1 May 2026");
    let months: Vec<_> = (1..=12)
        .map(|month| Day::new(2026, month, 1).unwrap().short_month())
        .collect();
    assert_eq!(
        months.join(" "),
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    );
}

#[test]
fn json_holds_the_iso_form() {
    assert_eq!(
        serde_json::to_string(&day("2026-11-22")).unwrap(),
        "\"2026-11-22\""
    );
    assert_eq!(
        serde_json::from_str::<Day>("\"2026-11-22\"").unwrap(),
        day("2026-11-22")
    );
    let refusal = serde_json::from_str::<Day>("\"22/11/2026\"")
        .unwrap_err()
        .to_string();
    assert!(
        refusal.starts_with("expected a date written as year-month-day, such as `2026-11-22`"),
        "{refusal}"
    );
}

#[test]
fn weekdays_follow_one_another_from_a_known_thursday() {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let week = [
        Thursday, Friday, Saturday, Sunday, Monday, Tuesday, Wednesday,
    ];
    for (number, expected) in (0..20_000).zip(week.into_iter().cycle()) {
        assert_eq!(Day::from_number(number).weekday(), expected);
        // The same week 3,000 weeks earlier.
        assert_eq!(Day::from_number(number - 21_000).weekday(), expected);
    }
    // The 19th of September 2022 was a Monday, Christmas Day 2026 is a Friday.
    assert_eq!(day("2022-09-19").weekday(), Monday);
    assert_eq!(day("2026-12-25").weekday(), Friday);
    assert!(Saturday.is_weekend() && Sunday.is_weekend());
    assert!(
        ![Monday, Tuesday, Wednesday, Thursday, Friday]
            .iter()
            .any(|weekday| weekday.is_weekend())
    );
}

#[test]
fn adding_stops_at_the_first_and_last_day() {
    assert_eq!(day("2026-11-01").plus_days(20), day("2026-11-21"));
    assert_eq!(day("2026-03-01").plus_days(-1), day("2026-02-28"));
    assert_eq!(day("2024-03-01").plus_days(-1), day("2024-02-29"));
    for far in [10_000_000, i64::from(i32::MAX), i64::MAX] {
        assert_eq!(day("2026-11-22").plus_days(far), Day::MAX);
        assert_eq!(day("2026-11-22").plus_days(-far), Day::MIN);
    }
    assert_eq!(day("2026-11-22").plus_days(i64::MIN), Day::MIN);
    assert_eq!(Day::from_number(i32::MAX), Day::MAX);
    assert_eq!(Day::from_number(i32::MIN), Day::MIN);
    for far in [200_000, i32::MAX] {
        assert_eq!(day("2026-11-22").plus_months(far), Day::MAX);
        assert_eq!(day("2026-11-22").plus_months(-far), Day::MIN);
    }
    assert_eq!(day("2026-11-22").plus_months(i32::MIN), Day::MIN);
    assert_eq!(day("9999-11-30").plus_months(1), day("9999-12-30"));
    assert_eq!(day("0001-02-28").plus_months(-1), day("0001-01-28"));
}

#[test]
fn adding_months_keeps_the_day_number_or_takes_the_last_of_the_month() {
    let sums = [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-31", 2, "2026-03-31"), // clamped from the start, not from February
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-11-22", 3, "2027-02-22"),
        ("2026-11-22", -12, "2025-11-22"),
        ("2026-11-22", 0, "2026-11-22"),
        ("2026-12-31", 1, "2027-01-31"),
    ];
    for (start, months, end) in sums {
        assert_eq!(
            day(start).plus_months(months),
            day(end),
            "{start} and {months} months"
        );
    }
}

#[test]
fn adding_months_agrees_with_stepping_a_month_at_a_time() {
    for number in (day("2014-01-01").number()..=day("2030-12-31").number()).step_by(3) {
        let start = Day::from_number(number);
        for months in -30..=30 {
            assert_eq!(
                start.plus_months(months),
                naive_plus_months(start, months),
                "{start} {months}"
            );
        }
    }
}

#[test]
fn whole_months_between_two_days() {
    let spans = [
        ("2026-01-15", "2026-02-14", 0),
        ("2026-01-15", "2026-02-15", 1),
        ("2026-01-31", "2026-02-27", 0),
        ("2026-01-31", "2026-02-28", 1), // the month has no 31st, so its last day completes it
        ("2024-01-31", "2024-02-28", 0), // but in 2024 the last day is the 29th
        ("2024-02-29", "2025-02-27", 11),
        ("2024-02-29", "2025-02-28", 12),
        ("2026-02-28", "2026-03-31", 1),
        ("2026-02-28", "2026-03-27", 0),
        ("2026-05-05", "2026-05-05", 0),
        ("2010-06-15", "2026-06-14", 191), // sixteenth birthday tomorrow
        ("2010-06-15", "2026-06-15", 192),
    ];
    for (from, to, months) in spans {
        assert_eq!(day(from).months_until(day(to)), months, "{from} to {to}");
        assert_eq!(day(to).months_until(day(from)), -months, "{to} to {from}");
    }
}

#[test]
fn whole_months_agree_with_counting_up_until_the_day_is_passed() {
    for number in (day("2019-01-01").number()..=day("2022-01-01").number()).step_by(2) {
        let from = Day::from_number(number);
        let mut completed = 0;
        for later in 0..800 {
            let to = Day::from_number(number + later);
            while naive_plus_months(from, completed + 1) <= to {
                completed += 1;
            }
            assert_eq!(from.months_until(to), completed, "{from} to {to}");
            assert_eq!(to.months_until(from), -completed, "{to} to {from}");
        }
    }
}
