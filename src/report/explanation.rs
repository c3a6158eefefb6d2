//! `explain` as text: from the question to the rows, one step after another.

use serde::Serialize;

use super::decisions::decisions;
use super::style::wrap;
use super::{Style, benchmarks, words};
use crate::assessment::{CriterionResult, MeasurementResult, Shortfall, SourceEntry, StateResult};
use crate::calendar::Day;
use crate::evidence::dated;
use crate::evidence::gather::DOCUMENT;
use crate::expression::AS_AT_IN_WORDS;
use crate::judge::number::{self, Cut};
use crate::measure::english;
use crate::pack::Pack;
use crate::state::State;

/// Everything that leads from a rule to a result.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// The result.
    pub criterion: CriterionResult,
    /// Why it matters.
    pub why: String,
    /// What to put where before it can be judged.
    pub first: Option<String>,
    /// How to close a gap.
    pub improve: String,
    /// How its value is obtained, one sentence a step.
    pub steps: Vec<String>,
    /// What it tests.
    pub expectations: Vec<ExpectationEntry>,
    /// The sources it rests on.
    pub sources: Vec<SourceEntry>,
    /// How often inspectors raised what it tests; none where the rules do not say.
    pub raised: Option<Raised>,
}

/// How often inspectors raised a theme, and who counted.
#[derive(Debug, Clone, Serialize)]
pub struct Raised {
    /// The first year that was counted.
    pub from: u64,
    /// The last year that was counted.
    pub until: u64,
    /// What was counted, and by whom.
    pub source: String,
    /// Under which licence it can be used.
    pub licence: String,
}

/// An expectation, with where it can be read.
#[derive(Debug, Clone, Serialize)]
pub struct ExpectationEntry {
    /// Its full id.
    pub id: String,
    /// What it asks, in our own words.
    pub gist: String,
    /// Where it can be read.
    pub source: String,
    /// Whether its wording could be confirmed.
    pub verified: bool,
}

impl ExpectationEntry {
    /// An expectation by its full id; none of which the pack does not know.
    pub fn of(full: &str, pack: &Pack) -> Option<Self> {
        let expectation = pack.expectation(full)?;
        let framework = pack
            .frameworks
            .iter()
            .find(|f| full.starts_with(&format!("{}:", f.id)))?;
        let pages = expectation
            .pages
            .as_ref()
            .map(|p| format!(", pages {p}"))
            .unwrap_or_default();
        let source = expectation
            .source
            .clone()
            .unwrap_or_else(|| format!("{}, {}{pages}", framework.title, framework.edition));
        Some(Self {
            id: full.to_owned(),
            gist: expectation.gist.clone(),
            source,
            verified: expectation.verified,
        })
    }
}

/// Renders an explanation; `rows` is the command that lists the rows behind it.
pub fn render(explanation: &Explanation, rows: &str, style: &Style) -> String {
    let criterion = &explanation.criterion;
    let mut out = vec![
        style.bold(&criterion.title),
        line(&criterion.asks, style),
        String::new(),
    ];
    out.extend(states(criterion, style));
    out.push(line(&criterion.explanation, style));
    for said in decisions(criterion) {
        out.push(line(&format!("Local decision: {said}"), style));
    }
    out.push(String::new());
    out.push(style.bold("How it is worked out"));
    for (step, number) in explanation.steps.iter().zip(1..) {
        out.push(wrap(step, style.width, &format!("  {number}. "), "     "));
    }
    if let Some(measurement) = &criterion.measurement {
        out.extend(measured(explanation, measurement, style));
    }
    out.extend(thresholds(criterion, style));
    out.push(String::new());
    out.extend(published(criterion, style));
    out.extend(raised(explanation, style));
    out.extend(sources(explanation, rows, style));
    out.push(String::new());
    out.extend(rule(explanation, style));
    style.plain(&(out.join("\n") + "\n"))
}

fn line(text: &str, style: &Style) -> String {
    wrap(text, style.width, "  ", "  ")
}

