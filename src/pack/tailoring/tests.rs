use super::{Tailored, apply, parse};
use crate::diagnostic::{Diagnostic, Severity};
use crate::pack::testing::{day, pack, short, source, underlined};
use crate::pack::{Direction, Limit, Pack};
use crate::table::SCALE;

/// An entry whose own keys begin on the line after its criterion.
fn entry(criterion: &str, changes: &str) -> String {
    format!(
        "[[tailoring]]\ncriterion = \"{criterion}\"\n{changes}\nreason = \"r\"\nby = \"Director\"\n\
         on = 2026-05-01\n"
    )
}

fn applied(text: &str) -> (Pack, Vec<Tailored>, Vec<Diagnostic>) {
    let (entries, found) = parse(&source(text));
    assert_eq!(found, [], "{text}");
    apply(pack(), &entries, day("2026-05-01"))
}

fn refused(criterion: &str, changes: &str) -> Vec<Diagnostic> {
    let (after, tailored, found) = applied(&entry(criterion, changes));
    let thresholds = |pack: &Pack| pack.criterion(criterion).unwrap().thresholds;
    assert_eq!(thresholds(&after), thresholds(&pack()), "{changes}");
    assert!(tailored.is_empty(), "{changes}");
    found
}

fn percent(value: i64) -> Limit {
    Limit {
        direction: Direction::AtLeast,
        value: value * SCALE,
    }
}

#[test]
fn every_change_is_applied_and_said_in_words() {
    let changes = "met = { at_least = 90.5 }\nnearly = { at_least = 75 }\nminimum = 6\nweight = 5\n\
                   priority = false\nowner = \"Head of Visits\"";
    let (after, tailored, found) = applied(&entry("visits-in-time", changes));
    assert_eq!(found, []);
    let criterion = after.criterion("visits-in-time").unwrap();
    let thresholds = criterion.thresholds.unwrap();
    assert_eq!(thresholds.met.value, 90_500_000);
    assert_eq!(thresholds.nearly, Some(percent(75)));
    assert_eq!(
        (criterion.minimum, criterion.weight, criterion.priority),
        (6, 5, false)
    );
    assert_eq!(criterion.owner.as_deref(), Some("Head of Visits"));
    let tailored = &tailored[0];
    let expected = [
        "met: at least 85% to at least 90.5%",
        "nearly: at least 70% to at least 75%",
        "minimum: 5 to 6",
        "weight: 3 to 5",
        "priority: yes to no",
        "owner: Head of Safeguarding to Head of Visits",
    ];
    assert_eq!(tailored.changes, expected);
    assert_eq!(tailored.pack_met, Some(percent(85)));
    assert_eq!(
        (tailored.reason.as_str(), tailored.by.as_str()),
        ("r", "Director")
    );
    assert_eq!((tailored.on, tailored.off), (day("2026-05-01"), false));
    assert!(!tailored.statute_loosened);
    assert_eq!((tailored.place.line, tailored.place.column), (2, 13));
}

#[test]
fn limits_are_said_in_the_unit_of_their_measure() {
    let cases = [
        (
            "short-waits",
            "met = { at_most = 1 }",
            "met: at most 20 working days to at most 1 working day",
        ),
        (
            "few-unregistered-homes",
            "met = { at_most = 1 }",
            "met: at most 0 to at most 1",
        ),
        (
            "caseloads",
            "nearly = { at_most = 22.25 }",
            "nearly: at most 25 to at most 22.25",
        ),
    ];
    for (criterion, change, words) in cases {
        let (_, tailored, _) = applied(&entry(criterion, change));
        assert_eq!(tailored[0].changes, [words]);
    }
}

#[test]
fn a_criterion_that_is_off_is_taken_out_of_the_pack() {
    let (after, tailored, found) = applied(&entry("short-waits", "off = true"));
    assert_eq!(found, []);
    assert!(after.criterion("short-waits").is_none());
    assert_eq!(after.criteria.len(), pack().criteria.len() - 1);
    assert!(tailored[0].off && !tailored[0].statute_loosened);
    assert_eq!(tailored[0].changes, ["off: taken out of the run"]);
    assert_eq!(tailored[0].pack_met, None);
}

