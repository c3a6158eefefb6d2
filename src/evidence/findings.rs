//! The list of findings that inspectors made at earlier visits.

use super::actions::{fold, slugs};
use super::{Evidence, Standing};
use crate::calendar::Day;

/// The dataset that holds them.
pub const DATASET: &str = "inspection_findings";
/// Its columns that are read.
pub const COLUMNS: &[&str] = &[
    "finding_id",
    "visited_on",
    "visit",
    "kind",
    "area",
    "text",
    "criteria",
];

/// A point made by inspectors at an earlier visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its id as it is written; `row 5` where it has none.
    pub id: String,
    /// Its id as it is compared.
    pub folded: String,
    /// When the visit was.
    pub visited_on: Option<Day>,
    /// Which visit.
    pub visit: String,
    /// `strength`, `improve` or `priority`.
    pub kind: Option<String>,
    /// The slug of its area.
    pub area: Option<String>,
    /// What inspectors said.
    pub text: String,
    /// Slugs of the criteria that test it.
    pub criteria: Vec<String>,
}

impl Finding {
    /// Whether it praises rather than asks for something.
    pub fn is_strength(&self) -> bool {
        self.kind.as_deref() == Some("strength")
    }
}

/// Every finding of the list that stands, made on or before a day; none when there is no such list.
pub fn read(evidence: &Evidence, as_at: Day) -> Vec<Finding> {
    let Some(list) = evidence.lists.get(DATASET) else {
        return Vec::new();
    };
    let Standing::Rows(table) = &list.standing else {
        return Vec::new();
    };
    let word = |name, row| {
        table
            .column(name)
            .and_then(|c| c.word(row))
            .map(str::to_owned)
    };
    let findings = (0..table.rows()).map(|row| {
        let line = table.origin(row).map_or(row, |o| o.line as usize);
        let id = word("finding_id", row).unwrap_or_else(|| format!("row {line}"));
        Finding {
            folded: fold(&id),
            id,
            visited_on: table.column("visited_on").and_then(|c| c.day(row)),
            visit: word("visit", row).unwrap_or_default(),
            kind: word("kind", row),
            area: word("area", row),
            text: word("text", row).unwrap_or_default(),
            criteria: word("criteria", row).map(|t| slugs(&t)).unwrap_or_default(),
        }
    });
    findings
        .filter(|p| p.visited_on.is_none_or(|visited| visited <= as_at))
        .collect()
}
