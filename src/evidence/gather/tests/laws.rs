use proptest::prelude::*;

use super::*;

const DATES: [&str; 4] = ["", " 2026-07-31", " 2026-08-31", " 2026-09-29"];

/// Extracts of a few records each; keys do not repeat within one, and `z` is no key.
fn extracts() -> impl Strategy<Value = Vec<(usize, BTreeMap<u8, u8>)>> {
    let records = prop::collection::btree_map(0u8..12, 0u8..3, 0..8);
    prop::collection::vec((0usize..DATES.len(), records), 1..5)
}

fn folder(dataset: &str, extracts: &[(usize, BTreeMap<u8, u8>)]) -> Folder {
    let mut folder = Folder::new();
    for (at, (date, records)) in extracts.iter().enumerate() {
        let path = format!("{at}{}.csv", DATES[*date]);
        let records: Vec<String> = records
            .iter()
            .map(|(key, note)| match key {
                0..10 => format!("k{key}={note}"),
                _ => format!("=blank{note}"),
            })
            .collect();
        folder = folder.list(&path, dataset, &records.join(" "));
    }
    folder
}

fn rows(evidence: &Evidence) -> Option<usize> {
    match evidence.lists.values().next().map(|list| &list.standing) {
        Some(Standing::Rows(table)) => Some(table.rows()),
        Some(Standing::Unreadable(_) | Standing::Unresolved(_)) | None => None,
    }
}

/// Everything but the files, as text: tables are compared cell by cell.
fn picture(evidence: &Evidence) -> String {
    let lists: Vec<_> = evidence
        .lists
        .iter()
        .map(|(id, list)| {
            let rows = match &list.standing {
                Standing::Rows(table) => {
                    let origins: Vec<_> = (0..table.rows()).map(|r| table.origin(r)).collect();
                    format!("{:?} {origins:?}", records(list))
                }
                Standing::Unreadable(why) | Standing::Unresolved(why) => why.clone(),
            };
            (
                id,
                rows,
                &list.sources,
                list.dated,
                list.expires,
                list.weak_date,
            )
        })
        .collect();
    format!("{lists:?} {:?} {:?}", evidence.sources, evidence.documents)
}

/// The rows of a log by the words of the design, the slow way: none where it is a question.
fn naive_log(extracts: &[(usize, BTreeMap<u8, u8>)]) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for key in 0u8..10 {
        let held: Vec<(usize, u8)> = extracts
            .iter()
            .filter_map(|(date, records)| Some((*date, *records.get(&key)?)))
            .collect();
        // Date 0 is undated, the others grow with time.
        let newest = held.iter().map(|(date, _)| *date).max().unwrap_or(0);
        let mut stand: Vec<u8> = held
            .iter()
            .filter(|(date, _)| *date == newest || *date == 0)
            .map(|(_, note)| *note)
            .collect();
        stand.sort_unstable();
        stand.dedup();
        match stand.as_slice() {
            [] => {}
            [note] => found.push(format!("k{key}={note}")),
            _ => return None,
        }
    }
    // Where no record has a key, nothing tells one record held twice from two that are alike.
    let nameless = || {
        let all = extracts.iter().map(|(_, records)| records);
        all.filter(|records| records.keys().all(|key| *key >= 10))
    };
    let holding = |note: u8| nameless().filter(move |held| held.values().any(|n| *n == note));
    if (0u8..3).any(|note| holding(note).count() > 1) {
        return None;
    }
    for note in 0u8..3 {
        let times = |records: &BTreeMap<u8, u8>| {
            (10u8..12)
                .filter(|key| records.get(key) == Some(&note))
                .count()
        };
        let most = extracts
            .iter()
            .map(|(_, records)| times(records))
            .max()
            .unwrap_or(0);
        found.extend((0..most).map(|_| format!("=blank{note}")));
    }
    found.sort();
    Some(found)
}

proptest! {
    #[test]
    fn a_log_is_joined_as_the_design_says(extracts in extracts()) {
        let evidence = folder("visits", &extracts).gather();
        match naive_log(&extracts) {
            Some(expected) => prop_assert_eq!(records(&evidence.lists["visits"]), expected),
            None => prop_assert!(rows(&evidence).is_none()),
        }
    }

    #[test]
    fn the_order_of_reading_changes_nothing(
        extracts in extracts(),
        turn in 0usize..5,
        log in any::<bool>(),
    ) {
        let folder = folder(if log { "visits" } else { "plans" }, &extracts);
        let mut turned = folder.clone();
        let by = turn % turned.reads.len();
        turned.reads.rotate_left(by);
        turned.reads.reverse();
        let (one, other) = (folder.gather(), turned.gather());
        prop_assert_eq!(picture(&one), picture(&other));
        prop_assert_eq!(one.diagnostics, other.diagnostics);
    }

    #[test]
    fn a_copy_of_a_file_adds_only_to_the_files(
        extracts in extracts(),
        which in 0usize..5,
        log in any::<bool>(),
    ) {
        let folder = folder(if log { "visits" } else { "plans" }, &extracts);
        let mut copied = folder.clone();
        let mut copy = copied.reads[which % folder.reads.len()].clone();
        let path = format!("copies/{}", copy.found.path);
        copy.found.path = path.as_str().into();
        copy.extracts[0].path = path.as_str().into();
        copied.reads.push(copy);
        let (one, other) = (folder.gather(), copied.gather());
        prop_assert_eq!(picture(&one), picture(&other));
        prop_assert_eq!(other.files.len(), one.files.len() + 1);
        prop_assert_eq!(raised(&other, Code::DuplicateFile).len(), 1);
    }

    #[test]
    fn taking_an_extract_of_a_log_away_adds_no_rows(extracts in extracts(), which in 0usize..5) {
        let mut fewer = extracts.clone();
        fewer.remove(which % extracts.len());
        let whole = rows(&folder("visits", &extracts).gather());
        let less = rows(&folder("visits", &fewer).gather());
        if let (Some(whole), Some(less)) = (whole, less) {
            prop_assert!(less <= whole, "{less} rows from fewer extracts than gave {whole}");
        }
    }

    #[test]
    fn taking_a_part_of_a_list_away_adds_no_rows(extracts in extracts(), which in 0usize..5) {
        let parts = |extracts: &[(usize, BTreeMap<u8, u8>)]| {
            let mut folder = folder("plans", extracts);
            let paths: Vec<_> = folder.reads.iter().map(|r| r.found.path.clone()).collect();
            for path in paths {
                folder = folder.answers(&path, Use::Part);
            }
            rows(&folder.gather()).unwrap_or(0)
        };
        let mut fewer = extracts.clone();
        fewer.remove(which % extracts.len());
        prop_assert!(parts(&fewer) <= parts(&extracts));
    }

    #[test]
    fn every_row_that_stands_came_from_its_source(extracts in extracts(), log in any::<bool>()) {
        let evidence = folder(if log { "visits" } else { "plans" }, &extracts).gather();
        for list in evidence.lists.values() {
            if let Standing::Rows(table) = &list.standing {
                for row in 0..table.rows() {
                    let origin = table.origin(row).unwrap();
                    prop_assert!(list.sources.contains(&origin.source));
                    prop_assert_eq!(evidence.sources[origin.source].role, Role::Judged);
                    prop_assert!((origin.line as usize) < evidence.sources[origin.source].rows + 2);
                }
            }
        }
    }
}
