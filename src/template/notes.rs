//! The notes: what the list is, how to fill it in, and what each column takes.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::form::{Field, Form};
use super::{EXAMPLE_SHEET, NOTES_SHEET, QUESTIONS_SHEET, questions, style, words};
use crate::evidence::template::{NOTES, NOTHING};
use crate::judge::sentence::upper_first;
use crate::measure::STATEMENTS;
use crate::pack::{ColumnSpec, Measure, Pack, Shape};
use crate::table::ColumnType;

/// Where the notes on each column stand, which the rules of the list point to.
pub(super) struct Layout<'d> {
    lines: Vec<Line>,
    /// The row of the headings of the table of columns, from 0.
    table: u32,
    /// For each column its first row and what it may hold, one value a row.
    columns: Vec<(u32, Vec<&'d str>)>,
    /// What is asked, where the list holds answers.
    questions: Vec<Question<'d>>,
    /// The row of the headings of those questions, from 0.
    asked: u32,
}

/// A question of a criterion that an answer in the list meets.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Question<'d> {
    slug: &'d str,
    by: &'d str,
    asks: &'d str,
}

/// A label and what stands beside it.
struct Line {
    label: &'static str,
    text: String,
}

impl<'d> Layout<'d> {
    /// Lays out the notes of a dataset.
    pub(super) fn of(pack: &'d Pack, form: &Form<'d>) -> Self {
        let dataset = form.dataset;
        let lines = lines(form);
        // The title, the lines and two rows between them and the table.
        let table = 3 + u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let mut next = table + 1;
        let mut columns = Vec::new();
        for Field { spec: column, .. } in &form.columns {
            let values: Vec<&str> = match column.kind {
                ColumnType::YesNo => vec!["Yes", "No"],
                ColumnType::Code => words::labels(column).collect(),
                ColumnType::Text | ColumnType::Date | ColumnType::Number => Vec::new(),
            };
            let rows = u32::try_from(values.len().max(1)).unwrap_or(u32::MAX);
            columns.push((next, values));
            next += rows;
        }
        Self {
            lines,
            table,
            columns,
            questions: if dataset.id == STATEMENTS {
                questions(pack)
            } else {
                Vec::new()
            },
            // A row between it and the columns.
            asked: next + 1,
        }
    }

    /// The cells with the values that a column may hold.
    pub(super) fn values_of(&self, column: &ColumnSpec, at: usize) -> Option<String> {
        let (letter, first, values) = if *column.name == *QUESTION && !self.questions.is_empty() {
            ('A', self.asked + 1, self.questions.len())
        } else {
            let (first, values) = self.columns.get(at)?;
            ('D', *first, values.len())
        };
        let more = u32::try_from(values.checked_sub(1)?).ok()?;
        let (from, to) = (first + 1, first + 1 + more);
        Some(format!("{NOTES_SHEET}!${letter}${from}:${letter}${to}"))
    }
}

/// The column of the answers that says which question one answers.
const QUESTION: &str = "question";

/// The questions of a pack in order, each asked of a role once.
fn questions(pack: &Pack) -> Vec<Question<'_>> {
    let asked = pack.criteria.iter().filter_map(|criterion| {
        let Measure::Statement(statement) = &criterion.measure else {
            return None;
        };
        Some(Question {
            slug: &statement.question,
            by: &statement.by,
            asks: &criterion.asks,
        })
    });
    let mut all: Vec<Question<'_>> = asked.collect();
    all.sort();
    all.dedup_by(|a, b| a.slug == b.slug && a.by == b.by);
    all
}

/// Writes the notes.
pub(super) fn write(
    sheet: &mut Worksheet,
    form: &Form<'_>,
    layout: &Layout<'_>,
) -> Result<(), XlsxError> {
    for (column, width) in [(0, 34), (1, 14), (2, 60), (3, 40), (4, 28), (5, 16)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, NOTES, &style::title())?;
    for (line, row) in layout.lines.iter().zip(1..) {
        sheet.write_string_with_format(row, 0, line.label, &style::label())?;
        sheet.merge_range(row, 1, row, 3, &line.text, &style::prose())?;
        let lines = line.text.chars().count() / 100 + 1;
        sheet.set_row_height(row, 15 * u32::try_from(lines).unwrap_or(1))?;
    }
    columns(sheet, form, layout)?;
    asked(sheet, layout)
}

