//! `rules coverage` as text: a column a framework, a row a kind of evidence, then what is forgotten.

use super::style::{pad, wrap};
use super::{Style, words};
use crate::coverage::{Coverage, ExpectationCoverage, FrameworkCoverage};
use crate::pack::KindOfEvidence;

/// The width of a column of numbers.
const COLUMN: usize = 8;
/// The width of what stands before them.
const LABEL: usize = 32;

/// Renders what a pack tests.
pub fn render(coverage: &Coverage, style: &Style) -> String {
    let frameworks = &coverage.frameworks;
    let heads: Vec<String> = frameworks.iter().map(|f| f.id.clone()).collect();
    let mut out = vec![style.bold(&row("Expectations", &heads))];
    for (label, numbers) in figures(coverage) {
        let cells: Vec<String> = numbers.iter().map(usize::to_string).collect();
        out.push(row(&label, &cells));
    }
    out.push(String::new());
    for framework in frameworks {
        let text = format!("{}: {}", framework.id, framework.title);
        out.push(wrap(&text, style.width, "", "    "));
    }
    out.push("One that two kinds of evidence test counts under both.".to_owned());
    out.extend(criteria(coverage, style));
    out.extend(forgotten(coverage, style));
    style.plain(&(out.join("\n") + "\n"))
}

/// What is counted, each with a number a framework, in the order of the frameworks.
pub fn figures(coverage: &Coverage) -> Vec<(String, Vec<usize>)> {
    let row = |label: &str, of: &dyn Fn(&FrameworkCoverage) -> usize| {
        let numbers = coverage.frameworks.iter().map(of);
        (label.to_owned(), numbers.collect())
    };
    let by_kind = KindOfEvidence::ALL.map(|kind| {
        let label = format!("tested by {}", kind.words());
        row(&label, &|f| f.tested_by.get(&kind).copied().unwrap_or(0))
    });
    let mut rows = vec![row("in all", &|f| f.expectations.len())];
    rows.extend(by_kind);
    rows.push(row("tested by any", &|f| f.tested));
    rows.push(row("not assessable", &|f| f.not_assessable));
    rows.push(row("tested by nothing", &|f| f.nothing));
    rows
}

/// How many criteria rest on each kind of evidence, in words: `2 on data`.
pub fn criteria_by_kind(coverage: &Coverage) -> String {
    let counts = coverage.criteria_by_kind.iter().filter(|(_, n)| **n > 0);
    let each: Vec<String> = counts
        .map(|(kind, n)| format!("{n} on {}", kind.words()))
        .collect();
    let all = words::count(coverage.criteria as u64, "criterion", "criteria");
    let counted: usize = coverage.criteria_by_kind.values().sum();
    // Otherwise the numbers would not seem to add up.
    let twice = if counted > coverage.criteria {
        "; one that rests on two kinds counts under both"
    } else {
        ""
    };
    format!("{all}: {}{twice}", each.join(", "))
}

fn row(label: &str, cells: &[String]) -> String {
    let cells = cells.iter().map(|cell| format!("{cell:>COLUMN$}"));
    pad(label, LABEL) + &cells.collect::<String>()
}

fn criteria(coverage: &Coverage, style: &Style) -> Vec<String> {
    let text = criteria_by_kind(coverage);
    vec![String::new(), wrap(&text, style.width, "", "    ")]
}

fn forgotten(coverage: &Coverage, style: &Style) -> Vec<String> {
    let is_forgotten =
        |e: &&ExpectationCoverage| e.criteria.is_empty() && e.not_assessable.is_none();
    let all = coverage.frameworks.iter().flat_map(|f| &f.expectations);
    let lines: Vec<String> = all
        .filter(is_forgotten)
        .map(|e| wrap(&format!("{}: {}", e.id, e.gist), style.width, "  ", "    "))
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let how = "Tested by nothing: name them in the `expectations` of a criterion, or say why none can \
               test them with `not_assessable` in the framework";
    let mut out = vec![String::new(), wrap(how, style.width, "", "  ")];
    out.extend(lines);
    out
}
