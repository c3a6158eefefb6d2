//! The program run over a copy of the project's own sample in which something is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value;

use crate::engine::{Files, project, write_all};

/// The result over the sample as it is committed.
pub(crate) static WHOLE: LazyLock<Value> = LazyLock::new(|| result(project()));

/// Writes a sample to a folder of its own.
pub(crate) fn copy(name: &str, files: &Files) -> PathBuf {
    write_all(&format!("copies/{name}"), files)
}

/// Runs the program as its users do, with no other arguments than these.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The result of a run that asks for nothing.
pub(crate) fn result(folder: &Path) -> Value {
    let run = run(folder, &["--report", "json"]);
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{said}");
    serde_json::from_slice(&run.stdout).unwrap()
}

/// The criteria of a result, by id.
pub(crate) fn criteria(result: &Value) -> BTreeMap<&str, &Value> {
    let criteria = result["criteria"].as_array().unwrap().iter();
    criteria.map(|c| (c["id"].as_str().unwrap(), c)).collect()
}

/// One criterion of a result.
pub(crate) fn criterion<'a>(result: &'a Value, id: &str) -> &'a Value {
    criteria(result)[id]
}

/// The criteria of which anything changed: what is said of them, or how they were measured.
pub(crate) fn changed(before: &Value, after: &Value) -> BTreeSet<String> {
    let (before, after) = (criteria(before), criteria(after));
    assert!(before.keys().eq(after.keys()));
    let parts = ["today", "on_inspection", "measurement", "shortfall"];
    let differs = |(id, old): (&&str, &&Value)| {
        let new = after[id];
        let differs = parts.iter().any(|part| old[part] != new[part]);
        differs.then(|| (*id).to_owned())
    };
    before.iter().filter_map(differs).collect()
}

/// A set of ids.
pub(crate) fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// Whether a run said something with a code, in which a text stands.
pub(crate) fn told(result: &Value, code: &str, text: &str) -> bool {
    let mut diagnostics = result["diagnostics"].as_array().unwrap().iter();
    let says = |message: &Value| message.as_str().unwrap().contains(text);
    diagnostics.any(|d| d["code"] == code && says(&d["message"]))
}
