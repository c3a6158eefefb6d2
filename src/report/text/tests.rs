use super::*;
use crate::assess::fixture::{area_result, assessment, day, result, source_entry};
use crate::assessment::{ActionResult, ActionState, Gap};
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
    assert!(text.contains("  safe rests on no evidence that can be judged\n"));
    assert!(!text.contains("out of date"), "{text}");
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
    let text = render(&nothing_known(), &Style::PLAIN);
    assert!(text.ends_with(
        "\nNext:  reinspect explain a\n       reinspect cases a\n       reinspect evidence list\n       \
         reinspect --report json=result.json\n"
    ));
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
