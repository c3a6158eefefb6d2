//! One mess at a time: the same list must come out of every spoilt copy of it.

use encoding_rs::WINDOWS_1252;
use reinspect::evidence::ProblemKind;
use reinspect::evidence::decode::Doubt;
use reinspect::evidence::extract::Extract;

use super::support::{column, lines, only, read, read_needing, told};

const CLEAN: &str = include_str!("../../fixtures/evidence/visits.csv");
const COLUMNS: [&str; 5] = ["visited_on", "kind", "seen", "seen_alone", "direct_work"];

/// What a person reads in the clean list.
fn expected() -> [Vec<&'static str>; 5] {
    [
        vec![
            "2026-01-05",
            "2026-01-13",
            "2026-02-28",
            "2026-03-02",
            "2025-12-31",
        ],
        vec![
            "child_protection",
            "child_in_need",
            "child_in_care",
            "child_protection",
            "care_leaver",
        ],
        vec!["true", "true", "false", "true", "true"],
        vec!["true", "false", "false", "-", "false"],
        vec!["false", "false", "-", "true", "false"],
    ]
}

fn same_list(extract: &Extract) {
    assert_eq!(extract.dataset, "visits");
    for (name, expected) in COLUMNS.iter().zip(expected()) {
        assert_eq!(column(extract, name), expected, "column `{name}`");
    }
    assert_eq!(extract.problems, []);
    assert_eq!(extract.doubtful, []);
}

fn same(bytes: impl AsRef<[u8]>) {
    same_list(only(&read("extract.csv", bytes)));
}

#[test]
fn the_clean_list() {
    let read = read("extract.csv", CLEAN);
    let list = only(&read);
    same_list(list);
    assert_eq!(lines(list), [2, 3, 4, 5, 6]);
    let table = &read.found.tables[0];
    assert_eq!((table.rows, table.score), (5, 100));
    assert_eq!(table.missing, Vec::<String>::new());
    assert_eq!(table.ignored, Vec::<String>::new());
    let headings: Vec<_> = table
        .columns
        .iter()
        .map(|c| (&*c.heading, &*c.column))
        .collect();
    assert_eq!(headings[1], ("Visit date", "visited_on"));
    assert_eq!(
        list.table
            .column("child_id")
            .map(reinspect::table::Column::len),
        None
    );
}

#[test]
fn identifiers_are_held_only_where_a_criterion_needs_them() {
    let read = read_needing("extract.csv", CLEAN, "visits", &["child_id"]);
    let list = only(&read);
    assert_eq!(
        column(list, "child_id"),
        ["v-001", "v-002", "v-003", "v-001", "v-004"]
    );
    assert_eq!(list.table.names().collect::<Vec<_>>(), ["child_id"]);
    assert_eq!(list.cells.len(), 1);
}

#[test]
fn separators() {
    for separator in [";", "\t", "|"] {
        same(CLEAN.replace(',', separator));
    }
    // Commas inside the cells of a list that semicolons separate.
    let text = CLEAN
        .replace(',', ";")
        .replace("v-00", "a, b, c, d, e, f, v-00");
    same(text);
    same(format!("sep=;\n{}", CLEAN.replace(',', ";")));
}

#[test]
fn encodings_and_line_ends() {
    same([b"\xef\xbb\xbf", CLEAN.as_bytes()].concat());
    let utf_16 = |mark: [u8; 2], order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = CLEAN.encode_utf16().flat_map(order);
        mark.into_iter().chain(units).collect()
    };
    same(utf_16([0xff, 0xfe], u16::to_le_bytes));
    same(utf_16([0xfe, 0xff], u16::to_be_bytes));
    // One byte that is no UTF-8.
    let (bytes, _, _) = WINDOWS_1252.encode(CLEAN);
    let mut bytes = bytes.replace_once(b"v-001", b"v-\xe901");
    same(&bytes);
    bytes.extend(b"\r\n");
    same(&bytes);
    same(CLEAN.replace('\n', "\r\n"));
    same(CLEAN.replace('\n', "\r"));
    same(CLEAN.trim_end());
}

