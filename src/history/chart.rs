//! A run chart: where the middle of a row lies, and which points stay on one side of it too long.
//!
//! Seven points or more in a row on one side of the median are more than chance would often give; a
//! point on the median neither counts nor breaks the row. Perla, Provost and Murray, "The run chart: a
//! simple analytical tool", BMJ Quality & Safety 2011, ask for six; NHS England's Making Data Count for
//! seven, which is the safer claim.

use crate::assessment::TrendPoint;

/// How many points by the same rules a run chart takes.
pub const POINTS: usize = 12;
/// How many points on one side are more than chance.
const ROW: usize = 7;

/// The middle of a row, and which of its points stay on one side of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The median, in percent.
    pub median: f64,
    /// The percentages, the earliest first.
    pub percents: Vec<f64>,
    /// Of each, whether it is one of seven or more in a row on one side.
    pub shifted: Vec<bool>,
}

/// The chart of the latest points by the newest rules; none where they are fewer than twelve.
pub fn chart(points: &[TrendPoint]) -> Option<Chart> {
    let same = points.iter().rev().take_while(|point| point.same_rules);
    let mut percents: Vec<f64> = same.filter_map(|p| Some(p.assured?.percent())).collect();
    percents.reverse();
    if percents.len() < POINTS {
        return None;
    }
    let median = median(&percents)?;
    Some(Chart {
        shifted: shifted(&percents, median),
        median,
        percents,
    })
}

fn median(of: &[f64]) -> Option<f64> {
    let mut sorted = of.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(middle.checked_sub(1)?)?;
    Some(f64::midpoint(lower, upper))
}

fn shifted(percents: &[f64], median: f64) -> Vec<bool> {
    let mut out = vec![false; percents.len()];
    let mut row: Vec<usize> = Vec::new();
    let mut above: Option<bool> = None;
    for (at, percent) in percents.iter().enumerate() {
        if (percent - median).abs() < f64::EPSILON {
            continue;
        }
        let side = *percent > median;
        if above != Some(side) {
            row.clear();
            above = Some(side);
        }
        row.push(at);
        if row.len() >= ROW {
            for own in &row {
                if let Some(shifted) = out.get_mut(*own) {
                    *shifted = true;
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_between_the_two_middles() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn seven_in_a_row_on_one_side_are_told_and_one_on_the_median_does_not_break_them() {
        let mut row = vec![1.0; 6];
        assert_eq!(shifted(&row, 5.0), [false; 6]);
        row.push(5.0);
        row.push(1.0);
        let told = shifted(&row, 5.0);
        assert_eq!(told, [true, true, true, true, true, true, false, true]);
        row.insert(3, 9.0);
        assert!(shifted(&row, 5.0).iter().all(|shifted| !shifted));
    }
}
