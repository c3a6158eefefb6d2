//! Proposals for lists that are not recognised: which dataset, and which heading is which column.
//!
//! Headings that a dataset knows are taken as recognition takes them. Of the others one is proposed
//! for a column where it is like a heading of that column, what stands below it has that column's
//! type, and no other is as like it. Nothing of a list is said but headings so matched.

mod likeness;
mod matches;
#[cfg(test)]
mod tests;
mod unsure;

use std::collections::BTreeMap;

use serde::Serialize;

use super::fold;
use super::recognise::{Catalogue, Fit, HeadRow, Place, Recognition, Said, recognise};
use crate::pack::{ColumnSpec, Dataset};
use matches::{Match, Named, Sheet, column_of, mapping, matches, points, recognised_with};
pub use unsure::{By, Unsure};

/// What one list is proposed to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The dataset.
    pub dataset: String,
    /// How well its headings fit, 0 to 100; a likely heading counts for less than a known one.
    pub score: u8,
    /// The line of its headings.
    pub header_row: u32,
    /// Whether that line has to be said, because the headings alone would point to another.
    pub says_row: bool,
    /// Headings and their columns, in order of the sheet.
    pub columns: Vec<Proposed>,
    /// Columns of the sheet that are not used, by letter.
    pub ignored: Vec<String>,
    /// Columns of the dataset that were not found.
    pub missing: Vec<String>,
    /// Those of them without which the list is incomplete.
    pub required: Vec<String>,
    /// The next best datasets, the best first.
    pub others: Vec<Other>,
    /// What columns of the sheet could be that are not used.
    #[serde(skip)]
    pub unsure: Vec<Unsure>,
}

/// A heading and the column that it is proposed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposed {
    /// The heading as it stands in the list.
    pub heading: String,
    /// The column.
    pub column: String,
    /// How sure that is.
    pub how: How,
}

/// How sure it is that a heading means a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// The dataset knows the heading.
    Known,
    /// The mapping says so.
    Said,
    /// It is like a heading that the dataset knows.
    Likely,
}

/// Another dataset that the list could be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Other {
    /// The dataset.
    pub dataset: String,
    /// How well its headings fit.
    pub score: u8,
}

/// What became of proposing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A proposal.
    Proposed(Proposal),
    /// It is recognised as this dataset with a score, and nothing more is sure; what columns could be.
    Recognised(String, u8, Vec<Unsure>),
    /// Nothing can be proposed.
    Nothing(Nothing),
}

/// Why nothing can be proposed, and what is nearest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nothing {
    /// Why.
    pub why: String,
    /// The nearest datasets.
    pub nearest: Vec<Other>,
    /// What its columns could be, where a person has said which dataset it is.
    pub unsure: Vec<Unsure>,
}

/// A list to make a proposal for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The file's path below the evidence folder.
    pub path: &'a str,
    /// The sheet.
    pub sheet: Option<&'a str>,
    /// The rows near its top.
    pub head: &'a [HeadRow],
    /// The dataset, where a person has said it.
    pub dataset: Option<&'a str>,
    /// What its mapping says already, as far as it fits.
    pub said: &'a [(String, String)],
    /// What its mapping says of headings that are gone, which those that took their place may be like.
    pub gone: &'a [(String, String)],
    /// Whether it has or needs a mapping, which is looked at even where it would be recognised without.
    pub mapped: bool,
}

/// The score in hundredths of a point under which nothing is proposed.
const ENOUGH: u32 = 4000;
/// The score under which another dataset is not worth naming.
const WORTH_NAMING: u32 = 2000;

