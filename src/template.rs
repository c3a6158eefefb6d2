//! Templates: a workbook to fill in for every list that is kept by hand.
//!
//! Which lists these are, their headings and what a cell may hold all come from the pack. A template
//! holds the list with its headings alone, an example, and notes. That of an audit asks for what the
//! criteria read and for nothing else, each column by its question. What it looks like when it comes
//! back, filled in or not, is [`crate::evidence::template`]'s to say.

mod example;
mod form;
mod list;
mod notes;
mod questions;
mod style;
mod words;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::evidence::recognise::Names;
use crate::pack::{Dataset, Pack};
use form::{Form, Reads};

/// A template could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the template of `{dataset}` could not be made")]
pub struct NotMade {
    /// The dataset.
    pub dataset: String,
    #[source]
    why: XlsxError,
}

/// The templates of a pack, each with the name of its file, in order of the datasets.
///
/// The same pack gives the same bytes.
pub fn all(pack: &Pack) -> Result<Vec<(String, Vec<u8>)>, NotMade> {
    let names = Names::new(&pack.datasets);
    let reads = Reads::of(pack);
    let by_hand = pack.datasets.values().filter(|d| d.template && d.auto);
    by_hand
        .map(|dataset| {
            let sheet = sheet_name(dataset, &names);
            let form = Form::of(dataset, &reads);
            let bytes = workbook(pack, &form, &sheet).map_err(|why| NotMade {
                dataset: dataset.id.clone(),
                why,
            })?;
            Ok((file_name(dataset), bytes))
        })
        .collect()
}

/// The name of a template's file.
pub fn file_name(dataset: &Dataset) -> String {
    format!("{}.xlsx", words::stem(dataset))
}

fn workbook(pack: &Pack, form: &Form<'_>, sheet: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The clock must not show in it, and no list may look fresh by when its template was made.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let about = DocProperties::new().set_creation_datetime(&made);
    book.set_properties(&about.set_title(&form.dataset.title));
    let notes = notes::Layout::of(pack, form);
    list::write(book.add_worksheet().set_name(sheet)?, form, &notes)?;
    example::write(book.add_worksheet().set_name(EXAMPLE_SHEET)?, form)?;
    notes::write(book.add_worksheet().set_name(NOTES_SHEET)?, form, &notes)?;
    if questions::are_asked(form) {
        questions::write(book.add_worksheet().set_name(QUESTIONS_SHEET)?, form)?;
    }
    book.save_to_buffer()
}

const EXAMPLE_SHEET: &str = "Example";
const NOTES_SHEET: &str = "Notes";
const QUESTIONS_SHEET: &str = "Questions";

/// The first of the list's own names that a sheet can have and that says exactly this list.
fn sheet_name(dataset: &Dataset, names: &Names<'_>) -> String {
    let own = std::iter::once(dataset.title.clone());
    let hints = dataset.sheet_hints.iter().map(|hint| words::capital(hint));
    let id = words::capital(&dataset.id.replace('_', " "));
    let mut candidates = own.chain([id.clone()]).chain(hints);
    let fits = |name: &String| {
        can_name_a_sheet(name)
            && names
                .of_sheet(name)
                .eq(std::iter::once(dataset.id.as_str()))
    };
    let name = candidates.find(fits);
    name.unwrap_or_else(|| id.chars().take(LONGEST).collect())
}

/// How long the name of a sheet may be.
const LONGEST: usize = 31;

fn can_name_a_sheet(name: &str) -> bool {
    let taken = [EXAMPLE_SHEET, NOTES_SHEET, QUESTIONS_SHEET, "History"];
    (1..=LONGEST).contains(&name.chars().count())
        && !name.contains(['[', ']', ':', '*', '?', '/', '\\'])
        && !name.starts_with('\'')
        && !name.ends_with('\'')
        && !taken.iter().any(|other| other.eq_ignore_ascii_case(name))
}
