//! How well a row of headings fits a dataset.

use std::collections::{BTreeMap, BTreeSet};

use super::{Catalogue, HeadRow};
use crate::evidence::{fold, manifest::Mapping};
use crate::pack::Dataset;

/// A dataset and the row whose headings fit it best.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'a> {
    /// The dataset.
    pub(super) dataset: &'a Dataset,
    /// The head row.
    pub(super) row: usize,
    /// The score in hundredths of a point; a hint may lift it over 100 points.
    pub(super) points: u32,
    /// For each column of the dataset, the place of its heading in the head row's cells.
    pub(super) columns: Vec<Option<usize>>,
}

impl Candidate<'_> {
    /// The score out of 100.
    pub(super) fn score(&self) -> u8 {
        u8::try_from(self.points.min(10_000) / 100).unwrap_or(100)
    }

    /// How many columns were found.
    pub(super) fn found(&self) -> usize {
        self.columns.iter().flatten().count()
    }

    /// What was found, in words.
    pub(super) fn counted(&self) -> String {
        let dataset = self.dataset;
        let required = dataset.columns.iter().filter(|c| c.required).count();
        let there = dataset.columns.iter().zip(&self.columns);
        let there = there.filter(|(c, at)| c.required && at.is_some()).count();
        format!(
            "{} of {} columns found, {there} of {required} required",
            self.found(),
            dataset.columns.len()
        )
    }
}

/// The best row for each dataset that any heading belongs to; those not for automatic use left out.
pub(super) fn candidates<'a>(
    catalogue: &Catalogue<'a>,
    head: &[HeadRow],
    hinted: &[usize],
) -> Vec<Candidate<'a>> {
    let mut best: BTreeMap<usize, Candidate<'a>> = BTreeMap::new();
    for (row, cells) in head.iter().enumerate() {
        let claims = cells
            .cells
            .iter()
            .flat_map(|(_, text)| catalogue.claims(text));
        let met: BTreeSet<usize> = claims.map(|claim| claim.dataset).collect();
        for at in met {
            let Some(dataset) = catalogue.dataset(at).filter(|d| d.auto) else {
                continue;
            };
            let columns = matched(catalogue, at, dataset, cells);
            let bonus = if hinted.contains(&at) { 1000 } else { 0 };
            let points = points(dataset, &columns, cells) + bonus;
            let found = Candidate {
                dataset,
                row,
                points,
                columns,
            };
            let found = match best.remove(&at) {
                Some(earlier) => better(earlier, found),
                None => found,
            };
            best.insert(at, found);
        }
    }
    best.into_values().collect()
}

/// How a row fits a dataset that a person named; none where no heading belongs to it.
pub(super) fn said<'a>(
    catalogue: &Catalogue<'a>,
    at: usize,
    row: usize,
    cells: &HeadRow,
    map: Option<&Mapping>,
) -> Option<Candidate<'a>> {
    let dataset = catalogue.dataset(at)?;
    let mut columns = matched(catalogue, at, dataset, cells);
    for (column, heading) in map.iter().flat_map(|m| &m.columns) {
        let heading = fold::key(heading);
        let cell = cells
            .cells
            .iter()
            .position(|(_, text)| fold::key(text) == heading);
        for (spec, place) in dataset.columns.iter().zip(&mut columns) {
            if *spec.name == **column {
                *place = cell;
            } else if *place == cell {
                // The map gives this heading to another column.
                *place = None;
            }
        }
    }
    columns.iter().any(Option::is_some).then(|| Candidate {
        dataset,
        row,
        points: points(dataset, &columns, cells),
        columns,
    })
}

/// The one with more points; the earlier where they are equal.
pub(super) fn better<'a>(earlier: Candidate<'a>, later: Candidate<'a>) -> Candidate<'a> {
    if later.points > earlier.points {
        later
    } else {
        earlier
    }
}

/// Gives each heading, in order of the sheet, to the first column that goes by it and has none yet.
fn matched(
    catalogue: &Catalogue<'_>,
    at: usize,
    dataset: &Dataset,
    row: &HeadRow,
) -> Vec<Option<usize>> {
    let mut columns: Vec<Option<usize>> = vec![None; dataset.columns.len()];
    for (cell, (_, text)) in row.cells.iter().enumerate() {
        for claim in catalogue.claims(text).iter().filter(|c| c.dataset == at) {
            if let Some(place @ None) = columns.get_mut(claim.column) {
                *place = Some(cell);
                break;
            }
        }
    }
    columns
}

fn points(dataset: &Dataset, columns: &[Option<usize>], row: &HeadRow) -> u32 {
    let found = columns.iter().flatten().count();
    let required = dataset.columns.iter().filter(|c| c.required).count();
    let there = dataset.columns.iter().zip(columns);
    let there = there.filter(|(c, at)| c.required && at.is_some()).count();
    let headings = row.cells.iter().filter(|(_, text)| !is_index(text)).count();
    let needed = if required == 0 {
        share(5000, found, columns.len())
    } else {
        share(5000, there, required)
    };
    needed + share(3000, found, headings) + share(2000, found, columns.len())
}

fn share(points: u32, part: usize, whole: usize) -> u32 {
    let part = u32::try_from(part).unwrap_or(u32::MAX);
    let whole = u32::try_from(whole).unwrap_or(u32::MAX).max(1);
    (points * part.min(whole)) / whole
}

/// The heading that pandas gives a column of row numbers.
pub(super) fn is_index(heading: &str) -> bool {
    fold::key(heading)
        .strip_prefix("unnamed")
        .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
}
