//! Function calls: how many values each takes, and of which type.

use sqlparser::ast::{
    Expr, Function as Call, FunctionArg, FunctionArgExpr, FunctionArguments, ObjectNamePart,
};

use super::{Piece, Typer, describe};
use crate::diagnostic::Code;
use crate::expression::function::Function;
use crate::expression::tree::{CodeValue, Date, Elapsed, Number, Test, Text, Value};
use crate::expression::words::{Run, Words};

impl Typer<'_> {
    pub(super) fn function(&mut self, call: &Call, depth: usize) -> Piece {
        let [ObjectNamePart::Identifier(name)] = call.name.0.as_slice() else {
            return self.unsupported();
        };
        let at_name = Words::run(name.span);
        let function = Function::parse(&name.value);
        let Some(arguments) = plain_arguments(call) else {
            // An unknown function has been reported by its name.
            return match function {
                Some(_) => self.unsupported(),
                None => Piece::nothing(at_name),
            };
        };
        let pieces: Vec<Piece> = arguments
            .into_iter()
            .map(|e| self.piece(e, depth))
            .collect();
        let opened = at_name.widened(0, 1);
        let at = pieces
            .iter()
            .map(|p| p.at)
            .fold(opened, Run::to)
            .widened(0, 1);
        let Some(function) = function else {
            return Piece::nothing(at);
        };
        let (fewest, most) = function.takes();
        if !(fewest..=most).contains(&pieces.len()) {
            self.wrong_count(function, pieces.len(), at);
            return Piece::nothing(at);
        }
        Piece {
            value: self.call(function, pieces),
            at,
        }
    }

    fn wrong_count(&mut self, function: Function, given: usize, at: Run) {
        let values = |count: usize| match count {
            0 => "no value".to_owned(),
            1 => "1 value".to_owned(),
            more => format!("{more} values"),
        };
        let (fewest, most) = function.takes();
        let least = if fewest == most { "" } else { "at least " };
        let message = format!(
            "`{}` takes {least}{}, and {given} {} given",
            function.name(),
            values(fewest),
            if given == 1 { "is" } else { "are" }
        );
        let help = format!("write `{}`", function.form());
        self.fault(Code::ExpressionArguments, at, message, help);
    }

    fn call(&mut self, function: Function, pieces: Vec<Piece>) -> Option<Value> {
        match function {
            Function::AsAt => Some(Value::Date(Date::AsAt)),
            Function::Days => self.elapsed(function, Elapsed::Days, pieces),
            Function::WorkingDays => self.elapsed(function, Elapsed::WorkingDays, pieces),
            Function::Months => self.elapsed(function, Elapsed::Months, pieces),
            Function::Age => self.elapsed(function, Elapsed::Years, pieces),
            Function::Lower => {
                let text = self.text_argument(function, pieces)?;
                Some(Value::Text(Text::Lower(Box::new(text))))
            }
            Function::Trim => {
                let text = self.text_argument(function, pieces)?;
                Some(Value::Text(Text::Trim(Box::new(text))))
            }
            Function::Length => {
                let text = self.text_argument(function, pieces)?;
                Some(Value::Number(Number::Length(text)))
            }
            Function::Coalesce => self.coalesce(pieces),
        }
    }

    fn elapsed(&mut self, function: Function, unit: Elapsed, pieces: Vec<Piece>) -> Option<Value> {
        let dates: Vec<Option<Date>> = pieces
            .into_iter()
            .map(|piece| match piece.value? {
                Value::Date(date) => Some(date),
                other @ (Value::Number(_) | Value::Text(_) | Value::Code(_) | Value::Test(_)) => {
                    self.wrong_argument(function, &other, "dates", piece.at);
                    None
                }
            })
            .collect();
        let mut dates = dates.into_iter();
        let (from, to) = (dates.next()??, dates.next()??);
        Some(Value::Number(Number::Elapsed {
            unit,
            from: Box::new(from),
            to: Box::new(to),
        }))
    }

    fn text_argument(&mut self, function: Function, pieces: Vec<Piece>) -> Option<Text> {
        let piece = pieces.into_iter().next()?;
        match piece.value? {
            Value::Text(text) => Some(text),
            other @ (Value::Number(_) | Value::Date(_) | Value::Code(_) | Value::Test(_)) => {
                self.wrong_argument(function, &other, "a text", piece.at);
                None
            }
        }
    }

    fn wrong_argument(&mut self, function: Function, found: &Value, takes: &str, at: Run) {
        let written = self.words.written(at);
        let message = format!(
            "`{}` takes {takes}, and `{written}` is {}",
            function.name(),
            describe(found)
        );
        let help = match (found, takes) {
            (Value::Code(_), _) => {
                "compare a code column with its codes, in single quotes".to_owned()
            }
            (Value::Text(_), "dates") => "write a date as `date '2026-04-01'`".to_owned(),
            (Value::Number(_) | Value::Date(_) | Value::Text(_) | Value::Test(_), _) => {
                format!("write `{}`", function.form())
            }
        };
        self.fault(Code::ExpressionType, at, message, help);
    }

    /// The first known of several values of one type.
    fn coalesce(&mut self, pieces: Vec<Piece>) -> Option<Value> {
        let places: Vec<Run> = pieces.iter().map(|p| p.at).collect();
        let values = pieces
            .into_iter()
            .map(|p| p.value)
            .collect::<Option<Vec<Value>>>()?;
        let first = values.first()?.clone();
        let kind = std::mem::discriminant(&first);
        if let Value::Code(code) = first {
            return self.coalesce_code(code, &values, &places);
        }
        let odd = values
            .iter()
            .zip(&places)
            .find(|(v, _)| std::mem::discriminant(*v) != kind);
        if let Some((value, at)) = odd {
            let whole = places.first().copied().unwrap_or(*at);
            self.cannot_compare((&first, whole), (value, *at), true);
            return None;
        }
        Some(joined(values, &first))
    }

    /// A code column and the code that stands for a blank.
    fn coalesce_code(
        &mut self,
        code: CodeValue,
        values: &[Value],
        places: &[Run],
    ) -> Option<Value> {
        if let ([_, Value::Text(Text::Literal(text))], [_, at]) = (values, places) {
            let otherwise = Some(self.code(code.column, text, *at)?);
            return Some(Value::Code(CodeValue {
                column: code.column,
                otherwise: code.otherwise.or(otherwise),
            }));
        }
        let at = places.get(1).copied().unwrap_or_else(|| self.whole());
        self.fault(
            Code::ExpressionType,
            at,
            "after a code column `coalesce` takes one of its codes and nothing more".to_owned(),
            "write the code in single quotes: `coalesce(x, 'none')`",
        );
        None
    }
}

/// Values known to be of one type, as the first known of them.
fn joined(values: Vec<Value>, first: &Value) -> Value {
    let values = values.into_iter();
    match first {
        Value::Number(_) => {
            Value::Number(Number::Coalesce(values.filter_map(Value::number).collect()))
        }
        Value::Date(_) => Value::Date(Date::Coalesce(values.filter_map(Value::date).collect())),
        Value::Text(_) => Value::Text(Text::Coalesce(values.filter_map(Value::text).collect())),
        Value::Test(_) => Value::Test(Test::Coalesce(values.filter_map(Value::test).collect())),
        Value::Code(code) => Value::Code(*code),
    }
}

fn plain_arguments(call: &Call) -> Option<Vec<&Expr>> {
    let FunctionArguments::List(list) = &call.args else {
        return None;
    };
    let extras = list.duplicate_treatment.is_some()
        || !list.clauses.is_empty()
        || call.filter.is_some()
        || call.over.is_some()
        || call.null_treatment.is_some()
        || !call.within_group.is_empty()
        || call.parameters != FunctionArguments::None;
    let arguments = list.args.iter().map(|argument| match argument {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
        _ => None,
    });
    if extras { None } else { arguments.collect() }
}
