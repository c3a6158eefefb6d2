use std::cmp::Reverse;

use proptest::prelude::*;

use super::*;
use crate::assess::fixture::{criterion, day, pack, result};
use crate::assessment::{ThemeResult, WaiverResult};
use crate::pack::Effort;

struct Case {
    criterion: Criterion,
    result: CriterionResult,
    undated: bool,
}

fn case(id: &str, state: State) -> Case {
    Case {
        criterion: criterion(id),
        result: result(id, state),
        undated: false,
    }
}

/// A case whose theme so many visits raised.
fn raised(id: &str, state: State, visits: u64) -> Case {
    let mut case = case(id, state);
    case.result.themes = vec![ThemeResult {
        id: "t".to_owned(),
        title: "T".to_owned(),
        visits,
        of_visits: 366,
        in_a_hundred: visits * 100 / 366,
    }];
    case
}

fn going_stale(id: &str) -> Case {
    let mut case = case(id, State::Met);
    case.result.on_inspection = Some(StateResult::not_known(Reason::Stale, "old"));
    case.result.expires = Some(day("2026-12-20"));
    case
}

fn gaps_of(cases: &[Case], actions: &[Action]) -> Vec<Gap> {
    gaps_before(Some(day("2027-01-12")), cases, actions)
}

fn gaps_before(inspection: Option<Day>, cases: &[Case], actions: &[Action]) -> Vec<Gap> {
    let pack = pack(Vec::new());
    let results: Vec<CriterionResult> = cases.iter().map(|c| c.result.clone()).collect();
    let candidates: Vec<Candidate<'_>> = cases
        .iter()
        .map(|c| Candidate {
            criterion: &c.criterion,
            result: &c.result,
            found: "82 of 96 visits (85%) within 10 days",
            expected: "at least 90%",
            source: "Visits, 3 October 2026",
            first: None,
            undated: c.undated,
            renew_from: Some(day("2026-12-13")),
        })
        .collect();
    let setting = Setting {
        as_at: day("2026-11-22"),
        inspection,
        limits: pack.limits,
        calendar: &pack.calendar,
        actions,
    };
    let weights = gain::Weights::of(&results, &["safe", "help-and-protection"]);
    gaps(&candidates, &weights, &setting)
}

fn order(cases: &[Case]) -> Vec<String> {
    let gaps = gaps_of(cases, &[]);
    let ranks: Vec<u64> = gaps.iter().map(|g| g.rank).collect();
    assert_eq!(ranks, (1..=gaps.len() as u64).collect::<Vec<_>>());
    gaps.into_iter().map(|g| g.criterion).collect()
}

#[test]
fn gaps_come_by_priority_then_state_then_gain_then_effort_then_id() {
    let mut priority = going_stale("z-priority");
    priority.result.priority = true;
    let mut heavy = case("y-heavy", State::NotMet);
    heavy.result.weight = 3;
    let mut easy = case("x-easy", State::NotMet);
    easy.criterion.effort = Effort::Low;
    let cases = vec![
        going_stale("g"),
        case("n", State::Nearly),
        case("k", State::NotKnown),
        case("b", State::NotMet),
        case("a", State::NotMet),
        easy,
        heavy,
        priority,
        case("fine", State::Met),
        case("none", State::NotApplicable),
    ];
    assert_eq!(
        order(&cases),
        ["z-priority", "y-heavy", "x-easy", "a", "b", "k", "n", "g"]
    );
}

#[test]
fn of_equal_gaps_the_one_that_more_visits_raised_comes_first_whatever_its_effort() {
    let mut easy = raised("easy", State::NotMet, 20);
    easy.criterion.effort = Effort::Low;
    let mut heavy = raised("heavy", State::NotMet, 1);
    heavy.result.weight = 2;
    let cases = vec![
        case("a-without", State::NotMet),
        raised("z-often", State::NotMet, 208),
        raised("k-often", State::NotKnown, 366),
        easy,
        raised("b-as-often", State::NotMet, 20),
        heavy,
    ];
    assert_eq!(
        order(&cases),
        [
            "heavy",
            "z-often",
            "easy",
            "b-as-often",
            "a-without",
            "k-often"
        ]
    );
}

