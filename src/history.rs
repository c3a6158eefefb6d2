//! Many results in the order of their days: how areas and criteria stood, and where areas lead.

pub mod chart;
pub mod projection;

use serde::Serialize;

use crate::assessment::{
    AreaResult, AreaTrend, Assessment, Audience, Authority, Changes, Run, TrendPoint,
};
use crate::calendar::Day;
use crate::compare;
use crate::pack::AreaKind;
use crate::redact::Redacted;
use crate::state::{Reason, State};
use projection::LeadsTo;

/// The shape of a history in JSON.
pub const SCHEMA: &str = "reinspect.history/1";

/// Many results in the order of their days.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct History {
    /// The shape: `reinspect.history/1`.
    pub schema: &'static str,
    /// Who it is for.
    pub audience: Audience,
    /// Whose evidence it is.
    pub authority: Authority,
    /// The planned inspection date of the newest run.
    pub inspection: Option<Day>,
    /// The runs, the earliest first.
    pub runs: Vec<Run>,
    /// Files of the folder that are none of them, with the reason.
    pub left_out: Vec<LeftOutRun>,
    /// The areas of the newest run, outcomes and enablers after judgements as it has them.
    pub areas: Vec<AreaHistory>,
    /// The criteria of the newest run.
    pub criteria: Vec<CriterionHistory>,
    /// What changed from the run before to the newest.
    pub changes: Option<Changes>,
}

/// A file that is no point of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct LeftOutRun {
    /// Its name; empty where names are withheld.
    pub file: String,
    /// Why.
    pub why: String,
}

/// One area over time.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct AreaHistory {
    /// How it stood.
    #[serde(flatten)]
    pub trend: AreaTrend,
    /// Where it leads if it goes on so.
    pub leads_to: LeadsTo,
}

/// One criterion over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CriterionHistory {
    /// Its slug.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it stood, run by run; a run that did not have it, or withholds it, is left out.
    pub points: Vec<CriterionPoint>,
}

/// How a criterion stood at one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct CriterionPoint {
    /// The day that the run spoke for.
    pub as_at: Day,
    /// Its state.
    pub state: State,
    /// Its value, a decimal; for internal use alone.
    pub value: Option<String>,
}

/// The JSON Schema of a history with the name of its file.
pub fn schema() -> (String, serde_json::Value) {
    crate::assessment::schema::of::<History>("history", "A history by reinspect", SCHEMA)
}

/// The history of results that come in the order of their days; none where there are none.
pub fn history(results: &[Redacted], left_out: Vec<LeftOutRun>) -> Option<History> {
    let newest = results.last()?;
    let before = results.len().checked_sub(2).and_then(|at| results.get(at));
    let named = newest.audience() == Audience::Internal;
    let areas = trends(results).into_iter().map(|trend| AreaHistory {
        leads_to: projection::of(&trend.points, newest.inspection),
        trend,
    });
    Some(History {
        schema: SCHEMA,
        audience: newest.audience(),
        authority: newest.authority.clone(),
        inspection: newest.inspection,
        runs: results.iter().map(|result| Run::of(result)).collect(),
        left_out: left_out
            .into_iter()
            .map(|left| LeftOutRun {
                file: if named { left.file } else { String::new() },
                ..left
            })
            .collect(),
        areas: areas.collect(),
        criteria: criteria(results, newest, named),
        changes: before.map(|before| compare::changes(before, newest)),
    })
}

/// Every area of the newest result at every result.
pub fn trends(results: &[Redacted]) -> Vec<AreaTrend> {
    let Some(newest) = results.last() else {
        return Vec::new();
    };
    let mut areas: Vec<&AreaResult> = newest.areas.iter().collect();
    areas.sort_by_key(|area| area.kind != AreaKind::Judgement);
    let trend = |area: &AreaResult| AreaTrend {
        id: area.id.clone(),
        kind: area.kind,
        short: area.short.clone(),
        points: results
            .iter()
            .filter_map(|result| point(result, area, newest))
            .collect(),
    };
    areas.into_iter().map(trend).collect()
}

fn point(result: &Assessment, area: &AreaResult, newest: &Assessment) -> Option<TrendPoint> {
    // What a run was narrowed to says nothing of the whole area.
    if result.scope != newest.scope {
        return None;
    }
    let own = result.areas.iter().find(|own| own.id == area.id)?;
    Some(TrendPoint {
        as_at: result.as_at,
        level: own.today.level,
        assured: own.today.assured,
        coverage: own.today.coverage,
        same_rules: compare::judged_alike(result, newest),
    })
}

