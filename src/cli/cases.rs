//! `reinspect cases`: the rows behind a result, by place and pseudonym. Local use only.

use std::fmt::Write as _;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::error::ExitStatus;
use crate::evidence::extract::Wanted;
use crate::evidence::{Evidence, Needs, Standing};
use crate::measure::{self, RowVerdict, Verdict};
use crate::pack::{Criterion, Direction, Pack, Personal};
use crate::report::cases::{self, CaseRow, Cases};
use crate::table::Cell;

use super::again::Again;
use super::arguments::CasesArguments;
use super::failure::Failure;
use super::inputs::{self, Inputs};
use super::reading::must_be_file;
use super::terminal::Terminal;
use super::{evidence_folder, output};

/// The key file's usual name, beside the settings.
pub(super) const KEY: &str = ".reinspect-key";
/// The shortest key that is a key.
const KEY_BYTES: usize = 16;

/// Lists the rows behind a criterion's result.
pub(super) fn run(arguments: &CasesArguments, terminal: &Terminal) -> Result<ExitStatus, Failure> {
    let outputs = output::check(&arguments.report)?;
    let folder = arguments.evidence.as_deref();
    let inputs = inputs::load(&arguments.inputs, folder, outputs)?;
    let criterion =
        super::assess::known_criterion(&inputs.pack, "CRITERION", &arguments.criterion)?;
    let key = key(arguments.key.as_deref(), &inputs)?;
    let needs = needs(criterion, &inputs.pack, key.is_some());
    let evidence = evidence_folder::read(&inputs, folder, Wanted::Needs(&needs), terminal);
    let evidence = evidence.map_err(|why| {
        let elsewhere = Again::elsewhere(&arguments.inputs);
        why.meaning(elsewhere.command(&["cases", &criterion.id]))
    })?;
    let cases = collect(criterion, &inputs, &evidence, key.as_deref(), arguments.all);
    let style = terminal.results();
    output::write_reports(&arguments.report, false, |format| {
        cases::render(&cases, format, &style)
    })?;
    Ok(ExitStatus::Met)
}

/// The key, when there is one: the file named, else the usual one beside the settings.
fn key(named: Option<&Path>, inputs: &Inputs) -> Result<Option<Vec<u8>>, Failure> {
    let file = named.map_or_else(|| inputs.home.join(KEY), Path::to_owned);
    if named.is_none() && !file.is_file() {
        return Ok(None);
    }
    must_be_file(
        "key file",
        &file,
        "give --key a file of random bytes, or leave it out and rows have no pseudonyms",
    )?;
    inputs.outputs.spare("the key", &file)?;
    let key = std::fs::read(&file).map_err(|why| Failure::read(&file, why))?;
    if key.len() < KEY_BYTES {
        return Err(Failure::usage(
            format!(
                "the key in `{}` is {} bytes long, so pseudonyms could be guessed",
                file.display(),
                key.len()
            ),
            format!("put at least {KEY_BYTES} random bytes in it"),
        ));
    }
    Ok(Some(key))
}

fn needs(criterion: &Criterion, pack: &Pack, pseudonyms: bool) -> Needs {
    let mut needs = measure::needs([criterion], &pack.datasets);
    if pseudonyms {
        for (dataset, columns) in &mut needs {
            columns.extend(identifier(pack, dataset).map(str::to_owned));
        }
    }
    needs
}

/// The column that names whom a row is about.
fn identifier<'a>(pack: &'a Pack, dataset: &str) -> Option<&'a str> {
    let dataset = pack.datasets.get(dataset)?;
    let identifies = |name: &&String| {
        dataset
            .column(name)
            .is_some_and(|c| c.personal == Some(Personal::Identifier))
    };
    dataset.key.iter().find(identifies).map(String::as_str)
}

fn collect(
    criterion: &Criterion,
    inputs: &Inputs,
    evidence: &Evidence,
    key: Option<&[u8]>,
    all: bool,
) -> Cases {
    let wanted = criterion.thresholds.map(|t| t.met.direction);
    let mut rows = Vec::new();
    let mut record = |verdict: RowVerdict<'_>| {
        if all || falls_short(verdict.verdict, wanted) {
            rows.push(row(&verdict, criterion, inputs, evidence, key));
        }
    };
    let measured = measure::measure(
        criterion,
        &measure::Inputs {
            pack: &inputs.pack,
            evidence,
            as_at: inputs.as_at,
            figures: &inputs.settings.figures,
        },
        inputs.as_at,
        Some(&mut record),
    );
    rows.sort();
    Cases {
        criterion: criterion.id.clone(),
        title: criterion.title.clone(),
        as_at: inputs.as_at,
        pseudonyms: key.is_some(),
        all,
        unknown: cases::why_not_known(&measured.outcome),
        rows,
    }
}

/// Whether a row holds the result back: where many are wanted those that do not count, where few are
/// wanted those that do; and whatever is blank or left out for a blank.
fn falls_short(verdict: Verdict, wanted: Option<Direction>) -> bool {
    let few_wanted = match wanted {
        Some(Direction::AtMost) => true,
        Some(Direction::AtLeast) | None => false,
    };
    match verdict {
        Verdict::Counts => few_wanted,
        Verdict::DoesNotCount => !few_wanted,
        Verdict::Blank => true,
        Verdict::LeftOut(why) => why.for_a_blank(),
    }
}

fn row(
    verdict: &RowVerdict<'_>,
    criterion: &Criterion,
    inputs: &Inputs,
    evidence: &Evidence,
    key: Option<&[u8]>,
) -> CaseRow {
    let source = evidence.sources.get(verdict.origin.source);
    CaseRow {
        file: source.map(|s| s.path.to_string()).unwrap_or_default(),
        sheet: source.and_then(|s| s.sheet.clone()),
        row: verdict.origin.line,
        verdict: cases::verdict(verdict.verdict, &criterion.measure),
        pseudonym: key.and_then(|key| pseudonym(verdict, &inputs.pack, evidence, key)),
    }
}

/// A keyed pseudonym of whom a row is about: the same in every list, nothing without the key.
fn pseudonym(
    verdict: &RowVerdict<'_>,
    pack: &Pack,
    evidence: &Evidence,
    key: &[u8],
) -> Option<String> {
    let column = identifier(pack, verdict.dataset)?;
    let Standing::Rows(table) = &evidence.lists.get(verdict.dataset)?.standing else {
        return None;
    };
    let Cell::Text(id) = table.column(column)?.cell(verdict.row) else {
        return None;
    };
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(id.as_bytes());
    let digest = mac.finalize().into_bytes();
    let shown = digest.iter().take(6);
    Some(shown.fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
