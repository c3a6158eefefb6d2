use super::*;
use crate::assess::fixture::{area_result, assessment, day, result};
use crate::assessment::{StateResult, WaiverResult};
use crate::report::fixture::gap;

fn not_known(id: &str, reason: Reason) -> CriterionResult {
    CriterionResult {
        today: StateResult::not_known(reason, "why"),
        ..result(id, State::NotKnown)
    }
}

fn accepted(criterion: CriterionResult, in_force: bool) -> CriterionResult {
    let waiver = WaiverResult {
        in_force,
        reason: "Posts are being filled.".to_owned(),
        by: "Head of Service".to_owned(),
        from: day("2026-09-01"),
        until: day("2026-12-31"),
    };
    CriterionResult {
        waiver: Some(waiver),
        ..criterion
    }
}

/// One of everything, in the area `safe`.
fn everything() -> Assessment {
    let mut whole = assessment(vec![
        result("met", State::Met),
        result("nearly", State::Nearly),
        result("not-met", State::NotMet),
        not_known("stale", Reason::Stale),
        not_known("broken", Reason::CouldNotCompute),
        result("exempt", State::NotApplicable),
        accepted(result("accepted", State::NotMet), true),
        accepted(result("run-out", State::NotMet), false),
        accepted(not_known("accepted-unknown", Reason::Stale), true),
    ]);
    whole.areas = vec![area_result("safe", &whole.criteria)];
    whole.gaps = vec![gap("not-met", State::NotMet)];
    whole
}

/// The lines of a test, from its name to its end.
fn test<'a>(xml: &'a str, id: &str) -> Vec<&'a str> {
    let name = format!("name=\"safe: {id} - ");
    let mut lines = xml.lines().skip_while(|line| !line.contains(&name));
    let first = lines.next().unwrap();
    let rest = lines.take_while(|line| !first.ends_with("/>") && !line.contains("</testcase>"));
    std::iter::once(first).chain(rest).map(str::trim).collect()
}

#[test]
fn a_state_becomes_what_the_pages_show() {
    let plain = render(&everything(), false);
    assert!(plain.contains(
        "<testsuites name=\"reinspect\" tests=\"9\" failures=\"3\" errors=\"1\" time=\"0\">"
    ));
    assert!(plain.contains("<testsuite name=\"Title of safe\" tests=\"9\" failures=\"3\" errors=\"1\" skipped=\"4\" time=\"0\" timestamp=\"2026-11-22T00:00:00\">"));
    for (id, element) in [
        ("nearly", "<failure message=\"nearly met"),
        ("not-met", "<failure message=\"not met"),
        ("stale", "<skipped message=\"not known (out of date)"),
        (
            "broken",
            "<error message=\"not known (could not be worked out)",
        ),
        ("exempt", "<skipped message=\"does not apply"),
        (
            "accepted",
            "<skipped message=\"not met, accepted until 31 December 2026 by Head of Service",
        ),
        ("run-out", "<failure message=\"not met;"),
        (
            "accepted-unknown",
            "<skipped message=\"not known (out of date), accepted until",
        ),
    ] {
        let lines = test(&plain, id);
        assert!(lines[1].starts_with(element), "{id}: {lines:?}");
    }
    assert_eq!(test(&plain, "met").len(), 1);
}

#[test]
fn under_a_requirement_not_known_fails_unless_it_is_accepted() {
    let gated = render(&everything(), true);
    assert!(gated.contains("tests=\"9\" failures=\"4\" errors=\"1\" skipped=\"3\""));
    assert!(test(&gated, "stale")[1].starts_with("<failure message=\"not known (out of date)"));
    assert!(test(&gated, "stale")[1].contains("type=\"not_known\""));
    assert!(test(&gated, "accepted-unknown")[1].starts_with("<skipped"));
    // What an audience may not see is known all the same, and fails nobody.
    let mut withheld = everything();
    withheld.criteria[3] = not_known("stale", Reason::Withheld);
    assert!(test(&render(&withheld, true), "stale")[1].starts_with("<skipped"));
}

#[test]
fn a_failure_says_what_to_do_next() {
    let xml = render(&everything(), false);
    let lines = test(&xml, "not-met");
    assert_eq!(lines[2], "Do it.");
    assert!(lines[3].starts_with("no owner named, no date; no action yet</failure>"));
}

/// Readers keep only the first of two tests of one name.
#[test]
fn names_differ_even_where_titles_do_not() {
    let same = |id: &str| CriterionResult {
        title: "The same title ".repeat(20),
        ..result(id, State::Met)
    };
    let mut whole = assessment((0..50).map(|n| same(&format!("c-{n}"))).collect());
    whole.areas = vec![area_result("safe", &whole.criteria)];
    let xml = render(&whole, false);
    let mut names: Vec<&str> = xml
        .lines()
        .filter_map(|l| l.split(" name=\"").nth(1))
        .collect();
    names.retain(|name| name.starts_with("safe: "));
    assert_eq!(names.len(), 50);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 50);
}

#[test]
fn a_criterion_of_two_judgements_is_one_test() {
    let mut both = result("a", State::NotMet);
    both.judgements = vec!["help-and-protection".to_owned()];
    let mut whole = assessment(vec![both]);
    let area = area_result("safe", &whole.criteria);
    let judgement = crate::assessment::AreaResult {
        id: "help-and-protection".to_owned(),
        framework: "ilacs".to_owned(),
        kind: crate::pack::AreaKind::Judgement,
        ..area.clone()
    };
    whole.areas = vec![judgement, area];
    let xml = render(&whole, false);
    assert_eq!(xml.matches("<testcase").count(), 1);
    assert!(xml.contains("classname=\"nf.safe\""));
}

#[test]
fn what_xml_forbids_is_not_in_it() {
    let mut whole = everything();
    whole.criteria[1].explanation = "a<b>&\"c\u{0}\u{8}\u{b}\u{1f}\u{fffe}]]>".to_owned();
    let xml = render(&whole, false);
    assert!(xml.contains("nearly met: a&lt;b&gt;&amp;&quot;c ]]&gt;"));
    assert!(xml.chars().all(|c| c == '\n' || !c.is_control()));
}
