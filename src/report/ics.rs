//! The calendar report (RFC 5545): when evidence runs out, when gaps are due, and the inspection.
//!
//! Every day is an all-day event that takes up nobody's time. An event keeps its id from run to run,
//! so that a calendar moves it rather than doubling it. No file names: a calendar is shared.

mod line;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::digest::sha256;
use super::one_line::at_most;
use super::words;
use crate::assessment::{Assessment, CriterionResult, SourceEntry};
use crate::calendar::Day;
use crate::evidence::Role;
use crate::evidence::gather::DOCUMENT;
use line::{property, text};

/// How many criteria are named in the description of an event.
const NAMED: usize = 5;
/// The most characters of a summary and of a description.
const LONGEST: (usize, usize) = (200, 1_500);

/// One all-day event.
struct Event {
    /// What it is about, the same from run to run.
    key: String,
    on: Day,
    summary: String,
    description: String,
    category: &'static str,
    /// Whether somebody should be reminded four weeks before.
    remind: bool,
}

/// Renders the calendar.
pub(super) fn render(assessment: &Assessment) -> String {
    let name = match assessment.authority.name.as_str() {
        "" => "Inspection readiness".to_owned(),
        name => format!("Inspection readiness: {}", at_most(name, LONGEST.0)),
    };
    let mut out = String::new();
    property(&mut out, "BEGIN", "VCALENDAR");
    property(&mut out, "VERSION", "2.0");
    property(&mut out, "PRODID", "-//reinspect//reinspect//EN");
    property(&mut out, "CALSCALE", "GREGORIAN");
    property(&mut out, "METHOD", "PUBLISH");
    property(&mut out, "NAME", &text(&name));
    // What Outlook and Google read instead of NAME.
    property(&mut out, "X-WR-CALNAME", &text(&name));
    for event in events(assessment) {
        write(&mut out, &event, assessment);
    }
    property(&mut out, "END", "VCALENDAR");
    out
}

/// Every event, by day; none is in the past.
fn events(assessment: &Assessment) -> Vec<Event> {
    let mut events: Vec<Event> = inspection(assessment)
        .into_iter()
        .chain(expiries(assessment))
        .chain(gaps(assessment))
        .filter(|event| event.on >= assessment.as_at)
        .collect();
    events.sort_by(|a, b| (a.on, &a.key).cmp(&(b.on, &b.key)));
    events
}

fn inspection(assessment: &Assessment) -> Option<Event> {
    Some(Event {
        key: "inspection".to_owned(),
        on: assessment.inspection?,
        summary: "Inspection: the day planned for".to_owned(),
        description: "The authority's own assumption, not a date that anybody announced."
            .to_owned(),
        category: "Inspection",
        remind: false,
    })
}

/// One event a list, and one for every document that criteria rest on: the last day it stands.
fn expiries(assessment: &Assessment) -> Vec<Event> {
    let mut first: BTreeMap<String, (Day, &SourceEntry)> = BTreeMap::new();
    for source in &assessment.sources {
        let judged = source.role == Role::Judged && source.date_counts();
        let Some(expires) = source
            .expires
            .filter(|_| judged && !source.used_by.is_empty())
        else {
            continue;
        };
        // Documents have no list that names them, so what rests on one tells it from the others.
        let key = match source.dataset.as_str() {
            DOCUMENT => format!("{DOCUMENT} {}", source.used_by.join(" ")),
            dataset => dataset.to_owned(),
        };
        let entry = first.entry(key).or_insert((expires, source));
        if expires < entry.0 {
            *entry = (expires, source);
        }
    }
    let events = first.into_iter().map(|(key, (on, source))| {
        let titles: Vec<&str> = source
            .used_by
            .iter()
            .map(|id| find(assessment, id).map_or(id.as_str(), |c| &c.title))
            .collect();
        Event {
            key: format!("evidence {key}"),
            on,
            summary: format!("Last day of evidence: {}", what(source, &titles)),
            description: rests_on(&titles),
            category: "Evidence",
            remind: true,
        }
    });
    events.collect()
}

