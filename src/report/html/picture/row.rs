//! A row of percentages over time: as a sparkline beside a name, or as a run chart with its median.

use std::fmt::Write as _;

use super::{at, path, picture};
use crate::assessment::TrendPoint;
use crate::history::chart::Chart;
use crate::report::html::markup::{Html, tag};

/// How many points a sparkline has at most.
const SHOWN: usize = 12;
const SMALL: (f64, f64) = (120.0, 24.0);
const LARGE: (f64, f64) = (600.0, 170.0);
/// What is kept free around a picture, so that a mark at its edge is seen whole.
const EDGE: f64 = 4.0;
/// Where the chart begins, right of its numbers.
const LEFT: f64 = 34.0;

/// The last points on a base of 0 to 100, the newest as a dot; broken where the rules changed.
pub(in crate::report::html) fn sparkline(
    id: &str,
    (title, words): (&str, &str),
    points: &[TrendPoint],
) -> Html {
    let last = points
        .get(points.len().saturating_sub(SHOWN)..)
        .unwrap_or_default();
    let places = places(last.len(), (EDGE, SMALL.0 - EDGE));
    let mut drawn = Html::none();
    drawn.push(path(
        "s-axis",
        format!("M0 {0}H{1}", at(SMALL.1 - 1.0), at(SMALL.0)),
    ));
    let mut line = String::new();
    let mut before: Option<bool> = None;
    let mut end = None;
    for (x, point) in places.iter().zip(last) {
        let Some(of) = point.assured else {
            before = None;
            continue;
        };
        let y = height(of.percent(), SMALL.1);
        let joined = if before == Some(point.same_rules) {
            "L"
        } else {
            "M"
        };
        let _ = write!(line, "{joined}{} {}", at(*x), at(y));
        before = Some(point.same_rules);
        end = Some((*x, y));
    }
    drawn.push(path("s-text line", line));
    drawn.push(end.map(|(x, y)| dot("f-text", x, y, 3.0)));
    picture("sparkline", id, title, words, SMALL, drawn)
}

/// Every point with a line at the median; those that stay on one side of it too long are squares.
pub(in crate::report::html) fn run_chart(
    id: &str,
    (title, words): (&str, &str),
    chart: &Chart,
) -> Html {
    let places = places(chart.percents.len(), (LEFT + EDGE, LARGE.0 - EDGE));
    let mut drawn = Html::none();
    for mark in [0.0, 50.0, 100.0] {
        let y = height(mark, LARGE.1);
        drawn.push(path(
            "s-grid",
            format!("M{} {}H{}", at(LEFT), at(y), at(LARGE.0)),
        ));
        drawn.push(
            tag("text")
                .class("f-text label")
                .attribute("x", at(LEFT - 6.0))
                .attribute("y", at(y + 4.0))
                .with(at(mark)),
        );
    }
    let median = height(chart.median, LARGE.1);
    let across = format!("M{} {}H{}", at(LEFT), at(median), at(LARGE.0));
    drawn.push(path("s-text dashed", across));
    let mut line = String::new();
    let each: Vec<(f64, f64)> = places
        .into_iter()
        .zip(
            chart
                .percents
                .iter()
                .map(|percent| height(*percent, LARGE.1)),
        )
        .collect();
    for (x, y) in &each {
        let joined = if line.is_empty() { "M" } else { "L" };
        let _ = write!(line, "{joined}{} {}", at(*x), at(*y));
    }
    drawn.push(path("s-text line", line));
    for ((x, y), shifted) in each.into_iter().zip(&chart.shifted) {
        drawn.push(if *shifted {
            let square = format!("M{} {}h8v8h-8z", at(x - 4.0), at(y - 4.0));
            path("f-paper s-text thick", square)
        } else {
            dot("f-text", x, y, 3.0)
        });
    }
    picture("run-chart", id, title, words, LARGE, drawn)
}

/// Places from one end to the other, as far from each other as they can be.
fn places(number: usize, (from, to): (f64, f64)) -> Vec<f64> {
    let gaps = f64::from(u32::try_from(number.saturating_sub(1)).unwrap_or(u32::MAX));
    let step = if gaps > 0.0 { (to - from) / gaps } else { 0.0 };
    let only = if gaps > 0.0 { from } else { to };
    std::iter::successors(Some(only), |x| Some(x + step))
        .take(number)
        .collect()
}

fn height(percent: f64, of: f64) -> f64 {
    of - EDGE - percent.clamp(0.0, 100.0) * (of - 2.0 * EDGE) / 100.0
}

fn dot(class: &str, x: f64, y: f64, radius: f64) -> super::Element {
    tag("circle")
        .class(class)
        .attribute("cx", at(x))
        .attribute("cy", at(y))
        .attribute("r", at(radius))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::day;
    use crate::assessment::{Fraction, Level};

    fn point(percent: Option<u64>, same_rules: bool) -> TrendPoint {
        TrendPoint {
            as_at: day("2026-09-30"),
            level: Level::NotReady,
            assured: percent.map(|numerator| Fraction {
                numerator,
                denominator: 100,
            }),
            coverage: None,
            same_rules,
        }
    }

    #[test]
    fn a_sparkline_goes_from_0_at_the_bottom_to_100_at_the_top_and_breaks_at_other_rules() {
        let points = [
            point(Some(0), false),
            point(Some(100), true),
            point(Some(50), true),
        ];
        let drawn = sparkline("s", ("Safe", "Words."), &points).into_string();
        // From 4 to 116 in two steps of 56; from 20 up to 4, of which the half is 12.
        assert!(drawn.contains("M4 20M60 4L116 12"), "{drawn}");
        assert!(drawn.contains("cx=\"116\" cy=\"12\""), "{drawn}");
    }

    #[test]
    fn where_nothing_applied_there_is_a_gap() {
        let points = [
            point(Some(0), true),
            point(None, true),
            point(Some(0), true),
        ];
        let drawn = sparkline("s", ("Safe", "Words."), &points).into_string();
        assert!(drawn.contains("M4 20M116 20"), "{drawn}");
    }

    #[test]
    fn a_run_chart_has_its_median_and_marks_what_stays_on_one_side() {
        let chart = Chart {
            median: 50.0,
            percents: vec![0.0, 50.0, 100.0],
            shifted: vec![true, false, false],
        };
        let drawn = run_chart("r", ("Safe", "Words."), &chart).into_string();
        // 170 less 4 at each end are 162: 50% is at 166 - 81.
        assert!(drawn.contains("dashed\" d=\"M34 85H600\""), "{drawn}");
        assert_eq!(drawn.matches("h8v8h-8z").count(), 1);
        assert_eq!(drawn.matches("<circle").count(), 2);
        assert!(drawn.contains(">100</text>"), "{drawn}");
    }
}
