//! Findings of earlier visits, answered one by one: states then and now, activity apart from impact.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::{Assessment, CriterionResult, FindingResult, FindingState};
use crate::calendar::Day;
use crate::evidence::actions::{Action, Stands};
use crate::evidence::findings::{DATASET, Finding};
use crate::pack::Pack;

/// What findings are answered with.
#[derive(Debug, Clone, Copy)]
pub struct Answers<'a> {
    /// The pack, whose dataset says which texts may be shown.
    pub pack: &'a Pack,
    /// The results of the run, in order of id.
    pub results: &'a [CriterionResult],
    /// The improvement actions.
    pub actions: &'a [Action],
    /// An earlier assessment.
    pub baseline: Option<&'a Assessment>,
}

/// Each finding answered, the newest visit first.
pub fn findings(findings: &[Finding], answers: &Answers<'_>) -> Vec<FindingResult> {
    let again = made_again(findings);
    let mut all: Vec<FindingResult> = findings
        .iter()
        .map(|finding| {
            let persistent = !finding.is_strength()
                && finding.criteria.iter().any(|c| again.contains(c.as_str()));
            answer(finding, persistent, answers)
        })
        .collect();
    all.sort_by(|a, b| (b.visited_on, &a.id).cmp(&(a.visited_on, &b.id)));
    all
}

/// The criteria that findings of two different visits name; praise is not the same finding again.
fn made_again(findings: &[Finding]) -> BTreeSet<&str> {
    let mut visits: BTreeMap<&str, BTreeSet<Day>> = BTreeMap::new();
    for finding in findings.iter().filter(|p| !p.is_strength()) {
        for criterion in &finding.criteria {
            visits
                .entry(criterion)
                .or_default()
                .extend(finding.visited_on);
        }
    }
    visits.retain(|_, days| days.len() > 1);
    visits.into_keys().collect()
}

fn answer(finding: &Finding, persistent: bool, answers: &Answers<'_>) -> FindingResult {
    let linked = linked(finding, answers);
    let shows = |column: &str, text: &str| {
        let spec = answers
            .pack
            .datasets
            .get(DATASET)
            .and_then(|d| d.column(column));
        match spec {
            Some(spec) if spec.show => text.to_owned(),
            Some(_) | None => String::new(),
        }
    };
    FindingResult {
        id: finding.id.clone(),
        visited_on: finding.visited_on,
        visit: shows("visit", &finding.visit),
        kind: finding.kind.clone(),
        text: shows("text", &finding.text),
        areas: areas(finding, &linked),
        criteria: linked.iter().map(|c| c.id.clone()).collect(),
        then: then(&linked, answers),
        now: linked.iter().map(|c| state(c)).collect(),
        persistent,
        activity: activity(finding, &linked, answers),
        impact: impact(&linked, answers),
    }
}

/// The criteria of the run that test a finding: those it names, or else those of its area.
fn linked<'a>(finding: &Finding, answers: &Answers<'a>) -> Vec<&'a CriterionResult> {
    let chosen = |wanted: &dyn Fn(&CriterionResult) -> bool| -> Vec<&'a CriterionResult> {
        answers.results.iter().filter(|c| wanted(c)).collect()
    };
    if !finding.criteria.is_empty() {
        return chosen(&|c| finding.criteria.contains(&c.id));
    }
    match &finding.area {
        Some(area) => chosen(&|c| c.areas().any(|a| a == area)),
        None => Vec::new(),
    }
}

fn areas(finding: &Finding, linked: &[&CriterionResult]) -> Vec<String> {
    if let Some(area) = &finding.area {
        return vec![area.clone()];
    }
    let areas: BTreeSet<&str> = linked.iter().flat_map(|c| c.areas()).collect();
    areas.into_iter().map(str::to_owned).collect()
}

fn state(result: &CriterionResult) -> FindingState {
    FindingState {
        criterion: result.id.clone(),
        state: result.today.state,
    }
}

fn then(linked: &[&CriterionResult], answers: &Answers<'_>) -> Vec<FindingState> {
    let before = answers.baseline.map_or(&[][..], |b| &b.criteria);
    let earlier = before
        .iter()
        .filter(|b| linked.iter().any(|c| c.id == b.id));
    earlier.map(state).collect()
}

/// That something was done: actions, documents and statements.
fn activity(finding: &Finding, linked: &[&CriterionResult], answers: &Answers<'_>) -> Vec<String> {
    let for_finding = |action: &&Action| {
        action.findings.contains(&finding.folded)
            || linked.iter().any(|c| action.criteria.contains(&c.id))
    };
    let actions: Vec<&Action> = answers.actions.iter().filter(for_finding).collect();
    let told = linked.iter().filter(|c| shows_activity(c, answers.pack));
    actions_in_words(&actions)
        .into_iter()
        .chain(told.map(|c| in_words(c)))
        .collect()
}

/// That it made a difference: what was measured, audited or heard.
fn impact(linked: &[&CriterionResult], answers: &Answers<'_>) -> Vec<String> {
    let measured = linked.iter().filter(|c| !shows_activity(c, answers.pack));
    measured.map(|c| in_words(c)).collect()
}

fn shows_activity(result: &CriterionResult, pack: &Pack) -> bool {
    let tests = pack.criterion(&result.id);
    tests.is_some_and(|c| c.measure.scope().is_none())
}

/// A criterion in words, such as `Visits are on time: not met (data)`.
fn in_words(result: &CriterionResult) -> String {
    let kinds: Vec<&str> = result.kinds_of_evidence.iter().map(|k| k.words()).collect();
    let state = result.today.state.words();
    if kinds.is_empty() {
        return format!("{}: {state}", result.title);
    }
    format!("{}: {state} ({})", result.title, kinds.join(" and "))
}

/// Actions in one sentence, such as `2 actions in hand, 1 overdue, 3 done`; open ones first.
fn actions_in_words(actions: &[&Action]) -> Option<String> {
    let count = |stands| actions.iter().filter(|a| a.stands == stands).count();
    let parts = [
        (count(Stands::InHand), "in hand"),
        (count(Stands::Overdue), "overdue"),
        (count(Stands::Undated), "without a due date"),
        (count(Stands::Done), "done"),
        (count(Stands::Stopped), "stopped"),
    ];
    let told = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .enumerate();
    let told = told.map(|(at, (count, how))| match (at, count) {
        (0, 1) => format!("1 action {how}"),
        (0, _) => format!("{count} actions {how}"),
        _ => format!("{count} {how}"),
    });
    let told = told.collect::<Vec<_>>().join(", ");
    (!told.is_empty()).then_some(told)
}