fn what(source: &SourceEntry, titles: &[&str]) -> String {
    match (source.dataset.as_str(), titles) {
        (DOCUMENT, [title, ..]) => format!("the document for \"{title}\""),
        (dataset, _) if source.title.is_empty() => dataset.replace('_', " "),
        (_, _) => source.title.clone(),
    }
}

fn rests_on(titles: &[&str]) -> String {
    let count = words::count(titles.len() as u64, "criterion rests", "criteria rest");
    let named: Vec<&str> = titles.iter().copied().take(NAMED).collect();
    let more = match titles.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    format!(
        "{count} on it, and cannot be judged after this day unless it is refreshed: {}{more}.",
        named.join("; ")
    )
}

/// The day each gap is due; for one that a waiver accepts, the last day of the waiver.
fn gaps(assessment: &Assessment) -> Vec<Event> {
    let events = assessment.gaps.iter().filter_map(|gap| {
        let criterion = find(assessment, &gap.criterion);
        let title = criterion.map_or(gap.criterion.as_str(), |c| &c.title);
        let priority = criterion.is_some_and(|c| c.priority);
        let waiver = criterion
            .and_then(|c| c.waiver.as_ref())
            .filter(|_| gap.waived);
        if let Some(waiver) = waiver {
            return Some(Event {
                key: format!("waiver {}", gap.criterion),
                on: waiver.until,
                summary: format!("Waiver ends: {title}"),
                description: format!("Agreed by {}: {}", waiver.by, waiver.reason),
                category: "Waiver",
                remind: true,
            });
        }
        let owner = gap.owner.as_deref().unwrap_or("no owner named");
        let state = words::state(gap.state, priority);
        let first = gap.first.iter().map(|first| format!(" {first}"));
        let first: String = first.collect();
        Some(Event {
            key: format!("gap {}", gap.criterion),
            on: gap.due?,
            summary: format!("Due: {title} ({owner})"),
            description: format!("Today: {state}.{first} {}", gap.improve),
            category: "Gap",
            remind: false,
        })
    });
    events.collect()
}

fn find<'a>(assessment: &'a Assessment, id: &str) -> Option<&'a CriterionResult> {
    assessment.criteria.iter().find(|c| c.id == id)
}

fn write(out: &mut String, event: &Event, assessment: &Assessment) {
    let stamp = format!("{}T000000Z", compact(assessment.as_at));
    // A later run replaces what an earlier one said of the same event.
    let sequence = assessment.as_at.number().max(0);
    property(out, "BEGIN", "VEVENT");
    property(out, "UID", &uid(&event.key, assessment));
    property(out, "DTSTAMP", &stamp);
    property(out, "SEQUENCE", &sequence.to_string());
    property(out, "DTSTART;VALUE=DATE", &compact(event.on));
    property(out, "DTEND;VALUE=DATE", &compact(event.on.plus_days(1)));
    property(out, "SUMMARY", &text(&at_most(&event.summary, LONGEST.0)));
    let description = at_most(&event.description, LONGEST.1);
    property(out, "DESCRIPTION", &text(&description));
    property(out, "CATEGORIES", event.category);
    property(out, "TRANSP", "TRANSPARENT");
    if event.remind {
        property(out, "BEGIN", "VALARM");
        property(out, "ACTION", "DISPLAY");
        property(
            out,
            "DESCRIPTION",
            &text(&at_most(&event.summary, LONGEST.0)),
        );
        property(out, "TRIGGER", "-P28D");
        property(out, "END", "VALARM");
    }
    property(out, "END", "VEVENT");
}

/// The id of an event: the same for the same thing of the same authority.
fn uid(key: &str, assessment: &Assessment) -> String {
    let authority = &assessment.authority;
    let whose = authority.code.as_deref().unwrap_or(&authority.name);
    let digest: String = sha256(&[whose, key]).chars().take(32).collect();
    format!("{digest}@reinspect")
}

fn compact(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}
