//! Taking evidence away raises nothing, and opens no gate.

use std::collections::BTreeSet;

use proptest::prelude::*;
use reinspect::assessment::{AreaResult, Assessment, Audience, CriterionResult};
use reinspect::evidence::extract::FileRead;
use reinspect::pack::Marks;
use reinspect::requirement::{Require, Verdict, decide};

use super::untidy;
use crate::engine::{ENGINE, Engine, Random, as_at, raised};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn taking_any_one_dataset_away_raises_nothing(
        seed in any::<u64>(),
        marks in marks(),
        days in 0_i64..120,
    ) {
        let engine = easier(marks, days, &mut Random(seed));
        let reads = engine.read(&untidy(seed));
        let whole = engine.assess(reads.clone());
        let gates = open(&whole, &whole);
        let datasets = datasets(&reads);
        prop_assert!(datasets.len() >= 45, "only {} datasets", datasets.len());
        for dataset in datasets {
            let less = engine.assess(without(&reads, &dataset));
            let raised = raised(&whole, &less);
            prop_assert!(raised.is_empty(), "without {}: {:#?}", dataset, raised);
            let opened = &open(&less, &whole) - &gates;
            prop_assert!(opened.is_empty(), "without {}: {:?}", dataset, opened);
        }
    }

    #[test]
    fn taking_one_after_another_away_raises_nothing(
        seed in any::<u64>(),
        marks in marks(),
        days in 0_i64..120,
    ) {
        let mut random = Random(seed);
        let engine = easier(marks, days, &mut random);
        let mut reads = engine.read(&untidy(seed));
        let whole = engine.assess(reads.clone());
        let mut before = whole.clone();
        let mut gates = open(&whole, &whole);
        let mut datasets: Vec<String> = datasets(&reads).into_iter().collect();
        random.shuffle(&mut datasets);
        for dataset in datasets {
            reads = without(&reads, &dataset);
            let after = engine.assess(reads.clone());
            let raised = raised(&before, &after);
            prop_assert!(raised.is_empty(), "without {}: {:#?}", dataset, raised);
            let left = open(&after, &whole);
            prop_assert!(left.is_subset(&gates), "without {}: {:?}", dataset, &left - &gates);
            (before, gates) = (after, left);
        }
        prop_assert!(before.sources.is_empty());
    }
}

/// Marks of any height, so that areas stand at every level.
fn marks() -> impl Strategy<Value = Marks> {
    (1_u8..=100, 1_u8..=100, 0_u8..=100).prop_map(|(one, other, coverage)| Marks {
        ready: one.max(other),
        nearly: one.min(other),
        coverage_minimum: coverage.min(one.max(other)),
    })
}

/// The engine with other marks and another inspection date, and fewer criteria that cap their areas.
fn easier(marks: Marks, days: i64, random: &mut Random) -> Engine {
    let mut engine = ENGINE.clone();
    engine.pack.marks = marks;
    engine.settings.inspection = Some(as_at().plus_days(days));
    for criterion in &mut engine.pack.criteria {
        criterion.priority &= random.below(3) == 0;
    }
    engine
}

/// The datasets that anything was found for; documents are one of them.
fn datasets(reads: &[FileRead]) -> BTreeSet<String> {
    reads.iter().flat_map(of).collect()
}

/// What a file was recognised as, or was said to be.
fn of(read: &FileRead) -> BTreeSet<String> {
    let tables = read
        .found
        .tables
        .iter()
        .filter_map(|table| table.dataset.clone());
    let document = read.documents.iter().map(|_| "document".to_owned());
    tables.chain(document).collect()
}

fn without(reads: &[FileRead], dataset: &str) -> Vec<FileRead> {
    let kept = reads.iter().filter(|read| !of(read).contains(dataset));
    kept.cloned().collect()
}

/// A gate, and the area or criterion that it is narrowed to; everything when that is empty.
type Gate = (&'static str, String);

/// The gates that are met: over all, over each area, over each criterion.
///
/// Neither *not met* nor *undecided* lets a run through, so only *met* is better than another verdict.
fn open(assessment: &Assessment, baseline: &Assessment) -> BTreeSet<Gate> {
    let mut met = BTreeSet::new();
    let mut decide_all = |scope: &str, narrow: Assessment| {
        for require in Require::ALL {
            if decide(&narrow, &[require], Some(baseline)) == Verdict::Met {
                met.insert((require.name(), scope.to_owned()));
            }
        }
    };
    decide_all("", narrowed(assessment, |_| true, |_| true));
    for AreaResult { id, .. } in &assessment.areas {
        let within = |c: &CriterionResult| c.areas().any(|area| area == id);
        decide_all(id, narrowed(assessment, within, |area| area.id == *id));
    }
    for criterion in &assessment.criteria {
        let of_it = |area: &AreaResult| criterion.areas().any(|a| a == area.id);
        let narrow = narrowed(assessment, |c| c.id == criterion.id, of_it);
        decide_all(&criterion.id, narrow);
    }
    met
}

/// The criteria and areas of a scope, which are all that a gate looks at.
fn narrowed(
    assessment: &Assessment,
    criteria: impl Fn(&CriterionResult) -> bool,
    areas: impl Fn(&AreaResult) -> bool,
) -> Assessment {
    let criteria = assessment.criteria.iter().filter(|c| criteria(c));
    let criteria = criteria.cloned().collect();
    let areas = assessment.areas.iter().filter(|area| areas(area));
    let areas = areas.cloned().collect();
    Assessment {
        audience: Audience::Internal,
        withheld: None,
        schema: String::new(),
        authority: assessment.authority.clone(),
        pack: assessment.pack.clone(),
        scope: assessment.scope.clone(),
        as_at: assessment.as_at,
        inspection: assessment.inspection,
        areas,
        criteria,
        sources: Vec::new(),
        not_read: Vec::new(),
        templates: reinspect::assessment::Templates::default(),
        off: Vec::new(),
        gaps: Vec::new(),
        actions: reinspect::assessment::ActionsAgainst::default(),
        findings: Vec::new(),
        data_problems: Vec::new(),
        diagnostics: Vec::new(),
        changes: None,
        trends: Vec::new(),
        frameworks: Vec::new(),
    }
}
