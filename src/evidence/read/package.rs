//! Zip packages, as XLSX and ODS are: what they unpack to is known before they are.
//!
//! The sizes in a package's own list bound what its parts give: the library reads no part any further.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Unreadable;

/// A package on its way in.
pub(super) type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// How many times its size a part unpacks to at most, where it is large: lists come to twenty times.
const SWOLLEN: u64 = 200;
/// From this size on, a part that is swollen is refused.
const LARGE: u64 = 32 << 20;

/// Whether bytes are a zip package.
pub(super) fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Opens a package, whatever its parts unpack to.
pub(super) fn list(bytes: &[u8]) -> Result<Package<'_>, Unreadable> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|e| why(&e))
}

/// Opens a package whose parts unpack to no more than `most` bytes.
pub(super) fn open(bytes: &[u8], most: u64) -> Result<Package<'_>, Unreadable> {
    let mut package = list(bytes)?;
    let mut all: u64 = 0;
    for at in 0..package.len() {
        let part = package.by_index_raw(at).map_err(|e| why(&e))?;
        if is_swollen(part.size(), part.compressed_size()) {
            return Err(Unreadable::Swollen);
        }
        all = all.saturating_add(part.size());
    }
    if all > most {
        return Err(Unreadable::TooLarge);
    }
    Ok(package)
}

/// Whether a part unpacks to what no list would.
pub(super) fn is_swollen(size: u64, packed: u64) -> bool {
    size > LARGE && size / SWOLLEN > packed
}

/// A part as text; none where there is no such part.
pub(super) fn part(package: &mut Package<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    let mut part = match package.by_name(name) {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(why(&error)),
    };
    let mut text = String::new();
    let read = part.read_to_string(&mut text);
    read.map(|_| Some(text)).map_err(|_| Unreadable::Damaged)
}

/// How large a part is whose name ends so, and its first characters without spaces; nothing of another.
pub(super) fn start_of(
    package: &mut Package<'_>,
    at: usize,
    ending: &str,
) -> Result<(u64, String), Unreadable> {
    const MOST: u64 = 4096;
    let part = package.by_index(at).map_err(|e| why(&e))?;
    let name = part.name().map_err(|e| why(&e))?.to_ascii_lowercase();
    if !name.ends_with(ending) {
        return Ok((0, String::new()));
    }
    let (size, mut start) = (part.size(), Vec::new());
    part.take(MOST)
        .read_to_end(&mut start)
        .map_err(|_| Unreadable::Damaged)?;
    let start = String::from_utf8_lossy(&start).replace(char::is_whitespace, "");
    Ok((size, start))
}

/// The library's errors may quote the file, so only their kind goes on.
pub(super) fn why(error: &ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            Unreadable::Protected
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Unreadable::Packing
        }
        _ => Unreadable::Damaged,
    }
}
