//! Conditions over several rows, over missing columns, and over dates that have not happened.

use super::super::Truth::{False, True, Unknown};
use super::super::{Clock, Condition};
use super::{answers, calendar, compile, day, fields, table};
use crate::table::Cell;

#[test]
fn texts_that_repeat_are_answered_row_by_row() {
    let texts = ["north", "South", "north", "NORTH"].map(Cell::Text);
    let mut cells = texts.to_vec();
    cells.push(Cell::Blank);
    let table = table(&[("team", cells)]);
    assert_eq!(
        answers("team = 'north'", &table),
        [True, False, True, True, Unknown]
    );
    assert_eq!(
        answers("coalesce(team, 'south') like 's%'", &table),
        [False, True, False, False, True]
    );
    assert_eq!(
        answers("team is null", &table),
        [False, False, False, False, True]
    );
}

#[test]
fn a_future_date_reads_as_blank_unless_it_is_a_plan() {
    let dates = ["2026-09-30", "2026-10-01"].map(|d| Cell::Date(day(d)));
    let table = table(&[("ended_on", dates.to_vec()), ("planned_on", dates.to_vec())]);
    assert_eq!(
        answers("ended_on >= date '2026-01-01'", &table),
        [True, Unknown]
    );
    assert_eq!(answers("ended_on is null", &table), [False, True]);
    assert_eq!(
        answers("ended_on + 0 >= date '2026-01-01'", &table),
        [True, Unknown]
    );
    assert_eq!(answers("planned_on > as_at()", &table), [False, True]);

    let calendar = calendar();
    let clock = Clock {
        as_at: day("2026-09-30"),
        calendar: &calendar,
    };
    let saw = |text: &str| {
        let condition = compile(text);
        let bound = condition.bind(&table, clock).unwrap();
        [
            bound.saw_future(0),
            bound.saw_future(1),
            bound.saw_future(2),
        ]
    };
    assert_eq!(saw("ended_on is null"), [false, true, false]);
    assert_eq!(saw("planned_on is null"), [false, false, false]);
}

#[test]
fn a_condition_in_doubt_of_a_column_rests_on_no_blank_of_it() {
    let ended = vec![Cell::Blank; 2];
    let seen = vec![Cell::YesNo(true), Cell::YesNo(false)];
    let table = table(&[("ended_on", ended), ("seen", seen)]);
    let (calendar, as_at) = (calendar(), day("2026-09-30"));
    let doubting = |text: &str| {
        let (condition, columns) = compile(text).doubting(|name| name == "ended_on")?;
        assert_eq!(columns, ["ended_on".into()]);
        let calendar = &calendar;
        let bound = condition.bind(&table, Clock { as_at, calendar }).unwrap();
        Some([bound.truth(0), bound.truth(1)])
    };
    assert_eq!(answers("seen and ended_on is null", &table), [True, False]);
    assert_eq!(
        doubting("seen and ended_on is null"),
        Some([Unknown, False])
    );
    assert_eq!(
        doubting("seen or not ended_on is null"),
        Some([True, Unknown])
    );
    assert_eq!(
        doubting("days(date '2026-09-01', coalesce(ended_on, as_at())) > 20 or seen"),
        Some([True, Unknown])
    );
    assert_eq!(
        doubting("(ended_on is null) is not null"),
        Some([Unknown; 2])
    );
    // A plain comparison with a blank is unknown already, and another column is not in doubt.
    assert_eq!(doubting("ended_on > as_at() - 365"), None);
    assert_eq!(doubting("started_on is null"), None);
}

#[test]
fn a_missing_column_reads_as_blank() {
    let table = table(&[("visits", vec![Cell::Number(1)])]);
    assert_eq!(answers("started_on > date '2026-01-01'", &table), [Unknown]);
    assert_eq!(
        answers("team = 'x' or seen or status = 'open'", &table),
        [Unknown]
    );
    assert_eq!(answers("hours is null", &table), [True]);
    assert_eq!(answers("status = checked_status", &table), [Unknown]);
    assert_eq!(
        answers(
            "coalesce(status, 'open') = coalesce(checked_status, 'open')",
            &table
        ),
        [True]
    );
}

#[test]
fn a_column_of_another_type_or_other_codes_reads_as_blank() {
    let table = table(&[
        ("visits", vec![Cell::Number(1)]),
        ("status", vec![Cell::Code(0)]),
    ]);
    let mut fields = fields();
    fields[0].kind = crate::table::ColumnType::Text;
    let status = fields.iter_mut().find(|f| &*f.name == "status").unwrap();
    status.codes = ["other".to_owned()].into();
    let condition = Condition::compile("visits = '1' or status = 'other'", &fields).unwrap();
    let calendar = calendar();
    let clock = Clock {
        as_at: day("2026-09-30"),
        calendar: &calendar,
    };
    assert_eq!(condition.bind(&table, clock).unwrap().truth(0), Unknown);
}

