//! A part of a list left out.
//!
//! A list cannot tell what is not in it: half of one list alone is a smaller list, whose share may be
//! higher or lower. What does hold: an earlier extract of a log keeps the rows that the newer one lost;
//! a part that is there and cannot be read makes its list unreadable; an extract under half the size of
//! the one before is reported; events left out never show more; and what was too few never gets enough.

use std::collections::BTreeSet;

use proptest::prelude::*;
use reinspect::evidence::extract::FileRead;
use reinspect::evidence::manifest::Manifest;
use reinspect::judge::Reason;
use reinspect::pack::Shape;

use super::{Asking, around_date, dataset, instead, no_better};
use crate::engine::{ENGINE, Files, Random, list, path_of, rows, sample};

/// Criteria that ask each of one list's people for events in another list.
const OF_EVENTS: [(&str, &str); 6] = [
    ("education_plans", "personal-education-plans-are-current"),
    ("supervisions", "supervision-held-every-month"),
    ("supervisions", "new-social-workers-supervised-fortnightly"),
    (
        "management_oversight",
        "management-oversight-every-six-weeks",
    ),
    ("core_groups", "core-groups-keep-meeting"),
    ("training", "workers-trained-in-the-practice-framework"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn half_of_a_log_beside_the_whole_of_it_makes_nothing_better(seed in any::<u64>()) {
        let mut random = Random(seed);
        let files = sample(seed, 200);
        let reads = ENGINE.read(&files);
        let mut tried = 0;
        for (path, id) in lists(&reads) {
            let Some((name, _)) = around_date(&path) else {
                continue;
            };
            if ENGINE.pack.datasets[&id].shape != Shape::Log {
                continue;
            }
            // In another order: of two copies of one file the older date would hold.
            let mut table = rows(&files[&path]);
            table[1..].reverse();
            let earlier = (format!("{name}-2026-08-01.csv"), list(&table));
            let cut = (path.clone(), half(&files[&path], &mut random));
            let asking = Asking::of(&id, &ENGINE, &reads);
            let whole = asking.with(&Files::from([earlier.clone()]));
            let after = asking.with(&Files::from([earlier, cut]));
            no_better(&whole, &after, &path);
            tried += 1;
        }
        prop_assert!(tried > 15, "only {} logs", tried);
    }

    #[test]
    fn half_of_the_events_never_show_more(seed in any::<u64>()) {
        let mut random = Random(seed);
        let files = sample(seed, 400);
        let reads = ENGINE.read(&files);
        for (path, id) in lists(&reads) {
            let cut = (path.clone(), half(&files[&path], &mut random));
            let asking = Asking::of(&id, &ENGINE, &reads);
            let after = asking.with(&Files::from([cut]));
            for (old, new) in asking.whole.criteria.iter().zip(&after.criteria) {
                let events = OF_EVENTS.contains(&(id.as_str(), old.id.as_str()));
                let too_few = old.today.reason == Some(Reason::TooFew);
                if events || too_few {
                    prop_assert!(
                        new.today.state.half_credits() <= old.today.state.half_credits(),
                        "half of {}: {} was {:?} and is {:?}", path, old.id, old.today, new.today
                    );
                }
            }
        }
    }
}

#[test]
fn a_part_that_cannot_be_read_makes_nothing_better() {
    let mut files = sample(2026, 400);
    let (path, parts) = plans_in_two_parts(&files);
    files.remove(&path);
    files.extend(parts.clone());
    let reads = ENGINE.read(&files);
    let whole = ENGINE.assess(reads.clone());
    for (part, bytes) in parts {
        // A list in CSV under such a name is no workbook; the manifest says which list it is.
        let damaged = part.replace(".csv", ".xlsx");
        let engine = ENGINE.with_manifest(named(&damaged));
        let new = Files::from([(damaged, bytes)]);
        let after = instead(&engine, &reads, &BTreeSet::from([part.as_str()]), &new);
        no_better(&whole, &after, &part);
        let drift = |a: &reinspect::assessment::Assessment| {
            let mut all = a.criteria.iter();
            let one = all.find(|c| c.id == "protection-plans-do-not-drift");
            one.unwrap().today.reason
        };
        assert_eq!(drift(&whole), None);
        assert_eq!(drift(&after), Some(Reason::Unreadable));
    }
}

#[test]
fn a_part_left_out_is_reported_where_an_earlier_extract_shows_it() {
    let mut files = sample(2026, 400);
    let (path, parts) = plans_in_two_parts(&files);
    files.remove(&path);
    let shrunk = |files: &Files| {
        let found = ENGINE.over(files).diagnostics;
        found.iter().filter(|d| d.code == "extract-shrunk").count()
    };
    let mut both = files.clone();
    both.extend(parts.clone());
    assert_eq!(shrunk(&both), 0);
    // The smaller part holds a third of the plans.
    let (smaller, bytes) = parts.into_iter().min_by_key(|(_, b)| b.len()).unwrap();
    files.insert(smaller, bytes);
    assert_eq!(shrunk(&files), 1);
}

/// The newest list of protection plans, and the same as a third and two thirds of one day.
fn plans_in_two_parts(files: &Files) -> (String, Files) {
    let path = path_of(files, "annex-a/list-07-child-protection-plans-2026-09");
    let table = rows(&files[&path]);
    let (small, large): (Vec<_>, Vec<_>) = (1..table.len()).partition(|row| row % 3 == 0);
    let part = |name: &str, kept: &[usize]| {
        let kept = kept.iter().map(|row| table[*row].clone());
        let table: Vec<_> = std::iter::once(table[0].clone()).chain(kept).collect();
        (format!("annex-a/{name}-2026-09-30.csv"), list(&table))
    };
    let parts = [part("plans-north", &small), part("plans-south", &large)];
    (path, Files::from(parts))
}

/// The lists in CSV, each with its dataset.
fn lists(reads: &[FileRead]) -> Vec<(String, String)> {
    let listed = reads.iter().filter_map(|read| {
        let path = read.found.path.to_string();
        Some((path, dataset(read)?.to_owned()))
    });
    listed.collect()
}

/// About half of the rows, drawn at random.
fn half(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut table = rows(bytes);
    let mut first = true;
    table.retain(|_| std::mem::take(&mut first) || random.below(2) == 0);
    list(&table)
}

/// A manifest that says which list a damaged file is.
fn named(path: &str) -> Manifest {
    let text = format!("[[source]]\npath = \"{path}\"\ndataset = \"child_protection_plans\"\n");
    let text = reinspect::diagnostic::SourceText::new("evidence.toml", text);
    reinspect::evidence::manifest::parse(&text).0
}
