//! Published figures: measures beside criteria, areas, and the figures of the one for the other.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::Check;
use crate::calendar;
use crate::diagnostic::{Code, Diagnostic, Place, SourceText, did_you_mean};
use crate::pack::benchmark::{Benchmarks, Figures, PublishedArea, PublishedKind, PublishedMeasure};
use crate::pack::raw::csv::{Csv, Row};
use crate::pack::raw::values::millionths;
use crate::pack::{Criterion, Measure, raw::Spanned};

/// What every row of measures.csv says; `differs` may be blank.
const MEASURES: [&str; 7] = [
    "criterion",
    "measure",
    "title",
    "unit",
    "year",
    "source",
    "address",
];
const DIFFERS: &str = "differs";
const AREAS: [&str; 4] = ["code", "name", "kind", "region"];
const FIGURES: [&str; 4] = ["measure", "area", "value", "neighbours_median"];
const UNITS: [&str; 6] = [
    "percent",
    "number",
    "days",
    "working days",
    "weeks",
    "months",
];

/// A whole in percent, in millionths.
const WHOLE: i64 = 100_000_000;

/// Reads and validates every table of published figures: `measures.csv`, `areas.csv`, and figures in
/// any other. Criteria are none where some have mistakes, so that these are not reported again.
pub(in crate::pack) fn check_all(
    files: &[&SourceText],
    criteria: Option<&[Criterion]>,
    found: &mut Vec<Diagnostic>,
) -> Benchmarks {
    let mut tables = Tables::default();
    // What figures name is read before them.
    let measures = [&MEASURES[..], &[DIFFERS]].concat();
    for (named, columns) in [("areas.csv", &AREAS[..]), ("measures.csv", &measures)] {
        for source in files.iter().filter(|file| is_named(file, named)) {
            let Some(csv) = Csv::read(source, columns, found) else {
                tables.whole = false;
                continue;
            };
            let mut check = Check { source, found };
            for row in &csv.rows {
                if named == "areas.csv" {
                    tables.area(&csv, row, &mut check);
                } else {
                    tables.measure(&csv, row, criteria, &mut check);
                }
            }
        }
    }
    tables.regions(found);
    let is_figures =
        |file: &&&SourceText| !is_named(file, "areas.csv") && !is_named(file, "measures.csv");
    for source in files.iter().filter(is_figures) {
        let Some(csv) = Csv::read(source, &FIGURES, found) else {
            continue;
        };
        let mut check = Check { source, found };
        for row in &csv.rows {
            tables.figures(&csv, row, source, &mut check);
        }
    }
    tables.into_benchmarks()
}

fn is_named(file: &SourceText, name: &str) -> bool {
    file.file.rsplit('/').next() == Some(name)
}

/// Figures, and the file and the bytes that say them.
type Said<'a> = (Figures, &'a SourceText, Range<usize>);

/// What was read so far, and where it was.
#[derive(Debug)]
struct Tables<'a> {
    read: Benchmarks,
    /// Whether areas and measures could be read, so that a name that is not among them is wrong.
    whole: bool,
    units: BTreeMap<String, String>,
    areas: BTreeMap<String, Place>,
    measures: BTreeMap<String, Place>,
    /// By measure and area, with the row that says them; the place of one is asked for seldom.
    figures: BTreeMap<String, BTreeMap<String, Said<'a>>>,
    regions: Vec<(String, Place)>,
}

impl Default for Tables<'_> {
    fn default() -> Self {
        Self {
            read: Benchmarks::default(),
            whole: true,
            units: BTreeMap::new(),
            areas: BTreeMap::new(),
            measures: BTreeMap::new(),
            figures: BTreeMap::new(),
            regions: Vec::new(),
        }
    }
}

impl<'a> Tables<'a> {
    fn area(&mut self, csv: &Csv, row: &Row, check: &mut Check<'_>) {
        let code = needed(csv, row, "code", check);
        let name = needed(csv, row, "name", check);
        let kind = needed(csv, row, "kind", check).and_then(|cell| kind(cell, check));
        let region = csv.cell(row, "region");
        let (Some(code), Some(name), Some(kind)) = (code, name, kind) else {
            self.whole = false;
            return;
        };
        if let Some(region) = region {
            let place = check.place(&region.span);
            self.regions.push((region.value.clone(), place));
        }
        if let Some(first) = self.areas.get(&code.value) {
            return said_twice(&format!("area `{}`", code.value), first, code, check);
        }
        self.areas
            .insert(code.value.clone(), check.place(&code.span));
        let area = PublishedArea {
            name: name.value.clone(),
            kind,
            region: region.map(|region| region.value.clone()),
        };
        self.read.areas.insert(code.value.clone(), area);
    }

