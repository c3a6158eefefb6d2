//! Where a row of percentages leads if it goes on as it did, with how unsure that is.
//!
//! A straight line by ordinary least squares over days, and the 95% interval of one more value on it:
//! NIST/SEMATECH e-Handbook of Statistical Methods, section 4.5.2.1 (prediction of a future value).

use serde::Serialize;

use crate::assessment::TrendPoint;
use crate::calendar::Day;

/// How many runs by the same rules it takes.
pub const NEEDED: usize = 6;

/// Where a row of percentages leads.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, schemars::JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LeadsTo {
    /// If this continues, between these percentages on that day.
    Between {
        /// The inspection date.
        on: Day,
        /// The lower end, cut down to a whole percentage.
        low: u8,
        /// The upper end, cut up to a whole percentage.
        high: u8,
    },
    /// There are too few runs by the same rules.
    TooFew {
        /// How many there are.
        runs: usize,
        /// How many it takes.
        needed: usize,
    },
    /// The day is further ahead than the runs reach back.
    TooFar {
        /// The inspection date.
        on: Day,
    },
    /// There is no inspection date after the newest run.
    NoDay,
}

/// Where the points that the newest rules judged lead on a day.
pub fn of(points: &[TrendPoint], on: Option<Day>) -> LeadsTo {
    let newest = points.last().map(|point| point.as_at);
    let Some((on, newest)) = on.zip(newest).filter(|(on, newest)| on > newest) else {
        return LeadsTo::NoDay;
    };
    // What other rules judged in between would make two rows of one.
    let same = points.iter().rev().take_while(|point| point.same_rules);
    let row: Vec<(f64, f64)> = same
        .filter_map(|point| Some((f64::from(point.as_at.number()), point.assured?.percent())))
        .collect();
    if row.len() < NEEDED {
        return LeadsTo::TooFew {
            runs: row.len(),
            needed: NEEDED,
        };
    }
    let first = row.iter().map(|(day, _)| *day).fold(f64::MAX, f64::min);
    if f64::from(on.number() - newest.number()) > f64::from(newest.number()) - first {
        return LeadsTo::TooFar { on };
    }
    let (low, high) = interval(&row, f64::from(on.number()));
    LeadsTo::Between {
        on,
        low: whole(low.floor()),
        high: whole(high.ceil()),
    }
}

/// The 95% interval of one more value at a place, for three points or more at two places or more.
fn interval(row: &[(f64, f64)], at: f64) -> (f64, f64) {
    let number = row.iter().map(|_| 1.0).sum::<f64>();
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| row.iter().map(of).sum::<f64>() / number;
    let (middle, height) = (mean(&|p| p.0), mean(&|p| p.1));
    let spread: f64 = row.iter().map(|p| (p.0 - middle).powi(2)).sum();
    let together: f64 = row.iter().map(|p| (p.0 - middle) * (p.1 - height)).sum();
    let slope = together / spread;
    let on_line = |x: f64| height + slope * (x - middle);
    let residual: f64 = row.iter().map(|p| (p.1 - on_line(p.0)).powi(2)).sum();
    let deviation = (residual / (number - 2.0)).sqrt();
    let wider = (1.0 + 1.0 / number + (at - middle).powi(2) / spread).sqrt();
    let half = student(row.len().saturating_sub(2)) * deviation * wider;
    (on_line(at) - half, on_line(at) + half)
}

