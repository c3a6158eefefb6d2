//! How well the headings of a list fit a dataset.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::catalogue::Claim;
use super::stack::{Stack, Stacked};
use super::{Catalogue, ENOUGH, HeadRow};
use crate::evidence::{fold, manifest::Mapping};
use crate::pack::Dataset;

/// A dataset and the headings that fit it best.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'a, 'h> {
    /// The dataset.
    pub(super) dataset: &'a Dataset,
    /// The headings.
    pub(super) stack: Rc<Stack<'h>>,
    /// The score in hundredths of a point; a hint may lift it over 100 points.
    pub(super) points: u32,
    /// What each heading is to the dataset.
    pub(super) uses: Vec<Use>,
}

/// What a heading is to a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It belongs to no column.
    Nothing,
    /// It is a column, by one of its readings.
    Column {
        /// The column's place in the dataset.
        column: usize,
        /// Which way it was read.
        reading: usize,
    },
    /// It is a column that an earlier heading is already.
    Again {
        /// The column's place in the dataset.
        column: usize,
        /// Which way it was read.
        reading: usize,
    },
}

impl Use {
    /// The column that it stands for.
    fn column(self) -> Option<usize> {
        match self {
            Self::Column { column, .. } => Some(column),
            Self::Nothing | Self::Again { .. } => None,
        }
    }
}

impl Candidate<'_, '_> {
    /// The score out of 100.
    pub(super) fn score(&self) -> u8 {
        u8::try_from(self.points.min(10_000) / 100).unwrap_or(100)
    }

    /// Whether a column of the dataset was found.
    pub(super) fn has(&self, column: usize) -> bool {
        self.uses.iter().any(|u| u.column() == Some(column))
    }

    /// How many columns were found.
    pub(super) fn found(&self) -> usize {
        self.uses.iter().filter_map(|u| u.column()).count()
    }

    /// The headings that were understood, in order of the sheet.
    fn understood(&self) -> impl Iterator<Item = &str> {
        let cells = self.stack.cells.iter().zip(&self.uses);
        cells.filter_map(|(cell, given)| match *given {
            Use::Column { reading, .. } => Some(cell.readings.get(reading).map_or("", |t| t)),
            Use::Nothing | Use::Again { .. } => None,
        })
    }

    /// The headings that were understood, where all of them stand in many lists.
    pub(super) fn only_common(&self, catalogue: &Catalogue<'_>) -> Option<Vec<&str>> {
        let is_common = self.understood().all(|text| catalogue.is_common(text));
        is_common.then(|| self.understood().collect())
    }

    /// Whether every heading was understood, or every column found: no other reading adds to it.
    pub(super) fn is_whole(&self) -> bool {
        let found = self.found();
        found == self.dataset.columns.len() || found == headings(&self.stack)
    }

    /// What was found, in words.
    pub(super) fn counted(&self) -> String {
        let dataset = self.dataset;
        let required = dataset.columns.iter().filter(|c| c.required).count();
        let there = required_found(dataset, &self.uses);
        let rows = match self.stack.lines() {
            (first, last) if first == last => String::new(),
            (first, last) => format!("; its headings are rows {first} to {last} read as one"),
        };
        format!(
            "{} of {} columns found, {there} of {required} required{rows}",
            self.found(),
            dataset.columns.len()
        )
    }
}

/// The best headings for each dataset that any of them belongs to; those not for automatic use left
/// out.
///
/// Rows are read one by one, and as one only where no single row says all that it holds.
pub(super) fn candidates<'a, 'h>(
    catalogue: &Catalogue<'a>,
    head: &'h [HeadRow],
    hinted: &[usize],
) -> Vec<Candidate<'a, 'h>> {
    let mut best: BTreeMap<usize, Candidate<'a, 'h>> = BTreeMap::new();
    for row in head {
        take(catalogue, Stack::single(row), hinted, head, &mut best);
    }
    let most = best
        .values()
        .max_by_key(|c| (c.points, Reverse(c.stack.lines())));
    let enough = most.filter(|c| c.points >= ENOUGH);
    if !enough.is_some_and(Candidate::is_whole) {
        let around = enough.map(|c| c.stack.lines().0);
        let stacks = Stack::several(head, |(first, last)| {
            around.is_none_or(|line| (first..=last).contains(&line))
        });
        for stack in stacks.collect::<Vec<_>>() {
            take(catalogue, stack, hinted, head, &mut best);
        }
    }
    best.into_values().collect()
}

fn take<'a, 'h>(
    catalogue: &Catalogue<'a>,
    stack: Stack<'h>,
    hinted: &[usize],
    head: &[HeadRow],
    best: &mut BTreeMap<usize, Candidate<'a, 'h>>,
) {
    let stack = Rc::new(stack);
    let headings = headings(&stack);
    let claims = claims(catalogue, &stack);
    let met: BTreeSet<usize> = claims
        .iter()
        .flat_map(|of_heading| of_heading.iter().copied().flatten())
        .map(|claim| claim.dataset)
        .collect();
    for at in met {
        let Some(dataset) = catalogue.dataset(at).filter(|d| d.auto) else {
            continue;
        };
        let uses = matched(&claims, at, dataset);
        let bonus = if hinted.contains(&at) { 1000 } else { 0 };
        let found = Candidate {
            dataset,
            points: points(dataset, &uses, headings) + bonus,
            stack: stack.clone(),
            uses,
        };
        let found = match best.remove(&at) {
            Some(earlier) => better(head, earlier, found),
            None => found,
        };
        best.insert(at, found);
    }
}

