//! How an area is known: which kinds of evidence speak for it, alone or against each other.

use std::collections::BTreeSet;

use crate::assessment::{Contradiction, CriterionResult, KindsOfEvidence};
use crate::judge::State;
use crate::pack::KindOfEvidence;

/// How an area is known today, out of all the criteria of the run.
///
/// A criterion outside the area counts too where it shares an expectation with one inside.
pub fn kinds_of_evidence(area: &str, all: &[CriterionResult]) -> KindsOfEvidence {
    let inside = |c: &CriterionResult| c.areas().any(|a| a == area);
    let known = || all.iter().filter(|c| c.today.state.is_known());
    let kinds: BTreeSet<KindOfEvidence> = known()
        .filter(|c| inside(c))
        .flat_map(|c| c.kinds_of_evidence.iter().copied())
        .collect();
    let single_source = known()
        .filter(|c| inside(c) && stands_alone(c, known()))
        .map(|c| c.id.clone())
        .collect();
    let pairs = known().flat_map(|audit| known().map(move |data| (audit, data)));
    let contradictions: BTreeSet<Contradiction> = pairs
        .filter(|(audit, data)| inside(audit) || inside(data))
        .filter_map(|(audit, data)| contradiction(audit, data))
        .collect();
    KindsOfEvidence {
        kinds: kinds.into_iter().collect(),
        single_source,
        contradictions: contradictions.into_iter().collect(),
    }
}

/// Whether it rests on one kind and nothing of another kind speaks to what it tests.
fn stands_alone<'a>(
    criterion: &CriterionResult,
    mut known: impl Iterator<Item = &'a CriterionResult>,
) -> bool {
    let [kind] = criterion.kinds_of_evidence.as_slice() else {
        return false;
    };
    !known.any(|other| {
        other.kinds_of_evidence.iter().any(|k| k != kind) && shared(criterion, other).is_some()
    })
}

fn contradiction(audit: &CriterionResult, data: &CriterionResult) -> Option<Contradiction> {
    let says = |c: &CriterionResult, kind| c.kinds_of_evidence.contains(&kind);
    let disagree = audit.today.state == State::Met
        && data.today.state == State::NotMet
        && says(audit, KindOfEvidence::Audit)
        && says(data, KindOfEvidence::Data)
        && !says(data, KindOfEvidence::Audit);
    let expectation = disagree.then(|| shared(audit, data)).flatten()?;
    Some(Contradiction {
        audit: audit.id.clone(),
        data: data.id.clone(),
        expectation: expectation.to_owned(),
    })
}

/// The first expectation that both test.
fn shared<'a>(a: &'a CriterionResult, b: &CriterionResult) -> Option<&'a str> {
    let both = a.expectations.iter().filter(|e| b.expectations.contains(e));
    both.map(String::as_str).min()
}
