//! The part of SARIF 2.1.0 that is written, in its own names.

use std::collections::BTreeMap;

use serde::Serialize;

/// The schema, as GitHub and the editors know it.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The whole file.
#[derive(Debug, Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

impl Log {
    /// A file of one run.
    pub(super) fn of(run: Run) -> Self {
        Self {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [run],
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run {
    pub(super) tool: Tool,
    pub(super) automation_details: AutomationDetails,
    pub(super) column_kind: &'static str,
    pub(super) invocations: Vec<Invocation>,
    pub(super) results: Vec<Result>,
}

#[derive(Debug, Serialize)]
pub(super) struct AutomationDetails {
    pub(super) id: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Tool {
    pub(super) driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    pub(super) name: &'static str,
    pub(super) semantic_version: &'static str,
    pub(super) rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) short_description: Message,
    pub(super) full_description: Message,
    pub(super) help: Message,
    pub(super) default_configuration: Configuration,
    pub(super) properties: Properties,
}

impl Rule {
    /// A rule with its title, its question and what to do.
    pub(super) fn new(id: &str, texts: [String; 3], level: Level, tags: Vec<String>) -> Self {
        let [short, full, help] = texts.map(|text| Message::plain(&text));
        let severity = match level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "recommendation",
        };
        Self {
            id: id.to_owned(),
            short_description: short,
            full_description: full,
            help,
            default_configuration: Configuration { level },
            properties: Properties { tags, severity },
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Configuration {
    level: Level,
}

/// What orders results on GitHub's page; there is no severity of security in it.
#[derive(Debug, Serialize)]
pub(super) struct Properties {
    tags: Vec<String>,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

/// How much a result matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

#[derive(Debug, Serialize)]
pub(super) struct Message {
    pub(super) text: String,
}

impl Message {
    /// A text that ends as a sentence does.
    pub(super) fn plain(text: &str) -> Self {
        let text = text.trim_end();
        let ended = text.ends_with(['.', '?', '!', '…', ')']);
        Self {
            text: format!("{text}{}", if ended { "" } else { "." }),
        }
    }

    /// The text of a result, in which brackets would be a link and braces a place to fill in.
    pub(super) fn of_result(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '[' | ']' | '\\' => out.extend(['\\', c]),
                '{' | '}' => out.extend([c, c]),
                c => out.push(c),
            }
        }
        Self::plain(&out)
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Result {
    pub(super) rule_id: String,
    pub(super) rule_index: usize,
    pub(super) level: Level,
    pub(super) message: Message,
    pub(super) locations: Vec<Location>,
    pub(super) partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) suppressions: Vec<Suppression>,
}

#[derive(Debug, Serialize)]
pub(super) struct Suppression {
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) justification: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    pub(super) physical_location: PhysicalLocation,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    pub(super) region: Region,
}

#[derive(Debug, Serialize)]
pub(super) struct ArtifactLocation {
    pub(super) uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: usize,
    pub(super) start_column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    pub(super) tool_execution_notifications: Vec<Notification>,
}

#[derive(Debug, Serialize)]
pub(super) struct Notification {
    pub(super) level: Level,
    pub(super) message: Message,
}
