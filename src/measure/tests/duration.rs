use proptest::prelude::*;

use crate::calendar::{Day, Unit as Length};
use crate::measure::testing::{World, all, day, ratio, whole};
use crate::measure::{LeftOut, Note, Ratio, Unit};
use crate::pack::Measure;
use crate::pack::measures::{Duration, Open, Statistic};
use crate::state::Reason;

fn duration(statistic: Statistic, unit: Length, open: Open) -> Measure {
    Measure::Duration(Duration {
        scope: all("cases"),
        from: "started_on".into(),
        to: "ended_on".into(),
        statistic,
        unit,
        open,
    })
}

fn days(statistic: Statistic) -> Measure {
    duration(statistic, Length::Days, Open::LeftOut)
}

fn world(rows: &str) -> World {
    World::new("2026-09-30").list("cases", "started_on:date ended_on:date", rows)
}

/// Spans of these lengths in days, all from 1 June 2026.
fn spans(lengths: &[i64]) -> World {
    let start = day("2026-06-01");
    let rows: Vec<String> = lengths
        .iter()
        .map(|l| format!("2026-06-01 {}", start.plus_days(*l)))
        .collect();
    world(&rows.join("\n"))
}

#[test]
fn the_median_is_the_middle_or_the_mean_of_the_middle_two() {
    let m = spans(&[9, 1, 4]).value(days(Statistic::Median));
    assert_eq!((m.value, m.of(), m.unit), (whole(4), (3, 3), Unit::Days));
    assert_eq!(
        spans(&[9, 1, 4, 5]).value(days(Statistic::Median)).value,
        ratio(9, 2)
    );
    assert_eq!(spans(&[7]).value(days(Statistic::Median)).value, whole(7));
}

#[test]
fn the_mean_is_exact() {
    // 1 + 2 + 4 = 7.
    assert_eq!(
        spans(&[1, 2, 4]).value(days(Statistic::Mean)).value,
        ratio(7, 3)
    );
}

#[test]
fn the_90th_percentile_is_the_nearest_rank() {
    // Of ten the ninth, of eleven the tenth (9.9 up), of one the first.
    let ten = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
    assert_eq!(
        spans(&ten).value(days(Statistic::Percentile90)).value,
        whole(90)
    );
    let eleven = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110];
    assert_eq!(
        spans(&eleven).value(days(Statistic::Percentile90)).value,
        whole(100)
    );
    assert_eq!(
        spans(&[3]).value(days(Statistic::Percentile90)).value,
        whole(3)
    );
}

#[test]
fn a_negative_span_is_left_out_and_reported() {
    let m = world("2026-06-05 2026-06-04 \n 2026-06-01 2026-06-03").value(days(Statistic::Mean));
    assert_eq!((m.value, m.of()), (whole(2), (1, 1)));
    assert_eq!(m.left_out, [(LeftOut::Negative, 1)]);
    assert_eq!(m.notes, [(Note::EndBeforeStart, 1)]);
    assert_eq!(m.bounds(), (whole(2), whole(2)));
}

#[test]
fn open_spans_are_left_out_or_count_up_to_as_at() {
    // From 10 to 30 September is twenty days.
    let world = world("2026-09-10 - \n 2026-09-01 2026-09-05");
    let m = world.value(days(Statistic::Mean));
    assert_eq!((m.value, m.out(LeftOut::StillOpen)), (whole(4), 1));
    // Left out, it could have been 0 days or up to 20: means of (0 + 4) / 2 and (20 + 4) / 2.
    assert_eq!(m.bounds(), (whole(2), whole(12)));
    let m = world.value(duration(Statistic::Mean, Length::Days, Open::Count));
    assert_eq!((m.value, m.of()), (whole(12), (2, 2)));
}

#[test]
fn an_end_after_as_at_is_open() {
    let m = world("2026-09-10 2026-10-10 \n 2026-10-01 -").value(duration(
        Statistic::Mean,
        Length::Days,
        Open::Count,
    ));
    assert_eq!((m.value, m.noted(Note::AfterAsAt)), (whole(20), 2));
    assert_eq!(m.out(LeftOut::NoStart), 1);
}

#[test]
fn lengths_come_in_each_unit() {
    // 1 June to 30 June 2026: 29 days, 21 working days, 29/7 weeks, 29 of the month's 30 days.
    let world = world("2026-06-01 2026-06-30");
    let value = |unit| world.value(duration(Statistic::Median, unit, Open::LeftOut));
    assert_eq!(value(Length::Days).value, whole(29));
    assert_eq!(value(Length::WorkingDays).value, whole(21));
    assert_eq!(value(Length::Weeks).value, ratio(29, 7));
    assert_eq!(value(Length::Months).value, ratio(29, 30));
    assert_eq!(value(Length::Weeks).unit, Unit::Weeks);
}

fn months(start: &str, end: &str) -> Option<Ratio> {
    let world = world(&format!("{start} {end}"));
    let mean = duration(Statistic::Mean, Length::Months, Open::LeftOut);
    world.value(mean).value
}

