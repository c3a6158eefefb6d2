//! Commands that read what this one read, to be pasted in the same folder.

use std::path::Path;

use crate::assessment::{Assessment, Audience};
use crate::report::words::as_argument;

use super::arguments::{AssessOptions, InputOptions};

/// What was read: the evidence, and where rules, settings and dates came from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Again<'a> {
    /// The evidence folder, where it was named.
    pub(super) evidence: Option<&'a Path>,
    /// What else was given.
    pub(super) inputs: &'a InputOptions,
}

/// What to do after an assessment: why the first gap is one, its rows, the evidence, the whole result.
pub(super) fn after(
    assessment: &Assessment,
    options: &AssessOptions,
    evidence: Option<&Path>,
) -> Vec<String> {
    // Requirements and reports change nothing in the result.
    let AssessOptions {
        inputs,
        profile,
        area,
        criterion,
        baseline,
        require: _,
        reports: _,
        audience,
        keep: _,
        history: _,
        quiet: _,
    } = options;
    let again = Again { evidence, inputs };
    let mut commands = Vec::new();
    if let Some(gap) = assessment.gaps.first() {
        commands.push(again.command(&["explain", &gap.criterion]));
        commands.push(again.command(&["cases", &gap.criterion]));
    }
    commands.push(again.command(&["evidence", "list"]));
    let verb: &[&str] = if evidence.is_some() { &["assess"] } else { &[] };
    let mut whole = again.command(verb);
    if let Some(profile) = profile {
        give(&mut whole, "--profile", profile);
    }
    for (option, values) in [("--area", area), ("--criterion", criterion)] {
        for value in values {
            give(&mut whole, option, value);
        }
    }
    if let Some(file) = baseline {
        give(&mut whole, "--baseline", &file.to_string_lossy());
    }
    if *audience != Audience::Internal {
        give(&mut whole, "--audience", audience.name());
    }
    give(&mut whole, "--report", "json=result.json");
    commands.push(whole);
    commands
}

impl<'a> Again<'a> {
    /// What was given to read, with a folder to be named in the place of the evidence.
    pub(super) fn elsewhere(inputs: &'a InputOptions) -> Self {
        Self {
            evidence: Some(Path::new("FOLDER")),
            inputs,
        }
    }

    /// A command of these words, with all that this one was given to read.
    pub(super) fn command(&self, words: &[&str]) -> String {
        let mut command = "reinspect".to_owned();
        for word in words {
            command.push(' ');
            command.push_str(&as_argument(word));
        }
        if let Some(folder) = self.evidence {
            command.push(' ');
            command.push_str(&path(folder));
        }
        let InputOptions {
            rules,
            settings,
            as_at,
            inspection,
        } = self.inputs;
        for (option, file) in [("--rules", rules), ("--settings", settings)] {
            if let Some(file) = file {
                give(&mut command, option, &file.to_string_lossy());
            }
        }
        for (option, day) in [("--as-at", as_at), ("--inspection", inspection)] {
            if let Some(day) = day {
                give(&mut command, option, &day.to_string());
            }
        }
        command
    }
}

/// A path as a word of its own, which must not look like an option.
pub(super) fn path(path: &Path) -> String {
    let path = path.to_string_lossy();
    if path.starts_with('-') {
        as_argument(&format!("./{path}"))
    } else {
        as_argument(&path)
    }
}

fn give(command: &mut String, option: &str, value: &str) {
    command.push(' ');
    command.push_str(option);
    // Joined, a value may start like an option.
    command.push(if value.starts_with('-') { '=' } else { ' ' });
    command.push_str(&as_argument(value));
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::calendar::Day;

    fn inputs() -> InputOptions {
        InputOptions {
            rules: Some(PathBuf::from("our rules")),
            settings: Some(PathBuf::from("conf/reinspect.toml")),
            as_at: Day::parse_iso("2026-10-03"),
            inspection: Day::parse_iso("2027-01-12"),
        }
    }

    #[cfg(unix)]
    #[test]
    fn everything_that_was_given_is_given_again() {
        let inputs = inputs();
        let again = Again {
            evidence: Some(Path::new("lists of 2026/o'brien")),
            inputs: &inputs,
        };
        assert_eq!(
            again.command(&["explain", "a"]),
            r"reinspect explain a 'lists of 2026/o'\''brien' --rules 'our rules' --settings conf/reinspect.toml --as-at 2026-10-03 --inspection 2027-01-12"
        );
    }

    #[test]
    fn nothing_is_given_where_nothing_was() {
        let again = Again {
            evidence: None,
            inputs: &InputOptions::default(),
        };
        assert_eq!(
            again.command(&["evidence", "list"]),
            "reinspect evidence list"
        );
    }

    #[test]
    fn a_path_is_never_taken_for_an_option() {
        assert_eq!(path(Path::new("-old")), "./-old");
        let mut command = "reinspect".to_owned();
        give(&mut command, "--rules", "-old");
        assert_eq!(command, "reinspect --rules=-old");
    }
}
