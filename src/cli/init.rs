//! `reinspect init`: a working folder with settings and a template for every list kept by hand.
//!
//! What is there is never touched, so that a second run adds what is missing.

mod key;

use std::path::{Component, Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, value};

use crate::error::ExitStatus;
use crate::template;

use super::arguments::{InitArguments, RulesOptions};
use super::failure::Failure;
use super::inputs::{self, SETTINGS};
use super::outputs::Outputs;
use super::reading::is_there;
use super::{again, output};

const GIT_IGNORE: &str = ".gitignore";

/// Makes what is missing of a working folder.
pub(super) fn run(arguments: &InitArguments) -> Result<ExitStatus, Failure> {
    let home = arguments.folder.as_path();
    if is_there(home) && !home.is_dir() {
        return Err(Failure::usage(
            format!("`{}` is a file", home.display()),
            "name a folder, new or in use",
        ));
    }
    let settings = home.join(SETTINGS);
    let rules = RulesOptions {
        rules: arguments.rules.clone(),
        settings: Some(settings).filter(|file| is_there(file)),
        ..RulesOptions::default()
    };
    let (pack, evidence) = inputs::rules_and_evidence(&rules, home, &Outputs::default())?;
    let evidence = evidence.unwrap_or_else(|| "evidence".to_owned());
    let evidence = evidence.trim_end_matches('/').to_owned();
    let templates = template::all(&pack)
        .map_err(|why| Failure::usage(why.to_string(), "shorten the headings of that dataset"))?;
    output::make_folder(&home.join(&evidence))?;

    let mut made = Made::new(home);
    made.file(SETTINGS, own_settings(arguments)?.as_bytes())?;
    made.file("tailoring.toml", include_bytes!("init/tailoring.toml"))?;
    made.file("waivers.toml", include_bytes!("init/waivers.toml"))?;
    let (ignored, beside) = ignored(home, &evidence)?;
    made.file(GIT_IGNORE, ignored.as_bytes())?;
    made.key()?;
    let own = std::mem::take(&mut made.new);
    for (name, bytes) in &templates {
        made.file(&format!("{evidence}/{name}"), bytes)?;
    }
    let own_ignore = format!("{evidence}/{GIT_IGNORE}");
    if beside == Beside::Elsewhere {
        made.file(&own_ignore, IGNORE_ALL.as_bytes())?;
        made.new.retain(|name| *name != own_ignore);
    }
    output::print(&said(arguments, &own, &made, &evidence))?;
    warn(home, GIT_IGNORE, &made.left, &ignored);
    warn(home, &own_ignore, &made.left, IGNORE_ALL);
    if beside == Beside::Same {
        super::streams::complain(&format!(
            "warning: the evidence lies in `{}` itself, so the `{GIT_IGNORE}` cannot keep it out of git; \
             give it a folder of its own in `{SETTINGS}`\n",
            home.display()
        ));
    }
    Ok(ExitStatus::Met)
}

/// What keeps a whole folder out of git from within.
const IGNORE_ALL: &str = "*\n!.gitignore\n";

/// Where the evidence lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// In a folder of the working folder.
    Within,
    /// In the working folder itself.
    Same,
    /// In a folder that the working folder does not hold, of which its git patterns cannot speak.
    Elsewhere,
}

/// What git is to pass over in the working folder, and where the evidence lies.
fn ignored(home: &Path, evidence: &str) -> Result<(String, Beside), Failure> {
    let real = |path: &Path| path.canonicalize().map_err(|why| Failure::read(path, why));
    let (from, to) = (real(home)?, real(&home.join(evidence))?);
    let text = include_str!("init/gitignore");
    let without = || text.replace("/evidence/\n", "");
    let Ok(below) = to.strip_prefix(&from) else {
        return Ok((without(), Beside::Elsewhere));
    };
    if below.as_os_str().is_empty() {
        return Ok((without(), Beside::Same));
    }
    let mut pattern = String::from("/");
    for part in below.components() {
        for letter in part.as_os_str().to_string_lossy().chars() {
            if matches!(letter, '*' | '?' | '[' | '\\') {
                pattern.push('\\');
            }
            pattern.push(letter);
        }
        pattern.push('/');
    }
    Ok((text.replace("/evidence/", &pattern), Beside::Within))
}

/// What was made and what was there.
struct Made<'a> {
    home: &'a Path,
    new: Vec<String>,
    left: Vec<String>,
}

