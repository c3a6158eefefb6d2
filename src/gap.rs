//! Gaps: criteria short of met or about to go stale, with what would close them, in order.

pub mod against;
pub mod first;
pub mod gain;
pub mod path;
#[cfg(test)]
mod path_tests;
pub mod shortfall;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;

use crate::assessment::{ActionResult, ActionState, CriterionResult, Gap, StateResult};
use crate::calendar::{Calendar, Day, Span, Unit};
use crate::evidence::actions::{Action, Stands};
use crate::judge::{Reason, State};
use crate::measure::Ratio;
use crate::pack::{Criterion, Limits, Measure};

/// A criterion that may have a gap, with what was found for it.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The criterion.
    pub criterion: &'a Criterion,
    /// Its result.
    pub result: &'a CriterionResult,
    /// What was found.
    pub found: &'a str,
    /// What was expected.
    pub expected: &'a str,
    /// What it was found in, with its date.
    pub source: &'a str,
    /// What to put where before it can be judged.
    pub first: Option<&'a str>,
    /// Whether a list or document that it rests on has no date.
    pub undated: bool,
    /// The first day of which its evidence, made anew, stands on the inspection date, or else today.
    pub renew_from: Option<Day>,
}

/// What gaps are seen against.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The day the run speaks for.
    pub as_at: Day,
    /// The planned inspection date.
    pub inspection: Option<Day>,
    /// The pack's limits.
    pub limits: Limits,
    /// The working-day calendar.
    pub calendar: &'a Calendar,
    /// The improvement actions.
    pub actions: &'a [Action],
}

/// Every gap, the first to close first, for the areas that the run shows.
///
/// The order is: priority, then not met, not known, nearly met, going stale; then what closing it
/// gains in all its areas together; then what more visits raised; then effort; then id.
pub fn gaps(
    candidates: &[Candidate<'_>],
    weights: &gain::Weights<'_>,
    setting: &Setting<'_>,
) -> Vec<Gap> {
    let mut found: Vec<(Order, Gap)> = candidates
        .iter()
        .filter_map(|c| gap(c, weights, setting))
        .collect();
    found.sort_by(|(a, g), (b, h)| a.compare(b).then_with(|| g.criterion.cmp(&h.criterion)));
    let ranked = found
        .into_iter()
        .zip(1..)
        .map(|((_, gap), rank)| Gap { rank, ..gap });
    ranked.collect()
}

/// Whether a criterion has a gap: short of met today, or met and worse on the inspection date.
pub fn has_gap(result: &CriterionResult) -> bool {
    class(result).is_some()
}

/// Whether its evidence goes out of date by the inspection: it does then and not today, or age alone
/// makes it worse than met or nearly met.
pub fn is_going_stale(result: &CriterionResult) -> bool {
    let stale = |state: &StateResult| state.reason == Some(Reason::Stale);
    let then_alone = result.on_inspection.as_ref().is_some_and(stale) && !stale(&result.today);
    then_alone || loses_its_state(result)
}

/// Whether it is met or nearly met today and worse on the inspection date.
fn loses_its_state(result: &CriterionResult) -> bool {
    match (result.today.state, &result.on_inspection) {
        (today @ (State::Met | State::Nearly), Some(then)) => {
            then.state != State::NotApplicable && then.state > today
        }
        (State::Met | State::Nearly, None)
        | (State::NotMet | State::NotKnown | State::NotApplicable, _) => false,
    }
}

/// The kinds of gap, the first to close first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    NotMet,
    NotKnown,
    Nearly,
    GoingStale,
}

fn class(result: &CriterionResult) -> Option<Class> {
    match result.today.state {
        State::NotMet => Some(Class::NotMet),
        State::NotKnown => Some(Class::NotKnown),
        State::Nearly => Some(Class::Nearly),
        State::Met if loses_its_state(result) => Some(Class::GoingStale),
        State::Met | State::NotApplicable => None,
    }
}

struct Order {
    priority: bool,
    class: Class,
    gain: Ratio,
    /// How many visits raised its theme; a criterion without one comes after those that have one.
    raised: u64,
    effort: crate::pack::Effort,
}

impl Order {
    fn compare(&self, other: &Self) -> Ordering {
        let priority = other.priority.cmp(&self.priority);
        priority
            .then_with(|| self.class.cmp(&other.class))
            .then_with(|| gain::compare(other.gain, self.gain))
            .then_with(|| other.raised.cmp(&self.raised))
            .then_with(|| self.effort.cmp(&other.effort))
    }
}

fn gap(
    candidate: &Candidate<'_>,
    weights: &gain::Weights<'_>,
    setting: &Setting<'_>,
) -> Option<(Order, Gap)> {
    let Candidate {
        criterion, result, ..
    } = candidate;
    let class = class(result)?;
    // What only goes stale gains nothing today: what counts is what refreshing it keeps.
    let from = match (class, &result.on_inspection) {
        (Class::GoingStale, Some(then)) => then.state,
        (Class::GoingStale | Class::NotMet | Class::NotKnown | Class::Nearly, _) => {
            result.today.state
        }
    };
    let gains = weights.gains(result, from);
    let order = Order {
        priority: result.priority,
        class,
        gain: gain::total(&gains),
        raised: result.themes.first().map_or(0, |theme| theme.visits),
        effort: criterion.effort,
    };
    let (found, expected) = told(candidate, class, setting);
    let gap = Gap {
        criterion: result.id.clone(),
        rank: 0,
        state: result.today.state,
        reason: reason(&result.today, class),
        found,
        expected,
        source: candidate.source.to_owned(),
        shortfall: result.shortfall.clone(),
        first: candidate.first.map(str::to_owned),
        improve: improve(candidate, class, setting),
        owner: result.owner.clone(),
        due: due(result, setting),
        effort: criterion.effort,
        gain: gain::shown(&gains),
        action: action(result, setting.actions),
        waived: result.waiver.as_ref().is_some_and(|w| w.in_force),
        going_stale: is_going_stale(result),
    };
    Some((order, gap))
}

