//! Fix first: at most seven gaps, the first to close first.

use crate::assessment::{Assessment, Gap};
use crate::judge::State;
use crate::report::decisions::decisions;
use crate::report::style::wrap;
use crate::report::{Style, benchmarks, words};

/// How many gaps are shown.
const SHOWN: usize = 7;

/// The first gaps, each with found, expected, distance, owner and due date.
pub(super) fn section(assessment: &Assessment, style: &Style) -> String {
    if assessment.gaps.is_empty() {
        return super::lines([super::heading("No gaps.", style)]);
    }
    let mut out = vec![super::heading("Fix first", style)];
    for gap in assessment.gaps.iter().take(SHOWN) {
        out.extend(entry(gap, assessment, style));
    }
    out.extend(others(assessment, style));
    super::lines(out)
}

/// The gaps that follow: by name where nothing may be overlooked, else only how many.
fn others(assessment: &Assessment, style: &Style) -> Vec<String> {
    let rest: Vec<&Gap> = assessment.gaps.iter().skip(SHOWN).collect();
    let of = |state: State| {
        let those = rest.iter().filter(move |g| g.state == state);
        those.map(|g| g.criterion.as_str()).collect::<Vec<_>>()
    };
    let mut out = Vec::new();
    for (state, words) in [(State::NotMet, "not met"), (State::NotKnown, "not known")] {
        let ids = of(state);
        if !ids.is_empty() {
            let text = format!("also {words} ({}): {}", ids.len(), ids.join(", "));
            out.push(wrap(&text, style.width, "   ", "     "));
        }
    }
    let nearly = of(State::Nearly).len();
    let ageing = of(State::Met).len();
    if nearly + ageing > 0 {
        let text = format!(
            "and {nearly} nearly met and {ageing} met that will be out of date: see the JSON report"
        );
        out.push(wrap(&text, style.width, "   ", "     "));
    }
    out
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
    // Beside a value only: a published figure must not fill the place of one that is not known.
    let beside = criterion.filter(|_| gap.state != State::NotKnown);
    if let Some(said) = beside.and_then(|c| benchmarks::in_short(&c.benchmarks)) {
        out.push(wrap(&said, style.width, &indent, &indent));
    }
    // What to do first says it already.
    if let Some(shortfall) = gap.shortfall.as_ref().filter(|_| gap.first.is_none()) {
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
    let improve = match &gap.first {
        Some(first) => {
            out.push(wrap(first, style.width, &indent, &indent));
            format!("If that shows a gap: {}", gap.improve)
        }
        None => gap.improve.clone(),
    };
    out.push(wrap(&improve, style.width, &indent, &indent));
    if gap.waived {
        let accepted = criterion.map(decisions).unwrap_or_default();
        let lines = accepted.iter();
        out.extend(lines.map(|said| wrap(said, style.width, &indent, &indent)));
    }
    let owner = gap.owner.as_deref().unwrap_or("no owner named");
    let due = gap
        .due
        .map_or_else(|| "no date".to_owned(), |d| format!("by {}", d.long()));
    let tail = format!(
        "{} {owner}, {due}; {}",
        style.arrow(),
        words::action_dated(&gap.action)
    );
    out.push(wrap(&tail, style.width, &indent, &format!("{indent}  ")));
    out
}
