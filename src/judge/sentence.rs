//! What was found, what was expected and from which source, in sentences of a fixed shape.
//!
//! Sentences hold dataset titles and dates, never file names, so every audience may read them.

use super::number::{self, Style};
use super::{Against, Cause, State, StateResult};
use crate::calendar::Day;
use crate::evidence::Evidence;
use crate::expression::Condition;
use crate::measure::{
    LeftOut, Measured, Measurement, Outcome, Ratio as Value, Unfilled, Unit, english, unit_of_ratio,
};
use crate::pack::measures::{Over, PerSubject, Ratio, Scope, Statistic};
use crate::pack::{Criterion, Direction, Limit, Measure, Pack, Thresholds};

/// Found, expected, over what, source and date: `82 of 96 visits (85%) within 10 days; the standard
/// here is at least 90%; Visits, 3 October 2026.`
///
/// `standard` says whether what was expected is a threshold.
pub fn explanation(found: &str, standard: bool, expected: &str, source: &str) -> String {
    let standard = if standard {
        format!("the standard here is {expected}")
    } else {
        format!("expected: {expected}")
    };
    let mut text = upper_first(found.trim_end_matches('.'));
    for part in [standard.as_str(), source] {
        if !part.is_empty() {
            text.push_str("; ");
            text.push_str(part.trim_end_matches('.'));
        }
    }
    text.push('.');
    text
}

/// What was found: the value over what it is out of, or why there is none.
pub fn found(
    pack: &Pack,
    criterion: &Criterion,
    measured: &Measured,
    today: &StateResult,
) -> String {
    let what = match &measured.outcome {
        Outcome::Measured(m) => value(pack, criterion, m),
        Outcome::Decided { found, .. } => found.clone(),
        Outcome::TooFew(_, why) | Outcome::NotKnown(_, why) | Outcome::NotApplicable(why) => {
            why.clone()
        }
    };
    // The detail of these outcomes is the sentence already.
    if today.detail.is_empty() || today.detail == what {
        return what;
    }
    format!("{what}, but {}", today.detail)
}

/// What was expected: the threshold, or what the document or statement should be.
pub fn expected(criterion: &Criterion, measured: &Measured) -> String {
    if let (Outcome::Decided { expected, .. }, None) = (&measured.outcome, &criterion.thresholds) {
        return expected.clone();
    }
    match (&criterion.thresholds, &criterion.measure) {
        (Some(thresholds), measure) => match english::all_or_none(thresholds.met, measure) {
            Some(word) => word.to_owned(),
            None => limit(thresholds.met, measure, unit(measure, measured)),
        },
        (None, Measure::Statement(s)) => {
            format!("an answer by the {} no more than {} old", s.by, s.within)
        }
        (None, Measure::Document(d)) => d.expected(),
        (
            None,
            Measure::Share(_)
            | Measure::OnTime(_)
            | Measure::UpToDate(_)
            | Measure::Repeat(_)
            | Measure::PerSubject(_)
            | Measure::Duration(_)
            | Measure::Count(_)
            | Measure::Ratio(_),
        ) => "evidence that meets this".to_owned(),
    }
}

/// A limit of a measure in words, such as `at least 85%` or `at most 40 per 10,000`.
pub fn limit(limit: Limit, measure: &Measure, unit: Unit) -> String {
    number::limit(limit, unit) + &per(measure)
}

/// What a value of a measure is per, as it follows its number.
fn per(measure: &Measure) -> String {
    match measure {
        Measure::Ratio(ratio) => english::per(ratio.per),
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Document(_)
        | Measure::Statement(_) => String::new(),
    }
}

/// The datasets of some sources, in order of title, each with the oldest date that it speaks for.
pub fn sources(pack: &Pack, evidence: &Evidence, sources: &[usize]) -> String {
    let mut dates: Vec<(&str, Option<Day>)> = Vec::new();
    for source in sources.iter().filter_map(|s| evidence.sources.get(*s)) {
        match dates.iter_mut().find(|(d, _)| *d == source.dataset) {
            // An undated source makes the whole undated.
            Some((_, oldest)) => *oldest = oldest.zip(source.dated).map(|(a, b)| a.min(b)),
            None => dates.push((&source.dataset, source.dated)),
        }
    }
    let each = dates.iter().map(|(dataset, dated)| {
        let title = match pack.datasets.get(*dataset) {
            Some(known) => known.title.as_str(),
            None => "document",
        };
        match dated {
            Some(day) => format!("{title}, {}", day.long()),
            None => format!("{title}, undated"),
        }
    });
    let mut each: Vec<String> = each.collect();
    // Sources come in order of their paths, which is no reason for a sentence to change.
    each.sort();
    each.join(" and ")
}

