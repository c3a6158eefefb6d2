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
use std::sync::LazyLock;

use reinspect::assessment::{Assessment, Scope};
use reinspect::evidence::extract::FileRead;
use reinspect::pack::Criterion;

use crate::engine::{ENGINE, Engine, Files, better};

/// Assesses with some files in the place of others.
fn instead(engine: &Engine, reads: &[FileRead], gone: &BTreeSet<&str>, new: &Files) -> Assessment {
    engine.assess(engine.instead(reads, gone, new))
}

/// Each criterion with the lists that it is measured by: those that a run reads for other ends left out.
static NEEDED: LazyLock<Vec<(&Criterion, BTreeSet<&str>)>> = LazyLock::new(|| {
    let register = |c: &Criterion| match c.measure.kind() {
        "document" => Some("documents"),
        "statement" => Some("statements"),
        _ => None,
    };
    let needed = |c| {
        let lists = reinspect::measure::lists_of(c).into_iter();
        lists.map(|(id, _)| id).chain(register(c)).collect()
    };
    let criteria = ENGINE.pack.criteria.iter();
    criteria.map(|c| (c, needed(c))).collect()
});

fn is_needed(id: &str) -> bool {
    NEEDED.iter().any(|(_, needed)| needed.contains(id))
}

/// The criteria that need a list, which alone can change with it, over the lists that these need.
struct Asking<'a> {
    engine: &'a Engine,
    scope: Scope,
    reads: Vec<FileRead>,
    /// How they stand while nothing is changed.
    whole: Assessment,
}

impl<'a> Asking<'a> {
    fn of(id: &str, engine: &'a Engine, reads: &[FileRead]) -> Self {
        // What no criterion is measured by is held against all of them.
        let is_for_all = !is_needed(id);
        Self::those(|_, needed| needed.contains(id) || is_for_all, engine, reads)
    }

    /// The same for the criteria that `asks` chooses by themselves and by the lists that they need.
    fn those(
        asks: impl Fn(&Criterion, &BTreeSet<&str>) -> bool,
        engine: &'a Engine,
        reads: &[FileRead],
    ) -> Self {
        let asking = NEEDED.iter().filter(|(c, needed)| asks(c, needed));
        let criteria = asking.clone().map(|(c, _)| c.id.clone()).collect();
        let needed: BTreeSet<&str> = asking.flat_map(|(_, needed)| needed).copied().collect();
        let scope = Scope {
            criteria,
            ..Scope::default()
        };
        // What is no list says something to those who look for a document, and to no others.
        let documents = needed.contains("documents");
        let of_list = |read: &&FileRead| match dataset(read) {
            Some(id) => needed.contains(id) || !is_needed(id),
            None => documents,
        };
        let reads: Vec<_> = reads.iter().filter(of_list).cloned().collect();
        let whole = engine.assess_of(reads.clone(), scope.clone());
        Self {
            engine,
            scope,
            reads,
            whole,
        }
    }

    /// Assesses with files beside the others, or in the place of those of their paths.
    fn with(&self, new: &Files) -> Assessment {
        self.instead(&BTreeSet::new(), new)
    }

    /// Assesses with some files in the place of others.
    fn instead(&self, gone: &BTreeSet<&str>, new: &Files) -> Assessment {
        let reads = self.engine.instead(&self.reads, gone, new);
        self.engine.assess_of(reads, self.scope.clone())
    }
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
