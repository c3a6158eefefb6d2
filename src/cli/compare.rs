//! `reinspect compare`: two kept results beside each other, and what made the difference.

use std::path::Path;

use crate::assessment::{Assessment, Audience, CriterionResult, Scope};
use crate::calendar::Day;
use crate::compare::{Anew, compare};
use crate::error::ExitStatus;
use crate::redact::redact;
use crate::report::comparison::{self, ComparisonFormat};
use crate::report::{html, json};

use super::arguments::{CompareArguments, InputOptions};
use super::failure::Failure;
use super::inputs::{self, Inputs};
use super::terminal::Terminal;
use super::{assess, kept, output};

/// How many things that are wrong with a folder are named.
const NAMED: usize = 3;

/// Sets two results beside each other.
pub(super) fn run(
    arguments: &CompareArguments,
    terminal: &Terminal,
) -> Result<ExitStatus, Failure> {
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let read = |file: &Path| {
        outputs.spare("a result", file)?;
        kept::read("result", file, RESULT)
    };
    let (old, new) = (read(&arguments.old)?, read(&arguments.new)?);
    in_order(arguments, &old, &new)?;
    let anew = match &arguments.evidence_then {
        Some(folder) => Some(judged_anew(folder, arguments, (&old, &new), terminal)?),
        None => None,
    };
    let audience = arguments.audience.max(old.audience).max(new.audience);
    let (old, new) = (redact(old, audience), redact(new, audience));
    let between = anew.as_ref().map(|[later, earlier, as_decided]| Anew {
        later,
        earlier,
        as_decided,
    });
    // Results in between show to the authority itself alone: they are of no day that anybody was told of.
    let between = between.filter(|_| audience == Audience::Internal);
    let found = compare(&old, &new, between.as_ref());
    let style = terminal.results();
    output::write_reports(reports, false, |format| match format {
        ComparisonFormat::Text => comparison::text::render(&found, &style),
        ComparisonFormat::Json => json::render(&found),
        ComparisonFormat::Html => html::comparison::render(&found),
    })?;
    Ok(ExitStatus::Met)
}

const RESULT: &str =
    "name a result that `--keep DIR` or `--report json=FILE` wrote: the earlier one first";

/// Refuses the same result twice, and the later one first.
fn in_order(
    arguments: &CompareArguments,
    old: &Assessment,
    new: &Assessment,
) -> Result<(), Failure> {
    if old == new {
        return Err(Failure::usage(
            format!(
                "`{}` and `{}` hold the same result",
                arguments.old.display(),
                arguments.new.display()
            ),
            "name two results of different days",
        ));
    }
    if old.as_at > new.as_at {
        return Err(Failure::usage(
            format!(
                "`{}` speaks for {}, after {}, for which `{}` speaks",
                arguments.old.display(),
                old.as_at,
                new.as_at,
                arguments.new.display()
            ),
            "give the earlier result first",
        ));
    }
    Ok(())
}

/// The earlier evidence judged by the rules of the later result: on its day, on the earlier day, and
/// then with the local decisions of the earlier day.
fn judged_anew(
    folder: &Path,
    arguments: &CompareArguments,
    (old, new): (&Assessment, &Assessment),
    terminal: &Terminal,
) -> Result<[Assessment; 3], Failure> {
    if old.audience != Audience::Internal {
        return Err(Failure::usage(
            format!(
                "`{}` is for the {}, so that nothing tells which evidence it rests on",
                arguments.old.display(),
                old.audience
            ),
            "give a result for internal use, or leave --evidence-then out",
        ));
    }
    let load = |day: Day| {
        let options = InputOptions {
            rules: arguments.rules.clone(),
            settings: arguments.settings.clone(),
            as_at: Some(day),
            // Only the states of the day itself are compared.
            inspection: Some(day),
        };
        inputs::load(&options, None, output::check(&arguments.reports.report)?)
    };
    let mut with_new = load(new.as_at)?;
    same_rules(&with_new, new, arguments)?;
    let judged = |inputs: &Inputs| {
        let scope: Scope = new.scope.clone();
        assess::assessment(inputs, Some(folder), scope, None, terminal)
    };
    let later = judged(&with_new)?;
    same_decisions(&later, new, arguments)?;
    // The decisions of the later day, as if they had held on the earlier one.
    with_new.as_at = old.as_at;
    for exemption in &mut with_new.waivers.exemptions {
        exemption.on = exemption.on.filter(|on| *on > new.as_at);
    }
    let earlier = judged(&with_new)?;
    let as_decided = judged(&load(old.as_at)?)?;
    same_evidence(folder, arguments, old, &as_decided)?;
    Ok([later, earlier, as_decided])
}

