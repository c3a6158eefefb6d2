mod benchmarks;
mod inputs;

use super::*;
use crate::assess::fixture::{
    criterion, day, decided, document, evidence, list, pack, place, share, statement, with_list,
};
use crate::assessment::{ActionState, Level};
use crate::judge::State::{Met, NotKnown, NotMet};
use crate::judge::{Reason, State};
use crate::pack::{Exemption, Waiver};
use crate::table::ColumnType::{Date, Text};

pub(super) fn plan() -> Plan<'static> {
    Plan {
        authority: Authority {
            name: "Northmere (invented)".to_owned(),
            ..Authority::default()
        },
        as_at: day("2026-11-22"),
        inspection: Some(day("2027-01-12")),
        scope: Scope::default(),
        figures: BTreeMap::new(),
        owners: BTreeMap::new(),
        tailored: Vec::new(),
        waivers: Waivers::default(),
        diagnostics: Vec::new(),
        baseline: None,
    }
}

/// `a` is not met, `b` and `c` are met but go stale, `d` is a document that will be too old.
fn example() -> Pack {
    let mut a = criterion("a");
    a.priority = true;
    a.judgements = vec!["help-and-protection".to_owned()];
    let mut c = criterion("c");
    c.area = "homes".to_owned();
    pack(vec![c, a, criterion("b"), document("d")])
}

fn measuring(criterion: &Criterion, _: &Inputs<'_>, age_at: Day) -> Measured {
    match criterion.id.as_str() {
        "a" => share(60, 96),
        "d" if age_at == day("2027-01-12") => decided(State::NotMet),
        "d" => decided(State::Met),
        _ => share(90, 96),
    }
}

fn run(pack: &Pack, plan: &Plan<'_>) -> Assessment {
    assess_by(pack, &evidence(), plan, &measuring)
}

fn states(a: &Assessment) -> Vec<(&str, State, Option<State>)> {
    let on = |c: &CriterionResult| c.on_inspection.as_ref().map(|s| s.state);
    a.criteria
        .iter()
        .map(|c| (c.id.as_str(), c.today.state, on(c)))
        .collect()
}

#[test]
fn criteria_come_in_order_of_id_with_both_states() {
    let a = run(&example(), &plan());
    assert_eq!(
        states(&a),
        [
            // The source stands until 31 December, before the inspection on 12 January.
            ("a", NotMet, Some(NotKnown)),
            ("b", Met, Some(NotKnown)),
            ("c", Met, Some(NotKnown)),
            ("d", Met, Some(NotMet)),
        ]
    );
    let without = run(
        &example(),
        &Plan {
            inspection: None,
            ..plan()
        },
    );
    assert!(without.criteria.iter().all(|c| c.on_inspection.is_none()));
    assert!(without.areas.iter().all(|a| a.on_inspection.is_none()));
    assert_eq!(without.gaps.len(), 1);
}

#[test]
fn areas_follow_their_frameworks_and_are_levelled_for_both_days() {
    let a = run(&example(), &plan());
    let levels: Vec<(&str, Level, Level)> = a
        .areas
        .iter()
        .map(|x| {
            (
                x.id.as_str(),
                x.today.level,
                x.on_inspection.as_ref().unwrap().level,
            )
        })
        .collect();
    assert_eq!(
        levels,
        [
            ("safe", Level::NotReady, Level::CannotSay),
            ("homes", Level::Ready, Level::CannotSay),
            ("help-and-protection", Level::NotReady, Level::CannotSay),
        ]
    );
    assert_eq!(a.areas[0].today.capped_by, ["a"]);
    assert_eq!(a.areas[0].path_to_ready, ["a"]);
    assert!(a.areas[1].path_to_ready.is_empty() && a.areas[1].path_reaches);
}

