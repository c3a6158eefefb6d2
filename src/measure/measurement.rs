//! What a measure comes to: a value with all that it was worked out from.

use crate::calendar::Day;
use crate::pack::{Dataset, KindOfEvidence};
use crate::state::{Reason, State};
use crate::table::Origin;

/// A number as an exact fraction in its lowest terms; the denominator is over zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// Above the line.
    pub numerator: i128,
    /// Below the line.
    pub denominator: i128,
}

impl Ratio {
    /// A fraction in its lowest terms; none unless the denominator is over zero.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator <= 0 {
            return None;
        }
        let (mut a, mut b) = (numerator.unsigned_abs(), denominator.unsigned_abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        // The common divisor is at most the denominator, so it fits.
        let common = i128::try_from(a).unwrap_or(1);
        Some(Self {
            numerator: numerator / common,
            denominator: denominator / common,
        })
    }

    /// A whole number.
    pub fn whole(number: impl Into<i128>) -> Self {
        Self {
            numerator: number.into(),
            denominator: 1,
        }
    }

    /// So many of so many in percent; none of nothing.
    pub fn percent(part: u64, whole: u64) -> Option<Self> {
        Self::new(i128::from(part) * 100, i128::from(whole))
    }
}

/// A value obtained from evidence, with what it was worked out from.
///
/// `lowest` and `highest` bound the value over everything that blank or unreadable cells could have
/// said. Where `value` stands and a bound is none, the value has no bound on that side: the blanks
/// could make it anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// The kind of measure.
    pub kind: &'static str,
    /// The value; percentages run from 0 to 100.
    pub value: Option<Ratio>,
    /// The value if every unknown or blank row fell on the low side; none where there is no bound.
    pub lowest: Option<Ratio>,
    /// The value if every unknown or blank row fell on the high side; none where there is no bound.
    pub highest: Option<Ratio>,
    /// The unit.
    pub unit: Unit,
    /// Rows or subjects that count towards it.
    pub numerator: u64,
    /// Rows or subjects that it is out of.
    pub denominator: u64,
    /// Rows whose answer was blank, unreadable or unknown, wherever they are counted.
    pub blank: u64,
    /// Rows left out, by why, in a fixed order, without zeros.
    pub left_out: Vec<(LeftOut, u64)>,
    /// Things worth reporting that change nothing, such as an end before its start.
    pub notes: Vec<(Note, u64)>,
    /// The plural noun for what is counted.
    pub of: String,
    /// The day that the measuring stopped at.
    pub measured_at: Day,
    /// What it rests on that nobody may fill in.
    pub doubt: Option<Doubt>,
    /// What it would be if every record that stands on several rows counted once.
    pub repeated: Option<Repeated>,
    /// The columns that nobody has answered in any row judged, where no row meets what is asked.
    pub unanswered: Vec<Unfilled>,
}

/// A value in which every record of a list counts once, where some stand on several rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeated {
    /// How many rows repeat a record.
    pub rows: u64,
    /// The least that the value could then be; none where there is no bound.
    pub lowest: Option<Ratio>,
    /// The most that it could be; none where there is no bound.
    pub highest: Option<Ratio>,
}

/// Columns that are blank in every row of a list, where the measure takes a blank for an answer:
/// an end date for *not ended*.
///
/// Nothing shows that anybody fills them in, so the value could be anything that some filling of
/// them would give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The columns.
    pub columns: Vec<Unfilled>,
    /// The least that the value could be; none where there is no bound.
    pub lowest: Option<Ratio>,
    /// The most that it could be; none where there is no bound.
    pub highest: Option<Ratio>,
}

/// A column that is blank in every row of a list, or in every row that is judged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unfilled {
    /// The dataset.
    pub dataset: String,
    /// The column.
    pub column: String,
    /// The heading that it first goes by.
    pub heading: String,
    /// The plural noun for the rows of the list.
    pub of: String,
    /// How many rows.
    pub rows: u64,
}

