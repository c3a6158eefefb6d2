use super::*;
use crate::evidence::account::Joined;

#[test]
fn extracts_of_a_log_are_joined() {
    let evidence = Folder::new()
        .list("2026-08-31.csv", "visits", "a=1 b=1")
        .list("2026-09-29.csv", "visits", "b=1 c=1")
        .gather();
    assert_eq!(records(&evidence.lists["visits"]), ["a=1", "b=1", "c=1"]);
    assert!(
        roles(&evidence)
            .iter()
            .all(|(_, role)| *role == Role::Judged)
    );
}

#[test]
fn the_newer_extract_wins_a_key_whatever_the_order_of_paths() {
    for (older, newer) in [
        ("a 2026-08-31.csv", "b 2026-09-29.csv"),
        ("b 2026-08-31.csv", "a 2026-09-29.csv"),
    ] {
        let evidence = Folder::new()
            .list(older, "visits", "a=old b=old")
            .list(newer, "visits", "b=new c=new")
            .gather();
        assert_eq!(
            records(&evidence.lists["visits"]),
            ["a=old", "b=new", "c=new"]
        );
    }
}

#[test]
fn an_earlier_extract_of_the_same_log_adds_rows_but_not_its_date() {
    let evidence = Folder::new()
        .list("2026-07-31.csv", "visits", "a=1 b=1")
        .list("2026-08-31.csv", "visits", "b=1 c=1")
        .list("2026-09-29.csv", "visits", "c=1 d=1")
        .gather();
    let list = &evidence.lists["visits"];
    assert_eq!(records(list), ["a=1", "b=1", "c=1", "d=1"]);
    assert_eq!(list.sources, [0, 1, 2]);
    assert_eq!(list.dated, Some(day("2026-09-29")));
    assert_eq!(list.expires, Some(day("2026-10-13")));
    let of_each: Vec<_> = evidence.accounts.values().map(|a| a.joined).collect();
    assert_eq!(
        of_each,
        [Some(Joined::Earlier), Some(Joined::Earlier), None]
    );
}

#[test]
fn parts_of_a_log_are_dated_by_the_oldest() {
    let evidence = Folder::new()
        .list("a 2026-08-31.csv", "visits", "a=1")
        .list("b 2026-09-29.csv", "visits", "b=1")
        .gather();
    let list = &evidence.lists["visits"];
    assert_eq!(list.dated, Some(day("2026-08-31")));
    assert_eq!(list.expires, Some(day("2026-09-14")));
}

/// How each source is joined to the others of its log, in order of path.
fn joined(evidence: &Evidence) -> Vec<Option<Joined>> {
    evidence.accounts.values().map(|a| a.joined).collect()
}

#[test]
fn instalments_of_a_log_are_dated_by_the_newest() {
    let evidence = Folder::new()
        .list("visits/Log August 2026.csv", "visits", "a=1")
        .list("visits/Log 2026-07.csv", "visits", "b=1")
        .list("visits/Log 2026-09-29.csv", "visits", "c=1")
        .gather();
    let list = &evidence.lists["visits"];
    // In order of path: 2026-07, 2026-09-29, August.
    assert_eq!(records(list), ["a=1", "b=1", "c=1"]);
    assert_eq!(list.sources.len(), 3);
    assert_eq!(list.dated, Some(day("2026-09-29")));
    // 29 September and two weeks.
    assert_eq!(list.expires, Some(day("2026-10-13")));
    let instalment = Some(Joined::Instalment { of: 3 });
    assert_eq!(
        joined(&evidence),
        [instalment, Some(Joined::Newest { of: 3 }), instalment]
    );
}

#[test]
fn sheets_that_differ_by_date_alone_are_instalments_too() {
    let sheet = |name: &str, record: &str| Extract {
        sheet: Some(name.to_owned()),
        ..extract("log.xlsx", "visits", record)
    };
    let sheets = vec![sheet("August 2026", "a=1"), sheet("29-09-2026", "b=1")];
    let evidence = Folder::new().with(file("log.xlsx", sheets)).gather();
    assert_eq!(evidence.lists["visits"].dated, Some(day("2026-09-29")));
}

