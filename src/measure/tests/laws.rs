//! What holds of any list: bounds that blanks cannot escape, order, and naive ways of counting.

use std::cmp::Ordering;

use proptest::prelude::*;

use crate::calendar::{Day, Unit as Length};
use crate::measure::testing::{World, all, day, span};
use crate::measure::{LeftOut, Measurement, Outcome, Ratio};
use crate::pack::Measure;
use crate::pack::measures::{
    Blank, Count, Duration, OnTime, Open, Over, PerSubject, Ratio as Quotient, Repeat, Scope,
    Share, Statistic, UpToDate,
};

const AS_AT: &str = "2026-09-30";
const COLUMNS: &str = "child_id:text on:date ended_on:date since:date keep:yes_no size:number";

/// A row as it truly was, and which of its cells the list leaves blank.
#[derive(Debug, Clone)]
struct Truth {
    child: u8,
    on: i64,
    /// Days after `on`; none where it has not ended.
    ended: Option<i64>,
    since: i64,
    keep: bool,
    size: u8,
    blank: [bool; 6],
}

/// Which cells of a list are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Everything, as it truly was.
    Whole,
    /// With the blanks, but for the ends: a blank end says that something has not ended.
    ButForEnds,
    /// With the blanks, but for the dates of the events: a blank one says that there is none yet.
    ButForEvents,
    /// With all the blanks.
    Blanked,
}

impl Truth {
    fn line(&self, shown: Shown) -> String {
        let hidden = |cell: usize| match shown {
            Shown::Whole => false,
            Shown::ButForEnds => cell != 2 && self.blank[cell],
            Shown::ButForEvents => cell != 1 && self.blank[cell],
            Shown::Blanked => self.blank[cell],
        };
        let on = back(self.on);
        let ended = self
            .ended
            .map_or("-".to_owned(), |d| on.plus_days(d).to_string());
        let cells = [
            format!("c{}", self.child),
            on.to_string(),
            ended,
            back(self.since).to_string(),
            if self.keep { "yes" } else { "no" }.to_owned(),
            self.size.to_string(),
        ];
        let cells = cells.into_iter().enumerate();
        let cells: Vec<String> = cells
            .map(|(at, cell)| if hidden(at) { "-".to_owned() } else { cell })
            .collect();
        cells.join(" ")
    }
}

/// The day this many days before as-at; a few lie after it.
fn back(days: i64) -> Day {
    day(AS_AT).plus_days(3 - days)
}

fn truth() -> impl Strategy<Value = Truth> {
    let blank = prop::array::uniform6(prop::bool::weighted(0.2));
    let ended = prop::option::weighted(0.7, 0_i64..60);
    (
        0_u8..4,
        0_i64..90,
        ended,
        0_i64..30,
        prop::bool::weighted(0.7),
        0_u8..5,
        blank,
    )
        .prop_map(|(child, on, ended, since, keep, size, blank)| Truth {
            child,
            on,
            ended,
            since,
            keep,
            size,
            blank,
        })
}

fn rows() -> impl Strategy<Value = Vec<Truth>> {
    prop::collection::vec(truth(), 1..9)
}

fn world(main: &[Truth], events: &[Truth], shown: Shown) -> World {
    let text = |rows: &[Truth]| {
        let lines: Vec<String> = rows.iter().map(|row| row.line(shown)).collect();
        lines.join("\n")
    };
    World::new(AS_AT)
        .list("main", COLUMNS, &text(main))
        .list("events", COLUMNS, &text(events))
}

