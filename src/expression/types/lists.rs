//! Lists, ranges, patterns and blanks.

use sqlparser::ast::Expr;

use super::{Piece, Typer, describe};
use crate::diagnostic::Code;
use crate::expression::tree::{Relation, Test, Text, Value};
use crate::expression::words::Run;

impl Typer<'_> {
    pub(super) fn listed(
        &mut self,
        expr: &Expr,
        list: &[Expr],
        negated: bool,
        depth: usize,
    ) -> Piece {
        let value = self.piece(expr, depth);
        let list: Vec<Piece> = list.iter().map(|e| self.piece(e, depth)).collect();
        let end = list.iter().map(|p| p.at).fold(value.at, Run::to);
        let test = match value.value {
            Some(found) => self.one_of((found, value.at), &list, negated),
            None => None,
        };
        Piece {
            value: test.map(Value::Test),
            at: end.widened(0, 1),
        }
    }

    fn one_of(&mut self, value: (Value, Run), list: &[Piece], negated: bool) -> Option<Test> {
        let against = (&value.0, value.1);
        match &value.0 {
            Value::Number(_) => {
                let list = self.same_type(against, list, Value::number)?;
                let value = value.0.number()?;
                Some(Test::Numbers(one_of(value, list, negated)))
            }
            Value::Date(_) => {
                let list = self.same_type(against, list, Value::date)?;
                let value = value.0.date()?;
                Some(Test::Dates(one_of(value, list, negated)))
            }
            Value::Text(_) => {
                let list = self.same_type(against, list, Value::text)?;
                let value = value.0.text()?;
                Some(Test::Texts(one_of(value, list, negated)))
            }
            Value::Code(code) => {
                let names = self.same_type(against, list, Value::quoted)?;
                let places = list.iter().map(|p| p.at);
                let wanted: Vec<(String, Run)> = names.into_iter().zip(places).collect();
                self.codes(*code, &wanted, negated)
            }
            Value::Test(_) => {
                let written = self.words.written(value.1);
                self.fault(
                    Code::ExpressionType,
                    value.1,
                    format!("`{written}` is a yes or no, which `in` does not take"),
                    format!("write `{written}` or `not {written}`"),
                );
                None
            }
        }
    }

    /// The values of a list when all are of the type; a fault for each that is not.
    fn same_type<T>(
        &mut self,
        against: (&Value, Run),
        list: &[Piece],
        take: fn(Value) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut taken = Vec::new();
        for piece in list {
            let Some(value) = &piece.value else { continue };
            match take(value.clone()) {
                Some(value) => taken.push(value),
                None => self.cannot_compare(against, (value, piece.at), true),
            }
        }
        // Shorter when one was reported, here or before.
        (taken.len() == list.len()).then_some(taken)
    }

    pub(super) fn between(
        &mut self,
        expr: &Expr,
        bounds: (&Expr, &Expr),
        negated: bool,
        depth: usize,
    ) -> Piece {
        let value = self.piece(expr, depth);
        let (low, high) = (self.piece(bounds.0, depth), self.piece(bounds.1, depth));
        let at = value.at.to(high.at);
        let places = [value.at, low.at, high.at];
        let (Some(value), Some(low), Some(high)) = (value.value, low.value, high.value) else {
            return Piece::nothing(at);
        };
        let test = match (value, low, high) {
            (Value::Number(value), Value::Number(low), Value::Number(high)) => {
                Test::Numbers(Relation::Between {
                    value,
                    low,
                    high,
                    negated,
                })
            }
            (Value::Date(value), Value::Date(low), Value::Date(high)) => {
                Test::Dates(Relation::Between {
                    value,
                    low,
                    high,
                    negated,
                })
            }
            (Value::Text(value), Value::Text(low), Value::Text(high)) => {
                Test::Texts(Relation::Between {
                    value,
                    low,
                    high,
                    negated,
                })
            }
            (value, low, high) => {
                let alike = std::mem::discriminant(&value) == std::mem::discriminant(&low);
                let [at_value, at_low, at_high] = places;
                let (odd, at_odd) = if alike {
                    (&high, at_high)
                } else {
                    (&low, at_low)
                };
                self.cannot_compare((&value, at_value), (odd, at_odd), false);
                return Piece::nothing(at);
            }
        };
        Piece::new(Value::Test(test), at)
    }

    pub(super) fn like(
        &mut self,
        expr: &Expr,
        pattern: &Expr,
        negated: bool,
        depth: usize,
    ) -> Piece {
        let (text, pattern) = (self.piece(expr, depth), self.piece(pattern, depth));
        let at = text.at.to(pattern.at);
        let (Some(value), Some(wanted)) = (text.value, pattern.value) else {
            return Piece::nothing(at);
        };
        match (value, wanted) {
            (Value::Text(text), Value::Text(Text::Literal(pattern))) => {
                let like = Test::Like {
                    text,
                    pattern,
                    negated,
                };
                return Piece::new(Value::Test(like), at);
            }
            (Value::Text(_), _) => self.fault(
                Code::ExpressionType,
                pattern.at,
                "the pattern of `like` is not a text in quotes".to_owned(),
                "write it out: `x like 'abc%'`",
            ),
            (value, _) => {
                let written = self.words.written(text.at);
                let help = match value {
                    Value::Code(_) => format!("list the codes: `{written} in ('a', 'b')`"),
                    Value::Number(_) | Value::Date(_) | Value::Text(_) | Value::Test(_) => {
                        "compare it with `=`, `<`, `>` or `between`".to_owned()
                    }
                };
                let message = format!(
                    "`{written}` is {}, and `like` takes a text",
                    describe(&value)
                );
                self.fault(Code::ExpressionType, text.at, message, help);
            }
        }
        Piece::nothing(at)
    }

    pub(super) fn blank(&mut self, expr: &Expr, negated: bool, depth: usize) -> Piece {
        let piece = self.piece(expr, depth);
        let words = if negated { 3 } else { 2 };
        let at = piece.at.widened(0, words);
        let test = piece.value.map(|value| {
            Value::Test(Test::Blank {
                value: Box::new(value),
                negated,
            })
        });
        Piece { value: test, at }
    }

    pub(super) fn is_truth(
        &mut self,
        expr: &Expr,
        word: &str,
        negated: bool,
        depth: usize,
    ) -> Piece {
        let piece = self.piece(expr, depth);
        let written = self.words.written(piece.at);
        let words = if negated { 3 } else { 2 };
        let at = Run {
            first: piece.at.last + 1,
            last: piece.at.last + words,
        };
        let is = if negated { "is not" } else { "is" };
        self.fault(
            Code::ExpressionUnsupported,
            at,
            format!("`{is} {word}` is not part of conditions"),
            format!("write `{written}` or `not {written}`; a blank is neither"),
        );
        Piece::nothing(piece.at.to(at))
    }
}

fn one_of<T>(value: T, list: Vec<T>, negated: bool) -> Relation<T> {
    Relation::In {
        value,
        list,
        negated,
    }
}
