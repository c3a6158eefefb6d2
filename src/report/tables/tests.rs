use std::collections::BTreeSet;

use super::*;
use crate::assess::fixture::{
    area_result, assessment, day, measurement_result, result, source_entry,
};
use crate::assessment::Gain;
use crate::judge::State;
use crate::report::fixture::{changes, gap};

fn whole() -> Assessment {
    let mut whole = assessment(vec![result("a", State::NotMet), result("b", State::Met)]);
    whole.criteria[0].judgements = vec!["help-and-protection".to_owned()];
    whole.criteria[0].measurement = Some(measurement_result());
    whole.areas = vec![area_result("safe", &whole.criteria)];
    whole.sources = vec![source_entry()];
    whole.gaps = vec![gap("a", State::NotMet)];
    whole.gaps[0].gain = vec![Gain {
        area: "safe".to_owned(),
        points: "2.5".to_owned(),
    }];
    whole.gaps[0].due = Some(day("2026-12-10"));
    whole
}

fn lines(assessment: &Assessment, file: &str) -> Vec<String> {
    let Rendered::Folder(files) = render(assessment) else {
        panic!("the tables are a folder");
    };
    let (_, text) = files.into_iter().find(|(name, _)| *name == file).unwrap();
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_result_is_a_row_with_its_numbers_bare() {
    let rows = lines(&whole(), "results.csv");
    assert!(rows[0].starts_with("\u{feff}as_at,criterion,state,"));
    assert_eq!(
        rows[1],
        "2026-11-22,\"a\",\"not_met\",,,,\"withheld\",\"share\",90,\"percent\",9,10,0,0,,,,,,,false,,false"
    );
    assert_eq!(
        rows[2],
        "2026-11-22,\"b\",\"met\",,,,\"withheld\",,,,,,,,,,,,,,false,,false"
    );
    assert_eq!(
        lines(&whole(), "gap_gains.csv")[1],
        "2026-11-22,\"a\",\"safe\",2.5"
    );
}

#[test]
fn a_criterion_stands_beside_every_area_it_counts_towards() {
    let rows = lines(&whole(), "criterion_areas.csv");
    let expected = [
        "2026-11-22,\"a\",\"safe\"",
        "2026-11-22,\"a\",\"help-and-protection\"",
        "2026-11-22,\"b\",\"safe\"",
    ];
    assert_eq!(rows[1..], expected);
    // Sources are numbered from 1, in both tables.
    assert!(lines(&whole(), "sources.csv")[1].starts_with("2026-11-22,1,\"lists/visits.csv\","));
    assert_eq!(
        lines(&whole(), "criterion_sources.csv")[1],
        "2026-11-22,\"a\",1"
    );
}

#[test]
fn every_row_is_as_wide_as_its_headings() {
    for table in all(&whole()) {
        assert_eq!(table.columns.first(), Some(&"as_at"), "{}", table.file);
        let own: BTreeSet<_> = table.columns.iter().collect();
        assert_eq!(own.len(), table.columns.len(), "{}", table.file);
        for row in &table.rows {
            assert_eq!(row.len() + 1, table.columns.len(), "{}", table.file);
        }
    }
}

/// The page says of every table its columns, all of them and in their order.
#[test]
fn the_page_describes_what_is_written() {
    let page = include_str!("../../../docs/reports/csv.md");
    let described: Vec<(String, Vec<String>)> = page
        .split("\n### ")
        .skip(1)
        .map(|part| {
            let (name, rest) = part.split_once('\n').unwrap();
            let column = |line: &str| Some(line.strip_prefix("| `")?.split('`').next()?.to_owned());
            let columns = rest.lines().filter_map(column).collect();
            (name.trim().trim_matches('`').to_owned(), columns)
        })
        .collect();
    let written: Vec<(String, Vec<String>)> = all(&whole())
        .iter()
        .map(|table| {
            let columns = table.columns.iter().map(|&c| c.to_owned()).collect();
            (table.file.to_owned(), columns)
        })
        .collect();
    assert_eq!(described, written);
}

#[test]
fn what_changed_is_a_row_with_both_states() {
    let mut whole = whole();
    assert_eq!(lines(&whole, "changes.csv").len(), 1);
    whole.changes = Some(changes("a"));
    assert_eq!(
        lines(&whole, "changes.csv")[1],
        "2026-11-22,\"a\",\"Title of a\",2026-09-30,\"met\",\"not_met\",,\"worse\",\"evidence\""
    );
}

#[test]
fn what_is_withheld_says_so() {
    let mut whole = whole();
    whole.criteria[0].measurement = None;
    whole.criteria[0].withheld = true;
    assert!(lines(&whole, "results.csv")[1].ends_with(",true"));
    assert!(lines(&whole, "results.csv")[2].ends_with(",false"));
}
