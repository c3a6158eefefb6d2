use super::*;

const TEN: &str = "a=1 b=1 c=1 d=1 e=1 f=1 g=1 h=1 i=1 j=1";

#[test]
fn one_list_stands_as_it_is() {
    let evidence = Folder::new()
        .list("plans 2026-09-01.csv", "plans", "b=2 a=1")
        .gather();
    let list = &evidence.lists["plans"];
    assert_eq!(records(list), ["a=1", "b=2"]);
    assert_eq!(list.sources, [0]);
    assert_eq!(list.dated, Some(day("2026-09-01")));
    assert_eq!(list.expires, Some(day("2026-10-01")));
    assert!(!list.weak_date);
    assert_eq!(evidence.files[0].tables[0].source, Some(0));
    assert!(evidence.diagnostics.is_empty());
}

#[test]
fn of_two_that_overlap_the_newest_is_judged_and_the_older_is_history() {
    let evidence = Folder::new()
        .list("2026-08-31.csv", "plans", "a=1 b=1 c=1")
        .list("2026-09-29.csv", "plans", "a=2 b=1 d=1")
        .gather();
    assert_eq!(records(&evidence.lists["plans"]), ["a=2", "b=1", "d=1"]);
    assert_eq!(evidence.lists["plans"].sources, [1]);
    assert_eq!(evidence.lists["plans"].dated, Some(day("2026-09-29")));
    assert_eq!(
        roles(&evidence),
        [
            ("2026-08-31.csv", Role::History),
            ("2026-09-29.csv", Role::Judged)
        ]
    );
}

#[test]
fn extracts_that_hardly_overlap_are_parts_dated_by_the_oldest() {
    let evidence = Folder::new()
        .list("team a 2026-09-29.csv", "plans", "a=1 b=1")
        .list("team b 2026-09-15.csv", "plans", "c=1")
        .gather();
    let list = &evidence.lists["plans"];
    assert_eq!(records(list), ["a=1", "b=1", "c=1"]);
    assert_eq!(list.sources, [0, 1]);
    assert_eq!(list.dated, Some(day("2026-09-15")));
    assert_eq!(list.expires, Some(day("2026-10-15")));
}

#[test]
fn hardly_means_under_a_tenth_of_the_smaller_list() {
    let eleven = format!("{TEN} k=1");
    let shares_one = "k=9 l=1 m=1 n=1 o=1 p=1 q=1 r=1 s=1 t=1";
    // One key of ten is a tenth: the same list, and the newer stands alone.
    let evidence = Folder::new()
        .list("2026-08-31.csv", "plans", &eleven)
        .list("2026-09-29.csv", "plans", shares_one)
        .gather();
    assert_eq!(records(&evidence.lists["plans"]).len(), 10);
    // One key of eleven is under a tenth: parts, and both records of the key are kept.
    let evidence = Folder::new()
        .list("2026-08-31.csv", "plans", &eleven)
        .list("2026-09-29.csv", "plans", &format!("{shares_one} u=1"))
        .gather();
    assert_eq!(records(&evidence.lists["plans"]).len(), 22);
    assert_eq!(raised(&evidence, Code::RecordInTwoParts).len(), 1);
}

#[test]
fn a_record_found_identical_in_two_parts_counts_once() {
    let evidence = Folder::new()
        .list("a 2026-09-29.csv", "plans", &format!("{TEN} z=1"))
        .list(
            "b 2026-09-29.csv",
            "plans",
            "k=1 l=1 m=1 n=1 o=1 p=1 q=1 r=1 s=1 t=1 z=1",
        )
        .gather();
    let found = records(&evidence.lists["plans"]);
    assert_eq!(found.len(), 21);
    assert_eq!(found.iter().filter(|r| *r == "z=1").count(), 1);
    assert!(raised(&evidence, Code::RecordInTwoParts).is_empty());
}

