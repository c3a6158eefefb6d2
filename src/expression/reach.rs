//! How far back from as-at a condition says that it looks.

use super::number::Ratio;
use super::tree::{Comparison, Date, Elapsed, Number, Relation, Test};

/// The furthest number of days before as-at that a date has to be after, if one is named.
///
/// Only plain shapes count: a date column against `as_at() - n`, or the days from a date column to
/// `as_at()` against `n`. Anything under `not` is left out.
pub(super) fn reach(test: &Test) -> Option<u32> {
    match test {
        Test::All(parts) | Test::Any(parts) => parts.iter().filter_map(reach).max(),
        Test::Dates(relation) => of_dates(relation),
        Test::Numbers(relation) => of_days(relation),
        Test::Literal(_)
        | Test::Column(_)
        | Test::Not(_)
        | Test::Texts(_)
        | Test::Codes(_)
        | Test::SameCode { .. }
        | Test::Same { .. }
        | Test::Like { .. }
        | Test::Blank { .. }
        | Test::Coalesce(_)
        | Test::Unknown => None,
    }
}

fn of_dates(relation: &Relation<Date>) -> Option<u32> {
    match relation {
        Relation::Compare {
            left: Date::Column(_),
            operator: Comparison::Greater | Comparison::GreaterOrEqual,
            right: since,
        }
        | Relation::Compare {
            left: since,
            operator: Comparison::Less | Comparison::LessOrEqual,
            right: Date::Column(_),
        }
        | Relation::Between {
            value: Date::Column(_),
            low: since,
            negated: false,
            ..
        } => days_before_as_at(since),
        Relation::Compare { .. } | Relation::In { .. } | Relation::Between { .. } => None,
    }
}

fn of_days(relation: &Relation<Number>) -> Option<u32> {
    match relation {
        Relation::Compare {
            left: days,
            operator: Comparison::Less | Comparison::LessOrEqual,
            right: limit,
        }
        | Relation::Compare {
            left: limit,
            operator: Comparison::Greater | Comparison::GreaterOrEqual,
            right: days,
        }
        | Relation::Between {
            value: days,
            high: limit,
            negated: false,
            ..
        } if is_days_to_as_at(days) => u32::try_from(constant(limit)?.as_whole()?).ok(),
        Relation::Compare { .. } | Relation::In { .. } | Relation::Between { .. } => None,
    }
}

fn is_days_to_as_at(number: &Number) -> bool {
    match number {
        Number::Elapsed {
            unit: Elapsed::Days,
            from,
            to,
        } => matches!((&**from, &**to), (Date::Column(_), Date::AsAt)),
        Number::Column(_)
        | Number::Literal(..)
        | Number::Negate(_)
        | Number::Arithmetic { .. }
        | Number::Elapsed { .. }
        | Number::Length(_)
        | Number::Coalesce(_) => false,
    }
}

fn days_before_as_at(date: &Date) -> Option<u32> {
    match date {
        Date::Shift { date, days, back } if matches!(**date, Date::AsAt) => {
            let days = constant(days)?.as_whole()?;
            let days = if *back { days } else { days.checked_neg()? };
            u32::try_from(days).ok()
        }
        Date::Column(_)
        | Date::Literal(_)
        | Date::AsAt
        | Date::Shift { .. }
        | Date::Coalesce(_) => None,
    }
}

/// A number worked out from literals alone.
fn constant(number: &Number) -> Option<Ratio> {
    match number {
        Number::Literal(ratio, _) => Some(*ratio),
        Number::Negate(inner) => constant(inner)?.negate(),
        Number::Arithmetic {
            left,
            operator,
            right,
        } => constant(left)?.calculate(*operator, constant(right)?),
        Number::Column(_) | Number::Elapsed { .. } | Number::Length(_) | Number::Coalesce(_) => {
            None
        }
    }
}
