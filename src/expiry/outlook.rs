//! What stands on a day to come: every source with what rests on it, and from when on it must be anew.

use serde::Serialize;

use super::renewal::{first_standing, own_time};
use super::{Lasts, criteria, sources};
use crate::assessment::{Assessment, CriterionResult, SourceEntry};
use crate::calendar::{Day, Span};
use crate::evidence::{DatedBy, Role, dated};
use crate::pack::Pack;

/// Every source that is judged, the first to go first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outlook {
    /// The day that it is seen from.
    pub as_at: Day,
    /// The day that evidence is to stand on.
    pub on: Day,
    /// The sources.
    pub sources: Vec<Prospect>,
    /// How many sources wait for an answer in the manifest, and so are not among them.
    pub waiting: usize,
}

/// One source, and how long it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prospect {
    /// Its path below the evidence folder.
    pub path: String,
    /// Its sheet.
    pub sheet: Option<String>,
    /// Its dataset, or `document`.
    pub dataset: String,
    /// The dataset's title.
    pub title: Option<String>,
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// How that day is known.
    pub dated_by: DatedBy,
    /// Whether only the time of its last save says so.
    pub weak_date: bool,
    /// How long it stands, where all that rests on it gives it the same time.
    pub valid_for: Option<String>,
    /// The last day it stands.
    pub expires: Option<Day>,
    /// How many days are left from the as-at date; below zero where it is past.
    pub days_left: Option<i32>,
    /// How it lasts.
    pub lasts: Lasts,
    /// The first day of which an extract still stands on the day asked for.
    pub renew_from: Option<Day>,
    /// The criteria that rest on it, priority first.
    pub criteria: Vec<Resting>,
}

/// A criterion that rests on a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resting {
    /// Its slug.
    pub criterion: String,
    /// Whether it is a priority.
    pub priority: bool,
    /// How long a document or an answer stands for it; none where the list's own time holds.
    pub within: Option<String>,
    /// The last day that all of its evidence stands.
    pub expires: Option<Day>,
    /// How its evidence lasts.
    pub lasts: Lasts,
    /// The first day of which a document or an answer still stands for it on the day asked for.
    pub renew_from: Option<Day>,
}

/// The outlook of an assessment for its inspection date, else for the day that it speaks for.
pub fn outlook(assessment: &Assessment, pack: &Pack) -> Outlook {
    let on = assessment.inspection.unwrap_or(assessment.as_at);
    let lasting = criteria(assessment);
    let prospects = sources(assessment).into_iter().filter_map(|found| {
        let entry = assessment.sources.get(found.source)?;
        let resting = found.criteria.iter().filter_map(|id| {
            let result = assessment.criteria.iter().find(|c| c.id == *id)?;
            let lasts = lasting.iter().find(|c| c.criterion == *id)?.lasts;
            Some(resting(result, lasts, pack, on))
        });
        let mut resting: Vec<Resting> = resting.collect();
        resting.sort_by(|a, b| {
            b.priority
                .cmp(&a.priority)
                .then(a.criterion.cmp(&b.criterion))
        });
        Some(prospect(
            entry,
            found.lasts,
            resting,
            pack,
            assessment.as_at,
            on,
        ))
    });
    Outlook {
        as_at: assessment.as_at,
        on,
        sources: prospects.collect(),
        waiting: assessment
            .sources
            .iter()
            .filter(|s| s.role == Role::Question)
            .count(),
    }
}

fn prospect(
    entry: &SourceEntry,
    lasts: Lasts,
    criteria: Vec<Resting>,
    pack: &Pack,
    as_at: Day,
    on: Day,
) -> Prospect {
    let dataset = pack.datasets.get(&entry.dataset);
    // Where each criterion gives a document or an answer its own time, the list's is not the point.
    let own = criteria.iter().any(|c| c.within.is_some());
    let span = dataset.map(|d| d.valid_for).filter(|_| !own);
    let anew = span.and_then(|span| first_standing(on, |day| Some(dated::expiry(day, span))));
    let mut times = criteria.iter().map(|c| c.within.clone());
    let time = times.next().flatten();
    let time = time.filter(|time| times.all(|other| other.as_ref() == Some(time)));
    Prospect {
        path: entry.path.clone(),
        sheet: entry.sheet.clone(),
        dataset: entry.dataset.clone(),
        title: dataset.map(|d| d.title.clone()),
        dated: entry.dated,
        dated_by: entry.dated_by,
        weak_date: entry.dated_by == DatedBy::Modified,
        valid_for: span.map(|span| span.to_string()).or(time),
        expires: entry.expires,
        days_left: entry.expires.map(|last| last.number() - as_at.number()),
        lasts,
        // Of several criteria the one that asks for the newest decides.
        renew_from: anew.or_else(|| criteria.iter().filter_map(|c| c.renew_from).max()),
        criteria,
    }
}

fn resting(result: &CriterionResult, lasts: Lasts, pack: &Pack, on: Day) -> Resting {
    let span = pack.criterion(&result.id).and_then(|c| own_time(c, pack));
    let anew = |span: Span| first_standing(on, |day| pack.calendar.plus(day, span).ok());
    Resting {
        criterion: result.id.clone(),
        priority: result.priority,
        within: span.map(|span| span.to_string()),
        expires: result.expires,
        lasts,
        renew_from: span.and_then(anew),
    }
}
