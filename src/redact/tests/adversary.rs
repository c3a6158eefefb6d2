//! One who knows every rule, every list's columns and this program, and tries every table there is.
//!
//! For each table of up to three sorts of rows it writes down all that shows. A number from 1 to 5 is
//! told if every table that shows the same has it: then it can be worked out, however cleverly.

use std::collections::BTreeMap;

use super::*;

/// How many rows there are of each sort.
type Table = Vec<u64>;

/// What is asked of a table.
type Questions = fn(&[u64]) -> Vec<CriterionResult>;

fn over(mut criterion: CriterionResult, chosen: &[&str], judged: &[&str]) -> CriterionResult {
    let measurement = criterion.measurement.as_mut().unwrap();
    measurement.population.chosen_by = columns(chosen);
    measurement.population.judged_by = columns(judged);
    criterion
}

/// The share of the first of three sorts, of the first two, and of the second among the last two.
fn nested(rows: &[u64]) -> Vec<CriterionResult> {
    let [a, b, c] = rows else {
        panic!("three sorts")
    };
    let all = a + b + c;
    vec![
        over(share("a", *a, all), &[], &["sort"]),
        over(share("b", a + b, all), &[], &["sort"]),
        over(share("c", *b, b + c), &["sort"], &["sort"]),
    ]
}

/// Shares by one column, by another, and by both; the sorts are both, the first, the second, neither.
fn crossed(rows: &[u64]) -> Vec<CriterionResult> {
    let [both, first, second, neither] = rows else {
        panic!("four sorts")
    };
    let all = both + first + second + neither;
    vec![
        over(share("a", both + first, all), &[], &["seen"]),
        over(share("b", both + second, all), &[], &["alone"]),
        over(share("c", *both, all), &[], &["alone", "seen"]),
    ]
}

/// Every table of so many sorts of at most so many rows.
fn tables(sorts: usize, most: u64) -> Vec<Table> {
    (0..sorts).fold(vec![Vec::new()], |tables, _| {
        let with = |table: &Table, rows| table.iter().copied().chain([rows]).collect();
        let each = tables.iter();
        each.flat_map(|table| (0..=most).map(move |rows| with(table, rows)))
            .collect()
    })
}

/// Everything that shows, as text.
fn sight(criteria: Vec<CriterionResult>, audience: Audience) -> String {
    let redacted = shown(criteria, audience);
    let each = redacted.criteria.iter();
    let told = each.map(|c| format!("{:?} {:?} {}", c.today, c.measurement, c.explanation));
    told.collect::<Vec<_>>().join("\n")
}

/// Tables of which a small number can be told; none whose sight may be had of a table not tried.
fn told(tables: Vec<Table>, sure: u64, asked: Questions, audience: Audience) -> Vec<Table> {
    let mut seen: BTreeMap<String, Vec<Table>> = BTreeMap::new();
    for table in tables {
        let sight = sight(asked(&table), audience);
        seen.entry(sight).or_default().push(table);
    }
    let whole = |tables: &Vec<Table>| tables.iter().flatten().all(|rows| *rows <= sure);
    let is_told = |tables: &Vec<Table>, sort: usize| {
        let first = tables[0][sort];
        (1..=5).contains(&first) && tables.iter().all(|table| table[sort] == first)
    };
    let alike = seen.into_values().filter(whole);
    let telling = alike.filter(|tables| (0..tables[0].len()).any(|sort| is_told(tables, sort)));
    telling.map(|tables| tables[0].clone()).collect()
}

fn nothing_is_told(sorts: usize, most: u64, sure: u64, asked: Questions) {
    for audience in OUTWARD {
        let told = told(tables(sorts, most), sure, asked, audience);
        let first = told.first().map(|table| sight(asked(table), audience));
        assert!(
            told.is_empty(),
            "{audience:?}: {} told, as {:?}: {first:#?}",
            told.len(),
            told[0]
        );
    }
}

#[test]
fn no_small_number_can_be_worked_out_from_questions_that_hold_each_other() {
    nothing_is_told(3, 26, 20, nested);
}

#[test]
fn no_small_number_can_be_worked_out_from_questions_that_cross() {
    nothing_is_told(4, 12, 10, crossed);
}

#[test]
fn an_adversary_finds_what_is_not_withheld() {
    let found = told(tables(3, 12), 10, nested, Audience::Internal);
    assert!(
        found.len() > 100,
        "all shows to the authority itself: {}",
        found.len()
    );
}
