//! Worked answers: truth tables, then every operator and function on single rows.

use super::super::Truth::{self, False, True, Unknown};
use super::{answer, day};
use crate::table::Cell;

const NONE: Cell<'_> = Cell::Blank;

fn yes_no(truth: Truth) -> Cell<'static> {
    match truth {
        True => Cell::YesNo(true),
        False => Cell::YesNo(false),
        Unknown => NONE,
    }
}

fn two(text: &str, left: Truth, right: Truth) -> Truth {
    answer(
        text,
        &[("seen", yes_no(left)), ("seen_alone", yes_no(right))],
    )
}

fn number(whole: i64) -> Cell<'static> {
    Cell::Number(whole * 1_000_000)
}

fn date(text: &str) -> Cell<'static> {
    Cell::Date(day(text))
}

#[test]
fn and_or_not_follow_the_table_of_sql() {
    let table = [
        // left, right, and, or
        (True, True, True, True),
        (True, False, False, True),
        (True, Unknown, Unknown, True),
        (False, True, False, True),
        (False, False, False, False),
        (False, Unknown, False, Unknown),
        (Unknown, True, Unknown, True),
        (Unknown, False, False, Unknown),
        (Unknown, Unknown, Unknown, Unknown),
    ];
    for (left, right, and, or) in table {
        assert_eq!(
            two("seen and seen_alone", left, right),
            and,
            "{left:?} and {right:?}"
        );
        assert_eq!(
            two("seen or seen_alone", left, right),
            or,
            "{left:?} or {right:?}"
        );
    }
    for (truth, not) in [(True, False), (False, True), (Unknown, Unknown)] {
        assert_eq!(two("not seen", truth, True), not, "not {truth:?}");
        assert_eq!(two("not (not seen)", truth, True), truth);
    }
}

#[test]
fn and_binds_more_tightly_than_or_and_not_than_both() {
    assert_eq!(two("seen or seen_alone and seen_alone", True, False), True);
    assert_eq!(
        two("(seen or seen_alone) and seen_alone", True, False),
        False
    );
    assert_eq!(two("not seen and seen_alone", False, False), False);
    assert_eq!(two("not (seen and seen_alone)", False, False), True);
}

#[test]
fn equal_answers_are_unknown_when_either_is_blank() {
    for (left, right, same) in [
        (True, True, True),
        (False, False, True),
        (True, False, False),
        (Unknown, True, Unknown),
        (False, Unknown, Unknown),
        (Unknown, Unknown, Unknown),
    ] {
        assert_eq!(two("seen = seen_alone", left, right), same);
        let differs = match same {
            True => False,
            False => True,
            Unknown => Unknown,
        };
        assert_eq!(two("seen <> seen_alone", left, right), differs);
        assert_eq!(two("seen != seen_alone", left, right), differs);
    }
    assert_eq!(two("seen = true", False, True), False);
    assert_eq!(two("seen = false", False, True), True);
    assert_eq!(two("seen = false", Unknown, True), Unknown);
}

#[test]
fn a_list_with_a_blank_in_it_is_never_false() {
    let ask = |text, visits, hours| answer(text, &[("visits", visits), ("hours", hours)]);
    assert_eq!(ask("visits in (1, 2)", number(2), NONE), True);
    assert_eq!(ask("visits in (1, 2)", number(3), NONE), False);
    assert_eq!(ask("visits in (1, 2)", NONE, NONE), Unknown);
    assert_eq!(ask("visits in (1, hours)", number(1), NONE), True);
    assert_eq!(ask("visits in (1, hours)", number(3), NONE), Unknown);
    assert_eq!(ask("visits in (1, hours)", number(3), number(3)), True);
    assert_eq!(ask("visits not in (1, hours)", number(1), NONE), False);
    assert_eq!(ask("visits not in (1, hours)", number(3), NONE), Unknown);
    assert_eq!(ask("visits not in (1, hours)", number(3), number(2)), True);
    assert_eq!(ask("visits not in (1)", NONE, NONE), Unknown);
}

#[test]
fn a_range_is_decided_by_the_bound_that_is_known() {
    let ask = |text, visits, hours| answer(text, &[("visits", visits), ("hours", hours)]);
    assert_eq!(ask("visits between 1 and 3", number(1), NONE), True);
    assert_eq!(ask("visits between 1 and 3", number(3), NONE), True);
    assert_eq!(ask("visits between 1 and 3", number(4), NONE), False);
    assert_eq!(ask("visits between 3 and 1", number(2), NONE), False);
    assert_eq!(ask("visits between 1 and hours", number(0), NONE), False);
    assert_eq!(ask("visits between 1 and hours", number(2), NONE), Unknown);
    assert_eq!(ask("visits not between 1 and hours", number(0), NONE), True);
    assert_eq!(
        ask("visits not between 1 and hours", number(2), NONE),
        Unknown
    );
    assert_eq!(ask("visits not between 1 and 3", number(2), NONE), False);
    assert_eq!(ask("visits not between 1 and 3", NONE, NONE), Unknown);
}

