use super::*;
use crate::assess::fixture::{area_result, assessment, day, result};
use crate::assessment::{ExemptionResult, StateResult, WaiverResult};
use crate::judge::State::{Met, Nearly, NotApplicable, NotKnown, NotMet};
use crate::judge::{Reason, State};

fn with(criteria: Vec<CriterionResult>) -> Assessment {
    let mut a = assessment(criteria);
    a.inspection = Some(day("2027-01-12"));
    a.areas = vec![area_result("safe", &a.criteria)];
    a
}

fn priority(id: &str, state: State) -> CriterionResult {
    let mut c = result(id, state);
    c.priority = true;
    c
}

fn many(met: usize, others: &[(State, usize)]) -> Vec<CriterionResult> {
    let met = std::iter::repeat_n(State::Met, met);
    let others = others
        .iter()
        .flat_map(|(state, n)| std::iter::repeat_n(*state, *n));
    let all = met.chain(others).enumerate();
    all.map(|(at, state)| result(&format!("c{at:02}"), state))
        .collect()
}

fn waived(mut c: CriterionResult) -> CriterionResult {
    c.waiver = Some(WaiverResult {
        in_force: true,
        reason: "moving systems".to_owned(),
        by: "Director".to_owned(),
        from: day("2026-11-01"),
        until: day("2026-12-31"),
    });
    c
}

fn verdict(criteria: Vec<CriterionResult>, require: Require) -> Verdict {
    decide(&with(criteria), &[require], None)
}

fn not_met(why: &str) -> Verdict {
    Verdict::NotMet(vec![why.to_owned()])
}

fn undecided(why: &str) -> Verdict {
    Verdict::Undecided(vec![why.to_owned()])
}

#[test]
fn every_requirement_has_its_word() {
    for require in Require::ALL {
        assert_eq!(Require::parse(require.name()), Some(require));
    }
    assert_eq!(Require::parse("perfect"), None);
}

#[test]
fn nothing_required_is_met() {
    assert_eq!(
        decide(&with(many(0, &[(State::NotMet, 3)])), &[], None),
        Verdict::Met
    );
}

#[test]
fn a_level_is_met_by_its_mark_alone_when_everything_is_known() {
    // Ready from 80 %, nearly from 60 %.
    let ready = |others: &[(State, usize)]| verdict(many(8, others), Require::Ready);
    assert_eq!(ready(&[(State::NotMet, 2)]), Verdict::Met);
    assert_eq!(
        ready(&[(State::NotMet, 3)]),
        not_met("ready: safe: nearly ready, held back by c08, c09, c10")
    );
    let nearly = |others: &[(State, usize)]| verdict(many(6, others), Require::NearlyReady);
    assert_eq!(nearly(&[(State::NotMet, 4)]), Verdict::Met);
    assert_eq!(
        nearly(&[(State::NotMet, 5)]),
        not_met("nearly-ready: safe: not ready, held back by c06, c07, c08 and 2 more")
    );
}

#[test]
fn anything_not_known_leaves_a_level_undecided() {
    let ready = |others: &[(State, usize)]| verdict(many(8, others), Require::Ready);
    // 8 of 10 is ready already, and 2 are still not known.
    assert_eq!(
        ready(&[(State::NotKnown, 2)]),
        undecided("ready: safe: ready, with 2 not known: c08, c09")
    );
    assert_eq!(
        ready(&[(State::NotKnown, 2), (State::NotMet, 1)]),
        undecided("ready: safe: nearly ready, with 2 not known: c08, c09")
    );
    assert_eq!(
        ready(&[(State::NotKnown, 5)]),
        undecided("ready: safe: cannot say, with 5 not known: c08, c09, c10 and 2 more")
    );
    let nearly = verdict(many(6, &[(State::NotKnown, 1)]), Require::NearlyReady);
    assert!(matches!(nearly, Verdict::Undecided(_)));
}

#[test]
fn a_level_out_of_reach_with_every_unknown_met_is_not_met() {
    // 8 of 11 with the unknown one met: under 80 %, over 60 %.
    let others = [(State::NotKnown, 1), (State::NotMet, 3)];
    let criteria = || many(7, &others);
    assert_eq!(
        verdict(criteria(), Require::Ready),
        not_met("ready: safe: nearly ready, held back by c08, c09, c10 and 1 more")
    );
    assert!(matches!(
        verdict(criteria(), Require::NearlyReady),
        Verdict::Undecided(_)
    ));
    // 5 of 10: under 60 %.
    assert_eq!(
        verdict(
            many(4, &[(State::NotKnown, 1), (State::NotMet, 5)]),
            Require::NearlyReady
        ),
        not_met("nearly-ready: safe: not ready, held back by c05, c06, c07 and 3 more")
    );
}

