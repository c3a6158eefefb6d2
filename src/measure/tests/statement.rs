use crate::evidence::Standing;
use crate::measure::testing::{World, day, span};
use crate::measure::{Measured, Outcome, Verdict};
use crate::pack::measures::{Cap, Statement};
use crate::pack::{KindOfEvidence, Measure};
use crate::state::{Reason, State};

const COLUMNS: &str =
    "question:text by:text answered_on:date answer:code:met|nearly|not_met sources:number";

fn rule() -> Statement {
    Statement {
        question: "line-of-sight".into(),
        by: "Director".into(),
        within: span("3 months"),
        sources_at_least: 2,
        cap: Cap::Met,
    }
}

fn world(rows: &str) -> World {
    World::new("2026-09-30").list("statements", COLUMNS, rows)
}

fn decided(measured: Measured) -> (State, String, String) {
    match measured.outcome {
        Outcome::Decided {
            state,
            found,
            expected,
        } => (state, found, expected),
        other => panic!("not decided: {other:?}"),
    }
}

fn state(rows: &str) -> State {
    decided(world(rows).measure(Measure::Statement(rule()))).0
}

fn not_known(rows: &str) -> (Reason, String) {
    world(rows).not_known(Measure::Statement(rule()))
}

#[test]
fn an_answer_stands_as_given() {
    assert_eq!(state("line-of-sight director 2026-09-01 met 2"), State::Met);
    assert_eq!(
        state("line-of-sight DIRECTOR 2026-09-01 nearly 2"),
        State::Nearly
    );
    assert_eq!(
        state("Line-Of-Sight director 2026-09-01 not_met 2"),
        State::NotMet
    );
}

#[test]
fn it_says_who_and_when_and_never_more() {
    let (_, found, expected) = decided(
        world("line-of-sight director 2026-09-01 met 2").measure(Measure::Statement(rule())),
    );
    assert_eq!(
        found,
        "the Director answered met on 1 September 2026, naming 2 sources"
    );
    assert_eq!(
        expected,
        "an answer of met by the Director, no more than 3 months old, naming at least 2 sources"
    );
}

#[test]
fn it_rests_on_its_own_day_and_source() {
    let world = world("line-of-sight director 2026-09-01 met 2");
    let measured = world.measure(Measure::Statement(rule()));
    assert_eq!(
        (measured.expires, measured.undated),
        (Some(day("2026-12-01")), false)
    );
    assert_eq!(
        (measured.sources, measured.kinds),
        (vec![0], vec![KindOfEvidence::Statement])
    );
    let expected = [("statements".to_owned(), 0, Verdict::Counts)];
    assert_eq!(world.verdicts(Measure::Statement(rule())), expected);
}

#[test]
fn the_latest_answer_by_that_role_to_that_question_stands() {
    let rows = "
        line-of-sight director 2026-09-01 nearly  2
        line-of-sight director 2026-08-01 met     2
        line-of-sight lead     2026-09-20 met     2
        other         director 2026-09-20 met     2
        line-of-sight director 2026-10-01 met     2";
    assert_eq!(state(rows), State::Nearly);
}

#[test]
fn an_answer_after_as_at_or_after_its_own_list_is_not_used_and_said() {
    let rows =
        "line-of-sight director 2026-09-01 nearly 2 \n line-of-sight director 2026-09-20 met 2";
    let found = |as_at: &str, list: Option<&str>| {
        let world = World::new(as_at).list_dated("statements", COLUMNS, rows, list.map(day));
        decided(world.measure(Measure::Statement(rule())))
    };
    let (state, said, _) = found("2026-09-30", Some("2026-09-20"));
    assert_eq!(
        (state, said.as_str()),
        (
            State::Met,
            "the Director answered met on 20 September 2026, naming 2 sources"
        )
    );
    assert_eq!(found("2026-09-30", None).0, State::Met);
    let (state, said, _) = found("2026-09-30", Some("2026-09-19"));
    assert_eq!(state, State::Nearly);
    assert_eq!(
        said,
        "the Director answered nearly met on 1 September 2026, naming 2 sources; a later answer is \
         dated after the day that its list speaks for, so it is not used"
    );
    let (state, said, _) = found("2026-09-19", Some("2026-09-19"));
    assert_eq!(state, State::Nearly);
    assert!(
        said.ends_with("; a later answer is dated after the day of this run, so it is not used"),
        "{said}"
    );
    let only = World::new("2026-09-30").list_dated(
        "statements",
        COLUMNS,
        "line-of-sight director 2026-09-20 met 2",
        Some(day("2026-09-19")),
    );
    let (reason, why) = only.not_known(Measure::Statement(rule()));
    assert_eq!(reason, Reason::AwaitingStatement);
    assert!(
        why.starts_with(
            "the only dated answer by that role to this question is dated after the day that its \
             list speaks for, so it is not used; "
        ),
        "{why}"
    );
}

