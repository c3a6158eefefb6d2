//! Which file, sheet and row each diagnostic is about: the one to mend.

use super::*;

/// A workbook whose one list is on a sheet.
fn on_sheet(path: &str, sheet: &str, records: &str) -> FileRead {
    let mut list = extract(path, "plans", records);
    list.sheet = Some(sheet.to_owned());
    file(path, vec![list])
}

#[test]
fn what_is_wrong_with_the_date_of_a_list_is_at_the_list() {
    let evidence = Folder::new()
        .with(on_sheet("a.xlsx", "Now", "a=1"))
        .gather();
    assert_eq!(places(&evidence, Code::DateMissing), ["a.xlsx[Now]"]);

    let path = "plans 2026-09-29.csv";
    let evidence = Folder::new()
        .list(path, "plans", "a=1")
        .says(path, |entry| entry.dated = Some(day("2026-09-01")))
        .gather();
    assert_eq!(places(&evidence, Code::DateDisagrees), [path]);

    let mut weak = Folder::new().list("plans.csv", "plans", "a=1");
    weak.reads[0].extracts[0].own_date = Some((day("2026-09-29"), DatedBy::Modified));
    assert_eq!(places(&weak.gather(), Code::DateWeak), ["plans.csv"]);
}

#[test]
fn lists_that_lie_ahead_are_told_each_and_together_at_the_earliest() {
    let evidence = Folder::new()
        .list("a 2026-11-30.csv", "plans", "a=1")
        .list("b 2026-10-31.csv", "plans", "a=1")
        .gather();
    let messages = raised(&evidence, Code::DateAhead);
    let at = messages.iter().position(|m| m.starts_with("the earliest"));
    let places = places(&evidence, Code::DateAhead);
    assert_eq!(
        places,
        ["a 2026-11-30.csv", "b 2026-10-31.csv", "b 2026-10-31.csv"]
    );
    assert_eq!(places[at.unwrap()], "b 2026-10-31.csv");
}

#[test]
fn what_is_wrong_with_the_rows_of_a_list_is_at_the_list() {
    let rows = "a=1 a=1 b=1 b=2";
    let evidence = Folder::new()
        .with(on_sheet("plans 2026-09-29.xlsx", "Now", rows))
        .gather();
    for code in [Code::DuplicateRows, Code::KeyRepeated] {
        assert_eq!(places(&evidence, code), ["plans 2026-09-29.xlsx[Now]"]);
    }
}

#[test]
fn an_extract_that_shrank_is_the_newer_of_the_two() {
    let evidence = Folder::new()
        .list("z 2026-08-31.csv", "plans", "a=1 b=1 c=1")
        .list("a 2026-09-29.csv", "plans", "a=1")
        .gather();
    assert_eq!(places(&evidence, Code::ExtractShrunk), ["a 2026-09-29.csv"]);
}

#[test]
fn a_copy_is_the_file_that_was_not_read() {
    let mut folder = Folder::new().list("a 2026-09-29.csv", "plans", "a=1").list(
        "b 2026-09-29.csv",
        "plans",
        "a=1",
    );
    for read in &mut folder.reads {
        read.found.sha256 = "same".to_owned();
    }
    let evidence = folder.gather();
    assert_eq!(places(&evidence, Code::DuplicateFile), ["b 2026-09-29.csv"]);
}

#[test]
fn a_record_in_two_parts_is_at_the_older_of_them() {
    // One key of eleven is under a tenth, so they are parts; `c` does not hold it.
    let ten = |letter: char| (0..10).map(move |n| format!("{letter}{n}=1"));
    let list = |letter, more: &str| {
        let records: Vec<String> = ten(letter).chain([more.to_owned()]).collect();
        records.join(" ")
    };
    let evidence = Folder::new()
        .list("a 2026-09-29.csv", "plans", &list('a', "x=1"))
        .list("b 2026-08-31.csv", "plans", &list('b', "x=2"))
        .list("c 2026-07-31.csv", "plans", &list('c', "y=1"))
        .gather();
    assert_eq!(
        places(&evidence, Code::RecordInTwoParts),
        ["b 2026-08-31.csv"]
    );
}

#[test]
fn a_column_is_missing_in_the_part_that_lacks_it() {
    let evidence = a_part_without_notes().gather();
    assert_eq!(
        places(&evidence, Code::ColumnMissingInPart),
        ["b 2026-09-29.csv"]
    );
}

#[test]
fn a_question_is_at_the_first_list_without_a_date_or_else_at_the_first() {
    let asked = |names: [&str; 3]| {
        let lists = names.iter().enumerate();
        let folder = lists.fold(Folder::new(), |folder, (at, name)| {
            folder.list(name, "plans", &format!("a={at} b={at}"))
        });
        places(&folder.gather(), Code::OverlapUnresolved)
    };
    assert_eq!(
        asked(["a 2026-09-29.csv", "b.csv", "c.csv"]),
        ["b.csv"],
        "a date would settle it"
    );
    assert_eq!(
        asked(["a 2026-09-29.csv", "b 2026-09-29.csv", "c 2026-08-31.csv"]),
        ["a 2026-09-29.csv"]
    );
}

#[test]
fn a_list_put_aside_wholly_is_at_the_answer_for_the_newest() {
    let text = SourceText::new("evidence.toml", "one\ntwo\n");
    let answer = |entry: &mut Entry, at: usize| {
        entry.standing = Some(Use::History);
        entry.place = text.place(at..at + 1);
    };
    let evidence = Folder::new()
        .list("a 2026-09-29.csv", "plans", "a=1")
        .list("b 2026-08-31.csv", "plans", "a=1")
        .says("b 2026-08-31.csv", |entry| answer(entry, 0))
        .says("a 2026-09-29.csv", |entry| answer(entry, 4))
        .gather();
    assert_eq!(places(&evidence, Code::NothingJudged), ["evidence.toml:2"]);
}

#[test]
fn a_list_that_could_not_be_read_is_at_its_file_or_its_sheet() {
    let evidence = Folder::new()
        .with(broken("list of visits 2026-09-29.csv"))
        .gather();
    assert_eq!(
        places(&evidence, Code::ListUnreadable),
        ["list of visits 2026-09-29.csv"]
    );

    // An empty list beside a hidden sheet: it is the hidden one that is to be shown.
    let path = "plans 2026-09-29.xlsx";
    let mut read = on_sheet(path, "Now", "");
    read.found.tables.push(TableFound {
        sheet: Some("Old".to_owned()),
        fits: Some("plans".to_owned()),
        hidden: true,
        rows: 2,
        ..TableFound::default()
    });
    let evidence = Folder::new().with(read).gather();
    assert_eq!(
        places(&evidence, Code::ListUnreadable),
        ["plans 2026-09-29.xlsx[Old]"]
    );

    // A column of one sheet: 1 of 2 cells is over the limit.
    let mut read = on_sheet(path, "Now", "a=1 b=1");
    read.extracts[0].cells.push(CellCount {
        column: "visits".to_owned(),
        filled: 2,
        unreadable: 1,
        others: 0,
    });
    let evidence = Folder::new().with(read).gather();
    assert_eq!(
        places(&evidence, Code::ListUnreadable),
        ["plans 2026-09-29.xlsx[Now]"]
    );
}
