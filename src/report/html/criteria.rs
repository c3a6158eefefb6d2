//! Every criterion, one folded block each.

use super::grounds;
use super::mark::Mark;
use super::markup::{Element, Html, prose, tag};
use super::points::tested;
use super::steps::Shared;
use super::value::{standard, value};
use super::view::View;
use super::{fix_first, p, section as section_of};
use crate::assessment::{CriterionResult, MeasurementResult, StateResult};
use crate::judge::number::{self, Cut};
use crate::judge::sentence::upper_first;
use crate::pack::AreaKind;
use crate::report::decisions::decisions;
use crate::report::{benchmarks, words};
use crate::state::State;

/// Every criterion by outcome and enabler, with what filters, sorts and unfolds them.
pub(super) fn section(view: &View<'_>) -> Html {
    let areas = view.areas(&[AreaKind::Outcome, AreaKind::Enabler]);
    let shared = Shared::among(view);
    let mut content = controls(view);
    for area in &areas {
        let of_area = view
            .assessment
            .criteria
            .iter()
            .filter(|c| c.area == area.id);
        content.push(group(view, &shared, &area.title, of_area));
    }
    let homeless = |c: &&CriterionResult| areas.iter().all(|area| area.id != c.area);
    let others = view.assessment.criteria.iter().filter(homeless);
    content.push(group(view, &shared, "Other criteria", others));
    content.push(shared.told());
    section_of("criteria", "Every criterion", content)
}

fn group<'a>(
    view: &View<'_>,
    shared: &Shared<'_>,
    title: &str,
    criteria: impl Iterator<Item = &'a CriterionResult>,
) -> Html {
    let blocks = Html::all(criteria.map(|criterion| block(view, shared, criterion)));
    if blocks.is_empty() {
        return blocks;
    }
    tag("div")
        .class("group")
        .with(tag("h3").with(title))
        .with(blocks)
        .into()
}

/// Shown by the script alone, as only the script can answer them.
fn controls(view: &View<'_>) -> Html {
    let states = Mark::ALL.map(|mark| option(mark.name(), &upper_first(mark.words())));
    let areas = view
        .assessment
        .areas
        .iter()
        .enumerate()
        .map(|(at, area)| option(&at.to_string(), &area.short));
    let orders = [
        ("area", "As in the rules"),
        ("worst", "Worst first"),
        ("title", "By title"),
    ];
    let orders = orders.map(|(value, words)| option(value, words));
    let button = |id: &'static str, words: &'static str| {
        tag("button")
            .attribute("type", "button")
            .attribute("id", id)
            .with(words)
    };
    tag("div")
        .attribute("id", "controls")
        .attribute("role", "search")
        .attribute("aria-label", "Filter the criteria")
        .flag("hidden")
        .with(labelled("State", select("by-state", "Any state", states)))
        .with(labelled("Area", select("by-area", "Any area", areas)))
        .with(labelled(
            "Text",
            tag("input")
                .attribute("type", "search")
                .attribute("id", "by-text"),
        ))
        .with(labelled(
            "Order",
            tag("select").attribute("id", "order").with_all(orders),
        ))
        .with(button("unfold", "Unfold all"))
        .with(button("fold", "Fold all"))
        .with(button("print", "Print all"))
        .with(button("print-summary", "Print without this section"))
        .with(
            tag("p")
                .attribute("id", "shown")
                .attribute("role", "status"),
        )
        .into()
}

fn option(value: &str, words: &str) -> Element {
    tag("option").attribute("value", value).with(words)
}

fn select(id: &str, any: &str, options: impl IntoIterator<Item = Element>) -> Element {
    tag("select")
        .attribute("id", id)
        .with(option("", any))
        .with_all(options)
}

fn labelled(words: &str, control: Element) -> Element {
    tag("label").with(tag("span").with(words)).with(control)
}

fn block(view: &View<'_>, shared: &Shared<'_>, criterion: &CriterionResult) -> Element {
    let mark = Mark::today(criterion);
    // By their places, as they are written with every criterion.
    let all = view.assessment.areas.iter();
    let places = all.enumerate();
    let areas: Vec<String> = criterion
        .areas()
        .filter_map(|id| places.clone().find(|(_, area)| area.id == id))
        .map(|(at, _)| at.to_string())
        .collect();
    let summary = tag("summary")
        .with(tag("span").with(mark.badge()))
        .with(tag("b").with(&criterion.title))
        .with(value(criterion, view.audience).map(|value| tag("span").with(value)));
    let facts = facts(view, shared, criterion)
        .into_iter()
        .filter(|(_, value)| !value.is_empty());
    let facts = facts.map(|(name, value)| Html::all([tag("dt").with(name), tag("dd").with(value)]));
    tag("details")
        .attribute("data-state", mark.name())
        .attribute("data-areas", areas.join(" "))
        .with(summary)
        .with(
            tag("div")
                .attribute("id", view.anchor(&criterion.id).unwrap_or_default())
                .with(tag("p").with(prose(&criterion.asks)))
                .with(p(&criterion.explanation))
                .with(tag("dl").with_all(facts)),
        )
}

