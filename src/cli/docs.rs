//! `reinspect rules docs`: the guide to the rules, written to a folder or held against one.

use std::fs;
use std::path::Path;

use crate::error::ExitStatus;
use crate::guide::drift::{Drift, Held};
use crate::guide::told::{self, GuideReport};
use crate::guide::{self, CRITERIA, Pages};
use crate::report::{Format, json};

use super::arguments::{DocsArguments, RulesOptions};
use super::failure::Failure;
use super::rules::answer;
use super::terminal::Terminal;
use super::{again, inputs, output};

/// Writes the guide to the rules, or says where the one in a folder differs from it.
pub(super) fn run(arguments: &DocsArguments, terminal: &Terminal) -> Result<ExitStatus, Failure> {
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let folder = arguments.out.as_path();
    if folder.exists() && !folder.is_dir() {
        let what = inputs::what_is_there(folder);
        return Err(Failure::usage(
            format!("`{}` {what}", folder.display()),
            "name a folder that is new or empty, or one that holds a guide",
        ));
    }
    let (pack, tests) = inputs::rules_and_tests(&arguments.rules, &outputs)?;
    let pages = guide::write(&pack, &tests);
    for path in pages.keys() {
        outputs.spare("a page of the guide", &folder.join(path))?;
    }
    let drift = Drift::of(&pages, &held(folder)?);
    if !arguments.check {
        update(folder, &pages, &drift)?;
    }
    let report = GuideReport {
        schema: "reinspect.guide/1",
        folder: shown(folder),
        pages: pages.len(),
        written: !arguments.check,
        drift,
        command: command(arguments),
    };
    let style = terminal.results();
    output::write_reports(reports, false, |format| match format {
        Format::Text => told::render(&report, &style),
        Format::Json => json::render(&report),
    })?;
    Ok(answer(report.written || report.drift.is_none()))
}

/// Writes what is new or different, and takes away the pages that the rules do not write.
fn update(folder: &Path, pages: &Pages, drift: &Drift) -> Result<(), Failure> {
    if let [first, more @ ..] = drift.foreign.as_slice() {
        let what = match more.len() {
            0 => ", which is not a page of a guide".to_owned(),
            1 => " and 1 other, which are not pages of a guide".to_owned(),
            more => format!(" and {more} others, which are not pages of a guide"),
        };
        return Err(Failure::usage(
            format!("`{}` holds `{first}`{what}", folder.display()),
            "name a folder that is new or empty, or one that holds a guide alone",
        ));
    }
    output::make_folder(&folder.join(CRITERIA))?;
    for path in drift.missing.iter().chain(&drift.different) {
        if let Some(text) = pages.get(path) {
            output::write_file(&folder.join(path), text.as_bytes())?;
        }
    }
    for path in &drift.extra {
        let path = folder.join(path);
        fs::remove_file(&path).map_err(|why| Failure::write(&path, why))?;
    }
    Ok(())
}

/// What a folder holds, but for what is hidden; nothing if it is not there.
fn held(folder: &Path) -> Result<Held, Failure> {
    let mut held = Held::new();
    if folder.exists() {
        collect(folder, "", &mut held)?;
    }
    Ok(held)
}

fn collect(folder: &Path, above: &str, held: &mut Held) -> Result<(), Failure> {
    let read = |why| Failure::read(folder, why);
    for entry in fs::read_dir(folder).map_err(read)? {
        let entry = entry.map_err(read)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{above}{name}");
        // A link is never followed: what it leads to is not ours to change.
        let kind = entry.file_type().map_err(read)?;
        if kind.is_dir() && path == CRITERIA {
            collect(&entry.path(), &format!("{path}/"), held)?;
        } else {
            held.insert(path, text_of(&entry.path(), kind.is_file())?);
        }
    }
    Ok(())
}

/// The text of a file; none of what is no file or no text.
fn text_of(path: &Path, is_file: bool) -> Result<Option<String>, Failure> {
    if !is_file {
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(|why| Failure::read(path, why))?;
    Ok(String::from_utf8(bytes).ok())
}

/// The command that writes the same guide to the same folder.
fn command(arguments: &DocsArguments) -> String {
    let RulesOptions {
        folder,
        rules,
        settings,
    } = &arguments.rules;
    let mut words = vec!["reinspect rules docs".to_owned()];
    words.extend(folder.as_deref().or(rules.as_deref()).map(again::path));
    let settings = settings.as_deref();
    words.extend(settings.map(|file| format!("--settings {}", again::path(file))));
    words.push(format!("--out {}", again::path(&arguments.out)));
    words.join(" ")
}

fn shown(folder: &Path) -> String {
    folder.display().to_string()
}
