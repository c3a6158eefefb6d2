//! Tailoring: local changes laid over a pack, each with reason, name and date, in their own file.

mod apply;
mod changes;
#[cfg(test)]
mod tests;
mod thresholds;

use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, Located, Place, SourceText, sort};

use super::Limit;
use super::raw::local::{TailoringFile, TailoringTable};
use super::raw::measures::LimitTable;
use super::raw::{self, Spanned, quote};
use super::validate::threshold;

pub use apply::apply;

/// One `[[tailoring]]` of a tailoring file.
#[derive(Debug, Clone)]
pub struct Tailoring {
    /// The criterion.
    pub criterion: Located<String>,
    /// Where met begins here.
    pub met: Option<Located<Limit>>,
    /// Where nearly met begins here.
    pub nearly: Option<Located<Limit>>,
    /// The smallest denominator that can be judged here.
    pub minimum: Option<Located<u64>>,
    /// Its weight here.
    pub weight: Option<Located<u32>>,
    /// Whether it is a priority here.
    pub priority: Option<Located<bool>>,
    /// The role that owns it here.
    pub owner: Option<Located<String>>,
    /// Whether it is taken out of the run.
    pub off: Option<Located<bool>>,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// The first day it holds.
    pub on: Day,
}

/// One local change to a criterion, as it was applied.
#[derive(Debug, Clone)]
pub struct Tailored {
    /// The criterion.
    pub criterion: String,
    /// What changed, in words such as `met: at least 85% to at least 80%`.
    pub changes: Vec<String>,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub on: Day,
    /// The pack's own `met` where it was changed.
    pub pack_met: Option<Limit>,
    /// Whether it loosened a threshold whose basis is statute.
    ///
    /// True where the basis is statute and `met` or `nearly` is easier to reach, a `nearly` was added
    /// where there was none, `minimum` is lower, or the criterion was taken out of the run.
    pub statute_loosened: bool,
    /// Whether the criterion was taken out of the run.
    pub off: bool,
    /// Where it stands: the name of its criterion.
    pub place: Place,
}

/// Reads `tailoring.toml`, and reports everything that is wrong with its text.
///
/// An entry that lacks something it needs, and the second entry for a criterion, are reported and
/// left out.
pub fn parse(text: &SourceText) -> (Vec<Tailoring>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut entries: Vec<Tailoring> = Vec::new();
    let file = raw::read_file::<TailoringFile>(text, &mut found).content;
    let tables = file.and_then(|file| file.tailoring.given()).into_iter();
    for table in tables.flat_map(|list| list.value) {
        let Some(entry) = entry(table.value, text, &mut found) else {
            continue;
        };
        let mut earlier = entries.iter();
        match earlier.find(|e| e.criterion.value == entry.criterion.value) {
            Some(first) => found.push(said_twice(&entry.criterion, &first.criterion.place)),
            None => entries.push(entry),
        }
    }
    sort(&mut found);
    (entries, found)
}

fn entry(
    table: TailoringTable,
    text: &SourceText,
    found: &mut Vec<Diagnostic>,
) -> Option<Tailoring> {
    off_alone(&table, text, found);
    let weight = table
        .weight
        .given()
        .and_then(|weight| one_to_five(weight, text, found));
    Some(Tailoring {
        criterion: table.criterion.given()?.located(text),
        met: table.met.value().and_then(|table| limit(table, text)),
        nearly: table.nearly.value().and_then(|table| limit(table, text)),
        minimum: table.minimum.given().map(|minimum| minimum.located(text)),
        weight,
        priority: table
            .priority
            .given()
            .map(|priority| priority.located(text)),
        owner: table.owner.given().map(|owner| owner.located(text)),
        off: table.off.given().map(|off| off.located(text)),
        reason: table.reason.copy()?,
        by: table.by.copy()?,
        on: table.on.value()?.0,
    })
}

fn limit(table: &LimitTable, text: &SourceText) -> Option<Located<Limit>> {
    let (value, span) = threshold::limit(table)?;
    let place = text.place(span);
    Some(Located { value, place })
}

fn one_to_five(
    weight: Spanned<u64>,
    text: &SourceText,
    found: &mut Vec<Diagnostic>,
) -> Option<Located<u32>> {
    const EXPECTED: &str = "a whole number from 1 to 5";
    match u32::try_from(weight.value) {
        Ok(number) if (1..=5).contains(&number) => Some(Located {
            value: number,
            place: text.place(weight.span),
        }),
        Ok(_) | Err(_) => {
            found.push(
                Diagnostic::new(Code::BadValue, "`weight` does not take this value")
                    .at(text.place(weight.span.clone()))
                    .found(quote(text, &weight.span))
                    .expected(EXPECTED)
                    .help(format!("write {EXPECTED}")),
            );
            None
        }
    }
}

/// A criterion that is out of the run has nothing else to change.
fn off_alone(table: &TailoringTable, text: &SourceText, found: &mut Vec<Diagnostic>) {
    let Some(off) = table.off.get().filter(|off| off.value) else {
        return;
    };
    let others = [
        ("met", !table.met.is_absent()),
        ("nearly", !table.nearly.is_absent()),
        ("minimum", !table.minimum.is_absent()),
        ("weight", !table.weight.is_absent()),
        ("priority", !table.priority.is_absent()),
        ("owner", !table.owner.is_absent()),
    ];
    let given: Vec<&str> = others
        .iter()
        .filter(|(_, is)| *is)
        .map(|(key, _)| *key)
        .collect();
    if given.is_empty() {
        return;
    }
    found.push(
        Diagnostic::new(
            Code::OnlyOneOf,
            "a criterion is turned off and changed at once",
        )
        .at(text.place(off.span.clone()))
        .found(format!(
            "`off` together with {}",
            raw::fields::listed(&given)
        ))
        .expected("`off = true` alone, or changes without it")
        .help("take `off` out to keep the changes, or the changes out to turn it off"),
    );
}

fn said_twice(second: &Located<String>, first: &Place) -> Diagnostic {
    let message = format!("`{}` is tailored already", second.value);
    Diagnostic::new(Code::SaidTwice, message)
        .at(second.place.clone())
        .found(format!(
            "a second entry; the first is on line {}",
            first.line
        ))
        .expected("one entry a criterion")
        .help("join the two into one")
}