fn states(criterion: &CriterionResult, style: &Style) -> Vec<String> {
    let today = state(&criterion.today, criterion, style);
    let mut out = vec![line(&format!("Today: {today}"), style)];
    if let Some(later) = &criterion.on_inspection {
        let later = if *later == criterion.today {
            "the same".to_owned()
        } else {
            state(later, criterion, style)
        };
        out.push(line(&format!("On the inspection date: {later}"), style));
    }
    out
}

fn state(state: &StateResult, criterion: &CriterionResult, style: &Style) -> String {
    let mark = style.mark(state.state, criterion.priority);
    let word = words::state(state.state, criterion.priority);
    let reason = state
        .reason
        .map(|r| format!(", {}", r.words()))
        .unwrap_or_default();
    let detail = if state.detail.is_empty() || said(&criterion.explanation, &state.detail) {
        String::new()
    } else {
        format!(": {}", state.detail)
    };
    format!("{mark} {word}{reason}{detail}")
}

/// Whether the explanation below says it already, perhaps with a capital.
fn said(explanation: &str, detail: &str) -> bool {
    let rest = detail.chars().skip(1).collect::<String>();
    explanation.contains(&rest)
}

fn measured(
    explanation: &Explanation,
    measurement: &MeasurementResult,
    style: &Style,
) -> Vec<String> {
    let mut out = vec![String::new(), style.bold("What was counted")];
    out.push(line(
        &measured_up_to(measurement.measured_at, &explanation.sources),
        style,
    ));
    out.push(line(&counted(measurement), style));
    if let Some(blank) = measurement.blank.filter(|blank| *blank > 0) {
        out.push(line(
            &format!("{blank} blank, unreadable or unknown."),
            style,
        ));
    }
    for left in &measurement.left_out {
        out.push(line(
            &format!("{} {}.", left.rows, words::left_out(left.why)),
            style,
        ));
    }
    for note in &measurement.notes {
        out.push(line(
            &format!("{} {}.", note.rows, words::note(note.what)),
            style,
        ));
    }
    // Of what is not known, how sure the shown part of it would be says nothing.
    let known = explanation.criterion.today.state != State::NotKnown;
    if let Some([low, high]) = measurement.interval.as_ref().filter(|_| known) {
        let sure = match measurement.sure {
            Some(true) => "it lies wholly on one side of the mark for met",
            Some(false) | None => "it crosses the mark for met",
        };
        // Outward, as it was rounded before.
        let low = number::shortened(low, 1, Cut::Down);
        let high = number::shortened(high, 1, Cut::Up);
        out.push(line(
            &format!(
                "95% interval {low}% to {high}%: {sure}{}.",
                nearly(&explanation.criterion, measurement)
            ),
            style,
        ));
    }
    out
}

/// Whether what is nearly met could as well be not met.
fn nearly(criterion: &CriterionResult, measurement: &MeasurementResult) -> &'static str {
    let mark = criterion
        .thresholds
        .as_ref()
        .and_then(|t| t.limits.as_ref()?.nearly.as_deref());
    let number = |text: &str| text.parse::<f64>().ok();
    let (mark, interval) = (mark.and_then(number), measurement.interval.as_ref());
    let within = mark.zip(interval).is_some_and(|(mark, [low, high])| {
        let ends = number(low).zip(number(high));
        ends.is_some_and(|(low, high)| low < mark && mark < high)
    });
    if criterion.today.state == State::Nearly && within {
        ", and the mark for nearly met too, so it could be not met"
    } else {
        ""
    }
}

/// The day that measuring stopped at, and why there: a list's own day, or as-at where none has one.
fn measured_up_to(day: Day, sources: &[SourceEntry]) -> String {
    let why = if sources.iter().any(|source| source.dated == Some(day)) {
        AS_AT_IN_WORDS
    } else {
        "the as-at date"
    };
    format!("Measured up to {}, {why}.", day.long())
}

/// How many of how many, and the value; of a ratio the value alone, for its sides may be sums.
fn counted(measurement: &MeasurementResult) -> String {
    let value = measurement.value.as_ref();
    let value = value.map(|value| number::with_unit(value, measurement.unit));
    if measurement.kind == "ratio" {
        return format!("Value {}.", value.as_deref().unwrap_or("none"));
    }
    format!(
        "{} of {} {}{}.",
        words::thousands(measurement.numerator),
        words::thousands(measurement.denominator),
        english::noun(measurement.denominator, &measurement.of),
        value
            .map(|value| format!(", value {value}"))
            .unwrap_or_default(),
    )
}

