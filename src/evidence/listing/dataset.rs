//! What there is for each dataset of the pack, with every extract of it in order of date.

use serde::Serialize;

use super::Against;
use crate::calendar::Day;
use crate::evidence::{Evidence, Role, Standing};

/// One dataset of the pack, and what there is of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedDataset {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether any criterion of the run needs it.
    pub needed: bool,
    /// What stands for it.
    pub standing: ListedStanding,
    /// The rows that are judged.
    pub rows: Option<usize>,
    /// The oldest date that the lists judged speak for.
    pub dated: Option<Day>,
    /// The day after which it is stale.
    pub expires: Option<Day>,
    /// Every extract of it, the oldest first and the undated last; the earlier ones are its history.
    pub extracts: Vec<ListedExtract>,
}

/// What stands for a dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListedStanding {
    /// Rows to judge, possibly none.
    Rows,
    /// It could not be read.
    Unreadable,
    /// It waits for an answer in the manifest.
    Unresolved,
    /// There are lists, and none is judged.
    NothingJudged,
    /// Nothing was found.
    Nothing,
}

/// One extract of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedExtract {
    /// Its file.
    pub path: String,
    /// Its sheet.
    pub sheet: Option<String>,
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// Its rows.
    pub rows: usize,
    /// What became of it.
    pub role: Role,
}

pub(super) fn listed(evidence: &Evidence, against: &Against<'_>) -> Vec<ListedDataset> {
    let datasets = against.datasets.values();
    datasets
        .map(|dataset| {
            let list = evidence.lists.get(&dataset.id);
            let extracts = extracts(&dataset.id, evidence);
            let standing = match list.map(|list| &list.standing) {
                Some(Standing::Rows(_)) => ListedStanding::Rows,
                Some(Standing::Unreadable(_)) => ListedStanding::Unreadable,
                Some(Standing::Unresolved(_)) => ListedStanding::Unresolved,
                None if extracts.is_empty() => ListedStanding::Nothing,
                None => ListedStanding::NothingJudged,
            };
            let rows = list.and_then(|list| match &list.standing {
                Standing::Rows(table) => Some(table.rows()),
                Standing::Unreadable(_) | Standing::Unresolved(_) => None,
            });
            ListedDataset {
                id: dataset.id.clone(),
                title: dataset.title.clone(),
                needed: against.needs.contains_key(&dataset.id),
                standing,
                rows,
                dated: list.and_then(|list| list.dated),
                expires: list.and_then(|list| list.expires),
                extracts,
            }
        })
        .collect()
}

fn extracts(dataset: &str, evidence: &Evidence) -> Vec<ListedExtract> {
    let sources = evidence.sources.iter().filter(|s| s.dataset == dataset);
    let mut extracts: Vec<ListedExtract> = sources
        .map(|source| ListedExtract {
            path: source.path.to_string(),
            sheet: source.sheet.clone(),
            dated: source.dated,
            rows: source.rows,
            role: source.role,
        })
        .collect();
    extracts.sort_by_key(|extract| (extract.dated.is_none(), extract.dated));
    extracts
}
