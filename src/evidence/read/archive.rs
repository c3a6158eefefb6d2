//! Zip archives of evidence: every file in one is read as if it lay in a folder of the archive's name.
//!
//! Nothing is unpacked to the disk. The times of the files in an archive date nothing, like those of
//! a file system.

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use super::package::{self, Package};
use super::{Format, Request, Unreadable, finished, open, read_file};
use crate::evidence::discover::is_passing;
use crate::evidence::extract::FileRead;
use crate::evidence::fold;

/// The most files of an archive, and the most bytes that they come to.
const MOST_FILES: usize = 5000;
const MOST_BYTES: u64 = 400 << 20;

/// A file in an archive.
struct Member {
    at: usize,
    path: Arc<str>,
    size: u64,
    /// Why it is not read.
    refused: Option<Unreadable>,
}

/// Reads the files of an archive; where it cannot be opened, the archive itself as one that was not read.
pub(super) fn read(path: &Arc<str>, bytes: &[u8], request: &Request<'_>) -> Vec<FileRead> {
    let opened = catch_unwind(AssertUnwindSafe(|| members(path, bytes)));
    let (package, members, skipped) = match opened.unwrap_or(Err(Unreadable::Damaged)) {
        Ok(opened) => opened,
        Err(why) => {
            let digest = super::digest(bytes).into();
            return vec![finished(path.clone(), &digest, Err(why), request)];
        }
    };
    let read = |member: &Member| member.read(package.clone(), request);
    let mut reads: Vec<FileRead> = members.par_iter().map(read).collect();
    if let Some(first) = reads.first_mut() {
        first.skipped = skipped;
    }
    reads
}

/// The files in an archive, and how many of the passing kind were left out.
fn members<'a>(
    path: &str,
    bytes: &'a [u8],
) -> Result<(Package<'a>, Vec<Member>, usize), Unreadable> {
    let mut package = package::list(bytes)?;
    let mut members: Vec<Member> = Vec::new();
    let (mut skipped, mut all) = (0, 0_u64);
    for at in 0..package.len() {
        let file = package.by_index_raw(at).map_err(|e| package::why(&e))?;
        let name = file.name().map_err(|e| package::why(&e))?;
        let name = name.replace('\\', "/");
        if file.is_dir() || name.ends_with('/') {
            continue;
        }
        let is_passing = |part: &str| part != ".." && is_passing(part);
        if name.split('/').any(is_passing) || name.starts_with("__MACOSX/") {
            skipped += 1;
            continue;
        }
        all = all.saturating_add(file.size());
        members.push(Member {
            at,
            path: format!("{path}/{}", fold::visible(&name)).into(),
            size: file.size(),
            refused: refused(&name, file.size(), file.compressed_size()),
        });
    }
    if members.len() > MOST_FILES {
        return Err(Unreadable::TooMany);
    }
    if all > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    if members.is_empty() {
        return Err(Unreadable::NoFiles);
    }
    members.sort_by(|a, b| a.path.cmp(&b.path));
    Ok((package, members, skipped))
}

fn refused(name: &str, size: u64, packed: u64) -> Option<Unreadable> {
    let leads_out = name.starts_with('/') || name.split('/').any(|part| part == "..");
    if leads_out {
        Some(Unreadable::LeadsOut)
    } else if name.rsplit('/').next() == Some("evidence.toml") {
        Some(Unreadable::Manifest)
    } else if Format::of(name) == Format::Zip {
        Some(Unreadable::Nested)
    } else if package::is_swollen(size, packed) {
        Some(Unreadable::Swollen)
    } else {
        None
    }
}

impl Member {
    fn read(&self, mut package: Package<'_>, request: &Request<'_>) -> FileRead {
        let unread = |why| finished(self.path.clone(), &Arc::from(""), Err(why), request);
        if let Some(why) = self.refused {
            return unread(why);
        }
        let mut file = match package.by_index(self.at) {
            Ok(file) => file,
            Err(error) => return unread(package::why(&error)),
        };
        if open::is_long_list(&self.path, self.size) {
            let read = open::stream(&self.path, &mut file, request);
            return read.unwrap_or_else(|_| unread(Unreadable::Damaged));
        }
        let mut bytes = Vec::new();
        // A part that is cut short, or whose content is not what its list says, ends in an error.
        let unpacked = catch_unwind(AssertUnwindSafe(|| file.read_to_end(&mut bytes)));
        match unpacked {
            Ok(Ok(_)) => read_file(self.path.clone(), &bytes, request),
            Ok(Err(_)) | Err(_) => unread(Unreadable::Damaged),
        }
    }
}
