//! SQL that people may try and that conditions do not have, with what to write instead.

use sqlparser::tokenizer::{Token, Whitespace};

use crate::diagnostic::Code;

/// What to write instead of a word.
#[derive(Debug)]
pub(super) struct Instead {
    pub(super) help: &'static str,
    /// Whether it reads like a function or a column, so that the rest can still be parsed.
    pub(super) is_function: bool,
}

/// Looks up a lower-case word that is SQL elsewhere and not here.
pub(super) fn word(lower: &str) -> Option<Instead> {
    let grammar = |help| Instead {
        help,
        is_function: false,
    };
    let function = |help| Instead {
        help,
        is_function: true,
    };
    Some(match lower {
        "case" | "when" | "then" | "else" | "end" => {
            grammar("write the cases out with `and` and `or`")
        }
        "select" | "from" | "where" | "exists" | "join" | "group" | "having" | "order"
        | "limit" | "union" => {
            grammar("a condition looks at one row of one list; use a measure that counts or joins")
        }
        "ilike" | "similar" | "rlike" | "regexp" | "glob" | "escape" | "collate" => {
            grammar("use `like` with `%` and `_`; it ignores capitals")
        }
        "any" | "all" | "some" => grammar("list the values: `x in ('a', 'b')`"),
        "distinct" | "unknown" | "isnull" | "notnull" => {
            grammar("use `x is null` or `x is not null`")
        }
        "interval" => grammar("add or take away whole days: `as_at() - 30`"),
        "xor" => grammar("write `(a and not b) or (b and not a)`"),
        "div" | "mod" => grammar("only `+ - * /` are there"),
        "cast" | "convert" | "try_cast" | "to_date" | "timestamp" => {
            grammar("columns have their types already; write a date as `date '2026-04-01'`")
        }
        "today" | "now" | "current_date" | "current_timestamp" | "getdate" | "sysdate" => {
            function("use `as_at()`, the day that measuring stops at")
        }
        "datediff" | "date_diff" | "timestampdiff" => {
            function("use `days(from, to)` or `months(from, to)`")
        }
        "dateadd" | "date_add" | "date_sub" => {
            function("add or take away whole days: `as_at() - 30`")
        }
        "networkdays" | "workdays" | "workday" => function("use `working_days(from, to)`"),
        "year" | "month" | "day" | "extract" | "date_part" | "datepart" => {
            function("compare with dates: `x between date '2026-04-01' and date '2027-03-31'`")
        }
        "if" | "iif" | "nullif" | "decode" => function("write the cases out with `and` and `or`"),
        "ifnull" | "nvl" => function("use `coalesce(first, second)`"),
        "isblank" => function("use `x is null`"),
        "upper" | "ucase" | "lcase" => function("comparing texts ignores capitals; leave it out"),
        "ltrim" | "rtrim" => function("use `trim(text)`"),
        "len" | "char_length" | "character_length" => function("use `length(text)`"),
        "substring" | "substr" | "left" | "right" | "position" | "instr" | "contains"
        | "starts_with" => function("use `like`: `'abc%'` starts with, `'%abc%'` contains"),
        "concat" | "replace" => function("compare each text by itself"),
        "count" | "sum" | "avg" | "min" | "max" | "median" => {
            function("a condition looks at one row; use a measure that counts or adds up")
        }
        "abs" | "round" | "floor" | "ceil" | "ceiling" | "sqrt" | "power" | "greatest"
        | "least" => function("numbers are exact; compare with `between`, `<` or `>`"),
        _ => return None,
    })
}

/// Says why a sign is not part of conditions, and what to write instead.
pub(super) fn sign(token: &Token, written: &str) -> (Code, String, String) {
    let unsupported = |help: &str| {
        (
            Code::ExpressionUnsupported,
            format!("`{written}` is not part of conditions"),
            help.to_owned(),
        )
    };
    match token {
        Token::Word(_) | Token::DoubleQuotedString(_) => (
            Code::ExpressionSyntax,
            format!("{written} is in the wrong quotes"),
            "write a text in single quotes (`'open'`) and a column without quotes".to_owned(),
        ),
        Token::DoubleEq => unsupported("write `=`"),
        Token::Ampersand | Token::Overlap => unsupported("write `and`"),
        Token::Pipe => unsupported("write `or`"),
        Token::StringConcat => unsupported("write `or`; texts cannot be joined"),
        Token::ExclamationMark | Token::DoubleExclamationMark => unsupported("write `not`"),
        Token::Mod | Token::Caret | Token::DuckIntDiv => unsupported("only `+ - * /` are there"),
        Token::Whitespace(
            Whitespace::SingleLineComment { .. } | Whitespace::MultiLineComment(_),
        ) => (
            Code::ExpressionUnsupported,
            "a comment is not part of a condition".to_owned(),
            "put it in the TOML file after `#`; two minus signs need a space between them"
                .to_owned(),
        ),
        Token::SemiColon => unsupported("take it out"),
        Token::Period => unsupported("a condition sees one list; write the column by itself"),
        Token::Char('\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}') => (
            Code::ExpressionSyntax,
            format!("`{written}` is a curly quote"),
            "use the straight quote `'`".to_owned(),
        ),
        Token::Char('\u{2264}') => unsupported("write `<=`"),
        Token::Char('\u{2265}') => unsupported("write `>=`"),
        Token::Char('\u{2260}') => unsupported("write `<>`"),
        Token::Char('\u{a0}') => {
            unsupported("put an ordinary space instead of the non-breaking one")
        }
        Token::DoubleColon => unsupported("columns have their types already; take it out"),
        _ => unsupported("take it out; the signs are `= <> < <= > >= + - * / ( ) ,`"),
    }
}
