//! What the facts are about: the run, areas, criteria, sources, published figures, and their joins.

use super::Table;
use super::cell::Cell;
use crate::assessment::{Assessment, CriterionResult};

/// One row: the run.
pub(super) fn runs(assessment: &Assessment) -> Table {
    let (authority, pack) = (&assessment.authority, &assessment.pack);
    let scope = &assessment.scope;
    let narrowed = scope.profile.is_some() || !scope.areas.is_empty() || !scope.criteria.is_empty();
    Table {
        file: "runs.csv",
        columns: &[
            "as_at",
            "authority",
            "authority_code",
            "inspection",
            "previous_inspection",
            "pack",
            "pack_version",
            "pack_sha256",
            "narrowed",
            "schema",
            "audience",
        ],
        rows: vec![vec![
            Cell::maybe_text(Some(&authority.name)),
            Cell::maybe_text(authority.code.as_deref()),
            Cell::maybe_day(assessment.inspection),
            Cell::maybe_day(authority.previous_inspection),
            Cell::text(&pack.id),
            Cell::text(&pack.version),
            Cell::text(&pack.digest),
            Cell::Yes(narrowed),
            Cell::text(&assessment.schema),
            Cell::word(&assessment.audience),
        ]],
    }
}

/// One row an area.
pub(super) fn areas(assessment: &Assessment) -> Table {
    let rows = assessment.areas.iter().zip(1..).map(|(area, at)| {
        vec![
            Cell::text(&area.id),
            Cell::text(&area.framework),
            Cell::word(&area.kind),
            Cell::text(&area.title),
            Cell::text(&area.short),
            Cell::count(at),
        ]
    });
    Table {
        file: "areas.csv",
        columns: &[
            "as_at",
            "area",
            "framework",
            "kind",
            "title",
            "short_title",
            "position",
        ],
        rows: rows.collect(),
    }
}

/// One row a criterion.
pub(super) fn criteria(assessment: &Assessment) -> Table {
    let rows = assessment.criteria.iter().map(|c| {
        let thresholds = c.thresholds.as_ref();
        vec![
            Cell::text(&c.id),
            Cell::text(&c.title),
            Cell::text(&c.asks),
            Cell::text(&c.area),
            Cell::Yes(c.priority),
            Cell::count(c.weight.into()),
            Cell::maybe_text(c.owner.as_deref()),
            Cell::maybe_text(thresholds.map(|t| t.met.as_str())),
            Cell::maybe_text(thresholds.and_then(|t| t.nearly.as_deref())),
            thresholds.map_or(Cell::Nothing, |t| Cell::word(&t.basis)),
            Cell::maybe_text(Some(&c.rule)),
        ]
    });
    Table {
        file: "criteria.csv",
        columns: &[
            "as_at",
            "criterion",
            "title",
            "asks",
            "area",
            "priority",
            "weight",
            "owner",
            "met_from",
            "nearly_from",
            "threshold_basis",
            "rule",
        ],
        rows: rows.collect(),
    }
}

/// One row a criterion and an area that it counts towards.
pub(super) fn criterion_areas(assessment: &Assessment) -> Table {
    let of = |c: &CriterionResult| -> Vec<Vec<Cell>> {
        let each = c
            .areas()
            .map(|area| vec![Cell::text(&c.id), Cell::text(area)]);
        each.collect()
    };
    Table {
        file: "criterion_areas.csv",
        columns: &["as_at", "criterion", "area"],
        rows: assessment.criteria.iter().flat_map(of).collect(),
    }
}

/// One row a criterion and an expectation that it tests.
pub(super) fn criterion_expectations(assessment: &Assessment) -> Table {
    let of = |c: &CriterionResult| -> Vec<Vec<Cell>> {
        let each = c.expectations.iter();
        each.map(|id| vec![Cell::text(&c.id), Cell::text(id)])
            .collect()
    };
    Table {
        file: "criterion_expectations.csv",
        columns: &["as_at", "criterion", "expectation"],
        rows: assessment.criteria.iter().flat_map(of).collect(),
    }
}

/// One row a list or document.
pub(super) fn sources(assessment: &Assessment) -> Table {
    let rows = assessment.sources.iter().zip(1..).map(|(source, number)| {
        let path = match source.path.as_str() {
            "" => "withheld",
            path => path,
        };
        vec![
            Cell::count(number),
            Cell::text(path),
            Cell::maybe_text(source.sheet.as_deref()),
            Cell::text(&source.dataset),
            Cell::maybe_day(source.dated),
            Cell::word(&source.dated_by),
            Cell::maybe_day(source.expires),
            Cell::maybe_count(source.rows.map(|rows| rows as u64)),
            Cell::word(&source.role),
            Cell::maybe_text(Some(&source.sha256)),
            Cell::maybe_text(Some(&source.title)),
        ]
    });
    Table {
        file: "sources.csv",
        columns: &[
            "as_at", "source", "path", "sheet", "dataset", "dated", "dated_by", "expires", "rows",
            "role", "sha256", "title",
        ],
        rows: rows.collect(),
    }
}

/// One row a criterion and a source that it rests on.
pub(super) fn criterion_sources(assessment: &Assessment) -> Table {
    let of = |c: &CriterionResult| -> Vec<Vec<Cell>> {
        let each = c.sources.iter();
        each.map(|at| vec![Cell::text(&c.id), Cell::count(*at as u64 + 1)])
            .collect()
    };
    Table {
        file: "criterion_sources.csv",
        columns: &["as_at", "criterion", "source"],
        rows: assessment.criteria.iter().flat_map(of).collect(),
    }
}

/// One row a published figure beside a criterion.
pub(super) fn benchmarks(assessment: &Assessment) -> Table {
    let of = |c: &CriterionResult| -> Vec<Vec<Cell>> {
        let each = c.benchmarks.iter().zip(1..).map(|(figure, number)| {
            vec![
                Cell::text(&c.id),
                Cell::count(number),
                Cell::word(&figure.kind),
                Cell::text(&figure.area),
                Cell::text(&figure.measure),
                Cell::maybe_number(Some(&figure.value)),
                Cell::word(&figure.unit),
                Cell::text(&figure.year),
                Cell::text(&figure.source),
                Cell::text(&figure.address),
                Cell::maybe_text(figure.differs.as_deref()),
            ]
        });
        each.collect()
    };
    Table {
        file: "benchmarks.csv",
        columns: &[
            "as_at",
            "criterion",
            "benchmark",
            "kind",
            "area",
            "measure",
            "value",
            "unit",
            "year",
            "source",
            "address",
            "differs",
        ],
        rows: assessment.criteria.iter().flat_map(of).collect(),
    }
}
