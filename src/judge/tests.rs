mod sentences;

use super::*;
use crate::assess::fixture::{
    at_least, at_most, criterion, day, decided, document, measured, measurement, percent, share,
    statement, thresholds,
};
use crate::measure::{Doubt, LeftOut, Repeated};
use crate::pack::measures;

fn today() -> When {
    When::Today(day("2026-11-22"))
}

fn on_inspection(date: &str) -> When {
    When::Inspection(day(date))
}

fn state(criterion: &Criterion, measured: &Measured) -> State {
    judge(criterion, measured, today()).state
}

#[test]
fn a_share_is_decided_on_the_exact_fraction() {
    let c = criterion("a");
    // 90 of 100 reaches 90 %; 89999 of 100000 does not, though it rounds to it.
    assert_eq!(state(&c, &share(90, 100)), State::Met);
    assert_eq!(state(&c, &share(89_999, 100_000)), State::Nearly);
    assert_eq!(state(&c, &share(80, 100)), State::Nearly);
    assert_eq!(state(&c, &share(79_999, 100_000)), State::NotMet);
}

#[test]
fn low_values_can_be_the_wanted_ones() {
    let mut c = criterion("a");
    c.thresholds = Some(thresholds(at_most(10), at_most(15)));
    assert_eq!(state(&c, &share(10, 100)), State::Met);
    assert_eq!(state(&c, &share(10_001, 100_000)), State::Nearly);
    assert_eq!(state(&c, &share(15_001, 100_000)), State::NotMet);
}

#[test]
fn without_a_nearly_limit_there_is_only_met_and_not_met() {
    let mut c = criterion("a");
    c.thresholds = Some(Thresholds {
        met: at_least(90),
        nearly: None,
    });
    assert_eq!(state(&c, &share(90, 100)), State::Met);
    assert_eq!(state(&c, &share(89, 100)), State::NotMet);
}

#[test]
fn blanks_that_could_change_the_state_make_it_not_known() {
    let c = criterion("a");
    let mut m = measurement(82, 96);
    m.left_out = vec![
        (LeftOut::NoStart, 4),
        (LeftOut::FilterUnknown, 3),
        (LeftOut::NotYetDue, 9),
    ];
    // 82 of 103 is 79.6 %: not met, where 82 of 96 is nearly met.
    m.lowest = Some(percent(82, 103));
    m.highest = Some(percent(89, 103));
    let judged = judge(
        &c,
        &measured(Outcome::Measured(Box::new(m.clone()))),
        today(),
    );
    assert_eq!(judged.reason, Some(Reason::Blanks));
    assert_eq!(
        judged.detail,
        "7 answers are blank or unreadable: nearly met at 85% as it stands, not met at 79% if all \
         of them count against it"
    );
    // 82 of 100 is still nearly met, so the state stands.
    m.lowest = Some(percent(82, 100));
    let judged = judge(&c, &measured(Outcome::Measured(Box::new(m))), today());
    assert_eq!(judged, StateResult::of(State::Nearly));
}

#[test]
fn a_blank_answer_is_counted_once_whether_it_is_judged_or_left_out() {
    let mut m = measurement(82, 96);
    // Of 7 blank answers 4 were left out, and 2 more rows have no start.
    m.blank = 7;
    m.left_out = vec![
        (LeftOut::NoStart, 2),
        (LeftOut::BlankAnswer, 4),
        (LeftOut::NotYetDue, 11),
    ];
    assert_eq!(blanks(&m), 9);
}

#[test]
fn blanks_only_count_on_the_side_that_the_threshold_dislikes() {
    let mut c = criterion("a");
    c.thresholds = Some(thresholds(at_most(10), at_most(15)));
    let mut m = measurement(0, 50);
    m.blank = 50;
    m.highest = Some(percent(50, 50));
    let judged = judge(
        &c,
        &measured(Outcome::Measured(Box::new(m.clone()))),
        today(),
    );
    assert_eq!(
        judged.detail,
        "50 answers are blank or unreadable: met at 0% as it stands, not met at 100% if all of \
         them count against it"
    );
    // Without a bound on the bad side nothing can be said; on the good side it does not matter.
    m.blank = 1;
    m.highest = None;
    let judged = judge(
        &c,
        &measured(Outcome::Measured(Box::new(m.clone()))),
        today(),
    );
    assert_eq!(
        judged.detail,
        "1 answer is blank or unreadable: met at 0% as it stands, not met if all of them count \
         against it"
    );
    m.highest = m.value;
    m.lowest = None;
    assert_eq!(
        state(&c, &measured(Outcome::Measured(Box::new(m)))),
        State::Met
    );
}

