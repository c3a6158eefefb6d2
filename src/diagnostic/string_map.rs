//! From the characters of a decoded TOML string to the bytes of its literal in the file.
//!
//! A fault in a condition is known by characters of the text that the condition holds. In the file
//! the same text may be written with escapes, over several lines, or with Windows line ends.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{Place, SourceText};

/// Gives the place of some characters of a string whose literal stands at `literal`.
pub fn place(source: &SourceText, literal: &Range<usize>, characters: &Range<usize>) -> Place {
    let text = source.text.get(literal.clone()).unwrap_or_default();
    let bytes = bytes(text, characters);
    source.place(literal.start + bytes.start..literal.start + bytes.end)
}

/// The bytes of a literal that stand for some characters of its text; beyond the end, the closing quote.
pub fn bytes(literal: &str, characters: &Range<usize>) -> Range<usize> {
    let literal = Literal::open(literal);
    let spans = literal.characters();
    let end_of_text = literal.end;
    let start = spans
        .get(characters.start)
        .map_or(end_of_text, |span| span.start);
    let end = characters
        .end
        .checked_sub(1)
        .filter(|last| *last >= characters.start)
        .map_or(start, |last| {
            spans.get(last).map_or(end_of_text, |span| span.end)
        });
    start..end.max(start)
}

/// A literal without its quotes.
struct Literal<'a> {
    whole: &'a str,
    start: usize,
    end: usize,
    escapes: bool,
}

impl<'a> Literal<'a> {
    fn open(whole: &'a str) -> Self {
        let (quotes, escapes) = if whole.starts_with("\"\"\"") {
            (3, true)
        } else if whole.starts_with("'''") {
            (3, false)
        } else {
            (1, whole.starts_with('"'))
        };
        let end = whole.len().saturating_sub(quotes).max(quotes);
        let body = whole.get(quotes..end).unwrap_or_default();
        // Only several-line strings drop a line end straight after the opening quotes.
        let newline = match quotes {
            3 if body.starts_with("\r\n") => 2,
            3 if body.starts_with('\n') => 1,
            _ => 0,
        };
        Self {
            whole,
            start: quotes + newline,
            end,
            escapes,
        }
    }

    /// The bytes of each character of the decoded text.
    fn characters(&self) -> Vec<Range<usize>> {
        let mut spans = Vec::new();
        let mut at = self.start;
        while let Some(rest) = self.whole.get(at..self.end).filter(|rest| !rest.is_empty()) {
            let (length, counts) = if self.escapes && rest.starts_with('\\') {
                escape(rest)
            } else {
                (rest.chars().next().map_or(1, char::len_utf8), true)
            };
            if counts {
                spans.push(at..at + length);
            }
            at += length;
        }
        spans
    }
}

/// The length of an escape in bytes, and whether it stands for a character.
fn escape(rest: &str) -> (usize, bool) {
    match rest.chars().nth(1) {
        Some('x') => (4, true),
        Some('u') => (6, true),
        Some('U') => (10, true),
        Some(c) if c.is_whitespace() => {
            let after = rest.trim_start_matches('\\').trim_start();
            (rest.len() - after.len(), false)
        }
        Some(c) => (1 + c.len_utf8(), true),
        None => (1, true),
    }
}
