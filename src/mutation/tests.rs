//! Each kind of change on a small criterion, and survivors worked out by hand.

use super::limits::same;
use super::{Kind, Survivor, mutants, run, survives};
use crate::calendar::{Span, Unit};
use crate::expression::Condition;
use crate::pack::measures::{Cap, Count, Measure, Over, PerSubject, Ratio, Repeat, Scope};
use crate::pack::rule_test::{self, RuleTest};
use crate::pack::testing::{pack, source};
use crate::pack::{self, Direction, Limit, Pack};
use crate::rule_test::Case;
use crate::table::SCALE;

/// So many visits of which some are in time, on day 10, and the others late, on day 11.
fn visits(in_time: u32, late: u32, expect: &str) -> String {
    let rows = [(in_time, 11), (late, 12)]
        .into_iter()
        .filter(|(n, _)| *n > 0);
    let rows: Vec<String> = rows
        .map(|(n, day)| {
            format!(
                "{{ child_id = \"{day}\", due_on = 2026-09-01, seen_on = 2026-09-{day}, repeat = {n} }}"
            )
        })
        .collect();
    format!(
        "[[test]]\ncriterion = \"visits-in-time\"\nname = \"{in_time} and {late}\"\n\
         as_at = 2026-09-30\nrows = [{}]\nexpect = {{ {expect} }}\n",
        rows.join(", ")
    )
}

fn tests(text: &str, pack: &Pack) -> Vec<RuleTest> {
    let (tests, found) = rule_test::parse(&source(text), pack);
    assert_eq!(found, []);
    tests
}

fn survivors(text: &str) -> (usize, Vec<Survivor>) {
    let pack = pack();
    let tests = tests(text, &pack);
    let tests: Vec<&RuleTest> = tests.iter().collect();
    for test in &tests {
        let unchanged = crate::rule_test::run(test, &pack);
        assert!(unchanged.passed, "{unchanged:?}");
    }
    let found = run(&pack, &tests);
    assert_eq!(found.noticed + found.survivors.len(), found.mutants);
    (found.mutants, found.survivors)
}

/// What is changed of a criterion, one change each.
fn changes(pack: &Pack, id: &str) -> Vec<String> {
    let made = mutants(pack.criterion(id).unwrap(), pack);
    made.into_iter().map(|mutant| mutant.how).collect()
}

fn with_measure(id: &str, measure: Measure) -> Pack {
    let mut pack = pack();
    let criterion = pack.criteria.iter_mut().find(|c| c.id == id).unwrap();
    criterion.measure = measure;
    criterion.thresholds = None;
    pack
}

fn scope(pack: &Pack, condition: &str) -> Scope {
    let fields = pack.datasets["visits"].fields();
    Scope {
        of: "visits".to_owned(),
        filter: Some(Condition::compile(condition, &fields).unwrap()),
        period: None,
    }
}

fn months(count: u32) -> Span {
    Span {
        count,
        unit: Unit::Months,
    }
}

#[test]
fn one_test_at_a_limit_leaves_the_marks_beside_it_untested() {
    let text = visits(17, 3, "numerator = 17, denominator = 20, state = \"met\"");
    let (made, survivors) = survivors(&text);
    // Two columns, the limit both ways, three changes of each mark, the minimum both ways.
    assert_eq!(made, 2 + 2 + 6 + 2);
    let sentences: Vec<_> = survivors.iter().map(|s| s.sentence.as_str()).collect();
    let expected = [
        "met at least 84% instead of at least 85%",
        "met at most 85% instead of at least 85%",
        "nearly met more than 70% instead of at least 70%",
        "nearly met at least 69% instead of at least 70%",
        "nearly met at most 70% instead of at least 70%",
        "the minimum of 5 moved to 6",
        "the minimum of 5 moved to 4",
    ]
    .map(|how| format!("`visits-in-time`: with {how}, every test still passes"));
    assert_eq!(sentences, expected);
    let first = survivors.first().unwrap();
    assert_eq!(first.mutation, Kind::LimitMoved);
    assert_eq!(
        first.help,
        "add a test whose value is at least 84% and less than 85%"
    );
    assert_eq!((first.file.as_str(), first.line), ("local.toml", 1));
    assert_eq!(survivors[5].help, "add a test with exactly 5 to judge");
    assert_eq!(survivors[6].help, "add a test with exactly 4 to judge");
}

#[test]
fn tests_on_both_sides_of_every_limit_leave_no_survivor() {
    let text = [
        visits(17, 3, "numerator = 17, denominator = 20, state = \"met\""),
        visits(84, 16, "state = \"nearly\""),
        visits(70, 30, "state = \"nearly\""),
        visits(69, 31, "state = \"not_met\""),
        visits(5, 0, "state = \"met\""),
        visits(4, 0, "state = \"not_known\", reason = \"too_few\""),
    ];
    assert_eq!(survivors(&text.concat()), (12, Vec::new()));
}

