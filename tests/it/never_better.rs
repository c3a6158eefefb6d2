//! Poorer evidence never makes anything better, and where it could, the run says so.
//!
//! What "better" is stands at [`better`]: what a criterion earns its areas, and how its areas stand.
//! The evidence is an invented authority of fixed seed; each test takes its lists in turn.

mod blank;
mod dates;
mod others;
mod parts;
mod repeats;

use std::collections::BTreeSet;

use reinspect::assessment::Assessment;
use reinspect::evidence::extract::FileRead;

use crate::engine::{ENGINE, Engine, Files, better};

/// Assesses with some files in the place of others.
fn instead(engine: &Engine, reads: &[FileRead], gone: &BTreeSet<&str>, new: &Files) -> Assessment {
    engine.assess(engine.instead(reads, gone, new))
}

/// Fails when the second is better than the first in anything.
fn no_better(before: &Assessment, after: &Assessment, what: &str) {
    let found = better(before, after);
    assert!(found.is_empty(), "{what}: {found:#?}");
}

/// The dataset that a file was recognised as.
fn dataset(read: &FileRead) -> Option<&str> {
    read.extracts
        .first()
        .map(|extract| extract.dataset.as_str())
}

/// What of a file's path comes before its date, and what after.
fn around_date(path: &str) -> Option<(&str, &str)> {
    let at = path.find("-202")?;
    Some((path.get(..at)?, path.get(at + "-2026-09-30".len()..)?))
}

#[test]
fn better_is_told_from_not_better() {
    let files = crate::engine::sample(2026, 200);
    let whole = ENGINE.over(&files);
    let mut less = files.clone();
    less.retain(|path, _| !path.contains("audits"));
    let less = ENGINE.over(&less);
    no_better(&whole, &whole, "the same");
    no_better(&whole, &less, "less");
    assert!(better(&less, &whole).len() > 10);
}
