//! Finding and reading what a command works on: settings, rules and local decisions.

use std::path::{Path, PathBuf};

use crate::calendar::Day;
use crate::diagnostic::{self, Diagnostic, SourceText};
use crate::pack::{self, Pack, Tailored, Waivers, tailoring, waiver};
use crate::settings::{self, Settings};

use super::arguments::{InputOptions, RulesOptions};
use super::failure::Failure;

/// The settings file's usual name.
const SETTINGS: &str = "reinspect.toml";

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
}

/// Reads settings, rules, tailoring and waivers; every mistake in any of them at once.
pub(super) fn load(options: &InputOptions, evidence: Option<&Path>) -> Result<Inputs, Failure> {
    let mut reading = Reading::default();
    let (settings, home) = reading.settings(options.settings.as_deref(), evidence)?;
    let texts = match (&options.rules, &settings.rules) {
        (Some(folder), _) => rules_in(folder, "--rules")?,
        (None, Some(set)) => rules_in(&home.join(set), "the settings' `rules`")?,
        (None, None) => pack::embedded(),
    };
    reading.texts.extend(texts.iter().cloned());
    let pack = reading.keep(pack::load(&texts));
    let entries = match reading.beside(&home, settings.tailoring.as_deref(), "tailoring.toml")? {
        Some(text) => reading.keep(tailoring::parse(&text)),
        None => Vec::new(),
    };
    let waivers = match reading.beside(&home, settings.waivers.as_deref(), "waivers.toml")? {
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
    if let Some(day) = inspection.filter(|day| *day < as_at) {
        return Err(Failure::usage(
            format!("the inspection date {day} is before the as-at date {as_at}"),
            "give a later --inspection, or an earlier --as-at",
        ));
    }
    Ok(Inputs {
        pack,
        settings,
        home,
        as_at,
        inspection,
        tailored,
        waivers,
        warnings: reading.found,
    })
}

/// The texts of the rules that a command works on, without anything beside them.
pub(super) fn rule_texts(options: &RulesOptions) -> Result<Vec<SourceText>, Failure> {
    if let Some(folder) = options.folder.as_ref().or(options.rules.as_ref()) {
        return rules_in(folder, "the command");
    }
    let mut reading = Reading::default();
    let (settings, home) = reading.settings(options.settings.as_deref(), None)?;
    if diagnostic::any_error(&reading.found) {
        return Err(reading.failure());
    }
    match &settings.rules {
        Some(set) => rules_in(&home.join(set), "the settings' `rules`"),
        None => Ok(pack::embedded()),
    }
}

/// The texts of a folder of rules, which `by` names.
fn rules_in(folder: &Path, by: &str) -> Result<Vec<SourceText>, Failure> {
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
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    files.iter().map(|file| text_of(file)).collect()
}

/// Why a path is not the folder that was meant.
pub(super) fn what_is_there(path: &Path) -> &'static str {
    if path.exists() {
        "is a file, not a folder"
    } else {
        "is not there"
    }
}

/// The TOML files of a folder and of the folders below it, but for hidden ones.
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
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

/// Refuses a path that should be a file and is not.
pub(super) fn must_be_file(what: &str, path: &Path, help: &str) -> Result<(), Failure> {
    let fault = if path.is_file() {
        return Ok(());
    } else if path.exists() {
        "is not a file"
    } else {
        "is not there"
    };
    Err(Failure::usage(
        format!("the {what} `{}` {fault}", path.display()),
        help,
    ))
}

/// With evidence named, settings lie beside it or inside it; never in the working folder.
fn settings_file(
    named: Option<&Path>,
    evidence: Option<&Path>,
) -> Result<Option<PathBuf>, Failure> {
    if let Some(named) = named {
        must_be_file(
            "settings file",
            named,
            "give --settings the path of your reinspect.toml",
        )?;
        return Ok(Some(named.to_owned()));
    }
    let candidates = match evidence {
        Some(evidence) => {
            let beside = match (evidence.file_name(), evidence.parent()) {
                (Some(_), Some(folder)) => folder.to_owned(),
                // Such as `.`, whose path does not say what it lies in.
                (Some(_) | None, _) => evidence.join(".."),
            };
            vec![beside.join(SETTINGS), evidence.join(SETTINGS)]
        }
        None => vec![PathBuf::from(SETTINGS)],
    };
    Ok(candidates.into_iter().find(|file| file.is_file()))
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

/// The text of a file of rules or settings.
///
/// Its mistakes are shown with the lines they are in, so it must not be a list of children.
pub(super) fn text_of(file: &Path) -> Result<SourceText, Failure> {
    if file.extension().is_none_or(|ending| ending != "toml") {
        return Err(Failure::usage(
            format!(
                "`{}` cannot hold settings or rules, whose names end in .toml",
                file.display()
            ),
            "check which file was meant",
        ));
    }
    let bytes = std::fs::read(file).map_err(|why| Failure::read(file, why))?;
    let name = file.to_string_lossy().replace('\\', "/");
    let text = String::from_utf8(bytes).map_err(|fault| {
        let good = fault.utf8_error().valid_up_to();
        let lines = fault.as_bytes().iter().take(good).filter(|b| **b == b'\n');
        Failure::usage(
            format!("`{name}` is not UTF-8 text at line {}", lines.count() + 1),
            "save it as UTF-8 and run again",
        )
    })?;
    Ok(SourceText::new(name, text))
}

/// Texts read so far, and what is wrong with them.
#[derive(Default)]
pub(super) struct Reading {
    texts: Vec<SourceText>,
    /// Every mistake so far.
    pub(super) found: Vec<Diagnostic>,
}

impl Reading {
    /// The settings, and the folder that paths in them start from.
    fn settings(
        &mut self,
        named: Option<&Path>,
        evidence: Option<&Path>,
    ) -> Result<(Settings, PathBuf), Failure> {
        let Some(file) = settings_file(named, evidence)? else {
            return Ok((Settings::default(), PathBuf::new()));
        };
        let home = file.parent().map_or_else(PathBuf::new, Path::to_owned);
        let text = self.text(&file)?;
        Ok((self.keep(settings::parse(&text)), home))
    }

    /// The text of a file, kept for drawing what is wrong in it.
    fn text(&mut self, file: &Path) -> Result<SourceText, Failure> {
        let text = text_of(file)?;
        self.show(text.clone());
        Ok(text)
    }

    /// Keeps a text for drawing what is wrong in it.
    pub(super) fn show(&mut self, text: SourceText) {
        self.texts.push(text);
    }

    /// A file that settings name must be there; one of the usual name may be.
    fn beside(
        &mut self,
        home: &Path,
        named: Option<&str>,
        usual: &str,
    ) -> Result<Option<SourceText>, Failure> {
        let file = home.join(named.unwrap_or(usual));
        if file.is_file() {
            return self.text(&file).map(Some);
        }
        match named {
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

    /// The failure that tells every mistake.
    pub(super) fn failure(mut self) -> Failure {
        diagnostic::sort(&mut self.found);
        Failure::Inputs {
            diagnostics: self.found,
            texts: self.texts,
        }
    }
}