#[test]
fn a_waived_unknown_leaves_nothing_undecided() {
    let mut criteria = many(9, &[]);
    criteria.push(waived(result("w", State::NotKnown)));
    assert_eq!(verdict(criteria.clone(), Require::Ready), Verdict::Met);
    criteria.push(result("o", State::NotKnown));
    assert_eq!(
        verdict(criteria, Require::Ready),
        undecided("ready: safe: ready, with 1 not known: o")
    );
}

#[test]
fn a_priority_criterion_that_is_not_known_leaves_ready_undecided_unless_another_caps_it() {
    let mut criteria = many(9, &[]);
    criteria.push(priority("p", State::NotKnown));
    assert_eq!(
        verdict(criteria.clone(), Require::Ready),
        undecided("ready: safe: cannot say, with 1 not known: p")
    );
    criteria.push(priority("q", State::NotMet));
    assert_eq!(
        verdict(criteria, Require::Ready),
        not_met("ready: safe: not ready, held back by q, p")
    );
    let nothing = vec![result("a", State::NotApplicable)];
    assert_eq!(
        verdict(nothing, Require::Ready),
        undecided("ready: safe: cannot say, as no criterion applies")
    );
}

#[test]
fn priority_gaps_fail_and_unknown_priorities_leave_it_open() {
    let rule = Require::NoPriorityGaps;
    assert_eq!(
        verdict(
            vec![priority("p", State::Met), result("o", State::NotMet)],
            rule
        ),
        Verdict::Met
    );
    assert_eq!(
        verdict(vec![priority("p", State::Nearly)], rule),
        not_met("no-priority-gaps: 1 priority criterion falls short: p (nearly met)")
    );
    let mut unknown = priority("p", State::NotKnown);
    unknown.today = StateResult::not_known(Reason::NoEvidence, "");
    assert_eq!(
        verdict(vec![unknown.clone()], rule),
        undecided("no-priority-gaps: 1 priority criterion is not known: p (no evidence)")
    );
    assert_eq!(
        verdict(vec![unknown, priority("q", State::NotMet)], rule),
        not_met("no-priority-gaps: 1 priority criterion falls short: q (not met)")
    );
}

#[test]
fn worse_is_a_lower_state_or_one_no_longer_known() {
    let moved = |then, now| {
        let baseline = with(vec![result("a", then)]);
        decide(
            &with(vec![result("a", now)]),
            &[Require::NotWorse],
            Some(&baseline),
        )
    };
    assert_eq!(
        moved(Met, Nearly),
        not_met("not-worse: 1 criterion is worse: a (was met, is nearly met)")
    );
    assert_eq!(
        moved(Met, NotKnown),
        not_met("not-worse: 1 criterion is worse: a (was met, is not known)")
    );
    assert_eq!(
        moved(NotMet, NotKnown),
        undecided("not-worse: 1 criterion is no longer known: a (was not met)")
    );
    for (then, now) in [
        (Met, Met),
        (Nearly, Met),
        (NotMet, Nearly),
        (NotKnown, NotMet),
        (NotKnown, NotKnown),
        (Met, NotApplicable),
        (NotApplicable, NotMet),
    ] {
        assert_eq!(moved(then, now), Verdict::Met, "{then:?} {now:?}");
    }
    assert!(matches!(
        verdict(Vec::new(), Require::NotWorse),
        Verdict::Undecided(_)
    ));
}

#[test]
fn stale_today_or_by_the_inspection_fails_nothing_stale() {
    let rule = Require::NothingStale;
    let stale = StateResult::not_known(Reason::Stale, "");
    let mut today = result("a", State::NotKnown);
    today.today = stale.clone();
    assert_eq!(
        verdict(vec![today], rule),
        not_met("nothing-stale: 1 criterion rests on evidence that is out of date: a")
    );
    let mut later = result("a", State::NotMet);
    later.on_inspection = Some(stale);
    assert_eq!(
        verdict(vec![later], rule),
        not_met(
            "nothing-stale: 1 criterion rests on evidence that goes out of date before the \
             inspection: a"
        )
    );
    // A document that will be too old by then is not met then.
    let mut old = result("a", State::Met);
    old.on_inspection = Some(StateResult::of(State::NotMet));
    assert!(matches!(verdict(vec![old], rule), Verdict::NotMet(_)));
    let mut unknown = result("a", State::NotKnown);
    unknown.today = StateResult::not_known(Reason::NoEvidence, "");
    assert!(matches!(
        verdict(vec![unknown], rule),
        Verdict::Undecided(_)
    ));
    assert_eq!(
        verdict(vec![result("a", State::NotMet)], rule),
        Verdict::Met
    );
}