#[test]
fn logs_of_other_names_or_folders_are_dated_by_the_oldest_of_their_newest() {
    for [north, south] in [["north ", "south "], ["north/", "south/"]] {
        let evidence = Folder::new()
            .list(&format!("{north}2026-07-31.csv"), "visits", "a=1")
            .list(&format!("{north}2026-08-31.csv"), "visits", "b=1")
            .list(&format!("{south}2026-08-28.csv"), "visits", "c=1")
            .list(&format!("{south}2026-09-29.csv"), "visits", "d=1")
            .gather();
        let list = &evidence.lists["visits"];
        assert_eq!(list.dated, Some(day("2026-08-31")));
        assert_eq!(list.expires, Some(day("2026-09-14")));
    }
}

#[test]
fn an_instalment_that_is_missing_leaves_the_log_dated_by_the_oldest() {
    let folder = Folder::new()
        .list("log 2026-07-31.csv", "visits", "a=1")
        .list("log 2026-09-29.csv", "visits", "b=1");
    let evidence = folder.clone().gather();
    assert_eq!(evidence.lists["visits"].dated, Some(day("2026-07-31")));
    let gap = Joined::Gap {
        of: 2,
        after: day("2026-07-31"),
        before: day("2026-09-29"),
    };
    assert_eq!(joined(&evidence), [Some(gap), Some(gap)]);
    let whole = folder.list("log 2026-08-31.csv", "visits", "c=1").gather();
    assert_eq!(whole.lists["visits"].dated, Some(day("2026-09-29")));
    // Where an extract stands for three months, one every two months is no gap.
    let mut quarterly = Folder::new()
        .list("log 2026-07-31.csv", "visits", "a=1")
        .list("log 2026-09-29.csv", "visits", "b=1");
    let visits = quarterly.datasets.get_mut("visits").unwrap();
    visits.valid_for = Span::parse("3 months").unwrap();
    let evidence = quarterly.gather();
    assert_eq!(evidence.lists["visits"].dated, Some(day("2026-09-29")));
}

#[test]
fn months_that_end_on_other_days_leave_no_gap() {
    // A month after 30 June is 30 July, and July's log is of the 31st.
    let mut folder = Folder::new()
        .list("log 2026-06-30.csv", "visits", "a=1")
        .list("log 2026-07-31.csv", "visits", "b=1")
        .list("log 2026-08-31.csv", "visits", "c=1");
    let visits = folder.datasets.get_mut("visits").unwrap();
    visits.valid_for = Span::parse("1 month").unwrap();
    let evidence = folder.gather();
    assert_eq!(evidence.lists["visits"].dated, Some(day("2026-08-31")));
}

#[test]
fn an_undated_instalment_or_a_part_is_no_instalment() {
    let folder =
        Folder::new()
            .list("log.csv", "visits", "a=1")
            .list("log 2026-09-29.csv", "visits", "b=1");
    assert_eq!(folder.gather().lists["visits"].dated, None);
    let part = Folder::new()
        .list("log 2026-08-31.csv", "visits", "a=1")
        .list("log 2026-09-29.csv", "visits", "b=1")
        .answers("log 2026-08-31.csv", Use::Part);
    assert_eq!(part.gather().lists["visits"].dated, Some(day("2026-08-31")));
}

#[test]
fn a_snapshot_has_no_instalments() {
    let evidence = Folder::new()
        .list("plans 2026-08-31.csv", "plans", "a=1")
        .list("plans 2026-09-29.csv", "plans", "b=1")
        .gather();
    assert_eq!(evidence.lists["plans"].dated, Some(day("2026-08-31")));
    assert_eq!(joined(&evidence), [None, None]);
}

#[test]
fn a_part_without_a_date_leaves_the_whole_list_undated() {
    let evidence = Folder::new()
        .list("a.csv", "visits", "a=1")
        .list("b 2026-09-29.csv", "visits", "b=1")
        .gather();
    let list = &evidence.lists["visits"];
    assert_eq!(records(list), ["a=1", "b=1"]);
    assert_eq!(list.dated, None);
    assert_eq!(list.expires, Some(day("2026-10-13")));
}

