//! The JSON report: the assessment as it is, two spaces a level, one final newline.

use serde::Serialize;

/// Renders any result as JSON.
///
/// The results of this crate are plain structs with text keys, so nothing here can fail; were one
/// ever to, the text is a JSON object that says so.
pub fn render(result: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(result)
        .unwrap_or_else(|error| format!("{{\"error\": {:?}}}", error.to_string()));
    text.push('\n');
    text
}
