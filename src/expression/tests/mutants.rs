//! Every small change to a condition, worked out by hand.

use super::super::Change;
use super::{compile, fields};

/// Each change of a condition whose columns are exchanged for the ones given.
fn mutants(text: &str, others: &[(&str, &str)]) -> Vec<(Change, String)> {
    let of = |column: &str| {
        let others = others.iter().filter(|(own, _)| *own == column);
        others.map(|(_, other)| (*other).to_owned()).collect()
    };
    let made = compile(text).mutants(&fields(), &of).into_iter();
    made.map(|m| (m.kind, m.condition.text().to_owned()))
        .collect()
}

fn check(text: &str, others: &[(&str, &str)], expected: &[(Change, &str)]) {
    let found = mutants(text, others);
    let found: Vec<_> = found
        .iter()
        .map(|(kind, text)| (*kind, text.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_part_is_left_out_a_comparison_flipped_and_a_number_moved() {
    check(
        "visits >= 3 and seen",
        &[],
        &[
            (Change::Part, "seen"),
            (Change::Part, "visits >= 3"),
            (Change::Comparison, "visits > 3 and seen"),
            (Change::Limit, "visits >= 4 and seen"),
            (Change::Limit, "visits >= 2 and seen"),
            (Change::Comparison, "visits >= 3 and not seen"),
        ],
    );
}

#[test]
fn a_number_moves_by_one_in_its_last_place() {
    check(
        "visits < 0.75 * hours",
        &[],
        &[
            (Change::Comparison, "visits <= 0.75 * hours"),
            (Change::Limit, "visits < 0.76 * hours"),
            (Change::Limit, "visits < 0.74 * hours"),
        ],
    );
    check(
        "visits = 0",
        &[],
        &[
            (Change::Comparison, "visits <> 0"),
            (Change::Limit, "visits = 1"),
            (Change::Limit, "visits = -1"),
        ],
    );
}

#[test]
fn of_days_and_whole_numbers_the_flipped_comparison_is_a_moved_limit() {
    // `>= as_at() - 180` and `> as_at() - 181` say the same, so the second is not made.
    check(
        "started_on > as_at() - 180",
        &[],
        &[
            (Change::Comparison, "started_on >= as_at() - 180"),
            (Change::Limit, "started_on > as_at() - 179"),
        ],
    );
    check(
        "working_days(started_on, ended_on) <= 5",
        &[],
        &[
            (Change::Comparison, "working_days(started_on, ended_on) < 5"),
            (Change::Limit, "working_days(started_on, ended_on) <= 6"),
        ],
    );
    // Half an hour more than 5 hours is not 6 hours.
    check(
        "hours <= 5",
        &[],
        &[
            (Change::Comparison, "hours < 5"),
            (Change::Limit, "hours <= 6"),
            (Change::Limit, "hours <= 4"),
        ],
    );
}

#[test]
fn a_not_is_left_out_once_however_it_is_said() {
    check("not seen", &[], &[(Change::Part, "seen")]);
    check("not team = 'a'", &[], &[(Change::Part, "team = 'a'")]);
}

#[test]
fn a_code_is_taken_out_of_a_list_and_one_alone_is_flipped() {
    check(
        "status in ('open', 'closed')",
        &[],
        &[
            (Change::Code, "status = 'closed'"),
            (Change::Code, "status = 'open'"),
        ],
    );
    check(
        "status = 'open'",
        &[],
        &[(Change::Comparison, "status <> 'open'")],
    );
    check(
        "visits not in (1, 2)",
        &[],
        &[
            (Change::Code, "visits not in (2)"),
            (Change::Code, "visits not in (1)"),
        ],
    );
}

#[test]
fn a_column_is_exchanged_for_others_of_its_type_and_codes_alone() {
    check(
        "ended_on is null",
        &[("ended_on", "started_on"), ("ended_on", "visits")],
        &[(Change::Column, "started_on is null")],
    );
    // The codes of an outcome are others than those of a status.
    check(
        "status = 'open' or seen",
        &[
            ("status", "checked_status"),
            ("status", "outcome"),
            ("seen", "seen_alone"),
        ],
        &[
            (Change::Part, "seen"),
            (Change::Part, "status = 'open'"),
            (Change::Comparison, "status <> 'open' or seen"),
            (Change::Column, "checked_status = 'open' or seen"),
            (Change::Comparison, "status = 'open' or not seen"),
            (Change::Column, "status = 'open' or seen_alone"),
        ],
    );
    // Exchanged, the second part would be the first over again: the same as leaving it out.
    check(
        "seen and seen_alone",
        &[("seen_alone", "seen")],
        &[
            (Change::Part, "seen_alone"),
            (Change::Part, "seen"),
            (Change::Comparison, "not seen and seen_alone"),
            (Change::Comparison, "seen and not seen_alone"),
        ],
    );
}

#[test]
fn both_ends_of_a_range_move() {
    check(
        "visits between 1 and 5",
        &[],
        &[
            (Change::Limit, "visits between 2 and 5"),
            (Change::Limit, "visits between 0 and 5"),
            (Change::Limit, "visits between 1 and 6"),
            (Change::Limit, "visits between 1 and 4"),
        ],
    );
}

/// What is said to show a change: the limit for which the two conditions differ.
#[test]
fn the_row_that_shows_a_change_lies_where_the_two_differ() {
    let worked = [
        (
            "hours >= 3",
            ["hours` is `3`", "hours` is `3`", "hours` is `2`"],
        ),
        (
            "hours > 3",
            ["hours` is `3`", "hours` is `4`", "hours` is `3`"],
        ),
        (
            "hours < 3",
            ["hours` is `3`", "hours` is `3`", "hours` is `2`"],
        ),
        (
            "hours <= 3",
            ["hours` is `3`", "hours` is `4`", "hours` is `3`"],
        ),
        (
            "3 <= hours",
            ["3` is `hours`", "hours` is `3`", "hours` is `2`"],
        ),
    ];
    for (text, expected) in worked {
        let made = compile(text).mutants(&fields(), &|_| Vec::new());
        let shows: Vec<_> = made.iter().map(|m| m.shows.as_str()).collect();
        let expected = expected.map(|point| format!("in which `{point}"));
        assert_eq!(shows, expected, "{text}");
    }
    let back = compile("started_on > as_at() - 180").mutants(&fields(), &|_| Vec::new());
    let shows: Vec<_> = back.iter().map(|m| m.shows.as_str()).collect();
    assert_eq!(
        shows,
        [
            "in which `started_on` is `as_at() - 180`",
            "in which `started_on` is `as_at() - 179`"
        ]
    );
}
