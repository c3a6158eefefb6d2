//! Settings, the evidence manifest and rule tests: what is read, and what is refused.

use reinspect::calendar::Day;
use reinspect::diagnostic::{Diagnostic, SourceText, draw};
use reinspect::evidence::manifest::{self, Use};
use reinspect::pack::rule_test::{self, Scalar};
use reinspect::pack::{self, Pack};
use reinspect::settings;

use super::fixtures::{files, folder};

fn small_pack() -> Pack {
    let texts: Vec<SourceText> = files(&folder().join("_base"))
        .iter()
        .map(|(name, text)| SourceText::new(&**name, &**text))
        .collect();
    pack::load(&texts).0.expect("a pack without errors")
}

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::new(year, month, day).unwrap()
}

/// Code, line and column of each diagnostic.
fn said(found: &[Diagnostic]) -> Vec<String> {
    found
        .iter()
        .map(|d| {
            let place = d.place.as_ref().unwrap().text().unwrap();
            format!("{} {}:{}", d.code, place.line, place.column)
        })
        .collect()
}

#[test]
fn settings_are_read_whole() {
    let source = SourceText::new(
        "reinspect.toml",
        r#"
as_at      = 2026-11-22
inspection = 2027-01-12
evidence   = "lists"
rules      = "our-rules"
tailoring  = "ours.toml"
waivers    = "gaps.toml"

[authority]
name = "Northmere (invented)"
code = "E06000000"
previous_inspection = 2022-12-05

[figures]
population_0_17 = 29000.5

[owners]
children-are-seen-alone = "Head of Safeguarding"

[[map]]
file = "lists/odd.csv"
sheet = "Sheet1"
dataset = "visits"
header_row = 3
columns = { visited_on = "Date of vis" }
"#,
    );
    let (settings, found) = settings::parse(&source);
    assert_eq!(draw::plain(&found, &[]), "");
    assert_eq!(
        draw::plain(&settings::check(&settings, &small_pack()), &[]),
        ""
    );
    assert_eq!(settings.as_at, Some(day(2026, 11, 22)));
    assert_eq!(settings.inspection, Some(day(2027, 1, 12)));
    assert_eq!(settings.evidence.as_deref(), Some("lists"));
    assert_eq!(settings.rules.as_deref(), Some("our-rules"));
    assert_eq!(settings.tailoring.as_deref(), Some("ours.toml"));
    assert_eq!(settings.waivers.as_deref(), Some("gaps.toml"));
    let authority = settings.authority.unwrap();
    assert_eq!(authority.name, "Northmere (invented)");
    assert_eq!(authority.code.as_deref(), Some("E06000000"));
    assert_eq!(authority.previous_inspection, Some(day(2022, 12, 5)));
    assert_eq!(settings.figures["population_0_17"], 29_000_500_000);
    assert_eq!(
        settings.owners["children-are-seen-alone"],
        "Head of Safeguarding"
    );
    let map = &settings.maps[0];
    assert_eq!(
        (map.file.as_str(), map.sheet.as_deref()),
        ("lists/odd.csv", Some("Sheet1"))
    );
    assert_eq!((map.dataset.as_str(), map.header_row), ("visits", Some(3)));
    assert_eq!(
        map.columns,
        [("visited_on".to_owned(), "Date of vis".to_owned())]
    );
}

#[test]
fn empty_settings_say_nothing() {
    let (settings, found) = settings::parse(&SourceText::new("reinspect.toml", ""));
    assert_eq!(draw::plain(&found, &[]), "");
    assert!(settings.as_at.is_none() && settings.authority.is_none() && settings.maps.is_empty());
}

#[test]
fn settings_are_held_against_the_pack() {
    let source = SourceText::new(
        "reinspect.toml",
        r#"as_at = 2026-11-22
inspection = 2026-11-21
[authority]
name = "Northmere (invented)"
code = "06000000E"
[figures]
population = 1
[[map]]
file = "a.csv"
dataset = "vists"
[[map]]
file = "b.csv"
dataset = "visits"
header_row = 0
columns = { visit_date = "Date" }
[[map]]
file = "c.csv"
dataset = "none"
"#,
    );
    let (settings, found) = settings::parse(&source);
    assert_eq!(
        said(&found),
        ["bad-value 2:14", "bad-value 5:8", "bad-value 14:14"]
    );
    assert_eq!(
        said(&settings::check(&settings, &small_pack())),
        [
            "unused-setting 7:1",
            "unknown-dataset 10:11",
            "unknown-column 15:13"
        ]
    );
}

