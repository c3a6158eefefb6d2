//! Each kind of mistake, with the very characters that are meant.

use std::time::{Duration, Instant};

use super::super::{Condition, Fault};
use super::fields;

fn faults(text: &str) -> Vec<Fault> {
    Condition::compile(text, &fields()).expect_err(text)
}

/// The faults as their code and the characters underlined.
fn places(text: &str) -> Vec<(&'static str, String)> {
    let underlined = |fault: &Fault| {
        let characters = text.chars().skip(fault.range.start);
        characters.take(fault.range.len()).collect()
    };
    faults(text)
        .iter()
        .map(|fault| (fault.code.name(), underlined(fault)))
        .collect()
}

fn assert_places(worked: &[(&str, &str, &str)]) {
    for (text, code, underlined) in worked {
        assert_eq!(places(text), [(*code, (*underlined).to_owned())], "{text}");
    }
}

fn help(text: &str) -> String {
    faults(text).remove(0).help.unwrap()
}

#[test]
fn unknown_names_are_underlined_alone() {
    assert_places(&[
        ("visit > 3", "expression-unknown-column", "visit"),
        (
            "visits > 3 and team = opn",
            "expression-unknown-column",
            "opn",
        ),
        (
            "team = '\u{e9}\u{e9}' and vists = 1",
            "expression-unknown-column",
            "vists",
        ),
        (
            "dayz(started_on, as_at()) > 3",
            "expression-unknown-function",
            "dayz",
        ),
        ("status = 'opn'", "expression-unknown-code", "'opn'"),
        (
            "status not in ('open', 'shut')",
            "expression-unknown-code",
            "'shut'",
        ),
        (
            "coalesce(status, 'none') = 'open'",
            "expression-unknown-code",
            "'none'",
        ),
        ("as_at > started_on", "expression-unknown-column", "as_at"),
    ]);
    assert_eq!(help("visit > 3"), "did you mean `visits`?");
    assert_eq!(
        help("dayz(started_on, as_at()) > 3"),
        "did you mean `days`?"
    );
    assert_eq!(
        help("status = 'opn'"),
        "did you mean `open`? its codes are open, closed, not_known"
    );
    assert_eq!(
        help("status = open"),
        "`open` is a code of `status`: write `'open'`"
    );
    assert_eq!(
        help("team = northern"),
        "the columns are visits, hours, started_on, ended_on, planned_on, team, place, seen, seen_alone, status, checked_status, outcome; texts go in single quotes"
    );
}

#[test]
fn code_columns_that_cannot_be_compared_say_why() {
    assert_places(&[
        ("status = outcome", "expression-type", "outcome"),
        ("outcome <> status", "expression-type", "status"),
        (
            "coalesce(status, 'open') = outcome",
            "expression-type",
            "outcome",
        ),
        (
            "status < checked_status",
            "expression-type",
            "checked_status",
        ),
        (
            "status in ('open', checked_status)",
            "expression-type",
            "checked_status",
        ),
    ]);
    let said = |text: &str| {
        let fault = faults(text).remove(0);
        (fault.message, fault.help.unwrap())
    };
    let worked = [
        (
            // Fewer codes in another order are another list.
            "status = outcome",
            "`status` and `outcome` have different lists of codes, so they cannot be compared",
            "give both columns the same codes in the same order, or write the pairs out: `status = 'a' and outcome = 'b'`",
        ),
        (
            "status < checked_status",
            "the codes of `status` have no order",
            "two code columns are compared with `=` or `<>`: `status = checked_status`",
        ),
        (
            "status in (checked_status)",
            "`in` takes codes in single quotes, and `checked_status` is a column",
            "write `status = checked_status`, joined with `or`",
        ),
    ];
    for (text, message, help) in worked {
        assert_eq!(said(text), (message.to_owned(), help.to_owned()), "{text}");
    }
}