/// Proposes what a list is.
pub fn propose(
    datasets: &BTreeMap<String, Dataset>,
    catalogue: &Catalogue<'_>,
    asked: Asked<'_>,
) -> Answer {
    if asked.head.is_empty() {
        return Answer::Nothing(Nothing {
            why: "there is nothing in it".to_owned(),
            ..Nothing::default()
        });
    }
    let place = Place {
        path: asked.path,
        sheet: asked.sheet,
        said: Said::Nothing,
    };
    let by_itself = match recognise(catalogue, place, asked.head) {
        Recognition::List(fit) => {
            let columns = fit.headings.iter().filter_map(column_of).count();
            Some((fit.dataset.id.clone(), fit.score, columns))
        }
        Recognition::No { .. } => None,
    };
    let sheet = Sheet::new(asked, catalogue);
    let mut found: Vec<Candidate<'_>> = datasets
        .values()
        .filter_map(|dataset| best_row(dataset, &sheet))
        .collect();
    found.sort_by_key(|c| std::cmp::Reverse(c.points));
    let wanted = asked
        .dataset
        .or(by_itself.as_ref().map(|(id, ..)| id.as_str()));
    let others = |but: Option<&str>| -> Vec<Other> {
        let worth = found.iter().filter(|c| c.points >= WORTH_NAMING);
        let others = worth.filter(|c| Some(c.dataset.id.as_str()) != but).take(3);
        others.map(Candidate::other).collect()
    };
    let chosen = match wanted {
        Some(id) => found.iter().find(|c| c.dataset.id == id),
        None => match found.as_slice() {
            [first, second, ..]
                if first.points >= ENOUGH && first.points / 100 == second.points / 100 =>
            {
                let why = format!(
                    "it fits `{}` and `{}` equally: say which with `--dataset`",
                    first.dataset.id, second.dataset.id
                );
                let nearest = others(None);
                return Answer::Nothing(Nothing {
                    why,
                    nearest,
                    unsure: Vec::new(),
                });
            }
            [first, ..] if first.points >= ENOUGH && first.matches.len() > 1 => Some(first),
            _ => None,
        },
    };
    // Where recognition finds as much, over several rows of headings perhaps, nothing is to be said.
    if let Some((id, score, columns)) = &by_itself
        && !asked.mapped
        && wanted == Some(id)
        && chosen.is_none_or(|chosen| chosen.matches.len() <= *columns)
    {
        let unsure = chosen.map(|chosen| chosen.unsure(&sheet));
        return Answer::Recognised(id.clone(), *score, unsure.unwrap_or_default());
    }
    if let Some(chosen) = chosen
        && let Some(common) = asked
            .dataset
            .is_none()
            .then(|| chosen.only_common(&sheet))
            .flatten()
        && by_itself.is_none()
    {
        return Answer::Nothing(Nothing {
            why: format!(
                "only headings that many lists have ({}): say which it is with `--dataset`",
                common.join(", ")
            ),
            nearest: others(None),
            unsure: Vec::new(),
        });
    }
    let Some(chosen) = chosen else {
        let why = match wanted {
            Some(id) => unknown(datasets, id, asked.head),
            None => unlike(catalogue, asked),
        };
        return Answer::Nothing(Nothing {
            why,
            nearest: others(None),
            unsure: wanted
                .and_then(|id| datasets.get(id))
                .map_or_else(Vec::new, |dataset| without_a_match(dataset, &sheet)),
        });
    };
    let others = others(Some(&chosen.dataset.id));
    Answer::Proposed(chosen.proposal(&sheet, others))
}

/// Why nothing can be proposed for headings that are unlike all others, with the list that goes by the
/// file's name.
fn unlike(catalogue: &Catalogue<'_>, asked: Asked<'_>) -> String {
    let known = catalogue.names();
    let of_sheet = asked.sheet.into_iter().flat_map(|s| known.of_sheet(s));
    let of_file = known.of_file(asked.path).chain(known.of_part(asked.path));
    let mut ids: Vec<&str> = of_sheet.chain(of_file).collect();
    ids.sort_unstable();
    ids.dedup();
    match ids.as_slice() {
        [id] => format!(
            "its headings are like those of no list, but its name is like that of `{id}`: if it is \
             that list, say `--dataset {id}`"
        ),
        _ => "its headings are like those of no list: say which it is with `--dataset`".to_owned(),
    }
}

/// That no heading is known for the dataset that a person has said, and what to write by hand.
///
/// The row is taken as the reader takes one: the first that holds more than a title. Of its cells
/// the columns are told, for a row without known headings may be one of people.
fn unknown(datasets: &BTreeMap<String, Dataset>, id: &str, head: &[HeadRow]) -> String {
    let several = head.iter().find(|row| row.cells.len() > 1);
    let row = several.or(head.first());
    let letters = |at: Option<&(u32, String)>| at.map(|(letter, _)| super::read::letters(*letter));
    let read = row.map(|row| {
        let (first, last) = (letters(row.cells.first()), letters(row.cells.last()));
        let columns = match (first, last) {
            (Some(first), Some(last)) if first != last => format!(", columns {first} to {last}"),
            (Some(only), _) => format!(", column {only}"),
            (None, _) => String::new(),
        };
        format!(" (row {}{columns})", row.line)
    });
    let columns = datasets.get(id).into_iter().flat_map(|d| &d.columns);
    let needed = columns.clone().find(|column| column.required);
    let column = needed.or(columns.clone().next());
    let column = column.map_or("column", |column| &*column.name);
    format!(
        "no heading in it{} is known to `{id}`: write `[map.columns]` by hand: under its `[[map]]` in \
         `reinspect.toml`, with `dataset = \"{id}\"`, a line such as `{column} = \"the heading\"` for \
         each column",
        read.unwrap_or_default()
    )
}

/// A dataset and the row whose headings fit it best.
struct Candidate<'a> {
    dataset: &'a Dataset,
    row: usize,
    points: u32,
    matches: Vec<Match>,
}

