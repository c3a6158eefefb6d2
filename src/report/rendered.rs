//! What a report is once it is rendered: a text, a file of bytes, or a folder of files.

/// What the reports of a format are, before one is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text, which may be printed.
    Text,
    /// A file that is no text.
    Binary,
    /// Several files, in a folder.
    Folder,
}

/// A rendered report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// A text.
    Text(String),
    /// A file that is no text.
    Binary(Vec<u8>),
    /// Files of a folder, each with its name.
    Folder(Vec<(&'static str, String)>),
}

impl From<String> for Rendered {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
