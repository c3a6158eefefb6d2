//! A column that is blank throughout.

use std::collections::BTreeSet;

use reinspect::pack::Dataset;
use reinspect::table::ColumnType;

use super::{dataset, no_better};
use crate::engine::{ENGINE, Files, Random, list, rows, sample};

/// Annex A's lists 4 to 9: assessments, enquiries, children in need, on plans and in care, care leavers.
const LISTS_4_TO_9: [&str; 6] = [
    "assessments",
    "section_47_enquiries",
    "children_in_need",
    "child_protection_plans",
    "children_in_care",
    "care_leavers",
];

/// Every column that a list must have and that a condition or a clock can rest on.
///
/// An identifier is left out: blank throughout, it is no evidence of anyone and every row still counts.
/// So are columns that may be blank: a blank end date says that it has not ended.
fn required(dataset: &Dataset) -> BTreeSet<&str> {
    let columns = dataset.columns.iter();
    let typed = columns.filter(|c| c.required && c.kind != ColumnType::Text);
    typed.map(|c| &*c.name).collect()
}

#[test]
fn a_blank_required_column_makes_nothing_better() {
    let files = sample(2026, 400);
    let reads = ENGINE.read(&files);
    let whole = ENGINE.assess(reads.clone());
    let mut tried = BTreeSet::new();
    for (path, id, column, at) in columns(&files) {
        let mut table = rows(&files[&path]);
        fill(&mut table, at, "", 1);
        let after = ENGINE.with(&reads, &Files::from([(path, list(&table))]));
        no_better(&whole, &after, &format!("{id}.{column} all blank"));
        tried.insert(id);
    }
    assert!(tried.len() > 35, "only {} lists", tried.len());
    assert!(LISTS_4_TO_9.iter().all(|id| tried.contains(*id)));
}

/// The same where the column says much that is bad: a value of its own stands in half of the rows.
#[test]
fn a_blank_column_hides_nothing_that_was_bad() {
    let mut random = Random(11);
    let files = sample(2026, 200);
    let reads = ENGINE.read(&files);
    for (path, id, column, at) in columns(&files) {
        if !LISTS_4_TO_9.contains(&id.as_str()) {
            continue;
        }
        let table = rows(&files[&path]);
        let mut blank = table.clone();
        fill(&mut blank, at, "", 1);
        let blank = ENGINE.with(&reads, &Files::from([(path.clone(), list(&blank))]));
        let values: BTreeSet<&str> = table[1..].iter().map(|row| row[at].as_str()).collect();
        let ends = [values.first(), values.last()];
        for value in ends.into_iter().flatten().filter(|value| !value.is_empty()) {
            let mut bad = table.clone();
            fill(&mut bad, at, value, 1 + random.below(2));
            let bad = ENGINE.with(&reads, &Files::from([(path.clone(), list(&bad))]));
            no_better(
                &bad,
                &blank,
                &format!("{id}.{column} blank, where it was `{value}`"),
            );
        }
    }
}

/// Every required column of every list in CSV: its path, dataset, name, and place in the row.
fn columns(files: &Files) -> Vec<(String, String, String, usize)> {
    let mut found = Vec::new();
    for read in ENGINE.read(files) {
        let Some(id) = dataset(&read) else {
            continue;
        };
        let required = required(&ENGINE.pack.datasets[id]);
        let table = rows(&files[&*read.found.path]);
        for matched in &read.found.tables[0].columns {
            if required.contains(matched.column.as_str()) {
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
