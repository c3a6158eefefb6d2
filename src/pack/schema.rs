//! JSON Schemas of every TOML format, from the same declarations that read the files.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::raw;

/// Every schema with the name of its file, in order of the names.
pub fn all() -> Vec<(String, Value)> {
    vec![
        schema::<raw::calendars::CalendarFile>("calendars", "A calendar of bank holidays"),
        schema::<raw::criteria::CriteriaFile>("criteria", "Criteria of a pack"),
        schema::<raw::datasets::DatasetFile>("datasets", "Datasets of a pack"),
        schema::<raw::frameworks::FrameworkFile>("frameworks", "A framework of a pack"),
        schema::<raw::local::ManifestFile>("manifest", "evidence.toml"),
        schema::<raw::pack::PackFile>("pack", "pack.toml"),
        schema::<raw::settings::SettingsFile>("settings", "reinspect.toml"),
        schema::<raw::local::TailoringFile>("tailoring", "tailoring.toml"),
        schema::<raw::tests::TestFile>("tests", "Rule tests of a pack"),
        schema::<raw::themes::ThemesFile>("themes", "What inspectors most often raise"),
        schema::<raw::local::WaiverFile>("waivers", "waivers.toml"),
    ]
}

fn schema<T: JsonSchema>(name: &str, title: &str) -> (String, Value) {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    (format!("{name}.schema.json"), schema.to_value())
}
