//! The SARIF report (2.1.0): gaps at the lines of their rules, and what is wrong with rules and
//! settings, for code review pages.
//!
//! A place is always one of the rules or settings, never of the evidence: such pages are read widely
//! and kept for years. For the same reason nothing here is derived from a row, and nothing is tagged
//! as a matter of security.

mod fingerprint;
mod log;
mod place;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::one_line::at_most;
use super::{json, words};
use crate::assessment::{Assessment, CriterionResult, DiagnosticEntry, Gap};
use crate::diagnostic::{Code, Severity};
use crate::state::{Reason, State};
use log::{Driver, Invocation, Level, Log, Message, Notification, Result, Rule, Run, Suppression};

/// The most characters of the texts of a rule, and of the message of a result.
const LONGEST: (usize, usize) = (1_000, 2_000);

/// Renders the SARIF report.
pub(super) fn render(assessment: &Assessment) -> String {
    let diagnostics = of_rules(assessment);
    let rules = rules(assessment, &diagnostics);
    let index: BTreeMap<&str, usize> = rules
        .iter()
        .enumerate()
        .map(|(at, rule)| (rule.id.as_str(), at))
        .collect();
    let gaps = assessment.gaps.iter().filter_map(|gap| {
        let criterion = find(assessment, gap)?;
        Some(of_gap(gap, criterion, *index.get(gap.criterion.as_str())?))
    });
    let mut results: Vec<Result> = gaps.collect();
    let place = |d: &DiagnosticEntry| index.get(d.code.as_str()).copied();
    results.extend(
        diagnostics
            .iter()
            .filter_map(|d| Some(of_diagnostic(d, place(d)?))),
    );
    fingerprint::tell_apart(&mut results);
    let run = Run {
        tool: log::Tool {
            driver: Driver {
                name: "reinspect",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules,
            },
        },
        automation_details: log::AutomationDetails {
            id: format!("{}/{}", category(assessment), assessment.as_at),
        },
        column_kind: "unicodeCodePoints",
        invocations: vec![invocation(assessment, diagnostics.len())],
        results,
    };
    json::render(&Log::of(run))
}

/// What the run was about: two runs of one commit are told apart by it.
fn category(assessment: &Assessment) -> String {
    let scope = &assessment.scope;
    let narrowed = scope
        .profile
        .iter()
        .chain(&scope.areas)
        .chain(&scope.criteria);
    let words = std::iter::once("reinspect").chain(narrowed.map(String::as_str));
    at_most(&words.collect::<Vec<_>>().join("-"), 100).replace('/', "-")
}

fn find<'a>(assessment: &'a Assessment, gap: &Gap) -> Option<&'a CriterionResult> {
    assessment.criteria.iter().find(|c| c.id == gap.criterion)
}

/// Diagnostics with a place in a file that people write by hand.
fn of_rules(assessment: &Assessment) -> Vec<&DiagnosticEntry> {
    let by_hand = |d: &&DiagnosticEntry| {
        let file = d.file.as_deref().unwrap_or_default();
        file.rsplit_once('.')
            .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("toml"))
    };
    assessment.diagnostics.iter().filter(by_hand).collect()
}

/// A rule for every criterion with a gap and every code, in order of their ids.
fn rules(assessment: &Assessment, diagnostics: &[&DiagnosticEntry]) -> Vec<Rule> {
    let criteria = assessment.gaps.iter().filter_map(|gap| {
        let criterion = find(assessment, gap)?;
        let tags = criterion.areas().map(str::to_owned).collect();
        Some(Rule::new(
            &criterion.id,
            [&criterion.title, &criterion.asks, &gap.improve].map(|t| at_most(t, LONGEST.0)),
            level(gap.state, criterion.priority),
            tags,
        ))
    });
    let codes = diagnostics.iter().map(|d| {
        let code = Code::ALL.iter().find(|code| code.name() == d.code);
        let title = code.map_or("Something is wrong with the inputs", |code| code.title());
        let why = code.map_or(title, |code| code.explanation());
        Rule::new(
            &d.code,
            [title, why, d.help.as_deref().unwrap_or(why)].map(|t| at_most(t, LONGEST.0)),
            severity(d.severity),
            Vec::new(),
        )
    });
    let each = criteria.chain(codes).map(|rule| (rule.id.clone(), rule));
    each.collect::<BTreeMap<_, _>>().into_values().collect()
}

