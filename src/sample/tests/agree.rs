//! The lists that hang on others say the same as those do.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    CHILDREN, Files, Rows, SEED, csv_files, dataset_of, day_of, headings, list, rows, sample,
};
use crate::calendar::Day;

fn files() -> Files {
    sample(SEED, CHILDREN)
}

/// The cells of these columns, row by row.
fn cells<'a, const N: usize>(table: &'a Rows, headings: [&str; N]) -> Vec<[&'a str; N]> {
    let columns = headings.map(|heading| table.column(heading));
    (0..table.rows.len())
        .map(|row| std::array::from_fn(|column| columns[column][row]))
        .collect()
}

fn day(text: &str) -> Option<Day> {
    day_of(text, false)
}

/// The rows of each child, in the order of the list.
fn by_child<'a, const N: usize>(
    table: &'a Rows,
    headings: [&str; N],
) -> BTreeMap<&'a str, Vec<[&'a str; N]>> {
    let mut children: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    let ids = table.column("Child ID");
    for (child, row) in ids.into_iter().zip(cells(table, headings)) {
        children.entry(child).or_default().push(row);
    }
    children
}

fn ids<'a>(table: &'a Rows, heading: &str) -> BTreeSet<&'a str> {
    table.column(heading).into_iter().collect()
}

const CHILD: &str = "Child Unique ID";

#[test]
fn every_child_and_worker_of_a_list_is_known_to_the_list_that_it_hangs_on() {
    let files = files();
    for (start, of) in [
        ("registers/placements", "annex-a/list-08"),
        ("registers/care-reviews", "annex-a/list-08"),
        ("registers/care-entries", "annex-a/list-08"),
        ("registers/health-assessments", "annex-a/list-08"),
        ("registers/sdq-scores", "annex-a/list-08"),
        ("registers/deprivation-of-liberty", "annex-a/list-08"),
        ("registers/care-leaver-contacts", "annex-a/list-09"),
        ("registers/child-in-need-plan-reviews", "annex-a/list-06"),
        ("registers/protection-plan-history", "annex-a/list-06"),
        ("registers/child-protection-conferences", "annex-a/list-06"),
    ] {
        let (table, of_list) = (list(&files, start), list(&files, of));
        let children = ids(&table, "Child ID");
        assert!(!children.is_empty());
        assert!(children.is_subset(&ids(&of_list, CHILD)), "{start}");
    }
    let observed = list(&files, "workforce/practice-observations");
    let workers = list(&files, "workforce/workers");
    let workers = cells(&workers, ["Worker ID", "Case holder"]);
    let holders = workers.iter().filter(|[_, holds]| *holds == "Y");
    let holders: BTreeSet<&str> = holders.map(|[worker, _]| *worker).collect();
    assert!(ids(&observed, "Worker ID").is_subset(&holders));
}

#[test]
fn dates_of_a_row_are_in_the_order_that_its_dataset_says() {
    let known = headings();
    let mut checked = BTreeSet::new();
    for (path, bytes) in csv_files(&sample(SEED, 600)) {
        let dataset = dataset_of(path);
        let table = rows(bytes);
        let heading = |name: &str| {
            let mut written = table.headings.iter();
            written.find(|heading| known[dataset][*heading].name == name)
        };
        for order in orders(dataset) {
            let (first, second) = order.split_once(" <= ").unwrap();
            let (Some(first), Some(second)) = (heading(first), heading(second)) else {
                continue;
            };
            for row in cells(&table, [first, second]) {
                let [one, other] = row.map(|text| day_of(text, path.contains("missing-episodes")));
                if let (Some(one), Some(other)) = (one, other) {
                    checked.insert((dataset, order.clone()));
                    assert!(one <= other, "{path}: {order}: {row:?}");
                }
            }
        }
    }
    let of = |dataset| checked.iter().filter(|(of, _)| *of == dataset).count();
    assert_eq!(of("adoption_decisions"), 4);
    assert_eq!(of("foster_carers"), 2);
    assert_eq!(of("health_assessments"), 1);
}

/// What the pack says of the order of a dataset's dates.
fn orders(dataset: &str) -> Vec<String> {
    let files = crate::pack::embedded().into_iter();
    files
        .filter(|file| file.file.starts_with("rules/datasets/"))
        .flat_map(|file| {
            let file: toml::Table = file.text.parse().unwrap();
            file["dataset"].as_array().unwrap().clone()
        })
        .filter(|found| found["id"].as_str() == Some(dataset))
        .filter_map(|found| Some(found.get("order")?.as_array()?.clone()))
        .flatten()
        .map(|order| order.as_str().unwrap().to_owned())
        .collect()
}

/// List 8: the child, then these columns.
fn list_8<'a, const N: usize>(
    table: &'a Rows,
    headings: [&str; N],
) -> Vec<(&'a str, [&'a str; N])> {
    let children = table.column(CHILD).into_iter();
    children.zip(cells(table, headings)).collect()
}