#[test]
fn gaps_say_what_to_do_first() {
    let a = run(&example(), &plan());
    let order: Vec<(&str, bool)> = a
        .gaps
        .iter()
        .map(|g| (g.criterion.as_str(), g.going_stale))
        .collect();
    assert_eq!(order, [("a", true), ("c", true), ("b", true), ("d", true)]);
    let gap = &a.gaps[0];
    assert_eq!(gap.found, "60 of 96 visits (62%) within 10 days");
    assert_eq!(gap.expected, "at least 90%");
    // 87 of 96 are wanted.
    assert_eq!(
        gap.shortfall.as_ref().unwrap().words,
        "27 more visits on time"
    );
    assert_eq!(gap.due, Some(day("2026-12-10")));
    assert_eq!(gap.action.state, ActionState::Missing);
}

#[test]
fn a_share_carries_its_value_its_interval_and_whether_it_is_sure() {
    let a = run(&example(), &plan());
    let m = a.criteria[0].measurement.as_ref().unwrap();
    assert_eq!(
        (m.numerator, m.denominator, m.value.as_deref()),
        (60, 96, Some("62.5"))
    );
    // z² = 3.8415: (62.5 + 2.0008 ± 9.8888) / 1.0400 by the closed formula.
    let [low, high] = m.interval.clone().unwrap();
    assert!(
        low.starts_with("52.5") && high.starts_with("71.5"),
        "{low} {high}"
    );
    assert_eq!(m.sure, Some(true));
    let thresholds = a.criteria[0].thresholds.as_ref().unwrap();
    assert_eq!(
        (thresholds.met.as_str(), thresholds.nearly.as_deref()),
        ("at least 90%", Some("at least 80%"))
    );
    assert_eq!(a.criteria[0].rule, "criteria/safe.toml:7");
}

#[test]
fn a_fault_in_one_criterion_is_its_own() {
    let pack = example();
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let a = assess_by(&pack, &evidence(), &plan(), &|c, inputs, day| {
        assert_ne!(c.id, "b", "a fault");
        measuring(c, inputs, day)
    });
    std::panic::set_hook(quiet);
    assert_eq!(a.criteria[1].today.reason, Some(Reason::CouldNotCompute));
    assert_eq!(a.criteria[2].today.state, State::Met);
}

