//! Why files cannot be read, and what to do about each.

use super::Format;
use super::fields::Unfit;
use super::lower::MOST_LISTS;

/// Why a file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Its name ends in nothing that is read.
    Format,
    /// Its format is read only by a program that was built for it.
    #[cfg_attr(
        all(feature = "xlsb", feature = "parquet"),
        expect(dead_code, reason = "this one was built for all of them")
    )]
    NotBuiltIn,
    /// It is a Word document of before 2007.
    OldDocument,
    /// It declares a document type, as no program that writes documents does.
    DocumentType,
    /// It is, or unpacks to, more than could be a document.
    LongDocument,
    /// It asks for a password.
    Protected,
    /// It is cut short, or not what its name says.
    Damaged,
    /// It is a web page under a workbook's name.
    WebPage,
    /// It holds zeros where a text would not.
    NotText,
    /// A cell lies so far out that the sheet would not fit in memory.
    Scattered,
    /// It unpacks to more than could be a list.
    TooLarge,
    /// It unpacks to hundreds of times its size.
    Swollen,
    /// It is packed in a way that is not read.
    Packing,
    /// It is an archive without files.
    NoFiles,
    /// It is an archive of more files than are read.
    TooMany,
    /// It is an archive in an archive.
    Nested,
    /// Its name leads out of its archive.
    LeadsOut,
    /// It is a manifest where none is looked for.
    Manifest,
    /// It holds nothing at all that could be a list or a document.
    Nothing,
    /// It is longer than is held at a time.
    TooLong,
    /// A line of it is longer than a row could be.
    EndlessLine,
    /// More cells are merged than anyone merges by hand.
    TooManyMerges,
    /// More lists stand below one another than anyone keeps on a sheet.
    TooManyLists,
    /// It is no file of records.
    Records(Unfit),
}

impl Unreadable {
    /// The sentence that says it, with the way out.
    pub(super) fn sentence(self, format: Format) -> String {
        let name = format.name();
        match self {
            Self::Format => {
                "not a format that is read: save it as csv, xlsx, ods, docx, pdf, md or txt".into()
            }
            Self::NotBuiltIn => {
                let other = if format == Format::Xlsb {
                    "xlsx"
                } else {
                    "csv"
                };
                format!(
                    "{name} is read only by a program built with `--features {name}`: save it as {other}"
                )
            }
            Self::OldDocument => {
                "a Word document of before 2007: open it and save it as docx".into()
            }
            Self::DocumentType => {
                format!("it declares a document type, as no {name} does: open it and save it again")
            }
            Self::LongDocument => {
                "more than a document holds: save it again without what is not text, or in parts"
                    .into()
            }
            Self::Protected => "protected: save a copy without a password".into(),
            Self::Damaged => format!(
                "damaged, cut short or not {name} at all: open it, save a copy and use that"
            ),
            Self::WebPage => {
                format!("a web page under the name of {name}: open it and save it as xlsx")
            }
            Self::NotText => format!("not text, as {name} must be: export it again"),
            Self::Scattered => {
                "a stray cell lies far away from the list: delete it, or save the file as xlsx"
                    .into()
            }
            Self::Swollen => {
                "unpacks to more than 200 times its size, as no list does: export it again as csv"
                    .into()
            }
            Self::Packing => {
                "packed in a way that is not read: unpack it, and put the files here themselves"
                    .into()
            }
            Self::NoFiles => "holds no files: put the files here themselves".into(),
            Self::TooMany => {
                "holds more than 5,000 files: unpack it, and keep those that matter".into()
            }
            Self::Nested => {
                "an archive within an archive: take it out and put it here itself".into()
            }
            Self::LeadsOut => {
                "its name leads out of the archive: unpack it and pack it again".into()
            }
            Self::Manifest => {
                "an `evidence.toml` counts only in the evidence folder itself: put it there".into()
            }
            Self::Nothing => format!(
                "holds nothing that could be a list or a document: open it as {name} and save it again"
            ),
            Self::TooLong => format!(
                "larger than 200 MB, which is not read as {name}: export the lists one by one as csv"
            ),
            Self::EndlessLine => {
                "a line runs to more than 8 million characters, which is no row: export it again"
                    .into()
            }
            Self::TooLarge => {
                "unpacks to more than 400 MB: export the lists one by one as csv".into()
            }
            Self::TooManyMerges => {
                "holds 100,000 merged cells or more: unmerge them, or export the lists as csv"
                    .into()
            }
            Self::TooManyLists => format!(
                "more than {MOST_LISTS} lists stand below one another: put each on a sheet of its own"
            ),
            Self::Records(why) => why.sentence(format),
        }
    }
}
