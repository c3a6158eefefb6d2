//! What two lists tell of the same children, and where it differs.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Conflict, Contradiction, Contradictions, FactTotal, NotCompared, Said, Witness, never_changes,
    one_day,
};
use crate::calendar::Day;
use crate::pack::{ColumnSpec, Dataset};
use crate::table::{ColumnType, hash};

/// What one list tells under the name of a fact.
struct Telling<'a> {
    witness: &'a Witness,
    said: &'a Said,
    spec: &'a ColumnSpec,
    subject: &'a str,
}

/// Compares every fact that two lists tell.
pub(super) fn compare(
    witnesses: &[Witness],
    datasets: &BTreeMap<String, Dataset>,
    all: &mut Contradictions,
) {
    for (fact, tellings) in tellings(witnesses, datasets) {
        let mut whom = BTreeSet::new();
        for (nth, one) in tellings.iter().enumerate() {
            within(fact, one, all, &mut whom);
            for other in tellings.iter().skip(nth + 1) {
                if one.subject == other.subject {
                    between(fact, one, other, all, &mut whom);
                }
            }
        }
        if !whom.is_empty() {
            all.facts.push(FactTotal {
                about: fact.to_owned(),
                children: whom.len() as u64,
            });
        }
    }
}

fn tellings<'a>(
    witnesses: &'a [Witness],
    datasets: &'a BTreeMap<String, Dataset>,
) -> BTreeMap<&'a str, Vec<Telling<'a>>> {
    let mut by_fact: BTreeMap<&str, Vec<Telling<'_>>> = BTreeMap::new();
    for witness in witnesses {
        let dataset = datasets.get(&witness.dataset);
        let Some((dataset, subject)) = dataset.and_then(|d| Some((d, d.subject.as_ref()?))) else {
            continue;
        };
        for (column, fact) in &subject.facts {
            if let (Some(said), Some(spec)) = (witness.facts.get(column), dataset.column(column)) {
                by_fact.entry(fact).or_default().push(Telling {
                    witness,
                    said,
                    spec,
                    subject: &subject.column,
                });
            }
        }
    }
    by_fact
}

/// Children of whom one list tells two things, where that cannot be.
fn within(fact: &str, one: &Telling<'_>, all: &mut Contradictions, whom: &mut BTreeSet<u64>) {
    if !never_changes(Some(one.spec)) {
        return;
    }
    let each = one.said.values.chunk_by(|a, b| a.0 == b.0);
    let of = each.clone().count() as u64;
    let twice = each.filter(|values| values.len() > 1);
    let twice: Vec<u64> = twice.filter_map(|v| Some(v.first()?.0)).collect();
    if !twice.is_empty() {
        all.found.push(Contradiction {
            kind: Conflict::DiffersWithin,
            about: Some(fact.to_owned()),
            lists: vec![one.witness.dataset.clone()],
            on: None,
            children: twice.len() as u64,
            of,
            subject: one.subject.to_owned(),
        });
        whom.extend(twice);
    }
}

fn between(
    fact: &str,
    one: &Telling<'_>,
    other: &Telling<'_>,
    all: &mut Contradictions,
    whom: &mut BTreeSet<u64>,
) {
    let lists = vec![one.witness.dataset.clone(), other.witness.dataset.clone()];
    let mut not = |why: String, children| {
        all.not_compared.push(NotCompared {
            about: Some(fact.to_owned()),
            lists: lists.clone(),
            why,
            children,
        });
    };
    let on = match comparable(one, other) {
        Ok(on) => on,
        Err(why) => return not(why, None),
    };
    let met = meet(one, other);
    if met.foreign > 0 {
        let why = "their codes have no words in common for them".to_owned();
        not(why, Some(met.foreign));
    }
    if !met.differ.is_empty() {
        all.found.push(Contradiction {
            kind: Conflict::Differs,
            about: Some(fact.to_owned()),
            lists,
            on,
            children: met.differ.len() as u64,
            of: met.compared,
            subject: one.subject.to_owned(),
        });
        whom.extend(met.differ);
    }
}

/// The day to compare at, none where it does not matter; else why the two cannot be compared.
fn comparable(one: &Telling<'_>, other: &Telling<'_>) -> Result<Option<Day>, String> {
    if one.spec.kind != other.spec.kind {
        return Err("they hold it in different types of column".to_owned());
    }
    if one.said.doubtful || other.said.doubtful {
        return Err("day and month of its dates cannot be told apart".to_owned());
    }
    if never_changes(Some(one.spec)) && never_changes(Some(other.spec)) {
        return Ok(None);
    }
    one_day(one.witness, other.witness).map(Some)
}

#[derive(Default)]
struct Met {
    compared: u64,
    differ: Vec<u64>,
    /// Children whose codes one of the columns does not have.
    foreign: u64,
}

/// Meets the children of two lists; those differ who have no value in common.
fn meet(one: &Telling<'_>, other: &Telling<'_>) -> Met {
    let words = (words(one.spec), words(other.spec));
    let mut met = Met::default();
    let mut theirs = other.said.values.chunk_by(|a, b| a.0 == b.0).peekable();
    for own in one.said.values.chunk_by(|a, b| a.0 == b.0) {
        let Some((whom, _)) = own.first() else {
            continue;
        };
        let is_before = |chunk: &&[(u64, u64)]| chunk.first().is_some_and(|(who, _)| who < whom);
        while theirs.next_if(is_before).is_some() {}
        let Some(their) = theirs.next_if(|chunk| chunk.first().is_some_and(|(w, _)| w == whom))
        else {
            continue;
        };
        let is_common = |(_, value): &(u64, u64)| their.iter().any(|(_, other)| other == value);
        if own.iter().any(is_common) {
            met.compared += 1;
        } else if knows(words.1.as_ref(), own) && knows(words.0.as_ref(), their) {
            met.compared += 1;
            met.differ.push(*whom);
        } else {
            met.foreign += 1;
        }
    }
    met
}

/// The hashes of the words of a column of codes; none where any value may stand in it.
fn words(spec: &ColumnSpec) -> Option<BTreeSet<u64>> {
    let hashes = || spec.codes.iter().map(|word| hash::of(word.as_bytes()));
    (spec.kind == ColumnType::Code).then(|| hashes().collect())
}

fn knows(words: Option<&BTreeSet<u64>>, values: &[(u64, u64)]) -> bool {
    let Some(words) = words else { return true };
    values.iter().all(|(_, value)| words.contains(value))
}
