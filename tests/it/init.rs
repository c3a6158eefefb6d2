//! The working folder that `init` makes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use reinspect::diagnostic::SourceText;
use reinspect::pack::{schema, tailoring, waiver};
use reinspect::settings;
use serde_json::Value;

use super::engine::PACK;
use super::program::run;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("init")
        .join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn on_a_new_folder_every_criterion_is_not_known() {
    let folder = folder("new");
    assert!(run(&folder, &["init"]).status.success());
    let given = [
        "--as-at",
        "2026-10-05",
        "--inspection",
        "2027-01-12",
        "--report",
        "json",
    ];
    let said = run(&folder, &given);
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    let result: Value = serde_json::from_slice(&said.stdout).unwrap();
    let criteria = result["criteria"].as_array().unwrap();
    assert!(criteria.len() > 100);
    for criterion in criteria {
        assert_eq!(
            criterion["today"]["state"], "not_known",
            "{}",
            criterion["id"]
        );
    }
    assert_eq!(result["sources"].as_array().unwrap().len(), 0);
    assert_eq!(result["diagnostics"].as_array().unwrap().len(), 0);
    assert_eq!(result["files_not_read"].as_array().map_or(0, Vec::len), 0);
}

#[test]
fn what_is_there_stays_and_what_is_missing_is_added() {
    let folder = folder("again");
    assert!(run(&folder, &["init"]).status.success());
    let key = fs::read(folder.join(".reinspect-key")).unwrap();
    assert_eq!(key.len(), 65);
    fs::write(folder.join("evidence/visits.xlsx"), "ours").unwrap();
    fs::remove_file(folder.join("evidence/training.xlsx")).unwrap();
    fs::write(folder.join("waivers.toml"), "").unwrap();
    let said = run(&folder, &["init"]);
    let out = String::from_utf8(said.stdout).unwrap();
    assert!(out.contains("1 template is in `evidence`"), "{out}");
    assert!(
        out.contains("waivers.toml") && out.contains("evidence/visits.xlsx"),
        "{out}"
    );
    assert_eq!(
        fs::read(folder.join("evidence/visits.xlsx")).unwrap(),
        b"ours"
    );
    assert_eq!(fs::read(folder.join("waivers.toml")).unwrap(), b"");
    assert_eq!(fs::read(folder.join(".reinspect-key")).unwrap(), key);
    assert!(folder.join("evidence/training.xlsx").is_file());
    // Two keys are never alike.
    let other = self::folder("other");
    assert!(run(&other, &["init"]).status.success());
    assert_ne!(fs::read(other.join(".reinspect-key")).unwrap(), key);
}

#[cfg(unix)]
#[test]
fn the_key_is_its_owners_alone_and_git_passes_over_what_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("private");
    assert!(run(&folder, &["init"]).status.success());
    let about = fs::metadata(folder.join(".reinspect-key")).unwrap();
    assert_eq!(about.permissions().mode() & 0o777, 0o600);
    let ignored = fs::read_to_string(folder.join(".gitignore")).unwrap();
    for line in ["/evidence/", "/reports/", "/kept/", "/.reinspect-key"] {
        assert!(ignored.lines().any(|l| l == line), "{ignored}");
    }
    let other = self::folder("ignored");
    fs::write(other.join(".gitignore"), "evidence\n").unwrap();
    let said = run(&other, &["init"]);
    let warned = String::from_utf8(said.stderr).unwrap();
    assert!(
        warned.contains("/reports/, /kept/, /result*.json, /.reinspect-key;"),
        "{warned}"
    );
}

