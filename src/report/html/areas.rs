//! Areas as counted strips, each with its level and its counts; never a total.

use super::mark::Mark;
use super::markup::{Html, tag};
use super::picture::strip;
use super::table::{Cell, Table, cell, folded};
use super::view::View;
use super::{about, history, link_to, section};
use crate::assessment::{AreaResult, AreaState, Counts, Level};
use crate::judge::sentence::upper_first;
use crate::pack::AreaKind;
use crate::report::words;

/// The judgement areas, for page one; the other areas where a pack has none.
pub(super) fn judgements(view: &View<'_>) -> Html {
    let judgements = view.areas(&[AreaKind::Judgement]);
    let (heading, areas) = if judgements.is_empty() {
        ("The areas", others(view))
    } else if judgements.len() == 4 {
        ("The four judgement areas", judgements)
    } else {
        ("The judgement areas", judgements)
    };
    let key = about::levels_in_short(view.assessment);
    let key = tag("p").class("note").with(key);
    section(
        "areas",
        heading,
        Html::all([strips(view, &areas), key.into()]),
    )
}

/// The outcomes and enablers.
pub(super) fn others<'a>(view: &View<'a>) -> Vec<&'a AreaResult> {
    view.areas(&[AreaKind::Outcome, AreaKind::Enabler])
}

/// A row an area: its level, a strip of today's marks, and the counts in words for both days.
pub(super) fn strips(view: &View<'_>, areas: &[&AreaResult]) -> Html {
    let marks: Vec<Vec<Mark>> = areas.iter().map(|area| marks(view, area)).collect();
    let largest = marks.iter().map(Vec::len).max().unwrap_or(0);
    let day = view.assessment.inspection;
    let then = day.map(|day| format!("On {} if nothing is refreshed", day.long()));
    let heads = [
        "Area".to_owned(),
        "Today, one mark for each criterion".to_owned(),
    ];
    let mut table = Table::new(
        format!("Criteria by state, as at {}", view.assessment.as_at.long()),
        heads.into_iter().chain(then.clone()),
    )
    .class("strips");
    for (area, mut marks) in areas.iter().zip(marks) {
        let id = format!("strip-{}", area.id);
        let drawn = strip(&id, &area.short, &mut marks, largest);
        let name = Html::all([
            tag("strong").with(&area.short).into(),
            tag("span")
                .class("level")
                .with(upper_first(words::level(area.today.level)))
                .into(),
            figures(&area.today),
            history::beside(view, &area.id),
        ]);
        let today = Html::all([drawn, counts(&area.today.counts, serious(&area.today))]);
        let later = area.on_inspection.as_ref().map(|state| {
            let level = tag("span")
                .class("level")
                .with(upper_first(words::level(state.level)));
            let counts = counts(&state.counts, serious(state));
            cell(Html::all([level.into(), figures(state), counts]))
        });
        let later = later.or_else(|| then.as_ref().map(|_| cell("no inspection date")));
        table.row([cell(name), cell(today)].into_iter().chain(later));
    }
    table.into()
}

/// What the level rests on.
fn figures(state: &AreaState) -> Html {
    let assured = words::percent(state.assured).map(|of| format!("{of}% assured"));
    let known = words::percent(state.coverage).map(|of| format!("{of}% known"));
    let said: Vec<String> = assured.into_iter().chain(known).collect();
    let note = (!said.is_empty()).then(|| tag("span").class("note").with(said.join(", ")));
    note.into()
}

/// Priority criteria that are not met; more cannot be named than are counted.
fn serious(state: &AreaState) -> u64 {
    (state.capped_by.len() as u64).min(state.counts.not_met)
}

fn marks(view: &View<'_>, area: &AreaResult) -> Vec<Mark> {
    let criteria = view.of_area(&area.id).into_iter();
    criteria.map(Mark::today).collect()
}

/// Each count with its mark and its word.
fn counts(counts: &Counts, serious: u64) -> Html {
    let all = [
        (Mark::Met, counts.met),
        (Mark::Nearly, counts.nearly),
        (Mark::NotMet, counts.not_met.saturating_sub(serious)),
        (Mark::Priority, serious),
        (Mark::NotKnown, counts.not_known),
        (Mark::NotApplicable, counts.not_applicable),
    ];
    let some = all.into_iter().filter(|(_, count)| *count > 0);
    let each = some.map(|(mark, count)| mark.labelled(&counted(mark, count)));
    tag("div").class("counts").with_all(each).into()
}

fn counted(mark: Mark, count: u64) -> String {
    match mark {
        Mark::NotApplicable => words::count(count, "does not apply", "do not apply"),
        Mark::Met | Mark::Nearly | Mark::NotMet | Mark::Priority | Mark::NotKnown => {
            format!("{count} {}", mark.words())
        }
    }
}

/// Every area on both days: what could be shown, what is known, and what holds it back.
pub(super) fn numbers(view: &View<'_>) -> Html {
    let heads = [
        "Area",
        "Day",
        "Level",
        "Assured",
        "Of what is known",
        "Known",
        "Met",
        "Nearly met",
        "Not met",
        "Not known",
        "Does not apply",
    ];
    let mut table = Table::new("Every area on both days, as numbers", heads).class("numbers");
    let mut held = Vec::new();
    for area in &view.assessment.areas {
        let days = [
            ("today", Some(&area.today)),
            ("inspection", area.on_inspection.as_ref()),
        ];
        for (day, state) in days {
            let Some(state) = state else { continue };
            let row = [
                cell(&area.short),
                cell(day),
                cell(words::level(state.level)),
                percent(state.assured),
                percent(state.observed),
                percent(state.coverage),
            ];
            let counts = [
                state.counts.met,
                state.counts.nearly,
                state.counts.not_met,
                state.counts.not_known,
                state.counts.not_applicable,
            ];
            table.row(
                row.into_iter()
                    .chain(counts.map(|n| cell(words::thousands(n)).number())),
            );
        }
        held.extend(held_back(view, area));
    }
    let shown = folded("Show the numbers", table);
    if held.is_empty() {
        return shown;
    }
    Html::all([
        shown,
        tag("h3").with("What holds areas back today").into(),
        super::list(held),
    ])
}

fn percent(fraction: Option<crate::assessment::Fraction>) -> Cell {
    let shown = words::percent(fraction).map(|percent| format!("{percent}%"));
    cell(shown.unwrap_or_else(|| "cannot be said".to_owned())).number()
}

/// Why an area is not ready or cannot be judged, with the criteria that are why.
fn held_back(view: &View<'_>, area: &AreaResult) -> Option<Html> {
    let (why, criteria) = match area.today.level {
        Level::NotReady if !area.today.capped_by.is_empty() => {
            ("not ready while these are not met: ", &area.today.capped_by)
        }
        Level::CannotSay if !area.today.missing.is_empty() => (
            "cannot be said while these are not known: ",
            &area.today.missing,
        ),
        Level::Ready | Level::NearlyReady | Level::NotReady | Level::CannotSay => return None,
    };
    let mut said = Html::from(tag("strong").with(&area.short));
    said.push(": ");
    said.push(why);
    for (at, id) in criteria.iter().enumerate() {
        said.push(if at > 0 { "; " } else { "" });
        said.push(link_to(view, id));
    }
    Some(said)
}