impl<'a> Made<'a> {
    fn new(home: &'a Path) -> Self {
        Self {
            home,
            new: Vec::new(),
            left: Vec::new(),
        }
    }

    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.unless_there(name, |path| output::write_file(path, bytes))
    }

    fn key(&mut self) -> Result<(), Failure> {
        self.unless_there(super::cases::KEY, key::write)
    }

    fn unless_there(
        &mut self,
        name: &str,
        write: impl FnOnce(&Path) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let path = self.home.join(name);
        if is_there(&path) {
            self.left.push(name.to_owned());
            return Ok(());
        }
        write(&path)?;
        self.new.push(name.to_owned());
        Ok(())
    }
}

/// The settings, with the name and the rules that were given.
fn own_settings(arguments: &InitArguments) -> Result<String, Failure> {
    let mut text = include_str!("init/reinspect.toml").to_owned();
    if let Some(rules) = &arguments.rules {
        let path = from(&arguments.folder, rules)?;
        let set = format!("rules = {}", value(path).to_string().trim());
        text = text.replace("# rules = \"rules\"", &set);
    }
    if let Some(name) = &arguments.authority {
        let mut table = Table::new();
        table.insert("name", value(name.as_str()));
        let mut document = DocumentMut::new();
        document.insert("authority", Item::Table(table));
        let set = document.to_string();
        let shown = "# [authority]\n# name = \"Your authority\"\n";
        text = text.replace(shown, set.trim_start());
    }
    Ok(text)
}

/// A path from a folder, both of which may be given from the working folder.
fn from(folder: &Path, path: &Path) -> Result<String, Failure> {
    output::make_folder(folder)?;
    let real = |path: &Path| path.canonicalize().map_err(|why| Failure::read(path, why));
    let (folder, path) = (real(folder)?, real(path)?);
    let parts = |path: &Path| -> Vec<PathBuf> {
        let parts = path.components();
        parts.map(|part| PathBuf::from(part.as_os_str())).collect()
    };
    let (from, to) = (parts(&folder), parts(&path));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return Ok(path.to_string_lossy().into_owned());
    }
    let up = from
        .iter()
        .skip(shared)
        .map(|_| Component::ParentDir.as_os_str().into());
    let relative: Vec<PathBuf> = up.chain(to.iter().skip(shared).cloned()).collect();
    let relative = relative.iter().map(|part| part.to_string_lossy());
    let relative = relative.collect::<Vec<_>>().join("/");
    Ok(if relative.is_empty() {
        ".".to_owned()
    } else {
        relative
    })
}

fn said(arguments: &InitArguments, own: &[String], templates: &Made<'_>, evidence: &str) -> String {
    let home = arguments.folder.as_path();
    let mut lines = Vec::new();
    if !own.is_empty() {
        lines.push(format!("Made in `{}`: {}.", home.display(), own.join(", ")));
    }
    lines.push(match templates.new.len() {
        0 => "Every template is there.".to_owned(),
        1 => format!("1 template is in `{evidence}`, to be filled in."),
        many => format!("{many} templates are in `{evidence}`, to be filled in."),
    });
    if !templates.left.is_empty() {
        lines.push(format!("Left as they were: {}.", templates.left.join(", ")));
        lines.push(
            "A question that was added to the rules since is in none of these. To get it, rename the \
             workbook, run this again, and copy its rows over."
                .to_owned(),
        );
    }
    let folder = if home == Path::new(".") {
        PathBuf::from(evidence)
    } else {
        home.join(evidence)
    };
    lines.push(format!(
        "Put your exports into `{evidence}` beside them. A template that nobody fills in is no evidence.\n\
         Next:  reinspect evidence list {}",
        again::path(&folder)
    ));
    lines.join("\n") + "\n"
}

/// Warns where a `.gitignore` that was there lets what must stay out into git.
fn warn(home: &Path, name: &str, left: &[String], ignored: &str) {
    if !left.iter().any(|there| there == name) {
        return;
    }
    let there = std::fs::read_to_string(home.join(name)).unwrap_or_default();
    let bare = |line: &str| line.trim().trim_matches('/').to_owned();
    let there: Vec<String> = there.lines().map(bare).collect();
    let wanted = ignored.lines().filter(|line| !line.starts_with(['#', '!']));
    let missing: Vec<&str> = wanted.filter(|line| !there.contains(&bare(line))).collect();
    if !missing.is_empty() {
        super::streams::complain(&format!(
            "warning: the `{name}` that was there does not name {}; add each on a line of its own\n",
            missing.join(", ")
        ));
    }
}
