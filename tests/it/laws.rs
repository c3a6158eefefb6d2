//! What holds of every run, over any evidence: order changes nothing, hiding never pays, and an older
//! list is measured as it was on its day.

mod fortnight;
mod hiding;
mod order;
mod repeated;

use crate::engine::{Files, Random, list, rows, sample};

/// An invented authority with more faults than it was made with: blanks, unreadable cells, rows twice.
fn untidy(seed: u64) -> Files {
    let mut random = Random(seed);
    let mut files = sample(seed, 200);
    for (path, bytes) in &mut files {
        if crate::engine::is_list(path) {
            let mut table = rows(bytes);
            spoil(&mut table, &mut random);
            *bytes = list(&table);
        }
    }
    files
}

/// Spoils about one cell in 150 and repeats about one row in 100.
fn spoil(table: &mut Vec<Vec<String>>, random: &mut Random) {
    let faults = ["", "", "31/02/2026", "not a value", "2031-01-01"];
    for row in table.iter_mut().skip(1) {
        for cell in row.iter_mut() {
            if random.below(150) == 0 {
                faults[random.below(faults.len())].clone_into(cell);
            }
        }
    }
    for _ in 0..table.len() / 100 {
        let row = table[1 + random.below(table.len() - 1)].clone();
        table.push(row);
    }
}
