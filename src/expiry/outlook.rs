//! What stands on a day to come: every source with what rests on it, and from when on it must be anew.

use serde::Serialize;

use super::{Lasts, criteria, sources};
use crate::assessment::{Assessment, CriterionResult, SourceEntry};
use crate::calendar::{Day, Span};
use crate::evidence::{DatedBy, Role, dated};
use crate::pack::{Measure, Pack};

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
    let span = own_time(&result.id, pack);
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

/// How long a document or an answer stands for a criterion.
fn own_time(criterion: &str, pack: &Pack) -> Option<Span> {
    match &pack.criterion(criterion)?.measure {
        Measure::Document(document) => document.life(pack),
        Measure::Statement(statement) => Some(statement.within),
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_) => None,
    }
}

/// The first day of which evidence still stands on a day; `last` tells the last day that it stands.
fn first_standing(on: Day, last: impl Fn(Day) -> Option<Day>) -> Option<Day> {
    let stands = |number: i32| last(Day::from_number(number)).is_some_and(|day| day >= on);
    if !stands(on.number()) {
        return None;
    }
    // Evidence of a later day never ends sooner, so the first is found by halves.
    let (mut not, mut yes) = (Day::MIN.number(), on.number());
    while yes - not > 1 {
        let middle = not + (yes - not) / 2;
        if stands(middle) {
            yes = middle;
        } else {
            not = middle;
        }
    }
    Some(Day::from_number(yes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(on: &str, span: &str) -> String {
        let span = Span::parse(span).unwrap();
        let on = Day::parse_iso(on).unwrap();
        let first = first_standing(on, |day| Some(dated::expiry(day, span)));
        first.unwrap().to_string()
    }

    #[test]
    fn the_first_day_that_still_stands_is_a_life_before() {
        assert_eq!(first("2027-01-12", "1 month"), "2026-12-12");
        assert_eq!(first("2027-01-12", "14 days"), "2026-12-29");
        assert_eq!(first("2027-01-12", "2 weeks"), "2026-12-29");
        assert_eq!(first("2027-01-12", "12 months"), "2026-01-12");
    }

    #[test]
    fn at_the_end_of_a_month_the_day_that_is_cut_short_counts() {
        // A month after 28 February is 28 March, so that nothing of February stands on the 29th.
        assert_eq!(first("2027-03-29", "1 month"), "2027-03-01");
        assert_eq!(first("2027-03-28", "1 month"), "2027-02-28");
        // A month after 31 January is 28 February, and so is one after the 28th.
        assert_eq!(first("2027-02-28", "1 month"), "2027-01-28");
    }
}
