//! The sections of the Markdown report, each a heading with rows.

use std::fmt::Write as _;

use super::Section;
use super::escape::escaped;
use crate::assessment::{AreaResult, AreaState, Assessment, CriterionResult, Gap, SourceEntry};
use crate::calendar::Day;
use crate::evidence::Role;
use crate::judge::State;
use crate::pack::AreaKind;
use crate::report::decisions::{decisions as decided, off};
use crate::report::{Style, words};

/// How many characters of a text stand in one cell.
const CELL: usize = 600;

/// One row an area, today and on the inspection date; never a total.
pub(super) fn areas(assessment: &Assessment) -> Option<Section> {
    let later = assessment
        .inspection
        .map(|day| format!("On {}", day.long()));
    let mut heads = vec![
        "Area",
        "What it is",
        "Today",
        "Met",
        "Nearly met",
        "Not met",
    ];
    heads.extend(["Not known", "Known", "Held back by"]);
    heads.extend(later.as_deref());
    let head = format!("## Areas\n\n{}", table(&heads));
    let rows = assessment.areas.iter().map(|area| {
        let mut cells = of_area(area);
        if later.is_some() {
            let on_the_day = area.on_inspection.as_ref();
            cells.push(
                on_the_day
                    .map_or("not judged", |s| words::level(s.level))
                    .to_owned(),
            );
        }
        row(&cells)
    });
    section(head, rows.collect(), ("area", "areas"))
}

fn of_area(area: &AreaResult) -> Vec<String> {
    let kind = match area.kind {
        AreaKind::Outcome => "outcome",
        AreaKind::Enabler => "enabler",
        AreaKind::Judgement => "judgement",
    };
    let today = &area.today;
    let counts = today.counts;
    let mut cells = vec![
        escaped(&area.short, CELL),
        kind.to_owned(),
        format!("**{}**", words::level(today.level)),
    ];
    let counted = [counts.met, counts.nearly, counts.not_met, counts.not_known];
    cells.extend(counted.map(words::thousands));
    cells.push(
        words::percent(today.coverage).map_or("nothing applies".to_owned(), |p| format!("{p}%")),
    );
    cells.push(held_back(today));
    cells
}

fn held_back(state: &AreaState) -> String {
    let (why, ids) = if state.capped_by.is_empty() {
        ("not known: ", &state.missing)
    } else {
        ("capped by ", &state.capped_by)
    };
    if ids.is_empty() {
        "–".to_owned()
    } else {
        escaped(&format!("{why}{}", ids.join(", ")), CELL)
    }
}

/// What changed since the baseline, what got worse first.
pub(super) fn changes(assessment: &Assessment) -> Option<Section> {
    let changes = assessment.changes.as_ref()?;
    let rows = changes.changes.iter().map(|change| {
        row(&[
            words::way(change.way).to_owned(),
            escaped(&format!("{} ({})", change.title, change.criterion), CELL),
            words::state_or_none(change.then).to_owned(),
            words::state_or_none(change.now).to_owned(),
            words::cause(change.cause).to_owned(),
        ])
    });
    let told_apart = if changes.rules_changed {
        "The rules changed too, so what the evidence did cannot be told apart from what they did.\n\n"
    } else {
        ""
    };
    let heads = ["Which way", "Criterion", "Then", "Now", "Because of"];
    let since = changes.since.long();
    let head = format!("## Since {since}\n\n{told_apart}{}", table(&heads));
    section(head, rows.collect(), ("criterion", "criteria"))
}

/// Every gap, the first to close first.
pub(super) fn gaps(assessment: &Assessment) -> Option<Section> {
    if assessment.gaps.is_empty() {
        return Some(Section {
            head: "## Gaps\n\nNo gaps.\n".to_owned(),
            rows: Vec::new(),
            noun: ("gap", "gaps"),
        });
    }
    let heads = [
        "No.",
        "State",
        "Gap",
        "Found",
        "Standard",
        "What to do",
        "Owner",
        "Due",
        "Action",
    ];
    let head = format!(
        "## Gaps, the first to close first ({})\n\n{}",
        words::thousands(assessment.gaps.len() as u64),
        table(&heads)
    );
    let rows = assessment.gaps.iter().map(|gap| {
        let criterion = assessment.criteria.iter().find(|c| c.id == gap.criterion);
        row(&of_gap(gap, criterion))
    });
    section(head, rows.collect(), ("gap", "gaps"))
}

