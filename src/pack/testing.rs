//! A small pack, and diagnostics in short, for the tests of the authority's own files.

use std::sync::Arc;

use crate::calendar::{Calendar, Day, Span, Unit};
use crate::diagnostic::{Diagnostic, Place, SourceText};
use crate::pack::measures::{
    Count, Document, Duration, OnTime, Open, Over, Ratio, Scope, Statement, Statistic, UpToDate,
};
use crate::pack::{
    Basis, Benchmarks, ColumnSpec, Criterion, Dataset, Direction, Effort, KindOfEvidence, Limit,
    Limits, Marks, Measure, Pack, Personal, Shape, Thresholds,
};
use crate::table::{ColumnType, SCALE};

pub(crate) fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

pub(crate) fn source(text: &str) -> SourceText {
    SourceText::new("local.toml", text)
}

/// Each diagnostic as `code line:column`.
pub(crate) fn short(found: &[Diagnostic]) -> Vec<String> {
    let each = found.iter().map(|d| {
        let place = d.place.as_ref().unwrap().text().unwrap();
        format!("{} {}:{}", d.code, place.line, place.column)
    });
    each.collect()
}

/// The text that each diagnostic underlines.
pub(crate) fn underlined(text: &str, found: &[Diagnostic]) -> Vec<String> {
    let each = found.iter().map(|d| {
        let place = d.place.as_ref().unwrap().text().unwrap();
        text.get(place.start..place.end).unwrap().to_owned()
    });
    each.collect()
}

/// Six criteria, of which `visits-in-time` and `few-unregistered-homes` rest on statute.
pub(crate) fn pack() -> Pack {
    let datasets = [visits(), workers(), statements()];
    Pack {
        id: "test".to_owned(),
        title: "Test".to_owned(),
        version: "1".to_owned(),
        digest: String::new(),
        marks: Marks {
            ready: 85,
            nearly: 65,
            coverage_minimum: 60,
        },
        limits: Limits::default(),
        frameworks: Vec::new(),
        datasets: datasets.into_iter().map(|d| (d.id.clone(), d)).collect(),
        criteria: criteria(),
        profiles: Vec::new(),
        benchmarks: Benchmarks::default(),
        themes: super::Themes::default(),
        calendar: Arc::new(Calendar::new(
            "England and Wales",
            day("2020-01-01"),
            day("2030-12-31"),
            ["2026-12-25", "2026-12-28", "2027-01-01"].map(day),
        )),
    }
}

fn criteria() -> Vec<Criterion> {
    let on_time = Measure::OnTime(OnTime {
        scope: rows("visits"),
        from: "due_on".to_owned(),
        to: "seen_on".to_owned(),
        within: span(10, Unit::Days),
    });
    let count = Measure::Count(Count {
        scope: rows("visits"),
    });
    let statute = |id, measure, thresholds: Thresholds| Criterion {
        basis: Basis::Statute,
        ..criterion(id, measure, thresholds)
    };
    vec![
        criterion("caseloads", ratio(), limits(Direction::AtMost, 20, 25)),
        criterion("director-assures", statement(), None),
        statute(
            "few-unregistered-homes",
            count,
            limits(Direction::AtMost, 0, 2),
        ),
        criterion("short-waits", duration(), limits(Direction::AtMost, 20, 30)),
        criterion("strategy", document(), None),
        criterion(
            "supervised",
            up_to_date(),
            limits(Direction::AtLeast, 90, 80),
        ),
        Criterion {
            weight: 3,
            priority: true,
            owner: Some("Head of Safeguarding".to_owned()),
            minimum: 5,
            ..statute(
                "visits-in-time",
                on_time,
                limits(Direction::AtLeast, 85, 70),
            )
        },
    ]
}

fn ratio() -> Measure {
    Measure::Ratio(Ratio {
        scope: rows("visits"),
        sum: None,
        over: Over::Figure("population_0_17".to_owned()),
        per: 10_000,
    })
}

fn duration() -> Measure {
    Measure::Duration(Duration {
        scope: rows("visits"),
        from: "due_on".to_owned(),
        to: "seen_on".to_owned(),
        statistic: Statistic::Median,
        unit: Unit::WorkingDays,
        open: Open::LeftOut,
    })
}

fn up_to_date() -> Measure {
    Measure::UpToDate(UpToDate {
        scope: rows("workers"),
        events: Some("visits".to_owned()),
        latest: "seen_on".to_owned(),
        by: "worker_id".to_owned(),
        within: span(30, Unit::Days),
        since: None,
    })
}

