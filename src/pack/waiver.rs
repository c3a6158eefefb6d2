//! Waivers: time-limited, named acceptances of known gaps; and exemptions.

mod check;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, Place, SourceText, sort};

use super::raw;
use super::raw::local::{ExemptionTable, WaiverFile, WaiverTable};

pub use check::check;

/// A time-limited, named acceptance of a known gap; the state still shows.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The criterion.
    pub criterion: String,
    /// Why.
    pub reason: String,
    /// Who agreed it.
    pub by: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Day,
    /// Where it stands: the name of its criterion.
    pub place: Place,
    /// Where its last day stands.
    pub until_place: Place,
}

impl Waiver {
    /// Whether it is in force on a day; both its first and its last day count.
    pub fn in_force(&self, on: Day) -> bool {
        self.from <= on && on <= self.until
    }
}

/// A named decision that a criterion does not apply here.
#[derive(Debug, Clone)]
pub struct Exemption {
    /// The criterion.
    pub criterion: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: Option<Day>,
    /// Where it stands: the name of its criterion.
    pub place: Place,
}

/// Everything in `waivers.toml`.
#[derive(Debug, Clone, Default)]
pub struct Waivers {
    /// Waivers in order of the file.
    pub waivers: Vec<Waiver>,
    /// Exemptions in order of the file.
    pub exemptions: Vec<Exemption>,
}

/// Reads `waivers.toml`, and reports everything that is wrong with its text.
///
/// An entry that lacks something it needs is reported and left out.
pub fn parse(text: &SourceText) -> (Waivers, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut waivers = Waivers::default();
    let Some(file) = raw::read_file::<WaiverFile>(text, &mut found).content else {
        return (waivers, found);
    };
    for entry in file.waiver.given().into_iter().flat_map(|list| list.value) {
        waivers
            .waivers
            .extend(waiver(entry.value, text, &mut found));
    }
    for entry in file
        .exemption
        .given()
        .into_iter()
        .flat_map(|list| list.value)
    {
        waivers.exemptions.extend(exemption(entry.value, text));
    }
    sort(&mut found);
    (waivers, found)
}

fn waiver(table: WaiverTable, text: &SourceText, found: &mut Vec<Diagnostic>) -> Option<Waiver> {
    let (from, until) = (table.from.given()?, table.until.given()?);
    if until.value.0 < from.value.0 {
        found.push(backwards(from.value.0, until.value.0, text, &until.span));
        return None;
    }
    let criterion = table.criterion.given()?;
    Some(Waiver {
        place: text.place(criterion.span),
        criterion: criterion.value,
        reason: table.reason.copy()?,
        by: table.by.copy()?,
        from: from.value.0,
        until: until.value.0,
        until_place: text.place(until.span),
    })
}

fn backwards(from: Day, until: Day, text: &SourceText, span: &Range<usize>) -> Diagnostic {
    Diagnostic::new(Code::WaiverBackwards, "a waiver ends before it begins")
        .at(text.place(span.clone()))
        .found(format!("`{until}`, with `from = {from}`"))
        .expected(format!("a last day from {} on", from.long()))
        .help("swap `from` and `until`, or correct the year")
}

fn exemption(table: ExemptionTable, text: &SourceText) -> Option<Exemption> {
    let criterion = table.criterion.given()?;
    Some(Exemption {
        place: text.place(criterion.span),
        criterion: criterion.value,
        reason: table.reason.copy()?,
        by: table.by.copy()?,
        on: table.on.value().map(|on| on.0),
    })
}