#[test]
fn rows_beyond_the_last_are_unknown() {
    let table = table(&[("visits", vec![Cell::Number(1)])]);
    let calendar = calendar();
    let clock = Clock {
        as_at: day("2026-09-30"),
        calendar: &calendar,
    };
    let condition = compile("visits < 5");
    let bound = condition.bind(&table, clock).unwrap();
    assert_eq!([bound.truth(0), bound.truth(1)], [True, Unknown]);
}

#[test]
fn working_days_need_a_calendar_that_reaches_as_at() {
    let table = table(&[("visits", vec![Cell::Number(1)])]);
    let calendar = calendar();
    let at = |text: &str, as_at: &str| {
        let clock = Clock {
            as_at: day(as_at),
            calendar: &calendar,
        };
        compile(text).bind(&table, clock).err()
    };
    let counting = "visits = 1 or not working_days(started_on, ended_on) > 3";
    assert_eq!(at(counting, "2027-12-31"), None);
    let beyond = at(counting, "2028-01-01").unwrap();
    assert_eq!(
        (beyond.day, beyond.last),
        (day("2028-01-01"), day("2027-12-31"))
    );
    assert_eq!(at("days(started_on, ended_on) > 3", "2028-01-01"), None);
}

#[test]
fn working_days_from_before_the_calendar_are_told() {
    // The calendar starts on Thursday 1 January 2015.
    let dates = |texts: [&str; 5]| {
        let cells = texts.map(|t| match t {
            "" => Cell::Blank,
            date => Cell::Date(day(date)),
        });
        cells.to_vec()
    };
    let before = ["2014-12-31", "2015-01-01", "2026-09-01", "2014-12-31", ""];
    let after = ["2015-01-02", "2015-01-02", "2014-12-31", "", "2026-09-01"];
    let table = table(&[("started_on", dates(before)), ("ended_on", dates(after))]);
    let calendar = calendar();
    let clock = Clock {
        as_at: day("2026-09-30"),
        calendar: &calendar,
    };
    let told = |text: &str| {
        let condition = compile(text);
        let bound = condition.bind(&table, clock).unwrap();
        (0..6)
            .filter(|r| bound.before_horizon(*r))
            .collect::<Vec<_>>()
    };
    // The third row ends before it starts; the last two have nothing to count.
    assert_eq!(told("working_days(started_on, ended_on) <= 5"), [0, 2]);
    assert_eq!(
        told("seen and not coalesce(working_days(started_on, ended_on), 0) / 2 in (1, 2)"),
        [0, 2]
    );
    assert_eq!(told("working_days(started_on, as_at()) is null"), [0, 3]);
    assert_eq!(
        told("started_on + working_days(ended_on, as_at()) < as_at()"),
        [2]
    );
    // Where every count ends beyond the calendar there is none to tell of.
    assert_eq!(
        told("working_days(started_on, date '2028-01-01') > 3"),
        [0_usize; 0]
    );
    assert_eq!(told("days(started_on, ended_on) <= 5"), [0_usize; 0]);

    // One weekday after Wednesday 31 December 2014: New Year's Day is not known to this calendar.
    assert_eq!(
        answers("working_days(started_on, ended_on) = 2", &table)[0],
        True
    );
}

#[test]
fn columns_are_sorted_and_each_is_named_once() {
    let condition = compile("visits > 1 and TEAM is null and visits < 9 and ended_on is null");
    let columns: Vec<&str> = condition.columns().iter().map(|c| &**c).collect();
    assert_eq!(columns, ["ended_on", "team", "visits"]);
    let two_codes = compile("status <> coalesce(checked_status, 'open')");
    let columns: Vec<&str> = two_codes.columns().iter().map(|c| &**c).collect();
    assert_eq!(columns, ["checked_status", "status"]);
    assert_eq!(
        condition.text(),
        "visits > 1 and TEAM is null and visits < 9 and ended_on is null"
    );
}

#[test]
fn the_reach_is_the_furthest_look_back() {
    let worked = [
        ("started_on > as_at() - 180", Some(180)),
        ("started_on >= as_at() - 6 * 30", Some(180)),
        ("as_at() - 90 <= started_on", Some(90)),
        ("started_on between as_at() - 365 and as_at()", Some(365)),
        ("days(started_on, as_at()) <= 30", Some(30)),
        ("as_at() - started_on < 30", Some(30)),
        ("60 > days(started_on, as_at())", Some(60)),
        ("started_on > as_at() + -7", Some(7)),
        (
            "seen and (started_on > as_at() - 10 or ended_on > as_at() - 20)",
            Some(20),
        ),
        ("started_on < as_at() - 180", None),
        ("not started_on > as_at() - 180", None),
        ("started_on not between as_at() - 9 and as_at()", None),
        ("started_on > as_at() + 7", None),
        ("started_on > ended_on - 7", None),
        ("days(started_on, ended_on) <= 30", None),
        ("working_days(started_on, as_at()) <= 30", None),
        ("visits > 3", None),
    ];
    for (text, reach) in worked {
        assert_eq!(compile(text).reach(), reach, "{text}");
    }
}
