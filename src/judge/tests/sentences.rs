//! What sentences say.

use super::*;
use crate::assess::fixture::{criterion, evidence, pack};

fn explained(criterion: &Criterion, measured: &Measured) -> String {
    let pack = pack(Vec::new());
    let judged = judge(criterion, measured, today());
    sentence::explanation(
        &sentence::found(&pack, criterion, measured, &judged),
        criterion.thresholds.is_some(),
        &sentence::expected(criterion, measured),
        &sentence::sources(&pack, &evidence(), &measured.sources),
    )
}

#[test]
fn an_explanation_says_found_expected_over_what_source_and_date() {
    let c = criterion("a");
    assert_eq!(
        explained(&c, &share(82, 96)),
        "82 of 96 visits (85%) within 10 days; the standard here is at least 90%; Visits, 3 \
         October 2026."
    );
    let mut stale = share(1820, 2000);
    stale.expires = Some(day("2026-11-01"));
    assert_eq!(
        explained(&c, &stale),
        "1,820 of 2,000 visits (91%) within 10 days, but the evidence stood until 1 November \
         2026; the standard here is at least 90%; Visits, 3 October 2026."
    );
    let nothing = Measured {
        sources: Vec::new(),
        ..measured(Outcome::NotKnown(
            Reason::NoEvidence,
            "no list of visits was found".to_owned(),
        ))
    };
    assert_eq!(
        explained(&c, &nothing),
        "No list of visits was found; the standard here is at least 90%."
    );
    assert_eq!(
        explained(&document("a"), &decided(State::Met)),
        "A strategy dated 1 May 2026; expected: an approved strategy; Visits, 3 October 2026."
    );
}

/// What is said of a measurement that is met.
fn text(measure: Measure, limit: Limit, m: &Measurement) -> String {
    let mut c = criterion("a");
    c.measure = measure;
    c.thresholds = Some(thresholds(limit, limit));
    let m = measured(Outcome::Measured(Box::new(m.clone())));
    sentence::found(&pack(Vec::new()), &c, &m, &StateResult::of(State::Met))
}

#[test]
fn a_share_says_what_is_wanted_and_what_is_not() {
    let rows = crate::assess::fixture::rows;
    let share = |count| {
        let share = measures::Share {
            scope: rows("visits"),
            meets: crate::expression::Condition::compile("true", &[]).unwrap(),
            blank: measures::Blank::NotMet,
        };
        let share = Measure::Share(share);
        let m = measurement(1, count);
        let low = text(share.clone(), at_most(10), &m);
        (text(share, at_least(90), &m), low)
    };
    let both = |high: &str, low: &str| (high.to_owned(), low.to_owned());
    assert_eq!(
        share(1),
        both(
            "1 of 1 visit (100%) meets this",
            "1 of 1 visit (100%) is of this kind"
        )
    );
    assert_eq!(
        share(2),
        both(
            "1 of 2 visits (50%) meet this",
            "1 of 2 visits (50%) are of this kind"
        )
    );
}

