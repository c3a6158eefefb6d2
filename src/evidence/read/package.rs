//! Zip packages, as XLSX and ODS are.

use std::io::Cursor;

use super::Unreadable;

/// Whether bytes are a zip package.
pub(super) fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Refuses a package that unpacks to more than could be lists.
pub(super) fn guard(bytes: &[u8]) -> Result<(), Unreadable> {
    const MOST: u128 = 4 << 30;
    let package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    match package.decompressed_size() {
        Some(size) if size > MOST => Err(Unreadable::TooLarge),
        Some(_) | None => Ok(()),
    }
}
