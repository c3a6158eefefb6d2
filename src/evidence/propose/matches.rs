//! The headings of one row matched to the columns of one dataset, and how well they fit.

use super::likeness::{self, Folded};
use super::{Asked, How};
use crate::diagnostic::SourceText;
use crate::evidence::decode;
use crate::evidence::manifest::Mapping;
use crate::evidence::recognise::{
    Catalogue, Fit, HeadRow, Heading, Means, Place, Recognition, Said, recognise,
};
use crate::pack::{ColumnSpec, Dataset};

/// A cell of the row of headings, and the column that it is taken for.
pub(super) struct Match {
    /// The place of the cell in its row.
    pub(super) cell: usize,
    /// The place of the column in its dataset.
    pub(super) column: usize,
    /// How sure that is.
    pub(super) how: How,
}

/// A list to make a proposal for, its cells folded once.
pub(super) struct Sheet<'a> {
    /// The list.
    pub(super) asked: Asked<'a>,
    /// The datasets.
    pub(super) catalogue: &'a Catalogue<'a>,
    /// Their rows, each cell as a heading.
    pub(super) cells: Vec<Vec<Folded>>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(asked: Asked<'a>, catalogue: &'a Catalogue<'a>) -> Self {
        let fold = |row: &HeadRow| {
            row.cells
                .iter()
                .map(|(_, text)| Folded::new(text))
                .collect()
        };
        Self {
            asked,
            catalogue,
            cells: asked.head.iter().map(fold).collect(),
        }
    }
}

/// A dataset, the headings of its columns folded once.
pub(super) struct Named<'a> {
    /// The dataset.
    pub(super) dataset: &'a Dataset,
    /// Of each column the headings that it goes by.
    pub(super) names: Vec<Vec<Folded>>,
}

impl<'a> Named<'a> {
    pub(super) fn new(dataset: &'a Dataset, asked: Asked<'_>) -> Self {
        let meant = asked.dataset == Some(&*dataset.id);
        let fold = |spec: &ColumnSpec| {
            let gone = asked.gone.iter();
            let gone = gone.filter(|(column, _)| meant && **column == *spec.name);
            let names = spec.names.iter().chain(gone.map(|(_, heading)| heading));
            names.map(|name| Folded::new(name)).collect()
        };
        Self {
            dataset,
            names: dataset.columns.iter().map(fold).collect(),
        }
    }
}

/// The headings of a row and their columns, known ones as recognition takes them.
pub(super) fn matches(named: &Named<'_>, sheet: &Sheet<'_>, row: usize) -> Vec<Match> {
    let Named { dataset, .. } = *named;
    let Sheet {
        asked, catalogue, ..
    } = *sheet;
    let Some(cells) = asked.head.get(row) else {
        return Vec::new();
    };
    let said: Vec<(String, String)> = match asked.dataset {
        Some(id) if id == dataset.id => asked.said.to_vec(),
        Some(_) | None => Vec::new(),
    };
    let map = mapping(asked, &dataset.id, None, said);
    let known = recognised_with(&map, catalogue, asked, std::slice::from_ref(cells));
    let is_said = |column: usize| {
        let spec = dataset.columns.get(column);
        spec.is_some_and(|spec| map.columns.iter().any(|(name, _)| **name == *spec.name))
    };
    let mut found: Vec<Match> = known
        .iter()
        .flat_map(|fit| &fit.headings)
        .filter_map(|heading| {
            let column = column_of(heading)?;
            let how = if is_said(column) {
                How::Said
            } else {
                How::Known
            };
            let mut places = cells.cells.iter();
            Some(Match {
                cell: places.position(|(at, _)| *at == heading.at)?,
                column,
                how,
            })
        })
        .collect();
    let likely = likely(named, sheet, row, &found);
    found.extend(likely);
    found.sort_by_key(|m| m.cell);
    found
}

