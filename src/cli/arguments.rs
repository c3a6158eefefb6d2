//! What the command line takes.

mod over_time;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::assessment::Audience;
use crate::calendar::Day;
use crate::report::cases::CaseFormat;
use crate::report::{AssessmentFormat, Choice, Format};
use crate::requirement::Require;
use crate::sample;

use super::output::ReportTo;
use super::terminal::ColorChoice;
pub(super) use over_time::{CompareArguments, HistoryArguments};

/// Where would we fall short if inspectors came, how do we know, and what do we do first?
///
/// With no command it does the main job: it reads the settings in ./reinspect.toml, or else the
/// folder ./evidence with the built-in rules, and prints the readiness picture.
#[derive(Debug, Parser)]
#[command(
    name = "reinspect",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  reinspect\n  reinspect assess my-evidence --as-at 2026-11-22 --inspection 2027-01-12\n  \
                  reinspect explain children-on-plans-are-visited\n\n\
                  Exit status: 0 ran, every requirement met (or none asked); 1 a requirement is not met;\n\
                  2 the command, settings or rules are wrong; 3 a requirement cannot be decided;\n\
                  70 a fault of the program's own."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) assess: AssessOptions,
    /// When to use colour.
    #[arg(long, value_enum, default_value_t = ColorChoice::Auto, global = true, value_name = "WHEN")]
    pub(super) color: ColorChoice,
    /// Use only ASCII characters.
    #[arg(long, global = true)]
    pub(super) ascii: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Compare evidence with criteria and report readiness.
    Assess(AssessArguments),
    /// Say why a result is what it is, or what a code, a kind of measure or a dataset means.
    Explain(ExplainArguments),
    /// List the rows behind a result: file, sheet, row. Local use only.
    Cases(CasesArguments),
    /// Set two results beside each other: what moved, and what moved it.
    Compare(CompareArguments),
    /// Follow areas and criteria through the kept results of a folder.
    History(HistoryArguments),
    /// Look at the evidence itself.
    #[command(subcommand, arg_required_else_help = false)]
    Evidence(EvidenceCommand),
    /// Work on the rules.
    #[command(subcommand, arg_required_else_help = false)]
    Rules(RulesCommand),
    /// Make a working folder: settings, and a template for every list kept by hand.
    Init(InitArguments),
    /// Write an invented authority's evidence, to try things on.
    Sample(SampleArguments),
    /// Write the JSON Schemas of the rule and settings files, and of the JSON report.
    Schema(SchemaArguments),
    /// Print completions for a shell.
    Completions(CompletionsArguments),
    /// Write the manual pages.
    Man(ManArguments),
}

#[derive(Debug, Subcommand)]
pub(super) enum EvidenceCommand {
    /// List what was found, how it was read and what was not understood.
    List(ListArguments),
    /// Propose what the lists of a file are, and write it to the settings.
    Map(MapArguments),
    /// Say what goes out of date when, and which date to export it again by.
    Expiring(ExpiringArguments),
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Find every mistake in the rules, without reading evidence.
    Check(CheckArguments),
    /// Run the rule tests.
    Test(TestArguments),
    /// Say what of each framework the rules test, and with which kinds of evidence.
    Coverage(CoverageArguments),
    /// Write the guide to the rules: a page a criterion, with an index.
    Docs(DocsArguments),
    /// Say what inspectors most often raise, and count it anew from a list of their points.
    Themes(ThemesArguments),
}

/// Which reports a command prints or writes.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Reports {
    /// Print a report: text or json, with =FILE to write it; may be given more than once.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = report_to::<Format>)]
    pub(super) report: Vec<ReportTo<Format>>,
}

/// Which reports of the assessment are printed or written.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct AssessmentReports {
    /// Print a report, or write it with =FILE; may be given more than once.
    ///
    /// The formats are text, json, html, markdown, junit, ics, sarif, csv (to a folder), xlsx (to a file), github
    /// and azure.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = report_to::<AssessmentFormat>)]
    pub(super) report: Vec<ReportTo<AssessmentFormat>>,
}

/// Where rules, settings and dates come from.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct InputOptions {
    /// The folder of the rules; the built-in pack otherwise.
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Option<PathBuf>,
    /// The settings file; reinspect.toml otherwise.
    #[arg(long, value_name = "FILE")]
    pub(super) settings: Option<PathBuf>,
    /// The day the answer speaks for; today otherwise.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_at: Option<Day>,
    /// The planned inspection date.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) inspection: Option<Day>,
}

/// Which rules a command works on.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RulesOptions {
    /// The folder of the rules; the one that the settings name otherwise, else the built-in pack.
    #[arg(value_name = "DIR", conflicts_with = "rules")]
    pub(super) folder: Option<PathBuf>,
    /// The same as DIR.
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Option<PathBuf>,
    /// The settings file; reinspect.toml otherwise.
    #[arg(long, value_name = "FILE")]
    pub(super) settings: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Args)]