fn thresholds(criterion: &CriterionResult, style: &Style) -> Vec<String> {
    let Some(thresholds) = &criterion.thresholds else {
        return Vec::new();
    };
    let basis = words::basis(thresholds.basis, thresholds.source.as_deref());
    let mut out = vec![line(&format!("The thresholds are {basis}."), style)];
    if let Some(shortfall) = &criterion.shortfall {
        out.push(line(&needed(shortfall, criterion.today.state), style));
    }
    out
}

/// What it takes: rows that change to be met, or blanks filled in before anything can be said.
fn needed(shortfall: &Shortfall, state: State) -> String {
    match (state, shortfall.words.split_once(" filled in")) {
        (State::NotKnown, Some((blanks, where_to))) => {
            let (the, verb) = match shortfall.rows {
                _ if blanks.contains("` and `") => ("", "are"),
                _ if blanks.starts_with('`') => ("", "is"),
                1 => ("the ", "is"),
                _ => ("the ", "are"),
            };
            format!("It cannot be judged until {the}{blanks} {verb} filled in{where_to}.")
        }
        (
            State::Met | State::Nearly | State::NotMet | State::NotKnown | State::NotApplicable,
            _,
        ) => format!("To be met it needs {}.", shortfall.words),
    }
}

/// What is published beside the value, and how far it is the same thing.
fn published(criterion: &CriterionResult, style: &Style) -> Vec<String> {
    let Some(first) = criterion.benchmarks.first() else {
        return Vec::new();
    };
    let figures = benchmarks::figures(&criterion.benchmarks).join(", ");
    let mut out = vec![
        style.bold("What is published beside it"),
        line(&format!("{figures} ({}).", first.year), style),
        line(&format!("Measure: {}.", first.measure), style),
    ];
    if let Some(differs) = &first.differs {
        out.push(line(&format!("It differs: {differs}."), style));
    }
    out.push(line(&format!("Source: {}.", first.source), style));
    // Not wrapped, so that it can be copied whole.
    out.push(format!("  {}", first.address));
    out.push(line("No result rests on these figures.", style));
    out.push(String::new());
    out
}

/// How often inspectors raised it at other visits, a line a theme, and who says so.
fn raised(explanation: &Explanation, style: &Style) -> Vec<String> {
    let Some(raised) = &explanation.raised else {
        return Vec::new();
    };
    let mut out = vec![style.bold("How often inspectors raise it")];
    let themes = explanation.criterion.themes.iter();
    out.extend(themes.map(|theme| line(&words::raised(theme, (raised.from, raised.until)), style)));
    let source = format!("Source: {} ({}).", raised.source, raised.licence);
    out.extend([line(&source, style), String::new()]);
    out
}

fn sources(explanation: &Explanation, rows: &str, style: &Style) -> Vec<String> {
    let mut out = vec![style.bold("Where it comes from")];
    if explanation.sources.is_empty() {
        out.push("  no evidence was found for it".to_owned());
    }
    for source in &explanation.sources {
        let sheet = source
            .sheet
            .as_ref()
            .map(|s| format!(", sheet `{s}`"))
            .unwrap_or_default();
        let expires = source.expires.filter(|_| source.date_counts());
        let dated = match (source.dated, expires) {
            (Some(day), Some(last)) => {
                format!("dated {}, stands until {}", day.long(), last.long())
            }
            (Some(day), None) => format!("dated {}", day.long()),
            (None, expires) => dated::undated(&source.dataset, expires, false),
        };
        let joined = source.joined.map(words::joined);
        let joined = joined.map_or_else(String::new, |how| format!("; {how}"));
        let what = if source.dataset == DOCUMENT {
            "document".to_owned()
        } else {
            match source.rows {
                Some(rows) => words::count(rows as u64, "row", "rows"),
                None => "rows withheld".to_owned(),
            }
        };
        out.push(line(
            &format!("{}{sheet}: {what}, {dated}{joined}", source.path),
            style,
        ));
    }
    // Not wrapped, so that it can be copied whole.
    out.push(format!("  The rows: {rows}"));
    out
}

