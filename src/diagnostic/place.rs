//! Where something is wrong: characters of a text file, or a file of the evidence.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

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

/// A file of the evidence: all of it, a sheet, or one row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EvidencePlace {
    /// Its path below the evidence folder.
    pub file: Arc<str>,
    /// The sheet, where one is meant.
    pub sheet: Option<String>,
    /// The row as a person sees it, from 1, where one is meant.
    pub line: Option<usize>,
}

impl EvidencePlace {
    /// A whole file, or a sheet of it.
    pub fn new(file: impl Into<Arc<str>>, sheet: Option<&str>) -> Self {
        Self {
            file: file.into(),
            sheet: sheet.map(str::to_owned),
            line: None,
        }
    }

    /// One row of it.
    #[must_use]
    pub fn row(mut self, line: u32) -> Self {
        self.line = Some(line as usize);
        self
    }
}

/// Where a diagnostic is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// In a text file.
    Text(Place),
    /// At a file of the evidence, of which there are no characters to show.
    Evidence(EvidencePlace),
}

impl From<Place> for Spot {
    fn from(place: Place) -> Self {
        Self::Text(place)
    }
}

impl From<EvidencePlace> for Spot {
    fn from(place: EvidencePlace) -> Self {
        Self::Evidence(place)
    }
}

impl Spot {
    /// The file as results name it.
    pub fn file(&self) -> &Arc<str> {
        match self {
            Self::Text(place) => &place.file,
            Self::Evidence(place) => &place.file,
        }
    }

    /// The sheet.
    pub fn sheet(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Evidence(place) => place.sheet.as_deref(),
        }
    }

    /// The line, from 1; none where the whole file is meant.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Text(place) => Some(place.line),
            Self::Evidence(place) => place.line,
        }
    }

    /// The column in characters, from 1; none where a row or the whole file is meant.
    pub fn column(&self) -> Option<usize> {
        self.text().map(|place| place.column)
    }

    /// The place in a text, where it is in one.
    pub fn text(&self) -> Option<&Place> {
        match self {
            Self::Text(place) => Some(place),
            Self::Evidence(_) => None,
        }
    }

    /// What places are sorted by.
    pub(super) fn order(&self) -> impl Ord + '_ {
        let bytes = self.text().map(|place| (place.start, place.end));
        let file = self.file();
        (file, self.sheet(), self.line(), self.column(), bytes)
    }
}

/// A value and the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// A text file held in memory, whose lines are found when a place in it is first asked for.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// The file as results name it: the same wherever the command runs.
    pub file: Arc<str>,
    /// Where it lies, as the user would open it.
    pub path: Arc<str>,
    /// Its whole text.
    pub text: Arc<str>,
    /// Most files of a pack are never asked for a place: finding lines took a fifth of a start.
    line_starts: Arc<OnceLock<Vec<usize>>>,
}

impl SourceText {
    /// Holds a text; it is opened under its name unless that is said otherwise.
    pub fn new(file: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let file = file.into();
        Self {
            path: file.clone(),
            file,
            text: text.into(),
            line_starts: Arc::default(),
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
        let line_starts = self.line_starts();
        let line = line_starts.partition_point(|s| *s <= start).max(1);
        let line_start = line_starts.get(line - 1).copied().unwrap_or(0);
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

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }
}
