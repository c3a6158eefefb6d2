//! What `recipes/` holds is run: each command as it stands there, on a sample, before and after it got worse.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use saphyr::{LoadableYamlNode, Yaml};

use crate::engine::{small, write_all};

/// The folder that every recipe names.
const FOLDER: &str = "/srv/reinspect";
/// The run that none may be worse than.
const BASELINE: &str = "kept/2026-09-30.json";

fn recipe(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("recipes")
        .join(name);
    fs::read_to_string(path).unwrap()
}

/// A folder as the recipes want it, whose baseline was kept on 30 September.
fn folder(name: &str) -> PathBuf {
    let folder = write_all(&format!("recipes/{name}"), &small());
    fs::create_dir(folder.join("reports")).unwrap();
    let kept = shell(
        "reinspect assess evidence --quiet --as-at 2026-09-30 --keep kept",
        &folder,
        &[],
    );
    assert_eq!(kept.status.code(), Some(0), "{kept:?}");
    assert!(folder.join(BASELINE).is_file());
    folder
}

/// Runs a script as a pipeline does: it stops at the first command that fails.
fn shell(script: &str, folder: &Path, environment: &[(&str, &Path)]) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_reinspect")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    Command::new("sh")
        .args(["-e", "-c", script])
        .current_dir(folder)
        .env("PATH", path)
        .env("FOLDER", folder)
        .env("BASELINE", BASELINE)
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The evidence gets worse: the list is gone, so that what was met is not known.
fn lose_the_list(folder: &Path) {
    fs::remove_file(folder.join("evidence/visits-2026-09-28.csv")).unwrap();
}

/// The script keeps one result a run, and tells what got worse by its exit status and one line.
fn gates(script: &str, folder: &Path) {
    let before = fs::read_dir(folder.join("kept")).unwrap().count();
    let same = shell(script, folder, &[]);
    assert_eq!(same.status.code(), Some(0), "{script}: {same:?}");
    lose_the_list(folder);
    let worse = shell(script, folder, &[]);
    assert_eq!(worse.status.code(), Some(1), "{script}: {worse:?}");
    let after = fs::read_dir(folder.join("kept")).unwrap().count();
    assert_eq!(after, before + 2, "one a run");
}

fn strings<'a>(list: &'a Yaml<'_>) -> Vec<&'a str> {
    let list = list.as_sequence().unwrap().iter();
    list.map(|item| item.as_str().unwrap()).collect()
}

/// The folder and the baseline are those that this file puts in their place.
fn expect_variables(variables: &Yaml<'_>) {
    assert_eq!(variables["FOLDER"].as_str(), Some(FOLDER));
    assert_eq!(variables["BASELINE"].as_str(), Some(BASELINE));
}

#[test]
fn github_actions() {
    let text = recipe("github-actions.yml");
    let recipe = Yaml::load_from_str(&text).unwrap().remove(0);
    expect_variables(&recipe["env"]);
    let steps = recipe["jobs"]["readiness"]["steps"].as_sequence().unwrap();
    let [show, gate] = steps.as_slice() else {
        panic!("two steps");
    };
    let folder = folder("github");
    let summary = folder.join("summary.md");
    // What an earlier command of the step wrote there.
    fs::write(&summary, "").unwrap();
    let script = show["run"].as_str().unwrap();
    let shown = shell(script, &folder, &[("GITHUB_STEP_SUMMARY", &summary)]);
    assert_eq!(shown.status.code(), Some(0), "{shown:?}");
    let annotations = said(&shown);
    assert!(!annotations.is_empty());
    for line in annotations.lines() {
        assert!(
            line.starts_with("::error title=") || line.starts_with("::warning title="),
            "{line}"
        );
    }
    let summary = fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("# Northmere") && summary.len() < 1024 * 1024);
    // What the board may see: no file is named.
    assert!(!summary.contains("visits-2026-09-28"));
    let html = fs::read_to_string(folder.join("reports/board.html")).unwrap();
    assert!(html.to_ascii_lowercase().starts_with("<!doctype html>"));
    assert!(!html.contains("visits-2026-09-28"));
    gates(gate["run"].as_str().unwrap(), &folder);
}

