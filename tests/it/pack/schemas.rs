//! JSON Schemas: committed, current, and as strict as the reader.

use std::fs;
use std::path::Path;

use reinspect::pack::schema;
use serde_json::Value;

/// Run with `REINSPECT_WRITE_SCHEMA=1` to write the files anew after a change of format.
#[test]
fn the_committed_schemas_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let write = std::env::var_os("REINSPECT_WRITE_SCHEMA").is_some();
    let mut names = Vec::new();
    for (name, schema) in schema::all() {
        let path = folder.join(&name);
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if write {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "schema/{name} is not current");
        names.push(name);
    }
    let expected = [
        "calendars",
        "criteria",
        "datasets",
        "frameworks",
        "manifest",
        "pack",
        "settings",
        "tailoring",
        "tests",
        "themes",
        "waivers",
    ];
    assert_eq!(names, expected.map(|name| format!("{name}.schema.json")));
}

#[test]
fn every_table_is_closed_and_every_key_described() {
    for (name, schema) in schema::all() {
        let definitions = schema.get("definitions").and_then(Value::as_object);
        let tables = definitions.into_iter().flat_map(|all| all.values());
        for table in tables.chain([&schema]) {
            let Some(properties) = table.get("properties").and_then(Value::as_object) else {
                continue;
            };
            assert_eq!(
                table.get("additionalProperties"),
                Some(&Value::Bool(false)),
                "{name}"
            );
            for (key, property) in properties {
                assert!(property.get("description").is_some(), "{name}: {key}");
            }
        }
        assert_eq!(
            schema.get("$schema").and_then(Value::as_str),
            Some("http://json-schema.org/draft-07/schema#")
        );
    }
}

#[test]
fn a_criterion_has_exactly_one_measure_by_its_schema() {
    let (_, schema) = schema::all()
        .into_iter()
        .find(|(name, _)| name == "criteria.schema.json")
        .unwrap();
    let criterion = schema.pointer("/definitions/CriterionTable").unwrap();
    let measures: Vec<&str> = criterion["oneOf"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["required"][0].as_str().unwrap())
        .collect();
    let expected = [
        "share",
        "on_time",
        "up_to_date",
        "repeat",
        "per_subject",
        "duration",
        "count",
        "ratio",
        "document",
        "statement",
    ];
    assert_eq!(measures, expected);
    let required: Vec<&str> = criterion["required"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| key.as_str().unwrap())
        .collect();
    let expected = [
        "id",
        "title",
        "asks",
        "area",
        "judgements",
        "expectations",
        "why",
        "improve",
        "effort",
        "threshold_basis",
    ];
    assert_eq!(required, expected);
}
