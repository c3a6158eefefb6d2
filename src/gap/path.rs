//! The path to ready: the fewest gaps whose closing makes an area ready.
//!
//! Each gap adds a whole number of half credits, so the fewest are found by taking the largest
//! first. Which of the sets of that size takes least effort, and then comes first by id, is settled
//! exactly: of the gaps of one effort the largest are always the best to take, so a set of a given
//! size and effort reaches the mark if and only if some split between the three efforts does.

use crate::judge::State;
use crate::pack::Effort;

/// One applicable criterion of an area, as the path sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// Its slug.
    pub id: &'a str,
    /// Its weight.
    pub weight: u32,
    /// Whether not meeting it, or not knowing, keeps the area from being ready.
    pub priority: bool,
    /// Its state today.
    pub state: State,
    /// How much work closing it is.
    pub effort: Effort,
}

/// The gaps to close, in order of id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path {
    /// Their slugs.
    pub steps: Vec<String>,
    /// Whether closing them makes the area ready; false only where nothing applies.
    pub reaches: bool,
}

/// The fewest gaps whose closing reaches the ready mark, then the least effort, then by id.
///
/// Reaching the mark also reaches the coverage minimum: no criterion adds more to `assured` than to
/// `coverage`, and the minimum is at most the mark.
pub fn to_ready(criteria: &[Step<'_>], ready: u8) -> Path {
    let applicable = || criteria.iter().filter(|c| c.state != State::NotApplicable);
    let all: u64 = applicable().map(|c| 2 * u64::from(c.weight)).sum();
    if all == 0 {
        return Path::default();
    }
    let mut free: Vec<&Step<'_>> = applicable().filter(|c| gain(c) > 0).collect();
    free.sort_by_key(|c| c.id);
    let (mut steps, free): (Vec<&Step<'_>>, Vec<&Step<'_>>) =
        free.into_iter().partition(|c| is_forced(c));
    let wanted = (all * u64::from(ready)).div_ceil(100);
    let have: u64 = applicable()
        .map(|c| u64::from(c.weight) * c.state.half_credits())
        .chain(steps.iter().map(|c| gain(c)))
        .sum();
    let missing = wanted.saturating_sub(have);
    steps.extend(cheapest(&free, fewest(&free, missing), missing));
    let mut steps: Vec<String> = steps.iter().map(|c| c.id.to_owned()).collect();
    steps.sort();
    Path {
        steps,
        reaches: true,
    }
}

/// A priority criterion that is not met caps the area; one that is not known leaves it unsaid.
fn is_forced(step: &Step<'_>) -> bool {
    step.priority && matches!(step.state, State::NotMet | State::NotKnown)
}

/// The half credits that closing it adds.
fn gain(step: &Step<'_>) -> u64 {
    u64::from(step.weight) * (2 - step.state.half_credits())
}

/// How many gaps it takes when the largest come first.
fn fewest(free: &[&Step<'_>], missing: u64) -> usize {
    let mut gains: Vec<u64> = free.iter().map(|c| gain(c)).collect();
    gains.sort_unstable_by(|a, b| b.cmp(a));
    let sums = gains.iter().scan(0, |sum, gain| {
        *sum += gain;
        Some(*sum)
    });
    sums.take_while(|sum| *sum < missing).count() + usize::from(missing > 0)
}

/// Of all sets of this size that add what is missing, the one of least effort, then first by id.
fn cheapest<'a>(free: &[&'a Step<'a>], count: usize, missing: u64) -> Vec<&'a Step<'a>> {
    let all = Largest::of(free);
    let possible = |extra: &usize| all.can_reach(count, *extra, missing);
    let Some(mut extra) = (0..=2 * count).find(possible) else {
        return Vec::new();
    };
    let (mut left, mut missing, mut rest, mut taken) = (count, missing, free, Vec::new());
    while let [step, after @ ..] = rest {
        let (cost, gain) = (extra_effort(step), gain(step));
        let without = missing.saturating_sub(gain);
        let can_reach = || Largest::of(after).can_reach(left - 1, extra - cost, without);
        let take = left > 0 && cost <= extra && can_reach();
        if take {
            taken.push(*step);
            (left, extra, missing) = (left - 1, extra - cost, without);
        }
        rest = after;
    }
    taken
}

/// For each effort, the most that so many gaps of it add.
struct Largest {
    low: Vec<u64>,
    medium: Vec<u64>,
    high: Vec<u64>,
}

impl Largest {
    fn of(free: &[&Step<'_>]) -> Self {
        Self {
            low: largest(free, Effort::Low),
            medium: largest(free, Effort::Medium),
            high: largest(free, Effort::High),
        }
    }

    /// Whether some `count` of these, with so much effort beyond low in all, add what is missing.
    fn can_reach(&self, count: usize, extra: usize, missing: u64) -> bool {
        (0..=extra / 2).any(|highs| {
            let mediums = extra - 2 * highs;
            let lows = count.checked_sub(highs + mediums);
            let sum = lows.and_then(|lows| {
                let low = self.low.get(lows)?;
                Some(low + self.medium.get(mediums)? + self.high.get(highs)?)
            });
            sum.is_some_and(|sum| sum >= missing)
        })
    }
}

/// At place k, the most that k gaps of one effort add.
fn largest(free: &[&Step<'_>], effort: Effort) -> Vec<u64> {
    let of = free.iter().filter(|c| c.effort == effort);
    let mut gains: Vec<u64> = of.map(|c| gain(c)).collect();
    gains.sort_unstable_by(|a, b| b.cmp(a));
    let sums = gains.iter().scan(0, |sum, gain| {
        *sum += gain;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

fn extra_effort(step: &Step<'_>) -> usize {
    match step.effort {
        Effort::Low => 0,
        Effort::Medium => 1,
        Effort::High => 2,
    }
}
