//! The workbook: one real table a sheet, the gaps as an action list with owner and status to choose.
//!
//! Every text is written as a text, so that nothing in it is a formula or a link. The workbook holds no
//! person's name among its properties, and the day it speaks for is the only time in it.

mod actions;
mod definitions;
mod sheet;
mod sheets;
#[cfg(test)]
mod tests;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::one_line::at_most;
use crate::assessment::Assessment;

/// Renders the workbook.
///
/// Names, lengths and numbers of rows are kept within what a workbook takes, so that nothing here
/// fails; were it ever to, the file says so.
pub(super) fn render(assessment: &Assessment) -> Vec<u8> {
    workbook(assessment)
        .unwrap_or_else(|why| format!("the workbook could not be made: {why}\n").into_bytes())
}

fn workbook(assessment: &Assessment) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(assessment)?);
    let owners = actions::owners(assessment);
    sheets::summary(assessment).write(&mut book)?;
    if let Some(changes) = &assessment.changes {
        sheets::changes(changes).write(&mut book)?;
    }
    if !assessment.trends.is_empty() {
        sheets::history(&assessment.trends).write(&mut book)?;
    }
    actions::sheet(assessment, &owners)?.write(&mut book)?;
    sheets::criteria(assessment).write(&mut book)?;
    sheets::evidence(assessment).write(&mut book)?;
    sheets::findings(assessment).write(&mut book)?;
    actions::owners_sheet(assessment, &owners).write(&mut book)?;
    definitions::sheet(assessment).write(&mut book)?;
    book.save_to_buffer()
}

fn properties(assessment: &Assessment) -> Result<DocProperties, XlsxError> {
    let day = assessment.as_at;
    // A workbook knows no day before 1900; a run that speaks for one is no worse for another here.
    let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
    let [month, number] = [day.month(), day.day()].map(|n| u8::try_from(n).unwrap_or(1));
    let made = ExcelDateTime::from_ymd(year, month, number)?;
    Ok(DocProperties::new()
        .set_title(format!("Inspection readiness as at {}", day.long()))
        .set_subject(at_most(&assessment.authority.name, 200))
        .set_comment("A self-assessment. It is not an Ofsted grade and does not forecast one.")
        .set_creation_datetime(&made))
}
