//! Binary workbooks, read cell by cell.

use reinspect::evidence::Reading;

use super::made_xlsb::{Cell, parts, sheet};
use super::packages::{package_of, protected};
use super::support::{column, lines, only, read};

fn workbook(from_1904: bool, sheets: &[(&str, bool, Vec<u8>)]) -> Vec<u8> {
    package_of(&parts(from_1904, sheets))
}

fn visits(first: f64) -> Vec<u8> {
    use Cell::{Date, Failed, Number, Text, Yes};
    let headings = [
        "Child ID",
        "Visit date",
        "Visit type",
        "Child seen",
        "Seen alone",
    ];
    sheet(&[
        headings.iter().map(|heading| Text(heading)).collect(),
        vec![
            Number(1.0),
            Date(first),
            Text("CP visit"),
            Yes(true),
            Text("No"),
        ],
        vec![
            Number(2.0),
            Text("13/01/2026"),
            Text("CIN visit"),
            Yes(false),
            Failed,
        ],
    ])
}

#[test]
fn a_binary_workbook_is_read_cell_by_cell() {
    // 46027 days from 1900, and 1462 fewer from 1904, are 5 January 2026.
    for (from_1904, first) in [(false, 46_027.0), (true, 44_565.0)] {
        let hidden = sheet(&[vec![Cell::Text("CANARYNAME123")]]);
        let sheets = [("Visits", false, visits(first)), ("Notes", true, hidden)];
        let found = read("visits.xlsb", workbook(from_1904, &sheets));
        let list = only(&found);
        assert_eq!(list.dataset, "visits");
        assert_eq!(list.sheet.as_deref(), Some("Visits"));
        assert_eq!(lines(list), [2, 3]);
        assert_eq!(column(list, "visited_on"), ["2026-01-05", "2026-01-13"]);
        assert_eq!(column(list, "seen"), ["true", "false"]);
        assert_eq!(column(list, "seen_alone"), ["false", "-"]);
        assert!(found.found.tables[1].hidden);
    }
}

#[test]
fn a_binary_workbook_that_cannot_be_read_says_what_to_do() {
    let whole = workbook(false, &[("Visits", false, visits(46_027.0))]);
    for (bytes, expected) in [
        (protected(), "protected: save a copy without a password"),
        (whole[..whole.len() / 2].to_vec(), "damaged"),
        (b"CANARYNAME123".to_vec(), "damaged"),
    ] {
        let problem = read("visits.xlsb", bytes).found.problem.unwrap();
        assert!(problem.starts_with(expected), "{problem}");
        assert!(!problem.contains("CANARY"), "{problem}");
    }
    let mut cut = visits(46_027.0);
    cut.truncate(cut.len() - 30);
    let broken = workbook(
        false,
        &[("Visits", false, cut), ("More", false, visits(46_027.0))],
    );
    let found = read("visits.xlsb", broken).found;
    assert_eq!(found.reading(), Reading::InPart);
}
