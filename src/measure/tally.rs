//! Counting, and what blanks could do to what is counted.

use crate::calendar::Day;

use super::english;
use super::lists::Stop;
use super::rows::{Admission, Met, Rows};
use super::{LeftOut, Measurement, Note, Ratio, Record, RowVerdict, Unfilled, Unit, Verdict};

/// A value with its bounds, in its unit.
#[derive(Debug)]
pub(super) struct Figures {
    /// The value; none when there is nothing to work it out from.
    pub value: Option<Ratio>,
    /// The least that it could be, whatever the blanks should have said.
    pub lowest: Option<Ratio>,
    /// The most that it could be.
    pub highest: Option<Ratio>,
    /// The unit.
    pub unit: Unit,
    /// The plural noun for what is counted.
    pub of: String,
}

/// How far blanks could move a percentage.
#[derive(Debug, Default)]
pub(super) struct Swing {
    /// Judged and not counted, and could have counted.
    pub rise: u64,
    /// Not judged, and could have been judged and not counted.
    pub failures: u64,
    /// Not judged, and could have been judged and counted.
    pub successes: u64,
}

/// What has been counted so far.
pub(super) struct Tally<'r, 'f> {
    /// Rows or subjects that count.
    pub numerator: u64,
    /// Rows or subjects judged.
    pub denominator: u64,
    /// Rows or subjects whose answer is blank, judged or left out for it.
    pub blank: u64,
    /// What blanks could do.
    pub swing: Swing,
    /// Columns that nobody has answered in any row judged.
    pub unanswered: Vec<Unfilled>,
    left_out: [u64; LeftOut::ALL.len()],
    notes: [u64; Note::ALL.len()],
    record: Option<&'r mut Record<'f>>,
}

impl<'r, 'f> Tally<'r, 'f> {
    /// Nothing counted yet.
    pub(super) fn new(record: Option<&'r mut Record<'f>>) -> Self {
        Self {
            numerator: 0,
            denominator: 0,
            blank: 0,
            swing: Swing::default(),
            unanswered: Vec::new(),
            left_out: [0; LeftOut::ALL.len()],
            notes: [0; Note::ALL.len()],
            record,
        }
    }

    /// Visits each row that is looked at; the visitor says what it met.
    ///
    /// Rows that are left out on the way, and what was met, are tallied, each row once.
    pub(super) fn each(
        &mut self,
        rows: &Rows<'_>,
        mut visit: impl FnMut(&mut Self, usize) -> Result<Met, Stop>,
    ) -> Result<(), Stop> {
        for row in 0..rows.table.rows() {
            let (admission, mut met) = rows.admission(row);
            match admission {
                Admission::In => met = met.and(visit(self, row)?),
                Admission::Out => {}
                Admission::LeftOut(why) => self.leave_out(rows, row, why),
            }
            self.note_met(met);
        }
        Ok(())
    }

    /// A row that is judged and counts.
    pub(super) fn counts(&mut self, rows: &Rows<'_>, row: usize) {
        self.numerator += 1;
        self.denominator += 1;
        self.record(rows, row, Verdict::Counts);
    }

    /// A row that is judged and does not count.
    pub(super) fn misses(&mut self, rows: &Rows<'_>, row: usize) {
        self.denominator += 1;
        self.record(rows, row, Verdict::DoesNotCount);
    }

    /// A row that is judged and does not count because its answer is blank.
    pub(super) fn blank(&mut self, rows: &Rows<'_>, row: usize) {
        self.denominator += 1;
        self.blank += 1;
        self.swing.rise += 1;
        self.record(rows, row, Verdict::Blank);
    }

    /// A row that is left out, and could have been on either side if a blank is why.
    pub(super) fn leave_out(&mut self, rows: &Rows<'_>, row: usize, why: LeftOut) {
        let either = u64::from(why.for_a_blank());
        self.swing.failures += either;
        self.swing.successes += either;
        self.set_aside(rows, row, why);
    }

