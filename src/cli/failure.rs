//! Why a command could not do its job: always a sentence, never a panic.

#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, SourceText, draw};
use crate::error::ExitStatus;

use super::streams;
use super::terminal::Terminal;

/// Why a command could not do its job.
#[derive(Debug)]
pub(super) enum Failure {
    /// The settings or rules are wrong; every mistake, with the texts they are in.
    Inputs {
        /// Every mistake.
        diagnostics: Vec<Diagnostic>,
        /// The texts they are in.
        texts: Vec<SourceText>,
    },
    /// Something given on the command line is not there or not right.
    Usage {
        /// What is wrong, naming what was given.
        message: String,
        /// What to do.
        help: String,
    },
    /// There is no evidence to read.
    Evidence {
        /// What is wrong, naming the folder.
        message: String,
        /// The command with a folder of lists in it.
        command: String,
    },
    /// A file or folder could not be read.
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        why: io::Error,
    },
    /// A file could not be written.
    Write {
        /// The file; empty for standard output.
        path: PathBuf,
        /// The system's reason.
        why: io::Error,
    },
}

impl Failure {
    /// A mistake in the command: what is wrong, and what to do.
    pub(super) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            help: help.into(),
        }
    }

    /// There is no evidence: what is wrong with its folder.
    pub(super) fn evidence(message: impl Into<String>) -> Self {
        Self::Evidence {
            message: message.into(),
            command: "reinspect assess FOLDER".to_owned(),
        }
    }

    /// The same, where no evidence is why, with the command that was meant.
    pub(super) fn meaning(self, command: String) -> Self {
        match self {
            Self::Evidence { message, .. } => Self::Evidence { message, command },
            other @ (Self::Inputs { .. }
            | Self::Usage { .. }
            | Self::Read { .. }
            | Self::Write { .. }) => other,
        }
    }

    /// A failure to read a path.
    pub(super) fn read(path: &Path, why: io::Error) -> Self {
        Self::Read {
            path: path.to_owned(),
            why,
        }
    }

    /// A failure to write a path.
    pub(super) fn write(path: &Path, why: io::Error) -> Self {
        Self::Write {
            path: path.to_owned(),
            why,
        }
    }

    /// Tells the user, and machines that asked for JSON, and says how the program ends.
    pub(super) fn report(self, terminal: &Terminal, json: bool) -> ExitStatus {
        let (diagnostics, texts) = self.diagnose();
        if json {
            // Where even this cannot be printed, the sentence below is left.
            let _ = streams::print(draw::json(&diagnostics).as_bytes());
        }
        streams::complain(&draw(&diagnostics, &texts, terminal.errors().colour));
        ExitStatus::Usage
    }

    /// What is wrong, with the texts that it is in; no texts for a mistake in the command.
    fn diagnose(self) -> (Vec<Diagnostic>, Vec<SourceText>) {
        let one = |code, message, help: &str| {
            let diagnostic = Diagnostic::new(code, message).help(help);
            (vec![diagnostic], Vec::new())
        };
        match self {
            Self::Inputs { diagnostics, texts } => (diagnostics, texts),
            Self::Usage { message, help } => one(Code::BadArgument, message, &help),
            Self::Evidence { message, command } => one(
                Code::BadArgument,
                message,
                &format!(
                    "name the folder of your lists, as in `{command}`, or write an invented one with \
                     `reinspect sample FOLDER`"
                ),
            ),
            Self::Read { path, why } => one(
                Code::CannotRead,
                format!("{} could not be read: {}", named(&path), reason(&why)),
                "check the path and that you may open it",
            ),
            Self::Write { path, why } => one(
                Code::CannotWrite,
                format!("{} could not be written: {}", named(&path), reason(&why)),
                "check the path, the room left and that you may write there",
            ),
        }
    }
}

/// A mistake in the command is one line; those in files are shown where they stand.
fn draw(diagnostics: &[Diagnostic], texts: &[SourceText], colour: bool) -> String {
    match diagnostics {
        [one] if one.place.is_none() => {
            let help = one.help.as_deref().unwrap_or_default();
            format!("error: {}; {help}\n", one.message)
        }
        many => draw::rich(many, texts, colour),
    }
}

fn named(path: &Path) -> String {
    if path.as_os_str().is_empty() {
        "standard output".to_owned()
    } else {
        format!("`{}`", path.display())
    }
}

/// The system's reason as a fragment of ours, without its number.
fn reason(why: &io::Error) -> String {
    let known = match why.kind() {
        io::ErrorKind::NotFound => "it is not there",
        io::ErrorKind::PermissionDenied => "the system does not allow it",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::NotADirectory => "part of the path is a file",
        io::ErrorKind::AlreadyExists => "there is a file of that name",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        _ => return plain(&why.to_string()),
    };
    known.to_owned()
}

fn plain(text: &str) -> String {
    let text = text.split(" (os error").next().unwrap_or(text);
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}
