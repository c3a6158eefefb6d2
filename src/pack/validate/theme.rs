//! Themes: the points that were counted, the phrases of each theme, and the points labelled by hand.

use super::{Check, Seen, plain, tables};
use crate::diagnostic::{Code, Diagnostic, SourceText, any_error, did_you_mean};
use crate::pack::raw::csv::{Csv, Row};
use crate::pack::raw::themes::{PointsTable, SampleTable, ThemeTable, ThemesFile};
use crate::pack::raw::values::AtLeastOne;
use crate::pack::raw::{Key, Spanned, read_file};
use crate::pack::theme::phrase::Phrase;
use crate::pack::theme::{Agreement, Labelled, Reading, Totals};
use crate::pack::{Criterion, Theme, Themes};

/// What every row of a table of labelled points says.
const LABELS: [&str; 4] = ["sha256", "urn", "published", "themes"];

/// Reads and validates the themes of a pack, and the points that a reader labelled.
///
/// Criteria are none where some have mistakes, so that these are not reported again.
pub(in crate::pack) fn check_all(
    files: &[&SourceText],
    criteria: Option<&[Criterion]>,
    found: &mut Vec<Diagnostic>,
) -> Themes {
    let is_labels = |file: &&&SourceText| file.file.ends_with(".csv");
    let mut themes = Themes::default();
    let mut first: Option<&SourceText> = None;
    let before = found.len();
    for source in files.iter().filter(|file| !is_labels(file)) {
        if let Some(first) = first {
            found.push(one_file(first, source));
            continue;
        }
        first = Some(source);
        if let Some(file) = read_file::<ThemesFile>(source, found).content {
            let mut check = Check { source, found };
            themes = of_file(&file, criteria, &mut check);
        }
    }
    // A theme that has a mistake is left out, and a label that names it is right.
    let whole = !any_error(found.get(before..).unwrap_or_default());
    for source in files.iter().filter(is_labels) {
        let Some(csv) = Csv::read(source, &LABELS, found) else {
            continue;
        };
        let mut check = Check { source, found };
        for row in &csv.rows {
            let read = labelled(&csv, row, &themes, whole, &mut check);
            themes.labelled.extend(read);
        }
    }
    themes
}

fn of_file(file: &ThemesFile, criteria: Option<&[Criterion]>, check: &mut Check<'_>) -> Themes {
    let mut themes = file
        .points
        .value()
        .and_then(|table| points(table, check))
        .unwrap_or_default();
    themes.agreement = file.sample.value().and_then(agreement);
    let visits = file.points.value().and_then(|table| table.visits.copy());
    let mut seen = Seen::default();
    for table in tables(&file.theme) {
        if let Some(id) = table.value.id.get() {
            seen.note(check, "themes", &id.value.0, &id.span);
        }
        themes
            .all
            .extend(theme(&table.value, criteria, visits, check));
    }
    themes
}

fn points(table: &PointsTable, check: &mut Check<'_>) -> Option<Themes> {
    let reasons = phrases("reasons", &table.reasons, false, check);
    let list_ends_at = table.list_ends_at.value().map(|list| plain(&list.0));
    Some(Themes {
        source: table.source.copy()?,
        licence: table.licence.copy()?,
        years: (table.from.copy()?, table.until.copy()?),
        totals: Totals {
            points: table.points.copy()?,
            visits: table.visits.copy()?,
            without_theme: table.without_theme.copy()?,
            left_out: table.left_out.copy()?,
        },
        reading: Reading {
            list_ends_at: list_ends_at.unwrap_or_default(),
            reasons,
        },
        ..Themes::default()
    })
}

fn agreement(table: &SampleTable) -> Option<Agreement> {
    Some(Agreement {
        points: table.points.copy()?,
        right: table.right.copy()?,
        wrong: table.wrong.copy()?,
        missed: table.missed.copy()?,
        wholly_right: table.wholly_right.copy()?,
    })
}

fn theme(
    raw: &ThemeTable,
    criteria: Option<&[Criterion]>,
    visits: Option<u64>,
    check: &mut Check<'_>,
) -> Option<Theme> {
    let any_of = phrases("any_of", &raw.any_of, true, check);
    let except = phrases("except", &raw.except, false, check);
    let named = raw.criteria.value().map_or(&[][..], |list| &list.0);
    check.repeats("criteria", named);
    for criterion in named {
        known_criterion(criterion, criteria, check);
    }
    fits(raw, visits, check);
    Some(Theme {
        id: raw.id.copy()?.0,
        title: raw.title.copy()?,
        covers: raw.covers.copy()?,
        any_of,
        except,
        also_in_reasons: raw.also_in_reasons.copy().unwrap_or(false),
        criteria: plain(named),
        untested: raw.untested.copy(),
        points: raw.points.copy()?,
        visits: raw.visits.copy()?,
    })
}

