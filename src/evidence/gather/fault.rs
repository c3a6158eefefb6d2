//! What could not be read, told twice: where it is to those who mend it, without names to the rest.

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, EvidencePlace};
use crate::pack::Dataset;

/// Something that could not be read; every text but `day` is a fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// The file and the sheet to mend.
    pub(super) at: EvidencePlace,
    /// What it is, with the file and the sheet.
    pub(super) what: String,
    /// The likely fix, for every audience too.
    pub(super) fix: String,
    /// What it is, for every audience: no name of a file or a sheet.
    pub(super) told: String,
    /// The day that it speaks for.
    pub(super) day: Option<Day>,
}

impl Fault {
    /// The fault of a list and its fix, for a result that every audience may read.
    pub(super) fn sentence(&self, dataset: &Dataset) -> String {
        let list = match self.day {
            Some(day) => format!("{}, {}", dataset.title, day.long()),
            None => dataset.title.clone(),
        };
        format!("{list}: {}. {}.", self.told, capital(&self.fix))
    }

    /// The fault as a diagnostic: what cannot be judged, and why.
    pub(super) fn diagnostic(&self, cannot: &str) -> Diagnostic {
        let message = format!("{cannot} cannot be judged: {}", self.what);
        Diagnostic::new(Code::ListUnreadable, message)
            .at(self.at.clone())
            .help(self.fix.clone())
    }
}

/// A fragment as a sentence begins.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
