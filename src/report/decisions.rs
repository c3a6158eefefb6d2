//! Local decisions about a criterion in words: waiver, exemption, tailoring.

use crate::assessment::CriterionResult;

/// What was decided locally about a criterion, a sentence each; empty for most.
pub(super) fn decisions(criterion: &CriterionResult) -> Vec<String> {
    let all = [
        waiver(criterion),
        exemption(criterion),
        tailoring(criterion),
    ];
    all.into_iter().flatten().collect()
}

fn waiver(criterion: &CriterionResult) -> Option<String> {
    let waiver = criterion.waiver.as_ref()?;
    let until = waiver.until.long();
    Some(if waiver.in_force {
        format!(
            "gap accepted until {until} by {}: {}",
            waiver.by, waiver.reason
        )
    } else {
        format!("waiver not in force ({} to {until})", waiver.from.long())
    })
}

fn exemption(criterion: &CriterionResult) -> Option<String> {
    let exemption = criterion.exemption.as_ref()?;
    Some(format!(
        "does not apply, says {}: {}",
        exemption.by, exemption.reason
    ))
}

fn tailoring(criterion: &CriterionResult) -> Option<String> {
    let tailoring = criterion.tailoring.as_ref()?;
    let loosened = criterion
        .thresholds
        .as_ref()
        .is_some_and(|t| t.statute_loosened);
    let mark = if loosened {
        " THIS LOOSENS A LIMIT THAT THE LAW SETS."
    } else {
        ""
    };
    Some(format!(
        "changed by {} on {} ({}): {}.{mark}",
        tailoring.by,
        tailoring.on.long(),
        tailoring.changes.join("; "),
        tailoring.reason.trim_end_matches('.'),
    ))
}
