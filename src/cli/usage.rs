//! A command that cannot be understood, in our own sentences.

use std::error::Error as _;
use std::io;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diagnostic;
use crate::error::ExitStatus;

use super::failure::Failure;
use super::terminal::Terminal;

const PROGRAM: &str = "reinspect";

/// Help and version are answers; anything else is a mistake in the command.
pub(super) fn conclude(error: &clap::Error, terminal: &Terminal, json: bool) -> ExitStatus {
    if error.use_stderr() {
        return failure(error).report(terminal, json);
    }
    match error.print() {
        // A reader that went away has read enough.
        Err(why) if why.kind() != io::ErrorKind::BrokenPipe => {
            Failure::write(Path::new(""), why).report(terminal, json)
        }
        Ok(()) | Err(_) => ExitStatus::Met,
    }
}

fn failure(error: &clap::Error) -> Failure {
    let argument = argument(error);
    let (message, help) = match error.kind() {
        ErrorKind::ValueValidation => refused(error, &argument),
        ErrorKind::InvalidValue => unknown_value(error, &argument),
        ErrorKind::UnknownArgument => unknown_argument(error, &argument),
        ErrorKind::InvalidSubcommand => unknown_command(error),
        ErrorKind::MissingSubcommand => no_command(error),
        ErrorKind::MissingRequiredArgument => (
            format!("{argument} is missing"),
            format!("write `{}`", usage(error)),
        ),
        ErrorKind::ArgumentConflict => conflict(error, &argument),
        ErrorKind::InvalidUtf8 => (
            "an argument is not UTF-8 text".to_owned(),
            "give its text as UTF-8".to_owned(),
        ),
        _ => (first_line(error), see_help(error)),
    };
    Failure::usage(message, help)
}

/// A value that one of our own parsers refused: "what is wrong; what to do".
fn refused(error: &clap::Error, argument: &str) -> (String, String) {
    let why = error.source().map(ToString::to_string).unwrap_or_default();
    let (why, help) = why.split_once("; ").unwrap_or((&why, ""));
    let help = if help.is_empty() {
        see_help(error)
    } else {
        help.to_owned()
    };
    let value = text(error, ContextKind::InvalidValue);
    let message = if value.is_empty() {
        format!("{argument} needs a value")
    } else {
        format!("{argument} cannot be `{value}`: {why}")
    };
    (message, help)
}

fn unknown_value(error: &clap::Error, argument: &str) -> (String, String) {
    let value = text(error, ContextKind::InvalidValue);
    let known = texts(error, ContextKind::ValidValue);
    let near = text(error, ContextKind::SuggestedValue);
    let help = match (near.is_empty(), known.is_empty()) {
        (false, _) => format!("did you mean `{near}`?"),
        (true, false) => format!("write {}", one_of(&known)),
        (true, true) => see_help(error),
    };
    let message = if value.is_empty() {
        format!("{argument} needs a value")
    } else {
        format!("{argument} cannot be `{value}`")
    };
    (message, help)
}

fn unknown_argument(error: &clap::Error, argument: &str) -> (String, String) {
    if !text(error, ContextKind::InvalidArg).starts_with('-') {
        return (
            format!("{argument} is one word too many"),
            format!("write `{}`", usage(error)),
        );
    }
    let near = text(error, ContextKind::SuggestedArg);
    let help = if near.is_empty() {
        see_help(error)
    } else {
        format!("did you mean `{}`?", name(&near))
    };
    (format!("there is no option {argument} here"), help)
}

/// Most often a folder of evidence is meant, which only `assess` takes.
fn unknown_command(error: &clap::Error) -> (String, String) {
    let word = text(error, ContextKind::InvalidSubcommand);
    let message = format!("there is no command `{word}`");
    let similar = texts(error, ContextKind::SuggestedSubcommand);
    let near = diagnostic::nearest(&word, similar.iter().map(String::as_str));
    let top = program(error) == PROGRAM;
    let help = match near {
        _ if top && Path::new(&word).is_dir() => {
            format!("to assess that folder, write `reinspect assess {word}`")
        }
        Some(near) => format!("did you mean `{near}`?"),
        None if top => {
            "`reinspect --help` lists them; a folder of evidence is assessed with `reinspect \
                        assess FOLDER`"
                .to_owned()
        }
        None => see_help(error),
    };
    (message, help)
}

fn no_command(error: &clap::Error) -> (String, String) {
    let mut known = texts(error, ContextKind::ValidSubcommand);
    known.retain(|command| command != "help");
    (
        format!("`{}` needs a command", program(error)),
        format!("add {}", one_of(&known)),
    )
}

fn conflict(error: &clap::Error, argument: &str) -> (String, String) {
    let others = texts(error, ContextKind::PriorArg);
    let other = others
        .first()
        .map_or_else(String::new, |other| quoted(other));
    if other == argument {
        return (
            format!("{argument} is given more than once"),
            "give it once".to_owned(),
        );
    }
    let command = text(error, ContextKind::InvalidSubcommand);
    if !command.is_empty() {
        return (
            format!("{other} stands before the command `{command}`"),
            format!("put it after `{command}`"),
        );
    }
    (
        format!("{argument} cannot be given together with {other}"),
        "leave one of them out".to_owned(),
    )
}

fn argument(error: &clap::Error) -> String {
    let arguments = texts(error, ContextKind::InvalidArg);
    let quoted: Vec<String> = arguments.iter().map(|a| quoted(a)).collect();
    quoted.join(" and ")
}

fn quoted(argument: &str) -> String {
    format!("`{}`", name(argument))
}

/// `--as-at` of `--as-at <DATE>`; `CRITERION` of `<CRITERION>`.
fn name(argument: &str) -> &str {
    let word = argument.split([' ', '=']).next().unwrap_or(argument);
    word.trim_matches(['<', '>', '[', ']'])
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    texts(error, kind).into_iter().next().unwrap_or_default()
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(many)) => many.clone(),
        Some(ContextValue::StyledStr(styled)) => vec![styled.to_string()],
        Some(ContextValue::StyledStrs(styled)) => styled.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

fn one_of(words: &[String]) -> String {
    match words {
        [one] => one.clone(),
        words => format!("one of {}", words.join(", ")),
    }
}

/// The usage line without its heading.
fn usage(error: &clap::Error) -> String {
    let usage = text(error, ContextKind::Usage);
    let usage = usage.trim_start_matches("Usage:").trim();
    usage.lines().next().unwrap_or(usage).to_owned()
}

/// The words of the usage line that name the command.
fn program(error: &clap::Error) -> String {
    let usage = usage(error);
    let words: Vec<&str> = usage
        .split_whitespace()
        .take_while(|word| !word.starts_with(['[', '<', '-']))
        .collect();
    if words.is_empty() {
        PROGRAM.to_owned()
    } else {
        words.join(" ")
    }
}

fn see_help(error: &clap::Error) -> String {
    format!("`{} --help` says what it takes", program(error))
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}
