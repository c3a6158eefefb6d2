//! `reinspect` and `reinspect assess`: the main job.

use std::path::Path;

use crate::assess::{Plan, assess, chosen};
use crate::assessment::{Assessment, Audience, Scope};
use crate::calendar::Day;
use crate::error::ExitStatus;
use crate::evidence::extract::Wanted;
use crate::pack::{Criterion, Pack, Profile};
use crate::redact::{Redacted, redact};
use crate::report::{self, AssessmentFormat, Rendered};
use crate::requirement::{Require, Verdict, decide, excuses};
use crate::{compare, diagnostic, measure};

use super::arguments::AssessOptions;
use super::failure::Failure;
use super::inputs::{self, Inputs};
use super::outputs::Outputs;
use super::terminal::Terminal;
use super::{again, evidence_folder, history, keep, kept, output, streams};

/// Reads, assesses, reports and decides.
pub(super) fn run(
    options: &AssessOptions,
    evidence: Option<&Path>,
    terminal: &Terminal,
) -> Result<ExitStatus, Failure> {
    let reports = &options.reports.report;
    let outputs = output::check(reports)?;
    let baseline = baseline(options, &outputs)?;
    let earlier_runs = earlier_runs(options, &outputs)?;
    let inputs = inputs::load(&options.inputs, evidence, outputs)?;
    if let Some(baseline) = &baseline {
        earlier(baseline, options, inputs.as_at)?;
    }
    let scope = scope(options, &inputs.pack)?;
    let assessment = assessment(&inputs, evidence, scope, baseline.as_ref(), terminal)?;
    // Gates ask about everything, whoever reads the reports.
    let conclusion = conclude(&assessment, options, baseline.as_ref());
    let redacted = redact(assessment, options.audience);
    let told = report::Options {
        style: terminal.results(),
        required: !options.require.is_empty(),
    };
    if let Some(folder) = &options.keep {
        let json = report::json::render(&*redacted);
        keep::keep(folder, redacted.as_at, &json)?;
    }
    let redacted = redacted.following(earlier_runs);
    output::write_reports(reports, options.quiet, |format| {
        let rendered = report::render(format, &redacted, &told);
        match rendered {
            // The commands name files and folders of whoever runs them.
            Rendered::Text(text)
                if format == AssessmentFormat::Text && options.audience == Audience::Internal =>
            {
                let commands = again::after(&redacted, options, evidence);
                Rendered::Text(format!("{text}\n{}", report::text::next(&commands)))
            }
            other @ (Rendered::Text(_) | Rendered::Binary(_) | Rendered::Folder(_)) => other,
        }
    })?;
    streams::complain(&conclusion.said);
    Ok(conclusion.status)
}

/// The assessment of what was asked for.
pub(super) fn assessment(
    inputs: &Inputs,
    evidence: Option<&Path>,
    scope: Scope,
    baseline: Option<&Assessment>,
    terminal: &Terminal,
) -> Result<Assessment, Failure> {
    let chosen = chosen(&inputs.pack, &scope, &inputs.tailored);
    let needs = measure::needs(chosen, &inputs.pack.datasets);
    let evidence = evidence_folder::read(inputs, evidence, Wanted::Needs(&needs), terminal)?;
    let mut diagnostics = inputs.warnings.clone();
    diagnostic::sort(&mut diagnostics);
    let plan = Plan {
        authority: inputs.settings.authority.clone().unwrap_or_default(),
        as_at: inputs.as_at,
        inspection: inputs.inspection,
        scope,
        figures: inputs.settings.figures.clone(),
        owners: inputs.settings.owners.clone(),
        tailored: inputs.tailored.clone(),
        waivers: inputs.waivers.clone(),
        diagnostics,
        baseline,
    };
    let mut assessment = assess(&inputs.pack, &evidence, &plan);
    assessment.changes = baseline.map(|baseline| compare::changes(baseline, &assessment));
    Ok(assessment)
}

fn scope(options: &AssessOptions, pack: &Pack) -> Result<Scope, Failure> {
    for area in &options.area {
        if pack.area(area).is_none() {
            let known: Vec<&str> = pack.areas().map(|(_, a)| a.id.as_str()).collect();
            return Err(unknown("--area", "area", area, &known));
        }
    }
    for criterion in &options.criterion {
        known_criterion(pack, "--criterion", criterion)?;
    }
    let profile = options.profile.as_deref();
    let profile = profile.map(|id| known_profile(pack, id)).transpose()?;
    let scope = Scope {
        profile: profile.map(|profile| profile.id.clone()),
        areas: options.area.clone(),
        criteria: profile.map_or_else(
            || options.criterion.clone(),
            |profile| of_profile(profile, pack, &options.criterion),
        ),
    };
    let nothing_left = profile.is_some() && scope.criteria.is_empty();
    // One that tailoring turns off may be named all the same.
    if nothing_left || chosen(pack, &scope, &[]).is_empty() {
        return Err(if let Some(profile) = profile {
            Failure::usage(
                format!("no criterion of the profile `{}` is left", profile.id),
                "leave out --area and --criterion, or name one that belongs to it",
            )
        } else if options.criterion.is_empty() {
            Failure::usage(
                format!(
                    "no criterion is in the area `{}`",
                    options.area.join("` or `")
                ),
                "name another --area, or leave it out",
            )
        } else {
            Failure::usage(
                "no criterion is in both an --area and a --criterion that were given",
                "leave one of them out",
            )
        });
    }
    Ok(scope)
}

