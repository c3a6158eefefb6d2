//! Nothing about a person leaves the evidence: canaries planted wherever people stand in lists.
//!
//! Every command runs over the folder, also those that fail; no canary may stand in what it prints or
//! writes. Texts that a dataset marks to be shown, and headings of recognised lists, may.

mod commands;
mod failing;
mod plant;
mod reports;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The folder with the canaries, written once.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| plant::folder("canaries"));

/// What must never be seen, in small letters.
const CANARIES: [&str; 6] = [
    "canary",
    "zz9 9zz",
    "07/12/1999",
    "1999-12-07",
    "7 december 1999",
    "19991207",
];

/// Runs a command from a folder that holds nothing, and fails where a canary is seen.
fn run(arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .args(arguments)
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .unwrap();
    for (stream, bytes) in [("output", &output.stdout), ("error", &output.stderr)] {
        assert_unseen(bytes, &format!("standard {stream} of {arguments:?}"));
    }
    assert_ne!(output.status.code(), Some(70), "{arguments:?}");
    output
}

/// The same over the planted evidence, at the days that it was made for.
fn run_over(command: &[&str], more: &[&str]) -> Output {
    run_over_some("evidence", command, more)
}

/// The same over a part of it, which lies beside it.
fn run_over_some(folder: &str, command: &[&str], more: &[&str]) -> Output {
    let folder = FOLDER.join(folder);
    let settings = FOLDER.join("settings.toml");
    let mut arguments = command.to_vec();
    arguments.push(folder.to_str().unwrap());
    arguments.extend(["--settings", settings.to_str().unwrap()]);
    arguments.extend(more);
    run(&arguments)
}

fn assert_unseen(bytes: &[u8], place: &str) {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    for canary in CANARIES {
        let seen = text.lines().find(|line| line.contains(canary));
        assert_eq!(seen, None, "`{canary}` in the {place}");
    }
}

/// A report file that a command wrote, without a canary.
fn written(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    assert_unseen(&bytes, &path.display().to_string());
    String::from_utf8(bytes).unwrap()
}
