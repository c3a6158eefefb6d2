//! The title block: whose it is, when, by which rules, and what it is not.

use super::markup::{Html, tag};
use super::run::marking;
use super::view::View;
use super::{list, p};
use crate::assessment::Assessment;
use crate::report::{text, words};

/// The title of the page.
pub(super) fn words(view: &View<'_>) -> String {
    format!("Inspection readiness: {}", authority(view))
}

fn authority<'a>(view: &'a View<'_>) -> &'a str {
    let name = &view.assessment.authority.name;
    if name.is_empty() {
        "children\u{2019}s services"
    } else {
        name
    }
}

/// The block at the top.
pub(super) fn block(view: &View<'_>) -> Html {
    let assessment = view.assessment;
    let day = |day: Option<crate::calendar::Day>, none: &str| {
        day.map_or_else(|| none.to_owned(), crate::calendar::Day::long)
    };
    let facts = [
        ("As at", assessment.as_at.long()),
        (
            "We are planning for an inspection on",
            day(assessment.inspection, "no date given"),
        ),
        ("Last inspected", last_inspected(assessment)),
        (
            "Rules",
            format!("{} {}", assessment.pack.id, assessment.pack.version),
        ),
        ("Evidence", evidence(view)),
        ("Judged against", editions(view)),
    ];
    let facts = facts.into_iter().map(|(name, value)| {
        tag("div")
            .with(tag("dt").with(name))
            .with(tag("dd").with(value))
    });
    let name = authority(view);
    tag("header")
        .class("title")
        .with(tag("p").class("marking").with(marking(view.audience)))
        .with(tag("h1").with(words(view)))
        .with(tag("dl").class("facts").with_all(facts))
        .with(tag("p").class("fixed").with(format!(
            "Self-assessment made by {name}. It is not an Ofsted grade and does not forecast one."
        )))
        .with(text::narrowed(assessment).map(|said| tag("p").class("warning").with(said)))
        .into()
}

/// The last inspection, and the last visit that made a point where that is later.
fn last_inspected(assessment: &Assessment) -> String {
    let inspected = assessment.authority.previous_inspection;
    let visits = assessment
        .findings
        .iter()
        .filter_map(|point| point.visited_on);
    let visited = visits.filter(|day| *day <= assessment.as_at).max();
    match (inspected, visited) {
        (Some(inspected), Some(visited)) if visited > inspected => {
            format!("{}; last visited {}", inspected.long(), visited.long())
        }
        (Some(inspected), _) => inspected.long(),
        (None, Some(visited)) => format!("no date given; last visited {}", visited.long()),
        (None, None) => "no date given".to_owned(),
    }
}

/// The frameworks and which edition of each.
fn editions(view: &View<'_>) -> String {
    let named = view.assessment.pack.editions.iter().map(|edition| {
        // The ids of the frameworks that come with the program; any other pack's stand as they are.
        let (id, edition) = edition.split_once(": ").unwrap_or((edition, ""));
        let name = match id {
            "ilacs" => "ILACS (Ofsted)",
            "nf" => "National Framework",
            "ts" => "timescales",
            other => other,
        };
        format!("{name} {edition}")
    });
    named.collect::<Vec<_>>().join("; ")
}

fn evidence(view: &View<'_>) -> String {
    let sources = &view.assessment.sources;
    let newest = sources.iter().filter_map(|source| source.dated).max();
    let newest = newest.map_or_else(String::new, |day| {
        format!(", the newest dated {}", day.long())
    });
    let number = words::count(
        sources.len() as u64,
        "list or document",
        "lists and documents",
    );
    let templates = view.assessment.templates;
    let unfilled = match templates.unfilled {
        0 => String::new(),
        unfilled => format!("; {unfilled} of {} templates still empty", templates.all),
    };
    let withheld = view.assessment.withheld.map_or(0, |w| w.not_read);
    let not_read = withheld.max(view.assessment.not_read.len() as u64);
    format!("{number}{newest}; {not_read} not read{unfilled}")
}

/// The list of contents.
pub(super) fn contents(view: &View<'_>) -> Html {
    let mut all = vec![
        ("standing", "In one paragraph"),
        ("areas", "The judgement areas"),
        ("fix-first", "Fix first"),
        ("going-stale", "What goes out of date"),
    ];
    if view.assessment.changes.is_some() {
        all.push(("changes", "What changed"));
    }
    if !view.assessment.trends.is_empty() {
        all.push(("history", "Areas over time"));
    }
    if !view.assessment.findings.is_empty() {
        all.push(("findings", "What inspectors told us last time"));
    }
    all.extend([
        ("knowledge", "What do we know?"),
        ("grounds", "How do we know it?"),
        ("plans", "What are our plans?"),
        ("criteria", "Every criterion"),
        ("about", "About this report"),
    ]);
    let links = all
        .into_iter()
        .map(|(id, words)| tag("a").attribute("href", format!("#{id}")).with(words));
    tag("nav")
        .class("contents")
        .attribute("aria-label", "Contents")
        .with(list(links))
        .into()
}

/// The block at the bottom.
pub(super) fn footer(view: &View<'_>, run: &str) -> Html {
    let pack = &view.assessment.pack;
    let digest: String = pack.digest.chars().take(12).collect();
    tag("footer")
        .with(p(format!(
            "{}. Run {run}, as at {}. Rules {} {} ({digest}). Made by reinspect {}.",
            marking(view.audience),
            view.assessment.as_at.long(),
            pack.id,
            pack.version,
            env!("CARGO_PKG_VERSION"),
        )))
        .into()
}
