//! The invented authority: its lists in `evidence/` are what the program writes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use reinspect::calendar::Day;
use reinspect::sample::{CHILDREN, SEED, write};
use serde_json::Value;

fn evidence() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("evidence")
}

/// The as-at date that `reinspect.toml` pins.
fn as_at() -> Day {
    let settings = fs::read_to_string(evidence().with_file_name("reinspect.toml")).unwrap();
    let settings: toml::Table = settings.parse().unwrap();
    Day::parse_iso(&settings["as_at"].as_datetime().unwrap().to_string()).unwrap()
}

/// Set `REINSPECT_WRITE_SAMPLE` to write the lists anew instead of comparing them.
#[test]
fn the_committed_lists_are_what_the_program_writes() {
    let rewrite = std::env::var_os("REINSPECT_WRITE_SAMPLE").is_some();
    for (path, bytes) in write(SEED, CHILDREN, as_at()) {
        let full = evidence().join(&path);
        if rewrite {
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            fs::write(&full, &bytes).unwrap();
        }
        let committed = fs::read(&full).unwrap_or_default();
        assert!(
            committed == bytes,
            "evidence/{path} is not what the program writes"
        );
    }
}

#[test]
fn the_folders_of_written_lists_hold_nothing_else() {
    let written: BTreeSet<String> = write(SEED, 50, as_at())
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    for folder in ["annex-a", "audits", "registers", "surveys", "workforce"] {
        for file in fs::read_dir(evidence().join(folder)).unwrap() {
            let name = file.unwrap().file_name();
            let path = format!("{folder}/{}", name.to_str().unwrap());
            assert!(
                written.contains(&path),
                "evidence/{path} is written by nobody"
            );
        }
    }
}

/// The result of a run with no arguments in the project's own folder.
fn default_run() -> Value {
    let run = Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .args(["--report", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    serde_json::from_slice(&run.stdout).unwrap()
}

/// The texts at `pointer` in every item of a list of the result.
fn texts<'a>(result: &'a Value, list: &str, pointer: &str) -> BTreeSet<&'a str> {
    let items = result[list].as_array().unwrap().iter();
    items
        .filter_map(|item| item.pointer(pointer)?.as_str())
        .collect()
}

#[test]
fn a_run_with_no_arguments_shows_everything_there_is_to_see() {
    let result = default_run();
    let states = ["met", "nearly", "not_applicable", "not_known", "not_met"];
    assert_eq!(
        texts(&result, "criteria", "/today/state"),
        BTreeSet::from(states)
    );
    let reasons = [
        "awaiting_statement",
        "blanks",
        "no_evidence",
        "stale",
        "too_few",
        "unreadable",
        "unresolved",
    ];
    assert_eq!(
        texts(&result, "criteria", "/today/reason"),
        BTreeSet::from(reasons)
    );
    let levels = ["nearly_ready", "not_ready", "ready"];
    assert_eq!(
        texts(&result, "areas", "/today/level"),
        BTreeSet::from(levels)
    );
    assert!(texts(&result, "areas", "/on_inspection/level").contains("cannot_say"));
    assert!(texts(&result, "areas", "/today/capped_by/0").len() == 2);
    let contradiction = "/kinds_of_evidence/contradictions/0/audit";
    let audits = BTreeSet::from(["audits-find-dated-owned-actions"]);
    assert_eq!(texts(&result, "areas", contradiction), audits);
    let all = |list: &str| result[list].as_array().unwrap().clone();
    let in_force: BTreeSet<bool> = all("criteria")
        .iter()
        .filter_map(|criterion| criterion.pointer("/waiver/in_force")?.as_bool())
        .collect();
    assert_eq!(in_force, BTreeSet::from([false, true]));
    assert!(
        all("findings")
            .iter()
            .any(|finding| finding["persistent"] == true)
    );
    let actions = texts(&result, "gaps", "/action/state");
    assert_eq!(
        actions,
        BTreeSet::from(["done", "in_hand", "missing", "overdue"])
    );
    assert!(texts(&result, "sources", "/role").contains("history"));
}

/// Someone who asks why must learn of every local decision there too.
#[test]
fn explain_tells_of_waivers_and_local_changes() {
    for (criterion, decision) in [
        (
            "few-workers-have-over-20-children",
            "Local decision: gap accepted until 31 December 2026 by Assistant Director",
        ),
        (
            "enough-staff-answer-the-survey",
            "Local decision: changed by Head of Quality Assurance on 11 May 2026 (met: at least 40 to at",
        ),
        (
            "joint-commissioning-plan-current",
            "Local decision: does not apply, says Director of Children's Services",
        ),
    ] {
        let out = Command::new(env!("CARGO_BIN_EXE_reinspect"))
            .args(["explain", criterion])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("COLUMNS", "120")
            .output()
            .unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(text.contains(decision), "{text}");
    }
}

/// An editor takes its help from the schema that a file names on its first line.
#[test]
fn every_schema_that_a_file_of_the_sample_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in [
        "reinspect.toml",
        "tailoring.toml",
        "waivers.toml",
        "evidence/evidence.toml",
    ] {
        let text = fs::read_to_string(root.join(file)).unwrap();
        let named = text.lines().next().unwrap().strip_prefix("#:schema ");
        let schema = root.join(file).with_file_name(named.unwrap());
        assert!(schema.is_file(), "{file} names {}", schema.display());
    }
}
