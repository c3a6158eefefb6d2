//! What a run found: of criteria, of areas, of gaps, of points that inspectors made.

use super::Table;
use super::cell::Cell;
use crate::assessment::{
    AreaState, Assessment, CriterionResult, FindingResult, Fraction, Gap, MeasurementResult,
};

/// One row a criterion: its state and what was measured.
pub(super) fn results(assessment: &Assessment) -> Table {
    Table {
        file: "results.csv",
        columns: &[
            "as_at",
            "criterion",
            "state",
            "reason",
            "state_on_inspection",
            "reason_on_inspection",
            "explanation",
            "measure",
            "value",
            "unit",
            "numerator",
            "denominator",
            "blank",
            "left_out",
            "interval_low",
            "interval_high",
            "sure",
            "shortfall_rows",
            "shortfall",
            "expires",
            "waived",
            "waived_until",
            "withheld",
        ],
        rows: assessment.criteria.iter().map(result).collect(),
    }
}

fn result(c: &CriterionResult) -> Vec<Cell> {
    let later = c.on_inspection.as_ref();
    let waiver = c.waiver.as_ref().filter(|w| w.in_force);
    let shortfall = c.shortfall.as_ref();
    let mut row = vec![
        Cell::text(&c.id),
        Cell::word(&c.today.state),
        Cell::word(&c.today.reason),
        later.map_or(Cell::Nothing, |s| Cell::word(&s.state)),
        later.map_or(Cell::Nothing, |s| Cell::word(&s.reason)),
        match c.explanation.as_str() {
            "" => Cell::text("withheld"),
            explanation => Cell::text(explanation),
        },
    ];
    row.extend(measured(c.measurement.as_ref()));
    row.extend([
        shortfall.map_or(Cell::Nothing, |s| Cell::count(s.rows)),
        Cell::maybe_text(shortfall.map(|s| s.words.as_str())),
        Cell::maybe_day(c.expires),
        Cell::Yes(waiver.is_some()),
        Cell::maybe_day(waiver.map(|w| w.until)),
        Cell::Yes(c.withheld),
    ]);
    row
}

fn measured(measurement: Option<&MeasurementResult>) -> Vec<Cell> {
    let Some(m) = measurement else {
        return vec![Cell::Nothing; 10];
    };
    let [low, high] = match &m.interval {
        Some([low, high]) => [low, high].map(|end| Cell::maybe_number(Some(end))),
        None => [Cell::Nothing, Cell::Nothing],
    };
    vec![
        Cell::text(&m.kind),
        Cell::maybe_number(m.value.as_deref()),
        Cell::word(&m.unit),
        Cell::count(m.numerator),
        Cell::count(m.denominator),
        Cell::maybe_count(m.blank),
        Cell::count(m.left_out.iter().map(|entry| entry.rows).sum()),
        low,
        high,
        m.sure.map_or(Cell::Nothing, Cell::Yes),
    ]
}

/// One row an area and a day: today, and the inspection date where there is one.
pub(super) fn area_results(assessment: &Assessment) -> Table {
    let mut rows = Vec::new();
    for area in &assessment.areas {
        rows.push(area_state(&area.id, "today", &area.today));
        let later = area.on_inspection.as_ref();
        rows.extend(later.map(|state| area_state(&area.id, "inspection", state)));
    }
    Table {
        file: "area_results.csv",
        columns: &[
            "as_at",
            "area",
            "day",
            "level",
            "assured_numerator",
            "assured_denominator",
            "observed_numerator",
            "observed_denominator",
            "coverage_numerator",
            "coverage_denominator",
            "met",
            "nearly",
            "not_met",
            "not_known",
            "not_applicable",
        ],
        rows,
    }
}

fn area_state(area: &str, day: &str, state: &AreaState) -> Vec<Cell> {
    let mut row = vec![Cell::text(area), Cell::text(day), Cell::word(&state.level)];
    for fraction in [state.assured, state.observed, state.coverage] {
        row.extend(parts(fraction));
    }
    let counts = state.counts;
    let counts = [
        counts.met,
        counts.nearly,
        counts.not_met,
        counts.not_known,
        counts.not_applicable,
    ];
    row.extend(counts.map(Cell::count));
    row
}

fn parts(fraction: Option<Fraction>) -> [Cell; 2] {
    fraction.map_or([Cell::Nothing, Cell::Nothing], |f| {
        [f.numerator, f.denominator].map(Cell::count)
    })
}

