//! A condition written out again in its own language.

use super::Field;
use super::number::Arithmetic;
use super::tree::{
    CodeValue, Codes, Comparison, Date, Elapsed, Number, Relation, Test, Text, Value,
};

/// Writes conditions over these columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer<'a> {
    /// The columns, by their positions.
    pub(super) fields: &'a [Field],
}

impl Writer<'_> {
    /// A test, as a person would write it.
    pub(super) fn test(self, test: &Test) -> String {
        match test {
            Test::Literal(truth) => truth.to_string(),
            Test::Column(column) => self.column(*column),
            Test::All(parts) => self.joined(parts, " and "),
            Test::Any(parts) => self.joined(parts, " or "),
            Test::Not(inner) => format!("not {}", self.grouped(inner)),
            Test::Numbers(relation) => related(relation, |n| self.number(n)),
            Test::Dates(relation) => related(relation, |d| self.date(d)),
            Test::Texts(relation) => related(relation, |t| self.text(t)),
            Test::Codes(codes) => self.codes(codes),
            Test::SameCode {
                left,
                right,
                negated,
            } => {
                let (left, right) = (self.code(*left), self.code(*right));
                format!("{left} {} {right}", equal(*negated))
            }
            Test::Same {
                left,
                right,
                negated,
            } => {
                let side = |test: &Test| match test {
                    Test::Column(_) | Test::Literal(_) => self.test(test),
                    compound => format!("({})", self.test(compound)),
                };
                format!("{} {} {}", side(left), equal(*negated), side(right))
            }
            Test::Like {
                text,
                pattern,
                negated,
            } => format!(
                "{}{} like {}",
                self.text(text),
                not(*negated),
                quoted(pattern)
            ),
            Test::Blank { value, negated } => {
                format!("{} is{} null", self.value(value), not(*negated))
            }
            Test::Coalesce(parts) => first(parts, |part| self.test(part)),
            // Nothing that is typed from a text holds this.
            Test::Unknown => "null".to_owned(),
        }
    }

    fn joined(self, parts: &[Test], with: &str) -> String {
        let part = |part: &Test| match part {
            Test::Not(_) => self.test(part),
            other => self.grouped(other),
        };
        let parts: Vec<String> = parts.iter().map(part).collect();
        parts.join(with)
    }

    /// In brackets where it would be read as something else without.
    fn grouped(self, test: &Test) -> String {
        let said = self.test(test);
        match test {
            Test::Literal(_)
            | Test::Column(_)
            | Test::Coalesce(_)
            | Test::Unknown
            | Test::Codes(_)
            | Test::Like { .. }
            | Test::Blank { .. }
            | Test::Numbers(_)
            | Test::Dates(_)
            | Test::Texts(_)
            | Test::SameCode { .. } => said,
            Test::All(_) | Test::Any(_) | Test::Not(_) | Test::Same { .. } => format!("({said})"),
        }
    }

    fn value(self, value: &Value) -> String {
        match value {
            Value::Number(number) => self.number(number),
            Value::Date(date) => self.date(date),
            Value::Text(text) => self.text(text),
            Value::Code(code) => self.code(*code),
            Value::Test(Test::Column(column)) => self.column(*column),
            Value::Test(test) => format!("({})", self.test(test)),
        }
    }

    /// A number.
    pub(super) fn number(self, number: &Number) -> String {
        match number {
            Number::Column(column) => self.column(*column),
            Number::Literal(_, written) => written.clone(),
            Number::Negate(inner) => format!("-{}", self.operand(inner)),
            Number::Arithmetic {
                left,
                operator,
                right,
            } => {
                let sign = match operator {
                    Arithmetic::Add => "+",
                    Arithmetic::Subtract => "-",
                    Arithmetic::Multiply => "*",
                    Arithmetic::Divide => "/",
                };
                format!("{} {sign} {}", self.operand(left), self.operand(right))
            }
            Number::Elapsed { unit, from, to } => {
                let function = match unit {
                    Elapsed::Days => "days",
                    Elapsed::WorkingDays => "working_days",
                    Elapsed::Months => "months",
                    Elapsed::Years => "age",
                };
                format!("{function}({}, {})", self.date(from), self.date(to))
            }
            Number::Length(text) => format!("length({})", self.text(text)),
            Number::Coalesce(parts) => first(parts, |part| self.number(part)),
        }
    }

    fn operand(self, number: &Number) -> String {
        let said = self.number(number);
        match number {
            Number::Negate(_) | Number::Arithmetic { .. } => format!("({said})"),
            Number::Column(_)
            | Number::Literal(..)
            | Number::Elapsed { .. }
            | Number::Length(_)
            | Number::Coalesce(_) => said,
        }
    }

    /// A day.
    pub(super) fn date(self, date: &Date) -> String {
        match date {
            Date::Column(column) => self.column(*column),
            Date::Literal(day) => format!("date '{day}'"),
            Date::AsAt => "as_at()".to_owned(),
            Date::Shift { date, days, back } => {
                let sign = if *back { "-" } else { "+" };
                format!("{} {sign} {}", self.date(date), self.operand(days))
            }
            Date::Coalesce(parts) => first(parts, |part| self.date(part)),
        }
    }

    /// A text.
    pub(super) fn text(self, text: &Text) -> String {
        match text {
            Text::Column(column) => self.column(*column),
            Text::Literal(text) => quoted(text),
            Text::Lower(inner) => format!("lower({})", self.text(inner)),
            Text::Trim(inner) => format!("trim({})", self.text(inner)),
            Text::Coalesce(parts) => first(parts, |part| self.text(part)),
        }
    }

    fn codes(self, codes: &Codes) -> String {
        let column = self.code(codes.code);
        let name = |code: &u16| quoted(self.code_name(codes.code.column, *code));
        let names: Vec<String> = codes.among.iter().map(name).collect();
        match names.as_slice() {
            [only] => format!("{column} {} {only}", equal(codes.negated)),
            several => format!("{column}{} in ({})", not(codes.negated), several.join(", ")),
        }
    }

    /// A code column.
    pub(super) fn code(self, code: CodeValue) -> String {
        let column = self.column(code.column);
        match code.otherwise {
            Some(otherwise) => {
                let otherwise = quoted(self.code_name(code.column, otherwise));
                format!("coalesce({column}, {otherwise})")
            }
            None => column,
        }
    }

    /// The name of a code.
    pub(super) fn code_name(&self, column: usize, code: u16) -> &str {
        let field = self.fields.get(column);
        let name = field.and_then(|f| f.codes.get(usize::from(code)));
        name.map_or("", String::as_str)
    }

    fn column(self, column: usize) -> String {
        let field = self.fields.get(column);
        field.map(|f| f.name.to_string()).unwrap_or_default()
    }
}

