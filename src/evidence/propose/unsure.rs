//! What a column of a list could be, where that is too unsure to be written for anybody.
//!
//! A heading that shares words of weight with a heading of a column that was not found could mean it;
//! so could a column in which nearly everything is a date, or a code of it. A heading is said only in
//! a row in which others were found: any other row may be one of people.

use serde::Serialize;

use super::likeness;
use super::matches::{Match, Named, Sheet, values_fit};
use crate::evidence::decode;
use crate::evidence::read::letters;
use crate::pack::ColumnSpec;
use crate::table::ColumnType;

/// A column of a list that could be one of a dataset's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unsure {
    /// The column of the sheet, by its letters.
    pub letters: String,
    /// Its heading, where that speaks for what it could be.
    pub heading: Option<String>,
    /// The columns that it could be, the likeliest first.
    pub columns: Vec<String>,
    /// How many more there are that it could be as well.
    pub more: usize,
    /// What speaks for it.
    pub by: By,
}

/// What speaks for it that a column of a list is one of a dataset's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Words of its heading.
    Heading,
    /// It holds dates.
    Dates,
    /// It holds codes of the column.
    Codes,
}

/// The most columns of a dataset that are named for one of a list.
const MOST: usize = 3;
/// The most columns of a dataset that codes are told apart among.
const MOST_BY_CODES: usize = 2;
/// The fewest cells that say by themselves what a column holds.
const FEWEST: usize = 2;
/// In how many rows fewer a heading may be found before one is shown that was not.
const A_ROW_OF_HEADINGS: usize = 2;

/// What the columns of a row of headings could be that were not matched.
pub(super) fn unsure(
    named: &Named<'_>,
    sheet: &Sheet<'_>,
    row: usize,
    found: &[Match],
) -> Vec<Unsure> {
    let Some(cells) = sheet.asked.head.get(row) else {
        return Vec::new();
    };
    let free: Vec<usize> = (0..named.dataset.columns.len())
        .filter(|column| found.iter().all(|m| m.column != *column))
        .collect();
    let places = cells.cells.iter().enumerate();
    let places = places.filter(|(at, _)| found.iter().all(|m| m.cell != *at));
    places
        .filter_map(|(at, (letter, heading))| {
            let by_heading = by_heading(named, sheet, row, at, &free);
            let (columns, by) = if by_heading.is_empty() {
                by_values(named, sheet, row, *letter, &free)?
            } else {
                (by_heading, By::Heading)
            };
            let says = by == By::Heading && found.len() >= A_ROW_OF_HEADINGS;
            let name = |column: &usize| Some(named.dataset.columns.get(*column)?.name.to_string());
            Some(Unsure {
                letters: letters(*letter),
                heading: says.then(|| heading.clone()),
                more: columns.len().saturating_sub(MOST),
                columns: columns.iter().take(MOST).filter_map(name).collect(),
                by,
            })
        })
        .collect()
}

fn by_heading(
    named: &Named<'_>,
    sheet: &Sheet<'_>,
    row: usize,
    at: usize,
    free: &[usize],
) -> Vec<usize> {
    let head = sheet.asked.head;
    let heading = sheet.cells.get(row).and_then(|row| row.get(at));
    let letter = head.get(row).and_then(|row| Some(row.cells.get(at)?.0));
    let (Some(heading), Some(letter)) = (heading, letter) else {
        return Vec::new();
    };
    let like = |column: &usize| {
        let spec = named.dataset.columns.get(*column)?;
        let known = named.names.get(*column)?.iter();
        let like = known.map(|name| likeness::akin(heading, name)).max()?;
        let fits = like >= likeness::MAYBE && values_fit(spec, head, row, letter);
        fits.then_some((like, *column))
    };
    let mut found: Vec<(u32, usize)> = free.iter().filter_map(like).collect();
    found.sort_by_key(|(like, column)| (std::cmp::Reverse(*like), *column));
    // What is far less like than the best is no help.
    let best = found.first().map_or(0, |(like, _)| *like);
    found.retain(|(like, _)| like + 25 >= best);
    let needed = |column: usize| {
        named
            .dataset
            .columns
            .get(column)
            .is_some_and(|c| c.required)
    };
    found.sort_by_key(|(_, column)| !needed(*column));
    found.into_iter().map(|(_, column)| column).collect()
}

fn by_values(
    named: &Named<'_>,
    sheet: &Sheet<'_>,
    row: usize,
    letter: u32,
    free: &[usize],
) -> Option<(Vec<usize>, By)> {
    let below = sheet.asked.head.iter().skip(row + 1);
    let below = below.flat_map(|row| &row.cells);
    let texts = below.filter(|(at, _)| *at == letter).map(|(_, text)| text);
    let texts: Vec<&str> = texts.map(String::as_str).collect();
    let nearly_all = |is: &dyn Fn(&str) -> bool| {
        let count = texts.iter().filter(|text| is(text)).count();
        texts.len() >= FEWEST && 10 * count >= 9 * texts.len()
    };
    let of_kind = |is: &dyn Fn(&ColumnSpec) -> bool| -> Vec<usize> {
        let spec = |column: usize| named.dataset.columns.get(column);
        let mut columns: Vec<usize> = free
            .iter()
            .copied()
            .filter(|column| spec(*column).is_some_and(is))
            .collect();
        columns.sort_by_key(|column| !spec(*column).is_some_and(|spec| spec.required));
        columns
    };
    if nearly_all(&|text| decode::day(text).is_some()) {
        let dates = of_kind(&|spec| spec.kind == ColumnType::Date && spec.personal.is_none());
        return Some((dates, By::Dates)).filter(|(dates, _)| !dates.is_empty());
    }
    // Yes and no may stand for anything.
    if nearly_all(&|text| decode::yes_or_no(text).is_some()) {
        return None;
    }
    let codes = of_kind(&|spec| {
        let is_code = |text: &str| decode::decode(text, spec, &mut String::new()).is_ok();
        spec.kind == ColumnType::Code && nearly_all(&is_code)
    });
    let few = (1..=MOST_BY_CODES).contains(&codes.len());
    few.then_some((codes, By::Codes))
}
