//! Which conditions are the same by rules that always hold, so that no test could tell them apart.
//!
//! - The order of what `and` or `or` joins, and a part that stands twice, make no difference.
//! - A `not` before something that can be said the other way round is that.
//! - Of whole numbers (time in whole units, lengths), `>= 3` is `> 2` and `<= 3` is `< 4`.
//! - Of days, on or after a day is after the day before, and on or before it is before the day after.

use super::super::tree::{Codes, Comparison, Date, Number, Relation, Test};
use super::super::written::Writer;

/// The same text for conditions that are alike.
pub(in crate::expression) fn key(test: &Test, writer: Writer<'_>) -> String {
    writer.test(&normal(test, writer))
}

fn normal(test: &Test, writer: Writer<'_>) -> Test {
    match test {
        Test::All(parts) => joined(parts, &Test::All, writer),
        Test::Any(parts) => joined(parts, &Test::Any, writer),
        Test::Not(inner) => match denied(inner) {
            Some(other) => normal(&other, writer),
            None => Test::Not(Box::new(normal(inner, writer))),
        },
        Test::Numbers(relation) => Test::Numbers(strict(relation, before_and_after_number)),
        Test::Dates(relation) => Test::Dates(strict(relation, before_and_after_day)),
        Test::Codes(codes) => {
            let mut among = codes.among.clone();
            among.sort_unstable();
            Test::Codes(Codes {
                among,
                ..codes.clone()
            })
        }
        Test::Same {
            left,
            right,
            negated,
        } => Test::Same {
            left: Box::new(normal(left, writer)),
            right: Box::new(normal(right, writer)),
            negated: *negated,
        },
        Test::Literal(_)
        | Test::Column(_)
        | Test::Texts(_)
        | Test::SameCode { .. }
        | Test::Like { .. }
        | Test::Blank { .. }
        | Test::Coalesce(_)
        | Test::Unknown => test.clone(),
    }
}

fn joined(parts: &[Test], join: &dyn Fn(Vec<Test>) -> Test, writer: Writer<'_>) -> Test {
    let mut parts: Vec<Test> = parts.iter().map(|part| normal(part, writer)).collect();
    parts.sort_by_cached_key(|part| writer.test(part));
    parts.dedup();
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            join(parts)
        }
    }
}

/// What holds when a test does not, and is unknown when it is.
fn denied(test: &Test) -> Option<Test> {
    let mut other = test.clone();
    match &mut other {
        Test::Not(inner) => return Some((**inner).clone()),
        Test::Numbers(relation) => deny(relation),
        Test::Dates(relation) => deny(relation),
        Test::Texts(relation) => deny(relation),
        Test::Codes(Codes { negated, .. })
        | Test::SameCode { negated, .. }
        | Test::Same { negated, .. }
        | Test::Like { negated, .. }
        | Test::Blank { negated, .. } => *negated = !*negated,
        Test::Literal(truth) => *truth = !*truth,
        Test::Column(_) | Test::All(_) | Test::Any(_) | Test::Coalesce(_) | Test::Unknown => {
            return None;
        }
    }
    Some(other)
}

fn deny<T>(relation: &mut Relation<T>) {
    match relation {
        Relation::Compare { operator, .. } => *operator = operator.opposite(),
        Relation::In { negated, .. } | Relation::Between { negated, .. } => *negated = !*negated,
    }
}

/// A comparison without "or equal", where the values have a next one.
fn strict<T: Clone>(
    relation: &Relation<T>,
    neighbours: impl Fn(&T, &T) -> Option<(T, T)>,
) -> Relation<T> {
    if let Relation::Compare {
        left,
        operator,
        right,
    } = relation
        && let Some((before, after)) = neighbours(left, right)
    {
        let (operator, right) = match operator {
            Comparison::GreaterOrEqual => (Comparison::Greater, before),
            Comparison::LessOrEqual => (Comparison::Less, after),
            Comparison::Equal | Comparison::NotEqual | Comparison::Less | Comparison::Greater => {
                (*operator, right.clone())
            }
        };
        return Relation::Compare {
            left: left.clone(),
            operator,
            right,
        };
    }
    relation.clone()
}

/// The whole numbers beside a written one, where only whole numbers are held against it.
fn before_and_after_number(left: &Number, right: &Number) -> Option<(Number, Number)> {
    match (left, right) {
        (Number::Elapsed { .. } | Number::Length(_), Number::Literal(ratio, _)) => {
            let whole = ratio.as_whole()?;
            Some((number(whole.checked_sub(1)?), number(whole.checked_add(1)?)))
        }
        (_, _) => None,
    }
}

/// The days beside a day that is so many whole days from another.
fn before_and_after_day(_: &Date, right: &Date) -> Option<(Date, Date)> {
    let (base, days) = match right {
        Date::Shift { date, days, back } => {
            let Number::Literal(ratio, _) = &**days else {
                return None;
            };
            let days = ratio.as_whole()?;
            (
                (**date).clone(),
                if *back { days.checked_neg()? } else { days },
            )
        }
        Date::Column(_) | Date::AsAt => (right.clone(), 0),
        Date::Literal(_) | Date::Coalesce(_) => return None,
    };
    let shifted = |days: i64| match days {
        0 => base.clone(),
        days => Date::Shift {
            date: Box::new(base.clone()),
            days: Box::new(number(days.saturating_abs())),
            back: days < 0,
        },
    };
    Some((shifted(days.checked_sub(1)?), shifted(days.checked_add(1)?)))
}

fn number(whole: i64) -> Number {
    use super::super::number::Ratio;
    let written = whole.unsigned_abs().to_string();
    let literal = Number::Literal(Ratio::whole(whole.saturating_abs()), written);
    if whole < 0 {
        Number::Negate(Box::new(literal))
    } else {
        literal
    }
}
