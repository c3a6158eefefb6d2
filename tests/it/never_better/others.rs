//! Values that a column takes though no dataset lists them: courses of an authority's own.

use std::collections::BTreeSet;

use reinspect::assessment::Assessment;
use reinspect::evidence::extract::Wanted;
use reinspect::evidence::manifest::Manifest;
use reinspect::evidence::read::{Request, read_file};
use reinspect::state::State;

use super::{instead, no_better};
use crate::engine::{ENGINE, Files, list, path_of, rows, sample};

const CRITERION: &str = "workers-trained-in-the-practice-framework";

fn state(of: &Assessment) -> State {
    let mut results = of.criteria.iter();
    let result = results.find(|result| result.id == CRITERION).unwrap();
    result.today.state
}

/// The evidence with the log in its place as of late, and the rows that it holds.
struct Logs {
    files: Files,
    path: String,
    rows: Vec<Vec<String>>,
}

impl Logs {
    fn new() -> Self {
        let files = sample(2026, 200);
        let path = path_of(&files, "workforce/training");
        let rows = rows(&files[&path]);
        Self { files, path, rows }
    }

    fn with(&self, log: Vec<u8>) -> Assessment {
        let reads = ENGINE.read(&self.files);
        let gone = BTreeSet::from([self.path.as_str()]);
        let new = Files::from([("workforce/training-2026-09-28.csv".to_owned(), log)]);
        instead(&ENGINE, &reads, &gone, &new)
    }
}

/// Every nth course of the log under a name of its own.
fn renamed(table: &[Vec<String>], every: usize) -> Vec<u8> {
    let mut table = table.to_vec();
    for (at, row) in table.iter_mut().enumerate().skip(1).step_by(every) {
        row[1] = format!("Moving and handling part {at}");
    }
    list(&table)
}

#[test]
fn a_course_that_is_not_listed_is_no_fault_and_never_helps() {
    let logs = Logs::new();
    let table = &logs.rows;
    let before = logs.with(list(table));
    assert_ne!(state(&before), State::NotKnown);
    for every in [2, 3, 7] {
        let after = logs.with(renamed(table, every));
        no_better(&before, &after, &format!("every {every}th course renamed"));
        assert_ne!(state(&after), State::NotKnown, "every {every}th course");
    }
    // A course more for everyone, over the 5 % that would be a fault.
    let mut more = table.clone();
    more.extend(table.iter().skip(1).map(|row| {
        let mut row = row.clone();
        row[1] = "Driving at work".to_owned();
        row
    }));
    let after = logs.with(list(&more));
    assert_eq!(state(&after), state(&before));
    no_better(&before, &after, "a course more");
}

#[test]
fn a_log_in_words_of_its_own_alone_is_not_known() {
    let logs = Logs::new();
    let table = &logs.rows;
    let after = logs.with(renamed(table, 1));
    assert_eq!(state(&after), State::NotKnown);
    let text = serde_json::to_string(&after).unwrap();
    let says = format!(
        "none of {} cells of `course` holds one of its codes",
        table.len() - 1
    );
    assert!(text.contains(&says), "{says}");
    let fix = "Add the spellings that stand for its codes to `codes` of `course` in \
               `rules/datasets/training.toml` of the rules";
    assert!(text.contains(fix), "{fix}");
}

/// No two courses of one worker are one record for want of being listed; what cannot be a course is
/// at fault as ever, and a title between the rows is one.
#[test]
fn unlisted_courses_are_records_of_their_own() {
    let text = "Worker ID,Course,Date of training\n\
                W1,Safeguarding,01/06/2026\n\
                W1,Fire safety,02/06/2026\n\
                W1,First aid,14/06/2026\n\
                W1,fire-safety,03/06/2026\n\
                W1,14/06/2026,03/06/2026\n\
                W1,n/a,03/06/2026\n";
    let manifest = Manifest::default();
    let request = Request::new(&ENGINE.pack.datasets, Wanted::NotPersonal, &[], &manifest);
    let read = read_file("training.csv".into(), text.as_bytes(), &request);
    let extract = &read.extracts[0];
    let keys = &extract.key_hashes;
    assert!(keys.iter().take(4).all(Option::is_some), "{keys:?}");
    assert_ne!(keys[1], keys[2]);
    assert_eq!(keys[1], keys[3]);
    let [course] = ["course"].map(|name| extract.cells.iter().find(|c| c.column == name).unwrap());
    // Of the six cells `n/a` counts as blank and the date as no course.
    assert_eq!((course.filled, course.unreadable, course.others), (5, 1, 3));
}

/// A criterion that comes to read such a column must be looked at: no value that is not listed may help.
#[test]
fn only_one_criterion_reads_a_column_that_takes_any_value() {
    let datasets = ENGINE.pack.datasets.values();
    let open: Vec<String> = datasets
        .flat_map(|dataset| {
            let columns = dataset.columns.iter().filter(|spec| spec.others.is_some());
            columns.map(|spec| format!("{}.{}", dataset.id, spec.name))
        })
        .collect();
    let expected = [
        "complaints.made_by",
        "escalations.raised_by",
        "partner_survey.agency",
        "training.course",
    ];
    assert_eq!(open, expected);
    let mut read = Vec::new();
    for criterion in &ENGINE.pack.criteria {
        let one = std::slice::from_ref(criterion);
        for (dataset, columns) in reinspect::measure::needs(one, &ENGINE.pack.datasets) {
            let named = columns.iter().map(|column| format!("{dataset}.{column}"));
            read.extend(
                named
                    .filter(|name| open.contains(name))
                    .map(|_| criterion.id.clone()),
            );
        }
    }
    // Both count a course by its code alone, and one that is not listed has none of their codes.
    assert_eq!(read, ["new-workers-complete-an-induction", CRITERION]);
}