#[test]
fn a_limit_that_no_row_comes_near_can_move() {
    // All twenty on the day they were due: neither 9 nor 11 days makes a difference, nor which of
    // the two dates is which.
    let text =
        visits(20, 0, "state = \"met\"").replace("seen_on = 2026-09-11", "seen_on = 2026-09-01");
    let (_, survivors) = survivors(&text);
    let first: Vec<_> = survivors.iter().take(4).collect();
    let said: Vec<_> = first.iter().map(|s| s.sentence.as_str()).collect();
    let expected = [
        "`seen_on` instead of `due_on` as `from`",
        "`due_on` instead of `seen_on` as `to`",
        "the limit of 10 days moved to 11",
        "the limit of 10 days moved to 9",
    ]
    .map(|how| format!("`visits-in-time`: with {how}, every test still passes"));
    assert_eq!(said, expected);
    assert_eq!(
        first[2].help,
        "add a test with a row finished exactly 11 days after it began"
    );
    assert_eq!(
        first[3].help,
        "add a test with a row finished exactly 10 days after it began"
    );
}

#[test]
fn criteria_without_tests_are_not_changed() {
    let found = run(&pack(), &[]);
    assert_eq!(
        (found.mutants, found.noticed, found.survivors.len()),
        (0, 0, 0)
    );
}

/// The law: what is no change is noticed by no test, of any criterion of the default pack.
#[test]
fn a_criterion_that_is_the_same_always_survives() {
    let files = pack::embedded();
    let (loaded, found) = pack::load_with_tests(&files);
    let (pack, tests) = loaded.unwrap_or_else(|| panic!("{found:?}"));
    for criterion in &pack.criteria {
        let own = tests.iter().filter(|t| t.criterion == criterion.id);
        let cases: Vec<Case<'_>> = own.map(|test| Case::new(test, &pack)).collect();
        let mut same = criterion.clone();
        same.title = String::new();
        assert!(survives(&same, &cases, &pack), "{}", criterion.id);
    }
}

#[test]
fn a_measure_that_cannot_be_worked_out_is_a_difference() {
    let pack = pack();
    let tests = tests(&visits(17, 3, "state = \"met\""), &pack);
    let cases = [Case::new(&tests[0], &pack)];
    let mut broken = pack.criterion("visits-in-time").unwrap().clone();
    let Measure::OnTime(measure) = &mut broken.measure else {
        panic!("an on_time measure")
    };
    measure.from = "no_such_column".to_owned();
    assert!(!survives(&broken, &cases, &pack));
}

#[test]
fn what_is_asked_of_a_document_is_left_out_one_by_one() {
    let expected = [
        "without asking for the heading `Needs`",
        "without asking that it is approved",
        "with the limit of 12 months moved to 13",
        "with the limit of 12 months moved to 11",
    ];
    assert_eq!(changes(&pack(), "strategy"), expected);
}

#[test]
fn the_sources_of_a_statement_matter_only_where_it_can_be_met() {
    let mut pack = pack();
    let nearly = [
        "with the limit of 3 months moved to 4",
        "with the limit of 3 months moved to 2",
        "with an answer of met counting as met instead of nearly met",
    ];
    assert_eq!(changes(&pack, "director-assures"), nearly);
    let criterion = pack
        .criteria
        .iter_mut()
        .find(|c| c.id == "director-assures");
    if let Measure::Statement(statement) = &mut criterion.unwrap().measure {
        statement.cap = Cap::Met;
    }
    let met = [
        nearly[0],
        nearly[1],
        "with an answer of met counting as nearly met instead of met",
        "with `sources_at_least` moved from 2 to 3",
        "with `sources_at_least` moved from 2 to 1",
    ];
    assert_eq!(changes(&pack, "director-assures"), met);
}

#[test]
fn another_role_is_asked_where_the_pack_has_one() {
    let mut pack = pack();
    let mut other = pack.criterion("director-assures").unwrap().clone();
    other.id = "lead-member-assures".to_owned();
    if let Measure::Statement(statement) = &mut other.measure {
        statement.by = "Lead Member".to_owned();
    }
    pack.criteria.push(other);
    let expected = "with the answer of the Lead Member asked for instead of the Director of \
                    Children's Services";
    assert_eq!(changes(&pack, "director-assures").last().unwrap(), expected);
}

#[test]
fn a_count_is_whole_and_not_under_nothing() {
    let pack = pack();
    let mut counted = pack.clone();
    let criterion = counted
        .criteria
        .iter_mut()
        .find(|c| c.id == "few-unregistered-homes")
        .unwrap();
    criterion.measure = Measure::Count(Count {
        scope: scope(&pack, "kind = 'home'"),
    });
    let expected = [
        "without the condition `kind = 'home'` in `where`",
        "with `kind = 'home'` made `kind <> 'home'` in `where`",
        "with met less than 0 instead of at most 0",
        "with met at most 1 instead of at most 0",
        "with met at least 0 instead of at most 0",
        "with nearly met less than 2 instead of at most 2",
        "with nearly met at most 3 instead of at most 2",
        "with nearly met at least 2 instead of at most 2",
        // To 0 would make no difference: of no rows there is nothing to judge.
        "with the minimum of 1 moved to 2",
    ];
    assert_eq!(changes(&counted, "few-unregistered-homes"), expected);
}

