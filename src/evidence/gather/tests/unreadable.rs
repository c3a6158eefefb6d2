use super::*;
use crate::evidence::decode::Doubt;
use crate::evidence::extract::CellProblem;

fn counted(filled: u64, unreadable: u64) -> Folder {
    let mut folder = Folder::new().list("plans 2026-09-29.csv", "plans", "a=1 b=1");
    let list = &mut folder.reads[0].extracts[0];
    list.cells.push(CellCount {
        column: "visits".to_owned(),
        filled,
        unreadable,
        others: 0,
    });
    list.problems.push(CellProblem {
        cell: "C2".to_owned(),
        order: (2, 3),
        heading: "Number of Visits".to_owned(),
        kind: ProblemKind::NotANumber,
        shown: None,
    });
    folder
}

#[test]
fn over_five_in_a_hundred_cells_unreadable_spoils_their_column_alone() {
    let evidence = counted(100, 5).gather();
    assert_eq!(records(&evidence.lists["plans"]).len(), 2);
    let evidence = counted(199, 10).gather();
    assert_eq!(
        evidence.lists["plans"].unreadable["visits"],
        "Plans of care, 29 September 2026: 10 of 199 cells under `Number of Visits` (5.1%) could \
         not be read, where the limit is 5%. Leave only the number in each cell."
    );
    assert_eq!(evidence.lists["plans"].unreadable.len(), 1);
    assert_eq!(records(&evidence.lists["plans"]).len(), 2);
    assert_eq!(evidence.sources[0].role, Role::Judged);
    assert_eq!(evidence.lists["plans"].sources, [0]);
    assert_eq!(
        raised(&evidence, Code::ListUnreadable),
        [
            "criteria that need `visits` of `plans` cannot be judged: in `plans 2026-09-29.csv` 10 \
             of 199 cells under `Number of Visits` (5.1%) could not be read, where the limit is 5%"
        ]
    );
    let mut lenient = counted(199, 10);
    lenient.limits.unreadable_percent = 6;
    assert_eq!(records(&lenient.gather().lists["plans"]).len(), 2);
}

#[test]
fn every_cell_problem_is_listed_with_its_source() {
    let evidence = counted(100, 1).gather();
    assert_eq!(evidence.problems.len(), 1);
    assert_eq!(
        (evidence.problems[0].source, evidence.problems[0].order),
        (0, (2, 3))
    );
}

#[test]
fn dates_that_fit_month_first_only_spoil_what_they_stand_in() {
    let mut folder = counted(100, 0);
    let heading = "Date of Visit".to_owned();
    folder.reads[0].extracts[0].doubtful = vec![(heading, Doubt::MonthFirst)];
    let evidence = folder.gather();
    let spoiled = &evidence.lists["plans"].unreadable;
    // The heading leads to no column of this list, so every column is in doubt.
    assert!(!spoiled.is_empty());
    let why = spoiled.values().next().unwrap();
    assert!(
        why.contains("`Date of Visit` fit only with the month first"),
        "{why}"
    );
}

#[test]
fn dates_that_fit_both_orders_spoil_their_column_alone() {
    let mut folder = counted(100, 0);
    let heading = "Number of Visits".to_owned();
    folder.reads[0].extracts[0].doubtful = vec![(heading, Doubt::EitherWay)];
    let evidence = folder.gather();
    let spoiled: Vec<_> = evidence.lists["plans"].unreadable.iter().collect();
    assert_eq!(spoiled.len(), 1);
    assert_eq!(spoiled[0].0, "visits");
    assert_eq!(
        spoiled[0].1,
        "Plans of care, 29 September 2026: every date under `Number of Visits` fits with the month \
         first as well, so day and month cannot be told apart. Export them as 2026-09-30."
    );
}

#[test]
fn a_column_unreadable_in_one_part_is_unreadable_in_the_whole_list() {
    let evidence = counted(10, 9)
        .list("team b 2026-09-29.csv", "plans", "c=1")
        .gather();
    assert!(evidence.lists["plans"].unreadable.contains_key("visits"));
    assert_eq!(evidence.lists["plans"].sources, [0, 1]);
}

#[test]
fn an_unreadable_extract_that_is_history_does_not_matter() {
    let evidence = counted(10, 9)
        .list("plans 2026-09-30.csv", "plans", "a=1 b=2")
        .gather();
    assert_eq!(records(&evidence.lists["plans"]), ["a=1", "b=2"]);
}

