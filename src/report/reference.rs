//! `explain` of a code, a kind of measure or a dataset: what a word means, without any evidence.

use serde::Serialize;

use super::glossary::Word;
use super::style::{pad, wrap};
use super::{Format, Style, json};
use crate::diagnostic::{Code, Severity};
use crate::pack::{ColumnSpec, Dataset, KindOfEvidence, Personal, Shape};

/// What a word means.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// A diagnostic code.
    Code(CodeEntry),
    /// A kind of measure.
    Measure(MeasureEntry),
    /// A dataset.
    Dataset(DatasetEntry),
    /// A word of the reports.
    Word(WordEntry),
    /// Everything of one sort that can be explained.
    Names(Vec<NameEntry>),
}

/// A word of the reports.
#[derive(Debug, Clone, Serialize)]
pub struct WordEntry {
    word: &'static str,
    meaning: &'static str,
}

/// A name that can be explained, with what it stands for.
#[derive(Debug, Clone, Serialize)]
pub struct NameEntry {
    name: String,
    title: String,
}

/// A diagnostic code.
#[derive(Debug, Clone, Serialize)]
pub struct CodeEntry {
    code: &'static str,
    severity: Severity,
    title: &'static str,
    explanation: &'static str,
}

/// A kind of measure.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureEntry {
    kind: String,
    /// Its page, in Markdown.
    page: &'static str,
}

/// A dataset with its columns, each with every heading it goes by.
#[derive(Debug, Clone, Serialize)]
pub struct DatasetEntry {
    id: String,
    title: String,
    source: Option<String>,
    rows_are: String,
    kind_of_evidence: KindOfEvidence,
    shape: Shape,
    valid_for: String,
    covers: Option<String>,
    empty_means_none: bool,
    key: Vec<String>,
    columns: Vec<ColumnEntry>,
}

/// One column.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnEntry {
    column: String,
    #[serde(rename = "type")]
    kind: &'static str,
    required: bool,
    personal: Option<Personal>,
    headings: Vec<String>,
    codes: Vec<String>,
    others: Option<String>,
    about: Option<String>,
    asks: Option<String>,
}

impl Reference {
    /// What a diagnostic code means.
    pub fn code(code: Code) -> Self {
        Self::Code(CodeEntry {
            code: code.name(),
            severity: code.severity(),
            title: code.title(),
            explanation: code.explanation(),
        })
    }

    /// What a kind of measure is, by its page.
    pub fn measure(kind: &str, page: &'static str) -> Self {
        Self::Measure(MeasureEntry {
            kind: kind.to_owned(),
            page,
        })
    }

    /// What a word of the reports means.
    pub fn word(word: Word) -> Self {
        Self::Word(WordEntry {
            word: word.word,
            meaning: word.meaning,
        })
    }

    /// Every name of one sort.
    pub fn names<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let entry = |(name, title): (&str, &str)| NameEntry {
            name: name.to_owned(),
            title: title.to_owned(),
        };
        Self::Names(names.into_iter().map(entry).collect())
    }

    /// What a list needs to hold.
    pub fn dataset(dataset: &Dataset) -> Self {
        Self::Dataset(DatasetEntry {
            id: dataset.id.clone(),
            title: dataset.title.clone(),
            source: dataset.source.clone(),
            rows_are: dataset.rows_are.clone(),
            kind_of_evidence: dataset.kind_of_evidence,
            shape: dataset.shape,
            valid_for: dataset.valid_for.to_string(),
            covers: dataset.covers.map(|span| span.to_string()),
            empty_means_none: dataset.empty_means_none,
            key: dataset.key.clone(),
            columns: dataset.columns.iter().map(column).collect(),
        })
    }
}

/// Renders what a word means.
pub fn render(reference: &Reference, format: Format, style: &Style) -> String {
    match format {
        Format::Json => json::render(reference),
        Format::Text => style.plain(&match reference {
            Reference::Code(code) => code_text(code, style),
            Reference::Measure(measure) => page_text(measure.page, style),
            Reference::Dataset(dataset) => dataset_text(dataset, style),
            Reference::Word(word) => {
                let said = format!("{}: {}", style.bold(word.word), word.meaning);
                wrap(&said, style.width, "", "  ") + "\n"
            }
            Reference::Names(names) => names_text(names, style),
        }),
    }
}

