//! Judging: a measurement against thresholds gives a state, today and on the inspection date.
//!
//! Everything is decided on exact fractions. Blanks never help: a state stands only if it would be
//! the same with every blank on the worse side of the threshold.

pub mod number;
pub mod sentence;
#[cfg(test)]
mod tests;
pub mod wilson;

use crate::calendar::Day;
use crate::measure::{self, LeftOut, Measured, Measurement, Outcome, Ratio, Unfilled};
use crate::pack::measures::Cap;
use crate::pack::{Criterion, Direction, Limit, Measure, Thresholds};

pub use crate::state::{Reason, State, StateResult};

/// The day that a state is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// The day the run speaks for.
    Today(Day),
    /// The planned inspection date, if nothing is refreshed by then.
    Inspection(Day),
}

impl When {
    /// The day itself.
    pub fn day(self) -> Day {
        match self {
            Self::Today(day) | Self::Inspection(day) => day,
        }
    }
}

/// The state of a criterion on a day, from what its measure came to.
pub fn judge(criterion: &Criterion, measured: &Measured, when: When) -> StateResult {
    if let Some(stale) = out_of_date(criterion, measured, when) {
        return stale;
    }
    let judged = match &measured.outcome {
        Outcome::Measured(m) => by_thresholds(criterion, m),
        Outcome::Decided { state, .. } => StateResult::of(capped(criterion, *state)),
        Outcome::TooFew(_, why) => StateResult::not_known(Reason::TooFew, why),
        Outcome::NotKnown(reason, why) => StateResult::not_known(*reason, why),
        Outcome::NotApplicable(why) => StateResult::not_applicable(why),
    };
    if measured.undated && judged.state == State::Met {
        return StateResult {
            state: State::Nearly,
            reason: None,
            detail: "the evidence is undated, so it is nearly met at best".into(),
        };
    }
    judged
}

/// Whether a value reaches a limit; none when the numbers are too large to compare.
pub fn reaches(value: Ratio, limit: Limit) -> Option<bool> {
    let found = value
        .numerator
        .checked_mul(i128::from(crate::table::SCALE))?;
    let wanted = value.denominator.checked_mul(i128::from(limit.value))?;
    Some(match limit.direction {
        Direction::AtLeast => found >= wanted,
        Direction::AtMost => found <= wanted,
    })
}

/// The state of a value by thresholds alone; none when the numbers are too large to compare.
pub fn state_of(value: Ratio, thresholds: &Thresholds) -> Option<State> {
    if reaches(value, thresholds.met)? {
        return Some(State::Met);
    }
    Some(match thresholds.nearly {
        Some(nearly) if reaches(value, nearly)? => State::Nearly,
        Some(_) | None => State::NotMet,
    })
}

/// How many answers were blank, unreadable or unknown, wherever the kind of measure puts them.
pub fn blanks(m: &Measurement) -> u64 {
    // A blank answer that is left out is among the blank ones already.
    let elsewhere = |why: LeftOut| why.for_a_blank() && why != LeftOut::BlankAnswer;
    let left_out = m.left_out.iter().filter(|(why, _)| elsewhere(*why));
    m.blank + left_out.map(|(_, rows)| rows).sum::<u64>()
}

fn out_of_date(criterion: &Criterion, measured: &Measured, when: When) -> Option<StateResult> {
    // That a document is too old, or that nothing shows how old it is, is itself an answer.
    let is_answer = match &measured.outcome {
        Outcome::Decided { state, .. } => {
            *state == State::NotMet && matches!(criterion.measure, Measure::Document(_))
        }
        Outcome::Measured(_)
        | Outcome::TooFew(..)
        | Outcome::NotKnown(..)
        | Outcome::NotApplicable(_) => false,
    };
    let has_something = match &measured.outcome {
        Outcome::Decided { .. } => !is_answer || measured.undated,
        Outcome::Measured(_) | Outcome::TooFew(..) | Outcome::NotApplicable(_) => true,
        Outcome::NotKnown(..) => false,
    };
    if !has_something {
        return None;
    }
    if let Some(expires) = measured.expires.filter(|last| *last < when.day()) {
        let why = format!("the evidence stood until {}", expires.long());
        return Some(StateResult::not_known(Reason::Stale, why));
    }
    let why = match when {
        When::Inspection(_) if measured.undated => {
            "the evidence is undated, so it is out of date on the inspection date"
        }
        When::Today(_) if measured.ageless && !is_answer => {
            "the evidence is undated and out of date, as no day read in it says how old it is"
        }
        When::Inspection(_) | When::Today(_) => return None,
    };
    Some(StateResult::not_known(Reason::Stale, why))
}