#[test]
fn a_part_of_a_month_counts_as_days_of_the_month_it_lies_in() {
    for (start, end, expected) in [
        // To 15 March two months, and 30 of the 31 days from there to 15 April.
        ("2026-01-15", "2026-04-14", ratio(2 * 31 + 30, 31)),
        ("2026-01-15", "2026-04-15", whole(3)),
        // To 15 February one month, and 14 of the 28 days to 15 March.
        ("2026-01-15", "2026-03-01", ratio(3, 2)),
        ("2026-01-15", "2026-01-15", whole(0)),
        // Clamped: 28 February is a month after 31 January, and 31 March, 31 days on, is two.
        ("2026-01-31", "2026-02-28", whole(1)),
        ("2026-01-31", "2026-02-27", ratio(27, 28)),
        ("2026-01-31", "2026-03-30", ratio(31 + 30, 31)),
        ("2026-01-31", "2026-03-31", whole(2)),
        // Of a leap year: 28 of the 29 days from 31 January to 29 February.
        ("2024-01-31", "2024-02-28", ratio(28, 29)),
    ] {
        assert_eq!(months(start, end), expected, "{start} {end}");
    }
}

#[test]
fn a_part_of_a_week_or_month_is_over_a_limit_of_whole_ones() {
    // 90 days, and 12 weeks are 84; 1 January 2025 to 1 August 2026 is 19 months, and 28 of 31 days on.
    let weeks = duration(Statistic::Median, Length::Weeks, Open::LeftOut);
    let m = world("2026-06-01 2026-08-30").value(weeks);
    assert_eq!(m.value, ratio(90, 7));
    assert_eq!(months("2025-01-01", "2026-08-29"), ratio(19 * 31 + 28, 31));
}

proptest! {
    #[test]
    fn months_lie_between_those_completed_and_one_more_and_never_shrink(
        start in 0_i64..1_500, length in 0_i64..1_500,
    ) {
        let epoch = day("2018-01-01");
        let start = epoch.plus_days(start);
        let end = start.plus_days(length);
        let exact = |end: Day| {
            let value = months(&start.to_string(), &end.to_string()).unwrap();
            (value.numerator, value.denominator)
        };
        let (value, parts) = exact(end);
        let whole = i128::from(start.months_until(end));
        prop_assert!(whole * parts <= value && value < (whole + 1) * parts);
        let (later, later_parts) = exact(end.plus_days(1));
        prop_assert!(value * later_parts < later * parts);
    }
}

#[test]
fn a_hidden_span_could_be_nothing_or_without_end() {
    // Known 2, 4, 6 with one hidden: the median runs from (2 + 4) / 2 to (4 + 6) / 2.
    let rows =
        "2026-06-01 2026-06-03 \n 2026-06-01 2026-06-05 \n 2026-06-01 2026-06-07 \n - 2026-06-07";
    let m = world(rows).value(days(Statistic::Median));
    assert_eq!((m.value, m.out(LeftOut::NoStart)), (whole(4), 1));
    assert_eq!(m.bounds(), (whole(3), whole(5)));
    // The mean has no upper bound; at the least it is 12 over 4.
    assert_eq!(
        world(rows).value(days(Statistic::Mean)).bounds(),
        (whole(3), None)
    );
    // The 90th percentile of four is the fourth, which is the hidden one at worst.
    assert_eq!(
        world(rows).value(days(Statistic::Percentile90)).bounds(),
        (whole(6), None)
    );
}

#[test]
fn more_hidden_than_known_leave_a_median_without_bound() {
    let m = world("2026-06-01 2026-06-05 \n - - \n - -").value(days(Statistic::Median));
    assert_eq!((m.value, m.bounds()), (whole(4), (whole(0), None)));
}

#[test]
fn a_start_before_the_horizon_is_reported_in_working_days() {
    let world = world("2023-12-29 2024-01-01");
    let m = world.value(duration(
        Statistic::Median,
        Length::WorkingDays,
        Open::LeftOut,
    ));
    assert_eq!(
        (m.value, m.notes),
        (whole(1), vec![(Note::BeforeHorizon, 1)])
    );
}

#[test]
fn nothing_but_blanks_is_too_few() {
    assert_eq!(
        world("- 2026-06-01").not_known(days(Statistic::Median)).0,
        Reason::TooFew
    );
    assert_eq!(
        world("2026-06-01 -").not_known(days(Statistic::Mean)).0,
        Reason::TooFew
    );
}

#[test]
fn an_end_that_was_not_recorded_never_helps() {
    // To 30 September: 5, 8, 111 and 111 days, a median of 59.5.
    let whole_list = "2026-09-01 2026-09-06 \n 2026-09-01 2026-09-09 \n \
                      2026-06-11 2026-09-30 \n 2026-06-11 2026-09-30";
    let all = world(whole_list).value(days(Statistic::Median));
    assert_eq!(all.value, ratio(119, 2));
    let hidden = "2026-09-01 2026-09-06 \n 2026-09-01 2026-09-09 \n 2026-06-11 - \n 2026-06-11 -";
    let m = world(hidden).value(days(Statistic::Median));
    assert_eq!(m.value, ratio(13, 2));
    assert_eq!(
        m.highest, all.value,
        "the worse side is as bad as the truth"
    );
}
