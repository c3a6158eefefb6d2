//! What inspectors said before, answered one by one.

use super::mark::Mark;
use super::markup::{Html, tag};
use super::table::folded;
use super::view::View;
use super::{link_to, list, p, section as section_of};
use crate::assessment::{FindingResult, FindingState};
use crate::calendar::Day;
use crate::report::words;
use crate::state::State;

/// A block a finding, the newest visit first; visits before the last inspection are history, and folded.
pub(super) fn section(view: &View<'_>) -> Html {
    let mut findings: Vec<&FindingResult> = view.assessment.findings.iter().collect();
    if findings.is_empty() {
        return Html::none();
    }
    findings.sort_by(|a, b| {
        b.visited_on
            .cmp(&a.visited_on)
            .then_with(|| a.visit.cmp(&b.visit))
            .then_with(|| a.id.cmp(&b.id))
    });
    let mut content = summary(&findings);
    let inspected = view.assessment.authority.previous_inspection;
    let recent = findings
        .partition_point(|finding| inspected.is_none_or(|day| finding.visited_on >= Some(day)));
    let (recent, before) = findings.split_at_checked(recent).unwrap_or_default();
    content.push(visits(view, recent));
    if !before.is_empty() {
        let number = words::count(before.len() as u64, "point", "points");
        let said = format!("Before the last inspection: {number}");
        content.push(folded(&said, visits(view, before)));
    }
    section_of("findings", "What inspectors told us last time", content)
}

/// How the points to improve stand, numbers first.
fn summary(findings: &[&FindingResult]) -> Html {
    let tested = |f: &&&FindingResult| !f.now.is_empty();
    let all = words::count(findings.len() as u64, "point", "points");
    let met = |f: &&&FindingResult| tested(f) && f.now.iter().all(|now| now.state == State::Met);
    let short = |f: &&&FindingResult| f.now.iter().any(|now| now.state == State::NotMet);
    let again = findings.iter().filter(|f| f.persistent).count();
    p(format!(
        "{all} from earlier visits. For {} every criterion that tests it is met today. For {} at least one \
         is not met. {again} were made at more than one visit. Evidence of activity says what was done; \
         evidence of impact says what changed for children.",
        findings.iter().filter(met).count(),
        findings.iter().filter(short).count(),
    ))
}

/// A block a visit.
fn visits(view: &View<'_>, findings: &[&FindingResult]) -> Html {
    let visits = findings.chunk_by(|a, b| (a.visited_on, &a.visit) == (b.visited_on, &b.visit));
    Html::all(visits.map(|of_visit| visit(view, of_visit)))
}

fn visit(view: &View<'_>, findings: &[&FindingResult]) -> Html {
    let Some(first) = findings.first() else {
        return Html::none();
    };
    let heading = match (first.visit.as_str(), first.visited_on) {
        ("", None) => "A visit without a date".to_owned(),
        ("", Some(day)) => day.long(),
        (visit, None) => visit.to_owned(),
        (visit, Some(day)) => format!("{visit} ({})", day.long()),
    };
    tag("div")
        .class("visit")
        .with(tag("h3").with(heading))
        .with_all(findings.iter().map(|finding| block(view, finding)))
        .into()
}

fn block(view: &View<'_>, finding: &FindingResult) -> Html {
    let text = match finding.text.as_str() {
        "" => "The wording is withheld from this copy.",
        text => text,
    };
    let kind = finding.kind.as_deref().map(kind);
    let badges = [
        kind,
        finding.persistent.then_some("Made at more than one visit"),
    ];
    let badges = badges.into_iter().flatten();
    let badges = badges.map(|words| tag("span").class("tag").with(words));
    let facts = [
        ("Now", states(view, finding)),
        ("Evidence of activity", points(&finding.activity)),
        ("Evidence of impact", points(&finding.impact)),
        ("Still open", open(view, finding)),
    ];
    let facts = facts.into_iter().map(|(name, value)| {
        tag("div")
            .with(tag("dt").with(name))
            .with(tag("dd").with(value))
    });
    tag("article")
        .class("finding")
        .with(tag("h4").with(text))
        .with(tag("p").class("tags").with_all(badges))
        .with(tag("dl").with_all(facts))
        .into()
}

/// What the list says that a point is, in words; its own word where it has another.
fn kind(kind: &str) -> &str {
    match kind {
        "improve" => "To improve",
        "priority" => "Priority",
        "strength" => "A strength",
        other => other,
    }
}

fn states(view: &View<'_>, finding: &FindingResult) -> Html {
    if finding.now.is_empty() {
        return "No criterion tests it.".into();
    }
    list(finding.now.iter().map(|now| {
        let then = finding
            .then
            .iter()
            .find(|then| then.criterion == now.criterion);
        let mut said = mark(view, now).badge();
        said.push(": ");
        said.push(link_to(view, &now.criterion));
        said.push(then.map(|then| format!(" (then {})", mark(view, then).words())));
        said
    }))
}

fn mark(view: &View<'_>, state: &FindingState) -> Mark {
    let priority = view.criterion(&state.criterion).is_some_and(|c| c.priority);
    Mark::of(state.state, priority)
}

fn points(items: &[String]) -> Html {
    if items.is_empty() {
        "No evidence.".into()
    } else {
        list(items.iter().map(|item| super::markup::prose(item)))
    }
}

/// What still has to be answered before the point can be called closed.
fn open(view: &View<'_>, finding: &FindingResult) -> Html {
    let short: Vec<&FindingState> = finding
        .now
        .iter()
        .filter(|now| now.state != State::Met)
        .collect();
    if finding.now.is_empty() {
        return "Which criterion tests this?".into();
    }
    if short.is_empty() {
        let last = finding
            .now
            .iter()
            .filter_map(|now| view.criterion(&now.criterion)?.expires)
            .min();
        return match last {
            Some(day) => format!(
                "Nothing today; its evidence stands until {}.",
                Day::long(day)
            )
            .into(),
            None => "Nothing today.".into(),
        };
    }
    let questions = short
        .iter()
        .filter_map(|now| view.criterion(&now.criterion));
    list(questions.map(|criterion| Html::from(&criterion.asks)))
}
