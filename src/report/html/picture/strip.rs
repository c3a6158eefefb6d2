//! The counted strip: one mark a criterion, in a fixed order.

use std::fmt::Write as _;

use super::picture;
use crate::report::html::mark::Mark;
use crate::report::html::markup::{Html, tag};

/// The room that a mark takes, with the gap beside it.
const CELL: usize = 17;
/// The mark itself.
#[cfg(test)]
const MARK: usize = 16;

/// How many marks stand in a row where the largest strip has so many: few are drawn large, many small.
fn columns(largest: usize) -> usize {
    match largest {
        0..=20 => 20,
        21..=90 => 30,
        91..=200 => 42,
        more => 42_usize.max(more.div_ceil(6)),
    }
}

/// One strip of several that share a scale, which the largest of them sets.
pub(in crate::report::html) fn strip(
    id: &str,
    title: &str,
    marks: &mut [Mark],
    largest: usize,
) -> Html {
    marks.sort_unstable();
    let columns = columns(largest);
    let rows = marks.len().div_ceil(columns).max(1);
    let each = marks.iter().enumerate().map(|(at, mark)| {
        tag("use")
            .attribute("href", mark.drawn())
            .attribute("x", (at % columns * CELL).to_string())
            .attribute("y", (at / columns * CELL).to_string())
    });
    let size = (whole(columns * CELL), whole(rows * CELL));
    let content = Html::all(each);
    picture("strip", id, title, &in_words(marks), size, content)
}

/// The counts in words, such as `3 met, 1 not known`.
fn in_words(marks: &[Mark]) -> String {
    let mut said = String::from("One mark a criterion: ");
    let mut first = true;
    for mark in Mark::ALL {
        let count = marks.iter().filter(|m| **m == mark).count();
        if count > 0 {
            let comma = if first { "" } else { ", " };
            let _ = write!(said, "{comma}{count} {}", mark.words());
            first = false;
        }
    }
    if first {
        said.push_str("none");
    }
    said.push('.');
    said
}

fn whole(number: usize) -> f64 {
    u32::try_from(number).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_has_a_mark_a_criterion_and_says_how_many() {
        let mut marks = vec![Mark::NotKnown, Mark::Met, Mark::Priority, Mark::Met];
        let drawn = strip("s", "Safe", &mut marks, 4).into_string();
        assert_eq!(drawn.matches("<use ").count(), 4);
        assert_eq!(drawn.matches("#g-met\"").count(), 2);
        assert!(drawn.contains(
            "<desc id=\"s-d\">One mark a criterion: 2 met, 1 not met, priority, 1 not known.</desc>"
        ));
        assert!(drawn.contains("viewBox=\"0 0 340 17\""));
    }

    #[test]
    fn however_many_there_are_no_mark_lies_outside() {
        for count in [1, 20, 21, 90, 91, 200, 201, 324, 2000] {
            let mut marks = vec![Mark::Met; count];
            let drawn = strip("s", "x", &mut marks, count).into_string();
            let number = |text: &str| text.parse::<usize>().unwrap();
            let between = |text: &str, from: &str| {
                let rest = text.split_once(from).unwrap().1;
                rest.split('"').next().unwrap().to_owned()
            };
            let size = between(&drawn, "viewBox=\"0 0 ");
            let (width, height) = size.split_once(' ').unwrap();
            for mark in drawn.split("<use ").skip(1) {
                assert!(number(&between(mark, " x=\"")) + MARK <= number(width));
                assert!(number(&between(mark, " y=\"")) + MARK <= number(height));
            }
        }
    }
}
