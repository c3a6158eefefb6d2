//! The tidy tables: a folder of CSV files that join by their keys, for Power BI and its like.
//!
//! Every table holds the day that the run speaks for, so that the folders of several runs can be laid
//! one under the other. `docs/reports/csv.md` describes each table and column, and a test holds it to
//! what is written here.

mod cell;
mod dimensions;
mod facts;
#[cfg(test)]
mod tests;

use super::Rendered;
use crate::assessment::Assessment;
use cell::Cell;

/// A table to write.
struct Table {
    /// The name of its file.
    file: &'static str,
    /// Its headings, the day of the run first.
    columns: &'static [&'static str],
    /// Its rows, without the day of the run.
    rows: Vec<Vec<Cell>>,
}

/// Renders the folder of tables.
pub(super) fn render(assessment: &Assessment) -> Rendered {
    let files = all(assessment)
        .iter()
        .map(|table| (table.file, csv(table, assessment)))
        .collect();
    Rendered::Folder(files)
}

fn all(assessment: &Assessment) -> Vec<Table> {
    vec![
        dimensions::runs(assessment),
        dimensions::areas(assessment),
        dimensions::criteria(assessment),
        dimensions::criterion_areas(assessment),
        dimensions::criterion_expectations(assessment),
        dimensions::sources(assessment),
        dimensions::criterion_sources(assessment),
        dimensions::benchmarks(assessment),
        facts::results(assessment),
        facts::area_results(assessment),
        facts::gaps(assessment),
        facts::gap_gains(assessment),
        facts::findings(assessment),
        facts::finding_criteria(assessment),
        facts::changes(assessment),
    ]
}

/// A table as text: UTF-8 with its mark, which Excel needs and the others skip; lines end as Excel's do.
fn csv(table: &Table, assessment: &Assessment) -> String {
    let mut out = String::from("\u{feff}");
    out.push_str(&table.columns.join(","));
    out.push_str("\r\n");
    let as_at = Cell::Day(assessment.as_at);
    for row in &table.rows {
        let cells: Vec<String> = std::iter::once(&as_at).chain(row).map(Cell::csv).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}
