//! Fix first: at most seven gaps, the first to close first.

use crate::assessment::{Assessment, Gap};
use crate::judge::State;
use crate::report::style::wrap;
use crate::report::{Style, words};

/// How many gaps are shown.
const SHOWN: usize = 7;

/// The first gaps, each with found, expected, distance, owner and due date.
pub(super) fn section(assessment: &Assessment, style: &Style) -> String {
    let open: Vec<&Gap> = assessment.gaps.iter().filter(|g| !g.waived).collect();
    if open.is_empty() {
        return super::lines([super::heading("No gaps.", style)]);
    }
    let mut out = vec![super::heading("Fix first", style)];
    for gap in open.iter().take(SHOWN) {
        out.extend(entry(gap, assessment, style));
    }
    let more = open.len().saturating_sub(SHOWN);
    if more > 0 {
        out.push(format!(
            "   and {} in the JSON report",
            words::count(more as u64, "more gap", "more gaps")
        ));
    }
    super::lines(out)
}

fn entry(gap: &Gap, assessment: &Assessment, style: &Style) -> Vec<String> {
    let criterion = assessment.criteria.iter().find(|c| c.id == gap.criterion);
    let priority = criterion.is_some_and(|c| c.priority);
    let title = criterion.map_or("", |c| c.title.as_str());
    let mark = style.mark(gap.state, priority);
    let rank = format!("{:>2} {mark} ", gap.rank);
    let indent = " ".repeat(crate::report::style::columns(&rank));
    let mut out = vec![wrap(
        &format!("{} ({})", style.bold(title), gap.criterion),
        style.width,
        &rank,
        &indent,
    )];
    out.push(wrap(
        &format!(
            "{}; the standard here is {}.",
            gap.found.trim_end_matches('.'),
            gap.expected
        ),
        style.width,
        &indent,
        &indent,
    ));
    if let Some(shortfall) = &gap.shortfall {
        let close = if gap.state == State::NotKnown {
            "It would take"
        } else {
            "Needs"
        };
        out.push(wrap(
            &format!("{close} {}.", shortfall.words),
            style.width,
            &indent,
            &indent,
        ));
    }
    out.push(wrap(&gap.improve, style.width, &indent, &indent));
    let owner = gap.owner.as_deref().unwrap_or("no owner named");
    let due = gap
        .due
        .map_or_else(|| "no date".to_owned(), |d| format!("by {}", d.long()));
    let tail = format!(
        "{} {owner}, {due}; {}",
        style.arrow(),
        words::action(gap.action.state)
    );
    out.push(wrap(&tail, style.width, &indent, &format!("{indent}  ")));
    out
}