#[test]
fn a_column_that_is_blank_in_every_row_carries_no_state_that_it_could_change() {
    let left_on = Unfilled {
        dataset: "workers".to_owned(),
        column: "left_on".to_owned(),
        heading: "Left on".to_owned(),
        of: "workers".to_owned(),
        rows: 1_200,
    };
    let doubt = |lowest, highest| Doubt {
        columns: vec![left_on.clone()],
        lowest,
        highest,
    };
    let judged = |c: &Criterion, found: u64, doubt: Doubt| {
        let mut m = measurement(found, 100);
        m.doubt = Some(doubt);
        judge(c, &measured(Outcome::Measured(Box::new(m))), today())
    };
    let c = criterion("a");
    let open = judged(
        &c,
        95,
        doubt(Some(percent(0, 100)), Some(percent(100, 100))),
    );
    assert_eq!(open.reason, Some(Reason::Blanks));
    assert_eq!(
        open.detail,
        "`Left on` is blank in every row of 1,200 workers, so nothing shows that the blanks are \
         meant: met at 95% if they are, not met at 0% if not; fill it in where it should be, or give a list in which some rows have it"
    );
    // It is no worse than not met, and 85 of 100 is nearly met wherever it falls above 80.
    let not_met = judged(&c, 10, doubt(Some(percent(0, 100)), None));
    assert_eq!(not_met, StateResult::of(State::NotMet));
    let nearly = judged(&c, 85, doubt(Some(percent(80, 100)), None));
    assert_eq!(nearly, StateResult::of(State::Nearly));
    // Without a bound it could be anything.
    let mut low = criterion("a");
    low.thresholds = Some(thresholds(at_most(10), at_most(15)));
    let open = judged(&low, 5, doubt(Some(percent(0, 100)), None));
    assert_eq!(open.reason, Some(Reason::Blanks));
}

#[test]
fn what_nobody_has_answered_is_not_known_and_not_firmly_not_met() {
    let unanswered = |found: u64, highest| {
        let mut m = measurement(found, 60);
        m.blank = 60;
        m.highest = Some(highest);
        m.unanswered = vec![Unfilled {
            dataset: "audits".to_owned(),
            column: "recorded".to_owned(),
            heading: "Actions recorded".to_owned(),
            of: "audits".to_owned(),
            rows: 60,
        }];
        measured(Outcome::Measured(Box::new(m)))
    };
    let c = criterion("a");
    let judged = judge(&c, &unanswered(0, percent(60, 60)), today());
    assert_eq!(
        (judged.state, judged.reason),
        (State::NotKnown, Some(Reason::Blanks))
    );
    let detail = "nobody has answered: 60 of 60 audits are blank in `Actions recorded`";
    assert_eq!(judged.detail, detail);
    // At the best 40 of 60 is 66 %: not met whatever anybody answers.
    let judged = judge(&c, &unanswered(0, percent(40, 60)), today());
    assert_eq!(judged, StateResult::of(State::NotMet));
    // Where few are wanted it is said in the same words.
    let mut low = criterion("a");
    low.thresholds = Some(thresholds(at_most(10), at_most(15)));
    let judged = judge(&low, &unanswered(0, percent(60, 60)), today());
    assert_eq!(judged.detail, detail);
}

#[test]
fn evidence_stands_up_to_and_including_its_last_day() {
    let c = criterion("a");
    let mut m = share(90, 100);
    m.expires = Some(day("2026-11-22"));
    assert_eq!(judge(&c, &m, today()).state, State::Met);
    let stale = judge(&c, &m, on_inspection("2026-11-23"));
    assert_eq!(stale.reason, Some(Reason::Stale));
    assert_eq!(stale.detail, "the evidence stood until 22 November 2026");
    m.expires = Some(day("2026-11-21"));
    assert_eq!(judge(&c, &m, today()).reason, Some(Reason::Stale));
}

#[test]
fn staleness_comes_before_too_few_but_not_before_what_was_never_there() {
    let c = criterion("a");
    let reason = |reason| {
        let mut m = measured(Outcome::NotKnown(reason, "why".to_owned()));
        m.expires = Some(day("2026-11-01"));
        judge(&c, &m, today()).reason.unwrap()
    };
    let few = Box::new(measurement(2, 2));
    let mut few = measured(Outcome::TooFew(few, "why".to_owned()));
    assert_eq!(judge(&c, &few, today()).reason, Some(Reason::TooFew));
    few.expires = Some(day("2026-11-01"));
    assert_eq!(judge(&c, &few, today()).reason, Some(Reason::Stale));
    for kept in [
        Reason::NoEvidence,
        Reason::Unreadable,
        Reason::Unresolved,
        Reason::AwaitingStatement,
        Reason::CouldNotCompute,
    ] {
        assert_eq!(reason(kept), kept);
    }
    let mut none = measured(Outcome::NotApplicable("there were none".to_owned()));
    assert_eq!(judge(&c, &none, today()).state, State::NotApplicable);
    none.expires = Some(day("2026-11-01"));
    assert_eq!(judge(&c, &none, today()).reason, Some(Reason::Stale));
}

