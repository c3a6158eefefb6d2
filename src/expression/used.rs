//! Which columns a part of a condition reads, and between which days it counts working days.

use super::tree::{Date, Elapsed, Number, Relation, Test, Text, Value};

/// What a part reads.
#[derive(Debug, Default)]
struct Used<'a> {
    columns: Vec<usize>,
    working_days: Vec<(&'a Date, &'a Date)>,
}

/// The columns of a test, sorted, each once.
pub(super) fn of_test(test: &Test) -> Vec<usize> {
    let mut used = Used::default();
    used.test(test);
    used.sorted()
}

/// The columns of a number, sorted, each once.
pub(super) fn of_number(number: &Number) -> Vec<usize> {
    let mut used = Used::default();
    used.number(number);
    used.sorted()
}

/// The columns of a date, sorted, each once.
pub(super) fn of_date(date: &Date) -> Vec<usize> {
    let mut used = Used::default();
    used.date(date);
    used.sorted()
}

/// From where to where a test counts working days.
pub(super) fn working_days(test: &Test) -> Vec<(&Date, &Date)> {
    let mut used = Used::default();
    used.test(test);
    used.working_days
}

impl<'a> Used<'a> {
    fn sorted(mut self) -> Vec<usize> {
        self.columns.sort_unstable();
        self.columns.dedup();
        self.columns
    }

    fn test(&mut self, test: &'a Test) {
        match test {
            Test::Literal(_) => {}
            Test::Column(column) => self.columns.push(*column),
            Test::All(parts) | Test::Any(parts) | Test::Coalesce(parts) => {
                for part in parts {
                    self.test(part);
                }
            }
            Test::Not(inner) => self.test(inner),
            Test::Numbers(relation) => each(relation, |n| self.number(n)),
            Test::Dates(relation) => each(relation, |d| self.date(d)),
            Test::Texts(relation) => each(relation, |t| self.text(t)),
            Test::Codes(codes) => self.columns.push(codes.code.column),
            Test::SameCode { left, right, .. } => self.columns.extend([left.column, right.column]),
            Test::Same { left, right, .. } => {
                self.test(left);
                self.test(right);
            }
            Test::Like { text, .. } => self.text(text),
            Test::Blank { value, .. } => self.value(value),
        }
    }

    fn value(&mut self, value: &'a Value) {
        match value {
            Value::Number(number) => self.number(number),
            Value::Date(date) => self.date(date),
            Value::Text(text) => self.text(text),
            Value::Code(code) => self.columns.push(code.column),
            Value::Test(test) => self.test(test),
        }
    }

    fn number(&mut self, number: &'a Number) {
        match number {
            Number::Column(column) => self.columns.push(*column),
            Number::Literal(..) => {}
            Number::Negate(inner) => self.number(inner),
            Number::Arithmetic { left, right, .. } => {
                self.number(left);
                self.number(right);
            }
            Number::Elapsed { unit, from, to } => {
                if *unit == Elapsed::WorkingDays {
                    self.working_days.push((from, to));
                }
                self.date(from);
                self.date(to);
            }
            Number::Length(text) => self.text(text),
            Number::Coalesce(parts) => parts.iter().for_each(|p| self.number(p)),
        }
    }

    fn date(&mut self, date: &'a Date) {
        match date {
            Date::Column(column) => self.columns.push(*column),
            Date::Literal(_) | Date::AsAt => {}
            Date::Shift { date, days, .. } => {
                self.date(date);
                self.number(days);
            }
            Date::Coalesce(parts) => parts.iter().for_each(|p| self.date(p)),
        }
    }

    fn text(&mut self, text: &'a Text) {
        match text {
            Text::Column(column) => self.columns.push(*column),
            Text::Literal(_) => {}
            Text::Lower(inner) | Text::Trim(inner) => self.text(inner),
            Text::Coalesce(parts) => parts.iter().for_each(|p| self.text(p)),
        }
    }
}

fn each<'a, T>(relation: &'a Relation<T>, mut visit: impl FnMut(&'a T)) {
    match relation {
        Relation::Compare { left, right, .. } => {
            visit(left);
            visit(right);
        }
        Relation::In { value, list, .. } => {
            visit(value);
            list.iter().for_each(visit);
        }
        Relation::Between {
            value, low, high, ..
        } => {
            visit(value);
            visit(low);
            visit(high);
        }
    }
}