#[test]
fn headings_re_cased_padded_reordered_and_crowded() {
    same(CLEAN.replacen("Child ID,Visit date", "child id,VISIT DATE", 1));
    same(CLEAN.replacen(
        "Visit date,Visit type",
        "  Visit date ,\u{a0}Visit  type?",
        1,
    ));
    same(CLEAN.replacen("Visit date", "\"Visit\ndate\"", 1));
    let turned: Vec<String> = CLEAN
        .lines()
        .map(|line| line.split(',').rev().collect::<Vec<_>>().join(","))
        .collect();
    same(turned.join("\n"));
    let extra: Vec<String> = CLEAN
        .lines()
        .map(|line| format!("{line},Anything"))
        .collect();
    let read = read("extract.csv", extra.join("\n"));
    same_list(only(&read));
    assert_eq!(read.found.tables[0].ignored, ["Anything"]);
}

#[test]
fn banners_and_blank_rows() {
    let banner = format!("Visits to children,,,\nRun on 30/09/2026\n,,,,,\n\n{CLEAN}");
    let read = read("extract.csv", &banner);
    same_list(only(&read));
    assert_eq!(lines(only(&read)), [6, 7, 8, 9, 10]);
    let blank = CLEAN.replace("v-003", ",,,,,\n\n \u{a0},,\nv-003");
    let read = super::support::read("extract.csv", blank);
    same_list(only(&read));
    assert_eq!(lines(only(&read)), [2, 3, 7, 8, 9]);
    assert_eq!(read.found.tables[0].rows, 5);
}

#[test]
fn quoted_line_ends_keep_the_lines_right() {
    let text = CLEAN.replace("v-002", "\"v-\n002\"");
    let read = read("extract.csv", text);
    assert_eq!(lines(only(&read)), [2, 3, 5, 6, 7]);
}

#[test]
fn a_quotation_mark_that_is_never_closed_swallows_no_rows_in_silence() {
    let open = read("extract.csv", CLEAN.replacen("v-003", "\"v-003", 1));
    assert!(open.extracts.is_empty());
    let problem = open.found.problem.unwrap();
    assert!(
        problem.starts_with("a quotation mark is opened in the row at line 4 and"),
        "{problem}"
    );
    assert_eq!(open.found.tables[0].dataset.as_deref(), Some("visits"));
    // A mark that closes, or stands for inches, is none of that.
    same(
        CLEAN
            .replace("CP visit", "\"CP visit\"")
            .replace("v-004", "v-004\" wide"),
    );
    same(format!("{}\n\n", CLEAN.replace("v-004", "\"v\n-004\"")));
}

#[test]
fn a_list_printed_in_pages_says_its_headings_once() {
    let (headings, rows) = CLEAN.split_once('\n').unwrap();
    let paged = rows.replace("v-003", &format!("{headings}\nv-003"));
    same(format!("{headings}\n{paged}"));
}

#[test]
fn a_column_of_row_numbers_is_left_alone() {
    let numbered = |first: &str| -> String {
        let mut text = String::new();
        for (n, line) in CLEAN.lines().enumerate() {
            let number = n.to_string();
            text.push_str(if n == 0 { first } else { &number });
            text.push(',');
            text.push_str(line);
            text.push('\n');
        }
        text
    };
    let read_first = |first: &str| {
        let read = read("extract.csv", numbered(first));
        same_list(only(&read));
        read.found.tables[0].ignored.clone()
    };
    assert_eq!(read_first(""), ["A"]);
    assert_eq!(read_first("Unnamed: 0"), ["Unnamed: 0"]);
}

#[test]
fn a_heading_given_twice_counts_once() {
    let twice: Vec<String> = CLEAN
        .lines()
        .map(|line| format!("{line},Visit date"))
        .collect();
    let read = read("extract.csv", twice.join("\n"));
    same_list(only(&read));
    let table = &read.found.tables[0];
    assert_eq!(table.ignored, Vec::<String>::new());
    let again: Vec<_> = table
        .again
        .iter()
        .map(|a| (&*a.heading, &*a.letters, &*a.column, a.differ))
        .collect();
    assert_eq!(again, [("Visit date", "G", "visited_on", 5)]);
}

#[test]
fn a_missing_column_is_missing_and_the_list_stands() {
    let cut: Vec<String> = CLEAN
        .lines()
        .map(|line| line.rsplit_once(',').unwrap().0.to_owned())
        .collect();
    let read = read("extract.csv", cut.join("\n"));
    assert_eq!(only(&read).table.rows(), 5);
    assert_eq!(read.found.tables[0].missing, ["direct_work"]);
    assert!(only(&read).table.column("direct_work").is_none());
    // A required one too.
    let cut = CLEAN.replacen("Visit type", "Purpose", 1);
    let read = super::support::read("extract.csv", cut);
    assert_eq!(only(&read).dataset, "visits");
    assert_eq!(read.found.tables[0].missing, ["kind"]);
    assert_eq!(read.found.tables[0].ignored, ["Purpose"]);
}

