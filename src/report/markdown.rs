//! The Markdown report: for the summary page of a scheduled run.
//!
//! The answer comes first, then areas, then gaps, the first to close first. Such a page holds 1 MiB:
//! what would not fit is dropped from the end, and how much that is, is said.

mod escape;
mod sections;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::{text, words};
use crate::assessment::Assessment;
use escape::escaped;

/// How many bytes are filled; GitHub refuses a summary of more than 1 MiB.
const BUDGET: usize = 900_000;
/// What is kept free for headings and for saying what was dropped.
const KEPT_FREE: usize = 10_000;

/// A part of the report: lines that always stand, and rows of which the last may be dropped.
struct Section {
    /// The heading and, for a table, its head.
    head: String,
    /// Whole lines, each ended.
    rows: Vec<String>,
    /// What one row is, and what several are.
    noun: (&'static str, &'static str),
}

/// Renders the Markdown report.
pub(super) fn render(assessment: &Assessment) -> String {
    let sections = [
        sections::areas(assessment),
        sections::changes(assessment),
        sections::gaps(assessment),
        sections::going_stale(assessment),
        sections::findings(assessment),
        sections::inputs(assessment),
        sections::decisions(assessment),
        sections::criteria(assessment),
    ];
    let mut out = opening(assessment);
    let mut left = (BUDGET - KEPT_FREE).saturating_sub(out.len());
    for section in sections.into_iter().flatten() {
        out.push('\n');
        out.push_str(&section.head);
        left = fill(&mut out, &section, left);
    }
    out
}

/// Writes the rows that fit, says how many do not, and gives back what is left.
fn fill(out: &mut String, section: &Section, mut left: usize) -> usize {
    for (at, row) in section.rows.iter().enumerate() {
        if row.len() > left {
            let more = section.rows.len() - at;
            let (one, many) = section.noun;
            let more = words::count(more as u64, &format!("more {one}"), &format!("more {many}"));
            let _ = writeln!(
                out,
                "\n{more} left out here: a page like this holds no more. They are in the other reports."
            );
            // Nothing of what follows may look whole.
            return 0;
        }
        left -= row.len();
        out.push_str(row);
    }
    left
}

fn opening(assessment: &Assessment) -> String {
    let name = match assessment.authority.name.as_str() {
        "" => "Children's services",
        name => name,
    };
    let planning = assessment.inspection.map_or_else(
        || "No inspection date is given.".to_owned(),
        |day| format!("Planning for an inspection on {}.", day.long()),
    );
    let mut out = vec![
        format!(
            "# {}, as at {}",
            escaped(name, 200),
            assessment.as_at.long()
        ),
        format!("**{}**", escaped(&text::answer(assessment), 2_000)),
    ];
    let narrowed = text::narrowed(assessment);
    out.extend(narrowed.map(|said| format!("**{}**", escaped(&said, 2_000))));
    out.push(format!(
        "{planning} Rules: {} {}. {}",
        escaped(&assessment.pack.id, 200),
        escaped(&assessment.pack.version, 50),
        text::NO_GRADE
    ));
    out.join("\n\n") + "\n"
}
