//! What the names of files and sheets say exactly: the lists that go by them.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::dated;
use crate::pack::Dataset;

/// Words at the end of a name that say which version it is, and nothing of what it holds.
const VERSIONS: [&str; 7] = [
    "copy", "draft", "final", "latest", "new", "revised", "updated",
];

/// The names that a pack's lists go by, folded once.
///
/// A name says a list exactly if it holds the list's id, its title or one of its hints and has no
/// word besides that is not the list's own: of its title, its source or another hint. Case, spacing,
/// punctuation, zeros before a number, a date and the number of a version do not matter, nor does
/// whose copy it is. Where two lists are said so, the longer name decides. Lists that are read only
/// by mapping go by no name.
#[derive(Debug)]
pub struct Names<'a> {
    lists: Vec<Named<'a>>,
}

#[derive(Debug)]
struct Named<'a> {
    id: &'a str,
    sheets: Vec<Vec<String>>,
    files: Vec<Vec<String>>,
    /// Every word that may stand in its name.
    own: BTreeSet<String>,
}

impl<'a> Names<'a> {
    /// Folds the ids, titles and hints of the datasets.
    pub fn new(datasets: &'a BTreeMap<String, Dataset>) -> Self {
        let lists = datasets.values().filter(|dataset| dataset.auto);
        Self {
            lists: lists.map(Named::new).collect(),
        }
    }

    /// The lists that the name of a sheet says.
    pub fn of_sheet(&self, sheet: &str) -> impl Iterator<Item = &'a str> {
        self.said(sheet, |list| &list.sheets)
    }

    /// The lists that the name of a file says, its folders and its ending left out.
    ///
    /// A document named like a list is not one.
    pub fn of_file(&self, path: &str) -> impl Iterator<Item = &'a str> {
        let stem = Some(dated::file_stem(path)).filter(|_| may_be_a_list(path));
        self.said(stem.unwrap_or_default(), |list| &list.files)
    }

    /// The lists of which the name of a file may say a part, such as a team's: it holds the list's
    /// name, and words besides that are not the list's own.
    pub fn of_part(&self, path: &str) -> impl Iterator<Item = &'a str> {
        let whole: Vec<&str> = self.of_file(path).collect();
        let stem = Some(dated::file_stem(path)).filter(|_| may_be_a_list(path));
        let name = Name::new(stem.unwrap_or_default());
        let held = self.lists.iter().filter_map(|list| {
            let names = list.files.iter().filter(|own| holds(&name.words, own));
            Some((list.id, names.map(Vec::len).max()?))
        });
        let held: Vec<(&str, usize)> = held.collect();
        let longest = held.iter().map(|(_, length)| *length).max();
        let held = held
            .into_iter()
            .filter(move |(_, length)| Some(*length) == longest);
        held.map(|(id, _)| id).filter(move |_| whole.is_empty())
    }

    fn said(
        &self,
        name: &str,
        names: impl for<'n> Fn(&'n Named<'a>) -> &'n [Vec<String>],
    ) -> impl Iterator<Item = &'a str> {
        let name = Name::new(name);
        let lengths = self
            .lists
            .iter()
            .map(|l| (l.id, l.said_by(&name, names(l))));
        let said: Vec<(&str, usize)> = lengths.filter_map(|(id, of)| Some((id, of?))).collect();
        let longest = said.iter().map(|(_, length)| *length).max();
        let said = said.into_iter();
        said.filter(move |(_, length)| Some(*length) == longest)
            .map(|(id, _)| id)
    }
}

impl<'a> Named<'a> {
    fn new(dataset: &'a Dataset) -> Self {
        let names = |hints: &[String]| -> Vec<Vec<String>> {
            let hints = hints.iter().map(String::as_str);
            let names = [dataset.id.as_str(), &dataset.title]
                .into_iter()
                .chain(hints);
            let names = names.map(dated::words_without_dates);
            names.filter(|words| !words.is_empty()).collect()
        };
        let (sheets, files) = (names(&dataset.sheet_hints), names(&dataset.file_hints));
        let source = dated::words_without_dates(dataset.source.as_deref().unwrap_or_default());
        let own = sheets.iter().chain(&files).flatten().cloned();
        Self {
            id: &dataset.id,
            own: own.chain(source).collect(),
            sheets,
            files,
        }
    }

    /// How many words of the name are one of the list's names, where nothing else is in it.
    fn said_by(&self, name: &Name, names: &[Vec<String>]) -> Option<usize> {
        let said = |own: &&Vec<String>| {
            let mut rest = name.words.iter();
            name.is_joined(own)
                || (holds(&name.words, own) && rest.all(|word| self.own.contains(word)))
                || (name.is_copy && name.words.starts_with(own))
        };
        names.iter().filter(said).map(Vec::len).max()
    }
}

/// The words of a name without its date and its version.
struct Name {
    words: Vec<String>,
    joined: String,
    is_copy: bool,
}

impl Name {
    fn new(name: &str) -> Self {
        let mut words = dated::words_without_dates(without_count(name));
        let mut is_copy = false;
        if let [copy, of, ..] = words.as_slice()
            && copy == "copy"
            && of == "of"
        {
            words.drain(..2);
        }
        loop {
            let passing = match words.as_slice() {
                [.., last] if VERSIONS.contains(&last.as_str()) => 1,
                [.., v, number] if is_version(v) && is_number(number) => 2,
                _ => break,
            };
            let version = words.split_off(words.len() - passing);
            is_copy |= version.iter().any(|word| word == "copy");
        }
        Self {
            joined: words.concat(),
            words,
            is_copy,
        }
    }

    /// Whether it holds these words and nothing else, wherever one word ends and the next begins.
    fn is_joined(&self, own: &[String]) -> bool {
        let mut rest = Some(self.joined.as_str());
        for word in own {
            rest = rest.and_then(|rest| rest.strip_prefix(word.as_str()));
        }
        rest == Some("")
    }
}

fn is_version(word: &str) -> bool {
    ["v", "version", "copy"].contains(&word)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// A name without the `(2)` that a second download gets.
fn without_count(name: &str) -> &str {
    let count = |rest: &str| rest.strip_suffix(')').is_some_and(is_number);
    match name.trim_end().rsplit_once('(') {
        Some((before, rest)) if count(rest) => before,
        Some(_) | None => name,
    }
}

fn holds(words: &[String], own: &[String]) -> bool {
    words.windows(own.len()).any(|run| run == own)
}

/// Whether a file's name ends as that of a table does.
fn may_be_a_list(path: &str) -> bool {
    const TABLES: [&str; 19] = [
        "accdb", "csv", "dbf", "gz", "json", "mdb", "numbers", "ods", "parquet", "tab", "text",
        "tsv", "txt", "xls", "xlsb", "xlsm", "xlsx", "xml", "zip",
    ];
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    TABLES
        .iter()
        .any(|table| ending.eq_ignore_ascii_case(table))
}
