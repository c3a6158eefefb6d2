//! The `reinspect` program: parse, run, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(reinspect::cli::run(std::env::args_os()).code())
}
