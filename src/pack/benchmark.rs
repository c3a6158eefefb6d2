//! Published figures beside criteria: for England, a region, statistical neighbours, an authority.
//!
//! They inform and never judge: nothing that measures or judges reads them.

use std::collections::BTreeMap;

/// The published figures of a pack.
#[derive(Debug, Clone, Default)]
pub struct Benchmarks {
    /// The published measure beside a criterion, by the criterion's id.
    pub measures: BTreeMap<String, PublishedMeasure>,
    /// The areas that figures are published for, by code.
    pub areas: BTreeMap<String, PublishedArea>,
    /// The figures of each measure, by the code of their area.
    pub figures: BTreeMap<String, BTreeMap<String, Figures>>,
}

/// A measure that figures are published of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedMeasure {
    /// Its name in the pack, which its figures go by.
    pub id: String,
    /// What it measures, in words.
    pub title: String,
    /// The year that it speaks for, as published: `2025`, `2024/25`.
    pub year: String,
    /// Who published it, in what, when, and under which licence.
    pub source: String,
    /// Where it can be found.
    pub address: String,
    /// Where its definition differs from the criterion's, in one clause.
    pub differs: Option<String>,
}

/// An area that figures are published for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedArea {
    /// Its name.
    pub name: String,
    /// What sort of area it is.
    pub kind: PublishedKind,
    /// The code of the region that an authority lies in.
    pub region: Option<String>,
}

/// What sort of area figures are published for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedKind {
    /// The whole of England.
    England,
    /// One of its nine regions.
    Region,
    /// One authority.
    Authority,
}

/// What is published of one measure for one area, as it was written; what is suppressed is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Its own value.
    pub value: Option<String>,
    /// The median of its statistical neighbours.
    pub neighbours_median: Option<String>,
}

/// Whose figure stands beside a value.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BenchmarkKind {
    /// England's.
    England,
    /// The authority's region's.
    Region,
    /// The median of the authority's statistical neighbours.
    NeighboursMedian,
    /// The authority's own, as last published.
    Authority,
}

/// One published figure beside a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published<'a> {
    /// Whose it is.
    pub kind: BenchmarkKind,
    /// The name of the area; for neighbours, that of the authority whose neighbours they are.
    pub area: &'a str,
    /// The figure, as it was published.
    pub value: &'a str,
    /// What it measures.
    pub measure: &'a PublishedMeasure,
}

impl Benchmarks {
    /// The figures beside a criterion: England's, and for an authority that is known by its code
    /// its region's, its neighbours' median and its own. What is not published is left out.
    pub fn beside(&self, criterion: &str, authority: Option<&str>) -> Vec<Published<'_>> {
        let Some(measure) = self.measures.get(criterion) else {
            return Vec::new();
        };
        let own = authority.and_then(|code| self.authority(code));
        let region = own.and_then(|(_, area)| self.named(area.region.as_deref()?));
        let mut areas = self.areas.iter();
        let england = areas.find(|(_, area)| area.kind == PublishedKind::England);
        let england = england.map(|(code, area)| (code.as_str(), area));
        [
            (BenchmarkKind::England, england),
            (BenchmarkKind::Region, region),
            (BenchmarkKind::NeighboursMedian, own),
            (BenchmarkKind::Authority, own),
        ]
        .into_iter()
        .filter_map(|(kind, at)| self.published(measure, kind, at?))
        .collect()
    }

    fn published<'a>(
        &'a self,
        measure: &'a PublishedMeasure,
        kind: BenchmarkKind,
        (code, area): (&'a str, &'a PublishedArea),
    ) -> Option<Published<'a>> {
        let figures = self.figures.get(&measure.id)?.get(code)?;
        let value = match kind {
            BenchmarkKind::England | BenchmarkKind::Region | BenchmarkKind::Authority => {
                &figures.value
            }
            BenchmarkKind::NeighboursMedian => &figures.neighbours_median,
        };
        Some(Published {
            kind,
            area: &area.name,
            value: value.as_deref()?,
            measure,
        })
    }

    /// An authority's own area, by its code.
    pub fn authority(&self, code: &str) -> Option<(&str, &PublishedArea)> {
        let own = self.named(code);
        own.filter(|(_, area)| area.kind == PublishedKind::Authority)
    }

    fn named(&self, code: &str) -> Option<(&str, &PublishedArea)> {
        let (code, area) = self.areas.get_key_value(code)?;
        Some((code, area))
    }
}
