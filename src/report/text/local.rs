//! Local decisions: waivers, exemptions, tailoring, what was taken out of the run.

use crate::assessment::{Assessment, CriterionResult};
use crate::report::Style;
use crate::report::style::wrap;

/// Every local decision, so that nobody reads a result without it.
pub(super) fn section(assessment: &Assessment, style: &Style) -> String {
    let mut out = Vec::new();
    for criterion in &assessment.criteria {
        out.extend(waiver(criterion));
        out.extend(exemption(criterion));
        out.extend(tailoring(criterion));
    }
    for off in &assessment.off {
        out.push(format!(
            "{} was taken out of the run by {}: {}",
            off.criterion, off.by, off.reason
        ));
    }
    if out.is_empty() {
        return String::new();
    }
    let heading = super::heading("Local decisions", style);
    let items = out.iter().map(|text| wrap(text, style.width, "  ", "    "));
    super::lines(std::iter::once(heading).chain(items))
}

fn waiver(criterion: &CriterionResult) -> Option<String> {
    let waiver = criterion.waiver.as_ref()?;
    let until = waiver.until.long();
    Some(if waiver.in_force {
        format!(
            "{}: gap accepted until {until} by {}: {}",
            criterion.id, waiver.by, waiver.reason
        )
    } else {
        format!(
            "{}: waiver not in force ({} to {until})",
            criterion.id,
            waiver.from.long()
        )
    })
}

fn exemption(criterion: &CriterionResult) -> Option<String> {
    let exemption = criterion.exemption.as_ref()?;
    Some(format!(
        "{}: does not apply, says {}: {}",
        criterion.id, exemption.by, exemption.reason
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
        "{}: changed by {} on {} ({}): {}.{mark}",
        criterion.id,
        tailoring.by,
        tailoring.on.long(),
        tailoring.changes.join("; "),
        tailoring.reason.trim_end_matches('.'),
    ))
}