#[test]
fn a_manifest_is_read_and_held_against_the_pack() {
    let source = SourceText::new(
        "evidence.toml",
        r#"[[source]]
path  = "lists/list7.csv"
sheet = "List 7"
dated = 2026-09-30
dataset = "visits"
use   = "history"
title = "Visits"
approved = true
[[source]]
path = "lists/list7.csv"
[[source]]
path = "lists\\list8.csv"
dataset = "vist"
use = "judged"
[[source]]
path = "lists/list7.csv"
"#,
    );
    let (manifest, found) = manifest::parse(&source);
    assert_eq!(
        said(&found),
        ["bad-value 12:8", "bad-value 14:7", "repeated-entry 16:8"]
    );
    let first = &manifest.entries[0];
    assert_eq!(
        (first.path.as_str(), first.sheet.as_deref(), first.dated),
        ("lists/list7.csv", Some("List 7"), Some(day(2026, 9, 30)))
    );
    assert_eq!(first.standing, Some(Use::History));
    assert_eq!(
        (
            first.dataset.as_deref(),
            first.title.as_deref(),
            first.approved
        ),
        (Some("visits"), Some("Visits"), Some(true))
    );
    assert_eq!(
        said(&manifest::check(&manifest, &small_pack())),
        ["unknown-dataset 12:8"]
    );
}

#[test]
fn a_rule_test_is_read_whole() {
    let source = SourceText::new(
        "tests/safe.toml",
        r#"[[test]]
criterion = "children-are-seen-alone"
name      = "one of three"
as_at     = 2026-09-30
dated     = 2026-09-15
rows      = [
  { child_id = "a", visited_on = 2026-09-01, seen_alone = true, minutes = 12.5, repeat = 3 },
  { visited_on = "31/02/2026" },
]
expect    = { numerator = 1, denominator = 3, blank = 2, left_out = 0, value = 33.3, state = "not_known", reason = "blanks" }
"#,
    );
    let (tests, found) = rule_test::parse(&source, &small_pack());
    assert_eq!(draw::plain(&found, &[]), "");
    let test = &tests[0];
    assert_eq!(
        (test.as_at, test.dated),
        (day(2026, 9, 30), day(2026, 9, 15))
    );
    let rows = &test.rows["visits"];
    assert_eq!((rows[0].repeat, rows[1].repeat), (3, 1));
    let values: Vec<_> = rows[0].values.iter().map(|(c, v, _)| (&**c, v)).collect();
    assert_eq!(
        values,
        [
            ("child_id", &Scalar::Text("a".to_owned())),
            ("visited_on", &Scalar::Date(day(2026, 9, 1))),
            ("seen_alone", &Scalar::YesNo(true)),
            ("minutes", &Scalar::Number(12_500_000)),
        ]
    );
    let place = &rows[1].values[0].2;
    assert_eq!((place.line, place.column), (8, 18));
    let expect = &test.expect;
    assert_eq!(
        (
            expect.numerator,
            expect.denominator,
            expect.blank,
            expect.left_out
        ),
        (Some(1), Some(3), Some(2), Some(0))
    );
    assert_eq!(expect.value, Some(33_300_000));
}

#[test]
fn rule_tests_are_held_against_the_criterion_and_its_lists() {
    let source = SourceText::new(
        "tests/safe.toml",
        r#"[[test]]
criterion = "children-are-seen-alone"
name      = "wrong in many ways"
as_at     = 2026-09-30
rows      = [
  { chlid_id = "a", seen_alone = 1, visited_on = true, minutes = 2026-01-01, repeat = 0 },
]
others    = { children = [], visit = [] }
figures   = { population_0_17 = 1 }
documents = [ { name = "a.md" } ]
expect    = { state = "met", reason = "stale" }

[[test]]
criterion = "visits-per-head"
name      = "twice"
as_at     = 2026-09-30
figures   = { population_0_17 = 10000 }
expect    = { state = "met" }

[[test]]
criterion = "visits-per-head"
name      = "twice"
as_at     = 2026-09-30
expect    = { state = "met" }
"#,
    );
    let (_, found) = rule_test::parse(&source, &small_pack());
    assert_eq!(
        said(&found),
        [
            "unknown-column 6:5",
            "wrong-type 6:34",
            "wrong-type 6:50",
            "wrong-type 6:66",
            "bad-value 6:87",
            "bad-value 8:15",
            "unknown-dataset 8:30",
            "bad-value 9:15",
            "bad-value 10:13",
            "bad-value 11:39",
            "duplicate-id 22:13",
        ]
    );
}
