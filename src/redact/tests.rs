mod adversary;

use std::collections::BTreeSet;

use super::*;
use crate::assess::fixture::{assessment, day, measurement_result, result, source_entry};
use crate::assessment::{
    ActionsAgainst, CriterionResult, LeftOutEntry, Limits, Shortfall, ThresholdsResult,
    WaiverResult,
};
use crate::judge::{State, StateResult};
use crate::measure::{LeftOut, Population};
use crate::pack::{Basis, Direction};

const OUTWARD: [Audience; 2] = [Audience::Board, Audience::Public];

fn columns(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| format!("visits.{name}")).collect()
}

/// A share of visits, so many of so many, chosen by `kind` and judged by that and `seen`.
pub(super) fn share(id: &str, part: u64, whole: u64) -> CriterionResult {
    let mut measurement = measurement_result();
    (measurement.numerator, measurement.denominator) = (part, whole);
    measurement.value = Some((part * 100 / whole.max(1)).to_string());
    measurement.population = Population {
        list: "visits".to_owned(),
        chosen_by: columns(&["kind"]),
        judged_by: columns(&["kind", "seen"]),
    };
    let mut criterion = result(id, State::Met);
    criterion.measurement = Some(measurement);
    criterion.thresholds = Some(limits(Direction::AtLeast, "90", Some("75")));
    criterion.today = StateResult::of(match part * 100 {
        reached if reached >= whole * 90 => State::Met,
        reached if reached >= whole * 75 => State::Nearly,
        _ => State::NotMet,
    });
    criterion.expected = "at least 90%".to_owned();
    criterion.source = "Visits, 3 October 2026".to_owned();
    criterion
}

pub(super) fn limits(direction: Direction, met: &str, nearly: Option<&str>) -> ThresholdsResult {
    ThresholdsResult {
        met: format!("at least {met}%"),
        nearly: nearly.map(str::to_owned),
        limits: Some(Limits {
            direction,
            met: met.to_owned(),
            nearly: nearly.map(str::to_owned),
        }),
        basis: Basis::Suggested,
        source: None,
        pack_met: None,
        statute_loosened: false,
    }
}

/// A count of visits, at most 2 for met and 3 for nearly met.
fn count(id: &str, number: u64) -> CriterionResult {
    let mut criterion = share(id, number, 1);
    if let Some(measurement) = &mut criterion.measurement {
        measurement.kind = "count".to_owned();
        measurement.value = Some(number.to_string());
    }
    criterion.thresholds = Some(limits(Direction::AtMost, "2", Some("3")));
    criterion
}

fn shown(criteria: Vec<CriterionResult>, audience: Audience) -> Redacted {
    redact(assessment(criteria), audience)
}

fn withheld(criteria: Vec<CriterionResult>, audience: Audience) -> Vec<bool> {
    let redacted = shown(criteria, audience);
    redacted.criteria.iter().map(|c| c.withheld).collect()
}

#[test]
fn the_authority_itself_sees_paths() {
    let mut whole = assessment(vec![share("a", 3, 40)]);
    whole.sources.push(source_entry());
    let redacted = redact(whole.clone(), Audience::Internal);
    assert_eq!(*redacted, whole);
    assert_eq!(redacted.audience(), Audience::default());
}

#[test]
fn a_small_part_a_small_rest_and_few_in_all_are_withheld() {
    for audience in OUTWARD {
        for (part, whole, is_withheld) in [
            (5, 40, true),
            (36, 40, true),
            (6, 9, true),
            (0, 9, true),
            (0, 40, false),
            (40, 40, false),
            (20, 40, false),
        ] {
            let found = withheld(vec![share("a", part, whole)], audience);
            assert_eq!(found, [is_withheld], "{part} of {whole}, {audience:?}");
        }
    }
}

#[test]
fn a_measurement_shows_with_its_numbers_and_words() {
    let board = shown(vec![share("a", 30, 40)], Audience::Board);
    let said = "30 of 40 visits (75%); the standard here is at least 90%; Visits, 3 October 2026.";
    assert_eq!(board.criteria[0].explanation, said);
    let public = shown(vec![share("a", 31, 42)], Audience::Public);
    let said = "73% of about 45 visits; the standard here is at least 90%; Visits, 3 October 2026.";
    assert_eq!(public.criteria[0].explanation, said);
    let measurement = public.criteria[0].measurement.as_ref().unwrap();
    assert_eq!((measurement.numerator, measurement.denominator), (35, 45));
}

