//! A record that stands on many rows.

use super::{Asking, dataset, no_better};

use crate::engine::{ENGINE, Files, Random, list, rows, sample};

/// Whichever record an export repeats, and however often: each counts once when it is judged.
#[test]
fn repeating_a_record_makes_nothing_better() {
    let mut random = Random(7);
    let files = sample(2026, 200);
    let reads = ENGINE.read(&files);
    let mut tried = 0;
    for read in &reads {
        let path = read.found.path.to_string();
        let Some(dataset) = dataset(read).and_then(|id| ENGINE.pack.datasets.get(id)) else {
            continue;
        };
        let matched = &read.found.tables[0].columns;
        let keyed = |key: &String| matched.iter().any(|c| c.column == *key);
        let mut table = rows(&files[&path]);
        if dataset.key.is_empty() || !dataset.key.iter().all(keyed) || table.len() < 2 {
            continue;
        }
        let chosen = table[1 + random.below(table.len() - 1)].clone();
        table.extend(vec![chosen; 2 * table.len()]);
        let asking = Asking::of(&dataset.id, &ENGINE, &reads);
        let repeated = asking.with(&Files::from([(path.clone(), list(&table))]));
        let what = format!("{path} with one record repeated");
        no_better(&asking.whole, &repeated, &what);
        tried += 1;
    }
    assert!(tried > 30, "only {tried} lists");
}