#[test]
fn git_passes_over_the_evidence_wherever_the_settings_lay_it() {
    let folder = folder("laid");
    let elsewhere = folder.join("absolute");
    for (home, evidence, expected) in [
        ("a", "./ev/", Some("/ev/")),
        ("b", "lists [all]/ev", Some("/lists \\[all]/ev/")),
        ("c", "../ev2", None),
        ("d", elsewhere.to_str().unwrap(), None),
    ] {
        let home = folder.join(home);
        fs::create_dir_all(&home).unwrap();
        let set = format!("evidence = '{evidence}'\n");
        fs::write(home.join("reinspect.toml"), set).unwrap();
        let said = run(&home, &["init"]);
        assert!(said.status.success() && said.stderr.is_empty(), "{said:?}");
        let ignored = fs::read_to_string(home.join(".gitignore")).unwrap();
        let lines: Vec<&str> = ignored.lines().filter(|l| !l.starts_with('#')).collect();
        let own = ["/reports/", "/kept/", "/result*.json", "/.reinspect-key"];
        let all: Vec<&str> = expected.into_iter().chain(own).collect();
        assert_eq!(lines, all);
        let inside = home.join(evidence).join(".gitignore");
        let inside = fs::read_to_string(inside).ok();
        let wanted = expected.is_none().then_some("*\n!.gitignore\n");
        assert_eq!(inside.as_deref(), wanted, "{evidence}");
    }
    // One that was there and lets all of it in is told.
    fs::write(elsewhere.join(".gitignore"), "").unwrap();
    let said = run(&folder.join("d"), &["init"]);
    let warned = String::from_utf8(said.stderr).unwrap();
    assert!(
        warned.contains(".gitignore` that was there does not name *;"),
        "{warned}"
    );
    let here = folder.join("e");
    fs::create_dir_all(&here).unwrap();
    fs::write(here.join("reinspect.toml"), "evidence = '.'\n").unwrap();
    let warned = String::from_utf8(run(&here, &["init"]).stderr).unwrap();
    assert!(warned.contains("cannot keep it out of git"), "{warned}");
}

#[test]
fn a_folder_fresh_from_init_is_told_to_be_empty() {
    let folder = folder("fresh");
    assert!(run(&folder, &["init"]).status.success());
    let made = fs::read_dir(folder.join("evidence")).unwrap();
    let made = made.filter(|f| {
        let name = f.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".xlsx")
    });
    let all = made.count();
    let text = || {
        let said = String::from_utf8(run(&folder, &["assess"]).stdout).unwrap();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let templates = || {
        let said = run(&folder, &["assess", "--report", "json"]);
        let result: Value = serde_json::from_slice(&said.stdout).unwrap();
        let number = |key: &str| result["templates"][key].as_u64().unwrap();
        (number("all"), number("unfilled"))
    };
    assert_eq!(templates(), (all as u64, all as u64));
    let fresh = text();
    let head = format!(
        "Evidence: 0 lists and documents, 0 not read, {all} of {all} templates still empty"
    );
    assert!(fresh.contains(&head), "{fresh}");
    let what = format!("{all} of {all} templates are still empty and say nothing");
    assert!(fresh.contains(&what), "{fresh}");

    // A list under a template's name is no template any more.
    fs::remove_file(folder.join("evidence/private-fostering.xlsx")).unwrap();
    let list = "Child ID,Date notified\nA1,01/09/2026\n";
    fs::write(
        folder.join("evidence/private-fostering-2026-09-30.csv"),
        list,
    )
    .unwrap();
    assert_eq!(templates(), (all as u64 - 1, all as u64 - 1));
}

