//! Lists with a column missing, without rows, or beside a file that cannot be read.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    LAST_VISIT, LIST_4, LIST_7, assert_not_known, names_column, names_dataset, whose_measure,
    with_junk, without_column, without_rows,
};
use crate::engine::committed;
use crate::program::{WHOLE, changed, copy, criterion, result, run, set, told};

/// What needs the visits of list 7.
const VISITS: [&str; 2] = [
    "children-on-plans-are-seen-alone",
    "children-on-plans-are-visited",
];

/// What needs list 4.
const ASSESSMENTS: [&str; 3] = [
    "assessments-within-45-working-days",
    "children-are-seen-in-assessments",
    "disabled-childrens-assessments-are-on-time",
];

#[test]
fn a_missing_column_takes_away_what_needs_it_and_nothing_else() {
    let need = whose_measure(|texts| {
        names_dataset(texts, "child_protection_plans") && names_column(texts, "last_visit_on")
    });
    assert_eq!(need, set(&VISITS));
    let others = whose_measure(|texts| names_dataset(texts, "child_protection_plans"));
    assert!(others.len() > VISITS.len(), "others stand on list 7 too");

    let folder = copy("column", &without_column(&LIST_7, LAST_VISIT));
    let result = result(&folder);
    assert_not_known(
        &result,
        &VISITS,
        "no_evidence",
        &["no column `Date of the Last Statutory Visit`"],
    );
}

#[test]
fn a_column_missing_from_an_older_extract_takes_nothing_away() {
    let folder = copy("older-column", &without_column(&LIST_7[..1], LAST_VISIT));
    assert_eq!(changed(&WHOLE, &result(&folder)), set(&[]));
}

#[test]
fn a_damaged_workbook_takes_its_dataset_away_though_a_good_list_lies_beside_it() {
    let need = whose_measure(|texts| names_dataset(texts, "assessments"));
    assert_eq!(need, set(&ASSESSMENTS));

    let folder = copy("damaged", &with_junk("evidence/annex-a/list 4.xlsx"));
    let result = result(&folder);
    // Boards read the detail, so the file is named in the diagnostic alone.
    let says = ["Social work assessments: a file of it could not be read (damaged"];
    assert_not_known(&result, &ASSESSMENTS, "unreadable", &says);
    let named = "`annex-a/list 4.xlsx` is this list and could not be read";
    assert!(told(&result, "list-unreadable", named));
    let not_read = result["not_read"].as_array().unwrap();
    let mut listed = not_read.iter().map(|file| &file["path"]);
    assert!(listed.any(|path| path == "annex-a/list 4.xlsx"));
}

/// What needs list 7, but for what rests first on reviews of neglect, which the sample does not have.
fn of_list_7() -> BTreeSet<String> {
    let mut need = whose_measure(|texts| names_dataset(texts, "child_protection_plans"));
    assert!(need.remove("long-neglect-leads-to-legal-advice"));
    need
}

/// On 30 September the extract of August would still stand.
#[test]
fn an_older_extract_is_not_judged_in_place_of_one_that_cannot_be_read() {
    let need = of_list_7();
    let mut files = committed();
    files.insert(LIST_7[1].to_owned(), b"\0".to_vec());
    let folder = copy("newest-unreadable", &files);
    let run = run(&folder, &["--as-at", "2026-09-30", "--report", "json"]);
    let result: Value = serde_json::from_slice(&run.stdout).unwrap();
    for id in need {
        let today = &criterion(&result, &id)["today"];
        assert_eq!(today["reason"], "unreadable", "{id}: {today}");
    }
}

#[test]
fn headings_without_rows_are_no_evidence() {
    let folder = copy("no-rows", &without_rows(&[LIST_4]));
    let result = result(&folder);
    assert_not_known(&result, &ASSESSMENTS, "no_evidence", &["assessments"]);
}

/// The rows that the list had in August never stand for one that came back empty.
#[test]
fn a_list_that_came_back_empty_is_no_evidence() {
    let mut need = of_list_7();
    // It lacks another list as well, and says both.
    need.insert("long-neglect-leads-to-legal-advice".to_owned());
    let need: Vec<&str> = need.iter().map(String::as_str).collect();
    let folder = copy("no-newer-rows", &without_rows(&LIST_7[1..]));
    let result = result(&folder);
    assert_not_known(&result, &need, "no_evidence", &["has no rows"]);
    let shrunk = "2026-09-30.csv` has 0 plans where";
    assert!(told(&result, "extract-shrunk", shrunk));
}

#[test]
fn an_empty_register_that_means_none_counts_none_and_has_no_shares() {
    let registers = ["homeless-16-17-2026-09-28", "private-fostering-2026-09-28"];
    let registers = registers.map(|name| format!("evidence/registers/{name}.csv"));
    let registers: Vec<&str> = registers.iter().map(String::as_str).collect();
    let folder = copy("none", &without_rows(&registers));
    let result = result(&folder);

    // A count: none is what it asks for.
    let count = criterion(&result, "no-homeless-child-stays-in-bed-and-breakfast");
    assert_eq!(
        count["today"],
        json!({ "state": "met", "reason": null, "detail": "" })
    );
    assert_eq!(count["measurement"]["numerator"], 0);
    // A share: of nobody.
    let shares = [
        "homeless-children-are-assessed-jointly",
        "homeless-children-are-told-their-rights",
        "private-fostering-first-visits-in-seven-working-days",
        "privately-fostered-children-are-visited",
        "private-fostering-checks-are-finished",
        "privately-fostered-children-are-seen-alone",
    ];
    for share in shares {
        let share = criterion(&result, share);
        assert_eq!(share["today"]["state"], "not_applicable");
        assert_eq!(share["today"]["reason"], json!(null));
    }
    let mut others = set(&shares);
    others.extend(set(&["no-homeless-child-stays-in-bed-and-breakfast"]));
    assert!(changed(&WHOLE, &result).is_subset(&others));
}