proptest! {
    /// Against a plain sort: within a state, all gains of one area go by weight alone.
    #[test]
    fn themes_order_only_what_state_and_gain_leave_equal(
        made in proptest::collection::vec((0..3usize, 1..4u32, 0..4u64, 0..3usize), 1..12),
    ) {
        let states = [State::NotMet, State::NotKnown, State::Nearly];
        let efforts = [Effort::Low, Effort::Medium, Effort::High];
        let mut cases = Vec::new();
        let mut plain = Vec::new();
        for (n, (state, weight, visits, effort)) in made.into_iter().enumerate() {
            let id = format!("c{n:02}");
            let mut case = match visits {
                0 => case(&id, states[state]),
                visits => raised(&id, states[state], visits),
            };
            case.result.weight = weight;
            case.criterion.effort = efforts[effort];
            cases.push(case);
            plain.push((state, Reverse(weight), Reverse(visits), effort, id));
        }
        plain.sort();
        let ids: Vec<String> = plain.into_iter().map(|key| key.4).collect();
        prop_assert_eq!(order(&cases), ids);
    }
}

#[test]
fn a_gain_is_counted_in_every_area_of_a_criterion() {
    let mut both = case("both", State::NotMet);
    both.result.judgements = vec!["help-and-protection".to_owned(), "not-shown".to_owned()];
    let mut nearly = case("nearly", State::Nearly);
    nearly.result.weight = 2;
    let gaps = gaps_of(&[both, nearly, case("other", State::Met)], &[]);
    let points = |gap: &Gap| -> Vec<(String, String)> {
        gap.gain
            .iter()
            .map(|g| (g.area.clone(), g.points.clone()))
            .collect()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    // `safe` weighs 1 + 2 + 1 = 4: a whole credit of weight 1 is 25 points, half of one of weight 2
    // another 25; alone in the judgement it is all 100.
    assert_eq!(
        points(&gaps[0]),
        [pair("safe", "25"), pair("help-and-protection", "100")]
    );
    assert_eq!(points(&gaps[1]), [pair("safe", "25")]);
    let thirds = gaps_of(
        &[
            case("a", State::Nearly),
            case("b", State::Met),
            case("c", State::Met),
        ],
        &[],
    );
    // Half of a third is 16.66… points.
    assert_eq!(thirds[0].gain[0].points, "16.6");
    // What only goes stale keeps its whole credit.
    assert_eq!(gaps_of(&[going_stale("g")], &[])[0].gain[0].points, "100");
}

#[test]
fn a_gap_says_what_was_found_against_what_and_from_which_source() {
    let gap = gaps_of(&[case("a", State::NotMet)], &[]).remove(0);
    assert_eq!(gap.found, "82 of 96 visits (85%) within 10 days");
    assert_eq!(gap.expected, "at least 90%");
    assert_eq!(gap.source, "Visits, 3 October 2026");
    assert_eq!(gap.improve, "Improve a.");
    assert_eq!((gap.going_stale, gap.reason), (false, None));
    let gap = gaps_of(&[going_stale("g")], &[]).remove(0);
    assert_eq!(
        gap.found,
        "82 of 96 visits (85%) within 10 days; met today, on evidence that stands until 20 \
         December 2026"
    );
    assert_eq!(
        gap.expected,
        "evidence that still stands on 12 January 2027"
    );
    assert_eq!((gap.going_stale, gap.reason), (true, Some(Reason::Stale)));
}

#[test]
fn a_gap_is_due_twenty_working_days_before_the_inspection_or_when_its_evidence_runs_out() {
    let due = |expires: Option<&str>| {
        let mut case = case("a", State::NotMet);
        case.result.expires = expires.map(day);
        gaps_of(&[case], &[])[0].due.unwrap()
    };
    // Back from 12 January 2027 (a Tuesday): 11 Jan 1, 8-4 Jan 6, 31-29 Dec 9, 24-21 Dec 13,
    // 18-14 Dec 18, 11 Dec 19, 10 Dec 20; 25 and 28 December and 1 January are bank holidays.
    assert_eq!(due(None), day("2026-12-10"));
    assert_eq!(due(Some("2026-12-31")), day("2026-12-10"));
    assert_eq!(due(Some("2026-12-01")), day("2026-12-01"));
    assert_eq!(due(Some("2026-10-01")), day("2026-11-22"));
}

#[test]
fn without_an_inspection_a_gap_is_due_when_its_evidence_runs_out() {
    let due = |expires: Option<&str>| {
        let mut case = case("a", State::NotMet);
        case.result.expires = expires.map(day);
        gaps_before(None, &[case], &[])[0].due
    };
    assert_eq!(due(Some("2026-12-31")), Some(day("2026-12-31")));
    // As-at is 22 November.
    assert_eq!(due(Some("2026-10-01")), Some(day("2026-11-22")));
    assert_eq!(due(None), None);
}

fn act(criterion: &str, stands: Stands, due: &str) -> Action {
    Action {
        criteria: vec![criterion.to_owned()],
        findings: Vec::new(),
        stands,
        due: Some(day(due)),
    }
}

#[test]
fn an_action_is_overdue_undated_in_hand_or_missing() {
    let state = |actions: &[Action]| {
        let gap = gaps_of(&[case("a", State::NotMet)], actions).remove(0);
        (gap.action.state, gap.action.due)
    };
    let late = act("a", Stands::Overdue, "2026-11-01");
    let open = act("a", Stands::InHand, "2026-12-05");
    let sooner = act("a", Stands::InHand, "2026-12-01");
    let done = act("a", Stands::Done, "2026-10-01");
    let stopped = act("a", Stands::Stopped, "2026-10-01");
    let other = act("b", Stands::InHand, "2026-10-01");
    assert_eq!(
        state(&[open.clone(), late, done.clone()]),
        (ActionState::Overdue, Some(day("2026-11-01")))
    );
    let undated = Action {
        stands: Stands::Undated,
        due: None,
        ..open.clone()
    };
    assert_eq!(
        state(&[open.clone(), undated]),
        (ActionState::Undated, None)
    );
    assert_eq!(
        state(&[open, sooner, done.clone()]),
        (ActionState::InHand, Some(day("2026-12-01")))
    );
    // A done action leaves its gap, and its date says nothing of it.
    assert_eq!(
        state(&[done, stopped.clone(), other.clone()]),
        (ActionState::Done, None)
    );
    assert_eq!(state(&[stopped, other]), (ActionState::Missing, None));
}

#[test]
fn a_waiver_in_force_marks_the_gap_and_changes_nothing_else() {
    let plain = gaps_of(&[case("a", State::NotMet)], &[]).remove(0);
    let mut case = case("a", State::NotMet);
    case.result.waiver = Some(WaiverResult {
        in_force: true,
        reason: "moving systems".to_owned(),
        by: "Director".to_owned(),
        from: day("2026-11-01"),
        until: day("2026-12-31"),
    });
    let waived = gaps_of(&[case], &[]).remove(0);
    assert!(waived.waived);
    assert_eq!(
        Gap {
            waived: false,
            ..waived
        },
        plain
    );
}

#[test]
fn without_an_inspection_date_nothing_is_due_and_nothing_goes_stale() {
    let mut fresh = result("a", State::Met);
    assert!(!has_gap(&fresh));
    fresh.on_inspection = Some(StateResult::of(State::Met));
    assert!(!has_gap(&fresh));
    let mut nearly = result("a", State::Nearly);
    nearly.on_inspection = Some(StateResult::of(State::Nearly));
    assert!(has_gap(&nearly) && !is_going_stale(&nearly));
}

#[test]
fn evidence_that_runs_out_before_the_inspection_goes_stale_whatever_it_says_today() {
    let stale = || Some(StateResult::not_known(Reason::Stale, "old"));
    let goes = |today: StateResult, then: Option<StateResult>| {
        let mut case = case("a", today.state);
        case.result.today = today;
        case.result.on_inspection = then;
        is_going_stale(&case.result)
    };
    let blanks = || StateResult::not_known(Reason::Blanks, "blank");
    for state in [State::Met, State::Nearly, State::NotMet] {
        assert!(goes(StateResult::of(state), stale()), "{state:?}");
    }
    assert!(goes(blanks(), stale()));
    // A document too old by then is not met, which is worse than nearly and no news of not met.
    let not_met = || Some(StateResult::of(State::NotMet));
    assert!(goes(StateResult::of(State::Nearly), not_met()));
    assert!(!goes(StateResult::of(State::NotMet), not_met()));
    assert!(!goes(blanks(), Some(blanks())));
    // Stale today already, and nobody says when they come.
    assert!(!goes(StateResult::not_known(Reason::Stale, "old"), stale()));
    assert!(!goes(StateResult::of(State::NotMet), None));
}

#[test]
fn a_gap_that_also_goes_stale_keeps_its_class() {
    let mut late = case("late", State::NotMet);
    late.result.on_inspection = Some(StateResult::not_known(Reason::Stale, "old"));
    let gaps = gaps_of(&[going_stale("g"), case("n", State::Nearly), late], &[]);
    let said: Vec<(&str, bool, Option<Reason>)> = gaps
        .iter()
        .map(|g| (g.criterion.as_str(), g.going_stale, g.reason))
        .collect();
    assert_eq!(
        said,
        [
            ("late", true, None),
            ("n", false, None),
            ("g", true, Some(Reason::Stale))
        ]
    );
}

#[test]
fn what_goes_out_of_date_is_made_anew_on_a_day_that_still_stands_at_the_inspection() {
    let improve = |expires: &str| {
        let mut case = going_stale("a");
        case.result.expires = Some(day(expires));
        gaps_of(&[case], &[])[0].improve.clone()
    };
    // Due on 1 December, when it runs out; made then, it would run out again before 12 January.
    assert_eq!(
        improve("2026-12-01"),
        "Export its lists again by 1 December 2026, and once more on or after 13 December 2026: only \
         that stands on 12 January 2027."
    );
    // Without an inspection it is made anew for today.
    let mut old = case("a", State::NotKnown);
    old.result.today = StateResult::not_known(Reason::Stale, "old");
    assert_eq!(
        gaps_before(None, &[old], &[])[0].improve,
        "Export its lists again, dated 13 December 2026 or later."
    );
}

#[test]
fn evidence_without_a_date_is_dated_before_it_is_made_anew() {
    let improve = |state, today, undated| {
        let mut case = case("a", state);
        case.result.today = today;
        case.undated = undated;
        gaps_of(&[case], &[])[0].improve.clone()
    };
    let dated = "Put the day that it speaks for in the file's name, or in `evidence.toml`. On 12 January \
                 2027 only what is dated 13 December 2026 or later still stands.";
    let old = || StateResult::not_known(Reason::Stale, "undated and out of date");
    assert_eq!(improve(State::NotKnown, old(), true), dated);
    let lowered = || StateResult {
        detail: "nearly met at best".into(),
        ..StateResult::of(State::Nearly)
    };
    assert_eq!(improve(State::Nearly, lowered(), true), dated);
    // What its number alone decides is not mended by a date.
    let own = criterion("a").improve;
    assert_eq!(
        improve(State::Nearly, StateResult::of(State::Nearly), true),
        own
    );
    assert_eq!(
        improve(State::NotMet, StateResult::of(State::NotMet), true),
        own
    );
    assert!(improve(State::NotKnown, old(), false).starts_with("Export its lists again"));
}
