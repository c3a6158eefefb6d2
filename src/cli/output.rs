//! Writing: results to standard output or to files, messages to standard error.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::diagnostic;
use crate::report::{Choice, Form, Rendered};

use super::failure::Failure;
use super::outputs::Outputs;
use super::streams;
use super::target::{self, Target};

/// A report that was asked for, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReportTo<F> {
    /// The format.
    pub(super) format: F,
    /// The file; none is standard output.
    pub(super) file: Option<PathBuf>,
}

impl<F: Choice> ReportTo<F> {
    /// Reads `json`, `json=-` or `json=FILE`; a FILE that is standard output is none.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (word, file) = match text.split_once('=') {
            Some((word, file)) => (word, Some(file)),
            None => (text, None),
        };
        let format = F::parse(word).ok_or_else(|| {
            let known: Vec<&str> = F::ALL.iter().map(|f| f.name()).collect();
            let help = diagnostic::did_you_mean(word, known.iter().copied())
                .unwrap_or_else(|| format!("write one of {}", known.join(", ")));
            format!("not a format that this command has; {help}")
        })?;
        let file = match file {
            Some("") => {
                return Err(format!(
                    "no file is named; write one after `{word}=`, or leave the `=` out"
                ));
            }
            Some("-") | None => None,
            Some(path) => Some(PathBuf::from(path)).filter(|file| !is_standard_output(file)),
        };
        Ok(Self { format, file })
    }
}

fn is_standard_output(file: &Path) -> bool {
    Target::of(file).is_ok_and(|target| target.is_standard_output())
}

/// Whether machines asked for JSON on standard output, told from the words of the command alone.
///
/// It is asked of commands that cannot be understood, too: their mistakes are told as JSON then.
pub(super) fn asks_for_json(arguments: &[OsString]) -> bool {
    let json = |value: &str| match value.split_once('=') {
        Some(("json", file)) => file == "-" || is_standard_output(Path::new(file)),
        Some(_) => false,
        None => value == "json",
    };
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--report") {
            Some("") => words.next().map(Cow::into_owned),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if value.is_some_and(|value| json(&value)) {
            return true;
        }
    }
    false
}

/// The files that reports go to; refuses reports that could not all be written, before any work is
/// done for them.
pub(super) fn check<F: Choice>(reports: &[ReportTo<F>]) -> Result<Outputs, Failure> {
    let printed: Vec<&str> = reports
        .iter()
        .filter(|r| r.file.is_none())
        .map(|r| r.format.name())
        .collect();
    if let [first, .., _] = printed.as_slice() {
        return Err(Failure::usage(
            format!(
                "the reports {} would all go to standard output",
                printed.join(" and ")
            ),
            format!("give all but one a file, such as --report {first}=FILE"),
        ));
    }
    let mut outputs = Outputs::default();
    for report in reports {
        let name = report.format.name();
        let Some(file) = &report.file else {
            printable(report)?;
            continue;
        };
        let argument = format!("--report {name}={}", file.display());
        match report.format.form() {
            Form::Text | Form::Binary => outputs.add(argument, file)?,
            Form::Folder => outputs.add_folder(argument, file)?,
        }
    }
    Ok(outputs)
}

/// Refuses to print what is no text.
fn printable<F: Choice>(report: &ReportTo<F>) -> Result<(), Failure> {
    let name = report.format.name();
    match report.format.form() {
        Form::Text => Ok(()),
        Form::Binary => Err(Failure::usage(
            format!("the report {name} is no text that could be printed"),
            format!("give it a file, such as --report {name}=report.{name}"),
        )),
        Form::Folder => Err(Failure::usage(
            format!("the report {name} is several files"),
            format!("give it a folder, such as --report {name}=tables"),
        )),
    }
}

/// Writes every report asked for; text goes to standard output unless another claims it.
pub(super) fn write_reports<F: Choice, R: Into<Rendered>>(
    reports: &[ReportTo<F>],
    quiet: bool,
    render: impl Fn(F) -> R,
) -> Result<(), Failure> {
    for report in reports {
        if let Some(file) = &report.file {
            match render(report.format).into() {
                Rendered::Text(text) => write_file(file, text.as_bytes())?,
                Rendered::Binary(bytes) => write_file(file, &bytes)?,
                Rendered::Folder(files) => write_folder(file, &files)?,
            }
        }
    }
    let printed = match reports.iter().find(|r| r.file.is_none()) {
        Some(report) => report.format,
        None if quiet => return Ok(()),
        None => F::TEXT,
    };
    match render(printed).into() {
        Rendered::Text(text) => print(&text),
        // Refused by `check`, before any work was done.
        Rendered::Binary(_) | Rendered::Folder(_) => Ok(()),
    }
}

/// Writes the files of a folder, made where it is not there; all of them, or none.
fn write_folder(folder: &Path, files: &[(&str, String)]) -> Result<(), Failure> {
    make_folder(folder)?;
    let files = files.iter().map(|(name, text)| (*name, text.as_bytes()));
    target::write_all(folder, files).map_err(|why| Failure::write(folder, why))
}

/// Writes a file whole or not at all, and to a device or pipe as it stands.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Target::of(path)
        .and_then(|target| target.write(bytes))
        .map_err(|why| Failure::write(path, why))
}

/// Makes a folder to write to, with those above it.
pub(super) fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|why| Failure::write(folder, why))
}

/// Prints a result on standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    streams::print(text.as_bytes()).map_err(|why| Failure::write(Path::new(""), why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Format;
    use crate::report::cases::CaseFormat;

    #[test]
    fn formats_are_read_with_and_without_a_file() {
        let read = ReportTo::<CaseFormat>::parse;
        let to = |format, file: Option<&str>| {
            Ok(ReportTo {
                format,
                file: file.map(PathBuf::from),
            })
        };
        assert_eq!(read("csv"), to(CaseFormat::Csv, None));
        assert_eq!(read("csv=-"), to(CaseFormat::Csv, None));
        assert_eq!(read("json=a=b"), to(CaseFormat::Json, Some("a=b")));
        assert!(read("csv=").is_err());
        assert!(ReportTo::<Format>::parse("csv").is_err());
    }

    #[test]
    fn json_is_asked_for_on_standard_output_only() {
        let asks =
            |words: &[&str]| asks_for_json(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert!(asks(&["--report", "json"]));
        assert!(asks(&["assess", "--report=json=-", "--as-at"]));
        assert!(asks(&["--report", "text=a", "--report", "json"]));
        assert!(!asks(&["--report", "json=file.json"]));
        assert!(!asks(&["--report"]));
        assert!(!asks(&["--reporter=json", "json"]));
    }
}