pub(super) struct AssessOptions {
    #[command(flatten)]
    pub(super) inputs: InputOptions,
    /// Only the criteria of this profile of the rules, such as the theme of a focused visit.
    ///
    /// The built-in rules have graded, front-door, need-and-protection, children-in-care, care-leavers,
    /// permanence and vulnerable-adolescents.
    #[arg(long, value_name = "PROFILE")]
    pub(super) profile: Option<String>,
    /// Only this outcome, enabler or judgement; may be given more than once.
    ///
    /// The built-in rules have the outcomes stay-together, family-network, safe and homes, the
    /// enablers multi-agency, leaders and workforce, and the judgements help-and-protection,
    /// children-in-care, care-leavers and impact-of-leaders.
    #[arg(long, value_name = "AREA")]
    pub(super) area: Vec<String>,
    /// Only this criterion; may be given more than once.
    #[arg(long, value_name = "CRITERION")]
    pub(super) criterion: Vec<String>,
    /// An earlier result (JSON) to compare findings and --require not-worse with.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// What must hold for exit status 0; may be given more than once.
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub(super) require: Vec<Require>,
    #[command(flatten)]
    pub(super) reports: AssessmentReports,
    /// Who reads the reports: internal, board or public.
    ///
    /// On board and public no report holds a file name, a text that somebody typed or a number from
    /// which fewer than six children could be told; on public, no exact count.
    #[arg(long, value_name = "AUDIENCE", value_enum, default_value_t)]
    pub(super) audience: Audience,
    /// A folder in which the result (JSON) of every run is kept, under the day that it speaks for.
    #[arg(long, value_name = "DIR")]
    pub(super) keep: Option<PathBuf>,
    /// A folder of kept results, whose areas the HTML report and the workbook show over time.
    #[arg(long, value_name = "DIR")]
    pub(super) history: Option<PathBuf>,
    /// Print nothing on standard output unless a report asks for it.
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct AssessArguments {
    /// The evidence folder. Settings are looked for beside it, then inside it.
    pub(super) evidence: Option<PathBuf>,
    #[command(flatten)]
    pub(super) options: AssessOptions,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// A criterion, code, measure, dataset or word; or `criteria`, `codes` and so on for a list of them.
    #[arg(value_name = "CRITERION|CODE|MEASURE|DATASET|WORD")]
    pub(super) subject: String,
    /// The evidence folder.
    pub(super) evidence: Option<PathBuf>,
    #[command(flatten)]
    pub(super) inputs: InputOptions,
    #[command(flatten)]
    pub(super) reports: Reports,
}

#[derive(Debug, Args)]
pub(super) struct CasesArguments {
    /// The criterion.
    pub(super) criterion: String,
    /// The evidence folder.
    pub(super) evidence: Option<PathBuf>,
    #[command(flatten)]
    pub(super) inputs: InputOptions,
    /// The key file for pseudonyms; .reinspect-key beside the settings otherwise. Without one, rows only.
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    /// List every row, not only those that hold the result back.
    #[arg(long)]
    pub(super) all: bool,
    /// Print a report: text, csv or json, with =FILE to write it; may be given more than once.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = report_to::<CaseFormat>)]
    pub(super) report: Vec<ReportTo<CaseFormat>>,
}

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// The evidence folder.
    pub(super) evidence: Option<PathBuf>,
    /// Only lists of this dataset, each with all its columns; may be given more than once.
    #[arg(long, value_name = "DATASET")]
    pub(super) dataset: Vec<String>,
    /// Only this file, as its path is listed, with all its columns; may be given more than once.
    #[arg(long, value_name = "PATH")]
    pub(super) file: Vec<String>,
    #[command(flatten)]
    pub(super) inputs: InputOptions,
    #[command(flatten)]
    pub(super) reports: Reports,
}

#[derive(Debug, Args)]
pub(super) struct ExpiringArguments {
    /// The evidence folder.
    pub(super) evidence: Option<PathBuf>,
    /// The day it is to stand on; the planned inspection date otherwise, else the as-at date.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) on: Option<Day>,
    #[command(flatten)]
    pub(super) inputs: InputOptions,
    #[command(flatten)]
    pub(super) reports: Reports,
}

