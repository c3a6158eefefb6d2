//! What goes out of date, and when: every source and criterion against as-at and the inspection.

pub mod outlook;
pub mod renewal;

use crate::assessment::{Assessment, CriterionResult, SourceEntry};
use crate::calendar::Day;
use crate::evidence::Role;

/// How long a piece of evidence stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Lasts {
    /// It is out of date already.
    Expired,
    /// It goes out of date before the inspection.
    GoesBefore,
    /// It has no date, and so does not stand on the inspection date.
    Undated,
    /// It stands on the inspection date, or there is none and it stands today.
    Stands,
}

/// How long one source stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SourceExpiry {
    /// Index into the assessment's sources.
    pub source: usize,
    /// How long it stands.
    pub lasts: Lasts,
    /// The last day it stands.
    pub expires: Option<Day>,
    /// How many days before the inspection that is, where it is before.
    pub days_before: Option<u32>,
    /// The criteria that rest on it.
    pub criteria: Vec<String>,
}

/// How long the evidence of one criterion stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct CriterionExpiry {
    /// Its slug.
    pub criterion: String,
    /// How long its evidence stands.
    pub lasts: Lasts,
    /// The last day that all of it stands.
    pub expires: Option<Day>,
    /// How many days before the inspection that is, where it is before.
    pub days_before: Option<u32>,
}

/// Every source that is judged and whose date counts, the first to go first.
pub fn sources(assessment: &Assessment) -> Vec<SourceExpiry> {
    let judged = assessment.sources.iter().enumerate();
    let judged = judged.filter(|(_, s)| s.role == Role::Judged && s.date_counts());
    let mut all: Vec<SourceExpiry> = judged
        .map(|(source, entry): (usize, &SourceEntry)| SourceExpiry {
            source,
            lasts: lasts(entry.expires, assessment),
            expires: entry.expires,
            days_before: days_before(entry.expires, assessment),
            criteria: entry.used_by.clone(),
        })
        .collect();
    all.sort_by_key(|s| (s.lasts, s.expires, s.source));
    all
}

/// Every criterion that rests on a source, the first to go first.
pub fn criteria(assessment: &Assessment) -> Vec<CriterionExpiry> {
    let resting = assessment.criteria.iter().filter(|c| !c.sources.is_empty());
    let mut all: Vec<CriterionExpiry> = resting
        .map(|c: &CriterionResult| CriterionExpiry {
            criterion: c.id.clone(),
            lasts: lasts(c.expires, assessment),
            expires: c.expires,
            days_before: days_before(c.expires, assessment),
        })
        .collect();
    all.sort_by(|a, b| (a.lasts, a.expires, &a.criterion).cmp(&(b.lasts, b.expires, &b.criterion)));
    all
}

fn lasts(expires: Option<Day>, assessment: &Assessment) -> Lasts {
    match expires {
        None => Lasts::Undated,
        Some(last) if last < assessment.as_at => Lasts::Expired,
        Some(last) if assessment.inspection.is_some_and(|day| last < day) => Lasts::GoesBefore,
        Some(_) => Lasts::Stands,
    }
}

fn days_before(expires: Option<Day>, assessment: &Assessment) -> Option<u32> {
    let days = assessment.inspection?.number() - expires?.number();
    u32::try_from(days).ok().filter(|days| *days > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{assessment, day, result, source_entry};
    use crate::evidence::account::Joined;
    use crate::judge::State;

    #[test]
    fn what_goes_first_comes_first_with_the_days_before_the_inspection() {
        let mut a = assessment(Vec::new());
        a.as_at = day("2026-11-22");
        a.inspection = Some(day("2027-01-12"));
        let entry = |expires: Option<&str>, role| SourceEntry {
            expires: expires.map(day),
            role,
            ..source_entry()
        };
        a.sources = vec![
            entry(Some("2027-01-12"), Role::Judged),
            entry(None, Role::Judged),
            entry(Some("2026-12-31"), Role::Judged),
            entry(Some("2026-12-25"), Role::Judged),
            entry(Some("2026-11-21"), Role::Judged),
            entry(Some("2026-01-01"), Role::History),
        ];
        let all = sources(&a);
        let seen: Vec<_> = all
            .iter()
            .map(|s| (s.source, s.lasts, s.days_before))
            .collect();
        // From 21 November to 12 January are 9 + 31 + 12 = 52 days.
        assert_eq!(
            seen,
            [
                (4, Lasts::Expired, Some(52)),
                (3, Lasts::GoesBefore, Some(18)),
                (2, Lasts::GoesBefore, Some(12)),
                (1, Lasts::Undated, None),
                (0, Lasts::Stands, None),
            ]
        );
        a.inspection = None;
        assert_eq!(sources(&a)[1].lasts, Lasts::Undated);
        assert_eq!(sources(&a)[2].lasts, Lasts::Stands);
    }

    #[test]
    fn an_extract_whose_date_does_not_count_for_its_log_goes_out_of_date_never() {
        let mut a = assessment(Vec::new());
        a.as_at = day("2026-11-22");
        let entry = |joined| SourceEntry {
            expires: Some(day("2026-09-30")),
            joined,
            ..source_entry()
        };
        let gap = Joined::Gap {
            of: 2,
            after: day("2026-06-30"),
            before: day("2026-08-31"),
        };
        a.sources = vec![
            entry(Some(Joined::Earlier)),
            entry(Some(Joined::Instalment { of: 2 })),
            entry(Some(Joined::Newest { of: 2 })),
            entry(Some(gap)),
            entry(None),
        ];
        let seen: Vec<usize> = sources(&a).iter().map(|s| s.source).collect();
        assert_eq!(seen, [2, 3, 4]);
    }

    #[test]
    fn a_criterion_without_sources_has_nothing_to_go_out_of_date() {
        let mut old = result("old", State::NotKnown);
        old.expires = Some(day("2026-10-31"));
        let mut none = result("none", State::NotKnown);
        none.sources.clear();
        let all = criteria(&assessment(vec![none, old]));
        assert_eq!(all.len(), 1);
        assert_eq!(
            (all[0].criterion.as_str(), all[0].lasts),
            ("old", Lasts::Expired)
        );
    }
}