impl Unfilled {
    /// A column of a dataset, blank in so many rows.
    pub(super) fn of(dataset: &Dataset, column: &str, rows: u64) -> Self {
        let heading = dataset.heading(column);
        Self {
            dataset: dataset.id.clone(),
            column: column.to_owned(),
            heading: heading.to_owned(),
            of: dataset.rows_are.clone(),
            rows,
        }
    }
}

/// The unit of a value.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Percent; a share of rows lies from 0 to 100.
    Percent,
    /// Whole things.
    Count,
    /// Calendar days.
    Days,
    /// Working days.
    WorkingDays,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// A plain quotient.
    Quotient,
    /// A document or statement: no number.
    None,
}

/// Why a row was left out.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// The filter came out unknown because something it needs is blank.
    FilterUnknown,
    /// The date that places it in the period is blank.
    Undated,
    /// The start is blank.
    NoStart,
    /// The subject is blank.
    NoSubject,
    /// The answer is blank and the criterion leaves blanks out.
    BlankAnswer,
    /// Not finished and not yet due.
    NotYetDue,
    /// Not finished, in a duration that leaves open spans out.
    StillOpen,
    /// The end comes before the start, in a duration.
    Negative,
}

impl LeftOut {
    /// Every reason, in the order that they are reported in.
    pub const ALL: [Self; 8] = [
        Self::FilterUnknown,
        Self::Undated,
        Self::NoStart,
        Self::NoSubject,
        Self::BlankAnswer,
        Self::NotYetDue,
        Self::StillOpen,
        Self::Negative,
    ];

    /// Whether something blank is the reason, so that the row could have fallen on either side.
    pub fn for_a_blank(self) -> bool {
        match self {
            Self::FilterUnknown
            | Self::Undated
            | Self::NoStart
            | Self::NoSubject
            | Self::BlankAnswer => true,
            Self::NotYetDue | Self::StillOpen | Self::Negative => false,
        }
    }
}

/// Something that is reported and changes nothing by itself.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The end comes before the start.
    EndBeforeStart,
    /// A date after as-at that has not happened.
    AfterAsAt,
    /// A start before the calendar's horizon, so that bank holidays are not known.
    BeforeHorizon,
}

impl Note {
    /// Every note, in the order that they are reported in.
    pub const ALL: [Self; 3] = [Self::EndBeforeStart, Self::AfterAsAt, Self::BeforeHorizon];
}

/// What a measure came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A value to judge against thresholds.
    Measured(Box<Measurement>),
    /// There are rows, but too few to judge; the sentence says how many are needed.
    TooFew(Box<Measurement>, String),
    /// A state that the measure itself decides (documents, statements), with what was found.
    Decided {
        /// The state.
        state: State,
        /// What was found, in a sentence without personal information.
        found: String,
        /// What was expected.
        expected: String,
    },
    /// Nothing can be said; the sentence says why.
    NotKnown(Reason, String),
    /// It does not apply; the sentence says why.
    NotApplicable(String),
}

/// What a measure came to, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What it came to.
    pub outcome: Outcome,
    /// The sources it rests on, as indexes into the evidence's sources, in order.
    pub sources: Vec<usize>,
    /// The kinds of evidence it rests on, in order.
    pub kinds: Vec<KindOfEvidence>,
    /// The last day that all of its evidence stands.
    pub expires: Option<Day>,
    /// Whether any of its evidence has no date.
    pub undated: bool,
    /// Whether nothing that is read of such evidence says how old it is.
    pub ageless: bool,
    /// The day of the answer that it rests on; none for anything but a statement.
    pub answered: Option<Day>,
}

/// What was said of one row, or of the first row of one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowVerdict<'a> {
    /// The dataset.
    pub dataset: &'a str,
    /// The row of its list, from 0.
    pub row: usize,
    /// Where the row came from.
    pub origin: Origin,
    /// What was said.
    pub verdict: Verdict,
}

/// What was said of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It counts towards the value.
    Counts,
    /// It is among those judged and does not count.
    DoesNotCount,
    /// It is among those judged, and its answer is blank.
    Blank,
    /// It was left out.
    LeftOut(LeftOut),
}
