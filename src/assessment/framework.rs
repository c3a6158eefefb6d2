//! What criteria are drawn from, so that a result leads to the words behind its rule.

use serde::{Deserialize, Serialize};

/// A framework, with the points of it that the criteria of a run test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct FrameworkEntry {
    /// The prefix of its points, such as `nf`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// Where it can be read, such as an address.
    pub source: String,
    /// The points that at least one criterion of the run tests, in its own order.
    pub points: Vec<PointEntry>,
}

/// One point of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct PointEntry {
    /// Its full id, such as `nf:O3-L4`, as criteria name it.
    pub id: String,
    /// What it asks, in the rules' own words.
    pub gist: String,
    /// Its pages, or another source that it stands in.
    pub place: Option<String>,
    /// Whether its wording could be confirmed.
    pub verified: bool,
}