fn rule(explanation: &Explanation, style: &Style) -> Vec<String> {
    let mut out = vec![style.bold("What it tests")];
    for expectation in &explanation.expectations {
        let unsure = if expectation.verified {
            ""
        } else {
            "; wording not confirmed"
        };
        let said = format!(
            "{} {} ({}{unsure})",
            expectation.id, expectation.gist, expectation.source
        );
        out.push(wrap(&said, style.width, "  ", "    "));
    }
    out.push(line(
        &format!("Rule: {}", explanation.criterion.rule),
        style,
    ));
    out.push(line(&format!("Why it matters: {}", explanation.why), style));
    let first = explanation.first.iter();
    out.extend(first.map(|first| line(&format!("First: {first}"), style)));
    out.push(line(
        &format!("To close a gap: {}", explanation.improve),
        style,
    ));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{DatedBy, Role};

    fn source(dated: Option<&str>) -> SourceEntry {
        SourceEntry {
            path: "visits.csv".to_owned(),
            sheet: None,
            title: String::new(),
            dataset: "visits".to_owned(),
            sha256: String::new(),
            dated: dated.and_then(Day::parse_iso),
            dated_by: DatedBy::Name,
            expires: None,
            rows: Some(0),
            role: Role::Judged,
            joined: None,
            first_answer: None,
            used_by: Vec::new(),
        }
    }

    #[test]
    fn blanks_filled_in_let_it_be_judged_and_do_not_promise_that_it_is_met() {
        let said = |rows, words: &str, state| {
            let words = words.to_owned();
            needed(&Shortfall { rows, words }, state)
        };
        assert_eq!(
            said(354, "354 blank answers filled in", State::NotKnown),
            "It cannot be judged until the 354 blank answers are filled in."
        );
        assert_eq!(
            said(1, "1 blank answer filled in", State::NotKnown),
            "It cannot be judged until the 1 blank answer is filled in."
        );
        assert_eq!(
            said(
                120,
                "`Left on` filled in where it should be",
                State::NotKnown
            ),
            "It cannot be judged until `Left on` is filled in where it should be."
        );
        assert_eq!(
            said(60, "`Agreed` and `Recorded` filled in", State::NotKnown),
            "It cannot be judged until `Agreed` and `Recorded` are filled in."
        );
        assert_eq!(
            said(2, "2 more visits on time", State::NotMet),
            "To be met it needs 2 more visits on time."
        );
    }

    #[test]
    fn measuring_stops_at_the_day_of_a_list_and_at_as_at_where_no_list_has_one() {
        let day = Day::parse_iso("2026-09-30").unwrap();
        assert_eq!(
            measured_up_to(
                day,
                &[source(Some("2026-10-02")), source(Some("2026-09-30"))]
            ),
            "Measured up to 30 September 2026, the day that its lists speak for."
        );
        assert_eq!(
            measured_up_to(day, &[source(None)]),
            "Measured up to 30 September 2026, the as-at date."
        );
    }

    #[test]
    fn what_is_nearly_met_by_few_could_be_not_met_and_that_is_said() {
        use crate::assess::fixture::{measurement_result, result};
        use crate::assessment::{Limits, ThresholdsResult};
        use crate::pack::{Basis, Direction};
        let said = |state: State, low: &str, high: &str| {
            let mut criterion = result("a", state);
            criterion.thresholds = Some(ThresholdsResult {
                met: "at least 90%".to_owned(),
                nearly: Some("at least 75%".to_owned()),
                limits: Some(Limits {
                    direction: Direction::AtLeast,
                    met: "90".to_owned(),
                    nearly: Some("75".to_owned()),
                }),
                basis: Basis::Suggested,
                source: None,
                pack_met: None,
                statute_loosened: false,
            });
            let mut measurement = measurement_result();
            measurement.interval = Some([low.to_owned(), high.to_owned()]);
            !nearly(&criterion, &measurement).is_empty()
        };
        assert!(said(State::Nearly, "70.5", "92.1"));
        assert!(!said(State::Nearly, "76", "92.1"));
        // Met, it is the mark for met that matters.
        assert!(!said(State::Met, "70.5", "95"));
    }
}
