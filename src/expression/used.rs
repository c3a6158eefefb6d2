//! Which columns a part of a condition reads, of which it minds a blank, and between which days it
//! counts working days.

use super::tree::{CodeValue, Date, Elapsed, Number, Relation, Test, Text, Value};

/// What a part reads.
#[derive(Debug, Default)]
struct Used<'a> {
    columns: Vec<usize>,
    /// Those of which a blank is asked for, or is given something to stand for it.
    minded: Vec<usize>,
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

/// The columns of which a test minds a blank: it asks for one, or gives something to stand for it.
///
/// Of any other column that it reads, a blank leaves it unknown.
pub(super) fn minded(test: &Test) -> Vec<usize> {
    let mut used = Used::default();
    used.test(test);
    used.minded
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
            Test::Literal(_) | Test::Unknown => {}
            Test::Column(column) => self.columns.push(*column),
            Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|p| self.test(p)),
            Test::Coalesce(parts) => self.minding(|used| parts.iter().for_each(|p| used.test(p))),
            Test::Not(inner) => self.test(inner),
            Test::Numbers(relation) => each(relation, |n| self.number(n)),
            Test::Dates(relation) => each(relation, |d| self.date(d)),
            Test::Texts(relation) => each(relation, |t| self.text(t)),
            Test::Codes(codes) => self.code(codes.code),
            Test::SameCode { left, right, .. } => {
                self.code(*left);
                self.code(*right);
            }
            Test::Same { left, right, .. } => {
                self.test(left);
                self.test(right);
            }
            Test::Like { text, .. } => self.text(text),
            Test::Blank { value, .. } => self.minding(|used| used.value(value)),
        }
    }

    /// Every column of a part is one of which it minds a blank.
    fn minding(&mut self, visit: impl FnOnce(&mut Self)) {
        let before = self.columns.len();
        visit(self);
        self.minded
            .extend(self.columns.get(before..).unwrap_or_default());
    }

    fn code(&mut self, code: CodeValue) {
        self.columns.push(code.column);
        if code.otherwise.is_some() {
            self.minded.push(code.column);
        }
    }

    fn value(&mut self, value: &'a Value) {
        match value {
            Value::Number(number) => self.number(number),
            Value::Date(date) => self.date(date),
            Value::Text(text) => self.text(text),
            Value::Code(code) => self.code(*code),
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
            Number::Coalesce(parts) => {
                self.minding(|used| parts.iter().for_each(|p| used.number(p)));
            }
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
            Date::Coalesce(parts) => {
                self.minding(|used| parts.iter().for_each(|p| used.date(p)));
            }
        }
    }

    fn text(&mut self, text: &'a Text) {
        match text {
            Text::Column(column) => self.columns.push(*column),
            Text::Literal(_) => {}
            Text::Lower(inner) | Text::Trim(inner) => self.text(inner),
            Text::Coalesce(parts) => {
                self.minding(|used| parts.iter().for_each(|p| used.text(p)));
            }
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
