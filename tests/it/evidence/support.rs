//! Files read with the default pack's datasets.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use reinspect::evidence::extract::{Extract, FileRead, Wanted};
use reinspect::evidence::manifest::{Manifest, Mapping};
use reinspect::evidence::read::{Request, read_file};
use reinspect::evidence::{Needs, ProblemKind};
use reinspect::pack::Dataset;
use reinspect::table::Cell;

use super::datasets;

/// The default pack's datasets.
pub(super) static DATASETS: LazyLock<BTreeMap<String, Dataset>> = LazyLock::new(datasets::all);

/// Reads a file for every column that is not personal.
pub(super) fn read(path: &str, bytes: impl AsRef<[u8]>) -> FileRead {
    static MANIFEST: Manifest = Manifest {
        entries: Vec::new(),
    };
    static REQUEST: LazyLock<Request<'_>> =
        LazyLock::new(|| Request::new(&DATASETS, Wanted::NotPersonal, &[], &MANIFEST));
    read_file(path.into(), bytes.as_ref(), &REQUEST)
}

/// Reads a file for some columns of one dataset.
pub(super) fn read_needing(
    path: &str,
    bytes: impl AsRef<[u8]>,
    dataset: &str,
    columns: &[&str],
) -> FileRead {
    let columns = columns.iter().map(|c| (*c).to_owned()).collect();
    let needs = Needs::from([(dataset.to_owned(), columns)]);
    read_with(
        path,
        bytes,
        Wanted::Needs(&needs),
        &[],
        &Manifest::default(),
    )
}

/// Reads a file as settings and manifest say.
pub(super) fn read_with(
    path: &str,
    bytes: impl AsRef<[u8]>,
    wanted: Wanted<'_>,
    mappings: &[Mapping],
    manifest: &Manifest,
) -> FileRead {
    let request = Request::new(&DATASETS, wanted, mappings, manifest);
    read_file(path.into(), bytes.as_ref(), &request)
}

/// The one list of a file.
pub(super) fn only(read: &FileRead) -> &Extract {
    assert_eq!(read.found.problem, None);
    assert_eq!(read.extracts.len(), 1, "{:#?}", read.found.tables);
    &read.extracts[0]
}

/// The cells of a column, as texts to compare.
pub(super) fn column(extract: &Extract, name: &str) -> Vec<String> {
    let column = extract
        .table
        .column(name)
        .unwrap_or_else(|| panic!("a column `{name}`"));
    (0..column.len())
        .map(|row| match column.cell(row) {
            Cell::Date(day) => day.to_string(),
            Cell::Number(number) => format!("{number}"),
            Cell::Text(text) => text.to_owned(),
            Cell::YesNo(yes) => format!("{yes}"),
            Cell::Code(code) => {
                let spec = DATASETS[&extract.dataset].column(name).unwrap();
                spec.codes[usize::from(code)].clone()
            }
            Cell::Blank => "-".to_owned(),
        })
        .collect()
}

/// What is said of cells: each cell, its heading, the fault, and its text where that may be shown.
pub(super) fn told(extract: &Extract) -> Vec<(&str, &str, ProblemKind, Option<&str>)> {
    let problems = extract.problems.iter();
    let told = problems.map(|p| (&*p.cell, &*p.heading, p.kind, p.shown.as_deref()));
    told.collect()
}

/// The lines of the rows.
pub(super) fn lines(extract: &Extract) -> Vec<u32> {
    (0..extract.table.rows())
        .map(|row| extract.table.origin(row).unwrap().line)
        .collect()
}