#[test]
fn an_unreadable_newest_extract_does_not_bring_the_older_back() {
    let evidence = counted(10, 9)
        .list("plans 2026-08-31.csv", "plans", "a=1 b=2")
        .gather();
    assert!(evidence.lists["plans"].unreadable.contains_key("visits"));
    assert_eq!(evidence.lists["plans"].sources, [1]);
}

#[test]
fn a_file_named_as_a_list_that_cannot_be_read_leaves_it_unreadable() {
    let parts = || Folder::new().list("team b 2026-09-29.csv", "plans", "c=1");
    let by_name = parts()
        .with(broken("List of PLANS 2026-09-29.xlsx"))
        .gather();
    assert_eq!(
        unread(&by_name.lists["plans"]),
        "Plans of care, 29 September 2026: a file of it could not be read (it is cut off). Save it \
         again, or export it as CSV."
    );
    assert_eq!(
        raised(&by_name, Code::ListUnreadable),
        [
            "`plans` cannot be judged: `List of PLANS 2026-09-29.xlsx` is this list and could not \
             be read (it is cut off)"
        ]
    );
    let by_mapping = parts()
        .with(broken("x.xlsx"))
        .maps("x.xlsx", Some("S"), "plans");
    unread(&by_mapping.gather().lists["plans"]);
    let by_manifest = parts()
        .with(broken("x.xlsx"))
        .says("x.xlsx", |e| e.dataset = Some("plans".to_owned()));
    unread(&by_manifest.gather().lists["plans"]);
    // A name that only resembles the hint says nothing.
    let other = parts().with(broken("plans of teams.xlsx")).gather();
    assert_eq!(records(&other.lists["plans"]), ["c=1"]);
}

#[test]
fn an_unread_file_alone_leaves_its_list_unreadable_without_sources() {
    let evidence = Folder::new().with(broken("list of visits.csv")).gather();
    let list = &evidence.lists["visits"];
    unread(list);
    assert!(list.sources.is_empty());
    assert_eq!(
        (list.dated, list.expires, list.weak_date),
        (None, None, false)
    );
}

#[test]
fn an_unread_file_of_a_later_day_or_put_aside_does_not_matter() {
    let later = Folder::new().with(broken("list of visits 2026-10-01.csv"));
    assert!(later.gather().lists.is_empty());
    let aside = Folder::new()
        .with(broken("list of visits.csv"))
        .answers("list of visits.csv", Use::History);
    assert!(aside.gather().lists.is_empty());
    let none =
        Folder::new()
            .with(broken("list of visits.csv"))
            .maps("list of visits.csv", None, "none");
    assert!(none.gather().lists.is_empty());
}

#[test]
fn a_mapped_file_without_the_list_leaves_it_unreadable() {
    let mut folder = Folder::new()
        .with(file("x.csv", Vec::new()))
        .maps("x.csv", None, "plans");
    folder.reads[0].found.tables.push(TableFound::default());
    let evidence = folder.gather();
    let why = unread(&evidence.lists["plans"]);
    assert_eq!(
        why,
        "Plans of care: its headings were not found in a file that is named as it. Check the \
         headings, and `header_row` if it is mapped by hand."
    );
}

#[test]
fn a_list_read_only_by_mapping_is_not_told_by_its_name() {
    let mut folder = Folder::new().with(broken("list of visits.csv"));
    folder.datasets.get_mut("visits").unwrap().auto = false;
    assert!(folder.gather().lists.is_empty());
}

#[test]
fn the_sheets_of_a_file_that_could_not_be_read_are_not_missed() {
    let evidence = Folder::new()
        .with(broken("x.xlsx"))
        .maps("x.xlsx", Some("S"), "plans")
        .gather();
    let codes: Vec<Code> = evidence.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::ListUnreadable]);
}

#[test]
fn a_sheet_that_broke_off_below_its_headings_leaves_its_list_unreadable() {
    let workbook = || {
        let mut read = file(
            "team a 2026-09-29.xlsx",
            vec![extract("team a 2026-09-29.xlsx", "visits", "v=1")],
        );
        read.found.problem = Some("sheet `Plans`: it is cut off".to_owned());
        read.found.tables.push(TableFound {
            sheet: Some("Plans".to_owned()),
            dataset: Some("plans".to_owned()),
            broken: true,
            reason: "it is cut off".to_owned(),
            ..TableFound::default()
        });
        Folder::new()
            .list("team b 2026-09-29.csv", "plans", "c=1")
            .with(read)
    };
    let evidence = workbook().gather();
    // The other team's half is not the list, and the sheets that were read stand.
    assert_eq!(
        unread(&evidence.lists["plans"]),
        "Plans of care, 29 September 2026: a sheet of it could not be read (it is cut off). Save \
         it again, or export it as CSV."
    );
    assert_eq!(records(&evidence.lists["visits"]), ["v=1"]);
    // Put aside by hand, it takes nothing from the other.
    let aside = workbook().says("team a 2026-09-29.xlsx", |e| {
        e.sheet = Some("Plans".to_owned());
        e.standing = Some(Use::History);
    });
    assert_eq!(records(&aside.gather().lists["plans"]), ["c=1"]);
}

