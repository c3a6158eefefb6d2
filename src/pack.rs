//! A pack: a folder of TOML that loads into frameworks, datasets, criteria and a calendar.
//!
//! Three shapes of the same thing: text with places, the raw tables walked field by field, and the
//! validated model below, which nothing changes after loading but tailoring.

pub mod benchmark;
pub mod criterion;
pub mod dataset;
mod embedded;
pub mod framework;
mod load;
pub mod measures;
pub mod profile;
pub(crate) mod raw;
mod renamed;
pub mod rule_test;
mod scalar;
pub mod schema;
pub mod tailoring;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub(crate) mod validate;
pub mod waiver;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{Calendar, Span};

pub use benchmark::{BenchmarkKind, Benchmarks};
pub use criterion::{Basis, Criterion, Direction, Effort, Limit, Thresholds};
pub use dataset::{ColumnSpec, Dataset, KindOfEvidence, Open, Personal, Shape, Subject};
pub use embedded::embedded;
pub use framework::{Area, AreaKind, Expectation, Framework};
pub use load::{check, digest, load, load_with_tests};
pub use measures::Measure;
pub use profile::Profile;
pub use tailoring::Tailored;
pub use theme::{Theme, Themes};
pub use waiver::{Exemption, Waiver, Waivers};

/// A validated pack.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its id, a slug.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its files in order of their names, in hexadecimal.
    pub digest: String,
    /// The marks that areas are levelled by.
    pub marks: Marks,
    /// The limits that it sets.
    pub limits: Limits,
    /// Frameworks in order of their files.
    pub frameworks: Vec<Framework>,
    /// Datasets by id.
    pub datasets: BTreeMap<String, Dataset>,
    /// Criteria in order of their ids.
    pub criteria: Vec<Criterion>,
    /// The parts that a run can be narrowed to, in order.
    pub profiles: Vec<Profile>,
    /// Published figures that stand beside criteria.
    pub benchmarks: Benchmarks,
    /// What inspectors most often raise; none where the pack does not say.
    pub themes: Themes,
    /// The working-day calendar.
    pub calendar: Arc<Calendar>,
}

/// The marks that areas are levelled by, in percent.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct Marks {
    /// `assured` at or over this is ready.
    pub ready: u8,
    /// `assured` at or over this is nearly ready.
    pub nearly: u8,
    /// Coverage under this means nothing can be said; at most the ready mark.
    pub coverage_minimum: u8,
}

/// The limits that a pack sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// More than this percentage of needed cells unreadable makes a list unreadable.
    pub unreadable_percent: u8,
    /// The longest a waiver may run.
    pub waiver: Span,
    /// A waiver or exemption that ends within this of as-at is reported.
    pub expiring_soon: Span,
    /// Working days before the inspection by which a gap should be closed.
    pub closing_days: u32,
}

impl Default for Limits {
    fn default() -> Self {
        use crate::calendar::Unit;
        Self {
            unreadable_percent: 5,
            waiver: Span {
                count: 6,
                unit: Unit::Months,
            },
            expiring_soon: Span {
                count: 30,
                unit: Unit::Days,
            },
            closing_days: 20,
        }
    }
}

impl Pack {
    /// A criterion by its id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|c| c.id == id)
    }

    /// An area by its slug, with the framework it belongs to.
    pub fn area(&self, id: &str) -> Option<(&Framework, &Area)> {
        self.frameworks
            .iter()
            .find_map(|f| f.areas.iter().find(|a| a.id == id).map(|a| (f, a)))
    }

    /// Every area in order: outcomes, enablers, judgements as the framework files list them.
    pub fn areas(&self) -> impl Iterator<Item = (&Framework, &Area)> {
        self.frameworks
            .iter()
            .flat_map(|f| f.areas.iter().map(move |a| (f, a)))
    }

    /// An expectation by its full id, such as `nf:O3-L4`.
    pub fn expectation(&self, full: &str) -> Option<&Expectation> {
        let (framework, id) = full.split_once(':')?;
        let framework = self.frameworks.iter().find(|f| f.id == framework)?;
        framework.expectations.iter().find(|e| e.id == id)
    }
}
