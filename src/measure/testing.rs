//! Small worlds for tests: a pack of datasets, lists written as text tables, and one measure.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{Calendar, Day, Span};
use crate::diagnostic::{Place, SourceText};
use crate::evidence::{DatedBy, Document, Evidence, List, Role, Source, Standing};
use crate::expression::{Condition, Field};
use crate::pack::measures::Scope;
use crate::pack::{
    Basis, ColumnSpec, Criterion, Dataset, Direction, Effort, KindOfEvidence, Limit, Limits, Marks,
    Measure, Pack, Shape, Thresholds,
};
use crate::state::Reason;
use crate::table::{Cell, ColumnBuilder, ColumnType, SCALE, Table};

use super::{
    Inputs, LeftOut, Measured, Measurement, Note, Outcome, Ratio, Repeated, Verdict, measure,
};

/// Everything that a measure may look at.
pub(super) struct World {
    pub pack: Pack,
    pub evidence: Evidence,
    pub as_at: Day,
    pub figures: BTreeMap<String, i64>,
    pub minimum: u64,
}

/// A day written as `2026-09-30`.
pub(super) fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// A length of time written as `45 working days`.
pub(super) fn span(text: &str) -> Span {
    Span::parse(text).unwrap()
}

/// A whole number as a value.
pub(super) fn whole(number: i128) -> Option<Ratio> {
    Ratio::new(number, 1)
}

/// A fraction as a value.
pub(super) fn ratio(numerator: i128, denominator: i128) -> Option<Ratio> {
    Ratio::new(numerator, denominator)
}

/// Every row of a dataset.
pub(super) fn all(of: &str) -> Scope {
    Scope {
        of: of.to_owned(),
        filter: None,
        period: None,
    }
}

impl Scope {
    /// The same rows, of a period back from as-at.
    pub(super) fn period(mut self, within: &str, dated: &str) -> Self {
        self.period = Some((span(within), dated.to_owned()));
        self
    }
}

impl World {
    /// No lists yet, on a day.
    ///
    /// Bank holidays are those of England and Wales in 2026; the horizon starts in 2024.
    pub(super) fn new(as_at: &str) -> Self {
        let holidays = [
            "2026-01-01",
            "2026-04-03",
            "2026-04-06",
            "2026-05-04",
            "2026-05-25",
            "2026-08-31",
            "2026-12-25",
            "2026-12-28",
        ];
        let calendar = Calendar::new(
            "test",
            day("2024-01-01"),
            day("2026-12-31"),
            holidays.into_iter().map(day),
        );
        let pack = Pack {
            id: "test".into(),
            title: "Test".into(),
            version: "1".into(),
            digest: String::new(),
            marks: Marks {
                ready: 90,
                nearly: 70,
                coverage_minimum: 60,
            },
            limits: Limits::default(),
            profiles: Vec::new(),
            benchmarks: crate::pack::Benchmarks::default(),
            themes: crate::pack::Themes::default(),
            frameworks: Vec::new(),
            datasets: BTreeMap::new(),
            criteria: Vec::new(),
            calendar: Arc::new(calendar),
        };
        Self {
            pack,
            evidence: Evidence::default(),
            as_at: day(as_at),
            figures: BTreeMap::new(),
            minimum: 0,
        }
    }

    /// Adds a list dated as-at. Columns are written `child_id:text due_on:date:planned`; cells
    /// stand between spaces, and `-` is blank.
    pub(super) fn list(self, id: &str, columns: &str, rows: &str) -> Self {
        let as_at = self.as_at;
        self.list_dated(id, columns, rows, Some(as_at))
    }

