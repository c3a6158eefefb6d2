//! The JSON report and its schema: committed, current, and true of the sample.

use std::path::Path;

use reinspect::assessment::schema;
use serde_json::{Value, json};

use crate::engine::{small, write_all};
use crate::program::{WHOLE, run};

/// Run with `REINSPECT_WRITE_SCHEMA=1` to write the file anew after a change.
#[test]
fn the_committed_schema_is_current() {
    for (name, schema) in [
        schema::schema(),
        schema::comparison(),
        reinspect::history::schema(),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("schema")
            .join(&name);
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("REINSPECT_WRITE_SCHEMA").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "schema/{name} is not current");
    }
}

#[test]
fn a_comparison_and_a_history_are_as_their_schemas_say() {
    let folder = write_all("json-report", &small());
    let run = |arguments: &str| {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let run = run(&folder, &arguments);
        assert_eq!(run.status.code(), Some(0), "{run:?}");
        run.stdout
    };
    for day in ["2026-09-29", "2026-09-30", "2026-10-30"] {
        run(&format!("-q --as-at {day} --keep kept"));
    }
    let kept = "kept/2026-09-29.json kept/2026-10-30.json";
    for (command, (_, schema)) in [
        (
            format!("compare {kept} --evidence-then evidence --report json"),
            schema::comparison(),
        ),
        (
            "history kept --report json".to_owned(),
            reinspect::history::schema(),
        ),
    ] {
        let told: Value = serde_json::from_slice(&run(&command)).unwrap();
        let found = faults(&told, &schema);
        assert!(found.is_empty(), "{command}: {found:#?}");
        let mut spoiled = told;
        spoiled["audience"] = json!("everyone");
        assert!(!faults(&spoiled, &schema).is_empty(), "{command}");
    }
}

#[test]
fn the_sample_is_as_the_schema_says_and_holds_nothing_else() {
    let (_, schema) = schema::schema();
    let report = &*WHOLE;
    assert!(report["criteria"].as_array().unwrap().len() > 100);
    let faults = faults(report, &schema);
    assert!(faults.is_empty(), "{:#?}", &faults[..faults.len().min(10)]);
}

/// The walk below finds what it should: a name missing, a name unknown, a wrong type, a wrong word.
#[test]
fn a_report_that_is_otherwise_is_found() {
    let (_, schema) = schema::schema();
    let spoiled = |spoil: &dyn Fn(&mut Value)| {
        let mut report = WHOLE.clone();
        spoil(&mut report);
        faults(&report, &schema)
    };
    for (expected, spoil) in [
        (
            "/gaps/0: lacks `rank`",
            &(|r: &mut Value| {
                r["gaps"][0].as_object_mut().unwrap().remove("rank");
            }) as &dyn Fn(&mut Value),
        ),
        ("/criteria/0: `score` is not described", &|r| {
            r["criteria"][0]["score"] = json!(1);
        }),
        ("/criteria/0/weight: \"3\" is not of its type", &|r| {
            r["criteria"][0]["weight"] = json!("3");
        }),
        ("/criteria/0/today/state: \"good\" fits none", &|r| {
            r["criteria"][0]["today"]["state"] = json!("good");
        }),
        ("/schema: \"other\" is not the value", &|r| {
            r["schema"] = json!("other");
        }),
        ("/as_at: null is not of its type", &|r| {
            r["as_at"] = Value::Null;
        }),
    ] {
        assert_eq!(spoiled(spoil), [expected]);
    }
}

/// Where a value is not as the schema says, or holds a name that it does not describe.
fn faults(value: &Value, schema: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    walk(value, schema, schema, "", &mut faults);
    faults
}

fn walk(value: &Value, schema: &Value, root: &Value, at: &str, faults: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.strip_prefix('#').unwrap();
        return walk(value, root.pointer(pointer).unwrap(), root, at, faults);
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        let Some(choices) = schema[key].as_array() else {
            continue;
        };
        let tries = choices.iter().map(|choice| {
            let mut found = Vec::new();
            walk(value, choice, root, at, &mut found);
            found
        });
        let tries: Vec<_> = tries.collect();
        if key == "allOf" {
            faults.extend(tries.into_iter().flatten());
        } else if !tries.iter().any(Vec::is_empty) {
            // The fault within the one choice of that type says more than that none fits.
            let deep = tries
                .into_iter()
                .find(|found| found.iter().any(|f| !f.starts_with(&format!("{at}: "))));
            faults.extend(deep.unwrap_or_else(|| vec![format!("{at}: {value} fits none")]));
        }
    }
    if schema.get("const").is_some_and(|only| only != value) {
        faults.push(format!("{at}: {value} is not the value"));
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|all| !all.contains(value))
    {
        faults.push(format!("{at}: {value} fits none"));
    }
    if schema
        .get("type")
        .is_some_and(|kind| !is_of_type(value, kind))
    {
        faults.push(format!("{at}: {value} is not of its type"));
        return;
    }
    if let Some(items) = value.as_array() {
        let each = |i: usize| match &schema["items"] {
            Value::Array(places) => places.get(i).cloned().unwrap_or(Value::Null),
            same => same.clone(),
        };
        for (i, item) in items.iter().enumerate() {
            walk(item, &each(i), root, &format!("{at}/{i}"), faults);
        }
    }
    if let (Some(object), Some(properties)) = (value.as_object(), schema["properties"].as_object())
    {
        for name in schema["required"].as_array().into_iter().flatten() {
            if !object.contains_key(name.as_str().unwrap()) {
                faults.push(format!("{at}: lacks `{}`", name.as_str().unwrap()));
            }
        }
        for (name, inner) in object {
            match properties.get(name) {
                Some(property) => walk(inner, property, root, &format!("{at}/{name}"), faults),
                None => faults.push(format!("{at}: `{name}` is not described")),
            }
        }
    }
}

fn is_of_type(value: &Value, kind: &Value) -> bool {
    let is = |kind: &Value| match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("a type that the walk does not know: {other}"),
    };
    kind.as_array()
        .map_or_else(|| is(kind), |kinds| kinds.iter().any(is))
}