#[test]
fn azure_pipelines() {
    let text = recipe("azure-pipelines.yml");
    let recipe = Yaml::load_from_str(&text).unwrap().remove(0);
    expect_variables(&recipe["variables"]);
    let steps = recipe["steps"].as_sequence().unwrap();
    let scripts: Vec<&str> = steps
        .iter()
        .filter_map(|step| step.as_mapping_get("bash"))
        .map(|script| script.as_str().unwrap())
        .collect();
    let [show, gate] = scripts.as_slice() else {
        panic!("two scripts");
    };
    let folder = folder("azure");
    let shown = shell(show, &folder, &[]);
    assert_eq!(shown.status.code(), Some(0), "{shown:?}");
    let shown = said(&shown);
    let (last, issues) = shown
        .lines()
        .collect::<Vec<_>>()
        .split_last()
        .map(|(l, i)| ((*l).to_owned(), i.to_vec()))
        .unwrap();
    assert!(!issues.is_empty());
    assert!(
        issues
            .iter()
            .all(|line| line.starts_with("##vso[task.logissue type="))
    );
    let summary = last.strip_prefix("##vso[task.uploadsummary]").unwrap();
    assert!(
        fs::read_to_string(summary)
            .unwrap()
            .starts_with("# Northmere")
    );
    // The tests tab reads the file that the step before it wrote.
    let tests = steps
        .iter()
        .find_map(|step| step.as_mapping_get("inputs"))
        .unwrap();
    let file = tests["testResultsFiles"].as_str().unwrap();
    let junit = fs::read_to_string(folder.join(file)).unwrap();
    assert!(junit.contains("<testsuites name=\"reinspect\""));
    gates(gate, &folder);
}

#[test]
fn gitlab() {
    let text = recipe("gitlab-ci.yml");
    let recipe = Yaml::load_from_str(&text).unwrap().remove(0);
    let job = &recipe["readiness"];
    expect_variables(&job["variables"]);
    let script = strings(&job["script"]);
    let [enter, show, gate] = script.as_slice() else {
        panic!("three commands");
    };
    let folder = folder("gitlab");
    let project = folder.join("project");
    fs::create_dir(&project).unwrap();
    let shown = shell(
        &format!("{enter}\n{show}"),
        &folder,
        &[("CI_PROJECT_DIR", &project)],
    );
    assert_eq!(shown.status.code(), Some(0), "{shown:?}");
    assert!(said(&shown).contains("Northmere"));
    let junit = job["artifacts"]["reports"]["junit"].as_str().unwrap();
    let mut written = strings(&job["artifacts"]["paths"]);
    written.push(junit);
    for file in written {
        assert!(
            fs::metadata(project.join(file)).unwrap().len() > 0,
            "{file}"
        );
    }
    gates(&format!("{enter}\n{gate}"), &folder);
}

#[test]
fn cron() {
    let text = recipe("crontab");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let [line] = lines.as_slice() else {
        panic!("one line");
    };
    // Five fields of when, and `%` is a line break to cron.
    assert!(!line.contains('%'));
    let command = line.splitn(6, ' ').last().unwrap();
    let folder = folder("cron");
    let command = command.replace(FOLDER, &folder.display().to_string());
    gates(&command, &folder);
    let log = fs::read_to_string(folder.join("reports/log.txt")).unwrap();
    assert!(log.starts_with("requirement not met: not-worse:"), "{log}");
    assert_eq!(log.lines().count(), 1, "{log}");
    assert!(folder.join("reports/readiness.html").is_file());
}

#[test]
fn windows_task_scheduler() {
    let text = recipe("windows-task.xml");
    assert!(text.is_ascii(), "read the same in every code page");
    let element = |name: &str| {
        let (_, rest) = text.split_once(&format!("<{name}>")).unwrap();
        rest.split_once(&format!("</{name}>")).unwrap().0
    };
    let mut reader = quick_xml::Reader::from_str(&text);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    assert_eq!(element("Command"), r"C:\reinspect\reinspect.exe");
    assert_eq!(element("WorkingDirectory"), r"C:\reinspect");
    let folder = folder("windows");
    let arguments = element("Arguments").replace('\\', "/");
    gates(&format!("reinspect {arguments}"), &folder);
    assert!(folder.join("reports/readiness.html").is_file());
}

#[test]
fn pre_commit() {
    let text = recipe("pre-commit-config.yaml");
    let recipe = Yaml::load_from_str(&text).unwrap().remove(0);
    let hooks = recipe["repos"][0]["hooks"].as_sequence().unwrap();
    let run: Vec<&str> = hooks
        .iter()
        .filter(|hook| hook["language"].as_str() == Some("system"))
        .map(|hook| hook["entry"].as_str().unwrap())
        .collect();
    assert_eq!(run.len(), 2);
    let folder = folder("pre-commit");
    for command in &run {
        let done = shell(command, &folder, &[]);
        assert_eq!(done.status.code(), Some(0), "{command}: {done:?}");
    }
    // A mistake stops the commit.
    let rules = folder.join("rules/pack.toml");
    let broken = fs::read_to_string(&rules)
        .unwrap()
        .replace("[pack]", "[pakc]");
    fs::write(&rules, broken).unwrap();
    for command in &run {
        assert_eq!(
            shell(command, &folder, &[]).status.code(),
            Some(2),
            "{command}"
        );
    }
}
