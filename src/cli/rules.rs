//! `reinspect rules check`, `rules test`, `rules coverage` and `rules themes`.

use crate::coverage;
use crate::diagnostic::{self, draw};
use crate::error::ExitStatus;
use crate::mutation;
use crate::pack::theme::count::count;
use crate::pack::{self, Pack};
use crate::report::rule_tests::{self, TestRun};
use crate::report::{self, Format, json, words};
use crate::rule_test as runner;
use crate::themes;

use super::arguments::{CheckArguments, CoverageArguments, TestArguments, ThemesArguments};
use super::failure::Failure;
use super::inputs;
use super::output;
use super::reading::{any_text_of, must_be_file};
use super::terminal::Terminal;

/// Finds every mistake in the rules and their tests, without reading evidence.
pub(super) fn check(
    arguments: &CheckArguments,
    terminal: &Terminal,
) -> Result<ExitStatus, Failure> {
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let texts = inputs::rule_texts(&arguments.rules, &outputs)?;
    let (pack, found) = pack::check(&texts);
    let failed = diagnostic::any_error(&found);
    let style = terminal.results();
    output::write_reports(reports, false, |format| match format {
        Format::Json => draw::json(&found),
        Format::Text if arguments.plain => draw::plain(&found, &texts),
        Format::Text => draw::rich(&found, &texts, style.colour) + &summary(pack.as_ref(), failed),
    })?;
    Ok(if failed {
        ExitStatus::Usage
    } else {
        ExitStatus::Met
    })
}

fn summary(pack: Option<&Pack>, failed: bool) -> String {
    match pack {
        Some(pack) if !failed => format!(
            "{} {}: {}, {}, {}; no mistakes\n",
            pack.id,
            pack.version,
            words::count(pack.criteria.len() as u64, "criterion", "criteria"),
            words::count(pack.datasets.len() as u64, "dataset", "datasets"),
            words::count(pack.frameworks.len() as u64, "framework", "frameworks"),
        ),
        Some(_) | None => String::new(),
    }
}

/// Runs the rule tests with the same engine as the main job.
pub(super) fn test(arguments: &TestArguments, terminal: &Terminal) -> Result<ExitStatus, Failure> {
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let (pack, cases) = inputs::rules_and_tests(&arguments.rules, &outputs)?;
    for criterion in &arguments.criterion {
        super::assess::known_criterion(&pack, "--criterion", criterion)?;
    }
    let chosen =
        |id: &str| arguments.criterion.is_empty() || arguments.criterion.iter().any(|c| c == id);
    let asked: Vec<_> = cases.iter().filter(|t| chosen(&t.criterion)).collect();
    let results: Vec<_> = asked.iter().map(|t| runner::run(t, &pack)).collect();
    let untested: Vec<String> = pack
        .criteria
        .iter()
        .filter(|c| chosen(&c.id) && !cases.iter().any(|t| t.criterion == c.id))
        .map(|c| c.id.clone())
        .collect();
    let first = untested.first().and_then(|id| pack.criterion(id));
    let example = first.map(|criterion| runner::example(criterion, &pack));
    let run = TestRun::new(results, untested, example);
    let style = terminal.results();
    // What a test notices says something only where it passes on the rules as they are.
    if arguments.mutate && run.passed() {
        let found = mutation::run(&pack, &asked);
        output::write_reports(reports, false, |format| match format {
            Format::Text => report::mutation::render(&found, &style),
            Format::Json => json::render(&found),
        })?;
        return Ok(answer(found.survivors.is_empty()));
    }
    output::write_reports(reports, false, |format| match format {
        Format::Text => rule_tests::render(&run, &style),
        Format::Json => json::render(&run),
    })?;
    Ok(answer(run.passed()))
}

/// Says what of the frameworks the rules test; with anything forgotten the answer is no.
pub(super) fn coverage(
    arguments: &CoverageArguments,
    terminal: &Terminal,
) -> Result<ExitStatus, Failure> {
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let pack = inputs::rules(&arguments.rules, &outputs)?;
    let found = coverage::coverage(&pack);
    let style = terminal.results();
    output::write_reports(reports, false, |format| match format {
        Format::Text => report::coverage::render(&found, &style),
        Format::Json => json::render(&found),
    })?;
    Ok(answer(found.is_whole()))
}

/// Says what inspectors most often raise; a list of points that counts otherwise is a no.
pub(super) fn themes(
    arguments: &ThemesArguments,
    terminal: &Terminal,
) -> Result<ExitStatus, Failure> {
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let pack = inputs::rules(&arguments.rules, &outputs)?;
    let mut table = themes::table(&pack);
    if let Some(file) = &arguments.points {
        must_be_file("list of points", file, POINTS_HELP)?;
        let points = any_text_of(file, &file.to_string_lossy())?;
        let mut found = Vec::new();
        let Some(counts) = count(&pack.themes, &points, &mut found) else {
            return Err(Failure::Inputs {
                diagnostics: found,
                texts: vec![points],
            });
        };
        table.counted = Some(themes::compare(&pack.themes, &counts, &points.file));
    }
    let style = terminal.results();
    output::write_reports(reports, false, |format| match format {
        Format::Text => report::themes::render(&table, &style),
        Format::Json => json::render(&table),
    })?;
    let counted = table.counted.as_ref();
    Ok(answer(counted.is_none_or(|c| c.differences.is_empty())))
}

const POINTS_HELP: &str =
    "name a CSV file with the columns urn, published and area_for_improvement";

/// The status of a question that is answered with yes or no.
pub(super) fn answer(yes: bool) -> ExitStatus {
    if yes {
        ExitStatus::Met
    } else {
        ExitStatus::NotMet
    }
}
