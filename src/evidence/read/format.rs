//! The formats that are told apart, and the one place where each goes to its reader.

#[cfg(feature = "parquet")]
use super::parquet;
#[cfg(feature = "xlsb")]
use super::xlsb;
use super::{
    Content, Input, Unreadable, csv, docx, json, ods, package, pdf, text, workbook, xls, xml,
};
use crate::evidence::template;

/// The formats that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with a separator, most often a comma.
    Csv,
    /// Text with tabs.
    Tsv,
    /// An Excel workbook.
    Xlsx,
    /// An Excel workbook with macros.
    Xlsm,
    /// An Excel workbook of before 2007.
    Xls,
    /// An `OpenDocument` workbook.
    Ods,
    /// Records as JSON, in one list, in named lists or one a line.
    Json,
    /// A return as XML.
    Xml,
    /// A binary Excel workbook.
    Xlsb,
    /// A Parquet file.
    Parquet,
    /// A Word document.
    Docx,
    /// A Word document with macros.
    Docm,
    /// A Word document of before 2007.
    Doc,
    /// A PDF document.
    Pdf,
    /// A Markdown document.
    Markdown,
    /// A plain text document, or a list in one.
    Text,
    /// An archive of other files.
    Zip,
    /// Anything else: listed and not read.
    Unknown,
}

impl Format {
    /// The format that a file's name ends in.
    pub fn of(path: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "csv" => Self::Csv,
            "tsv" | "tab" => Self::Tsv,
            "xlsx" => Self::Xlsx,
            "xlsm" => Self::Xlsm,
            "xls" => Self::Xls,
            "ods" => Self::Ods,
            "json" | "jsonl" | "ndjson" => Self::Json,
            "xml" => Self::Xml,
            "xlsb" => Self::Xlsb,
            "parquet" => Self::Parquet,
            "docx" => Self::Docx,
            "docm" => Self::Docm,
            "doc" => Self::Doc,
            "pdf" => Self::Pdf,
            "md" | "markdown" => Self::Markdown,
            "txt" | "text" => Self::Text,
            "zip" => Self::Zip,
            _ => Self::Unknown,
        }
    }

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xlsx => "xlsx",
            Self::Xlsm => "xlsm",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Xlsb => "xlsb",
            Self::Parquet => "parquet",
            Self::Docx => "docx",
            Self::Docm => "docm",
            Self::Doc => "doc",
            Self::Pdf => "pdf",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Zip => "zip",
            Self::Unknown => "unknown",
        }
    }

    /// Reads a file of this format.
    pub(super) fn read(self, input: &Input<'_>) -> Result<Content, Unreadable> {
        let mut content = self.open(input)?;
        if content.tables.is_empty() && content.documents.is_empty() && content.problem.is_none() {
            return Err(Unreadable::Nothing);
        }
        template::settle(&mut content.tables, &input.request.catalogue);
        Ok(content)
    }

    /// Reads a file as what it is, for its first bytes may show that it only goes by the name.
    fn open(self, input: &Input<'_>) -> Result<Content, Unreadable> {
        match self {
            Self::Csv | Self::Tsv | Self::Xlsx | Self::Xlsm | Self::Xls
                if package::is_package(input.bytes) =>
            {
                workbook::read(input)
            }
            Self::Csv | Self::Tsv => csv::read(input),
            Self::Xlsx | Self::Xlsm | Self::Xls if xls::is_old_workbook(input.bytes) => {
                xls::read(input)
            }
            Self::Xlsx | Self::Xlsm | Self::Xls if is_web_page(input.bytes) => {
                Err(Unreadable::WebPage)
            }
            // Many a system writes a plain list under this name.
            Self::Xls => csv::read(input).map_err(|_| Unreadable::Damaged),
            Self::Xlsx | Self::Xlsm => Err(Unreadable::Damaged),
            Self::Ods => ods::read(input),
            Self::Json => json::read(input),
            Self::Xml => xml::read(input),
            #[cfg(feature = "xlsb")]
            Self::Xlsb => xlsb::read(input),
            #[cfg(not(feature = "xlsb"))]
            Self::Xlsb => Err(Unreadable::NotBuiltIn),
            #[cfg(feature = "parquet")]
            Self::Parquet => parquet::read(input),
            #[cfg(not(feature = "parquet"))]
            Self::Parquet => Err(Unreadable::NotBuiltIn),
            Self::Docx | Self::Docm => docx::read(input),
            // Many a system writes the new kind under the old name.
            Self::Doc if package::is_package(input.bytes) => docx::read(input),
            Self::Doc => Err(Unreadable::OldDocument),
            Self::Pdf => pdf::read(input),
            Self::Markdown => text::read(input),
            Self::Text => text::read_list_or_document(input),
            // An archive gives several files, so it is opened where files are.
            Self::Zip => Err(Unreadable::Nested),
            Self::Unknown => Err(Unreadable::Format),
        }
    }
}

fn is_web_page(bytes: &[u8]) -> bool {
    bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<')
}