#[test]
fn the_scope_narrows_criteria_and_areas() {
    let in_scope = |areas: &[&str], criteria: &[&str]| {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        let scope = Scope {
            profile: None,
            areas: owned(areas),
            criteria: owned(criteria),
        };
        let a = run(&example(), &Plan { scope, ..plan() });
        let criteria: Vec<String> = a.criteria.into_iter().map(|c| c.id).collect();
        let areas: Vec<String> = a.areas.into_iter().map(|a| a.id).collect();
        (criteria.join(" "), areas.join(" "))
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(in_scope(&["homes"], &[]), pair("c", "homes"));
    assert_eq!(
        in_scope(&["help-and-protection"], &[]),
        pair("a", "help-and-protection")
    );
    assert_eq!(in_scope(&[], &["a"]), pair("a", "safe help-and-protection"));
    assert_eq!(in_scope(&["safe"], &["a", "c"]), pair("a", "safe"));
}

fn exemption(id: &str, on: Option<&str>) -> Exemption {
    Exemption {
        criterion: id.to_owned(),
        reason: "there is no such service here".to_owned(),
        by: "Director".to_owned(),
        on: on.map(day),
        place: place(),
    }
}

pub(super) fn waiver(id: &str, from: &str, until: &str) -> Waiver {
    Waiver {
        criterion: id.to_owned(),
        reason: "moving systems".to_owned(),
        by: "Director".to_owned(),
        from: day(from),
        until: day(until),
        place: place(),
        until_place: place(),
    }
}

fn codes(a: &Assessment) -> Vec<(&str, &str)> {
    a.diagnostics
        .iter()
        .map(|d| (d.code.as_str(), d.message.as_str()))
        .collect()
}

#[test]
fn an_exemption_makes_a_criterion_not_applicable_from_the_day_it_was_decided() {
    let mut plan = plan();
    plan.waivers.exemptions = vec![
        exemption("a", Some("2026-11-22")),
        exemption("b", Some("2026-11-23")),
    ];
    let a = run(&example(), &plan);
    assert_eq!(a.criteria[0].today.state, State::NotApplicable);
    assert_eq!(
        a.criteria[0].on_inspection.as_ref().unwrap().state,
        State::NotApplicable
    );
    assert_eq!(
        a.criteria[0].explanation,
        "Exempted by the Director; the standard here is at least 90%."
    );
    assert_eq!(a.criteria[0].exemption.as_ref().unwrap().by, "Director");
    assert_eq!(a.criteria[1].today.state, State::Met);
    assert_eq!(
        codes(&a),
        [("unused-exemption", "the exemption of `b` changes nothing")]
    );
    assert_eq!(a.areas[2].today.level, Level::CannotSay);
    assert!(!a.areas[2].path_reaches);
}

#[test]
fn a_waiver_shows_and_changes_no_state_and_one_without_a_gap_is_reported() {
    let mut plan = plan();
    plan.waivers.waivers = vec![
        waiver("a", "2026-06-01", "2026-08-31"),
        waiver("a", "2026-11-01", "2026-12-31"),
        waiver("b", "2026-01-01", "2026-02-28"),
    ];
    let a = run(&example(), &plan);
    assert_eq!(states(&a), states(&run(&example(), &self::plan())));
    assert!(a.gaps[0].waived);
    let shown = |at: usize| {
        a.criteria[at]
            .waiver
            .as_ref()
            .map(|w| (w.in_force, w.until))
    };
    assert_eq!(shown(0), Some((true, day("2026-12-31"))));
    assert_eq!(shown(1), Some((false, day("2026-02-28"))));
    assert_eq!(shown(2), None);
    assert!(codes(&a).is_empty());
    plan.waivers.waivers = vec![waiver("b", "2026-11-01", "2026-12-31")];
    plan.inspection = None;
    let a = run(&example(), &plan);
    assert_eq!(
        codes(&a),
        [("unused-waiver", "the waiver of `b` has no gap to excuse")]
    );
    assert_eq!(
        a.diagnostics[0].found.as_deref(),
        Some("the criterion is met")
    );
}

#[test]
fn tailoring_shows_and_can_take_a_criterion_out_of_the_run() {
    let tailored = |criterion: &str, off| Tailored {
        criterion: criterion.to_owned(),
        changes: vec!["met: at least 95% to at least 90%".to_owned()],
        reason: "agreed".to_owned(),
        by: "Director".to_owned(),
        on: day("2026-05-01"),
        pack_met: Some(fixture::at_least(95)),
        statute_loosened: true,
        off,
        place: place(),
    };
    let mut plan = plan();
    plan.tailored = vec![tailored("c", true), tailored("a", false)];
    plan.owners
        .insert("a".to_owned(), "Head of Safeguarding".to_owned());
    plan.waivers.waivers = vec![waiver("c", "2026-11-01", "2026-12-31")];
    plan.waivers.exemptions = vec![exemption("c", None), exemption("d", None)];
    let a = run(&example(), &plan);
    assert_eq!(states(&a).len(), 3);
    assert_eq!(a.off.len(), 1);
    assert_eq!(a.off[0].criterion, "c");
    assert_eq!(a.pack.tailorings, 2);
    let thresholds = a.criteria[0].thresholds.as_ref().unwrap();
    assert_eq!(thresholds.pack_met.as_deref(), Some("at least 95%"));
    assert!(thresholds.statute_loosened);
    assert_eq!(a.criteria[0].owner.as_deref(), Some("Head of Safeguarding"));
    assert_eq!(a.gaps[0].owner.as_deref(), Some("Head of Safeguarding"));
    assert_eq!(
        codes(&a),
        [
            ("unused-exemption", "the exemption of `c` changes nothing"),
            ("unused-waiver", "the waiver of `c` has no gap to excuse"),
        ]
    );
}

/// The whole way from a list of rows, by the measures themselves.
#[test]
fn visits_are_measured_judged_and_told_from_their_list() {
    let mut pack = pack(vec![criterion("a"), document("d")]);
    let visits = pack.datasets.get_mut("visits").unwrap();
    let date = |name: &str| {
        let mut column = fixture::shown(name);
        (column.kind, column.planned) = (crate::table::ColumnType::Date, false);
        column
    };
    visits.columns = vec![date("due_on"), date("visited_on")];
    // Within 10 days of 1 September: to the 11th. Four in time, one late, one not finished.
    let rows = "2026-09-01 | 2026-09-02\n2026-09-01 | 2026-09-11\n2026-09-01 | 2026-09-03\n\
                2026-09-01 | 2026-09-04\n2026-09-01 | 2026-09-12\n2026-09-01 | -";
    let evidence = with_list(
        evidence(),
        "visits",
        list(&[("due_on", Date), ("visited_on", Date)], rows),
    );
    let a = assess(&pack, &evidence, &plan());
    assert_eq!(
        a.criteria[0].explanation,
        "4 of 6 visits (66%) within 10 days; the standard here is at least 90%; Visits, 3 \
         October 2026."
    );
    assert_eq!(a.criteria[0].today.state, State::NotMet);
    // 90 % of 6 is 5.4, so all 6.
    assert_eq!(
        a.criteria[0].shortfall.as_ref().unwrap().words,
        "2 more visits on time"
    );
    assert_eq!(a.criteria[0].expires, Some(day("2026-12-31")));
    assert_eq!(a.criteria[1].today.reason, Some(Reason::NoEvidence));
    assert!(a.criteria[1].sources.is_empty());
    let json = serde_json::to_string(&a).unwrap();
    assert_eq!(serde_json::from_str::<Assessment>(&json).unwrap(), a);
}

#[test]
fn the_order_of_criteria_in_the_pack_changes_nothing() {
    let pack = example();
    let mut turned = example();
    turned.criteria.reverse();
    assert_eq!(run(&pack, &plan()), run(&turned, &plan()));
}

#[test]
fn an_answer_of_the_role_that_owns_the_work_is_its_own_word() {
    let owned = |owner: Option<&str>| Criterion {
        owner: owner.map(str::to_owned),
        ..statement("a", crate::pack::measures::Cap::Met)
    };
    let own_word = |criterion: Criterion, plan: &Plan<'_>| {
        let run = run(&pack(vec![criterion]), plan);
        run.criteria[0].own_word
    };
    assert!(own_word(
        owned(Some("director of children's services ")),
        &plan()
    ));
    assert!(!own_word(owned(Some("Head of Safeguarding")), &plan()));
    assert!(!own_word(owned(None), &plan()));
    // Data are nobody's word.
    let data = Criterion {
        owner: Some("Director of Children's Services".to_owned()),
        ..criterion("a")
    };
    assert!(!own_word(data, &plan()));
    // The settings may give it to somebody else.
    let mut elsewhere = plan();
    let other = "Head of Safeguarding".to_owned();
    elsewhere.owners.insert("a".to_owned(), other);
    let director = Some("Director of Children's Services");
    assert!(!own_word(owned(director), &elsewhere));
}