#[derive(Debug, Args)]
pub(super) struct MapArguments {
    /// The file; its path from here, or below the evidence folder as `evidence list` shows it.
    ///
    /// A file in an archive is named by both, as in `returns.zip/visits.csv`; the archive alone means
    /// every list in it.
    pub(super) file: PathBuf,
    /// The evidence folder; the one of the settings otherwise, else the file's own.
    pub(super) evidence: Option<PathBuf>,
    /// Only this sheet.
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,
    /// The dataset that it is, where that is known.
    #[arg(long, value_name = "DATASET")]
    pub(super) dataset: Option<String>,
    /// The folder of the rules; the one that the settings name otherwise, else the built-in pack.
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Option<PathBuf>,
    /// The settings file; reinspect.toml beside or inside the evidence folder otherwise.
    #[arg(long, value_name = "FILE")]
    pub(super) settings: Option<PathBuf>,
    /// Map this file alone, where its name holds a date and a pattern would fit other dates too.
    #[arg(long)]
    pub(super) exact: bool,
    /// Show what would be written, and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) reports: Reports,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) rules: RulesOptions,
    #[command(flatten)]
    pub(super) reports: Reports,
    /// One line a mistake, for scripts and screen readers.
    #[arg(long)]
    pub(super) plain: bool,
}

#[derive(Debug, Args)]
pub(super) struct TestArguments {
    #[command(flatten)]
    pub(super) rules: RulesOptions,
    /// Only tests of this criterion; may be given more than once.
    #[arg(long, value_name = "CRITERION")]
    pub(super) criterion: Vec<String>,
    /// Change each criterion in small ways, and tell every change that no test notices.
    #[arg(long)]
    pub(super) mutate: bool,
    #[command(flatten)]
    pub(super) reports: Reports,
}

#[derive(Debug, Args)]
pub(super) struct CoverageArguments {
    #[command(flatten)]
    pub(super) rules: RulesOptions,
    #[command(flatten)]
    pub(super) reports: Reports,
}

#[derive(Debug, Args)]
pub(super) struct DocsArguments {
    #[command(flatten)]
    pub(super) rules: RulesOptions,
    /// The folder of the guide; new, empty or one that holds a guide alone.
    #[arg(long, value_name = "DIR", default_value = "docs/pack")]
    pub(super) out: PathBuf,
    /// Write nothing, and say which pages are not as the rules write them.
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) reports: Reports,
}

#[derive(Debug, Args)]
pub(super) struct ThemesArguments {
    #[command(flatten)]
    pub(super) rules: RulesOptions,
    /// A list of points as CSV, with the columns `urn`, `published` and `area_for_improvement`.
    #[arg(long, value_name = "FILE")]
    pub(super) points: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reports: Reports,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder; what is in it stays as it is.
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
    /// The folder of your own rules, from which the templates are made; the built-in pack otherwise.
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Option<PathBuf>,
    /// The name of your authority.
    #[arg(long, value_name = "NAME")]
    pub(super) authority: Option<String>,
}

/// The day that the lists in the project's own folder speak for.
const SAMPLE_DAY: &str = "2026-10-05";
/// How many children a sample may have.
const SAMPLE_CHILDREN: std::ops::RangeInclusive<u32> = 50..=2_000_000;

#[derive(Debug, Args)]
pub(super) struct SampleArguments {
    /// The folder to write; it must not exist or be empty.
    pub(super) folder: PathBuf,
    /// The number that decides everything invented; the same number gives the same bytes.
    #[arg(long, default_value_t = sample::SEED, value_name = "NUMBER", value_parser = seed)]
    pub(super) seed: u64,
    /// About how many children.
    #[arg(long, default_value_t = sample::CHILDREN, value_name = "NUMBER", value_parser = children)]
    pub(super) children: u32,
    /// The day the evidence speaks for.
    #[arg(long, value_name = "DATE", value_parser = day, default_value = SAMPLE_DAY)]
    pub(super) as_at: Day,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// The folder to write them to; without it, the named schema is printed.
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    pub(super) to: Option<PathBuf>,
    /// One schema to print, such as criteria.
    pub(super) name: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell.
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The folder to write them to; without it, the first page is printed.
    #[arg(long, value_name = "DIR")]
    pub(super) to: Option<PathBuf>,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text).ok_or_else(|| "not a date; write it as 2026-11-22".to_owned())
}

impl ValueEnum for Audience {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Internal, Self::Board, Self::Public]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for Require {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.title()))
    }
}

fn report_to<F: Choice>(text: &str) -> Result<ReportTo<F>, String> {
    ReportTo::parse(text)
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| {
        format!(
            "not a whole number from 0 to {}; write digits alone, such as 2026",
            u64::MAX
        )
    })
}

fn children(text: &str) -> Result<u32, String> {
    let number = text.parse().ok();
    number
        .filter(|number| SAMPLE_CHILDREN.contains(number))
        .ok_or_else(|| {
            format!(
                "not a number of children that a sample can have; write one from {} to {}",
                SAMPLE_CHILDREN.start(),
                SAMPLE_CHILDREN.end()
            )
        })
}
