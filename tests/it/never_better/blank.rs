//! A column that is blank throughout.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use reinspect::table::ColumnType;

use super::{Asking, dataset, no_better};

use crate::engine::{ENGINE, Files, Random, as_at, list, rows, sample};

/// Annex A's lists 4 to 9: assessments, enquiries, children in need, on plans and in care, care leavers.
const LISTS_4_TO_9: [&str; 6] = [
    "assessments",
    "section_47_enquiries",
    "children_in_need",
    "child_protection_plans",
    "children_in_care",
    "care_leavers",
];

/// Whether a list must have the column or not: a blank end date says that it has not ended, and in
/// every row it says that nobody writes ends down.
#[test]
fn a_blank_column_makes_nothing_better() {
    let files = sample(2026, 200);
    let reads = ENGINE.read(&files);
    let columns = columns(&files);
    let ids: BTreeSet<&str> = columns.iter().map(|(_, id, ..)| id.as_str()).collect();
    let asking = |id: &&'_ str| (id.to_string(), Asking::of(id, &ENGINE, &reads));
    let of_lists: BTreeMap<String, Asking> = ids.iter().map(asking).collect();
    // Hundreds of runs, the longest of these tests: they take every core there is.
    columns.par_iter().enumerate().for_each(|(nth, column)| {
        let (path, id, column, at) = column;
        let mut random = Random(11 + nth as u64);
        let asking = &of_lists[id];
        let table = rows(&files[path]);
        let filled = |value: &str, every: usize| {
            let mut table = table.clone();
            fill(&mut table, *at, value, every);
            asking.with(&Files::from([(path.clone(), list(&table))]))
        };
        let blank = filled("", 1);
        no_better(&asking.whole, &blank, &format!("{id}.{column} all blank"));
        // The same where the column says much that is bad: a value of its own in half of the rows.
        for value in telling(id, column, &table, *at) {
            let bad = filled(&value, 1 + random.below(2));
            let what = format!("{id}.{column} blank, where it was `{value}`");
            no_better(&bad, &blank, &what);
        }
    });
    assert!(ids.len() > 35, "only {} lists", ids.len());
    assert!(LISTS_4_TO_9.iter().all(|id| ids.contains(id)));
}

/// Values that a column could hold: for a date one lately and one long ago, else two of its own.
///
/// None for what names a record: one name in every row is another fault, and has its own tests.
fn telling(id: &str, column: &str, table: &[Vec<String>], at: usize) -> Vec<String> {
    let dataset = &ENGINE.pack.datasets[id];
    if dataset.key.iter().any(|key| key == column) {
        return Vec::new();
    }
    let column = dataset.column(column).unwrap();
    if column.kind == ColumnType::Date {
        return [20, 300]
            .map(|days| as_at().plus_days(-days).to_string())
            .into();
    }
    let values: BTreeSet<&String> = table[1..].iter().map(|row| &row[at]).collect();
    let mut values = values.into_iter().filter(|value| !value.is_empty());
    [values.next(), values.next_back()]
        .into_iter()
        .flatten()
        .cloned()
        .collect()
}

/// Every column that a criterion needs of every list in CSV: its path, dataset, name, and place in
/// the row.
fn columns(files: &Files) -> Vec<(String, String, String, usize)> {
    let needs = reinspect::measure::needs(&ENGINE.pack.criteria, &ENGINE.pack.datasets);
    let mut found = Vec::new();
    for read in ENGINE.read(files) {
        let Some(needed) = dataset(&read).and_then(|id| Some((id, needs.get(id)?))) else {
            continue;
        };
        let (id, needed) = needed;
        let table = rows(&files[&*read.found.path]);
        for matched in &read.found.tables[0].columns {
            if needed.contains(matched.column.as_str()) {
                let at = table[0].iter().position(|h| h.trim() == matched.heading);
                let place = (read.found.path.to_string(), id.to_owned());
                found.push((place.0, place.1, matched.column.clone(), at.unwrap()));
            }
        }
    }
    found
}

/// Writes a value into every first, second, … row of a column.
fn fill(table: &mut [Vec<String>], at: usize, value: &str, every: usize) {
    for row in table.iter_mut().skip(1).step_by(every) {
        value.clone_into(&mut row[at]);
    }
}
