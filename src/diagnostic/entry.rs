//! A diagnostic as every JSON report gives it.

use serde::{Deserialize, Serialize};

use super::{Diagnostic, Severity};

/// A diagnostic, as JSON gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticEntry {
    /// The kebab-case code.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column, from 1.
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
            file: place.map(|p| p.file.to_string()),
            line: place.map(|p| p.line),
            column: place.map(|p| p.column),
            found: d.found.clone(),
            expected: d.expected.clone(),
            help: d.help.clone(),
        }
    }
}
