//! Where lists contradict each other about the same children, counted without showing anyone.
//!
//! What may be held against what is declared in the datasets: whom a list is about, which columns
//! tell the same thing, and in which other list whoever is open here is open too. Identifiers and
//! values arrive as hashes. A date of birth does not change and is compared whatever the days of the
//! lists; anything else only between lists of one day; whether somebody is open on the earlier of
//! the two days, as far as both lists reach it.

mod facts;
mod open;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use super::extract::When;
use crate::calendar::Day;
use crate::pack::{ColumnSpec, Dataset, Personal};

/// Everything in which lists contradict each other, and what could not be held against each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Contradictions {
    /// What was found, by kind, the most children first.
    pub found: Vec<Contradiction>,
    /// How many children each fact differs for, between or within lists.
    pub facts: Vec<FactTotal>,
    /// Lists that tell the same thing and could not be compared.
    pub not_compared: Vec<NotCompared>,
}

/// One way in which one or two lists contradict.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Contradiction {
    /// The way.
    pub kind: Conflict,
    /// The fact that differs, as the datasets call it.
    pub about: Option<String>,
    /// The datasets; of two the first says what the second does not.
    pub lists: Vec<String>,
    /// The day that both are taken at, where the day matters.
    pub on: Option<Day>,
    /// How many children, or whoever the lists are about.
    pub children: u64,
    /// Out of how many that could be compared.
    pub of: u64,
    /// The identifier column that tells whom the lists are about.
    pub subject: String,
}

/// The ways in which lists contradict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// Two lists tell something else.
    Differs,
    /// One list tells two things that cannot both be.
    DiffersWithin,
    /// Open in the first list and closed in the second.
    OpenAndClosed,
    /// Open in the first list and not in the second at all.
    OpenAndAbsent,
    /// Whoever is open in the first list should be in the second, and next to nobody is.
    IdsApart,
}

/// How many children a fact differs for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactTotal {
    /// The fact, as the datasets call it.
    pub about: String,
    /// How many.
    pub children: u64,
}

/// Two lists that could not be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NotCompared {
    /// The fact; none for who is open.
    pub about: Option<String>,
    /// The datasets.
    pub lists: Vec<String>,
    /// Why, in words.
    pub why: String,
    /// How many children, where it is only they; none for the whole lists.
    pub children: Option<u64>,
}

/// What the rows that stand for one dataset say of their subjects.
#[derive(Debug, Clone, Default)]
pub(super) struct Witness {
    /// The dataset.
    pub(super) dataset: String,
    /// The oldest day that its lists speak for.
    pub(super) dated: Option<Day>,
    /// Whether all its rows are of that day.
    pub(super) one_day: bool,
    /// What each column tells of whom, each once, in order.
    pub(super) facts: BTreeMap<String, Said>,
    /// When each row is open, in order of whom it is about.
    pub(super) spans: Vec<(u64, Span)>,
    /// Whether every list of it has the dates that say so.
    pub(super) has_open: bool,
}

/// What a column tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// Whom and what, as hashes.
    pub(super) values: Vec<(u64, u64)>,
    /// Whether day and month of its dates cannot be told apart in a list of it.
    pub(super) doubtful: bool,
}

/// When a row is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// Its first day.
    pub(super) from: When,
    /// The day it was closed.
    pub(super) until: When,
}

/// Holds the lists against each other.
pub(super) fn find(witnesses: &[Witness], datasets: &BTreeMap<String, Dataset>) -> Contradictions {
    let mut all = Contradictions::default();
    facts::compare(witnesses, datasets, &mut all);
    open::compare(witnesses, datasets, &mut all);
    all.found.sort_by(|a, b| {
        let order = |c: &Contradiction| (c.kind, c.about.clone());
        let children = b.children.cmp(&a.children);
        order(a).cmp(&order(b)).then(children).then(a.cmp(b))
    });
    all.not_compared.sort();
    all
}

/// Whether what a column tells is the same for ever.
pub(super) fn never_changes(column: Option<&ColumnSpec>) -> bool {
    column.is_some_and(|spec| spec.personal == Some(Personal::BirthDate))
}

/// Why two lists cannot be taken at one day, or that day.
fn one_day(one: &Witness, other: &Witness) -> Result<Day, String> {
    match (one.dated, other.dated) {
        (Some(a), Some(b)) if a == b && one.one_day && other.one_day => Ok(a),
        (Some(a), Some(b)) if a != b => Err(format!(
            "the lists speak for different days, {} and {}",
            a.long(),
            b.long()
        )),
        (Some(_), Some(_)) => Err("their parts speak for different days".to_owned()),
        (None, _) | (_, None) => Err("they do not both have a date".to_owned()),
    }
}