#[test]
fn undated_evidence_is_nearly_met_today_at_best_and_stale_on_the_day() {
    let c = criterion("a");
    let mut m = share(100, 100);
    m.undated = true;
    m.expires = None;
    let now = judge(&c, &m, today());
    assert_eq!((now.state, now.reason), (State::Nearly, None));
    assert_eq!(
        now.detail,
        "the evidence is undated, so it is nearly met at best"
    );
    let then = judge(&c, &m, on_inspection("2027-01-12"));
    assert_eq!(then.reason, Some(Reason::Stale));
    let mut low = share(10, 100);
    low.undated = true;
    assert_eq!(judge(&c, &low, today()), StateResult::of(State::NotMet));
}

#[test]
fn evidence_that_does_not_say_how_old_it_is_is_stale_today() {
    let c = criterion("a");
    let mut m = share(100, 100);
    (m.undated, m.ageless, m.expires) = (true, true, None);
    let now = judge(&c, &m, today());
    assert_eq!(
        (now.state, now.reason),
        (State::NotKnown, Some(Reason::Stale))
    );
    assert_eq!(
        now.detail,
        "the evidence is undated and out of date, as no day read in it says how old it is"
    );
    m.outcome = Outcome::NotApplicable("there were none".to_owned());
    assert_eq!(judge(&c, &m, today()).reason, Some(Reason::Stale));
    // What was never there is said first.
    m.outcome = Outcome::NotKnown(Reason::NoEvidence, "no rows".to_owned());
    assert_eq!(judge(&c, &m, today()).reason, Some(Reason::NoEvidence));
    // That nothing shows a document to be recent enough is its answer today.
    let c = document("a");
    m.outcome = decided(State::NotMet).outcome;
    assert_eq!(judge(&c, &m, today()), StateResult::of(State::NotMet));
    assert_eq!(
        judge(&c, &m, on_inspection("2027-01-12")).reason,
        Some(Reason::Stale)
    );
    m.outcome = decided(State::Nearly).outcome;
    assert_eq!(judge(&c, &m, today()).reason, Some(Reason::Stale));
}

#[test]
fn a_statement_never_reaches_above_its_cap() {
    let nearly = statement("a", measures::Cap::Nearly);
    let met = statement("a", measures::Cap::Met);
    assert_eq!(state(&nearly, &decided(State::Met)), State::Nearly);
    assert_eq!(state(&met, &decided(State::Met)), State::Met);
    assert_eq!(state(&nearly, &decided(State::NotMet)), State::NotMet);
}

#[test]
fn an_old_document_stays_not_met_but_an_old_answer_is_out_of_date() {
    let mut m = decided(State::NotMet);
    m.expires = Some(day("2026-11-01"));
    assert_eq!(state(&document("a"), &m), State::NotMet);
    let answer = statement("a", measures::Cap::Met);
    assert_eq!(judge(&answer, &m, today()).reason, Some(Reason::Stale));
    let mut current = decided(State::Met);
    current.expires = Some(day("2026-12-01"));
    assert_eq!(state(&document("a"), &current), State::Met);
    let then = judge(&document("a"), &current, on_inspection("2027-01-12"));
    assert_eq!(then.reason, Some(Reason::Stale));
}

#[test]
fn what_cannot_be_worked_out_says_so() {
    let mut c = criterion("a");
    let mut m = measurement(1, 1);
    m.value = Some(Ratio {
        numerator: i128::MAX,
        denominator: 1,
    });
    let too_large = judge(
        &c,
        &measured(Outcome::Measured(Box::new(m.clone()))),
        today(),
    );
    assert_eq!(too_large.reason, Some(Reason::CouldNotCompute));
    m.value = None;
    let nothing = judge(
        &c,
        &measured(Outcome::Measured(Box::new(m.clone()))),
        today(),
    );
    assert_eq!(nothing.detail, "no value came out of the measure");
    c.thresholds = None;
    let no_threshold = judge(&c, &measured(Outcome::Measured(Box::new(m))), today());
    assert_eq!(no_threshold.reason, Some(Reason::CouldNotCompute));
}

#[test]
fn a_record_that_stands_twice_never_helps() {
    let c = criterion("a");
    let mut m = measurement(90, 100);
    m.repeated = Some(Repeated {
        rows: 60,
        lowest: Some(percent(30, 40)),
        highest: Some(percent(30, 40)),
    });
    let judged = judge(
        &c,
        &measured(Outcome::Measured(Box::new(m.clone()))),
        today(),
    );
    assert_eq!(
        (judged.state, judged.reason),
        (State::NotKnown, Some(Reason::Unresolved))
    );
    assert_eq!(
        judged.detail,
        "60 rows repeat a record that stands on another: met at 90% as it stands, not met at 75% if \
         each record counts once; leave one row for each record in the list"
    );
    // Where counting each once would be better, it stays as it stands.
    m.numerator = 70;
    m.value = Some(percent(70, 100));
    (m.lowest, m.highest) = (m.value, m.value);
    assert_eq!(
        judge(&c, &measured(Outcome::Measured(Box::new(m))), today()).state,
        State::NotMet
    );
}
