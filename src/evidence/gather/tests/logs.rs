use super::*;

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
            question.contains("hold 1 of the same visits with different contents"),
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
