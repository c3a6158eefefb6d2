//! How far the rules of the themes and a reader agree on the points that the reader labelled.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::{Agreement, Labelled};
use crate::pack::load::hexadecimal;

/// Compares what a reader saw in points with what the rules gave them, in all and theme by theme.
///
/// A labelled point that the list does not hold is left out.
pub(super) fn agreement(
    labelled: &[Labelled],
    given: &BTreeMap<&str, Vec<&str>>,
) -> (Option<Agreement>, BTreeMap<String, Agreement>) {
    let by_digest: BTreeMap<String, &Vec<&str>> = if labelled.is_empty() {
        BTreeMap::new()
    } else {
        given
            .iter()
            .map(|(text, its)| (digest(text), its))
            .collect()
    };
    let mut all = Agreement::default();
    let mut each: BTreeMap<String, Agreement> = BTreeMap::new();
    for point in labelled {
        let Some(rules) = by_digest.get(&point.sha256) else {
            continue;
        };
        let rules: BTreeSet<&str> = rules.iter().copied().collect();
        let reader: BTreeSet<&str> = point.themes.iter().map(String::as_str).collect();
        all.points += 1;
        all.wholly_right += u64::from(rules == reader);
        for theme in rules.union(&reader) {
            let of = each.entry((*theme).to_owned()).or_default();
            of.points += u64::from(reader.contains(theme));
            for tally in [&mut all, of] {
                match (rules.contains(theme), reader.contains(theme)) {
                    (true, true) => tally.right += 1,
                    (true, false) => tally.wrong += 1,
                    (false, _) => tally.missed += 1,
                }
            }
        }
    }
    // Of one theme, a point is right or it is not.
    for of in each.values_mut() {
        of.wholly_right = of.right;
    }
    ((all.points > 0).then_some(all), each)
}

/// The digest that a labelled point is known by.
pub fn digest(text: &str) -> String {
    hexadecimal(&Sha256::digest(text.as_bytes()))
}