    /// The same with its own date, or none.
    pub(super) fn list_dated(
        mut self,
        id: &str,
        columns: &str,
        rows: &str,
        dated: Option<Day>,
    ) -> Self {
        let columns: Vec<ColumnSpec> = columns.split_whitespace().map(column).collect();
        let source = self.add_source(id, dated);
        let lines: Vec<Vec<&str>> = rows
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>())
            .filter(|cells| !cells.is_empty())
            .collect();
        let table = table(&columns, &lines, source);
        let list = List {
            standing: Standing::Rows(table),
            sources: vec![source],
            dated,
            expires: dated.map(|d| d.plus_months(1)),
            weak_date: false,
            unreadable: std::collections::BTreeMap::new(),
            says: None,
            repeats: Vec::new(),
        };
        self.evidence.lists.insert(id.to_owned(), list);
        self.pack
            .datasets
            .insert(id.to_owned(), dataset(id, columns));
        self
    }

    fn add_source(&mut self, dataset: &str, dated: Option<Day>) -> usize {
        self.evidence.sources.push(Source {
            path: format!("{dataset}.csv").into(),
            sheet: None,
            dataset: dataset.to_owned(),
            sha256: String::new(),
            dated,
            dated_by: DatedBy::Name,
            expires: None,
            rows: 0,
            role: Role::Judged,
        });
        self.evidence.sources.len() - 1
    }

    /// Adds a document.
    pub(super) fn document(mut self, document: Document) -> Self {
        let source = self.add_source("document", document.dated);
        self.evidence
            .documents
            .push(Document { source, ..document });
        self
    }

    /// Changes a dataset.
    pub(super) fn dataset(mut self, id: &str, change: impl FnOnce(&mut Dataset)) -> Self {
        change(self.pack.datasets.get_mut(id).unwrap());
        self
    }

    /// Puts something else in the place of a list's rows.
    pub(super) fn standing(mut self, id: &str, standing: Standing) -> Self {
        self.evidence.lists.get_mut(id).unwrap().standing = standing;
        self
    }

    /// Says which rows of a list hold one key between them.
    pub(super) fn repeats(mut self, id: &str, rows: &[&[usize]]) -> Self {
        let groups = rows.iter().map(|group| group.to_vec()).collect();
        self.evidence.lists.get_mut(id).unwrap().repeats = groups;
        self
    }

    /// What a measure would be if every record counted once.
    pub(super) fn once(&self, kind: Measure, wanted: Direction) -> Option<Repeated> {
        let mut criterion = criterion(kind, self.minimum);
        let limit = |value| Limit {
            direction: wanted,
            value,
        };
        criterion.thresholds = Some(Thresholds {
            met: limit(0),
            nearly: None,
        });
        match measure(&criterion, &self.inputs(), self.as_at, None).outcome {
            Outcome::Measured(measurement) => measurement.repeated,
            other => panic!("no value: {other:?}"),
        }
    }

    /// Takes a list away, and leaves its dataset.
    pub(super) fn without(mut self, id: &str) -> Self {
        self.evidence.lists.remove(id).unwrap();
        self
    }

    /// Sets a figure, in whole things.
    pub(super) fn figure(mut self, name: &str, value: i64) -> Self {
        self.figures.insert(name.to_owned(), value * SCALE);
        self
    }

    /// Sets the smallest denominator that can be judged.
    pub(super) fn minimum(mut self, minimum: u64) -> Self {
        self.minimum = minimum;
        self
    }

    /// A condition over one of the datasets.
    pub(super) fn condition(&self, dataset: &str, text: &str) -> Condition {
        let columns = &self.pack.datasets[dataset].columns;
        let fields: Vec<Field> = columns
            .iter()
            .map(|c| Field {
                heading: None,
                name: c.name.clone(),
                kind: c.kind,
                codes: c.codes.clone(),
                planned: c.planned,
            })
            .collect();
        Condition::compile(text, &fields).unwrap()
    }

    /// The rows of a dataset that a condition chooses.
    pub(super) fn filtered(&self, dataset: &str, text: &str) -> Scope {
        Scope {
            filter: Some(self.condition(dataset, text)),
            ..all(dataset)
        }
    }

    fn inputs(&self) -> Inputs<'_> {
        Inputs {
            pack: &self.pack,
            evidence: &self.evidence,
            as_at: self.as_at,
            figures: &self.figures,
        }
    }

    /// Measures, ageing documents and statements on as-at.
    pub(super) fn measure(&self, kind: Measure) -> Measured {
        self.measure_on(kind, self.as_at)
    }

    /// Measures, ageing documents and statements on another day.
    pub(super) fn measure_on(&self, kind: Measure, age_at: Day) -> Measured {
        measure(&criterion(kind, self.minimum), &self.inputs(), age_at, None)
    }

    /// The measurement of a measure that comes to a value.
    pub(super) fn value(&self, kind: Measure) -> Measurement {
        match self.measure(kind).outcome {
            Outcome::Measured(measurement) => *measurement,
            other => panic!("no value: {other:?}"),
        }
    }

    /// Why a measure says nothing.
    pub(super) fn not_known(&self, kind: Measure) -> (Reason, String) {
        match self.measure(kind).outcome {
            Outcome::TooFew(_, why) => (Reason::TooFew, why),
            Outcome::NotKnown(reason, why) => (reason, why),
            other => panic!("it is known: {other:?}"),
        }
    }

    /// The verdict on each row, as dataset, row and verdict.
    pub(super) fn verdicts(&self, kind: Measure) -> Vec<(String, usize, Verdict)> {
        let mut found = Vec::new();
        let mut record = |row: super::RowVerdict<'_>| {
            assert_eq!(row.origin.line as usize, row.row + 2);
            found.push((row.dataset.to_owned(), row.row, row.verdict));
        };
        let criterion = criterion(kind, self.minimum);
        measure(&criterion, &self.inputs(), self.as_at, Some(&mut record));
        found
    }
}