#[test]
fn a_run_names_the_points_that_its_criteria_test_and_no_others() {
    use crate::pack::Expectation;
    let point = |id: &str, pages: Option<&str>, source: Option<&str>| Expectation {
        id: id.to_owned(),
        area: None,
        role: None,
        gist: format!("What {id} asks."),
        pages: pages.map(str::to_owned),
        source: source.map(str::to_owned),
        verified: true,
        not_assessable: None,
        timescale: None,
        place: place(),
    };
    let mut pack = example();
    pack.frameworks[0].expectations = vec![
        point("O1-2", Some("20-24"), None),
        point("O1-1", Some("4"), Some("An Act, section 1")),
        point("O1-3", None, None),
    ];
    for criterion in &mut pack.criteria {
        criterion.expectations = vec!["nf:O1-1".to_owned(), "nf:O1-2".to_owned()];
    }
    let found = run(&pack, &plan()).frameworks;
    // The second framework has no point that is tested.
    assert_eq!(found.len(), 1);
    let points: Vec<_> = found[0]
        .points
        .iter()
        .map(|point| (point.id.as_str(), point.place.as_deref()))
        .collect();
    let by_hand = [
        ("nf:O1-2", Some("pages 20-24")),
        ("nf:O1-1", Some("An Act, section 1")),
    ];
    assert_eq!(points, by_hand);
}
