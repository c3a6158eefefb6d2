//! What of each framework a pack tests, with which kinds of evidence, and what it cannot test.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::measure;
use crate::pack::{Expectation, Framework, KindOfEvidence, Pack};

/// What a pack tests of its frameworks.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// `reinspect.coverage/1`.
    pub schema: &'static str,
    /// How many criteria the pack has.
    pub criteria: usize,
    /// How many of them rest on each kind of evidence; one that rests on two counts under both.
    pub criteria_by_kind: BTreeMap<KindOfEvidence, usize>,
    /// Each framework, in the order of the pack.
    pub frameworks: Vec<FrameworkCoverage>,
    /// What inspectors most often raise, the most raised first.
    pub themes: Vec<ThemeCoverage>,
}

/// What a pack tests of one framework.
#[derive(Debug, Clone, Serialize)]
pub struct FrameworkCoverage {
    /// The prefix of its expectations.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many expectations each kind of evidence tests; one that two kinds test counts under both.
    pub tested_by: BTreeMap<KindOfEvidence, usize>,
    /// How many are tested by any kind.
    pub tested: usize,
    /// How many no criterion tests, and the framework says why none can.
    pub not_assessable: usize,
    /// How many no criterion tests, and nothing says why.
    pub nothing: usize,
    /// Each expectation, in the order of the framework.
    pub expectations: Vec<ExpectationCoverage>,
}

/// What tests one expectation.
#[derive(Debug, Clone, Serialize)]
pub struct ExpectationCoverage {
    /// Its full id, such as `nf:O3-L4`.
    pub id: String,
    /// What it asks.
    pub gist: String,
    /// The kinds of evidence that its criteria rest on, in order.
    pub kinds: Vec<KindOfEvidence>,
    /// The criteria that test it, in order of their ids.
    pub criteria: Vec<String>,
    /// Why none can, where the framework says so.
    pub not_assessable: Option<String>,
}

/// What tests one thing that inspectors raise.
#[derive(Debug, Clone, Serialize)]
pub struct ThemeCoverage {
    /// Its slug.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// At how many visits it was raised.
    pub visits: u64,
    /// How many of its criteria rest on each kind of evidence; one that rests on two counts under both.
    pub criteria_by_kind: BTreeMap<KindOfEvidence, usize>,
}

impl Coverage {
    /// Whether every expectation is tested, or said to be beyond testing.
    pub fn is_whole(&self) -> bool {
        self.frameworks.iter().all(|f| f.nothing == 0)
    }
}

/// Works out what a pack tests.
pub fn coverage(pack: &Pack) -> Coverage {
    let kinds: BTreeMap<&str, Vec<KindOfEvidence>> = pack
        .criteria
        .iter()
        .map(|c| (c.id.as_str(), measure::kinds_of_evidence(c, &pack.datasets)))
        .collect();
    Coverage {
        schema: "reinspect.coverage/1",
        criteria: pack.criteria.len(),
        criteria_by_kind: counted(kinds.values()),
        frameworks: pack
            .frameworks
            .iter()
            .map(|framework| of_framework(framework, pack, &kinds))
            .collect(),
        themes: of_themes(pack, &kinds),
    }
}

fn of_themes(pack: &Pack, kinds: &BTreeMap<&str, Vec<KindOfEvidence>>) -> Vec<ThemeCoverage> {
    let mut themes: Vec<_> = pack
        .themes
        .all
        .iter()
        .map(|theme| ThemeCoverage {
            id: theme.id.clone(),
            title: theme.title.clone(),
            visits: theme.visits,
            criteria_by_kind: counted(
                theme
                    .criteria
                    .iter()
                    .filter_map(|id| kinds.get(id.as_str())),
            ),
        })
        .collect();
    themes.sort_by_key(|theme| Reverse(theme.visits));
    themes
}

fn of_framework(
    framework: &Framework,
    pack: &Pack,
    kinds: &BTreeMap<&str, Vec<KindOfEvidence>>,
) -> FrameworkCoverage {
    let expectations: Vec<_> = framework
        .expectations
        .iter()
        .map(|expectation| of_expectation(framework, expectation, pack, kinds))
        .collect();
    let tested = expectations.iter().filter(|e| !e.criteria.is_empty());
    let untested = || expectations.iter().filter(|e| e.criteria.is_empty());
    FrameworkCoverage {
        id: framework.id.clone(),
        title: framework.title.clone(),
        tested_by: counted(expectations.iter().map(|e| &e.kinds)),
        tested: tested.count(),
        not_assessable: untested().filter(|e| e.not_assessable.is_some()).count(),
        nothing: untested().filter(|e| e.not_assessable.is_none()).count(),
        expectations,
    }
}

