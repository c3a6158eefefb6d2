//! `reinspect evidence`: what was found and how it was read, and what goes out of date when.

use crate::assess::chosen;
use crate::assessment::Scope;
use crate::diagnostic::did_you_mean;
use crate::error::ExitStatus;
use crate::evidence::extract::Wanted;
use crate::evidence::listing::{Against, Listing};
use crate::expiry::outlook::outlook;
use crate::measure;
use crate::redact::{Audience, redact};
use crate::report::listing::{self, Detail};
use crate::report::{Format, expiring, json};

use super::again::Again;
use super::arguments::{ExpiringArguments, InputOptions, ListArguments};
use super::failure::Failure;
use super::terminal::Terminal;
use super::{assess, evidence_folder, inputs, output};

/// Lists every file; unreadable files are listed too and change no exit status.
pub(super) fn list(arguments: &ListArguments, terminal: &Terminal) -> Result<ExitStatus, Failure> {
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let folder = arguments.evidence.as_deref();
    let inputs = inputs::load(&arguments.inputs, folder, outputs)?;
    let datasets = &inputs.pack.datasets;
    for dataset in &arguments.dataset {
        let known = datasets.keys().map(String::as_str);
        must_be_among(
            "--dataset",
            dataset,
            "the rules have no such dataset",
            known,
        )?;
    }
    let evidence = evidence_folder::read(&inputs, folder, Wanted::NotPersonal, terminal);
    let evidence = evidence.map_err(|why| meant(why, "list", &arguments.inputs))?;
    for file in &arguments.file {
        let known = evidence.files.iter().map(|file| &*file.path);
        must_be_among("--file", file, "the evidence has no such file", known)?;
    }
    let criteria = chosen(&inputs.pack, &Scope::default(), &inputs.tailored);
    let against = Against {
        datasets,
        needs: &measure::needs(criteria.iter().copied(), datasets),
        questions: &measure::questions(criteria),
        as_at: inputs.as_at,
    };
    let found = Listing::of(&evidence, &against).only(&arguments.file, &arguments.dataset);
    let detail = if arguments.file.is_empty() && arguments.dataset.is_empty() {
        Detail::Brief
    } else {
        Detail::Full
    };
    let style = terminal.results();
    output::write_reports(reports, false, |format| match format {
        Format::Text => listing::render(&found, detail, &style),
        Format::Json => json::render(&found),
    })?;
    Ok(ExitStatus::Met)
}

/// Says what goes out of date when, and from when on it must be anew to stand on a day.
pub(super) fn expiring(
    arguments: &ExpiringArguments,
    terminal: &Terminal,
) -> Result<ExitStatus, Failure> {
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let folder = arguments.evidence.as_deref();
    let mut inputs = inputs::load(&arguments.inputs, folder, outputs)?;
    if let Some(on) = arguments.on {
        if on < inputs.as_at {
            return Err(Failure::usage(
                format!(
                    "the day {on} of `--on` is before the as-at date {}",
                    inputs.as_at
                ),
                "give a later --on, or an earlier --as-at",
            ));
        }
        inputs.inspection = Some(on);
    }
    let assessed = assess::assessment(&inputs, folder, Scope::default(), None, terminal);
    let assessed = assessed.map_err(|why| meant(why, "expiring", &arguments.inputs))?;
    let redacted = redact(assessed, Audience::Internal);
    let found = outlook(&redacted, &inputs.pack);
    let style = terminal.results();
    output::write_reports(reports, false, |format| match format {
        Format::Text => expiring::render(&found, &style),
        Format::Json => json::render(&found),
    })?;
    Ok(ExitStatus::Met)
}

/// A failure for want of evidence, with the command of this group that was meant.
fn meant(why: Failure, verb: &str, inputs: &InputOptions) -> Failure {
    why.meaning(Again::elsewhere(inputs).command(&["evidence", verb]))
}

/// Refuses the value of an argument that is not one of those there are.
fn must_be_among<'a>(
    argument: &str,
    word: &str,
    why: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), Failure> {
    if known.clone().any(|one| one == word) {
        return Ok(());
    }
    let help = did_you_mean(word, known)
        .unwrap_or_else(|| "`reinspect evidence list` without it shows what there is".to_owned());
    let message = format!("`{argument}` cannot be `{word}`: {why}");
    Err(Failure::usage(message, help))
}