fn facts(
    view: &View<'_>,
    shared: &Shared<'_>,
    criterion: &CriterionResult,
) -> Vec<(&'static str, Html)> {
    // Of what is met and only ages, the day says all that there is to do.
    let gap = view
        .gap(&criterion.id)
        .filter(|gap| gap.state != State::Met);
    let decided = decisions(criterion);
    let decided = decided.iter().map(|said| upper_first(said)).collect();
    let joined = |all: Vec<String>| Html::all(all.iter().map(p));
    vec![
        ("Why it matters", prose(&criterion.why)),
        ("Why not known", why(criterion)),
        ("On the day", later(criterion)),
        ("To close it", gap.map(fix_first::remedy).into()),
        ("Standard", basis(criterion)),
        ("Worked out", shared.of(&criterion.steps)),
        (
            "How sure",
            criterion
                .measurement
                .as_ref()
                .and_then(|m| sure(m, criterion))
                .into(),
        ),
        (
            "Left out",
            criterion
                .measurement
                .as_ref()
                .map(left_out)
                .unwrap_or_default(),
        ),
        ("Rests on", rests_on(view, criterion)),
        ("Published beside it", published(criterion)),
        ("Theme", raised(criterion)),
        ("Local decision", joined(decided)),
        ("Tests", tested(view, criterion)),
    ]
}

/// The reason and its sentence.
/// Why it is not known; the explanation above it may say the rest already.
fn why(criterion: &CriterionResult) -> Html {
    let mut today = criterion.today.clone();
    let but_its_capital: String = today.detail.chars().skip(1).collect();
    if criterion.explanation.contains(&but_its_capital) && today.reason.is_some() {
        today.detail.clear();
    }
    detail(&today)
}

fn detail(state: &StateResult) -> Html {
    let reason = state.reason.map_or("", |reason| reason.words());
    let between = if reason.is_empty() || state.detail.is_empty() {
        ""
    } else {
        ": "
    };
    prose(&upper_first(&format!("{reason}{between}{}", state.detail)))
}

fn later(criterion: &CriterionResult) -> Html {
    match &criterion.on_inspection {
        Some(later) if *later == criterion.today => "The same".into(),
        Some(later) => {
            let words = Mark::of(later.state, criterion.priority).words();
            let mut said = Html::from(upper_first(words));
            if later.reason.is_some() || !later.detail.is_empty() {
                said.push(". ");
                said.push(detail(later));
            }
            said
        }
        None => Html::none(),
    }
}

fn basis(criterion: &CriterionResult) -> Html {
    let (Some(thresholds), Some(standard)) = (&criterion.thresholds, standard(criterion)) else {
        return Html::none();
    };
    let basis = words::basis(thresholds.basis, thresholds.source.as_deref());
    prose(&format!("Met: {standard}. It is {basis}."))
}

/// The interval, where the state is known: of what is not, it would say nothing.
fn sure(measurement: &MeasurementResult, criterion: &CriterionResult) -> Option<String> {
    let known = criterion.today.state != State::NotKnown;
    let [low, high] = measurement.interval.as_ref().filter(|_| known)?;
    let sure = match measurement.sure {
        Some(true) => "",
        Some(false) | None => ", which the standard lies within",
    };
    // Outward, as it was rounded before.
    let low = number::shortened(low, 1, Cut::Down);
    let high = number::shortened(high, 1, Cut::Up);
    Some(format!("95% interval {low}% to {high}%{sure}"))
}

fn left_out(measurement: &MeasurementResult) -> Html {
    let blank = measurement.blank.filter(|blank| *blank > 0);
    let blank =
        blank.map(|blank| format!("{} blank, unreadable or unknown", words::thousands(blank)));
    let left = measurement.left_out.iter();
    let left = left.map(|l| format!("{} {}", words::thousands(l.rows), words::left_out(l.why)));
    let notes = measurement.notes.iter();
    let notes = notes.map(|n| format!("{} {}", words::thousands(n.rows), words::note(n.what)));
    let all: Vec<String> = blank.into_iter().chain(left).chain(notes).collect();
    all.join("; ").into()
}

/// Its kinds of evidence, and its lists and documents.
fn rests_on(view: &View<'_>, criterion: &CriterionResult) -> Html {
    let kinds: Vec<&str> = criterion
        .kinds_of_evidence
        .iter()
        .map(|kind| kind.words())
        .collect();
    let mut said = Html::none();
    if kinds.is_empty() {
        said.push("No evidence was found for it");
    } else {
        said.push(upper_first(&kinds.join(", ")));
    }
    for at in &criterion.sources {
        let Some(source) = view.assessment.sources.get(*at) else {
            continue;
        };
        said.push("; ");
        let link = tag("a").attribute("href", format!("#s{at}"));
        said.push(link.with(grounds::title(source)));
    }
    said
}

fn published(criterion: &CriterionResult) -> Html {
    let Some(first) = criterion.benchmarks.first() else {
        return Html::none();
    };
    let figures = benchmarks::figures(&criterion.benchmarks).join(", ");
    let differs = first.differs.as_ref();
    let differs = differs.map_or_else(String::new, |d| format!(" It differs: {d}."));
    let mut said = Html::from(format!(
        "{figures} ({}): {}.{differs} ",
        first.year, first.measure
    ));
    if first.address.starts_with("https://") {
        said.push(
            tag("a")
                .attribute("href", &first.address)
                .with(&first.source),
        );
    } else {
        said.push(&first.source);
    }
    said
}

fn raised(criterion: &CriterionResult) -> Html {
    let each = criterion.themes.iter().map(|theme| theme.title.as_str());
    each.collect::<Vec<_>>().join("; ").into()
}
