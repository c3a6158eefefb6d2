//! The JSON Schema of the JSON report, from the declarations that write it.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::{Assessment, SCHEMA};

/// The schema with the name of its file.
///
/// It is open: a later version may add names, and a reader must pass over those that it does not know.
pub fn schema() -> (String, Value) {
    let settings = SchemaSettings::draft07().for_serialize();
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<Assessment>();
    schema.insert("title".to_owned(), "The JSON report of reinspect".into());
    let mut schema = schema.to_value();
    if let Some(name) = schema.pointer_mut("/properties/schema") {
        *name = json!({ "description": "The name and number of this shape.", "const": SCHEMA });
    }
    ("assessment.schema.json".to_owned(), schema)
}
