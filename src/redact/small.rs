//! Which measurements would let a number from 1 to 5 be told.
//!
//! A measurement shows whole or not at all. It is withheld if one of its own numbers is small (what
//! meets, what does not, what they are out of), and then if it would let a small number be worked out
//! with one that shows already: as the difference of two numbers of the same list, as a total less two
//! of its parts, as one corner of a table of two questions, or from a state that leaves one small
//! number over. What is judged by columns of one with a small number goes with it: the states of several
//! narrow down what one alone does not.

use std::collections::BTreeSet;

use crate::assessment::{Audience, CriterionResult, Limits, MeasurementResult};
use crate::judge::State;
use crate::pack::Direction;
use crate::table::SCALE;

/// The largest number that is small.
pub(super) const SMALL: u64 = 5;

/// The fewest that a percentage may be out of.
const FEWEST: u64 = 10;

/// For each criterion, whether its measurement is withheld; false where there is none.
pub(super) fn withheld(criteria: &[CriterionResult], audience: Audience) -> Vec<bool> {
    let measured: Vec<Option<Measured<'_>>> = criteria.iter().map(Measured::of).collect();
    let mut order: Vec<(&CriterionResult, usize)> = criteria.iter().zip(0..).collect();
    // What matters most shows first.
    order.sort_by_key(|(c, _)| (!c.priority, std::cmp::Reverse(c.weight), c.id.as_str()));
    let mut kept: Vec<(usize, &Measured<'_>)> = Vec::new();
    for (_, at) in order {
        let Some(Some(new)) = measured.get(at) else {
            continue;
        };
        if new.shows_alone(audience) && !gives_away(new, &kept) {
            kept.push((at, new));
        }
    }
    let is_kept = |kept: &[(usize, &Measured<'_>)], at: usize| kept.iter().any(|(k, _)| *k == at);
    // One that goes may leave the next one open, so look again until nothing goes.
    while let Some(open) = kept.iter().position(|(_, shown)| {
        let hidden = measured
            .iter()
            .zip(0..)
            .filter(|(_, at)| !is_kept(&kept, *at));
        hidden
            .filter_map(|(hidden, _)| hidden.as_ref())
            .any(|hidden| hidden.is_told_by(shown, audience))
    }) {
        kept.remove(open);
    }
    let each = measured.iter().zip(0..);
    each.map(|(measured, at)| measured.is_some() && !is_kept(&kept, at))
        .collect()
}

/// Whether a number is one that must not show.
pub(super) fn is_small(number: u64) -> bool {
    (1..=SMALL).contains(&number)
}

/// A number up to the next multiple of 5, as the public sees it.
pub(super) fn rounded(number: u64) -> u64 {
    number.div_ceil(5) * 5
}

/// What was measured, as far as it could give numbers away.
struct Measured<'a> {
    criterion: &'a CriterionResult,
    result: &'a MeasurementResult,
    numbers: Vec<Number<'a>>,
}

/// A number of a list, with every column that it depends on.
struct Number<'a> {
    value: u64,
    columns: &'a BTreeSet<String>,
}

impl Number<'_> {
    /// Whether one of the two can be a part of the other.
    fn compares(&self, other: &Number<'_>) -> bool {
        self.columns.is_subset(other.columns) || other.columns.is_subset(self.columns)
    }
}

impl<'a> Measured<'a> {
    fn of(criterion: &'a CriterionResult) -> Option<Self> {
        let result = criterion.measurement.as_ref()?;
        let (chosen, judged) = (&result.population.chosen_by, &result.population.judged_by);
        let of = |value, columns| Number { value, columns };
        let (part, whole) = (result.numerator, result.denominator);
        let numbers = match result.kind.as_str() {
            "count" => vec![of(part, chosen)],
            "ratio" => vec![of(part, judged), of(whole, judged)],
            "duration" => vec![of(whole, judged)],
            _ => vec![
                of(whole, chosen),
                of(part, judged),
                of(whole.saturating_sub(part), judged),
            ],
        };
        Some(Self {
            criterion,
            result,
            numbers,
        })
    }

    fn is_percentage(&self) -> bool {
        !matches!(self.result.kind.as_str(), "count" | "ratio" | "duration")
    }

    /// Whether none of its own numbers is small, as they are and as the audience sees them.
    fn shows_alone(&self, audience: Audience) -> bool {
        let (part, whole) = (self.result.numerator, self.result.denominator);
        let small = self.numbers.iter().any(|number| is_small(number.value));
        let rounds = match (audience, self.result.kind.as_str()) {
            (Audience::Internal | Audience::Board, _)
            | (Audience::Public, "ratio" | "duration") => true,
            // Rounded, it must not seem to reach a limit that it does not.
            (Audience::Public, "count") => self.would_be(rounded(part), 1, 1),
            // Rounded, the rest must not look like a small number.
            (Audience::Public, _) => !is_small(rounded(whole).saturating_sub(rounded(part))),
        };
        let enough = matches!(self.result.kind.as_str(), "count" | "ratio") || whole >= FEWEST;
        enough && rounds && !small
    }

