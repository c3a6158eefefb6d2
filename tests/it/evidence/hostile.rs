//! Whatever the bytes, a file is read or said to be unreadable; nothing panics.

use proptest::prelude::*;

use super::packages::{docx, ods};
use super::support::read;

const NAMES: [&str; 16] = [
    "visits.csv",
    "visits.tsv",
    "visits.xlsx",
    "visits.xlsm",
    "visits.xls",
    "visits.ods",
    "visits.json",
    "visits.jsonl",
    "visits.xml",
    "visits.md",
    "visits.txt",
    "visits.docx",
    "visits.pdf",
    "visits.xlsb",
    "visits.parquet",
    "visits.bin",
];

fn reads(bytes: &[u8]) {
    for name in NAMES {
        let read = read(name, bytes);
        assert_eq!(read.found.sha256.len(), 64);
        for list in &read.extracts {
            assert_eq!(list.record_hashes.len(), list.table.rows());
            assert_eq!(list.key_hashes.len(), list.table.rows());
        }
    }
}

/// A file of a format with some of its bytes changed and its end cut off.
fn spoil(
    bytes: &[u8],
    changes: &[(prop::sample::Index, u8)],
    keep: prop::sample::Index,
) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (at, byte) in changes {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
    // Half of them keep their end.
    let keep = keep.index(bytes.len() * 2).max(1);
    bytes.truncate(keep);
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        reads(&bytes);
    }

    #[test]
    fn random_text(text in "[a-zA-Z0-9,;|\t\"\r\n#:=+ \\-]{0,400}") {
        reads(text.as_bytes());
        reads(format!("Child ID,Visit date,Visit type\n{text}").as_bytes());
    }

    #[test]
    fn signatures_with_nothing_behind_them(tail in prop::collection::vec(any::<u8>(), 0..600)) {
        for start in [&b"PK\x03\x04"[..], &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], b"\xff\xfe", b"---\n"] {
            reads(&[start, &tail].concat());
        }
    }

    #[test]
    fn spoilt_workbooks(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        keep in any::<prop::sample::Index>(),
    ) {
        let old = include_bytes!("../../fixtures/evidence/visits.xls");
        read("visits.xls", spoil(old, &changes, keep));
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write(0, 0, "Child ID").unwrap();
        let new = book.save_to_buffer().unwrap();
        read("visits.xlsx", spoil(&new, &changes, keep));
        let open = ods("", "<table:table table:name=\"A\"><table:table-row><table:table-cell/></table:table-row></table:table>");
        read("visits.ods", spoil(&open, &changes, keep));
        let word = docx("<w:p><w:r><w:t>Child ID</w:t></w:r></w:p>", "<w:style/>", &[]);
        read("visits.docx", spoil(&word, &changes, keep));
    }

    #[test]
    fn spoilt_records(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        keep in any::<prop::sample::Index>(),
    ) {
        for (name, text) in [("cin.xml", super::returns::CIN), ("visits.json", super::json_records::VISITS)] {
            read(name, spoil(text.as_bytes(), &changes, keep));
        }
    }
}
