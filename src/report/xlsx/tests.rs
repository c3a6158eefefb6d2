use std::io::{Cursor, Read as _};

use calamine::{Data, DataType as _, Reader as _, Xlsx};

use super::*;
use crate::assess::fixture::{
    area_result, assessment, day, measurement_result, result, source_entry,
};
use crate::assessment::WaiverResult;
use crate::judge::State;
use crate::report::fixture::{changes, gap};

fn whole() -> Assessment {
    let mut whole = assessment(vec![result("a", State::NotMet), result("b", State::Met)]);
    whole.inspection = Some(day("2027-01-12"));
    whole.criteria[0].measurement = Some(measurement_result());
    whole.criteria[0].owner = Some("Head of Safeguarding".to_owned());
    whole.criteria[1].owner = Some("Virtual School Head".to_owned());
    whole.areas = vec![area_result("safe", &whole.criteria)];
    whole.sources = vec![source_entry()];
    whole.gaps = vec![gap("a", State::NotMet)];
    whole.gaps[0].owner = Some("Head of Safeguarding".to_owned());
    whole.gaps[0].due = Some(day("2026-12-10"));
    whole
}

fn rows(assessment: &Assessment, sheet: &str) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(render(assessment))).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// A part of the workbook as it is stored.
fn part(assessment: &Assessment, name: &str) -> String {
    let mut files = zip::ZipArchive::new(Cursor::new(render(assessment))).unwrap();
    let mut text = String::new();
    files
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn parts(assessment: &Assessment) -> Vec<String> {
    let files = zip::ZipArchive::new(Cursor::new(render(assessment))).unwrap();
    files
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect()
}

#[test]
fn a_gap_is_a_row_of_the_action_list() {
    let rows = rows(&whole(), "Gaps");
    let words: Vec<String> = rows[3].iter().take(9).map(ToString::to_string).collect();
    let expected = [
        "1",
        "Title of a",
        "not met",
        "8 of 10 visits (80%) within 10 days",
        "at least 90%",
        "–",
        "–",
        "Do it.",
        "Head of Safeguarding",
    ];
    assert_eq!(words, expected);
    // 10 December 2026 is day 46,366 of Excel's count.
    assert_eq!(
        rows[3][9].get_datetime().map(|d| d.as_f64()),
        Some(46_366.0)
    );
    assert_eq!(rows[3][10].to_string(), "not started");
}

#[test]
fn owner_and_status_are_chosen_from_lists() {
    let gaps = part(&whole(), "xl/worksheets/sheet2.xml");
    assert!(
        gaps.contains("Owners!$A$3:$A$4"),
        "two owners, below title and headings"
    );
    assert!(gaps.contains("\"not started,in hand,overdue,done,done but gap remains,not needed\""));
    let owners = rows(&whole(), "Owners");
    assert_eq!(owners[1][0].to_string(), "Owner");
    let named: Vec<_> = owners[2..]
        .iter()
        .map(|r| (r[0].to_string(), r[1].to_string()))
        .collect();
    let of = |owner: &str, gaps: &str| (owner.to_owned(), gaps.to_owned());
    assert_eq!(
        named,
        [
            of("Head of Safeguarding", "1"),
            of("Virtual School Head", "0")
        ]
    );
}

#[test]
fn every_sheet_has_one_table_and_keeps_its_headings_in_sight() {
    let names = parts(&whole());
    let count = |folder: &str| names.iter().filter(|n| n.starts_with(folder)).count();
    assert_eq!(count("xl/tables/table"), 7);
    for sheet in 1..=7 {
        let text = part(&whole(), &format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(text.contains("state=\"frozen\""), "{sheet}");
        assert_eq!(text.matches("<tablePart ").count(), 1, "{sheet}");
        assert!(!text.contains("<mergeCell"), "{sheet}");
    }
}

/// However hostile a text is, no part of the workbook holds a formula or a link, and it stays one text.
#[test]
fn a_text_is_never_a_formula_nor_a_link() {
    let mut hostile = whole();
    for text in [
        "=cmd|' /C calc'!A0",
        "http://example.org/",
        "+1",
        "@SUM(A1)",
        "a\u{0}b",
    ] {
        hostile.criteria[0].title = text.to_owned();
        hostile.gaps[0].improve = text.to_owned();
        hostile.gaps[0].owner = Some(text.to_owned());
        let gaps = part(&hostile, "xl/worksheets/sheet2.xml");
        assert!(
            !gaps.contains("<f>") && !gaps.contains("<hyperlink"),
            "{text}"
        );
        let row = &rows(&hostile, "Gaps")[3];
        let shown = text.replace('\u{0}', " ");
        assert_eq!(
            [&row[1], &row[7], &row[8]].map(ToString::to_string),
            [&shown, &shown, &shown].map(Clone::clone)
        );
    }
}

#[test]
fn nobody_is_named_as_its_author_and_its_day_is_that_of_the_run() {
    let about = part(&whole(), "docProps/core.xml");
    assert!(
        about.contains("<dc:creator></dc:creator>") || about.contains("<dc:creator/>"),
        "{about}"
    );
    assert!(about.contains("2026-11-22T00:00:00Z"), "{about}");
}

#[test]
fn texts_too_long_for_a_cell_and_days_too_old_for_excel_do_no_harm() {
    let mut whole = whole();
    whole.criteria[0].title = "x".repeat(100_000);
    whole.gaps[0].due = Some(day("1850-01-01"));
    whole.as_at = day("1850-01-01");
    whole.criteria[0].waiver = Some(WaiverResult {
        in_force: true,
        reason: String::new(),
        by: "y".repeat(40_000),
        from: day("1850-01-01"),
        until: day("9999-12-31"),
    });
    whole.gaps[0].waived = true;
    let row = &rows(&whole, "Gaps")[3];
    assert_eq!(row[1].to_string().chars().count(), 8_000);
    assert_eq!(row[9].to_string(), "1850-01-01");
}

#[test]
fn an_empty_table_says_so() {
    let mut none = whole();
    none.gaps.clear();
    assert_eq!(rows(&none, "Gaps")[3][0].to_string(), "none");
    assert_eq!(rows(&none, "Findings")[2][0].to_string(), "none");
}

#[test]
fn what_changed_has_a_sheet_where_there_is_a_baseline() {
    let mut whole = whole();
    whole.changes = Some(changes("a"));
    let rows = rows(&whole, "Changes");
    let row: Vec<String> = rows[3].iter().map(ToString::to_string).collect();
    let expected = [
        "worse",
        "Title of a",
        "met",
        "not met",
        "the evidence changed",
        "a",
    ];
    assert_eq!(row, expected);
}

#[test]
fn what_is_withheld_says_so_and_nothing_is_empty() {
    let mut whole = whole();
    whole.criteria[0].measurement = None;
    whole.criteria[0].withheld = true;
    whole.sources[0].rows = None;
    whole.sources[0].path = String::new();
    assert_eq!(rows(&whole, "Criteria")[2][8].to_string(), "withheld");
    let evidence = &rows(&whole, "Evidence")[2];
    assert_eq!(evidence[0].to_string(), "file name withheld");
    assert_eq!(evidence[7].to_string(), "withheld");
    for sheet in ["Summary", "Gaps", "Criteria", "Evidence"] {
        let last = rows(&whole, sheet).pop().unwrap();
        assert!(last.iter().all(|cell| !cell.is_empty()), "{sheet}");
    }
}

#[test]
fn areas_over_time_have_a_sheet_where_there_is_a_history() {
    use crate::assessment::{AreaTrend, Fraction, Level, TrendPoint};
    let mut some = whole();
    assert!(
        !parts(&some)
            .iter()
            .any(|part| part.contains("Areas over time"))
    );
    some.trends = vec![AreaTrend {
        id: "safe".to_owned(),
        kind: crate::pack::AreaKind::Outcome,
        short: "Safe".to_owned(),
        points: vec![TrendPoint {
            as_at: some.as_at,
            level: Level::NotReady,
            assured: Some(Fraction {
                numerator: 2,
                denominator: 3,
            }),
            coverage: None,
            same_rules: true,
        }],
    }];
    let rows = rows(&some, "History");
    let told = rows.last().unwrap();
    // Two thirds, cut to whole percentages.
    assert_eq!(told[0], Data::String("Safe".to_owned()));
    assert_eq!(told[2], Data::Float(66.0));
    assert_eq!(told[3], Data::String("nothing applied".to_owned()));
}

#[test]
fn every_point_that_is_tested_is_defined_beside_the_words() {
    use crate::assessment::{FrameworkEntry, PointEntry};
    let mut some = whole();
    let words = rows(&some, "Definitions").len();
    some.frameworks = vec![FrameworkEntry {
        id: "nf".to_owned(),
        title: "Framework".to_owned(),
        edition: "2023".to_owned(),
        source: "https://example.org".to_owned(),
        points: vec![PointEntry {
            id: "nf:O1-1".to_owned(),
            gist: "=Somebody listens.".to_owned(),
            place: Some("pages 2-3".to_owned()),
            verified: false,
        }],
    }];
    let rows = rows(&some, "Definitions");
    assert_eq!(rows.len(), words + 1);
    let told = rows.last().unwrap();
    assert_eq!(told[0], Data::String("nf:O1-1".to_owned()));
    let said = "=Somebody listens. (Framework, 2023, pages 2-3; wording not confirmed)";
    assert_eq!(told[1], Data::String(said.to_owned()));
}