#[test]
fn what_makes_a_statutory_criterion_easier_is_told_apart() {
    let easier = [
        ("visits-in-time", "met = { at_least = 80 }", "3:20"),
        ("visits-in-time", "nearly = { at_least = 65 }", "3:23"),
        ("visits-in-time", "minimum = 4", "2:13"),
        ("visits-in-time", "off = true", "2:13"),
        ("few-unregistered-homes", "met = { at_most = 1 }", "3:19"),
    ];
    for (criterion, change, place) in easier {
        let (_, tailored, found) = applied(&entry(criterion, change));
        assert!(tailored[0].statute_loosened, "{change}");
        assert_eq!(
            short(&found),
            [format!("statute-loosened {place}")],
            "{change}"
        );
        assert_eq!(found[0].severity, Severity::Warning);
    }
    let not_easier = [
        ("visits-in-time", "met = { at_least = 90 }"),
        ("visits-in-time", "minimum = 6"),
        ("visits-in-time", "priority = false"),
        ("few-unregistered-homes", "nearly = { at_most = 1 }"),
        ("short-waits", "met = { at_most = 25 }"),
    ];
    for (criterion, change) in not_easier {
        let (_, tailored, found) = applied(&entry(criterion, change));
        assert!(!tailored[0].statute_loosened, "{change}");
        assert_eq!(found, [], "{change}");
    }
}

#[test]
fn a_nearly_where_the_pack_has_none_makes_it_easier() {
    let mut bare = pack();
    let criterion = bare
        .criteria
        .iter_mut()
        .find(|c| c.id == "visits-in-time")
        .unwrap();
    criterion.thresholds.as_mut().unwrap().nearly = None;
    let (entries, _) = parse(&source(&entry(
        "visits-in-time",
        "nearly = { at_least = 70 }",
    )));
    let (_, tailored, _) = apply(bare, &entries, day("2026-05-01"));
    assert_eq!(tailored[0].changes, ["nearly: none to at least 70%"]);
    assert!(tailored[0].statute_loosened);
}

#[test]
fn a_criterion_that_the_pack_does_not_have_is_unused() {
    let (after, tailored, found) = applied(&entry("short-wait", "weight = 2"));
    assert_eq!(after.criteria.len(), pack().criteria.len());
    assert!(tailored.is_empty());
    assert_eq!(short(&found), ["unused-tailoring 2:13"]);
    assert_eq!(found[0].severity, Severity::Warning);
    assert_eq!(
        found[0].help.as_deref(),
        Some("did you mean `short-waits`?")
    );
}

#[test]
fn what_changes_nothing_is_a_warning() {
    let text = entry(
        "visits-in-time",
        "met = { at_least = 85 }\nweight = 3\nowner = \"A\"",
    );
    let (_, tailored, found) = applied(&text);
    let nothing = [
        "tailoring-changes-nothing 3:20",
        "tailoring-changes-nothing 4:10",
    ];
    assert_eq!(short(&found), nothing);
    assert!(found.iter().all(|d| d.severity == Severity::Warning));
    assert_eq!(tailored[0].changes, ["owner: Head of Safeguarding to A"]);
    assert_eq!(tailored[0].pack_met, None);
    for (changes, place) in [
        ("", "2:13"),
        ("off = false", "3:7"),
        ("priority = false", "3:12"),
        ("minimum = 1", "3:11"),
        ("nearly = { at_most = 30.0 }", "3:22"),
    ] {
        let (_, tailored, found) = applied(&entry("short-waits", changes));
        assert!(tailored.is_empty(), "{changes}");
        assert_eq!(
            short(&found),
            [format!("tailoring-changes-nothing {place}")]
        );
    }
}

#[test]
fn every_mistake_of_the_text_is_reported_at_once() {
    let text = "[[tailoring]]\ncriterion = \"short-waits\"\nmet = { at_least = 5, at_most = 9 }\n\
                weight = 6\nprioritty = true\nreason = \"\"\nby = \"Director\"\non = 2026-05-01\n\n\
                [[tailoring]]\nmet = 80\nminimum = -1\nreason = \"r\"\non = 2026-05-01\n";
    let (entries, found) = parse(&source(text));
    assert!(entries.is_empty());
    let expected = [
        "only-one-of 3:23",
        "bad-value 4:10",
        "unknown-key 5:1",
        "bad-value 6:10",
        "missing-key 10:1",
        "missing-key 10:1",
        "wrong-type 11:7",
        "bad-value 12:11",
    ];
    assert_eq!(short(&found), expected);
    assert_eq!(found[2].help.as_deref(), Some("did you mean `priority`?"));
}

#[test]
fn weights_run_from_one_to_five() {
    for (weight, good) in [("0", false), ("1", true), ("5", true), ("6", false)] {
        let text = entry("short-waits", &format!("weight = {weight}"));
        let (entries, found) = parse(&source(&text));
        assert_eq!(entries[0].weight.is_some(), good, "{weight}");
        assert_eq!(found.is_empty(), good, "{weight}");
    }
}

#[test]
fn one_criterion_has_one_entry() {
    let text = entry("short-waits", "weight = 2") + &entry("short-waits", "priority = true");
    let (entries, found) = parse(&source(&text));
    assert_eq!(entries.len(), 1);
    assert_eq!(short(&found), ["said-twice 8:13"]);
    assert_eq!(
        found[0].found.as_deref(),
        Some("a second entry; the first is on line 2")
    );
    assert_eq!(found[0].severity, Severity::Error);
}

