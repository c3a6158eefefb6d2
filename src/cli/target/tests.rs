#![cfg(unix)]

use std::io::Read;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::process::Command;

use super::*;

/// A new folder, as the system spells it.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("reinspect-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder.canonicalize().unwrap()
}

fn write(path: &Path, text: &str) {
    Target::of(path).unwrap().write(text.as_bytes()).unwrap();
}

#[test]
fn every_spelling_of_a_file_leads_to_one_place() {
    let folder = folder("spelling");
    fs::create_dir(folder.join("sub")).unwrap();
    symlink(folder.join("sub"), folder.join("other")).unwrap();
    symlink("sub/new.json", folder.join("link.json")).unwrap();
    let expected = Target::File(folder.join("sub/new.json"));
    for there_already in [false, true] {
        if there_already {
            fs::write(folder.join("sub/new.json"), "").unwrap();
        }
        for spelling in [
            "sub/new.json",
            "sub/./new.json",
            "sub/../sub/new.json",
            "other/new.json",
            "link.json",
            "other/../link.json",
        ] {
            let target = Target::of(&folder.join(spelling)).unwrap();
            assert_eq!(target, expected, "{spelling}");
        }
    }
    assert_eq!(Target::of(&folder).unwrap(), Target::Folder);
    assert_eq!(Target::of(&folder.join("new/")).unwrap(), Target::Folder);
    assert!(Target::of(&folder.join("nowhere/new.json")).is_err());
    symlink("round", folder.join("round")).unwrap();
    assert!(Target::of(&folder.join("round")).is_err());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_file_is_replaced_and_keeps_its_permissions_and_the_link_to_it() {
    let folder = folder("replaced");
    let (file, link) = (folder.join("a.json"), folder.join("link.json"));
    fs::write(&file, "before, and longer").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a.json", &link).unwrap();
    write(&link, "after");
    assert_eq!(fs::read_to_string(&file).unwrap(), "after");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    // A link to a file that is not there yet makes it.
    symlink("b.json", folder.join("to-b")).unwrap();
    write(&folder.join("to-b"), "b");
    assert_eq!(fs::read_to_string(folder.join("b.json")).unwrap(), "b");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 4);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    let folder = folder("pipe");
    let (pipe, link) = (folder.join("pipe"), folder.join("link"));
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    symlink("pipe", &link).unwrap();
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || {
            let mut read = String::new();
            File::open(pipe).unwrap().read_to_string(&mut read).unwrap();
            read
        }
    });
    assert_eq!(Target::of(&link).unwrap(), Target::Stream(pipe.clone()));
    write(&link, "poured");
    assert_eq!(reader.join().unwrap(), "poured");
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn open_descriptors_are_known_by_their_paths() {
    for (path, number) in [
        ("/dev/fd/1", Some("1")),
        ("/proc/self/fd/2", Some("2")),
        ("/proc/77/fd/3", Some("3")),
        ("/dev/null", None),
        ("/home/fd/1", None),
        ("fd/1", None),
    ] {
        assert_eq!(descriptor(Path::new(path)), number, "{path}");
    }
}

#[test]
fn files_of_a_folder_are_all_written_or_none() {
    let folder = folder("all-or-none");
    let files = |second: &'static str| {
        [("a.csv", "new".as_bytes()), (second, "new".as_bytes())].into_iter()
    };
    fs::write(folder.join("a.csv"), "old").unwrap();
    fs::create_dir(folder.join("taken")).unwrap();
    assert!(write_all(&folder, files("taken")).is_err());
    let old = fs::read_to_string(folder.join("a.csv")).unwrap();
    assert_eq!(old, "old", "one that can be written is left as it was");
    write_all(&folder, files("b.csv")).unwrap();
    for name in ["a.csv", "b.csv"] {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "new");
    }
    let left: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 3, "no temporary is left: {left:?}");
    fs::remove_dir_all(folder).unwrap();
}

/// What a folder holds, by name.
fn holds(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort();
    entries
}

fn named(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = files
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
    owned.collect()
}

#[test]
fn tables_are_replaced_together_or_not_at_all() {
    let folder = folder("together");
    let tables = |text: &'static str| ["a.csv", "b.csv"].map(|name| (name, text.as_bytes()));
    write_all(&folder, tables("one").into_iter()).unwrap();
    write_all(&folder, tables("two").into_iter()).unwrap();
    let before = named(&[("a.csv", "two"), ("b.csv", "two")]);
    assert_eq!(holds(&folder), before);
    // The second cannot take its place, after the first and a new one have.
    let staged = ["a.csv", "new.csv", "b.csv"]
        .map(|name| (folder.join(format!(".{name}.tmp")), folder.join(name)));
    for (temporary, _) in staged.iter().take(2) {
        fs::write(temporary, "three").unwrap();
    }
    assert!(swap(&staged).is_err());
    assert_eq!(holds(&folder), before);
    fs::remove_dir_all(folder).unwrap();
}
