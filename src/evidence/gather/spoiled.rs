//! Columns that could not be read well enough to judge by.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::{Piece, place_of};
use crate::evidence::decode::Doubt;
use crate::evidence::extract::{CellCount, Extract};
use crate::evidence::{Effect, HeadingMatch, ProblemKind};

/// The needed columns of an extract that cannot be judged by, each with why.
pub(super) fn columns(
    piece: &Piece,
    headings: &[HeadingMatch],
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
                too_many(piece, count, heading, percent),
            ));
        }
    }
    found
}

fn doubtful(piece: &Piece, heading: &str, doubt: Doubt) -> Fault {
    let [dates, fix] = match doubt {
        Doubt::MonthFirst => [
            "the dates under `{}` fit only with the month first",
            "export them as 2026-09-30, or with the day first",
        ],
        Doubt::EitherWay => [
            "every date under `{}` fits with the month first as well",
            "export them as 2026-09-30",
        ],
    };
    let dates = dates.replacen("{}", heading, 1);
    let told = format!("{dates}, so day and month cannot be told apart");
    fault(piece, told, fix)
}

fn too_many(piece: &Piece, count: &CellCount, heading: &str, percent: u8) -> Fault {
    let CellCount {
        unreadable, filled, ..
    } = count;
    let told = format!(
        "{unreadable} of {filled} cells under `{heading}` ({}) could not be read, where the limit is \
         {percent}%",
        share(*unreadable, *filled)
    );
    fault(piece, told, fix(&piece.extract, heading))
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

/// What to do about the fault that is commonest under a heading.
fn fix(extract: &Extract, heading: &str) -> &'static str {
    let mut kinds: BTreeMap<ProblemKind, usize> = BTreeMap::new();
    let faults = extract.problems.iter();
    let faults = faults.filter(|p| p.heading == heading && p.kind.effect() == Effect::Unread);
    for problem in faults {
        *kinds.entry(problem.kind).or_default() += 1;
    }
    let commonest = kinds.into_iter().max_by_key(|(_, count)| *count);
    commonest.map_or(
        "correct the cells and export the list again",
        |(kind, _)| kind.advice(),
    )
}
