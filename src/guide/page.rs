//! The page of one criterion.

use super::markdown::{address, bullets, cell, heads, link, prose, table};
use super::{evidence, example, whole};
use crate::assessment::ThemeResult;
use crate::judge::{number, sentence};
use crate::measure::{self, english};
use crate::pack::rule_test::RuleTest;
use crate::pack::{Criterion, Effort, KindOfEvidence, Pack};
use crate::report::explanation::ExpectationEntry;
use crate::report::words;

/// The page of a criterion.
pub(super) fn page(criterion: &Criterion, pack: &Pack, tests: &[RuleTest]) -> String {
    let mut blocks = vec![
        format!("**{}**", prose(&criterion.asks)),
        facts(criterion, pack),
    ];
    let mut section = |heading: &str, body: Vec<String>| {
        blocks.push(format!("## {heading}"));
        blocks.extend(body);
    };
    section("Why it matters", why(criterion, pack));
    section("How it is worked out", steps(criterion, pack));
    section("Where met begins", thresholds(criterion, pack));
    section("What it tests", expectations(criterion, pack));
    section("Evidence it needs", evidence::section(criterion, pack));
    section("Worked example", example::section(criterion, pack, tests));
    section("How to close a gap", improve(criterion));
    whole(&criterion.title, &blocks)
}

/// Where it belongs, in one list.
fn facts(criterion: &Criterion, pack: &Pack) -> String {
    let area = |id: &str, page: &str| {
        let title = pack.area(id).map_or(id, |(_, area)| area.title.as_str());
        link(title, &format!("../{page}#{id}"))
    };
    let judgements: Vec<String> = criterion
        .judgements
        .iter()
        .map(|id| area(id, "by-judgement.md"))
        .collect();
    let judgements = match judgements.as_slice() {
        [] => "none".to_owned(),
        each => each.join(", "),
    };
    let kinds = measure::kinds_of_evidence(criterion, &pack.datasets);
    let kinds: Vec<&str> = kinds.into_iter().map(KindOfEvidence::words).collect();
    let priority = if criterion.priority {
        "; a priority, so its areas are not ready while it is not met"
    } else {
        ""
    };
    bullets([
        format!("Criterion: `{}`", criterion.id),
        format!("Area: {}", area(&criterion.area, "by-area.md")),
        format!("Judgements: {judgements}"),
        format!("Known from: {}", kinds.join(", ")),
        format!("Weight: {} of 5{priority}", criterion.weight),
    ])
}

fn why(criterion: &Criterion, pack: &Pack) -> Vec<String> {
    let themes = ThemeResult::all(&criterion.id, &pack.themes);
    let raised = themes.iter().map(|t| words::raised(t, pack.themes.years));
    let mut out = vec![prose(&criterion.why)];
    out.extend(raised.map(|said| prose(&said)));
    out
}

fn steps(criterion: &Criterion, pack: &Pack) -> Vec<String> {
    let steps = english::measuring(criterion, pack);
    let numbered = steps
        .iter()
        .zip(1..)
        .map(|(step, number)| format!("{number}. {}", prose(step)));
    let kind = criterion.measure.kind();
    vec![
        numbered.collect::<Vec<_>>().join("\n"),
        format!("`reinspect explain {kind}` says how dates and blanks are counted."),
    ]
}

fn thresholds(criterion: &Criterion, pack: &Pack) -> Vec<String> {
    let source = criterion.basis_source.as_deref();
    let basis = prose(&words::basis(criterion.basis, source));
    let mut out = match criterion.thresholds {
        Some(thresholds) => {
            let limit = |limit| cell(&english::wanted(limit, &criterion.measure));
            let row = |state: &str, value: String| vec![state.to_owned(), value];
            let mut rows = vec![row("met", limit(thresholds.met))];
            rows.extend(
                thresholds
                    .nearly
                    .map(|nearly| row("nearly met", limit(nearly))),
            );
            rows.push(row("not met", "anything else".to_owned()));
            let table = table(&heads(["State", "Value"]), &rows);
            let basis = format!("The thresholds are {basis}.");
            table.into_iter().chain([basis]).collect()
        }
        None => vec![
            "It has no value to hold against a threshold; the steps above say when it is met."
                .to_owned(),
            format!("What it takes is {basis}."),
        ],
    };
    // Some sources say themselves that there is no figure.
    if !source.is_some_and(|source| source.contains("No published figure")) {
        out.push(published(criterion, pack));
    }
    out
}

/// The published measure beside it, with England's figure where there is one.
fn published(criterion: &Criterion, pack: &Pack) -> String {
    let Some(measure) = pack.benchmarks.measures.get(&criterion.id) else {
        return "No published figure is set beside it.".to_owned();
    };
    let unit = sentence::unit_of(&criterion.measure);
    let figures = pack.benchmarks.beside(&criterion.id, None);
    let figures = figures.iter().map(|figure| {
        let value = number::with_unit(figure.value, unit);
        format!(" {}: {}.", prose(figure.area), prose(&value))
    });
    let differs = measure.differs.as_ref();
    let differs = differs.map(|differs| format!(" It differs: {}.", prose(differs)));
    format!(
        "Published beside it, and never judged: {}, {}.{}{} Source: {}, {}",
        prose(&measure.title),
        prose(&measure.year),
        figures.collect::<String>(),
        differs.unwrap_or_default(),
        prose(measure.source.trim_end_matches('.')),
        address(&measure.address),
    )
}

fn expectations(criterion: &Criterion, pack: &Pack) -> Vec<String> {
    let rows: Vec<Vec<String>> = criterion
        .expectations
        .iter()
        .filter_map(|full| {
            let expectation = ExpectationEntry::of(full, pack)?;
            let is_timescale = pack
                .expectation(full)
                .is_some_and(|e| e.timescale.is_some());
            let id = if is_timescale {
                link(full, &format!("../by-timescale.md#{}", anchor(full)))
            } else {
                format!("`{full}`")
            };
            let unsure = if expectation.verified {
                ""
            } else {
                "; wording not confirmed"
            };
            let source = cell(&expectation.source) + unsure;
            Some(vec![id, cell(&expectation.gist), source])
        })
        .collect();
    match table(
        &heads(["Expectation", "What it asks", "Where it can be read"]),
        &rows,
    ) {
        Some(table) => vec![table],
        None => vec!["It names no expectation of a framework.".to_owned()],
    }
}

/// The anchor of an expectation, by its full id.
pub(super) fn anchor(full: &str) -> String {
    full.replace(':', "-").to_lowercase()
}

fn improve(criterion: &Criterion) -> Vec<String> {
    let owner = match &criterion.owner {
        Some(owner) => prose(owner),
        None => "none named; settings can name one".to_owned(),
    };
    let effort = match criterion.effort {
        Effort::Low => "low (days)",
        Effort::Medium => "medium (weeks)",
        Effort::High => "high (months)",
    };
    vec![
        prose(&criterion.improve),
        bullets([format!("Owner: {owner}"), format!("Effort: {effort}")]),
    ]
}
