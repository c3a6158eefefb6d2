//! Children who are open in one list and closed in another, or not in it at all.

use std::collections::BTreeMap;

use super::{Conflict, Contradiction, Contradictions, NotCompared, Span, Witness};
use crate::calendar::Day;
use crate::evidence::extract::When;
use crate::pack::Dataset;

/// Fewer open children than this say nothing about how identifiers are written.
const A_FEW: u64 = 10;

/// Compares who is open in every two lists of which one says that it should be so in the other.
pub(super) fn compare(
    witnesses: &[Witness],
    datasets: &BTreeMap<String, Dataset>,
    all: &mut Contradictions,
) {
    for one in witnesses {
        let subject = datasets.get(&one.dataset).and_then(|d| d.subject.as_ref());
        let also_in = subject
            .and_then(|s| s.open.as_ref())
            .map(|open| &open.also_in);
        for id in also_in.into_iter().flatten() {
            if let Some(other) = witnesses.iter().find(|w| w.dataset == *id) {
                let subject = subject.map_or("", |subject| subject.column.as_str());
                pair(one, other, subject, all);
            }
        }
    }
}

fn pair(one: &Witness, other: &Witness, subject: &str, all: &mut Contradictions) {
    let lists = vec![one.dataset.clone(), other.dataset.clone()];
    let day = match common_day(one, other) {
        Ok(day) => day,
        Err(why) => {
            all.not_compared.push(NotCompared {
                about: None,
                lists,
                why,
                children: None,
            });
            return;
        }
    };
    let met = meet(one, other, day);
    let mut found = |kind, children| {
        all.found.push(Contradiction {
            kind,
            about: None,
            lists: lists.clone(),
            on: Some(day),
            children,
            of: met.open,
            subject: subject.to_owned(),
        });
    };
    if met.closed > 0 {
        found(Conflict::OpenAndClosed, met.closed);
    }
    // Whoever has left a newer list since is not missing from it.
    let reaches = other.dated <= one.dated;
    if met.open >= A_FEW && met.absent * 10 > met.open * 9 {
        found(Conflict::IdsApart, met.absent);
    } else if met.absent > 0 && reaches {
        found(Conflict::OpenAndAbsent, met.absent);
    }
}

/// The earlier of two days: a later list tells it from its dates.
fn common_day(one: &Witness, other: &Witness) -> Result<Day, String> {
    for list in [one, other] {
        if !list.has_open {
            return Err(format!(
                "`{}` lacks a date that says when a row opens or closes",
                list.dataset
            ));
        }
    }
    match (one.dated, other.dated) {
        (Some(a), Some(b)) => Ok(a.min(b)),
        (None, _) | (_, None) => Err("they do not both have a date".to_owned()),
    }
}

#[derive(Default)]
struct Met {
    open: u64,
    closed: u64,
    absent: u64,
}

fn meet(one: &Witness, other: &Witness, day: Day) -> Met {
    let mut met = Met::default();
    let theirs: BTreeMap<u64, &[(u64, Span)]> = by_whom(other).collect();
    for (whom, spans) in by_whom(one) {
        if state(spans, day) != State::Open {
            continue;
        }
        met.open += 1;
        match theirs.get(&whom).map(|spans| state(spans, day)) {
            Some(State::Closed) => met.closed += 1,
            // In the list with rows that begin later only, or not in it.
            Some(State::NotYet) | None => met.absent += 1,
            Some(State::Open | State::Unclear) => {}
        }
    }
    met
}

fn by_whom(witness: &Witness) -> impl Iterator<Item = (u64, &[(u64, Span)])> {
    let each = witness.spans.chunk_by(|a, b| a.0 == b.0);
    each.filter_map(|spans| Some((spans.first()?.0, spans)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    NotYet,
    Closed,
    Unclear,
    Open,
}

/// How somebody stands on a day: open if any row is, closed if those that had begun all were.
fn state(spans: &[(u64, Span)], day: Day) -> State {
    let states = spans.iter().map(|(_, span)| span.state(day));
    states.max().unwrap_or(State::NotYet)
}

impl Span {
    /// Whether the row may be open on a day.
    pub(in crate::evidence) fn may_hold(self, day: Day) -> bool {
        match self.state(day) {
            State::Open | State::Unclear => true,
            State::NotYet | State::Closed => false,
        }
    }

    fn state(self, day: Day) -> State {
        match (self.from, self.until) {
            (When::On(from), _) if from > day => State::NotYet,
            (_, When::On(until)) if until <= day => State::Closed,
            (When::On(_), When::Blank | When::On(_)) => State::Open,
            (When::On(_), When::Unclear)
            | (When::Blank | When::Unclear, When::Blank | When::On(_) | When::Unclear) => {
                State::Unclear
            }
        }
    }
}
