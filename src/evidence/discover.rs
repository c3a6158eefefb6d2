//! The files of an evidence folder.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fold;

/// Files beside the evidence that are no evidence themselves.
const NOT_EVIDENCE: [&str; 2] = ["evidence.toml", "reinspect.toml"];

/// Why a file is left alone whose name cannot be told from another's.
const TWINS: &str = "another file here has a name that looks the same: rename one of them";

/// What a folder holds.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// The files, in order of path.
    pub files: Vec<FoundFile>,
    /// How many lock files, temporaries and dot-files were passed over.
    pub skipped: usize,
    /// What was not followed or could not be looked into, in order of path.
    pub refused: Vec<Refused>,
}

/// One file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Its path below the folder, with `/`.
    pub path: Arc<str>,
    /// Where it is on the disk.
    pub full: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

/// A link, folder or device that was left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its path below the folder, with `/`.
    pub path: Arc<str>,
    /// Why, in a sentence.
    pub why: String,
}

/// Finds the files of a folder and of the folders in it.
///
/// A symbolic link is followed only to a file inside the folder: never out of it, and never to
/// another folder, whose files are found where they stand.
pub fn walk(folder: &Path) -> io::Result<Walk> {
    let root = folder.canonicalize()?;
    let mut found = Found {
        root: &root,
        files: BTreeMap::new(),
        skipped: 0,
        refused: BTreeMap::new(),
    };
    let mut folders = vec![(String::new(), fs::read_dir(&root)?)];
    while let Some((above, entries)) = folders.pop() {
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    found.refuse(above.clone(), unseen(&error));
                    continue;
                }
            };
            let name = entry.file_name();
            let name = fold::visible(&name.to_string_lossy()).into_owned();
            let path = if above.is_empty() {
                name.clone()
            } else {
                format!("{above}/{name}")
            };
            if is_passing(&name) {
                found.skipped += 1;
                continue;
            }
            if NOT_EVIDENCE.contains(&path.as_str()) {
                continue;
            }
            if let Some(below) = found.take(&path, &entry) {
                match fs::read_dir(&below) {
                    Ok(entries) => folders.push((path, entries)),
                    Err(error) => found.refuse(path, unseen(&error)),
                }
            }
        }
    }
    Ok(Walk {
        files: found.files.into_values().collect(),
        skipped: found.skipped,
        refused: found.refused.into_values().collect(),
    })
}

struct Found<'a> {
    root: &'a Path,
    files: BTreeMap<String, FoundFile>,
    skipped: usize,
    refused: BTreeMap<String, Refused>,
}

impl Found<'_> {
    /// Takes in an entry; gives back a folder to look into.
    fn take(&mut self, path: &str, entry: &DirEntry) -> Option<PathBuf> {
        let full = entry.path();
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => {
                self.refuse(path.to_owned(), unseen(&error));
                return None;
            }
        };
        if kind.is_dir() {
            return Some(full);
        }
        if kind.is_symlink() {
            let target = full.canonicalize();
            let why = match &target {
                Err(_) => "a link to nothing: put the file itself here",
                Ok(target) if !target.starts_with(self.root) => {
                    "a link out of the folder, which is not followed: put a copy of the file here"
                }
                Ok(target) if target.is_dir() => {
                    "a link to a folder, which is not followed: its files are read where they are"
                }
                Ok(_) => "",
            };
            if !why.is_empty() {
                self.refuse(path.to_owned(), why.to_owned());
                return None;
            }
        }
        match fs::metadata(&full) {
            Ok(about) if about.is_file() => {
                let file = FoundFile {
                    path: path.into(),
                    full,
                    size: about.len(),
                };
                if let Some(first) = self.files.insert(path.to_owned(), file) {
                    self.files.insert(path.to_owned(), first);
                    self.refuse(path.to_owned(), TWINS.to_owned());
                }
            }
            Ok(_) => self.refuse(path.to_owned(), "not a file: move it elsewhere".to_owned()),
            Err(error) => self.refuse(path.to_owned(), unseen(&error)),
        }
        None
    }

    fn refuse(&mut self, path: String, why: String) {
        let refused = Refused {
            path: path.as_str().into(),
            why,
        };
        self.refused.insert(path, refused);
    }
}

/// Whether a name is that of a lock file, a temporary, a dot-file or a file of the desktop's own.
pub(super) fn is_passing(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with(['.', '~'])
        || Path::new(&lower)
            .extension()
            .is_some_and(|ending| ending == "tmp")
        || lower == "thumbs.db"
        || lower == "desktop.ini"
}

fn unseen(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "no permission to look into it: ask its owner for it",
        _ => "it could not be looked into: check that its disk is there",
    }
    .to_owned()
}
