use super::*;
use crate::assess::fixture::{assessment, day, result, source_entry};
use crate::assessment::WaiverResult;
use crate::judge::State;
use crate::report::fixture::gap;

fn source(path: &str, dataset: &str, expires: &str, used_by: &[&str]) -> SourceEntry {
    SourceEntry {
        path: path.to_owned(),
        dataset: dataset.to_owned(),
        expires: Some(day(expires)),
        used_by: used_by.iter().map(|&id| id.to_owned()).collect(),
        ..source_entry()
    }
}

fn whole() -> Assessment {
    let mut whole = assessment(vec![
        result("a", State::Met),
        result("b", State::NotMet),
        result("c", State::NotMet),
    ]);
    whole.inspection = Some(day("2027-01-12"));
    whole.sources = vec![
        source("J Smith.csv", "visits", "2026-12-31", &["a", "b"]),
        source("north.csv", "visits", "2026-12-20", &["a", "b"]),
        source("policy.md", DOCUMENT, "2026-12-24", &["a"]),
        source("plan.md", DOCUMENT, "2026-12-24", &["b"]),
        source("old.csv", "workers", "2026-11-21", &["a"]),
        source("unused.csv", "plans", "2026-12-01", &[]),
        SourceEntry {
            role: Role::History,
            ..source("earlier.csv", "visits", "2026-11-30", &["a"])
        },
    ];
    let due = |id: &str, on| {
        let mut gap = gap(id, State::NotMet);
        gap.due = Some(day(on));
        gap
    };
    whole.gaps = vec![due("b", "2026-12-10"), due("c", "2026-12-11")];
    whole.gaps[1].waived = true;
    whole.criteria[2].waiver = Some(WaiverResult {
        in_force: true,
        reason: "Six start soon.".to_owned(),
        by: "Assistant Director".to_owned(),
        from: day("2026-09-01"),
        until: day("2027-02-28"),
    });
    whole
}

/// The lines of a calendar, unfolded.
fn unfolded(calendar: &str) -> Vec<String> {
    let lines = calendar.replace("\r\n ", "");
    lines.split_terminator("\r\n").map(str::to_owned).collect()
}

/// Every value of a property, in order.
fn all(calendar: &str, name: &str) -> Vec<String> {
    let lines = unfolded(calendar).into_iter();
    lines
        .filter_map(|line| Some(line.strip_prefix(name)?.strip_prefix(':')?.to_owned()))
        .collect()
}

#[test]
fn what_is_to_come_is_there_once_by_day() {
    let calendar = render(&whole());
    // A list in two parts stands until the earlier of them; what has run out already is no event.
    let expected = [
        ("20261210", "Due: Title of b (no owner named)"),
        ("20261220", "Last day of evidence: Visits"),
        (
            "20261224",
            "Last day of evidence: the document for \"Title of a\"",
        ),
        (
            "20261224",
            "Last day of evidence: the document for \"Title of b\"",
        ),
        ("20270112", "Inspection: the day planned for"),
        ("20270228", "Waiver ends: Title of c"),
    ];
    let days = all(&calendar, "DTSTART;VALUE=DATE");
    let summaries = all(&calendar, "SUMMARY");
    let found: Vec<_> = days.iter().zip(&summaries).collect();
    let expected: Vec<_> = expected.map(|(d, s)| (d.to_owned(), s.to_owned())).into();
    assert_eq!(
        found,
        expected.iter().map(|(d, s)| (d, s)).collect::<Vec<_>>()
    );
    assert_eq!(all(&calendar, "DTEND;VALUE=DATE")[4], "20270113");
    assert!(
        all(&calendar, "DTSTAMP")
            .iter()
            .all(|stamp| stamp == "20261122T000000Z")
    );
    assert!(!calendar.contains("Smith") && !calendar.contains(".csv") && !calendar.contains(".md"));
}

#[test]
fn an_event_keeps_its_id_when_its_day_moves() {
    let before = whole();
    let mut after = before.clone();
    after.as_at = day("2026-11-29");
    after.inspection = Some(day("2027-01-19"));
    after.sources[1].expires = Some(day("2027-03-20"));
    let (first, second) = (render(&before), render(&after));
    let (mut old, mut new) = (all(&first, "UID"), all(&second, "UID"));
    assert_ne!(
        all(&first, "DTSTART;VALUE=DATE"),
        all(&second, "DTSTART;VALUE=DATE")
    );
    old.sort();
    new.sort();
    assert_eq!(old, new);
    old.dedup();
    assert_eq!(old.len(), 6);
    // Seven days later, so that a calendar takes the later one.
    let sequence = |text: &str| all(text, "SEQUENCE")[0].parse::<i32>().unwrap();
    assert_eq!(sequence(&second) - sequence(&first), 7);
}

#[test]
fn every_line_is_short_and_ended_as_the_standard_says() {
    let mut whole = whole();
    whole.criteria[1].title = "Führung; Wörter, \\ und\nZeilen\u{7} ".repeat(30);
    let calendar = render(&whole);
    for line in calendar.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\n', '\r', '\u{7}']));
    }
    assert!(
        all(&calendar, "SUMMARY")[0]
            .starts_with("Due: Führung\\; Wörter\\, \\\\ und Zeilen Führung")
    );
}

#[test]
fn another_authority_has_other_ids() {
    let mut other = whole();
    other.authority.code = Some("E06000000".to_owned());
    let (ours, theirs) = (all(&render(&whole()), "UID"), all(&render(&other), "UID"));
    assert!(ours.iter().all(|id| !theirs.contains(id)));
}
