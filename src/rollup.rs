//! Rolling criteria up to areas: assured, observed, coverage, level, and how an area is known.

mod known;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use crate::assessment::{AreaState, Counts, Fraction, Level};
use crate::judge::State;
use crate::pack::Marks;

pub use known::kinds_of_evidence;

/// One criterion as an area sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted<'a> {
    /// Its slug.
    pub id: &'a str,
    /// Its weight.
    pub weight: u32,
    /// Whether not meeting it caps the area.
    pub priority: bool,
    /// Its state.
    pub state: State,
}

/// How an area stands when its criteria stand as they do.
pub fn roll_up(criteria: &[Counted<'_>], marks: Marks) -> AreaState {
    let sums = Sums::of(criteria);
    let capped_by = ids(criteria, |c| c.priority && c.state == State::NotMet);
    let (level, missing) = level(criteria, &sums, marks, !capped_by.is_empty());
    AreaState {
        level,
        assured: fraction(sums.half_credits, 2 * sums.all),
        observed: fraction(sums.half_credits, 2 * sums.known),
        coverage: fraction(sums.known, sums.all),
        counts: counts(criteria),
        capped_by,
        missing,
    }
}

/// Whether a fraction reaches a mark in percent.
pub fn reaches(fraction: Option<Fraction>, mark: u8) -> bool {
    fraction.is_some_and(|f| {
        u128::from(f.numerator) * 100 >= u128::from(mark) * u128::from(f.denominator)
    })
}

/// Weights of the applicable criteria, summed.
struct Sums {
    all: u64,
    known: u64,
    half_credits: u64,
}

impl Sums {
    fn of(criteria: &[Counted<'_>]) -> Self {
        let mut sums = Self {
            all: 0,
            known: 0,
            half_credits: 0,
        };
        for c in criteria.iter().filter(|c| c.state != State::NotApplicable) {
            let weight = u64::from(c.weight);
            sums.all += weight;
            sums.half_credits += weight * c.state.half_credits();
            if c.state.is_known() {
                sums.known += weight;
            }
        }
        sums
    }
}

/// The first rule that applies, with the criteria whose state is missing where that is why.
fn level(
    criteria: &[Counted<'_>],
    sums: &Sums,
    marks: Marks,
    capped: bool,
) -> (Level, Vec<String>) {
    if capped {
        return (Level::NotReady, Vec::new());
    }
    let coverage = fraction(sums.known, sums.all);
    if coverage.is_none() || !reaches(coverage, marks.coverage_minimum) {
        return (
            Level::CannotSay,
            ids(criteria, |c| c.state == State::NotKnown),
        );
    }
    let missing = ids(criteria, |c| c.priority && c.state == State::NotKnown);
    if !missing.is_empty() {
        return (Level::CannotSay, missing);
    }
    let assured = fraction(sums.half_credits, 2 * sums.all);
    let level = if reaches(assured, marks.ready) {
        Level::Ready
    } else if reaches(assured, marks.nearly) {
        Level::NearlyReady
    } else {
        Level::NotReady
    };
    (level, Vec::new())
}

fn fraction(numerator: u64, denominator: u64) -> Option<Fraction> {
    (denominator > 0).then_some(Fraction {
        numerator,
        denominator,
    })
}

fn counts(criteria: &[Counted<'_>]) -> Counts {
    let mut counts = Counts::default();
    for c in criteria {
        match c.state {
            State::Met => counts.met += 1,
            State::Nearly => counts.nearly += 1,
            State::NotMet => counts.not_met += 1,
            State::NotKnown => counts.not_known += 1,
            State::NotApplicable => counts.not_applicable += 1,
        }
    }
    counts
}

fn ids(criteria: &[Counted<'_>], wanted: impl Fn(&Counted<'_>) -> bool) -> Vec<String> {
    let mut ids: Vec<String> = criteria
        .iter()
        .filter(|c| wanted(c))
        .map(|c| c.id.to_owned())
        .collect();
    ids.sort();
    ids
}