#[test]
fn two_that_overlap_on_one_day_are_a_question() {
    let folder = Folder::new()
        .list("x 2026-09-29.csv", "plans", "a=1 b=1")
        .list("y 2026-09-29.csv", "plans", "a=2 b=1");
    let evidence = folder.gather();
    let list = &evidence.lists["plans"];
    assert_eq!(
        unresolved(list),
        "Plans of care: 2 lists (29 September 2026) hold 2 of the same plans (of 2 in the smaller \
         list), and nothing says which to judge. Date them, or say in `evidence.toml` which is \
         `use = \"judge\"` and which `\"history\"`, or that each is a `\"part\"`."
    );
    assert_eq!(
        raised(&evidence, Code::OverlapUnresolved),
        [
            "`x 2026-09-29.csv` (of 2026-09-29) and `y 2026-09-29.csv` (of 2026-09-29) hold 2 \
             of the same plans (of 2 in the smaller list), and nothing says which to judge"
        ]
    );
    assert_eq!(list.sources, [0, 1]);
    assert!(
        roles(&evidence)
            .iter()
            .all(|(_, role)| *role == Role::Question)
    );
    // Each answer of the manifest settles it.
    let judged = folder
        .clone()
        .answers("y 2026-09-29.csv", Use::Judge)
        .gather();
    assert_eq!(records(&judged.lists["plans"]), ["a=2", "b=1"]);
    assert_eq!(judged.sources[0].role, Role::History);
    let history = folder
        .clone()
        .answers("y 2026-09-29.csv", Use::History)
        .gather();
    assert_eq!(records(&history.lists["plans"]), ["a=1", "b=1"]);
    let parts = folder
        .answers("x 2026-09-29.csv", Use::Part)
        .answers("y 2026-09-29.csv", Use::Part)
        .gather();
    assert_eq!(records(&parts.lists["plans"]), ["a=1", "a=2", "b=1"]);
    assert_eq!(parts.sources[1].role, Role::Judged);
}

#[test]
fn an_undated_extract_that_overlaps_is_a_question() {
    let evidence = Folder::new()
        .list("x.csv", "plans", "a=1 b=1")
        .list("y 2026-09-29.csv", "plans", "a=2 b=1")
        .gather();
    let question = unresolved(&evidence.lists["plans"]);
    assert!(
        question.contains("2 lists (undated, 29 September 2026) hold"),
        "{question}"
    );
}

#[test]
fn the_same_records_twice_on_one_day_are_no_question() {
    let evidence = Folder::new()
        .list("x 2026-09-29.csv", "plans", "a=1 b=1")
        .list("y 2026-09-29.csv", "plans", "b=1 a=1")
        .gather();
    assert_eq!(records(&evidence.lists["plans"]), ["a=1", "b=1"]);
    assert_eq!(evidence.lists["plans"].sources, [0]);
    // A dated one stands before an undated one, whatever their paths.
    let evidence = Folder::new()
        .list("x.csv", "plans", "a=1 b=1")
        .list("y 2026-09-29.csv", "plans", "b=1 a=1")
        .gather();
    assert_eq!(evidence.lists["plans"].sources, [1]);
    assert_eq!(evidence.lists["plans"].dated, Some(day("2026-09-29")));
}

#[test]
fn older_rivals_are_no_question_once_a_newer_list_stands() {
    let evidence = Folder::new()
        .list("1 2026-08-31.csv", "plans", "a=1 b=1")
        .list("2 2026-08-31.csv", "plans", "a=2 b=1")
        .list("3 2026-09-29.csv", "plans", "a=3 b=3")
        .gather();
    assert_eq!(records(&evidence.lists["plans"]), ["a=3", "b=3"]);
}

#[test]
fn a_chain_of_extracts_is_one_list_even_when_its_ends_share_nothing() {
    let evidence = Folder::new()
        .list("2026-07-31.csv", "plans", "a=1 b=1")
        .list("2026-08-31.csv", "plans", "b=1 c=1")
        .list("2026-09-29.csv", "plans", "c=1 d=1")
        .gather();
    assert_eq!(records(&evidence.lists["plans"]), ["c=1", "d=1"]);
}

#[test]
fn each_half_of_a_list_has_its_own_history() {
    let evidence = Folder::new()
        .list("a 2026-08-31.csv", "plans", "a=1 b=1")
        .list("a 2026-09-29.csv", "plans", "a=2 b=2")
        .list("b 2026-08-31.csv", "plans", "c=1 d=1")
        .gather();
    assert_eq!(
        records(&evidence.lists["plans"]),
        ["a=2", "b=2", "c=1", "d=1"]
    );
    assert_eq!(evidence.lists["plans"].dated, Some(day("2026-08-31")));
}

