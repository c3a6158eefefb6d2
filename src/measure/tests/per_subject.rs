use crate::measure::testing::{World, all, ratio, whole};
use crate::measure::{LeftOut, Note, Outcome, Verdict};
use crate::pack::Measure;
use crate::pack::measures::{PerSubject, Scope};
use crate::state::Reason;

fn per_subject(scope: Scope, least: u64, subjects: Option<&str>) -> Measure {
    Measure::PerSubject(PerSubject {
        scope,
        by: "worker_id".into(),
        at_least_events: least,
        subjects: subjects.map(|s| (s.to_owned(), None)),
    })
}

fn world(events: &str, workers: &str) -> World {
    World::new("2026-09-30")
        .list("supervisions", "worker_id:text on:date kept:yes_no", events)
        .list("workers", "worker_id:text role:text", workers)
}

fn listed(least: u64) -> Measure {
    per_subject(all("supervisions"), least, Some("workers"))
}

fn unlisted(least: u64) -> Measure {
    per_subject(all("supervisions"), least, None)
}

const TWO_AND_ONE: &str = "a 2026-09-01 yes \n b 2026-09-01 yes \n a 2026-09-15 yes";

#[test]
fn a_subject_with_enough_events_counts() {
    let m = world(TWO_AND_ONE, "a x \n b x").value(listed(2));
    assert_eq!(
        (m.of(), m.value, m.of.as_str()),
        ((1, 2), whole(50), "workers")
    );
}

#[test]
fn a_worker_never_supervised_counts_against() {
    let m = world(TWO_AND_ONE, "a x \n b x \n c x").value(listed(1));
    assert_eq!(m.of(), (2, 3));
}

#[test]
fn without_a_list_only_those_with_an_event_are_judged() {
    let m = world(TWO_AND_ONE, "a x \n b x \n c x").value(unlisted(2));
    assert_eq!(m.of(), (1, 2));
}

#[test]
fn events_of_subjects_not_listed_do_not_count() {
    assert_eq!(world(TWO_AND_ONE, "b x").value(listed(2)).of(), (0, 1));
}

#[test]
fn one_verdict_a_distinct_subject() {
    let world = world(TWO_AND_ONE, "a x \n b x \n a x");
    let expected = [
        ("workers".to_owned(), 0, Verdict::Counts),
        ("workers".to_owned(), 1, Verdict::DoesNotCount),
    ];
    assert_eq!(world.verdicts(listed(2)), expected);
}

#[test]
fn the_period_chooses_the_events() {
    // Of `a`'s two, the one of 30 August is outside the month; `b`'s undated one may be inside.
    let world = world(
        "a 2026-08-30 yes \n a 2026-08-31 yes \n b - yes \n c 2026-10-01 yes",
        "a x \n b x \n c x",
    );
    let scope = all("supervisions").period("1 month", "on");
    let m = world.value(per_subject(scope, 1, Some("workers")));
    assert_eq!((m.of(), m.blank), ((1, 3), 1));
    assert_eq!(m.left_out, [(LeftOut::Undated, 1)]);
    assert_eq!(m.notes, [(Note::AfterAsAt, 1)]);
    assert_eq!(m.bounds(), (ratio(100, 3), ratio(200, 3)));
}

#[test]
fn a_blank_in_the_filter_may_be_one_event_more() {
    // `a` has one and perhaps two; `b` has none and perhaps one, which is not enough.
    let world = world(
        "a 2026-09-01 yes \n a 2026-09-02 - \n b 2026-09-01 - \n b 2026-09-02 no",
        "a x \n b x",
    );
    let m = world.value(per_subject(
        world.filtered("supervisions", "kept"),
        2,
        Some("workers"),
    ));
    assert_eq!((m.of(), m.out(LeftOut::FilterUnknown)), ((0, 2), 2));
    assert_eq!(m.bounds(), (whole(0), whole(50)));
}

#[test]
fn an_event_without_a_subject_may_be_anybodys() {
    // One stray event can bring one of the two to two events, not both.
    let m = world(
        "a 2026-09-01 yes \n b 2026-09-01 yes \n - 2026-09-01 yes",
        "a x \n b x",
    )
    .value(listed(2));
    assert_eq!((m.of(), m.out(LeftOut::NoSubject)), ((0, 2), 1));
    assert_eq!(m.bounds(), (whole(0), whole(50)));
    // It cannot make up for two that are missing.
    assert_eq!(
        world("- 2026-09-01 yes", "a x").value(listed(2)).bounds(),
        (whole(0), whole(0))
    );
}

#[test]
fn without_a_list_a_stray_event_may_be_somebody_else() {
    let m = world(
        "a 2026-09-01 yes \n a 2026-09-02 yes \n - 2026-09-01 yes",
        "a x",
    )
    .value(unlisted(2));
    assert_eq!((m.of(), m.value), ((1, 1), whole(100)));
    assert_eq!(m.bounds(), (whole(50), whole(100)));
}

#[test]
fn without_a_list_a_subject_known_from_blanks_alone_is_not_judged() {
    let world = world("a 2026-09-01 yes \n b 2026-09-01 -", "a x");
    let m = world.value(per_subject(world.filtered("supervisions", "kept"), 1, None));
    assert_eq!((m.of(), m.bounds()), ((1, 1), (whole(50), whole(100))));
}

#[test]
fn a_subject_without_a_name_is_left_out_and_could_be_either() {
    let m = world(TWO_AND_ONE, "a x \n - x").value(listed(2));
    assert_eq!((m.of(), m.out(LeftOut::NoSubject)), ((1, 1), 1));
    assert_eq!(m.bounds(), (whole(50), whole(100)));
}

#[test]
fn subjects_may_have_their_own_filter() {
    let world = world(
        TWO_AND_ONE,
        "a social_worker \n b manager \n c - \n d social_worker",
    );
    let filter = world.condition("workers", "role = 'social_worker'");
    let m = world.value(Measure::PerSubject(PerSubject {
        scope: all("supervisions"),
        by: "worker_id".into(),
        at_least_events: 2,
        subjects: Some(("workers".into(), Some(filter))),
    }));
    assert_eq!((m.of(), m.out(LeftOut::FilterUnknown)), ((1, 2), 1));
    assert_eq!(m.bounds(), (ratio(100, 3), ratio(200, 3)));
}

#[test]
fn no_subjects_in_a_register_whose_emptiness_means_none_does_not_apply() {
    let world = world(TWO_AND_ONE, "").dataset("workers", |d| d.empty_means_none = true);
    assert!(matches!(
        world.measure(listed(2)).outcome,
        Outcome::NotApplicable(_)
    ));
}

#[test]
fn all_blank_subjects_are_never_good() {
    assert_eq!(
        world("- 2026-09-01 yes", "a x").not_known(unlisted(1)).0,
        Reason::TooFew
    );
    assert_eq!(
        world(TWO_AND_ONE, "- x").not_known(listed(1)).0,
        Reason::TooFew
    );
}
