//! The time that evidence stands, against today and the inspection date.

use super::{at, bar, path, picture};
use crate::calendar::Day;
use crate::report::html::markup::Html;

/// A scale of days that several rows share.
#[derive(Debug, Clone, Copy)]
pub(in crate::report::html) struct Axis {
    /// The first day shown.
    pub(in crate::report::html) from: Day,
    /// The last day shown.
    pub(in crate::report::html) until: Day,
    /// Today.
    pub(in crate::report::html) today: Day,
    /// The planned inspection date.
    pub(in crate::report::html) inspection: Option<Day>,
}

const WIDTH: f64 = 260.0;
const HEIGHT: f64 = 18.0;

impl Axis {
    /// Where a day lies, kept within the picture.
    fn place(&self, day: Day) -> f64 {
        let days = |from: Day, to: Day| f64::from(to.number() - from.number());
        let all = days(self.from, self.until).max(1.0);
        (days(self.from, day) / all).clamp(0.0, 1.0) * (WIDTH - 6.0) + 2.0
    }
}

/// A bar from the day of the evidence to the last day it stands, hatched from there to the inspection.
pub(in crate::report::html) fn span(
    id: &str,
    title: &str,
    words: &str,
    axis: &Axis,
    (dated, expires): (Day, Day),
) -> Html {
    let (start, end) = (axis.place(dated), axis.place(expires));
    let mut drawn = Html::none();
    drawn.push(bar("f-met", (start, 5.0), (end - start, 8.0)));
    if let Some(day) = axis.inspection.filter(|day| expires < *day) {
        let inspection = axis.place(day);
        let tail = bar("late", (end, 5.0), (inspection - end, 8.0));
        drawn.push(tail.map(|tail| tail.attribute("fill", "url(#p-late)")));
    }
    let today = at(axis.place(axis.today));
    drawn.push(path("s-text", format!("M{today} 0v18")));
    if let Some(day) = axis.inspection {
        let (one, other) = (at(axis.place(day)), at(axis.place(day) + 3.0));
        drawn.push(path("s-text", format!("M{one} 0v18M{other} 0v18")));
    }
    picture("span", id, title, words, (WIDTH, HEIGHT), drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    /// 254 days, so that a day is one wide.
    fn axis() -> Axis {
        Axis {
            from: day("2026-01-01"),
            until: day("2026-09-12"),
            today: day("2026-03-02"),
            inspection: Some(day("2026-07-20")),
        }
    }

    #[test]
    fn what_stops_before_the_inspection_has_a_hatched_tail_up_to_it() {
        let dates = (day("2026-01-31"), day("2026-05-01"));
        let drawn = span("s", "Visits", "", &axis(), dates).into_string();
        assert!(drawn.contains("f-met\" d=\"M32 5h90v8H32z\""), "{drawn}");
        assert!(drawn.contains("late\" d=\"M122 5h80v8H122z\""), "{drawn}");
        assert!(drawn.contains("M62 0v18"), "today: {drawn}");
        assert!(drawn.contains("M202 0v18M205 0v18"), "inspection: {drawn}");
    }

    #[test]
    fn what_stands_on_the_day_has_no_tail() {
        let dates = (day("2026-01-31"), day("2026-07-20"));
        let drawn = span("s", "Visits", "", &axis(), dates).into_string();
        assert!(!drawn.contains("p-late"), "{drawn}");
    }
}
