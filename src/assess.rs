//! Assembling the assessment: the only file that sees every stage.

mod areas;
mod criterion;
#[cfg(test)]
pub(crate) mod fixture;
mod inputs;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::{
    Assessment, Audience, Authority, CriterionResult, DiagnosticEntry, FrameworkEntry, OffEntry,
    PackRef, PointEntry, SCHEMA, Scope,
};
use crate::calendar::Day;
use crate::diagnostic::{self, Diagnostic};
use crate::evidence::{Evidence, actions, findings};
use crate::finding::Answers;
use crate::gap::{self, Candidate, Setting, gain::Weights};
use crate::measure::{Inputs, Measured};
use crate::pack::{Criterion, Pack, Tailored, Waivers};

/// Everything a run needs to know besides the pack and the evidence.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// Whose evidence it is.
    pub authority: Authority,
    /// The day the run speaks for.
    pub as_at: Day,
    /// The planned inspection date.
    pub inspection: Option<Day>,
    /// What the run is narrowed to.
    pub scope: Scope,
    /// Figures from settings, in millionths.
    pub figures: BTreeMap<String, i64>,
    /// Owners from settings, by criterion; they come before the pack's.
    pub owners: BTreeMap<String, String>,
    /// Local changes that were laid over the pack.
    pub tailored: Vec<Tailored>,
    /// Waivers and exemptions.
    pub waivers: Waivers,
    /// What is wrong with the pack and settings and did not stop the run.
    pub diagnostics: Vec<Diagnostic>,
    /// An earlier assessment, for the states of findings then.
    pub baseline: Option<&'a Assessment>,
}

/// Measures and judges every chosen criterion, and assembles what follows from it.
pub fn assess(pack: &Pack, evidence: &Evidence, plan: &Plan<'_>) -> Assessment {
    assess_by(pack, evidence, plan, &|criterion, inputs, age_at| {
        crate::measure::measure(criterion, inputs, age_at, None)
    })
}

/// How a criterion is measured, for the day on which documents and statements are aged.
type Measuring<'a> = dyn Fn(&Criterion, &Inputs<'_>, Day) -> Measured + Sync + 'a;

fn assess_by(
    pack: &Pack,
    evidence: &Evidence,
    plan: &Plan<'_>,
    measuring: &Measuring<'_>,
) -> Assessment {
    let chosen = chosen(pack, &plan.scope, &plan.tailored);
    let computed = criterion::compute_all(&chosen, pack, evidence, plan, measuring);
    let results: Vec<CriterionResult> = computed.iter().map(|c| c.result.clone()).collect();
    let answers = computed.iter();
    let answered = answers
        .filter_map(|c| Some((c.result.id.as_str(), c.answered?)))
        .collect();
    let shown = areas::shown(pack, plan, &results);
    let actions = actions::read(evidence, plan.as_at);
    let candidates: Vec<Candidate<'_>> = computed
        .iter()
        .map(criterion::Computed::candidate)
        .collect();
    let setting = Setting {
        as_at: plan.as_at,
        inspection: plan.inspection,
        limits: pack.limits,
        calendar: &pack.calendar,
        actions: &actions,
    };
    let ids: Vec<&str> = shown.iter().map(|(_, area)| area.id.as_str()).collect();
    let gaps = gap::gaps(&candidates, &Weights::of(&results, &ids), &setting);
    let findings = findings::read(evidence, plan.as_at);
    let answers = Answers {
        pack,
        results: &results,
        actions: &actions,
        baseline: plan.baseline,
    };
    let mut found = crate::finding::findings(&findings, &answers);
    found.retain(|f| is_everything(&plan.scope) || !f.criteria.is_empty());
    let mut diagnostics = inputs::diagnostics(pack, evidence, plan, &results);
    diagnostics.extend(inputs::unknown_links(
        pack, plan, evidence, &findings, &actions,
    ));
    diagnostic::sort(&mut diagnostics);
    Assessment {
        schema: SCHEMA.to_owned(),
        audience: Audience::Internal,
        withheld: None,
        authority: plan.authority.clone(),
        as_at: plan.as_at,
        inspection: plan.inspection,
        pack: pack_ref(pack, plan),
        scope: plan.scope.clone(),
        sources: inputs::sources(pack, evidence, &results, &answered),
        not_read: inputs::not_read(evidence),
        templates: inputs::templates(evidence),
        areas: areas::results(&shown, pack, plan, &candidates, &results, &gaps),
        frameworks: frameworks(pack, &results),
        off: off(plan),
        gaps,
        actions: gap::against::against(&results, &actions),
        findings: found,
        data_problems: inputs::data_problems(evidence),
        diagnostics: diagnostics.iter().map(DiagnosticEntry::from).collect(),
        criteria: results,
        changes: None,
        trends: Vec::new(),
    }
}

/// The criteria of a run in order of id: those that the scope names, but for those that are off.
pub fn chosen<'a>(pack: &'a Pack, scope: &Scope, tailored: &[Tailored]) -> Vec<&'a Criterion> {
    let off = |id: &str| tailored.iter().any(|t| t.off && t.criterion == id);
    let within = |c: &Criterion| {
        let area = |area: &str| scope.areas.iter().any(|a| a == area);
        (scope.areas.is_empty() || c.areas().any(area))
            && (scope.criteria.is_empty() || scope.criteria.contains(&c.id))
    };
    let mut chosen: Vec<&Criterion> = pack
        .criteria
        .iter()
        .filter(|c| !off(&c.id) && within(c))
        .collect();
    chosen.sort_by(|a, b| a.id.cmp(&b.id));
    chosen
}

fn is_everything(scope: &Scope) -> bool {
    scope.areas.is_empty() && scope.criteria.is_empty()
}

/// The points that these criteria test, by framework; one without any is left out.
fn frameworks(pack: &Pack, results: &[CriterionResult]) -> Vec<FrameworkEntry> {
    let tested: BTreeSet<&str> = results
        .iter()
        .flat_map(|result| &result.expectations)
        .map(String::as_str)
        .collect();
    let entries = pack.frameworks.iter().map(|framework| {
        let points = framework.expectations.iter().map(|point| PointEntry {
            id: format!("{}:{}", framework.id, point.id),
            gist: point.gist.clone(),
            place: point
                .source
                .clone()
                .or_else(|| point.pages.as_ref().map(|pages| format!("pages {pages}"))),
            verified: point.verified,
        });
        FrameworkEntry {
            id: framework.id.clone(),
            title: framework.title.clone(),
            edition: framework.edition.clone(),
            source: framework.source.clone(),
            points: points.filter(|point| tested.contains(&*point.id)).collect(),
        }
    });
    entries.filter(|entry| !entry.points.is_empty()).collect()
}

fn off(plan: &Plan<'_>) -> Vec<OffEntry> {
    let mut off: Vec<OffEntry> = plan
        .tailored
        .iter()
        .filter(|t| t.off)
        .map(|t| OffEntry {
            criterion: t.criterion.clone(),
            reason: t.reason.clone(),
            by: t.by.clone(),
            on: t.on,
        })
        .collect();
    off.sort_by(|a, b| a.criterion.cmp(&b.criterion));
    off
}

fn pack_ref(pack: &Pack, plan: &Plan<'_>) -> PackRef {
    let edition = |f: &crate::pack::Framework| format!("{}: {}", f.id, f.edition);
    PackRef {
        id: pack.id.clone(),
        version: pack.version.clone(),
        digest: pack.digest.clone(),
        editions: pack.frameworks.iter().map(edition).collect(),
        tailorings: plan.tailored.len(),
        marks: pack.marks,
    }
}
