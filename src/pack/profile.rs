//! Profiles: parts of a pack that a run can be narrowed to.

use super::Criterion;

/// The criteria of some areas, and those that test some expectations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its slug.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// Areas whose criteria belong to it.
    pub areas: Vec<String>,
    /// Full ids of the expectations whose criteria belong to it.
    pub expectations: Vec<String>,
}

impl Profile {
    /// Whether a criterion belongs to it: by one of its areas, or by something it tests.
    pub fn holds(&self, criterion: &Criterion) -> bool {
        let named = |all: &[String], one: &str| all.iter().any(|each| each == one);
        criterion.areas().any(|area| named(&self.areas, area))
            || criterion
                .expectations
                .iter()
                .any(|expectation| named(&self.expectations, expectation))
    }
}
