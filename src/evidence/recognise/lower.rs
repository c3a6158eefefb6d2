//! Lists that stand below one another: which rows of headings begin another list.

use super::fit::{self, Candidate, Use};
use super::{Catalogue, ENOUGH, HeadRow};

/// What a row of headings below a list is to that list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lower {
    /// Its own headings again, perhaps in another spelling.
    Again,
    /// The headings of another list; its dataset, where one fits best.
    Another(Option<String>),
}

/// The columns of a list by the columns of the sheet, and the dataset that they are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The dataset.
    pub dataset: String,
    /// Columns of the sheet and of the dataset, from 0, in order of the sheet.
    pub columns: Vec<(u32, usize)>,
}

/// What a row below a list is, where most of its cells are headings of one dataset.
///
/// Several rows are read as one, up to the last of them, as at the top of a sheet.
pub fn lower(catalogue: &Catalogue<'_>, rows: &[HeadRow], above: Option<&Known>) -> Option<Lower> {
    let last = rows.last()?.line;
    let mut good = fit::candidates(catalogue, rows, &[]);
    good.retain(|found| is_good(found) && found.stack.lines().1 == last);
    let is_again = |found: &Candidate<'_, '_>| {
        above.is_some_and(|above| {
            above.dataset == found.dataset.id && above.columns == columns(found)
        })
    };
    if good.iter().any(is_again) {
        return Some(Lower::Again);
    }
    let most = good.iter().map(|found| found.points).max()?;
    let mut best = good.iter().filter(|found| found.points == most);
    let first = best.next()?;
    let is_only = best.next().is_none();
    Some(Lower::Another(is_only.then(|| first.dataset.id.clone())))
}

/// Whether a cell's text is a heading of any dataset.
pub fn is_heading(catalogue: &Catalogue<'_>, text: &str) -> bool {
    !catalogue.claims(text).is_empty()
}

/// Whether most of the headings are those of one dataset, so that no row of records looks like it.
pub(super) fn is_good(found: &Candidate<'_, '_>) -> bool {
    let known = found.found();
    found.points >= ENOUGH && known >= 3 && known * 2 > fit::headings(&found.stack)
}

/// How many of the rows lie above the first that begin another list.
pub(super) fn rows_of_first(head: &[HeadRow], candidates: &[Candidate<'_, '_>]) -> usize {
    let good = || candidates.iter().filter(|found| is_good(found));
    let lines = || good().map(|found| found.stack.lines());
    let has_row = |above: u32, below: u32| head.iter().any(|r| above < r.line && r.line < below);
    let begin = lines().filter(|(below, _)| lines().any(|(_, above)| has_row(above, *below)));
    match begin.map(|(line, _)| line).min() {
        Some(line) => head.iter().take_while(|row| row.line < line).count(),
        None => head.len(),
    }
}

fn columns(found: &Candidate<'_, '_>) -> Vec<(u32, usize)> {
    let cells = found.stack.cells.iter().zip(&found.uses);
    let column = cells.filter_map(|(cell, given)| match *given {
        Use::Column { column, .. } => Some((cell.at, column)),
        Use::Nothing | Use::Again { .. } => None,
    });
    column.collect()
}
