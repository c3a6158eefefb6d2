//! What a list is: its headings matched to the columns of a dataset.
//!
//! Every dataset is scored against every row that could hold the headings, and against two or three
//! rows read as one where no row says it all. A score out of 100 is half
//! the share of required columns found, three tenths the share of headings understood, two tenths the
//! share of all columns found, and ten points more where the sheet or file name points to it.
//!
//! Headings that many datasets have, such as those of whom a row is about, make a list none of them,
//! whatever the score: a heading that few have, a name or a person must say which it is.

mod beside;
mod catalogue;
mod fit;
mod lower;
mod names;
mod stack;

use super::manifest::Mapping;
use crate::pack::Dataset;

pub use beside::{Beside, ToTheRight, beside};
pub use catalogue::Catalogue;
use fit::{Candidate, Use};
pub use lower::{Known, Lower, is_heading, lower};
pub use names::Names;
use stack::Stacked;

/// How many rows that hold anything may come before the list itself.
pub const HEAD_ROWS: usize = 30;

/// Said in place of a dataset: listed and not used.
pub const NOT_USED: &str = "none";
/// Said in place of a dataset: not a list.
const DOCUMENT: &str = "document";

/// Under this score the headings alone do not make a list a dataset.
const ENOUGH: u32 = ENOUGH_OF_100 as u32 * 100;
/// The same as a score out of 100.
const ENOUGH_OF_100: u8 = 55;

/// A row near the top of a list, as text.
#[derive(Debug, Clone, Default)]
pub struct HeadRow {
    /// The row as a person sees it, from 1.
    pub line: u32,
    /// The cells that hold something, without padding, by column from 0.
    pub cells: Vec<(u32, String)>,
    /// The first and the last column of each cell that is merged over several.
    pub spans: Vec<(u32, u32)>,
}

/// Where a list was found, and what a person has said about it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The file's path below the evidence folder.
    pub path: &'a str,
    /// The sheet.
    pub sheet: Option<&'a str>,
    /// What settings or the manifest say of it.
    pub said: Said<'a>,
}

/// What a person has said that a list is.
#[derive(Debug, Clone, Copy)]
pub enum Said<'a> {
    /// Nothing.
    Nothing,
    /// A `[[map]]` of settings.
    Mapped(&'a Mapping),
    /// The manifest's `dataset` for this list.
    Manifest(&'a str),
    /// The manifest's `dataset` for a file of several sheets, not all of which need be lists.
    ManifestOfFile(&'a str),
    /// The form of the file itself, as the modules of a return do; only where the pack knows it.
    Itself(&'a str),
}

impl Said<'_> {
    /// The file in which it is said.
    fn file(self) -> &'static str {
        match self {
            Self::Mapped(_) => "reinspect.toml",
            Self::Nothing | Self::Manifest(_) | Self::ManifestOfFile(_) => "evidence.toml",
            Self::Itself(_) => "its form",
        }
    }
}

/// Whether a person has said that it is not used, or is a document.
pub fn is_no_list(said: Said<'_>) -> bool {
    let dataset = match said {
        Said::Nothing | Said::Itself(_) => return false,
        Said::Mapped(map) => map.dataset.as_str(),
        Said::Manifest(dataset) | Said::ManifestOfFile(dataset) => dataset,
    };
    matches!(dataset, NOT_USED | DOCUMENT)
}

/// What became of recognising a list.
#[derive(Debug, Clone)]
pub enum Recognition<'a> {
    /// It is a dataset.
    List(Fit<'a>),
    /// It is not, or it cannot be said.
    No {
        /// What a person says that it is, although it cannot be read so.
        said: Option<String>,
        /// How well the best dataset fits, 0 to 100.
        score: u8,
        /// Why, in a sentence.
        reason: String,
        /// What a person can do about it.
        advice: Advice,
        /// Whether a person is to answer before anything is looked for below these headings.
        is_question: bool,
    },
}

/// What a person can do about a list that was not recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Advice {
    /// Nothing: there is nothing in it, or a person has said what it is.
    Nothing,
    /// Nothing but what proposing does.
    #[default]
    Unsaid,
    /// What to write into the settings by hand, which proposing does as well.
    Map(String),
    /// What to write by hand, of which nothing can be proposed.
    Write(String),
}

impl Advice {
    /// It in words.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Nothing | Self::Unsaid => None,
            Self::Map(text) | Self::Write(text) => Some(text),
        }
    }
}