fn same_rules(
    inputs: &Inputs,
    new: &Assessment,
    arguments: &CompareArguments,
) -> Result<(), Failure> {
    if inputs.pack.digest == new.pack.digest {
        return Ok(());
    }
    Err(Failure::usage(
        format!(
            "`{}` was judged by other rules than these: by {} {}, and these are {} {} or differ from them in \
             some file",
            arguments.new.display(),
            new.pack.id,
            new.pack.version,
            inputs.pack.id,
            inputs.pack.version
        ),
        "give --rules the folder of the rules as they were for that result, or leave --evidence-then out",
    ))
}

/// Refuses local decisions that are not those of the later result: what they did would be told as
/// what the evidence did.
fn same_decisions(
    anew: &Assessment,
    new: &Assessment,
    arguments: &CompareArguments,
) -> Result<(), Failure> {
    let off = |a: &Assessment, id: &str| a.off.iter().any(|off| off.criterion == id);
    let other = |now: &&CriterionResult| {
        let then = anew.criteria.iter().find(|then| then.id == now.id);
        then.is_none_or(|then| then.tailoring != now.tailoring || then.exemption != now.exemption)
    };
    let mut differ: Vec<&str> = new
        .criteria
        .iter()
        .filter(other)
        .map(|c| c.id.as_str())
        .collect();
    let turned = anew
        .off
        .iter()
        .chain(&new.off)
        .map(|off| off.criterion.as_str());
    differ.extend(turned.filter(|id| off(anew, id) != off(new, id)));
    differ.sort_unstable();
    differ.dedup();
    let Some(first) = differ.first() else {
        return Ok(());
    };
    let more = match differ.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Err(Failure::usage(
        format!(
            "`{}` was judged with other local decisions than these, of `{first}`{more}",
            arguments.new.display()
        ),
        "give --settings a settings file beside the tailoring and waivers of that result, or leave \
         --evidence-then out",
    ))
}

/// Refuses a folder that is not as it was when the earlier result was made.
fn same_evidence(
    folder: &Path,
    arguments: &CompareArguments,
    old: &Assessment,
    found: &Assessment,
) -> Result<(), Failure> {
    let in_folder = |path: &str| found.sources.iter().find(|s| s.path == path);
    let unread = |a: &Assessment, path: &str| a.not_read.iter().any(|n| n.path == path);
    let mut wrong: Vec<String> = Vec::new();
    for source in &old.sources {
        match in_folder(&source.path) {
            Some(there) if there.sha256 == source.sha256 => {}
            Some(_) => wrong.push(format!("`{}` has changed", source.path)),
            None if unread(found, &source.path) => {}
            None => wrong.push(format!("`{}` is missing", source.path)),
        }
    }
    for source in &found.sources {
        let known = old.sources.iter().any(|s| s.path == source.path);
        if !known && !unread(old, &source.path) {
            wrong.push(format!("`{}` is new", source.path));
        }
    }
    wrong.dedup();
    if wrong.is_empty() {
        return Ok(());
    }
    let more = match wrong.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(", and {more} more differ"),
    };
    wrong.truncate(NAMED);
    Err(Failure::usage(
        format!(
            "the folder `{}` does not hold the evidence that `{}` rests on: {}{more}",
            folder.display(),
            arguments.old.display(),
            wrong.join(", ")
        ),
        "give --evidence-then the folder as it was then, or leave it out",
    ))
}
