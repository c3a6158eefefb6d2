//! What a key that is missing could say, as it would be written.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// What texts are said best under keys that mean the same wherever they stand.
const TEXTS: &[(&str, &str)] = &[
    ("asks", "Are children visited in time?"),
    ("area", "safe"),
    ("criterion", "visits-in-time"),
    ("expectations", "nf:O3-L4"),
    ("improve", "Plan each visit a week ahead."),
    ("judgements", "help-and-protection"),
    ("key", "child_id"),
    ("latest", "visits.visited_on"),
    ("matches", "*sufficiency*"),
    ("meets", "seen_alone = true"),
    ("names", "Date of visit"),
    ("of", "visits"),
    ("owner", "Head of Safeguarding"),
    ("path", "visits/list.csv"),
    ("reason", "Agreed by the board on 1 September 2026"),
    ("rows_are", "visits"),
    ("short", "Safe"),
    ("source", "Working Together 2023, page 12"),
    ("title", "Children are visited in time"),
    ("version", "1.0.0"),
    ("why", "Children are safer when they are seen."),
];

/// What tables are written as under such keys.
const TABLES: &[(&str, &str)] = &[
    ("expect", "{ state = \"met\" }"),
    ("met", "{ at_least = 85 }"),
    ("over", "{ of = \"workers\" }"),
];

/// Ids of the forms that a pattern tells apart; any other is a slug.
const FORMS: &[(&str, &str)] = &[("A-Z", "O3-L4"), ("_", "visited_on")];

/// A value of a type as a key could hold it; none where it is too much for one line.
pub(super) fn of<T: JsonSchema>(key: &str) -> Option<String> {
    let settings = SchemaSettings::default().with(|s| s.inline_subschemas = true);
    let schema = settings.into_generator().into_root_schema_for::<T>();
    value(key, schema.as_value())
}

fn value(key: &str, schema: &Value) -> Option<String> {
    let said = |all: &[(&str, &str)]| {
        let found = all.iter().find(|(known, _)| *known == key);
        found.map(|(_, said)| (*said).to_owned())
    };
    let quoted = |text: &str| Some(format!("\"{text}\""));
    let first = |key: &str| schema.get(key)?.as_array()?.first()?.as_str();
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => said(TABLES),
        Some("array") => Some(format!("[{}]", value(key, schema.get("items")?)?)),
        Some("boolean") => Some("true".to_owned()),
        Some("integer" | "number") => Some("1".to_owned()),
        Some("string") if schema.get("format").is_some() => Some("2026-09-30".to_owned()),
        Some("string") if first("enum").is_some() => quoted(first("enum")?),
        Some("string") if first("examples").is_some() => quoted(first("examples")?),
        Some("string") if schema.get("pattern").is_some() => {
            let pattern = schema.get("pattern")?.as_str()?;
            let form = FORMS.iter().find(|(mark, _)| pattern.contains(mark));
            quoted(form.map_or("visits-in-time", |(_, id)| id))
        }
        Some("string") => quoted(&said(TEXTS).unwrap_or_else(|| "…".to_owned())),
        _ => {
            // Enums whose words have meanings of their own are a choice of constants.
            let one = schema.get("oneOf")?.as_array()?.first()?;
            quoted(one.get("const")?.as_str()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, SourceText};
    use crate::pack::raw::{Raw, read_file};

    /// Adds every line that is offered for a missing key, and says what is then wrong.
    fn with_every_line_offered<T: Raw>() -> (String, Vec<Code>) {
        let read = |text: &str| {
            let mut found = Vec::new();
            read_file::<T>(&SourceText::new("a.toml", text), &mut found);
            found
        };
        let mut text = String::new();
        for missing in read(&text) {
            assert_eq!(missing.code, Code::MissingKey, "{missing:?}");
            let help = missing.help.unwrap();
            let line = help.strip_prefix("add a line such as `");
            let line = line.and_then(|line| {
                line.strip_suffix("`; the schema of this file says what it means")
            });
            if let Some(line) = line {
                text.push_str(line);
                text.push('\n');
            }
        }
        let left = read(&text).into_iter().map(|d| d.code).collect();
        (text, left)
    }

    #[test]
    fn the_line_offered_for_a_missing_key_is_right() {
        use crate::pack::raw::{
            criteria::CriterionTable, datasets::ColumnTable, measures::OnTimeTable,
        };
        let (text, left) = with_every_line_offered::<ColumnTable>();
        assert_eq!(left, [], "{text}");
        assert_eq!(
            text,
            "name = \"visited_on\"\nnames = [\"Date of visit\"]\ntype = \"text\"\n"
        );
        let (text, left) = with_every_line_offered::<OnTimeTable>();
        assert_eq!(left, [], "{text}");
        assert!(text.contains("of = \"visits\"\n"), "{text}");
        assert!(text.contains("within = \"45 working days\"\n"), "{text}");
        // What is left is that it has no measure, of which no line is offered.
        let (text, left) = with_every_line_offered::<CriterionTable>();
        assert_eq!(left, [Code::MissingKey], "{text}");
        assert!(text.contains("id = \"visits-in-time\"\n"), "{text}");
        assert!(text.contains("expectations = [\"nf:O3-L4\"]\n"), "{text}");
        assert!(text.contains("threshold_basis = \"statute\"\n"), "{text}");
    }
}