    /// A row that is left out, where what it could have done is worked out elsewhere.
    pub(super) fn set_aside(&mut self, rows: &Rows<'_>, row: usize, why: LeftOut) {
        if let Some(count) = self.left_out.get_mut(why as usize) {
            *count += 1;
        }
        self.blank += u64::from(why == LeftOut::BlankAnswer);
        self.record(rows, row, Verdict::LeftOut(why));
    }

    /// Something to report.
    pub(super) fn note(&mut self, note: Note) {
        self.note_if(note, true);
    }

    /// Something to report if it is so.
    pub(super) fn note_if(&mut self, note: Note, so: bool) {
        if let Some(count) = self.notes.get_mut(note as usize) {
            *count += u64::from(so);
        }
    }

    /// What a row met, to report.
    pub(super) fn note_met(&mut self, met: Met) {
        self.note_if(Note::AfterAsAt, met.after_as_at);
        self.note_if(Note::BeforeHorizon, met.before_horizon);
    }

    /// How many rows were left out because something is blank.
    pub(super) fn left_out_for_a_blank(&self) -> u64 {
        let all = LeftOut::ALL.iter().zip(self.left_out);
        all.filter(|(why, _)| why.for_a_blank())
            .map(|(_, n)| n)
            .sum()
    }

    /// Tells whoever asked what was said of a row.
    pub(super) fn record(&mut self, rows: &Rows<'_>, row: usize, verdict: Verdict) {
        if let Some(record) = &mut self.record
            && let Some(origin) = rows.table.origin(row)
        {
            record(RowVerdict {
                dataset: &rows.dataset.id,
                row,
                origin,
                verdict,
            });
        }
    }

    /// What was counted, as a percentage of what was judged.
    pub(super) fn percent(&self, of: impl Into<String>) -> Figures {
        let (part, whole, swing) = (self.numerator, self.denominator, &self.swing);
        Figures {
            value: Ratio::percent(part, whole),
            lowest: Ratio::percent(part, whole + swing.failures),
            highest: Ratio::percent(part + swing.rise + swing.successes, whole + swing.successes),
            unit: Unit::Percent,
            of: of.into(),
        }
    }

    /// Says that there is too little to judge.
    pub(super) fn too_few(&self, of: &str, least: u64) -> String {
        let found = format!(
            "{of} to judge: {}, at least {least} needed",
            self.denominator
        );
        let blanks = self.left_out_for_a_blank();
        if blanks == 0 {
            return found;
        }
        if self.denominator == 0 && !self.unanswered.is_empty() {
            return format!("{found}; {}", unanswered(&self.unanswered));
        }
        format!("{found}; left out because something that they need is blank: {blanks}")
    }

    /// The finished measurement.
    pub(super) fn into_measurement(
        self,
        kind: &'static str,
        figures: Figures,
        measured_at: Day,
    ) -> Measurement {
        Measurement {
            kind,
            value: figures.value,
            lowest: figures.lowest,
            highest: figures.highest,
            unit: figures.unit,
            numerator: self.numerator,
            denominator: self.denominator,
            blank: self.blank,
            left_out: without_zeros(LeftOut::ALL, self.left_out),
            notes: without_zeros(Note::ALL, self.notes),
            of: figures.of,
            measured_at,
            doubt: None,
            repeated: None,
            unanswered: self.unanswered,
        }
    }
}

/// Which columns nobody has answered in any row, in words.
pub fn unanswered(columns: &[Unfilled]) -> String {
    let each = columns.iter().map(|c| format!("`{}`", c.heading));
    let (rows, of) = columns.first().map_or((0, ""), |c| (c.rows, c.of.as_str()));
    let are = if rows == 1 { "is" } else { "are" };
    format!(
        "nobody has answered: {} of {} {are} blank in {}",
        english::thousands(rows),
        english::so_many(rows, of),
        each.collect::<Vec<_>>().join(" and ")
    )
}

fn without_zeros<T, const N: usize>(what: [T; N], counts: [u64; N]) -> Vec<(T, u64)> {
    let all = what.into_iter().zip(counts);
    all.filter(|(_, count)| *count > 0).collect()
}