#[test]
fn numbers_beside_the_value_are_left_out_when_small() {
    let mut criterion = share("a", 30, 40);
    criterion.shortfall = Some(Shortfall {
        rows: 4,
        words: "4 more visits".to_owned(),
    });
    let measurement = criterion.measurement.as_mut().unwrap();
    measurement.blank = Some(3);
    measurement.left_out = vec![
        LeftOutEntry {
            why: LeftOut::NoStart,
            rows: 2,
        },
        LeftOutEntry {
            why: LeftOut::BlankAnswer,
            rows: 7,
        },
    ];
    criterion.explanation = "30 of 40 visits (75%), 3 blank".to_owned();
    let board = shown(vec![criterion], Audience::Board);
    let json = crate::report::json::render(&*board);
    let measurement = board.criteria[0].measurement.as_ref().unwrap();
    assert_eq!(measurement.blank, None);
    assert_eq!(measurement.left_out.len(), 1);
    assert!(
        !json.contains("3 blank") && !json.contains("4 more"),
        "{json}"
    );
}

#[test]
fn a_small_difference_is_withheld_where_one_may_be_part_of_the_other() {
    let (wide, narrow) = (share("a", 60, 100), share("b", 60, 96));
    for audience in OUTWARD {
        let found = withheld(vec![wide.clone(), narrow.clone()], audience);
        assert_eq!(found, [false, true], "the first in order shows");
    }
    let mut elsewhere = narrow.clone();
    elsewhere.measurement.as_mut().unwrap().population.list = "plans".to_owned();
    assert_eq!(
        withheld(vec![wide.clone(), elsewhere], Audience::Board),
        [false, false]
    );
    let mut otherwise = narrow;
    let population = &mut otherwise.measurement.as_mut().unwrap().population;
    population.chosen_by = columns(&["team"]);
    population.judged_by = columns(&["team", "alone"]);
    assert_eq!(
        withheld(vec![wide, otherwise], Audience::Board),
        [false, false]
    );
}

#[test]
fn what_matters_most_shows_of_two_that_give_each_other_away() {
    let mut weighty = share("b", 60, 96);
    weighty.priority = true;
    let found = withheld(vec![share("a", 60, 100), weighty], Audience::Board);
    assert_eq!(found, [true, false]);
}

#[test]
fn a_total_less_two_of_its_parts_is_withheld_when_small() {
    // 100 in all; 50 and 47 of two sorts leave 3 of a third.
    let mut parts: Vec<CriterionResult> = [("a", 100), ("b", 50), ("c", 47)]
        .map(|(id, number)| {
            let mut criterion = count(id, number);
            criterion.thresholds = Some(limits(Direction::AtMost, "80", None));
            let population = &mut criterion.measurement.as_mut().unwrap().population;
            population.chosen_by = if id == "a" {
                BTreeSet::new()
            } else {
                columns(&["sort"])
            };
            criterion
        })
        .into();
    assert_eq!(
        withheld(parts.clone(), Audience::Board),
        [false, false, true]
    );
    parts[2].measurement.as_mut().unwrap().numerator = 40;
    assert_eq!(withheld(parts, Audience::Board), [false, false, false]);
}

#[test]
fn a_state_that_leaves_one_number_over_takes_its_neighbour_with_it() {
    let other_question = |mut criterion: CriterionResult| {
        let population = &mut criterion.measurement.as_mut().unwrap().population;
        population.judged_by = columns(&["kind", "alone"]);
        criterion
    };
    // Of 10, only 9 are met and withheld; so nobody may see that they are 10.
    let (hidden, shown) = (other_question(share("b", 9, 10)), share("a", 0, 10));
    let found = withheld(vec![shown, hidden], Audience::Board);
    assert_eq!(found, [true, true]);
    // Of 20, 18 and 19 are met: either may be meant.
    let (hidden, shown) = (other_question(share("b", 18, 20)), share("a", 0, 20));
    let found = withheld(vec![shown, hidden], Audience::Board);
    assert_eq!(found, [false, true]);
}

