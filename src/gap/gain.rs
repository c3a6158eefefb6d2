//! What closing a gap adds to `assured` in each of its areas.

use std::collections::BTreeMap;

use crate::assessment::{CriterionResult, Gain};
use crate::judge::{State, number};
use crate::measure::Ratio;

/// The weights of the applicable criteria of each area, summed.
pub struct Weights<'a>(BTreeMap<&'a str, u64>);

impl<'a> Weights<'a> {
    /// Sums the weights of the criteria that apply today, for the areas that the run shows.
    pub fn of(criteria: &'a [CriterionResult], areas: &[&'a str]) -> Self {
        let mut sums: BTreeMap<&str, u64> = areas.iter().map(|area| (*area, 0)).collect();
        for c in criteria
            .iter()
            .filter(|c| c.today.state != State::NotApplicable)
        {
            for area in c.areas() {
                if let Some(sum) = sums.get_mut(area) {
                    *sum += u64::from(c.weight);
                }
            }
        }
        Self(sums)
    }

    /// What each area gains when a criterion comes up to met from where it stands.
    pub fn gains(&self, criterion: &CriterionResult, from: State) -> Vec<(String, Ratio)> {
        let added = u64::from(criterion.weight) * (2 - from.half_credits());
        let gain = |area: &str| {
            let sum = self.0.get(area).filter(|sum| **sum > 0)?;
            let points = Ratio {
                numerator: i128::from(added) * 100,
                denominator: i128::from(*sum) * 2,
            };
            Some((area.to_owned(), points))
        };
        criterion.areas().filter_map(gain).collect()
    }
}

/// Gains as a report shows them: points truncated to one place.
pub fn shown(gains: &[(String, Ratio)]) -> Vec<Gain> {
    let shown = gains.iter().map(|(area, points)| Gain {
        area: area.clone(),
        points: number::truncated(*points, 1).unwrap_or_default(),
    });
    shown.collect()
}

/// What a gap gains in all its areas together, by which gaps are ordered.
pub fn total(gains: &[(String, Ratio)]) -> Ratio {
    let none = Ratio {
        numerator: 0,
        denominator: 1,
    };
    gains.iter().map(|(_, gain)| *gain).fold(none, |a, b| {
        let common = |a: Ratio, b: Ratio| {
            let numerator = a.numerator.checked_mul(b.denominator)?;
            let numerator = numerator.checked_add(b.numerator.checked_mul(a.denominator)?)?;
            let denominator = a.denominator.checked_mul(b.denominator)?;
            Some(Ratio {
                numerator,
                denominator,
            })
        };
        // Weights are small; past them the order of gaps is all that would be lost.
        common(a, b).unwrap_or(a)
    })
}

/// Which of two gains is larger.
pub fn compare(a: Ratio, b: Ratio) -> std::cmp::Ordering {
    let left = a.numerator.saturating_mul(b.denominator);
    let right = b.numerator.saturating_mul(a.denominator);
    left.cmp(&right)
}
