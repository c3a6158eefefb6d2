//! Each measure as a bullet bar, by outcome and enabler.

use super::link_to;
use super::mark::Mark;
use super::markup::{Element, Html, tag};
use super::p;
use super::picture::{Bullet, bullet};
use super::table::{Table, cell};
use super::value::{shown, standard, value};
use super::view::View;
use crate::assessment::{Benchmark, CriterionResult};
use crate::judge::sentence::upper_first;
use crate::measure::Unit;
use crate::pack::{AreaKind, BenchmarkKind};
use crate::report::{benchmarks, words};
use crate::state::State;

/// A table an outcome or enabler, with a bar for every percentage.
pub(super) fn all(view: &View<'_>) -> Html {
    let areas = view.areas(&[AreaKind::Outcome, AreaKind::Enabler]);
    let areas = areas
        .into_iter()
        .map(|area| (area.id.as_str(), area.title.as_str()));
    let tables: Vec<Html> = areas
        .filter_map(|(id, title)| of_area(view, id, title))
        .collect();
    if tables.is_empty() {
        return Html::none();
    }
    Html::all([
        tag("h3")
            .with("Measures that are not met or not known")
            .into(),
        p(
            "Each bar runs from 0 to 100%. The thick line is where met begins and the thin line where nearly \
           met begins. A ring is the figure for England, where one is published; no result rests on it.",
        ),
        Html::all(tables),
    ])
}

fn of_area(view: &View<'_>, area: &str, title: &str) -> Option<Html> {
    let measured = view.assessment.criteria.iter().filter(|c| c.area == area);
    let measured = measured.filter(|c| c.measurement.as_ref().is_some_and(|m| m.value.is_some()));
    let (kept, short): (Vec<_>, Vec<_>) = measured.partition(|c| c.today.state == State::Met);
    let heads = ["Criterion", "State", "Found", "Bar", "Standard"];
    let mut table = Table::new(title, heads).class("measures");
    for criterion in short {
        let mark = Mark::today(criterion);
        let anchor = view.anchor(&criterion.id).unwrap_or_default();
        let drawn = drawn(&anchor, criterion, mark)
            .unwrap_or_else(|| tag("span").class("note").with("not a percentage").into());
        let mut standard = Html::from(standard(criterion).unwrap_or_default());
        standard.push(england(criterion).map(|b| {
            tag("span")
                .class("note")
                .with(benchmarks::in_short(std::slice::from_ref(b)))
        }));
        table.row([
            cell(link_to(view, &criterion.id)),
            cell(Html::all([mark.badge(), why(criterion).into()])).unlabelled(),
            cell(value(criterion, view.audience).map(Html::from)).unlabelled(),
            cell(drawn).unlabelled(),
            cell(standard),
        ]);
    }
    let kept = match kept.len() {
        0 => None,
        kept => Some(p(format!(
            "{} met and not shown here: see every criterion.",
            words::count(kept as u64, "more measure is", "more measures are")
        ))),
    };
    let table = (!table.is_empty()).then(|| table.into());
    (table.is_some() || kept.is_some()).then(|| Html::all([table, kept]))
}

/// Why a measure is not known though there is a value.
fn why(criterion: &CriterionResult) -> Option<Element> {
    let reason = criterion.today.reason?;
    Some(tag("span").class("note").with(upper_first(reason.words())))
}

fn england(criterion: &CriterionResult) -> Option<&Benchmark> {
    let mut all = criterion.benchmarks.iter();
    all.find(|benchmark| benchmark.kind == BenchmarkKind::England)
}

/// The bar of a percentage with a standard.
fn drawn(anchor: &str, criterion: &CriterionResult, mark: Mark) -> Option<Html> {
    let measurement = criterion.measurement.as_ref()?;
    let limits = criterion.thresholds.as_ref()?.limits.as_ref()?;
    let value = measurement.value.as_deref()?;
    if measurement.unit != Unit::Percent {
        return None;
    }
    let of = Bullet {
        value,
        shown: &shown(measurement, Some(limits))?,
        met: &limits.met,
        nearly: limits.nearly.as_deref(),
        published: england(criterion).map(|b| b.value.as_str()),
        class: mark.name(),
    };
    let words = format!("Met: {}.", standard(criterion).unwrap_or_default());
    bullet(&format!("b{anchor}"), &words, &of)
}
