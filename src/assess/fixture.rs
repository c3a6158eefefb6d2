//! Small packs, criteria and evidence for the tests of judging and what follows it.

mod results;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{Calendar, Day, Span, Unit as SpanUnit};
use crate::diagnostic::Place;
use crate::evidence::{DatedBy, Evidence, List, Role, Source, Standing};
use crate::measure::{Measured, Measurement, Outcome, Ratio, Unit};
use crate::pack::measures::{self, Cap};
use crate::pack::{
    Area, AreaKind, Basis, ColumnSpec, Criterion, Dataset, Direction, Effort, Framework,
    KindOfEvidence, Limit, Limits, Marks, Measure, Pack, Shape, Thresholds,
};
use crate::table::{Cell, ColumnBuilder, ColumnType, SCALE, Table};

pub(crate) use results::*;

pub(crate) fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

pub(crate) fn place() -> Place {
    Place {
        file: "criteria/safe.toml".into(),
        line: 7,
        column: 1,
        start: 0,
        end: 1,
    }
}

pub(crate) fn at_least(value: i64) -> Limit {
    Limit {
        direction: Direction::AtLeast,
        value: value * SCALE,
    }
}

pub(crate) fn at_most(value: i64) -> Limit {
    Limit {
        direction: Direction::AtMost,
        value: value * SCALE,
    }
}

pub(crate) fn thresholds(met: Limit, nearly: Limit) -> Thresholds {
    Thresholds {
        met,
        nearly: Some(nearly),
    }
}

pub(crate) fn rows(of: &str) -> measures::Scope {
    measures::Scope {
        of: of.to_owned(),
        filter: None,
        period: None,
    }
}

pub(crate) fn days(count: u32) -> Span {
    Span {
        count,
        unit: SpanUnit::Days,
    }
}

/// Visits within 10 days: met at 90 %, nearly at 80 %, in the area `safe`.
pub(crate) fn criterion(id: &str) -> Criterion {
    Criterion {
        id: id.to_owned(),
        title: format!("Title of {id}"),
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
        measure: Measure::OnTime(measures::OnTime {
            scope: rows("visits"),
            from: "due_on".to_owned(),
            to: "visited_on".to_owned(),
            within: days(10),
        }),
        thresholds: Some(thresholds(at_least(90), at_least(80))),
        minimum: 1,
        place: place(),
    }
}

pub(crate) fn statement(id: &str, cap: Cap) -> Criterion {
    Criterion {
        measure: Measure::Statement(measures::Statement {
            question: "question".to_owned(),
            by: "Director of Children's Services".to_owned(),
            within: Span {
                count: 3,
                unit: SpanUnit::Months,
            },
            sources_at_least: 2,
            cap,
        }),
        thresholds: None,
        ..criterion(id)
    }
}

pub(crate) fn document(id: &str) -> Criterion {
    Criterion {
        measure: Measure::Document(measures::Document {
            matches: vec!["*sufficiency*".to_owned()],
            except: Vec::new(),
            dated_within: None,
            must_have: Vec::new(),
            must_mention: Vec::new(),
            approved: true,
        }),
        thresholds: None,
        ..criterion(id)
    }
}

/// A percentage of visits with no blanks.
pub(crate) fn measurement(numerator: u64, denominator: u64) -> Measurement {
    let value = Some(percent(numerator, denominator));
    Measurement {
        kind: "on_time",
        value,
        lowest: value,
        highest: value,
        unit: Unit::Percent,
        numerator,
        denominator,
        blank: 0,
        left_out: Vec::new(),
        notes: Vec::new(),
        of: "visits".to_owned(),
        measured_at: day("2026-10-03"),
        doubt: None,
        repeated: None,
        unanswered: Vec::new(),
    }
}

pub(crate) fn percent(numerator: u64, denominator: u64) -> Ratio {
    Ratio {
        numerator: i128::from(numerator) * 100,
        denominator: denominator.into(),
    }
}

/// What an outcome rests on: the first source of [`evidence`], which stands until 31 December.
pub(crate) fn measured(outcome: Outcome) -> Measured {
    Measured {
        outcome,
        sources: vec![0],
        kinds: vec![KindOfEvidence::Data],
        expires: Some(day("2026-12-31")),
        undated: false,
        ageless: false,
        answered: None,
    }
}

pub(crate) fn share(numerator: u64, denominator: u64) -> Measured {
    measured(Outcome::Measured(Box::new(measurement(
        numerator,
        denominator,
    ))))
}

pub(crate) fn decided(state: crate::judge::State) -> Measured {
    measured(Outcome::Decided {
        state,
        found: "a strategy dated 1 May 2026".to_owned(),
        expected: "an approved strategy".to_owned(),
    })
}

pub(crate) fn area(id: &str, kind: AreaKind) -> Area {
    Area {
        id: id.to_owned(),
        kind,
        title: format!("Title of {id}"),
        short: id.to_owned(),
    }
}

pub(crate) fn framework(id: &str, areas: Vec<Area>) -> Framework {
    Framework {
        id: id.to_owned(),
        title: id.to_owned(),
        edition: "2023".to_owned(),
        source: String::new(),
        status: String::new(),
        areas,
        expectations: Vec::new(),
    }
}