/// A list matched to a dataset.
#[derive(Debug, Clone)]
pub struct Fit<'a> {
    /// The dataset.
    pub dataset: &'a Dataset,
    /// How well they fit, 0 to 100.
    pub score: u8,
    /// Why, in a sentence.
    pub reason: String,
    /// Whether a person or an exact name said so.
    pub named: bool,
    /// The headings, in order of the sheet.
    pub headings: Vec<Heading>,
    /// The line of the last row of headings.
    pub line: u32,
}

/// A heading of a list that was matched to a dataset.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The column of the sheet, from 0.
    pub at: u32,
    /// Its text; that of several rows as one.
    pub text: String,
    /// What stands in its column in each row of headings; empty where nothing does.
    pub rows: Vec<String>,
    /// What it is to the dataset.
    pub means: Means,
}

/// What a heading is to a dataset, whose columns are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// It belongs to no column.
    Nothing,
    /// It is this column.
    Column(usize),
    /// It is a column that an earlier heading is already.
    Again(usize),
}

/// Recognises a list by the rows near its top.
pub fn recognise<'a>(
    catalogue: &'a Catalogue<'a>,
    place: Place<'_>,
    head: &[HeadRow],
) -> Recognition<'a> {
    let dataset = match place.said {
        Said::Nothing => return by_headings(catalogue, place, head),
        Said::Itself(dataset) => return by_itself(catalogue, place, head, dataset),
        Said::Mapped(map) => map.dataset.as_str(),
        Said::Manifest(dataset) | Said::ManifestOfFile(dataset) => dataset,
    };
    if let NOT_USED | DOCUMENT = dataset {
        let what = if dataset == NOT_USED {
            "is not used"
        } else {
            "is a document"
        };
        let reason = format!("`{}` says that it {what}", place.said.file());
        return no(None, 0, reason, Advice::Nothing);
    }
    let Some(at) = catalogue.position(dataset) else {
        let reason = format!("`{dataset}` is not a dataset of the pack");
        return no(None, 0, reason, Advice::Unsaid);
    };
    let map = match place.said {
        Said::Mapped(map) => Some(map),
        Said::Nothing | Said::Manifest(_) | Said::ManifestOfFile(_) | Said::Itself(_) => None,
    };
    let best = fit::said(catalogue, at, head, map);
    let sheet_of_many = matches!(place.said, Said::ManifestOfFile(_));
    match best {
        None if sheet_of_many => by_headings(catalogue, place, head),
        Some(found) if sheet_of_many && (found.points < ENOUGH / 2 || found.found() < 2) => {
            by_headings(catalogue, place, head)
        }
        Some(candidate) => Recognition::List(said_fit(&candidate, place.said.file(), map)),
        None => unlike(dataset, map),
    }
}

/// A list that the form of its file says is a dataset; by its headings where the pack has no such.
fn by_itself<'a>(
    catalogue: &'a Catalogue<'a>,
    place: Place<'_>,
    head: &[HeadRow],
    dataset: &str,
) -> Recognition<'a> {
    let at = catalogue.position(dataset);
    let names = head.get(..1).unwrap_or_default();
    match at.and_then(|at| fit::said(catalogue, at, names, None)) {
        Some(found) => {
            let reason = format!("its form says so; {}", found.counted());
            Recognition::List(fit(&found, reason, true))
        }
        None => by_headings(catalogue, place, head),
    }
}

fn by_headings<'a>(
    catalogue: &'a Catalogue<'a>,
    place: Place<'_>,
    head: &[HeadRow],
) -> Recognition<'a> {
    let hinted = catalogue.hinted(place.path, place.sheet);
    let mut best = of_first_list(catalogue, head, &hinted);
    best.sort_by_key(|c| std::cmp::Reverse(c.points));
    let mut best = best.into_iter();
    let Some(first) = best.next() else {
        let [reason, advice] = if head.is_empty() {
            return no(
                None,
                0,
                "there is nothing in it".to_owned(),
                Advice::Nothing,
            );
        } else {
            [
                "no heading in it belongs to any list",
                "if it is one, map it in `reinspect.toml`",
            ]
        };
        return no(None, 0, reason.to_owned(), Advice::Map(advice.to_owned()));
    };
    let (nearest, score) = (&first.dataset.id, first.score());
    if first.points < ENOUGH || first.found() < 2 {
        let reason = format!(
            "its headings fit no list well enough; the nearest is `{nearest}`, at {score} of 100"
        );
        let advice = "if it is that, map it in `reinspect.toml`".to_owned();
        return no(None, score, reason, Advice::Map(advice));
    }
    let exact = catalogue.names();
    let by_sheet = place.sheet.into_iter().flat_map(|s| exact.of_sheet(s));
    let mut by_name = by_sheet.chain(exact.of_file(place.path));
    let named = by_name.any(|id| id == nearest);
    let position = catalogue.position(nearest);
    let is_hinted = hinted.iter().any(|at| Some(*at) == position);
    if !named
        && !is_hinted
        && let Some(common) = first.only_common(catalogue)
    {
        return only_common(nearest, score, &common);
    }
    let alike = best.take_while(|other| other.points / 100 == first.points / 100);
    let alike: Vec<String> = alike
        .map(|other| format!("`{}`", other.dataset.id))
        .collect();
    if let Some((last, between)) = alike.split_last() {
        let others = [&[format!("`{nearest}`")], between].concat().join(", ");
        let reason = format!("fits {others} and {last} equally");
        let advice =
            "say which in `evidence.toml`, or with `[[map]]` in `reinspect.toml`".to_owned();
        return no(None, score, reason, Advice::Write(advice));
    }
    let reason = first.counted();
    Recognition::List(fit(&first, reason, named))
}

