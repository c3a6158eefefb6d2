use crate::measure::testing::{World, all, ratio, span, whole};
use crate::measure::{LeftOut, Note, Verdict};
use crate::pack::Measure;
use crate::pack::measures::{Scope, UpToDate};

fn up_to_date(scope: Scope, events: Option<&str>, since: Option<&str>, within: &str) -> Measure {
    Measure::UpToDate(UpToDate {
        scope,
        events: events.map(str::to_owned),
        latest: if events.is_some() {
            "held_on"
        } else {
            "last_visit_on"
        }
        .into(),
        by: "child_id".into(),
        within: span(within),
        since: since.map(str::to_owned),
    })
}

/// Plans with their own column of the latest visit.
fn plans(rows: &str) -> World {
    let columns = "child_id:text started_on:date last_visit_on:date open:yes_no";
    World::new("2026-09-30").list("plans", columns, rows)
}

/// Plans, and a list of visits.
fn visits(plans: &str, visits: &str) -> World {
    World::new("2026-09-30")
        .list("plans", "child_id:text started_on:date", plans)
        .list("visits", "child_id:text held_on:date", visits)
}

fn by_column(within: &str) -> Measure {
    up_to_date(all("plans"), None, None, within)
}

fn by_list(since: bool, within: &str) -> Measure {
    up_to_date(
        all("plans"),
        Some("visits"),
        since.then_some("started_on"),
        within,
    )
}

#[test]
fn recent_enough_means_event_plus_limit_reaches_as_at() {
    // Ten days before 30 September is the 20th.
    let world = plans("a 2026-01-01 2026-09-20 yes \n b 2026-01-01 2026-09-19 yes");
    let m = world.value(by_column("10 days"));
    assert_eq!((m.of(), m.value), ((1, 2), whole(50)));
    assert_eq!(m.of.as_str(), "children");
}

#[test]
fn working_days_of_the_filter_from_before_the_horizon_are_reported() {
    // The horizon starts on 1 January 2024; `b` has not been there for long enough.
    let world = plans("a 2023-12-29 2026-09-20 yes \n b 2026-09-29 - yes");
    let scope = world.filtered("plans", "working_days(started_on, as_at()) > 20");
    let m = world.value(up_to_date(scope, None, None, "10 days"));
    assert_eq!((m.of(), m.notes), ((1, 1), vec![(Note::BeforeHorizon, 1)]));
}

#[test]
fn a_filter_and_a_limit_that_both_start_before_the_horizon_are_one_note_a_subject() {
    // `a` started and was last visited before 1 January 2024, in two rows; `b` started before it.
    let world = plans(
        "a 2023-12-27 2023-12-28 yes \n a 2023-12-27 2023-12-29 yes \n b 2023-12-27 2026-09-29 yes",
    );
    let scope = world.filtered("plans", "working_days(started_on, as_at()) > 20");
    let m = world.value(up_to_date(scope, None, None, "20 working days"));
    assert_eq!((m.of(), m.notes), ((1, 2), vec![(Note::BeforeHorizon, 2)]));
    // Left open by a blank, `a` is noted all the same.
    let world = plans("a 2023-12-27 2023-12-28 - \n b 2023-12-27 2026-09-29 yes");
    let scope = world.filtered("plans", "open and working_days(started_on, as_at()) > 20");
    let m = world.value(up_to_date(scope, None, None, "20 working days"));
    assert_eq!((m.of(), m.notes), ((1, 1), vec![(Note::BeforeHorizon, 2)]));
}

#[test]
fn working_days_leave_out_weekends_and_bank_holidays() {
    // As-at is Wednesday 30 September; ten working days gone by reach back to Wednesday 16th.
    let world = plans("a 2026-01-01 2026-09-16 yes \n b 2026-01-01 2026-09-15 yes");
    assert_eq!(world.value(by_column("10 working days")).of(), (1, 2));
}

#[test]
fn a_subject_without_an_event_is_late() {
    let m = visits("a 2026-09-29 \n b 2026-01-01", "a 2026-09-29").value(by_list(false, "10 days"));
    assert_eq!(m.of(), (1, 2));
    assert_eq!(m.bounds(), (whole(50), whole(50)));
}

#[test]
fn since_gives_a_subject_without_an_event_until_it_is_due() {
    // `a` started on the 20th and is due today; `b` on the 19th and is late; `c` was seen.
    let m = visits(
        "a 2026-09-20 \n b 2026-09-19 \n c 2026-01-01",
        "c 2026-09-29",
    )
    .value(by_list(true, "10 days"));
    assert_eq!(m.of(), (1, 2));
    assert_eq!(m.left_out, [(LeftOut::NotYetDue, 1)]);
    assert_eq!(m.bounds(), (whole(50), whole(50)));
}

#[test]
fn a_blank_since_counts_late_and_could_be_otherwise() {
    let m = visits("a - \n c 2026-01-01", "c 2026-09-29").value(by_list(true, "10 days"));
    assert_eq!((m.of(), m.blank), ((1, 2), 1));
    assert_eq!(m.bounds(), (whole(50), whole(100)));
}

#[test]
fn the_latest_of_all_events_counts_whatever_their_order() {
    let m = visits(
        "a 2026-01-01",
        "a 2026-09-25 \n a 2026-01-05 \n a 2026-08-01",
    )
    .value(by_list(false, "10 days"));
    assert_eq!(m.of(), (1, 1));
}