#[test]
fn a_criterion_is_turned_off_or_changed() {
    let text = entry(
        "short-waits",
        "weight = 2\nmet = { at_most = 9 }\noff = true",
    );
    let (_, found) = parse(&source(&text));
    assert_eq!(short(&found), ["only-one-of 5:7"]);
    assert_eq!(
        found[0].found.as_deref(),
        Some("`off` together with `met`, `weight`")
    );
}

#[test]
fn documents_and_statements_have_no_thresholds_to_change() {
    let changes = "met = { at_least = 80 }\nnearly = { at_least = 70 }\nminimum = 3";
    for criterion in ["strategy", "director-assures"] {
        let found = refused(criterion, changes);
        let expected = [
            "no-threshold 3:20",
            "no-threshold 4:23",
            "no-threshold 5:11",
        ];
        assert_eq!(short(&found), expected);
        assert!(found.iter().all(|d| d.severity == Severity::Error));
    }
    let (_, tailored, found) = applied(&entry("strategy", "weight = 2"));
    assert_eq!(
        (tailored[0].changes[0].as_str(), found.len()),
        ("weight: 1 to 2", 0)
    );
}

#[test]
fn nearly_stays_the_looser_one() {
    let cases = [
        (
            "visits-in-time",
            "met = { at_least = 70 }",
            "limits-out-of-order 3:20",
        ),
        (
            "visits-in-time",
            "met = { at_least = 60 }",
            "limits-out-of-order 3:20",
        ),
        (
            "visits-in-time",
            "nearly = { at_least = 85 }",
            "limits-out-of-order 3:23",
        ),
        (
            "short-waits",
            "nearly = { at_most = 19 }",
            "limits-out-of-order 3:22",
        ),
        (
            "visits-in-time",
            "met = { at_least = 60 }\nnearly = { at_least = 65 }",
            "limits-out-of-order 4:23",
        ),
    ];
    for (criterion, changes, expected) in cases {
        assert_eq!(short(&refused(criterion, changes)), [expected], "{changes}");
    }
    let both = "met = { at_least = 60 }\nnearly = { at_least = 50 }";
    assert_eq!(
        applied(&entry("visits-in-time", both)).1[0].changes.len(),
        2
    );
}

#[test]
fn thresholds_keep_the_direction_of_the_pack() {
    let text = entry(
        "visits-in-time",
        "met = { at_most = 10 }\nnearly = { at_most = 20 }",
    );
    let found = refused(
        "visits-in-time",
        "met = { at_most = 10 }\nnearly = { at_most = 20 }",
    );
    let expected = [
        "limits-in-two-directions 3:19",
        "limits-in-two-directions 4:22",
    ];
    assert_eq!(short(&found), expected);
    assert_eq!(underlined(&text, &found), ["10", "20"]);
}

#[test]
fn thresholds_can_be_reached_and_missed() {
    let cases = [
        ("visits-in-time", "met = { at_least = 100.5 }", "3:20"),
        ("visits-in-time", "met = { at_least = -1 }", "3:20"),
        ("short-waits", "met = { at_most = -0.5 }", "3:19"),
    ];
    for (criterion, change, place) in cases {
        let found = refused(criterion, change);
        assert_eq!(
            short(&found),
            [format!("limit-out-of-range {place}")],
            "{change}"
        );
    }
    let (_, tailored, found) = applied(&entry("supervised", "nearly = { at_least = 0.7 }"));
    assert_eq!(short(&found), ["limit-looks-like-fraction 3:23"]);
    assert_eq!(found[0].severity, Severity::Warning);
    assert_eq!(
        tailored[0].changes,
        ["nearly: at least 80% to at least 0.7%"]
    );
}

#[test]
fn a_change_holds_from_its_day_on_and_not_before() {
    let (entries, _) = parse(&source(&entry("visits-in-time", "weight = 5")));
    let (before, none, found) = apply(pack(), &entries, day("2026-04-30"));
    assert!(none.is_empty());
    assert_eq!(before.criterion("visits-in-time").unwrap().weight, 3);
    let shown: Vec<_> = found.iter().map(|d| (d.code.name(), d.severity)).collect();
    assert_eq!(shown, [("tailoring-not-begun", Severity::Note)]);
    assert_eq!(
        found[0].found.as_deref(),
        Some("`on = 2026-05-01`, as at 30 April 2026")
    );
    let (after, tailored, _) = apply(pack(), &entries, day("2026-05-01"));
    assert_eq!(tailored.len(), 1);
    assert_eq!(after.criterion("visits-in-time").unwrap().weight, 5);
}