#[test]
fn dates_written_otherwise() {
    let iso = CLEAN
        .replace("05/01/2026", "2026-01-05")
        .replace("13/01/2026", "2026-01-13T00:00:00")
        .replace("28/02/2026", "46081")
        .replace("02/03/2026", "2/3/26")
        .replace("31/12/2025", "31 December 2025");
    same(iso);
}

#[test]
fn an_empty_file_and_a_list_without_rows() {
    let empty = read("extract.csv", "");
    assert_eq!(empty.found.problem, None);
    assert_eq!(empty.extracts.len(), 0);
    assert_eq!(empty.found.tables[0].reason, "there is nothing in it");
    let (headings, _) = CLEAN.split_once('\n').unwrap();
    let bare = read("extract.csv", headings);
    assert_eq!(only(&bare).table.rows(), 0);
    assert_eq!(only(&bare).dataset, "visits");
    assert_eq!(bare.found.tables[0].rows, 0);
}

#[test]
fn month_first_dates_are_not_read() {
    let american = CLEAN
        .replace("13/01/2026", "01/13/2026")
        .replace("28/02/2026", "02/28/2026")
        .replace("31/12/2025", "12/31/2025");
    let read = read("extract.csv", american);
    let list = only(&read);
    let doubt = ("Visit date".to_owned(), Doubt::MonthFirst);
    assert_eq!(list.doubtful, [doubt]);
    assert_eq!(column(list, "visited_on"), ["-"; 5]);
    let count = list
        .cells
        .iter()
        .find(|c| c.column == "visited_on")
        .unwrap();
    assert_eq!((count.filled, count.unreadable), (5, 5));
}

#[test]
fn dates_that_all_fit_both_orders_are_not_read() {
    let rows = (1..=12).zip((1..=12).cycle().skip(4));
    let rows =
        rows.map(|(first, second)| format!("v-{first},{first:02}/{second:02}/2026,CP visit"));
    let rows: Vec<String> = rows.collect();
    let list = format!("Child ID,Visit date,Visit type\n{}\n", rows.join("\n"));
    let read_in_doubt = read("extract.csv", &list);
    let in_doubt = only(&read_in_doubt);
    let doubt = ("Visit date".to_owned(), Doubt::EitherWay);
    assert_eq!(in_doubt.doubtful, [doubt]);
    assert_eq!(column(in_doubt, "visited_on"), ["-"; 12]);
    let told = list.replace("12/04/2026", "13/04/2026");
    let read = read("extract.csv", told);
    assert_eq!(only(&read).doubtful, []);
    assert_eq!(column(only(&read), "visited_on")[11], "2026-04-13");
}

#[test]
fn identifiers_of_marks_alone_are_blank_and_make_no_key() {
    let marked = CLEAN.replace("v-001,", "??,");
    assert_ne!(marked, CLEAN);
    let columns = ["child_id", "visited_on"];
    let read = read_needing("extract.csv", marked, "visits", &columns);
    let list = only(&read);
    let at = column(list, "child_id");
    let at = at.iter().position(|id| id == "-").unwrap();
    assert_eq!(list.key_hashes[at], None);
}

#[test]
fn a_list_cut_in_the_middle_of_its_last_row_is_not_read() {
    let list = "Child ID,Visit date,Visit type,Child seen\n\
                1,13/01/2026,CP visit,Y\n2,14/01/2026,CP visit,Y\n3,15/01/2026,CP visit,Y";
    for (cut, line) in [(3, 4), (12, 4), (27, 3), (51, 2)] {
        let part = &list[..list.len() - cut];
        let read = read("extract.csv", part);
        let why = format!("breaks off in row {line}: export it again");
        assert_eq!(
            read.found.problem.as_deref(),
            (line > 2).then_some(&*why),
            "{part}"
        );
        // One row and nothing to hold it against.
        assert_eq!(read.extracts.len(), usize::from(line == 2), "{part}");
        if line > 2 {
            let table = &read.found.tables[0];
            assert_eq!(table.dataset.as_deref(), Some("visits"));
            assert!(table.broken);
        }
    }
    let whole = |text: &str| read("extract.csv", text).found.problem.is_none();
    assert!(whole(list), "no line end, and nothing missing");
    assert!(whole(&format!("{list}\n")));
    assert!(whole(&list.replace(",Y", "")), "every row is as short");
    assert!(
        whole(&format!("{}\n", &list[..list.len() - 3])),
        "the row was ended"
    );
    assert!(whole(&format!("{list}\n  ")), "a line with nothing in it");
}

