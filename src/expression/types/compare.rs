//! Comparisons: both sides of one type, and codes that the column has.

use super::{Piece, Typer, describe, is_literal};
use crate::calendar::Day;
use crate::diagnostic::{Code, did_you_mean};
use crate::expression::tree::{CodeValue, Codes, Comparison, Relation, Test, Text, Value};
use crate::expression::words::Run;

impl Typer<'_> {
    pub(super) fn compare(&mut self, left: Piece, operator: Comparison, right: Piece) -> Piece {
        let at = left.at.to(right.at);
        let places = (left.at, right.at);
        let (Some(left), Some(right)) = (left.value, right.value) else {
            return Piece::nothing(at);
        };
        let equality = matches!(operator, Comparison::Equal | Comparison::NotEqual);
        let negated = operator == Comparison::NotEqual;
        let test = match (left, right) {
            (Value::Number(left), Value::Number(right)) => Some(Test::Numbers(Relation::Compare {
                left,
                operator,
                right,
            })),
            (Value::Date(left), Value::Date(right)) => Some(Test::Dates(Relation::Compare {
                left,
                operator,
                right,
            })),
            (Value::Text(left), Value::Text(right)) => Some(Test::Texts(Relation::Compare {
                left,
                operator,
                right,
            })),
            (Value::Code(code), Value::Text(Text::Literal(text))) if equality => {
                self.codes(code, &[(text, places.1)], negated)
            }
            (Value::Text(Text::Literal(text)), Value::Code(code)) if equality => {
                self.codes(code, &[(text, places.0)], negated)
            }
            (Value::Code(left), Value::Code(right)) if equality && self.one_list(left, right) => {
                Some(Test::SameCode {
                    left,
                    right,
                    negated,
                })
            }
            (Value::Test(left), Value::Test(right)) if equality => Some(Test::Same {
                left: Box::new(left),
                right: Box::new(right),
                negated,
            }),
            (left, right) => {
                self.cannot_compare((&left, places.0), (&right, places.1), equality);
                None
            }
        };
        Piece {
            value: test.map(Value::Test),
            at,
        }
    }

    /// Looks up codes of a column; a fault for each that it does not have.
    pub(super) fn codes(
        &mut self,
        code: CodeValue,
        named: &[(String, Run)],
        negated: bool,
    ) -> Option<Test> {
        let found: Vec<Option<u16>> = named
            .iter()
            .map(|(text, at)| self.code(code.column, text, *at))
            .collect();
        let among = found.into_iter().collect::<Option<Vec<u16>>>()?;
        Some(Test::Codes(Codes {
            code,
            among,
            negated,
        }))
    }

    pub(super) fn code(&mut self, column: usize, text: &str, at: Run) -> Option<u16> {
        let field = self.fields.get(column)?;
        let exact = field.codes.iter().position(|c| c == text);
        let folded = || {
            let lower = text.to_lowercase();
            field.codes.iter().position(|c| c.to_lowercase() == lower)
        };
        let found = exact.or_else(folded).and_then(|p| u16::try_from(p).ok());
        if found.is_none() {
            let names: Vec<&str> = field.codes.iter().map(String::as_str).collect();
            let listed = match names.get(..16) {
                Some(some) => format!("its codes begin {}", some.join(", ")),
                None => format!("its codes are {}", names.join(", ")),
            };
            let help = match did_you_mean(text, names.iter().copied()) {
                Some(near) => format!("{near} {listed}"),
                None => listed,
            };
            let message = format!("`{text}` is not a code of `{}`", field.name);
            self.fault(Code::ExpressionUnknownCode, at, message, help);
        }
        found
    }

    /// Whether two code columns have the same codes in the same order.
    fn one_list(&self, left: CodeValue, right: CodeValue) -> bool {
        let codes = |code: CodeValue| self.fields.get(code.column).map(|f| &f.codes);
        codes(left) == codes(right)
    }

    /// Two values that can never be equal or in order, at the one that was written out.
    pub(super) fn cannot_compare(
        &mut self,
        left: (&Value, Run),
        right: (&Value, Run),
        equality: bool,
    ) {
        let (odd, other) = if is_literal(left.0) && !is_literal(right.0) {
            (left, right)
        } else {
            (right, left)
        };
        let (written, against) = (self.words.written(odd.1), self.words.written(other.1));
        let (message, help) = match (other.0, odd.0) {
            (Value::Test(_), Value::Test(_)) => (
                "a yes or no has no order".to_owned(),
                "compare with `=` or `<>`; for a range write `x between 1 and 5`".to_owned(),
            ),
            (Value::Code(_), Value::Text(Text::Literal(_))) if !equality => (
                format!("the codes of `{against}` have no order"),
                format!("list the codes: `{against} in ('a', 'b')`"),
            ),
            (Value::Code(left), Value::Code(right)) => {
                let alike = self.one_list(*left, *right);
                two_codes(&against, &written, alike, equality)
            }
            (Value::Code(_), _) | (_, Value::Code(_)) => (
                format!(
                    "`{against}` is {} and `{written}` is {}",
                    describe(other.0),
                    describe(odd.0)
                ),
                "compare a code column with its codes, in single quotes".to_owned(),
            ),
            (wanted, found) => (
                format!(
                    "`{against}` is {} and `{written}` is {}, so they cannot be compared",
                    describe(wanted),
                    describe(found)
                ),
                rewritten(wanted, found, &written),
            ),
        };
        self.fault(Code::ExpressionType, odd.1, message, help);
    }
}

/// Why two code columns cannot be compared here, and what to write instead.
fn two_codes(against: &str, written: &str, alike: bool, equality: bool) -> (String, String) {
    if !alike {
        return (
            format!(
                "`{against}` and `{written}` have different lists of codes, so they cannot be compared"
            ),
            format!(
                "give both columns the same codes in the same order, or write the pairs out: \
                 `{against} = 'a' and {written} = 'b'`"
            ),
        );
    }
    let equal = format!("`{against} = {written}`");
    if equality {
        return (
            format!("`in` takes codes in single quotes, and `{written}` is a column"),
            format!("write {equal}, joined with `or`"),
        );
    }
    (
        format!("the codes of `{against}` have no order"),
        format!("two code columns are compared with `=` or `<>`: {equal}"),
    )
}

/// How a value could be written as the type that was wanted.
fn rewritten(wanted: &Value, found: &Value, written: &str) -> String {
    match (wanted, found) {
        (Value::Date(_), Value::Text(Text::Literal(text))) if Day::parse_iso(text).is_some() => {
            format!("write `date '{text}'`")
        }
        (Value::Date(_), _) => "write a date as `date '2026-04-01'`".to_owned(),
        (Value::Number(_), Value::Text(Text::Literal(text)))
            if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !text.is_empty() =>
        {
            format!("write `{text}` without quotes")
        }
        (Value::Number(_), Value::Date(_)) => {
            "compare a number of days (`days(from, to) <= 10`), or write a date as `date '2026-04-01'`"
                .to_owned()
        }
        (Value::Number(_), _) => "compare it with a number".to_owned(),
        (Value::Text(_), Value::Number(_)) => format!("write `'{written}'`"),
        (Value::Text(_) | Value::Code(_), _) => {
            "compare it with a text in single quotes".to_owned()
        }
        (Value::Test(Test::Numbers(_) | Test::Dates(_) | Test::Texts(_)), _) => {
            "join two comparisons with `and`: `1 < x and x < 5`".to_owned()
        }
        (Value::Test(_), _) => {
            "compare it with `true` or `false`, or write it by itself".to_owned()
        }
    }
}
