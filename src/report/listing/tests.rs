//! Listings of files that are not simply one list.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::calendar::Day;
use crate::evidence::account::{Account, Joined};
use crate::evidence::extract::CellCount;
use crate::evidence::listing::Against;
use crate::evidence::{DataProblem, DatedBy, List, ProblemKind, Role, Source, Standing};
use crate::evidence::{DatesFit, DatesUntold, HeadingAgain, NotARecord, RowsLeftOut, Untold};
use crate::evidence::{Evidence, FileFound, HeadingMatch, TableFound};
use crate::pack::{Dataset, testing};
use crate::table::Table;

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
    text_of(&evidence, &BTreeMap::new())
}

fn text_of(evidence: &Evidence, datasets: &BTreeMap<String, Dataset>) -> String {
    let against = Against {
        datasets,
        needs: &BTreeMap::new(),
        questions: &BTreeSet::new(),
        as_at: Day::parse_iso("2026-10-05").unwrap(),
    };
    render(
        &Listing::of(evidence, &against),
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
fn a_list_of_no_dataset_that_was_not_read_is_told_once_in_each_place() {
    let unknown = TableFound {
        dataset: None,
        columns: Vec::new(),
        ..sheet("B", true)
    };
    let text = listed(vec![unknown]);
    for line in [
        "Needs attention: 1 file or sheet that was not read or not recognised\n",
        "Not read or not recognised: 1\n",
        "0 files read; 1 file or sheet not read; 0 lists recognised",
    ] {
        assert!(text.contains(line), "{line}:\n{text}");
    }
    // Once at the top, and once under the file.
    assert_eq!(text.matches("damaged").count(), 2, "{text}");
}

#[test]
fn what_was_left_out_or_read_with_a_doubt_is_told() {
    let dates = |heading: &str, why| DatesUntold {
        heading: heading.to_owned(),
        why,
        fit: DatesFit {
            dates: 300,
            month_first: 168,
            either: 132,
        },
    };
    let left = |why, lines: &[u32]| RowsLeftOut {
        why,
        rows: lines.len(),
        first: lines[0],
        lines: lines.to_vec(),
    };
    let table = TableFound {
        again: vec![HeadingAgain {
            heading: "Child ID".to_owned(),
            letters: "F".to_owned(),
            column: "child_id".to_owned(),
            differ: 1,
        }],
        left_out: vec![
            left(NotARecord::Totals, &[57]),
            left(NotARecord::Title, &[4, 9, 14, 19, 24, 29, 34, 39, 44, 49]),
            left(NotARecord::Note, &[59, 60]),
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
        "left out: 1 row of totals, row 57; 10 rows of a title alone, rows 4, 9, 14, 19, 24, 29, \
         34, 39 and 2 more; 2 rows of a note alone, rows 59 and 60",
        "the dates under `Start` look like mm/dd/yyyy: 168 of 300 can only be read so, and the other \
         132 could be either, so none of them is used: export them as 2026-09-30, or with the day \
         first",
        "the dates under `End` are read day first, though each fits month first as well: nothing to do \
         if your export writes the day first, else export them as 2026-09-30",
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

#[test]
fn a_table_of_a_document_that_fits_a_list_needs_attention() {
    let table = TableFound {
        reason: "a table in it".to_owned(),
        fits: Some("visits".to_owned()),
        rows: 1,
        ..TableFound::default()
    };
    let text = listed(vec![table]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = "teams.xlsx - a table in it fits `visits` (1 row) and is not read as a list: copy the \
                table to a sheet of a workbook if it is the list";
    assert!(text.contains(said), "{text}");
}

/// One sheet that is judged as `visits`, its text as one line.
fn judged(change: impl Fn(&mut Evidence, &mut Dataset)) -> String {
    let source = Source {
        path: "teams.xlsx".into(),
        sheet: Some("A".to_owned()),
        dataset: "visits".to_owned(),
        sha256: String::new(),
        dated: Day::parse_iso("2026-09-30"),
        dated_by: DatedBy::Manifest,
        expires: None,
        rows: 0,
        role: Role::Judged,
    };
    let found = TableFound {
        source: Some(0),
        ..sheet("A", false)
    };
    let file = FileFound {
        path: "teams.xlsx".into(),
        sha256: String::new(),
        format: "xlsx",
        document: false,
        problem: None,
        tables: vec![found],
    };
    let list = List {
        standing: Standing::Rows(Table::new(Vec::new(), Vec::new(), 0)),
        sources: vec![0],
        dated: source.dated,
        expires: None,
        weak_date: false,
        unreadable: BTreeMap::new(),
        repeats: Vec::new(),
        says: None,
    };
    let mut evidence = Evidence {
        files: vec![file],
        sources: vec![source],
        lists: BTreeMap::from([("visits".to_owned(), list)]),
        accounts: BTreeMap::from([(0, Account::default())]),
        ..Evidence::default()
    };
    let pack = testing::pack();
    let (_, mut dataset) = pack.datasets.into_iter().next().unwrap();
    "visits".clone_into(&mut dataset.id);
    change(&mut evidence, &mut dataset);
    let text = text_of(&evidence, &BTreeMap::from([("visits".to_owned(), dataset)]));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn values_that_are_withheld_are_no_faults_to_correct() {
    let problem = |row, kind| DataProblem {
        source: 0,
        cell: format!("C{row}"),
        order: (row, 3),
        heading: "Number".to_owned(),
        kind,
        shown: None,
    };
    let withheld = |rows: &[u32]| {
        let rows = rows.iter();
        let all = rows.map(|row| problem(*row, ProblemKind::Suppressed));
        all.collect::<Vec<_>>()
    };
    let text = judged(|evidence, _| evidence.problems = withheld(&[2, 3]));
    // The sheet is said once.
    assert!(text.contains("heading `Number`, first at C2"), "{text}");
    let said = "2 values are withheld and count as blank: an export that gives them would be judged \
                by them";
    assert!(text.contains(said), "{text}");
    assert!(!text.contains("could not be read"), "{text}");
    let text = judged(|evidence, _| {
        evidence.problems = withheld(&[2]);
        evidence.problems.push(problem(3, ProblemKind::NotANumber));
    });
    assert!(
        text.contains("1 value is withheld and counts as blank"),
        "{text}"
    );
    assert!(
        text.contains("1 cell could not be read and counts"),
        "{text}"
    );
}

#[test]
fn an_empty_list_that_is_taken_to_say_that_there_were_none_says_so() {
    let says = "an empty list is taken to say that there were none";
    let text = judged(|_, dataset| dataset.empty_means_none = true);
    assert!(text.contains(says), "{text}");
    let text = judged(|_, dataset| dataset.empty_means_none = false);
    assert!(!text.contains(says), "{text}");
    let text = judged(|evidence, dataset| {
        dataset.empty_means_none = true;
        evidence.sources[0].role = Role::History;
    });
    assert!(!text.contains(says), "{text}");
}

#[test]
fn a_return_is_dated_by_its_own_header_and_a_choice_is_called_one() {
    let text = judged(|evidence, _| evidence.sources[0].dated_by = DatedBy::FrontMatter);
    assert!(
        text.contains("dated 30 September 2026, from its own header"),
        "{text}"
    );
    let text = judged(|evidence, _| {
        evidence.sources[0].role = Role::History;
        evidence.accounts.get_mut(&0).unwrap().passed_over = true;
    });
    let said = "dated 30 September 2026, from `evidence.toml`; another extract was chosen in \
                `evidence.toml`";
    assert!(text.contains(said), "{text}");
}

#[test]
fn dates_that_have_not_come_need_attention() {
    let text = judged(|evidence, _| {
        let account = evidence.accounts.get_mut(&0).unwrap();
        account.cells.push(CellCount {
            column: "child_id".to_owned(),
            filled: 3,
            unreadable: 0,
            others: 0,
        });
        account.after_as_at.insert("child_id".to_owned(), 3);
    });
    let said = "3 dates in `child_id` are after the as-at date and count as blank: correct what is a \
                slip where it is kept";
    assert!(text.contains(said), "{text}");
}

#[test]
fn an_earlier_extract_of_a_log_is_not_to_be_exported_again() {
    let old = |evidence: &mut Evidence| evidence.sources[0].expires = Day::parse_iso("2000-01-31");
    let text = judged(|evidence, _| old(evidence));
    assert!(
        text.contains("out of date since 1 February 2000: export it again"),
        "{text}"
    );
    let joined = |how: Joined| {
        judged(|evidence, _| {
            old(evidence);
            evidence.accounts.get_mut(&0).unwrap().joined = Some(how);
        })
    };
    let text = joined(Joined::Earlier);
    let said = "dated 30 September 2026, from `evidence.toml`; an earlier extract of this log; its rows \
                are joined, its date does not count";
    assert!(text.contains(said), "{text}");
    assert!(
        !text.contains("out of date") && !text.contains("Needs attention"),
        "{text}"
    );
    let text = joined(Joined::Newest { of: 2 });
    let said = "; one log in 2 instalments; dated by the newest";
    assert!(
        text.contains(said) && text.contains("out of date"),
        "{text}"
    );
    let text = joined(Joined::Gap {
        of: 2,
        after: Day::parse_iso("2026-07-31").unwrap(),
        before: Day::parse_iso("2026-09-30").unwrap(),
    });
    let said = "out of date since 1 February 2000: add the instalment of its log between 31 July 2026 \
                and 30 September 2026, or give the log in one extract";
    assert!(text.contains(said), "{text}");
}

#[test]
fn a_required_column_with_any_blank_says_its_share() {
    let blank = |filled: u64, rows: usize| {
        judged(|evidence, dataset| {
            let table = &mut evidence.files[0].tables[0];
            table.rows = rows;
            let known: Vec<String> = table.columns.iter().map(|c| c.column.clone()).collect();
            dataset.columns[0].name = "child_id".into();
            dataset.columns[0].required = true;
            let counts = known.into_iter().map(|column| CellCount {
                column,
                filled,
                unreadable: 0,
                others: 0,
            });
            evidence.accounts.get_mut(&0).unwrap().cells = counts.collect();
        })
    };
    assert!(
        blank(8, 10).contains("column matched (`child_id` 20% blank)"),
        "{}",
        blank(8, 10)
    );
    // 1 of 300 is less than one in a hundred.
    assert!(
        blank(299, 300).contains("(`child_id` under 1% blank)"),
        "{}",
        blank(299, 300)
    );
    assert!(!blank(10, 10).contains("blank"), "{}", blank(10, 10));
    // Half or more is said below, once.
    let half = blank(5, 10);
    assert!(
        half.contains("blank in half of the rows or more: `child_id` 50%"),
        "{half}"
    );
    assert!(!half.contains("50% blank"), "{half}");
}
