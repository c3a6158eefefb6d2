//! Which rows a criterion is about, told by the columns that choose and judge them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::lists_of;
use crate::expression::Condition;
use crate::pack::measures::{Blank, Scope};
use crate::pack::{Criterion, Measure};

/// The list whose rows or subjects are counted, and the columns that their numbers depend on.
///
/// Two numbers over one list can only be set against each other where one depends on every column that
/// the other does: that is what [`crate::redact`] asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Population {
    /// The dataset of the rows or subjects.
    pub list: String,
    /// The columns that choose which of them are judged, as `dataset.column`, in order.
    pub chosen_by: BTreeSet<String>,
    /// Every column read, as `dataset.column`, in order.
    pub judged_by: BTreeSet<String>,
}

/// The population of a criterion; empty for a document or a statement.
pub fn population(criterion: &Criterion) -> Population {
    let judged_by = lists_of(criterion)
        .into_iter()
        .flat_map(|(list, columns)| {
            columns
                .into_iter()
                .map(move |column| qualified(list, column))
        })
        .collect();
    let Some(scope) = criterion.measure.scope() else {
        return Population::default();
    };
    match chosen_by(&criterion.measure, scope) {
        Some((list, chosen_by)) => Population {
            list,
            chosen_by,
            judged_by,
        },
        None => Population {
            list: scope.of.clone(),
            chosen_by: judged_by.clone(),
            judged_by,
        },
    }
}

/// The list and the columns that choose its rows; none where every column that is read may choose, as
/// where what is not yet due is left out.
fn chosen_by(measure: &Measure, scope: &Scope) -> Option<(String, BTreeSet<String>)> {
    let of_scope = || (scope.of.clone(), columns_of(scope));
    match measure {
        Measure::Share(share) => (share.blank == Blank::NotMet).then(of_scope),
        Measure::Count(_) | Measure::Ratio(_) => Some(of_scope()),
        Measure::PerSubject(m) => m.subjects.as_ref().map(|(subjects, filter)| {
            let columns = filter.iter().flat_map(|filter| columns(subjects, filter));
            (subjects.clone(), columns.collect())
        }),
        Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::Duration(_)
        | Measure::Document(_)
        | Measure::Statement(_) => None,
    }
}

fn columns_of(scope: &Scope) -> BTreeSet<String> {
    let filter = scope
        .filter
        .iter()
        .flat_map(|filter| columns(&scope.of, filter));
    let dated = scope
        .period
        .iter()
        .map(|(_, dated)| qualified(&scope.of, dated));
    filter.chain(dated).collect()
}

fn columns(list: &str, condition: &Condition) -> Vec<String> {
    let columns = condition.columns().iter();
    columns.map(|column| qualified(list, column)).collect()
}

fn qualified(list: &str, column: &str) -> String {
    format!("{list}.{column}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(id: &str) -> Population {
        let (pack, _) = crate::pack::load(&crate::pack::embedded());
        population(pack.unwrap().criterion(id).unwrap())
    }

    #[test]
    fn a_share_is_chosen_by_its_filter_and_judged_by_all_it_reads() {
        let plans = of("safety-plans-name-the-family-network");
        assert_eq!(plans.list, "safety_plan_audits");
        assert!(plans.chosen_by.contains("safety_plan_audits.audited_on"));
        assert!(
            !plans
                .chosen_by
                .contains("safety_plan_audits.network_members")
        );
        assert!(
            plans
                .judged_by
                .contains("safety_plan_audits.network_members")
        );
        assert!(plans.chosen_by.is_subset(&plans.judged_by));
    }

    #[test]
    fn what_is_not_yet_due_is_chosen_by_every_column() {
        let visits = of("children-on-plans-are-visited");
        assert_eq!(visits.chosen_by, visits.judged_by);
        let last = "child_protection_plans.last_visit_on";
        assert!(visits.judged_by.contains(last), "{visits:?}");
    }
}
