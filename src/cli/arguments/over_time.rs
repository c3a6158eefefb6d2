//! What `compare` and `history` take.

use std::path::PathBuf;

use clap::Args;

use super::report_to;
use crate::assessment::Audience;
use crate::cli::output::ReportTo;
use crate::report::comparison::ComparisonFormat;

#[derive(Debug, Args)]
pub(in crate::cli) struct CompareArguments {
    /// The earlier result (JSON).
    pub(in crate::cli) old: PathBuf,
    /// The later result (JSON).
    pub(in crate::cli) new: PathBuf,
    /// The evidence that OLD rests on, as it was, to be judged by the rules of NEW.
    ///
    /// What the evidence, its age, local decisions and the rules did can only be told apart so.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) evidence_then: Option<PathBuf>,
    /// The folder of the rules of NEW; the built-in pack otherwise.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) rules: Option<PathBuf>,
    /// The settings file of NEW; reinspect.toml otherwise.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) settings: Option<PathBuf>,
    /// Who reads the reports: internal, board or public.
    #[arg(long, value_name = "AUDIENCE", value_enum, default_value_t)]
    pub(in crate::cli) audience: Audience,
    #[command(flatten)]
    pub(in crate::cli) reports: ComparisonReports,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HistoryArguments {
    /// The folder that `--keep DIR` writes to.
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: PathBuf,
    /// Who reads the reports: internal, board or public.
    #[arg(long, value_name = "AUDIENCE", value_enum, default_value_t)]
    pub(in crate::cli) audience: Audience,
    #[command(flatten)]
    pub(in crate::cli) reports: ComparisonReports,
}

/// Which reports of a comparison are printed or written.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct ComparisonReports {
    /// Print a report: text, json or html, with =FILE to write it; may be given more than once.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = report_to::<ComparisonFormat>)]
    pub(in crate::cli) report: Vec<ReportTo<ComparisonFormat>>,
}