#[test]
fn what_is_filled_in_on_the_example_needs_attention() {
    let folder = folder("example");
    assert!(run(&folder, &["init"]).status.success());
    let name = folder.join("evidence/private-fostering.csv");
    fs::remove_file(folder.join("evidence/private-fostering.xlsx")).unwrap();
    let told = |list: &str| {
        fs::write(&name, list).unwrap();
        let said = run(&folder, &["evidence", "list", "--report", "json"]);
        let listed: Value = serde_json::from_slice(&said.stdout).unwrap();
        let files = listed["files"].as_array().unwrap().iter();
        let mut files = files.filter(|f| f["path"] == "private-fostering.csv");
        let table = &files.next().unwrap()["tables"][0];
        let all = table["attention"].as_array().unwrap().iter();
        let all = all.filter(|a| a["kind"] == "template");
        all.map(|a| a["what"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let headings = "Child ID,Date notified\n";
    let top = "Nothing to record on";
    assert_eq!(told(&format!("{top},,\n{headings}")), Vec::<String>::new());
    assert_eq!(
        told(&format!("{top},nobody,\n{headings}")),
        ["what stands beside `Nothing to record on` on its first row is no date"]
    );
    assert_eq!(
        told(&format!("{top},30/09/2026,\n{headings}A1,01/09/2026\n")),
        ["its first row says that there was nothing to record, but its rows count (1)"]
    );
    assert_eq!(
        told(&format!(
            "Example: this sheet is not counted\n\n{headings}A1,01/09/2026\nA2,01/09/2026\n"
        )),
        ["2 rows are on the example, which is not counted"]
    );
}

/// The text with the examples in its comments made real.
fn without_comments(text: &str) -> String {
    let line = |line: &str| {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        let is_toml = bare.starts_with('[') || bare.contains(" = ") && !bare.ends_with('.');
        format!("{}\n", if is_toml { bare } else { "" })
    };
    text.lines().map(line).collect()
}

/// The keys that a schema describes, at whatever depth.
fn keys<'a>(schema: &'a Value, found: &mut Vec<&'a String>) {
    let Some(parts) = schema.as_object() else {
        return;
    };
    for (name, part) in parts {
        if let ("properties", Some(properties)) = (name.as_str(), part.as_object()) {
            found.extend(properties.keys());
            properties.values().for_each(|part| keys(part, found));
        } else {
            keys(part, found);
        }
    }
}

#[test]
fn every_setting_is_shown_and_every_example_holds() {
    let folder = folder("settings");
    assert!(run(&folder, &["init"]).status.success());
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let source = |name: &str| SourceText::new(name, without_comments(&text(name)));
    let (read, found) = settings::parse(&source("reinspect.toml"));
    assert_eq!(found, []);
    assert_eq!(
        settings::check(&read, &PACK)
            .iter()
            .filter(|d| d.code.name() != "unused-setting")
            .count(),
        0
    );
    assert_eq!(read.maps.len(), 1);
    let (entries, found) = tailoring::parse(&source("tailoring.toml"));
    assert_eq!((entries.len(), found), (1, vec![]));
    let (waivers, found) = waiver::parse(&source("waivers.toml"));
    assert_eq!(
        (waivers.waivers.len(), waivers.exemptions.len(), found),
        (1, 1, vec![])
    );
    // As it is made it sets no day.
    let (made, found) = settings::parse(&SourceText::new("reinspect.toml", text("reinspect.toml")));
    assert_eq!((made.as_at, made.inspection, found), (None, None, vec![]));
    let shown = text("reinspect.toml");
    let all = schema::all();
    let (_, schema) = all
        .iter()
        .find(|(name, _)| name.starts_with("settings"))
        .unwrap();
    let schema = serde_json::to_value(schema).unwrap();
    let mut names = Vec::new();
    keys(&schema, &mut names);
    assert!(names.len() > 15, "{names:?}");
    for name in names {
        assert!(shown.contains(name.as_str()), "{name}");
    }
}

#[test]
fn a_pack_of_ones_own_gives_its_own_templates() {
    let folder = folder("own");
    super::commands::copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/commands/small/rules"),
        &folder.join("our rules"),
    );
    let said = run(
        &folder,
        &[
            "init",
            "work",
            "--rules",
            "our rules",
            "--authority",
            "A \"B\"",
        ],
    );
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    let text = fs::read_to_string(folder.join("work/reinspect.toml")).unwrap();
    let (read, found) = settings::parse(&SourceText::new("reinspect.toml", text));
    assert_eq!(found, []);
    assert_eq!(read.rules.as_deref(), Some("../our rules"));
    assert_eq!(read.authority.unwrap().name, "A \"B\"");
    let names = |folder: &Path| -> BTreeSet<String> {
        let files = fs::read_dir(folder).unwrap();
        files
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    let made = names(&folder.join("work/evidence"));
    assert!(made.contains("visits.xlsx") && made.len() < 10, "{made:?}");
    // A second run takes the rules from the settings.
    fs::remove_file(folder.join("work/evidence/visits.xlsx")).unwrap();
    assert!(run(&folder, &["init", "work"]).status.success());
    assert_eq!(names(&folder.join("work/evidence")), made);
}
