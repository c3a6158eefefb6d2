//! `up_to_date`: the percentage of subjects whose latest event is recent enough.

use crate::calendar::Day;
use crate::pack::measures::UpToDate;

use super::lists::{At, Needed, Stop, WhenNone};
use super::rows::{
    Admission, Dates, Place, Rows, Subjects, When, before_horizon, recent, subjects_are,
};
use super::tally::{Figures, Tally};
use super::{Counts, LeftOut, Note};

impl Counts for UpToDate {
    fn lists(&self) -> Vec<Needed<'_>> {
        let (by, latest) = (self.by.as_str(), self.latest.as_str());
        let subjects = Needed::scope(&self.scope, WhenNone::NotApplicable)
            .with([by])
            .with(self.since.as_deref());
        match &self.events {
            None => vec![subjects.with([latest])],
            Some(events) => {
                let events = Needed::list(events, WhenNone::Counts).with([by, latest]);
                vec![subjects, events]
            }
        }
    }

    fn count(&self, at: &At<'_>, tally: &mut Tally<'_, '_>) -> Result<Figures, Stop> {
        let rows = Rows::scope(at, &self.scope)?;
        let by = rows.subjects(&self.by)?;
        let own_events = match &self.events {
            None => Some(rows.dates(&self.latest)?),
            Some(_) => None,
        };
        let mut subjects = vec![Subject::default(); by.len()];
        let mut stray = self.gather(at, &rows, by, own_events, &mut subjects, tally)?;
        if let Some(events) = &self.events {
            self.join(at, events, by, &mut subjects, &mut stray, tally)?;
        }
        self.verdicts(at, &rows, &subjects, &stray, tally)?;
        Ok(tally.percent(subjects_are(&self.by, rows.dataset)))
    }
}

/// What is known of one subject.
#[derive(Debug, Clone, Copy, Default)]
struct Subject {
    place: Place,
    /// The latest event that has happened.
    latest: Option<Day>,
    /// The day from which it counts without an event.
    since: Since,
    /// Whether a blank hides a row or an event that could make it up to date.
    may_rise: bool,
    /// Whether a blank hides a row or an event that could make it late though it is not yet due.
    may_fall: bool,
    /// Whether its filter counted from before the calendar's horizon, in any of its rows.
    before_horizon: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Since {
    /// No row says.
    #[default]
    Unsaid,
    /// The earliest of its rows.
    From(Day),
    /// A row of it is blank.
    Blank,
}

/// Rows whose subject is blank: each could speak of any subject.
#[derive(Debug, Default)]
struct Stray {
    /// All of them: one could make a subject late that is not yet due.
    all: u64,
    /// Those with an event that may be recent: one could make a late subject up to date.
    recent: u64,
}

impl UpToDate {
    /// One pass over the subjects' own list.
    fn gather(
        &self,
        at: &At<'_>,
        rows: &Rows<'_>,
        by: Subjects<'_>,
        own_events: Option<Dates<'_>>,
        subjects: &mut [Subject],
        tally: &mut Tally<'_, '_>,
    ) -> Result<Stray, Stop> {
        let mut stray = Stray::default();
        let since = self.since.as_ref().map(|c| rows.dates(c)).transpose()?;
        for row in 0..rows.table.rows() {
            let (admission, mut met) = rows.admission(row);
            let subject = by.at(row).and_then(|code| subjects.get_mut(code));
            match (admission, subject) {
                (Admission::Out, _) => {}
                (Admission::LeftOut(_) | Admission::In, None) => {
                    tally.leave_out(rows, row, admission.or(LeftOut::NoSubject));
                    let event = own_events.map(|dates| dates.at(row));
                    stray.all += 1;
                    stray.recent += u64::from(self.may_be_recent(at, event)?);
                }
                (Admission::LeftOut(_), Some(subject)) => {
                    subject.place.see(admission, row);
                    // Noted once a subject, with its verdict.
                    subject.before_horizon |= std::mem::take(&mut met.before_horizon);
                    subject.may_rise |= own_events.is_some();
                    subject.may_fall = true;
                }
                (Admission::In, Some(subject)) => {
                    subject.place.see(admission, row);
                    subject.before_horizon |= std::mem::take(&mut met.before_horizon);
                    if let Some(event) = own_events.map(|dates| dates.at(row)) {
                        met.after_as_at |= subject.see(event);
                    }
                    if let Some(start) = since.map(|dates| dates.at(row)) {
                        met.after_as_at |= start == When::AfterAsAt;
                        subject.start(start.day());
                    }
                }
            }
            tally.note_met(met);
        }
        Ok(stray)
    }

