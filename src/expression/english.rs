//! A condition in plain English.

mod ago;
mod values;

use super::Field;
use super::tree::{CodeValue, Codes, Comparison, Date, Number, Relation, Test, Text, Value};
use super::used;
pub use values::AS_AT_IN_WORDS;
use values::{Voice, days};

/// Says a condition as a fragment that follows "where".
pub(super) fn say(test: &Test, fields: &[Field]) -> String {
    Voice { fields }.test(test, false)
}

/// What is said of a value: the words when it holds, and when it does not.
type Saying = (String, String);

impl Voice<'_> {
    /// A test, or its denial: both are unknown for the same rows.
    fn test(&self, test: &Test, denied: bool) -> String {
        match test {
            Test::Literal(truth) => {
                let words = if *truth == denied { "never" } else { "always" };
                words.to_owned()
            }
            Test::Column(column) => {
                format!(
                    "{} is {}",
                    self.column(*column),
                    if denied { "no" } else { "yes" }
                )
            }
            Test::All(parts) | Test::Any(parts) => deny(self.joined(parts, test), denied),
            Test::Not(inner) => self.test(inner, !denied),
            Test::Numbers(relation) => self.numbers(relation, denied),
            Test::Dates(relation) => self.dates(relation, denied),
            Test::Texts(relation) => self.texts(relation, denied),
            Test::Codes(codes) => self.codes(codes, denied),
            Test::SameCode {
                left,
                right,
                negated,
            } => {
                let words = alike(*negated != denied);
                format!("{} {words} {}", self.code(left), self.code(right))
            }
            Test::Same {
                left,
                right,
                negated,
            } => self.same(left, right, *negated != denied),
            Test::Like {
                text,
                pattern,
                negated,
            } => format!("{} {}", self.text(text), liked(pattern, *negated != denied)),
            Test::Blank { value, negated } => self.blank(value, *negated != denied),
            Test::Coalesce(parts) => deny(self.first_test(parts), denied),
            Test::Unknown => "nobody can tell".to_owned(),
        }
    }

    fn joined(&self, parts: &[Test], whole: &Test) -> String {
        let said: Vec<String> = parts
            .iter()
            .map(|part| {
                let said = self.test(part, false);
                let other = matches!(
                    (whole, part),
                    (Test::All(_), Test::Any(_)) | (Test::Any(_), Test::All(_))
                );
                if other { format!("({said})") } else { said }
            })
            .collect();
        said.join(if matches!(whole, Test::All(_)) {
            " and "
        } else {
            " or "
        })
    }

    fn numbers(&self, relation: &Relation<Number>, denied: bool) -> String {
        if let Some(said) = self.ago(relation, denied) {
            return said;
        }
        let plural = |number: &Number| {
            if values::is_plural(number) {
                "are"
            } else {
                "is"
            }
        };
        let loose = |number: &Number| used::of_number(number).is_empty();
        related(
            relation,
            denied,
            loose,
            |n| self.number(n),
            plural,
            |operator, with| {
                let words = match operator {
                    Comparison::Equal => "",
                    Comparison::NotEqual => "not ",
                    Comparison::Less => "less than ",
                    Comparison::LessOrEqual => "at most ",
                    Comparison::Greater => "more than ",
                    Comparison::GreaterOrEqual => "at least ",
                };
                format!("{words}{}", self.number(with))
            },
        )
    }

    fn dates(&self, relation: &Relation<Date>, denied: bool) -> String {
        let loose = |date: &Date| used::of_date(date).is_empty();
        related(
            relation,
            denied,
            loose,
            |d| self.date(d),
            |_| "is",
            |operator, with| {
                if let Some(apart) = self.days_apart(operator, with) {
                    return apart;
                }
                let words = match operator {
                    Comparison::Equal => "",
                    Comparison::NotEqual => "not ",
                    Comparison::Less => "before ",
                    Comparison::LessOrEqual => "on or before ",
                    Comparison::Greater => "after ",
                    Comparison::GreaterOrEqual => "on or after ",
                };
                format!("{words}{}", self.date(with))
            },
        )
    }

    /// `> as_at() - 180` is "less than 180 days before the day that its lists speak for".
    fn days_apart(&self, operator: Comparison, with: &Date) -> Option<String> {
        let (count, side, base, back) = match with {
            Date::Shift { date, days, back } => {
                let side = if *back { "before" } else { "after" };
                (values::plain_count(days)?, side, self.date(date), *back)
            }
            Date::Column(_) | Date::Literal(_) | Date::AsAt | Date::Coalesce(_) => return None,
        };
        let later = if back { operator.flipped() } else { operator };
        let words = match later {
            Comparison::Equal => "",
            Comparison::NotEqual => "not ",
            Comparison::Less => "less than ",
            Comparison::LessOrEqual => "at most ",
            Comparison::Greater => "more than ",
            Comparison::GreaterOrEqual => "at least ",
        };
        Some(format!("{words}{} {side} {base}", days(count)))
    }

    fn texts(&self, relation: &Relation<Text>, denied: bool) -> String {
        let loose = |text: &Text| matches!(text, Text::Literal(_));
        related(
            relation,
            denied,
            loose,
            |t| self.text(t),
            |_| "is",
            |operator, with| {
                let words = match operator {
                    Comparison::Equal => "",
                    Comparison::NotEqual => "not ",
                    Comparison::Less => "before ",
                    Comparison::LessOrEqual => "the same as or before ",
                    Comparison::Greater => "after ",
                    Comparison::GreaterOrEqual => "the same as or after ",
                };
                let order = match operator {
                    Comparison::Equal | Comparison::NotEqual => "",
                    Comparison::Less
                    | Comparison::LessOrEqual
                    | Comparison::Greater
                    | Comparison::GreaterOrEqual => " in the alphabet",
                };
                format!("{words}{}{order}", self.text(with))
            },
        )
    }

    fn codes(&self, codes: &Codes, denied: bool) -> String {
        let names: Vec<String> = codes
            .among
            .iter()
            .map(|code| self.code_name(codes.code.column, *code))
            .collect();
        let subject = self.code(&codes.code);
        format!("{subject} is {}", among(&names, codes.negated != denied))
    }

    pub(super) fn code(&self, code: &CodeValue) -> String {
        let column = self.column(code.column);
        match code.otherwise {
            Some(otherwise) => {
                let name = self.code_name(code.column, otherwise);
                format!("{column} (if blank, {name})")
            }
            None => column,
        }
    }

    fn same(&self, left: &Test, right: &Test, differs: bool) -> String {
        match (left, right) {
            (test, Test::Literal(truth)) | (Test::Literal(truth), test) => {
                self.test(test, *truth == differs)
            }
            (Test::Column(left), Test::Column(right)) => {
                let words = alike(differs);
                format!("{} {words} {}", self.column(*left), self.column(*right))
            }
            (left, right) => {
                let words = if differs {
                    "only one"
                } else {
                    "both or neither"
                };
                let (left, right) = (self.test(left, false), self.test(right, false));
                format!("{words} of ({left}) and ({right})")
            }
        }
    }

    fn blank(&self, value: &Value, there: bool) -> String {
        let not = if there { "not " } else { "" };
        match value {
            Value::Number(number) => {
                let verb = if values::is_plural(number) {
                    "are"
                } else {
                    "is"
                };
                format!("{} {verb} {not}blank", self.number(number))
            }
            Value::Date(date) => format!("{} is {not}blank", self.date(date)),
            Value::Text(text) => format!("{} is {not}blank", self.text(text)),
            Value::Code(code) => format!("{} is {not}blank", self.code(code)),
            Value::Test(Test::Column(column)) => {
                format!("{} is {not}blank", self.column(*column))
            }
            Value::Test(test) => {
                let known = if there { "known" } else { "not known" };
                format!("it is {known} whether ({})", self.test(test, false))
            }
        }
    }

    fn first_test(&self, parts: &[Test]) -> String {
        if let [test, Test::Literal(truth)] = parts {
            let counts = if *truth { "yes" } else { "no" };
            return format!("{} (blank counts as {counts})", self.grouped(test));
        }
        let parts: Vec<String> = parts.iter().map(|p| self.grouped(p)).collect();
        format!("the first known of {}", list(&parts, "and"))
    }

    fn grouped(&self, test: &Test) -> String {
        let said = self.test(test, false);
        if matches!(test, Test::All(_) | Test::Any(_)) {
            format!("({said})")
        } else {
            said
        }
    }
}