fn known_profile<'a>(pack: &'a Pack, id: &str) -> Result<&'a Profile, Failure> {
    let profile = pack.profiles.iter().find(|profile| profile.id == id);
    profile.ok_or_else(|| {
        let known: Vec<&str> = pack.profiles.iter().map(|p| p.id.as_str()).collect();
        if known.is_empty() {
            Failure::usage(
                format!("`--profile` cannot be `{id}`: the rules have no profiles"),
                "leave it out, or add `[[profile]]` to pack.toml",
            )
        } else {
            unknown("--profile", "profile", id, &known)
        }
    })
}

/// The criteria of a profile; of those asked for by name as well, where any are.
fn of_profile(profile: &Profile, pack: &Pack, asked: &[String]) -> Vec<String> {
    let criteria = pack.criteria.iter().filter(|c| profile.holds(c));
    criteria
        .filter(|c| asked.is_empty() || asked.contains(&c.id))
        .map(|c| c.id.clone())
        .collect()
}

/// Refuses a criterion, the value of an argument, that the pack does not have.
pub(super) fn known_criterion<'a>(
    pack: &'a Pack,
    argument: &str,
    id: &str,
) -> Result<&'a Criterion, Failure> {
    pack.criterion(id).ok_or_else(|| {
        let known: Vec<&str> = pack.criteria.iter().map(|c| c.id.as_str()).collect();
        unknown(argument, "criterion", id, &known)
    })
}

fn unknown(argument: &str, what: &str, word: &str, known: &[&str]) -> Failure {
    let help = diagnostic::did_you_mean(word, known.iter().copied()).unwrap_or_else(|| {
        if known.len() > 12 {
            format!(
                "`reinspect --report json` lists the {} there are",
                known.len()
            )
        } else {
            format!("write one of {}", known.join(", "))
        }
    });
    Failure::usage(
        format!("`{argument}` cannot be `{word}`: the rules have no such {what}"),
        help,
    )
}

/// The earlier result, which a requirement may need.
fn baseline(options: &AssessOptions, outputs: &Outputs) -> Result<Option<Assessment>, Failure> {
    if options.baseline.is_none() && options.require.contains(&Require::NotWorse) {
        return Err(Failure::usage(
            "`--require not-worse` has nothing to compare with",
            BASELINE,
        ));
    }
    let Some(file) = options.baseline.as_deref() else {
        return Ok(None);
    };
    outputs.spare("the baseline", file)?;
    kept::read("baseline", file, BASELINE).map(Some)
}

/// The kept results that the run is shown after; the folder that this run keeps its own in may be new.
fn earlier_runs(options: &AssessOptions, outputs: &Outputs) -> Result<Vec<Redacted>, Failure> {
    let Some(folder) = options.history.as_deref() else {
        return Ok(Vec::new());
    };
    if !folder.exists() && options.keep.as_deref() == Some(folder) {
        return Ok(Vec::new());
    }
    let spare = |file: &Path| outputs.spare("a kept result", file);
    history::read(folder, options.audience, spare).map(|runs| runs.results)
}

const BASELINE: &str = "give --baseline an earlier result that `--report json=FILE` wrote";

/// Refuses a baseline that is later than the run.
fn earlier(baseline: &Assessment, options: &AssessOptions, as_at: Day) -> Result<(), Failure> {
    if baseline.as_at <= as_at {
        return Ok(());
    }
    let file = options.baseline.as_deref().unwrap_or(Path::new(""));
    Err(Failure::usage(
        format!(
            "the baseline `{}` speaks for {}, after {as_at}, for which this run speaks",
            file.display(),
            baseline.as_at
        ),
        "give an earlier --baseline, or a later --as-at",
    ))
}

/// What came of the requirements, to be said once the reports are written.
struct Conclusion {
    said: String,
    status: ExitStatus,
}

fn conclude(
    assessment: &Assessment,
    options: &AssessOptions,
    baseline: Option<&Assessment>,
) -> Conclusion {
    let verdict = decide(assessment, &options.require, baseline);
    let whys = match &verdict {
        Verdict::Met => Vec::new(),
        Verdict::NotMet(whys) => lines("requirement not met", whys),
        Verdict::Undecided(whys) => lines("requirement cannot be decided", whys),
    };
    let said = notes(assessment, &options.require, baseline);
    Conclusion {
        said: [said, whys].concat().concat(),
        status: ExitStatus::from(&verdict),
    }
}

/// What a reader of the verdict must know, one line each.
fn notes(
    assessment: &Assessment,
    requires: &[Require],
    baseline: Option<&Assessment>,
) -> Vec<String> {
    let mut notes = Vec::new();
    if baseline.is_some_and(|baseline| baseline.pack.digest != assessment.pack.digest) {
        notes.push(
            "the baseline was judged by other rules than this run, so that not every difference \
             need be one of the evidence"
                .to_owned(),
        );
    }
    notes.extend(excuses(assessment, requires, baseline));
    lines("note", &notes)
}

fn lines(what: &str, said: &[String]) -> Vec<String> {
    said.iter()
        .map(|said| format!("{what}: {said}\n"))
        .collect()
}
