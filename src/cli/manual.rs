//! `reinspect completions` and `reinspect man`, from the same definition as the command line itself.

use std::path::Path;

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
            output::print(&String::from_utf8_lossy(&page(Cli::command()).1))?;
        }
        Some(folder) => {
            output::make_folder(folder)?;
            let mut program = Cli::command().disable_help_subcommand(true);
            program.build();
            write_pages(&program, folder)?;
        }
    }
    Ok(ExitStatus::Met)
}

/// Writes the page of a command, and those of its own commands.
fn write_pages(command: &clap::Command, folder: &Path) -> Result<(), Failure> {
    let (name, page) = page(command.clone());
    output::write_file(&folder.join(name), &page)?;
    for command in command.get_subcommands().filter(|c| !c.is_hide_set()) {
        write_pages(command, folder)?;
    }
    Ok(())
}

/// The page of a command, with the name of its file.
fn page(command: clap::Command) -> (String, Vec<u8>) {
    let manual = clap_mangen::Man::new(command);
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let _ = manual.render(&mut page);
    (manual.get_filename(), page)
}
