//! `reinspect history`: every kept result of a folder, in the order of their days.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::assessment::{Assessment, Audience};
use crate::calendar::Day;
use crate::error::ExitStatus;
use crate::history::{LeftOutRun, history};
use crate::redact::{Redacted, redact};
use crate::report::comparison::ComparisonFormat;
use crate::report::{history as report, html, json};

use super::arguments::HistoryArguments;
use super::failure::Failure;
use super::terminal::Terminal;
use super::{kept, output};

/// What a folder of kept results holds, each for one audience.
pub(super) struct Runs {
    /// One result a day, the earliest first.
    pub(super) results: Vec<Redacted>,
    /// Files that are none of them.
    pub(super) left_out: Vec<LeftOutRun>,
}

/// Follows areas and criteria through the kept results of a folder.
pub(super) fn run(
    arguments: &HistoryArguments,
    terminal: &Terminal,
) -> Result<ExitStatus, Failure> {
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let runs = read(&arguments.folder, arguments.audience, |file| {
        outputs.spare("a kept result", file)
    })?;
    let number = runs.left_out.len();
    let Some(found) = history(&runs.results, runs.left_out) else {
        let what = if number == 0 {
            "holds no files".to_owned()
        } else {
            format!("holds no result, but {number} other files")
        };
        return Err(Failure::usage(
            format!("the folder `{}` {what}", arguments.folder.display()),
            "name the folder that `--keep DIR` writes to",
        ));
    };
    let style = terminal.results();
    output::write_reports(reports, false, |format| match format {
        ComparisonFormat::Text => report::render(&found, &style),
        ComparisonFormat::Json => json::render(&found),
        ComparisonFormat::Html => html::history::render(&found),
    })?;
    Ok(ExitStatus::Met)
}

/// Reads every result of a folder; of several of one day the last that was kept stands.
pub(super) fn read(
    folder: &Path,
    audience: Audience,
    spare: impl Fn(&Path) -> Result<(), Failure>,
) -> Result<Runs, Failure> {
    let entries = fs::read_dir(folder).map_err(|why| Failure::read(folder, why))?;
    let mut days: BTreeMap<Day, (u32, String, Assessment)> = BTreeMap::new();
    let mut left_out = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|why| Failure::read(folder, why))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        // Hidden files are what a run leaves that was cut off.
        if name.starts_with('.') || !path.is_file() {
            continue;
        }
        spare(&path)?;
        let text = fs::read(&path).map_err(|why| Failure::read(&path, why))?;
        match kept::result(&text) {
            Err(why) => left_out.push(LeftOutRun { file: name, why }),
            Ok(result) => {
                let found = (number(&name), name, result);
                let day = found.2.as_at;
                // The one that does not stand, if there are two.
                let lost = match days.remove(&day) {
                    Some(there) if (there.0, &there.1) > (found.0, &found.1) => {
                        days.insert(day, there);
                        Some(found)
                    }
                    there => {
                        days.insert(day, found);
                        there
                    }
                };
                left_out.extend(lost.map(|(_, file, _)| LeftOutRun {
                    file,
                    why: format!("is an earlier result of {}", day.long()),
                }));
            }
        }
    }
    left_out.sort_by(|a, b| a.file.cmp(&b.file));
    let results = days.into_values().map(|(_, _, result)| result);
    // A result for the board shows no more than that, whoever reads the history.
    let results: Vec<Assessment> = results.collect();
    let least = results.iter().map(|r| r.audience).max().unwrap_or_default();
    let audience = audience.max(least);
    Ok(Runs {
        results: results.into_iter().map(|r| redact(r, audience)).collect(),
        left_out,
    })
}

/// The number of a result among those of its day: `2026-09-30-2.json` is the second.
fn number(name: &str) -> u32 {
    let stem = name.strip_suffix(".json").unwrap_or(name);
    let mut parts = stem.splitn(4, '-').skip(3);
    parts.next().and_then(|part| part.parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenth_result_of_a_day_comes_after_the_second() {
        let numbers = [
            "2026-09-30.json",
            "2026-09-30-2.json",
            "2026-09-30-10.json",
            "any.json",
        ];
        assert_eq!(numbers.map(number), [1, 2, 10, 1]);
    }
}
