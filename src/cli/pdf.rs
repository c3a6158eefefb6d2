//! The process that reads one PDF for another run of the program; no command of a user's.

use std::ffi::OsString;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::ExitStatus;
use crate::evidence::read::pdf;

/// Whether the arguments ask for it.
pub(super) fn is_asked(arguments: &[OsString]) -> bool {
    matches!(arguments, [_, asked] if asked == pdf::ASKED)
}

/// Reads a PDF from standard input within its limits, and says nothing of what went wrong: the file
/// may have had its hand in it.
pub(super) fn run() -> ExitStatus {
    std::panic::set_hook(Box::new(|_| {}));
    hold();
    let told = catch_unwind(AssertUnwindSafe(|| {
        pdf::tell(&mut io::stdin().lock(), &mut io::stdout().lock())
    }));
    match told {
        Ok(Ok(())) => ExitStatus::Met,
        Ok(Err(_)) | Err(_) => ExitStatus::Fault,
    }
}

/// Holds the process to its limits as far as the system does; who started it watches it besides.
///
/// Falling over must leave no image of its memory behind, for it holds the evidence.
#[cfg(unix)]
fn hold() {
    use rlimit::Resource;
    for (resource, most) in [
        (Resource::CORE, 0),
        (Resource::DATA, pdf::MOST_MEMORY),
        (Resource::CPU, 2),
    ] {
        // Some systems know a limit and do not let it be set.
        let _ = resource.set(most, most);
    }
}

#[cfg(not(unix))]
fn hold() {}
