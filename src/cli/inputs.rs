//! Finding and reading what a command works on: settings, rules and local decisions.

use std::path::{Path, PathBuf};

use crate::calendar::Day;
use crate::diagnostic::{self, Diagnostic, SourceText};
use crate::pack::rule_test::RuleTest;
use crate::pack::{self, Pack, Tailored, Waivers, tailoring, waiver};
use crate::settings::{self, Settings};

use super::arguments::{InputOptions, RulesOptions};
use super::failure::Failure;
use super::outputs::Outputs;
use super::reading::{Reading, any_text_of, is_there, must_be_file, text_of};

/// The settings file's usual name.
pub(super) const SETTINGS: &str = "reinspect.toml";

/// Settings, rules and local decisions, read and found good.
pub(super) struct Inputs {
    /// The rules, tailored.
    pub(super) pack: Pack,
    /// The settings.
    pub(super) settings: Settings,
    /// The folder that paths in the settings start from.
    pub(super) home: PathBuf,
    /// The day the answer speaks for.
    pub(super) as_at: Day,
    /// The planned inspection date.
    pub(super) inspection: Option<Day>,
    /// Local changes as they were applied.
    pub(super) tailored: Vec<Tailored>,
    /// Waivers and exemptions.
    pub(super) waivers: Waivers,
    /// What is wrong and does not stop the run.
    pub(super) warnings: Vec<Diagnostic>,
    /// The files that the command will write, none of which the run may read.
    pub(super) outputs: Outputs,
}

/// Reads settings, rules, tailoring and waivers; every mistake in any of them at once.
pub(super) fn load(
    options: &InputOptions,
    evidence: Option<&Path>,
    outputs: Outputs,
) -> Result<Inputs, Failure> {
    let mut reading = Reading::new(&outputs);
    let (settings, home) = settings_of(&mut reading, options.settings.as_deref(), evidence)?;
    let texts = match (&options.rules, &settings.rules) {
        (Some(folder), _) => rules_in(folder, "--rules", &outputs)?,
        (None, Some(set)) => rules_in(&home.join(set), "the settings' `rules`", &outputs)?,
        (None, None) => pack::embedded(),
    };
    reading.show(&texts);
    let pack = reading.keep(pack::load(&texts));
    let entries = local_changes(&mut reading, &home, &settings)?;
    let waivers = match reading.beside(&home, "waivers", settings.waivers.as_deref())? {
        Some(text) => reading.keep(waiver::parse(&text)),
        None => Waivers::default(),
    };
    let as_at = options.as_at.or(settings.as_at).unwrap_or_else(today);
    let inspection = options.inspection.or(settings.inspection);
    let Some(pack) = pack else {
        return Err(reading.failure());
    };
    // A criterion that tailoring turns off is still one that waivers and settings may name.
    reading.found.extend(waiver::check(&waivers, &pack, as_at));
    reading.found.extend(settings::check(&settings, &pack));
    let (pack, tailored, found) = tailoring::apply(pack, &entries, as_at);
    reading.found.extend(found);
    if diagnostic::any_error(&reading.found) {
        return Err(reading.failure());
    }
    in_order(as_at, inspection)?;
    let warnings = reading.found;
    Ok(Inputs {
        pack,
        settings,
        home,
        as_at,
        inspection,
        tailored,
        waivers,
        warnings,
        outputs,
    })
}

/// Refuses what is wrong on the command line, for a command that may need nothing of it.
pub(super) fn check(options: &InputOptions) -> Result<(), Failure> {
    if let Some(folder) = &options.rules {
        must_hold_rules(folder, "--rules")?;
    }
    if let Some(file) = &options.settings {
        must_be_file("settings file", file, SETTINGS_HELP)?;
    }
    match options.as_at {
        Some(as_at) => in_order(as_at, options.inspection),
        None => Ok(()),
    }
}