pub(crate) fn dataset(id: &str, title: &str, rows_are: &str) -> Dataset {
    Dataset {
        id: id.to_owned(),
        title: title.to_owned(),
        source: None,
        rows_are: rows_are.to_owned(),
        sheet_hints: Vec::new(),
        file_hints: Vec::new(),
        valid_for: days(90),
        kind_of_evidence: KindOfEvidence::Data,
        key: Vec::new(),
        shape: Shape::Snapshot,
        covers: None,
        empty_means_none: false,
        auto: true,
        template: true,
        columns: Vec::new(),
        subject: None,
        order: Vec::new(),
        place: place(),
    }
}

pub(crate) fn shown(name: &str) -> ColumnSpec {
    ColumnSpec {
        name: name.into(),
        names: Vec::new(),
        kind: ColumnType::Text,
        required: false,
        personal: None,
        show: true,
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

/// Two outcomes and a judgement; ready at 80 %, nearly ready at 60 %, coverage at least 70 %.
pub(crate) fn pack(criteria: Vec<Criterion>) -> Pack {
    let outcomes = vec![
        area("safe", AreaKind::Outcome),
        area("homes", AreaKind::Outcome),
    ];
    let judgements = vec![area("help-and-protection", AreaKind::Judgement)];
    let mut findings = dataset("inspection_findings", "Points made by inspectors", "points");
    findings.columns = vec![shown("text"), shown("visit")];
    let datasets = [
        dataset("visits", "Visits", "visits"),
        dataset("workers", "Workers", "workers"),
        findings,
        dataset("improvement_actions", "Improvement actions", "actions"),
    ];
    Pack {
        id: "test".to_owned(),
        title: "Test".to_owned(),
        version: "1".to_owned(),
        digest: "d".to_owned(),
        marks: Marks {
            ready: 80,
            nearly: 60,
            coverage_minimum: 70,
        },
        limits: Limits::default(),
        profiles: Vec::new(),
        benchmarks: crate::pack::Benchmarks::default(),
        themes: crate::pack::Themes::default(),
        frameworks: vec![framework("nf", outcomes), framework("ilacs", judgements)],
        datasets: datasets.into_iter().map(|d| (d.id.clone(), d)).collect(),
        criteria,
        calendar: Arc::new(calendar()),
    }
}

fn calendar() -> Calendar {
    let holidays = ["2026-12-25", "2026-12-28", "2027-01-01"].map(day);
    Calendar::new(
        "England and Wales",
        day("2020-01-01"),
        day("2030-12-31"),
        holidays,
    )
}

pub(crate) fn source(path: &str, dataset: &str, dated: Option<&str>) -> Source {
    Source {
        path: path.into(),
        sheet: None,
        dataset: dataset.to_owned(),
        sha256: "0".to_owned(),
        dated: dated.map(day),
        dated_by: DatedBy::Name,
        expires: None,
        rows: 96,
        role: Role::Judged,
    }
}

pub(crate) fn evidence() -> Evidence {
    Evidence {
        sources: vec![source("lists/visits.csv", "visits", Some("2026-10-03"))],
        ..Evidence::default()
    }
}

/// A list as text, each line a row, each value between `|`; `-` is blank, dates are dates.
pub(crate) fn list(columns: &[(&str, ColumnType)], text: &str) -> List {
    let lines: Vec<Vec<&str>> = text
        .lines()
        .map(|l| l.split('|').map(str::trim).collect())
        .collect();
    let built = columns.iter().enumerate().map(|(at, (name, kind))| {
        let mut codes: Vec<String> = Vec::new();
        if *kind == ColumnType::Code {
            codes = lines
                .iter()
                .map(|l| l[at].to_owned())
                .filter(|c| c != "-")
                .collect();
            codes.sort();
            codes.dedup();
        }
        let codes: Arc<[String]> = codes.into();
        let mut builder = ColumnBuilder::new(*kind, &codes);
        for line in &lines {
            builder.push(match (*kind, line[at]) {
                (_, "-") => Cell::Blank,
                (ColumnType::Date, text) => Cell::Date(day(text)),
                (ColumnType::Code, text) => {
                    let place = codes.iter().position(|c| c == text).unwrap();
                    Cell::Code(u16::try_from(place).unwrap())
                }
                (_, text) => Cell::Text(text),
            });
        }
        ((*name).into(), builder.finish())
    });
    let columns = built.collect();
    let numbers = (2..).take(lines.len()).collect();
    List {
        standing: Standing::Rows(Table::new(columns, numbers, 0)),
        sources: vec![0],
        dated: Some(day("2026-10-03")),
        expires: Some(day("2026-12-31")),
        weak_date: false,
        unreadable: std::collections::BTreeMap::new(),
        says: None,
        repeats: Vec::new(),
    }
}

pub(crate) fn with_list(mut evidence: Evidence, dataset: &str, list: List) -> Evidence {
    let lists: &mut BTreeMap<String, List> = &mut evidence.lists;
    lists.insert(dataset.to_owned(), list);
    evidence
}