#[test]
fn homes_follow_each_other_up_to_the_one_of_list_8() {
    let files = files();
    let placements = list(&files, "registers/placements");
    let columns = [
        "Placement start date",
        "Placement end date",
        "Date of first visit in placement",
        "Out of area placement",
    ];
    let homes = by_child(&placements, columns);
    let in_care = list(&files, "annex-a/list-08");
    let children = list_8(
        &in_care,
        [
            "Start Date of Most Recent Placement",
            "Date Ceased to be Looked After",
            "Placement Location",
            "Number of Placements in the Last 12 months",
            "Date Started to be Looked After",
            "Date of Last Social Work Visit",
        ],
    );
    assert_eq!(homes.len(), children.len());
    for (child, [latest, ceased, place, count, entered, visited]) in children {
        let homes = &homes[child];
        let [started, ended, _, outside] = homes.last().unwrap();
        assert_eq!((*started, *ended), (latest, ceased), "{child}");
        assert_eq!(*outside == "Y", place == "b) Out", "{child}");
        assert!(homes.len() <= count.parse().unwrap(), "{child}");
        assert!(day(homes[0][0]) >= day(entered), "{child}");
        for pair in homes.windows(2) {
            assert_eq!(pair[0][1], pair[1][0], "{child} lives in two homes or none");
        }
        for [started, ended, first, _] in homes {
            let Some(first) = day(first) else { continue };
            assert!(first >= day(started).unwrap() && first <= day(visited).unwrap());
            assert!(day(ended).is_none_or(|ended| first <= ended), "{child}");
        }
    }
}

#[test]
fn reviews_are_numbered_up_to_the_one_of_list_8() {
    let files = files();
    let reviews = list(&files, "registers/care-reviews");
    let columns = [
        "Date of CLA review",
        "Date of previous review",
        "Review number",
    ];
    let reviews = by_child(&reviews, columns);
    let in_care = list(&files, "annex-a/list-08");
    let latest = list_8(&in_care, ["Date of Latest Statutory Review"]);
    let latest: BTreeMap<&str, &str> = latest.into_iter().map(|(c, [on])| (c, on)).collect();
    for (child, reviews) in &reviews {
        assert_eq!(reviews.last().unwrap()[0], latest[child], "{child}");
        for pair in reviews.windows(2) {
            assert_eq!(pair[1][1], pair[0][0], "{child}");
            assert!(day(pair[0][0]) < day(pair[1][0]), "{child}");
            let [before, after] = [pair[0][2], pair[1][2]].map(|n| n.parse::<i32>().unwrap());
            assert_eq!(after, before + 1, "{child}");
        }
        for [_, previous, number] in reviews {
            assert_eq!(previous.is_empty(), *number == "1", "{child}");
        }
    }
    let of_the_year = |on: &&str| day(on).is_some_and(|on| on > Day::new(2025, 10, 1).unwrap());
    assert_eq!(
        reviews.len(),
        latest.values().filter(|on| of_the_year(on)).count()
    );
}

#[test]
fn the_latest_health_assessment_and_contact_are_those_of_the_lists() {
    let files = files();
    for (register, on, annex, latest) in [
        (
            "registers/health-assessments",
            "Date of health assessment",
            "annex-a/list-08",
            "Date of Last Health Assessment",
        ),
        (
            "registers/care-leaver-contacts",
            "Date of PA contact",
            "annex-a/list-09",
            "Latest Date of Contact",
        ),
    ] {
        let (log, annex) = (list(&files, register), list(&files, annex));
        let log = by_child(&log, [on]);
        for (child, [expected]) in list_8(&annex, [latest]) {
            let days = log.get(child).into_iter().flatten();
            assert_eq!(
                days.filter_map(|[on]| day(on)).max(),
                day(expected),
                "{child}"
            );
        }
    }
}

#[test]
fn first_assessments_and_entries_begin_on_the_day_that_care_began() {
    let files = files();
    let in_care = list(&files, "annex-a/list-08");
    let entered = list_8(&in_care, ["Date Started to be Looked After"]);
    let entered: BTreeMap<&str, &str> = entered.into_iter().map(|(c, [on])| (c, on)).collect();
    for (register, heading) in [
        ("registers/health-assessments", "Became looked after"),
        ("registers/care-reviews", "Date started to be looked after"),
        ("registers/care-entries", "Date entered care"),
    ] {
        let table = list(&files, register);
        for [child, on] in cells(&table, ["Child ID", heading]) {
            assert_eq!(on, entered[child], "{register}: {child}");
        }
    }
    let entries = list(&files, "registers/care-entries");
    let year = Day::new(2025, 9, 30).unwrap();
    let new = entered.values().filter(|on| day(on).unwrap() >= year);
    assert_eq!(entries.rows.len(), new.count());
}

