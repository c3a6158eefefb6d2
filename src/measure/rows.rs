//! Which rows of a list a measure looks at, and how it reads their dates and subjects.

use crate::calendar::{Day, Span};
use crate::expression::{Bound, Clock, Condition, Truth};
use crate::pack::Dataset;
use crate::pack::measures::Scope;
use crate::table::{Column, Dictionary, Mask, Table, Values};

use super::LeftOut;
use super::lists::{At, Stop};

/// The rows of a list, tied to the day that measuring stops at.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    /// What the list means.
    pub dataset: &'a Dataset,
    /// The list.
    pub table: &'a Table,
    filter: Option<Bound<'a>>,
    period: Option<Period<'a>>,
    as_at: Day,
}

/// Whether a row is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Admission {
    /// It is.
    In,
    /// It is not.
    Out,
    /// Something blank leaves it open.
    LeftOut(LeftOut),
}

impl Admission {
    /// Why a row that cannot be judged is left out: for what left it open, or else for this.
    pub(super) fn or(self, why: LeftOut) -> LeftOut {
        match self {
            Self::LeftOut(why) => why,
            Self::In | Self::Out => why,
        }
    }
}

/// What a row met that is reported and changes nothing by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Met {
    /// A date after as-at.
    pub after_as_at: bool,
    /// A start before the calendar's horizon.
    pub before_horizon: bool,
}

impl Met {
    /// Nothing but perhaps a date after as-at.
    pub(super) fn future(after_as_at: bool) -> Self {
        Self {
            after_as_at,
            before_horizon: false,
        }
    }

    /// What either met.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            after_as_at: self.after_as_at || other.after_as_at,
            before_horizon: self.before_horizon || other.before_horizon,
        }
    }
}

#[derive(Debug)]
struct Period<'a> {
    dates: Dates<'a>,
    after: Day,
}

impl<'a> Rows<'a> {
    /// The rows of a scope.
    pub(super) fn scope(at: &At<'a>, scope: &'a Scope) -> Result<Self, Stop> {
        let mut rows = Self::filtered(at, &scope.of, scope.filter.as_ref())?;
        if let Some((span, column)) = &scope.period {
            rows.period = Some(Period {
                dates: rows.dates(column)?,
                after: at.calendar().minus(at.day, *span)?,
            });
        }
        Ok(rows)
    }

    /// The rows of a list that a condition chooses.
    pub(super) fn filtered(
        at: &At<'a>,
        dataset: &str,
        filter: Option<&'a Condition>,
    ) -> Result<Self, Stop> {
        let (dataset, table) = at.list(dataset)?;
        let clock = Clock {
            as_at: at.day,
            calendar: at.calendar(),
        };
        Ok(Self {
            dataset,
            table,
            filter: filter.map(|f| f.bind(table, clock)).transpose()?,
            period: None,
            as_at: at.day,
        })
    }

    /// Whether a row is looked at, and what was met in deciding that.
    pub(super) fn admission(&self, row: usize) -> (Admission, Met) {
        let dated = self.period.as_ref().map(|p| (p.dates.at(row), p.after));
        let undated = match dated {
            None => false,
            Some((When::Blank, _)) => true,
            Some((When::On(day), after)) if after < day && day <= self.as_at => false,
            Some((When::On(_), _)) => return (Admission::Out, Met::default()),
            Some((When::AfterAsAt, _)) => {
                return (Admission::Out, Met::future(self.truth(row) != Truth::False));
            }
        };
        let truth = self.truth(row);
        let admission = match (truth, undated) {
            (Truth::True, false) => Admission::In,
            (Truth::True, true) => Admission::LeftOut(LeftOut::Undated),
            (Truth::Unknown, _) => Admission::LeftOut(LeftOut::FilterUnknown),
            (Truth::False, _) => return (Admission::Out, Met::default()),
        };
        let met = self.filter.as_ref().map(|filter| met_by(filter, row));
        (admission, met.unwrap_or_default())
    }

    /// A column of dates, as they stand on the day that measuring stops at.
    pub(super) fn dates(&self, column: &str) -> Result<Dates<'a>, Stop> {
        let found = self.column(column)?;
        let Values::Date(days) = &found.values else {
            return Err(self.wrong_type(column, "dates"));
        };
        let planned = self.dataset.column(column).is_some_and(|c| c.planned);
        Ok(Dates {
            days,
            known: &found.known,
            last: if planned { Day::MAX } else { self.as_at }.number(),
        })
    }

    /// A column of numbers.
    pub(super) fn numbers(&self, column: &str) -> Result<Numbers<'a>, Stop> {
        let found = self.column(column)?;
        match &found.values {
            Values::Number(numbers) => Ok(Numbers {
                numbers,
                known: &found.known,
            }),
            Values::Date(_) | Values::Text(..) | Values::YesNo(_) | Values::Code(..) => {
                Err(self.wrong_type(column, "numbers"))
            }
        }
    }

    /// A column that names subjects.
    pub(super) fn subjects(&self, column: &str) -> Result<Subjects<'a>, Stop> {
        let found = self.column(column)?;
        let (codes, names) = match &found.values {
            Values::Text(codes, names) => (Codes::Wide(codes), Names::Words(names)),
            Values::Code(codes, names) => (Codes::Narrow(codes), Names::List(names)),
            Values::Date(_) | Values::Number(_) | Values::YesNo(_) => {
                return Err(self.wrong_type(column, "names of subjects"));
            }
        };
        Ok(Subjects {
            codes,
            names,
            known: &found.known,
        })
    }

    fn column(&self, column: &str) -> Result<&'a Column, Stop> {
        self.table.column(column).ok_or_else(|| {
            let rows_are = &self.dataset.rows_are;
            Stop::could_not_compute(format!("the list of {rows_are} has no column `{column}`"))
        })
    }

    fn wrong_type(&self, column: &str, wanted: &str) -> Stop {
        let rows_are = &self.dataset.rows_are;
        let why = format!("column `{column}` of the list of {rows_are} does not hold {wanted}");
        Stop::could_not_compute(why)
    }

    fn truth(&self, row: usize) -> Truth {
        self.filter.as_ref().map_or(Truth::True, |f| f.truth(row))
    }
}

