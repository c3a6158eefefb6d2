//! What lies on the sheet of a list and only a person can part from it, or decide on.

use serde::Serialize;

/// What lies around the records of a list, or among them, that a person should look at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Around {
    /// How many of its records stand in rows that are hidden, as a filter hides them: they count.
    #[serde(skip_serializing_if = "is_none")]
    pub hidden_rows: usize,
    /// Lists to the right of it, of which nothing is read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<ListBeside>,
    /// The rows at its end that look like a table of their own; they are read as its records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<TableBelow>,
}

/// A list to the right of another one on the same sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListBeside {
    /// Its first column, by its letters.
    pub first: String,
    /// Its last column.
    pub last: String,
    /// The dataset that its headings fit; none where they fit several alike.
    pub dataset: Option<String>,
}

/// Rows below a list that look like a table of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TableBelow {
    /// The first, as a person sees it, from 1.
    pub first: u32,
    /// The last.
    pub last: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_none(rows: &usize) -> bool {
    *rows == 0
}
