//! The evidence folder: which it is, and what it holds.

use std::path::{Path, PathBuf};

use crate::diagnostic::{self, Code};
use crate::evidence::extract::Wanted;
use crate::evidence::manifest::{self, Manifest};
use crate::evidence::{Evidence, discover, gather, read as reader};
use crate::settings;

use super::failure::Failure;
use super::inputs::{self, Inputs};
use super::progress::Progress;
use super::reading::{Reading, is_there};
use super::terminal::Terminal;

/// The manifest's name in the folder.
const MANIFEST: &str = "evidence.toml";

/// Reads and assembles the evidence folder.
pub(super) fn read(
    inputs: &Inputs,
    folder: Option<&Path>,
    wanted: Wanted<'_>,
    terminal: &Terminal,
) -> Result<Evidence, Failure> {
    let folder = find(inputs, folder)?;
    let walk = discover::walk(&folder).map_err(|why| Failure::read(&folder, why))?;
    for file in &walk.files {
        inputs.outputs.spare("a file of the evidence", &file.full)?;
    }
    let mut reading = Reading::new(&inputs.outputs);
    let manifest = manifest_in(&folder, &mut reading)?;
    reading
        .found
        .extend(manifest::check(&manifest, &inputs.pack));
    if diagnostic::any_error(&reading.found) {
        return Err(reading.failure());
    }
    if walk.files.is_empty() && walk.refused.is_empty() {
        return Err(Failure::evidence(format!(
            "the evidence folder `{}` holds no files to read",
            folder.display()
        )));
    }
    let progress = Progress::new(walk.files.len(), terminal.watched);
    let mut request = reader::Request::new(
        &inputs.pack.datasets,
        wanted,
        &inputs.settings.maps,
        &manifest,
    );
    if let Ok(program) = std::env::current_exe() {
        request = request.reading_pdf_with(program);
    }
    let mut reads = reader::read_all(&walk.files, &request, &|_| progress.tick());
    reads.extend(reader::left_alone(&walk.refused, &request));
    reads.sort_by(|a, b| a.found.path.cmp(&b.found.path));
    progress.finish();
    let within: usize = reads.iter().map(|read| read.skipped).sum();
    let context = gather::Context {
        datasets: &inputs.pack.datasets,
        manifest: &manifest,
        mappings: &inputs.settings.maps,
        limits: &inputs.pack.limits,
        as_at: inputs.as_at,
    };
    let mut evidence = match wanted {
        Wanted::Needs(needs) => gather::gather_for(reads, &context, needs),
        Wanted::NotPersonal => gather::gather(reads, &context),
    };
    evidence.skipped = walk.skipped + within;
    let misfits = settings::fit(&inputs.settings, &evidence.files);
    evidence.diagnostics.extend(misfits);
    evidence.diagnostics.extend(reading.found);
    diagnostic::sort(&mut evidence.diagnostics);
    Ok(evidence)
}

/// The manifest of a folder, if it has one.
///
/// One that is not TOML may be a list saved under its name, so of its mistakes only the places are told.
fn manifest_in(folder: &Path, reading: &mut Reading<'_>) -> Result<Manifest, Failure> {
    let file = folder.join(MANIFEST);
    if !is_there(&file) {
        return Ok(Manifest::default());
    }
    let name = format!("{}/{MANIFEST}", inputs::own_name(folder));
    let text = reading.unshown("the manifest of the evidence", &file, &name)?;
    let (manifest, found) = manifest::parse(&text);
    if found.iter().all(|d| d.code != Code::TomlSyntax) {
        reading.show(&[text]);
    }
    Ok(reading.keep((manifest, found)))
}

/// The folder named, else the settings' one, else `evidence` beside the settings.
fn find(inputs: &Inputs, named: Option<&Path>) -> Result<PathBuf, Failure> {
    let folder = match (named, &inputs.settings.evidence) {
        (Some(named), _) => named.to_owned(),
        (None, Some(set)) => inputs.home.join(set),
        (None, None) => inputs.home.join("evidence"),
    };
    must_be_folder(&folder)?;
    Ok(folder)
}

/// Refuses an evidence folder that is not one.
pub(super) fn must_be_folder(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        return Ok(());
    }
    let what = inputs::what_is_there(folder);
    let message = format!("the evidence folder `{}` {what}", folder.display());
    Err(Failure::evidence(message))
}
