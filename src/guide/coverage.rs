//! What the rules test of each framework: the figures of `rules coverage`, then every expectation.

use super::markdown::{cell, heads, link, prose, table};
use super::whole;
use crate::coverage::{self, Coverage, ExpectationCoverage, FrameworkCoverage};
use crate::pack::{KindOfEvidence, Pack};
use crate::report::coverage as report;
use crate::report::words;

/// The page of what is tested.
pub(super) fn page(pack: &Pack) -> String {
    let found = coverage::coverage(pack);
    let mut blocks = vec![
        link("Guide to the rules", "README.md"),
        "One that two kinds of evidence test counts under both.".to_owned(),
    ];
    let frameworks = found.frameworks.iter().map(|f| cell(&f.id));
    let heads: Vec<String> = std::iter::once("Expectations".to_owned())
        .chain(frameworks)
        .collect();
    let rows: Vec<Vec<String>> = report::figures(&found)
        .into_iter()
        .map(|(label, numbers)| {
            let numbers = numbers.iter().map(usize::to_string);
            std::iter::once(label).chain(numbers).collect()
        })
        .collect();
    blocks.extend(table(&heads, &rows));
    blocks.push(format!("{}.", report::criteria_by_kind(&found)));
    blocks.extend(themes(&found));
    for framework in &found.frameworks {
        blocks.push(format!("## {}", prose(&framework.title)));
        blocks.extend(expectations(framework));
    }
    whole("What the rules test", &blocks)
}

fn themes(found: &Coverage) -> Vec<String> {
    let rows: Vec<Vec<String>> = found
        .themes
        .iter()
        .map(|theme| {
            let numbers = KindOfEvidence::ALL.map(|kind| {
                let criteria = theme.criteria_by_kind.get(&kind).copied().unwrap_or(0);
                criteria.to_string()
            });
            let head = [cell(&theme.title), theme.visits.to_string()];
            head.into_iter().chain(numbers).collect()
        })
        .collect();
    let kinds = KindOfEvidence::ALL.map(|kind| kind.words().to_owned());
    let heads = ["What inspectors raise".to_owned(), "Visits".to_owned()];
    let heads: Vec<String> = heads.into_iter().chain(kinds).collect();
    let Some(table) = table(&heads, &rows) else {
        return Vec::new();
    };
    let how = "At how many visits inspectors asked for it, and how many criteria test it, by the kind of \
               evidence that they rest on. Kinds that disagree show up only where there are several.";
    vec![
        "## What inspectors most often raise".to_owned(),
        how.to_owned(),
        table,
    ]
}

fn expectations(framework: &FrameworkCoverage) -> Option<String> {
    let rows: Vec<Vec<String>> = framework
        .expectations
        .iter()
        .map(|e| vec![format!("`{}`", e.id), cell(&e.gist), cell(&tested_by(e))])
        .collect();
    table(&heads(["Expectation", "What it asks", "Tested by"]), &rows)
}

fn tested_by(expectation: &ExpectationCoverage) -> String {
    match (expectation.criteria.len(), &expectation.not_assessable) {
        (0, Some(why)) => format!("not assessable: {why}"),
        (0, None) => "nothing".to_owned(),
        (many, _) => {
            let kinds: Vec<&str> = expectation.kinds.iter().map(|kind| kind.words()).collect();
            let criteria = words::count(many as u64, "criterion", "criteria");
            format!("{criteria}: {}", kinds.join(", "))
        }
    }
}