    /// Whether an event, if there is one, is recent enough or could be.
    fn may_be_recent(&self, at: &At<'_>, event: Option<When>) -> Result<bool, Stop> {
        match event {
            Some(When::On(day)) => recent(at, day, self.within),
            Some(When::Blank) => Ok(true),
            Some(When::AfterAsAt) | None => Ok(false),
        }
    }

    /// One pass over the list of events.
    fn join(
        &self,
        at: &At<'_>,
        events: &str,
        subjects_by: Subjects<'_>,
        subjects: &mut [Subject],
        stray: &mut Stray,
        tally: &mut Tally<'_, '_>,
    ) -> Result<(), Stop> {
        let events = Rows::filtered(at, events, None)?;
        let (by, dates) = (events.subjects(&self.by)?, events.dates(&self.latest)?);
        let codes = by.onto(&subjects_by);
        for row in 0..events.table.rows() {
            let event = dates.at(row);
            if let Some(code) = by.at(row) {
                let subject = codes.get(code).copied().flatten();
                let subject = subject.and_then(|code| subjects.get_mut(code));
                if let Some(subject) = subject.filter(|s| matches!(s.place, Place::Judged(_))) {
                    subject.may_fall |= event == When::Blank;
                    tally.note_if(Note::AfterAsAt, subject.see(event));
                }
                continue;
            }
            if event == When::AfterAsAt {
                tally.note(Note::AfterAsAt);
                continue;
            }
            tally.set_aside(&events, row, LeftOut::NoSubject);
            stray.all += 1;
            stray.recent += u64::from(self.may_be_recent(at, Some(event))?);
        }
        Ok(())
    }

    /// One verdict a subject.
    fn verdicts(
        &self,
        at: &At<'_>,
        rows: &Rows<'_>,
        subjects: &[Subject],
        stray: &Stray,
        tally: &mut Tally<'_, '_>,
    ) -> Result<(), Stop> {
        let (mut late, mut not_due) = (0, 0);
        for subject in subjects {
            let row = match subject.place {
                Place::Nowhere => continue,
                Place::Perhaps(row, why) => {
                    tally.note_if(Note::BeforeHorizon, subject.before_horizon);
                    tally.leave_out(rows, row as usize, why);
                    continue;
                }
                Place::Judged(row) => row as usize,
            };
            let start = match (subject.latest, subject.since) {
                (Some(day), _) | (None, Since::From(day)) => Some(day),
                (None, Since::Unsaid | Since::Blank) => None,
            };
            let before = start.is_some_and(|day| before_horizon(at, self.within.unit, day));
            tally.note_if(Note::BeforeHorizon, before || subject.before_horizon);
            let in_time = match start {
                Some(day) => recent(at, day, self.within)?,
                None => false,
            };
            match (in_time, subject.latest) {
                (true, Some(_)) => tally.counts(rows, row),
                (true, None) => {
                    tally.set_aside(rows, row, LeftOut::NotYetDue);
                    tally.swing.failures += u64::from(subject.may_fall);
                    tally.swing.successes += u64::from(subject.may_rise);
                    not_due += u64::from(!subject.may_fall);
                }
                (false, _) if subject.is_blank() => tally.blank(rows, row),
                (false, _) => {
                    tally.misses(rows, row);
                    late += 1;
                }
            }
        }
        let raised = late.min(stray.recent);
        tally.swing.rise += raised;
        if self.events.is_none() {
            // A row that speaks of a subject judged already is not one more subject.
            tally.swing.successes -= raised;
        }
        tally.swing.failures += not_due.min(stray.all);
        tally.swing.successes += not_due.min(stray.recent);
        Ok(())
    }
}

impl Subject {
    /// Takes an event into account; says whether it lies after as-at.
    fn see(&mut self, event: When) -> bool {
        match event {
            When::On(day) => self.latest = self.latest.max(Some(day)),
            // In a column of its own it says that there is no event yet, so that alone makes
            // nobody late who is not yet due.
            When::Blank => self.may_rise = true,
            When::AfterAsAt => return true,
        }
        false
    }

    /// Takes a start into account; the earliest holds, and a blank one hides it.
    fn start(&mut self, start: Option<Day>) {
        self.since = match (self.since, start) {
            (Since::Unsaid, Some(day)) => Since::From(day),
            (Since::From(earlier), Some(day)) => Since::From(earlier.min(day)),
            (Since::Blank, _) | (_, None) => Since::Blank,
        };
    }

    /// Whether a blank may be why it is late.
    fn is_blank(&self) -> bool {
        self.may_rise || (self.latest.is_none() && self.since == Since::Blank)
    }
}
