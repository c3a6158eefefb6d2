//! Local decisions about a criterion in words: waiver, exemption, tailoring.

use crate::assessment::{CriterionResult, OffEntry};
use crate::redact::WITHHELD;

/// What was decided locally about a criterion, a sentence each; empty for most.
pub(super) fn decisions(criterion: &CriterionResult) -> Vec<String> {
    let all = [
        waiver(criterion),
        exemption(criterion),
        tailoring(criterion),
    ];
    all.into_iter().flatten().collect()
}

/// That a criterion was taken out of the run, by whom and why.
pub(super) fn off(off: &OffEntry) -> String {
    let (criterion, on) = (&off.criterion, off.on.long());
    if off.by == WITHHELD {
        return format!("{criterion} was taken out of the run on {on}; {NOT_SHOWN}");
    }
    format!(
        "{criterion} was taken out of the run by {} on {on}: {}",
        off.by, off.reason
    )
}

/// What stands for the person and the reason in a copy for others.
const NOT_SHOWN: &str = "who decided it and why is not shown in this copy";

fn waiver(criterion: &CriterionResult) -> Option<String> {
    let waiver = criterion.waiver.as_ref()?;
    let until = waiver.until.long();
    Some(if !waiver.in_force {
        format!("waiver not in force ({} to {until})", waiver.from.long())
    } else if waiver.by == WITHHELD {
        format!("gap accepted until {until}; {NOT_SHOWN}")
    } else {
        format!(
            "gap accepted until {until} by {}: {}",
            waiver.by, waiver.reason
        )
    })
}

fn exemption(criterion: &CriterionResult) -> Option<String> {
    let exemption = criterion.exemption.as_ref()?;
    if exemption.by == WITHHELD {
        return Some(format!("does not apply; {NOT_SHOWN}"));
    }
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
    let (on, changes) = (tailoring.on.long(), tailoring.changes.join("; "));
    if tailoring.by == WITHHELD {
        return Some(format!("changed on {on} ({changes}); {NOT_SHOWN}.{mark}"));
    }
    Some(format!(
        "changed by {} on {on} ({changes}): {}.{mark}",
        tailoring.by,
        tailoring.reason.trim_end_matches('.'),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{day, result};
    use crate::assessment::{ExemptionResult, WaiverResult};
    use crate::state::State;

    #[test]
    fn a_copy_for_others_says_that_it_does_not_say_who_and_why() {
        let mut criterion = result("a", State::NotMet);
        let withheld = |by: &str| WaiverResult {
            in_force: true,
            reason: by.to_owned(),
            by: by.to_owned(),
            from: day("2026-01-01"),
            until: day("2026-12-31"),
        };
        criterion.waiver = Some(withheld("the Director"));
        assert_eq!(
            decisions(&criterion),
            ["gap accepted until 31 December 2026 by the Director: the Director"]
        );
        criterion.waiver = Some(withheld(WITHHELD));
        criterion.exemption = Some(ExemptionResult {
            reason: WITHHELD.to_owned(),
            by: WITHHELD.to_owned(),
        });
        assert_eq!(
            decisions(&criterion),
            [
                "gap accepted until 31 December 2026; who decided it and why is not shown in this copy",
                "does not apply; who decided it and why is not shown in this copy"
            ]
        );
    }
}
