//! From the parser's tree to the typed one: every part gets a type, every misfit a fault.

mod arithmetic;
mod compare;
mod functions;
mod lists;

use sqlparser::ast::{DataType, Expr, Ident, TypedString, UnaryOperator, Value as Sql};

use super::number::Ratio;
use super::parse::too_deep;
use super::tree::{CodeValue, Date, Number, Test, Text, Value};
use super::words::{Run, Words};
use super::{Fault, Field};
use crate::calendar::Day;
use crate::diagnostic::Code;
use crate::table::ColumnType;

/// Parts inside parts, at most.
const DEEPEST: usize = 64;

/// Types a parsed condition over the columns it names.
pub(super) fn condition(
    parsed: &Expr,
    words: &Words,
    fields: &[Field],
) -> (Option<Test>, Vec<Fault>) {
    let mut typer = Typer {
        words,
        fields,
        faults: Vec::new(),
        too_deep: false,
    };
    let (test, _) = typer.test(parsed, 0);
    (test, typer.faults)
}

struct Typer<'a> {
    words: &'a Words,
    fields: &'a [Field],
    faults: Vec<Fault>,
    too_deep: bool,
}

/// A typed part and the words it stands in; no value when a fault has been reported for it.
struct Piece {
    value: Option<Value>,
    at: Run,
}

impl Piece {
    fn new(value: Value, at: Run) -> Self {
        Self {
            value: Some(value),
            at,
        }
    }

    fn nothing(at: Run) -> Self {
        Self { value: None, at }
    }

    fn widened(self, before: usize, after: usize) -> Self {
        Self {
            value: self.value,
            at: self.at.widened(before, after),
        }
    }
}