#[test]
fn types_that_do_not_go_together_are_underlined_where_they_were_written() {
    assert_places(&[
        ("'x' > 3", "expression-type", "3"),
        ("visits >= '3'", "expression-type", "'3'"),
        ("'3' <= visits", "expression-type", "'3'"),
        ("visits in (1, 'a', 2)", "expression-type", "'a'"),
        ("visits between 1 and 'a'", "expression-type", "'a'"),
        ("visits between 'a' and 2", "expression-type", "'a'"),
        (
            "started_on > '2026-01-01'",
            "expression-type",
            "'2026-01-01'",
        ),
        ("seen and visits + 1", "expression-type", "visits + 1"),
        ("not (team)", "expression-type", "(team)"),
        ("visits + team > 3", "expression-type", "team"),
        ("-team = 'x'", "expression-type", "team"),
        ("as_at() - 1.5 > started_on", "expression-type", "1.5"),
        ("started_on * 2 > 3", "expression-type", "2"),
        ("status > 'open'", "expression-type", "'open'"),
        ("status = team", "expression-type", "team"),
        ("status like 'o%'", "expression-type", "status"),
        ("team like started_on", "expression-type", "started_on"),
        ("seen > true", "expression-type", "true"),
        ("seen in (true)", "expression-type", "seen"),
        ("length(status) > 3", "expression-type", "status"),
        (
            "days(started_on, date '2026-01-01' - started_on) > 1",
            "expression-type",
            "date '2026-01-01' - started_on",
        ),
        ("coalesce(visits, 'x') = 3", "expression-type", "'x'"),
        ("coalesce(status, team) = 'open'", "expression-type", "team"),
        ("1 < visits < 3", "expression-type", "3"),
    ]);
    assert_eq!(
        help("started_on > '2026-01-01'"),
        "write `date '2026-01-01'`"
    );
    assert_eq!(help("visits = '3'"), "write `3` without quotes");
    assert_eq!(help("team = 3"), "write `'3'`");
    assert_eq!(
        help("1 < visits < 3"),
        "join two comparisons with `and`: `1 < x and x < 5`"
    );
}

#[test]
fn other_sql_is_underlined_where_it_starts() {
    assert_places(&[
        (
            "case when seen then true else false end",
            "expression-unsupported",
            "case",
        ),
        ("visits > (select 1)", "expression-unsupported", "select"),
        ("exists (select 1)", "expression-unsupported", "exists"),
        ("cast(visits as int) > 3", "expression-unsupported", "cast"),
        ("count(*) > 1", "expression-unsupported", "count"),
        ("started_on > today", "expression-unsupported", "today"),
        ("now() > started_on", "expression-unsupported", "now"),
        ("visits = null", "expression-unsupported", "null"),
        ("seen is true", "expression-unsupported", "is true"),
        (
            "seen is not false",
            "expression-unsupported",
            "is not false",
        ),
        ("visits == 3", "expression-unsupported", "=="),
        ("seen && seen_alone", "expression-unsupported", "&&"),
        ("visits > 3; drop table x", "expression-unsupported", ";"),
        ("visits > 3 -- note", "expression-unsupported", "-- note"),
        ("visits::int > 3", "expression-unsupported", "::"),
        (
            "team like 'a' escape 'b'",
            "expression-unsupported",
            "escape",
        ),
        ("(seen, seen)", "expression-unsupported", "(seen, seen)"),
        ("n'x' = team", "expression-unsupported", "n'x'"),
        ("team = \"north\"", "expression-syntax", "\"north\""),
        (
            "team = \u{2018}north\u{2019}",
            "expression-syntax",
            "\u{2018}",
        ),
    ]);
    assert_eq!(
        help("started_on > today"),
        "use `as_at()`, the day that measuring stops at"
    );
}

#[test]
fn slips_are_underlined_where_reading_stops() {
    assert_places(&[
        ("", "expression-syntax", ""),
        ("  ", "expression-syntax", "  "),
        ("visits >", "expression-syntax", ">"),
        ("seen and", "expression-syntax", "and"),
        ("visits > and seen", "expression-syntax", "and"),
        ("visits > 3 seen", "expression-syntax", "seen"),
        ("seen and (visits > 3", "expression-syntax", "("),
        ("visits > 3)", "expression-syntax", ")"),
        ("team = 'open", "expression-syntax", "'open"),
        ("visits is 3", "expression-syntax", "3"),
        ("visits between 1 or 3", "expression-syntax", "or"),
        ("visits in ()", "expression-syntax", ")"),
        ("visits in 3", "expression-syntax", "3"),
        ("visits > 1e5", "expression-syntax", "1e5"),
        ("visits > 10L", "expression-syntax", "10L"),
        (
            "visits > 123456789012345678901",
            "expression-syntax",
            "123456789012345678901",
        ),
        (
            "date '2026-02-29' < started_on",
            "expression-syntax",
            "'2026-02-29'",
        ),
        ("date 2026-04-01 < started_on", "expression-syntax", "date"),
        ("not", "expression-syntax", "not"),
    ]);
}

