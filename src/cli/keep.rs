//! Keeping one dated result a run, so that later runs can be set against it.
//!
//! A result that is kept is never written over: a second one of the same day gets a number. It appears
//! whole or not at all, on a network share too, where two machines may keep one at the same moment.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::calendar::Day;

use super::failure::Failure;

/// How many results of one day are kept.
const MOST: u32 = 999;

/// Writes a result into a folder under the day that it speaks for; where it lies now.
pub(super) fn keep(folder: &Path, day: Day, json: &str) -> Result<PathBuf, Failure> {
    fs::create_dir_all(folder).map_err(|why| Failure::write(folder, why))?;
    let temporary = folder.join(format!(".reinspect-{}.tmp", std::process::id()));
    let kept = write(&temporary, json).and_then(|()| place(&temporary, folder, day));
    // It has another name by now, or is of no use.
    let _ = fs::remove_file(&temporary);
    kept.map_err(|why| Failure::write(folder, why))
}

fn write(temporary: &Path, json: &str) -> io::Result<()> {
    let _ = fs::remove_file(temporary);
    let mut file = fs::File::create_new(temporary)?;
    io::Write::write_all(&mut file, json.as_bytes())?;
    file.sync_all()
}

/// Gives the file the first name of the day that is free.
fn place(temporary: &Path, folder: &Path, day: Day) -> io::Result<PathBuf> {
    for number in 1..=MOST {
        let path = folder.join(match number {
            1 => format!("{day}.json"),
            _ => format!("{day}-{number}.json"),
        });
        match take(temporary, &path) {
            Ok(()) => return Ok(path),
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
            Err(why) => return Err(why),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Names the file so, unless another has that name.
fn take(temporary: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(temporary, path) {
        Err(why) if why.kind() != io::ErrorKind::AlreadyExists => reserve(temporary, path),
        done => done,
    }
}

/// The same on shares without links: whoever makes the empty file owns the name.
fn reserve(temporary: &Path, path: &Path) -> io::Result<()> {
    fs::File::create_new(path)?;
    fs::rename(temporary, path).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("reinspect-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn each_run_of_a_day_is_kept_beside_the_others() {
        let folder = folder("kept");
        let day = Day::parse_iso("2026-10-05").unwrap();
        let first = keep(&folder, day, "first").ok().unwrap();
        let second = keep(&folder, day, "second").ok().unwrap();
        assert_eq!(fs::read_to_string(first).unwrap(), "first");
        assert_eq!(fs::read_to_string(second).unwrap(), "second");
        assert_eq!(names(&folder), ["2026-10-05-2.json", "2026-10-05.json"]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_name_that_is_taken_stays_as_it_is_without_links_too() {
        let folder = folder("reserved");
        fs::create_dir_all(&folder).unwrap();
        let (temporary, path) = (folder.join("new"), folder.join("2026-10-05.json"));
        fs::write(&path, "old").unwrap();
        fs::write(&temporary, "new").unwrap();
        let taken = reserve(&temporary, &path).unwrap_err();
        assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let free = folder.join("2026-10-05-2.json");
        reserve(&temporary, &free).unwrap();
        assert_eq!(fs::read_to_string(&free).unwrap(), "new");
        fs::remove_dir_all(folder).unwrap();
    }
}