/// How the rows fit a dataset that a person named, by the headings in the row that is given, if one
/// is; none where no heading belongs to it.
pub(super) fn said<'a, 'h>(
    catalogue: &Catalogue<'a>,
    at: usize,
    head: &'h [HeadRow],
    map: Option<&Mapping>,
) -> Option<Candidate<'a, 'h>> {
    let line = map.and_then(|m| m.header_row);
    let is_there =
        |(first, last): (u32, u32)| line.is_none_or(|line| (first..=last).contains(&line));
    let single = head.iter().map(Stack::single);
    let fit = |stack: Stack<'h>| of_one(catalogue, at, stack, map);
    let better = |earlier, later| better(head, earlier, later);
    let best = single
        .filter(|stack| is_there(stack.lines()))
        .filter_map(fit)
        .reduce(better);
    if best.as_ref().is_some_and(Candidate::is_whole) {
        return best;
    }
    let several = Stack::several(head, is_there).filter_map(fit);
    best.into_iter().chain(several).reduce(better)
}

fn of_one<'a, 'h>(
    catalogue: &Catalogue<'a>,
    at: usize,
    stack: Stack<'h>,
    map: Option<&Mapping>,
) -> Option<Candidate<'a, 'h>> {
    let dataset = catalogue.dataset(at)?;
    let mut uses = matched(&claims(catalogue, &stack), at, dataset);
    for (name, heading) in map.iter().flat_map(|m| &m.columns) {
        let heading = fold::key(heading);
        let column = dataset.columns.iter().position(|c| *c.name == **name);
        // Other headings for a column that the map gives are left alone.
        for given in &mut uses {
            if given.column() == column
                || matches!(given, Use::Again { column: c, .. } if Some(*c) == column)
            {
                *given = Use::Nothing;
            }
        }
        let cells = stack.cells.iter().zip(&mut uses);
        let found = cells.into_iter().find_map(|(cell, given)| {
            let mut readings = cell.readings.iter();
            let reading = readings.position(|text| fold::key(text) == heading)?;
            Some((reading, given))
        });
        if let (Some(column), Some((reading, given))) = (column, found) {
            *given = Use::Column { column, reading };
        }
    }
    uses.iter()
        .any(|u| u.column().is_some())
        .then(|| Candidate {
            dataset,
            points: points(dataset, &uses, headings(&stack)),
            stack: Rc::new(stack),
            uses,
        })
}

/// The one with more points; the earlier where they are equal.
///
/// Rows below headings that are good enough are records, which headings further down would lose.
fn better<'a, 'h>(
    head: &[HeadRow],
    earlier: Candidate<'a, 'h>,
    later: Candidate<'a, 'h>,
) -> Candidate<'a, 'h> {
    let (above, below) = (earlier.stack.lines().1, later.stack.lines().0);
    let has_records = || head.iter().any(|row| above < row.line && row.line < below);
    if earlier.points >= ENOUGH && earlier.found() >= 2 && has_records() {
        return earlier;
    }
    if later.points > earlier.points {
        later
    } else {
        earlier
    }
}

/// For each heading and each way of reading it, the columns that go by it.
type Claims<'c> = Vec<Vec<&'c [Claim]>>;

fn claims<'c>(catalogue: &'c Catalogue<'_>, stack: &Stack<'_>) -> Claims<'c> {
    let of = |cell: &Stacked<'_>| {
        let readings = cell.readings.iter();
        readings.map(|text| catalogue.claims(text)).collect()
    };
    stack.cells.iter().map(of).collect()
}

/// Gives each heading, in order of the sheet, to the first column that goes by it and has none yet.
///
/// The longest readings come first, so that a part of one heading does not take another's column.
fn matched(claims: &Claims<'_>, at: usize, dataset: &Dataset) -> Vec<Use> {
    let mut taken = vec![false; dataset.columns.len()];
    let mut uses = vec![Use::Nothing; claims.len()];
    for whole in [true, false] {
        for (readings, given) in claims.iter().zip(&mut uses) {
            if given.column().is_some() {
                continue;
            }
            let readings = readings.iter().enumerate();
            for (reading, of) in readings.filter(|(nth, _)| (*nth == 0) == whole) {
                let columns = of.iter().filter(|c| c.dataset == at).map(|c| c.column);
                for column in columns {
                    match taken.get_mut(column) {
                        Some(free @ false) => {
                            *free = true;
                            *given = Use::Column { column, reading };
                            break;
                        }
                        Some(true) if *given == Use::Nothing => {
                            *given = Use::Again { column, reading };
                        }
                        Some(true) | None => {}
                    }
                }
                if given.column().is_some() {
                    break;
                }
            }
        }
    }
    uses
}

fn points(dataset: &Dataset, uses: &[Use], headings: usize) -> u32 {
    let found = uses.iter().filter_map(|u| u.column()).count();
    let all = dataset.columns.len();
    let required = dataset.columns.iter().filter(|c| c.required).count();
    let needed = if required == 0 {
        share(5000, found, all)
    } else {
        share(5000, required_found(dataset, uses), required)
    };
    needed + share(3000, found, headings) + share(2000, found, all)
}

fn required_found(dataset: &Dataset, uses: &[Use]) -> usize {
    let columns = uses.iter().filter_map(|u| u.column());
    columns
        .filter_map(|column| dataset.columns.get(column))
        .filter(|spec| spec.required)
        .count()
}

/// How many headings there are, those of row numbers left out.
pub(super) fn headings(stack: &Stack<'_>) -> usize {
    let cells = stack.cells.iter();
    cells.filter(|cell| !is_index(cell.text())).count()
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
