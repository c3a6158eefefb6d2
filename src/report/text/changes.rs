//! What changed since the baseline.

use crate::assessment::{Assessment, Change, Changes, Way};
use crate::report::style::wrap;
use crate::report::{Style, words};

/// How many criteria of one way are named.
const SHOWN: usize = 12;

/// Such as ` Since 30 September 2026: 3 better, 1 worse, 1 changed otherwise.`
pub(super) fn sentence(assessment: &Assessment) -> String {
    let Some(changes) = &assessment.changes else {
        return String::new();
    };
    let since = changes.since.long();
    if changes.changes.is_empty() {
        return format!(" Since {since}: nothing changed.");
    }
    let number = |way| of(changes, way).count();
    let otherwise = match number(Way::Neither) {
        0 => String::new(),
        others => format!(", {others} changed otherwise"),
    };
    format!(
        " Since {since}: {} better, {} worse{otherwise}.",
        number(Way::Better),
        number(Way::Worse)
    )
}

/// Every criterion that got worse, then better, then changed otherwise, with what made the difference.
pub(super) fn section(assessment: &Assessment, style: &Style) -> String {
    let Some(changes) = assessment
        .changes
        .as_ref()
        .filter(|c| !c.changes.is_empty())
    else {
        return String::new();
    };
    let heading = format!("Since {}", changes.since.long());
    let mut out = vec![super::heading(&heading, style)];
    if changes.rules_changed {
        let said = "The rules changed too, so what the evidence did cannot be told apart from what they \
                    did.";
        out.push(wrap(said, style.width, "  ", "  "));
    }
    for way in [Way::Worse, Way::Better, Way::Neither] {
        let each = of(changes, way);
        let shown = each
            .take(SHOWN)
            .map(|change| wrap(&line(change), style.width, "  ", "    "));
        out.extend(shown);
        let more = of(changes, way).count().saturating_sub(SHOWN);
        if more > 0 {
            let more = words::count(more as u64, "more criterion", "more criteria");
            out.push(format!(
                "  and {more} {}: see the JSON report",
                words::way(way)
            ));
        }
    }
    super::lines(out)
}

fn of(changes: &Changes, way: Way) -> impl Iterator<Item = &Change> {
    changes
        .changes
        .iter()
        .filter(move |change| change.way == way)
}

fn line(change: &Change) -> String {
    format!(
        "{}: {}, was {} ({}): {}",
        words::way(change.way),
        words::state_or_none(change.now),
        words::state_or_none(change.then),
        words::cause(change.cause),
        change.criterion
    )
}
