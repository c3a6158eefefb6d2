use crate::measure::Repeated;
use crate::measure::testing::{World, all, ratio, whole};
use crate::pack::measures::{Blank, Count, PerSubject, Share};
use crate::pack::{Direction, Measure};

/// Twelve audits: one good one on nine rows, one with a good and a bad row, and one bad one.
fn audits() -> World {
    let good = "a yes \n".repeat(9);
    let rows = format!("{good} b yes \n b no \n c no");
    World::new("2026-09-30")
        .list("audits", "id:text network:yes_no", &rows)
        .repeats("audits", &[&[0, 1, 2, 3, 4, 5, 6, 7, 8], &[9, 10]])
}

fn share(world: &World) -> Measure {
    Measure::Share(Share {
        scope: all("audits"),
        meets: world.condition("audits", "network"),
        blank: Blank::NotMet,
    })
}

#[test]
fn each_record_counts_once_on_the_row_that_speaks_most_against_it() {
    let world = audits();
    assert_eq!(world.value(share(&world)).value, ratio(1_000, 12));
    // a yes, b no, c no: one of three.
    let third = ratio(100, 3);
    assert_eq!(
        world.once(share(&world), Direction::AtLeast),
        Some(Repeated {
            rows: 9,
            lowest: third,
            highest: third,
        })
    );
    // Where few are wanted the good row of b counts against it: two of three.
    let two_thirds = ratio(200, 3);
    assert_eq!(
        world
            .once(share(&world), Direction::AtMost)
            .unwrap()
            .highest,
        two_thirds
    );
}

#[test]
fn a_list_in_which_nothing_stands_twice_is_measured_once() {
    let world = audits().repeats("audits", &[]);
    assert_eq!(world.once(share(&world), Direction::AtLeast), None);
}

#[test]
fn too_few_records_leave_the_value_without_a_bound() {
    let world = audits().minimum(10);
    let once = world.once(share(&world), Direction::AtLeast).unwrap();
    assert_eq!((once.rows, once.lowest, once.highest), (9, None, None));
}

#[test]
fn rows_are_counted_once_for_each_record() {
    let world = audits();
    let count = Measure::Count(Count {
        scope: all("audits"),
    });
    let once = world.once(count, Direction::AtMost).unwrap();
    assert_eq!((once.lowest, once.highest), (whole(3), whole(3)));
}

#[test]
fn an_event_that_stands_twice_is_one_event() {
    let world = World::new("2026-09-30")
        .list(
            "sessions",
            "id:text worker_id:text",
            "s1 w1 \n s1 w1 \n s2 w2",
        )
        .repeats("sessions", &[&[0, 1]]);
    let twice = || {
        Measure::PerSubject(PerSubject {
            scope: all("sessions"),
            by: "worker_id".to_owned(),
            at_least_events: 2,
            subjects: None,
        })
    };
    assert_eq!(world.value(twice()).value, ratio(100, 2));
    let once = world.once(twice(), Direction::AtLeast).unwrap();
    assert_eq!((once.lowest, once.highest), (whole(0), whole(0)));
}