fn in_order(as_at: Day, inspection: Option<Day>) -> Result<(), Failure> {
    match inspection.filter(|day| *day < as_at) {
        Some(day) => Err(Failure::usage(
            format!("the inspection date {day} is before the as-at date {as_at}"),
            "give a later --inspection, or an earlier --as-at",
        )),
        None => Ok(()),
    }
}

/// The texts of the rules that a command works on, without anything beside them.
pub(super) fn rule_texts(
    options: &RulesOptions,
    outputs: &Outputs,
) -> Result<Vec<SourceText>, Failure> {
    if let Some(folder) = options.folder.as_ref().or(options.rules.as_ref()) {
        return rules_in(folder, "the command", outputs);
    }
    let mut reading = Reading::new(outputs);
    let (settings, home) = settings_of(&mut reading, options.settings.as_deref(), None)?;
    if diagnostic::any_error(&reading.found) {
        return Err(reading.failure());
    }
    match &settings.rules {
        Some(set) => rules_in(&home.join(set), "the settings' `rules`", outputs),
        None => Ok(pack::embedded()),
    }
}

/// The local changes that a working folder lays over its rules; none where it has no such file.
fn local_changes(
    reading: &mut Reading<'_>,
    home: &Path,
    settings: &Settings,
) -> Result<Vec<tailoring::Tailoring>, Failure> {
    Ok(
        match reading.beside(home, "tailoring", settings.tailoring.as_deref())? {
            Some(text) => reading.keep(tailoring::parse(&text)),
            None => Vec::new(),
        },
    )
}

/// The rules that a command works on.
pub(super) fn rules(options: &RulesOptions, outputs: &Outputs) -> Result<Pack, Failure> {
    let texts = rule_texts(options, outputs)?;
    let (pack, diagnostics) = pack::load(&texts);
    pack.ok_or(Failure::Inputs { diagnostics, texts })
}

/// The rules that a command works on, and their tests; every mistake in either at once.
pub(super) fn rules_and_tests(
    options: &RulesOptions,
    outputs: &Outputs,
) -> Result<(Pack, Vec<RuleTest>), Failure> {
    let texts = rule_texts(options, outputs)?;
    let (loaded, diagnostics) = pack::load_with_tests(&texts);
    loaded.ok_or(Failure::Inputs { diagnostics, texts })
}

/// The rules that a working folder goes by, as they are tailored there, and the folder of evidence
/// that its settings name.
pub(super) fn rules_and_evidence(
    options: &RulesOptions,
    home: &Path,
    outputs: &Outputs,
) -> Result<(Pack, Option<String>), Failure> {
    let mut reading = Reading::new(outputs);
    let settings = match &options.settings {
        Some(_) => settings_of(&mut reading, options.settings.as_deref(), None)?.0,
        None => Settings::default(),
    };
    let texts = if options.rules.is_some() || options.settings.is_some() {
        rule_texts(options, outputs)?
    } else {
        pack::embedded()
    };
    reading.show(&texts);
    let pack = reading.keep(pack::load(&texts));
    let entries = local_changes(&mut reading, home, &settings)?;
    match pack {
        Some(pack) if !diagnostic::any_error(&reading.found) => {
            let as_at = settings.as_at.unwrap_or_else(today);
            let (pack, _, found) = tailoring::apply(pack, &entries, as_at);
            reading.found.extend(found);
            if diagnostic::any_error(&reading.found) {
                return Err(reading.failure());
            }
            Ok((pack, settings.evidence))
        }
        Some(_) | None => Err(reading.failure()),
    }
}

/// The texts of a folder of rules, which `by` names.
///
/// Results call them by the folder's own name and the path in it, wherever the command runs.
fn rules_in(folder: &Path, by: &str, outputs: &Outputs) -> Result<Vec<SourceText>, Failure> {
    must_hold_rules(folder, by)?;
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let name = own_name(folder);
    let text = |file: &PathBuf| {
        outputs.spare("a file of the rules", file)?;
        let inside = file.strip_prefix(folder).unwrap_or(file);
        let name = format!("{name}/{}", inside.display());
        if is_table(file) {
            any_text_of(file, &name)
        } else {
            text_of(file, &name)
        }
    };
    files.iter().map(text).collect()
}

