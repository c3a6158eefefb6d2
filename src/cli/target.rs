//! Where a file that is written leads to, and how it is written there.
//!
//! A file is replaced whole or not at all, and what is no file (a device, a pipe, an open descriptor)
//! is written to as it stands: a rename over it would take it away from everyone else.

#[cfg(test)]
mod tests;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How many links may follow each other, as in the system itself.
const MOST_LINKS: usize = 40;

/// Where a path leads once its links are followed: the same for every spelling of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A file, there already or not yet.
    File(PathBuf),
    /// A device, a pipe, a socket or an open descriptor.
    Stream(PathBuf),
    /// A folder.
    Folder,
}

impl Target {
    /// Follows a path; it is an error if nothing could be written where it leads.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        // A path that ends so can only be a folder's.
        if path.to_string_lossy().ends_with(std::path::is_separator) {
            return Ok(Self::Folder);
        }
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            if descriptor(&path).is_some() {
                return fs::metadata(&path).map(|_| Self::Stream(path));
            }
            match fs::symlink_metadata(&path) {
                Ok(about) if about.is_symlink() => {
                    path = path.with_file_name(fs::read_link(&path)?);
                }
                Ok(about) if about.is_dir() => return Ok(Self::Folder),
                Ok(about) if about.is_file() => return path.canonicalize().map(Self::File),
                Ok(_) => return path.canonicalize().map(Self::Stream),
                Err(why) if why.kind() == io::ErrorKind::NotFound => {
                    return not_there_yet(&path).map(Self::File);
                }
                Err(why) => return Err(why),
            }
        }
        Err(io::Error::other("too many links follow each other"))
    }

    /// Whether it is this process's standard output.
    pub(super) fn is_standard_output(&self) -> bool {
        match self {
            Self::Stream(path) => descriptor(path) == Some("1"),
            Self::File(_) | Self::Folder => false,
        }
    }

    /// Writes a file whole or not at all, and to a stream as it stands.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::File(path) => replace(path, bytes),
            Self::Stream(path) => match pour(path, bytes) {
                // A reader that went away is not our fault.
                Err(why) if why.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                done => done,
            },
            Self::Folder => Err(io::ErrorKind::IsADirectory.into()),
        }
    }
}

/// Writes files into a folder: all of them, or none.
pub(super) fn write_all<'a>(
    folder: &Path,
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
) -> io::Result<()> {
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    let done = stage(folder, files, &mut staged).and_then(|()| swap(&staged));
    if done.is_err() {
        for (temporary, _) in &staged {
            let _ = fs::remove_file(temporary);
        }
    }
    done
}

/// Writes every file beside its place, so that what cannot be written is known before any is replaced.
fn stage<'a>(
    folder: &Path,
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
    staged: &mut Vec<(PathBuf, PathBuf)>,
) -> io::Result<()> {
    for (name, bytes) in files {
        let path = folder.join(name);
        if path.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let temporary = folder.join(format!(".reinspect-{}-{name}.tmp", std::process::id()));
        staged.push((temporary.clone(), path.clone()));
        fill(&temporary, &path, bytes)?;
    }
    Ok(())
}

/// Puts every file in its place, or none: what was there is kept aside until the last one is placed.
///
/// A table that somebody has open elsewhere may refuse to be replaced when others are already; a folder
/// of old and new tables together would be read as one run.
fn swap(staged: &[(PathBuf, PathBuf)]) -> io::Result<()> {
    let mut aside: Vec<(PathBuf, &Path)> = Vec::new();
    let mut fresh: Vec<&Path> = Vec::new();
    let done = staged.iter().try_for_each(|(temporary, path)| {
        if path.exists() {
            let old = temporary.with_extension("old");
            let _ = fs::remove_file(&old);
            // A second name for it, so that at no moment there is none; shares may know no such thing.
            fs::hard_link(path, &old).or_else(|_| fs::copy(path, &old).map(drop))?;
            aside.push((old, path));
            fs::rename(temporary, path)
        } else {
            fs::rename(temporary, path)?;
            fresh.push(path);
            Ok(())
        }
    });
    for (old, path) in &aside {
        if done.is_err() {
            let _ = fs::rename(old, path);
        }
        // Where both names are of one file, renaming leaves both.
        let _ = fs::remove_file(old);
    }
    if done.is_err() {
        for path in fresh {
            let _ = fs::remove_file(path);
        }
    }
    done
}

/// The number of an open descriptor that a path stands for, such as `/dev/fd/2`.
fn descriptor(path: &Path) -> Option<&str> {
    let folder = path.parent()?;
    let of_a_process = folder.starts_with("/proc") && folder.ends_with("fd");
    let number = path.file_name()?.to_str()?;
    (folder == Path::new("/dev/fd") || of_a_process).then_some(number)
}

/// The place of a file in a folder that is there.
fn not_there_yet(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::NotFound)?;
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
    Ok(folder.unwrap_or(Path::new(".")).canonicalize()?.join(name))
}

/// Writes to a temporary in the same folder, then renames it over the file, whose permissions it keeps.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = path.with_file_name(format!(".reinspect-{}.tmp", std::process::id()));
    let written = fill(&temporary, path, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // The temporary is of no use to anyone; that it may be gone already is fine.
        let _ = fs::remove_file(&temporary);
    }
    written
}

fn fill(temporary: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    // One of an earlier process of the same number, which did not end well.
    let _ = fs::remove_file(temporary);
    let mut file = File::create_new(temporary)?;
    if let Ok(there) = fs::metadata(path) {
        file.set_permissions(there.permissions())?;
    }
    file.write_all(bytes)?;
    file.sync_all()
}

fn pour(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match descriptor(path) {
        Some("1") => {
            let mut out = io::stdout().lock();
            out.write_all(bytes).and_then(|()| out.flush())
        }
        Some("2") => io::stderr().lock().write_all(bytes),
        // Behind a descriptor may be a file, of which nothing may be lost.
        Some(_) => OpenOptions::new().append(true).open(path)?.write_all(bytes),
        None => OpenOptions::new().write(true).open(path)?.write_all(bytes),
    }
}