/// A relation of any type: subject, verb, and what it is compared with.
fn related<T>(
    relation: &Relation<T>,
    denied: bool,
    loose: impl Fn(&T) -> bool,
    name: impl Fn(&T) -> String,
    verb: impl Fn(&T) -> &'static str,
    compared: impl Fn(Comparison, &T) -> String,
) -> String {
    match relation {
        Relation::Compare {
            left,
            operator,
            right,
        } => {
            let operator = if denied {
                operator.opposite()
            } else {
                *operator
            };
            let (subject, operator, object) = if loose(left) && !loose(right) {
                (right, operator.flipped(), left)
            } else {
                (left, operator, right)
            };
            format!(
                "{} {} {}",
                name(subject),
                verb(subject),
                compared(operator, object)
            )
        }
        Relation::In {
            value,
            list,
            negated,
        } => {
            let list: Vec<String> = list.iter().map(&name).collect();
            let said = among(&list, *negated != denied);
            format!("{} {} {said}", name(value), verb(value))
        }
        Relation::Between {
            value,
            low,
            high,
            negated,
        } => {
            let said = if *negated == denied {
                "from"
            } else {
                "outside"
            };
            format!(
                "{} {} {said} {} to {}",
                name(value),
                verb(value),
                name(low),
                name(high)
            )
        }
    }
}

fn deny(said: String, denied: bool) -> String {
    if denied {
        format!("not ({said})")
    } else {
        said
    }
}

fn alike(differs: bool) -> &'static str {
    if differs {
        "differs from"
    } else {
        "is the same as"
    }
}

fn among(names: &[String], negated: bool) -> String {
    match (names, negated) {
        ([only], false) => only.clone(),
        ([only], true) => format!("not {only}"),
        (several, false) => format!("one of {}", list(several, "or")),
        (several, true) => format!("none of {}", list(several, "or")),
    }
}

/// `a, b or c`.
pub(super) fn list(names: &[String], last: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., end] => format!("{} {last} {end}", start.join(", ")),
    }
}

/// What a pattern asks for, when it is only a beginning, an end or a part.
fn liked(pattern: &str, denied: bool) -> String {
    let open = pattern.strip_prefix('%');
    let inner = open.unwrap_or(pattern);
    let (inner, shut) = match inner.strip_suffix('%') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let plain = !inner.is_empty() && !inner.contains(['%', '_']);
    let (says, says_not): Saying = match (open.is_some(), shut) {
        _ if !plain => ("matches".into(), "does not match".into()),
        (true, true) => ("contains".into(), "does not contain".into()),
        (true, false) => ("ends with".into(), "does not end with".into()),
        (false, true) => ("starts with".into(), "does not start with".into()),
        (false, false) => ("is".into(), "is not".into()),
    };
    let words = if denied { says_not } else { says };
    format!("{words} '{}'", if plain { inner } else { pattern })
}
