//! The words of a template: names, what to write in a column, what it may hold.

use crate::pack::{ColumnSpec, Dataset, Personal};
use crate::table::ColumnType;

/// The name of a list's file without its ending.
pub(super) fn stem(dataset: &Dataset) -> String {
    dataset.id.replace('_', "-")
}

pub(super) use crate::evidence::template::heading;

/// The codes of a column, as people read them.
pub(super) fn labels(spec: &ColumnSpec) -> impl Iterator<Item = &str> {
    let spellings = spec.codes.iter().zip(&spec.spellings);
    spellings.map(|(code, known)| known.first().unwrap_or(code).as_str())
}

/// What each code of a column means, where its label is too short to say it.
pub(super) fn meanings(spec: &ColumnSpec) -> impl Iterator<Item = Option<String>> {
    let words = |(code, label): (&String, &str)| {
        let is_short = label.chars().count() < 3;
        is_short.then(|| code.replace('_', " "))
    };
    spec.codes.iter().zip(labels(spec)).map(words)
}

/// What to write into a column, as a sentence.
pub(super) fn what_to_write(spec: &ColumnSpec) -> String {
    let what = match (spec.kind, spec.personal) {
        (ColumnType::Date, _) if spec.planned => "A date as dd/mm/yyyy; it may lie ahead.",
        (ColumnType::Date, _) => "A date as dd/mm/yyyy.",
        (ColumnType::Number, _) => "A number.",
        (ColumnType::YesNo, _) => "Yes or No.",
        (ColumnType::Code, _) if spec.others.is_some() => "One of the values given, or any other.",
        (ColumnType::Code, _) => "One of the values given.",
        (ColumnType::Text, Some(Personal::Identifier)) => {
            "The number or code that it has everywhere; never a name."
        }
        (ColumnType::Text, Some(Personal::Name)) => "A name.",
        (ColumnType::Text, Some(Personal::Address)) => "An address or a postcode.",
        (ColumnType::Text, Some(Personal::BirthDate)) => "A date of birth.",
        (ColumnType::Text, Some(Personal::FreeText) | None) => "Text.",
    };
    match &spec.about {
        Some(about) => format!("{what} {about}"),
        None => what.to_owned(),
    }
}

/// What kind of personal information a column holds, in a word or two.
pub(super) fn personal(kind: Personal) -> &'static str {
    match kind {
        Personal::Identifier => "identifier",
        Personal::Name => "name",
        Personal::BirthDate => "date of birth",
        Personal::Address => "address",
        Personal::FreeText => "free text",
    }
}

/// A text as a sentence begins.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A text cut to what a program takes at that place.
pub(super) fn cut(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect()
}
