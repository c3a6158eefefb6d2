//! An extract that is a fortnight old, and a date stripped from a file's name.

use std::collections::{BTreeMap, BTreeSet};

use reinspect::calendar::Day;
use reinspect::pack::{Criterion, KindOfEvidence};

use super::{Asking, around_date, dataset, no_better};
use crate::engine::{ENGINE, Files, as_at, sample};

/// Every extract of a dataset is dated 14 days earlier, with the same rows.
///
/// Measuring stops where the list stops, so what was not yet late a fortnight ago is not late; what it
/// says of days after its date has not happened. A survey is answered within weeks: without the last
/// fortnight's answers it is another survey, which may say better things. The same goes for what is
/// done on time: a fortnight ago more of it may have been, and `laws::fortnight` says it is so judged.
#[test]
fn an_extract_a_fortnight_old_makes_nothing_better() {
    let files = sample(2026, 1500);
    let reads = ENGINE.read(&files);
    let mut of_dataset: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for read in &reads {
        if let Some(id) = dataset(read) {
            of_dataset.entry(id).or_default().push(&read.found.path);
        }
    }
    let mut tried = 0;
    for (id, paths) in of_dataset {
        let kind = ENGINE.pack.datasets[id].kind_of_evidence;
        if [
            KindOfEvidence::Voice,
            KindOfEvidence::Staff,
            KindOfEvidence::Partner,
        ]
        .contains(&kind)
        {
            continue;
        }
        let older: Files = paths
            .iter()
            .map(|path| (a_fortnight_earlier(path), files[*path].clone()))
            .collect();
        let gone = paths.into_iter().collect();
        let asks = |c: &Criterion, needed: &BTreeSet<&str>| {
            needed.contains(id) && c.measure.kind() != "on_time"
        };
        let asking = Asking::those(asks, &ENGINE, &reads);
        // A scope without criteria would be all of them.
        if asking.scope.criteria.is_empty() {
            continue;
        }
        tried += 1;
        let after = asking.instead(&gone, &older);
        no_better(&asking.whole, &after, &format!("{id} a fortnight old"));
    }
    assert!(tried > 40, "only {tried} lists");
}

fn a_fortnight_earlier(path: &str) -> String {
    let (before, after) = around_date(path).unwrap();
    let dated = path
        .get(before.len() + 1..)
        .unwrap()
        .strip_suffix(after)
        .unwrap();
    let earlier = Day::parse_iso(dated).unwrap().plus_days(-14);
    format!("{before}-{earlier}{after}")
}

/// While the lists stand, and after some or all of them have gone out of date.
#[test]
fn a_date_stripped_from_a_name_makes_nothing_better() {
    let files = sample(2026, 200);
    let mut tried = 0;
    for later in [0, 40, 400] {
        let mut engine = ENGINE.clone();
        engine.settings.as_at = Some(as_at().plus_days(later));
        engine.settings.inspection = Some(as_at().plus_days(later + 20));
        let reads = engine.read(&files);
        let of_documents = |c: &Criterion, _: &BTreeSet<&str>| c.measure.kind() == "document";
        let documents = Asking::those(of_documents, &engine, &reads);
        for read in &reads {
            let path = &*read.found.path;
            let Some((before, after)) = around_date(path) else {
                continue;
            };
            let stripped = Files::from([(format!("{before}{after}"), undated(&files[path]))]);
            let gone = BTreeSet::from([path]);
            let what = format!("{path} undated, {later} days later");
            let of_list = dataset(read).map(|id| Asking::of(id, &engine, &reads));
            let asking = of_list.as_ref().unwrap_or(&documents);
            no_better(&asking.whole, &asking.instead(&gone, &stripped), &what);
            tried += 1;
        }
    }
    assert!(tried > 3 * 40, "only {tried} files");
}

/// A document's front matter says its date too; without that line it does not.
fn undated(bytes: &[u8]) -> Vec<u8> {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    lines
        .filter(|line| !line.starts_with(b"dated:"))
        .flatten()
        .copied()
        .collect()
}
