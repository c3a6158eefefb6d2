//! The whole of a change divided among what made it.
//!
//! A result depends on four things: the evidence, the day it is judged for, the local decisions and the
//! rules. Going from the earlier result to the later one, they are changed one after the other, the rules
//! first and the evidence last. What each change adds is the difference it makes in that walk, so that
//! the parts add up to the whole, whatever they are.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{by_id, change, changes, narrowed, withheld};
use crate::assessment::{
    AreaChange, AreaResult, Assessment, Audience, COMPARISON, Cause, Change, Changes, Comparison,
    CriterionResult, Difference, Fraction, Part, Run, Step,
};
use crate::rollup::{Counted, roll_up};
use crate::state::State;

/// The earlier evidence judged anew, by the rules of the later result.
#[derive(Debug, Clone, Copy)]
pub struct Anew<'a> {
    /// On the later day, with the later local decisions.
    pub later: &'a Assessment,
    /// On the earlier day, with the later local decisions.
    pub earlier: &'a Assessment,
    /// On the earlier day, with the local decisions of that day.
    pub as_decided: &'a Assessment,
}

/// The causes in the order in which they are told.
pub const CAUSES: [Cause; 5] = [
    Cause::Evidence,
    Cause::Staleness,
    Cause::Tailoring,
    Cause::Rules,
    Cause::NotSeparable,
];

/// The points of the walk, from the earlier result to the later one.
const POINTS: usize = 6;

/// Sets two results beside each other; with the earlier evidence judged anew, causes are told apart.
pub fn compare(old: &Assessment, new: &Assessment, anew: Option<&Anew<'_>>) -> Comparison {
    let walk = anew.map(|anew| Walk::of(old, new, anew));
    let mut told = changes(old, new);
    if let Some(walk) = &walk {
        retell(&mut told, walk, (old, new));
        told.areas = areas(old, new, Some(walk));
    }
    Comparison {
        schema: COMPARISON.to_owned(),
        audience: old.audience.max(new.audience),
        authority: new.authority.clone(),
        then: Run::of(old),
        now: Run::of(new),
        separated: walk.is_some(),
        changes: told,
    }
}

/// Every criterion at every point of the walk; none where that point does not have it.
pub(super) struct Walk<'a> {
    criteria: BTreeMap<&'a str, [Option<&'a CriterionResult>; POINTS]>,
    /// What is changed from one point to the next.
    causes: [Cause; POINTS - 1],
}

impl<'a> Walk<'a> {
    fn of(old: &'a Assessment, new: &'a Assessment, anew: &Anew<'a>) -> Self {
        let results = [old, anew.as_decided, anew.earlier, anew.later, new].map(by_id);
        let [first, decided, earlier, later, last] = &results;
        let ids: BTreeSet<&str> = results.iter().flat_map(|r| r.keys().copied()).collect();
        let criteria = ids.into_iter().map(|id| {
            let at = |r: &BTreeMap<&str, &'a CriterionResult>| r.get(id).copied();
            let (then, earlier) = (at(first), at(earlier));
            // Where the decisions of then are not those recorded, they go together with the rules.
            let (apart, without) = if decided_alike(id, (old, then), (anew.as_decided, at(decided)))
            {
                (at(decided), at(decided))
            } else {
                (then, earlier)
            };
            (id, [then, apart, without, earlier, at(later), at(last)])
        });
        let rules = if old.pack.digest == new.pack.digest {
            // The same rules and evidence judged otherwise: a figure of the settings, or the program.
            Cause::NotSeparable
        } else {
            Cause::Rules
        };
        Self {
            criteria: criteria.collect(),
            causes: [
                rules,
                Cause::NotSeparable,
                Cause::Tailoring,
                Cause::Staleness,
                Cause::Evidence,
            ],
        }
    }

    /// The changes of state of one criterion along the walk.
    fn steps(&self, id: &str) -> Vec<Step> {
        let Some(points) = self.criteria.get(id) else {
            return Vec::new();
        };
        let states: Vec<Option<State>> = points.iter().map(|c| c.map(|c| c.today.state)).collect();
        let pairs = states.iter().zip(states.iter().skip(1)).zip(self.causes);
        pairs
            .filter(|((then, now), _)| then != now)
            .map(|((then, now), cause)| Step {
                cause,
                then: *then,
                now: *now,
            })
            .collect()
    }