/// The phrases of a list; those that say nothing are reported and left out.
fn phrases(
    key: &str,
    list: &Key<AtLeastOne<String>>,
    parts: bool,
    check: &mut Check<'_>,
) -> Vec<Phrase> {
    let list = list.value().map_or(&[][..], |list| &list.0);
    check.repeats(key, list);
    let mut read = Vec::new();
    for text in list {
        match Phrase::parse(&text.value) {
            Some(phrase) if parts || !phrase.has_parts() => read.push(phrase),
            Some(_) | None => check.report(no_phrase(key, text, parts), &text.span),
        }
    }
    read
}

fn no_phrase(key: &str, text: &Spanned<String>, parts: bool) -> Diagnostic {
    let (expected, help) = if parts {
        (
            "words in small letters and digits, such as `go missing`, `supervision*` or `manager* & direction*`",
            "leave out capitals, apostrophes and other marks: `child’s` is written `childs`",
        )
    } else {
        (
            "words in small letters and digits that stand together, such as `so that`",
            "write one phrase for each; `&` is for `any_of` alone",
        )
    };
    Diagnostic::new(Code::BadValue, format!("`{key}` does not take this phrase"))
        .found(format!("`{}`", text.value))
        .expected(expected)
        .help(help)
}

fn known_criterion(named: &Spanned<String>, criteria: Option<&[Criterion]>, check: &mut Check<'_>) {
    let Some(criteria) = criteria else {
        return;
    };
    if criteria.iter().any(|c| c.id == named.value) {
        return;
    }
    let help = did_you_mean(&named.value, criteria.iter().map(|c| c.id.as_str()));
    let fault = Diagnostic::new(Code::UnknownCriterion, "the pack has no such criterion")
        .found(format!("`{}`", named.value))
        .expected("the id of a criterion")
        .help(help.unwrap_or_else(|| "correct the id or take it out".to_owned()));
    check.report(fault, &named.span);
}

/// Reports counts that cannot be: each visit that raised a theme made a point of it.
fn fits(raw: &ThemeTable, visits: Option<u64>, check: &mut Check<'_>) {
    let (Some(raised), Some(points)) = (raw.visits.get(), raw.points.value()) else {
        return;
    };
    let most = visits.map_or(*points, |all| all.min(*points));
    if raised.value > most {
        let fault = Diagnostic::new(Code::BadValue, "more visits than there can be")
            .found(format!("`{}`", raised.value))
            .expected(format!(
                "at most {most}: no more visits than points, nor than there were in all"
            ))
            .help("count anew with `rules themes --points FILE`");
        check.report(fault, &raised.span);
    }
}

/// A labelled point; of themes that are not whole, none is missed.
fn labelled(
    csv: &Csv,
    row: &Row,
    themes: &Themes,
    whole: bool,
    check: &mut Check<'_>,
) -> Option<Labelled> {
    let sha256 = csv.cell(row, "sha256")?;
    let mut seen = Vec::new();
    if let Some(cell) = csv.cell(row, "themes") {
        for id in cell.value.split_whitespace() {
            if whole && !themes.all.iter().any(|theme| theme.id == id) {
                check.report(unknown_theme(id, themes), &cell.span);
            }
            seen.push(id.to_owned());
        }
    }
    let known = themes.labelled.iter();
    if known.clone().any(|point| point.sha256 == sha256.value) {
        let fault = Diagnostic::new(Code::SaidTwice, "one point is labelled twice")
            .found(check.quote(&sha256.span))
            .expected("one row for each point")
            .help("keep the one that is right");
        check.report(fault, &sha256.span);
    }
    Some(Labelled {
        sha256: sha256.value.clone(),
        themes: seen,
    })
}

fn unknown_theme(id: &str, themes: &Themes) -> Diagnostic {
    let ids = themes.all.iter().map(|theme| theme.id.as_str());
    Diagnostic::new(Code::BadValue, "the pack has no such theme")
        .found(format!("`{id}`"))
        .expected("ids of themes, with spaces between")
        .help(did_you_mean(id, ids).unwrap_or_else(|| "correct the id or take it out".to_owned()))
}

fn one_file(first: &SourceText, source: &SourceText) -> Diagnostic {
    Diagnostic::new(Code::SaidTwice, "the themes of a pack stand in two files")
        .at(source.place(0..0))
        .found(format!("`{}`", source.file))
        .expected(format!("one file; the first is {}", first.file))
        .help("put all themes into one of the two: their points are counted together")
}
