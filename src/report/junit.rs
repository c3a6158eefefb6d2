//! The `JUnit` report: a test suite an area, a test a criterion, for the test pages of CI systems.
//!
//! Every criterion belongs to exactly one outcome or enabler, so that it is one test and no count is
//! taken twice. Not met fails, and so does nearly met, which says so. Not known is skipped with its
//! reason; under a requirement it fails, as a gate must not be passed by what nobody knows. What a
//! waiver in force accepts is skipped with who accepted it. Such a file never decides a run: the exit
//! status does.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::one_line::{at_most, one_line};
use super::words;
use crate::assessment::{Assessment, CriterionResult, Gap};
use crate::state::{Reason, State};

/// How many characters of a title stand in the name of a test.
const TITLE: usize = 120;

/// What became of a criterion, in the words of `JUnit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failure(&'static str),
    Error,
    Skipped,
}

/// The criteria of one outcome or enabler.
struct Suite<'a> {
    /// The area's slug.
    area: &'a str,
    /// Its framework; none where the area is not among the results.
    framework: Option<&'a str>,
    title: &'a str,
    criteria: Vec<&'a CriterionResult>,
}

/// Renders the `JUnit` report; `required` says whether the run was asked to meet anything.
pub(super) fn render(assessment: &Assessment, required: bool) -> String {
    let all = assessment.criteria.iter();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let [tests, failures, errors, _] = counts(all, required);
    let _ = writeln!(
        out,
        "<testsuites name=\"reinspect\" tests=\"{tests}\" failures=\"{failures}\" \
         errors=\"{errors}\" time=\"0\">"
    );
    for suite in suites(assessment) {
        write_suite(&mut out, &suite, assessment, required);
    }
    out.push_str("</testsuites>\n");
    out
}

/// The suites in the order of the areas; an area without a criterion has none.
fn suites(assessment: &Assessment) -> Vec<Suite<'_>> {
    let mut suites: Vec<Suite<'_>> = assessment
        .areas
        .iter()
        .map(|area| Suite {
            area: &area.id,
            framework: Some(&area.framework),
            title: &area.title,
            criteria: Vec::new(),
        })
        .collect();
    for criterion in &assessment.criteria {
        match suites.iter_mut().find(|s| s.area == criterion.area) {
            Some(suite) => suite.criteria.push(criterion),
            None => suites.push(Suite {
                area: &criterion.area,
                framework: None,
                title: &criterion.area,
                criteria: vec![criterion],
            }),
        }
    }
    suites.retain(|suite| !suite.criteria.is_empty());
    suites
}

fn write_suite(out: &mut String, suite: &Suite<'_>, assessment: &Assessment, required: bool) {
    let criteria = suite.criteria.iter().copied();
    let [tests, failures, errors, skipped] = counts(criteria, required);
    let _ = writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" \
         skipped=\"{skipped}\" time=\"0\" timestamp=\"{}T00:00:00\">",
        escaped(suite.title),
        assessment.as_at,
    );
    out.push_str("    <properties>\n");
    for (name, value) in about(assessment) {
        let value = escaped(&value);
        let _ = writeln!(out, "      <property name=\"{name}\" value=\"{value}\"/>");
    }
    out.push_str("    </properties>\n");
    for criterion in &suite.criteria {
        write_test(out, criterion, suite, assessment, required);
    }
    out.push_str("  </testsuite>\n");
}

/// What each suite says of the run.
fn about(assessment: &Assessment) -> Vec<(&'static str, String)> {
    let pack = &assessment.pack;
    let mut about = vec![
        ("as-at", assessment.as_at.to_string()),
        ("rules", format!("{} {}", pack.id, pack.version)),
        ("rules-sha256", pack.digest.clone()),
    ];
    let inspection = assessment.inspection.map(|day| day.to_string());
    about.extend(inspection.map(|day| ("inspection", day)));
    about
}

