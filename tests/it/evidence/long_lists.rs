//! Lists too long to hold: read in stretches, and in parts side by side, yet as if in one piece.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use encoding_rs::WINDOWS_1252;
use reinspect::evidence::discover::walk;
use reinspect::evidence::extract::{FileRead, Wanted};
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::read::{Request, read_all};

use super::support::{DATASETS, column, lines, only, read};

/// Rows of about 390 bytes: more than is held at a time.
const ROWS: u32 = 24_000;

/// A list whose every row holds a line end within quotation marks, so that any cut may fall in one.
fn list() -> String {
    let mut text = "Child ID,Visit date,Visit type,Seen alone,Notes\n".to_owned();
    for row in 0..ROWS {
        let day = row % 28 + 1;
        let (padding, more) = (" ".repeat(180), " ".repeat(150));
        let note = format!("é{padding}\nthe second line, \"\"quoted\"\"{more}");
        writeln!(text, "C{row},{day:02}/09/2026,CP visit,Yes,\"{note}\"").unwrap();
    }
    text
}

/// Reads bytes as a file of a folder of the test's own.
pub(super) fn read_from_disk(name: &str, bytes: &[u8]) -> FileRead {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("long-lists")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("visits.csv"), bytes).unwrap();
    let manifest = Manifest::default();
    let request = Request::new(&DATASETS, Wanted::NotPersonal, &[], &manifest);
    let mut reads = read_all(&walk(&folder).unwrap().files, &request, &|_| ());
    fs::remove_dir_all(&folder).unwrap();
    reads.remove(0)
}

fn is_the_list(read: &FileRead) {
    let extract = only(read);
    assert_eq!(extract.dataset, "visits");
    // Each row takes two lines, below the one of the headings.
    let expected: Vec<u32> = (0..ROWS).map(|row| 2 + row * 2).collect();
    assert!(lines(extract) == expected);
    let days = column(extract, "visited_on");
    let expected = (0..ROWS).map(|row| format!("2026-09-{:02}", row % 28 + 1));
    assert!(days.into_iter().eq(expected));
    assert!(extract.key_hashes.iter().all(Option::is_some));
}

#[test]
fn a_long_list_is_read_in_stretches_whatever_its_encoding() {
    let text = list();
    assert!(text.len() > 8 << 20, "{} bytes", text.len());
    is_the_list(&read_from_disk(
        "marked",
        &[b"\xef\xbb\xbf", text.as_bytes()].concat(),
    ));
    is_the_list(&read_from_disk("cp1252", &WINDOWS_1252.encode(&text).0));
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    is_the_list(&read_from_disk(
        "utf16",
        &[b"\xff\xfe".to_vec(), units].concat(),
    ));
}

#[test]
fn a_list_whose_line_ends_mostly_lie_in_cells_is_read_whole() {
    // Nearly every cut falls within quotation marks: three line ends in each note, one behind it.
    let mut text = "Child ID,Visit date,Visit type,Notes\n".to_owned();
    let padding = "x".repeat(150);
    let rows = 60_000;
    for row in 0..rows {
        writeln!(
            text,
            "C{row},01/09/2026,CP visit,\"{padding}\n\na, b\nTotal,3\""
        )
        .unwrap();
    }
    assert!(text.len() > 11 << 20, "{} bytes", text.len());
    for read in [
        read("visits.csv", &text),
        read_from_disk("in-cells", text.as_bytes()),
    ] {
        let extract = only(&read);
        let expected: Vec<u32> = (0..rows).map(|row| 2 + row * 4).collect();
        assert!(lines(extract) == expected);
    }
}

#[test]
fn a_list_held_whole_gives_what_a_long_one_gives() {
    let text = list();
    let (held, long) = (
        read("visits.csv", &text),
        read_from_disk("same", text.as_bytes()),
    );
    is_the_list(&held);
    assert_eq!(held.found.sha256, long.found.sha256);
    let (held, long) = (only(&held), only(&long));
    assert_eq!(held.record_hashes, long.record_hashes);
    assert_eq!(held.key_hashes, long.key_hashes);
    assert_eq!(held.cells, long.cells);
}

#[test]
fn problems_of_a_long_list_are_told_by_their_own_cells() {
    // Row 22,000 from 0 stands on line 44,002; its day is 22,000 mod 28 + 1 = 21.
    let text = list().replacen("C22000,21", "C22000,3x", 1);
    let read = read_from_disk("problem", text.as_bytes());
    let problems: Vec<&str> = only(&read)
        .problems
        .iter()
        .map(|p| p.cell.as_str())
        .collect();
    assert_eq!(problems, ["B44002"]);
}

#[test]
fn a_long_list_that_breaks_off_or_loses_a_mark_is_not_used() {
    let text = list();
    let broken = |name: &str, text: &str| {
        let read = read_from_disk(name, text.as_bytes());
        assert!(read.extracts.is_empty() && read.found.tables[0].broken);
        read.found.problem.unwrap()
    };
    let cut = text.len() - 220;
    assert_eq!(
        broken("cut", &text[..cut]),
        "breaks off in row 48000: export it again"
    );
    // Below the list's 48,001 lines one more row loses a mark, and none of 200,000 rows closes it.
    let rest = "C1,01/09/2026,CP visit,Yes,x\n".repeat(200_000);
    let lost = format!("{text}C1,01/09/2026,CP visit,Yes,\"x\n{rest}");
    assert_eq!(
        broken("lost", &lost),
        "a quotation mark is opened in the row at line 48002 and never closed, so the rows after it \
         are lost: close it"
    );
    let zeros = text.replacen("C20000,", "C2\u{0}0000,", 1);
    assert_eq!(
        broken("zeros", &zeros),
        "holds zero bytes in row 40002, so it was not written whole: export it again"
    );
}

#[test]
fn a_line_without_end_is_no_row() {
    let mut text = "Child ID,Visit date,Visit type\n".to_owned();
    text.push_str(&"a".repeat(20 << 20));
    let why = read_from_disk("endless", text.as_bytes())
        .found
        .problem
        .unwrap();
    assert!(why.starts_with("a line runs to more than"), "{why}");
    let commas = ",".repeat(20_000);
    let text = format!("Child ID,Visit date,Visit type\nC1,01/09/2026,CP visit{commas}\n");
    let why = read("visits.csv", text).found.problem.unwrap();
    assert!(why.starts_with("row 2 has 16384 cells or more"), "{why}");
}