#[test]
fn an_extract_whose_every_row_another_holds_is_not_rested_on() {
    let evidence = Folder::new()
        .list("a.csv", "visits", "a=1")
        .list("b 2026-09-29.csv", "visits", "a=1 b=1")
        .gather();
    let list = &evidence.lists["visits"];
    assert_eq!(
        (list.sources.as_slice(), list.dated),
        (&[1][..], Some(day("2026-09-29")))
    );
    assert_eq!(evidence.sources[0].role, Role::History);
}

#[test]
fn other_content_under_one_key_on_one_day_or_undated_is_a_question() {
    for (one, other) in [
        ("a 2026-09-29.csv", "b 2026-09-29.csv"),
        ("a.csv", "b 2026-09-29.csv"),
        ("a.csv", "b.csv"),
    ] {
        let folder =
            Folder::new()
                .list(one, "visits", "a=1 b=1 c=1")
                .list(other, "visits", "a=2 b=1 d=1");
        let evidence = folder.gather();
        let question = unresolved(&evidence.lists["visits"]);
        assert!(
            question.contains("hold 1 of the same visits, not written alike in each"),
            "{question}"
        );
        assert!(
            roles(&evidence)
                .iter()
                .all(|(_, role)| *role == Role::Question)
        );
        let judged = folder.clone().answers(other, Use::Judge).gather();
        assert_eq!(
            records(&judged.lists["visits"]),
            ["a=2", "b=1", "c=1", "d=1"]
        );
        let parts = folder.clone().answers(one, Use::Part).gather();
        assert_eq!(
            records(&parts.lists["visits"]),
            ["a=1", "a=2", "b=1", "c=1", "d=1"]
        );
        let history = folder.answers(one, Use::History).gather();
        assert_eq!(records(&history.lists["visits"]), ["a=2", "b=1", "d=1"]);
    }
}

#[test]
fn a_newer_extract_settles_a_clash_between_older_ones() {
    let evidence = Folder::new()
        .list("1 2026-08-31.csv", "visits", "a=1")
        .list("2 2026-08-31.csv", "visits", "a=2")
        .list("3 2026-09-29.csv", "visits", "a=3")
        .gather();
    assert_eq!(records(&evidence.lists["visits"]), ["a=3"]);
}

#[test]
fn a_key_with_more_rows_in_one_extract_of_the_day_is_no_clash() {
    let evidence = Folder::new()
        .list("1 2026-09-29.csv", "visits", "a=1 a=2")
        .list("2 2026-09-29.csv", "visits", "a=1")
        .gather();
    assert_eq!(records(&evidence.lists["visits"]), ["a=1", "a=2"]);
}

#[test]
fn records_without_a_key_are_joined_and_identical_ones_count_once() {
    let evidence = Folder::new()
        .list("1 2026-08-31.csv", "visits", "a=1 =2 =2")
        .list("2 2026-09-29.csv", "visits", "b=1 =2 =3")
        .gather();
    assert_eq!(
        records(&evidence.lists["visits"]),
        ["=2", "=2", "=3", "a=1", "b=1"]
    );
}

#[test]
fn records_that_are_alike_in_lists_without_their_key_are_a_question() {
    let folder = || {
        Folder::new()
            .list("1 2026-08-31.csv", "visits", "=1 =2 =2")
            .list("2 2026-09-29.csv", "visits", "=2 =3")
    };
    let evidence = folder().gather();
    let Standing::Unresolved(why) = &evidence.lists["visits"].standing else {
        panic!("a question was expected");
    };
    assert!(
        why.contains("that are alike, without `id` to tell them apart"),
        "{why}"
    );
    let parts = folder()
        .answers("1 2026-08-31.csv", Use::Part)
        .answers("2 2026-09-29.csv", Use::Part)
        .gather();
    assert_eq!(
        records(&parts.lists["visits"]),
        ["=1", "=2", "=2", "=2", "=3"]
    );
}

#[test]
fn a_newer_part_is_not_a_newer_extract_of_the_same_log() {
    let evidence = Folder::new()
        .list("a 2026-08-31.csv", "visits", "a=1 b=1")
        .list("b 2026-09-29.csv", "visits", "b=2 c=1")
        .answers("b 2026-09-29.csv", Use::Part)
        .gather();
    let list = &evidence.lists["visits"];
    assert_eq!(records(list), ["a=1", "b=1", "b=2", "c=1"]);
    assert_eq!(list.dated, Some(day("2026-08-31")));
}
