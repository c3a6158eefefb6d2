//! The bullet bar: a value against where met and nearly met begin, and a published figure beside it.

use super::{at, bar, path, picture};
use crate::report::html::markup::{Html, tag};

/// A percentage and what it is held against.
pub(in crate::report::html) struct Bullet<'a> {
    /// The value, a decimal from 0 to 100.
    pub(in crate::report::html) value: &'a str,
    /// The value as it is shown.
    pub(in crate::report::html) shown: &'a str,
    /// Where met begins.
    pub(in crate::report::html) met: &'a str,
    /// Where nearly met begins.
    pub(in crate::report::html) nearly: Option<&'a str>,
    /// A published figure.
    pub(in crate::report::html) published: Option<&'a str>,
    /// The class of its colour.
    pub(in crate::report::html) class: &'a str,
}

const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 20.0;

/// The bar; none where a number cannot be read as a percentage.
pub(in crate::report::html) fn bullet(id: &str, words: &str, of: &Bullet<'_>) -> Option<Html> {
    let value = place(of.value)?;
    let met = place(of.met)?;
    let nearly = of.nearly.and_then(place);
    let published = of.published.and_then(place);
    let mut drawn = Html::none();
    drawn.push(bar(&format!("f-{}", of.class), (0.0, 6.0), (value, 8.0)));
    drawn.push(path("s-text thick", format!("M{} 2v16", at(met))));
    drawn.push(nearly.map(|x| path("s-text", format!("M{} 4v12", at(x)))));
    drawn.push(published.map(|x| {
        tag("circle")
            .class("f-paper s-text")
            .attribute("cx", at(x))
            .attribute("cy", "10")
            .attribute("r", "3.5")
    }));
    Some(picture(
        "bullet",
        id,
        of.shown,
        words,
        (WIDTH, HEIGHT),
        drawn,
    ))
}

/// Where a percentage lies.
fn place(percent: &str) -> Option<f64> {
    let percent: f64 = percent.parse().ok()?;
    // Both ends are drawn within the picture, so that a line at 100% is seen whole.
    let inside = (0.0..=100.0).contains(&percent);
    inside.then_some((percent * WIDTH / 100.0).clamp(1.5, WIDTH - 1.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(value: &str, nearly: Option<&str>) -> Option<String> {
        let of = Bullet {
            value,
            shown: "42%",
            met: "85",
            nearly,
            published: Some("60"),
            class: "not-met",
        };
        bullet("b", "Met from 85%.", &of).map(Html::into_string)
    }

    #[test]
    fn the_bar_ends_at_the_value_and_the_lines_stand_where_the_thresholds_are() {
        let bar = drawn("42", Some("70")).unwrap();
        assert!(bar.contains("M0 6h84v8H0z"), "{bar}");
        assert!(bar.contains("thick\" d=\"M170 2v16\""), "{bar}");
        assert!(bar.contains("d=\"M140 4v12\""), "{bar}");
        assert!(bar.contains("cx=\"120\""), "{bar}");
        assert!(bar.contains(">42%</title>"));
    }

    #[test]
    fn what_is_no_percentage_is_not_drawn() {
        assert_eq!(drawn("many", None), None);
        assert_eq!(drawn("120", None), None);
    }
}
