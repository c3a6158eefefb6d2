//! Rule tests: a criterion, some rows, and what they come to.

mod check;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

pub use super::scalar::Scalar;

use super::Pack;
use super::raw::tests::TestFile;
use super::raw::{File, FileRead, read_files};
use super::validate::tables;
use crate::calendar::Day;
use crate::diagnostic::{Diagnostic, Place, SourceText, any_error, sort};
use crate::state::{Reason, State};

/// A criterion, some rows, and what they come to.
#[derive(Debug, Clone)]
pub struct RuleTest {
    /// The criterion that is tested.
    pub criterion: String,
    /// What the test shows, in words.
    pub name: String,
    /// The day it speaks for.
    pub as_at: Day,
    /// The day that its lists speak for.
    pub dated: Day,
    /// Rows of each dataset; of one that is not here no list is found.
    pub rows: BTreeMap<String, Vec<Row>>,
    /// Figures that settings would give, in millionths.
    pub figures: BTreeMap<String, i64>,
    /// Documents found.
    pub documents: Vec<TestDocument>,
    /// What it comes to.
    pub expect: Expect,
    /// Where its name stands.
    pub place: Place,
}

/// A row, or several equal ones.
#[derive(Debug, Clone)]
pub struct Row {
    /// Columns and their values; a column left out is blank.
    pub values: Vec<(String, Scalar, Place)>,
    /// How many such rows there are.
    pub repeat: u32,
    /// Where it stands.
    pub place: Place,
}

/// A document found.
#[derive(Debug, Clone)]
pub struct TestDocument {
    /// Its file name.
    pub name: String,
    /// Its title; its name without extension if left out.
    pub title: String,
    /// The day it speaks for.
    pub dated: Option<Day>,
    /// Whether it is approved.
    pub approved: bool,
    /// Its headings.
    pub headings: Vec<String>,
    /// Its text.
    pub text: String,
}

/// What a test comes to; what is none is not looked at.
#[derive(Debug, Clone)]
pub struct Expect {
    /// The state.
    pub state: State,
    /// Why it is not known.
    pub reason: Option<Reason>,
    /// The value, in millionths.
    pub value: Option<i64>,
    /// Rows or subjects that count.
    pub numerator: Option<u64>,
    /// Rows or subjects it is out of.
    pub denominator: Option<u64>,
    /// Rows whose answer is blank.
    pub blank: Option<u64>,
    /// Rows left out, for whatever reason.
    pub left_out: Option<u64>,
    /// Where it stands.
    pub place: Place,
}

/// Reads one file of rule tests; tests with a mistake are left out.
pub fn parse(source: &SourceText, pack: &Pack) -> (Vec<RuleTest>, Vec<Diagnostic>) {
    let (files, mut found) = read_files(&[source]);
    let tests = check_all(&files, pack, &mut found);
    sort(&mut found);
    (tests, found)
}

/// Validates every file of rule tests; tests with a mistake are left out.
pub(super) fn check_all(
    files: &[FileRead<'_, TestFile>],
    pack: &Pack,
    found: &mut Vec<Diagnostic>,
) -> Vec<RuleTest> {
    let check = |(source, file): &FileRead<'_, TestFile>| {
        let mut found = Vec::new();
        (check_one(source, file, pack, &mut found), found)
    };
    let checked: Vec<_> = files.par_iter().map(check).collect();
    let (tests, faults): (Vec<_>, Vec<_>) = checked.into_iter().unzip();
    found.extend(faults.into_iter().flatten());
    tests.into_iter().flatten().collect()
}

fn check_one(
    source: &SourceText,
    file: &File<TestFile>,
    pack: &Pack,
    found: &mut Vec<Diagnostic>,
) -> Vec<RuleTest> {
    let mut tests = Vec::new();
    let mut names = BTreeSet::new();
    if !file.broken {
        for table in file.content.iter().flat_map(|c| tables(&c.test)) {
            let mut faults = Vec::new();
            let test = check::test(table, source, pack, &mut faults);
            let sound = !any_error(&faults);
            found.append(&mut faults);
            let Some(test) = test.filter(|_| sound) else {
                continue;
            };
            if !names.insert((test.criterion.clone(), test.name.clone())) {
                found.push(check::same_name(&test));
            }
            tests.push(test);
        }
    }
    tests
}
