//! The areas: outcomes, enablers and judgements, today and on the inspection date.

use crate::assessment::{AreaResult, AreaState, Assessment, Level};
use crate::judge::State;
use crate::measure::english::first_few;
use crate::pack::AreaKind;
use crate::report::style::{columns, pad, wrap};
use crate::report::{Style, words};

/// One row an area, grouped; never a total.
pub(super) fn section(assessment: &Assessment, style: &Style) -> String {
    let mut out = Vec::new();
    for (kind, heading) in [
        (AreaKind::Outcome, "Outcomes"),
        (AreaKind::Enabler, "Enablers"),
        (AreaKind::Judgement, "Inspection judgements"),
    ] {
        let areas: Vec<_> = assessment.areas.iter().filter(|a| a.kind == kind).collect();
        if areas.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(String::new());
        }
        out.push(head(heading, assessment, style));
        out.extend(areas.into_iter().flat_map(|area| rows(area, style)));
    }
    if out.is_empty() {
        return String::new();
    }
    out.push(String::new());
    out.push(legend(assessment, style));
    super::lines(out)
}

const NAME: usize = 22;
const LEVEL: usize = 14;
/// How many criteria that are not known are named.
const NAMED: usize = 6;

fn head(heading: &str, assessment: &Assessment, style: &Style) -> String {
    let name = style.bold(heading);
    match assessment.inspection {
        Some(day) if wide(style) => {
            let today = pad("today", strip_width(style) + LEVEL);
            pad(&name, NAME)
                + &today
                + &format!("on {} {} if nothing is refreshed", day.day(), month(day))
        }
        _ if narrow(style) => name,
        _ => pad(&name, NAME) + "today",
    }
}

fn month(day: crate::calendar::Day) -> String {
    day.long().split(' ').nth(1).unwrap_or_default().to_owned()
}

fn strip_width(style: &Style) -> usize {
    if style.ascii { 35 } else { 25 }
}

/// Whether a day does not even fit beside the name.
fn narrow(style: &Style) -> bool {
    style.width < NAME + LEVEL + strip_width(style) - 1
}

/// Whether both days fit side by side.
fn wide(style: &Style) -> bool {
    style.width >= NAME + 2 * (strip_width(style) + LEVEL) - 1
}

fn rows(area: &AreaResult, style: &Style) -> Vec<String> {
    let mut out = Vec::new();
    let (today, on_the_day) = if narrow(style) {
        out.push(area.short.clone());
        (pad("  today", 11), pad("  the day", 11))
    } else {
        (pad(&area.short, NAME), pad("  on the day", NAME))
    };
    let mut first = today + &day(&area.today, style);
    match &area.on_inspection {
        Some(later) if wide(style) => {
            first.push_str(&day(later, style));
            out.push(first);
        }
        Some(later) => {
            out.push(first);
            out.push(on_the_day + &day(later, style));
        }
        None => out.push(first),
    }
    if let Some(why) = why(&area.today) {
        out.push(wrap(&style.plain(&why), style.width, "    ", "      "));
    }
    out
}

fn day(state: &AreaState, style: &Style) -> String {
    let capped = state.capped_by.len() as u64;
    let strip = super::strip(&state.counts, capped, style);
    pad(&style.bold(words::level(state.level)), LEVEL)
        + &pad(&strip, strip_width(style).max(columns(&strip)))
}

/// What holds an area back, and how much of it is known.
fn why(state: &AreaState) -> Option<String> {
    let known = words::percent(state.coverage).map(|p| format!("{p}% known"));
    let assured = words::percent(state.assured).map(|p| format!("{p}% assured"));
    let figures: Vec<String> = assured.into_iter().chain(known).collect();
    let cause = match state.level {
        Level::NotReady if !state.capped_by.is_empty() => {
            Some(format!("capped by {}", state.capped_by.join(", ")))
        }
        Level::CannotSay if !state.missing.is_empty() => {
            Some(format!("not known: {}", first_few(&state.missing, NAMED)))
        }
        Level::CannotSay => Some("nothing here applies".to_owned()),
        Level::Ready | Level::NearlyReady | Level::NotReady => None,
    };
    let apart = (state.counts.not_applicable > 0).then(|| {
        words::count(
            state.counts.not_applicable,
            "does not apply",
            "do not apply",
        )
    });
    let parts: Vec<String> = (!figures.is_empty())
        .then(|| figures.join(", "))
        .into_iter()
        .chain(apart)
        .chain(cause)
        .collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn legend(assessment: &Assessment, style: &Style) -> String {
    let parts = [
        (State::Met, false),
        (State::Nearly, false),
        (State::NotMet, false),
        (State::NotMet, true),
        (State::NotKnown, false),
    ]
    .map(|(state, priority)| {
        format!(
            "{} {}",
            style.mark(state, priority),
            words::state(state, priority)
        )
    });
    let marks = assessment.pack.marks;
    let levels = format!(
        "ready: at least {}% assured; nearly ready: at least {}%; not ready: less, or a priority \
         criterion is not met; cannot say: under {}% known, or a priority criterion is not known",
        marks.ready, marks.nearly, marks.coverage_minimum
    );
    let figures = "assured: what an inspector could be shown, missing evidence counting nothing; \
                   known: how much of it there is evidence for; percentages are cut, not rounded: \
                   89.9% shows as 89%";
    [parts.join("  ").as_str(), figures, &levels]
        .map(|text| wrap(text, style.width, "", ""))
        .join("\n")
}
