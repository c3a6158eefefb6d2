//! A look at the words before anything is parsed: names are looked up, other SQL is refused.
//!
//! Every word that is not part of the small language is handed to the parser as a quoted name. So a
//! column may be called `date` or `position`, and the parser's many other forms cannot be reached.

mod names;

use std::ops::Range;

use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer, Whitespace, Word};

use super::function::Function;
use super::refused;
use super::words::{Conditions, Words};
use super::{Fault, Field};
use crate::diagnostic::Code;

/// More words than this is no condition that a person wrote, and could exhaust the stack.
const MOST_WORDS: usize = 2_000;
/// Brackets inside brackets, at most.
const DEEPEST_BRACKETS: usize = 16;
/// Words that need a value before them; the last three may have `not` in between.
const AFTER_A_VALUE: [&str; 6] = ["and", "or", "is", "in", "between", "like"];
const OTHER_KEYWORDS: [&str; 4] = ["not", "null", "true", "false"];

/// What looking at the words found.
#[derive(Debug)]
pub(super) struct Screened {
    pub(super) words: Words,
    pub(super) faults: Vec<Fault>,
    /// The columns named, sorted, each once.
    pub(super) fields: Vec<Field>,
    /// Whether the words can be parsed; an unknown name alone does not prevent it.
    pub(super) parses: bool,
}

/// Splits a condition into words, looks names up and refuses what is not in the language.
pub(super) fn screen(text: &str, fields: &[Field]) -> Screened {
    let mut screen = Screen::new(text, fields);
    let mut tokens = Vec::new();
    let split = Tokenizer::new(&Conditions, text).tokenize_with_location_into_buf(&mut tokens);
    tokens.retain(|t| !is_space(&t.token));
    if tokens.len() > MOST_WORDS {
        screen.too_long();
        return screen.finish();
    }
    if tokens.is_empty() && split.is_ok() {
        screen.empty();
    }
    screen.all(&tokens);
    match split {
        Err(error) => screen.broken(error.location),
        Ok(()) => screen.unclosed(),
    }
    screen.finish()
}

struct Screen<'a> {
    known: &'a [Field],
    /// Where each line starts, in characters.
    lines: Vec<usize>,
    words: Words,
    faults: Vec<Fault>,
    fields: Vec<Field>,
    /// The brackets that are open.
    open: Vec<Range<usize>>,
    /// Whether something stood there that makes the rest unreadable.
    stopped: bool,
}

impl<'a> Screen<'a> {
    fn new(text: &str, known: &'a [Field]) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let breaks = characters.iter().enumerate().filter(|(_, c)| **c == '\n');
        Self {
            known,
            lines: std::iter::once(0)
                .chain(breaks.map(|(i, _)| i + 1))
                .collect(),
            words: Words::new(characters),
            faults: Vec::new(),
            fields: Vec::new(),
            open: Vec::new(),
            stopped: false,
        }
    }

    fn offset(&self, location: Location) -> usize {
        let line = usize::try_from(location.line).unwrap_or(0);
        let column = usize::try_from(location.column).unwrap_or(0);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        (start + column.saturating_sub(1)).min(self.words.characters().len())
    }

    fn fault(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.faults.push(Fault {
            code,
            range,
            message: message.into(),
            help: Some(help.into()),
        });
    }

    /// A fault that makes the rest unreadable; only the first is worth telling.
    fn stop(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if !self.stopped {
            self.stopped = true;
            self.fault(code, range, message, help);
        }
    }

    fn too_long(&mut self) {
        let whole = self.words.whole();
        self.stop(
            Code::ExpressionUnsupported,
            whole,
            format!("the condition has more than {MOST_WORDS} words"),
            "split it into several criteria, or add a column to the list",
        );
    }

    fn empty(&mut self) {
        let whole = self.words.whole();
        self.stop(
            Code::ExpressionSyntax,
            whole,
            "the condition is empty",
            "write one such as `ended_on is null`, or leave the key out",
        );
    }

    /// The tokenizer stopped here; all but a quote that is never closed is something odd.
    fn broken(&mut self, location: Location) {
        let (start, end) = (self.offset(location), self.words.whole().end);
        if self.words.characters().get(start) == Some(&'\'') {
            self.stop(
                Code::ExpressionSyntax,
                start..end,
                "a text is opened with `'` and never closed",
                "close it with `'`; an apostrophe inside is written `''`",
            );
        } else {
            self.stop(
                Code::ExpressionSyntax,
                start..end,
                "the rest of the condition cannot be read",
                "close what is opened here, or take it out",
            );
        }
    }

    fn unclosed(&mut self) {
        if let Some(range) = self.open.last().cloned() {
            self.stop(
                Code::ExpressionSyntax,
                range,
                "`(` is never closed",
                "add `)` where it should end, or take this out",
            );
        }
    }

    fn all(&mut self, tokens: &[TokenWithSpan]) {
        let mut before = None;
        for (index, token) in tokens.iter().enumerate() {
            let range = self.offset(token.span.start)..self.offset(token.span.end);
            let next = tokens.get(index + 1).map(|t| &t.token);
            self.order(before, &token.token, &range);
            let kept = self.token(&token.token, next, &range);
            self.words.push(kept, range);
            before = Some(&token.token);
        }
    }

