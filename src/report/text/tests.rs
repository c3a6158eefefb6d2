use super::*;
use crate::assess::fixture::{area_result, assessment, day, result, source_entry};
use crate::assessment::{ActionResult, ActionState, Gap, WaiverResult};
use crate::evidence::Role;
use crate::pack::Effort;

fn gap(criterion: &str, found: &str) -> Gap {
    Gap {
        criterion: criterion.to_owned(),
        rank: 1,
        state: State::NotKnown,
        reason: None,
        found: found.to_owned(),
        expected: "at least 90%".to_owned(),
        shortfall: None,
        source: String::new(),
        first: None,
        improve: "Do it.".to_owned(),
        owner: None,
        due: None,
        effort: Effort::Low,
        gain: Vec::new(),
        action: ActionResult {
            state: ActionState::Missing,
            due: None,
        },
        waived: false,
        going_stale: false,
    }
}

/// One criterion that is not known, on a list that could not be read.
fn nothing_known() -> Assessment {
    let criteria = vec![result("a", State::NotKnown)];
    let mut area = area_result("safe", &criteria);
    area.kinds_of_evidence.kinds.clear();
    let mut assessment = assessment(criteria);
    assessment.inspection = Some(day("2027-01-12"));
    assessment.areas = vec![area];
    assessment.sources = vec![crate::assessment::SourceEntry {
        role: Role::Unreadable,
        used_by: vec!["a".to_owned()],
        ..source_entry()
    }];
    assessment.gaps = vec![gap("a", "The list was cut off. Save it again.")];
    assessment
}

#[test]
fn nothing_comforts_where_nothing_is_known() {
    let text = render(&nothing_known(), &Style::PLAIN);
    assert!(
        text.contains("0 of 1 criterion is met today, 0 nearly met, 0 not met and 1 not known.\n")
    );
    assert!(text.contains("  rests on no evidence that can be judged: safe\n"));
    assert!(!text.contains("out of date"), "{text}");
}

#[test]
fn what_to_put_where_is_said_before_what_to_do_in_practice() {
    let mut assessment = nothing_known();
    assessment.gaps[0].first = Some("Put the list `Visits` in the evidence folder.".to_owned());
    let text = render(&assessment, &Style::PLAIN);
    let both =
        "     Put the list `Visits` in the evidence folder.\n     If that shows a gap: Do it.\n";
    assert!(text.contains(both), "{text}");
}

#[test]
fn at_most_three_pairs_that_disagree_are_named() {
    let mut assessment = nothing_known();
    let pairs = |many: usize| {
        let pair = |n| crate::assessment::Contradiction {
            audit: format!("audit-{n}"),
            data: "late".to_owned(),
            expectation: "nf:O3-L4".to_owned(),
        };
        (1..=many).map(pair).collect::<Vec<_>>()
    };
    for (many, named, rest) in [
        (3, 3, None),
        (4, 3, Some("1 pair")),
        (9, 3, Some("6 pairs")),
    ] {
        assessment.areas[0].kinds_of_evidence.contradictions = pairs(many);
        let text = render(&assessment, &Style::PLAIN);
        assert_eq!(
            text.matches("audits and data disagree: audit-").count(),
            named
        );
        let said = rest.map(|rest| format!("  and {rest} more of audits and data that disagree"));
        assert!(said.is_none_or(|said| text.contains(&said)), "{text}");
        assert_eq!(text.contains("more of audits and data"), rest.is_some());
    }
}

