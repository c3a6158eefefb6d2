//! Reading against the libraries it stands on: 60,000 rows in twelve CSV files, 20,000 in a workbook.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a benchmark that cannot run may stop"
)]

#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test support file"
)]
#[path = "../tests/it/evidence/datasets.rs"]
mod datasets;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::LazyLock;

use calamine::{Reader as _, Xlsx};
use divan::Bencher;
use rayon::prelude::*;
use reinspect::evidence::discover::walk;
use reinspect::evidence::extract::Wanted;
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::read::{Request, read_all, read_file};
use reinspect::pack::Dataset;
use reinspect::table::ColumnType;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn main() {
    divan::main();
}

const ROWS: usize = 5000;
const LISTS: [&str; 12] = [
    "contacts",
    "early_help",
    "referrals",
    "assessments",
    "section_47_enquiries",
    "children_in_need",
    "child_protection_plans",
    "children_in_care",
    "care_leavers",
    "supervisions",
    "visits",
    "workers",
];

static DATASETS: LazyLock<BTreeMap<String, Dataset>> = LazyLock::new(datasets::all);
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let lists = LISTS
        .iter()
        .map(|list| (format!("{list}.csv"), csv_of(&DATASETS[*list], ROWS)));
    lists.collect()
});

/// Everything: digest, recognising, hashing and decoding every column that is not personal.
#[divan::bench]
fn read_csv(bencher: Bencher) {
    let manifest = Manifest::default();
    let files = &*FILES;
    bencher.bench(|| {
        let request = Request::new(&DATASETS, Wanted::NotPersonal, &[], &manifest);
        let reads: Vec<_> = files
            .par_iter()
            .map(|(path, text)| read_file(path.as_str().into(), text.as_bytes(), &request))
            .collect();
        let rows: usize = reads
            .iter()
            .flat_map(|r| &r.extracts)
            .map(|e| e.table.rows())
            .sum();
        assert_eq!(rows, ROWS * LISTS.len());
        reads
    });
}

/// The same bytes through the CSV library alone, also in parallel.
#[divan::bench]
fn csv_alone(bencher: Bencher) {
    let files = &*FILES;
    bencher.bench(|| {
        let rows = files.par_iter().map(|(_, text)| {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let mut record = csv::ByteRecord::new();
            let mut rows = 0;
            while reader.read_byte_record(&mut record).unwrap() {
                black_box(&record);
                rows += 1;
            }
            rows
        });
        assert_eq!(rows.sum::<usize>(), ROWS * LISTS.len());
    });
}

/// One list of a million rows on the disk.
static LONG: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("a-million-rows");
    std::fs::create_dir_all(&folder).unwrap();
    let text = csv_of(&DATASETS["referrals"], 1_000_000);
    std::fs::write(folder.join("referrals.csv"), text).unwrap();
    folder
});

/// A million rows read from the disk: digest, recognising, hashing and decoding every column that is
/// not personal.
#[divan::bench(sample_count = 20)]
fn read_a_million_rows(bencher: Bencher) {
    let files = walk(&LONG).unwrap().files;
    let manifest = Manifest::default();
    bencher.bench(|| {
        let request = Request::new(&DATASETS, Wanted::NotPersonal, &[], &manifest);
        let reads = read_all(&files, &request, &|_| ());
        assert_eq!(reads[0].extracts[0].table.rows(), 1_000_000);
        reads
    });
}

/// The same file through the CSV library alone.
#[divan::bench(sample_count = 20)]
fn a_million_rows_by_csv_alone(bencher: Bencher) {
    let file = walk(&LONG).unwrap().files.remove(0).full;
    bencher.bench(|| {
        let mut reader = csv::Reader::from_path(&file).unwrap();
        let mut record = csv::ByteRecord::new();
        let mut rows = 0;
        while reader.read_byte_record(&mut record).unwrap() {
            black_box(&record);
            rows += 1;
        }
        assert_eq!(rows, 1_000_000);
    });
}

/// A workbook of one list.
#[divan::bench]
fn read_xlsx(bencher: Bencher) {
    let bytes = workbook_of(&DATASETS["child_protection_plans"], 20_000);
    let manifest = Manifest::default();
    bencher.bench(|| {
        let request = Request::new(&DATASETS, Wanted::NotPersonal, &[], &manifest);
        let read = read_file("list.xlsx".into(), &bytes, &request);
        assert_eq!(read.extracts[0].table.rows(), 20_000);
        read
    });
}

/// The same workbook through the workbook library alone, cell by cell.
#[divan::bench]
fn calamine_alone(bencher: Bencher) {
    let bytes = workbook_of(&DATASETS["child_protection_plans"], 20_000);
    bencher.bench(|| {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
        let name = book.sheet_names()[0].clone();
        let mut reader = book.worksheet_cells_reader(&name).unwrap();
        let mut cells = 0;
        while let Some(cell) = reader.next_cell().unwrap() {
            black_box(&cell);
            cells += 1;
        }
        cells
    });
}

/// A list of the dataset with every column filled.
fn csv_of(dataset: &Dataset, rows: usize) -> String {
    let headings = dataset
        .columns
        .iter()
        .map(|c| format!("\"{}\"", c.names[0]));
    let mut text = headings.collect::<Vec<_>>().join(",");
    text.push('\n');
    for row in 0..rows {
        for (at, column) in dataset.columns.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            match column.kind {
                ColumnType::Text => write!(text, "{}{}", &column.name[..2], row * 37 % 4001),
                ColumnType::Date => {
                    write!(text, "{:02}/{:02}/2026", row % 28 + 1, (row + at) % 12 + 1)
                }
                ColumnType::Number => write!(text, "{}", row % 40),
                ColumnType::YesNo => {
                    write!(text, "{}", if row.is_multiple_of(3) { "Yes" } else { "No" })
                }
                ColumnType::Code => {
                    write!(
                        text,
                        "\"{}\"",
                        column.spellings[row % column.codes.len()][0]
                    )
                }
            }
            .unwrap();
        }
        text.push('\n');
    }
    text
}

/// The same as a workbook.
fn workbook_of(dataset: &Dataset, rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet();
    for (at, column) in (0..).zip(&dataset.columns) {
        sheet.write(0, at, &column.names[0]).unwrap();
        for row in 0..rows {
            let n = row as usize;
            match column.kind {
                ColumnType::Text => sheet.write(
                    row + 1,
                    at,
                    format!("{}{}", &column.name[..2], n * 37 % 4001),
                ),
                ColumnType::Date => {
                    let day =
                        ExcelDateTime::from_serial_datetime(f64::from(46_000 + row % 300)).unwrap();
                    sheet.write_with_format(row + 1, at, day, &date)
                }
                ColumnType::Number => sheet.write(row + 1, at, row % 40),
                ColumnType::YesNo => {
                    sheet.write(row + 1, at, if n.is_multiple_of(3) { "Yes" } else { "No" })
                }
                ColumnType::Code => {
                    sheet.write(row + 1, at, &column.spellings[n % column.codes.len()][0])
                }
            }
            .unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}