fn of_gap(gap: &Gap, criterion: Option<&CriterionResult>) -> Vec<String> {
    let title = criterion.map_or("", |c| c.title.as_str());
    let priority = criterion.is_some_and(|c| c.priority);
    let due = gap.due.map_or_else(|| "no date".to_owned(), Day::long);
    vec![
        gap.rank.to_string(),
        state_of(gap, criterion, priority),
        escaped(&format!("{title} ({})", gap.criterion), CELL),
        or_withheld(&gap.found),
        or_withheld(&gap.expected),
        to_do(gap),
        escaped(gap.owner.as_deref().unwrap_or("no owner named"), CELL),
        due,
        words::action_dated(&gap.action),
    ]
}

fn state_of(gap: &Gap, criterion: Option<&CriterionResult>, priority: bool) -> String {
    let mark = Style::PLAIN.mark(gap.state, priority);
    let mut said = format!("{mark} {}", words::state(gap.state, priority));
    if let (State::NotKnown, Some(reason)) = (gap.state, gap.reason) {
        said.push_str(": ");
        said.push_str(reason.words());
    }
    if gap.going_stale {
        said.push_str("; going out of date");
    }
    if let Some(waiver) = criterion
        .and_then(|c| c.waiver.as_ref())
        .filter(|_| gap.waived)
    {
        let _ = write!(said, "; accepted until {} by ", waiver.until.long());
        said.push_str(&escaped(&waiver.by, CELL));
    }
    said
}

/// The distance and what would close it, in this order.
fn to_do(gap: &Gap) -> String {
    let distance = gap.shortfall.as_ref().filter(|_| gap.first.is_none());
    let distance = distance.map(|s| {
        let takes = match gap.state {
            State::NotKnown => "It would take",
            State::Met | State::Nearly | State::NotMet | State::NotApplicable => "Needs",
        };
        format!("{takes} {}.", s.words)
    });
    let improve = match gap.first {
        Some(_) => format!("If that shows a gap: {}", gap.improve),
        None => gap.improve.clone(),
    };
    let said: Vec<String> = gap
        .first
        .iter()
        .cloned()
        .chain(distance)
        .chain([improve])
        .collect();
    escaped(&said.join(" "), CELL)
}

/// Every judged source that runs out before the inspection, the first to run out first.
pub(super) fn going_stale(assessment: &Assessment) -> Option<Section> {
    let before = assessment.inspection.unwrap_or(assessment.as_at);
    let runs_out = |s: &&SourceEntry| {
        s.role == Role::Judged
            && s.date_counts()
            && !s.used_by.is_empty()
            && s.expires.is_none_or(|day| day < before)
    };
    let mut sources: Vec<&SourceEntry> = assessment.sources.iter().filter(runs_out).collect();
    sources.sort_by_key(|s| s.expires);
    let rows = sources.into_iter().map(|source| {
        let until = source
            .expires
            .map_or_else(|| "undated".to_owned(), Day::long);
        let used = words::count(source.used_by.len() as u64, "criterion", "criteria");
        row(&[until, named(source), used])
    });
    let head = match assessment.inspection {
        Some(day) => format!("## Out of date before {} unless refreshed", day.long()),
        None => "## Out of date".to_owned(),
    };
    let head = format!(
        "{head}\n\n{}",
        table(&["Stands until", "Evidence", "Rests on it"])
    );
    section(
        head,
        rows.collect(),
        ("list or document", "lists and documents"),
    )
}

fn or_dataset(source: &SourceEntry) -> String {
    match source.title.as_str() {
        "" => source.dataset.clone(),
        title => title.to_owned(),
    }
}

fn named(source: &SourceEntry) -> String {
    let sheet = source.sheet.iter().map(|sheet| format!(", sheet {sheet}"));
    let file = match source.path.as_str() {
        "" => or_dataset(source),
        path => std::iter::once(path.to_owned()).chain(sheet).collect(),
    };
    escaped(&file, CELL)
}

