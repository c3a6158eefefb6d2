use crate::measure::testing::{World, all, ratio, span, whole};
use crate::measure::{LeftOut, Note, Verdict};
use crate::pack::Measure;
use crate::pack::measures::{Repeat, Scope};
use crate::state::Reason;

fn repeat(scope: Scope, earlier: &str) -> Measure {
    Measure::Repeat(Repeat {
        scope,
        by: "child_id".into(),
        dated: "on".into(),
        within: span("12 months"),
        earlier: earlier.into(),
    })
}

fn world(rows: &str) -> World {
    World::new("2026-09-30").list("referrals", "child_id:text on:date", rows)
}

fn again() -> Measure {
    repeat(all("referrals"), "on")
}

/// Plans with the day that each ended on.
fn plans(rows: &str) -> World {
    World::new("2026-09-30").list("plans", "child_id:text on:date ended_on:date", rows)
}

fn after_an_end() -> Measure {
    repeat(all("plans"), "ended_on")
}

#[test]
fn an_event_within_the_limit_of_an_earlier_one_counts() {
    // Twelve months after 1 September 2025 is 1 September 2026.
    let m = world("a 2025-09-01 \n a 2026-09-01 \n b 2025-08-31 \n b 2026-09-01").value(again());
    assert_eq!((m.of(), m.value), ((1, 4), whole(25)));
    assert_eq!(m.of.as_str(), "referrals");
}

#[test]
fn earlier_means_on_an_earlier_day() {
    assert_eq!(
        world("a 2026-09-01 \n a 2026-09-01").value(again()).of(),
        (0, 2)
    );
    assert_eq!(
        world("a 2026-09-01 \n a 2026-09-02").value(again()).of(),
        (1, 2)
    );
}

#[test]
fn the_order_of_rows_does_not_matter() {
    assert_eq!(
        world("a 2026-09-02 \n b 2026-01-01 \n a 2026-09-01")
            .value(again())
            .of(),
        (1, 3)
    );
}

#[test]
fn the_period_chooses_the_events_judged_and_not_the_earlier_ones() {
    // Only September is judged; the event in June is an earlier one all the same.
    let scope = all("referrals").period("1 month", "on");
    let world = world("a 2026-06-01 \n a 2026-09-10 \n b 2026-09-10");
    assert_eq!(world.value(repeat(scope, "on")).of(), (1, 2));
}

#[test]
fn the_filter_chooses_the_events_judged_and_not_the_earlier_ones() {
    let world = World::new("2026-09-30").list(
        "referrals",
        "child_id:text on:date accepted:yes_no",
        "a 2026-06-01 no \n a 2026-09-10 yes \n b 2026-09-10 yes \n c 2026-09-11 -",
    );
    let m = world.value(repeat(world.filtered("referrals", "accepted"), "on"));
    assert_eq!((m.of(), m.out(LeftOut::FilterUnknown)), ((1, 2), 1));
    assert_eq!(m.bounds(), (ratio(100, 3), ratio(200, 3)));
}

#[test]
fn a_blank_date_is_left_out_and_hides_an_earlier_event() {
    // The undated event of `a` could come before the other; itself it could be on either side.
    let m = world("a - \n a 2026-09-10 \n b 2026-09-10").value(again());
    assert_eq!((m.of(), m.blank), ((0, 2), 1));
    assert_eq!(m.left_out, [(LeftOut::Undated, 1)]);
    assert_eq!(m.bounds(), (whole(0), ratio(200, 3)));
}

#[test]
fn a_blank_subject_could_be_anybody_once() {
    // `a` has two events too far apart to repeat: one stray event can spoil both; `b` has one.
    let m = world("a 2024-01-01 \n a 2026-09-10 \n b 2026-09-10 \n - 2026-09-01").value(again());
    assert_eq!((m.of(), m.out(LeftOut::NoSubject)), ((0, 3), 1));
    // Two of the three, and the stray event itself, of four.
    assert_eq!(m.bounds(), (whole(0), whole(75)));
}

#[test]
fn the_end_of_an_earlier_plan_can_be_what_counts() {
    // `a`: ended fourteen months before, so no; `b`: ended eight months before, so yes.
    let m = plans(
        "a 2025-01-01 2025-06-30
         a 2026-09-01 -
         b 2025-01-01 2026-01-01
         b 2026-09-01 -",
    )
    .value(after_an_end());
    assert_eq!(m.of(), (1, 4));
    assert_eq!(m.bounds(), (whole(25), whole(25)));
}

#[test]
fn an_open_plan_is_not_its_own_earlier_one_and_hides_nothing_before_it() {
    let m = plans("a 2026-09-01 - \n b 2026-09-01 2026-08-01 \n c 2026-09-01 2026-09-05")
        .value(after_an_end());
    assert_eq!((m.of(), m.blank), ((0, 3), 0));
    assert_eq!(m.bounds(), (whole(0), whole(0)));
}

#[test]
fn two_plans_without_ends_leave_it_open() {
    // The first may have ended before the second began: an all-blank column is never good.
    let m = plans("a 2026-01-01 - \n a 2026-09-01 - \n b 2026-09-01 -").value(after_an_end());
    assert_eq!((m.of(), m.blank), ((0, 3), 1));
    assert_eq!(m.bounds(), (whole(0), ratio(100, 3)));
}

#[test]
fn an_event_after_as_at_is_no_event_yet() {
    let m = world("a 2026-09-01 \n a 2026-10-01").value(again());
    assert_eq!((m.of(), m.notes), ((0, 1), vec![(Note::AfterAsAt, 1)]));
}

#[test]
fn each_event_judged_gets_a_verdict() {
    let world = world("a 2026-09-02 \n - 2026-01-01 \n a 2026-09-01");
    let verdicts: Vec<Verdict> = world.verdicts(again()).iter().map(|v| v.2).collect();
    let expected = [
        Verdict::Counts,
        Verdict::LeftOut(LeftOut::NoSubject),
        Verdict::DoesNotCount,
    ];
    assert_eq!(verdicts, expected);
}

#[test]
fn all_blank_subjects_or_dates_leave_nothing_to_judge() {
    assert_eq!(
        world("- 2026-09-02 \n - 2026-09-01").not_known(again()).0,
        Reason::TooFew
    );
    assert_eq!(world("a - \n a -").not_known(again()).0, Reason::TooFew);
}
