//! Parquet files, written by another program: typed columns, row groups, and what is refused.

use super::support::{column, lines, only, read};

const VISITS: &[u8] = include_bytes!("../../fixtures/evidence/visits.parquet");
const IN_NANOSECONDS: &[u8] =
    include_bytes!("../../fixtures/evidence/visits-in-nanoseconds.parquet");

#[test]
fn columns_are_read_by_their_types() {
    // Three row groups of days, and one group of times of day.
    for (what, bytes) in [("days", VISITS), ("nanoseconds", IN_NANOSECONDS)] {
        let found = read("visits.parquet", bytes);
        let list = only(&found);
        assert_eq!(list.dataset, "visits", "{what}");
        assert_eq!(lines(list), [2, 3, 4, 5, 6], "{what}");
        let dates = [
            "2026-01-05",
            "2026-01-13",
            "2026-02-28",
            "2026-03-02",
            "2025-12-31",
        ];
        assert_eq!(column(list, "visited_on"), dates, "{what}");
        assert_eq!(
            column(list, "seen"),
            ["true", "true", "false", "true", "true"]
        );
        assert_eq!(
            column(list, "seen_alone"),
            ["true", "false", "-", "-", "false"]
        );
        assert_eq!(found.found.tables[0].ignored, ["Children"], "{what}");
    }
}

#[test]
fn a_file_that_is_cut_short_or_none_is_damaged() {
    for bytes in [
        &b""[..],
        b"PAR1CANARYNAME123PAR1",
        &VISITS[..VISITS.len() - 9],
    ] {
        let problem = read("visits.parquet", bytes).found.problem.unwrap();
        assert!(
            problem.starts_with("damaged, cut short or not parquet"),
            "{problem}"
        );
    }
    let mut spoilt = VISITS.to_vec();
    for at in 0..VISITS.len() {
        spoilt[at] ^= 0x55;
        let read = read("visits.parquet", &spoilt);
        assert_eq!(read.found.sha256.len(), 64);
        spoilt[at] ^= 0x55;
    }
}
