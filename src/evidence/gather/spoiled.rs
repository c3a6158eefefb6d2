//! Columns that could not be read well enough to judge by.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::{Piece, place_of};
use crate::evidence::decode::Doubt;
use crate::evidence::extract::{CellCount, Extract};
use crate::evidence::{Effect, HeadingMatch, ProblemKind};
use crate::pack::Dataset;

/// The needed columns of an extract that cannot be judged by, each with why.
pub(super) fn columns(
    piece: &Piece,
    headings: &[HeadingMatch],
    dataset: &Dataset,
    percent: u8,
) -> Vec<(String, Fault)> {
    let extract = &piece.extract;
    let mut found = Vec::new();
    for (heading, doubt) in &extract.doubtful {
        let of = headings.iter().find(|c| c.heading == *heading);
        // A heading that leads to no column leaves every column in doubt.
        let spoiled = match of {
            Some(matched) => vec![matched.column.clone()],
            None => extract.table.names().map(str::to_owned).collect(),
        };
        found.extend(
            spoiled
                .into_iter()
                .map(|column| (column, doubtful(piece, heading, *doubt))),
        );
    }
    let over = |count: &&CellCount| count.unreadable * 100 > u64::from(percent) * count.filled;
    for count in extract.cells.iter().filter(over) {
        if !found.iter().any(|(column, _)| *column == count.column) {
            let heading = headings.iter().find(|c| c.column == count.column);
            let heading = heading.map_or(count.column.as_str(), |c| c.heading.as_str());
            found.push((
                count.column.clone(),
                too_many(piece, count, heading, dataset, percent),
            ));
        }
    }
    found
}

/// The columns in which every value is legitimate and none, in the whole list, is a code that the
/// dataset lists: its own words may stand for them, so that nothing can be told by them.
pub(super) fn only_others(pieces: &[Piece], dataset: &Dataset) -> Vec<(String, Fault)> {
    let open = dataset.columns.iter().filter(|spec| spec.others.is_some());
    let fault = |name: &str| {
        let counts = pieces.iter().filter_map(|piece| {
            let mut cells = piece.extract.cells.iter();
            let count = cells.find(|count| count.column == *name)?;
            (count.filled > 0).then_some((piece, count))
        });
        let counts: Vec<(&Piece, &CellCount)> = counts.collect();
        let others: u64 = counts.iter().map(|(_, count)| count.others).sum();
        let is_other =
            |(_, count): &(&Piece, &CellCount)| count.others == count.filled - count.unreadable;
        let (piece, _) = counts
            .first()
            .filter(|_| others > 0 && counts.iter().all(is_other))?;
        let told = format!("none of {others} cells of `{name}` holds one of its codes");
        Some(self::fault(piece, told, &add_spellings(dataset, name)))
    };
    open.filter_map(|spec| Some((spec.name.to_string(), fault(&spec.name)?)))
        .collect()
}

/// Where a pack says how the codes of a column are spelled.
fn add_spellings(dataset: &Dataset, column: &str) -> String {
    format!(
        "add the spellings that stand for its codes to `codes` of `{column}` in `{}` of the rules",
        dataset.place.file
    )
}

fn doubtful(piece: &Piece, heading: &str, doubt: Doubt) -> Fault {
    let (told, fix) = match doubt {
        Doubt::MonthFirst => (
            format!(
                "the dates under `{heading}` fit only with the month first, and dates are read with the day first"
            ),
            "export them as 2026-09-30, or with the day first",
        ),
        Doubt::EitherWay => (
            format!(
                "every date under `{heading}` fits with the month first as well, so day and month cannot \
                 be told apart"
            ),
            "export them as 2026-09-30",
        ),
    };
    fault(piece, told, fix)
}

fn too_many(
    piece: &Piece,
    count: &CellCount,
    heading: &str,
    dataset: &Dataset,
    percent: u8,
) -> Fault {
    let CellCount {
        unreadable, filled, ..
    } = count;
    let told = format!(
        "{unreadable} of {filled} cells under `{heading}` ({}) could not be read, where the limit is \
         {percent}%",
        share(*unreadable, *filled)
    );
    let kind = commonest(&piece.extract, heading);
    if kind == Some(ProblemKind::NotACode) {
        let add = add_spellings(dataset, &count.column);
        return fault(piece, told, &format!("correct the cells, or {add}"));
    }
    let fix = kind.map_or("correct the cells and export the list again", |kind| {
        kind.advice()
    });
    fault(piece, told, fix)
}

fn fault(piece: &Piece, told: String, fix: &str) -> Fault {
    let place = place_of(&piece.extract.path, piece.extract.sheet.as_deref());
    Fault {
        at: piece.extract.place(),
        what: format!("in {place} {told}"),
        fix: fix.to_owned(),
        told,
        day: piece.dated,
    }
}

/// The share as a percentage with one place, rounded up so that it never looks within the limit.
fn share(unreadable: u64, filled: u64) -> String {
    let thousandths = (unreadable * 1000).div_ceil(filled.max(1));
    match thousandths % 10 {
        0 => format!("{}%", thousandths / 10),
        tenths => format!("{}.{tenths}%", thousandths / 10),
    }
}

/// The fault that is commonest under a heading.
fn commonest(extract: &Extract, heading: &str) -> Option<ProblemKind> {
    let mut kinds: BTreeMap<ProblemKind, usize> = BTreeMap::new();
    let faults = extract.problems.iter();
    let faults = faults.filter(|p| p.heading == heading && p.kind.effect() == Effect::Unread);
    for problem in faults {
        *kinds.entry(problem.kind).or_default() += 1;
    }
    let commonest = kinds.into_iter().max_by_key(|(_, count)| *count);
    commonest.map(|(kind, _)| kind)
}
