//! Lists that are older than the day they are dated.

use std::collections::{BTreeMap, BTreeSet};

use super::{Context, place_of};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::dated;
use crate::evidence::extract::Extract;
use crate::pack::{ColumnSpec, Dataset, Personal, Shape};

/// Every day in a list on which something happened; days that are only planned, and birth dates, are left out.
pub(super) fn days_in<'a>(
    extract: &'a Extract,
    dataset: &'a Dataset,
) -> impl Iterator<Item = Day> + 'a {
    happened(extract, dataset).flat_map(|(_, days)| days)
}

/// How many days of each column in which things happened are after a day; columns with none left out.
pub(super) fn after(extract: &Extract, dataset: &Dataset, as_at: Day) -> BTreeMap<String, u64> {
    let counts = happened(extract, dataset).map(|(column, days)| {
        let after = days.filter(|day| *day > as_at).count();
        (column.to_owned(), after as u64)
    });
    counts.filter(|(_, after)| *after > 0).collect()
}

/// The columns of days on which something happened, each with its days.
fn happened<'a>(
    extract: &'a Extract,
    dataset: &'a Dataset,
) -> impl Iterator<Item = (&'a str, impl Iterator<Item = Day> + 'a)> + 'a {
    let is_birth = |spec: &ColumnSpec| spec.personal == Some(Personal::BirthDate);
    let happened = dataset.columns.iter();
    let happened = happened.filter(move |spec| !spec.planned && !is_birth(spec));
    happened.filter_map(|spec| {
        let column = extract.table.column(&spec.name)?;
        let days = (0..column.len()).filter_map(|row| column.day(row));
        Some((&*spec.name, days))
    })
}

/// Warns of a list of events that holds none of the time before the day it is dated.
///
/// An old list under a new name looks so. Only of a log, and of a list that says how far it reaches
/// back, can it be told, and not before three months: others may hold nothing new for long. So may a
/// log of rare events, where half as many days passed between two of them in the year before the
/// newest.
pub(super) fn older_than_dated(
    extract: &Extract,
    dated: Option<Day>,
    context: &Context<'_>,
) -> Option<Diagnostic> {
    let dataset = context.datasets.get(&extract.dataset)?;
    let reach = match (dataset.covers, dataset.shape) {
        (Some(covers), _) => covers,
        (None, Shape::Log) => dataset.valid_for,
        (None, Shape::Snapshot) => return None,
    };
    let dated = dated?;
    let newest = days_in(extract, dataset).max()?;
    // Many a register holds nothing new for a month or two.
    if dated::expiry(newest, reach).max(newest.plus_months(3)) >= dated {
        return None;
    }
    let silence = dated.number() - newest.number();
    if silence <= 2 * longest_silence(extract, dataset, newest) {
        return None;
    }
    let place = place_of(&extract.path, extract.sheet.as_deref());
    let message = format!(
        "the newest date in {place} is {}, {} months before the day it is dated",
        newest.long(),
        newest.months_until(dated)
    );
    let help = "if it is an old list under a new name, export it again; else leave it as it is";
    Some(
        Diagnostic::new(Code::DatesOld, message)
            .at(extract.place())
            .help(help),
    )
}

/// The most days between two events that follow each other, in the year before the newest.
fn longest_silence(extract: &Extract, dataset: &Dataset, newest: Day) -> i32 {
    let year_before = newest.plus_months(-12);
    let days = days_in(extract, dataset).filter(|day| *day >= year_before);
    let days: BTreeSet<i32> = days.map(Day::number).collect();
    let following = days.iter().zip(days.iter().skip(1));
    following.map(|(one, next)| next - one).max().unwrap_or(0)
}
