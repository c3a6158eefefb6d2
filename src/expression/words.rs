//! The words of a condition, with the characters that each stands at.

use std::ops::Range;

use sqlparser::dialect::Dialect;
use sqlparser::tokenizer::{Location, Span as SqlSpan, Token, TokenWithSpan};

use super::Fault;
use crate::diagnostic::Code;

/// A run of words, from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Run {
    /// The run from the start of one to the end of another.
    pub(super) fn to(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    /// The same run with some more words at either end.
    pub(super) fn widened(self, before: usize, after: usize) -> Self {
        Self {
            first: self.first.saturating_sub(before),
            last: self.last.saturating_add(after),
        }
    }
}

/// The words of a condition, without the space between them.
#[derive(Debug)]
pub(super) struct Words {
    characters: Vec<char>,
    /// For the parser: names are quoted, and a span's column is the number of the word, from 1.
    tokens: Vec<TokenWithSpan>,
    ranges: Vec<Range<usize>>,
}

impl Words {
    pub(super) fn new(characters: Vec<char>) -> Self {
        Self {
            characters,
            tokens: Vec::new(),
            ranges: Vec::new(),
        }
    }

    /// Adds the next word; a name should come quoted.
    pub(super) fn push(&mut self, token: Token, range: Range<usize>) {
        let at = Location::new(1, self.tokens.len() as u64 + 1);
        self.tokens.push(TokenWithSpan::at(token, at, at));
        self.ranges.push(range);
    }

    pub(super) fn characters(&self) -> &[char] {
        &self.characters
    }

    pub(super) fn tokens(&self) -> &[TokenWithSpan] {
        &self.tokens
    }

    /// The whole condition.
    pub(super) fn whole(&self) -> Range<usize> {
        0..self.characters.len()
    }

    /// The last word.
    pub(super) fn last(&self) -> Run {
        let last = self.ranges.len().saturating_sub(1);
        Run { first: last, last }
    }

    /// The characters of a run of words; the whole condition when there is no such run.
    pub(super) fn range(&self, run: Run) -> Range<usize> {
        match (self.ranges.get(run.first), self.ranges.get(run.last)) {
            (Some(first), Some(last)) => first.start..last.end.max(first.start),
            _ => self.whole(),
        }
    }

    /// A run of words as it was written, cut short when long.
    pub(super) fn written(&self, run: Run) -> String {
        let range = self.range(run);
        let characters = self.characters.get(range).unwrap_or_default();
        let line = characters.iter().collect::<String>();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() <= 60 {
            return line;
        }
        let start: String = line.chars().take(57).collect();
        format!("{start}...")
    }

    /// The run that a span of the parser's stands for.
    pub(super) fn run(span: SqlSpan) -> Run {
        let at = |location: Location| {
            usize::try_from(location.column)
                .unwrap_or(usize::MAX)
                .saturating_sub(1)
        };
        let first = at(span.start);
        Run {
            first,
            last: at(span.end).max(first),
        }
    }

    /// A fault at a run of words.
    pub(super) fn fault(&self, code: Code, run: Run, message: String) -> Fault {
        Fault {
            code,
            range: self.range(run),
            message,
            help: None,
        }
    }
}

/// The parser's settings: plain identifiers and nothing of any one database.
#[derive(Debug)]
pub(super) struct Conditions;

impl Dialect for Conditions {
    fn is_identifier_start(&self, character: char) -> bool {
        character.is_alphabetic() || character == '_'
    }

    fn is_identifier_part(&self, character: char) -> bool {
        character.is_alphanumeric() || character == '_'
    }
}