#[test]
fn rows_without_keys_cannot_be_told_apart_and_are_a_question() {
    let evidence = Folder::new()
        .list("2026-08-31.csv", "plans", "=1 =2")
        .list("2026-09-29.csv", "plans", "=3 =4")
        .gather();
    unresolved(&evidence.lists["plans"]);
}

#[test]
fn an_extract_under_half_the_one_before_is_reported() {
    let small = Folder::new()
        .list("2026-08-31.csv", "plans", TEN)
        .list("2026-09-29.csv", "plans", "a=1 b=1 c=1 d=1")
        .gather();
    assert_eq!(
        raised(&small, Code::ExtractShrunk),
        ["`2026-09-29.csv` has 4 plans where `2026-08-31.csv` before it has 10"]
    );
    let half = Folder::new()
        .list("2026-08-31.csv", "plans", TEN)
        .list("2026-09-29.csv", "plans", "a=1 b=1 c=1 d=1 e=1")
        .gather();
    assert!(raised(&half, Code::ExtractShrunk).is_empty());
}

#[test]
fn an_emptied_list_is_judged_empty_and_not_by_the_rows_it_had() {
    let evidence = Folder::new()
        .list("plans 2026-08-31.csv", "plans", "a=1")
        .list("plans 2026-09-29.csv", "plans", "")
        .gather();
    assert!(records(&evidence.lists["plans"]).is_empty());
    assert_eq!(evidence.lists["plans"].dated, Some(day("2026-09-29")));
    assert_eq!(evidence.sources[0].role, Role::History);
    assert_eq!(raised(&evidence, Code::ExtractShrunk).len(), 1);
    // An empty list before one with rows is history of nothing: they are parts.
    let evidence = Folder::new()
        .list("plans 2026-08-31.csv", "plans", "")
        .list("plans 2026-09-29.csv", "plans", "a=1")
        .gather();
    assert_eq!(records(&evidence.lists["plans"]), ["a=1"]);
}

#[test]
fn an_empty_list_under_another_name_may_be_a_part_and_is_a_question() {
    let folder = Folder::new()
        .list("north 2026-08-31.csv", "plans", "a=1")
        .list("south 2026-09-29.csv", "plans", "");
    let evidence = folder.gather();
    assert!(matches!(
        evidence.lists["plans"].standing,
        Standing::Unresolved(_)
    ));
    let parts = Folder::new()
        .list("north 2026-08-31.csv", "plans", "a=1")
        .list("south 2026-09-29.csv", "plans", "")
        .answers("north 2026-08-31.csv", Use::Part)
        .answers("south 2026-09-29.csv", Use::Part)
        .gather();
    assert_eq!(records(&parts.lists["plans"]), ["a=1"]);
}

#[test]
fn an_empty_list_is_a_list_without_rows() {
    let evidence = Folder::new().list("2026-09-29.csv", "plans", "").gather();
    assert!(records(&evidence.lists["plans"]).is_empty());
}

#[test]
fn nothing_stands_when_the_manifest_puts_everything_aside() {
    let evidence = Folder::new()
        .list("2026-09-29.csv", "plans", "a=1")
        .answers("2026-09-29.csv", Use::History)
        .gather();
    assert!(!evidence.lists.contains_key("plans"));
    assert_eq!(evidence.sources[0].role, Role::History);
    assert_eq!(raised(&evidence, Code::NothingJudged).len(), 1);
}

#[test]
fn equal_rows_within_one_list_are_kept_and_reported() {
    let evidence = Folder::new()
        .list("2026-09-29.csv", "plans", "a=1 a=1 a=1 b=1 b=2")
        .gather();
    assert_eq!(records(&evidence.lists["plans"]).len(), 5);
    assert_eq!(
        raised(&evidence, Code::DuplicateRows),
        [
            "in `2026-09-29.csv` 2 rows repeat an earlier one in the columns that are read: possible \
         duplicates, all counted"
        ]
    );
}

#[test]
fn equal_rows_are_kept_as_often_as_the_part_that_has_most() {
    let evidence = Folder::new()
        .list("a 2026-09-29.csv", "plans", "a=1")
        .list("b 2026-09-29.csv", "plans", "a=1 a=1 c=1")
        .answers("a 2026-09-29.csv", Use::Part)
        .answers("b 2026-09-29.csv", Use::Part)
        .gather();
    assert_eq!(records(&evidence.lists["plans"]), ["a=1", "a=1", "c=1"]);
}

