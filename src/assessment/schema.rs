//! The JSON Schema of the JSON report, from the declarations that write it.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::{Assessment, COMPARISON, Comparison, SCHEMA};

/// The schema of the JSON report with the name of its file.
pub fn schema() -> (String, Value) {
    of::<Assessment>("assessment", "The JSON report of reinspect", SCHEMA)
}

/// The schema of a comparison with the name of its file.
pub fn comparison() -> (String, Value) {
    of::<Comparison>("comparison", "A comparison by reinspect", COMPARISON)
}

/// The schema of a result whose first name is `schema`, with the name of its file.
///
/// It is open: a later version may add names, and a reader must pass over those that it does not know.
pub fn of<T: JsonSchema>(file: &str, title: &str, shape: &str) -> (String, Value) {
    let settings = SchemaSettings::draft07().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    let mut schema = schema.to_value();
    if let Some(name) = schema.pointer_mut("/properties/schema") {
        *name = json!({ "description": "The name and number of this shape.", "const": shape });
    }
    (format!("{file}.schema.json"), schema)
}