#[test]
fn being_blank_is_always_known() {
    assert_eq!(answer("team is null", &[("team", NONE)]), True);
    assert_eq!(
        answer("team is null", &[("team", Cell::Text("north"))]),
        False
    );
    assert_eq!(answer("team is not null", &[("team", NONE)]), False);
    assert_eq!(answer("status is null", &[("status", NONE)]), True);
    assert_eq!(
        answer("status is not null", &[("status", Cell::Code(0))]),
        True
    );
    assert_eq!(answer("(visits > 3) is null", &[("visits", NONE)]), True);
    assert_eq!(
        answer("(visits > 3) is null", &[("visits", number(1))]),
        False
    );
    assert_eq!(
        answer("days(started_on, as_at()) is null", &[("started_on", NONE)]),
        True
    );
    assert_eq!(
        answer(
            "hours / visits is null",
            &[("hours", number(1)), ("visits", number(0))]
        ),
        True
    );
}

#[test]
fn coalesce_takes_the_first_that_is_known() {
    let ask = |text, visits, hours| answer(text, &[("visits", visits), ("hours", hours)]);
    assert_eq!(ask("coalesce(visits, hours, 7) = 7", NONE, NONE), True);
    assert_eq!(ask("coalesce(visits, hours, 7) = 5", NONE, number(5)), True);
    assert_eq!(
        ask("coalesce(visits, hours, 7) = 4", number(4), number(5)),
        True
    );
    assert_eq!(ask("coalesce(visits, hours) = 4", NONE, NONE), Unknown);
    assert_eq!(two("coalesce(seen, false)", Unknown, True), False);
    assert_eq!(two("coalesce(seen, seen_alone)", Unknown, True), True);
    assert_eq!(two("coalesce(seen, seen_alone)", Unknown, Unknown), Unknown);
    assert_eq!(
        answer("coalesce(team, 'none') = 'NONE'", &[("team", NONE)]),
        True
    );
    assert_eq!(
        answer("coalesce(status, 'open') = 'open'", &[("status", NONE)]),
        True
    );
    assert_eq!(
        answer(
            "coalesce(status, 'open') = 'open'",
            &[("status", Cell::Code(1))]
        ),
        False
    );
    assert_eq!(
        answer(
            "coalesce(ended_on, as_at()) = date '2026-09-30'",
            &[("ended_on", NONE)]
        ),
        True
    );
}

#[test]
fn numbers_are_compared_exactly() {
    let ask = |text, millionths| answer(text, &[("visits", Cell::Number(millionths))]);
    assert_eq!(ask("visits = 0.1 + 0.2", 300_000), True);
    assert_eq!(ask("visits * 3 = 1", 333_333), False);
    assert_eq!(ask("1 / 3 = visits", 333_333), False);
    assert_eq!(ask("visits / 3 * 3 = visits", 1), True);
    assert_eq!(ask("visits < 0.3333333", 333_333), True);
    assert_eq!(ask("visits = 0.3333333", 333_333), False);
    assert_eq!(ask("visits >= 0.333333", 333_333), True);
    assert_eq!(ask("visits > 0.333333", 333_333), False);
    assert_eq!(ask("visits <= 0.333333", 333_333), True);
    assert_eq!(ask("visits < 0.333333", 333_333), False);
    assert_eq!(ask("visits <> 0.333333", 333_333), False);
    assert_eq!(ask("5 > visits", 4_999_999), True);
    assert_eq!(ask("5 <= visits", 4_999_999), False);
    assert_eq!(ask("-visits = -2", 2_000_000), True);
    assert_eq!(
        ask("2 - 3 - 4 = -5 and 2 + 3 * 4 = 14 and 12 / 2 / 3 = 2", 0),
        True
    );
    assert_eq!(ask("visits = 9223372036854.775807", i64::MAX), True);
    assert_eq!(ask("visits > 9223372036854.775806", i64::MAX), True);
    assert_eq!(ask("visits > 999999999999999999", i64::MAX), False);
}

#[test]
fn dividing_by_zero_and_numbers_too_large_are_unknown() {
    let ask = |text, millionths| answer(text, &[("visits", Cell::Number(millionths))]);
    assert_eq!(ask("1 / visits > 0", 0), Unknown);
    assert_eq!(ask("1 / visits > 0 or visits = 0", 0), True);
    let large = "visits * visits * visits * visits * visits * visits > 0";
    assert_eq!(ask(large, i64::MAX), Unknown);
    assert_eq!(ask(large, 2_000_000), True);
    // Both sides fit, their crosswise products do not.
    assert_eq!(
        ask("visits * visits / 7 > visits * visits / 9", i64::MAX),
        True
    );
}

