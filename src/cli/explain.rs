//! `reinspect explain`: why a result is what it is, or what a code, a measure, a dataset or a word means.

use crate::assessment::{Assessment, Scope};
use crate::diagnostic::{self, Code};
use crate::error::ExitStatus;
use crate::measure;
use crate::pack::{Criterion, Pack, Tailored};
use crate::redact::{Audience, redact};
use crate::report::explanation::{self, ExpectationEntry, Explanation, Raised};
use crate::report::glossary;
use crate::report::reference::{self, Reference};
use crate::report::{Format, json};

use super::again::Again;
use super::arguments::ExplainArguments;
use super::failure::Failure;
use super::terminal::Terminal;
use super::{assess, evidence_folder, inputs, output};

/// Explains a criterion, a diagnostic code, a kind of measure or a dataset.
pub(super) fn run(
    arguments: &ExplainArguments,
    terminal: &Terminal,
) -> Result<ExitStatus, Failure> {
    let subject = arguments.subject.as_str();
    let reports = &arguments.reports.report;
    let outputs = output::check(reports)?;
    let evidence = arguments.evidence.as_deref();
    inputs::check(&arguments.inputs)?;
    let elsewhere = Again::elsewhere(&arguments.inputs);
    let meant = |why: Failure| why.meaning(elsewhere.command(&["explain", subject]));
    let folder = evidence.map(evidence_folder::must_be_folder).transpose();
    folder.map_err(meant)?;
    let style = terminal.results();
    let told = |reference: &Reference| {
        output::write_reports(reports, false, |format| {
            reference::render(reference, format, &style)
        })?;
        Ok(ExitStatus::Met)
    };
    if let Some(code) = Code::parse(subject) {
        return told(&Reference::code(code));
    }
    if let Some(page) = measure::page(subject) {
        return told(&Reference::measure(subject, page));
    }
    if let Some(word) = glossary::find(subject) {
        return told(&Reference::word(word));
    }
    if let Some(names) = names_of_program(subject) {
        return told(&names);
    }
    let inputs = inputs::load(&arguments.inputs, evidence, outputs)?;
    if let Some(dataset) = inputs.pack.datasets.get(subject) {
        return told(&Reference::dataset(dataset));
    }
    if let Some(names) = names_of_pack(&inputs.pack, subject) {
        return told(&names);
    }
    let off = |t: &Tailored| t.off && t.criterion == subject;
    if inputs.tailored.iter().any(off) {
        return Err(taken_out(subject));
    }
    let criterion = find(&inputs.pack, subject)?;
    let scope = Scope {
        profile: None,
        areas: Vec::new(),
        criteria: vec![criterion.id.clone()],
    };
    let assessed = assess::assessment(&inputs, evidence, scope, None, terminal);
    let assessment = assessed.map_err(meant)?;
    let redacted = redact(assessment, Audience::Internal);
    let Some(explained) = explain(criterion, &inputs.pack, &redacted) else {
        return Err(taken_out(subject));
    };
    let again = Again {
        evidence: arguments.evidence.as_deref(),
        inputs: &arguments.inputs,
    };
    let rows = again.command(&["cases", &criterion.id]);
    output::write_reports(reports, false, |format| match format {
        Format::Text => explanation::render(&explained, &rows, &style),
        Format::Json => json::render(&explained),
    })?;
    Ok(ExitStatus::Met)
}

fn taken_out(subject: &str) -> Failure {
    Failure::usage(
        format!("`{subject}` is taken out of the run by tailoring"),
        "there is no result to explain until its `off` is taken out",
    )
}

/// Everything of one sort that the program itself knows.
fn names_of_program(sort: &str) -> Option<Reference> {
    match sort {
        "words" => Some(Reference::names(
            glossary::WORDS.iter().map(|w| (w.word, w.meaning)),
        )),
        "codes" => Some(Reference::names(
            Code::ALL.iter().map(|c| (c.name(), c.title())),
        )),
        "measures" => {
            Some(Reference::names(measure::KINDS.iter().filter_map(|kind| {
                Some((*kind, measure::page(kind)?.lines().nth(4)?))
            })))
        }
        _ => None,
    }
}

/// Everything of one sort that the rules hold.
fn names_of_pack(pack: &Pack, sort: &str) -> Option<Reference> {
    match sort {
        "criteria" => Some(Reference::names(
            pack.criteria
                .iter()
                .map(|c| (c.id.as_str(), c.title.as_str())),
        )),
        "datasets" => Some(Reference::names(
            pack.datasets
                .iter()
                .map(|(id, d)| (id.as_str(), d.title.as_str())),
        )),
        _ => None,
    }
}

fn find<'a>(pack: &'a Pack, subject: &str) -> Result<&'a Criterion, Failure> {
    pack.criterion(subject).ok_or_else(|| {
        let criteria = pack.criteria.iter().map(|c| c.id.as_str());
        let codes = Code::ALL.iter().map(|c| c.name());
        let datasets = pack.datasets.keys().map(String::as_str);
        let known = criteria
            .chain(codes)
            .chain(datasets)
            .chain(measure::KINDS.iter().copied())
            .chain(glossary::WORDS.iter().map(|w| w.word));
        let help = diagnostic::did_you_mean(subject, known).unwrap_or_else(|| {
            "`reinspect explain criteria` lists the criteria, and `explain datasets`, `explain measures`, \
             `explain codes` and `explain words` the rest"
                .to_owned()
        });
        Failure::usage(
            format!(
                "`{subject}` is not a criterion, a diagnostic code, a kind of measure, a dataset or a \
                 word of the reports"
            ),
            help,
        )
    })
}

fn explain(criterion: &Criterion, pack: &Pack, assessment: &Assessment) -> Option<Explanation> {
    let result = assessment.criteria.iter().find(|c| c.id == criterion.id)?;
    let expectations = criterion
        .expectations
        .iter()
        .filter_map(|full| ExpectationEntry::of(full, pack))
        .collect();
    Some(Explanation {
        criterion: result.clone(),
        why: criterion.why.clone(),
        first: assessment
            .gaps
            .iter()
            .find(|gap| gap.criterion == criterion.id)
            .and_then(|gap| gap.first.clone()),
        improve: criterion.improve.clone(),
        steps: measure::english::steps(criterion, pack),
        expectations,
        sources: result
            .sources
            .iter()
            .filter_map(|s| assessment.sources.get(*s).cloned())
            .collect(),
        raised: (!result.themes.is_empty()).then(|| Raised {
            from: pack.themes.years.0,
            until: pack.themes.years.1,
            source: pack.themes.source.clone(),
            licence: pack.themes.licence.clone(),
        }),
    })
}