fn best_row<'a>(dataset: &'a Dataset, sheet: &Sheet<'_>) -> Option<Candidate<'a>> {
    let named = Named::new(dataset, sheet.asked);
    let mut best: Option<Candidate<'a>> = None;
    for row in 0..sheet.asked.head.len() {
        let matches = matches(&named, sheet, row);
        if matches.is_empty() {
            continue;
        }
        let points = points(dataset, &matches, row, sheet.asked, sheet.catalogue);
        if best.as_ref().is_none_or(|best| points > best.points) {
            best = Some(Candidate {
                dataset,
                row,
                points,
                matches,
            });
        }
    }
    best
}

/// What the columns of a list could be in which no heading is known or like one, by the row that
/// tells most.
fn without_a_match(dataset: &Dataset, sheet: &Sheet<'_>) -> Vec<Unsure> {
    let named = Named::new(dataset, sheet.asked);
    let rows = 0..sheet.asked.head.len();
    let rows = rows.map(|row| unsure::unsure(&named, sheet, row, &[]));
    let by_words = |row: &[Unsure]| row.iter().filter(|one| one.by == By::Heading).count();
    let mut best = Vec::new();
    for row in rows {
        if (by_words(&row), row.len()) > (by_words(&best), best.len()) {
            best = row;
        }
    }
    best
}

impl Candidate<'_> {
    fn unsure(&self, sheet: &Sheet<'_>) -> Vec<Unsure> {
        let named = Named::new(self.dataset, sheet.asked);
        unsure::unsure(&named, sheet, self.row, &self.matches)
    }

    /// The headings that it was told by, where every one of them stands in many lists and no name of the
    /// file or the sheet points to it.
    fn only_common(&self, sheet: &Sheet<'_>) -> Option<Vec<String>> {
        let Sheet {
            asked, catalogue, ..
        } = *sheet;
        let hinted = catalogue.hinted(asked.path, asked.sheet);
        let position = catalogue.position(&self.dataset.id);
        if hinted.iter().any(|at| Some(*at) == position) {
            return None;
        }
        let cells = &asked.head.get(self.row)?.cells;
        let texts = self.matches.iter().map(|m| {
            let (_, text) = cells.get(m.cell)?;
            let is_common = m.how == How::Known && catalogue.is_common(text);
            is_common.then(|| text.clone())
        });
        texts.collect()
    }

    fn score(&self) -> u8 {
        u8::try_from(self.points.min(10_000) / 100).unwrap_or(100)
    }

    fn other(&self) -> Other {
        Other {
            dataset: self.dataset.id.clone(),
            score: self.score(),
        }
    }

    fn proposal(&self, sheet: &Sheet<'_>, others: Vec<Other>) -> Proposal {
        let Sheet {
            asked, catalogue, ..
        } = *sheet;
        let empty = HeadRow::default();
        let cells = asked.head.get(self.row).unwrap_or(&empty);
        let columns: Vec<Proposed> = self
            .matches
            .iter()
            .filter_map(|m| {
                Some(Proposed {
                    heading: cells.cells.get(m.cell)?.1.clone(),
                    column: self.dataset.columns.get(m.column)?.name.to_string(),
                    how: m.how,
                })
            })
            .collect();
        let said = columns.iter().filter(|c| c.how != How::Known);
        let said = said
            .map(|c| (c.column.clone(), c.heading.clone()))
            .collect();
        let map = mapping(asked, &self.dataset.id, None, said);
        // Over several rows of headings recognition may find as much below another line.
        let fit = recognised_with(&map, catalogue, asked, asked.head);
        let found = |fit: &Fit<'_>| fit.headings.iter().filter_map(column_of).count();
        let is_found = |fit: &Fit<'_>| fit.line == cells.line || found(fit) >= self.matches.len();
        let used = |at: usize| self.matches.iter().any(|m| m.cell == at);
        let missing = self.dataset.columns.iter();
        let missing: Vec<&ColumnSpec> = missing
            .filter(|spec| columns.iter().all(|c| *c.column != *spec.name))
            .collect();
        let names =
            |of: &mut dyn Iterator<Item = &&ColumnSpec>| of.map(|c| c.name.to_string()).collect();
        Proposal {
            dataset: self.dataset.id.clone(),
            score: self.score(),
            header_row: cells.line,
            says_row: !fit.as_ref().is_some_and(is_found),
            ignored: (cells.cells.iter().enumerate())
                .filter(|(at, _)| !used(*at))
                .map(|(_, (letter, _))| super::read::letters(*letter))
                .collect(),
            required: names(&mut missing.iter().filter(|c| c.required)),
            missing: names(&mut missing.iter()),
            columns,
            others,
            unsure: self.unsure(sheet),
        }
    }
}

/// Which of the headings that a mapping names are in a list, by the rows near its top.
pub fn still_there(head: &[HeadRow], heading: &str) -> bool {
    let wanted = fold::key(heading);
    let mut texts = head.iter().flat_map(|row| &row.cells);
    texts.any(|(_, text)| fold::key(text) == wanted)
}
