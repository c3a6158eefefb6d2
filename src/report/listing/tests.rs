//! Listings of files that are not simply one list.

use std::collections::BTreeMap;

use super::*;
use crate::calendar::Day;
use crate::evidence::listing::Against;
use crate::evidence::{DatesUntold, HeadingAgain, NotARecord, RowsLeftOut, Untold};
use crate::evidence::{Evidence, FileFound, HeadingMatch, TableFound};

fn sheet(name: &str, broken: bool) -> TableFound {
    TableFound {
        sheet: Some(name.to_owned()),
        dataset: Some("visits".to_owned()),
        reason: if broken { "damaged" } else { "5 of 5" }.to_owned(),
        columns: vec![HeadingMatch {
            heading: "Child ID".to_owned(),
            column: "child_id".to_owned(),
        }],
        broken,
        ..TableFound::default()
    }
}

fn listed(sheets: Vec<TableFound>) -> String {
    let problem = sheets.iter().any(|s| s.broken);
    let file = FileFound {
        path: "teams.xlsx".into(),
        sha256: String::new(),
        format: "xlsx",
        document: false,
        problem: problem.then(|| "sheet `B`: damaged".to_owned()),
        tables: sheets,
    };
    let evidence = Evidence {
        files: vec![file],
        ..Evidence::default()
    };
    let against = Against {
        datasets: &BTreeMap::new(),
        needs: &BTreeMap::new(),
        as_at: Day::parse_iso("2026-10-05").unwrap(),
    };
    render(
        &Listing::of(&evidence, &against),
        Detail::Brief,
        &Style::PLAIN,
    )
}

#[test]
fn a_file_with_one_broken_sheet_was_read_in_part() {
    let text = listed(vec![sheet("A", false), sheet("B", true)]);
    for line in [
        "  read in part: sheet `B`: damaged",
        "  sheet `B`: visits, none of it used: damaged",
        "1 file read (1 in part); 1 file or sheet not read; 1 list recognised; 0 passed over",
    ] {
        assert!(text.contains(line), "{line}:\n{text}");
    }
    // What does not stand as a source is not told to get a date.
    assert!(!text.contains("give it a date"), "{text}");
}

#[test]
fn a_file_with_no_sheet_left_was_not_read() {
    let text = listed(vec![sheet("B", true)]);
    assert!(text.contains("  not read: sheet `B`: damaged"), "{text}");
    assert!(
        text.contains("0 files read; 1 file or sheet not read; 0 lists recognised"),
        "{text}"
    );
}

#[test]
fn what_was_left_out_or_read_with_a_doubt_is_told() {
    let dates = |heading: &str, why| DatesUntold {
        heading: heading.to_owned(),
        why,
    };
    let left = |why, rows, first| RowsLeftOut { why, rows, first };
    let table = TableFound {
        again: vec![HeadingAgain {
            heading: "Child ID".to_owned(),
            letters: "F".to_owned(),
            column: "child_id".to_owned(),
            differ: 1,
        }],
        left_out: vec![
            left(NotARecord::Totals, 1, 57),
            left(NotARecord::Note, 2, 59),
        ],
        dates: vec![
            dates("Start", Untold::MonthFirst),
            dates("End", Untold::DayFirst),
        ],
        ..sheet("A", false)
    };
    let text = listed(vec![table]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "duplicate: heading `Child ID` in column F is `child_id` too, for which the earlier \
         `Child ID` is used; they differ in 1 row",
        "left out: 1 row of totals, row 57; 2 rows of a note alone, first row 59",
        "the dates under `Start` look like mm/dd/yyyy, so none of them is used: export them as \
         2026-09-30, or with the day first",
        "the dates under `End` are read day first, though each fits month first as well",
    ] {
        assert!(text.contains(line), "{line}:\n{text}");
    }
}

#[test]
fn a_file_that_was_not_read_is_never_said_to_need_no_attention() {
    let text = listed(vec![sheet("B", true)]);
    assert!(!text.contains("No list and no document"), "{text}");
    let heading = "Needs attention: 1 file or sheet that was not read or not recognised\n";
    assert!(text.contains(heading), "{text}");
    let text = listed(vec![sheet("A", false)]);
    assert!(
        text.contains("No list and no document needs attention.\n"),
        "{text}"
    );
}

#[test]
fn a_hidden_sheet_that_fits_a_list_needs_attention() {
    let hidden = |rows| TableFound {
        sheet: Some("Old".to_owned()),
        reason: "the sheet is hidden".to_owned(),
        fits: Some("visits".to_owned()),
        hidden: true,
        rows,
        ..TableFound::default()
    };
    let text = listed(vec![sheet("A", false), hidden(2)]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = "Needs attention: 1 list or document teams.xlsx - sheet `Old`: a hidden sheet fits \
                `visits` and is not counted: show the sheet if it is the list, or say `dataset = \
                \"none\"` for it in `evidence.toml`";
    assert!(text.contains(said), "{text}");
    // Without rows nothing is lost.
    let text = listed(vec![sheet("A", false), hidden(0)]);
    assert!(!text.contains("list or document"), "{text}");
}
