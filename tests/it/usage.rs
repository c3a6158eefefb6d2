//! What is wrong with what was given, told to people and to machines.

use std::fs;
use std::process::{Command, Output};

fn reinspect(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn settings_beside_the_evidence_come_before_those_inside_it_however_it_is_named() {
    let folder = std::env::temp_dir().join(format!("reinspect-beside-{}", std::process::id()));
    let evidence = folder.join("evidence");
    fs::create_dir_all(&evidence).unwrap();
    let settings = |name: &str| format!("[authority]\nname = \"{name}\"\n");
    fs::write(folder.join("reinspect.toml"), settings("Beside")).unwrap();
    fs::write(evidence.join("reinspect.toml"), settings("Inside")).unwrap();
    fs::write(evidence.join("note.md"), "# A note\n").unwrap();
    let named = |from: &std::path::Path, path: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_reinspect"))
            .args(["assess", path, "--as-at", "2026-10-05"])
            .current_dir(from)
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        text.split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let seen = [
        named(&folder, "evidence"),
        named(&folder, "./evidence/."),
        named(&evidence, "."),
        named(&evidence, "../evidence"),
    ];
    fs::remove_file(folder.join("reinspect.toml")).unwrap();
    let inside = named(&folder, "evidence");
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(seen, ["Beside"; 4]);
    assert_eq!(inside, "Inside");
}

#[test]
fn mistakes_in_the_manifest_are_json_for_machines() {
    let folder = std::env::temp_dir().join(format!("reinspect-usage-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("evidence.toml"), "[[source]]\npath = 3\n").unwrap();
    let evidence = folder.to_str().unwrap();
    let told = reinspect(&["assess", evidence, "--report", "json"]);
    let shown = reinspect(&["assess", evidence]);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(told.status.code(), Some(2));
    let json: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let first = &json["diagnostics"][0];
    assert_eq!(
        (&first["code"], &first["line"], &first["column"]),
        (&"wrong-type".into(), &2.into(), &8.into())
    );
    assert_eq!(shown.status.code(), Some(2));
    assert!(shown.stdout.is_empty());
    assert!(String::from_utf8_lossy(&shown.stderr).contains("error[wrong-type]"));
}

/// A list behind a link would otherwise be missing without a word.
#[cfg(unix)]
#[test]
fn what_was_not_followed_is_listed_as_not_read() {
    let folder = std::env::temp_dir().join(format!("reinspect-links-{}", std::process::id()));
    let evidence = folder.join("evidence");
    fs::create_dir_all(&evidence).unwrap();
    fs::create_dir_all(folder.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(folder.join("elsewhere"), evidence.join("registers")).unwrap();
    let path = evidence.to_str().unwrap();
    let list = reinspect(&["evidence", "list", path, "--as-at", "2026-10-05"]);
    let report = reinspect(&["assess", path, "--as-at", "2026-10-05"]);
    fs::remove_dir_all(&folder).unwrap();
    let listed = String::from_utf8_lossy(&list.stdout).into_owned();
    assert!(
        listed.contains("registers  (unknown, sha256 -)\n  not read: a link out of the folder")
            && listed.contains("0 files read, 1 not read"),
        "{listed}"
    );
    let report = String::from_utf8_lossy(&report.stdout).into_owned();
    assert!(
        report.contains("0 lists and documents, 1 not read")
            && report.contains("not read: registers: a link out of the folder"),
        "{report}"
    );
}