#[test]
fn a_list_cut_within_quotation_marks_breaks_off_there() {
    let list = "Child ID,Visit date,Visit type\n1,13/01/2026,CP visit\n2,14/01/2026,\"CP vi";
    let problem = |text: &str| read("extract.csv", text).found.problem.unwrap();
    assert_eq!(problem(list), "breaks off in row 3: export it again");
    let open = "Child ID,Visit date,Visit type\n1,13/01/2026,\"CP visit\n2,14/01/2026,CP vi";
    assert!(problem(open).contains("opened in the row at line 2 and never closed"));
}

#[test]
fn cells_that_do_not_fit_are_blank_and_told_without_their_text() {
    let spoilt = CLEAN
        .replace("13/01/2026", "31/02/2026")
        .replace("28/02/2026", "Jo Bloggs")
        .replace(
            "v-001,02/03/2026,CP visit,Yes",
            "v-001,02/03/2026,9911223,perhaps",
        )
        .replace("Y,N,N", "*,#N/A,N");
    let read = read("extract.csv", spoilt);
    let list = only(&read);
    assert_eq!(
        told(list),
        [
            (
                "B3",
                "Visit date",
                ProblemKind::NoSuchDate,
                Some("31/02/2026")
            ),
            ("B4", "Visit date", ProblemKind::NotADate, None),
            ("C5", "Visit type", ProblemKind::NotACode, None),
            ("D5", "Child seen", ProblemKind::NotYesOrNo, None),
            ("D6", "Child seen", ProblemKind::Suppressed, None),
            ("E6", "Seen alone", ProblemKind::FormulaError, None),
        ]
    );
    assert_eq!(
        column(list, "visited_on"),
        ["2026-01-05", "-", "-", "2026-03-02", "2025-12-31"]
    );
    let count = list
        .cells
        .iter()
        .find(|c| c.column == "visited_on")
        .unwrap();
    assert_eq!((count.filled, count.unreadable), (5, 2));
    let everything = format!("{:?}", (&read.found, &list.problems));
    for private in ["Bloggs", "9911223", "perhaps", "v-001"] {
        assert!(!everything.contains(private), "{private}");
    }
}

#[test]
fn hashes_tell_records_and_keys_apart() {
    let clean = read("a.csv", CLEAN);
    let clean = only(&clean);
    // Reordered, padded, with a column that no dataset knows: the same records.
    let turned: Vec<String> = CLEAN
        .lines()
        .map(|line| {
            line.split(',')
                .rev()
                .map(|c| format!(" {c} "))
                .collect::<Vec<_>>()
                .join(";")
        })
        .collect();
    let turned = read("b.csv", turned.join("\r\n"));
    assert_eq!(only(&turned).record_hashes, clean.record_hashes);
    assert_eq!(only(&turned).key_hashes, clean.key_hashes);
    // The key is child, date and kind: told by value, not by spelling.
    let spelt = CLEAN.replace(
        "05/01/2026,CP visit,Yes",
        "2026-01-05,child protection visit,No",
    );
    let spelt = read("c.csv", spelt.replacen("v-001", "V-001", 1));
    assert_eq!(only(&spelt).key_hashes, clean.key_hashes);
    assert_ne!(only(&spelt).record_hashes[0], clean.record_hashes[0]);
    assert_eq!(only(&spelt).record_hashes[1..], clean.record_hashes[1..]);
    let mut all = clean.key_hashes.clone();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 5);
    // A blank or an unreadable part of the key leaves it unknown.
    let blank = CLEAN.replacen("v-001", "", 1).replace("13/01/2026", "soon");
    let blank = read("d.csv", blank);
    assert_eq!(only(&blank).key_hashes[..2], [None, None]);
    assert!(only(&blank).key_hashes[2..].iter().all(Option::is_some));
}

/// Bytes with the first of some others in place of the first of some.
trait ReplaceOnce {
    fn replace_once(&self, from: &[u8], to: &[u8]) -> Vec<u8>;
}

impl ReplaceOnce for [u8] {
    fn replace_once(&self, from: &[u8], to: &[u8]) -> Vec<u8> {
        let at = self.windows(from.len()).position(|w| w == from).unwrap();
        [&self[..at], to, &self[at + from.len()..]].concat()
    }
}