#[test]
fn a_state_that_only_one_small_count_has_is_withheld_whatever_the_count() {
    for number in [0, 3, 12] {
        for audience in OUTWARD {
            let redacted = shown(vec![count("a", number)], audience);
            let criterion = &redacted.criteria[0];
            assert_eq!(criterion.today.reason, Some(crate::judge::Reason::Withheld));
            assert!(criterion.withheld && criterion.measurement.is_none());
            // That an action on it can be closed would tell that it is met.
            let mut told = assessment(vec![count("a", number)]);
            told.actions.gap_closed = vec!["a".to_owned()];
            told.actions.gap_open_still = vec!["a".to_owned()];
            assert_eq!(redact(told, audience).actions, ActionsAgainst::default());
        }
    }
    // At most 2, and nothing nearly: the board may know that it is met, the public may not.
    let mut wide = count("a", 0);
    wide.thresholds = Some(limits(Direction::AtMost, "2", None));
    wide.today = StateResult::of(State::Met);
    let state = |audience| shown(vec![wide.clone()], audience).criteria[0].today.state;
    assert_eq!(state(Audience::Board), State::Met);
    assert_eq!(state(Audience::Public), State::NotKnown);
}

#[test]
fn no_file_no_digest_and_nothing_typed_is_left() {
    let mut criterion = share("a", 30, 40);
    criterion.owner = Some("Canary Owner".to_owned());
    criterion.waiver = Some(WaiverResult {
        in_force: true,
        reason: "Canary reason".to_owned(),
        by: "Canary".to_owned(),
        from: day("2026-10-01"),
        until: day("2026-12-01"),
    });
    let mut whole = assessment(vec![criterion]);
    let mut source = source_entry();
    source.path = "Canary SCR.docx".to_owned();
    source.sheet = Some("Canary".to_owned());
    source.sha256 = "Canary".to_owned();
    whole.sources.push(source);
    whole.not_read.push(crate::assessment::NotRead {
        path: "Canary.pdf".to_owned(),
        sheet: None,
        why: "Canary".to_owned(),
    });
    assert!(crate::report::json::render(&whole).contains("Canary"));
    for audience in OUTWARD {
        let redacted = redact(whole.clone(), audience);
        let json = crate::report::json::render(&*redacted);
        assert!(!json.contains("Canary"), "{json}");
        assert_eq!(redacted.withheld.unwrap().not_read, 1);
    }
}

#[test]
fn owners_who_lead_a_service_show_to_the_board_alone() {
    let mut criterion = share("a", 30, 40);
    criterion.owner = Some("Head of Safeguarding".to_owned());
    let owner = |audience| {
        shown(vec![criterion.clone()], audience).criteria[0]
            .owner
            .clone()
    };
    assert_eq!(owner(Audience::Board), criterion.owner);
    assert_eq!(owner(Audience::Public), None);
}

#[test]
fn what_was_redacted_is_never_widened_again() {
    let public = redact(assessment(vec![share("a", 3, 40)]), Audience::Public);
    let again = redact((*public).clone(), Audience::Internal);
    assert_eq!(again, public);
}

#[test]
fn earlier_runs_stand_beside_a_result_only_where_they_show_no_more_than_it_may() {
    let run = |on: &str, audience| {
        let mut run = assessment(vec![result("a", State::Met)]);
        run.areas = vec![crate::assess::fixture::area_result("safe", &run.criteria)];
        run.as_at = day(on);
        redact(run, audience)
    };
    let board = |on| run(on, Audience::Board);
    let days = |found: Redacted| -> Vec<String> {
        let points = found.trends.iter().flat_map(|trend| &trend.points);
        points.map(|point| point.as_at.to_string()).collect()
    };
    let earlier = vec![
        board("2026-07-31"),
        run("2026-08-31", Audience::Internal),
        run("2026-09-30", Audience::Public),
        board("2026-12-31"),
    ];
    // Not the internal one, nor one of a later day.
    let found = board("2026-11-22").following(earlier);
    assert_eq!(
        days(found.clone()),
        ["2026-07-31", "2026-09-30", "2026-11-22"]
    );
    assert_eq!(days(board("2026-11-22").following(Vec::new())), [""; 0]);
    // Redacted further, it shows none of them: they may show more than its new audience may see.
    assert!(redact((*found).clone(), Audience::Public).trends.is_empty());
}
