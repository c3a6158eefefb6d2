use crate::measure::testing::{World, all, ratio, span, whole};
use crate::measure::{LeftOut, Note, Verdict};
use crate::pack::Measure;
use crate::pack::measures::{OnTime, Scope};
use crate::state::Reason;

const COLUMNS: &str = "child_id:text started_on:date completed_on:date";

fn on_time(scope: Scope, within: &str) -> Measure {
    Measure::OnTime(OnTime {
        scope,
        from: "started_on".into(),
        to: "completed_on".into(),
        within: span(within),
    })
}

fn world(rows: &str) -> World {
    World::new("2026-09-30").list("assessments", COLUMNS, rows)
}

fn within(limit: &str) -> Measure {
    on_time(all("assessments"), limit)
}

#[test]
fn working_day_45_is_in_time_and_day_46_is_late() {
    // June after the 1st has 21 working days, July 23: the 44th is Friday 31 July.
    let m = world("a 2026-06-01 2026-08-03 \n b 2026-06-01 2026-08-04")
        .value(within("45 working days"));
    assert_eq!((m.of(), m.value), ((1, 2), whole(50)));
    assert_eq!(m.bounds(), (whole(50), whole(50)));
    assert_eq!((m.kind, m.of.as_str()), ("on_time", "assessments"));
}

#[test]
fn twenty_days_from_the_first_end_on_the_21st() {
    let m = world("a 2026-06-01 2026-06-21 \n b 2026-06-01 2026-06-22").value(within("20 days"));
    assert_eq!(m.of(), (1, 2));
}

#[test]
fn months_clamp_to_the_end_of_the_month() {
    // One month after 31 January is 28 February.
    let m = world("a 2026-01-31 2026-02-28 \n b 2026-01-31 2026-03-01").value(within("1 month"));
    assert_eq!(m.of(), (1, 2));
}

#[test]
fn not_finished_counts_late_once_past_its_limit_and_not_before() {
    // Ten days before 30 September is the 20th: due that very day, so not yet late.
    let m = world("a 2026-09-19 - \n b 2026-09-20 - \n c 2026-09-01 2026-09-05")
        .value(within("10 days"));
    assert_eq!(m.of(), (1, 2));
    assert_eq!(m.left_out, [(LeftOut::NotYetDue, 1)]);
    // Not being due is no blank: it moves neither bound.
    assert_eq!(m.bounds(), (whole(50), whole(50)));
}

#[test]
fn a_blank_start_is_left_out_and_could_be_either() {
    let m = world("a - 2026-09-05 \n b 2026-09-01 2026-09-05").value(within("10 days"));
    assert_eq!((m.of(), m.value), ((1, 1), whole(100)));
    assert_eq!(m.left_out, [(LeftOut::NoStart, 1)]);
    assert_eq!(m.bounds(), (whole(50), whole(100)));
}

#[test]
fn an_end_before_its_start_is_late_and_reported() {
    let m = world("a 2026-09-05 2026-09-04 \n b 2026-09-05 2026-09-05").value(within("10 days"));
    assert_eq!(m.of(), (1, 2));
    assert_eq!(m.notes, [(Note::EndBeforeStart, 1)]);
}

#[test]
fn a_date_after_as_at_has_not_happened() {
    // `a` ends tomorrow: not finished, and due on 11 September, so late. `b` starts tomorrow.
    let m = world("a 2026-09-01 2026-10-01 \n b 2026-10-01 - \n c 2026-09-01 2026-09-11")
        .value(within("10 days"));
    assert_eq!(m.of(), (1, 2));
    assert_eq!(m.out(LeftOut::NoStart), 1);
    assert_eq!(m.notes, [(Note::AfterAsAt, 2)]);
}

#[test]
fn a_planned_end_keeps_its_value() {
    let columns = "child_id:text started_on:date completed_on:date:planned";
    let rows = "a 2026-09-25 2026-10-05 \n b 2026-09-25 2026-10-06";
    let m = World::new("2026-09-30")
        .list("assessments", columns, rows)
        .value(within("10 days"));
    assert_eq!((m.of(), m.notes), ((1, 2), vec![]));
}

