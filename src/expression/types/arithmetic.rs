//! Two sides and a sign between them: `and`, `or`, comparisons, and arithmetic on numbers and dates.

use sqlparser::ast::{BinaryOperator, Expr};

use super::{Piece, Typer, describe};
use crate::diagnostic::Code;
use crate::expression::number::Arithmetic;
use crate::expression::tree::{Comparison, Date, Elapsed, Number, Test, Value};
use crate::expression::words::Run;

type Sides<'e> = (&'e Expr, &'e BinaryOperator, &'e Expr);

impl Typer<'_> {
    pub(super) fn binary(&mut self, expr: &Expr, sides: Sides<'_>, depth: usize) -> Piece {
        let (left, operator, right) = sides;
        let comparison = match operator {
            BinaryOperator::And | BinaryOperator::Or => return self.chain(expr, operator, depth),
            BinaryOperator::Eq => Comparison::Equal,
            BinaryOperator::NotEq => Comparison::NotEqual,
            BinaryOperator::Lt => Comparison::Less,
            BinaryOperator::LtEq => Comparison::LessOrEqual,
            BinaryOperator::Gt => Comparison::Greater,
            BinaryOperator::GtEq => Comparison::GreaterOrEqual,
            BinaryOperator::Plus => return self.arithmetic(left, Arithmetic::Add, right, depth),
            BinaryOperator::Minus => {
                return self.arithmetic(left, Arithmetic::Subtract, right, depth);
            }
            BinaryOperator::Multiply => {
                return self.arithmetic(left, Arithmetic::Multiply, right, depth);
            }
            BinaryOperator::Divide => {
                return self.arithmetic(left, Arithmetic::Divide, right, depth);
            }
            _ => return self.unsupported(),
        };
        let (left, right) = (self.piece(left, depth), self.piece(right, depth));
        self.compare(left, comparison, right)
    }

    /// A run of `and`s or of `or`s, however long, becomes one flat list.
    fn chain(&mut self, expr: &Expr, joined_by: &BinaryOperator, depth: usize) -> Piece {
        let mut parts = Vec::new();
        let mut rest = expr;
        while let Expr::BinaryOp { left, op, right } = rest
            && op == joined_by
        {
            parts.push(&**right);
            rest = left;
        }
        parts.push(rest);
        parts.reverse();
        let typed: Vec<(Option<Test>, Run)> =
            parts.into_iter().map(|p| self.test(p, depth)).collect();
        let at = typed.iter().map(|(_, at)| *at).reduce(Run::to);
        let tests: Option<Vec<Test>> = typed.into_iter().map(|(test, _)| test).collect();
        let value = tests.map(|tests| match joined_by {
            BinaryOperator::And => Value::Test(Test::All(tests)),
            _ => Value::Test(Test::Any(tests)),
        });
        Piece {
            value,
            at: at.unwrap_or_else(|| self.whole()),
        }
    }

    fn arithmetic(
        &mut self,
        left: &Expr,
        operator: Arithmetic,
        right: &Expr,
        depth: usize,
    ) -> Piece {
        let (left, right) = (self.piece(left, depth), self.piece(right, depth));
        let at = left.at.to(right.at);
        let places = (left.at, right.at);
        let (Some(left), Some(right)) = (left.value, right.value) else {
            return Piece::nothing(at);
        };
        let value = match (left, operator, right) {
            (Value::Number(left), operator, Value::Number(right)) => {
                Value::Number(Number::Arithmetic {
                    left: Box::new(left),
                    operator,
                    right: Box::new(right),
                })
            }
            (Value::Date(date), Arithmetic::Add, Value::Number(days)) => {
                return self.shift(date, days, false, (places.1, at));
            }
            (Value::Number(days), Arithmetic::Add, Value::Date(date)) => {
                return self.shift(date, days, false, (places.0, at));
            }
            (Value::Date(date), Arithmetic::Subtract, Value::Number(days)) => {
                return self.shift(date, days, true, (places.1, at));
            }
            (Value::Date(to), Arithmetic::Subtract, Value::Date(from)) => {
                Value::Number(Number::Elapsed {
                    unit: Elapsed::Days,
                    from: Box::new(from),
                    to: Box::new(to),
                })
            }
            (left, operator, right) => {
                self.cannot_calculate((&left, places.0), operator, (&right, places.1));
                return Piece::nothing(at);
            }
        };
        Piece::new(value, at)
    }

    fn shift(&mut self, date: Date, days: Number, back: bool, places: (Run, Run)) -> Piece {
        let (at_days, at) = places;
        if let Number::Literal(number, written) = &days
            && number.as_whole().is_none()
        {
            let message = format!("a date moves by whole days, not by `{written}`");
            self.fault(
                Code::ExpressionType,
                at_days,
                message,
                "write a whole number",
            );
            return Piece::nothing(at);
        }
        let shifted = Date::Shift {
            date: Box::new(date),
            days: Box::new(days),
            back,
        };
        Piece::new(Value::Date(shifted), at)
    }

    fn cannot_calculate(
        &mut self,
        left: (&Value, Run),
        operator: Arithmetic,
        right: (&Value, Run),
    ) {
        let countable = |value: &Value| matches!(value, Value::Number(_) | Value::Date(_));
        let (odd, at) = if countable(left.0) { right } else { left };
        let sign = match operator {
            Arithmetic::Add => "+",
            Arithmetic::Subtract => "-",
            Arithmetic::Multiply => "*",
            Arithmetic::Divide => "/",
        };
        let written = self.words.written(at);
        let message = if countable(odd) {
            format!(
                "`{sign}` does not go between {} and {}",
                describe(left.0),
                describe(right.0)
            )
        } else {
            format!(
                "`{written}` is {}, and `{sign}` works on numbers",
                describe(odd)
            )
        };
        self.fault(
            Code::ExpressionType,
            at,
            message,
            "numbers take `+ - * /`; a date takes a number of days after it with `+` or `-`, and a date less a date is days",
        );
    }
}