    /// A word such as `and` where a value was expected would be read as the name of a column.
    fn order(&mut self, before: Option<&Token>, token: &Token, range: &Range<usize>) {
        let Some(word) = keyword(token).filter(|w| AFTER_A_VALUE.contains(&w.as_str())) else {
            return;
        };
        let negated = ["in", "between", "like"].contains(&word.as_str());
        let waiting = match before {
            None | Some(Token::LParen | Token::Comma) => true,
            Some(Token::Word(_)) => match before.and_then(keyword).as_deref() {
                Some("and" | "or" | "between" | "like" | "in") => true,
                Some("not") => !negated,
                Some(_) | None => false,
            },
            Some(other) => is_operator(other),
        };
        if waiting {
            self.stop(
                Code::ExpressionSyntax,
                range.clone(),
                format!("found `{word}` where a column or a value was expected"),
                "write what belongs before it, or take it out",
            );
        }
    }

    fn token(&mut self, token: &Token, next: Option<&Token>, range: &Range<usize>) -> Token {
        match token {
            Token::Word(word) if word.quote_style.is_none() => {
                return self.word(word, next, range);
            }
            Token::LParen => self.opened(range),
            Token::RParen => self.closed(range),
            Token::Number(..) | Token::SingleQuotedString(_) | Token::Comma => {}
            operator if is_operator(operator) => {}
            other => {
                let written = self.words.characters().get(range.clone());
                let written: String = written.unwrap_or_default().iter().collect();
                let (code, message, help) = refused::sign(other, &written);
                self.stop(code, range.clone(), message, help);
            }
        }
        token.clone()
    }

    fn opened(&mut self, range: &Range<usize>) {
        self.open.push(range.clone());
        if self.open.len() > DEEPEST_BRACKETS {
            self.stop(
                Code::ExpressionUnsupported,
                range.clone(),
                format!("brackets are nested more than {DEEPEST_BRACKETS} deep"),
                "take out the brackets that are not needed",
            );
        }
    }

    fn closed(&mut self, range: &Range<usize>) {
        if self.open.pop().is_none() {
            self.stop(
                Code::ExpressionSyntax,
                range.clone(),
                "`)` closes nothing",
                "take it out, or open it with `(` before",
            );
        }
    }

    fn word(&mut self, word: &Word, next: Option<&Token>, range: &Range<usize>) -> Token {
        let lower = word.value.to_lowercase();
        let dated = lower == "date" && matches!(next, Some(Token::SingleQuotedString(_)));
        if is_keyword(&lower) || dated {
            return Token::Word(word.clone());
        }
        if matches!(next, Some(Token::LParen)) {
            if Function::parse(&lower).is_none() {
                self.unknown_function(&lower, range);
            }
            return quoted(&lower);
        }
        if let Some(field) = self.field(&word.value) {
            let name = quoted(&field.name);
            self.fields.push(field);
            return name;
        }
        if lower == "date" && matches!(next, Some(Token::Number(..))) {
            let help = "write a date as `date '2026-04-01'`";
            self.stop(
                Code::ExpressionSyntax,
                range.clone(),
                "a date needs quotes",
                help,
            );
        } else {
            self.unknown_column(&word.value, &lower, range);
        }
        quoted(&word.value)
    }

    fn field(&self, name: &str) -> Option<Field> {
        let lower = name.to_lowercase();
        let exact = self.known.iter().find(|f| &*f.name == name);
        let folded = || self.known.iter().find(|f| f.name.to_lowercase() == lower);
        exact.or_else(folded).cloned()
    }

    fn finish(mut self) -> Screened {
        self.fields.sort_by(|a, b| a.name.cmp(&b.name));
        self.fields.dedup_by(|a, b| a.name == b.name);
        Screened {
            words: self.words,
            faults: self.faults,
            fields: self.fields,
            parses: !self.stopped,
        }
    }
}

fn is_space(token: &Token) -> bool {
    matches!(
        token,
        Token::Whitespace(Whitespace::Space | Whitespace::Tab | Whitespace::Newline)
    )
}

fn is_operator(token: &Token) -> bool {
    matches!(
        token,
        Token::Eq
            | Token::Neq
            | Token::Lt
            | Token::Gt
            | Token::LtEq
            | Token::GtEq
            | Token::Plus
            | Token::Minus
            | Token::Mul
            | Token::Div
    )
}

fn is_keyword(lower: &str) -> bool {
    AFTER_A_VALUE.contains(&lower) || OTHER_KEYWORDS.contains(&lower)
}

/// The lower-case keyword that a token is, if it is one.
fn keyword(token: &Token) -> Option<String> {
    match token {
        Token::Word(word) if word.quote_style.is_none() => {
            Some(word.value.to_lowercase()).filter(|lower| is_keyword(lower))
        }
        _ => None,
    }
}

fn quoted(name: &str) -> Token {
    Token::make_word(name, Some('"'))
}
