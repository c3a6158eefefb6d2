//! Counting points by the rules of the themes.

use std::collections::{BTreeMap, BTreeSet};

use super::phrase::words;
use super::{Agreement, Theme, Themes, Totals, hand, points};
use crate::diagnostic::{Diagnostic, SourceText};

/// What a list of points holds, by the rules of the themes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// What was counted in all.
    pub totals: Totals,
    /// How many points and visits each theme has, by its id.
    pub themes: BTreeMap<String, (u64, u64)>,
    /// How far the rules and a reader agree; none where the list holds no point that was labelled.
    pub agreement: Option<Agreement>,
    /// The same of each theme, by its id; a theme that neither gave is left out.
    pub by_theme: BTreeMap<String, Agreement>,
}

/// Counts the points of a list; none where it is no such list.
pub fn count(themes: &Themes, source: &SourceText, found: &mut Vec<Diagnostic>) -> Option<Counts> {
    let read = points::read(source, &themes.reading, found)?;
    let mut tally: BTreeMap<String, (u64, BTreeSet<usize>)> = BTreeMap::new();
    let mut without_theme = 0;
    let mut given: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for point in &read.points {
        let its = of_point(themes, &point.text);
        without_theme += u64::from(its.is_empty());
        for theme in &its {
            let (points, visits) = tally.entry((*theme).to_owned()).or_default();
            *points += 1;
            visits.insert(point.visit);
        }
        given.insert(&point.text, its);
    }
    let (agreement, by_theme) = hand::agreement(&themes.labelled, &given);
    let of = |theme: &Theme| {
        let counted = tally.get(&theme.id);
        let counted = counted.map(|(points, visits)| (*points, visits.len() as u64));
        (theme.id.clone(), counted.unwrap_or_default())
    };
    Some(Counts {
        totals: Totals {
            points: read.points.len() as u64,
            visits: read.visits,
            without_theme,
            left_out: read.left_out,
        },
        themes: themes.all.iter().map(of).collect(),
        agreement,
        by_theme,
    })
}

/// The themes that a point comes under, by their ids in the order of the file.
///
/// What stands after words such as `so that` says why, and is looked at only where nothing else has
/// a theme.
pub fn of_point<'a>(themes: &'a Themes, text: &str) -> Vec<&'a str> {
    let whole = words(text);
    let reasons = themes.reading.reasons.iter();
    let why = reasons
        .filter_map(|reason| reason.starts_in(&whole))
        .filter(|start| *start > 0)
        .min();
    let what = whole.get(..why.unwrap_or(whole.len())).unwrap_or(&whole);
    let found = under(themes, what, &whole);
    if found.is_empty() {
        under(themes, &whole, &whole)
    } else {
        found
    }
}

fn under<'a>(themes: &'a Themes, what: &[String], whole: &[String]) -> Vec<&'a str> {
    let comes_under = |theme: &&Theme| {
        let sought = if theme.also_in_reasons { whole } else { what };
        let mut left = sought.to_vec();
        for phrase in &theme.except {
            phrase.strike(&mut left);
        }
        theme.any_of.iter().any(|phrase| phrase.is_in(&left))
    };
    let themes = themes.all.iter().filter(comes_under);
    themes.map(|theme| theme.id.as_str()).collect()
}
