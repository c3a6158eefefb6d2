//! What an entry changes, noted while it is applied.

use std::fmt::Display;

use crate::diagnostic::{Code, Diagnostic, Place};

/// What one entry changes while it is applied.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// What changed, in words.
    pub(super) words: Vec<String>,
    /// Whether the criterion is now easier to meet.
    pub(super) easier: bool,
    /// What is wrong with the entry.
    pub(super) found: Vec<Diagnostic>,
}

impl Changes {
    /// Notes a change of a key, or reports that it changes nothing; tells which.
    pub(super) fn note(
        &mut self,
        key: &str,
        from: impl Display,
        to: impl Display,
        place: &Place,
    ) -> bool {
        let (from, to) = (from.to_string(), to.to_string());
        let changed = from != to;
        if changed {
            self.words.push(format!("{key}: {from} to {to}"));
        } else {
            self.found.push(
                Diagnostic::new(
                    Code::TailoringChangesNothing,
                    format!("`{key}` is tailored to what the pack says already"),
                )
                .at(place.clone())
                .found(format!("{key}: {to}"))
                .expected("a value that differs from the pack's")
                .help("take it out"),
            );
        }
        changed
    }
}