    /// What an inspector could be shown of an area at one point.
    fn assured(&self, area: &AreaResult, point: usize, new: &Assessment) -> Option<Fraction> {
        let there = self
            .criteria
            .values()
            .filter_map(|points| *points.get(point)?);
        let own = there.filter(|c| c.areas().any(|a| a == area.id));
        let counted: Vec<Counted<'_>> = own
            .map(|c| Counted {
                id: &c.id,
                weight: c.weight,
                priority: c.priority,
                state: c.today.state,
            })
            .collect();
        roll_up(&counted, new.pack.marks).assured
    }
}

/// Whether the local decisions that the earlier result records are those it is judged anew with.
fn decided_alike(
    id: &str,
    (old, then): (&Assessment, Option<&CriterionResult>),
    (decided, anew): (&Assessment, Option<&CriterionResult>),
) -> bool {
    let off = |a: &Assessment| a.off.iter().any(|off| off.criterion == id);
    match (then, anew) {
        (Some(then), Some(anew)) => {
            then.tailoring == anew.tailoring && then.exemption == anew.exemption
        }
        // Where one of them has it not, either it was taken out there or its rules have it not.
        (Some(_), None) => !off(decided),
        (None, Some(_)) => !off(old),
        (None, None) => true,
    }
}

/// Says of each change what made it, and adds what was moved and moved back.
fn retell(told: &mut Changes, walk: &Walk<'_>, (old, new): (&Assessment, &Assessment)) {
    let changes = &mut told.changes;
    for told in changes.iter_mut() {
        explain(told, walk.steps(&told.criterion));
    }
    let (before, after) = (by_id(old), by_id(new));
    let both = before
        .iter()
        .filter_map(|(id, then)| Some((*id, *then, *after.get(id)?)));
    for (id, then, now) in both {
        let still = then.today.state == now.today.state;
        let hidden = withheld(Some(then)) || withheld(Some(now));
        if !still || hidden || narrowed(old, new, Some(then), Some(now)) {
            continue;
        }
        let steps = walk.steps(id);
        if steps.is_empty() {
            continue;
        }
        if let Some(mut there_and_back) = change(Some(then), Some(now), false) {
            explain(&mut there_and_back, steps);
            changes.push(there_and_back);
            told.unchanged = told.unchanged.saturating_sub(1);
        }
    }
    changes.sort_by(|a, b| (a.way, &a.criterion).cmp(&(b.way, &b.criterion)));
}

fn explain(change: &mut Change, steps: Vec<Step>) {
    change.cause = match steps.as_slice() {
        [] => change.cause,
        [one] => one.cause,
        [..] => Cause::Several,
    };
    change.steps = steps;
}

pub(super) fn areas(
    old: &Assessment,
    new: &Assessment,
    walk: Option<&Walk<'_>>,
) -> Vec<AreaChange> {
    let both = new.areas.iter().filter_map(|now| {
        let then = old.areas.iter().find(|then| then.id == now.id)?;
        Some((then, now))
    });
    both.map(|(then, now)| AreaChange {
        id: now.id.clone(),
        kind: now.kind,
        short: now.short.clone(),
        level_then: then.today.level,
        level_now: now.today.level,
        then: then.today.assured,
        now: now.today.assured,
        parts: walk
            .filter(|_| old.scope == new.scope && new.audience == Audience::Internal)
            .and_then(|walk| parts(walk, now, new))
            .unwrap_or_default(),
    })
    .collect()
}

/// What each cause added; none where at some point of the walk nothing applies.
fn parts(walk: &Walk<'_>, area: &AreaResult, new: &Assessment) -> Option<Vec<Part>> {
    let points: Option<Vec<Fraction>> = (0..POINTS)
        .map(|point| walk.assured(area, point, new))
        .collect();
    let points = points?;
    let of = |cause: Cause| -> Option<Difference> {
        let pairs = points.iter().zip(points.iter().skip(1)).zip(walk.causes);
        let own = pairs.filter(|(_, own)| *own == cause);
        let each: Option<Vec<Difference>> = own
            .map(|((then, now), _)| Difference::between(*then, *now))
            .collect();
        each?
            .into_iter()
            .try_fold(Difference::NONE, Difference::and)
    };
    CAUSES
        .into_iter()
        .map(|cause| {
            Some(Part {
                cause,
                added: of(cause)?,
            })
        })
        .collect()
}
