//! What the names of files and sheets say exactly: the lists that go by them.

use std::collections::BTreeMap;

use crate::evidence::dated;
use crate::pack::Dataset;

/// The names that a pack's lists go by, folded once.
///
/// A name says a list exactly if it is the list's id or one of its hints, apart from case, spacing,
/// punctuation and a date. Lists that are read only by mapping go by no name.
#[derive(Debug)]
pub struct Names<'a> {
    lists: Vec<Named<'a>>,
}

#[derive(Debug)]
struct Named<'a> {
    id: &'a str,
    sheets: Vec<String>,
    files: Vec<String>,
}

impl<'a> Names<'a> {
    /// Folds the ids and hints of the datasets.
    pub fn new(datasets: &'a BTreeMap<String, Dataset>) -> Self {
        let lists = datasets.values().filter(|dataset| dataset.auto);
        let lists = lists.map(|dataset| Named {
            id: &dataset.id,
            sheets: folded(dataset, &dataset.sheet_hints),
            files: folded(dataset, &dataset.file_hints),
        });
        Self {
            lists: lists.collect(),
        }
    }

    /// The lists that the name of a sheet says.
    pub fn of_sheet(&self, sheet: &str) -> impl Iterator<Item = &'a str> {
        let name = dated::name_without_dates(sheet);
        let said = self.lists.iter().filter(move |l| l.sheets.contains(&name));
        said.map(|list| list.id)
    }

    /// The lists that the name of a file says, its folders and its ending left out.
    ///
    /// A document named like a list is not one.
    pub fn of_file(&self, path: &str) -> impl Iterator<Item = &'a str> {
        let name = dated::name_without_dates(dated::file_stem(path));
        let may_be = may_be_a_list(path);
        let said = self
            .lists
            .iter()
            .filter(move |l| may_be && l.files.contains(&name));
        said.map(|list| list.id)
    }
}

fn folded(dataset: &Dataset, hints: &[String]) -> Vec<String> {
    let names = std::iter::once(&dataset.id).chain(hints);
    let names = names.map(|name| dated::name_without_dates(name));
    names.filter(|name| !name.is_empty()).collect()
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
