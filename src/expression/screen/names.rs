//! Names that are neither columns nor functions, with what was likely meant.

use std::ops::Range;

use super::Screen;
use crate::diagnostic::{Code, did_you_mean};
use crate::expression::Field;
use crate::expression::function::Function;
use crate::expression::refused::{self, Instead};

/// A fault lists at most this many names.
const LISTED: usize = 12;

impl Screen<'_> {
    pub(super) fn unknown_function(&mut self, lower: &str, range: &Range<usize>) {
        if let Some(instead) = refused::word(lower) {
            return self.refuse(lower, &instead, range);
        }
        let names: Vec<&str> = Function::ALL.iter().map(|f| f.name()).collect();
        let help = did_you_mean(lower, names.iter().copied())
            .unwrap_or_else(|| format!("the functions are {}", names.join(", ")));
        let message = format!("there is no function `{lower}`");
        self.fault(
            Code::ExpressionUnknownFunction,
            range.clone(),
            message,
            help,
        );
    }

    /// After something unreadable only what is near to a name is reported: the rest may be other SQL.
    pub(super) fn unknown_column(&mut self, name: &str, lower: &str, range: &Range<usize>) {
        let help = if let Some(function) = Function::parse(lower) {
            format!("write `{}`", function.form())
        } else if lower == "date" {
            "write a date as `date '2026-04-01'`".to_owned()
        } else if let Some((field, code)) = self.code(lower) {
            format!("`{code}` is a code of `{field}`: write `'{code}'`")
        } else if let Some(instead) = refused::word(lower) {
            return self.refuse(lower, &instead, range);
        } else if let Some(near) = did_you_mean(name, self.known.iter().map(|f| &*f.name)) {
            near
        } else if let Some(near) = self.near_code(lower) {
            near
        } else if self.stopped {
            return;
        } else {
            listed(self.known)
        };
        let message = format!("there is no column `{name}`");
        self.fault(Code::ExpressionUnknownColumn, range.clone(), message, help);
    }

    fn refuse(&mut self, lower: &str, instead: &Instead, range: &Range<usize>) {
        let message = format!("`{lower}` is not part of conditions");
        let code = Code::ExpressionUnsupported;
        if instead.is_function {
            self.fault(code, range.clone(), message, instead.help);
        } else {
            self.stop(code, range.clone(), message, instead.help);
        }
    }

    /// A code that is the word, and its column.
    fn code(&self, lower: &str) -> Option<(&str, &str)> {
        self.known.iter().find_map(|field| {
            let code = field.codes.iter().find(|code| *code == lower)?;
            Some((&*field.name, code.as_str()))
        })
    }

    fn near_code(&self, lower: &str) -> Option<String> {
        self.known.iter().find_map(|field| {
            let near = did_you_mean(lower, field.codes.iter().map(String::as_str))?;
            Some(format!(
                "{near} it is a code of `{}` and goes in single quotes",
                field.name
            ))
        })
    }
}

fn listed(known: &[Field]) -> String {
    let names: Vec<&str> = known.iter().map(|f| &*f.name).collect();
    let (start, some) = match names.get(..LISTED) {
        Some(some) if names.len() > LISTED => ("some of its columns are", some),
        Some(_) | None => ("the columns are", names.as_slice()),
    };
    format!("{start} {}; texts go in single quotes", some.join(", "))
}
