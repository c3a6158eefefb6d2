//! Speed beside what others take for the same bytes: every ratio has both sides measured in this run.
//!
//! `cargo bench --bench speed` prints one line a comparison: what, ours, theirs, ratio, the mark to
//! keep. Times are medians of interleaved runs, so a machine whose speed drifts slows both sides.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark that cannot run may stop, and prints what it found"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use reinspect::calendar::Day;
use reinspect::evidence::extract::Wanted;
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::{discover, read};
use reinspect::pack::{self, Pack};

/// How many children give an authority of about 60,000 rows.
const CHILDREN: u32 = 5_800;
/// Counted runs of each side.
const RUNS: usize = 9;

fn main() {
    let folder = std::env::temp_dir().join(format!("reinspect-speed-{}", std::process::id()));
    let lists = folder.join("evidence");
    write_sample(&lists);
    let pack = load_pack();
    reading_csv(&lists, &pack);
    reading_workbooks(&lists, &folder, &pack);
    whole_process(&lists, &folder);
    let _ = fs::remove_dir_all(&folder);
}

fn write_sample(folder: &Path) {
    let as_at = Day::new(2026, 9, 30).expect("a day");
    for (path, bytes) in reinspect::sample::write(1, CHILDREN, as_at) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folder made");
        fs::write(path, bytes).expect("file written");
    }
}

fn load_pack() -> Pack {
    let (pack, _) = pack::load(&pack::embedded());
    pack.expect("the default rules load")
}

/// Reading, hashing, recognising and decoding, beside the csv crate alone over the same bytes.
fn reading_csv(folder: &Path, pack: &Pack) {
    let files = csv_files(folder);
    let rows: usize = files
        .iter()
        .map(|f| rows_by_csv_crate(&fs::read(f).expect("read")))
        .sum();
    let (ours, theirs) = paired(
        || read_ours(folder, pack),
        || {
            for file in &files {
                std::hint::black_box(rows_by_csv_crate(&fs::read(file).expect("read")));
            }
        },
    );
    line(
        &format!("{rows} rows in {} CSV files", files.len()),
        "csv crate",
        ours,
        theirs,
        4.0,
    );
}

fn csv_files(folder: &Path) -> Vec<PathBuf> {
    let walk = discover::walk(folder).expect("walked");
    walk.files
        .into_iter()
        .map(|f| f.full)
        .filter(|f| f.extension().is_some_and(|e| e == "csv"))
        .collect()
}

fn rows_by_csv_crate(bytes: &[u8]) -> usize {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record).expect("CSV") {
        rows += 1;
    }
    rows
}

fn read_ours(folder: &Path, pack: &Pack) {
    let needs = reinspect::measure::needs(&pack.criteria, &pack.datasets);
    let manifest = Manifest::default();
    let request = read::Request::new(&pack.datasets, Wanted::Needs(&needs), &[], &manifest);
    let walk = discover::walk(folder).expect("walked");
    std::hint::black_box(read::read_all(&walk.files, &request, &|_| {}));
}

/// The same lists as one workbook a list, beside calamine alone.
fn reading_workbooks(lists: &Path, folder: &Path, pack: &Pack) {
    let books = folder.join("workbooks");
    fs::create_dir_all(&books).expect("folder made");
    for file in csv_files(lists) {
        let name = file
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        write_workbook(
            &fs::read(&file).expect("read"),
            &books.join(name).with_extension("xlsx"),
        );
    }
    let (ours, theirs) = paired(|| read_ours(&books, pack), || read_with_calamine(&books));
    line("the same as XLSX", "calamine", ours, theirs, 1.5);
}

fn write_workbook(bytes: &[u8], to: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    for (row, record) in reader.records().enumerate() {
        for (column, text) in record.expect("CSV").iter().enumerate() {
            let (row, column) = (
                u32::try_from(row).expect("row"),
                u16::try_from(column).expect("column"),
            );
            if !text.is_empty() {
                sheet.write_string(row, column, text).expect("cell");
            }
        }
    }
    book.save(to).expect("workbook written");
}

