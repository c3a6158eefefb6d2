//! What tells one result from another, from run to run, whatever line it stands on.

use std::collections::BTreeMap;

use super::log::Result;
use crate::assessment::DiagnosticEntry;
use crate::report::digest::sha256;
use crate::state::State;

/// The name of the fingerprint; its number goes up if it is ever made otherwise.
const NAME: &str = "reinspect/v1";

/// Of a gap: the criterion and its state alone, nothing of the evidence.
pub(super) fn of_gap(criterion: &str, state: State) -> BTreeMap<&'static str, String> {
    named(&["gap", criterion, state.words()])
}

/// Of a message: its code, its file and its words, not its line.
pub(super) fn of_diagnostic(d: &DiagnosticEntry) -> BTreeMap<&'static str, String> {
    named(&[&d.code, d.file.as_deref().unwrap_or_default(), &d.message])
}

fn named(parts: &[&str]) -> BTreeMap<&'static str, String> {
    BTreeMap::from([(NAME, sha256(parts))])
}

/// Numbers results that are alike in all that counts, since a reader would take them for one.
pub(super) fn tell_apart(results: &mut [Result]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for result in results {
        for print in result.partial_fingerprints.values_mut() {
            let times = seen.entry(print.clone()).or_default();
            *times += 1;
            if *times > 1 {
                *print = format!("{print}:{times}");
            }
        }
    }
}
