//! What is wrong with what was given, told to people and to machines.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

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

/// A new folder with a small authority in it.
fn authority(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("reinspect-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/commands/small");
    super::commands::copy(&small, &folder);
    folder
}

fn within(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reinspect"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn results_are_the_same_bytes_wherever_the_command_runs() {
    let folder = authority("anywhere");
    // A warning in every kind of file that a result names.
    let waiver = "[[waiver]]\ncriterion = \"visits-in-time\"\nreason = \"r\"\nby = \"b\"\n\
                  from = 2026-05-01\nuntil = 2026-08-31\n";
    fs::write(folder.join("waivers.toml"), waiver).unwrap();
    let tailoring = "[[tailoring]]\ncriterion = \"visits-in-time\"\nweight = 5\nreason = \"r\"\n\
                     by = \"b\"\non = 2026-12-01\n";
    fs::write(folder.join("tailoring.toml"), tailoring).unwrap();
    fs::write(folder.join("rules/other.toml"), "").unwrap();
    let settings = folder.join("reinspect.toml");
    let text = fs::read_to_string(&settings).unwrap() + "[owners]\ngone = \"Head of Visits\"\n";
    fs::write(&settings, text).unwrap();
    let manifest = "[[source]]\npath = \"gone.csv\"\ndated = 2026-09-30\n";
    fs::write(folder.join("evidence/evidence.toml"), manifest).unwrap();

    let here = within(&folder, &["--report", "json"]);
    let evidence = folder.join("evidence");
    let far = ["assess", evidence.to_str().unwrap(), "--report", "json"];
    let far = within(Path::new("/"), &far);
    let inside = ["assess", ".", "--report", "json"];
    let inside = within(&evidence, &inside);
    let (rules, settings) = (folder.join("rules"), settings.to_str().unwrap());
    let named = [
        "--rules",
        rules.to_str().unwrap(),
        "--settings",
        settings,
        "--report",
        "json",
    ];
    let named = within(Path::new("/"), &named);
    let checked = within(&folder, &["rules", "check", "--report", "json"]);
    let rules = rules.to_str().unwrap();
    let check = ["rules", "check", rules, "--report", "json"];
    let checked_far = within(Path::new("/"), &check);
    let plain = ["rules", "check", rules, "--plain"];
    let plain = within(Path::new("/"), &plain);
    fs::remove_dir_all(&folder).unwrap();

    let result: serde_json::Value = serde_json::from_slice(&here.stdout).unwrap();
    let mut files: Vec<&str> = result["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|d| d["file"].as_str())
        .collect();
    files.dedup();
    assert_eq!(
        files,
        [
            "evidence/evidence.toml",
            "reinspect.toml",
            "rules/other.toml",
            "tailoring.toml",
            "waivers.toml"
        ]
    );
    for other in [far, inside, named] {
        assert!(here.stdout == other.stdout, "{}", errors(&other));
    }
    assert!(checked.stdout == checked_far.stdout);
    // A person opens the path that is drawn.
    let plain = String::from_utf8_lossy(&plain.stdout);
    assert!(
        plain.starts_with(&format!("{rules}/other.toml:1:1: ")),
        "{plain}"
    );
}

#[test]
fn a_baseline_judged_by_other_rules_is_said() {
    let folder = authority("other-rules");
    let run = |arguments: &[&str]| within(&folder, arguments);
    run(&["-q", "--report", "json=before.json"]);
    let compare = ["-q", "--require", "not-worse", "--baseline", "before.json"];
    let same = run(&compare);
    let pack = folder.join("rules/pack.toml");
    fs::write(&pack, fs::read_to_string(&pack).unwrap() + "# changed\n").unwrap();
    let other = run(&compare);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        (errors(&same), same.status.code()),
        (String::new(), Some(0))
    );
    assert_eq!(other.status.code(), Some(0));
    assert!(errors(&other).starts_with("note: the baseline was judged by other rules"));
}

#[test]
#[cfg(unix)]
fn a_file_named_through_a_link_is_that_file() {
    use std::os::unix::fs::symlink;

    let folder = authority("linked");
    symlink("evidence", folder.join("lists")).unwrap();
    symlink("../reinspect.toml", folder.join("evidence/link.toml")).unwrap();
    let run = |reports: &[&str]| {
        let reports = reports.iter().flat_map(|report| ["--report", report]);
        within(&folder, &reports.collect::<Vec<_>>())
    };
    let absolute = format!("json={}", folder.join("out").display());
    let twice = run(&["text=evidence/../out", &absolute]);
    let linked = run(&["text=lists/new", "json=evidence/new"]);
    let visits = run(&["json=lists/visits-2026-09-28.csv"]);
    let settings = run(&["json=lists/link.toml"]);
    let left = fs::read_to_string(folder.join("reinspect.toml")).unwrap();
    let new = folder.join("evidence/new").exists() || folder.join("out").exists();
    fs::remove_dir_all(&folder).unwrap();
    assert!(errors(&twice).contains("two reports would both be written to"));
    assert!(errors(&linked).contains("two reports would both be written to"));
    assert!(errors(&visits).contains("over a file of the evidence, which this run reads"));
    assert!(errors(&settings).contains("over the settings, which this run reads"));
    for output in [twice, linked, visits, settings] {
        assert_eq!(output.status.code(), Some(2));
    }
    assert!(left.starts_with("as_at") && !new);
}

#[test]
#[cfg(target_os = "linux")]
fn an_open_descriptor_is_written_to_as_it_stands() {
    let folder = authority("descriptors");
    let to = |report: &str| within(&folder, &["--area", "workforce", "--report", report]);
    let (out, err) = (to("json=/dev/fd/1"), to("json=/dev/fd/2"));
    let closed = to("json=/dev/fd/99");
    let printed = to("json");
    fs::remove_dir_all(&folder).unwrap();
    assert!(out.stdout == printed.stdout, "{}", errors(&out));
    assert!(err.stderr == printed.stdout && !err.stdout.is_empty());
    assert_eq!(closed.status.code(), Some(2));
}

#[test]
#[cfg(target_os = "linux")]
fn what_cannot_be_printed_is_exit_2_for_help_too() {
    for arguments in [["--help"].as_slice(), &["explain", "share"], &["man"]] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_reinspect"))
            .args(arguments)
            .stdout(Stdio::from(full))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            errors(&output).contains("the disk is full"),
            "{arguments:?}"
        );
    }
}

#[test]
fn help_lists_every_area_of_the_built_in_rules_and_the_completions_every_level() {
    use reinspect::pack;
    use reinspect::requirement::Require;

    let help = reinspect(&["assess", "--help"]);
    let help = String::from_utf8_lossy(&help.stdout);
    let pack = pack::load(&pack::embedded()).0.unwrap();
    for (_, area) in pack.areas() {
        assert!(help.contains(&area.id), "{}", area.id);
    }
    for shell in ["bash", "zsh", "fish"] {
        let script = reinspect(&["completions", shell]);
        let script = String::from_utf8_lossy(&script.stdout);
        for level in Require::ALL.map(Require::name) {
            assert!(script.contains(level), "{shell}: {level}");
        }
    }
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
            && listed.contains("0 files read; 1 file or sheet not read"),
        "{listed}"
    );
    let report = String::from_utf8_lossy(&report.stdout).into_owned();
    assert!(
        report.contains("0 lists and documents, 1 not read")
            && report.contains("not read: registers: a link out of the folder"),
        "{report}"
    );
}
