//! The command line, a case a file: `tests/cmd/*.toml`. A new case adds no Rust.
//!
//! A case says `args` and, if need be, `dir` (a folder of `tests/fixtures`, copied to a new folder that
//! the command runs in), `given` (files laid over it, by path), `env` (the command has no other
//! environment than this and a UTF-8 locale), `before` (the arguments of commands to run first),
//! `reader = "gone"` (standard output is closed already), and `files` (what must have become of a
//! file: `json`, `csv`, `text` or `absent`). Below these stand the `status`, the `stdout` and the
//! `stderr` to expect, empty where left out; `...` on a line of its own stands for any lines, `[..]`
//! for any characters, `␛` for an escape character.
//!
//! Set `REINSPECT_ACCEPT` to write what a command said into its case; wildcards that still match stay.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;
use snapbox::Data;
use snapbox::assert::Action;
use snapbox::report::Palette;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    args: Vec<String>,
    dir: Option<String>,
    #[serde(default)]
    given: BTreeMap<String, String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    before: Vec<Vec<String>>,
    reader: Option<Reader>,
    #[serde(default)]
    files: BTreeMap<String, Became>,
    #[serde(default)]
    status: i32,
    #[serde(default)]
    stdout: String,
    #[serde(default)]
    stderr: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Reader {
    Gone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Became {
    Json,
    Csv,
    Text,
    Absent,
}

/// What a command did.
struct Said {
    status: i32,
    stdout: String,
    stderr: String,
}

#[test]
fn every_case_says_what_it_should() {
    let accept = std::env::var_os("REINSPECT_ACCEPT").is_some();
    let mut faults = String::new();
    let cases = cases();
    assert!(cases.len() > 50, "the cases are in tests/cmd");
    for (name, file) in cases {
        let text = fs::read_to_string(&file).unwrap();
        let case: Case = toml::from_str(&text).unwrap_or_else(|why| panic!("{name}: {why}"));
        let folder = prepare(&name, &case);
        for args in &case.before {
            assert_eq!(run(args, &case, &folder).status, 0, "{name}: {args:?}");
        }
        let said = run(&case.args, &case, &folder);
        if accept {
            fs::write(&file, accepted(&text, &case, &said)).unwrap();
        } else {
            for fault in compare(&case, &said) {
                writeln!(faults, "{name}: {fault}").unwrap();
            }
        }
        for fault in written(&case, &folder) {
            writeln!(faults, "{name}: {fault}").unwrap();
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_command_has_a_case_and_a_case_of_its_help() {
    let args: Vec<Vec<String>> = cases()
        .into_iter()
        .map(|(_, file)| {
            let case: Case = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
            case.args
        })
        .collect();
    let mut names = commands(&[]);
    for group in ["evidence", "rules"] {
        names.retain(|name| *name != [group]);
        names.extend(commands(&[group]));
    }
    assert!(names.len() > 9, "{names:?}");
    for name in names {
        let help = [name.clone(), vec!["--help".to_owned()]].concat();
        assert!(args.contains(&help), "no case of the help of {name:?}");
        let run = |args: &Vec<String>| args.starts_with(&name) && *args != help;
        assert!(args.iter().any(run), "no case of {name:?}");
    }
}

/// The commands that the help of a group lists.
fn commands(group: &[&str]) -> Vec<Vec<String>> {
    let help = Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .args(group)
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let listed = help.split("Commands:\n").nth(1).unwrap();
    let listed = listed.split("\n\n").next().unwrap();
    let names = listed.lines().filter(|line| !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(|name| {
            group
                .iter()
                .copied()
                .chain([name])
                .map(str::to_owned)
                .collect()
        })
        .collect()
}

/// Name and file of each case, in order.
fn cases() -> Vec<(String, PathBuf)> {
    let folder = Path::new(ROOT).join("tests/cmd");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), path))
        .collect();
    cases.sort();
    cases
}

/// A new folder for a case, with its files in it.
fn prepare(name: &str, case: &Case) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("cmd")
        .join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    if let Some(dir) = &case.dir {
        copy(&Path::new(ROOT).join("tests/fixtures").join(dir), &folder);
    }
    for (path, text) in &case.given {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Copies a folder and all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn run(args: &[String], case: &Case, folder: &Path) -> Said {
    let mut child = Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .envs(&case.env)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    if case.reader == Some(Reader::Gone) {
        drop(child.stdout.take());
    }
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap().replace('\u{1b}', "␛");
    Said {
        status: output.status.code().unwrap(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

fn compare(case: &Case, said: &Said) -> Vec<String> {
    let mut faults = Vec::new();
    if said.status != case.status {
        faults.push(format!("status {}, not {}", said.status, case.status));
    }
    for (name, said, expected) in [
        ("stdout", &said.stdout, &case.stdout),
        ("stderr", &said.stderr, &case.stderr),
    ] {
        let (said, expected) = (Data::text(said), Data::text(expected));
        if let Err(why) = assert().try_eq(Some(&name), said, expected) {
            faults.push(why.to_string());
        }
    }
    faults.extend(too_wide(case, said));
    faults
}

/// A line that is wider than the case allows, if there is one.
fn too_wide(case: &Case, said: &Said) -> Option<String> {
    let columns: usize = case.env.get("COLUMNS")?.parse().unwrap();
    let mut lines = said.stdout.lines();
    let line = lines.find(|line| line.chars().count() > columns)?;
    Some(format!("wider than {columns} columns: {line}"))
}

fn assert() -> snapbox::Assert {
    snapbox::Assert::new()
        .action(Action::Verify)
        .palette(Palette::plain())
        .normalize_paths(false)
}

/// The text of a case with what its command said in place of what was expected.
fn accepted(text: &str, case: &Case, said: &Said) -> String {
    let mut inside = false;
    let mut expected = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim();
        let found = !inside && ["status", "stdout", "stderr"].contains(&key);
        inside ^= line.matches("'''").count() % 2 == 1;
        found
    };
    let kept: Vec<&str> = text.lines().take_while(|line| !expected(line)).collect();
    let mut text = kept.join("\n").trim_end().to_owned() + "\n";
    if said.status != 0 {
        writeln!(text, "status = {}", said.status).unwrap();
    }
    for (name, said, expected) in [
        ("stdout", &said.stdout, &case.stdout),
        ("stderr", &said.stderr, &case.stderr),
    ] {
        let (said, _) = assert().normalize(Data::text(said), Data::text(expected));
        let said = said.render().unwrap();
        assert!(!said.contains("'''"), "a case cannot hold three quotes");
        if !said.is_empty() {
            writeln!(text, "{name} = '''\n{said}'''").unwrap();
        }
    }
    text
}

/// What is wrong with the files that a command left behind.
fn written(case: &Case, folder: &Path) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, became) in &case.files {
        let content = fs::read_to_string(folder.join(path)).ok();
        let right = match (became, &content) {
            (Became::Absent, content) => content.is_none(),
            (Became::Json, Some(text)) => serde_json::from_str::<serde_json::Value>(text).is_ok(),
            (Became::Csv, Some(text)) => table(text),
            (Became::Text, Some(text)) => text.ends_with('\n'),
            (Became::Json | Became::Csv | Became::Text, None) => false,
        };
        if !right {
            faults.push(format!("{path} is not {became:?}"));
        }
    }
    let left = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    for path in left.filter(|path| path.extension().is_some_and(|e| e == "tmp")) {
        faults.push(format!("{} was left behind", path.display()));
    }
    faults
}

/// Whether a text is a table with a heading, at least one row, and as many cells in each.
fn table(text: &str) -> bool {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Result<Vec<_>, _> = reader.records().collect();
    rows.is_ok_and(|rows| !rows.is_empty())
}
