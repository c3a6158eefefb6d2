//! Lists that stand side by side on a sheet, with an empty column between.
//!
//! Both must fit a dataset well by themselves and say whom their rows are about, so that the halves of
//! one list with a column left free for the eye are not taken for two.

use super::fit::{self, Candidate};
use super::lower::is_good;
use super::{Catalogue, HeadRow, Said, is_heading};
use crate::pack::Personal;

/// How many cells of a row are looked at to tell headings from a record.
const LOOK: usize = 3;

/// The lists of a sheet that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The datasets that the first of them fits.
    left: Vec<String>,
    /// The others, from the left; never none.
    right: Vec<ToTheRight>,
    /// The line of their headings.
    line: u32,
}

/// A list to the right of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToTheRight {
    /// Its first and its last heading, as columns from 0.
    pub columns: (u32, u32),
    /// The dataset that its headings fit; none where they fit several alike.
    pub dataset: Option<String>,
}

/// The lists that stand side by side in the rows near the top of a sheet; none where one stands alone.
pub fn beside(catalogue: &Catalogue<'_>, head: &[HeadRow]) -> Option<Beside> {
    let mut rows = (0..head.len()).filter_map(|at| head.get(at..));
    rows.find_map(|rows| in_row(catalogue, rows))
}

impl Beside {
    /// The lists to the right of the first.
    pub fn right(&self) -> &[ToTheRight] {
        &self.right
    }

    /// The rows near the top of the first list alone, unless a person means another by what is said.
    pub fn left_of(&self, head: &[HeadRow], said: Said<'_>) -> Option<Vec<HeadRow>> {
        let is_meant = match said {
            Said::Nothing | Said::ManifestOfFile(_) => true,
            Said::Mapped(map) => map.columns.is_empty() && self.left.contains(&map.dataset),
            Said::Manifest(id) | Said::Itself(id) => self.left.iter().any(|left| left == id),
        };
        let from = self.from();
        let left = head.iter().map(|row| HeadRow {
            line: row.line,
            cells: row
                .cells
                .iter()
                .filter(|(at, _)| *at < from)
                .cloned()
                .collect(),
            spans: row
                .spans
                .iter()
                .filter(|(at, _)| *at < from)
                .copied()
                .collect(),
        });
        is_meant.then(|| left.collect())
    }

    /// The headings of the lists to the right.
    pub fn headings<'h>(&self, head: &'h [HeadRow]) -> impl Iterator<Item = &'h str> {
        let (line, from) = (self.line, self.from());
        let row = head.iter().filter(move |row| row.line == line);
        let cells = row.flat_map(|row| &row.cells);
        cells
            .filter(move |(at, _)| *at >= from)
            .map(|(_, text)| text.as_str())
    }

    fn from(&self) -> u32 {
        self.right.first().map_or(u32::MAX, |list| list.columns.0)
    }
}

/// The lists whose headings the first of some rows holds.
fn in_row(catalogue: &Catalogue<'_>, rows: &[HeadRow]) -> Option<Beside> {
    let row = rows.first()?;
    let blocks = blocks(row, rows);
    let of = |cells: &[(u32, String)]| {
        let row = HeadRow {
            line: row.line,
            cells: cells.to_vec(),
            spans: Vec::new(),
        };
        datasets(catalogue, &row)
    };
    let mut first: Option<Vec<String>> = None;
    let mut right = Vec::new();
    let mut passed = blocks.first()?.len();
    for block in blocks.get(1..)? {
        let (Some((start, _)), Some((end, _))) = (block.first(), block.last()) else {
            continue;
        };
        // Most rows are records, which need no more than a look.
        let looks = block
            .iter()
            .take(LOOK)
            .any(|(_, text)| is_heading(catalogue, text));
        let own = if looks { of(block) } else { Vec::new() };
        let left = || {
            first
                .clone()
                .unwrap_or_else(|| of(row.cells.get(..passed).unwrap_or_default()))
        };
        let left = if own.is_empty() { Vec::new() } else { left() };
        if !left.is_empty() {
            first = Some(left);
            let dataset = if let [only] = own.as_slice() {
                Some(only.clone())
            } else {
                None
            };
            right.push(ToTheRight {
                columns: (*start, *end),
                dataset,
            });
        }
        passed += block.len();
    }
    let left = first?;
    Some(Beside {
        left,
        right,
        line: row.line,
    })
}

/// The cells of a row parted where nothing stands in a column of it, nor of the rows below.
fn blocks<'h>(row: &'h HeadRow, rows: &[HeadRow]) -> Vec<&'h [(u32, String)]> {
    let has_gap = |pair: &[(u32, String)]| match pair {
        [(left, _), (right, _)] => left + 1 < *right,
        _ => false,
    };
    if !row.cells.windows(2).any(has_gap) {
        return Vec::new();
    }
    let holds = |row: &HeadRow, at: u32| row.cells.binary_search_by_key(&at, |(at, _)| *at).is_ok();
    let is_filled = |at: u32| rows.iter().any(|row| holds(row, at));
    let is_free = |left: u32, right: u32| (left + 1..right).any(|at| !is_filled(at));
    let together = |(left, _): &(u32, String), (right, _): &(u32, String)| !is_free(*left, *right);
    row.cells.chunk_by(together).collect()
}

/// The datasets that a row of headings fits best by itself, where it is a list by itself.
fn datasets(catalogue: &Catalogue<'_>, row: &HeadRow) -> Vec<String> {
    let row = std::slice::from_ref(row);
    let mut good = fit::candidates(catalogue, row, &[]);
    good.retain(|found| {
        is_good(found) && says_whom(found) && found.only_common(catalogue).is_none()
    });
    let most = good.iter().map(|found| found.points).max();
    let best = good.iter().filter(|found| Some(found.points) == most);
    best.map(|found| found.dataset.id.clone()).collect()
}

/// Whether the headings of what its rows are told apart by are there.
fn says_whom(found: &Candidate<'_, '_>) -> bool {
    let required = found
        .dataset
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| c.required);
    let (ids, others): (Vec<_>, Vec<_>) =
        required.partition(|(_, c)| c.personal == Some(Personal::Identifier));
    let needed = if ids.is_empty() { others } else { ids };
    needed.iter().all(|(at, _)| found.has(*at))
}
