use super::*;
use crate::assess::fixture::{area_result, assessment, day, result};
use crate::assessment::Gap;
use crate::judge::State;
use crate::report::fixture::{changes, gap};

fn with_gaps(count: u64) -> Assessment {
    let criteria: Vec<_> = (1..=count)
        .map(|n| result(&format!("criterion-{n}"), State::NotMet))
        .collect();
    let gaps: Vec<Gap> = (1..=count)
        .map(|n| Gap {
            rank: n,
            improve: "Do what is needed. ".repeat(20),
            ..gap(&format!("criterion-{n}"), State::NotMet)
        })
        .collect();
    let mut whole = assessment(criteria);
    whole.areas = vec![area_result("safe", &whole.criteria)];
    whole.gaps = gaps;
    whole
}

#[test]
fn the_answer_comes_first_then_areas_then_gaps() {
    let mut whole = with_gaps(2);
    whole.inspection = Some(day("2027-01-12"));
    let text = render(&whole);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "# Children's services, as at 22 November 2026");
    assert_eq!(
        lines[2],
        "**0 of 2 criteria are met today, 0 nearly met, 2 not met and 0 not known.**"
    );
    let at = |what: &str| text.find(what).unwrap();
    assert!(at("## Areas") < at("## Gaps, the first to close first (2)"));
    assert!(at("| 1 | ▲ not met | Title of criterion-1 (criterion-1) |") < at("| 2 | ▲ not met |"));
}

/// However much there is, the page stays within what GitHub takes, its tables whole to the last row,
/// and the rows shown and the rows said to be left out add up.
#[test]
fn five_thousand_gaps_stay_within_the_page() {
    let text = render(&with_gaps(5_000));
    assert!(text.len() < BUDGET, "{}", text.len());
    assert!(text.len() > BUDGET - 2 * KEPT_FREE, "{}", text.len());
    let shown = text
        .lines()
        .filter(|l| l.contains("▲ not met | Title of criterion-"))
        .count();
    let said = text
        .lines()
        .find(|l| l.contains(" more gaps left out here"))
        .unwrap();
    let more: usize = said
        .split(' ')
        .next()
        .unwrap()
        .replace(',', "")
        .parse()
        .unwrap();
    assert_eq!(shown + more, 5_000);
    assert!(
        text.contains("\n5,000 more criteria left out here"),
        "what follows is not begun"
    );
    let width = |line: &str| line.matches('|').count();
    let rows = text.lines().filter(|l| l.contains("| Title of criterion-"));
    assert!(rows.into_iter().all(|row| width(row) == 10));
}

#[test]
fn a_title_as_long_as_the_page_does_not_fill_it() {
    let mut whole = with_gaps(1);
    whole.authority.name = "|".repeat(2_000_000);
    whole.criteria[0].title = "x".repeat(2_000_000);
    let text = render(&whole);
    assert!(text.len() < 20_000, "{}", text.len());
    assert!(text.contains("## Gaps, the first to close first (1)"));
}

#[test]
fn no_cell_is_empty_for_those_who_may_see_less() {
    let mut whole = with_gaps(1);
    whole.gaps[0].found = String::new();
    whole.gaps[0].expected = String::new();
    whole.criteria[0].explanation = String::new();
    let text = render(&whole);
    assert!(
        !text.contains("|  |\n") && !text.contains("|  | "),
        "{text}"
    );
    assert!(text.contains("| withheld | withheld |"));
}

#[test]
fn what_changed_stands_between_the_areas_and_the_gaps() {
    let mut whole = with_gaps(1);
    whole.changes = Some(changes("criterion-1"));
    let text = render(&whole);
    let row =
        "| worse | Title of criterion-1 (criterion-1) | met | not met | the evidence changed |";
    let at = |what: &str| text.find(what).unwrap();
    assert!(at("## Areas") < at("## Since 30 September 2026"));
    assert!(at(row) < at("## Gaps"));
}