fn criteria(results: &[Redacted], newest: &Assessment, values: bool) -> Vec<CriterionHistory> {
    let points = |id: &str| -> Vec<CriterionPoint> {
        let each = results.iter().filter_map(|result| {
            let own = result.criteria.iter().find(|c| c.id == id)?;
            let shown = own.today.reason != Some(Reason::Withheld);
            shown.then(|| CriterionPoint {
                as_at: result.as_at,
                state: own.today.state,
                value: own
                    .measurement
                    .as_ref()
                    .and_then(|m| m.value.clone())
                    .filter(|_| values),
            })
        });
        each.collect()
    };
    let each = newest.criteria.iter().map(|criterion| CriterionHistory {
        id: criterion.id.clone(),
        title: criterion.title.clone(),
        points: points(&criterion.id),
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{area_result, assessment, day, result};
    use crate::redact::redact;

    fn run(on: &str, state: State, digest: &str) -> Redacted {
        let criterion = result("a", state);
        let area = area_result("safe", std::slice::from_ref(&criterion));
        let mut run = assessment(vec![criterion]);
        run.areas = vec![area];
        run.as_at = day(on);
        digest.clone_into(&mut run.pack.digest);
        redact(run, Audience::Internal)
    }

    #[test]
    fn every_area_and_criterion_is_followed_run_by_run() {
        let runs = [
            run("2026-07-31", State::NotMet, "old"),
            run("2026-08-31", State::Nearly, "new"),
            run("2026-09-30", State::Met, "new"),
        ];
        let found = history(&runs, Vec::new()).unwrap();
        let points = &found.areas[0].trend.points;
        let percents: Vec<_> = points
            .iter()
            .map(|p| (p.assured.unwrap().numerator, p.same_rules))
            .collect();
        // Of one criterion of one weight, in halves.
        assert_eq!(percents, [(0, false), (1, true), (2, true)]);
        let states: Vec<State> = found.criteria[0].points.iter().map(|p| p.state).collect();
        assert_eq!(states, [State::NotMet, State::Nearly, State::Met]);
        assert_eq!(found.changes.unwrap().since, day("2026-08-31"));
        assert!(history(&[], Vec::new()).is_none());
    }

    #[test]
    fn a_run_with_another_local_decision_is_not_comparable() {
        let mut tailored = (*run("2026-08-31", State::Met, "new")).clone();
        tailored.criteria[0].tailoring = Some(crate::assessment::TailoringResult {
            changes: vec!["met is at least 80%".to_owned()],
            reason: "Local".to_owned(),
            by: "Head of Service".to_owned(),
            on: day("2026-08-01"),
        });
        let runs = [
            redact(tailored, Audience::Internal),
            run("2026-09-30", State::Met, "new"),
        ];
        let same: Vec<bool> = trends(&runs)[0]
            .points
            .iter()
            .map(|p| p.same_rules)
            .collect();
        assert_eq!(same, [false, true]);
    }

    #[test]
    fn a_narrowed_run_is_no_point_of_an_area() {
        let mut narrowed = assessment(vec![result("a", State::Met)]);
        narrowed.areas = run("2026-07-31", State::Met, "new").areas.clone();
        narrowed.scope.areas = vec!["safe".to_owned()];
        let runs = [
            redact(narrowed, Audience::Internal),
            run("2026-09-30", State::Met, "new"),
        ];
        assert_eq!(trends(&runs)[0].points.len(), 1);
    }

    #[test]
    fn names_of_files_and_values_are_for_internal_use() {
        let left = LeftOutRun {
            file: "a-name.json".to_owned(),
            why: "is not JSON".to_owned(),
        };
        let one = run("2026-09-30", State::Met, "new");
        let outward = redact((*one).clone(), Audience::Board);
        let found = history(&[outward], vec![left.clone()]).unwrap();
        assert_eq!(found.left_out[0].file, "");
        assert!(
            found
                .criteria
                .iter()
                .all(|c| c.points.iter().all(|p| p.value.is_none()))
        );
        assert_eq!(
            history(&[one], vec![left]).unwrap().left_out[0].file,
            "a-name.json"
        );
    }
}
