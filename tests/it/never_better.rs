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

/// Each criterion with the lists that it needs.
static NEEDED: LazyLock<Vec<(&Criterion, BTreeSet<String>)>> = LazyLock::new(|| {
    let needs = |c| reinspect::measure::needs([c], &ENGINE.pack.datasets);
    let criteria = ENGINE.pack.criteria.iter();
    criteria
        .map(|c| (c, needs(c).into_keys().collect()))
        .collect()
});

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
        Self::those(|_, needed| needed.contains(id), engine, reads)
    }

    /// The same for the criteria that `asks` chooses by themselves and by the lists that they need.
    fn those(
        asks: impl Fn(&Criterion, &BTreeSet<String>) -> bool,
        engine: &'a Engine,
        reads: &[FileRead],
    ) -> Self {
        let asking = NEEDED.iter().filter(|(c, needed)| asks(c, needed));
        let criteria = asking.clone().map(|(c, _)| c.id.clone()).collect();
        let lists = asking.flat_map(|(_, needed)| needed);
        let needed: BTreeSet<&str> = lists.map(String::as_str).collect();
        let scope = Scope {
            criteria,
            ..Scope::default()
        };
        let of_list = |read: &&FileRead| dataset(read).is_none_or(|id| needed.contains(id));
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
