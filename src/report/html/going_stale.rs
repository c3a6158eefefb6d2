//! What goes out of date before the inspection, month by month.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::{Html, tag};
use super::picture::{Axis, span};
use super::table::{Table, cell};
use super::view::View;
use super::{p, section as section_of};
use crate::assessment::SourceEntry;
use crate::calendar::Day;
use crate::evidence::Role;
use crate::report::words;

/// Evidence that runs out within one month, or has run out.
struct Group<'a> {
    first: Day,
    last: Day,
    sources: u64,
    criteria: BTreeSet<&'a str>,
}

/// The evidence that results rest on, and whose date says how long they stand.
pub(super) fn rested_on<'a>(view: &View<'a>) -> Vec<&'a SourceEntry> {
    let counts = |source: &&SourceEntry| {
        source.role == Role::Judged && source.date_counts() && !source.used_by.is_empty()
    };
    view.assessment.sources.iter().filter(counts).collect()
}

/// A row a month, with a bar up to the first day that something in it runs out.
pub(super) fn section(view: &View<'_>) -> Html {
    let heading = "What goes out of date before the inspection";
    let content = match view.assessment.inspection {
        _ if rested_on(view).is_empty() => p("No evidence that can be judged was found."),
        None => p("No inspection date is given, so nothing can be said about that day."),
        Some(day) => until(view, day),
    };
    section_of("going-stale", heading, content)
}

fn until(view: &View<'_>, inspection: Day) -> Html {
    let today = view.assessment.as_at;
    let groups = groups(view, inspection);
    let undated = rested_on(view)
        .iter()
        .filter(|s| s.expires.is_none())
        .count() as u64;
    let undated = (undated > 0).then(|| {
        let number = words::count(undated, "list or document has", "lists and documents have");
        p(format!(
            "{number} no date, so nothing can be said about them."
        ))
    });
    if groups.is_empty() {
        let said = p(format!(
            "Nothing goes out of date before {}.",
            inspection.long()
        ));
        return Html::all([Some(said), undated]);
    }
    let axis = Axis {
        from: today,
        until: inspection,
        today,
        inspection: Some(inspection),
    };
    let heads = [
        "Runs out".to_owned(),
        "How much".to_owned(),
        format!("From today to {}", inspection.long()),
    ];
    let caption = "Evidence by when it runs out; hatched from then to the inspection (double line)";
    let mut table = Table::new(caption, heads).class("going-stale");
    for (number, group) in groups.iter().enumerate() {
        let early = days_before(group, inspection);
        let lists = words::count(group.sources, "list or document", "lists and documents");
        let criteria = words::count(group.criteria.len() as u64, "criterion", "criteria");
        let when = when(group, today);
        let words = format!("{lists}, out of date {early}.");
        let drawn = span(
            &format!("out-{number}"),
            &when,
            &words,
            &axis,
            (today, group.first),
        );
        let bar = Html::all([drawn, tag("span").class("note").with(early).into()]);
        table.row([
            cell(when),
            cell(format!("{lists} for {criteria}")),
            cell(bar),
        ]);
    }
    let link = tag("a")
        .attribute("href", "#evidence")
        .with("See every list and document");
    let more = tag("p").class("screen").with(link);
    Html::all([Some(Html::from(table)), undated, Some(more.into())])
}

/// By month, what has run out already first.
fn groups<'a>(view: &View<'a>, inspection: Day) -> Vec<Group<'a>> {
    let today = view.assessment.as_at;
    let mut by_month: BTreeMap<Option<(i32, u32)>, Group<'a>> = BTreeMap::new();
    for source in rested_on(view) {
        let Some(day) = source.expires.filter(|day| *day < inspection) else {
            continue;
        };
        let month = (day >= today).then(|| (day.year(), day.month()));
        let group = by_month.entry(month).or_insert(Group {
            first: day,
            last: day,
            sources: 0,
            criteria: BTreeSet::new(),
        });
        group.first = group.first.min(day);
        group.last = group.last.max(day);
        group.sources += 1;
        group
            .criteria
            .extend(source.used_by.iter().map(String::as_str));
    }
    by_month.into_values().collect()
}

fn when(group: &Group<'_>, today: Day) -> String {
    let last = group.last.long();
    match (group.first == group.last, group.first < today) {
        (true, false) => last,
        (true, true) => format!("Already, on {last}"),
        (false, false) => format!("{} to {last}", group.first.day()),
        (false, true) => format!("Already, by {last}"),
    }
}

fn days_before(group: &Group<'_>, inspection: Day) -> String {
    let days = |day: Day| inspection.number() - day.number();
    let (least, most) = (days(group.last), days(group.first));
    match (least, most) {
        (1, 1) => "1 day before".to_owned(),
        (least, most) if least == most => format!("{most} days before"),
        (least, most) => format!("{least} to {most} days before"),
    }
}
