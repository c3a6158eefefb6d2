//! Writing: results to standard output, messages to standard error, files whole or not at all.

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic;
use crate::report::Choice;

use super::failure::Failure;

/// A report that was asked for, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReportTo<F> {
    /// The format.
    pub(super) format: F,
    /// The file; none is standard output.
    pub(super) file: Option<PathBuf>,
}

impl<F: Choice> ReportTo<F> {
    /// Reads `json`, `json=-` or `json=FILE`.
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
            Some(path) => Some(PathBuf::from(path)),
        };
        Ok(Self { format, file })
    }
}

/// Whether machines asked for JSON on standard output, told from the words of the command alone.
///
/// It is asked of commands that cannot be understood, too: their mistakes are told as JSON then.
pub(super) fn asks_for_json(arguments: &[OsString]) -> bool {
    let json = |value: &str| value == "json" || value == "json=-";
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

/// Refuses reports that could not all be written, before any work is done for them.
pub(super) fn check<F: Choice>(reports: &[ReportTo<F>]) -> Result<(), Failure> {
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
    let files: Vec<&Path> = reports.iter().filter_map(|r| r.file.as_deref()).collect();
    for (at, file) in files.iter().enumerate() {
        if files.iter().take(at).any(|earlier| earlier == file) {
            return Err(Failure::usage(
                format!("two reports would both be written to `{}`", file.display()),
                "give each its own file",
            ));
        }
        place(file)?;
    }
    Ok(())
}

/// Refuses a file that is a folder, or that lies in a folder that is not there.
fn place(file: &Path) -> Result<(), Failure> {
    if file.is_dir() {
        return Err(Failure::usage(
            format!("`{}` is a folder", file.display()),
            "name a file in it",
        ));
    }
    match file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        Some(folder) if !folder.is_dir() => Err(Failure::usage(
            format!(
                "`{}` cannot be written: there is no folder `{}`",
                file.display(),
                folder.display()
            ),
            "make that folder first, or name another",
        )),
        Some(_) | None => Ok(()),
    }
}

/// Writes every report asked for; text goes to standard output unless another claims it.
pub(super) fn write_reports<F: Choice>(
    reports: &[ReportTo<F>],
    quiet: bool,
    render: impl Fn(F) -> String,
) -> Result<(), Failure> {
    check(reports)?;
    for report in reports {
        if let Some(file) = &report.file {
            write_file(file, render(report.format).as_bytes())?;
        }
    }
    match reports.iter().find(|r| r.file.is_none()) {
        Some(report) => print(&render(report.format)),
        None if quiet => Ok(()),
        None => print(&render(F::TEXT)),
    }
}

/// Writes a file whole: to a temporary beside it, then renamed over it.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |why| Failure::write(path, why);
    let name = path
        .file_name()
        .ok_or_else(|| failed(io::ErrorKind::IsADirectory.into()))?;
    if path.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let mut temporary = name.to_owned();
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(temporary);
    let written = std::fs::File::create(&temporary)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| std::fs::rename(&temporary, path));
    written.map_err(|why| {
        // The temporary is of no use to anyone; that it may be gone already is fine.
        let _ = std::fs::remove_file(&temporary);
        failed(why)
    })
}

/// Makes a folder to write to, with those above it.
pub(super) fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|why| Failure::write(folder, why))
}

/// Prints a result on standard output; a reader that went away is not our fault.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(why) if why.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::write(Path::new(""), why))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Prints a message on standard error.
pub(super) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
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
