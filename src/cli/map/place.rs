//! Where a file to map lies: its evidence folder, and the settings that the mapping goes into.

use std::path::{Path, PathBuf};

use crate::cli::arguments::{InputOptions, MapArguments};
use crate::cli::evidence_folder::must_be_folder;
use crate::cli::failure::Failure;
use crate::cli::inputs::{self, Inputs, SETTINGS};
use crate::cli::output;
use crate::cli::reading::{is_there, must_be_file};
use crate::evidence::read as reader;

/// Where everything lies.
pub(super) struct Place {
    /// Settings and rules.
    pub(super) inputs: Inputs,
    /// The file's path below the evidence folder.
    pub(super) path: String,
    /// The file.
    pub(super) full: PathBuf,
    /// The file in it that is meant, where it is an archive and one is.
    pub(super) inside: Option<String>,
    /// The evidence folder.
    pub(super) folder: PathBuf,
    /// The settings file, there or not yet.
    pub(super) settings: PathBuf,
    /// The evidence folder, where the next command has to name it.
    pub(super) evidence: Option<PathBuf>,
}

impl Place {
    /// The path of what is mapped, as `evidence list` shows it.
    pub(super) fn shown(&self) -> String {
        match &self.inside {
            Some(inside) => format!("{}/{inside}", self.path),
            None => self.path.clone(),
        }
    }

    /// Whether the settings found on the way up are for this file: they name the folder that it is in,
    /// or lie inside a folder of evidence and name none. Others may be of something else altogether.
    fn is_meant(&self, folder: &Path) -> bool {
        let is_evidence = self.evidence.as_deref() == Some(folder);
        let named = self.inputs.settings.evidence.is_some();
        !is_evidence || (!named && self.settings.parent() == Some(folder)) || self.is_set()
    }

    /// Whether the settings name the evidence folder.
    fn is_set(&self) -> bool {
        let set = self.inputs.settings.evidence.as_deref();
        let set = self.inputs.home.join(set.unwrap_or("evidence"));
        let real = |path: &Path| path.canonicalize().ok();
        let folder = self.evidence.as_deref().and_then(real);
        folder.is_some() && folder == real(&set)
    }
}

/// Finds the evidence folder that a file is in, and its settings.
pub(super) fn find(arguments: &MapArguments) -> Result<Place, Failure> {
    let file = arguments.file.as_path();
    let named = arguments.settings.as_deref();
    if let Some(folder) = &arguments.evidence {
        must_be_folder(folder)?;
        return place(arguments, Some(folder), folder)?.ok_or_else(|| outside(file, folder));
    }
    let home = named.and_then(Path::parent).unwrap_or(Path::new(""));
    if let Some(place) = place(arguments, None, home)? {
        return Ok(place);
    }
    let (on_disk, _) = split(file);
    must_be_file("file", on_disk, FILE_HELP)?;
    let real = on_disk
        .canonicalize()
        .map_err(|why| Failure::read(file, why))?;
    if named.is_some() {
        return Err(outside(file, Path::new("the settings' own")));
    }
    // A list in a folder of the evidence is not to make that folder the evidence.
    let is_evidence = |folder: &&Path| folder.file_name().is_some_and(|name| name == "evidence");
    let own = file.ancestors().skip(1).find(is_evidence);
    let own = own.or_else(|| real.ancestors().skip(1).find(is_evidence));
    let own = own.or(file.parent()).unwrap_or(Path::new(""));
    let own = if own == Path::new("") {
        Path::new(".")
    } else {
        own
    };
    for folder in real.ancestors().skip(1) {
        if inputs::settings_file(None, Some(folder))?.is_some()
            && let Some(place) = place(arguments, Some(folder), folder)?
            && place.is_meant(folder)
        {
            return Ok(place);
        }
    }
    place(arguments, Some(own), own)?.ok_or_else(|| outside(file, own))
}

/// The place of the file if it lies in the folder of the settings that are found, or in `folder`.
fn place(
    arguments: &MapArguments,
    evidence: Option<&Path>,
    folder: &Path,
) -> Result<Option<Place>, Failure> {
    let options = InputOptions {
        rules: arguments.rules.clone(),
        settings: arguments.settings.clone(),
        ..InputOptions::default()
    };
    let outputs = output::check(&arguments.reports.report)?;
    let inputs = inputs::load(&options, evidence, outputs)?;
    let settings = inputs::settings_file(arguments.settings.as_deref(), evidence)?;
    let set = inputs.settings.evidence.as_deref().unwrap_or("evidence");
    let set = inputs.home.join(set);
    let of_settings = || below(&set, &arguments.file).map(|found| (set.clone(), found));
    let of_folder = || below(folder, &arguments.file).map(|found| (folder.to_owned(), found));
    let found = match evidence {
        // A folder that was named is the one that is meant.
        Some(_) if arguments.evidence.is_some() => of_folder(),
        Some(_) => of_settings().or_else(of_folder),
        None => of_settings(),
    };
    let Some((folder, below)) = found else {
        return Ok(None);
    };
    let Below { path, full, inside } = below;
    inputs.outputs.spare("a file of the evidence", &full)?;
    let beside = match evidence {
        Some(_) => inputs::beside(&folder).join(SETTINGS),
        None => inputs.home.join(SETTINGS),
    };
    let named = evidence.is_some().then(|| folder.clone());
    Ok(Some(Place {
        inputs,
        path,
        full,
        inside,
        folder: folder.clone(),
        settings: settings.unwrap_or(beside),
        evidence: named,
    }))
}

/// A file that lies below a folder.
struct Below {
    path: String,
    full: PathBuf,
    inside: Option<String>,
}

/// The path of a file below a folder, given from here or from that folder.
fn below(folder: &Path, file: &Path) -> Option<Below> {
    let real = folder.canonicalize().ok()?;
    let below = |full: &Path| {
        let (full, inside) = split(full);
        let found = full.canonicalize().ok()?;
        let path = found
            .strip_prefix(&real)
            .ok()?
            .to_string_lossy()
            .replace('\\', "/");
        found.is_file().then(|| Below {
            path,
            full: full.to_owned(),
            inside,
        })
    };
    below(file).or_else(|| below(&folder.join(file)))
}

/// What is on the disk of a path into an archive, and the path in it.
fn split(file: &Path) -> (&Path, Option<String>) {
    let is_archive = |path: &&Path| {
        let name = path.to_string_lossy();
        reader::Format::of(&name) == reader::Format::Zip && path.is_file()
    };
    let Some(archive) = file.ancestors().skip(1).find(is_archive) else {
        return (file, None);
    };
    let inside = file.strip_prefix(archive).unwrap_or(file);
    (archive, Some(inside.to_string_lossy().replace('\\', "/")))
}

const FILE_HELP: &str = "give its path, from here or below the evidence folder";

fn outside(file: &Path, folder: &Path) -> Failure {
    if !is_there(file) {
        return Failure::usage(
            format!("the file `{}` is not there", file.display()),
            FILE_HELP,
        );
    }
    Failure::usage(
        format!(
            "`{}` is not in the evidence folder `{}`",
            file.display(),
            folder.display()
        ),
        "name the evidence folder after the file",
    )
}
