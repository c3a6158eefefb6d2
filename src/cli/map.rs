//! `reinspect evidence map`: what the lists of a file are, proposed and written to the settings.

mod desk;
mod lists;
mod named;
mod place;

use crate::diagnostic::{self, SourceText};
use crate::error::ExitStatus;
use crate::evidence::recognise::Catalogue;
use crate::report::map::{self as report, Mapped, Status};
use crate::report::{Format, json};
use crate::settings::{self, MapEdit};

use super::again::Again;
use super::arguments::{InputOptions, MapArguments};
use super::failure::Failure;
use super::inputs::Inputs;
use super::reading::{is_there, text_of};
use super::terminal::Terminal;
use super::{output, streams};
use desk::{Desk, NONE};
use named::named;
use place::{Place, find};

/// Proposes what the lists of a file are, and writes it.
pub(super) fn run(arguments: &MapArguments, terminal: &Terminal) -> Result<ExitStatus, Failure> {
    let place = find(arguments)?;
    known_dataset(arguments, &place.inputs)?;
    let files = lists::read(&place)?;
    let chosen = lists::chosen(arguments, &place, &files)?;
    let catalogue = Catalogue::new(&place.inputs.pack.datasets);
    let named = |path| named(arguments, &place, path);
    let (mut lists, mut edits) = (Vec::new(), Vec::new());
    for (file, tables) in chosen {
        let desk = Desk {
            arguments,
            place: &place,
            catalogue: &catalogue,
            path: &file.path,
            only: file.tables.iter().filter(|t| !t.hidden).count() == 1,
            named: named(&file.path)?,
        };
        for table in tables {
            let (list, edit) = desk.list(table);
            lists.push(list);
            edits.extend(edit);
        }
    }
    let written = !arguments.dry_run && write(&place, &edits)?;
    let mapped = Mapped {
        schema: report::SCHEMA,
        file: place.shown(),
        settings: place.settings.to_string_lossy().into_owned(),
        written,
        lists,
        next: next(arguments, &place),
    };
    let style = terminal.results();
    output::write_reports(&arguments.reports.report, false, |format| match format {
        Format::Text => report::render(&mapped, &style),
        Format::Json => json::render(&mapped),
    })?;
    Ok(match fault(&mapped, arguments, edits.is_empty()) {
        Some(fault) => {
            streams::complain(&format!("error: {fault}\n"));
            ExitStatus::Usage
        }
        None => ExitStatus::Met,
    })
}

/// Why nothing is written that should be, and what to do.
fn fault(mapped: &Mapped, arguments: &MapArguments, nothing_new: bool) -> Option<String> {
    let mut lists = mapped.lists.iter();
    if lists.all(|list| list.status == Status::Nothing) {
        if let Some(dataset) = &arguments.dataset {
            return Some(format!(
                "nothing could be proposed for `{}` as `{dataset}`; see above what to write into `{}`, \
                 and `reinspect explain {dataset}` for its columns",
                mapped.file, mapped.settings
            ));
        }
        return Some(format!(
            "nothing could be proposed for `{}`; say what it is with `--dataset`, and its sheet with \
             `--sheet`; `reinspect explain datasets` lists the datasets",
            mapped.file
        ));
    }
    let gone: usize = mapped.lists.iter().map(|list| list.gone.len()).sum();
    let noun = if gone == 1 { "heading" } else { "headings" };
    (nothing_new && gone > 0).then(|| {
        format!(
            "{gone} {noun} that the mapping of `{}` names not found, and nothing could be proposed \
             instead; write what is said above into `{}`",
            mapped.file, mapped.settings
        )
    })
}

/// The command that shows what the mapping does.
fn next(arguments: &MapArguments, place: &Place) -> String {
    let inputs = InputOptions {
        rules: arguments.rules.clone(),
        settings: arguments.settings.clone(),
        ..InputOptions::default()
    };
    let again = Again {
        evidence: place.evidence.as_deref(),
        inputs: &inputs,
    };
    again.command(&["evidence", "list"])
}

fn known_dataset(arguments: &MapArguments, inputs: &Inputs) -> Result<(), Failure> {
    let known = &inputs.pack.datasets;
    match &arguments.dataset {
        Some(id) if id != NONE && !known.contains_key(id) => {
            let help = diagnostic::did_you_mean(id, known.keys().map(String::as_str));
            let help = help.unwrap_or_else(|| "`reinspect explain datasets` lists them".to_owned());
            let message = format!("`--dataset` cannot be `{id}`: the rules have no such dataset");
            Err(Failure::usage(message, help))
        }
        Some(_) | None => Ok(()),
    }
}

/// Writes the mappings into the settings; false where there is nothing to write.
fn write(place: &Place, edits: &[MapEdit]) -> Result<bool, Failure> {
    if edits.is_empty() {
        return Ok(false);
    }
    let file = &place.settings;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let text = if is_there(file) {
        text_of(file, &name)?.text.to_string()
    } else {
        String::new()
    };
    let why = |why: &dyn std::fmt::Display| {
        Failure::usage(
            format!(
                "the mapping cannot be written to `{}`: {why}",
                file.display()
            ),
            "write each mapping there under `[[map]]`, and run again",
        )
    };
    let new = settings::with_maps(&text, edits).map_err(|fault| why(&fault))?;
    let (_, found) = settings::parse(&SourceText::new(&*name, new.as_str()));
    if diagnostic::any_error(&found) {
        return Err(why(&"it would not be read as it was meant"));
    }
    output::write_file(file, new.as_bytes())?;
    Ok(true)
}
