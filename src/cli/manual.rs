//! `reinspect completions` and `reinspect man`, from the same definition as the command line itself.

use clap::CommandFactory;

use crate::error::ExitStatus;

use super::arguments::{Cli, CompletionsArguments, ManArguments};
use super::failure::Failure;
use super::output;

/// Prints completions for a shell.
pub(super) fn completions(arguments: &CompletionsArguments) -> Result<ExitStatus, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Cli::command(),
        "reinspect",
        &mut script,
    );
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Met)
}

/// Prints the first manual page, or writes a page a verb to a folder.
pub(super) fn pages(arguments: &ManArguments) -> Result<ExitStatus, Failure> {
    match &arguments.to {
        None => {
            let mut page = Vec::new();
            // Writing to memory does not fail.
            let _ = clap_mangen::Man::new(Cli::command()).render(&mut page);
            output::print(&String::from_utf8_lossy(&page))?;
        }
        Some(folder) => {
            output::make_folder(folder)?;
            clap_mangen::generate_to(Cli::command(), folder)
                .map_err(|why| Failure::write(folder, why))?;
        }
    }
    Ok(ExitStatus::Met)
}