fn of_expectation(
    framework: &Framework,
    expectation: &Expectation,
    pack: &Pack,
    kinds: &BTreeMap<&str, Vec<KindOfEvidence>>,
) -> ExpectationCoverage {
    let id = format!("{}:{}", framework.id, expectation.id);
    let testing = pack
        .criteria
        .iter()
        .filter(|c| c.expectations.contains(&id));
    let criteria: Vec<String> = testing.map(|c| c.id.clone()).collect();
    let mut all: Vec<KindOfEvidence> = criteria
        .iter()
        .filter_map(|id| kinds.get(id.as_str()))
        .flatten()
        .copied()
        .collect();
    all.sort_unstable();
    all.dedup();
    ExpectationCoverage {
        id,
        gist: expectation.gist.clone(),
        kinds: all,
        criteria,
        not_assessable: expectation.not_assessable.clone(),
    }
}

fn counted<'a>(
    kinds: impl Iterator<Item = &'a Vec<KindOfEvidence>>,
) -> BTreeMap<KindOfEvidence, usize> {
    let mut counts: BTreeMap<_, _> = KindOfEvidence::ALL.map(|kind| (kind, 0)).into();
    for kind in kinds.flatten() {
        *counts.entry(*kind).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{self, Measure, testing};

    fn expectation(id: &str, not_assessable: Option<&str>) -> Expectation {
        Expectation {
            id: id.to_owned(),
            area: None,
            role: None,
            gist: "Something is asked.".to_owned(),
            pages: None,
            source: None,
            verified: true,
            not_assessable: not_assessable.map(str::to_owned),
            timescale: None,
            place: testing::pack().criteria[0].place.clone(),
        }
    }

    /// Four expectations: one that a list and a statement test, one that two lists test, one beyond
    /// testing, one forgotten.
    fn pack() -> Pack {
        let mut pack = testing::pack();
        pack.frameworks = vec![Framework {
            id: "nf".to_owned(),
            title: "Framework".to_owned(),
            edition: "2023".to_owned(),
            source: "A source".to_owned(),
            status: "Guidance".to_owned(),
            areas: Vec::new(),
            expectations: vec![
                expectation("O1-1", None),
                expectation("O1-2", None),
                expectation("O1-3", Some("It asks something of schools alone.")),
                expectation("O1-4", None),
            ],
        }];
        for criterion in &mut pack.criteria {
            criterion.expectations = match criterion.measure {
                Measure::OnTime(_) => vec!["nf:O1-1".to_owned(), "nf:O1-2".to_owned()],
                Measure::Statement(_) => vec!["nf:O1-1".to_owned()],
                Measure::Count(_) => vec!["nf:O1-2".to_owned()],
                Measure::Share(_)
                | Measure::UpToDate(_)
                | Measure::Repeat(_)
                | Measure::PerSubject(_)
                | Measure::Duration(_)
                | Measure::Ratio(_)
                | Measure::Document(_) => Vec::new(),
            };
        }
        pack
    }

    #[test]
    fn each_expectation_is_counted_where_it_belongs() {
        let found = coverage(&pack());
        let [framework] = found.frameworks.as_slice() else {
            panic!("one framework");
        };
        let counts = (
            framework.tested,
            framework.not_assessable,
            framework.nothing,
        );
        assert_eq!(counts, (2, 1, 1));
        let by = |kind| framework.tested_by[&kind];
        assert_eq!(by(KindOfEvidence::Data), 2);
        assert_eq!(by(KindOfEvidence::Statement), 1);
        assert_eq!(by(KindOfEvidence::Voice), 0);
        assert!(!found.is_whole());
    }

    #[test]
    fn a_pack_is_whole_where_nothing_is_forgotten() {
        let mut pack = pack();
        pack.frameworks[0].expectations.pop();
        assert!(coverage(&pack).is_whole());
    }
    /// Where a theme matters, one kind of evidence can contradict another.
    #[test]
    fn what_many_visits_raised_rests_on_several_kinds_of_evidence() {
        let (pack, _) = pack::load(&pack::embedded());
        let found = coverage(&pack.unwrap());
        let asks = |theme: &ThemeCoverage, kinds: &[KindOfEvidence]| {
            kinds.iter().any(|kind| theme.criteria_by_kind[kind] > 0)
        };
        let voices = [
            KindOfEvidence::Voice,
            KindOfEvidence::Staff,
            KindOfEvidence::Partner,
        ];
        let raised = found.themes.iter().filter(|theme| theme.visits >= 50);
        let lacking: Vec<&str> = raised
            .clone()
            .filter(|theme| {
                !(asks(theme, &[KindOfEvidence::Data])
                    && asks(theme, &[KindOfEvidence::Audit])
                    && asks(theme, &voices)
                    && asks(theme, &[KindOfEvidence::Document]))
            })
            .map(|theme| theme.id.as_str())
            .collect();
        assert_eq!(lacking, Vec::<&str>::new());
        assert_eq!(raised.count(), 16);
    }
}
