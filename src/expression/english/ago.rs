//! How long before the day that the lists speak for: `months(x, as_at()) < 12` as "less than 12 months before".

use super::values::{AS_AT_IN_WORDS, Voice, plain_count};
use crate::expression::tree::{Comparison, Date, Elapsed, Number, Relation};

impl Voice<'_> {
    /// A count of time up to as-at beside a plain number, said of the day that it is counted from.
    pub(super) fn ago(&self, relation: &Relation<Number>, denied: bool) -> Option<String> {
        let (left, operator, right) = match relation {
            Relation::Compare {
                left,
                operator,
                right,
            } => (left, *operator, right),
            Relation::In { .. } | Relation::Between { .. } => return None,
        };
        let operator = if denied {
            operator.opposite()
        } else {
            operator
        };
        let Number::Elapsed { unit, from, to } = left else {
            return None;
        };
        let count = plain_count(right)?;
        let words = match until(to)? {
            Until::AsAt => up_to_as_at(*unit, operator)?,
            Until::DayBefore => up_to_the_day_before(*unit, operator)?,
        };
        let units = match unit {
            Elapsed::Days => "day",
            Elapsed::WorkingDays => "working day",
            Elapsed::Months => "month",
            Elapsed::Years => return None,
        };
        let plural = if count == 1 { "" } else { "s" };
        let from = self.date(from);
        Some(format!(
            "{from} is {words} {count} {units}{plural} before {AS_AT_IN_WORDS}"
        ))
    }
}

/// The day that is counted to.
enum Until {
    AsAt,
    DayBefore,
}

fn until(to: &Date) -> Option<Until> {
    match to {
        Date::AsAt => Some(Until::AsAt),
        Date::Shift { date, days, back } => {
            let a_day_before = **date == Date::AsAt && *back && plain_count(days) == Some(1);
            a_day_before.then_some(Until::DayBefore)
        }
        Date::Column(_) | Date::Literal(_) | Date::Coalesce(_) => None,
    }
}

/// Days are counted one by one. Of months only whole ones count, so that at most 5 of them is less than 6.
fn up_to_as_at(unit: Elapsed, operator: Comparison) -> Option<&'static str> {
    match (operator, unit) {
        (Comparison::Less, _) => Some("less than"),
        (Comparison::GreaterOrEqual, _) => Some("at least"),
        (Comparison::LessOrEqual, Elapsed::Days | Elapsed::WorkingDays) => Some("at most"),
        (Comparison::Greater, Elapsed::Days | Elapsed::WorkingDays) => Some("more than"),
        (Comparison::LessOrEqual | Comparison::Greater, Elapsed::Months | Elapsed::Years)
        | (Comparison::Equal | Comparison::NotEqual, _) => None,
    }
}

/// With fewer than 6 whole months up to the day before, it is at most 6 months.
fn up_to_the_day_before(unit: Elapsed, operator: Comparison) -> Option<&'static str> {
    match (unit, operator) {
        (Elapsed::Months, Comparison::Less) => Some("at most"),
        (Elapsed::Months, Comparison::GreaterOrEqual) => Some("more than"),
        (
            Elapsed::Months,
            Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::Equal
            | Comparison::NotEqual,
        )
        | (Elapsed::Days | Elapsed::WorkingDays | Elapsed::Years, _) => None,
    }
}
