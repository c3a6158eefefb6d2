//! Reading the texts of settings and rules, and keeping what is wrong in them.

use std::path::Path;

use crate::diagnostic::{self, Diagnostic, Severity, SourceText};

use super::failure::Failure;
use super::outputs::Outputs;

/// Texts read so far, and what is wrong with them.
pub(super) struct Reading<'a> {
    outputs: &'a Outputs,
    texts: Vec<SourceText>,
    /// Every mistake so far.
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Reading<'a> {
    /// Nothing is read yet; what is read may not be among the files to write.
    pub(super) fn new(outputs: &'a Outputs) -> Self {
        Self {
            outputs,
            texts: Vec::new(),
            found: Vec::new(),
        }
    }

    /// The text of a file, kept for drawing what is wrong in it.
    ///
    /// `name` is what results call it: the same wherever the command runs.
    pub(super) fn text(
        &mut self,
        what: &str,
        file: &Path,
        name: &str,
    ) -> Result<SourceText, Failure> {
        let text = self.unshown(what, file, name)?;
        self.texts.push(text.clone());
        Ok(text)
    }

    /// The text of a file that may hold what no one may see.
    pub(super) fn unshown(
        &self,
        what: &str,
        file: &Path,
        name: &str,
    ) -> Result<SourceText, Failure> {
        self.outputs.spare(what, file)?;
        text_of(file, name)
    }

    /// Keeps texts for drawing what is wrong in them.
    pub(super) fn show(&mut self, texts: &[SourceText]) {
        self.texts.extend(texts.iter().cloned());
    }

    /// A file that settings name must be there; one of the usual name may be.
    pub(super) fn beside(
        &mut self,
        home: &Path,
        what: &str,
        named: Option<&str>,
    ) -> Result<Option<SourceText>, Failure> {
        let usual = format!("{what}.toml");
        let name = named.unwrap_or(&usual);
        let file = home.join(name);
        if file.is_file() {
            return self.text(&format!("the {what}"), &file, name).map(Some);
        }
        match named {
            None if is_there(&file) => {
                must_be_file(
                    what,
                    &file,
                    "put the file there, or name the folder otherwise",
                )?;
                Ok(None)
            }
            None => Ok(None),
            Some(_) => Err(Failure::usage(
                format!(
                    "the settings name `{}`, which is not a file",
                    file.display()
                ),
                "correct the path in the settings, or take the line out",
            )),
        }
    }

    /// A result, with its mistakes put to the others.
    pub(super) fn keep<T>(&mut self, (result, found): (T, Vec<Diagnostic>)) -> T {
        self.found.extend(found);
        result
    }

    /// The failure that tells every mistake; what would not have stopped the run is not its reason.
    pub(super) fn failure(mut self) -> Failure {
        self.found.retain(|d| d.severity == Severity::Error);
        diagnostic::sort(&mut self.found);
        Failure::Inputs {
            diagnostics: self.found,
            texts: self.texts,
        }
    }
}

/// The text of a file of rules or settings, under the name that results call it.
///
/// Its mistakes are shown with the lines they are in, so it must not be a list of children.
pub(super) fn text_of(file: &Path, name: &str) -> Result<SourceText, Failure> {
    if file.extension().is_none_or(|ending| ending != "toml") {
        return Err(Failure::usage(
            format!(
                "`{}` cannot hold settings or rules, whose names end in .toml",
                file.display()
            ),
            "check which file was meant",
        ));
    }
    any_text_of(file, name)
}

/// The text of a file that is known to hold rules.
pub(super) fn any_text_of(file: &Path, name: &str) -> Result<SourceText, Failure> {
    let bytes = std::fs::read(file).map_err(|why| Failure::read(file, why))?;
    let path = file.to_string_lossy().replace('\\', "/");
    let text = String::from_utf8(bytes).map_err(|fault| {
        let good = fault.utf8_error().valid_up_to();
        let lines = fault.as_bytes().iter().take(good).filter(|b| **b == b'\n');
        Failure::usage(
            format!("`{path}` is not UTF-8 text at line {}", lines.count() + 1),
            "save it as UTF-8 and run again",
        )
    })?;
    Ok(SourceText::new(name.replace('\\', "/"), text).lying_at(path))
}

/// Whether anything stands at a path, be it a link to nothing.
pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Refuses a path that should be a file and is not.
pub(super) fn must_be_file(what: &str, path: &Path, help: &str) -> Result<(), Failure> {
    let fault = if path.is_file() {
        return Ok(());
    } else if path.is_dir() {
        "is a folder, not a file"
    } else if path.exists() {
        "is not a file"
    } else if is_there(path) {
        "is a link to nothing"
    } else {
        "is not there"
    };
    Err(Failure::usage(
        format!("the {what} `{}` {fault}", path.display()),
        help,
    ))
}
