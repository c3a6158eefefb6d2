//! Archives of evidence: read as folders are, and refused where they are no folder.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use reinspect::evidence::discover::walk;
use reinspect::evidence::extract::{FileRead, Wanted};
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::read::{Request, read_all};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::support::{DATASETS, column, only, read};

const VISITS: &str = include_str!("../../fixtures/evidence/visits.csv");

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Reads bytes as the archive `lists.zip` of a folder of the test's own.
fn read_archive(name: &str, bytes: &[u8]) -> Vec<FileRead> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("archives")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("lists.zip"), bytes).unwrap();
    let manifest = Manifest::default();
    let request = Request::new(&DATASETS, Wanted::NotPersonal, &[], &manifest);
    read_all(&walk(&folder).unwrap().files, &request, &|_| ())
}

fn problem(name: &str, bytes: &[u8]) -> String {
    let mut reads = read_archive(name, bytes);
    assert_eq!(reads.len(), 1);
    assert!(reads[0].extracts.is_empty() && reads[0].documents.is_empty());
    reads.remove(0).found.problem.unwrap()
}

#[test]
fn every_file_of_an_archive_is_read_as_if_it_lay_in_a_folder() {
    let bytes = zip(&[
        ("north/visits.csv", VISITS.as_bytes()),
        ("plan.md", b"# Improvement plan"),
        ("~$visits.xlsx", b"lock"),
        ("__MACOSX/._plan.md", b"?"),
        ("empty/", b""),
    ]);
    let reads = read_archive("whole", &bytes);
    let paths: Vec<&str> = reads.iter().map(|r| &*r.found.path).collect();
    assert_eq!(paths, ["lists.zip/north/visits.csv", "lists.zip/plan.md"]);
    assert_eq!(reads.iter().map(|r| r.skipped).sum::<usize>(), 2);
    let (packed, plain) = (only(&reads[0]), read("visits.csv", VISITS));
    assert_eq!(packed.record_hashes, only(&plain).record_hashes);
    assert_eq!(
        column(packed, "visited_on"),
        column(only(&plain), "visited_on")
    );
    // The digest is that of the file itself, so that a copy beside the archive is known as one.
    assert_eq!(reads[0].found.sha256, plain.found.sha256);
    assert_eq!(
        reads[1].documents[0].title.as_deref(),
        Some("Improvement plan")
    );
}

#[test]
fn a_long_list_in_an_archive_is_read_in_stretches() {
    let rows = 400_000;
    let list = format!(
        "Child ID,Visit date,Visit type\n{}",
        "C1,01/09/2026,CP visit\n".repeat(rows)
    );
    assert!(list.len() > 8 << 20);
    // Rows that are all alike pack to hundreds of times less, which is refused where they are more.
    let reads = read_archive("long", &zip(&[("visits.csv", list.as_bytes())]));
    assert_eq!(only(&reads[0]).table.rows(), rows);
}

#[test]
fn one_file_that_is_refused_leaves_the_others() {
    let bytes = zip(&[
        ("../visits.csv", VISITS.as_bytes()),
        ("inner.zip", &zip(&[("visits.csv", VISITS.as_bytes())])),
        ("swollen.csv", &vec![b'a'; 33 << 20]),
        ("visits.csv", VISITS.as_bytes()),
        ("visits.xlsx", b"PK\x03\x04 cut short"),
    ]);
    let reads = read_archive("refused", &bytes);
    let problems: Vec<_> = reads
        .iter()
        .map(|r| {
            let words = r.found.problem.as_deref().unwrap_or("read");
            let words: Vec<&str> = words.split(' ').take(5).collect();
            (&*r.found.path, words.join(" "))
        })
        .collect();
    let expected = [
        ("lists.zip/../visits.csv", "its name leads out of"),
        ("lists.zip/inner.zip", "an archive within an archive:"),
        ("lists.zip/swollen.csv", "unpacks to more than 200"),
        ("lists.zip/visits.csv", "read"),
        ("lists.zip/visits.xlsx", "damaged, cut short or not"),
    ];
    let expected: Vec<_> = expected
        .map(|(path, words)| (path, words.to_owned()))
        .to_vec();
    assert_eq!(problems, expected);
}

#[test]
fn an_archive_that_cannot_be_opened_says_so_itself() {
    let whole = zip(&[("visits.csv", VISITS.as_bytes())]);
    let cut = &whole[..whole.len() - 10];
    assert!(problem("cut", cut).starts_with("damaged, cut short or not zip at all"));
    assert!(problem("empty", &zip(&[])).starts_with("holds no files"));
    assert!(problem("none", b"").starts_with("damaged"));
    // The first bit of the flags, in the file's own header and in the list of files.
    let mut locked = whole.clone();
    locked[6] |= 1;
    let list = whole.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    locked[list + 8] |= 1;
    assert_eq!(
        problem("locked", &locked),
        "protected: save a copy without a password"
    );
    let names: Vec<String> = (0..5001).map(|n| format!("{n}.csv")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"a"[..])).collect();
    assert!(problem("many", &zip(&files)).starts_with("holds more than 5,000 files"));
}

#[test]
fn a_bad_byte_in_an_archive_is_found_by_its_check() {
    let mut bytes = zip(&[("visits.csv", VISITS.as_bytes())]);
    let start = 30 + "visits.csv".len();
    bytes[start + 20] ^= 0x55;
    assert!(problem("flipped", &bytes).starts_with("damaged"));
}