fn document() -> Measure {
    Measure::Document(Document {
        matches: vec!["*sufficiency*".to_owned()],
        except: Vec::new(),
        dated_within: Some(span(12, Unit::Months)),
        must_have: vec!["Needs".to_owned()],
        must_mention: Vec::new(),
        approved: true,
    })
}

fn statement() -> Measure {
    Measure::Statement(Statement {
        question: "director-assures".to_owned(),
        by: "Director of Children's Services".to_owned(),
        within: span(3, Unit::Months),
        sources_at_least: 2,
        cap: crate::pack::measures::Cap::Nearly,
    })
}

fn rows(of: &str) -> Scope {
    Scope {
        of: of.to_owned(),
        filter: None,
        period: None,
    }
}

fn span(count: u32, unit: Unit) -> Span {
    Span { count, unit }
}

fn limits(direction: Direction, met: i64, nearly: i64) -> Thresholds {
    let limit = |value| Limit {
        direction,
        value: value * SCALE,
    };
    Thresholds {
        met: limit(met),
        nearly: Some(limit(nearly)),
    }
}

fn criterion(id: &str, measure: Measure, thresholds: impl Into<Option<Thresholds>>) -> Criterion {
    Criterion {
        id: id.to_owned(),
        title: id.to_owned(),
        asks: format!("What {id} asks?"),
        area: "safe".to_owned(),
        judgements: Vec::new(),
        expectations: Vec::new(),
        why: "why".to_owned(),
        improve: format!("Improve {id}."),
        effort: Effort::Medium,
        weight: 1,
        priority: false,
        owner: None,
        basis: Basis::Suggested,
        basis_source: None,
        measure,
        thresholds: thresholds.into(),
        minimum: 1,
        place: place(),
    }
}

fn place() -> Place {
    source("").place(0..0)
}

fn visits() -> Dataset {
    let mut columns = vec![
        column("visit_id", ColumnType::Text),
        column("child_id", ColumnType::Text),
        column("worker_id", ColumnType::Text),
        column("due_on", ColumnType::Date),
        column("seen_on", ColumnType::Date),
        column("kind", ColumnType::Code),
        column("hours", ColumnType::Number),
        column("alone", ColumnType::YesNo),
    ];
    for identifier in columns.iter_mut().take(3) {
        identifier.personal = Some(Personal::Identifier);
    }
    columns[5].codes = vec!["home".to_owned(), "at_school".to_owned()].into();
    columns[5].spellings = vec![vec!["Home".to_owned()], vec!["School".to_owned()]];
    dataset("visits", KindOfEvidence::Data, columns)
}

fn workers() -> Dataset {
    let mut worker = column("worker_id", ColumnType::Text);
    worker.personal = Some(Personal::Identifier);
    let columns = vec![worker, column("fte", ColumnType::Number)];
    dataset("workers", KindOfEvidence::Staff, columns)
}

fn statements() -> Dataset {
    let mut answer = column("answer", ColumnType::Code);
    answer.codes = ["met", "nearly", "not_met"]
        .map(str::to_owned)
        .to_vec()
        .into();
    answer.spellings = vec![Vec::new(); 3];
    let columns = vec![
        column("question", ColumnType::Text),
        column("by", ColumnType::Text),
        column("answered_on", ColumnType::Date),
        answer,
        column("sources", ColumnType::Number),
    ];
    dataset("statements", KindOfEvidence::Statement, columns)
}

fn dataset(id: &str, kind_of_evidence: KindOfEvidence, columns: Vec<ColumnSpec>) -> Dataset {
    Dataset {
        id: id.to_owned(),
        title: id.to_owned(),
        source: None,
        rows_are: id.to_owned(),
        sheet_hints: Vec::new(),
        file_hints: Vec::new(),
        valid_for: span(1, Unit::Months),
        kind_of_evidence,
        key: Vec::new(),
        shape: Shape::Log,
        covers: None,
        empty_means_none: false,
        auto: true,
        template: true,
        columns,
        subject: None,
        order: Vec::new(),
        place: place(),
    }
}

fn column(name: &str, kind: ColumnType) -> ColumnSpec {
    ColumnSpec {
        name: name.into(),
        names: Vec::new(),
        kind,
        required: false,
        personal: None,
        show: false,
        planned: false,
        may_be_blank: false,
        codes: Arc::from([]),
        spellings: Vec::new(),
        others: None,
        asks: None,
        about: None,
        example: None,
    }
}
