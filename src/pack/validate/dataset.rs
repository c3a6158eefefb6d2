//! Datasets and their columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Check, Seen, order, subject, tables, texts};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, any_error, did_you_mean};
use crate::pack::raw::datasets::{ColumnTable, DatasetFile, DatasetTable};
use crate::pack::raw::values::Entries;
use crate::pack::raw::{FileRead, Key, Spanned};
use crate::pack::{ColumnSpec, Dataset};
use crate::table::ColumnType;

/// The datasets of a pack; none in place of one with a mistake.
#[derive(Debug, Default)]
pub(in crate::pack) struct Datasets {
    /// Every dataset by its id.
    pub(in crate::pack) known: BTreeMap<String, Option<Dataset>>,
    /// Whether parts could not be read, so that an unknown id may be the fault of that.
    pub(in crate::pack) partial: bool,
}

/// Validates every dataset file.
pub(in crate::pack) fn check_all(
    files: &[FileRead<'_, DatasetFile>],
    found: &mut Vec<Diagnostic>,
) -> Datasets {
    let mut all = Datasets::default();
    let mut seen = Seen::default();
    for (source, file) in files {
        let mut check = Check { source, found };
        let list = file
            .content
            .as_ref()
            .map_or(&[][..], |c| tables(&c.dataset));
        all.partial |= file.broken || file.content.is_none();
        for table in list {
            let dataset = dataset(table, &mut check);
            let Some(id) = table.value.id.get() else {
                all.partial = true;
                continue;
            };
            seen.note(&mut check, "datasets", &id.value.0, &id.span);
            let whole = dataset.filter(|_| !file.broken);
            all.known.insert(id.value.0.clone(), whole);
        }
    }
    for (source, file) in files {
        let mut check = Check { source, found };
        let list = file.content.as_ref();
        for table in list.map_or(&[][..], |c| tables(&c.dataset)) {
            subject::other_lists(&table.value, &all, &mut check);
        }
    }
    all
}

fn dataset(table: &Spanned<DatasetTable>, check: &mut Check<'_>) -> Option<Dataset> {
    let raw = &table.value;
    let before = check.found.len();
    let list = tables(&raw.column);
    let mut seen = Seen::default();
    for name in list.iter().filter_map(|column| column.value.name.get()) {
        seen.note(check, "columns", &name.value.0, &name.span);
    }
    let columns: Option<Vec<ColumnSpec>> = list
        .iter()
        .map(|column| column_spec(column, check))
        .collect();
    key_columns(raw, check);
    headings(raw, check);
    let subject = subject::subject(raw, check);
    let order = order::pairs(raw, check);
    // What is read with a mistake is not offered to criteria, which would only repeat it.
    let new = check.found.get(before..).unwrap_or_default();
    let columns = columns.filter(|_| !any_error(new))?;
    Some(Dataset {
        id: raw.id.copy()?.0,
        title: raw.title.copy()?,
        source: raw.source.copy(),
        rows_are: raw.rows_are.copy()?,
        sheet_hints: texts(&raw.sheet_hints),
        file_hints: texts(&raw.file_hints),
        valid_for: raw.valid_for.copy()?.0,
        kind_of_evidence: raw.kind_of_evidence.copy()?,
        key: super::plain(&raw.key.value()?.0),
        shape: raw.shape.copy()?,
        covers: raw.covers.copy().map(|length| length.0),
        empty_means_none: raw.empty_means.value().is_some(),
        auto: raw.auto.copy().unwrap_or(true),
        template: raw.template.copy().unwrap_or(true),
        columns,
        subject,
        order,
        place: check.place(&table.span),
    })
}

fn column_spec(table: &Spanned<ColumnTable>, check: &mut Check<'_>) -> Option<ColumnSpec> {
    let raw = &table.value;
    let kind = raw.r#type.copy();
    codes_fit(table, check);
    if let (Some(personal), Some(show)) = (raw.personal.get(), raw.show.get())
        && show.value
    {
        let diagnostic = Diagnostic::new(
            Code::PersonalShown,
            "a column that holds personal information would be printed",
        )
        .found(format!(
            "`show = true` beside {}",
            check.quote(&personal.span)
        ))
        .expected("one or the other")
        .help("take `show` out, or `personal` if the column holds nothing of the kind");
        check.report(diagnostic, &show.span);
    }
    if let (Some(planned), Some(kind)) = (raw.planned.get(), kind)
        && planned.value
        && kind != ColumnType::Date
    {
        let diagnostic = Diagnostic::new(Code::WrongColumnType, "only a date can be planned")
            .found(format!(
                "`planned = true` on a column of type `{}`",
                kind.name()
            ))
            .expected("a column of type `date`")
            .help("take `planned` out, or correct the type");
        check.report(diagnostic, &planned.span);
    }
    let (codes, spellings) = codes(&raw.codes);
    let others = others(raw, &codes, check);
    example_fits(raw, &codes, &spellings, check);
    Some(ColumnSpec {
        name: raw.name.copy()?.0.into(),
        names: super::plain(&raw.names.value()?.0),
        kind: kind?,
        required: raw.required.copy().unwrap_or(false),
        personal: raw.personal.copy(),
        show: raw.show.copy().unwrap_or(false),
        planned: raw.planned.copy().unwrap_or(false),
        may_be_blank: raw.may_be_blank.copy().unwrap_or(false),
        codes,
        spellings,
        others,
        asks: raw.asks.copy(),
        about: raw.about.copy(),
        example: raw.example.copy(),
    })
}

/// Reports an example that its own column would not take.
fn example_fits(
    raw: &ColumnTable,
    codes: &[String],
    spellings: &[Vec<String>],
    check: &mut Check<'_>,
) {
    let (Some(example), Some(kind)) = (raw.example.get(), raw.r#type.copy()) else {
        return;
    };
    let text = example.value.as_str();
    let (fits, expected) = match kind {
        ColumnType::Text => (!text.is_empty(), "a text"),
        ColumnType::Date => (
            Day::parse_iso(text).is_some(),
            "a date such as `2026-03-30`",
        ),
        ColumnType::Number => (text.parse::<f64>().is_ok(), "a number in digits"),
        ColumnType::YesNo => (["Yes", "No"].contains(&text), "`Yes` or `No`"),
        ColumnType::Code => {
            let mut known = codes.iter().chain(spellings.iter().flatten());
            (
                known.any(|known| known == text),
                "a code of the column, or a spelling of one",
            )
        }
    };
    if !fits {
        let fault = Diagnostic::new(Code::BadValue, "the column would not take its own example")
            .found(format!("`{text}`"))
            .expected(expected)
            .help("correct it, or take it out: one is made from the type");
        check.report(fault, &example.span);
    }
}

fn codes(raw: &Key<Entries<Vec<Spanned<String>>>>) -> (Arc<[String]>, Vec<Vec<String>>) {
    let entries = raw.entries();
    let codes = entries.iter().map(|(code, _)| code.value.clone()).collect();
    let spellings = entries
        .iter()
        .map(|(_, spellings)| super::plain(&spellings.value))
        .collect();
    (codes, spellings)
}

fn codes_fit(table: &Spanned<ColumnTable>, check: &mut Check<'_>) {
    let raw = &table.value;
    match (raw.r#type.copy(), &raw.codes) {
        (Some(ColumnType::Code), Key::Absent) => {
            let diagnostic =
                Diagnostic::new(Code::MissingKey, "a column of type `code` needs `codes`")
                    .found("no such key")
                    .expected("each code with its accepted spellings")
                    .help("add `codes = { yes = [\"Y\"], no = [\"N\"] }`, or change the type");
            check.report(diagnostic, &table.span);
        }
        (Some(ColumnType::Code), Key::Given(codes)) => spellings(codes, check),
        (
            Some(ColumnType::Text | ColumnType::Date | ColumnType::Number | ColumnType::YesNo),
            Key::Given(codes),
        ) => {
            let kind = check.quote(&raw.r#type.get().map_or(0..0, |kind| kind.span.clone()));
            let diagnostic = Diagnostic::new(
                Code::CodesNotUsed,
                "codes are read only on a column of type `code`",
            )
            .found(format!("`codes` on a column of type {kind}"))
            .expected("`type = \"code\"`")
            .help("change the type or take the codes out");
            check.report(diagnostic, &codes.span);
        }
        (_, Key::Absent | Key::Faulty) | (None, Key::Given(_)) => {}
    }
}

/// The code that spellings not listed are read as, by its place among the codes.
fn others(raw: &ColumnTable, codes: &[String], check: &mut Check<'_>) -> Option<u16> {
    let named = raw.others.get()?;
    let at = codes.iter().position(|code| *code == named.value);
    if at.is_none() && matches!(raw.codes, Key::Given(_)) {
        let help = did_you_mean(&named.value, codes.iter().map(String::as_str));
        let fault = Diagnostic::new(Code::BadValue, "`others` names no code of its column")
            .found(format!("`{}`", named.value))
            .expected("one of the column's `codes`")
            .help(
                help.unwrap_or_else(|| "add the code to `codes`, or take `others` out".to_owned()),
            );
        check.report(fault, &named.span);
    }
    if matches!(raw.codes, Key::Absent) {
        let fault = Diagnostic::new(
            Code::CodesNotUsed,
            "`others` is read only beside the codes of a column",
        )
        .found("`others` without `codes`")
        .expected("`type = \"code\"` and `codes`")
        .help("add the codes, or take `others` out");
        check.report(fault, &named.span);
    }
    u16::try_from(at?).ok()
}

/// Two codes may not share a spelling; a code is a spelling of itself.
fn spellings(codes: &Spanned<Entries<Vec<Spanned<String>>>>, check: &mut Check<'_>) {
    if codes.value.0.is_empty() {
        let diagnostic = Diagnostic::new(Code::BadValue, "`codes` holds no code")
            .found("`{}`")
            .expected("at least one code with its accepted spellings")
            .help("list the codes, or change the type to `text`");
        check.report(diagnostic, &codes.span);
    }
    let mut claimed: BTreeMap<String, &str> = BTreeMap::new();
    for (code, _) in &codes.value.0 {
        claimed.insert(folded(&code.value), &code.value);
    }
    for (code, spellings) in &codes.value.0 {
        for spelling in &spellings.value {
            let other = claimed.insert(folded(&spelling.value), &code.value);
            if let Some(other) = other.filter(|other| *other != code.value) {
                let diagnostic =
                    Diagnostic::new(Code::AmbiguousSpelling, "two codes claim one spelling")
                        .found(format!(
                            "`{}` for `{other}` and `{}`",
                            spelling.value, code.value
                        ))
                        .expected("each spelling with one code")
                        .help("keep it with the code that is meant");
                check.report(diagnostic, &spelling.span);
            }
        }
    }
}

fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn key_columns(raw: &DatasetTable, check: &mut Check<'_>) {
    let Some(key) = raw.key.value() else { return };
    check.repeats("key", &key.0);
    let names: Vec<&str> = tables(&raw.column)
        .iter()
        .filter_map(|column| column.value.name.value())
        .map(|name| name.0.as_str())
        .collect();
    let all_read = names.len() == tables(&raw.column).len();
    for part in &key.0 {
        if all_read && !names.contains(&part.value.as_str()) {
            let help = did_you_mean(&part.value, names.iter().copied());
            let diagnostic = Diagnostic::new(
                Code::UnknownColumn,
                "the key names a column that this dataset does not have",
            )
            .found(format!("`{}`", part.value))
            .expected("the name of one of its columns")
            .help(help.unwrap_or_else(|| "correct the name or add the column".to_owned()));
            check.report(diagnostic, &part.span);
        }
    }
}

/// Two columns may not share a heading, as headings are matched.
fn headings(raw: &DatasetTable, check: &mut Check<'_>) {
    let mut claimed: BTreeMap<String, &str> = BTreeMap::new();
    for column in tables(&raw.column) {
        let (Some(name), Some(names)) = (column.value.name.value(), column.value.names.value())
        else {
            continue;
        };
        for heading in &names.0 {
            let other = claimed.insert(bare(&heading.value), &name.0);
            if let Some(other) = other.filter(|other| *other != name.0) {
                let diagnostic = Diagnostic::new(
                    Code::AmbiguousHeading,
                    "two columns claim one heading",
                )
                .found(format!("`{}` for `{other}` and `{}`", heading.value, name.0))
                .expected("each heading with one column")
                .help("keep it with the column that is meant; case, spaces and punctuation make no difference");
                check.report(diagnostic, &heading.span);
            }
        }
    }
}

fn bare(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
