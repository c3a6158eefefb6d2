//! Commands that fail because a list was given where something else was meant.

use std::fs;
use std::path::PathBuf;

use super::{FOLDER, run, run_over};

fn list() -> PathBuf {
    FOLDER.join("evidence/notes/visitors.csv")
}

fn fails(arguments: &[&str], expected: &str) {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains(expected), "{arguments:?} says {said}");
}

#[test]
fn a_list_in_the_place_of_settings_is_not_printed() {
    let list = list();
    let list = list.to_str().unwrap();
    for format in ["text", "json"] {
        fails(
            &["assess", "--settings", list, "--report", format],
            "visitors.csv",
        );
        fails(
            &["evidence", "list", "--settings", list, "--report", format],
            "visitors.csv",
        );
        fails(
            &["rules", "check", list, "--report", format],
            "visitors.csv",
        );
        fails(
            &["assess", "--rules", list, "--report", format],
            "visitors.csv",
        );
    }
}

#[test]
fn a_list_in_the_place_of_what_settings_name_is_not_printed() {
    for entry in ["waivers", "tailoring", "rules", "evidence"] {
        let settings = FOLDER.join(format!("settings-{entry}.toml"));
        let text = format!("{entry} = \"evidence/notes/visitors.csv\"\n");
        fs::write(&settings, text).unwrap();
        fails(
            &["assess", "--settings", settings.to_str().unwrap()],
            "visitors.csv",
        );
    }
}

#[test]
fn a_list_in_the_place_of_a_baseline_is_not_printed() {
    let baseline = FOLDER.join("baseline.json");
    let contents = [
        fs::read_to_string(list()).unwrap(),
        "\"CANARYNAME123\"".to_owned(),
        "{\"CANARYNAME123\": 1}".to_owned(),
        "{\"schema\": \"x\", \"as_at\": \"CANARYNAME123\"}".to_owned(),
        "{\"schema\": {\"CANARY\": 1}}".to_owned(),
        "[{\"child\": \"CANARYNAME123\"}]".to_owned(),
    ];
    for content in contents {
        fs::write(&baseline, content).unwrap();
        let ran = run_over(&["assess"], &["--baseline", baseline.to_str().unwrap()]);
        assert_eq!(ran.status.code(), Some(2));
        assert!(
            String::from_utf8(ran.stderr)
                .unwrap()
                .contains("baseline.json")
        );
    }
}

#[test]
fn a_list_in_the_place_of_a_key_or_a_folder_is_not_printed() {
    let short = FOLDER.join("short-key");
    fs::write(&short, "CANARY").unwrap();
    let criterion = "children-on-plans-are-visited";
    let ran = run_over(&["cases", criterion], &["--key", short.to_str().unwrap()]);
    assert_eq!(ran.status.code(), Some(2));
    let list = list();
    fails(&["assess", list.to_str().unwrap()], "visitors.csv");
    fails(
        &["cases", criterion, list.to_str().unwrap()],
        "visitors.csv",
    );
}

#[test]
fn a_list_in_the_place_of_the_manifest_is_not_printed() {
    let folder = FOLDER.join("as-manifest");
    fs::create_dir_all(&folder).unwrap();
    let list = fs::read_to_string(list()).unwrap();
    let contents = [
        list.clone(),
        list.replace(',', ";"),
        format!("[[source]]\npath = \"a.csv\"\n{list}"),
        "CANARYNAME123\nCANARY-ID-77\n".to_owned(),
        "Name = CANARYNAME123\nBorn = 07/12/1999\n".to_owned(),
        "\"CANARYNAME123\",\"07/12/1999\"\n".to_owned(),
        "{\"name\": \"CANARYNAME123\"}".to_owned(),
        "- CANARYNAME123: born 07/12/1999\n".to_owned(),
    ];
    let write = |content: &str| fs::write(folder.join("evidence.toml"), content).unwrap();
    let folder = folder.to_str().unwrap();
    for content in &contents {
        write(content);
        fails(&["assess", folder], "error[toml-syntax]");
        let json = ["assess", folder, "--report", "json"];
        fails(&json, "\"code\": \"toml-syntax\"");
    }
    write(&contents[0]);
    let criterion = "children-on-plans-are-visited";
    fails(&["evidence", "list", folder], "evidence.toml:1:8");
    fails(&["cases", criterion, folder], "evidence.toml:1:8");
    fails(&["explain", criterion, folder], "evidence.toml:1:8");
}
