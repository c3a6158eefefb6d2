//! Published figures stand beside a value and change nothing.

use super::*;
use crate::pack::Benchmarks;
use crate::pack::benchmark::{Figures, PublishedArea, PublishedKind, PublishedMeasure};

/// For criterion `a`: England 71.5, the neighbours' median 70.1, the authority's own 0.
fn benchmarks() -> Benchmarks {
    let measure = PublishedMeasure {
        id: "seen".to_owned(),
        title: "Children seen".to_owned(),
        year: "2025".to_owned(),
        source: "A publisher".to_owned(),
        address: "https://example.org".to_owned(),
        differs: Some("by the year".to_owned()),
    };
    let area = |name: &str, kind| PublishedArea {
        name: name.to_owned(),
        kind,
        region: None,
    };
    let figures = |value: &str, median: Option<&str>| Figures {
        value: Some(value.to_owned()),
        neighbours_median: median.map(str::to_owned),
    };
    let areas = [
        ("E92000001", area("England", PublishedKind::England)),
        ("E06000001", area("Northmere", PublishedKind::Authority)),
    ];
    let own = [
        ("E92000001", figures("71.5", None)),
        ("E06000001", figures("0", Some("70.1"))),
    ];
    let keyed = |(code, figures): (&str, Figures)| (code.to_owned(), figures);
    Benchmarks {
        measures: BTreeMap::from([("a".to_owned(), measure)]),
        areas: areas.map(|(code, area)| (code.to_owned(), area)).into(),
        figures: BTreeMap::from([("seen".to_owned(), own.map(keyed).into())]),
    }
}

#[test]
fn figures_stand_beside_the_value_and_no_result_rests_on_them() {
    let without = example();
    let mut with = example();
    with.benchmarks = benchmarks();
    let mut plan = plan();
    plan.authority.code = Some("E06000001".to_owned());
    let before = run(&without, &plan);
    let mut after = run(&with, &plan);
    let beside: Vec<_> = after.criteria[0]
        .benchmarks
        .iter()
        .map(|b| (b.area.as_str(), b.value.as_str(), b.unit, b.year.as_str()))
        .collect();
    let percent = crate::measure::Unit::Percent;
    let expected = [
        ("England", "71.5", percent, "2025"),
        ("Northmere", "70.1", percent, "2025"),
        ("Northmere", "0", percent, "2025"),
    ];
    assert_eq!(beside, expected);
    let json = serde_json::to_value(&after.criteria[0].benchmarks[1]).unwrap();
    assert_eq!(json["kind"], "neighbours_median");
    assert_eq!(json["differs"], "by the year");
    // The authority's own figure is public, so every audience may see it.
    let shown = crate::redact::redact(after.clone(), crate::redact::Audience::Internal);
    assert_eq!(shown.criteria[0].benchmarks, after.criteria[0].benchmarks);
    for criterion in &mut after.criteria {
        criterion.benchmarks.clear();
    }
    assert_eq!(after, before);
}

#[test]
fn without_a_code_england_stands_alone() {
    let mut pack = example();
    pack.benchmarks = benchmarks();
    let assessment = run(&pack, &plan());
    let areas = assessment.criteria[0].benchmarks.iter();
    assert_eq!(
        areas.map(|b| b.area.as_str()).collect::<Vec<_>>(),
        ["England"]
    );
    assert!(assessment.criteria[1].benchmarks.is_empty());
}
