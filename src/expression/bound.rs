//! A condition tied to a table: common shapes become a look at one column, the rest is walked.

use super::evaluate::{Here, Reader, Scope};
use super::tree::{Comparison, Date, Number, Relation, Test};
use super::{Clock, Field, Truth, used};
use crate::table::{Mask, Table, Values};

/// A condition tied to a table.
#[derive(Debug)]
pub struct Bound<'a> {
    scope: Scope<'a>,
    plan: Plan<'a>,
    /// From where to where the condition counts working days.
    counted: Vec<(&'a Date, &'a Date)>,
}

/// How one part is answered for a row.
#[derive(Debug)]
enum Plan<'a> {
    All(Vec<Plan<'a>>),
    Any(Vec<Plan<'a>>),
    Not(Box<Plan<'a>>),
    YesNo {
        known: &'a Mask,
        bits: &'a Mask,
    },
    Days {
        known: &'a Mask,
        days: &'a [i32],
        latest: i32,
        range: Range,
    },
    Numbers {
        known: &'a Mask,
        numbers: &'a [i64],
        range: Range,
    },
    Codes {
        known: &'a Mask,
        codes: &'a [u16],
        among: &'a [u16],
        negated: bool,
    },
    /// One text column: each different text was asked about once.
    Texts {
        known: &'a Mask,
        entries: &'a [u32],
        answers: Vec<Truth>,
        blank: Truth,
    },
    Walk(&'a Test),
}

/// From the lowest to the highest, both included; outside when negated.
#[derive(Debug, Clone, Copy)]
struct Range {
    low: i64,
    high: i64,
    negated: bool,
}

impl Range {
    fn answer(self, value: i64) -> Truth {
        Truth::from((self.low <= value && value <= self.high) != self.negated)
    }
}

impl<'a> Bound<'a> {
    pub(super) fn new(
        test: &'a Test,
        fields: &[Field],
        table: &'a Table,
        clock: Clock<'a>,
    ) -> Self {
        let scope = Scope::new(fields, table, clock);
        let plan = plan(test, &scope, table.rows());
        Self {
            scope,
            plan,
            counted: used::working_days(test),
        }
    }

    /// The answer for one row; unknown beyond the last.
    pub fn truth(&self, row: usize) -> Truth {
        self.plan.truth(&self.scope, row)
    }

    /// Whether a date column of the condition holds a day after as-at in this row, which was read as blank.
    pub fn saw_future(&self, row: usize) -> bool {
        self.scope.columns().any(|column| match column.values {
            Values::Date(days) => {
                column.known.get(row) && days.get(row).is_some_and(|d| *d > column.latest)
            }
            Values::Number(_) | Values::Text(..) | Values::YesNo(_) | Values::Code(..) => false,
        })
    }

    /// Whether the condition counts working days in this row from before the calendar's first day,
    /// where every weekday counts.
    pub fn before_horizon(&self, row: usize) -> bool {
        let here = Here::Row(row);
        let mut counted = self.counted.iter();
        counted.any(|(from, to)| self.scope.before_horizon(from, to, here))
    }
}

impl Plan<'_> {
    fn truth(&self, scope: &Scope<'_>, row: usize) -> Truth {
        match self {
            Self::All(parts) => decide(parts, scope, row, Truth::False, Truth::True),
            Self::Any(parts) => decide(parts, scope, row, Truth::True, Truth::False),
            Self::Not(inner) => match inner.truth(scope, row) {
                Truth::True => Truth::False,
                Truth::False => Truth::True,
                Truth::Unknown => Truth::Unknown,
            },
            Self::YesNo { known, bits } => {
                if known.get(row) {
                    Truth::from(bits.get(row))
                } else {
                    Truth::Unknown
                }
            }
            Self::Days {
                known,
                days,
                latest,
                range,
            } => match days.get(row) {
                Some(day) if *day <= *latest && known.get(row) => range.answer(i64::from(*day)),
                Some(_) | None => Truth::Unknown,
            },
            Self::Numbers {
                known,
                numbers,
                range,
            } => match numbers.get(row) {
                Some(number) if known.get(row) => range.answer(*number),
                Some(_) | None => Truth::Unknown,
            },
            Self::Codes {
                known,
                codes,
                among,
                negated,
            } => match codes.get(row) {
                Some(code) if known.get(row) => Truth::from(among.contains(code) != *negated),
                Some(_) | None => Truth::Unknown,
            },
            Self::Texts {
                known,
                entries,
                answers,
                blank,
            } => match entries.get(row) {
                Some(entry) if known.get(row) => {
                    answers.get(*entry as usize).copied().unwrap_or(*blank)
                }
                Some(_) | None => *blank,
            },
            Self::Walk(test) => Truth::from(scope.test(test, Here::Row(row))),
        }
    }
}

/// One part that equals `stop` decides; else one unknown part leaves it unknown.
fn decide(parts: &[Plan<'_>], scope: &Scope<'_>, row: usize, stop: Truth, other: Truth) -> Truth {
    let mut answer = other;
    for part in parts {
        let truth = part.truth(scope, row);
        if truth == stop {
            return stop;
        }
        if truth == Truth::Unknown {
            answer = truth;
        }
    }
    answer
}

fn plan<'a>(test: &'a Test, scope: &Scope<'a>, rows: usize) -> Plan<'a> {
    let found = match test {
        Test::All(parts) => Some(Plan::All(each(parts, scope, rows))),
        Test::Any(parts) => Some(Plan::Any(each(parts, scope, rows))),
        Test::Not(inner) => Some(Plan::Not(Box::new(plan(inner, scope, rows)))),
        Test::Column(column) => scope.column(*column).and_then(yes_no),
        Test::Dates(relation) => dates(relation, scope),
        Test::Numbers(relation) => numbers(relation, scope),
        Test::Codes(codes) if codes.code.otherwise.is_none() => scope
            .column(codes.code.column)
            .and_then(|column| code_set(column, &codes.among, codes.negated)),
        Test::Literal(_)
        | Test::Texts(_)
        | Test::Codes(_)
        | Test::SameCode { .. }
        | Test::Same { .. }
        | Test::Like { .. }
        | Test::Blank { .. }
        | Test::Coalesce(_)
        | Test::Unknown => None,
    };
    found
        .or_else(|| one_text(test, scope, rows))
        .unwrap_or(Plan::Walk(test))
}

fn each<'a>(parts: &'a [Test], scope: &Scope<'a>, rows: usize) -> Vec<Plan<'a>> {
    parts.iter().map(|part| plan(part, scope, rows)).collect()
}

fn yes_no(column: Reader<'_>) -> Option<Plan<'_>> {
    match column.values {
        Values::YesNo(bits) => Some(Plan::YesNo {
            known: column.known,
            bits,
        }),
        Values::Number(_) | Values::Date(_) | Values::Text(..) | Values::Code(..) => None,
    }
}

fn code_set<'a>(column: Reader<'a>, among: &'a [u16], negated: bool) -> Option<Plan<'a>> {
    match column.values {
        Values::Code(codes, _) => Some(Plan::Codes {
            known: column.known,
            codes,
            among,
            negated,
        }),
        Values::Number(_) | Values::Date(_) | Values::Text(..) | Values::YesNo(_) => None,
    }
}

/// A date column against days that are the same for every row.
fn dates<'a>(relation: &Relation<Date>, scope: &Scope<'a>) -> Option<Plan<'a>> {
    let constant = |date: &Date| {
        let day = used::of_date(date)
            .is_empty()
            .then(|| scope.date(date, Here::Text(None)))??;
        Some(i64::from(day.number()))
    };
    let (column, range) = range(relation, constant, |date| match date {
        Date::Column(column) => Some(*column),
        Date::Literal(_) | Date::AsAt | Date::Shift { .. } | Date::Coalesce(_) => None,
    })?;
    let reader = scope.column(column)?;
    match reader.values {
        Values::Date(days) => Some(Plan::Days {
            known: reader.known,
            days,
            latest: reader.latest,
            range,
        }),
        Values::Number(_) | Values::Text(..) | Values::YesNo(_) | Values::Code(..) => None,
    }
}

/// A number column against whole millionths that are the same for every row.
fn numbers<'a>(relation: &Relation<Number>, scope: &Scope<'a>) -> Option<Plan<'a>> {
    let constant = |number: &Number| {
        let none = used::of_number(number).is_empty();
        let ratio = none.then(|| scope.number(number, Here::Text(None)))??;
        ratio
            .floor_millionths()
            .filter(|(_, exact)| *exact)
            .map(|(floor, _)| floor)
    };
    let (column, range) = range(relation, constant, |number| match number {
        Number::Column(column) => Some(*column),
        Number::Literal(..)
        | Number::Negate(_)
        | Number::Arithmetic { .. }
        | Number::Elapsed { .. }
        | Number::Length(_)
        | Number::Coalesce(_) => None,
    })?;
    let reader = scope.column(column)?;
    match reader.values {
        Values::Number(numbers) => Some(Plan::Numbers {
            known: reader.known,
            numbers,
            range,
        }),
        Values::Date(_) | Values::Text(..) | Values::YesNo(_) | Values::Code(..) => None,
    }
}