    /// Whether what another shows tells more of it than its state does.
    fn is_told_by(&self, shown: &Measured<'_>, audience: Audience) -> bool {
        let (own, other) = (&self.result.population, &shown.result.population);
        let holds = self.is_within(shown) || shown.is_within(self);
        let narrows = own.list == other.list && holds && !self.shows_alone(audience);
        narrows || self.has_one_small_number(shown)
    }

    /// Whether it is judged by columns of another alone.
    fn is_within(&self, other: &Measured<'_>) -> bool {
        let judged = &self.result.population.judged_by;
        judged.is_subset(&other.result.population.judged_by)
    }

    /// Whether its state, out of the number that another shows, leaves one small number over.
    fn has_one_small_number(&self, shown: &Measured<'_>) -> bool {
        let (own, other) = (&self.result.population, &shown.result.population);
        if !self.is_percentage()
            || own.list != other.list
            || own.chosen_by != other.chosen_by
            || self.result.denominator != shown.result.denominator
        {
            return false;
        }
        let whole = self.result.denominator;
        let low = 1..=SMALL.min(whole);
        let high = whole.saturating_sub(SMALL).max(SMALL + 1)..whole;
        let mut fits = low
            .chain(high)
            .filter(|part| self.would_be(*part, whole, 100));
        fits.next().is_some() && fits.next().is_none()
    }

    /// Whether so many, of so many and times so much, would have the state that it has.
    fn would_be(&self, part: u64, whole: u64, times: u128) -> bool {
        let limits = self.criterion.thresholds.as_ref();
        let Some(limits) = limits.and_then(|t| t.limits.as_ref()) else {
            return false;
        };
        state_of(limits, part, whole, times) == self.criterion.today.state
    }
}

/// The state by limits alone of so many, of so many and times so much.
pub(super) fn state_of(limits: &Limits, part: u64, whole: u64, times: u128) -> State {
    let reaches = |limit: &str| {
        let value = u128::from(part) * times * u128::from(SCALE.unsigned_abs());
        let limit = millionths(limit).map(|limit| limit * u128::from(whole));
        limit.is_some_and(|limit| match limits.direction {
            Direction::AtLeast => value >= limit,
            Direction::AtMost => value <= limit,
        })
    };
    if reaches(&limits.met) {
        State::Met
    } else if limits.nearly.as_deref().is_some_and(reaches) {
        State::Nearly
    } else {
        State::NotMet
    }
}

/// A decimal of zero or more as millionths.
pub(super) fn millionths(decimal: &str) -> Option<u128> {
    let (whole, rest) = decimal.split_once('.').unwrap_or((decimal, ""));
    format!("{whole}{rest:0<6}").parse().ok()
}

/// Whether a small number could be worked out from a measurement and those that show already.
fn gives_away(new: &Measured<'_>, kept: &[(usize, &Measured<'_>)]) -> bool {
    let list = &new.result.population.list;
    let beside: Vec<&Measured<'_>> = kept
        .iter()
        .map(|(_, shown)| *shown)
        .filter(|shown| shown.result.population.list == *list)
        .collect();
    beside.iter().any(|shown| differ(new, shown)) || parts(new, &beside) || crosses(new, &beside)
}

/// Whether one is judged by all the columns of two others that do not hold each other: then the table
/// of both together could be worked out.
fn crosses(new: &Measured<'_>, beside: &[&Measured<'_>]) -> bool {
    let all = || beside.iter().copied().chain([new]);
    let held = |both: &Measured<'_>, one: &Measured<'_>, other: &Measured<'_>| {
        one.is_within(both)
            && other.is_within(both)
            && !one.is_within(other)
            && !other.is_within(one)
    };
    all().any(|a| beside.iter().any(|b| held(new, a, b) || held(a, new, b)))
}

/// Whether two numbers of which one may be a part of the other differ by a small number.
fn differ(new: &Measured<'_>, shown: &Measured<'_>) -> bool {
    pairs(new, shown).any(|(a, b)| a.compares(b) && is_small(a.value.abs_diff(b.value)))
}

fn pairs<'p>(
    a: &'p Measured<'_>,
    b: &'p Measured<'_>,
) -> impl Iterator<Item = (&'p Number<'p>, &'p Number<'p>)> {
    a.numbers
        .iter()
        .flat_map(move |a| b.numbers.iter().map(move |b| (a, b)))
}

/// Whether a total less two parts that depend on the same columns is small, the new one among them.
fn parts(new: &Measured<'_>, beside: &[&Measured<'_>]) -> bool {
    let all = || beside.iter().copied().chain([new]);
    let numbers = || all().flat_map(|m| &m.numbers);
    let own = |number: &Number<'_>| new.numbers.iter().any(|n| std::ptr::eq(n, number));
    numbers().zip(0..).any(|(part, first)| {
        let others = numbers().skip(first + 1);
        others
            .filter(|other| other.columns == part.columns)
            .any(|other| {
                let sum = part.value.saturating_add(other.value);
                numbers().any(|total| {
                    (own(part) || own(other) || own(total))
                        && total.columns.is_subset(part.columns)
                        && total.value > sum
                        && is_small(total.value - sum)
                })
            })
    })
}
