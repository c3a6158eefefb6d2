//! Standard output and standard error.

use std::io::{self, Write};

/// Prints a result on standard output; a reader that went away is not our fault.
pub(super) fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(why) if why.kind() != io::ErrorKind::BrokenPipe => Err(why),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Prints a message on standard error.
pub(super) fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
