//! What the words of the workbook mean.

use super::sheet::{Cell, Sheet, column};
use crate::report::glossary::WORDS;

/// Every word of the reports with its meaning.
pub(super) fn sheet() -> Sheet {
    let rows = WORDS
        .iter()
        .map(|word| vec![Cell::text(word.word), Cell::text(word.meaning)]);
    Sheet {
        name: "Definitions",
        title: "What the words mean".to_owned(),
        lines: Vec::new(),
        columns: vec![column("Word", 24), column("Meaning", 110)],
        rows: rows.collect(),
    }
}
