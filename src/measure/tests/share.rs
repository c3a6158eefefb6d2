use crate::measure::testing::{World, all, ratio, whole};
use crate::measure::{LeftOut, Note, Outcome, Unit, Verdict};
use crate::pack::Measure;
use crate::pack::measures::{Blank, Scope, Share};
use crate::state::Reason;

const COLUMNS: &str = "id:text members:number recorded:yes_no kind:code:plan|review on:date";

fn world(rows: &str) -> World {
    World::new("2026-09-30").list("audits", COLUMNS, rows)
}

fn share(world: &World, scope: Scope, meets: &str, blank: Blank) -> Measure {
    Measure::Share(Share {
        scope,
        meets: world.condition("audits", meets),
        blank,
    })
}

const AUDITS: &str = "
    a 2   yes plan   2026-09-01
    b 1   yes plan   2026-09-02
    c 3   -   plan   2026-09-03
    d 2   yes review 2026-06-01
    e 4   yes -      2026-09-04";

fn all_audits(meets: &str, blank: Blank) -> crate::measure::Measurement {
    let world = world(AUDITS);
    world.value(share(&world, all("audits"), meets, blank))
}

#[test]
fn rows_that_meet_the_condition_count() {
    let m = all_audits("members >= 2", Blank::NotMet);
    assert_eq!(
        (m.value, m.of(), m.unit),
        (whole(80), (4, 5), Unit::Percent)
    );
    assert_eq!((m.blank, m.left_out.len()), (0, 0));
}

#[test]
fn a_blank_answer_counts_as_not_met_and_could_be() {
    let m = all_audits("members >= 2 and recorded", Blank::NotMet);
    assert_eq!((m.value, m.of(), m.blank), (whole(60), (3, 5), 1));
    assert_eq!(m.bounds(), (whole(60), whole(80)));
}

#[test]
fn what_is_false_whatever_the_blank_says_is_not_blank() {
    // `c` has three members, so it fails whatever was recorded.
    let m = all_audits("members < 3 and recorded", Blank::NotMet);
    assert_eq!((m.of(), m.blank), ((3, 5), 0));
}

#[test]
fn blank_answers_can_be_left_out_and_still_count_for_the_worst() {
    let m = all_audits("members >= 2 and recorded", Blank::LeftOut);
    assert_eq!((m.value, m.of()), (whole(75), (3, 4)));
    assert_eq!((m.blank, m.left_out), (1, vec![(LeftOut::BlankAnswer, 1)]));
    assert_eq!((m.lowest, m.highest), (whole(60), whole(80)));
}

#[test]
fn a_filter_chooses_rows_and_a_blank_in_it_leaves_them_out() {
    let world = world(AUDITS);
    let scope = world.filtered("audits", "kind = 'plan'");
    let m = world.value(share(&world, scope, "members >= 2", Blank::NotMet));
    assert_eq!((m.value, m.of()), (ratio(200, 3), (2, 3)));
    assert_eq!(m.left_out, [(LeftOut::FilterUnknown, 1)]);
    assert_eq!(m.bounds(), (whole(50), whole(75)));
}

#[test]
fn the_period_ends_on_as_at() {
    let world =
        world("a 2 yes plan 2026-09-30 \n b 1 yes plan 2026-10-01 \n c 1 yes plan 2026-08-30");
    let scope = all("audits").period("1 month", "on");
    let m = world.value(share(&world, scope, "members >= 2", Blank::NotMet));
    assert_eq!((m.of(), m.notes), ((1, 1), vec![(Note::AfterAsAt, 1)]));
}

#[test]
fn a_date_after_as_at_is_blank_in_a_condition_and_reported() {
    let world = world("a 2 yes plan 2026-10-01 \n b 2 yes plan 2026-09-30");
    let m = world.value(share(
        &world,
        all("audits"),
        "on > date '2026-01-01'",
        Blank::NotMet,
    ));
    assert_eq!((m.of(), m.blank), ((1, 2), 1));
    assert_eq!(m.notes, [(Note::AfterAsAt, 1)]);
}