/// The name of a folder, however a path spells it.
pub(super) fn own_name(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = real.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn must_hold_rules(folder: &Path, by: &str) -> Result<(), Failure> {
    if !folder.is_dir() {
        let what = what_is_there(folder);
        return Err(Failure::usage(
            format!("the folder of rules `{}` {what}", folder.display()),
            format!("let {by} name the folder that holds pack.toml"),
        ));
    }
    // Without either it is another folder that is meant, and its mistakes would only mislead.
    if !folder.join("pack.toml").is_file() && !folder.join("criteria").is_dir() {
        return Err(Failure::usage(
            format!(
                "the folder of rules `{}` holds no pack.toml",
                folder.display()
            ),
            format!("let {by} name the folder that does"),
        ));
    }
    Ok(())
}

/// Why a path is not the folder that was meant.
pub(super) fn what_is_there(path: &Path) -> &'static str {
    if path.exists() {
        "is a file, not a folder"
    } else {
        "is not there"
    }
}

/// The files of rules in a folder and in the folders below it, but for hidden ones.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = std::fs::read_dir(folder).map_err(|why| Failure::read(folder, why))?;
    for entry in entries {
        let path = entry.map_err(|why| Failure::read(folder, why))?.path();
        let hidden = path
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else if is_table(&path) || path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether a file lies where tables of published figures or of labelled points do.
fn is_table(path: &Path) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    let is_there = folder.is_some_and(|folder| folder == "benchmarks" || folder == "themes");
    is_there && path.extension().is_some_and(|ending| ending == "csv")
}

const SETTINGS_HELP: &str = "give --settings the path of your reinspect.toml";

/// The settings, and the folder that paths in them start from.
fn settings_of(
    reading: &mut Reading<'_>,
    named: Option<&Path>,
    evidence: Option<&Path>,
) -> Result<(Settings, PathBuf), Failure> {
    let Some(file) = settings_file(named, evidence)? else {
        return Ok((Settings::default(), PathBuf::new()));
    };
    let home = file.parent().map_or_else(PathBuf::new, Path::to_owned);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let text = reading.text("the settings", &file, &name)?;
    Ok((reading.keep(settings::parse(&text)), home))
}

/// With evidence named, settings lie beside it or inside it; never in the working folder.
pub(super) fn settings_file(
    named: Option<&Path>,
    evidence: Option<&Path>,
) -> Result<Option<PathBuf>, Failure> {
    if let Some(named) = named {
        must_be_file("settings file", named, SETTINGS_HELP)?;
        return Ok(Some(named.to_owned()));
    }
    let candidates = match evidence {
        Some(evidence) => {
            vec![beside(evidence).join(SETTINGS), evidence.join(SETTINGS)]
        }
        None => vec![PathBuf::from(SETTINGS)],
    };
    let found = candidates.into_iter().find(|file| is_there(file));
    if let Some(file) = &found {
        must_be_file("settings file", file, SETTINGS_HELP)?;
    }
    Ok(found)
}

/// The folder that the evidence lies in.
pub(super) fn beside(evidence: &Path) -> PathBuf {
    match (evidence.file_name(), evidence.parent()) {
        (Some(_), Some(folder)) => folder.to_owned(),
        // Such as `.`, whose path does not say what it lies in.
        (Some(_) | None, _) => evidence.join(".."),
    }
}

/// Today by the machine's clock: the only place that reads it.
fn today() -> Day {
    let date = jiff::Zoned::now().date();
    Day::new(
        i32::from(date.year()),
        unsigned(date.month()),
        unsigned(date.day()),
    )
    .unwrap_or(Day::MIN)
}

fn unsigned(number: i8) -> u32 {
    u32::from(number.unsigned_abs())
}