fn column(column: &ColumnSpec) -> ColumnEntry {
    ColumnEntry {
        column: column.name.to_string(),
        kind: column.kind.name(),
        required: column.required,
        personal: column.personal,
        headings: column.names.clone(),
        codes: column.codes.to_vec(),
        others: column
            .others
            .and_then(|other| column.codes.get(usize::from(other)).cloned()),
        about: column.about.clone(),
        asks: column.asks.clone(),
    }
}

fn code_text(code: &CodeEntry, style: &Style) -> String {
    format!(
        "{}\n\n{}\n",
        wrap(
            &format!("{}: {}", code.code, code.title),
            style.width,
            "",
            "  "
        ),
        wrap(code.explanation, style.width, "", "")
    )
}

fn names_text(names: &[NameEntry], style: &Style) -> String {
    names.iter().fold(String::new(), |text, entry| {
        let said = format!("{}: {}", style.bold(&entry.name), entry.title);
        text + &wrap(&said, style.width, "", "  ") + "\n"
    })
}

/// A page as it is written, with its long lines wrapped; what is shown as typed stays as it is.
fn page_text(page: &str, style: &Style) -> String {
    let mut typed = false;
    page.lines().fold(String::new(), |text, line| {
        let fence = line.starts_with("```");
        typed ^= fence;
        let hanging = if line.starts_with("- ") { "  " } else { "" };
        let line = if typed || fence {
            line.to_owned()
        } else {
            wrap(line, style.width, "", hanging)
        };
        text + &line + "\n"
    })
}

fn dataset_text(dataset: &DatasetEntry, style: &Style) -> String {
    let line = |text: &str| wrap(text, style.width, "  ", "    ");
    let mut out = vec![style.bold(&format!("{}: {}", dataset.id, dataset.title))];
    out.push(line(&format!(
        "Its rows are {}; {}. An extract stands for {}{}.",
        dataset.rows_are,
        match dataset.shape {
            Shape::Snapshot => "each extract shows all of them as they stood on its day",
            Shape::Log => "each extract shows what happened",
        },
        dataset.valid_for,
        dataset
            .covers
            .as_ref()
            .map(|span| format!(" and reaches back {span}"))
            .unwrap_or_default(),
    )));
    if dataset.empty_means_none {
        out.push(line("An empty list means that there were none."));
    }
    if !dataset.key.is_empty() {
        out.push(line(&format!(
            "A row is known by {}.",
            dataset.key.join(", ")
        )));
    }
    if let Some(source) = &dataset.source {
        out.push(line(&format!("Layout: {source}")));
    }
    out.push(String::new());
    out.push(style.bold("Columns, with the headings they go by"));
    let widest = dataset.columns.iter().map(|c| c.column.len()).max();
    for column in &dataset.columns {
        let name = pad(&column.column, widest.unwrap_or_default());
        let said = format!("{}{}", facts(column), column.headings.join(" | "));
        out.push(wrap(&said, style.width, &format!("  {name}  "), "      "));
        for text in [&column.asks, &column.about].into_iter().flatten() {
            out.push(wrap(text, style.width, "      ", "      "));
        }
        if !column.codes.is_empty() {
            let others = column.others.as_ref();
            let others = others.map_or_else(String::new, |other| {
                format!("; every other value is read as {other}")
            });
            let codes = format!("codes: {}{others}", column.codes.join(", "));
            out.push(wrap(&codes, style.width, "      ", "      "));
        }
    }
    out.join("\n") + "\n"
}

fn facts(column: &ColumnEntry) -> String {
    let personal = match column.personal {
        Some(Personal::Identifier) => ", an identifier",
        Some(Personal::Name) => ", a name",
        Some(Personal::BirthDate) => ", a date of birth",
        Some(Personal::Address) => ", an address",
        Some(Personal::FreeText) => ", free text",
        None => "",
    };
    let required = if column.required { ", required" } else { "" };
    format!("({}{required}{personal}) ", column.kind)
}
