//! The order of rows, of files and of criteria changes nothing but digests and places.

use std::collections::BTreeMap;

use proptest::prelude::*;
use reinspect::assessment::Assessment;
use reinspect::diagnostic::SourceText;
use reinspect::pack;
use serde_json::{Value, json};

use super::untidy;
use crate::engine::{ENGINE, Engine, Files, Random, list, load, rows};

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_changes_nothing(seed in any::<u64>(), order in any::<u64>()) {
        let files = untidy(seed);
        let mut shuffled = files.clone();
        for (path, bytes) in &mut shuffled {
            if crate::engine::is_list(path) {
                let mut table = rows(bytes);
                // Copies of one file stay copies: that they have one digest is said.
                Random(order).shuffle(&mut table[1..]);
                *bytes = list(&table);
            }
        }
        same(&ENGINE.over(&files), &ENGINE.over(&shuffled), &BTreeMap::new())?;
    }

    #[test]
    fn the_order_and_the_folders_of_files_change_nothing(seed in any::<u64>(), order in any::<u64>()) {
        let files = untidy(seed);
        let before = ENGINE.over(&files);
        let mut random = Random(order);
        let mut reads = ENGINE.read(&files);
        random.shuffle(&mut reads);
        prop_assert_eq!(&before, &ENGINE.assess(reads));

        let (moved, new_paths) = elsewhere(&files, &mut random);
        let mut manifest = ENGINE.manifest.clone();
        for entry in &mut manifest.entries {
            if let Some(path) = new_paths.get(&entry.path) {
                entry.path.clone_from(path);
            }
        }
        let engine = ENGINE.with_manifest(manifest);
        same(&before, &engine.over(&moved), &new_paths)?;
    }

    #[test]
    fn the_order_of_criteria_changes_nothing(seed in any::<u64>(), order in any::<u64>()) {
        let files = untidy(seed);
        let texts = reordered(&pack::embedded(), &mut Random(order));
        let engine = Engine::new(load(&texts));
        same(&ENGINE.over(&files), &engine.over(&files), &BTreeMap::new())?;
    }
}

/// Moves every file to a folder of some other name, which says nothing about what is in it.
///
/// Files whose names begin alike stay together: a sentence names several in order of their paths.
fn elsewhere(files: &Files, random: &mut Random) -> (Files, BTreeMap<String, String>) {
    let mut moved = Files::new();
    let mut new_paths = BTreeMap::new();
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, bytes) in files {
        let name = path.rsplit('/').next().unwrap();
        let folder = folders
            .entry(name.get(..10).unwrap())
            .or_insert_with(|| random.below(1000));
        let new_path = format!("x{folder}/{name}");
        moved.insert(new_path.clone(), bytes.clone());
        new_paths.insert(path.clone(), new_path);
    }
    (moved, new_paths)
}

/// The same pack with its files, and the criteria in each, in another order.
fn reordered(texts: &[SourceText], random: &mut Random) -> Vec<SourceText> {
    let mut texts: Vec<SourceText> = texts.to_vec();
    for text in texts.iter_mut().filter(|t| t.file.contains("criteria/")) {
        let mut parts: Vec<&str> = text.text.split("[[criterion]]").collect();
        random.shuffle(&mut parts[1..]);
        *text = SourceText::new(text.file.clone(), parts.join("\n[[criterion]]"));
    }
    random.shuffle(&mut texts);
    texts
}

fn same(
    one: &Assessment,
    other: &Assessment,
    new_paths: &BTreeMap<String, String>,
) -> Result<(), TestCaseError> {
    let (one, other) = (
        without_places(one, new_paths),
        without_places(other, &BTreeMap::new()),
    );
    for (part, value) in one.as_object().unwrap() {
        let differs = (value != &other[part]).then(|| first_difference(value, &other[part]));
        prop_assert_eq!(differs, None, "in {}", part);
    }
    Ok(())
}

/// The first items of two lists that differ, for a message that can be read.
fn first_difference(one: &Value, other: &Value) -> String {
    let empty = Vec::new();
    let items = |value: &Value| value.as_array().unwrap_or(&empty).clone();
    let mut pairs = items(one).into_iter().zip(items(other));
    pairs.find(|(a, b)| a != b).map_or_else(
        || format!("{one:#}\n{other:#}"),
        |(a, b)| format!("{a:#}\n{b:#}"),
    )
}

/// The JSON without digests, rows of lists and lines of rules; what is in order of places, sorted.
fn without_places(assessment: &Assessment, new_paths: &BTreeMap<String, String>) -> Value {
    let mut text = serde_json::to_string(assessment).unwrap();
    for (old, new) in new_paths {
        text = text.replace(old, new);
    }
    let mut result: Value = serde_json::from_str(&text).unwrap();
    result["pack"]["digest"] = Value::Null;
    for source in items(&mut result["sources"]) {
        source["sha256"] = Value::Null;
    }
    let sources = result["sources"].clone();
    for criterion in items(&mut result["criteria"]) {
        for source in items(&mut criterion["sources"]) {
            *source = sources[usize::try_from(source.as_u64().unwrap()).unwrap()]["path"].clone();
        }
        sort(&mut criterion["sources"]);
        let rule = criterion["rule"].as_str().unwrap();
        criterion["rule"] = json!(rule.rsplit_once(':').unwrap().0);
    }
    for problem in items(&mut result["data_problems"]) {
        problem["cell"] = Value::Null;
    }
    for diagnostic in items(&mut result["diagnostics"]) {
        diagnostic["line"] = Value::Null;
    }
    // A point without an id is known by its row.
    for finding in items(&mut result["findings"]) {
        if finding["id"].as_str().unwrap().starts_with("row ") {
            finding["id"] = Value::Null;
        }
    }
    for list in [
        "findings",
        "sources",
        "not_read",
        "data_problems",
        "diagnostics",
    ] {
        sort(&mut result[list]);
    }
    result
}

fn items(list: &mut Value) -> &mut Vec<Value> {
    list.as_array_mut().unwrap()
}

fn sort(list: &mut Value) {
    items(list).sort_by_key(Value::to_string);
}
