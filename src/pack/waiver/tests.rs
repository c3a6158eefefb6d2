use super::check::last_day;
use super::{Waivers, check, parse};
use crate::calendar::{Span, Unit};
use crate::diagnostic::{Diagnostic, Severity};
use crate::pack::testing::{day, pack, short, source, underlined};

fn waiver(criterion: &str, from: &str, until: &str) -> String {
    format!(
        "[[waiver]]\ncriterion = \"{criterion}\"\nreason = \"r\"\nby = \"Director\"\n\
         from = {from}\nuntil = {until}\n"
    )
}

fn checked(text: &str, as_at: &str) -> (Waivers, Vec<Diagnostic>) {
    let (waivers, found) = parse(&source(text));
    assert_eq!(short(&found), [""; 0], "{text}");
    let found = check(&waivers, &pack(), day(as_at));
    (waivers, found)
}

#[test]
fn waivers_and_exemptions_are_read_with_the_places_of_their_criteria() {
    let text = "[[waiver]]\ncriterion = \"short-waits\"\nreason = \"new team\"\nby = \"Director\"\n\
                from = 2026-09-01\nuntil = 2027-01-31\n\n[[exemption]]\ncriterion = \"strategy\"\n\
                reason = \"done by the region\"\nby = \"Director\"\n";
    let (waivers, found) = checked(text, "2026-10-01");
    assert_eq!(found, []);
    let waiver = &waivers.waivers[0];
    assert_eq!(
        (waiver.from, waiver.until),
        (day("2026-09-01"), day("2027-01-31"))
    );
    assert_eq!(
        (waiver.reason.as_str(), waiver.by.as_str()),
        ("new team", "Director")
    );
    assert_eq!((waiver.place.line, waiver.place.column), (2, 13));
    assert_eq!((waiver.until_place.line, waiver.until_place.column), (6, 9));
    let exemption = &waivers.exemptions[0];
    assert_eq!(
        (exemption.criterion.as_str(), exemption.on),
        ("strategy", None)
    );
    assert_eq!(exemption.place.line, 9);
}

#[test]
fn every_mistake_of_the_text_is_reported_at_once() {
    let text = "[[waiver]]\ncriterion = 3\nreason = \"r\"\nby = \"Director\"\nfrom = 2026-09-01\n\
                untill = 2027-01-31\n\n[[exemption]]\ncriterion = \"strategy\"\nby = \"\"\n";
    let (waivers, found) = parse(&source(text));
    assert!(waivers.waivers.is_empty() && waivers.exemptions.is_empty());
    let expected = [
        "wrong-type 2:13",
        "unknown-key 6:1",
        "missing-key 8:1",
        "bad-value 10:6",
    ];
    assert_eq!(short(&found), expected);
    assert_eq!(found[1].help.as_deref(), Some("did you mean `until`?"));
}

#[test]
fn a_file_that_is_not_toml_is_reported_as_that_alone() {
    let (_, found) = parse(&source("[[waiver]\ncriterion = 3\n"));
    assert!(found.iter().all(|d| d.code.name() == "toml-syntax") && !found.is_empty());
}

#[test]
fn a_waiver_that_ends_before_it_begins_is_an_error_and_left_out() {
    let text = waiver("short-waits", "2026-09-02", "2026-09-01");
    let (waivers, found) = parse(&source(&text));
    assert!(waivers.waivers.is_empty());
    assert_eq!(short(&found), ["waiver-backwards 6:9"]);
    assert_eq!(underlined(&text, &found), ["2026-09-01"]);
    assert_eq!(
        found[0].found.as_deref(),
        Some("`2026-09-01`, with `from = 2026-09-02`")
    );
}

#[test]
fn unknown_criteria_are_warnings_with_the_nearest_id() {
    let text = waiver("short-wait", "2026-09-01", "2026-12-31")
        + "[[exemption]]\ncriterion = \"nothing-like-it\"\nreason = \"r\"\nby = \"Director\"\n";
    let (_, found) = checked(&text, "2026-10-01");
    assert_eq!(
        short(&found),
        ["unused-waiver 2:13", "unused-exemption 8:13"]
    );
    assert!(found.iter().all(|d| d.severity == Severity::Warning));
    assert_eq!(
        found[0].help.as_deref(),
        Some("did you mean `short-waits`?")
    );
    let help = "correct the id, or take the entry out if the criterion is gone";
    assert_eq!(found[1].help.as_deref(), Some(help));
}