    /// Every region that an authority names is an area of that kind.
    fn regions(&self, found: &mut Vec<Diagnostic>) {
        let is_region = |code: &str| {
            let area = self.read.areas.get(code);
            area.is_some_and(|area| area.kind == PublishedKind::Region)
        };
        let wrong = self
            .regions
            .iter()
            .filter(|(code, _)| self.whole && !is_region(code));
        found.extend(wrong.map(|(code, place)| {
            let codes = self.read.areas.keys().map(String::as_str);
            unknown("a region", code, codes.filter(|c| is_region(c))).at(place.clone())
        }));
    }

    fn measure(
        &mut self,
        csv: &Csv,
        row: &Row,
        criteria: Option<&[Criterion]>,
        check: &mut Check<'_>,
    ) {
        let [criterion, id, title, unit, year, source, address] =
            MEASURES.map(|heading| needed(csv, row, heading, check));
        let unit = unit.filter(|unit| is_unit(unit, check));
        match (id, unit) {
            (Some(id), Some(unit)) => {
                self.units.insert(id.value.clone(), unit.value.clone());
            }
            (Some(_) | None, _) => self.whole = false,
        }
        let (Some(criterion), Some(criteria)) = (criterion, criteria) else {
            return;
        };
        let Some(known) = criteria.iter().find(|c| c.id == criterion.value) else {
            let ids = criteria.iter().map(|c| c.id.as_str());
            let help = did_you_mean(&criterion.value, ids);
            let fault = Diagnostic::new(Code::UnknownCriterion, "the pack has no such criterion")
                .found(format!("`{}`", criterion.value))
                .expected("the id of a criterion")
                .help(help.unwrap_or_else(|| "correct the id or take the row out".to_owned()));
            return check.report(fault, &criterion.span);
        };
        if let Some(first) = self.measures.get(&criterion.value) {
            return said_twice(
                &format!("measure beside `{}`", criterion.value),
                first,
                criterion,
                check,
            );
        }
        self.measures
            .insert(criterion.value.clone(), check.place(&criterion.span));
        if let Some(unit) = unit.filter(|unit| unit_of(&known.measure) != Some(&unit.value)) {
            return check.report(misfit(known, unit), &unit.span);
        }
        let (Some(id), Some(title), Some(year), Some(source), Some(address)) =
            (id, title, year, source, address)
        else {
            return;
        };
        let published = PublishedMeasure {
            id: id.value.clone(),
            title: title.value.clone(),
            year: year.value.clone(),
            source: source.value.clone(),
            address: address.value.clone(),
            differs: csv.cell(row, DIFFERS).map(|cell| cell.value.clone()),
        };
        self.read
            .measures
            .insert(criterion.value.clone(), published);
    }

    fn figures(&mut self, csv: &Csv, row: &Row, source: &'a SourceText, check: &mut Check<'_>) {
        let measure = needed(csv, row, "measure", check);
        let area = needed(csv, row, "area", check);
        let (Some(measure), Some(area)) = (measure, area) else {
            return;
        };
        let unit = self.units.get(&measure.value);
        if unit.is_none() && self.whole {
            let measures = self.units.keys().map(String::as_str);
            let fault = unknown("a measure", &measure.value, measures);
            check.report(fault, &measure.span);
        }
        let known = self.read.areas.get(&area.value);
        if known.is_none() && self.whole {
            let areas = self.read.areas.keys().map(String::as_str);
            check.report(unknown("an area", &area.value, areas), &area.span);
        }
        let value = csv.cell(row, "value");
        let median = csv.cell(row, "neighbours_median");
        let of_a_share = unit.is_some_and(|unit| unit == "percent");
        for figure in [value, median].into_iter().flatten() {
            is_figure(figure, of_a_share, check);
        }
        if value.is_none() && median.is_none() {
            check.report(nothing(), &row.span);
        }
        if let Some(median) = median
            && known.is_some_and(|area| area.kind != PublishedKind::Authority)
        {
            check.report(no_neighbours(median), &median.span);
        }
        let text = |cell: Option<&Spanned<String>>| cell.map(|cell| cell.value.clone());
        let figures = Figures {
            value: text(value),
            neighbours_median: text(median),
        };
        let of = self.figures.entry(measure.value.clone()).or_default();
        match of.entry(area.value.clone()) {
            Entry::Vacant(free) => {
                free.insert((figures, source, area.span.clone()));
            }
            Entry::Occupied(first) => {
                let (_, source, span) = first.get();
                let what = format!("row of `{}` for `{}`", measure.value, area.value);
                said_twice(&what, &source.place(span.clone()), area, check);
            }
        }
    }

    fn into_benchmarks(mut self) -> Benchmarks {
        let bare = |(area, (figures, ..)): (String, Said<'a>)| (area, figures);
        let figures = self.figures.into_iter();
        self.read.figures = figures
            .map(|(measure, of)| (measure, of.into_iter().map(bare).collect()))
            .collect();
        self.read
    }
}

/// The cell under a heading that may not be blank.
fn needed<'r>(
    csv: &Csv,
    row: &'r Row,
    heading: &str,
    check: &mut Check<'_>,
) -> Option<&'r Spanned<String>> {
    let cell = csv.cell(row, heading);
    if cell.is_none() {
        let fault = Diagnostic::new(Code::MissingKey, format!("the row needs its `{heading}`"))
            .found("a blank cell")
            .expected(format!("a text under `{heading}`"))
            .help("fill it in, or take the row out");
        check.report(fault, &row.span);
    }
    cell
}

