//! Sections that stand only where there is something to say.

use super::*;

#[test]
fn actions_that_no_longer_fit_their_gap_are_told_and_only_where_there_are_any() {
    let mut some = whole();
    let closed = "Actions whose gap has closed";
    let still = "Actions done, and the gap is still there";
    let page_of = |some: &Assessment| content(&page(some.clone()));
    assert!(!page_of(&some).contains(closed) && !page_of(&some).contains(still));
    some.actions.gap_closed = vec!["met".to_owned()];
    some.actions.gap_open_still = vec!["nearly".to_owned()];
    some.gaps.clear();
    let page = page_of(&some);
    let after = |heading: &str| {
        let (_, rest) = page.split_once(heading).unwrap();
        rest.chars().take(600).collect::<String>()
    };
    assert!(after(closed).contains(">Title of met</a>"), "{page}");
    assert!(after(still).contains(">Title of nearly</a>"), "{page}");
}

#[test]
fn what_is_said_by_whoever_owns_it_is_told_where_it_is_known() {
    let mut some = whole();
    let said = "on a statement by the role that owns the work";
    for criterion in &mut some.criteria {
        criterion.own_word = true;
    }
    // Not known rests on nothing yet, and not applicable on nobody's word.
    let known = some.criteria.iter().filter(|c| c.today.state.is_known());
    let expected = format!("{} criteria rest {said}", known.count());
    assert!(content(&page(some.clone())).contains(&expected));
    for criterion in &mut some.criteria {
        criterion.own_word = false;
    }
    assert!(!content(&page(some)).contains(said));
}

#[test]
fn areas_over_time_stand_beside_their_names_and_in_full_below() {
    use crate::assessment::{AreaTrend, Fraction, TrendPoint};
    let mut some = whole();
    assert!(!content(&page(some.clone())).contains("Areas over time"));
    let points = (0..13).map(|at| TrendPoint {
        as_at: day("2025-10-31").plus_days(28 * at),
        level: crate::assessment::Level::NotReady,
        assured: Some(Fraction {
            numerator: 40,
            denominator: 100,
        }),
        coverage: None,
        same_rules: at > 0,
    });
    some.trends = vec![AreaTrend {
        id: "safe".to_owned(),
        kind: AreaKind::Outcome,
        short: "safe".to_owned(),
        points: points.collect(),
    }];
    let page = content(&page(some));
    assert!(
        page.contains("40% on 31 October 2025, 40% on 2 October 2026."),
        "{page}"
    );
    // One beside the name, and the twelve of the same rules as a run chart.
    assert_eq!(page.matches("class=\"picture sparkline\"").count(), 1);
    assert_eq!(page.matches("class=\"picture run-chart\"").count(), 1);
    assert!(
        page.contains("If this continues, between 40% and 40% on 12 January 2027"),
        "{page}"
    );
}

#[test]
fn each_point_that_a_criterion_tests_leads_to_what_it_asks() {
    use crate::assessment::{FrameworkEntry, PointEntry};
    let mut some = whole();
    some.criteria[0].expectations = vec!["nf:O1-1".to_owned(), "nf:O9-9".to_owned()];
    let unknown = content(&page(some.clone()));
    assert!(!unknown.contains("What the criteria are drawn from"));
    assert!(!unknown.contains("href=\"#nf-O1-1\""), "nowhere to lead to");
    some.frameworks = vec![FrameworkEntry {
        id: "nf".to_owned(),
        title: "Framework".to_owned(),
        edition: "2023".to_owned(),
        source: "https://example.org".to_owned(),
        points: vec![PointEntry {
            id: "nf:O1-1".to_owned(),
            gist: "Somebody <listens>.".to_owned(),
            place: Some("pages 2-3".to_owned()),
            verified: true,
        }],
    }];
    let known = content(&page(some));
    assert!(known.contains("<a href=\"#nf-O1-1\">nf:O1-1</a>, nf:O9-9"));
    let row = "<th scope=\"row\" id=\"nf-O1-1\">nf:O1-1</th><td>Somebody &lt;listens&gt;.</td>\
               <td>pages 2-3</td>";
    assert!(known.contains(row), "{known}");
    assert!(known.contains("<summary>Framework, 2023</summary>"));
}

#[test]
fn a_visit_since_the_last_inspection_stands_beside_it() {
    let mut some = whole();
    some.findings.truncate(1);
    some.authority.previous_inspection = Some(day("2022-11-28"));
    for (visited, said) in [
        (
            "2025-10-14",
            "28 November 2022; last visited 14 October 2025</dd>",
        ),
        ("2018-03-01", "<dd>28 November 2022</dd>"),
        ("2999-01-01", "<dd>28 November 2022</dd>"),
    ] {
        some.findings[0].visited_on = Some(day(visited));
        assert!(
            content(&page(some.clone())).contains(said),
            "{visited}: {said}"
        );
    }
}

#[test]
fn points_from_before_the_last_inspection_are_folded_as_history() {
    let mut some = whole();
    some.findings.truncate(1);
    some.findings[0].visited_on = Some(day("2022-11-28"));
    let heading = "<summary>Before the last inspection: 1 point</summary>";
    for (inspected, folded) in [("2022-11-28", false), ("2022-11-29", true)] {
        some.authority.previous_inspection = Some(day(inspected));
        assert_eq!(content(&page(some.clone())).contains(heading), folded);
    }
    some.authority.previous_inspection = None;
    assert!(!content(&page(some)).contains(heading));
}