#[test]
fn plans_in_the_history_and_in_the_reviews_are_those_of_lists_7_and_6() {
    let files = files();
    let history = list(&files, "registers/protection-plan-history");
    let history: BTreeSet<[&str; 3]> =
        cells(&history, ["Child ID", "CP plan began", "CP plan finished"])
            .into_iter()
            .collect();
    let plans = list(&files, "annex-a/list-07-child-protection-plans-2026-09-30");
    let columns = [
        CHILD,
        "Child Protection Plan Start Date",
        "Child Protection Plan End Date",
    ];
    let plans: BTreeSet<[&str; 3]> = cells(&plans, columns).into_iter().collect();
    assert!(plans.is_subset(&history));
    assert!(
        history
            .difference(&plans)
            .all(|[_, _, finished]| !finished.is_empty())
    );
    let need = list(&files, "annex-a/list-06");
    let status = cells(&need, [CHILD, "Case Status"]);
    let with_plan = status
        .iter()
        .filter(|[_, is]| *is == "c) Child in need plan");
    let with_plan: BTreeSet<&str> = with_plan.map(|[child, _]| *child).collect();
    let reviewed = list(&files, "registers/child-in-need-plan-reviews");
    let reviewed = cells(&reviewed, ["Child ID", "CIN plan closed"]);
    let open = reviewed.iter().filter(|[_, closed]| closed.is_empty());
    assert_eq!(
        open.map(|[child, _]| *child).collect::<BTreeSet<_>>(),
        with_plan
    );
}

#[test]
fn a_child_with_two_plans_in_the_history_had_one_before_in_list_7() {
    let files = files();
    let history = list(&files, "registers/protection-plan-history");
    let history = by_child(&history, ["CP plan began"]);
    let plans = list(&files, "annex-a/list-07-child-protection-plans-2026-09-30");
    let columns = [CHILD, "Number of Previous Child Protection Plans"];
    let earlier: BTreeMap<&str, &str> = cells(&plans, columns)
        .into_iter()
        .map(|[child, earlier]| (child, earlier))
        .collect();
    let twice: Vec<&str> = history
        .iter()
        .filter(|(_, plans)| plans.len() > 1)
        .map(|(child, _)| *child)
        .collect();
    assert!(twice.len() > 10);
    assert!(twice.iter().all(|child| earlier[child] != "0"));
}

#[test]
fn children_who_came_alone_are_those_of_lists_8_and_9() {
    let files = files();
    let alone = list(&files, "registers/unaccompanied-children");
    let alone = cells(&alone, ["Child ID", "Date UASC left care"]);
    let in_care = list(&files, "annex-a/list-08");
    let marked = "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)";
    let marked = list_8(&in_care, [marked, "Date Ceased to be Looked After"]);
    let marked = marked.into_iter().filter(|(_, [is, _])| *is == "a) Yes");
    let expected: BTreeSet<_> = marked.map(|(child, [_, ceased])| [child, ceased]).collect();
    let found: BTreeSet<_> = alone.iter().copied().collect();
    assert!(expected.is_subset(&found));
    let leavers = list(&files, "annex-a/list-09");
    let formerly =
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)";
    let formerly = list_8(&leavers, [formerly]);
    let formerly = formerly.into_iter().filter(|(_, [is])| *is == "a) Yes");
    let formerly: BTreeSet<&str> = formerly.map(|(child, _)| child).collect();
    assert!(
        found
            .difference(&expected)
            .all(|[child, left]| { formerly.contains(child) && !left.is_empty() })
    );
}

#[test]
fn decisions_about_adoption_are_those_of_list_10() {
    let files = files();
    let decisions = list(&files, "registers/adoption-decisions");
    let adoption = list(&files, "annex-a/list-10");
    for (kind, heading) in [
        (
            "Plan for adoption",
            "Date of Decision that Child Should be Placed for Adoption",
        ),
        ("Match", "Date of Matching Child and Prospective Adopters"),
    ] {
        let made = cells(&decisions, ["Panel item type", "ADM decision date"]);
        let made = made.into_iter().filter(|[is, _]| *is == kind);
        let mut made: Vec<Day> = made.filter_map(|[_, on]| day(on)).collect();
        let from = Day::new(2025, 8, 31).unwrap();
        let mut expected: Vec<Day> = adoption
            .column(heading)
            .into_iter()
            .filter_map(day)
            .collect();
        expected.retain(|on| *on >= from);
        made.sort_unstable();
        expected.sort_unstable();
        assert_eq!(made, expected, "{kind}");
    }
}

#[test]
fn every_worker_with_children_has_one_manager() {
    let files = files();
    let posts = list(&files, "workforce/posts");
    let posts = cells(&posts, ["Post title", "Direct reports"]);
    let managed = posts
        .iter()
        .filter_map(|[_, reports]| reports.parse::<usize>().ok());
    let workers = list(&files, "workforce/workers");
    let holders = workers
        .column("Case holder")
        .into_iter()
        .filter(|holds| *holds == "Y");
    assert_eq!(managed.sum::<usize>(), holders.count());
    for [title, reports] in posts {
        assert_eq!(title == "Team manager", !reports.is_empty(), "{title}");
    }
}
