// What each fuzz target does with its bytes. The targets and the ordinary tests share this file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use reinspect::evidence::decode;
use reinspect::evidence::extract::{FileRead, Wanted};
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::read::{Request, read_file};
use reinspect::pack::{self, ColumnSpec, Dataset};
use reinspect::table::Cell;

static DATASETS: LazyLock<BTreeMap<String, Dataset>> = LazyLock::new(|| {
    let (pack, _) = pack::load(&pack::embedded());
    pack.expect("the default pack loads").datasets
});

static MANIFEST: Manifest = Manifest {
    entries: Vec::new(),
};

/// Made once, as it costs far more than a small file.
static REQUEST: LazyLock<Request<'_>> =
    LazyLock::new(|| Request::new(&DATASETS, Wanted::NotPersonal, &[], &MANIFEST));

/// A target by its name.
pub(crate) fn run(target: &str, bytes: &[u8]) {
    match target {
        "csv_recognition" => csv(bytes),
        "xlsx" => as_file("list.xlsx", bytes),
        "xml" => as_file("return.xml", bytes),
        "docx" => as_file("strategy.docx", bytes),
        "values" => values(bytes),
        other => panic!("no target `{other}`"),
    }
}

/// Every name, in the order of the targets' files.
pub(crate) const TARGETS: [&str; 5] = ["csv_recognition", "docx", "values", "xlsx", "xml"];

/// A list is recognised and read, or it is said why not.
fn csv(bytes: &[u8]) {
    as_file("list.csv", bytes);
    as_file("list 3.tsv", bytes);
}

fn as_file(path: &str, bytes: &[u8]) {
    holds_together(&read_file(path.into(), bytes, &REQUEST));
}

/// What must hold of a file that was read, whatever is in it.
fn holds_together(read: &FileRead) {
    assert_eq!(read.found.sha256.len(), 64);
    let nothing = read.found.tables.is_empty() && read.documents.is_empty();
    assert!(
        !nothing || read.found.problem.is_some(),
        "nothing is passed over in silence"
    );
    for table in &read.found.tables {
        assert!(
            !table.reason.is_empty(),
            "every list says why it was recognised or was not"
        );
        assert!(table.score <= 100);
    }
    for list in &read.extracts {
        let rows = list.table.rows();
        assert_eq!(list.record_hashes.len(), rows);
        assert_eq!(list.key_hashes.len(), rows);
        for cells in &list.cells {
            assert!(cells.unreadable <= cells.filled && cells.filled <= rows as u64);
            let column = list
                .table
                .column(&cells.column)
                .expect("a counted column is there");
            assert_eq!(column.len(), rows);
        }
        let lines: Vec<u32> = (0..rows)
            .filter_map(|row| Some(list.table.origin(row)?.line))
            .collect();
        assert!(lines.len() == rows && lines.is_sorted());
        for problem in &list.problems {
            // Only what has the shape of a date is ever shown.
            assert!(
                problem
                    .shown
                    .as_deref()
                    .is_none_or(|text| text.chars().any(|c| c.is_ascii_digit()))
            );
        }
    }
}

/// A cell is a value of its column or a fault, and reading what was read changes nothing.
fn values(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for spec in DATASETS["child_protection_plans"]
        .columns
        .iter()
        .chain(&DATASETS["visits"].columns)
    {
        value(text, spec);
    }
    if let Some(day) = decode::day(text) {
        assert_eq!(decode::day(&day.to_string()), Some(day));
    }
}

fn value(text: &str, spec: &ColumnSpec) {
    let mut scratch = String::new();
    let Ok(cell) = decode::decode(text, spec, &mut scratch) else {
        return;
    };
    let mut again = String::new();
    match cell {
        Cell::Date(day) => {
            let written = day.to_string();
            assert_eq!(decode::decode(&written, spec, &mut again), Ok(cell));
        }
        Cell::Code(code) => {
            let written = &spec.codes[usize::from(code)];
            assert_eq!(decode::decode(written, spec, &mut again), Ok(cell));
        }
        Cell::YesNo(yes) => {
            let written = if yes { "yes" } else { "no" };
            assert_eq!(decode::decode(written, spec, &mut again), Ok(cell));
        }
        Cell::Text(read) => {
            let read = read.to_owned();
            let twice = decode::decode(&read, spec, &mut again);
            assert!(
                matches!(twice, Ok(Cell::Text(same)) if same == read),
                "a text read twice is the same"
            );
        }
        Cell::Number(_) | Cell::Blank => {}
    }
}
