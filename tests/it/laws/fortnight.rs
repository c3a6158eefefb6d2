//! Lists a fortnight old say what they said a fortnight ago: measuring stops where the lists stop.

use std::collections::BTreeSet;

use reinspect::assessment::{Assessment, CriterionResult};
use reinspect::calendar::Day;
use reinspect::judge::Reason;

use crate::engine::{ENGINE, Files, PACK, as_at, committed};

const FORTNIGHT: i64 = 14;

#[test]
fn lists_a_fortnight_old_are_judged_as_on_the_day_a_fortnight_ago() {
    let fresh = evidence();
    let mut manifest = ENGINE.manifest.clone();
    for entry in &mut manifest.entries {
        entry.path = older_name(&entry.path);
        entry.dated = entry.dated.map(earlier);
    }
    let mut engine = ENGINE.with_manifest(manifest);
    let reads = engine.read(&a_fortnight_older(&fresh));
    let now = engine.assess(reads.clone());
    engine.settings.as_at = Some(earlier(as_at()));
    let then = engine.assess(reads);

    let stale = |c: &CriterionResult| c.today.reason == Some(Reason::Stale);
    let mut aged = BTreeSet::new();
    let mut compared = 0;
    for (now, then) in pairs(&now, &then) {
        // What was out of date on a day is so on every later one.
        assert!(stale(now) || !stale(then), "{}", now.id);
        if stale(now) {
            aged.insert(now.id.as_str());
            continue;
        }
        assert_eq!(now.today, then.today, "{}", now.id);
        assert_eq!(now.measurement, then.measurement, "{}", now.id);
        compared += 1;
    }
    assert!(compared > 80, "only {compared}; out of date are {aged:?}");

    // It says something only where the day that measuring stops at makes a difference.
    let fresh = ENGINE.over(&fresh);
    let mut differ = pairs(&now, &fresh);
    differ.retain(|(now, fresh)| now.measurement != fresh.measurement);
    assert!(differ.len() > 20, "only {} differ", differ.len());
}

/// The criteria of two runs that lists answer; documents and statements have ages of their own.
fn pairs<'a>(
    one: &'a Assessment,
    other: &'a Assessment,
) -> Vec<(&'a CriterionResult, &'a CriterionResult)> {
    let of_lists = |id: &str| {
        let criterion = PACK.criteria.iter().find(|c| c.id == id).unwrap();
        !["document", "statement"].contains(&criterion.measure.kind())
    };
    assert_eq!(one.criteria.len(), other.criteria.len());
    let both = one.criteria.iter().zip(&other.criteria);
    both.inspect(|(one, other)| assert_eq!(one.id, other.id))
        .filter(|(one, _)| of_lists(&one.id))
        .collect()
}

/// The committed evidence, by path below its folder.
fn evidence() -> Files {
    let mut files = Files::new();
    for (path, bytes) in committed() {
        if let Some(path) = path.strip_prefix("evidence/") {
            files.insert(path.to_owned(), bytes);
        }
    }
    files
}

/// The same contents, under names and with front matter of a fortnight earlier.
fn a_fortnight_older(files: &Files) -> Files {
    let older = |(path, bytes): (&String, &Vec<u8>)| (older_name(path), older_front_matter(bytes));
    files.iter().map(older).collect()
}

fn older_name(path: &str) -> String {
    let Some(at) = path.find("-20") else {
        return path.to_owned();
    };
    let (before, rest) = path.split_at(at + 1);
    let (day, after) = rest.split_at("2026-09-30".len());
    format!("{before}{}{after}", earlier(Day::parse_iso(day).unwrap()))
}

fn older_front_matter(bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return bytes.to_vec();
    };
    let lines = text.split_inclusive('\n').map(|line| {
        let dated = line.strip_prefix("dated: ").map(str::trim_end);
        match dated.and_then(Day::parse_iso) {
            Some(day) => format!("dated: {}\n", earlier(day)),
            None => line.to_owned(),
        }
    });
    lines.collect::<String>().into_bytes()
}

fn earlier(day: Day) -> Day {
    day.plus_days(-FORTNIGHT)
}