#[test]
fn six_months_from_the_first_of_september_end_on_the_last_of_february() {
    let longest = waiver("short-waits", "2026-09-01", "2027-02-28");
    assert_eq!(checked(&longest, "2026-10-01").1, []);
    let longer = waiver("short-waits", "2026-09-01", "2027-03-01");
    let (_, found) = checked(&longer, "2026-10-01");
    assert_eq!(short(&found), ["waiver-too-long 6:9"]);
    assert_eq!(found[0].severity, Severity::Error);
    assert_eq!(
        found[0].expected.as_deref(),
        Some("a last day up to 28 February 2027")
    );
}

#[test]
fn the_longest_waiver_is_counted_in_calendar_months_with_both_days_in() {
    let cases = [
        ("2026-09-01", 6, Unit::Months, "2027-02-28"),
        ("2026-03-01", 6, Unit::Months, "2026-08-31"),
        ("2026-08-15", 6, Unit::Months, "2027-02-14"),
        ("2026-08-31", 6, Unit::Months, "2027-02-28"),
        ("2027-08-31", 6, Unit::Months, "2028-02-29"),
        ("2026-02-28", 6, Unit::Months, "2026-08-27"),
        ("2026-09-01", 30, Unit::Days, "2026-09-30"),
        ("2026-09-01", 2, Unit::Weeks, "2026-09-14"),
        // 24 December is the first; 25 and 28 are bank holidays, 26 and 27 a weekend.
        ("2026-12-24", 2, Unit::WorkingDays, "2026-12-29"),
    ];
    for (from, count, unit, last) in cases {
        let found = last_day(day(from), Span { count, unit }, &pack());
        assert_eq!(found, day(last), "{count} {unit:?} from {from}");
    }
}

#[test]
fn a_waiver_says_when_it_has_run_out_runs_out_soon_or_has_not_begun() {
    // Soon is within 30 days: from 11 September on for the end of 11 October.
    let text = waiver("short-waits", "2026-09-01", "2026-10-11");
    let cases = [
        ("2026-08-31", "waiver-not-begun 2:13", Severity::Note),
        ("2026-09-11", "waiver-expiring-soon 6:9", Severity::Warning),
        ("2026-10-11", "waiver-expiring-soon 6:9", Severity::Warning),
        ("2026-10-12", "waiver-expired 6:9", Severity::Warning),
    ];
    for (as_at, expected, severity) in cases {
        let (_, found) = checked(&text, as_at);
        assert_eq!(short(&found), [expected], "{as_at}");
        assert_eq!(found[0].severity, severity, "{as_at}");
    }
    for quiet in ["2026-09-01", "2026-09-10"] {
        assert_eq!(checked(&text, quiet).1, [], "{quiet}");
    }
}

#[test]
fn a_waiver_is_in_force_on_its_first_and_its_last_day() {
    let (waivers, _) = checked(
        &waiver("short-waits", "2026-09-01", "2026-10-11"),
        "2026-09-01",
    );
    let in_force = ["2026-08-31", "2026-09-01", "2026-10-11", "2026-10-12"]
        .map(|on| waivers.waivers[0].in_force(day(on)));
    assert_eq!(in_force, [false, true, true, false]);
}

#[test]
fn two_waivers_of_one_criterion_overlap_when_they_share_a_day() {
    let first = waiver("short-waits", "2026-06-01", "2026-09-30");
    let touching = first.clone() + &waiver("short-waits", "2026-09-30", "2027-02-28");
    let (_, found) = checked(&touching, "2026-07-01");
    assert_eq!(
        short(&found),
        ["waiver-not-begun 8:13", "waivers-overlap 8:13"]
    );
    assert_eq!(
        found[1].found.as_deref(),
        Some("2026-09-30 to 2027-02-28 here, 2026-06-01 to 2026-09-30 on line 2")
    );
    let following = first.clone() + &waiver("short-waits", "2026-10-01", "2027-02-28");
    assert_eq!(
        short(&checked(&following, "2026-07-01").1),
        ["waiver-not-begun 8:13"]
    );
    let another = first + &waiver("strategy", "2026-09-30", "2027-02-28");
    assert_eq!(
        short(&checked(&another, "2026-07-01").1),
        ["waiver-not-begun 8:13"]
    );
}