impl Typer<'_> {
    fn piece(&mut self, expr: &Expr, depth: usize) -> Piece {
        if depth > DEEPEST {
            return self.stop();
        }
        let depth = depth + 1;
        match expr {
            Expr::Identifier(name) => self.column(name),
            Expr::Value(value) => self.literal(&value.value, Words::run(value.span)),
            Expr::TypedString(text) => self.date(text),
            Expr::Nested(inner) => self.piece(inner, depth).widened(1, 1),
            Expr::Function(function) => self.function(function, depth),
            Expr::UnaryOp { op, expr } => self.unary(*op, expr, depth),
            Expr::BinaryOp { left, op, right } => self.binary(expr, (left, op, right), depth),
            Expr::IsNull(inner) => self.blank(inner, false, depth),
            Expr::IsNotNull(inner) => self.blank(inner, true, depth),
            Expr::InList {
                expr,
                list,
                negated,
            } => self.listed(expr, list, *negated, depth),
            Expr::Between {
                expr,
                low,
                high,
                negated,
            } => self.between(expr, (low, high), *negated, depth),
            Expr::Like {
                expr,
                pattern,
                negated,
                escape_char: None,
                any: false,
            } => self.like(expr, pattern, *negated, depth),
            Expr::IsTrue(inner) => self.is_truth(inner, "true", false, depth),
            Expr::IsFalse(inner) => self.is_truth(inner, "false", false, depth),
            Expr::IsNotTrue(inner) => self.is_truth(inner, "true", true, depth),
            Expr::IsNotFalse(inner) => self.is_truth(inner, "false", true, depth),
            _ => self.unsupported(),
        }
    }

    /// A part that must hold or not hold.
    fn test(&mut self, expr: &Expr, depth: usize) -> (Option<Test>, Run) {
        let piece = self.piece(expr, depth);
        let at = piece.at;
        (piece.value.and_then(|value| self.as_test(value, at)), at)
    }

    fn as_test(&mut self, value: Value, at: Run) -> Option<Test> {
        match value {
            Value::Test(test) => Some(test),
            value @ (Value::Number(_) | Value::Date(_) | Value::Text(_) | Value::Code(_)) => {
                let written = self.words.written(at);
                let help = match value {
                    Value::Number(_) => format!("compare it, such as `{written} > 0`"),
                    Value::Date(_) => {
                        format!("compare it, or ask whether it is there: `{written} is not null`")
                    }
                    Value::Text(_) | Value::Code(_) | Value::Test(_) => {
                        format!("compare it, such as `{written} = 'text'`")
                    }
                };
                let message = format!(
                    "`{written}` is {}, not something that holds or does not",
                    describe(&value)
                );
                self.fault(Code::ExpressionType, at, message, help);
                None
            }
        }
    }

    fn fault(&mut self, code: Code, at: Run, message: String, help: impl Into<String>) {
        let mut fault = self.words.fault(code, at, message);
        fault.help = Some(help.into());
        self.faults.push(fault);
    }

    fn whole(&self) -> Run {
        Run { first: 0, last: 0 }.to(self.words.last())
    }

    fn stop(&mut self) -> Piece {
        if !self.too_deep {
            self.too_deep = true;
            self.faults.push(too_deep(self.words));
        }
        Piece::nothing(self.whole())
    }

    fn unsupported(&mut self) -> Piece {
        let whole = self.whole();
        self.fault(
            Code::ExpressionUnsupported,
            whole,
            "a part of this condition is SQL that conditions do not have".to_owned(),
            "use comparisons, `and`, `or`, `not`, `in`, `between`, `like` and `is null`",
        );
        Piece::nothing(whole)
    }

    fn column(&mut self, name: &Ident) -> Piece {
        let at = Words::run(name.span);
        if name.quote_style.is_none() {
            let word = self.words.written(at);
            let message = format!("found `{word}` where a column or a value was expected");
            let help = "write what belongs here, or take it out";
            self.fault(Code::ExpressionSyntax, at, message, help);
            return Piece::nothing(at);
        }
        let found = self.fields.iter().position(|f| *f.name == *name.value);
        let Some((position, field)) = found.and_then(|p| Some((p, self.fields.get(p)?))) else {
            return Piece::nothing(at);
        };
        let value = match field.kind {
            ColumnType::Number => Value::Number(Number::Column(position)),
            ColumnType::Date => Value::Date(Date::Column(position)),
            ColumnType::Text => Value::Text(Text::Column(position)),
            ColumnType::YesNo => Value::Test(Test::Column(position)),
            ColumnType::Code => Value::Code(CodeValue {
                column: position,
                otherwise: None,
            }),
        };
        Piece::new(value, at)
    }

    fn literal(&mut self, value: &Sql, at: Run) -> Piece {
        match value {
            Sql::SingleQuotedString(text) => {
                Piece::new(Value::Text(Text::Literal(text.clone())), at)
            }
            Sql::Boolean(truth) => Piece::new(Value::Test(Test::Literal(*truth)), at),
            Sql::Number(digits, _) => {
                let written = self.words.written(at);
                // Letters after the digits are lost in the parser's own value.
                let plain = *digits == written;
                if let Some(number) = Ratio::parse(digits).filter(|_| plain) {
                    return Piece::new(Value::Number(Number::Literal(number, written)), at);
                }
                self.fault(
                    Code::ExpressionSyntax,
                    at,
                    format!("`{written}` is not a number that can be counted with exactly"),
                    "write at most 20 digits, with a point if need be, such as `0.5`",
                );
                Piece::nothing(at)
            }
            Sql::Null => {
                self.fault(
                    Code::ExpressionUnsupported,
                    at,
                    "a value cannot be compared or counted with `null`".to_owned(),
                    "ask whether it is blank: `x is null` or `x is not null`",
                );
                Piece::nothing(at)
            }
            _ => self.unsupported(),
        }
    }

    fn date(&mut self, text: &TypedString) -> Piece {
        let at = Words::run(text.value.span);
        let (DataType::Date, Sql::SingleQuotedString(written)) =
            (&text.data_type, &text.value.value)
        else {
            return self.unsupported();
        };
        if let Some(day) = Day::parse_iso(written) {
            return Piece::new(Value::Date(Date::Literal(day)), at.widened(1, 0));
        }
        self.fault(
            Code::ExpressionSyntax,
            at,
            format!("`{written}` is not a date"),
            "write year, month and day with hyphens: `date '2026-04-01'`",
        );
        Piece::nothing(at.widened(1, 0))
    }

    fn unary(&mut self, operator: UnaryOperator, expr: &Expr, depth: usize) -> Piece {
        if operator == UnaryOperator::Not {
            let (test, at) = self.test(expr, depth);
            return Piece {
                value: test.map(|t| Value::Test(Test::Not(Box::new(t)))),
                at: at.widened(1, 0),
            };
        }
        let piece = self.piece(expr, depth);
        let at = piece.at.widened(1, 0);
        let negative = operator == UnaryOperator::Minus;
        match piece.value {
            Some(Value::Number(number)) if negative => {
                Piece::new(Value::Number(Number::Negate(Box::new(number))), at)
            }
            Some(Value::Number(number)) => Piece::new(Value::Number(number), at),
            Some(value) => {
                let sign = if negative { "-" } else { "+" };
                self.fault(
                    Code::ExpressionType,
                    piece.at,
                    format!("`{sign}` takes a number, and this is {}", describe(&value)),
                    "take the sign out",
                );
                Piece::nothing(at)
            }
            None => Piece::nothing(at),
        }
    }
}

/// A type in words.
fn describe(value: &Value) -> &'static str {
    match value {
        Value::Number(_) => "a number",
        Value::Date(_) => "a date",
        Value::Text(_) => "a text",
        Value::Code(_) => "a code",
        Value::Test(_) => "a yes or no",
    }
}

/// Whether a value was written out rather than read from a column.
fn is_literal(value: &Value) -> bool {
    match value {
        Value::Number(number) => match number {
            Number::Literal(..) => true,
            Number::Negate(inner) => matches!(**inner, Number::Literal(..)),
            Number::Column(_)
            | Number::Arithmetic { .. }
            | Number::Elapsed { .. }
            | Number::Length(_)
            | Number::Coalesce(_) => false,
        },
        Value::Date(date) => matches!(date, Date::Literal(_)),
        Value::Text(text) => matches!(text, Text::Literal(_)),
        Value::Test(test) => matches!(test, Test::Literal(_)),
        Value::Code(_) => false,
    }
}
