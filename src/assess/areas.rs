//! The areas of a run: which are shown, how each stands, and its path to ready.

use std::collections::BTreeMap;

use super::Plan;
use crate::assessment::{AreaResult, AreaState, CriterionResult, Gap, StateResult};
use crate::gap::{Candidate, path};
use crate::pack::{Area, Framework, Pack};
use crate::rollup::{Counted, kinds_of_evidence, roll_up};

/// The areas that the run shows: those asked for, those of the criteria asked for, or all.
pub(super) fn shown<'a>(
    pack: &'a Pack,
    plan: &Plan<'_>,
    results: &[CriterionResult],
) -> Vec<(&'a Framework, &'a Area)> {
    let scope = &plan.scope;
    pack.areas()
        .filter(|(_, area)| scope.areas.is_empty() || scope.areas.contains(&area.id))
        .filter(|(_, area)| scope.criteria.is_empty() || results.iter().any(|c| is_in(c, &area.id)))
        .collect()
}

/// How each area stands.
pub(super) fn results(
    shown: &[(&Framework, &Area)],
    pack: &Pack,
    plan: &Plan<'_>,
    candidates: &[Candidate<'_>],
    all: &[CriterionResult],
    gaps: &[Gap],
) -> Vec<AreaResult> {
    let ranks: BTreeMap<&str, u64> = gaps
        .iter()
        .map(|g| (g.criterion.as_str(), g.rank))
        .collect();
    shown
        .iter()
        .map(|(framework, area)| {
            let inside: Vec<&Candidate<'_>> = candidates
                .iter()
                .filter(|c| is_in(c.result, &area.id))
                .collect();
            let mut path = path_of(&inside, pack.marks.ready);
            path.steps
                .sort_by_key(|step| ranks.get(step.as_str()).copied());
            AreaResult {
                id: area.id.clone(),
                framework: framework.id.clone(),
                kind: area.kind,
                title: area.title.clone(),
                short: area.short.clone(),
                today: state(&inside, pack, |c| Some(&c.today)),
                on_inspection: plan
                    .inspection
                    .map(|_| state(&inside, pack, |c| c.on_inspection.as_ref())),
                kinds_of_evidence: kinds_of_evidence(&area.id, all),
                path_to_ready: path.steps,
                path_reaches: path.reaches,
            }
        })
        .collect()
}

fn is_in(result: &CriterionResult, area: &str) -> bool {
    result.areas().any(|a| a == area)
}

fn state(
    inside: &[&Candidate<'_>],
    pack: &Pack,
    on: impl Fn(&CriterionResult) -> Option<&StateResult>,
) -> AreaState {
    let counted = inside.iter().filter_map(|c| {
        Some(Counted {
            id: &c.result.id,
            weight: c.result.weight,
            priority: c.result.priority,
            state: on(c.result)?.state,
        })
    });
    roll_up(&counted.collect::<Vec<_>>(), pack.marks)
}

fn path_of(inside: &[&Candidate<'_>], ready: u8) -> path::Path {
    let steps = inside.iter().map(|c| path::Step {
        id: &c.result.id,
        weight: c.result.weight,
        priority: c.result.priority,
        state: c.result.today.state,
        effort: c.criterion.effort,
    });
    path::to_ready(&steps.collect::<Vec<_>>(), ready)
}
