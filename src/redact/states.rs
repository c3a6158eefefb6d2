//! States that tell a small number by themselves, and areas as they stand without them.

use super::small::{SMALL, is_small, millionths, state_of};
use crate::assessment::{AreaResult, AreaState, Assessment, Audience, CriterionResult, Limits};
use crate::judge::{Reason, State, StateResult};
use crate::rollup::{Counted, roll_up};
use crate::table::SCALE;

/// What stands in the place of a state that is withheld.
const WHY: &str = "the state of so small a count would tell how many there are";

/// For each criterion, whether its state is withheld.
///
/// That rests on its thresholds and never on its value, or withholding would itself tell something.
pub(super) fn withheld(criteria: &[CriterionResult], audience: Audience) -> Vec<bool> {
    let each = criteria.iter();
    each.map(|criterion| tells(criterion, audience)).collect()
}

fn tells(criterion: &CriterionResult, audience: Audience) -> bool {
    let is_count = criterion
        .measurement
        .as_ref()
        .is_some_and(|m| m.kind == "count");
    let limits = criterion
        .thresholds
        .as_ref()
        .and_then(|t| t.limits.as_ref());
    let Some(limits) = limits.filter(|_| is_count) else {
        return false;
    };
    match audience {
        Audience::Internal => false,
        Audience::Board => pins_one(limits),
        Audience::Public => {
            let scale = u128::from(SCALE.unsigned_abs());
            let each = std::iter::once(&limits.met).chain(&limits.nearly);
            each.filter_map(|limit| millionths(limit))
                .any(|limit| limit <= u128::from(SMALL) * scale)
        }
    }
}

/// Whether one of the states can only be had by one small number.
fn pins_one(limits: &Limits) -> bool {
    let state = |number| state_of(limits, number, 1, 1);
    // Whatever is larger has the state of the first number that is not small, or a later one.
    let all: Vec<(u64, State)> = (0..=SMALL + 1).map(|n| (n, state(n))).collect();
    all.iter().any(|(number, own)| {
        is_small(*number) && all.iter().filter(|(_, other)| other == own).count() == 1
    })
}

/// Takes states out, with all that tells of them: gaps, paths, contradictions, levels.
pub(super) fn take_out(assessment: &mut Assessment, told: &[bool]) {
    let hidden = assessment.criteria.iter_mut().zip(told);
    let (ids, titles): (Vec<String>, Vec<String>) = hidden
        .filter(|(_, told)| **told)
        .map(|(criterion, _)| {
            hide(criterion);
            (criterion.id.clone(), criterion.title.clone())
        })
        .unzip();
    if ids.is_empty() {
        return;
    }
    assessment.gaps.retain(|gap| !ids.contains(&gap.criterion));
    assessment.actions.gap_closed.retain(|id| !ids.contains(id));
    let still = &mut assessment.actions.gap_open_still;
    still.retain(|id| !ids.contains(id));
    for (gap, rank) in assessment.gaps.iter_mut().zip(1..) {
        gap.rank = rank;
    }
    for finding in &mut assessment.findings {
        let both = finding.then.iter_mut().chain(&mut finding.now);
        for state in both.filter(|state| ids.contains(&state.criterion)) {
            state.state = State::NotKnown;
        }
        // Such as `Visits are on time: met (data)`.
        let shows = |said: &String| !titles.iter().any(|title| said.starts_with(title.as_str()));
        finding.activity.retain(shows);
        finding.impact.retain(shows);
    }
    if let Some(changes) = &mut assessment.changes {
        for id in &ids {
            let before = changes.changes.len();
            changes.changes.retain(|change| change.criterion != *id);
            if changes.changes.len() == before {
                changes.unchanged = changes.unchanged.saturating_sub(1);
            }
        }
    }
    let (criteria, marks) = (&assessment.criteria, assessment.pack.marks);
    for area in &mut assessment.areas {
        let own: Vec<&CriterionResult> = criteria
            .iter()
            .filter(|c| c.areas().any(|a| a == area.id))
            .collect();
        if own.iter().any(|c| ids.contains(&c.id)) {
            again(area, &own, marks);
        }
        let pairs = &mut area.kinds_of_evidence.contradictions;
        pairs.retain(|pair| !ids.contains(&pair.audit) && !ids.contains(&pair.data));
    }
}

fn hide(criterion: &mut CriterionResult) {
    let states = std::iter::once(&mut criterion.today).chain(&mut criterion.on_inspection);
    for state in states.filter(|state| state.state.is_known()) {
        *state = StateResult::not_known(Reason::Withheld, WHY);
    }
}

/// An area as it stands when what is withheld is not known.
fn again(area: &mut AreaResult, own: &[&CriterionResult], marks: crate::pack::Marks) {
    let rolled = |state: &dyn Fn(&CriterionResult) -> Option<State>| -> AreaState {
        let counted: Vec<Counted<'_>> = own
            .iter()
            .filter_map(|c| {
                Some(Counted {
                    id: &c.id,
                    weight: c.weight,
                    priority: c.priority,
                    state: state(c)?,
                })
            })
            .collect();
        roll_up(&counted, marks)
    };
    area.today = rolled(&|c| Some(c.today.state));
    if area.on_inspection.is_some() {
        area.on_inspection = Some(rolled(&|c| c.on_inspection.as_ref().map(|s| s.state)));
    }
    area.path_to_ready.clear();
    area.path_reaches = false;
}