#[test]
fn a_start_before_the_horizon_counts_weekdays_and_is_reported() {
    // The horizon starts on Monday 1 January 2024, which is an ordinary weekday here; the ten
    // weekdays after Monday 18 December 2023 end on 1 January 2024.
    let rows = "a 2023-12-18 2024-01-01 \n b 2023-12-18 2024-01-02 \n c 2026-09-01 2026-09-02";
    let m = world(rows).value(within("10 working days"));
    assert_eq!(m.of(), (2, 3));
    assert_eq!(m.notes, [(Note::BeforeHorizon, 2)]);
    // In days nothing depends on bank holidays.
    assert_eq!(world(rows).value(within("14 days")).notes, []);
}

#[test]
fn a_period_reaches_back_to_after_its_first_day() {
    // Six months before 30 September is 30 March, which is outside.
    let rows = "
        a 2026-03-30 2026-03-31
        b 2026-03-31 2026-09-01
        c 2026-09-30 2026-09-30
        d -          2026-09-30";
    let scope = all("assessments").period("6 months", "started_on");
    let m = world(rows).value(on_time(scope, "10 days"));
    assert_eq!(m.of(), (1, 2));
    assert_eq!(m.left_out, [(LeftOut::Undated, 1)]);
    assert_eq!(m.bounds(), (ratio(100, 3), ratio(200, 3)));
}

#[test]
fn measuring_stops_where_the_list_stops() {
    // On 30 September `a` would be late; the list speaks for the 10th, when it was not due.
    let dated = Some(crate::measure::testing::day("2026-09-10"));
    let rows = "a 2026-09-05 - \n b 2026-09-01 2026-09-02 \n c 2026-09-01 2026-09-11";
    let m = World::new("2026-09-30")
        .list_dated("assessments", COLUMNS, rows, dated)
        .value(within("10 days"));
    assert_eq!(m.measured_at.to_string(), "2026-09-10");
    assert_eq!(m.out(LeftOut::NotYetDue), 2);
    // The end on the 11th had not happened on the 10th.
    assert_eq!(m.noted(Note::AfterAsAt), 1);
}

#[test]
fn working_days_after_the_calendar_ends_could_not_be_computed() {
    let columns = "child_id:text started_on:date completed_on:date";
    let world = World::new("2027-01-05").list("assessments", columns, "a 2026-12-01 -");
    let (reason, why) = world.not_known(within("10 working days"));
    assert_eq!(reason, Reason::CouldNotCompute);
    assert!(
        why.contains("5 January 2027 is after 31 December 2026"),
        "{why}"
    );
    // In days it can.
    assert_eq!(world.value(within("10 days")).of(), (0, 1));
}

#[test]
fn each_row_gets_one_verdict() {
    let world = world("a 2026-09-01 2026-09-02 \n b 2026-06-01 - \n c - - \n d 2026-09-30 -");
    let verdicts: Vec<Verdict> = world
        .verdicts(within("10 days"))
        .iter()
        .map(|v| v.2)
        .collect();
    let expected = [
        Verdict::Counts,
        Verdict::DoesNotCount,
        Verdict::LeftOut(LeftOut::NoStart),
        Verdict::LeftOut(LeftOut::NotYetDue),
    ];
    assert_eq!(verdicts, expected);
}

#[test]
fn an_all_blank_column_is_never_good() {
    // No start: nothing to judge. No end: late.
    let (reason, why) = world("a - 2026-09-02 \n b - 2026-09-02").not_known(within("10 days"));
    assert_eq!(reason, Reason::TooFew);
    assert_eq!(
        why,
        "assessments to judge: 0, at least 1 needed; left out because something that they need is blank: 2"
    );
    assert_eq!(
        world("a 2026-06-01 - \n b 2026-06-01 -")
            .value(within("10 days"))
            .value,
        whole(0)
    );
}
