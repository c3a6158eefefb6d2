//! What the process that reads a PDF writes: a line of JSON for each thing that it found.

use serde::{Deserialize, Serialize};

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Told {
    /// Its properties; they come first, so that they are known if the text is too much.
    About(About),
    /// Its text.
    Text(Text),
    /// Why there is nothing to tell.
    Fault(Fault),
}

/// The properties of a document.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct About {
    pub(super) title: Option<String>,
    /// The day of the last save, `2026-05-01`.
    pub(super) saved: Option<String>,
    /// Properties that someone made, by name.
    pub(super) made: Vec<(String, String)>,
}

/// The text of a document.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Text {
    pub(super) lines: Vec<String>,
    pub(super) headings: Vec<String>,
    /// What stands largest on the first page.
    pub(super) title: Option<String>,
    /// How many letters there are.
    pub(super) letters: usize,
    /// How many more there are that cannot be told.
    pub(super) unknown: usize,
}

/// Why there is nothing to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fault {
    /// It asks for a password.
    Protected,
    /// It is no PDF, or too little is left of one.
    Damaged,
}
