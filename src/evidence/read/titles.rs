//! Titles between the records of a list, as in `North team` above those of that team.
//!
//! A row of one cell is a title only where that cell cannot be a value of its column: words where a
//! date stands, or words where every identifier near the top of the list is a number or a code.

use super::left_out;
use crate::evidence::decode::{Decoder, Epoch, Raw};
use crate::evidence::recognise::{Fit, HeadRow, Heading, Means};
use crate::evidence::{ProblemKind, fold};
use crate::pack::{ColumnSpec, Personal};
use crate::table::{ColumnType, hash};

/// How many columns from the left are looked at: titles stand in the first, or beside a number.
const COLUMNS: usize = 2;
/// How many records near the top must have an identifier of digits.
const ENOUGH: usize = 2;

/// A column that titles may stand in.
#[derive(Debug)]
pub(super) struct Titled<'r> {
    at: u32,
    /// None where the column holds identifiers.
    decoder: Option<Decoder<'r>>,
}

impl<'r> Titled<'r> {
    /// The first columns of a list that show by their type or by its first records what is no value.
    pub(super) fn of(fit: &Fit<'r>, head: &[HeadRow], epoch: Epoch) -> Vec<Self> {
        let columns = fit
            .headings
            .iter()
            .filter_map(|heading| match heading.means {
                Means::Column(column) => Some((heading, fit.dataset.columns.get(column)?)),
                Means::Nothing | Means::Again(_) => None,
            });
        let records: Vec<&HeadRow> = head.iter().filter(|row| row.line > fit.line).collect();
        let titled = |(heading, spec): (&Heading, &'r ColumnSpec)| match spec.kind {
            ColumnType::Date | ColumnType::Number | ColumnType::YesNo | ColumnType::Code => {
                Some(Self {
                    at: heading.at,
                    decoder: Some(Decoder::new(spec, epoch)),
                })
            }
            ColumnType::Text => {
                let is_code = spec.personal == Some(Personal::Identifier);
                (is_code && are_codes(&records, heading)).then_some(Self {
                    at: heading.at,
                    decoder: None,
                })
            }
        };
        columns.take(COLUMNS).filter_map(titled).collect()
    }

    pub(super) fn anew(&self) -> Self {
        Self {
            at: self.at,
            decoder: self.decoder.as_ref().map(Decoder::anew),
        }
    }

    /// Whether a text is no value of this column, if it stands in it.
    #[cold]
    pub(super) fn is_no_value(&mut self, at: u32, text: &str) -> bool {
        if at != self.at {
            return false;
        }
        let Some(decoder) = &mut self.decoder else {
            let is_word = text.contains(' ') || left_out::total(text).is_some();
            return is_word && !has_digit(text);
        };
        match decoder.decode(Raw::Text(text), hash::of(text.as_bytes())) {
            Ok(_) => false,
            Err(kind) => match kind {
                ProblemKind::NotADate
                | ProblemKind::NotANumber
                | ProblemKind::NotYesOrNo
                | ProblemKind::NotACode => true,
                ProblemKind::NoSuchDate
                | ProblemKind::FormulaError
                | ProblemKind::Suppressed
                | ProblemKind::SaysNothing
                | ProblemKind::EndsBeforeStart
                | ProblemKind::TwoValues
                | ProblemKind::Merged => false,
            },
        }
    }
}

/// Whether the identifiers of the first records have digits and no spaces.
fn are_codes(records: &[&HeadRow], heading: &Heading) -> bool {
    let own = fold::key(&heading.text);
    // Nor is a row of few cells, which a total may be that does not say so.
    let most = records.iter().map(|row| row.cells.len()).max();
    let half = most.unwrap_or_default().div_ceil(2).max(2);
    let records = records.iter().filter(|row| row.cells.len() >= half);
    let cells = records.filter_map(|row| row.cells.iter().find(|(at, _)| *at == heading.at));
    let texts = cells.map(|(_, text)| text.as_str());
    // Rows of totals and the headings again are no records.
    let identifiers =
        texts.filter(|text| left_out::total(text).is_none() && fold::key(text) != own);
    let is_code = |text: &str| has_digit(text) && !text.contains(' ');
    let (codes, others): (Vec<&str>, Vec<&str>) = identifiers.partition(|text| is_code(text));
    codes.len() >= ENOUGH && others.is_empty()
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}