#[test]
fn of_two_answers_on_one_day_the_worse_stands() {
    let rows =
        "line-of-sight director 2026-09-01 nearly 2 \n line-of-sight director 2026-09-01 met 2";
    assert_eq!(state(rows), State::Nearly);
    let rows = "line-of-sight director 2026-09-01 met 2 \n line-of-sight director 2026-09-01 - 2";
    assert_eq!(not_known(rows).0, Reason::AwaitingStatement);
}

#[test]
fn a_cap_holds_a_good_answer_down_and_not_a_bad_one() {
    let capped = Statement {
        cap: Cap::Nearly,
        ..rule()
    };
    let met = world("line-of-sight director 2026-09-01 met 2")
        .measure(Measure::Statement(capped.clone()));
    let (state, _, expected) = decided(met);
    assert_eq!(state, State::Nearly);
    assert!(
        expected.ends_with("; a statement alone is at most nearly met"),
        "{expected}"
    );
    let not_met =
        world("line-of-sight director 2026-09-01 not_met 2").measure(Measure::Statement(capped));
    assert_eq!(decided(not_met).0, State::NotMet);
}

#[test]
fn fewer_sources_than_asked_is_nearly_met_at_most_and_said() {
    let world = world("line-of-sight director 2026-09-01 met 1");
    let (state, found, _) = decided(world.measure(Measure::Statement(rule())));
    assert_eq!(state, State::Nearly);
    assert_eq!(
        found,
        "the Director answered met on 1 September 2026, naming 1 source, too few for more than nearly met"
    );
}

#[test]
fn blank_sources_are_none() {
    assert_eq!(
        state("line-of-sight director 2026-09-01 met -"),
        State::Nearly
    );
    assert_eq!(
        state("line-of-sight director 2026-09-01 not_met -"),
        State::NotMet
    );
}

#[test]
fn an_answer_goes_stale_on_the_day_it_is_aged() {
    // Three months after 1 September is 1 December.
    let world = world("line-of-sight director 2026-09-01 met 2");
    let on = |text| world.measure_on(Measure::Statement(rule()), day(text));
    assert_eq!(decided(on("2026-12-01")).0, State::Met);
    let Outcome::NotKnown(reason, why) = on("2026-12-02").outcome else {
        panic!("it is known");
    };
    assert_eq!(reason, Reason::Stale);
    assert_eq!(
        why,
        "the Director answered on 1 September 2026, and an answer stands for 3 months"
    );
}

#[test]
fn no_answer_is_awaited() {
    let (reason, why) = not_known("other director 2026-09-01 met 2");
    assert_eq!(reason, Reason::AwaitingStatement);
    assert_eq!(
        why,
        "there is no dated answer by that role to this question; \
         the Director is asked for an answer no older than 3 months"
    );
    assert_eq!(not_known("").0, Reason::AwaitingStatement);
    let none = world("other director 2026-09-01 met 2").without("statements");
    assert_eq!(
        none.not_known(Measure::Statement(rule())).0,
        Reason::AwaitingStatement
    );
}

#[test]
fn a_blank_answer_does_not_bring_an_older_one_back() {
    let rows = "line-of-sight director 2026-09-01 - 2 \n line-of-sight director 2026-08-01 met 2";
    assert_eq!(not_known(rows).0, Reason::AwaitingStatement);
}

#[test]
fn an_undated_answer_is_not_used_and_a_worse_one_leaves_it_open() {
    assert_eq!(
        not_known("line-of-sight director - met 2").0,
        Reason::AwaitingStatement
    );
    let better = "line-of-sight director 2026-09-01 nearly 2 \n line-of-sight director - met 2";
    assert_eq!(state(better), State::Nearly);
    let worse = "line-of-sight director 2026-09-01 met 2 \n line-of-sight director - not_met 2";
    assert_eq!(not_known(worse).0, Reason::Blanks);
}

#[test]
fn an_unreadable_list_and_a_missing_column_pass_on() {
    let world = world("line-of-sight director 2026-09-01 met 2")
        .standing("statements", Standing::Unreadable("it is damaged".into()));
    assert_eq!(
        world.not_known(Measure::Statement(rule())),
        (Reason::Unreadable, "it is damaged".into())
    );
    let columns = "question:text by:text answer:code:met";
    let world = World::new("2026-09-30").list("statements", columns, "line-of-sight director met");
    let (reason, why) = world.not_known(Measure::Statement(rule()));
    assert_eq!(reason, Reason::NoEvidence);
    assert_eq!(why, "the list of statements has no column `answered_on`");
}