/// Writes the questions below the columns, each with who answers it.
fn asked(sheet: &mut Worksheet, layout: &Layout<'_>) -> Result<(), XlsxError> {
    if layout.questions.is_empty() {
        return Ok(());
    }
    let headings = ["Question", "", "What it asks", "By"];
    for (heading, at) in headings.iter().zip(0..) {
        sheet.write_string_with_format(layout.asked, at, *heading, &style::heading(false))?;
    }
    for (question, row) in layout.questions.iter().zip(layout.asked + 1..) {
        sheet.write_string(row, 0, question.slug)?;
        sheet.write_string_with_format(row, 2, question.asks, &style::prose())?;
        sheet.write_string_with_format(row, 3, question.by, &style::prose())?;
    }
    Ok(())
}

fn columns(sheet: &mut Worksheet, form: &Form<'_>, layout: &Layout<'_>) -> Result<(), XlsxError> {
    let headings = [
        "Column",
        "Required",
        "What to write",
        "Values",
        "Meaning",
        "Personal",
    ];
    for (heading, at) in headings.iter().zip(0..) {
        sheet.write_string_with_format(layout.table, at, *heading, &style::heading(false))?;
    }
    for (field, (row, values)) in form.columns.iter().zip(&layout.columns) {
        let (column, row) = (field.spec, *row);
        let format = style::heading(column.required);
        sheet.write_string_with_format(row, 0, words::heading(column), &format)?;
        if column.required {
            sheet.write_string(row, 1, "required")?;
        }
        let what = words::what_to_write(column);
        sheet.write_string_with_format(row, 2, &what, &style::prose())?;
        for (value, row) in values.iter().zip(row..) {
            sheet.write_string(row, 3, *value)?;
        }
        for (meaning, row) in words::meanings(column).zip(row..) {
            if let Some(meaning) = meaning {
                sheet.write_string(row, 4, meaning)?;
            }
        }
        if let Some(kind) = column.personal {
            sheet.write_string(row, 5, words::personal(kind))?;
        }
    }
    Ok(())
}

fn lines(form: &Form<'_>) -> Vec<Line> {
    let dataset = form.dataset;
    let line = |label, text: String| Line { label, text };
    let rows = match dataset.shape {
        Shape::Log => "one row each. Keep the old rows, and add new ones below",
        Shape::Snapshot => "one row each, as things stand on the day of the list",
    };
    let list = match &dataset.source {
        Some(source) => format!("{} ({source})", dataset.title),
        None => dataset.title.clone(),
    };
    let stem = words::stem(dataset);
    let without_rows = if dataset.empty_means_none {
        format!(
            "Counts as not filled in, unless the day stands beside \"{NOTHING}\" on the first row of the list."
        )
    } else {
        "Counts as not filled in: what rests on it is not known.".to_owned()
    };
    let mut lines =
        vec![
        line("List", list),
        line("Rows", format!("{}: {rows}.", upper_first(&dataset.rows_are))),
        line(
            "Headings",
            "Those on a dark ground are required. Leave the headings as they are; more columns \
             to their right do no harm."
                .into(),
        ),
        line(
            "Example",
            format!("The sheet {EXAMPLE_SHEET} shows a row; nothing on it is counted."),
        ),
        line(
            "Date",
            format!(
                "Save it with the day it speaks for in its name, such as {stem}-2026-09-30.xlsx. \
                 Without one it counts for little."
            ),
        ),
        line(
            "Stands for",
            format!(
                "{} from that day; then it is out of date.",
                dataset.valid_for
            ),
        ),
        line("Without rows", without_rows),
    ];
    if questions::are_asked(form) {
        let text = format!(
            "The sheet {QUESTIONS_SHEET} says what each column asks and why; the question also shows \
             in the cell that you are in, and on its heading."
        );
        lines.push(line("Questions", text));
    }
    lines
}
