use crate::assess::fixture::source;
use crate::evidence::{Role, Source, Standing};
use crate::measure::testing::{World, all, criterion, day, span, whole};
use crate::measure::{Inputs, Outcome, measure, needs};
use crate::pack::measures::{Count, OnTime, Share, UpToDate};
use crate::pack::{KindOfEvidence, Measure, Personal};
use crate::state::Reason;

fn world() -> World {
    World::new("2026-09-30")
        .list("plans", "child_id:text started_on:date", "a 2026-01-01")
        .list("visits", "child_id:text held_on:date", "a 2026-09-29")
}

fn visits() -> Measure {
    Measure::UpToDate(UpToDate {
        scope: all("plans"),
        events: Some("visits".into()),
        latest: "held_on".into(),
        by: "child_id".into(),
        within: span("10 days"),
        since: Some("started_on".into()),
    })
}

fn count(of: &str) -> Measure {
    Measure::Count(Count { scope: all(of) })
}

#[test]
fn a_criterion_needs_every_list_that_it_names() {
    let (reason, why) = world().without("visits").not_known(visits());
    assert_eq!(
        (reason, why.as_str()),
        (
            Reason::NoEvidence,
            "no list was found for `visits` (The visits)"
        )
    );
    assert_eq!(
        world().without("plans").not_known(visits()).0,
        Reason::NoEvidence
    );
}

#[test]
fn a_list_dated_after_as_at_is_told_from_one_that_is_not_there() {
    let mut world = world().without("visits");
    world.evidence.sources.push(Source {
        role: Role::Future,
        ..source("visits.csv", "visits", Some("2026-10-30"))
    });
    let (reason, why) = world.not_known(visits());
    assert_eq!(reason, Reason::NoEvidence);
    assert_eq!(
        why,
        "the list `The visits` is dated 30 October 2026, after the as-at date, and is not used"
    );
}

#[test]
fn everything_that_is_missing_or_damaged_is_said_at_once() {
    let (reason, why) = world()
        .without("visits")
        .without("plans")
        .not_known(visits());
    assert_eq!(reason, Reason::NoEvidence);
    let both =
        "no list was found for `plans` (The plans); no list was found for `visits` (The visits)";
    assert_eq!(why, both);
    // The first list decides the reason.
    let damaged = Standing::Unreadable("half of it is damaged".into());
    let (reason, why) = world()
        .standing("visits", damaged)
        .without("plans")
        .not_known(visits());
    assert_eq!(reason, Reason::NoEvidence);
    let both = "no list was found for `plans` (The plans); half of it is damaged";
    assert_eq!(why, both);
}

#[test]
fn what_could_not_be_read_or_settled_passes_on_with_its_sentence() {
    let unreadable = world().standing(
        "visits",
        Standing::Unreadable("half of it is damaged".into()),
    );
    assert_eq!(
        unreadable.not_known(visits()),
        (Reason::Unreadable, "half of it is damaged".into())
    );
    let unresolved = world().standing("plans", Standing::Unresolved("which of the two?".into()));
    assert_eq!(
        unresolved.not_known(visits()),
        (Reason::Unresolved, "which of the two?".into())
    );
}

#[test]
fn missing_columns_are_named_together_and_once() {
    let world = World::new("2026-09-30").list("plans", "child_id:text", "a");
    let measure = Measure::OnTime(OnTime {
        scope: all("plans").period("6 months", "started_on"),
        from: "started_on".into(),
        to: "ended_on".into(),
        within: span("10 days"),
    });
    let (reason, why) = world.not_known(measure);
    assert_eq!(reason, Reason::NoEvidence);
    assert_eq!(
        why,
        "the list of plans has no columns `ended_on`, `started_on`"
    );
}

#[test]
fn a_dataset_that_the_pack_does_not_have_stops_that_criterion_alone() {
    let (reason, why) = world().not_known(count("nothing"));
    assert_eq!(
        (reason, why.as_str()),
        (Reason::CouldNotCompute, "the pack has no dataset `nothing`")
    );
}

#[test]
fn a_measure_rests_on_all_its_lists_and_the_first_of_them_to_expire() {
    let world = World::new("2026-09-30")
        .list_dated(
            "plans",
            "child_id:text started_on:date",
            "a 2026-01-01",
            Some(day("2026-09-20")),
        )
        .list_dated(
            "visits",
            "child_id:text held_on:date",
            "a 2026-09-29",
            Some(day("2026-09-10")),
        )
        .dataset("plans", |d| d.kind_of_evidence = KindOfEvidence::Audit);
    let measured = world.measure(visits());
    assert_eq!(measured.sources, [0, 1]);
    assert_eq!(
        measured.kinds,
        [KindOfEvidence::Data, KindOfEvidence::Audit]
    );
    assert_eq!(
        (measured.expires, measured.undated),
        (Some(day("2026-10-10")), false)
    );
    // Measuring stops at the older of the two, so the visit on the 29th has not happened.
    let m = world.value(visits());
    assert_eq!((m.measured_at, m.of()), (day("2026-09-10"), (0, 1)));
}

#[test]
fn an_undated_list_is_measured_at_as_at_and_said_to_be_undated() {
    let world = World::new("2026-09-30").list_dated("plans", "child_id:text", "a", None);
    let measured = world.measure(count("plans"));
    assert!(measured.undated && measured.expires.is_none());
    assert_eq!(world.value(count("plans")).measured_at, day("2026-09-30"));
}