#[test]
fn each_kind_of_measure_says_what_it_found() {
    let rows = crate::assess::fixture::rows;
    let months = |count| crate::calendar::Span {
        count,
        unit: crate::calendar::Unit::Months,
    };
    let often = |at_least_events| measures::PerSubject {
        scope: rows("visits"),
        by: "worker_id".to_owned(),
        at_least_events,
        subjects: None,
    };
    let (per_subject, once) = (Measure::PerSubject(often(3)), often(1));
    let mut m = measurement(40, 50);
    m.of = "workers".to_owned();
    assert_eq!(
        text(per_subject, at_least(80), &m),
        "40 of 50 workers (80%) with at least 3 visits"
    );
    assert_eq!(
        text(Measure::PerSubject(once), at_least(80), &m),
        "40 of 50 workers (80%) with at least 1 visit"
    );
    let repeat = Measure::Repeat(measures::Repeat {
        scope: rows("visits"),
        by: "child_id".to_owned(),
        dated: "visited_on".to_owned(),
        within: months(12),
        earlier: "visited_on".to_owned(),
    });
    // 13 of 96 is 13.54 %; low values are wanted, so it shows the next higher one.
    assert_eq!(
        text(repeat, at_most(15), &measurement(13, 96)),
        "13 of 96 visits (14%) with an earlier one within 12 months"
    );
    let duration = Measure::Duration(measures::Duration {
        scope: rows("visits"),
        from: "a".to_owned(),
        to: "b".to_owned(),
        statistic: measures::Statistic::Median,
        unit: crate::calendar::Unit::WorkingDays,
        open: measures::Open::LeftOut,
    });
    let mut m = measurement(96, 96);
    (m.unit, m.value) = (crate::measure::Unit::WorkingDays, Some(percent(65, 200)));
    assert_eq!(
        text(duration, at_most(45), &m),
        "a median of 32.5 working days over 96 visits"
    );
    let count = Measure::Count(measures::Count {
        scope: rows("visits"),
    });
    (m.unit, m.value) = (crate::measure::Unit::Count, Some(percent(12, 1)));
    assert_eq!(text(count.clone(), at_most(0), &m), "1,200 visits");
    m.value = Some(crate::measure::Ratio::whole(1));
    assert_eq!(text(count, at_most(0), &m), "1 visit");
    let ratio = Measure::Ratio(measures::Ratio {
        scope: rows("visits"),
        sum: None,
        over: measures::Over::Figure("population_0_17".to_owned()),
        per: 10_000,
    });
    (m.unit, m.value) = (crate::measure::Unit::Quotient, Some(percent(1, 3)));
    assert_eq!(
        text(ratio, at_most(40), &m),
        "33.34 per 10,000 (visits over population 0 17)"
    );
}

#[test]
fn the_sides_of_a_ratio_are_told_apart_and_its_limit_is_in_its_unit() {
    use crate::assess::fixture::rows;
    use crate::expression::Field;
    let fields = ["late", "seen", "agency"].map(|name| Field {
        heading: None,
        name: name.into(),
        kind: crate::table::ColumnType::YesNo,
        codes: std::sync::Arc::from([]),
        planned: false,
    });
    let scope = |filter: &str| {
        let filter = crate::expression::Condition::compile(filter, &fields).unwrap();
        measures::Scope {
            filter: Some(filter),
            ..rows("visits")
        }
    };
    let said = |top: (&str, Option<&str>), bottom: (&str, Option<&str>), per: u64| {
        let mut c = criterion("a");
        c.measure = Measure::Ratio(measures::Ratio {
            scope: scope(top.0),
            sum: top.1.map(str::to_owned),
            over: measures::Over::List {
                scope: scope(bottom.0),
                sum: bottom.1.map(str::to_owned),
            },
            per,
        });
        c.thresholds = Some(thresholds(at_most(12), at_most(28)));
        let mut m = measurement(17, 114);
        (m.unit, m.value) = (crate::measure::unit_of_ratio(per), Some(percent(3, 20)));
        let measured = measured(Outcome::Measured(Box::new(m)));
        let found = sentence::found(
            &pack(Vec::new()),
            &c,
            &measured,
            &StateResult::of(State::Nearly),
        );
        (found, sentence::expected(&c, &measured))
    };
    let pair = |found: &str, expected: &str| (found.to_owned(), expected.to_owned());
    let fte = Some("fte");
    assert_eq!(
        said(("seen and agency", fte), ("seen", fte), 100),
        pair(
            "15% (fte of visits where agency is yes over fte of visits)",
            "at most 12%"
        )
    );
    assert_eq!(
        said(("seen and late", None), ("seen and not late", None), 10_000),
        pair(
            "15 per 10,000 (visits where late is yes over visits where late is no)",
            "at most 12 per 10,000"
        )
    );
    assert_eq!(
        said(("seen", Some("hours_spent")), ("seen", fte), 1),
        pair(
            "15 (hours spent over fte, summed over visits)",
            "at most 12"
        )
    );
}

#[test]
fn sources_show_the_oldest_date_of_each_dataset() {
    use crate::assess::fixture::source;
    let mut evidence = evidence();
    evidence
        .sources
        .push(source("b.csv", "visits", Some("2026-09-30")));
    evidence.sources.push(source("c.md", "document", None));
    let pack = pack(Vec::new());
    assert_eq!(
        sentence::sources(&pack, &evidence, &[0]),
        "Visits, 3 October 2026"
    );
    assert_eq!(
        sentence::sources(&pack, &evidence, &[0, 1, 2]),
        "Visits, 30 September 2026 and document, undated"
    );
}