#[test]
fn a_waiver_in_force_excuses_its_gap_from_every_gate() {
    let mut criteria = many(9, &[]);
    let gap = priority("p", State::NotMet);
    criteria.push(gap.clone());
    let excused = {
        let mut all = criteria.clone();
        all.pop();
        all.push(waived(gap.clone()));
        all
    };
    for require in [Require::Ready, Require::NoPriorityGaps] {
        assert!(matches!(
            verdict(criteria.clone(), require),
            Verdict::NotMet(_)
        ));
        assert_eq!(verdict(excused.clone(), require), Verdict::Met);
    }
    let mut lapsed = waived(gap.clone());
    lapsed.waiver.as_mut().unwrap().in_force = false;
    assert!(matches!(
        verdict(vec![lapsed], Require::NoPriorityGaps),
        Verdict::NotMet(_)
    ));
    assert_eq!(verdict(vec![waived(gap)], Require::Ready), Verdict::Met);
}

#[test]
fn all_requirements_are_told_and_a_failure_comes_before_a_doubt() {
    let criteria = vec![priority("p", State::NotMet), result("o", State::NotKnown)];
    let all = decide(
        &with(criteria),
        &[
            Require::NothingStale,
            Require::Ready,
            Require::NoPriorityGaps,
        ],
        None,
    );
    assert_eq!(
        all,
        Verdict::NotMet(vec![
            "ready: safe: not ready, held back by p, o".to_owned(),
            "no-priority-gaps: 1 priority criterion falls short: p (not met)".to_owned(),
        ])
    );
    assert_eq!(ExitStatus::from(&all).code(), 1);
    assert_eq!(ExitStatus::from(&undecided("")).code(), 3);
    assert_eq!(ExitStatus::from(&Verdict::Met).code(), 0);
}

#[test]
fn what_the_baseline_has_no_result_of_is_open_unless_it_is_met() {
    let states = [Met, NotApplicable, Nearly, NotMet, NotKnown];
    let now = states.iter().zip(["a", "b", "c", "d", "e"]);
    let now = now.map(|(state, id)| result(id, *state)).collect();
    let verdict = decide(
        &with(now),
        &[Require::NotWorse],
        Some(&with(vec![result("other", Met)])),
    );
    assert_eq!(
        verdict,
        undecided(
            "not-worse: 3 criteria have no result in the baseline and are not met now: \
             c (nearly met), d (not met), e (not known)"
        )
    );
}

#[test]
fn a_requirement_names_eight_criteria_and_counts_the_rest() {
    let stale = |at: usize| {
        let mut c = result(&format!("c{at:02}"), NotKnown);
        c.today = StateResult::not_known(Reason::Stale, "");
        c
    };
    assert_eq!(
        verdict((0..64).map(stale).collect(), Require::NothingStale),
        not_met(
            "nothing-stale: 64 criteria rest on evidence that is out of date: \
             c00, c01, c02, c03, c04, c05, c06, c07 and 56 more"
        )
    );
}

#[test]
fn a_gate_that_waivers_and_exemptions_let_pass_says_so() {
    let rule = [Require::NoPriorityGaps, Require::Ready];
    let mut exempt = priority("e", NotApplicable);
    exempt.exemption = Some(ExemptionResult {
        reason: "no such homes here".to_owned(),
        by: "Director".to_owned(),
    });
    let gaps = [
        waived(priority("a", NotMet)),
        waived(priority("b", NotKnown)),
    ];
    let met = || many(8, &[]);
    let said = |more: &[CriterionResult]| {
        let all = met().into_iter().chain(more.iter().cloned()).collect();
        excuses(&with(all), &rule, None)
    };
    assert_eq!(
        said(&gaps),
        [
            "no-priority-gaps is met because 2 gaps are accepted by waivers: a, b",
            "ready is met because 2 gaps are accepted by waivers: a, b",
        ]
    );
    assert_eq!(
        said(&[gaps[0].clone(), exempt]),
        [
            "no-priority-gaps is met because 1 gap is accepted by a waiver: a, and 1 criterion is \
             exempted: e",
            "ready is met because 1 gap is accepted by a waiver: a, and 1 criterion is exempted: e",
        ]
    );
    // Nothing is owed to a waiver of what is met, nor where the gate is shut all the same.
    assert!(said(&[waived(priority("a", Met))]).is_empty());
    assert!(said(&[gaps[0].clone(), priority("b", NotMet)]).is_empty());
}

#[test]
fn an_area_is_reached_where_all_that_applies_in_it_is_waived_and_not_where_nothing_applies() {
    let area = |criteria| verdict(criteria, Require::Ready);
    let gap = || waived(result("a", NotMet));
    assert_eq!(area(vec![gap(), result("b", NotApplicable)]), Verdict::Met);
    assert_eq!(
        area(vec![waived(result("a", NotApplicable))]),
        undecided("ready: safe: cannot say, as no criterion applies")
    );
}
