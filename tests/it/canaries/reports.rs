//! Every report for every audience over the planted evidence.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use super::plant::SHOWN;
use super::{FOLDER, assert_unseen, run_over};

/// What each format is written to.
const REPORTS: [(&str, &str); 9] = [
    ("text", "report.txt"),
    ("json", "report.json"),
    ("html", "report.html"),
    ("markdown", "report.md"),
    ("junit", "report.xml"),
    ("sarif", "report.sarif"),
    ("ics", "report.ics"),
    ("xlsx", "report.xlsx"),
    ("csv", "tables"),
];

/// Writes every report for an audience, and reads what is in them; each with its name.
fn reports(audience: &str) -> Vec<(String, String)> {
    let folder = FOLDER.join(audience);
    fs::create_dir_all(&folder).unwrap();
    let to: Vec<String> = REPORTS
        .iter()
        .map(|(format, file)| format!("{format}={}", folder.join(file).display()))
        .collect();
    let mut arguments = vec!["--quiet", "--audience", audience];
    arguments.extend(to.iter().flat_map(|to| ["--report", to]));
    let run = run_over(&["assess"], &arguments);
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    let files = REPORTS
        .iter()
        .flat_map(|(_, file)| files(&folder.join(file)));
    files.flat_map(|file| texts(&file)).collect()
}

/// The file, or every file of the folder.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// What a file says; of a workbook, what every part of it says.
fn texts(file: &Path) -> Vec<(String, String)> {
    let bytes = fs::read(file).unwrap();
    let name = file.display().to_string();
    if file.extension().is_none_or(|ending| ending != "xlsx") {
        return vec![(name, String::from_utf8(bytes).unwrap())];
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts = 0..archive.len();
    let each = parts.map(|at| {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (format!("{name}: part {at}"), text)
    });
    each.collect()
}

/// The names of the files of evidence, without their folders and endings.
fn names_of_files() -> Vec<String> {
    let mut names = Vec::new();
    let mut folders = vec![FOLDER.join("evidence")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.file_name().unwrap().to_str().unwrap();
                names.push(name.to_lowercase());
            }
        }
    }
    assert!(names.len() > 30, "{names:?}");
    names
}

fn sees(reports: &[(String, String)], what: &str) -> Option<String> {
    let mut seeing = reports.iter().filter(|(_, text)| text.contains(what));
    seeing.next().map(|(name, _)| name.clone())
}

#[test]
fn no_report_for_any_audience_holds_a_canary() {
    for audience in ["internal", "board", "public"] {
        let reports = reports(audience);
        assert!(reports.len() > 20, "{}", reports.len());
        for (name, text) in &reports {
            assert!(!text.is_empty(), "{name}");
            assert_unseen(text.as_bytes(), name);
        }
    }
}

#[test]
fn names_of_files_and_what_somebody_typed_are_for_the_authority_alone() {
    let own = reports("internal");
    assert!(sees(&own, SHOWN[0]).is_some() && sees(&own, "visits-2026-09-30.xlsx").is_some());
    for audience in ["board", "public"] {
        let reports = reports(audience);
        for shown in SHOWN {
            assert_eq!(sees(&reports, shown), None, "`{shown}` for {audience}");
        }
        let lower: Vec<(String, String)> = reports
            .iter()
            .map(|(name, text)| (name.clone(), text.to_lowercase()))
            .collect();
        for name in names_of_files() {
            assert_eq!(sees(&lower, &name), None, "`{name}` for {audience}");
        }
    }
}
