//! Places in a text file: file, line, column and the characters underlined.

use std::ops::Range;
use std::sync::Arc;

/// A place in a text file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as results name it.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The bytes of the file that are meant.
    pub start: usize,
    /// One past the last byte that is meant.
    pub end: usize,
}

/// A value and the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// A text file held in memory with the starts of its lines.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// The file as results name it: the same wherever the command runs.
    pub file: Arc<str>,
    /// Where it lies, as the user would open it.
    pub path: Arc<str>,
    /// Its whole text.
    pub text: Arc<str>,
    line_starts: Arc<[usize]>,
}

impl SourceText {
    /// Holds a text and finds its lines; it is opened under its name unless that is said otherwise.
    pub fn new(file: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let line_starts = std::iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|(_, b)| *b == b'\n')
                    .map(|(i, _)| i + 1),
            )
            .collect();
        let file = file.into();
        Self {
            path: file.clone(),
            file,
            text,
            line_starts,
        }
    }

    /// Says where it lies.
    #[must_use]
    pub fn lying_at(mut self, path: impl Into<Arc<str>>) -> Self {
        self.path = path.into();
        self
    }

    /// Turns a range of bytes into a place; a range beyond the text is cut to it.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = range.start.min(self.text.len());
        let end = range.end.clamp(start, self.text.len());
        let line = self.line_starts.partition_point(|s| *s <= start).max(1);
        let line_start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let column = self
            .text
            .get(line_start..start)
            .map_or(0, |s| s.chars().count())
            + 1;
        Place {
            file: self.file.clone(),
            line,
            column,
            start,
            end,
        }
    }
}