#[test]
fn texts_are_compared_without_capitals() {
    let ask = |text| {
        answer(
            text,
            &[
                ("team", Cell::Text("North East")),
                ("place", Cell::Text("NORTH EAST")),
            ],
        )
    };
    for text in [
        "team = 'north east'",
        "team = place",
        "team in ('south', 'NORTH EAST')",
        "team like 'NORTH%'",
        "team like '%o_th e%'",
        "lower(team) = 'North East'",
        "length(team) = 10",
        "length(trim(team)) = 10",
        "team > 'm' and team < 'o'",
        "team between 'N' and 'north z'",
        "not team like 'north'",
        "team not like '%west%'",
        "'north east' = team",
    ] {
        assert_eq!(ask(text), True, "{text}");
    }
    assert_eq!(answer("team like '%'", &[("team", NONE)]), Unknown);
    assert_eq!(answer("team <> 'x'", &[("team", NONE)]), Unknown);
    assert_eq!(answer("length(team) > 0", &[("team", NONE)]), Unknown);
    assert_eq!(
        answer("trim(team) = 'a'", &[("team", Cell::Text(" A "))]),
        True
    );
    assert_eq!(
        answer("team = 'it''s'", &[("team", Cell::Text("It's"))]),
        True
    );
}

#[test]
fn codes_are_compared_by_name() {
    let ask = |text, code| answer(text, &[("status", code)]);
    assert_eq!(ask("status = 'closed'", Cell::Code(1)), True);
    assert_eq!(ask("status = 'CLOSED'", Cell::Code(1)), True);
    assert_eq!(ask("'closed' <> status", Cell::Code(1)), False);
    assert_eq!(ask("status in ('open', 'not_known')", Cell::Code(2)), True);
    assert_eq!(
        ask("status not in ('open', 'not_known')", Cell::Code(2)),
        False
    );
    assert_eq!(ask("status = 'open'", NONE), Unknown);
    assert_eq!(ask("status not in ('open')", NONE), Unknown);
}

#[test]
fn two_code_columns_are_compared_by_their_codes() {
    let (open, closed) = (Cell::Code(0), Cell::Code(1));
    for (left, right, same) in [
        (open, open, True),
        (closed, closed, True),
        (open, closed, False),
        (closed, open, False),
        (open, NONE, Unknown),
        (NONE, closed, Unknown),
        (NONE, NONE, Unknown),
    ] {
        let ask = |text| answer(text, &[("status", left), ("checked_status", right)]);
        let differs = match same {
            True => False,
            False => True,
            Unknown => Unknown,
        };
        assert_eq!(ask("status = checked_status"), same);
        assert_eq!(ask("checked_status = status"), same);
        assert_eq!(ask("status <> checked_status"), differs);
        assert_eq!(ask("not status = checked_status"), differs);
        assert_eq!(
            ask("(status = checked_status) is null"),
            (same == Unknown).into()
        );
    }
}

#[test]
fn a_code_that_stands_for_a_blank_is_compared_too() {
    let ask = |text, left, right| answer(text, &[("status", left), ("checked_status", right)]);
    let (open, closed) = (Cell::Code(0), Cell::Code(1));
    let left = "coalesce(status, 'closed') = checked_status";
    assert_eq!(ask(left, NONE, closed), True);
    assert_eq!(ask(left, NONE, open), False);
    assert_eq!(ask(left, open, open), True);
    assert_eq!(ask(left, NONE, NONE), Unknown);
    let right = "status <> coalesce(checked_status, 'closed')";
    assert_eq!(ask(right, closed, NONE), False);
    assert_eq!(ask(right, open, NONE), True);
    let both = "coalesce(status, 'open') = coalesce(checked_status, 'closed')";
    assert_eq!(ask(both, NONE, NONE), False);
    assert_eq!(ask(both, closed, NONE), True);
    assert_eq!(ask(both, NONE, open), True);
}

#[test]
fn dates_move_by_days_and_differ_by_days() {
    let ask = |text| answer(text, &[("started_on", date("2026-09-20"))]);
    for text in [
        "started_on = date '2026-09-20'",
        "started_on + 10 = as_at()",
        "10 + started_on = as_at()",
        "as_at() - 10 = started_on",
        "as_at() - started_on = 10",
        "days(started_on, as_at()) = 10",
        "days(as_at(), started_on) = -10",
        "started_on > as_at() - 11",
        "not started_on > as_at() - 10",
        "started_on between as_at() - 10 and as_at()",
        "started_on in (date '2026-01-01', as_at() - 10)",
        "date '2024-02-28' + 2 = date '2024-03-01'",
    ] {
        assert_eq!(ask(text), True, "{text}");
    }
    assert_eq!(
        answer("days(started_on, as_at()) <= 10", &[("started_on", NONE)]),
        Unknown
    );
    let by = |cell| {
        answer(
            "started_on + visits = as_at()",
            &[("started_on", date("2026-09-20")), ("visits", cell)],
        )
    };
    assert_eq!(by(number(10)), True);
    assert_eq!(by(Cell::Number(9_500_000)), Unknown);
    assert_eq!(by(number(9_000_000)), Unknown);
    assert_eq!(by(NONE), Unknown);
}

