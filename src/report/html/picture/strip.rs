//! The counted strip: one mark for each criterion, in a fixed order.

use std::fmt::Write as _;

use super::picture;
use crate::report::html::mark::Mark;
use crate::report::html::markup::{Element, Html, tag};

/// The room that a mark takes, with the gap beside it.
const CELL: usize = 17;
/// How many marks of a kind are drawn at once.
const FIVE: usize = 5;
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

/// How many marks stand in a row on a narrow screen, so that each can still be told from the others.
const NARROW: usize = 20;

/// One strip of several that share a scale, which the largest of them sets; where its marks would be too
/// small on a narrow screen, it is drawn once more for that, and the page shows one of the two.
pub(in crate::report::html) fn strip(
    id: &str,
    title: &str,
    marks: &mut [Mark],
    largest: usize,
) -> Html {
    marks.sort_unstable();
    let columns = columns(largest);
    if columns <= NARROW {
        return in_rows("strip", id, title, marks, columns);
    }
    Html::all([
        in_rows("strip wide", id, title, marks, columns),
        in_rows(
            "strip narrow",
            &format!("{id}-narrow"),
            title,
            marks,
            NARROW,
        ),
    ])
}

fn in_rows(class: &str, id: &str, title: &str, marks: &[Mark], columns: usize) -> Html {
    let rows = marks.len().div_ceil(columns).max(1);
    let size = (whole(columns * CELL), whole(rows * CELL));
    let lines = marks.chunks(columns).enumerate();
    let content = Html::all(lines.map(|(at, line)| row(line, at * CELL)));
    picture(class, id, title, &in_words(marks), size, content)
}

/// A row of marks, five of a kind at a time where there are so many: a long strip stays a short text.
fn row(marks: &[Mark], y: usize) -> Html {
    let mut drawn = Html::none();
    let mut at = 0;
    for alike in marks.chunk_by(|one, next| one == next) {
        for few in alike.chunks(FIVE) {
            let [mark, ..] = few else { continue };
            if few.len() == FIVE {
                drawn.push(at_place(&mark.five_drawn(), at * CELL, y));
            } else {
                let each = (at..).take(few.len());
                drawn.push(Html::all(
                    each.map(|at| at_place(&mark.drawn(), at * CELL, y)),
                ));
            }
            at += few.len();
        }
    }
    drawn
}

/// A shape at a place; nought is where it is drawn anyway.
fn at_place(shape: &str, x: usize, y: usize) -> Element {
    let mut drawn = tag("use").attribute("href", shape);
    for (name, place) in [("x", x), ("y", y)] {
        if place > 0 {
            drawn = drawn.attribute(name, place.to_string());
        }
    }
    drawn
}

/// The counts in words, such as `3 met, 1 not known`.
fn in_words(marks: &[Mark]) -> String {
    let mut said = String::from("One mark for each criterion: ");
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
            "<desc id=\"s-d\">One mark for each criterion: 2 met, 1 not met, priority, 1 not known.</desc>"
        ));
        assert!(drawn.contains("viewBox=\"0 0 340 17\""));
    }

    /// Where each mark of a strip stands, five at once told apart.
    fn places(drawn: &str) -> Vec<(String, usize, usize)> {
        let number = |of: &str, name: &str| {
            of.split_once(&format!(" {name}=\""))
                .map_or(0, |(_, rest)| {
                    rest.split('"').next().unwrap().parse().unwrap()
                })
        };
        let mut places = Vec::new();
        for mark in drawn.split("<use href=\"#g-").skip(1) {
            let mark = mark.split("/>").next().unwrap();
            let name = mark.split('"').next().unwrap();
            let (name, many) = name.strip_suffix("-5").map_or((name, 1), |name| (name, 5));
            let (x, y) = (number(mark, "x"), number(mark, "y"));
            places.extend((0..many).map(|at| (name.to_owned(), x + at * CELL, y)));
        }
        places
    }

    #[test]
    fn marks_stand_side_by_side_in_their_order_row_by_row() {
        let mut marks = [
            vec![Mark::Met; 33],
            vec![Mark::Nearly; 4],
            vec![Mark::NotMet; 5],
            vec![Mark::NotKnown; 11],
        ]
        .concat();
        // Thirty in a row, as for any strip of 21 to 90.
        let by_hand: Vec<(String, usize, usize)> = marks
            .iter()
            .enumerate()
            .map(|(at, mark)| (mark.name().to_owned(), at % 30 * 17, at / 30 * 17))
            .collect();
        let drawn = strip("s", "x", &mut marks, 53).into_string();
        let (wide, narrow) = drawn
            .split_once("<svg class=\"picture strip narrow\"")
            .unwrap();
        assert_eq!(places(wide), by_hand);
        assert_eq!(wide.matches("<use ").count(), 6 + 3 + 4 + 1 + 3);
        // Once more for narrow screens, twenty in a row.
        let by_hand: Vec<(String, usize, usize)> = marks
            .iter()
            .enumerate()
            .map(|(at, mark)| (mark.name().to_owned(), at % 20 * 17, at / 20 * 17))
            .collect();
        assert_eq!(places(narrow), by_hand);
    }

    #[test]
    fn however_many_there_are_no_mark_lies_outside() {
        for count in [1, 20, 21, 90, 91, 200, 201, 324, 2000] {
            let mut marks = vec![Mark::Met; count];
            let both = strip("s", "x", &mut marks, count).into_string();
            let drawn = both.split("</svg>").next().unwrap();
            let between = |text: &str, from: &str| {
                let rest = text.split_once(from).unwrap().1;
                rest.split('"').next().unwrap().to_owned()
            };
            let size = between(drawn, "viewBox=\"0 0 ");
            let (width, height) = size.split_once(' ').unwrap();
            let places = places(drawn);
            assert_eq!(places.len(), count);
            for (_, x, y) in places {
                assert!(x + MARK <= width.parse().unwrap());
                assert!(y + MARK <= height.parse().unwrap());
            }
        }
    }
}
