//! Small changes to comparisons, lists and ranges of values of one type.

use super::super::tree::{Comparison, Relation, Test};
use super::values::Moved;
use super::{Change, Changed, Maker};

/// How the values of one type are changed and said.
pub(super) struct Of<'o, T> {
    /// The test that a relation between them is.
    pub(super) test: &'o dyn Fn(Relation<T>) -> Test,
    /// Every value that differs from one by one small change.
    pub(super) changes: &'o dyn Fn(&T) -> Vec<(T, Moved)>,
    /// The value as a person would write it.
    pub(super) say: &'o dyn Fn(&T) -> String,
    /// Whether the second is larger, where that is certain.
    pub(super) larger: &'o dyn Fn(&T, &T) -> Option<bool>,
}

impl Maker<'_> {
    /// A relation with its comparison flipped, with a value left out of its list, and with each
    /// change within its values.
    pub(super) fn relation<T: Clone>(&self, was: &Relation<T>, of: &Of<'_, T>) -> Vec<Changed> {
        match was {
            Relation::Compare {
                left,
                operator,
                right,
            } => self.compared(was, (left, *operator, right), of),
            Relation::In {
                value,
                list,
                negated,
            } => self.listed(was, (value, list, *negated), of),
            Relation::Between {
                value,
                low,
                high,
                negated,
            } => self.ranged(was, [value, low, high], *negated, of),
        }
    }

    fn compared<T: Clone>(
        &self,
        was: &Relation<T>,
        (left, operator, right): (&T, Comparison, &T),
        of: &Of<'_, T>,
    ) -> Vec<Changed> {
        let compare = |left: &T, operator, right: &T| Relation::Compare {
            left: left.clone(),
            operator,
            right: right.clone(),
        };
        let flipped = compare(left, at_the_limit(operator), right);
        let mut flip = self.flipped(&(of.test)(was.clone()), (of.test)(flipped));
        if !matches!(operator, Comparison::Equal | Comparison::NotEqual) {
            flip.shows = of.equals(left, right);
        }
        let mut made = vec![flip];
        for (now, moved) in (of.changes)(left) {
            let larger = (of.larger)(left, &now);
            let point = larger.map(|larger| point(operator.flipped(), left, &now, larger));
            let shows = point.map(|point| of.equals(right, point));
            made.push(self.within(was, compare(&now, operator, right), moved, shows, of));
        }
        for (now, moved) in (of.changes)(right) {
            let larger = (of.larger)(right, &now);
            let point = larger.map(|larger| point(operator, right, &now, larger));
            let shows = point.map(|point| of.equals(left, point));
            made.push(self.within(was, compare(left, operator, &now), moved, shows, of));
        }
        made
    }

    fn listed<T: Clone>(
        &self,
        was: &Relation<T>,
        (value, list, negated): (&T, &[T], bool),
        of: &Of<'_, T>,
    ) -> Vec<Changed> {
        let one_of = |value: &T, list: Vec<T>| Relation::In {
            value: value.clone(),
            list,
            negated,
        };
        let mut made = Vec::new();
        for at in 0..list.len() {
            let mut rest = list.to_vec();
            let out = rest.remove(at);
            if !rest.is_empty() {
                let (name, of_what) = ((of.say)(&out), (of.say)(value));
                made.push(Changed {
                    test: (of.test)(one_of(value, rest)),
                    kind: Change::Code,
                    how: format!("without `{name}` in the list of `{of_what}`"),
                    shows: of.equals(value, &out),
                });
            }
        }
        for (now, moved) in (of.changes)(value) {
            made.push(self.within(was, one_of(&now, list.to_vec()), moved, None, of));
        }
        made
    }

    fn ranged<T: Clone>(
        &self,
        was: &Relation<T>,
        [value, low, high]: [&T; 3],
        negated: bool,
        of: &Of<'_, T>,
    ) -> Vec<Changed> {
        let between = |value: &T, low: &T, high: &T| Relation::Between {
            value: value.clone(),
            low: low.clone(),
            high: high.clone(),
            negated,
        };
        let mut made = Vec::new();
        for (now, moved) in (of.changes)(value) {
            made.push(self.within(was, between(&now, low, high), moved, None, of));
        }
        for (now, moved) in (of.changes)(low) {
            let larger = (of.larger)(low, &now);
            let first = larger.map(|larger| if larger { low } else { &now });
            let shows = first.map(|first| of.equals(value, first));
            made.push(self.within(was, between(value, &now, high), moved, shows, of));
        }
        for (now, moved) in (of.changes)(high) {
            let larger = (of.larger)(high, &now);
            let last = larger.map(|larger| if larger { &now } else { high });
            let shows = last.map(|last| of.equals(value, last));
            made.push(self.within(was, between(value, low, &now), moved, shows, of));
        }
        made
    }

    /// A relation with a change within one of its values.
    fn within<T: Clone>(
        &self,
        was: &Relation<T>,
        now: Relation<T>,
        moved: Moved,
        shows: Option<String>,
        of: &Of<'_, T>,
    ) -> Changed {
        let (was, now) = ((of.test)(was.clone()), (of.test)(now));
        match moved {
            Moved::Column => self.swapped(&was, now),
            Moved::Limit => self.moved(&was, now, shows),
        }
    }
}

impl<T> Of<'_, T> {
    fn equals(&self, value: &T, point: &T) -> String {
        format!(
            "in which `{}` is `{}`",
            (self.say)(value),
            (self.say)(point)
        )
    }
}

/// The same comparison with the limit itself on the other side.
fn at_the_limit(operator: Comparison) -> Comparison {
    match operator {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::LessOrEqual,
        Comparison::LessOrEqual => Comparison::Less,
        Comparison::Greater => Comparison::GreaterOrEqual,
        Comparison::GreaterOrEqual => Comparison::Greater,
    }
}

/// The value that a comparison with one limit takes in and with the other leaves out.
fn point<'t, T>(operator: Comparison, was: &'t T, now: &'t T, larger: bool) -> &'t T {
    let highest = match operator {
        Comparison::Greater | Comparison::LessOrEqual => true,
        Comparison::Less | Comparison::GreaterOrEqual => false,
        Comparison::Equal | Comparison::NotEqual => return was,
    };
    if larger == highest { now } else { was }
}