/// Every kind of measure that counts rows, with which blanks leave it open.
fn measures(world: &World) -> Vec<(Shown, Measure)> {
    let kept = || world.filtered("main", "keep");
    let month = || all("main").period("1 month", "on");
    let mut all_kinds = vec![
        (Shown::Blanked, Measure::Count(Count { scope: kept() })),
        (Shown::Blanked, Measure::Count(Count { scope: month() })),
    ];
    for blank in [Blank::NotMet, Blank::LeftOut] {
        let meets = world.condition("main", "size >= 2");
        let share = Share {
            scope: kept(),
            meets,
            blank,
        };
        all_kinds.push((Shown::Blanked, Measure::Share(share)));
    }
    for (scope, within) in [(kept(), "20 days"), (month(), "10 working days")] {
        let on_time = OnTime {
            scope,
            from: "on".into(),
            to: "ended_on".into(),
            within: span(within),
        };
        all_kinds.push((Shown::ButForEnds, Measure::OnTime(on_time)));
    }
    for events in [None, Some("events".to_owned())] {
        for since in [None, Some("since".to_owned())] {
            let up_to_date = UpToDate {
                scope: kept(),
                events: events.clone(),
                latest: "on".into(),
                by: "child_id".into(),
                within: span("14 days"),
                since,
            };
            let own = up_to_date.events.is_none() && up_to_date.since.is_some();
            let shown = if own {
                Shown::ButForEvents
            } else {
                Shown::Blanked
            };
            all_kinds.push((shown, Measure::UpToDate(up_to_date)));
        }
    }
    for (scope, earlier) in [(kept(), "on"), (month(), "on"), (kept(), "ended_on")] {
        let repeat = Repeat {
            scope,
            by: "child_id".into(),
            dated: "on".into(),
            within: span("30 days"),
            earlier: earlier.into(),
        };
        all_kinds.push((Shown::Blanked, Measure::Repeat(repeat)));
    }
    for least in [1, 2, 3] {
        for subjects in [
            None,
            Some(("events".to_owned(), Some(world.condition("events", "keep")))),
        ] {
            let per_subject = PerSubject {
                scope: kept().period("2 months", "on"),
                by: "child_id".into(),
                at_least_events: least,
                subjects,
            };
            all_kinds.push((Shown::Blanked, Measure::PerSubject(per_subject)));
        }
    }
    all_kinds.extend(durations(&kept()));
    for (sum, under) in [
        (None, None),
        (Some("size"), None),
        (Some("size"), Some("size")),
    ] {
        let ratio = Quotient {
            scope: kept(),
            sum: sum.map(str::to_owned),
            over: Over::List {
                scope: world.filtered("events", "keep"),
                sum: under.map(str::to_owned),
            },
            per: 10,
        };
        all_kinds.push((Shown::Blanked, Measure::Ratio(ratio)));
    }
    all_kinds
}

/// Every statistic, with open spans counted and left out.
fn durations(scope: &Scope) -> Vec<(Shown, Measure)> {
    let mut all_kinds = Vec::new();
    for statistic in [Statistic::Median, Statistic::Mean, Statistic::Percentile90] {
        for open in [Open::Count, Open::LeftOut] {
            let duration = Duration {
                scope: scope.clone(),
                from: "on".into(),
                to: "ended_on".into(),
                statistic,
                unit: Length::Days,
                open,
            };
            let shown = match open {
                Open::Count => Shown::ButForEnds,
                Open::LeftOut => Shown::Blanked,
            };
            all_kinds.push((shown, Measure::Duration(duration)));
        }
    }
    all_kinds
}

fn value(world: &World, measure: &Measure) -> Option<Measurement> {
    match world.measure(measure.clone()).outcome {
        Outcome::Measured(m) => Some(*m),
        Outcome::TooFew(..)
        | Outcome::NotKnown(..)
        | Outcome::NotApplicable(_)
        | Outcome::Decided { .. } => None,
    }
}

fn compare(a: Ratio, b: Ratio) -> Ordering {
    (a.numerator * b.denominator).cmp(&(b.numerator * a.denominator))
}

