//! What every section looks things up in.

use std::collections::BTreeMap;

use crate::assessment::{AreaResult, Assessment, CriterionResult, Gap};
use crate::pack::AreaKind;
use crate::redact::{Audience, Redacted};

/// The assessment as its audience may see it, with what is looked up often.
pub(super) struct View<'a> {
    /// The assessment.
    pub(super) assessment: &'a Assessment,
    /// Who reads it.
    pub(super) audience: Audience,
    criteria: BTreeMap<&'a str, &'a CriterionResult>,
    gaps: BTreeMap<&'a str, &'a Gap>,
}

impl<'a> View<'a> {
    /// Looks at a redacted assessment.
    pub(super) fn new(redacted: &'a Redacted) -> Self {
        let assessment: &'a Assessment = redacted;
        let criteria = assessment.criteria.iter();
        let gaps = assessment.gaps.iter();
        Self {
            assessment,
            audience: redacted.audience(),
            criteria: criteria.map(|c| (c.id.as_str(), c)).collect(),
            gaps: gaps.map(|g| (g.criterion.as_str(), g)).collect(),
        }
    }

    /// A criterion by its id.
    pub(super) fn criterion(&self, id: &str) -> Option<&'a CriterionResult> {
        self.criteria.get(id).copied()
    }

    /// What a criterion's block is linked by: the same in every run, so that a link into a report lasts.
    pub(super) fn anchor(&self, id: &str) -> Option<String> {
        self.criteria.contains_key(id).then(|| format!("c-{id}"))
    }

    /// A criterion's gap, where it has one.
    pub(super) fn gap(&self, id: &str) -> Option<&'a Gap> {
        self.gaps.get(id).copied()
    }

    /// The areas of a kind, in their order.
    pub(super) fn areas(&self, kinds: &[AreaKind]) -> Vec<&'a AreaResult> {
        let areas = self.assessment.areas.iter();
        areas.filter(|area| kinds.contains(&area.kind)).collect()
    }

    /// The criteria that roll up to an area, in order of their ids.
    pub(super) fn of_area(&self, area: &str) -> Vec<&'a CriterionResult> {
        let criteria = self.assessment.criteria.iter();
        criteria
            .filter(|c| c.areas().any(|id| id == area))
            .collect()
    }
}
