//! `per_subject`: the percentage of subjects with at least so many events.

use crate::pack::measures::PerSubject;

use super::lists::{At, Needed, Stop, WhenNone};
use super::rows::{Admission, Place, Rows, Subjects, subjects_are};
use super::tally::{Figures, Tally};
use super::{Counts, LeftOut};

impl Counts for PerSubject {
    fn lists(&self) -> Vec<Needed<'_>> {
        let by = [self.by.as_str()];
        match &self.subjects {
            None => vec![Needed::scope(&self.scope, WhenNone::NotApplicable).with(by)],
            Some((subjects, filter)) => {
                let subjects = Needed::list(subjects, WhenNone::NotApplicable).with(by);
                let events = Needed::scope(&self.scope, WhenNone::Counts).with(by);
                vec![events, subjects.filter(filter.as_ref())]
            }
        }
    }

    fn count(&self, at: &At<'_>, tally: &mut Tally<'_, '_>) -> Result<Figures, Stop> {
        let events = Rows::scope(at, &self.scope)?;
        let by = events.subjects(&self.by)?;
        match &self.subjects {
            None => {
                let mut subjects = vec![Subject::default(); by.len()];
                let stray = gather(&events, by, |code| code, &mut subjects, true, tally);
                self.those_with_an_event(&events, &subjects, stray, tally);
                Ok(tally.percent(subjects_are(&self.by, events.dataset)))
            }
            Some((dataset, filter)) => {
                let listed = Rows::filtered(at, dataset, filter.as_ref())?;
                let listed_by = listed.subjects(&self.by)?;
                let mut subjects = vec![Subject::default(); listed_by.len()];
                enrol(&listed, listed_by, &mut subjects, tally);
                let codes = by.onto(&listed_by);
                let onto = |code: usize| codes.get(code).copied().flatten().unwrap_or(usize::MAX);
                let stray = gather(&events, by, onto, &mut subjects, false, tally);
                self.those_listed(&listed, &subjects, stray, tally);
                Ok(tally.percent(subjects_are(&self.by, listed.dataset)))
            }
        }
    }
}

/// What is known of one subject.
#[derive(Debug, Clone, Copy, Default)]
struct Subject {
    place: Place,
    /// Its events.
    events: u32,
    /// Rows that a blank keeps from being its events.
    hidden: u32,
}

/// One pass over the list of subjects.
fn enrol(listed: &Rows<'_>, by: Subjects<'_>, subjects: &mut [Subject], tally: &mut Tally<'_, '_>) {
    for row in 0..listed.table.rows() {
        let (admission, met) = listed.admission(row);
        tally.note_met(met);
        let subject = by.at(row).and_then(|code| subjects.get_mut(code));
        match (admission, subject) {
            (Admission::Out, _) => {}
            (Admission::In | Admission::LeftOut(_), None) => {
                tally.leave_out(listed, row, admission.or(LeftOut::NoSubject));
            }
            (Admission::In | Admission::LeftOut(_), Some(subject)) => {
                subject.place.see(admission, row);
            }
        }
    }
}

/// One pass over the events, which may be all that says who the subjects are; returns how many of
/// them could be any subject's.
fn gather(
    events: &Rows<'_>,
    by: Subjects<'_>,
    onto: impl Fn(usize) -> usize,
    subjects: &mut [Subject],
    enrols: bool,
    tally: &mut Tally<'_, '_>,
) -> u64 {
    let mut stray = 0;
    for row in 0..events.table.rows() {
        let (admission, met) = events.admission(row);
        tally.note_met(met);
        if admission == Admission::Out {
            continue;
        }
        let Some(code) = by.at(row) else {
            stray += 1;
            tally.set_aside(events, row, admission.or(LeftOut::NoSubject));
            continue;
        };
        let subject = subjects.get_mut(onto(code));
        let mut nobody = Subject::default();
        let subject = subject.unwrap_or(&mut nobody);
        match admission {
            Admission::LeftOut(why) => {
                tally.set_aside(events, row, why);
                subject.hidden += 1;
            }
            Admission::In | Admission::Out => subject.events += 1,
        }
        if enrols {
            subject.place.see(admission, row);
        }
    }
    stray
}

impl PerSubject {
    /// A verdict on each subject of the list, with or without an event.
    fn those_listed(
        &self,
        listed: &Rows<'_>,
        subjects: &[Subject],
        stray: u64,
        tally: &mut Tally<'_, '_>,
    ) {
        let mut short = 0;
        for subject in subjects {
            match subject.place {
                Place::Nowhere => {}
                Place::Perhaps(row, why) => tally.leave_out(listed, row as usize, why),
                Place::Judged(row) => short += self.verdict(listed, row, subject, stray, tally),
            }
        }
        tally.swing.rise += short.min(stray);
    }

    /// A verdict on each subject that has an event.
    fn those_with_an_event(
        &self,
        events: &Rows<'_>,
        subjects: &[Subject],
        stray: u64,
        tally: &mut Tally<'_, '_>,
    ) {
        let mut short = 0;
        for subject in subjects {
            match subject.place {
                Place::Nowhere => {}
                Place::Perhaps(..) => {
                    // Only blanks speak of it: it may be judged, and then may have enough.
                    tally.swing.failures += 1;
                    tally.swing.successes += 1;
                }
                Place::Judged(row) => short += self.verdict(events, row, subject, stray, tally),
            }
        }
        // An event without a subject may be one more of somebody here, or of somebody else.
        tally.swing.rise += short.min(stray);
        tally.swing.failures += stray;
    }

    /// Judges one subject; returns 1 if only events without a subject could give it enough.
    fn verdict(
        &self,
        rows: &Rows<'_>,
        row: u32,
        subject: &Subject,
        stray: u64,
        tally: &mut Tally<'_, '_>,
    ) -> u64 {
        let (row, enough) = (row as usize, self.at_least_events);
        let events = u64::from(subject.events);
        let at_most = events + u64::from(subject.hidden);
        if events >= enough {
            tally.counts(rows, row);
        } else if at_most >= enough {
            tally.blank(rows, row);
        } else {
            tally.misses(rows, row);
            return u64::from(at_most + stray >= enough);
        }
        0
    }
}
