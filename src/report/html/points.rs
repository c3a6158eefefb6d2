//! What criteria are drawn from: each point of a framework with what it asks and where it stands.

use super::markup::{Html, prose, tag};
use super::table::{Table, cell, folded};
use super::view::View;
use crate::assessment::{CriterionResult, FrameworkEntry, PointEntry};
use crate::redact::Audience;

/// Every framework, folded, with the points that the criteria test.
pub(super) fn drawn_from(frameworks: &[FrameworkEntry]) -> Html {
    if frameworks.is_empty() {
        return Html::none();
    }
    let each = frameworks
        .iter()
        .map(|framework| folded(&named(framework), points(framework)));
    Html::all([
        tag("h3").with("What the criteria are drawn from").into(),
        Html::all(each),
    ])
}

/// The points that a criterion tests, each a link to what it asks, and for those who edit rules where
/// its own stands.
pub(super) fn tested(view: &View<'_>, criterion: &CriterionResult) -> Html {
    let frameworks = &view.assessment.frameworks;
    let mut said = Html::none();
    for (at, id) in criterion.expectations.iter().enumerate() {
        if at > 0 {
            said.push(", ");
        }
        let mut known = frameworks.iter().flat_map(|framework| &framework.points);
        if known.any(|point| point.id == *id) {
            let place = format!("#{}", anchor(id));
            said.push(tag("a").attribute("href", place).with(id));
        } else {
            said.push(id);
        }
    }
    if view.audience == Audience::Internal && !criterion.rule.is_empty() {
        said.push(format!("; {}", criterion.rule));
    }
    said
}

fn named(framework: &FrameworkEntry) -> String {
    format!("{}, {}", framework.title, framework.edition)
}

fn points(framework: &FrameworkEntry) -> Html {
    let caption = format!(
        "Points that a criterion here tests, in the rules\u{2019} own words, not the framework\u{2019}s: {}",
        framework.source
    );
    let mut table = Table::new(caption, ["Point", "What it asks", "Where it stands"]);
    for point in &framework.points {
        table.row([
            cell(&point.id).id(anchor(&point.id)),
            cell(prose(&point.gist)).unlabelled(),
            cell(place(point)).unlabelled(),
        ]);
    }
    table.into()
}

/// What a point is linked by; a colon is not taken everywhere.
fn anchor(id: &str) -> String {
    id.replace(':', "-")
}

fn place(point: &PointEntry) -> String {
    let place = point.place.as_deref().unwrap_or_default();
    match (place, point.verified) {
        (place, true) => place.to_owned(),
        ("", false) => "wording not confirmed".to_owned(),
        (place, false) => format!("{place}; wording not confirmed"),
    }
}
