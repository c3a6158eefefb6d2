//! The commands that a text report ends with do what they say when they are pasted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::commands::copy;

const BINARY: &str = env!("CARGO_BIN_EXE_reinspect");

/// The small example under names that a shell would take apart.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("next")
        .join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/commands/small");
    copy(&small.join("evidence"), &folder.join("the team's lists"));
    copy(&small.join("rules"), &folder.join("our rules"));
    fs::copy(small.join("reinspect.toml"), folder.join("a $HOME.toml")).unwrap();
    folder
}

fn paste(line: &str, folder: &Path) -> Output {
    let binaries = Path::new(BINARY).parent().unwrap();
    Command::new("/bin/sh")
        .args(["-c", line])
        .env("PATH", binaries)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn they_read_what_the_run_read() {
    let folder = folder("pasted");
    let given = "reinspect assess \"the team's lists\" --rules='our rules' --settings 'a $HOME.toml' \
                 --as-at 2026-10-02 --inspection=2027-02-01 --area safe";
    let report = text(&paste(given, &folder));
    let result = text(&paste(&format!("{given} --report json"), &folder));
    let (_, next) = report.split_once("\nNext:  ").unwrap();
    let commands: Vec<&str> = next.lines().map(str::trim).collect();
    let [explain, cases, list, whole] = &commands[..] else {
        panic!("{next}");
    };
    assert!(explain.starts_with("reinspect explain "), "{explain}");
    assert!(cases.starts_with("reinspect cases "), "{cases}");
    assert!(list.starts_with("reinspect evidence list "), "{list}");
    let listed = text(&paste(list, &folder));
    assert!(listed.contains("visits-2026-09-28.csv"), "{listed}");
    text(&paste(cases, &folder));
    assert_eq!(text(&paste(whole, &folder)), report);
    assert_eq!(
        fs::read_to_string(folder.join("result.json")).unwrap(),
        result
    );
    // An explanation goes on to the rows in the same way.
    let explained = text(&paste(explain, &folder));
    let (_, rows) = explained.split_once("The rows: ").unwrap();
    assert_eq!(rows.lines().next(), Some(*cases));
}