fn of_gap(gap: &Gap, criterion: &CriterionResult, rule_index: usize) -> Result {
    let state = words::state(gap.state, criterion.priority);
    let reason = gap.reason.filter(|_| gap.state == State::NotKnown);
    let reason = reason.map_or_else(String::new, |r| format!(" ({})", r.words()));
    let why = match criterion.explanation.as_str() {
        "" => "the figures are withheld.",
        explanation => explanation,
    };
    let ageing = if gap.going_stale {
        " Its evidence goes out of date by the inspection."
    } else {
        ""
    };
    let title = criterion.title.trim_end_matches('.');
    let text = format!("{title}: {state}{reason}. {why}{ageing}");
    let waiver = criterion
        .waiver
        .as_ref()
        .filter(|w| gap.waived && w.in_force);
    let suppressions = waiver.map(|w| Suppression {
        kind: "external",
        status: "accepted",
        justification: at_most(
            &format!(
                "Accepted until {} by {}: {}",
                w.until.long(),
                w.by,
                w.reason
            ),
            LONGEST.1,
        ),
    });
    Result {
        rule_id: criterion.id.clone(),
        rule_index,
        level: level(gap.state, criterion.priority),
        message: Message::of_result(&at_most(&text, LONGEST.1)),
        locations: vec![place::of_rule(&criterion.rule)],
        partial_fingerprints: fingerprint::of_gap(&criterion.id, gap.state),
        suppressions: suppressions.into_iter().collect(),
    }
}

fn of_diagnostic(d: &DiagnosticEntry, rule_index: usize) -> Result {
    let help = d.help.iter().map(|help| format!(" ({help})"));
    let found = d.found.iter().map(|found| format!("; found {found}"));
    let expected = d
        .expected
        .iter()
        .map(|expected| format!("; expected {expected}"));
    let said: String = std::iter::once(d.message.clone())
        .chain(found)
        .chain(expected)
        .chain(help)
        .collect();
    Result {
        rule_id: d.code.clone(),
        rule_index,
        level: severity(d.severity),
        message: Message::of_result(&(at_most(&said, LONGEST.1) + ".")),
        locations: vec![place::of(
            d.file.as_deref().unwrap_or_default(),
            d.line,
            d.column,
        )],
        partial_fingerprints: fingerprint::of_diagnostic(d),
        suppressions: Vec::new(),
    }
}

/// What did not work, and what is told elsewhere.
fn invocation(assessment: &Assessment, told: usize) -> Invocation {
    let broken = assessment
        .criteria
        .iter()
        .filter(|c| c.today.reason == Some(Reason::CouldNotCompute));
    let mut notes: Vec<Notification> = broken
        .map(|c| Notification {
            level: Level::Error,
            message: Message::plain(&at_most(
                &format!("{}: {}", c.id, c.today.detail),
                LONGEST.1,
            )),
        })
        .collect();
    let execution_successful = notes.is_empty();
    let others = assessment.diagnostics.len().saturating_sub(told);
    if others > 0 {
        let others = words::count(others as u64, "message", "messages");
        notes.push(Notification {
            level: Level::Note,
            message: Message::plain(&format!(
                "{others} about the evidence: the text and JSON reports have them."
            )),
        });
    }
    Invocation {
        execution_successful,
        tool_execution_notifications: notes,
    }
}

fn level(state: State, priority: bool) -> Level {
    match (state, priority) {
        (State::NotMet, true) => Level::Error,
        (State::NotMet, false) | (State::NotKnown, _) => Level::Warning,
        (State::Met | State::Nearly | State::NotApplicable, _) => Level::Note,
    }
}

fn severity(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Note => Level::Note,
    }
}
