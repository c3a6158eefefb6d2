//! What a gate owes to waivers and exemptions: said wherever they alone let it pass.

use std::collections::BTreeSet;

use crate::assessment::{Assessment, CriterionResult, StateResult};
use crate::judge::Reason;
use crate::measure::english::first_few;

use super::why::NAMED;
use super::{Require, answer, excused};

/// A sentence for each requirement that is met only because of waivers and exemptions.
pub fn excuses(
    assessment: &Assessment,
    requires: &[Require],
    baseline: Option<&Assessment>,
) -> Vec<String> {
    let any = assessment.criteria.iter();
    if !any.into_iter().any(|c| excused(c) || c.exemption.is_some()) {
        return Vec::new();
    }
    let strict = without_excuses(assessment);
    let excuse = |require: &Require| {
        if !answer(assessment, *require, baseline).is_met() {
            return None;
        }
        let against = answer(&strict, *require, baseline);
        let against: BTreeSet<&str> = against.criteria().collect();
        let named = |those: &dyn Fn(&CriterionResult) -> bool| -> Vec<&str> {
            let all = assessment.criteria.iter().filter(|c| those(c));
            let ids = all.map(|c| c.id.as_str());
            ids.filter(|id| against.contains(id)).collect()
        };
        let waived = said(
            &named(&excused),
            "gap is accepted by a waiver",
            "gaps are accepted by waivers",
        );
        let exempt = said(
            &named(&|c| c.exemption.is_some()),
            "criterion is exempted",
            "criteria are exempted",
        );
        let because: Vec<String> = waived.into_iter().chain(exempt).collect();
        (!because.is_empty()).then(|| {
            format!(
                "{} is met because {}",
                require.name(),
                because.join(", and ")
            )
        })
    };
    requires.iter().filter_map(excuse).collect()
}

/// The same with every gap counted; nobody has looked at what is exempted.
fn without_excuses(assessment: &Assessment) -> Assessment {
    let mut strict = assessment.clone();
    for criterion in &mut strict.criteria {
        criterion.waiver = None;
        if criterion.exemption.take().is_some() {
            criterion.today = StateResult::not_known(Reason::NoEvidence, "");
        }
    }
    strict
}

fn said(criteria: &[&str], one: &str, many: &str) -> Option<String> {
    let what = if criteria.len() == 1 { one } else { many };
    let named = first_few(criteria, NAMED);
    (!criteria.is_empty()).then(|| format!("{} {what}: {named}", criteria.len()))
}