/// A relation as one range of whole numbers, when it is a column against constants.
fn range<T>(
    relation: &Relation<T>,
    constant: impl Fn(&T) -> Option<i64>,
    column: impl Fn(&T) -> Option<usize>,
) -> Option<(usize, Range)> {
    match relation {
        Relation::Compare {
            left,
            operator,
            right,
        } => {
            if let Some(found) = column(left) {
                return Some((found, compared(*operator, constant(right)?)?));
            }
            Some((
                column(right)?,
                compared(operator.flipped(), constant(left)?)?,
            ))
        }
        Relation::Between {
            value,
            low,
            high,
            negated,
        } => Some((
            column(value)?,
            Range {
                low: constant(low)?,
                high: constant(high)?,
                negated: *negated,
            },
        )),
        Relation::In { .. } => None,
    }
}

fn compared(operator: Comparison, with: i64) -> Option<Range> {
    let (low, high, negated) = match operator {
        Comparison::Equal => (with, with, false),
        Comparison::NotEqual => (with, with, true),
        Comparison::Less => (i64::MIN, with.checked_sub(1)?, false),
        Comparison::LessOrEqual => (i64::MIN, with, false),
        Comparison::Greater => (with.checked_add(1)?, i64::MAX, false),
        Comparison::GreaterOrEqual => (with, i64::MAX, false),
    };
    Some(Range { low, high, negated })
}

/// Asks once about each different text, when nothing else is read and the texts repeat.
fn one_text<'a>(test: &Test, scope: &Scope<'a>, rows: usize) -> Option<Plan<'a>> {
    let [column] = *used::of_test(test).as_slice() else {
        return None;
    };
    let reader = scope.column(column)?;
    let (entries, dictionary) = reader.texts()?;
    if dictionary.len() > rows {
        return None;
    }
    let ask = |text: Option<&str>| Truth::from(scope.test(test, Here::Text(text)));
    let answers = (0..dictionary.len())
        .map(|entry| ask(u32::try_from(entry).ok().and_then(|e| dictionary.text(e))))
        .collect();
    Some(Plan::Texts {
        known: reader.known,
        entries,
        answers,
        blank: ask(None),
    })
}
