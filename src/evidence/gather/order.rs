//! Rows that end before they start.

use super::Context;
use crate::evidence::account::OutOfOrder;
use crate::evidence::extract::{CellProblem, Extract};
use crate::evidence::{FileFound, ProblemKind};
use crate::table::Column;

/// Notes the rows in which a date is earlier than the one that it follows; only where evidence is listed.
///
/// The dates are read and used all the same: which of the two is wrong only a person can say.
pub(super) fn out_of_order(
    extract: &Extract,
    file: &FileFound,
    context: &Context<'_>,
) -> (Vec<OutOfOrder>, Vec<CellProblem>) {
    let mut counts = Vec::new();
    let mut problems = Vec::new();
    let (Some(survey), Some(dataset)) = (&extract.survey, context.datasets.get(&extract.dataset))
    else {
        return (counts, problems);
    };
    let counted = survey.counted.as_deref().unwrap_or("row");
    for (place, [first, second]) in (0..).zip(&dataset.order) {
        let columns = [first, second].map(|name| extract.table.column(name));
        let [Some(from), Some(to)] = columns else {
            continue;
        };
        let rows = backwards(from, to);
        let heading = heading(file, extract, second);
        let before = problems.len();
        for row in rows {
            let Some(origin) = extract.table.origin(row) else {
                continue;
            };
            problems.push(CellProblem {
                cell: format!("{counted} {}", origin.line),
                // After what is wrong with single cells of the row.
                order: (origin.line, u32::MAX - place),
                heading: heading.to_owned(),
                kind: ProblemKind::EndsBeforeStart,
                shown: None,
            });
        }
        let rows = (problems.len() - before) as u64;
        if rows > 0 {
            counts.push(OutOfOrder {
                first: first.clone(),
                second: second.clone(),
                rows,
            });
        }
    }
    (counts, problems)
}

fn backwards<'a>(from: &'a Column, to: &'a Column) -> impl Iterator<Item = usize> + 'a {
    (0..from.len()).filter(|row| {
        let days = from.day(*row).zip(to.day(*row));
        days.is_some_and(|(first, second)| second < first)
    })
}

/// The heading that a column goes by in a list.
fn heading<'a>(file: &'a FileFound, extract: &Extract, column: &'a str) -> &'a str {
    let mut tables = file.tables.iter();
    let table = tables
        .find(|t| t.sheet == extract.sheet && t.dataset.as_deref() == Some(&*extract.dataset));
    let mut columns = table.into_iter().flat_map(|t| &t.columns);
    let matched = columns.find(|matched| matched.column == column);
    matched.map_or(column, |matched| &matched.heading)
}
