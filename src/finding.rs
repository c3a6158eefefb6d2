//! Findings of earlier visits, answered one by one: states then and now, activity apart from impact.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::{Assessment, CriterionResult, FindingResult, FindingState};
use crate::calendar::Day;
use crate::evidence::actions::{Action, Stands};
use crate::evidence::findings::{DATASET, Point};
use crate::pack::{KindOfEvidence, Pack};

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

/// Each point answered, the newest visit first.
pub fn findings(points: &[Point], answers: &Answers<'_>) -> Vec<FindingResult> {
    let again = made_again(points);
    let mut all: Vec<FindingResult> = points
        .iter()
        .map(|point| {
            let persistent =
                !point.is_strength() && point.criteria.iter().any(|c| again.contains(c.as_str()));
            answer(point, persistent, answers)
        })
        .collect();
    all.sort_by(|a, b| (b.visited_on, &a.id).cmp(&(a.visited_on, &b.id)));
    all
}

/// The criteria that points of two different visits name; praise is not the same point again.
fn made_again(points: &[Point]) -> BTreeSet<&str> {
    let mut visits: BTreeMap<&str, BTreeSet<Day>> = BTreeMap::new();
    for point in points.iter().filter(|p| !p.is_strength()) {
        for criterion in &point.criteria {
            visits
                .entry(criterion)
                .or_default()
                .extend(point.visited_on);
        }
    }
    visits.retain(|_, days| days.len() > 1);
    visits.into_keys().collect()
}

fn answer(point: &Point, persistent: bool, answers: &Answers<'_>) -> FindingResult {
    let linked = linked(point, answers);
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
        id: point.id.clone(),
        visited_on: point.visited_on,
        visit: shows("visit", &point.visit),
        kind: point.kind.clone(),
        text: shows("text", &point.text),
        areas: areas(point, &linked),
        criteria: linked.iter().map(|c| c.id.clone()).collect(),
        then: then(&linked, answers),
        now: linked.iter().map(|c| state(c)).collect(),
        persistent,
        activity: activity(point, &linked, answers),
        impact: impact(&linked, answers),
    }
}

/// The criteria of the run that test a point: those it names, or else those of its area.
fn linked<'a>(point: &Point, answers: &Answers<'a>) -> Vec<&'a CriterionResult> {
    let chosen = |wanted: &dyn Fn(&CriterionResult) -> bool| -> Vec<&'a CriterionResult> {
        answers.results.iter().filter(|c| wanted(c)).collect()
    };
    if !point.criteria.is_empty() {
        return chosen(&|c| point.criteria.contains(&c.id));
    }
    match &point.area {
        Some(area) => chosen(&|c| c.areas().any(|a| a == area)),
        None => Vec::new(),
    }
}

fn areas(point: &Point, linked: &[&CriterionResult]) -> Vec<String> {
    if let Some(area) = &point.area {
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
fn activity(point: &Point, linked: &[&CriterionResult], answers: &Answers<'_>) -> Vec<String> {
    let for_point = |action: &&Action| {
        action.findings.contains(&point.folded)
            || linked.iter().any(|c| action.criteria.contains(&c.id))
    };
    let actions: Vec<&Action> = answers.actions.iter().filter(for_point).collect();
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
    let kinds: Vec<&str> = result.kinds_of_evidence.iter().map(|k| kind(*k)).collect();
    let state = result.today.state.words();
    if kinds.is_empty() {
        return format!("{}: {state}", result.title);
    }
    format!("{}: {state} ({})", result.title, kinds.join(" and "))
}

fn kind(kind: KindOfEvidence) -> &'static str {
    match kind {
        KindOfEvidence::Data => "data",
        KindOfEvidence::Audit => "audit",
        KindOfEvidence::Voice => "children and families",
        KindOfEvidence::Staff => "staff",
        KindOfEvidence::Partner => "partners",
        KindOfEvidence::Document => "document",
        KindOfEvidence::Statement => "statement",
    }
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