#[test]
fn working_days_leave_out_weekends_and_bank_holidays() {
    let ask = |text, from, to| answer(text, &[("started_on", from), ("ended_on", to)]);
    // Thursday 2 April, Good Friday 3, Easter Monday 6, so Tuesday 7 is the first working day.
    let count = "working_days(started_on, ended_on) = 1";
    assert_eq!(ask(count, date("2026-04-02"), date("2026-04-07")), True);
    assert_eq!(ask(count, date("2026-04-02"), date("2026-04-06")), False);
    assert_eq!(
        ask(
            "working_days(ended_on, started_on) = -1",
            date("2026-04-02"),
            date("2026-04-07")
        ),
        True
    );
    let limit = "working_days(started_on, ended_on) <= 45";
    assert_eq!(ask(limit, date("2026-06-01"), NONE), Unknown);
    assert_eq!(ask(limit, NONE, date("2026-06-01")), Unknown);
    assert_eq!(ask(&format!("not {limit}"), NONE, NONE), Unknown);
    let planned = |to| {
        answer(
            "working_days(as_at(), planned_on) > 0",
            &[("planned_on", to)],
        )
    };
    assert_eq!(planned(date("2027-12-31")), True);
    assert_eq!(planned(date("2028-01-01")), Unknown);
}

#[test]
fn months_are_whole_and_clamp_to_the_end_of_the_month() {
    let ask =
        |text: &str, from, to| answer(text, &[("started_on", date(from)), ("ended_on", date(to))]);
    let one = "months(started_on, ended_on) = 1";
    assert_eq!(ask(one, "2026-01-31", "2026-02-27"), False);
    assert_eq!(ask(one, "2026-01-31", "2026-02-28"), True);
    assert_eq!(ask(one, "2026-01-15", "2026-03-14"), True);
    assert_eq!(ask(one, "2026-01-15", "2026-03-15"), False);
    assert_eq!(
        ask(
            "months(ended_on, started_on) = -1",
            "2026-01-15",
            "2026-02-15"
        ),
        True
    );
}

#[test]
fn someone_born_on_29_february_is_older_on_1_march() {
    let age = |born, on, years| {
        let text = format!("age(started_on, ended_on) = {years}");
        answer(&text, &[("started_on", date(born)), ("ended_on", date(on))])
    };
    assert_eq!(age("2008-02-29", "2026-02-28", 17), True);
    assert_eq!(age("2008-02-29", "2026-03-01", 18), True);
    assert_eq!(age("2008-02-29", "2024-02-28", 15), True);
    assert_eq!(age("2008-02-29", "2024-02-29", 16), True);
    assert_eq!(age("2008-05-10", "2026-05-09", 17), True);
    assert_eq!(age("2008-05-10", "2026-05-10", 18), True);
    assert_eq!(age("2026-05-10", "2026-05-10", 0), True);
    assert_eq!(age("2026-05-10", "2026-05-09", -1), Unknown);
}

#[test]
fn words_may_be_in_any_case() {
    assert_eq!(
        answer(
            "NOT Visits IS NULL And VISITS Between 1 aNd 2",
            &[("visits", number(1))]
        ),
        True
    );
}

#[test]
fn spaces_do_not_matter() {
    let ask = |text| {
        answer(
            text,
            &[("visits", number(3)), ("started_on", date("2026-09-20"))],
        )
    };
    for text in [
        "visits>-1",
        "-1<visits",
        "visits=3and(visits<>4)",
        "visits!=-3",
        "visits*-1=-3",
        "5-3=2",
        "5 -3=2",
        "visits>=.5",
        "started_on>as_at()-11",
        "days(started_on,as_at())=10",
        "\n visits\r\n =\t3 ",
    ] {
        assert_eq!(ask(text), True, "{text}");
    }
}

#[test]
fn comparisons_bind_as_in_sql() {
    let ask = |text| answer(text, &[("visits", number(3)), ("hours", NONE)]);
    assert_eq!(ask("not visits is null"), True);
    assert_eq!(ask("not visits = 4 and true"), True);
    assert_eq!(ask("visits between 1 and 3 and visits = 3"), True);
    assert_eq!(ask("visits + 1 between 2 * 2 and 4"), True);
    assert_eq!(ask("visits in (1, 2 + 1) or hours > 1"), True);
    assert_eq!(ask("visits - 1 is not null"), True);
}
