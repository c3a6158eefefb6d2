//! `cases` as text, CSV and JSON: places and pseudonyms, never more.

use serde::Serialize;

use super::{Choice, Style, json, words};
use crate::calendar::Day;
use crate::judge::Reason;
use crate::measure::{Outcome, Verdict};
use crate::pack::Measure;

/// The rows behind one result.
#[derive(Debug, Clone, Serialize)]
pub struct Cases {
    /// The criterion.
    pub criterion: String,
    /// Its title.
    pub title: String,
    /// The day it speaks for.
    pub as_at: Day,
    /// Whether there was a key to make pseudonyms with.
    pub pseudonyms: bool,
    /// Whether every row is listed, or only those that hold the result back.
    pub all: bool,
    /// Why nothing could be measured, when that is so.
    pub unknown: Option<String>,
    /// The rows, in order of file, sheet and row.
    pub rows: Vec<CaseRow>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct CaseRow {
    /// The file below the evidence folder.
    pub file: String,
    /// The sheet.
    pub sheet: Option<String>,
    /// The row as a person sees it.
    pub row: u32,
    /// What was said of it.
    pub verdict: &'static str,
    /// A keyed pseudonym.
    pub pseudonym: Option<String>,
}

/// The formats of this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseFormat {
    /// For a person.
    Text,
    /// For a spreadsheet.
    Csv,
    /// For machines.
    Json,
}

impl Choice for CaseFormat {
    const ALL: &'static [Self] = &[Self::Text, Self::Csv, Self::Json];
    const TEXT: Self = Self::Text;

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// What was said of a row, in the words of the kind of measure.
pub fn verdict(verdict: Verdict, measure: &Measure) -> &'static str {
    let (counts, does_not) = match measure {
        Measure::Share(_) => ("meets it", "does not meet it"),
        Measure::OnTime(_) => ("in time", "late"),
        Measure::UpToDate(_) => ("up to date", "not up to date"),
        Measure::Repeat(_) => ("a repeat", "not a repeat"),
        Measure::PerSubject(_) => ("enough events", "too few events"),
        Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_)
        | Measure::Document(_)
        | Measure::Statement(_) => ("counted", "not counted"),
    };
    match verdict {
        Verdict::Counts => counts,
        Verdict::DoesNotCount => does_not,
        Verdict::Blank => "blank",
        Verdict::LeftOut(why) => words::left_out(why),
    }
}

/// Why nothing could be measured, in a sentence.
pub fn why_not_known(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::TooFew(_, why) => Some(format!("{}: {why}", Reason::TooFew.words())),
        Outcome::NotKnown(reason, why) => Some(format!("{}: {why}", reason.words())),
        Outcome::NotApplicable(why) => Some(format!("does not apply: {why}")),
        Outcome::Decided { found, .. } => Some(format!(
            "this is about a document or an answer, not rows: {found}"
        )),
        Outcome::Measured(_) => None,
    }
}

/// Renders the rows.
pub fn render(cases: &Cases, format: CaseFormat, style: &Style) -> String {
    match format {
        CaseFormat::Text => text(cases, style),
        CaseFormat::Csv => csv(cases),
        CaseFormat::Json => json::render(cases),
    }
}

fn text(cases: &Cases, style: &Style) -> String {
    let mut out = vec![format!(
        "{} ({}), as at {}",
        style.bold(&cases.title),
        cases.criterion,
        cases.as_at.long()
    )];
    if !cases.rows.is_empty() {
        out.push("LOCAL USE ONLY: these rows are about people. Do not send them on.".to_owned());
    }
    out.extend(cases.unknown.clone());
    let mut place = None;
    for row in &cases.rows {
        if place != Some((&row.file, &row.sheet)) {
            place = Some((&row.file, &row.sheet));
            let sheet = row
                .sheet
                .as_ref()
                .map(|s| format!(", sheet {s}"))
                .unwrap_or_default();
            out.push(format!("{}{sheet}", row.file));
        }
        let who = row
            .pseudonym
            .as_ref()
            .map(|p| format!("  {p}"))
            .unwrap_or_default();
        out.push(format!("  row {:>6}{who}  {}", row.row, row.verdict));
    }
    let listed = words::count(cases.rows.len() as u64, "row", "rows");
    let which = if cases.all {
        ""
    } else {
        " that hold the result back (--all lists every row)"
    };
    out.push(format!("{listed}{which}"));
    if !cases.pseudonyms {
        out.push("No key file was found, so rows have no pseudonyms.".to_owned());
    }
    style.plain(&(out.join("\n") + "\n"))
}

/// Comma-separated, with a heading row; the first line says what it is.
fn csv(cases: &Cases) -> String {
    let mut out = String::from("file,sheet,row,verdict,pseudonym,local use only\r\n");
    for row in &cases.rows {
        let cells = [
            quoted(&row.file),
            quoted(row.sheet.as_deref().unwrap_or("")),
            row.row.to_string(),
            quoted(row.verdict),
            row.pseudonym.clone().unwrap_or_default(),
            String::new(),
        ];
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell in quotes; one that a spreadsheet would run as a formula is given an apostrophe first.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!(
        "\"{}{}\"",
        if formula { "'" } else { "" },
        text.replace('"', "\"\"")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_looks_like_a_formula_is_not_one() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("list \"7\".csv"), "\"list \"\"7\"\".csv\"");
    }
}
