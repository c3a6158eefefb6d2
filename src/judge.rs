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
use crate::measure::{LeftOut, Measured, Measurement, Outcome, Ratio};
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
            detail: "the evidence has no date, so it counts for no more than nearly met".into(),
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
    let has_something = match &measured.outcome {
        // That a document is too old is itself an answer, and stays one.
        Outcome::Decided {
            state: State::NotMet,
            ..
        } => measured.undated || !matches!(criterion.measure, Measure::Document(_)),
        Outcome::Measured(_)
        | Outcome::TooFew(..)
        | Outcome::Decided { .. }
        | Outcome::NotApplicable(_) => true,
        Outcome::NotKnown(..) => false,
    };
    if !has_something {
        return None;
    }
    if let Some(expires) = measured.expires.filter(|last| *last < when.day()) {
        let why = format!("the evidence stood until {}", expires.long());
        return Some(StateResult::not_known(Reason::Stale, why));
    }
    let undated = measured.undated && matches!(when, When::Inspection(_));
    undated.then(|| {
        let why = "the evidence has no date, so it does not stand on the inspection date";
        StateResult::not_known(Reason::Stale, why)
    })
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
    let worst = worst_value(m, thresholds.met.direction);
    let worst_state = match worst {
        Some(worst) => state_of(worst, thresholds),
        // Blanks without a bound could take it anywhere.
        None if blanks(m) > 0 => Some(State::NotMet),
        None => Some(state),
    };
    match worst_state {
        None => could_not("the numbers are too large to compare with the threshold"),
        Some(worst_state) if worst_state == state => StateResult::of(state),
        Some(worst_state) => {
            let why = sentence::blanks(m, thresholds, (state, value), (worst_state, worst));
            StateResult::not_known(Reason::Blanks, why)
        }
    }
}

fn worst_value(m: &Measurement, direction: Direction) -> Option<Ratio> {
    match direction {
        Direction::AtLeast => m.lowest,
        Direction::AtMost => m.highest,
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