/// What a condition met in a row.
pub(super) fn met_by(condition: &Bound<'_>, row: usize) -> Met {
    Met {
        after_as_at: condition.saw_future(row),
        before_horizon: condition.before_horizon(row),
    }
}

/// A date as it stands on the day that measuring stops at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// It is known and has happened, or is a plan.
    On(Day),
    /// It has not happened.
    AfterAsAt,
    /// It is blank.
    Blank,
}

impl When {
    /// The day, if it is known and has happened.
    pub(super) fn day(self) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            Self::AfterAsAt | Self::Blank => None,
        }
    }
}

/// A column of dates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates<'a> {
    days: &'a [i32],
    known: &'a Mask,
    last: i32,
}

impl Dates<'_> {
    /// The date of a row.
    pub(super) fn at(&self, row: usize) -> When {
        match self.days.get(row) {
            Some(day) if self.known.get(row) => {
                if *day > self.last {
                    When::AfterAsAt
                } else {
                    When::On(Day::from_number(*day))
                }
            }
            Some(_) | None => When::Blank,
        }
    }
}

/// A column of numbers in millionths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers<'a> {
    numbers: &'a [i64],
    known: &'a Mask,
}

impl Numbers<'_> {
    /// The number of a row.
    pub(super) fn at(&self, row: usize) -> Option<i64> {
        let number = self.numbers.get(row).copied();
        number.filter(|_| self.known.get(row))
    }
}

/// A column that names subjects, by the number that its list gives each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subjects<'a> {
    codes: Codes<'a>,
    names: Names<'a>,
    known: &'a Mask,
}

#[derive(Debug, Clone, Copy)]
enum Codes<'a> {
    Wide(&'a [u32]),
    Narrow(&'a [u16]),
}

#[derive(Debug, Clone, Copy)]
enum Names<'a> {
    Words(&'a Dictionary),
    List(&'a [String]),
}

impl Subjects<'_> {
    /// The number of a row's subject.
    pub(super) fn at(&self, row: usize) -> Option<usize> {
        if !self.known.get(row) {
            return None;
        }
        match self.codes {
            Codes::Wide(codes) => codes.get(row).map(|c| *c as usize),
            Codes::Narrow(codes) => codes.get(row).map(|c| usize::from(*c)),
        }
    }

    /// One more than the highest number of a subject.
    pub(super) fn len(&self) -> usize {
        match self.names {
            Names::Words(words) => words.len(),
            Names::List(list) => list.len(),
        }
    }

    /// For each number here, the number of the same subject there.
    pub(super) fn onto(&self, there: &Subjects<'_>) -> Vec<Option<usize>> {
        let here = 0..self.len();
        here.map(|code| there.find(self.name(code)?)).collect()
    }

    fn name(&self, code: usize) -> Option<&str> {
        match self.names {
            Names::Words(words) => words.text(u32::try_from(code).ok()?),
            Names::List(list) => list.get(code).map(String::as_str),
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        match self.names {
            Names::Words(words) => words.code(name).map(|c| c as usize),
            Names::List(list) => list.iter().position(|n| n == name),
        }
    }
}

/// Whether a subject is among those judged, by the rows seen so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// No row says so.
    #[default]
    Nowhere,
    /// The first row of those that leave it open, and why.
    Perhaps(u32, LeftOut),
    /// The first row that says so.
    Judged(u32),
}

impl Place {
    /// Takes one more row of the subject into account.
    pub(super) fn see(&mut self, admission: Admission, row: usize) {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        *self = match (*self, admission) {
            (Self::Nowhere | Self::Perhaps(..), Admission::In) => Self::Judged(row),
            (Self::Nowhere, Admission::LeftOut(why)) => Self::Perhaps(row, why),
            (place, Admission::In | Admission::LeftOut(_) | Admission::Out) => place,
        };
    }
}

/// The plural noun for the subjects that a column names: `child_id` names children.
pub(super) fn subjects_are(by: &str, dataset: &Dataset) -> String {
    let Some(one) = by.strip_suffix("_id").map(|one| one.replace('_', " ")) else {
        return dataset.rows_are.clone();
    };
    match one.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if one.ends_with("child") => format!("{one}ren"),
        None => format!("{one}s"),
    }
}

/// Whether a span that starts here is counted without knowing its bank holidays.
pub(super) fn before_horizon(at: &At<'_>, unit: crate::calendar::Unit, start: Day) -> bool {
    unit == crate::calendar::Unit::WorkingDays && at.calendar().is_before_horizon(start)
}

/// Whether a day is no further back from the day that measuring stops at than a limit.
pub(super) fn recent(at: &At<'_>, day: Day, limit: Span) -> Result<bool, Stop> {
    Ok(at.calendar().within(day, at.day, limit)?)
}