fn by_thresholds(criterion: &Criterion, m: &Measurement) -> StateResult {
    let could_not = |why: &str| StateResult::not_known(Reason::CouldNotCompute, why);
    let Some(thresholds) = &criterion.thresholds else {
        return could_not("the criterion has no threshold to judge by");
    };
    let Some(value) = m.value else {
        return could_not("no value came out of the measure");
    };
    let Some(state) = state_of(value, thresholds) else {
        return could_not("the numbers are too large to compare with the threshold");
    };
    if !m.unanswered.is_empty() && could_differ(m, thresholds, state) {
        let why = measure::unanswered(&m.unanswered);
        return StateResult::not_known(Reason::Blanks, why);
    }
    for against in worse_sides(m, thresholds.met.direction) {
        let Some(worst_state) = against.state(state, thresholds) else {
            return could_not("the numbers are too large to compare with the threshold");
        };
        if worst_state > state {
            let why = sentence::worse(m, thresholds, (state, value), (worst_state, against));
            return StateResult::not_known(against.cause.reason(), why);
        }
    }
    StateResult::of(state)
}

/// Whether blanks could change the state either way.
///
/// A column in which no row is answered is as good as missing: a state that rests on it is no answer.
fn could_differ(m: &Measurement, thresholds: &Thresholds, stands: State) -> bool {
    let state = |bound: Option<Ratio>| bound.and_then(|value| state_of(value, thresholds));
    [m.lowest, m.highest]
        .into_iter()
        .any(|bound| state(bound) != Some(stands))
}

/// A value as it would be on the worse side of its threshold.
#[derive(Debug, Clone, Copy)]
struct Against<'m> {
    /// The value; none where it could be anything, or where there is nothing in doubt.
    value: Option<Ratio>,
    /// Whether something is in doubt.
    in_doubt: bool,
    /// What is in doubt.
    cause: Cause<'m>,
}

/// What keeps a value from being taken as it stands.
#[derive(Debug, Clone, Copy)]
enum Cause<'m> {
    /// Single blank answers.
    Blanks,
    /// Columns that are blank in every row.
    Unfilled(&'m [Unfilled]),
    /// Records that stand on several rows; how many rows too many.
    Repeats(u64),
}

impl Cause<'_> {
    fn reason(self) -> Reason {
        match self {
            Self::Blanks | Self::Unfilled(_) => Reason::Blanks,
            Self::Repeats(_) => Reason::Unresolved,
        }
    }
}

impl Against<'_> {
    /// The state there; none when the numbers are too large to compare.
    fn state(self, stands: State, thresholds: &Thresholds) -> Option<State> {
        match self.value {
            Some(worst) => state_of(worst, thresholds),
            // Without a bound it could be anything.
            None if self.in_doubt => Some(State::NotMet),
            None => Some(stands),
        }
    }
}

/// The value with every blank on the worse side, then with nothing resting on a column that is blank
/// throughout, then with every record counted once.
fn worse_sides(m: &Measurement, direction: Direction) -> impl Iterator<Item = Against<'_>> {
    let worse = move |lowest, highest| match direction {
        Direction::AtLeast => lowest,
        Direction::AtMost => highest,
    };
    let blanks = Against {
        value: worse(m.lowest, m.highest),
        in_doubt: blanks(m) > 0,
        cause: Cause::Blanks,
    };
    let doubt = m.doubt.iter().map(move |doubt| Against {
        value: worse(doubt.lowest, doubt.highest),
        in_doubt: true,
        cause: Cause::Unfilled(&doubt.columns),
    });
    let repeated = m.repeated.iter().map(move |repeated| Against {
        value: worse(repeated.lowest, repeated.highest),
        in_doubt: true,
        cause: Cause::Repeats(repeated.rows),
    });
    std::iter::once(blanks).chain(doubt).chain(repeated)
}

/// The columns, blank in every row, that keep a value from being judged where single blanks do not.
pub fn unfilled<'m>(criterion: &Criterion, m: &'m Measurement) -> &'m [Unfilled] {
    let found = criterion.thresholds.as_ref().zip(m.value);
    let found = found.and_then(|(thresholds, value)| {
        let state = state_of(value, thresholds)?;
        if !m.unanswered.is_empty() && could_differ(m, thresholds, state) {
            return None;
        }
        let mut sides = worse_sides(m, thresholds.met.direction);
        sides.find(|against| against.state(state, thresholds) > Some(state))
    });
    match found.map(|against| against.cause) {
        Some(Cause::Unfilled(columns)) => columns,
        Some(Cause::Blanks | Cause::Repeats(_)) | None => &[],
    }
}

fn capped(criterion: &Criterion, state: State) -> State {
    match &criterion.measure {
        Measure::Statement(s) if s.cap == Cap::Nearly && state == State::Met => State::Nearly,
        Measure::Statement(_)
        | Measure::Document(_)
        | Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_) => state,
    }
}