impl Measurement {
    /// Numerator and denominator.
    pub(super) fn of(&self) -> (u64, u64) {
        (self.numerator, self.denominator)
    }

    /// How many rows were left out for a reason.
    pub(super) fn out(&self, why: LeftOut) -> u64 {
        let found = self.left_out.iter().find(|(w, _)| *w == why);
        found.map_or(0, |(_, count)| *count)
    }

    /// How many rows have a note.
    pub(super) fn noted(&self, note: Note) -> u64 {
        let found = self.notes.iter().find(|(n, _)| *n == note);
        found.map_or(0, |(_, count)| *count)
    }

    /// The lowest and highest in percent of whole pairs.
    pub(super) fn bounds(&self) -> (Option<Ratio>, Option<Ratio>) {
        (self.lowest, self.highest)
    }
}

/// A criterion with one measure.
pub(super) fn criterion(measure: Measure, minimum: u64) -> Criterion {
    Criterion {
        id: "test".into(),
        title: "Test".into(),
        asks: "Is it so?".into(),
        area: "safe".into(),
        judgements: Vec::new(),
        expectations: Vec::new(),
        why: String::new(),
        improve: String::new(),
        effort: Effort::Low,
        weight: 1,
        priority: false,
        owner: None,
        basis: Basis::Suggested,
        basis_source: None,
        measure,
        thresholds: None,
        minimum,
        place: place(),
    }
}

fn place() -> Place {
    SourceText::new("test.toml", "").place(0..0)
}

fn dataset(id: &str, columns: Vec<ColumnSpec>) -> Dataset {
    Dataset {
        id: id.to_owned(),
        title: format!("The {id}"),
        source: None,
        rows_are: id.to_owned(),
        sheet_hints: Vec::new(),
        file_hints: Vec::new(),
        valid_for: span("1 month"),
        kind_of_evidence: KindOfEvidence::Data,
        key: Vec::new(),
        shape: Shape::Snapshot,
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

/// `name:type`, `name:date:planned` or `name:code:met|nearly|not_met`.
fn column(text: &str) -> ColumnSpec {
    let parts: Vec<&str> = text.split(':').collect();
    let kind = match parts[1] {
        "text" => ColumnType::Text,
        "date" => ColumnType::Date,
        "number" => ColumnType::Number,
        "yes_no" => ColumnType::YesNo,
        "code" => ColumnType::Code,
        other => panic!("no type {other}"),
    };
    let codes = match (kind, parts.get(2)) {
        (ColumnType::Code, Some(codes)) => codes.split('|').map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    ColumnSpec {
        name: parts[0].into(),
        names: Vec::new(),
        kind,
        required: false,
        personal: None,
        show: false,
        planned: parts.get(2) == Some(&"planned"),
        may_be_blank: false,
        codes: codes.into(),
        spellings: Vec::new(),
        others: None,
        asks: None,
        about: None,
        example: None,
    }
}

fn table(columns: &[ColumnSpec], lines: &[Vec<&str>], source: usize) -> Table {
    let built = columns.iter().enumerate().map(|(at, spec)| {
        let mut builder = ColumnBuilder::new(spec.kind, &spec.codes);
        for line in lines {
            assert_eq!(line.len(), columns.len(), "{line:?}");
            builder.push(cell(line[at], spec));
        }
        (spec.name.clone(), builder.finish())
    });
    let count = u32::try_from(lines.len()).unwrap();
    Table::new(built.collect(), (2..count + 2).collect(), source)
}

fn cell<'a>(text: &'a str, spec: &ColumnSpec) -> Cell<'a> {
    if text == "-" {
        return Cell::Blank;
    }
    match spec.kind {
        ColumnType::Text => Cell::Text(text),
        ColumnType::Date => Cell::Date(day(text)),
        ColumnType::YesNo => Cell::YesNo(text == "yes"),
        ColumnType::Number => {
            let (units, parts) = text.split_once('.').unwrap_or((text, ""));
            Cell::Number(format!("{units}{parts:0<6}").parse().unwrap())
        }
        ColumnType::Code => {
            let place = spec.codes.iter().position(|c| c == text).unwrap();
            Cell::Code(u16::try_from(place).unwrap())
        }
    }
}
