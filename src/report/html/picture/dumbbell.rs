//! The dumbbell: where something stood then, and where it stands now, on one line from 0 to 100.

use super::{at, path, picture};
use crate::report::html::markup::{Html, tag};

/// Two percentages of one thing.
pub(in crate::report::html) struct Dumbbell<'a> {
    /// Where it stood, 0 to 100.
    pub(in crate::report::html) then: f64,
    /// Where it stands.
    pub(in crate::report::html) now: f64,
    /// What is shown, in words.
    pub(in crate::report::html) shown: &'a str,
    /// Whether the rules changed in between, so that the line is dashed.
    pub(in crate::report::html) dashed: bool,
}

const WIDTH: f64 = 260.0;
const HEIGHT: f64 = 20.0;
const MIDDLE: f64 = 10.0;
const RADIUS: f64 = 5.0;

/// A hollow ring for then, a filled one for now, and an arrow from one to the other.
pub(in crate::report::html) fn dumbbell(id: &str, words: &str, of: &Dumbbell<'_>) -> Html {
    let (then, now) = (place(of.then), place(of.now));
    let mut drawn = Html::none();
    drawn.push(path("s-axis", format!("M0 {0}H{1}", at(MIDDLE), at(WIDTH))));
    // Between the rings, so that neither is crossed.
    let way = if now < then { -1.0 } else { 1.0 };
    let (from, to) = (then + way * RADIUS, now - way * (RADIUS + 1.0));
    if (to - from) * way > 0.0 {
        let class = if of.dashed {
            "s-text thick dashed"
        } else {
            "s-text thick"
        };
        drawn.push(path(
            class,
            format!("M{} {}H{}", at(from), at(MIDDLE), at(to)),
        ));
    }
    if (to - from) * way > 4.0 {
        let back = to - way * 4.0;
        let arrow = format!(
            "M{} {}L{} {}L{} {}",
            at(back),
            at(MIDDLE - 4.0),
            at(to),
            at(MIDDLE),
            at(back),
            at(MIDDLE + 4.0)
        );
        drawn.push(path("f-text s-text", arrow));
    }
    drawn.push(ring("f-paper s-text", then));
    drawn.push(ring("f-text s-text", now));
    picture("dumbbell", id, of.shown, words, (WIDTH, HEIGHT), drawn)
}

fn ring(class: &str, x: f64) -> super::Element {
    tag("circle")
        .class(class)
        .attribute("cx", at(x))
        .attribute("cy", at(MIDDLE))
        .attribute("r", at(RADIUS))
}

/// Where a percentage lies, so that a whole ring is seen at either end.
fn place(percent: f64) -> f64 {
    let edge = RADIUS + 1.0;
    edge + percent.clamp(0.0, 100.0) * (WIDTH - 2.0 * edge) / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(then: f64, now: f64, dashed: bool) -> String {
        let of = Dumbbell {
            then,
            now,
            shown: "Safe: 0% then, 50% now",
            dashed,
        };
        dumbbell("d", "Then and now.", &of).into_string()
    }

    #[test]
    fn rings_stand_at_then_and_now_with_an_arrow_towards_now() {
        // Of 260, 6 at each end are kept free: 0% is at 6, 50% at 6 + 248 / 2 = 130.
        let up = drawn(0.0, 50.0, false);
        assert!(up.contains("f-paper s-text\" cx=\"6\""), "{up}");
        assert!(up.contains("f-text s-text\" cx=\"130\""), "{up}");
        // From the edge of one ring, 6 + 5, to a little before the other, 130 - 6.
        assert!(up.contains("M11 10H124"), "{up}");
        assert!(up.contains("M120 6L124 10L120 14"), "{up}");
        let down = drawn(50.0, 0.0, true);
        assert!(down.contains("dashed\" d=\"M125 10H12"), "{down}");
        assert!(down.contains("M16 6L12 10L16 14"), "{down}");
    }

    #[test]
    fn what_hardly_moved_has_no_arrow() {
        let same = drawn(40.0, 40.0, false);
        assert!(!same.contains("thick"), "{same}");
        assert_eq!(same.matches("<circle").count(), 2);
    }
}
