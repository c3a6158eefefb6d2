//! Files opened and read, once: the digest and the content come from the same bytes.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use sha2::Sha256;

use super::{
    Content, Format, FoundFile, Request, Unreadable, archive, csv, finished, hexadecimal,
    not_opened, read_file,
};
use crate::evidence::extract::FileRead;

/// The most that is held of one file.
const MOST: u64 = 200 << 20;
/// From this size on files are held one at a time.
const LARGE: u64 = 32 << 20;

/// Whether a file is so large that no other may be held beside it.
pub(super) fn is_large(found: &FoundFile) -> bool {
    found.size > LARGE && !is_long_list(&found.path, found.size)
}

/// Reads a file of the folder; an archive is as many as it holds.
///
/// One that is not what it was when the folder was gone through, or that changes meanwhile, is not
/// used: whoever writes it may be halfway.
pub(super) fn read(found: &FoundFile, request: &Request<'_>) -> io::Result<Vec<FileRead>> {
    let mut file = File::open(&found.full)?;
    let before = file.metadata()?;
    let read = if is_long_list(&found.path, before.len()) {
        vec![stream(&found.path, &mut file, request)?]
    } else if before.len() > MOST {
        let why = Err(Unreadable::TooLong);
        vec![finished(found.path.clone(), &Arc::from(""), why, request)]
    } else {
        let mut bytes = Vec::new();
        file.by_ref().take(MOST).read_to_end(&mut bytes)?;
        if Format::of(&found.path) == Format::Zip {
            archive::read(&found.path, &bytes, request)
        } else {
            vec![read_file(found.path.clone(), &bytes, request)]
        }
    };
    if before.len() == found.size && is_same(&before, &file.metadata()?) {
        return Ok(read);
    }
    let why = "it changed while it was read: run again when nothing writes to it";
    Ok(vec![not_opened(found.path.clone(), why, request)])
}

/// Whether a file is a list too long to be held whole, and so read in stretches.
pub(super) fn is_long_list(path: &str, size: u64) -> bool {
    matches!(Format::of(path), Format::Csv | Format::Tsv) && size > csv::WHOLE as u64
}

/// Reads a long list of the folder or of an archive.
pub(super) fn stream(
    path: &Arc<str>,
    file: &mut (dyn Read + Send),
    request: &Request<'_>,
) -> io::Result<FileRead> {
    let read = || csv::stream(path, request, file);
    // As in any other file, a stumble is one unreadable file.
    let read = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Ok(Err(Unreadable::Damaged)))?;
    let (content, digest): (Result<Content, Unreadable>, Option<Sha256>) = match read {
        Ok((content, digest)) => (Ok(content), digest),
        Err(why) => (Err(why), None),
    };
    let sha256 = digest.map(hexadecimal).unwrap_or_default();
    Ok(finished(path.clone(), &sha256.into(), content, request))
}

fn is_same(before: &Metadata, after: &Metadata) -> bool {
    let saved = |about: &Metadata| about.modified().ok();
    before.len() == after.len() && saved(before) == saved(after)
}