#[test]
fn working_days_from_before_the_horizon_are_reported_once_a_row() {
    // The horizon starts on 1 January 2024.
    let rows = "
        a 1 yes plan 2023-12-29
        b 1 no  plan 2023-12-29
        c 1 yes plan 2026-09-01
        d 1 yes plan -";
    let world = world(rows);
    let count = "working_days(on, as_at()) > 10";
    let measured = |scope, meets| world.value(share(&world, scope, meets, Blank::NotMet));
    let m = measured(all("audits"), count);
    assert_eq!(
        (m.of(), m.blank, m.notes),
        ((3, 4), 1, vec![(Note::BeforeHorizon, 2)])
    );
    // In the filter, and in both: a row that the filter leaves out is not looked at.
    let filter = format!("{count} and recorded");
    let m = measured(world.filtered("audits", &filter), "members = 1");
    assert_eq!((m.of(), m.notes), ((2, 2), vec![(Note::BeforeHorizon, 1)]));
    let m = measured(world.filtered("audits", &filter), count);
    assert_eq!((m.of(), m.notes), ((2, 2), vec![(Note::BeforeHorizon, 1)]));
    assert_eq!(measured(all("audits"), "days(on, as_at()) > 10").notes, []);
}

#[test]
fn as_at_in_a_condition_is_where_the_list_stops() {
    let dated = Some(crate::measure::testing::day("2026-09-10"));
    let world =
        World::new("2026-09-30").list_dated("audits", COLUMNS, "a 2 yes plan 2026-09-05", dated);
    let m = world.value(share(
        &world,
        all("audits"),
        "on >= as_at() - 10",
        Blank::NotMet,
    ));
    assert_eq!(m.of(), (1, 1));
}

#[test]
fn an_all_blank_column_is_never_good() {
    let world = world("a 2 - plan 2026-09-01 \n b 2 - plan 2026-09-01");
    let m = world.value(share(&world, all("audits"), "recorded", Blank::NotMet));
    assert_eq!((m.value, m.bounds()), (whole(0), (whole(0), whole(100))));
    let left_out = share(&world, all("audits"), "recorded", Blank::LeftOut);
    let why = "audits to judge: 0, at least 1 needed; nobody has answered: 2 of 2 audits are blank in \
               `recorded`";
    assert_eq!(world.not_known(left_out), (Reason::TooFew, why.into()));
}

/// The columns that nobody has answered, and in how many rows.
fn unanswered(rows: &str, filter: &str, meets: &str) -> Vec<(String, u64)> {
    let world = world(rows);
    let scope = world.filtered("audits", filter);
    let m = world.value(share(&world, scope, meets, Blank::NotMet));
    let each = m.unanswered.into_iter();
    each.map(|column| (column.column, column.rows)).collect()
}

#[test]
fn nobody_has_answered_where_a_column_is_blank_in_every_row_judged() {
    let rows = "
        a 2 -   plan   2026-09-01
        b 1 -   plan   2026-09-02
        c 3 yes review 2026-06-01";
    let recorded = |rows| vec![("recorded".to_owned(), rows)];
    let plans = "kind = 'plan'";
    assert_eq!(unanswered(rows, plans, "recorded"), recorded(2));
    // `b` fails for its members, and nobody has answered the rest.
    assert_eq!(
        unanswered(rows, plans, "members > 1 and recorded"),
        recorded(2)
    );
    // The review is answered, so the others are blank answers.
    assert_eq!(unanswered(rows, "id <> 'z'", "recorded"), []);
    // One row that meets it, or none that is open, is an answer.
    assert_eq!(unanswered(rows, plans, "members > 1 or recorded"), []);
    assert_eq!(unanswered(rows, plans, "members > 3 and recorded"), []);
    // A blank that is asked for is an answer.
    assert_eq!(unanswered(rows, plans, "recorded is not null"), []);
}

#[test]
fn fewer_than_the_minimum_is_too_few() {
    let world = world(AUDITS).minimum(4);
    let scope = world.filtered("audits", "kind = 'plan'");
    let (reason, why) = world.not_known(share(&world, scope, "members >= 2", Blank::NotMet));
    assert_eq!(reason, Reason::TooFew);
    assert_eq!(
        why,
        "audits to judge: 3, at least 4 needed; left out because something that they need is blank: 1"
    );
}

#[test]
fn an_empty_register_that_means_none_does_not_apply() {
    let world = world("").dataset("audits", |d| d.empty_means_none = true);
    let measured = world.measure(share(&world, all("audits"), "members >= 2", Blank::NotMet));
    let why = "the list of audits is empty, which means that there were none";
    assert_eq!(measured.outcome, Outcome::NotApplicable(why.into()));
}

#[test]
fn each_row_gets_one_verdict() {
    let world = world(AUDITS);
    let verdicts = world.verdicts(share(
        &world,
        all("audits"),
        "members >= 2 and recorded",
        Blank::NotMet,
    ));
    let verdicts: Vec<Verdict> = verdicts.iter().map(|v| v.2).collect();
    let (yes, no, blank) = (Verdict::Counts, Verdict::DoesNotCount, Verdict::Blank);
    assert_eq!(verdicts, [yes, no, blank, yes, yes]);
}
