use crate::measure::testing::{World, all, whole};
use crate::measure::{LeftOut, Note, Unit, Verdict};
use crate::pack::Measure;
use crate::pack::measures::{Count, Scope};
use crate::state::Reason;

fn world(rows: &str) -> World {
    World::new("2026-09-30").list("homes", "home:text registered:yes_no on:date", rows)
}

fn count(scope: Scope) -> Measure {
    Measure::Count(Count { scope })
}

const HOMES: &str = "a no 2026-09-01 \n b yes 2026-08-01 \n c - 2026-09-02 \n d no -";

#[test]
fn every_row_counts_without_a_filter() {
    let m = world(HOMES).value(count(all("homes")));
    assert_eq!((m.value, m.of(), m.unit), (whole(4), (4, 4), Unit::Count));
    assert_eq!(m.bounds(), (whole(4), whole(4)));
}

#[test]
fn a_filter_chooses_rows_and_a_blank_in_it_could_be_one_more() {
    let world = world(HOMES);
    let m = world.value(count(world.filtered("homes", "not registered")));
    assert_eq!((m.value, m.of()), (whole(2), (2, 4)));
    assert_eq!(m.left_out, [(LeftOut::FilterUnknown, 1)]);
    assert_eq!(m.bounds(), (whole(2), whole(3)));
}

#[test]
fn a_period_chooses_rows_and_a_blank_date_could_be_one_more() {
    let m = world(HOMES).value(count(all("homes").period("1 month", "on")));
    assert_eq!((m.value, m.out(LeftOut::Undated)), (whole(2), 1));
    assert_eq!(m.bounds(), (whole(2), whole(3)));
}

#[test]
fn none_of_many_is_an_answer() {
    let world = world("a yes 2026-09-01 \n b yes 2026-09-01");
    let m = world.value(count(world.filtered("homes", "not registered")));
    assert_eq!((m.value, m.of()), (whole(0), (0, 2)));
}

#[test]
fn an_all_blank_column_is_not_none() {
    // The value is 0, and it could be 2: no limit under 2 is met.
    let world = world("a - 2026-09-01 \n b - 2026-09-01");
    let m = world.value(count(world.filtered("homes", "not registered")));
    assert_eq!((m.value, m.highest), (whole(0), whole(2)));
}

#[test]
fn an_empty_list_is_no_evidence() {
    let (reason, why) = world("").not_known(count(all("homes")));
    assert_eq!(
        (reason, why.as_str()),
        (Reason::NoEvidence, "the list of homes has no rows")
    );
}

#[test]
fn an_empty_register_that_means_none_counts_none() {
    let world = world("")
        .dataset("homes", |d| d.empty_means_none = true)
        .minimum(5);
    assert_eq!(world.value(count(all("homes"))).value, whole(0));
}

#[test]
fn an_empty_register_that_says_something_else_is_no_statement_of_none() {
    let mut world = world("").dataset("homes", |d| d.empty_means_none = true);
    world.evidence.lists.get_mut("homes").unwrap().says = Some(2);
    assert_eq!(
        world.not_known(count(all("homes"))),
        (
            Reason::NoEvidence,
            "the list of homes has no rows, but row 2 of it says something: take that row out if \
             there were none, or export the list again"
                .to_owned()
        )
    );
}

#[test]
fn a_missing_column_of_the_filter_is_no_evidence() {
    let world = world(HOMES);
    let scope = world.filtered("homes", "not registered");
    let other = World::new("2026-09-30").list("homes", "home:text", "a");
    let (reason, why) = other.not_known(count(scope));
    assert_eq!(reason, Reason::NoEvidence);
    assert_eq!(why, "the list of homes has no column `registered`");
}

#[test]
fn dates_after_as_at_are_outside_a_period_and_reported() {
    let world = world("a no 2026-10-01 \n b no 2026-09-30");
    let m = world.value(count(all("homes").period("1 month", "on")));
    assert_eq!((m.value, m.notes), (whole(1), vec![(Note::AfterAsAt, 1)]));
}

#[test]
fn a_list_shorter_than_the_minimum_is_too_few() {
    let (reason, why) = world(HOMES).minimum(5).not_known(count(all("homes")));
    assert_eq!(reason, Reason::TooFew);
    assert_eq!(why, "homes to judge: 4, at least 5 needed");
}

#[test]
fn rows_that_the_filter_refuses_get_no_verdict() {
    let world = world(HOMES);
    let verdicts = world.verdicts(count(world.filtered("homes", "not registered")));
    let expected = [
        ("homes".to_owned(), 0, Verdict::Counts),
        (
            "homes".to_owned(),
            2,
            Verdict::LeftOut(LeftOut::FilterUnknown),
        ),
        ("homes".to_owned(), 3, Verdict::Counts),
    ];
    assert_eq!(verdicts, expected);
}
