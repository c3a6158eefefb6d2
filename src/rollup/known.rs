//! How an area is known: which kinds of evidence speak for it, alone or against each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::{Contradiction, CriterionResult, KindsOfEvidence};
use crate::judge::State;
use crate::pack::KindOfEvidence;

/// How an area is known today, out of all the criteria of the run.
///
/// A criterion outside the area counts too where it shares an expectation with one inside.
pub fn kinds_of_evidence(area: &str, all: &[CriterionResult]) -> KindsOfEvidence {
    let inside = |c: &CriterionResult| c.areas().any(|a| a == area);
    let testing = known_by_expectation(all);
    let known = || all.iter().filter(|c| c.today.state.is_known());
    let kinds: BTreeSet<KindOfEvidence> = known()
        .filter(|c| inside(c))
        .flat_map(|c| c.kinds_of_evidence.iter().copied())
        .collect();
    let single_source = known()
        .filter(|c| inside(c) && stands_alone(c, &testing))
        .map(|c| c.id.clone())
        .collect();
    let pairs = known().flat_map(|audit| contradictions(audit, &testing));
    let mut contradictions: Vec<Contradiction> = pairs
        .filter(|(audit, data, _)| inside(audit) || inside(data))
        .map(|(audit, data, expectation)| Contradiction {
            audit: audit.id.clone(),
            data: data.id.clone(),
            expectation: expectation.to_owned(),
        })
        .collect();
    contradictions.sort();
    // A pair that shares several expectations is told once, by the first of them.
    contradictions.dedup_by(|next, kept| (&next.audit, &next.data) == (&kept.audit, &kept.data));
    KindsOfEvidence {
        kinds: kinds.into_iter().collect(),
        single_source,
        contradictions,
    }
}

/// The known criteria that test each expectation: work stays in step with what is shared.
type Testing<'a> = BTreeMap<&'a str, Vec<&'a CriterionResult>>;

fn known_by_expectation(all: &[CriterionResult]) -> Testing<'_> {
    let mut testing = Testing::new();
    for criterion in all.iter().filter(|c| c.today.state.is_known()) {
        for expectation in &criterion.expectations {
            testing.entry(expectation).or_default().push(criterion);
        }
    }
    testing
}

/// Whether it rests on one kind and nothing of another kind speaks to what it tests.
fn stands_alone(criterion: &CriterionResult, testing: &Testing) -> bool {
    let [kind] = criterion.kinds_of_evidence.as_slice() else {
        return false;
    };
    let mut others = sharing(criterion, testing);
    !others.any(|(_, other)| other.kinds_of_evidence.iter().any(|k| k != kind))
}

/// What speaks against an audit that says met, with the expectation that both test.
fn contradictions<'a>(
    audit: &'a CriterionResult,
    testing: &'a Testing<'a>,
) -> impl Iterator<Item = (&'a CriterionResult, &'a CriterionResult, &'a str)> {
    let says = |c: &CriterionResult, kind| c.kinds_of_evidence.contains(&kind);
    let speaks = audit.today.state == State::Met && says(audit, KindOfEvidence::Audit);
    let others = speaks.then(|| sharing(audit, testing));
    others
        .into_iter()
        .flatten()
        .filter(move |(_, data)| {
            data.today.state == State::NotMet
                && says(data, KindOfEvidence::Data)
                && !says(data, KindOfEvidence::Audit)
        })
        .map(move |(expectation, data)| (audit, data, expectation))
}

/// The known criteria that share an expectation with this one, itself among them.
fn sharing<'a>(
    criterion: &'a CriterionResult,
    testing: &'a Testing<'a>,
) -> impl Iterator<Item = (&'a str, &'a CriterionResult)> {
    criterion.expectations.iter().flat_map(|expectation| {
        let those = testing.get(expectation.as_str()).into_iter().flatten();
        those.map(|other| (expectation.as_str(), *other))
    })
}
