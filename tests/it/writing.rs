//! A report that cannot be written leaves the old one whole, leaves nothing beside it, and says so.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::engine::{small, write_all};

/// The formats that are one file each, beside the tables.
const FILES: [&str; 9] = [
    "text", "json", "html", "markdown", "junit", "ics", "sarif", "xlsx", "azure",
];

fn folder(name: &str) -> PathBuf {
    write_all(&format!("writing/{name}"), &small())
}

/// Runs the program with a limit on how long a file may become, in blocks of 512 bytes, as a disk would
/// have that is nearly full.
fn run(folder: &Path, blocks: Option<u32>, arguments: &str) -> Output {
    let limit = blocks.map_or_else(String::new, |b| format!("trap '' XFSZ; ulimit -f {b}; "));
    let program = env!("CARGO_BIN_EXE_reinspect");
    Command::new("sh")
        .args(["-c", &format!("{limit}exec '{program}' {arguments}")])
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Every file below a folder with what it holds.
fn holds(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(holds(&path));
        } else {
            all.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    all
}

/// The run fails, names the file, and every file is as it was.
fn refused(folder: &Path, blocks: Option<u32>, arguments: &str, named: &str) {
    let before = holds(folder);
    let run = run(folder, blocks, arguments);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{arguments}: {said}");
    assert!(said.contains(named), "{arguments}: {said}");
    assert!(!said.contains("panicked"), "{said}");
    assert!(holds(folder) == before, "{arguments}: something changed");
}

#[test]
fn on_a_full_disk() {
    let folder = folder("full");
    for format in FILES {
        let file = format!("out.{format}");
        fs::write(folder.join(&file), "the old one").unwrap();
        refused(
            &folder,
            Some(0),
            &format!("--report {format}={file}"),
            &file,
        );
    }
    let all = run(&folder, None, "--quiet --report csv=tables --keep kept");
    assert_eq!(all.status.code(), Some(0));
    // Some tables fit, and some do not.
    refused(
        &folder,
        Some(1),
        "--report csv=tables --as-at 2026-10-04",
        "tables",
    );
    refused(&folder, Some(1), "--quiet --keep kept", "kept");
}

#[test]
fn where_a_folder_is_named_or_stands_in_the_way() {
    let folder = folder("folder");
    fs::create_dir(folder.join("taken")).unwrap();
    for format in FILES {
        refused(&folder, None, &format!("--report {format}=taken"), "taken");
    }
    fs::create_dir_all(folder.join("tables/gaps.csv")).unwrap();
    refused(&folder, None, "--report csv=tables", "tables");
    fs::write(folder.join("file"), "a file").unwrap();
    refused(&folder, None, "--report csv=file", "file");
    refused(&folder, None, "--quiet --keep file", "file");
}

#[test]
fn where_nobody_may_write() {
    let folder = folder("denied");
    // Nobody makes a file there, whoever runs the tests.
    refused(
        &folder,
        None,
        "--report json=/proc/out.json",
        "/proc/out.json",
    );
    refused(&folder, None, "--quiet --keep /proc/kept", "/proc/kept");
    let closed = folder.join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("out.json"), "the old one").unwrap();
    let mut may = fs::metadata(&closed).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut may, 0o555);
    fs::set_permissions(&closed, may.clone()).unwrap();
    // To the system's own user nothing is closed.
    if fs::write(closed.join("try"), "").is_err() {
        refused(
            &folder,
            None,
            "--report json=closed/out.json",
            "closed/out.json",
        );
    }
    std::os::unix::fs::PermissionsExt::set_mode(&mut may, 0o755);
    fs::set_permissions(&closed, may).unwrap();
}

#[test]
fn whoever_has_the_old_one_open_still_reads_it_whole() {
    let folder = folder("open");
    let old = vec![b'x'; 100_000];
    fs::write(folder.join("out.html"), &old).unwrap();
    let mut open = fs::File::open(folder.join("out.html")).unwrap();
    let done = run(&folder, None, "--quiet --report html=out.html");
    assert_eq!(done.status.code(), Some(0));
    let mut read = Vec::new();
    open.read_to_end(&mut read).unwrap();
    assert!(read == old);
    assert_ne!(fs::read(folder.join("out.html")).unwrap(), old);
}
