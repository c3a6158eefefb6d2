//! What a scheduled run is told: nothing unless it asks, and never that what is not known is good.

use std::path::{Path, PathBuf};

use super::figure::{OWN, with_own_rules};
use super::{LAST_VISIT, LIST_7, with_junk, without_column, without_rows};
use crate::engine::{Files, is_list};
use crate::program::{copy, criterion, result, run};

/// Priority criteria of the sample: one that is met, and one that is not.
const MET: &str = "children-in-care-are-visited";
const NOT_MET: &str = "safety-plans-name-the-family-network";

/// What those criteria and the unknown ones stand on, so that many runs take little time.
const LISTS: [&str; 4] = ["list-06", "list-07", "list-08", "safety-plan-audits"];

/// A sample with one thing wrong, and a priority criterion that is not known for it.
fn situations() -> [(PathBuf, &'static str); 4] {
    let visited = "children-on-plans-are-visited";
    let junk = with_junk("evidence/annex-a/list 7.xlsx");
    let column = without_column(&LIST_7, LAST_VISIT);
    [
        (small("exit-column", column), visited),
        (small("exit-damaged", junk), visited),
        (small("exit-no-rows", without_rows(&LIST_7)), visited),
        (small("exit-figure", with_own_rules()), OWN),
    ]
}

fn small(name: &str, mut files: Files) -> PathBuf {
    let of_use = |path: &str| LISTS.iter().any(|list| path.contains(list));
    files.retain(|path, _| !is_list(path) || of_use(path));
    copy(name, &files)
}

#[test]
fn a_run_is_undecided_only_where_the_unknown_is_asked_about() {
    for (folder, unknown) in situations() {
        let result = result(&folder);
        for (id, state) in [(unknown, "not_known"), (MET, "met"), (NOT_MET, "not_met")] {
            assert_eq!(criterion(&result, id)["priority"], true, "{id}");
            assert_eq!(criterion(&result, id)["today"]["state"], state, "{id}");
        }
        for require in ["ready", "no-priority-gaps"] {
            let status = |criteria: &[&str]| status(&folder, require, criteria);
            assert_eq!(status(&[unknown]), 3);
            // Whatever the unknown turns out to be, the other fails it.
            assert_eq!(status(&[unknown, NOT_MET]), 1);
            assert_eq!(status(&[MET]), 0);
        }
        assert_eq!(status(&folder, "no-priority-gaps", &[]), 1);
    }
}

#[test]
fn an_unknown_without_priority_leaves_readiness_open_and_is_no_priority_gap() {
    let unknown = "assessments-within-45-working-days";
    let folder = copy("exit-list-4", &with_junk("evidence/annex-a/list 4.xlsx"));
    assert_eq!(status(&folder, "ready", &[unknown]), 3);
    assert_eq!(status(&folder, "no-priority-gaps", &[unknown]), 0);
}

/// The exit status of a run with one requirement, narrowed to some criteria.
fn status(folder: &Path, require: &str, criteria: &[&str]) -> i32 {
    let mut arguments = vec!["--quiet", "--require", require];
    for id in criteria {
        arguments.extend(["--criterion", id]);
    }
    let run = run(folder, &arguments);
    let told = String::from_utf8(run.stderr).unwrap();
    let status = run.status.code().unwrap();
    assert_eq!(told.is_empty(), status == 0, "{arguments:?}: {told}");
    status
}
