//! A list of points: which rows are points, and which visit made each.

use std::collections::{BTreeMap, BTreeSet};

use super::Reading;
use crate::diagnostic::{Code, Diagnostic, SourceText, did_you_mean};

/// The columns that a list of points needs; it may have others.
const NEEDED: [&str; 3] = ["urn", "published", "area_for_improvement"];

/// A point, and the visit that made it by its place among the visits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) visit: usize,
    pub(super) text: String,
}

/// The points of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct List {
    pub(super) points: Vec<Point>,
    pub(super) visits: u64,
    pub(super) left_out: u64,
}

/// One authority on one day of publication.
#[derive(Debug, Default)]
struct Visit {
    published: String,
    points: Vec<String>,
    ended: bool,
}

/// Reads a list of points; none where it is no such list.
pub(super) fn read(
    source: &SourceText,
    reading: &Reading,
    found: &mut Vec<Diagnostic>,
) -> Option<List> {
    let mut csv = csv::Reader::from_reader(source.text.trim_start_matches('\u{feff}').as_bytes());
    let headings = csv.headers().cloned().unwrap_or_default();
    let [urn, published, text] = NEEDED.map(|name| column(&headings, name, source, found));
    let (urn, published, text) = (urn?, published?, text?);
    let mut visits: Vec<Visit> = Vec::new();
    let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut left_out = 0;
    for row in csv.records() {
        let Ok(row) = row else {
            found.push(uneven(source));
            return None;
        };
        let cell = |at: usize| row.get(at).unwrap_or_default().trim();
        let key = (cell(urn).to_owned(), cell(published).to_owned());
        let at = *known.entry(key).or_insert(visits.len());
        if at == visits.len() {
            visits.push(Visit {
                published: cell(published).to_owned(),
                ..Visit::default()
            });
        }
        if let Some(visit) = visits.get_mut(at)
            && !visit.take(cell(text), reading)
        {
            left_out += 1;
        }
    }
    Some(together(&visits, left_out))
}

impl Visit {
    /// Takes a row; false where the list of points ended before it.
    fn take(&mut self, text: &str, reading: &Reading) -> bool {
        if self.ended {
            return false;
        }
        let ends = reading.list_ends_at.iter();
        let end = ends
            .filter_map(|words| text.find(&format!(" {words}")))
            .min();
        self.ended = end.is_some();
        let point = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
        let words: Vec<&str> = point.split_whitespace().collect();
        self.points.push(words.join(" "));
        true
    }

    /// Whether it is another's visit too: published on one day, and more than half of each alike.
    fn is_also(&self, other: &Self) -> bool {
        let own: BTreeSet<&String> = self.points.iter().collect();
        let others: BTreeSet<&String> = other.points.iter().collect();
        let alike = own.intersection(&others).count();
        self.published == other.published && 2 * alike > own.len() && 2 * alike > others.len()
    }
}

/// Puts a visit that is filed under several authorities together; what it says twice counts once.
fn together(visits: &[Visit], left_out: u64) -> List {
    let mut heads: Vec<usize> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut points = Vec::new();
    for (at, visit) in visits.iter().enumerate() {
        let earlier = visits.iter().zip(&heads).enumerate();
        let mut heading = earlier.filter(|(own, (_, head))| own == *head);
        let head = heading.find(|(_, (first, _))| first.is_also(visit));
        let head = head.map_or(at, |(first, _)| first);
        heads.push(head);
        for text in &visit.points {
            if seen.insert((head, text)) {
                points.push(Point {
                    visit: head,
                    text: text.clone(),
                });
            }
        }
    }
    let visits: BTreeSet<usize> = heads.into_iter().collect();
    List {
        points,
        visits: visits.len() as u64,
        left_out,
    }
}

fn column(
    headings: &csv::StringRecord,
    name: &str,
    source: &SourceText,
    found: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let at = headings.iter().position(|heading| heading.trim() == name);
    if at.is_none() {
        let message = format!("`{}` is not a list of points", source.file);
        let near = did_you_mean(name, headings.iter()).is_some();
        let help = if near {
            format!("head the column that is nearly called so `{name}`")
        } else {
            "choose the list of areas for improvement, one point a row".to_owned()
        };
        found.push(
            Diagnostic::new(Code::MissingKey, message)
                .found(format!("no column `{name}` in its first row"))
                .expected(crate::pack::raw::fields::listed(&NEEDED))
                .help(help),
        );
    }
    at
}

fn uneven(source: &SourceText) -> Diagnostic {
    let message = format!("`{}` has a row that cannot be read", source.file);
    Diagnostic::new(Code::CsvSyntax, message)
        .found("a row that has not one cell under each heading")
        .expected("one cell under each heading")
        .help("put a text that holds a comma in double quotes, and leave no comma out")
}