#[test]
fn one_verdict_a_distinct_subject() {
    // `a` has two plans: one child, seen; `since` is the earlier of the two starts.
    let world = visits(
        "a 2026-01-01 \n b 2026-01-01 \n a 2026-09-28 \n b 2026-09-28",
        "a 2026-09-25",
    );
    assert_eq!(world.value(by_list(true, "10 days")).of(), (1, 2));
    let verdicts = world.verdicts(by_list(true, "10 days"));
    let expected = [
        ("plans".to_owned(), 0, Verdict::Counts),
        ("plans".to_owned(), 1, Verdict::DoesNotCount),
    ];
    assert_eq!(verdicts, expected);
}

#[test]
fn an_event_after_as_at_is_not_the_latest() {
    let world = visits(
        "a 2026-01-01",
        "a 2026-10-01 \n a 2026-06-01 \n z 2026-10-01",
    );
    let m = world.value(by_list(false, "10 days"));
    assert_eq!(m.of(), (0, 1));
    // Only the events of those judged are reported.
    assert_eq!(m.notes, [(Note::AfterAsAt, 1)]);
}

#[test]
fn a_blank_subject_is_left_out_and_could_be_either() {
    let world = plans("- 2026-01-01 2026-09-29 yes \n b 2026-01-01 2026-09-29 yes");
    let m = world.value(by_column("10 days"));
    assert_eq!((m.of(), m.out(LeftOut::NoSubject)), ((1, 1), 1));
    assert_eq!(m.bounds(), (whole(50), whole(100)));
}

#[test]
fn an_event_without_a_subject_could_be_anybodys() {
    // Two are late. One stray visit is recent, one is undated, one is old: two could help.
    let world = visits(
        "a 2026-01-01 \n b 2026-01-01 \n c 2026-01-01 \n d 2026-01-01",
        "d 2026-09-29 \n - 2026-09-29 \n - - \n - 2026-01-01",
    );
    let m = world.value(by_list(false, "10 days"));
    assert_eq!((m.of(), m.out(LeftOut::NoSubject)), ((1, 4), 3));
    assert_eq!(m.bounds(), (whole(25), whole(75)));
}

#[test]
fn a_stray_old_event_could_make_a_new_subject_late() {
    let world = visits(
        "a 2026-09-29 \n b 2026-01-01",
        "b 2026-09-29 \n - 2026-01-01",
    );
    let m = world.value(by_list(true, "10 days"));
    assert_eq!((m.of(), m.value), ((1, 1), whole(100)));
    assert_eq!(m.bounds(), (whole(50), whole(100)));
}

#[test]
fn a_blank_event_counts_late_and_could_be_recent() {
    let world = plans("a 2026-01-01 - yes \n b 2026-01-01 2026-09-29 yes");
    let m = world.value(by_column("10 days"));
    assert_eq!((m.of(), m.blank), ((1, 2), 1));
    assert_eq!(m.bounds(), (whole(50), whole(100)));
}

#[test]
fn no_visit_yet_to_a_new_subject_is_no_blank() {
    // `a` started two days ago and is not yet due: that its column is blank says so.
    let world = plans("a 2026-09-28 - yes \n b 2026-01-01 2026-09-29 yes");
    let m = world.value(up_to_date(
        all("plans"),
        None,
        Some("started_on"),
        "10 days",
    ));
    assert_eq!((m.of(), m.out(LeftOut::NotYetDue), m.blank), ((1, 1), 1, 0));
    assert_eq!(m.lowest, whole(100));
}

#[test]
fn a_visit_without_a_date_to_a_new_subject_could_make_it_late() {
    let world = visits("a 2026-09-28 \n b 2026-01-01", "a - \n b 2026-09-29");
    let m = world.value(by_list(true, "10 days"));
    assert_eq!((m.of(), m.out(LeftOut::NotYetDue)), ((1, 1), 1));
    assert_eq!(m.bounds(), (whole(50), whole(100)));
}

#[test]
fn a_filter_chooses_subjects_and_a_blank_in_it_leaves_them_out() {
    let world = plans(
        "a 2026-01-01 2026-09-29 yes
         b 2026-01-01 2026-01-02 no
         c 2026-01-01 2026-01-02 -
         d 2026-01-01 2026-01-02 yes",
    );
    let m = world.value(up_to_date(
        world.filtered("plans", "open"),
        None,
        None,
        "10 days",
    ));
    assert_eq!((m.of(), m.out(LeftOut::FilterUnknown)), ((1, 2), 1));
    assert_eq!(m.bounds(), (ratio(100, 3), ratio(200, 3)));
}

#[test]
fn subjects_meet_across_lists_by_identifier() {
    // The two lists number their subjects in different orders.
    let world = visits(
        "a 2026-01-01 \n b 2026-01-01 \n c 2026-01-01",
        "z 2026-09-29 \n c 2026-09-29 \n b 2026-01-05",
    );
    let m = world.value(by_list(false, "10 days"));
    assert_eq!(m.of(), (1, 3));
}

#[test]
fn no_events_in_a_register_whose_emptiness_means_none_makes_everybody_late() {
    let world = visits("a 2026-01-01", "").dataset("visits", |d| d.empty_means_none = true);
    assert_eq!(world.value(by_list(false, "10 days")).of(), (0, 1));
}