fn related<T>(relation: &Relation<T>, say: impl Fn(&T) -> String) -> String {
    match relation {
        Relation::Compare {
            left,
            operator,
            right,
        } => {
            let sign = match operator {
                Comparison::Equal => "=",
                Comparison::NotEqual => "<>",
                Comparison::Less => "<",
                Comparison::LessOrEqual => "<=",
                Comparison::Greater => ">",
                Comparison::GreaterOrEqual => ">=",
            };
            format!("{} {sign} {}", say(left), say(right))
        }
        Relation::In {
            value,
            list,
            negated,
        } => {
            let list: Vec<String> = list.iter().map(&say).collect();
            format!("{}{} in ({})", say(value), not(*negated), list.join(", "))
        }
        Relation::Between {
            value,
            low,
            high,
            negated,
        } => {
            let (low, high) = (say(low), say(high));
            format!("{}{} between {low} and {high}", say(value), not(*negated))
        }
    }
}

fn first<T>(parts: &[T], say: impl Fn(&T) -> String) -> String {
    let parts: Vec<String> = parts.iter().map(say).collect();
    format!("coalesce({})", parts.join(", "))
}

fn equal(negated: bool) -> &'static str {
    if negated { "<>" } else { "=" }
}

fn not(negated: bool) -> &'static str {
    if negated { " not" } else { "" }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
