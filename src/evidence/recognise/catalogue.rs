//! The datasets of a pack made ready for recognising: headings and hints folded once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Names;
use crate::evidence::fold;
use crate::pack::Dataset;
use crate::table::ColumnType;
use crate::table::hash::FixedState;

/// The datasets of a pack, looked up by heading and by name.
#[derive(Debug)]
pub struct Catalogue<'a> {
    entries: Vec<Entry<'a>>,
    headings: HashMap<String, Vec<Claim>, FixedState>,
    names: Names<'a>,
}

/// How many datasets may know a heading that still tells one list from others.
///
/// The audits and the surveys of a pack share the date and the number of each; no more do. Whom a row
/// is about, the child's sex, age and ethnicity, and team and worker stand in many more.
const FEW: usize = 4;

/// A column that goes by a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Claim {
    /// The dataset's place in the catalogue.
    pub(super) dataset: usize,
    /// The column's place in the dataset.
    pub(super) column: usize,
}

#[derive(Debug)]
struct Entry<'a> {
    dataset: &'a Dataset,
    sheet_hints: Vec<Vec<String>>,
    file_hints: Vec<Vec<String>>,
}

impl<'a> Catalogue<'a> {
    /// Folds every heading and hint of the datasets.
    pub fn new(datasets: &'a BTreeMap<String, Dataset>) -> Self {
        let words = |hints: &[String]| hints.iter().map(|h| fold::words(h)).collect();
        let entries: Vec<Entry<'a>> = datasets
            .values()
            .map(|dataset| Entry {
                dataset,
                sheet_hints: words(&dataset.sheet_hints),
                file_hints: words(&dataset.file_hints),
            })
            .collect();
        let mut headings: HashMap<String, Vec<Claim>, FixedState> = HashMap::default();
        // The names that a dataset lists come before the columns' own names.
        for (dataset, entry) in entries.iter().enumerate() {
            for (column, spec) in entry.dataset.columns.iter().enumerate() {
                for name in &spec.names {
                    claim(&mut headings, name, Claim { dataset, column });
                }
            }
            for (column, spec) in entry.dataset.columns.iter().enumerate() {
                claim(&mut headings, &spec.name, Claim { dataset, column });
            }
        }
        Self {
            entries,
            headings,
            names: Names::new(datasets),
        }
    }

    /// The names that say a dataset exactly.
    pub fn names(&self) -> &Names<'a> {
        &self.names
    }

    /// A dataset's place by its id.
    pub(in crate::evidence) fn position(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.dataset.id == id)
    }

    /// The dataset at a place.
    pub(in crate::evidence) fn dataset(&self, at: usize) -> Option<&'a Dataset> {
        self.entries.get(at).map(|entry| entry.dataset)
    }

    /// The columns that go by a heading.
    ///
    /// What a heading says in brackets at its end of how to fill it in is no part of it, unless the
    /// dataset lists it so.
    pub(super) fn claims(&self, heading: &str) -> &[Claim] {
        let of = |heading| self.headings.get(&fold::key(heading));
        let fits = |claim: &Claim, form: ColumnType| {
            let entry = self.entries.get(claim.dataset);
            let column = entry.and_then(|entry| entry.dataset.columns.get(claim.column));
            column.is_some_and(|column| column.kind == form)
        };
        let without = || {
            let (rest, form) = without_form(heading)?;
            of(rest).filter(|claims| claims.iter().all(|claim| fits(claim, form)))
        };
        of(heading).or_else(without).map_or(&[], Vec::as_slice)
    }

    /// Whether a heading stands in so many lists that it tells of none which it is.
    pub(in crate::evidence) fn is_common(&self, heading: &str) -> bool {
        let claims = self.claims(heading).iter();
        let datasets: BTreeSet<usize> = claims.map(|claim| claim.dataset).collect();
        datasets.len() > FEW
    }

    /// The datasets that the sheet's, else the file's, else its folder's name points to.
    ///
    /// The first of these names that points anywhere decides, and in it the longest hint.
    pub(in crate::evidence) fn hinted(&self, path: &str, sheet: Option<&str>) -> Vec<usize> {
        let (folder, stem) = folder_and_stem(path);
        let names = [(sheet, true), (Some(stem), false), (folder, false)];
        for (name, is_sheet) in names {
            let words = fold::words(name.unwrap_or_default());
            let longest = |entry: &Entry<'_>| {
                let hints = if is_sheet {
                    &entry.sheet_hints
                } else {
                    &entry.file_hints
                };
                hints
                    .iter()
                    .filter(|hint| !hint.is_empty() && holds(&words, hint))
                    .map(Vec::len)
                    .max()
                    .unwrap_or(0)
            };
            let lengths: Vec<usize> = self.entries.iter().map(longest).collect();
            let most = lengths.iter().copied().max().unwrap_or(0);
            if most > 0 {
                let places = lengths
                    .iter()
                    .enumerate()
                    .filter(|(_, length)| **length == most);
                return places.map(|(at, _)| at).collect();
            }
        }
        Vec::new()
    }
}

fn claim(headings: &mut HashMap<String, Vec<Claim>, FixedState>, name: &str, claim: Claim) {
    let key = fold::key(name);
    if key.is_empty() {
        return;
    }
    let claims = headings.entry(key).or_default();
    if !claims.contains(&claim) {
        claims.push(claim);
    }
}

/// A heading without brackets at its end that only say what to write, as `Seen (Y/N)` does, and the
/// type of column that is written so.
fn without_form(heading: &str) -> Option<(&str, ColumnType)> {
    let (rest, form) = heading.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let form = match fold::key(form).as_str() {
        "yn" | "yesno" | "ynna" | "ynnk" | "tick" => ColumnType::YesNo,
        "ddmmyy" | "ddmmyyyy" | "yyyymmdd" => ColumnType::Date,
        _ => return None,
    };
    Some((rest, form))
}

fn folder_and_stem(path: &str) -> (Option<&str>, &str) {
    let (folders, name) = match path.rsplit_once('/') {
        Some((folders, name)) => (Some(folders), name),
        None => (None, path),
    };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let folder = folders.map(|f| f.rsplit_once('/').map_or(f, |(_, last)| last));
    (folder, stem)
}

/// Whether the words hold the hint's words, whole and in a row.
fn holds(words: &[String], hint: &[String]) -> bool {
    words.windows(hint.len()).any(|run| run == hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_write_is_no_part_of_a_heading() {
        for (heading, rest, form) in [
            ("Plan updated (Y/N)", "Plan updated ", ColumnType::YesNo),
            ("Seen alone (Yes / No) ", "Seen alone ", ColumnType::YesNo),
            ("Date seen (dd/mm/yyyy)", "Date seen ", ColumnType::Date),
        ] {
            assert_eq!(without_form(heading), Some((rest, form)));
        }
        for heading in [
            "Age of Child (Years)",
            "Plan (updated)",
            "Plan updated",
            "Y/N)",
        ] {
            assert_eq!(without_form(heading), None);
        }
    }
}