/// What inspectors said before, the newest visit first.
pub(super) fn findings(assessment: &Assessment) -> Option<Section> {
    let mut findings: Vec<_> = assessment.findings.iter().collect();
    findings.sort_by(|a, b| {
        b.visited_on
            .cmp(&a.visited_on)
            .then_with(|| a.id.cmp(&b.id))
    });
    let rows = findings.into_iter().map(|finding| {
        let said = |states: &[crate::assessment::FindingState]| {
            let each = states
                .iter()
                .map(|s| format!("{}: {}", s.criterion, s.state.words()));
            each.collect::<Vec<_>>().join("; ")
        };
        let now = if finding.now.is_empty() {
            "no criterion tests it".to_owned()
        } else {
            said(&finding.now)
        };
        let list = |items: &[String]| match items {
            [] => "no evidence".to_owned(),
            items => escaped(&items.join("; "), CELL),
        };
        let when = finding
            .visited_on
            .map_or_else(|| finding.visit.clone(), Day::long);
        let again = if finding.persistent {
            "made at more than one visit: "
        } else {
            ""
        };
        let text = match finding.text.as_str() {
            "" => "wording withheld",
            text => text,
        };
        row(&[
            or_withheld(&when),
            escaped(&format!("{again}{text}"), CELL),
            escaped(&now, CELL),
            list(&finding.activity),
            list(&finding.impact),
        ])
    });
    let heads = ["Visit", "Finding", "Now", "Activity", "Impact"];
    let head = format!("## What inspectors said before\n\n{}", table(&heads));
    section(head, rows.collect(), ("finding", "findings"))
}

/// What was not read, and what is wrong with the inputs.
pub(super) fn inputs(assessment: &Assessment) -> Option<Section> {
    let not_read = assessment.not_read.iter().map(|file| {
        let path = match file.path.as_str() {
            "" => "a file",
            path => path,
        };
        format!("{path} was not read: {}", file.why)
    });
    let wrong = assessment.diagnostics.iter().map(words::diagnostic);
    let cells = assessment.data_problems.len() as u64;
    let cells = (cells > 0).then(|| {
        let cells = words::count(cells, "cell", "cells");
        format!("{cells} could not be read as they stand; the JSON report has each of them")
    });
    let rows = not_read.chain(wrong).chain(cells);
    let rows = rows.map(|said| format!("- {}\n", escaped(&said, CELL)));
    section(
        "## What is wrong with the evidence and the rules\n\n".to_owned(),
        rows.collect(),
        ("point", "points"),
    )
}

/// Every local decision, so that nobody reads a result without it.
pub(super) fn decisions(assessment: &Assessment) -> Option<Section> {
    let of_criteria = assessment.criteria.iter().flat_map(|c| {
        let said = decided(c).into_iter();
        said.map(|said| format!("{}: {said}", c.id))
    });
    let taken_out = assessment.off.iter().map(off);
    let rows = of_criteria
        .chain(taken_out)
        .map(|said| format!("- {}\n", escaped(&said, CELL)));
    section(
        "## Local decisions\n\n".to_owned(),
        rows.collect(),
        ("decision", "decisions"),
    )
}

/// Every criterion with its result: the detail, and the first to be dropped.
pub(super) fn criteria(assessment: &Assessment) -> Option<Section> {
    let rows = assessment.criteria.iter().map(|c| {
        let mark = Style::PLAIN.mark(c.today.state, c.priority);
        row(&[
            format!("{mark} {}", words::state(c.today.state, c.priority)),
            escaped(&format!("{} ({})", c.title, c.id), CELL),
            or_withheld(&c.explanation),
        ])
    });
    let head = format!(
        "## Every criterion\n\n{}",
        table(&["State", "Criterion", "Why"])
    );
    section(head, rows.collect(), ("criterion", "criteria"))
}

fn or_withheld(text: &str) -> String {
    match text {
        "" => "withheld".to_owned(),
        text => escaped(text, CELL),
    }
}

/// A section, unless there is nothing in it.
fn section(head: String, rows: Vec<String>, noun: (&'static str, &'static str)) -> Option<Section> {
    (!rows.is_empty()).then_some(Section { head, rows, noun })
}

fn table(heads: &[&str]) -> String {
    let rule = vec!["---"; heads.len()];
    format!("| {} |\n| {} |\n", heads.join(" | "), rule.join(" | "))
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
