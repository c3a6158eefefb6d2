//! Names of files and what somebody typed, taken out.

use crate::assessment::{Assessment, Audience, CriterionResult, FindingResult};

/// Roles that an outside reader may see as owners: those that lead a service.
const LEADING: [&str; 6] = [
    "head of",
    "director",
    "assistant director",
    "service director",
    "chief",
    "principal social worker",
];

/// What stands where a text is withheld.
pub(crate) const WITHHELD: &str = "withheld";

/// Takes out every file name, digest, free text and message, and owners below those who lead.
pub(super) fn strip(assessment: &mut Assessment, audience: Audience) {
    for source in &mut assessment.sources {
        source.path.clear();
        source.sheet = None;
        source.sha256.clear();
        source.rows = None;
        source.first_answer = None;
    }
    assessment.not_read.clear();
    assessment.data_problems.clear();
    assessment.diagnostics.clear();
    for criterion in &mut assessment.criteria {
        decisions(criterion);
        criterion.owner = criterion
            .owner
            .take()
            .filter(|owner| leads(owner, audience));
    }
    for gap in &mut assessment.gaps {
        gap.owner = gap.owner.take().filter(|owner| leads(owner, audience));
    }
    for off in &mut assessment.off {
        (off.reason, off.by) = (WITHHELD.to_owned(), WITHHELD.to_owned());
    }
    for (finding, number) in assessment.findings.iter_mut().zip(1_u64..) {
        typed(finding, number);
    }
}

/// Whether an owner may be named.
fn leads(owner: &str, audience: Audience) -> bool {
    let owner = owner.to_lowercase();
    match audience {
        Audience::Internal => true,
        Audience::Board => LEADING.iter().any(|role| owner.starts_with(role)),
        Audience::Public => false,
    }
}

/// Who decided, and why, in their own words.
fn decisions(criterion: &mut CriterionResult) {
    if let Some(waiver) = &mut criterion.waiver {
        (waiver.reason, waiver.by) = (WITHHELD.to_owned(), WITHHELD.to_owned());
    }
    if let Some(tailoring) = &mut criterion.tailoring {
        (tailoring.reason, tailoring.by) = (WITHHELD.to_owned(), WITHHELD.to_owned());
    }
    if let Some(exemption) = &mut criterion.exemption {
        (exemption.reason, exemption.by) = (WITHHELD.to_owned(), WITHHELD.to_owned());
    }
}

/// What was typed into the list of findings: its id, the visit's name and the point itself.
fn typed(finding: &mut FindingResult, number: u64) {
    finding.id = format!("finding-{number}");
    finding.visit.clear();
    finding.text.clear();
    finding.kind = None;
    // Numbers of actions; criteria follow in words.
    finding
        .activity
        .retain(|said| !said.starts_with(|c: char| c.is_ascii_digit()));
}