#[test]
fn a_part_that_could_not_be_opened_spoils_a_list_of_which_another_part_was_read() {
    let folder = Folder::new()
        .list("list of plans south.csv", "plans", "a=1")
        .with(broken("list of plans north.csv"));
    let why = "Plans of care: a file that goes by the name of a part of it could not be read (it is \
               cut off). Save it again, or say `dataset = \"none\"` for it in \
               `evidence.toml` if it is no part of it.";
    assert_eq!(unread(&folder.gather().lists["plans"]), why);
    // A person can say that it is none.
    let said = folder.says("list of plans north.csv", |e| {
        e.dataset = Some("none".to_owned());
    });
    assert_eq!(records(&said.gather().lists["plans"]), ["a=1"]);
}

#[test]
fn a_broken_file_beside_a_whole_list_is_no_part_of_it() {
    let evidence = Folder::new()
        .list("list of plans.csv", "plans", "a=1")
        .with(broken("list of plans north.csv"))
        .gather();
    assert_eq!(records(&evidence.lists["plans"]), ["a=1"]);
}

/// An empty list in a workbook with a hidden sheet of the same list.
fn empty_beside_hidden(rows: usize) -> Folder {
    let mut read = file("homes.xlsx", vec![extract("homes.xlsx", "plans", "")]);
    read.found.tables.push(TableFound {
        sheet: Some("Old ones".to_owned()),
        hidden: true,
        fits: Some("plans".to_owned()),
        rows,
        ..TableFound::default()
    });
    Folder::new().with(read)
}

#[test]
fn an_empty_list_beside_a_hidden_sheet_of_it_does_not_say_that_there_is_nothing() {
    let evidence = empty_beside_hidden(3).gather();
    assert_eq!(
        unread(&evidence.lists["plans"]),
        "Plans of care: the list is empty, and a hidden sheet that fits it and is not counted holds \
         rows. Show the sheet if it is the list, or say `dataset = \"none\"` for it in \
         `evidence.toml`."
    );
    assert_eq!(
        raised(&evidence, Code::ListUnreadable),
        [
            "`plans` cannot be judged: it is empty, and `homes.xlsx` sheet `Old ones` is hidden, fits \
          it and holds rows"
        ]
    );
}

#[test]
fn an_empty_list_beside_a_table_of_a_document_does_not_say_that_there_is_nothing() {
    let mut read = file("strategy.docx", Vec::new());
    read.found.tables.push(TableFound {
        fits: Some("plans".to_owned()),
        rows: 3,
        ..TableFound::default()
    });
    let evidence = Folder::new()
        .list("a 2026-09-29.csv", "plans", "")
        .with(read)
        .gather();
    assert_eq!(
        unread(&evidence.lists["plans"]),
        "Plans of care: the list is empty, and a table of a document that fits it and is not counted \
         holds rows. Copy the table to a sheet if it is the list, or say `dataset = \"none\"` for the \
         document in `evidence.toml`."
    );
}

#[test]
fn a_hidden_sheet_without_rows_or_put_aside_leaves_an_empty_list_as_it_is() {
    assert!(records(&empty_beside_hidden(0).gather().lists["plans"]).is_empty());
    let folder = empty_beside_hidden(3).says("homes.xlsx", |entry| {
        entry.sheet = Some("Old ones".to_owned());
        entry.dataset = Some("none".to_owned());
    });
    assert!(records(&folder.gather().lists["plans"]).is_empty());
}

#[test]
fn a_list_with_rows_stands_beside_a_hidden_sheet_of_it() {
    let mut folder = empty_beside_hidden(3);
    folder.reads[0].extracts[0] = extract("homes.xlsx", "plans", "a=1");
    assert_eq!(records(&folder.gather().lists["plans"]), ["a=1"]);
}

#[test]
fn what_an_empty_list_says_besides_goes_on_to_the_measure() {
    let mut folder = Folder::new().list("a 2026-09-29.csv", "plans", "");
    assert_eq!(folder.gather().lists["plans"].says, None);
    folder.reads[0].extracts[0].says = Some(2);
    assert_eq!(folder.gather().lists["plans"].says, Some(2));
}