#[test]
fn an_undated_list_is_as_old_as_the_latest_day_read_in_it_at_most() {
    // Lists stand for a month. Of two rows the later day counts; a day after as-at does not.
    let undated = |rows: &str| {
        let columns = "child_id:text on:date due_on:date:planned born_on:date";
        let world = World::new("2026-09-30").list_dated("plans", columns, rows, None);
        let scope = world.filtered("plans", "on is null or on <> due_on");
        let measured = world.measure(Measure::Count(Count { scope }));
        assert!(measured.undated);
        (measured.expires, measured.ageless)
    };
    assert_eq!(
        undated("a 2026-01-01 - - \n b 2026-08-30 - -"),
        (None, false)
    );
    assert_eq!(
        undated("a 2026-01-01 - - \n b 2026-08-29 - - \n c 2026-10-01 - -"),
        (Some(day("2026-09-29")), false)
    );
    // Neither a plan nor a column that the measure does not read says how old it is.
    assert_eq!(undated("a - 2026-09-01 2026-09-02"), (None, true));
    assert_eq!(undated("a 2026-10-01 - -"), (None, true));
}

#[test]
fn each_undated_part_of_a_list_must_say_how_old_it_is() {
    let rows = "a 2026-09-20 \n b -";
    let mut world =
        World::new("2026-09-30").list_dated("plans", "child_id:text on:date", rows, None);
    let scope = world.filtered("plans", "on is null or on < as_at()");
    let rule = Measure::Count(Count { scope });
    assert!(!world.measure(rule.clone()).ageless);
    // The same rows as two parts, of which the second has no day.
    let list = world.evidence.lists.get_mut("plans").unwrap();
    let Standing::Rows(table) = &list.standing else {
        panic!("no rows");
    };
    let part = |row: usize| {
        let row: crate::table::Mask = (0..2).map(|at| at == row).collect();
        table.keep(&row).with_source(0)
    };
    let parts = vec![part(0), part(1).with_source(1)];
    list.standing = Standing::Rows(crate::table::Table::concat(parts));
    list.sources = vec![0, 1];
    let second = world.evidence.sources[0].clone();
    world.evidence.sources.push(second);
    assert!(world.measure(rule.clone()).ageless);
    world.evidence.sources[1].dated = Some(day("2026-09-01"));
    assert!(!world.measure(rule).ageless);
}

#[test]
fn sources_are_given_when_nothing_can_be_said_too() {
    let world = world().standing("visits", Standing::Unreadable("it is damaged".into()));
    let measured = world.measure(visits());
    assert_eq!(
        (measured.sources, measured.kinds),
        (vec![0, 1], vec![KindOfEvidence::Data])
    );
    assert_eq!(measured.expires, Some(day("2026-10-30")));
}

#[test]
fn a_list_dated_after_as_at_does_not_move_as_at_on() {
    let world =
        World::new("2026-09-30").list_dated("plans", "child_id:text", "a", Some(day("2026-10-20")));
    assert_eq!(world.value(count("plans")).measured_at, day("2026-09-30"));
}

#[test]
fn the_recorder_changes_nothing() {
    let world = world();
    let criterion = criterion(visits(), 0);
    let inputs = Inputs {
        pack: &world.pack,
        evidence: &world.evidence,
        as_at: world.as_at,
        figures: &world.figures,
    };
    let with = measure(&criterion, &inputs, world.as_at, Some(&mut |_| {}));
    assert_eq!(with, measure(&criterion, &inputs, world.as_at, None));
}

#[test]
fn what_is_too_little_to_judge_was_counted_all_the_same() {
    let world = world().minimum(10);
    assert_eq!(world.not_known(visits()).0, Reason::TooFew);
    let Outcome::TooFew(found, _) = world.measure(visits()).outcome else {
        panic!("there is one plan, and ten are needed");
    };
    assert_eq!((found.of(), found.value), ((1, 1), whole(100)));
}

#[test]
fn needs_name_every_column_that_a_measure_reads() {
    let world = world();
    let scope = world.filtered("plans", "started_on < as_at()");
    let share = Measure::Share(Share {
        scope: scope.period("6 months", "dated_on"),
        meets: world.condition("plans", "child_id = 'a'"),
        blank: crate::pack::measures::Blank::NotMet,
    });
    let criteria = [criterion(share, 0), criterion(visits(), 0)];
    let needs = needs(&criteria, &world.pack.datasets);
    let columns = |id: &str| needs[id].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(columns("plans"), ["child_id", "dated_on", "started_on"]);
    assert_eq!(columns("visits"), ["child_id", "held_on"]);
}

#[test]
fn findings_actions_statements_and_the_register_are_always_needed_but_for_what_is_personal() {
    let world = World::new("2026-09-30")
        .list(
            "statements",
            "question:text by:text signed:text said:text",
            "a b c d",
        )
        .dataset("statements", |d| {
            d.columns[2].personal = Some(Personal::Name);
            d.columns[3].personal = Some(Personal::FreeText);
            d.columns[3].show = true;
        })
        .list("plans", "child_id:text", "a");
    let needs = needs([], &world.pack.datasets);
    assert_eq!(needs.keys().collect::<Vec<_>>(), ["statements"]);
    let columns: Vec<&str> = needs["statements"].iter().map(String::as_str).collect();
    assert_eq!(columns, ["by", "question", "said"]);
}