#[test]
fn calls_with_too_few_or_too_many_values_are_underlined_whole() {
    assert_places(&[
        (
            "days(started_on) > 3",
            "expression-arguments",
            "days(started_on)",
        ),
        ("started_on < as_at(1)", "expression-arguments", "as_at(1)"),
        (
            "seen or coalesce(seen)",
            "expression-arguments",
            "coalesce(seen)",
        ),
        (
            "trim(team, 'x') = 'y'",
            "expression-arguments",
            "trim(team, 'x')",
        ),
    ]);
}

#[test]
fn all_mistakes_of_a_condition_are_told_at_once_in_their_order() {
    let text = "visits = '3' and vists > 1 or status = 'shut'\r\n  and dayz(team) > 'x' and days(team) = 1";
    assert_eq!(
        places(text),
        [
            ("expression-type", "'3'".to_owned()),
            ("expression-unknown-column", "vists".to_owned()),
            ("expression-unknown-code", "'shut'".to_owned()),
            ("expression-unknown-function", "dayz".to_owned()),
            ("expression-arguments", "days(team)".to_owned()),
        ]
    );
    assert_eq!(
        places("vists > 1 and and seen"),
        [
            ("expression-unknown-column", "vists".to_owned()),
            ("expression-syntax", "and".to_owned()),
        ]
    );
}

#[test]
fn places_hold_over_several_lines() {
    let text = "visits > 3\n  and '\n' = team\r\n\tand vists = 1";
    let fault = faults(text).remove(0);
    let before: usize = text.split("vists").next().unwrap().chars().count();
    assert_eq!(fault.range, before..before + 5);
}

#[test]
fn messages_are_lower_case_fragments() {
    for text in [
        "",
        "visits",
        "vists = 1",
        "team = 3",
        "visits > (select 1)",
        "seen and",
        "days(seen)",
    ] {
        for fault in faults(text) {
            let first = fault.message.chars().next().unwrap();
            assert!(
                !first.is_uppercase() && !fault.message.ends_with('.'),
                "{}",
                fault.message
            );
            assert!(fault.help.is_some(), "{text}");
        }
    }
}

/// Runs with a stack of one mebibyte, half of what a test usually has.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    thread.spawn(work).unwrap().join().unwrap();
}

#[test]
fn deep_and_long_conditions_neither_hang_nor_overflow() {
    on_a_small_stack(|| {
        let long = [
            format!("{}seen{}", "(".repeat(10_000), ")".repeat(10_000)),
            "(".repeat(10_000),
            format!("{}seen", "not ".repeat(1_500)),
            format!("{}1 = 1", "- ".repeat(1_500)),
            format!("visits = 1{}", " + 1".repeat(900)),
            format!("seen{}", " = seen".repeat(900)),
            format!(
                "{}visits{} > 1",
                "coalesce(".repeat(900),
                ", 1)".repeat(900)
            ),
            format!("{}seen{}", "(not ".repeat(30), ")".repeat(30)),
            "case ".repeat(1_000),
            "days(".repeat(500),
            "visits in (".repeat(300),
            "'".repeat(99_999),
        ];
        for text in long {
            let start = Instant::now();
            assert!(!faults(&text).is_empty());
            assert!(start.elapsed() < Duration::from_secs(5), "{}", text.len());
        }
    });
}

#[test]
fn long_lists_and_the_deepest_brackets_allowed_work() {
    on_a_small_stack(|| {
        let good = [
            format!("{}seen{}", "(".repeat(16), ")".repeat(16)),
            format!("{}seen{}", "(not ".repeat(16), ")".repeat(16)),
            format!("{}visits{} > 1", "coalesce(".repeat(16), ", 1)".repeat(16)),
            format!("visits = 1{}", " + 1".repeat(50)),
            format!("seen{}", " and seen".repeat(900)),
            format!("visits in (1{})", ", 2".repeat(900)),
        ];
        for text in good {
            let condition = Condition::compile(&text, &fields()).unwrap();
            assert!(!condition.clone().english().is_empty());
        }
    });
}

#[test]
fn of_a_sentence_in_plain_words_one_fault_is_told() {
    let told = faults("the child was seen alone by the worker");
    let messages: Vec<&str> = told.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(messages, ["a condition cannot be a sentence"]);
    // Two words that are no columns may be slips, and each is told.
    assert_eq!(faults("sen_alone = true and knd = 'a'").len(), 2);
}
