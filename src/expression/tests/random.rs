//! Whatever is typed, nothing panics, and a refusal always says why and where.

use proptest::prelude::*;

use super::super::{Clock, Condition};
use super::{calendar, day, fields, table};
use crate::table::Cell;

/// Words and signs of this language and of its neighbours.
const WORDS: [&str; 64] = [
    "visits",
    "hours",
    "started_on",
    "ended_on",
    "planned_on",
    "team",
    "place",
    "seen",
    "seen_alone",
    "status",
    "checked_status",
    "outcome",
    "and",
    "or",
    "not",
    "in",
    "between",
    "like",
    "is",
    "null",
    "true",
    "false",
    "date",
    "(",
    ")",
    ",",
    "=",
    "<>",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "'open'",
    "'x%'",
    "'2026-04-01'",
    "0",
    "1",
    "2.5",
    "1e9",
    "as_at()",
    "days(",
    "working_days(",
    "months(",
    "age(",
    "lower(",
    "trim(",
    "length(",
    "coalesce(",
    "case",
    "select",
    "vists",
    "interval",
    "array[",
    "::",
    "\"",
    "--",
    "\n",
    "\u{e9}",
    "distinct",
];

fn holds_up(text: &str) {
    let length = text.chars().count();
    let condition = match Condition::compile(text, &fields()) {
        Ok(condition) => condition,
        Err(faults) => {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!(fault.range.start <= fault.range.end && fault.range.end <= length);
                assert!(!fault.message.is_empty());
            }
            return;
        }
    };
    assert!(!condition.english().is_empty());
    condition.reach();
    let date = Cell::Date(day("2026-09-01"));
    let table = table(&[
        (
            "visits",
            vec![Cell::Number(i64::MAX), Cell::Number(i64::MIN), Cell::Blank],
        ),
        (
            "started_on",
            vec![date, Cell::Date(crate::calendar::Day::MAX), Cell::Blank],
        ),
        (
            "planned_on",
            vec![Cell::Date(crate::calendar::Day::MAX), date, Cell::Blank],
        ),
        ("team", vec![Cell::Text("x"), Cell::Text(""), Cell::Blank]),
        (
            "seen",
            vec![Cell::YesNo(true), Cell::YesNo(false), Cell::Blank],
        ),
        ("status", vec![Cell::Code(0), Cell::Code(99), Cell::Blank]),
        (
            "checked_status",
            vec![Cell::Code(0), Cell::Blank, Cell::Code(99)],
        ),
    ]);
    let calendar = calendar();
    let clock = Clock {
        as_at: day("2026-09-30"),
        calendar: &calendar,
    };
    let bound = condition.bind(&table, clock).unwrap();
    for row in 0..4 {
        bound.truth(row);
        bound.saw_future(row);
        bound.before_horizon(row);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_holds_up(text in any::<String>()) {
        holds_up(&text);
    }

    #[test]
    fn any_soup_of_words_holds_up(
        words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..24),
    ) {
        holds_up(&words.join(" "));
        holds_up(&words.concat());
    }

    #[test]
    fn a_condition_with_any_word_changed_holds_up(
        at in 0_usize..27,
        word in prop::sample::select(&WORDS[..]),
    ) {
        let text = "seen and ( visits * 2 > hours or status in ( 'open' , 'closed' ) ) \
                    and not coalesce( team , 'x' ) like 'y%'";
        let mut words: Vec<&str> = text.split(' ').collect();
        let at = at % words.len();
        words[at] = word;
        holds_up(&words.join(" "));
        words.remove(at);
        holds_up(&words.join(" "));
    }
}
