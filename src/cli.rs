//! The command line: one file a verb, over the library's public functions.
//!
//! Only this module reads the clock, the environment and the terminal, and only it writes reports.

mod again;
mod arguments;
mod assess;
mod cases;
mod compare;
mod docs;
mod evidence;
mod evidence_folder;
mod explain;
mod failure;
mod history;
mod init;
mod inputs;
mod keep;
mod kept;
mod manual;
mod map;
mod output;
mod outputs;
mod pdf;
mod progress;
mod reading;
mod rules;
mod sample;
mod schema;
mod streams;
mod target;
mod terminal;
mod usage;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};

use clap::{CommandFactory, FromArgMatches};

use crate::error::ExitStatus;
use arguments::{Cli, Command, EvidenceCommand, RulesCommand};
use failure::Failure;
use terminal::{ColorChoice, Terminal};

/// Runs the program with its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitStatus {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if pdf::is_asked(&arguments) {
        return pdf::run();
    }
    let json = output::asks_for_json(&arguments);
    let parsed = Cli::command()
        .try_get_matches_from(arguments)
        .and_then(|m| Cli::from_arg_matches(&m));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            let terminal = Terminal::from_environment(ColorChoice::Auto, false);
            return usage::conclude(&error, &terminal, json);
        }
    };
    let terminal = Terminal::from_environment(cli.color, cli.ascii);
    // A panic's own message could hold a cell of the evidence, so it is never printed.
    std::panic::set_hook(Box::new(|_| {}));
    match catch_unwind(AssertUnwindSafe(|| dispatch(cli, &terminal))) {
        Ok(Ok(status)) => status,
        Ok(Err(failure)) => failure.report(&terminal, json),
        Err(_) => {
            streams::complain(FAULT);
            ExitStatus::Fault
        }
    }
}

/// What a user reads when the program itself is at fault.
const FAULT: &str = "error: the program met a fault of its own and stopped; nothing was written. Please \
    report which command you gave and the version (`reinspect --version`), without any evidence\n";

fn dispatch(cli: Cli, terminal: &Terminal) -> Result<ExitStatus, Failure> {
    match cli.command {
        None => assess::run(&cli.assess, None, terminal),
        Some(Command::Assess(arguments)) => {
            assess::run(&arguments.options, arguments.evidence.as_deref(), terminal)
        }
        Some(Command::Explain(arguments)) => explain::run(&arguments, terminal),
        Some(Command::Cases(arguments)) => cases::run(&arguments, terminal),
        Some(Command::Compare(arguments)) => compare::run(&arguments, terminal),
        Some(Command::History(arguments)) => history::run(&arguments, terminal),
        Some(Command::Evidence(EvidenceCommand::List(arguments))) => {
            evidence::list(&arguments, terminal)
        }
        Some(Command::Evidence(EvidenceCommand::Map(arguments))) => map::run(&arguments, terminal),
        Some(Command::Evidence(EvidenceCommand::Expiring(arguments))) => {
            evidence::expiring(&arguments, terminal)
        }
        Some(Command::Rules(RulesCommand::Check(arguments))) => rules::check(&arguments, terminal),
        Some(Command::Rules(RulesCommand::Test(arguments))) => rules::test(&arguments, terminal),
        Some(Command::Rules(RulesCommand::Coverage(arguments))) => {
            rules::coverage(&arguments, terminal)
        }
        Some(Command::Rules(RulesCommand::Docs(arguments))) => docs::run(&arguments, terminal),
        Some(Command::Rules(RulesCommand::Themes(arguments))) => {
            rules::themes(&arguments, terminal)
        }
        Some(Command::Init(arguments)) => init::run(&arguments),
        Some(Command::Sample(arguments)) => sample::run(&arguments),
        Some(Command::Schema(arguments)) => schema::run(&arguments),
        Some(Command::Completions(arguments)) => manual::completions(&arguments),
        Some(Command::Man(arguments)) => manual::pages(&arguments),
    }
}
