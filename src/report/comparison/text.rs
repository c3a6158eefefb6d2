//! A comparison as text: how many criteria moved, the areas, then every criterion that did.

use std::fmt::Write as _;

use super::{in_words, points};
use crate::assessment::{AreaChange, Cause, Change, Comparison, Difference, Step, Way};
use crate::report::one_line::one_line;
use crate::report::style::{pad, wrap};
use crate::report::{Style, words};
use crate::state::Reason;

/// The width of an area's name.
const NAME: usize = 24;

/// Renders a comparison.
pub fn render(comparison: &Comparison, style: &Style) -> String {
    let mut out = vec![
        style.bold(&title(comparison)),
        wrap(&summary(comparison), style.width, "", "  "),
        wrap(&rules(comparison), style.width, "", "  "),
        wrap(&told_apart(comparison), style.width, "", "  "),
    ];
    if !comparison.changes.areas.is_empty() {
        out.push(String::new());
        let heading = "Areas: how much of each could be shown then and now, in percent and points";
        out.push(style.bold(heading));
        let areas = comparison.changes.areas.iter();
        out.extend(areas.map(|area| wrap(&area_line(area, style), style.width, "  ", "      ")));
    }
    for way in [Way::Worse, Way::Better, Way::Neither] {
        let changes = comparison.changes.changes.iter();
        let those: Vec<&Change> = changes.filter(|change| change.way == way).collect();
        if those.is_empty() {
            continue;
        }
        out.push(String::new());
        out.push(style.bold(&format!("{} ({})", heading(way), those.len())));
        let lines = those.into_iter().map(line);
        out.extend(lines.map(|line| wrap(&line, style.width, "  ", "    ")));
    }
    style.plain(&(out.join("\n") + "\n"))
}

/// Whose results they are, and of which days.
pub fn title(comparison: &Comparison) -> String {
    let name = match one_line(&comparison.authority.name) {
        name if name.is_empty() => "Children's services".to_owned(),
        name => name,
    };
    format!(
        "{name}: from {} to {}",
        comparison.then.as_at.long(),
        comparison.now.as_at.long()
    )
}

/// How many criteria went which way.
pub fn summary(comparison: &Comparison) -> String {
    let changes = &comparison.changes;
    let number = |way| changes.changes.iter().filter(|c| c.way == way).count();
    format!(
        "{} better, {} worse, {} changed otherwise, {} as before. What was met and is no longer known \
         counts as worse.",
        number(Way::Better),
        number(Way::Worse),
        number(Way::Neither),
        words::thousands(changes.unchanged),
    )
}

/// Which rules judged each.
pub fn rules(comparison: &Comparison) -> String {
    let (then, now) = (
        one_line(&comparison.then.rules),
        one_line(&comparison.now.rules),
    );
    if comparison.changes.rules_changed {
        format!("Then by {then}, now by {now}: the rules changed.")
    } else {
        format!("Both by {now}, unchanged.")
    }
}

/// Whether the causes are told apart, and what it takes.
pub fn told_apart(comparison: &Comparison) -> String {
    let said = if comparison.separated {
        "The earlier evidence was judged anew by today's rules, so what the evidence, the passing of \
         time, local decisions and the rules did is told apart and adds up."
    } else if comparison.audience == crate::assessment::Audience::Internal {
        "What made the difference is told as far as two results tell it. Give --evidence-then the folder of \
         the earlier evidence, and every part of the change is told apart."
    } else {
        "What made the difference is told as far as two results tell it."
    };
    let mut said = said.to_owned();
    if comparison.separated && comparison.changes.rules_changed {
        said.push_str(" A figure of the settings that changed counts with the rules.");
    }
    if comparison.separated && some_is_not_separable(comparison) {
        said.push_str(
            " Some of it is not separable: the earlier result cannot be made anew, as a figure of the \
             settings, a local decision or the program was another then.",
        );
    }
    said
}

fn some_is_not_separable(comparison: &Comparison) -> bool {
    let areas = comparison.changes.areas.iter().flat_map(|area| &area.parts);
    let moved = areas
        .filter(|part| part.added != Difference::NONE)
        .map(|part| part.cause);
    let steps = comparison
        .changes
        .changes
        .iter()
        .flat_map(|change| &change.steps);
    moved
        .chain(steps.map(|step| step.cause))
        .any(|cause| cause == Cause::NotSeparable)
}

fn heading(way: Way) -> &'static str {
    match way {
        Way::Worse => "Worse",
        Way::Better => "Better",
        Way::Neither => "Changed otherwise",
    }
}

fn area_line(area: &AreaChange, style: &Style) -> String {
    let shown = |of| words::percent(of).map_or("nothing applies".to_owned(), |p| format!("{p}%"));
    let mut said = format!(
        "{} {} {} {}",
        pad(&one_line(&area.short), NAME),
        shown(area.then),
        style.arrow(),
        shown(area.now),
    );
    if let Some((whole, parts)) = points(area) {
        let _ = write!(said, " ({})", in_words(whole));
        let parts: Vec<String> = parts
            .into_iter()
            .map(|(cause, tenths)| format!("{} {}", words::of_cause(cause), in_words(tenths)))
            .collect();
        if !parts.is_empty() {
            let _ = write!(said, ": {}", parts.join(", "));
        }
    }
    let (then, now) = (words::level(area.level_then), words::level(area.level_now));
    if then == now {
        let _ = write!(said, "; {now}");
    } else {
        let _ = write!(said, "; was {then}, is {now}");
    }
    said
}

fn line(change: &Change) -> String {
    format!(
        "{} ({}): was {}, is {}: {}",
        one_line(&change.title),
        change.criterion,
        words::state_or_none(change.then),
        words::state_or_none(change.now),
        because(change),
    )
}

/// What made the difference: one cause, or each with what it did.
pub fn because(change: &Change) -> String {
    match change.steps.as_slice() {
        // Time may also bring evidence of its day into use, or make dates fall due.
        [
            Step {
                cause: Cause::Staleness,
                ..
            },
        ] if change.reason != Some(Reason::Stale) => "time passed".to_owned(),
        [] | [_] => words::cause(change.cause).to_owned(),
        several => {
            let each: Vec<String> = several.iter().map(step).collect();
            each.join(", then ")
        }
    }
}

fn step(step: &Step) -> String {
    let now = words::state_or_none(step.now);
    format!("{} made it {now}", words::of_cause(step.cause))
}
