use super::*;
use crate::evidence::account::{Account, Before};
use crate::evidence::manifest::Use;

fn account(evidence: &Evidence, path: &str) -> Account {
    let at = evidence.sources.iter().position(|s| &*s.path == path);
    evidence.accounts[&at.unwrap()].clone()
}

/// Rows used, given way and counted elsewhere.
fn rows(account: &Account) -> [usize; 3] {
    [account.used, account.superseded, account.repeated]
}

#[test]
fn every_row_of_joined_extracts_is_accounted_for() {
    // Of the older four: `a` only it has, `b` is the same in both, `c` is newer in the other, twice.
    let evidence = Folder::new()
        .list("2026-08-31.csv", "visits", "a=1 b=1 c=1 c=2")
        .list("2026-09-29.csv", "visits", "b=1 c=3 d=1")
        .gather();
    let older = account(&evidence, "2026-08-31.csv");
    // The newer extract's record of a key stands, be it the same.
    assert_eq!(rows(&older), [1, 3, 0]);
    assert_eq!(older.before, None);
    let newer = account(&evidence, "2026-09-29.csv");
    assert_eq!(rows(&newer), [3, 0, 0]);
    let before = Before {
        source: 0,
        then: 4,
        now: 3,
        parts: 1,
    };
    assert_eq!(newer.before, Some(before));
}

#[test]
fn parts_that_hold_one_row_count_it_once() {
    let keys = |from: u32| -> String {
        let records: Vec<String> = (from..from + 20).map(|n| format!("k{n}=1")).collect();
        records.join(" ")
    };
    let evidence = Folder::new()
        .list("north 2026-09-29.csv", "plans", &keys(0))
        .list("south 2026-09-29.csv", "plans", &keys(19))
        .gather();
    assert_eq!(
        rows(&account(&evidence, "north 2026-09-29.csv")),
        [20, 0, 0]
    );
    assert_eq!(
        rows(&account(&evidence, "south 2026-09-29.csv")),
        [19, 0, 1]
    );
}

#[test]
fn the_parts_that_follow_one_extract_are_counted_together() {
    let evidence = Folder::new()
        .list("2026-08-31.csv", "plans", "a=1 b=1 c=1 d=1 e=1")
        .list("north 2026-09-29.csv", "plans", "a=1 b=2")
        .list("south 2026-09-29.csv", "plans", "c=1 d=1 f=1 g=1")
        .gather();
    let before = account(&evidence, "north 2026-09-29.csv").before.unwrap();
    assert_eq!((before.then, before.now, before.parts), (5, 6, 2));
    assert_eq!(account(&evidence, "2026-08-31.csv").used, 0);
}

#[test]
fn what_waits_or_was_put_aside_uses_no_row() {
    let asked = Folder::new()
        .list("a 2026-09-29.csv", "plans", "a=1 b=1")
        .list("b 2026-09-29.csv", "plans", "a=2 b=1");
    let evidence = asked.gather();
    assert_eq!(account(&evidence, "a 2026-09-29.csv").used, 0);
    let answered = asked.answers("a 2026-09-29.csv", Use::History).gather();
    let aside = account(&answered, "a 2026-09-29.csv");
    assert!(aside.by_hand);
    assert_eq!(aside.used, 0);
    assert_eq!(account(&answered, "b 2026-09-29.csv").used, 2);
}

#[test]
fn a_list_gives_way_to_another_of_its_day_only_because_a_person_chose_that() {
    let chosen = |judged: &str| {
        let records = "a=1 b=1 c=1 d=1";
        let folder = Folder::new()
            .list("one 2026-08-31.csv", "plans", records)
            .list("two 2026-08-31.csv", "plans", records)
            .list("new 2026-09-29.csv", "plans", records);
        account(
            &folder.answers(judged, Use::Judge).gather(),
            "one 2026-08-31.csv",
        )
    };
    assert!(chosen("two 2026-08-31.csv").passed_over);
    // The newer would stand in its place whatever a person says.
    assert!(!chosen("new 2026-09-29.csv").passed_over);
}

#[test]
fn dates_after_as_at_are_counted_only_where_evidence_is_listed() {
    use crate::evidence::extract::Survey;
    use crate::pack::ColumnSpec;
    let spec = |name: &str, planned| ColumnSpec {
        name: name.into(),
        names: Vec::new(),
        kind: ColumnType::Date,
        required: false,
        personal: None,
        show: false,
        planned,
        may_be_blank: false,
        codes: Arc::from([]),
        spellings: Vec::new(),
        others: None,
        asks: None,
        about: None,
        example: None,
    };
    let mut folder = Folder::new().list("2026-09-29.csv", "plans", "a=1 b=1 c=1");
    let plans = folder.datasets.get_mut("plans").unwrap();
    plans.columns = vec![spec("seen_on", false), spec("due_on", true)];
    let days = || {
        let mut days = ColumnBuilder::new(ColumnType::Date, &Arc::from([]));
        for text in ["2026-09-30", "2026-10-01", "2027-01-01"] {
            days.push(Cell::Date(day(text)));
        }
        days.finish()
    };
    let columns = vec![("seen_on".into(), days()), ("due_on".into(), days())];
    folder.reads[0].extracts[0].table = Table::new(columns, vec![2, 3, 4], 0);
    assert!(
        account(&folder.gather(), "2026-09-29.csv")
            .after_as_at
            .is_empty()
    );
    folder.reads[0].extracts[0].survey = Some(Survey::default());
    let counted = account(&folder.gather(), "2026-09-29.csv").after_as_at;
    assert_eq!(counted, BTreeMap::from([("seen_on".to_owned(), 2)]));
}
