//! The index of a guide: what there is, then every criterion by area, judgement, timescale, dataset.

use super::markdown::{anchored, bullets, heads, link, prose, table};
use super::page::anchor;
use super::{CRITERIA, Pages, datasets_of, whole};
use crate::measure;
use crate::pack::rule_test::RuleTest;
use crate::pack::{Area, AreaKind, Criterion, Expectation, KindOfEvidence, Pack};
use crate::report::words;

/// What stands under a heading that no criterion belongs to.
const NONE: &str = "No criterion yet.";

/// The pages of the index, by their paths.
pub(super) fn pages(pack: &Pack, tests: &[RuleTest]) -> Pages {
    let mut pages = Pages::new();
    let mut add = |path: &str, text: String| pages.insert(path.to_owned(), text);
    add("README.md", first(pack, tests));
    add(
        "by-area.md",
        by_area(pack, "Criteria by area", is_framework_area),
    );
    add(
        "by-judgement.md",
        by_area(pack, "Criteria by judgement", is_judgement),
    );
    add("by-timescale.md", by_timescale(pack));
    add("by-dataset.md", by_dataset(pack));
    pages
}

fn is_judgement(area: &Area) -> bool {
    match area.kind {
        AreaKind::Judgement => true,
        AreaKind::Outcome | AreaKind::Enabler => false,
    }
}

fn is_framework_area(area: &Area) -> bool {
    !is_judgement(area)
}

/// The first page: what the guide is, how to read it and where to go from it.
fn first(pack: &Pack, tests: &[RuleTest]) -> String {
    let holds = format!(
        "{}, version {}: {}, {} and {}.",
        prose(&pack.title),
        prose(&pack.version),
        words::count(pack.criteria.len() as u64, "criterion", "criteria"),
        words::count(pack.datasets.len() as u64, "dataset", "datasets"),
        words::count(tests.len() as u64, "rule test", "rule tests"),
    );
    let mut blocks = vec![
        holds,
        "Each criterion has a page: what it asks and why, how it is worked out, where met begins, the \
         evidence it needs, a worked example, and how to close a gap."
            .to_owned(),
        bullets([
            link("By area", "by-area.md") + ", the outcomes and enablers",
            link("By judgement", "by-judgement.md"),
            link("By timescale", "by-timescale.md"),
            link("By dataset", "by-dataset.md"),
            link("What the rules test", "coverage.md") + " of each framework",
        ]),
    ];
    blocks.push(
        "`reinspect explain` with the id of a criterion says how it stands in your own evidence."
            .to_owned(),
    );
    let rows: Vec<Vec<String>> = pack.areas().map(|(_, area)| counts(area, pack)).collect();
    blocks.extend(table(
        &heads(["Area", "Kind", "Criteria", "Priorities"]),
        &rows,
    ));
    blocks.push(
        "A criterion counts under its outcome or enabler, and under each of its judgements."
            .to_owned(),
    );
    whole("Guide to the rules", &blocks)
}

fn counts(area: &Area, pack: &Pack) -> Vec<String> {
    let kind = match area.kind {
        AreaKind::Outcome => "outcome",
        AreaKind::Enabler => "enabler",
        AreaKind::Judgement => "judgement",
    };
    let page = if is_judgement(area) {
        "by-judgement.md"
    } else {
        "by-area.md"
    };
    let own = of_area(area, pack);
    vec![
        link(&area.title, &format!("{page}#{}", area.id)),
        kind.to_owned(),
        own.len().to_string(),
        own.iter().filter(|c| c.priority).count().to_string(),
    ]
}

fn of_area<'p>(area: &Area, pack: &'p Pack) -> Vec<&'p Criterion> {
    let all = pack.criteria.iter();
    all.filter(|c| c.areas().any(|id| id == area.id)).collect()
}

fn by_area(pack: &Pack, title: &str, wanted: impl Fn(&Area) -> bool) -> String {
    let mut blocks = vec![back()];
    for (framework, area) in pack.areas().filter(|(_, area)| wanted(area)) {
        blocks.push(anchored(&area.id, &area.title));
        blocks.push(format!("`{}`, {}", area.id, prose(&framework.title)));
        blocks.push(listed(&of_area(area, pack), pack));
    }
    whole(title, &blocks)
}

fn by_timescale(pack: &Pack) -> String {
    let mut blocks = vec![back()];
    for framework in &pack.frameworks {
        for expectation in &framework.expectations {
            let full = format!("{}:{}", framework.id, expectation.id);
            blocks.extend(timescale(&full, expectation, pack));
        }
    }
    if blocks.len() == 1 {
        blocks.push("The rules hold no timescales.".to_owned());
    }
    whole("Criteria by timescale", &blocks)
}

fn timescale(full: &str, expectation: &Expectation, pack: &Pack) -> Vec<String> {
    let Some(timescale) = &expectation.timescale else {
        return Vec::new();
    };
    let all = pack.criteria.iter();
    let own: Vec<_> = all
        .filter(|c| c.expectations.iter().any(|e| e == full))
        .collect();
    let source = expectation.source.as_ref();
    let source = source.map(|source| format!(" ({})", prose(source.trim_end_matches('.'))));
    let unsure = if expectation.verified {
        ""
    } else {
        " Its wording is not confirmed."
    };
    let limits = format!(
        "Limit: {}, from {} to {}. Basis: {}{}.{unsure}",
        prose(&timescale.limit),
        prose(&timescale.starts),
        prose(&timescale.ends),
        prose(&timescale.basis),
        source.unwrap_or_default(),
    );
    let tested = match (&expectation.not_assessable, own.as_slice()) {
        (Some(why), []) => format!("Not assessable: {}", prose(why)),
        (Some(_) | None, own) => listed(own, pack),
    };
    let heading = anchored(&anchor(full), full);
    vec![heading, prose(&expectation.gist), limits, tested]
}

fn by_dataset(pack: &Pack) -> String {
    let mut blocks = vec![
        back(),
        "`reinspect explain` with the name of a dataset lists all its columns.".to_owned(),
    ];
    let reading = |id: &str| -> Vec<&Criterion> {
        let all = pack.criteria.iter();
        all.filter(|c| datasets_of(c).contains(id)).collect()
    };
    for (id, dataset) in &pack.datasets {
        blocks.push(anchored(id, &dataset.title));
        blocks.push(format!(
            "`{id}`, {}. An extract stands for {}.",
            dataset.kind_of_evidence.words(),
            dataset.valid_for
        ));
        blocks.push(listed(&reading(id), pack));
    }
    whole("Criteria by dataset", &blocks)
}

fn back() -> String {
    link("Guide to the rules", "README.md")
}

/// Criteria as links, each with what it is known from.
fn listed(criteria: &[&Criterion], pack: &Pack) -> String {
    if criteria.is_empty() {
        return NONE.to_owned();
    }
    bullets(criteria.iter().map(|criterion| {
        let kinds = measure::kinds_of_evidence(criterion, &pack.datasets);
        let mut said: Vec<&str> = kinds.into_iter().map(KindOfEvidence::words).collect();
        said.extend(criterion.priority.then_some("priority"));
        let to = format!("{CRITERIA}/{}.md", criterion.id);
        format!("{} ({})", link(&criterion.title, &to), said.join(", "))
    }))
}