/// One row a gap, the first to close first.
pub(super) fn gaps(assessment: &Assessment) -> Table {
    Table {
        file: "gaps.csv",
        columns: &[
            "as_at",
            "criterion",
            "rank",
            "state",
            "reason",
            "found",
            "expected",
            "shortfall_rows",
            "shortfall",
            "resting_on",
            "first",
            "improve",
            "owner",
            "due",
            "effort",
            "action",
            "action_due",
            "waived",
            "going_stale",
        ],
        rows: assessment.gaps.iter().map(gap).collect(),
    }
}

fn gap(gap: &Gap) -> Vec<Cell> {
    let shortfall = gap.shortfall.as_ref();
    let or_withheld = |text: &str| match text {
        "" => Cell::text("withheld"),
        text => Cell::text(text),
    };
    vec![
        Cell::text(&gap.criterion),
        Cell::count(gap.rank),
        Cell::word(&gap.state),
        Cell::word(&gap.reason),
        or_withheld(&gap.found),
        or_withheld(&gap.expected),
        shortfall.map_or(Cell::Nothing, |s| Cell::count(s.rows)),
        Cell::maybe_text(shortfall.map(|s| s.words.as_str())),
        Cell::maybe_text(Some(&gap.source)),
        Cell::maybe_text(gap.first.as_deref()),
        Cell::text(&gap.improve),
        Cell::maybe_text(gap.owner.as_deref()),
        Cell::maybe_day(gap.due),
        Cell::word(&gap.effort),
        Cell::word(&gap.action.state),
        Cell::maybe_day(gap.action.due),
        Cell::Yes(gap.waived),
        Cell::Yes(gap.going_stale),
    ]
}

/// One row a gap and an area that closing it would help.
pub(super) fn gap_gains(assessment: &Assessment) -> Table {
    let of = |gap: &Gap| -> Vec<Vec<Cell>> {
        let each = gap.gain.iter().map(|gain| {
            vec![
                Cell::text(&gap.criterion),
                Cell::text(&gain.area),
                Cell::maybe_number(Some(&gain.points)),
            ]
        });
        each.collect()
    };
    Table {
        file: "gap_gains.csv",
        columns: &["as_at", "criterion", "area", "points"],
        rows: assessment.gaps.iter().flat_map(of).collect(),
    }
}

/// One row a point that inspectors made.
pub(super) fn findings(assessment: &Assessment) -> Table {
    let rows = assessment
        .findings
        .iter()
        .zip(1..)
        .map(|(finding, number)| {
            let text = match finding.text.as_str() {
                "" => "withheld",
                text => text,
            };
            vec![
                Cell::count(number),
                Cell::text(&finding.id),
                Cell::maybe_day(finding.visited_on),
                Cell::maybe_text(Some(&finding.visit)),
                Cell::maybe_text(finding.kind.as_deref()),
                Cell::text(text),
                Cell::Yes(finding.persistent),
                Cell::count(finding.activity.len() as u64),
                Cell::count(finding.impact.len() as u64),
            ]
        });
    Table {
        file: "findings.csv",
        columns: &[
            "as_at",
            "finding",
            "id",
            "visited_on",
            "visit",
            "kind",
            "text",
            "persistent",
            "activity",
            "impact",
        ],
        rows: rows.collect(),
    }
}

/// One row a finding and a criterion that tests it, then and now.
pub(super) fn finding_criteria(assessment: &Assessment) -> Table {
    let of = |(finding, number): (&FindingResult, u64)| -> Vec<Vec<Cell>> {
        let each = finding.now.iter().map(|now| {
            let then = finding
                .then
                .iter()
                .find(|then| then.criterion == now.criterion);
            vec![
                Cell::count(number),
                Cell::text(&now.criterion),
                then.map_or(Cell::Nothing, |then| Cell::word(&then.state)),
                Cell::word(&now.state),
            ]
        });
        each.collect()
    };
    Table {
        file: "finding_criteria.csv",
        columns: &["as_at", "finding", "criterion", "then", "now"],
        rows: assessment.findings.iter().zip(1..).flat_map(of).collect(),
    }
}

/// One row a criterion whose state is another than in the run compared with.
pub(super) fn changes(assessment: &Assessment) -> Table {
    let rows = assessment.changes.iter().flat_map(|changes| {
        let each = changes.changes.iter().map(|change| {
            vec![
                Cell::text(&change.criterion),
                Cell::text(&change.title),
                Cell::Day(changes.since),
                Cell::word(&change.then),
                Cell::word(&change.now),
                Cell::word(&change.reason),
                Cell::word(&change.way),
                Cell::word(&change.cause),
            ]
        });
        each.collect::<Vec<_>>()
    });
    Table {
        file: "changes.csv",
        columns: &[
            "as_at",
            "criterion",
            "title",
            "since",
            "then",
            "now",
            "reason",
            "way",
            "cause",
        ],
        rows: rows.collect(),
    }
}
