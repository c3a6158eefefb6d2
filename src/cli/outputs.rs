//! The files that a command will write: each once, and none over what the run reads.

use std::io;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::target::Target;

/// The files that a command will write, found before any work is done for them.
#[derive(Debug, Default)]
pub(super) struct Outputs {
    outputs: Vec<Output>,
}

#[derive(Debug)]
struct Output {
    /// As the command says it, such as `--report json=FILE`.
    argument: String,
    place: Place,
}

/// Where an output goes.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// A file or a stream.
    Target(Target),
    /// Files directly in a folder.
    Folder(PathBuf),
}

impl Outputs {
    /// Takes in a file that an argument names; refused if it cannot be written or is named twice.
    pub(super) fn add(&mut self, argument: String, file: &Path) -> Result<(), Failure> {
        let place = Place::Target(target(file)?);
        self.keep(argument, file, place)
    }

    /// Takes in a folder of files that an argument names; it may be new, the one above it may not.
    pub(super) fn add_folder(&mut self, argument: String, folder: &Path) -> Result<(), Failure> {
        let path = match Target::of(folder) {
            Ok(Target::Folder) => folder.canonicalize().unwrap_or_else(|_| folder.to_owned()),
            Ok(Target::File(path)) if !path.exists() => path,
            Ok(Target::File(_) | Target::Stream(_)) => {
                return Err(Failure::usage(
                    format!("`{}` is a file", folder.display()),
                    "name a folder; it is made where it is not there",
                ));
            }
            Err(why) if why.kind() == io::ErrorKind::NotFound => return Err(no_folder(folder)),
            Err(why) => return Err(Failure::write(folder, why)),
        };
        self.keep(argument, folder, Place::Folder(path))
    }

    fn keep(&mut self, argument: String, named: &Path, place: Place) -> Result<(), Failure> {
        if self.outputs.iter().any(|earlier| earlier.place == place) {
            return Err(Failure::usage(
                format!("two reports would both be written to `{}`", named.display()),
                "give each its own file",
            ));
        }
        self.outputs.push(Output { argument, place });
        Ok(())
    }

    /// Refuses to write over a file that the run reads, which `what` names.
    pub(super) fn spare(&self, what: &str, input: &Path) -> Result<(), Failure> {
        if self.outputs.is_empty() {
            return Ok(());
        }
        // What cannot be followed cannot be read either, and reading it says so.
        let Ok(input) = input.canonicalize() else {
            return Ok(());
        };
        let over = |output: &&Output| match &output.place {
            Place::Target(target) => *target == Target::File(input.clone()),
            // Among what the run reads, the tables of one run would be evidence of the next.
            Place::Folder(folder) => input.parent() == Some(folder),
        };
        match self.outputs.iter().find(over) {
            Some(output) => Err(Failure::usage(
                format!(
                    "`{}` would be written over {what}, which this run reads",
                    output.argument
                ),
                "name another file",
            )),
            None => Ok(()),
        }
    }
}

/// Where a file leads; refused if it is a folder, or lies in a folder that is not there.
fn target(file: &Path) -> Result<Target, Failure> {
    match Target::of(file) {
        Ok(Target::Folder) => Err(Failure::usage(
            format!("`{}` is a folder", file.display()),
            "name a file in it",
        )),
        Ok(target) => Ok(target),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Err(no_folder(file)),
        Err(why) => Err(Failure::write(file, why)),
    }
}

fn no_folder(file: &Path) -> Failure {
    let missing = file.parent().filter(|folder| !folder.is_dir());
    match missing.filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => Failure::usage(
            format!(
                "`{}` cannot be written: there is no folder `{}`",
                file.display(),
                folder.display()
            ),
            "make that folder first, or name another",
        ),
        None => Failure::usage(
            format!(
                "`{}` cannot be written: what it leads to is not there",
                file.display()
            ),
            "name another file",
        ),
    }
}