/// What is in doubt, how it stands as it is, and how it would stand at the worst.
pub(super) fn worse(
    m: &Measurement,
    thresholds: &Thresholds,
    stands: (State, Value),
    against: (State, Against<'_>),
) -> String {
    let style = Style::new(m.unit, m.denominator, &limits(thresholds));
    let at = |value| format!(" at {}", style.show(value));
    let stands = format!("{}{}", stands.0.words(), at(stands.1));
    let worst = against.1.value.map(at).unwrap_or_default();
    let worst = format!("{}{worst}", against.0.words());
    match against.1.cause {
        Cause::Blanks => blanks(m, &stands, &worst),
        Cause::Unfilled(columns) => {
            let it = match columns {
                [_] => "it",
                _ => "them",
            };
            format!(
                "{}, so nothing shows that the blanks are meant: {stands} if they are, {worst} if not; \
                 fill {it} in where {it} should be, or give a list in which some rows have {it}",
                never_filled(columns)
            )
        }
        Cause::Repeats(rows) => {
            let repeat = if rows == 1 {
                "row repeats"
            } else {
                "rows repeat"
            };
            format!(
                "{} {repeat} a record that stands on another: {stands} as it stands, {worst} if each \
                 record counts once; leave one row for each record in the list",
                number::whole(rows)
            )
        }
    }
}

/// How many blanks there are and what they would change.
fn blanks(m: &Measurement, stands: &str, worst: &str) -> String {
    let open = m
        .left_out
        .iter()
        .find(|(why, _)| *why == LeftOut::StillOpen);
    let open = open.map_or(0, |(_, rows)| *rows);
    let count = super::blanks(m) + open;
    let what = if open > 0 {
        "blank, unreadable or not finished"
    } else {
        "blank or unreadable"
    };
    let answers = if count == 1 {
        "answer is"
    } else {
        "answers are"
    };
    format!(
        "{} {answers} {what}: {stands} as it stands, {worst} if all of them count against it",
        number::whole(count),
    )
}

/// Which columns are blank in every row: `` `Left on` is blank in every row of 120 workers ``.
fn never_filled(columns: &[Unfilled]) -> String {
    let each = columns.iter().map(|c| {
        let rows = number::whole(c.rows);
        format!("`{}` is blank in every row of {rows} {}", c.heading, c.of)
    });
    each.collect::<Vec<_>>().join(" and ")
}

/// The unit that values and limits of a measure are in.
pub fn unit(measure: &Measure, measured: &Measured) -> Unit {
    if let Outcome::Measured(m) = &measured.outcome {
        return m.unit;
    }
    unit_of(measure)
}

/// The unit that the limits of a measure are in.
pub fn unit_of(measure: &Measure) -> Unit {
    match measure {
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_) => Unit::Percent,
        Measure::Duration(d) => match d.unit {
            crate::calendar::Unit::Days => Unit::Days,
            crate::calendar::Unit::WorkingDays => Unit::WorkingDays,
            crate::calendar::Unit::Weeks => Unit::Weeks,
            crate::calendar::Unit::Months => Unit::Months,
        },
        Measure::Count(_) => Unit::Count,
        Measure::Ratio(ratio) => unit_of_ratio(ratio.per),
        Measure::Document(_) | Measure::Statement(_) => Unit::None,
    }
}

