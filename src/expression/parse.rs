//! From words to the parser's tree.

use sqlparser::ast::Expr;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::Fault;
use super::words::{Conditions, Run, Words};
use crate::diagnostic::Code;

/// How deep the parser may go; far below what would exhaust a small stack.
const DEEPEST: usize = 48;

/// Parses the words of a condition.
pub(super) fn parse(words: &Words) -> Result<Expr, Fault> {
    let mut parser = Parser::new(&Conditions)
        .with_recursion_limit(DEEPEST)
        .with_tokens_with_locations(words.tokens().to_vec());
    let parsed = parser.parse_expr().map_err(|error| said(words, &error))?;
    let next = parser.peek_token();
    if next.token == Token::EOF {
        return Ok(parsed);
    }
    Err(left_over(words, Words::run(next.span)))
}

/// Puts the parser's complaint at the word it stumbled over.
fn said(words: &Words, error: &ParserError) -> Fault {
    let text = match error {
        ParserError::ParserError(text) | ParserError::TokenizerError(text) => text,
        ParserError::RecursionLimitExceeded => return too_deep(words),
    };
    match stumbled(text) {
        Some(word) => stumbling(words, word, text),
        None => ended(words),
    }
}

/// The fault of a condition that goes too deep.
pub(super) fn too_deep(words: &Words) -> Fault {
    Fault {
        code: Code::ExpressionUnsupported,
        range: words.whole(),
        message: "the condition is nested too deeply".to_owned(),
        help: Some("take out brackets and `not`s, or split it into several criteria".to_owned()),
    }
}

/// The fault of a condition that was refused without a place.
pub(super) fn unreadable(words: &Words) -> Fault {
    Fault {
        code: Code::ExpressionSyntax,
        range: words.whole(),
        message: "the condition cannot be read".to_owned(),
        help: Some("write it in smaller parts joined by `and`".to_owned()),
    }
}

/// The number of the word that the parser's text ends with; each word is a column of line 1.
fn stumbled(text: &str) -> Option<Run> {
    let (_, column) = text.rsplit_once(" at Line: 1, Column: ")?;
    let first = column.trim().parse::<usize>().ok()?.checked_sub(1)?;
    Some(Run { first, last: first })
}

fn stumbling(words: &Words, run: Run, text: &str) -> Fault {
    let written = words.written(run);
    let message = if text.contains("Expected: an expression") {
        format!("found `{written}` where a column or a value was expected")
    } else if text.contains("Expected: )") {
        format!("found `{written}` where `)` was expected")
    } else if text.contains("Expected: (") {
        format!("found `{written}` where `(` was expected")
    } else {
        format!("`{written}` cannot stand here")
    };
    let mut fault = words.fault(Code::ExpressionSyntax, run, message);
    fault.help = Some(if text.contains("NULL") {
        "after `is` comes `null` or `not null`".to_owned()
    } else if text.contains("AND") {
        "`between` takes two values: `x between 1 and 5`".to_owned()
    } else {
        "a word, a comma or a bracket is missing before it, or it is one too many".to_owned()
    });
    fault
}

fn ended(words: &Words) -> Fault {
    let last = words.last();
    let message = format!("the condition stops after `{}`", words.written(last));
    let mut fault = words.fault(Code::ExpressionSyntax, last, message);
    fault.help = Some("write what comes next, such as a value or `)`, or take this out".to_owned());
    fault
}

fn left_over(words: &Words, run: Run) -> Fault {
    let before = Run {
        first: run.first.saturating_sub(1),
        last: run.first.saturating_sub(1),
    };
    let (written, before) = (words.written(run), words.written(before));
    let message = format!("`{written}` cannot follow `{before}`");
    let mut fault = words.fault(Code::ExpressionSyntax, run, message);
    fault.help = Some(if written == ")" {
        "take this `)` out, or open it with `(` before".to_owned()
    } else {
        "put `and`, `or`, a comparison or a comma between them".to_owned()
    });
    fault
}
