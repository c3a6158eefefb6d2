//! The files of a folder, found and read in order.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use reinspect::evidence::discover::{Walk, walk};
use reinspect::evidence::extract::Wanted;
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::read::{Request, read_all};

use super::support::DATASETS;

/// An empty folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("discovering")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn put(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

fn paths(walk: &Walk) -> Vec<&str> {
    walk.files.iter().map(|f| &*f.path).collect()
}

#[test]
fn files_come_in_order_of_path_and_passing_ones_are_counted() {
    let folder = folder("order");
    for path in [
        "b.csv",
        "a/z.csv",
        "a/b/c.csv",
        "A.csv",
        "a.csv",
        "evidence.toml",
        "old/evidence.toml",
    ] {
        put(&folder, path, "x");
    }
    for path in [
        "~$b.xlsx",
        ".~lock.b.ods#",
        "a/half.tmp",
        "a/HALF.TMP",
        "~backup.csv",
        ".DS_Store",
        ".git/config",
        "Thumbs.db",
    ] {
        put(&folder, path, "x");
    }
    let walk = walk(&folder).unwrap();
    assert_eq!(
        paths(&walk),
        [
            "A.csv",
            "a.csv",
            "a/b/c.csv",
            "a/z.csv",
            "b.csv",
            "old/evidence.toml"
        ]
    );
    assert_eq!(walk.skipped, 8);
    assert_eq!(walk.refused, []);
    assert_eq!(walk.files[0].size, 1);
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    assert!(walk(&folder("none").join("nowhere")).is_err());
    assert_eq!(walk(&folder("empty")).unwrap().files, []);
}

#[cfg(unix)]
#[test]
fn links_are_never_followed_out_of_the_folder() {
    use std::os::unix::fs::symlink;

    let outside = folder("outside");
    put(&outside, "secret.csv", "x");
    let folder = folder("links");
    put(&folder, "a/in.csv", "x");
    symlink(outside.join("secret.csv"), folder.join("out.csv")).unwrap();
    symlink(&outside, folder.join("out")).unwrap();
    symlink(folder.join("a/in.csv"), folder.join("in.csv")).unwrap();
    symlink(&folder, folder.join("a/round")).unwrap();
    symlink(folder.join("gone"), folder.join("gone.csv")).unwrap();
    let walk = walk(&folder).unwrap();
    assert_eq!(paths(&walk), ["a/in.csv", "in.csv"]);
    let refused: Vec<_> = walk
        .refused
        .iter()
        .map(|r| (&*r.path, r.why.as_str()))
        .collect();
    let starts = [
        ("a/round", "a link to a folder"),
        ("gone.csv", "a link to nothing"),
        ("out", "a link out of the folder"),
        ("out.csv", "a link out of the folder"),
    ];
    assert_eq!(refused.len(), starts.len());
    for ((path, why), (expected, start)) in refused.iter().zip(starts) {
        assert!(*path == expected && why.starts_with(start), "{path}: {why}");
    }
}

#[test]
fn every_file_is_read_and_answers_in_order_whatever_is_wrong_with_one() {
    let folder = folder("read");
    let visits = include_str!("../../fixtures/evidence/visits.csv");
    put(&folder, "visits/01.csv", visits);
    put(&folder, "visits/02.csv", "\0");
    put(&folder, "visits/03.xlsx", "PK\x03\x04");
    put(&folder, "visits/04.md", "# Plan");
    put(&folder, "visits/05.bin", "?");
    let walk = walk(&folder).unwrap();
    fs::remove_file(folder.join("visits/05.bin")).unwrap();
    let manifest = Manifest::default();
    let request = Request::new(&DATASETS, Wanted::NotPersonal, &[], &manifest);
    let seen = Mutex::new(Vec::new());
    let reads = read_all(&walk.files, &request, &|file| {
        seen.lock().unwrap().push(file.path.clone());
    });
    let found: Vec<_> = reads
        .iter()
        .map(|r| (&*r.found.path, r.found.format, r.found.problem.is_none()))
        .collect();
    assert_eq!(
        found,
        [
            ("visits/01.csv", "csv", true),
            ("visits/02.csv", "csv", false),
            ("visits/03.xlsx", "xlsx", false),
            ("visits/04.md", "markdown", true),
            ("visits/05.bin", "unknown", false),
        ]
    );
    assert_eq!(seen.lock().unwrap().len(), 5);
    assert_eq!(reads[0].extracts[0].dataset, "visits");
    // As `printf "\0" | sha256sum` says.
    assert!(reads[1].found.sha256.starts_with("6e340b9cffb37a98"));
    assert_eq!(reads[4].found.sha256, "");
    assert!(
        reads[4]
            .found
            .problem
            .as_deref()
            .unwrap()
            .starts_with("it was gone")
    );
    assert!(
        reads
            .iter()
            .all(|r| !r.found.problem.as_deref().unwrap_or("").ends_with('.'))
    );
}

#[cfg(unix)]
#[test]
fn a_name_that_would_move_the_cursor_is_shown_harmless() {
    let folder = folder("names");
    put(&folder, "visits\u{1b}[2J.csv", "x");
    put(&folder, "visits\u{202e}vsc.exe.csv", "x");
    put(&folder, "two\nlines.csv", "x");
    put(&folder, "two lines.csv", "x");
    let walk = walk(&folder).unwrap();
    assert_eq!(
        paths(&walk),
        [
            "two lines.csv",
            "visits\\u{1b}[2J.csv",
            "visits\\u{202e}vsc.exe.csv"
        ]
    );
    let refused: Vec<_> = walk.refused.iter().map(|r| (&*r.path, &*r.why)).collect();
    assert_eq!(
        refused,
        [(
            "two lines.csv",
            "another file here has a name that looks the same: rename one of them"
        )]
    );
}

#[test]
fn a_file_that_changes_between_finding_and_reading_is_not_used() {
    let folder = folder("changing");
    put(
        &folder,
        "visits.csv",
        include_str!("../../fixtures/evidence/visits.csv"),
    );
    let walk = walk(&folder).unwrap();
    put(&folder, "visits.csv", "Child ID,Visit date,Visit type\n");
    let manifest = Manifest::default();
    let request = Request::new(&DATASETS, Wanted::NotPersonal, &[], &manifest);
    let read = read_all(&walk.files, &request, &|_| ()).remove(0);
    assert!(read.extracts.is_empty());
    assert_eq!(
        read.found.problem.as_deref(),
        Some("it changed while it was read: run again when nothing writes to it")
    );
}