/// Headings that are like those of columns not found yet, each with the column it is most like.
fn likely(named: &Named<'_>, sheet: &Sheet<'_>, row: usize, found: &[Match]) -> Vec<Match> {
    let head = sheet.asked.head;
    let (Some(cells), Some(folded)) = (head.get(row), sheet.cells.get(row)) else {
        return Vec::new();
    };
    let free_cells = cells.cells.iter().zip(folded).enumerate();
    let free_cells = free_cells.filter(|(at, _)| found.iter().all(|m| m.cell != *at));
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (cell, ((letter, _), heading)) in free_cells {
        let columns = named.dataset.columns.iter().zip(&named.names);
        for (column, (spec, names)) in columns.enumerate() {
            if found.iter().any(|m| m.column == column) {
                continue;
            }
            let like = names.iter().map(|name| likeness::of(heading, name)).max();
            let like = like.unwrap_or(0);
            if like >= likeness::ENOUGH && values_fit(spec, head, row, *letter) {
                pairs.push((like, cell, column));
            }
        }
    }
    let alone = |(like, cell, column): &&(u32, usize, usize)| {
        let rival = |other: &(u32, usize, usize)| {
            let shares = (other.1 == *cell) != (other.2 == *column);
            shares && other.0 >= *like
        };
        !pairs.iter().any(rival)
    };
    let alone = pairs.iter().filter(alone);
    alone
        .map(|(_, cell, column)| Match {
            cell: *cell,
            column: *column,
            how: How::Likely,
        })
        .collect()
}

/// Whether at least half of what stands below a heading can be read as a column's type.
pub(super) fn values_fit(spec: &ColumnSpec, head: &[HeadRow], row: usize, letter: u32) -> bool {
    let below = head.iter().skip(row + 1).flat_map(|row| &row.cells);
    let texts = below.filter(|(at, _)| *at == letter).map(|(_, text)| text);
    let (mut read, mut all) = (0_usize, 0_usize);
    for text in texts {
        all += 1;
        let mut scratch = String::new();
        read += usize::from(decode::decode(text, spec, &mut scratch).is_ok());
    }
    2 * read >= all
}

/// The score in hundredths, as recognition weighs it, four fifths for a likely heading.
pub(super) fn points(
    dataset: &Dataset,
    matches: &[Match],
    row: usize,
    asked: Asked<'_>,
    catalogue: &Catalogue<'_>,
) -> u32 {
    let weight = |m: &Match| match m.how {
        How::Known | How::Said => 5,
        How::Likely => 4,
    };
    let is_required = |m: &&Match| dataset.columns.get(m.column).is_some_and(|c| c.required);
    let sum = |of: &mut dyn Iterator<Item = &Match>| of.map(weight).sum::<u32>();
    let all = sum(&mut matches.iter());
    let needed = dataset.columns.iter().filter(|c| c.required).count();
    let headings = asked.head.get(row).map_or(0, |row| row.cells.len());
    let required = if needed == 0 {
        share(5000, all, dataset.columns.len())
    } else {
        share(5000, sum(&mut matches.iter().filter(is_required)), needed)
    };
    let known = catalogue.names();
    let mut by_sheet = asked
        .sheet
        .into_iter()
        .flat_map(|sheet| known.of_sheet(sheet));
    let is_named =
        by_sheet.any(|id| id == dataset.id) || known.of_file(asked.path).any(|id| id == dataset.id);
    let hint = if is_named { 1000 } else { 0 };
    required + share(3000, all, headings) + share(2000, all, dataset.columns.len()) + hint
}

/// A share of some points for parts that weigh five each when they are whole.
fn share(points: u32, parts: u32, whole: usize) -> u32 {
    let whole = u32::try_from(whole)
        .unwrap_or(u32::MAX)
        .max(1)
        .saturating_mul(5);
    points * parts.min(whole) / whole
}

/// How a list would be recognised with a mapping.
pub(super) fn recognised_with<'c>(
    map: &Mapping,
    catalogue: &'c Catalogue<'c>,
    asked: Asked<'_>,
    head: &[HeadRow],
) -> Option<Fit<'c>> {
    let place = Place {
        path: asked.path,
        sheet: asked.sheet,
        said: Said::Mapped(map),
    };
    match recognise(catalogue, place, head) {
        Recognition::List(fit) => Some(fit),
        Recognition::No { .. } => None,
    }
}

/// The column of the dataset that a heading was matched to.
pub(super) fn column_of(heading: &Heading) -> Option<usize> {
    match heading.means {
        Means::Column(column) => Some(column),
        Means::Nothing | Means::Again(_) => None,
    }
}

pub(super) fn mapping(
    asked: Asked<'_>,
    dataset: &str,
    header_row: Option<u32>,
    columns: Vec<(String, String)>,
) -> Mapping {
    Mapping {
        file: asked.path.to_owned(),
        sheet: asked.sheet.map(str::to_owned),
        dataset: dataset.to_owned(),
        header_row,
        columns,
        place: SourceText::new("", "").place(0..0),
    }
}
