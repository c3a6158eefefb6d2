//! Reading a result that an earlier run wrote.

use std::path::Path;

use crate::assessment::{Assessment, SCHEMA};

use super::failure::Failure;
use super::reading::must_be_file;

/// Reads a result; `what` it is for and the way out stand in the message where it is none.
pub(super) fn read(what: &str, file: &Path, help: &str) -> Result<Assessment, Failure> {
    must_be_file(what, file, help)?;
    let text = std::fs::read(file).map_err(|why| Failure::read(file, why))?;
    result(&text)
        .map_err(|why| Failure::usage(format!("the {what} `{}` {why}", file.display()), help))
}

/// The result in a text, or what is wrong with it, as it follows the name of its file.
pub(super) fn result(text: &[u8]) -> Result<Assessment, String> {
    let value: serde_json::Value = serde_json::from_slice(text).map_err(|why| {
        format!(
            "is not JSON from line {}, column {} on",
            why.line(),
            why.column()
        )
    })?;
    match value.get("schema").and_then(serde_json::Value::as_str) {
        Some(SCHEMA) => {}
        Some(_) => return Err(format!("is not of the shape `{SCHEMA}`")),
        None => return Err("is not a result of this program".to_owned()),
    }
    serde_json::from_value(value)
        .map_err(|_| format!("is not a whole result of the shape `{SCHEMA}`"))
}