fn write_test(
    out: &mut String,
    criterion: &CriterionResult,
    suite: &Suite<'_>,
    assessment: &Assessment,
    required: bool,
) {
    let class: Vec<&str> = suite.framework.into_iter().chain([suite.area]).collect();
    let title = at_most(&criterion.title, TITLE);
    // The area stands in the name, too: some pages show nothing else.
    let name = format!("{}: {} - {title}", suite.area, criterion.id);
    let _ = write!(
        out,
        "    <testcase classname=\"{}\" name=\"{}\" time=\"0\"",
        escaped(&class.join(".")),
        escaped(&name)
    );
    let gap = assessment.gaps.iter().find(|g| g.criterion == criterion.id);
    let (element, kind) = match outcome(criterion, required) {
        Outcome::Passed => {
            out.push_str("/>\n");
            return;
        }
        Outcome::Failure(kind) => ("failure", Some(kind)),
        Outcome::Error => ("error", Some("could_not_compute")),
        Outcome::Skipped => ("skipped", None),
    };
    let message = escaped(&message(criterion, required));
    let kind = kind.map_or_else(String::new, |kind| format!(" type=\"{kind}\""));
    let _ = write!(out, ">\n      <{element} message=\"{message}\"{kind}>");
    // Some pages show the message alone, and others the text alone.
    let rule = (!criterion.rule.is_empty()).then(|| format!("Rule: {}", criterion.rule));
    let more = gap.into_iter().flat_map(next_steps).chain(rule);
    let text: Vec<String> = std::iter::once(message)
        .chain(more.map(|said| escaped(&said)))
        .collect();
    let _ = writeln!(out, "{}</{element}>\n    </testcase>", text.join("\n"));
}

fn outcome(criterion: &CriterionResult, required: bool) -> Outcome {
    let accepted = criterion.waiver.as_ref().is_some_and(|w| w.in_force);
    match criterion.today.state {
        State::Met => Outcome::Passed,
        State::NotApplicable => Outcome::Skipped,
        State::Nearly | State::NotMet | State::NotKnown if accepted => Outcome::Skipped,
        State::Nearly => Outcome::Failure("nearly"),
        State::NotMet => Outcome::Failure("not_met"),
        State::NotKnown => match criterion.today.reason {
            Some(Reason::CouldNotCompute) => Outcome::Error,
            // It is known, to others than the readers of this file.
            Some(Reason::Withheld) => Outcome::Skipped,
            Some(
                Reason::NoEvidence
                | Reason::Stale
                | Reason::TooFew
                | Reason::Blanks
                | Reason::Unreadable
                | Reason::Unresolved
                | Reason::AwaitingStatement,
            )
            | None => {
                if required {
                    Outcome::Failure("not_known")
                } else {
                    Outcome::Skipped
                }
            }
        },
    }
}

/// The state, why, and whoever accepted it.
fn message(criterion: &CriterionResult, required: bool) -> String {
    let today = &criterion.today;
    let mut said = words::state(today.state, criterion.priority).to_owned();
    if let Some(reason) = today.reason {
        let _ = write!(said, " ({})", reason.words());
    }
    let waiver = criterion.waiver.as_ref().filter(|w| w.in_force);
    if let Some(waiver) = waiver.filter(|_| outcome(criterion, required) == Outcome::Skipped) {
        let until = waiver.until.long();
        let _ = write!(said, ", accepted until {until} by {}", waiver.by);
    }
    match criterion.explanation.as_str() {
        "" => said.push_str("; the figures are withheld"),
        explanation => {
            let _ = write!(said, ": {explanation}");
        }
    }
    said
}

/// What would close a gap, who is to do it and by when.
fn next_steps(gap: &Gap) -> Vec<String> {
    let distance = gap
        .shortfall
        .iter()
        .map(|s| format!("Distance: {}.", s.words));
    let first = gap.first.iter().cloned();
    let owner = gap.owner.as_deref().unwrap_or("no owner named");
    let due = gap
        .due
        .map_or_else(|| "no date".to_owned(), |day| format!("by {}", day.long()));
    let who = format!("{owner}, {due}; {}", words::action_dated(&gap.action));
    first
        .chain(distance)
        .chain([gap.improve.clone(), who])
        .collect()
}

/// Tests, failures, errors and skipped.
fn counts<'a>(criteria: impl Iterator<Item = &'a CriterionResult>, required: bool) -> [usize; 4] {
    let mut counts = [0; 4];
    let [tests, failures, errors, skipped] = &mut counts;
    for criterion in criteria {
        *tests += 1;
        match outcome(criterion, required) {
            Outcome::Passed => {}
            Outcome::Failure(_) => *failures += 1,
            Outcome::Error => *errors += 1,
            Outcome::Skipped => *skipped += 1,
        }
    }
    counts
}

/// The text on one line, as it may stand in an attribute or an element of XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            c => out.push(c),
        }
    }
    out
}