#[test]
fn of_answers_that_go_out_of_date_the_first_is_told_with_its_role() {
    let mut assessment = nothing_known();
    let mut source = crate::assessment::SourceEntry {
        path: "statements.csv".to_owned(),
        expires: Some(day("2026-09-12")),
        used_by: vec!["a".to_owned(), "b".to_owned()],
        ..source_entry()
    };
    let said = |assessment: &Assessment| {
        let text = render(assessment, &Style::PLAIN);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (of, which) in [
        (1, "its answer is"),
        (7, "the first of its 7 answers to go is"),
    ] {
        source.first_answer = Some(crate::assessment::FirstAnswer {
            by: "Head of Service".to_owned(),
            on: day("2026-06-12"),
            of,
        });
        assessment.sources = vec![source.clone()];
        let expected = format!(
            "12 September 2026 (already): statements.csv (2 criteria; {which} that of the Head of \
             Service, 12 June 2026)"
        );
        assert!(said(&assessment).contains(&expected), "{expected}");
    }
}

#[test]
fn a_number_of_three_digits_stands_apart_from_what_follows() {
    let mut assessment = nothing_known();
    let area = &mut assessment.areas[0];
    area.today.counts.met = 125;
    area.today.counts.not_known = 125;
    area.on_inspection = Some(area.today.clone());
    let text = render(&assessment, &Style::PLAIN);
    let row = text.lines().find(|line| line.contains("125")).unwrap();
    assert!(row.contains("● 125 ◐ 0"), "{row}");
    assert!(row.contains("? 125 cannot say"), "{row}");
}

#[test]
fn evidence_that_stands_on_the_day_is_said_to() {
    let mut assessment = nothing_known();
    assessment.sources = vec![crate::assessment::SourceEntry {
        used_by: vec!["a".to_owned()],
        expires: Some(day("2027-01-12")),
        ..source_entry()
    }];
    let text = render(&assessment, &Style::PLAIN);
    assert!(text.contains("Nothing goes out of date before 12 January 2027.\n"));
}

#[test]
fn what_was_found_joins_the_standard_in_one_sentence() {
    let text = render(&nothing_known(), &Style::PLAIN);
    assert!(
        text.contains("The list was cut off. Save it again; the standard here is at least 90%.\n")
    );
}

#[test]
fn each_next_command_has_a_line_of_its_own() {
    let commands = ["reinspect explain a", "reinspect evidence list"].map(str::to_owned);
    assert_eq!(
        next(&commands),
        "Next:  reinspect explain a\n       reinspect evidence list\n"
    );
}

#[test]
fn how_many_of_the_met_will_be_out_of_date_reads_as_a_sentence() {
    let said = |lost, met| standing(lost, met, "1 May 2027");
    assert_eq!(said(0, 1), " Its evidence still stands on 1 May 2027.");
    assert_eq!(
        said(0, 9),
        " The evidence for all 9 still stands on 1 May 2027."
    );
    let ends = "on evidence that will be out of date by 1 May 2027.";
    assert_eq!(said(1, 1), format!(" It rests {ends}"));
    assert_eq!(said(9, 9), format!(" All 9 rest {ends}"));
    assert_eq!(said(1, 9), format!(" 1 of the 9 that are met rests {ends}"));
    assert_eq!(said(2, 9), format!(" 2 of the 9 that are met rest {ends}"));
}

#[test]
fn a_narrowed_run_says_so_beside_its_levels() {
    let mut assessment = nothing_known();
    assert!(!render(&assessment, &Style::PLAIN).contains("NARROWED"));
    assessment.scope.criteria = vec!["a".to_owned()];
    let text = render(&assessment, &Style::PLAIN);
    assert!(text.contains("NARROWED to a: 1 criterion here."), "{text}");
    assessment.scope.profile = Some("care-leavers".to_owned());
    let text = render(&assessment, &Style::PLAIN);
    let said = "NARROWED to the profile care-leavers: 1 criterion here.";
    assert!(text.contains(said), "{text}");
}

#[test]
fn an_accepted_gap_keeps_its_place_and_says_until_when() {
    let mut assessment = nothing_known();
    assessment.gaps[0].waived = true;
    assessment.criteria[0].waiver = Some(WaiverResult {
        in_force: true,
        reason: "Six workers start soon.".to_owned(),
        by: "Assistant Director".to_owned(),
        from: day("2026-11-01"),
        until: day("2026-12-31"),
    });
    let text = render(&assessment, &Style::PLAIN);
    let accepted =
        "gap accepted until 31 December 2026 by Assistant Director: Six workers start soon.";
    assert!(text.contains(&format!("     {accepted}\n")), "{text}");
    assert!(text.contains(&format!("  a: {accepted}\n")), "{text}");
}

#[test]
fn every_gap_after_the_first_seven_is_named_or_counted() {
    let mut assessment = nothing_known();
    let states = [
        State::NotMet,
        State::NotKnown,
        State::NotKnown,
        State::Nearly,
        State::Met,
        State::Met,
    ];
    let first = (0..7).map(|at| gap(&format!("first-{at}"), "x"));
    let rest = states.into_iter().zip(0..).map(|(state, at)| Gap {
        state,
        ..gap(&format!("later-{at}"), "x")
    });
    assessment.gaps = first.chain(rest).collect();
    let text = render(&assessment, &Style::PLAIN);
    assert!(text.contains("   also not met (1): later-0\n"), "{text}");
    assert!(
        text.contains("   also not known (2): later-1, later-2\n"),
        "{text}"
    );
    assert!(
        text.contains("   and 1 nearly met and 2 met that will be out of date: see"),
        "{text}"
    );
}

#[test]
fn what_is_out_of_date_already_is_said_without_an_inspection_date() {
    let mut assessment = nothing_known();
    assessment.inspection = None;
    assessment.sources = vec![crate::assessment::SourceEntry {
        used_by: vec!["a".to_owned()],
        expires: Some(day("2026-11-21")),
        ..source_entry()
    }];
    let text = render(&assessment, &Style::PLAIN);
    let said = "Out of date\n  21 November 2026 (already): lists/visits.csv (1 criterion)\n";
    assert!(text.contains(said), "{text}");
}

#[test]
fn what_does_not_apply_and_what_could_be_chance_is_counted() {
    let mut met = result("a", State::Met);
    let mut measured = crate::assess::fixture::measurement_result();
    measured.sure = Some(false);
    met.measurement = Some(measured);
    let text = render(
        &assessment(vec![met, result("b", State::NotApplicable)]),
        &Style::PLAIN,
    );
    let said = "1 of 1 criterion is met today, 0 nearly met, 0 not met and 0 not known. 1 other does not \
                apply. 1 of the met could be short of the mark: the numbers are too small to be sure";
    assert!(text.replace('\n', " ").contains(said), "{text}");
}

#[test]
fn a_published_figure_stands_beside_a_value_and_never_in_the_place_of_one() {
    let mut assessment = nothing_known();
    assessment.criteria[0].benchmarks = vec![crate::assessment::Benchmark {
        kind: crate::pack::BenchmarkKind::England,
        area: "England".to_owned(),
        measure: "Children seen".to_owned(),
        value: "71.5".to_owned(),
        unit: crate::measure::Unit::Percent,
        year: "2025".to_owned(),
        source: "A publisher".to_owned(),
        address: "https://example.org".to_owned(),
        differs: None,
    }];
    assert!(!render(&assessment, &Style::PLAIN).contains("Published"));
    assessment.gaps[0].state = State::NotMet;
    let text = render(&assessment, &Style::PLAIN);
    let line = "     Published beside it: England 71.5% (2025).\n";
    assert!(text.contains(line), "{text}");
}

#[test]
fn the_answer_names_the_priorities_that_are_not_met() {
    let priority = |id: &str, state| {
        let mut of = result(id, state);
        of.priority = true;
        of.title = format!("Title {id}");
        of
    };
    let said = |of: &[&str]| {
        let mut criteria: Vec<_> = of.iter().map(|id| priority(id, State::NotMet)).collect();
        criteria.push(priority("met", State::Met));
        criteria.push(result("plain", State::NotMet));
        answer(&assessment(criteria))
    };
    assert!(!said(&[]).contains("priorit"));
    let one = said(&["a"]);
    assert!(
        one.contains(" One that is not met is a priority: \"Title a\"."),
        "{one}"
    );
    let two = said(&["a", "b"]);
    let named = " 2 that are not met are priorities: \"Title a\"; \"Title b\".";
    assert!(two.contains(named), "{two}");
}