fn reason(today: &StateResult, class: Class) -> Option<Reason> {
    match class {
        Class::GoingStale => Some(Reason::Stale),
        Class::NotMet | Class::NotKnown | Class::Nearly => today.reason,
    }
}

/// What to do: what the criterion says, or newer evidence where age alone is what is wrong.
fn improve(candidate: &Candidate<'_>, class: Class, setting: &Setting<'_>) -> String {
    let today = &candidate.result.today;
    let age_alone = match class {
        Class::GoingStale => true,
        Class::NotKnown => today.reason == Some(Reason::Stale),
        // Where its number alone decides, there is no detail.
        Class::Nearly => candidate.undated && !today.detail.is_empty(),
        Class::NotMet => false,
    };
    match (age_alone, candidate.undated) {
        (true, true) => date_it(candidate, setting),
        (true, false) => newer(candidate, setting),
        (false, _) => candidate.criterion.improve.clone(),
    }
}

/// What is made anew, and of which day it must be: made when the old one runs out, it may run out
/// before the inspection too.
fn newer(candidate: &Candidate<'_>, setting: &Setting<'_>) -> String {
    let what = match &candidate.criterion.measure {
        Measure::Document(_) => "Review the document and have it approved anew".to_owned(),
        Measure::Statement(statement) => format!("Have the {} answer again", statement.by),
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_) => "Export its lists again".to_owned(),
    };
    let due = due(candidate.result, setting);
    match (candidate.renew_from, due, setting.inspection) {
        (Some(from), Some(due), Some(inspection)) if from > due => format!(
            "{what} by {}, and once more on or after {}: only that stands on {}.",
            due.long(),
            from.long(),
            inspection.long()
        ),
        (Some(from), ..) => format!("{what}, dated {} or later.", from.long()),
        (None, ..) => format!("{what}, with its date in its name."),
    }
}

/// Where the day goes that evidence without one speaks for, and which day stands at the inspection.
fn date_it(candidate: &Candidate<'_>, setting: &Setting<'_>) -> String {
    let say = "Put the day that it speaks for in the file's name, or in `evidence.toml`";
    match (candidate.renew_from, setting.inspection) {
        (Some(from), Some(inspection)) => format!(
            "{say}. On {} only what is dated {} or later still stands.",
            inspection.long(),
            from.long()
        ),
        (Some(_) | None, _) => format!("{say}."),
    }
}

/// What was found and expected; for what only goes stale, until when it stands and until when it should.
fn told(candidate: &Candidate<'_>, class: Class, setting: &Setting<'_>) -> (String, String) {
    match (class, setting.inspection) {
        (Class::GoingStale, Some(inspection)) => {
            let until = match candidate.result.expires {
                Some(day) => format!("stands until {}", day.long()),
                None => "has no date to stand by".to_owned(),
            };
            (
                format!("{}; met today, on evidence that {until}", candidate.found),
                format!("evidence that still stands on {}", inspection.long()),
            )
        }
        (Class::GoingStale | Class::NotMet | Class::NotKnown | Class::Nearly, _) => {
            (candidate.found.to_owned(), candidate.expected.to_owned())
        }
    }
}

/// So many working days before the inspection, or when the evidence runs out if that is sooner; never
/// before as-at. Without an inspection date, or past the calendar's horizon, only the evidence says.
fn due(result: &CriterionResult, setting: &Setting<'_>) -> Option<Day> {
    let before = Span {
        count: setting.limits.closing_days,
        unit: Unit::WorkingDays,
    };
    let inspection = setting.inspection;
    let closing = inspection.and_then(|day| setting.calendar.minus(day, before).ok());
    let soonest = closing.into_iter().chain(result.expires).min()?;
    Some(soonest.max(setting.as_at))
}

/// Overdue if any open action for it is, else undated if one has no day due, in hand if there is
/// another, with the first day due; done if all that is left is done, which where it is met leaves
/// only evidence to make anew, for which there is no action yet.
fn action(result: &CriterionResult, actions: &[Action]) -> ActionResult {
    let due = |stands| {
        let mut of = actions
            .iter()
            .filter(|a| a.stands == stands && a.criteria.contains(&result.id))
            .peekable();
        of.peek()?;
        Some(of.filter_map(|a| a.due).min())
    };
    let worst_first = [
        (Stands::Overdue, ActionState::Overdue),
        (Stands::Undated, ActionState::Undated),
        (Stands::InHand, ActionState::InHand),
        (Stands::Done, ActionState::Done),
    ];
    let worst = worst_first
        .into_iter()
        .filter(|(stands, _)| *stands != Stands::Done || result.today.state != State::Met)
        .find_map(|(stands, state)| Some((state, due(stands)?)));
    let (state, due) = worst.unwrap_or((ActionState::Missing, None));
    // The day that a done action was due says nothing of the gap that it left.
    let due = due.filter(|_| state != ActionState::Done);
    ActionResult { state, due }
}