/// Student's t, 97.5%, by degrees of freedom: NIST/SEMATECH e-Handbook, section 1.3.6.7.2.
///
/// Beyond the table its last value stands, which makes the interval a little wider than it need be.
fn student(freedom: usize) -> f64 {
    const TABLE: [f64; 30] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
        2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
        2.052, 2.048, 2.045, 2.042,
    ];
    let at = freedom.clamp(1, TABLE.len()) - 1;
    TABLE.get(at).copied().unwrap_or(f64::INFINITY)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held between 0 and 100"
)]
fn whole(percent: f64) -> u8 {
    percent.clamp(0.0, 100.0) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::assess::fixture::day;
    use crate::assessment::{Fraction, Level};

    fn points(percents: &[u64], apart: i32) -> Vec<TrendPoint> {
        let first = day("2026-01-01").number();
        let each = percents.iter().zip(0..);
        each.map(|(percent, at)| TrendPoint {
            as_at: Day::from_number(first + at * apart),
            level: Level::NotReady,
            assured: Some(Fraction {
                numerator: *percent,
                denominator: 100,
            }),
            coverage: None,
            same_rules: true,
        })
        .collect()
    }

    #[test]
    fn the_interval_is_that_of_a_future_value_on_the_line() {
        // x 0 to 5, y 10 12 11 13 12 14: middle 2.5, height 12, Sxx 17.5, Sxy 11, slope 0.62857.
        // Residual squares add to 3.08571, over 4 degrees 0.77143, deviation 0.87831.
        // At 7: 14.82857; wider by the root of 1 + 1/6 + 20.25/17.5 = 2.32381, which is 1.52440;
        // 2.776 * 0.87831 * 1.52440 = 3.71682.
        let row = [
            (0.0, 10.0),
            (1.0, 12.0),
            (2.0, 11.0),
            (3.0, 13.0),
            (4.0, 12.0),
            (5.0, 14.0),
        ];
        let (low, high) = interval(&row, 7.0);
        assert!((low - 11.1117).abs() < 0.001, "{low}");
        assert!((high - 18.5454).abs() < 0.001, "{high}");
    }

    #[test]
    fn it_takes_six_runs_by_the_same_rules_that_reach_back_as_far_as_the_day_is_ahead() {
        let six = points(&[10, 12, 11, 13, 12, 14], 30);
        // The newest is of 31 May, 150 days after the first.
        assert_eq!(six.last().unwrap().as_at, day("2026-05-31"));
        let between = of(&six, Some(day("2026-07-30")));
        // Two steps on, as above: 11.1 to 18.5.
        let expected = LeadsTo::Between {
            on: day("2026-07-30"),
            low: 11,
            high: 19,
        };
        assert_eq!(between, expected);
        let far = day("2026-10-29");
        assert_eq!(of(&six, Some(far)), LeadsTo::TooFar { on: far });
        let mut other = six.clone();
        other[1].same_rules = false;
        let too_few = LeadsTo::TooFew { runs: 4, needed: 6 };
        assert_eq!(of(&other, Some(day("2026-07-30"))), too_few);
        assert_eq!(of(&six, None), LeadsTo::NoDay);
        assert_eq!(of(&six, Some(day("2026-05-31"))), LeadsTo::NoDay);
        assert_eq!(of(&[], Some(far)), LeadsTo::NoDay);
    }

    #[test]
    fn what_leads_beyond_all_is_held_at_all() {
        let steep = points(&[50, 60, 70, 80, 90, 100], 30);
        let found = of(&steep, Some(day("2026-07-30")));
        let LeadsTo::Between { low, high, .. } = found else {
            panic!("{found:?}");
        };
        assert_eq!((low, high), (100, 100));
    }

    proptest! {
        /// A row that is a straight line goes on as that line, and nothing is unsure.
        #[test]
        fn a_straight_row_goes_on_straight(
            start in 0.0..100.0_f64, slope in -2.0..2.0_f64, many in 6..20_u8, at in 20.0..40.0_f64,
        ) {
            let row: Vec<(f64, f64)> = (0..many)
                .map(|x| (f64::from(x), start + slope * f64::from(x)))
                .collect();
            let (low, high) = interval(&row, at);
            prop_assert!((low - (start + slope * at)).abs() < 1e-6);
            prop_assert!((high - low).abs() < 1e-6);
        }

        /// The further ahead, the less is sure.
        #[test]
        fn further_ahead_is_never_surer(heights in proptest::collection::vec(0.0..100.0_f64, 6..15)) {
            let row: Vec<(f64, f64)> =
                (0_u8..).map(f64::from).zip(heights).collect();
            let width = |at| {
                let (low, high) = interval(&row, at);
                high - low
            };
            prop_assert!(width(40.0) >= width(20.0));
        }
    }
}
