//! A diagnostic as every JSON report gives it.

use serde::{Deserialize, Serialize};

use super::{Diagnostic, Severity, Spot};

/// A diagnostic, as JSON gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct DiagnosticEntry {
    /// The kebab-case code.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub file: Option<String>,
    /// The sheet, of a file of the evidence that has sheets.
    pub sheet: Option<String>,
    /// The line, or the row of a list, from 1; none where the whole file is meant.
    pub line: Option<usize>,
    /// The column of a text, from 1.
    pub column: Option<usize>,
    /// What stood there.
    pub found: Option<String>,
    /// What could stand there.
    pub expected: Option<String>,
    /// One likely fix.
    pub help: Option<String>,
}

impl From<&Diagnostic> for DiagnosticEntry {
    fn from(d: &Diagnostic) -> Self {
        let place = d.place.as_ref();
        Self {
            code: d.code.name().to_owned(),
            severity: d.severity,
            message: d.message.clone(),
            file: place.map(|p| p.file().to_string()),
            sheet: place.and_then(|p| p.sheet().map(str::to_owned)),
            line: place.and_then(Spot::line),
            column: place.and_then(Spot::column),
            found: d.found.clone(),
            expected: d.expected.clone(),
            help: d.help.clone(),
        }
    }
}
