//! The same run twice gives the same bytes.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::engine::{project, sample, write_all};

#[test]
fn two_runs_give_identical_bytes() {
    let folder = write_all("repeated", &sample(41, 200));
    let run = |name: &str| {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let output = Command::new(env!("CARGO_BIN_EXE_reinspect"))
            .arg("assess")
            .arg(&folder)
            .arg("--settings")
            .arg(project().join("reinspect.toml"))
            .args(["--report", "text", "--report"])
            .arg(format!("json={}", file.display()))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        (output.stdout, output.stderr, fs::read(file).unwrap())
    };
    let first = run("repeated-1.json");
    assert!(first.0.len() > 1000 && first.2.len() > 10_000);
    assert!(first == run("repeated-2.json"));
}