fn at_most(a: Option<Ratio>, b: Option<Ratio>) -> bool {
    a.zip(b)
        .is_none_or(|(a, b)| compare(a, b) != Ordering::Greater)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_was_true_lies_within_the_bounds(main in rows(), events in rows()) {
        let whole = world(&main, &events, Shown::Whole);
        for (shown, measure) in measures(&whole) {
            let blanked = world(&main, &events, shown);
            let (Some(m), Some(truth)) = (value(&blanked, &measure), value(&whole, &measure)) else {
                continue;
            };
            prop_assert!(at_most(m.lowest, truth.value), "{measure:?}\n{m:?}\n{truth:?}");
            prop_assert!(at_most(truth.value, m.highest), "{measure:?}\n{m:?}\n{truth:?}");
            prop_assert!(at_most(m.lowest, m.value) && at_most(m.value, m.highest), "{measure:?} {m:?}");
        }
    }

    #[test]
    fn without_blanks_the_bounds_are_the_value(main in rows(), events in rows()) {
        let whole = world(&main, &events, Shown::Whole);
        for (_, measure) in measures(&whole) {
            let Some(m) = value(&whole, &measure) else { continue };
            // An open span may be an end that was not recorded.
            if m.notes.is_empty() && m.blank == 0 && m.out(LeftOut::StillOpen) == 0 {
                prop_assert_eq!(m.bounds(), (m.value, m.value), "{:?}", measure);
            }
        }
    }

    #[test]
    fn one_more_blank_answer_never_raises_the_lowest(main in rows(), events in rows(), mut more in truth(), cell in 0_usize..6) {
        let before = world(&main, &events, Shown::ButForEnds);
        more.blank = [false; 6];
        more.blank[cell] = true;
        let mut with = main.clone();
        with.push(more);
        let after = world(&with, &events, Shown::ButForEnds);
        for (_, measure) in measures(&before) {
            // A row is added whose one blank decides: its subject, its date, its filter or its answer.
            let undecided = match &measure {
                Measure::Count(Count { scope }) => cell == 4 && scope.filter.is_some(),
                Measure::Share(_) => cell == 4,
                Measure::UpToDate(_) => cell == 0,
                Measure::OnTime(_) | Measure::Duration(_) => cell == 1,
                // Where ends count, a known end is an earlier event of somebody, and no blank.
                Measure::Repeat(repeat) => cell == 1 && repeat.earlier == "on",
                Measure::PerSubject(_)
                | Measure::Ratio(_)
                | Measure::Document(_)
                | Measure::Statement(_) => false,
            };
            if !undecided {
                continue;
            }
            let (Some(a), Some(b)) = (value(&before, &measure), value(&after, &measure)) else { continue };
            prop_assert!(at_most(b.lowest, a.lowest), "{measure:?}\n{a:?}\n{b:?}");
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(main in rows(), events in rows(), turn in 0_usize..8) {
        let before = world(&main, &events, Shown::Blanked);
        let (mut turned, mut back_to_front) = (main.clone(), events.clone());
        turned.rotate_left(turn % main.len());
        back_to_front.reverse();
        let after = world(&turned, &back_to_front, Shown::Blanked);
        for (_, measure) in measures(&before) {
            let (before, after) = (before.measure(measure.clone()), after.measure(measure));
            prop_assert_eq!(before.outcome, after.outcome);
        }
    }

    #[test]
    fn on_time_is_what_a_plain_loop_counts(main in prop::collection::vec(truth(), 0..20)) {
        let (as_at, mut on_time, mut judged) = (day(AS_AT), 0, 0);
        for row in &main {
            let start = back(row.on);
            let end = row.ended.map(|d| start.plus_days(d)).filter(|d| *d <= as_at);
            if row.blank[1] || start > as_at {
                continue;
            }
            let due = start.plus_days(20);
            match end {
                Some(end) => {
                    judged += 1;
                    on_time += u64::from(end <= due);
                }
                None if due < as_at => judged += 1,
                None => {}
            }
        }
        let measure = Measure::OnTime(OnTime {
            scope: all("main"),
            from: "on".into(),
            to: "ended_on".into(),
            within: span("20 days"),
        });
        let found = value(&world(&main, &[], Shown::ButForEnds), &measure);
        prop_assert_eq!(found.map_or((0, 0), |m| m.of()), (on_time, judged));
    }

    #[test]
    fn the_percentile_is_the_first_that_nine_in_ten_do_not_exceed(lengths in prop::collection::vec(0_i64..200, 1..60)) {
        let rows: Vec<String> = lengths
            .iter()
            .map(|l| format!("{} {}", day("2026-01-01"), day("2026-01-01").plus_days(*l)))
            .collect();
        let world = World::new(AS_AT).list("main", "on:date ended_on:date", &rows.join("\n"));
        let measure = Measure::Duration(Duration {
            scope: all("main"),
            from: "on".into(),
            to: "ended_on".into(),
            statistic: Statistic::Percentile90,
            unit: Length::Days,
            open: Open::LeftOut,
        });
        let mut sorted = lengths.clone();
        sorted.sort_unstable();
        let enough = |x: i64| sorted.iter().filter(|l| **l <= x).count() * 10 >= sorted.len() * 9;
        let naive = sorted.iter().copied().find(|x| enough(*x));
        prop_assert_eq!(world.value(measure).value, naive.map(Ratio::whole));
    }
}
