use crate::calendar::Unit as Length;
use crate::measure::testing::{World, all, ratio as fraction, span, whole};
use crate::measure::{Doubt, Measurement};
use crate::pack::Measure;
use crate::pack::measures::{
    Blank, Count, Duration, Open, Over, PerSubject, Ratio, Share, Statistic, UpToDate,
};

const OPEN: &str = "a yes 2026-09-01 - \n b yes 2026-09-21 - \n c no 2026-09-30 -";

/// Three people, none of whom has left.
fn nobody_left() -> World {
    world(OPEN)
}

/// The same and a fourth, who has left.
fn one_left() -> World {
    world(&format!("{OPEN} \n d no 2026-09-01 2026-09-02"))
}

fn world(rows: &str) -> World {
    let columns = "id:text seen:yes_no seen_on:date left_on:date";
    World::new("2026-09-30").list("people", columns, rows)
}

fn share(world: &World, filter: &str, meets: &str) -> Measurement {
    world.value(Measure::Share(Share {
        scope: world.filtered("people", filter),
        meets: world.condition("people", meets),
        blank: Blank::NotMet,
    }))
}

fn count(world: &World, filter: &str) -> Measurement {
    let scope = world.filtered("people", filter);
    world.value(Measure::Count(Count { scope }))
}

/// The bounds of a doubt that concerns the three rows without an end.
fn bounds(
    measurement: Measurement,
) -> (Option<crate::measure::Ratio>, Option<crate::measure::Ratio>) {
    let Doubt {
        columns,
        lowest,
        highest,
    } = measurement.doubt.unwrap();
    let [column] = columns.as_slice() else {
        panic!("{columns:?}");
    };
    assert_eq!(
        (column.dataset.as_str(), column.column.as_str()),
        ("people", "left_on")
    );
    assert_eq!((column.of.as_str(), column.rows), ("people", 3));
    (lowest, highest)
}

#[test]
fn a_share_of_those_who_have_not_left_could_be_any_where_nobody_has_an_end() {
    let m = share(&nobody_left(), "left_on is null", "seen");
    assert_eq!(
        (m.value, m.bounds()),
        (fraction(200, 3), (fraction(200, 3), fraction(200, 3)))
    );
    assert_eq!(bounds(m), (whole(0), whole(100)));
    // With one end in the list the blanks of the others are answers.
    let m = share(&one_left(), "left_on is null", "seen");
    assert_eq!((m.value, m.doubt), (fraction(200, 3), None));
    // A column that is not asked about casts no doubt.
    assert_eq!(
        share(&nobody_left(), "seen_on is not null", "seen").doubt,
        None
    );
}

#[test]
fn an_answer_that_rests_on_such_a_blank_could_be_either() {
    // Of two seen, either may have left; the third does not meet it whatever the end.
    let m = share(
        &nobody_left(),
        "seen_on < as_at() + 1",
        "seen and left_on is null",
    );
    assert_eq!(m.value, fraction(200, 3));
    assert_eq!(bounds(m), (whole(0), fraction(200, 3)));
}

#[test]
fn a_count_of_those_who_have_left_could_be_all_of_them() {
    let m = count(&nobody_left(), "left_on is not null");
    assert_eq!(m.value, whole(0));
    assert_eq!(bounds(m), (whole(0), whole(3)));
    // Of those who have not left there are no more than it says.
    let m = count(
        &nobody_left(),
        "seen and coalesce(left_on, as_at()) = as_at()",
    );
    assert_eq!(m.value, whole(2));
    assert_eq!(bounds(m), (whole(0), whole(2)));
}

#[test]
fn a_ratio_of_those_who_left_over_those_who_did_not_has_no_bound() {
    let world = nobody_left();
    let m = world.value(Measure::Ratio(Ratio {
        scope: world.filtered("people", "left_on is not null"),
        sum: None,
        over: Over::List {
            scope: world.filtered("people", "left_on is null"),
            sum: None,
        },
        per: 100,
    }));
    assert_eq!(m.value, whole(0));
    assert_eq!(bounds(m), (whole(0), None));
}

#[test]
fn the_subjects_of_a_measure_are_in_doubt_too() {
    // Of three people one has two visits.
    let visits = "a 2026-09-01 \n a 2026-09-02 \n b 2026-09-03";
    let world = nobody_left().list("visits", "id:text on:date", visits);
    let m = world.value(Measure::PerSubject(PerSubject {
        scope: all("visits"),
        by: "id".into(),
        at_least_events: 2,
        subjects: Some((
            "people".into(),
            Some(world.condition("people", "left_on is null")),
        )),
    }));
    assert_eq!(m.value, fraction(100, 3));
    assert_eq!(bounds(m), (whole(0), whole(100)));
    // All three were seen within the month.
    let m = world.value(Measure::UpToDate(UpToDate {
        scope: world.filtered("people", "left_on is null"),
        events: None,
        latest: "seen_on".into(),
        by: "id".into(),
        within: span("1 month"),
        since: None,
    }));
    assert_eq!(m.value, whole(100));
    assert_eq!(bounds(m), (whole(0), whole(100)));
}

#[test]
fn a_span_that_counts_up_to_as_at_is_in_doubt_where_none_has_an_end() {
    let duration = |open| {
        Measure::Duration(Duration {
            scope: all("people"),
            from: "seen_on".into(),
            to: "left_on".into(),
            statistic: Statistic::Median,
            unit: Length::Days,
            open,
        })
    };
    // 29, 9 and 0 days so far. Each may have been nothing, or the longest the only one.
    let m = nobody_left().value(duration(Open::Count));
    assert_eq!(m.value, whole(9));
    assert_eq!(bounds(m), (whole(0), whole(29)));
    // 29, 9 and 0 so far, and 1 to its end: half-way between 1 and 9.
    let m = one_left().value(duration(Open::Count));
    assert_eq!((m.value, m.doubt), (whole(5), None));
}

#[test]
fn a_register_whose_emptiness_means_none_casts_no_doubt() {
    let world = world("").dataset("people", |people| people.empty_means_none = true);
    let m = count(&world, "left_on is null");
    assert_eq!((m.value, m.doubt), (whole(0), None));
}