fn kind(cell: &Spanned<String>, check: &mut Check<'_>) -> Option<PublishedKind> {
    let kind = match cell.value.as_str() {
        "england" => Some(PublishedKind::England),
        "region" => Some(PublishedKind::Region),
        "authority" => Some(PublishedKind::Authority),
        _ => None,
    };
    if kind.is_none() {
        let kinds = ["england", "region", "authority"];
        let help = did_you_mean(&cell.value, kinds);
        let fault = Diagnostic::new(Code::BadValue, "this is not a kind of area")
            .found(format!("`{}`", cell.value))
            .expected("`england`, `region` or `authority`")
            .help(help.unwrap_or_else(|| "write the kind of the area".to_owned()));
        check.report(fault, &cell.span);
    }
    kind
}

fn is_unit(cell: &Spanned<String>, check: &mut Check<'_>) -> bool {
    let known = UNITS.contains(&cell.value.as_str());
    if !known {
        let fault = Diagnostic::new(Code::BadValue, "this is not a unit of published figures")
            .found(format!("`{}`", cell.value))
            .expected(crate::pack::raw::fields::listed(&UNITS))
            .help(
                did_you_mean(&cell.value, UNITS)
                    .unwrap_or_else(|| "write the unit that the criterion's value has".to_owned()),
            );
        check.report(fault, &cell.span);
    }
    known
}

/// The unit that figures beside a measure have; none where it has no number.
fn unit_of(measure: &Measure) -> Option<&'static str> {
    match measure {
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_) => Some("percent"),
        Measure::Ratio(ratio) if ratio.per == 100 => Some("percent"),
        Measure::Ratio(_) | Measure::Count(_) => Some("number"),
        Measure::Duration(duration) => Some(match duration.unit {
            calendar::Unit::Days => "days",
            calendar::Unit::WorkingDays => "working days",
            calendar::Unit::Weeks => "weeks",
            calendar::Unit::Months => "months",
        }),
        Measure::Document(_) | Measure::Statement(_) => None,
    }
}

fn misfit(criterion: &Criterion, unit: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "`{}` has no value that this could stand beside",
        criterion.id
    );
    let fault = Diagnostic::new(Code::BenchmarkMisfit, message)
        .found(format!("a figure in `{}`", unit.value));
    match unit_of(&criterion.measure) {
        Some(own) => fault
            .expected(format!("a figure in `{own}`, as its own value is"))
            .help("correct the unit, or name the criterion that measures this"),
        None => fault
            .expected("a criterion whose value is a number")
            .help("take the row out, or name the criterion that measures this"),
    }
}

/// Reports a figure that is not a number as published: digits, and at most six places.
fn is_figure(cell: &Spanned<String>, of_a_share: bool, check: &mut Check<'_>) {
    let number = millionths(&cell.value).filter(|number| *number >= 0);
    let plain = cell.value.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let expected = match number.filter(|_| plain) {
        None => "a number such as `85.7`, without a sign or `%`",
        Some(number) if of_a_share && number > WHOLE => "a percentage from 0 to 100",
        Some(_) => return,
    };
    let fault = Diagnostic::new(Code::BadValue, "this is not a published figure")
        .found(format!("`{}`", cell.value))
        .expected(expected)
        .help("write the figure, or leave the cell blank where it is not published");
    check.report(fault, &cell.span);
}

fn nothing() -> Diagnostic {
    Diagnostic::new(Code::MissingKey, "the row gives no figure")
        .found("neither `value` nor `neighbours_median`")
        .expected("one of the two, or both")
        .help("fill one in, or take the row out: what is not published is left out")
}

fn no_neighbours(cell: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        Code::BadValue,
        "only an authority has statistical neighbours",
    )
    .found(format!("`{}`", cell.value))
    .expected("a blank cell in a row of a region or of England")
    .help("move the figure to `value`, or to the row of an authority")
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let file = match what {
        "a measure" => "measures.csv",
        _ => "areas.csv",
    };
    Diagnostic::new(
        Code::UnknownBenchmark,
        format!("this is not {what} of {file}"),
    )
    .found(format!("`{name}`"))
    .expected(format!("{what} that {file} lists"))
    .help(
        did_you_mean(name, known)
            .unwrap_or_else(|| format!("correct it, or add a row for it to {file}")),
    )
}

fn said_twice(what: &str, first: &Place, cell: &Spanned<String>, check: &mut Check<'_>) {
    let fault = Diagnostic::new(Code::SaidTwice, format!("there are two: {what}"))
        .found(check.quote(&cell.span))
        .expected(format!(
            "one; the first is at {}:{}",
            first.file, first.line
        ))
        .help("keep the one that is right");
    check.report(fault, &cell.span);
}
