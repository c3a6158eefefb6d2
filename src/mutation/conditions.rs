//! Which rows count: conditions changed or left out, and periods.

use super::limits::{self, Point};
use super::{Kind, Making, lists};
use crate::expression::Condition;
use crate::pack::measures::Scope;
use crate::pack::{Dataset, Measure};

/// Changes which rows a scope takes in; `of` tells whose rows where there are two.
pub(super) fn scope(
    making: &mut Making<'_>,
    scope: &Scope,
    of: &str,
    measure: &dyn Fn(Scope) -> Measure,
) {
    rows(making, scope, of, measure);
    if let Some((span, column)) = &scope.period {
        lists::column(making, &scope.of, column, "dated", &|column| {
            measure(Scope {
                period: Some((*span, column)),
                ..scope.clone()
            })
        });
    }
}

/// The same but for the column that dates a row.
pub(super) fn rows(
    making: &mut Making<'_>,
    scope: &Scope,
    of: &str,
    measure: &dyn Fn(Scope) -> Measure,
) {
    let with = |filter| {
        measure(Scope {
            filter,
            ..scope.clone()
        })
    };
    let key = format!("`where`{of}");
    filter(making, &scope.of, scope.filter.as_ref(), &key, &with);
    if let Some((span, column)) = &scope.period {
        let help = "a row dated exactly {n} before the day that the lists speak for";
        limits::span(making, "period", *span, (1, Point::Left), help, &|span| {
            measure(Scope {
                period: Some((span, column.clone())),
                ..scope.clone()
            })
        });
    }
}

/// Changes a condition that may be left out altogether; `key` tells where it stands.
pub(super) fn filter(
    making: &mut Making<'_>,
    dataset: &str,
    condition: Option<&Condition>,
    key: &str,
    measure: &dyn Fn(Option<Condition>) -> Measure,
) {
    let Some(condition) = condition else {
        return;
    };
    let text = condition.text();
    let how = format!("without the condition `{text}` in {key}");
    let help = format!("add a test with a row in which `{text}` does not hold");
    making.measure(Kind::ConditionDropped, how, help, measure(None));
    changed(making, dataset, condition, key, &|c| measure(Some(c)));
}

/// Changes a condition; `key` tells where it stands.
pub(super) fn changed(
    making: &mut Making<'_>,
    dataset: &str,
    condition: &Condition,
    key: &str,
    measure: &dyn Fn(Condition) -> Measure,
) {
    let Some(fields) = making.dataset(dataset).map(Dataset::fields) else {
        return;
    };
    let mutants = condition.mutants(&fields, &|column| making.others(dataset, column));
    for mutant in mutants {
        let how = format!("{} in {key}", mutant.how);
        let help = format!("add a test with a row {}", mutant.shows);
        making.measure(mutant.kind.into(), how, help, measure(mutant.condition));
    }
}
