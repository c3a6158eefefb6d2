//! `reinspect evidence list`: what was found, how it was read, what was not understood.

use crate::error::ExitStatus;
use crate::evidence::extract::Wanted;
use crate::evidence::listing::Listing;
use crate::report::{Format, json, listing};

use super::arguments::ListArguments;
use super::failure::Failure;
use super::terminal::Terminal;
use super::{evidence_folder, inputs, output};

/// Lists every file; unreadable files are listed too and change no exit status.
pub(super) fn list(arguments: &ListArguments, terminal: &Terminal) -> Result<ExitStatus, Failure> {
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let folder = arguments.evidence.as_deref();
    let inputs = inputs::load(&arguments.inputs, folder, outputs)?;
    let evidence = evidence_folder::read(&inputs, folder, Wanted::NotPersonal, terminal)?;
    let found = Listing::of(&evidence, &inputs.pack.datasets);
    let style = terminal.results();
    output::write_reports(reports, false, |format| match format {
        Format::Text => listing::render(&found, &style),
        Format::Json => json::render(&found),
    })?;
    Ok(ExitStatus::Met)
}