fn read_with_calamine(folder: &Path) {
    use calamine::{Reader, Xlsx, open_workbook};
    for file in fs::read_dir(folder).expect("folder").flatten() {
        let mut book: Xlsx<_> = open_workbook(file.path()).expect("opened");
        for sheet in book.sheet_names() {
            let mut cells = book.worksheet_cells_reader(&sheet).expect("sheet");
            while let Some(cell) = cells.next_cell().expect("cell") {
                std::hint::black_box(cell);
            }
        }
    }
}

/// The program itself: the main job, `rules check`, and a pack ten times as large.
fn whole_process(lists: &Path, folder: &Path) {
    let check = median(
        (0..RUNS)
            .map(|_| timed(|| run(&["rules", "check"])))
            .collect(),
    );
    println!(
        "{:<34} {:>9.1} ms   keep under 50 ms",
        "rules check, default rules",
        millis(check)
    );
    let tenfold = folder.join("tenfold");
    write_tenfold(&tenfold);
    let lists = lists.to_string_lossy().into_owned();
    let rules = tenfold.to_string_lossy().into_owned();
    let (large, small) = paired(
        || {
            run(&[
                "assess",
                &lists,
                "--as-at",
                "2026-09-30",
                "--quiet",
                "--rules",
                &rules,
            ]);
        },
        || run(&["assess", &lists, "--as-at", "2026-09-30", "--quiet"]),
    );
    println!(
        "{:<34} {:>9.1} ms",
        "the whole job, default rules",
        millis(small)
    );
    line(
        "the whole job, rules tenfold",
        "rules once",
        large,
        small,
        3.0,
    );
}

fn run(arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .args(arguments)
        .stdout(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(status.success(), "{arguments:?} ended with {status}");
}

/// Writes the default rules with every criterion ten times, under ids of their own.
fn write_tenfold(folder: &Path) {
    for text in pack::embedded() {
        let name: Arc<str> = text.file.clone();
        let relative = name.strip_prefix("rules/").unwrap_or(&name);
        if relative.starts_with("tests/") {
            continue;
        }
        let path = folder.join(relative);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folder made");
        let content = if relative.starts_with("criteria/") {
            tenfold(&text.text)
        } else {
            text.text.to_string()
        };
        fs::write(path, content).expect("file written");
    }
}

fn tenfold(text: &str) -> String {
    let mut all = text.to_owned();
    for copy in 2..=10 {
        for line in text.lines().filter(|l| !l.starts_with("#:schema")) {
            let id = line
                .strip_prefix("id")
                .filter(|l| l.trim_start().starts_with('='));
            match id.and(line.trim_end().strip_suffix('"')) {
                Some(start) => all.extend([start, "-", &copy.to_string(), "\"\n"]),
                None => all.extend([line, "\n"]),
            }
        }
    }
    all
}

/// Medians of two things run in turn.
fn paired(mut ours: impl FnMut(), mut theirs: impl FnMut()) -> (Duration, Duration) {
    ours();
    theirs();
    let pairs: Vec<(Duration, Duration)> = (0..RUNS)
        .map(|_| (timed(&mut ours), timed(&mut theirs)))
        .collect();
    (
        median(pairs.iter().map(|p| p.0).collect()),
        median(pairs.iter().map(|p| p.1).collect()),
    )
}

fn timed(mut job: impl FnMut()) -> Duration {
    let begun = Instant::now();
    job();
    begun.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn line(what: &str, other: &str, ours: Duration, theirs: Duration, mark: f64) {
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!(
        "{what:<34} {:>9.1} ms   {other} {:.1} ms   ratio {ratio:.2}   keep at most {mark}",
        millis(ours),
        millis(theirs),
    );
}
