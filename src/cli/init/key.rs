//! The key of pseudonyms: random bytes that only their owner may read.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::output;

/// How many random bytes a key has; they are written as hexadecimal digits.
const BYTES: usize = 32;

/// Writes a new key.
pub(super) fn write(path: &Path) -> Result<(), Failure> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|_| {
        let why = io::Error::other("the system gave no random bytes");
        Failure::write(path, why)
    })?;
    let mut digits = String::new();
    for byte in bytes {
        // Writing to a text does not fail.
        let _ = write!(digits, "{byte:02x}");
    }
    // It is closed to others before it holds anything; what replaces it keeps that.
    closed()
        .open(path)
        .map_err(|why| Failure::write(path, why))?;
    let written = output::write_file(path, format!("{digits}\n").as_bytes());
    if written.is_err() {
        // An empty key is none; that it may be gone already is fine.
        let _ = std::fs::remove_file(path);
    }
    written
}

#[cfg(unix)]
fn closed() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options
}

#[cfg(not(unix))]
fn closed() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options
}