#[test]
fn limits_that_no_value_lies_between_are_the_same() {
    let limit = |direction, millionths| Limit {
        direction,
        value: millionths,
    };
    let (least, most) = (Direction::AtLeast, Direction::AtMost);
    let pack = pack();
    let measure = |id: &str| pack.criterion(id).unwrap().measure.clone();
    let count = measure("few-unregistered-homes");
    let percent = measure("visits-in-time");
    let ratio = measure("caseloads");
    let worked = [
        (
            &count,
            limit(most, 2 * SCALE),
            limit(most, 2 * SCALE + 1),
            true,
        ),
        (
            &count,
            limit(most, 2 * SCALE),
            limit(most, 2 * SCALE - 1),
            false,
        ),
        (
            &count,
            limit(least, 2 * SCALE),
            limit(least, 2 * SCALE - 1),
            true,
        ),
        (&count, limit(least, 0), limit(least, -SCALE), true),
        (&count, limit(most, -SCALE), limit(most, -1), true),
        (
            &percent,
            limit(least, 85 * SCALE),
            limit(least, 85 * SCALE + 1),
            false,
        ),
        (&percent, limit(least, 0), limit(least, -SCALE), true),
        (
            &percent,
            limit(most, 100 * SCALE),
            limit(most, 101 * SCALE),
            true,
        ),
        (
            &percent,
            limit(least, 101 * SCALE),
            limit(least, 102 * SCALE),
            true,
        ),
        (
            &percent,
            limit(least, 100 * SCALE),
            limit(least, 101 * SCALE),
            false,
        ),
        (&ratio, limit(least, 0), limit(least, -SCALE), false),
        (
            &ratio,
            limit(most, 100 * SCALE),
            limit(most, 101 * SCALE),
            false,
        ),
    ];
    for (measure, was, now, expected) in worked {
        let kind = measure.kind();
        assert_eq!(same(measure, was, now), expected, "{kind} {was:?} {now:?}");
    }
}

#[test]
fn a_column_gives_way_to_those_used_and_to_the_next_in_order() {
    let supervised = [
        // The only other date of the visits; workers have no other column of text.
        "with `due_on` instead of `seen_on` as `latest`",
        "with the limit of 30 days moved to 31",
        "with the limit of 30 days moved to 29",
    ];
    let found = changes(&pack(), "supervised");
    assert_eq!(found.get(..3).unwrap(), supervised);
}

#[test]
fn one_key_dates_an_event_and_places_it_in_the_period() {
    let repeat = Measure::Repeat(Repeat {
        scope: Scope {
            of: "visits".to_owned(),
            filter: None,
            period: Some((months(12), "due_on".to_owned())),
        },
        by: "child_id".to_owned(),
        dated: "due_on".to_owned(),
        within: months(6),
        earlier: "due_on".to_owned(),
    });
    let pack = with_measure("caseloads", repeat);
    let expected = [
        "with the period of 12 months moved to 13",
        "with the period of 12 months moved to 11",
        "with `worker_id` instead of `child_id` as `by`",
        "with `seen_on` instead of `due_on` as `dated`",
        "with `seen_on` instead of `due_on` as `earlier`",
        "with the limit of 6 months moved to 7",
        "with the limit of 6 months moved to 5",
    ];
    assert_eq!(changes(&pack, "caseloads"), expected);
    let made = mutants(pack.criterion("caseloads").unwrap(), &pack);
    let Measure::Repeat(dated) = &made[3].criterion.measure else {
        panic!("a repeat measure")
    };
    assert_eq!(dated.scope.period, Some((months(12), "seen_on".to_owned())));
    assert_eq!(
        (dated.dated.as_str(), dated.earlier.as_str()),
        ("seen_on", "seen_on")
    );
}

#[test]
fn both_sides_of_a_ratio_and_the_subjects_of_events_are_changed() {
    let plain = pack();
    let over = Over::List {
        scope: scope(&plain, "alone"),
        sum: Some("hours".to_owned()),
    };
    let ratio = Measure::Ratio(Ratio {
        scope: scope(&plain, "not alone"),
        sum: None,
        over,
        per: 1,
    });
    let expected = [
        "without the condition `not alone` in `where`",
        "without `not` before `alone` in `where`",
        "without the condition `alone` in `where` of `over`",
        "with `alone` made `not alone` in `where` of `over`",
        "with rows of `over` counted instead of `hours` summed",
    ];
    assert_eq!(
        changes(&with_measure("caseloads", ratio), "caseloads"),
        expected
    );
    let per_subject = Measure::PerSubject(PerSubject {
        scope: scope(&plain, "alone"),
        by: "worker_id".to_owned(),
        at_least_events: 1,
        subjects: Some(("workers".to_owned(), None)),
    });
    let expected = [
        "without the condition `alone` in `where`",
        "with `alone` made `not alone` in `where`",
        // To 0 would be refused: no events are always enough.
        "with `at_least_events` moved from 1 to 2",
    ];
    assert_eq!(
        changes(&with_measure("caseloads", per_subject), "caseloads"),
        expected
    );
}