/// The candidates for the first of the lists that may stand below one another in these rows.
fn of_first_list<'a, 'h>(
    catalogue: &Catalogue<'a>,
    mut head: &'h [HeadRow],
    hinted: &[usize],
) -> Vec<Candidate<'a, 'h>> {
    loop {
        let found = fit::candidates(catalogue, head, hinted);
        let rows = lower::rows_of_first(head, &found);
        if rows == head.len() {
            return found;
        }
        head = head.get(..rows).unwrap_or_default();
    }
}

fn said_fit<'a>(found: &Candidate<'a, '_>, by: &str, map: Option<&Mapping>) -> Fit<'a> {
    let mut reason = format!("`{by}` says so; {}", found.counted());
    let absent = map.iter().flat_map(|m| &m.columns).filter(|(name, _)| {
        let columns = &found.dataset.columns;
        let is_it = |given: &Use| {
            let Use::Column { column, .. } = *given else {
                return false;
            };
            columns.get(column).is_some_and(|c| *c.name == **name)
        };
        !found.uses.iter().any(is_it)
    });
    for (column, heading) in absent {
        for part in [
            "; the map's heading `",
            heading,
            "` for `",
            column,
            "` is not there",
        ] {
            reason.push_str(part);
        }
    }
    fit(found, reason, true)
}

fn fit<'a>(found: &Candidate<'a, '_>, reason: String, named: bool) -> Fit<'a> {
    let headings = found.stack.cells.iter().zip(&found.uses);
    let rows = found.stack.rows;
    let heading = |(cell, given): (&Stacked<'_>, &Use)| {
        let (means, reading) = match *given {
            Use::Nothing => (Means::Nothing, 0),
            Use::Column { column, reading } => (Means::Column(column), reading),
            Use::Again { column, reading } => (Means::Again(column), reading),
        };
        let of_row = |row: &HeadRow| {
            let own = row.cells.iter().find(|(at, _)| *at == cell.at);
            own.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        Heading {
            at: cell.at,
            text: cell
                .readings
                .get(reading)
                .map_or("", |text| text)
                .to_owned(),
            rows: rows.iter().map(of_row).collect(),
            means,
        }
    };
    Fit {
        dataset: found.dataset,
        score: found.score(),
        reason,
        named,
        headings: headings.map(heading).collect(),
        line: found.stack.lines().1,
    }
}

fn unlike<'a>(dataset: &str, map: Option<&Mapping>) -> Recognition<'a> {
    let (reason, advice) = match map.and_then(|m| m.header_row) {
        Some(line) => (
            format!(
                "`reinspect.toml` says that it is `{dataset}` with its headings in row {line}, where no \
                 heading of that list was found"
            ),
            "correct `header_row` or `columns`",
        ),
        None => (
            format!(
                "it is said to be `{dataset}`, but no heading of that list was found near its top"
            ),
            "give `header_row` and `columns` in `reinspect.toml`",
        ),
    };
    no(
        Some(dataset.to_owned()),
        0,
        reason,
        Advice::Write(advice.to_owned()),
    )
}

/// Said of headings that stand in many lists; those of one list may begin below them all the same.
fn only_common<'a>(nearest: &str, score: u8, headings: &[&str]) -> Recognition<'a> {
    Recognition::No {
        said: None,
        score,
        reason: format!(
            "only headings that many lists have ({})",
            headings.join(", ")
        ),
        advice: Advice::Map(format!(
            "if it is `{nearest}`, map it with `reinspect evidence map`"
        )),
        is_question: false,
    }
}

fn no<'a>(said: Option<String>, score: u8, reason: String, advice: Advice) -> Recognition<'a> {
    Recognition::No {
        said,
        score,
        reason,
        advice,
        is_question: score >= ENOUGH_OF_100,
    }
}
