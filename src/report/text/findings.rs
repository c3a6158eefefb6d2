//! What inspectors said before, answered one by one.

use crate::assessment::{Assessment, FindingResult};
use crate::calendar::Day;
use crate::judge::State;
use crate::report::style::wrap;
use crate::report::{Style, words};

/// How many findings are shown.
const SHOWN: usize = 10;

/// One block a finding, the newest visit first.
pub(super) fn section(assessment: &Assessment, style: &Style) -> String {
    if assessment.findings.is_empty() {
        return String::new();
    }
    let mut findings: Vec<&FindingResult> = assessment.findings.iter().collect();
    findings.sort_by(|a, b| {
        b.visited_on
            .cmp(&a.visited_on)
            .then_with(|| a.id.cmp(&b.id))
    });
    let mut out = vec![super::heading("What inspectors said before", style)];
    for finding in findings.iter().take(SHOWN) {
        out.extend(entry(finding, assessment, style));
    }
    let more = findings.len().saturating_sub(SHOWN);
    if more > 0 {
        out.push(format!(
            "  and {more} from earlier visits in the JSON report"
        ));
    }
    super::lines(out)
}

fn entry(finding: &FindingResult, assessment: &Assessment, style: &Style) -> Vec<String> {
    let when = finding
        .visited_on
        .map_or_else(|| finding.visit.clone(), Day::long);
    let again = if finding.persistent {
        " (made at more than one visit)"
    } else {
        ""
    };
    let text = format!("{when}{again}: {}", finding.text);
    let mut out = vec![wrap(&text, style.width, "  ", "    ")];
    out.push(wrap(
        &tested(finding, assessment, style),
        style.width,
        "    ",
        "      ",
    ));
    out.push(wrap(
        &list("activity", &finding.activity),
        style.width,
        "    ",
        "      ",
    ));
    out.push(wrap(
        &list("impact", &finding.impact),
        style.width,
        "    ",
        "      ",
    ));
    out
}

fn tested(finding: &FindingResult, assessment: &Assessment, style: &Style) -> String {
    if finding.now.is_empty() {
        return "no criterion tests it".to_owned();
    }
    let states: Vec<String> = finding
        .now
        .iter()
        .map(|now| {
            let priority = assessment
                .criteria
                .iter()
                .any(|c| c.id == now.criterion && c.priority && now.state == State::NotMet);
            let before = finding
                .then
                .iter()
                .find(|then| then.criterion == now.criterion)
                .map(|then| format!(" (then {})", words::state(then.state, false)))
                .unwrap_or_default();
            format!(
                "{} {}{before}",
                style.mark(now.state, priority),
                now.criterion
            )
        })
        .collect();
    format!("now: {}", states.join(", "))
}

fn list(what: &str, items: &[String]) -> String {
    if items.is_empty() {
        format!("{what}: no evidence")
    } else {
        format!("{what}: {}", items.join("; "))
    }
}
