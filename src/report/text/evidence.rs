//! How it is known, what contradicts, and what was not read or filled in.

use std::collections::BTreeMap;

use crate::assessment::{Assessment, DataProblemEntry};
use crate::evidence::ProblemKind;
use crate::pack::KindOfEvidence;
use crate::report::style::wrap;
use crate::report::{Style, words};

/// How many lines of a long list are shown.
const SHOWN: usize = 8;

/// How many pairs of audits and data that disagree are shown.
const DISAGREEING: usize = 3;

/// Kinds of evidence, contradictions, problems and files not read.
pub(super) fn section(assessment: &Assessment, style: &Style) -> String {
    let mut out = Vec::new();
    out.extend(contradictions(assessment, style));
    out.extend(one_kind(assessment, style));
    out.extend(templates(assessment, style));
    out.extend(not_read(assessment, style));
    out.extend(problems(assessment, style));
    out.extend(diagnostics(assessment, style));
    if out.is_empty() {
        return String::new();
    }
    out.insert(
        0,
        super::heading("What it rests on, and what is wrong with it", style),
    );
    super::lines(out)
}

fn item(text: &str, style: &Style) -> String {
    wrap(text, style.width, "  ", "    ")
}

fn contradictions(assessment: &Assessment, style: &Style) -> Vec<String> {
    let mut pairs: Vec<_> = assessment
        .areas
        .iter()
        .flat_map(|a| &a.kinds_of_evidence.contradictions)
        .map(|c| (&c.audit, &c.data))
        .collect();
    pairs.sort();
    pairs.dedup();
    let shown = pairs.iter().take(DISAGREEING);
    let mut out: Vec<String> = shown
        .map(|(audit, data)| {
            item(
                &format!("audits and data disagree: {audit} is met and {data} is not"),
                style,
            )
        })
        .collect();
    let more = pairs.len().saturating_sub(DISAGREEING);
    if more > 0 {
        let pairs = words::count(more as u64, "pair", "pairs");
        out.push(item(
            &format!("and {pairs} more of audits and data that disagree: see the JSON report"),
            style,
        ));
    }
    out
}

/// Areas that only one kind of evidence speaks for, or none, a line for each kind.
fn one_kind(assessment: &Assessment, style: &Style) -> Vec<String> {
    let mut resting: BTreeMap<Option<KindOfEvidence>, Vec<&str>> = BTreeMap::new();
    for area in &assessment.areas {
        if let [] | [_] = area.kinds_of_evidence.kinds.as_slice() {
            let kind = area.kinds_of_evidence.kinds.first().copied();
            resting.entry(kind).or_default().push(&area.short);
        }
    }
    let lines = resting.into_iter().map(|(kind, areas)| {
        let on = kind.map_or("no evidence that can be judged".to_owned(), |kind| {
            format!("one kind of evidence alone, {}", kind.words())
        });
        item(&format!("rests on {on}: {}", areas.join(", ")), style)
    });
    lines.collect()
}

fn templates(assessment: &Assessment, style: &Style) -> Option<String> {
    let templates = assessment.templates;
    let verb = if templates.unfilled == 1 { "is" } else { "are" };
    let said = format!(
        "{} of {} templates {verb} still empty and say nothing: fill them in, or put your own exports \
         beside them",
        templates.unfilled, templates.all
    );
    (templates.unfilled > 0).then(|| item(&said, style))
}

fn not_read(assessment: &Assessment, style: &Style) -> Vec<String> {
    let mut out: Vec<String> = assessment
        .not_read
        .iter()
        .take(SHOWN)
        .map(|n| {
            let sheet = n
                .sheet
                .as_ref()
                .map(|s| format!(", sheet {s}"))
                .unwrap_or_default();
            item(&format!("not read: {}{sheet}: {}", n.path, n.why), style)
        })
        .collect();
    let more = assessment.not_read.len().saturating_sub(SHOWN);
    if more > 0 {
        out.push(item(
            &format!("and {more} more not read: see `reinspect evidence list`"),
            style,
        ));
    }
    out
}

fn problems(assessment: &Assessment, style: &Style) -> Vec<String> {
    let mut groups: BTreeMap<(&str, &str, ProblemKind), (&DataProblemEntry, u64)> = BTreeMap::new();
    for problem in &assessment.data_problems {
        let key = (
            problem.path.as_str(),
            problem.heading.as_str(),
            problem.kind,
        );
        groups.entry(key).or_insert((problem, 0)).1 += 1;
    }
    groups
        .into_values()
        .map(|(first, number)| {
            let shown = first
                .shown
                .as_ref()
                .map(|s| format!(" `{s}`"))
                .unwrap_or_default();
            let cells = words::count(number, "cell", "cells");
            let kind = words::fault(first.kind);
            item(
                &format!(
                    "{cells} {kind}{shown}: {}, heading `{}`, first at {}",
                    first.path, first.heading, first.cell
                ),
                style,
            )
        })
        .collect()
}

fn diagnostics(assessment: &Assessment, style: &Style) -> Vec<String> {
    assessment
        .diagnostics
        .iter()
        .map(|d| item(&words::diagnostic(d), style))
        .collect()
}