fn value(pack: &Pack, criterion: &Criterion, m: &Measurement) -> String {
    let limits = criterion.thresholds.as_ref().map(limits);
    let style = Style::new(m.unit, m.denominator, limits.as_deref().unwrap_or_default());
    let shown = m
        .value
        .map_or_else(|| "no value".to_owned(), |v| style.show(v));
    let of = |count: u64| english::so_many(count, &m.of);
    let share = || {
        let x = number::whole(m.numerator);
        format!("{x} of {} ({shown})", of(m.denominator))
    };
    let (meet, are) = match m.denominator {
        1 => ("meets", "is"),
        _ => ("meet", "are"),
    };
    match &criterion.measure {
        Measure::Share(_) => match direction(criterion) {
            Direction::AtLeast => format!("{} {meet} this", share()),
            Direction::AtMost => format!("{} {are} of this kind", share()),
        },
        Measure::OnTime(t) => format!("{} within {}", share(), t.within),
        Measure::UpToDate(t) => format!("{} up to date, within {}", share(), t.within),
        Measure::Repeat(r) => format!("{} with an earlier one within {}", share(), r.within),
        Measure::PerSubject(p) => {
            let events = match events(pack, p) {
                Events::Named(noun) => english::so_many(p.at_least_events, noun),
                Events::Entries(list) => {
                    let entries = english::so_many(p.at_least_events, "entries");
                    format!("{entries} in `{list}`")
                }
            };
            format!("{} with at least {events}", share())
        }
        Measure::Duration(d) => {
            let statistic = match d.statistic {
                Statistic::Median => "a median of",
                Statistic::Mean => "a mean of",
                Statistic::Percentile90 => "a 90th percentile of",
            };
            format!("{statistic} {shown} over {}", of(m.denominator))
        }
        Measure::Count(_) if m.value == Some(Value::whole(1)) => of(1),
        Measure::Count(_) => format!("{shown} {}", m.of),
        Measure::Ratio(r) => {
            format!("{shown}{} ({})", per(&criterion.measure), sides(pack, r))
        }
        Measure::Document(_) | Measure::Statement(_) => shown,
    }
}

/// What a measure by subject counts.
pub enum Events<'a> {
    /// What the rows of the list are.
    Named(&'a str),
    /// Entries in the list of this title, where its rows are called as the subjects are.
    Entries(&'a str),
}

/// What is counted for each subject; children with so many children would say nothing.
pub fn events<'a>(pack: &'a Pack, measure: &'a PerSubject) -> Events<'a> {
    let noun = rows_are(pack, &measure.scope.of);
    let subjects = measure.subjects.as_ref();
    let alike =
        subjects.is_some_and(|(list, _)| rows_are(pack, list) == noun) || noun == "children";
    match pack.datasets.get(&measure.scope.of).filter(|_| alike) {
        Some(dataset) => Events::Entries(&dataset.title),
        None => Events::Named(noun),
    }
}

/// What stands above and below the line: rows, a sum of a column, or a figure of the settings.
///
/// Where both are the same, what chooses the one and not the other tells them apart. Two columns of
/// the same rows are summed over them.
fn sides(pack: &Pack, ratio: &Ratio) -> String {
    let amount = |scope: &Scope, sum: Option<&str>| {
        let rows = rows_are(pack, &scope.of);
        match sum {
            Some(column) => format!("{} of {rows}", column.replace('_', " ")),
            None => rows.to_owned(),
        }
    };
    let top = amount(&ratio.scope, ratio.sum.as_deref());
    let (scope, sum) = match &ratio.over {
        Over::Figure(name) => return format!("{top} over {}", name.replace('_', " ")),
        Over::List { scope, sum } => (scope, sum.as_deref()),
    };
    let bottom = amount(scope, sum);
    let parts = |scope: &Scope| scope.filter.as_ref().map(Condition::parts);
    let (above, below) = (parts(&ratio.scope), parts(scope));
    let (above, below) = (above.unwrap_or_default(), below.unwrap_or_default());
    if top != bottom {
        return match (ratio.sum.as_deref(), sum) {
            (Some(one), Some(other)) if ratio.scope.of == scope.of && above == below => {
                let (one, other) = (one.replace('_', " "), other.replace('_', " "));
                format!(
                    "{one} over {other}, summed over {}",
                    rows_are(pack, &scope.of)
                )
            }
            (Some(_) | None, _) => format!("{top} over {bottom}"),
        };
    }
    let apart = |what: String, these: &[String], others: &[String]| {
        let own: Vec<&str> = these
            .iter()
            .filter(|part| !others.contains(part))
            .map(String::as_str)
            .collect();
        match own.as_slice() {
            [] => what,
            own => format!("{what} where {}", own.join(" and ")),
        }
    };
    let (top, bottom) = (apart(top, &above, &below), apart(bottom, &below, &above));
    format!("{top} over {bottom}")
}

/// Which values a criterion wants; high ones where it has no threshold.
pub fn direction(criterion: &Criterion) -> Direction {
    criterion
        .thresholds
        .map_or(Direction::AtLeast, |t| t.met.direction)
}

/// The plural noun for the rows of a dataset.
pub fn rows_are<'a>(pack: &'a Pack, dataset: &str) -> &'a str {
    pack.datasets
        .get(dataset)
        .map_or("rows", |d| d.rows_are.as_str())
}

fn limits(thresholds: &Thresholds) -> Vec<Limit> {
    std::iter::once(thresholds.met)
        .chain(thresholds.nearly)
        .collect()
}

/// A text with a capital first.
pub fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