#[test]
fn a_column_that_one_part_lacks_is_missing_and_reported() {
    let evidence = a_part_without_notes().gather();
    let Standing::Rows(table) = &evidence.lists["plans"].standing else {
        panic!("rows were expected");
    };
    assert_eq!(table.names().collect::<Vec<_>>(), ["id"]);
    assert_eq!(
        raised(&evidence, Code::ColumnMissingInPart),
        [
            "`b 2026-09-29.csv` has no `note`, which other parts of `plans` have, so it counts as missing"
        ]
    );
}

#[test]
fn every_row_says_which_source_and_line_it_came_from() {
    let evidence = Folder::new()
        .list("a 2026-09-29.csv", "plans", "a=1 b=1")
        .list("b 2026-09-29.csv", "plans", "c=1")
        .list("0 2026-09-29.csv", "visits", "v=1")
        .gather();
    let Standing::Rows(table) = &evidence.lists["plans"].standing else {
        panic!("rows were expected");
    };
    let origins: Vec<(usize, u32)> = (0..3)
        .map(|row| table.origin(row).unwrap())
        .map(|o| (o.source, o.line))
        .collect();
    assert_eq!(origins, [(1, 2), (1, 3), (2, 2)]);
}

#[test]
fn equal_lists_without_keys_are_one_list_and_the_newest_dates_it() {
    let evidence = Folder::new()
        .list("2026-08-31.csv", "plans", "=1 =2")
        .list("2026-09-29.csv", "plans", "=2 =1")
        .gather();
    assert_eq!(records(&evidence.lists["plans"]), ["=1", "=2"]);
    assert_eq!(evidence.lists["plans"].sources, [1]);
}

#[test]
fn a_list_mostly_without_keys_is_compared_with_none() {
    for (one, other) in [("=1 =2 a=1", "b=1 c=1"), ("b=1 c=1", "=1 =2 a=1")] {
        let evidence = Folder::new()
            .list("2026-08-31.csv", "plans", one)
            .list("2026-09-29.csv", "plans", other)
            .gather();
        unresolved(&evidence.lists["plans"]);
    }
    let half = Folder::new()
        .list("2026-08-31.csv", "plans", "=1 a=1")
        .list("2026-09-29.csv", "plans", "b=1 c=1")
        .gather();
    assert_eq!(records(&half.lists["plans"]), ["=1", "a=1", "b=1", "c=1"]);
}

#[test]
fn a_rival_that_a_judged_list_displaces_is_no_question() {
    let folder = Folder::new()
        .list("1 2026-09-29.csv", "plans", "a=1 b=1")
        .list("2 2026-09-29.csv", "plans", "b=2 c=2")
        .list("3 2026-09-29.csv", "plans", "c=3 d=3");
    unresolved(&folder.gather().lists["plans"]);
    let answered = folder.answers("3 2026-09-29.csv", Use::Judge).gather();
    assert_eq!(
        records(&answered.lists["plans"]),
        ["a=1", "b=1", "c=3", "d=3"]
    );
}

#[test]
fn rows_of_one_key_are_told_apart_from_rows_without_one() {
    let evidence = Folder::new()
        .list("2026-09-29.csv", "plans", "a=1 b=1 a=2 =1 =1 b=1 c=1")
        .gather();
    let list = &evidence.lists["plans"];
    let mut groups = list.repeats.clone();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    assert_eq!(groups, [vec![0, 2], vec![1, 5]]);
    assert_eq!(
        raised(&evidence, Code::KeyRepeated),
        [
            "in `2026-09-29.csv` 1 of the plans stands on several rows that are not written alike under one \
          `id`, and every row counts"
        ]
    );
}

#[test]
fn rows_of_one_key_are_found_across_the_parts_of_a_list() {
    let evidence = Folder::new()
        .list("a 2026-09-29.csv", "plans", "a=1 b=1 c=1 d=1 e=1 f=1")
        .list("b 2026-09-29.csv", "plans", "g=1 h=1 i=1 j=1 k=1 f=2")
        .answers("a 2026-09-29.csv", Use::Part)
        .answers("b 2026-09-29.csv", Use::Part)
        .gather();
    let list = &evidence.lists["plans"];
    assert_eq!(records(list).len(), 12);
    let mut groups = list.repeats.clone();
    for group in &mut groups {
        group.sort_unstable();
    }
    assert_eq!(groups, [vec![5, 11]]);
}
