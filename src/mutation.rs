//! Whether the rule tests of a criterion would notice it changing.
//!
//! Every criterion that has rule tests is changed in one small way at a time, and its tests are run
//! on each changed one with the same engine as always. A change that no test notices is a survivor.
//!
//! What is changed, and how far:
//!
//! - A span (`within`, `period`, `dated_within`) moves by one of its units, `minimum`,
//!   `at_least_events` and `sources_at_least` by one.
//! - `met` and `nearly` become stricter by so little that only a value at the very limit shows it, as
//!   if `at least` were `more than`. They become looser by a whole point of a percentage, else by one
//!   in the last place they are written with (85 % becomes 84 %, 0.9 becomes 0.8): what is looser by
//!   less only hundreds of rows could show.
//! - A number in a condition moves by one in the last place it is written with, a date by a day.
//! - A column is exchanged for each column of the same type that the criterion uses of the same
//!   dataset, and for the next of that type in the dataset's order: all of them would be very many.
//!
//! Changes that can be seen to change no answer are not made: see `limits::same` for limits, the
//! conditions' own rules for conditions, and a note where a single one is left out.

mod conditions;
mod decided;
mod limits;
mod lists;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::expression::Change;
use crate::measure;
use crate::pack::rule_test::RuleTest;
use crate::pack::{ColumnSpec, Criterion, Dataset, Measure, Pack};
use crate::rule_test::Case;

/// What became of every change that was made.
#[derive(Debug, Clone, Serialize)]
pub struct Mutation {
    /// `reinspect.mutation/1`.
    pub schema: &'static str,
    /// How many changes were made.
    pub mutants: usize,
    /// How many of them a test noticed.
    pub noticed: usize,
    /// Those that no test noticed, in the order of the criteria.
    pub survivors: Vec<Survivor>,
}

/// A change that no test noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survivor {
    /// The criterion.
    pub criterion: String,
    /// The file that it stands in.
    pub file: String,
    /// Its line.
    pub line: usize,
    /// What kind of change it is.
    pub mutation: Kind,
    /// What was changed, in a sentence.
    pub sentence: String,
    /// A test that would notice it.
    pub help: String,
}

/// What kind of change is made to a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A limit moved by one.
    LimitMoved,
    /// A comparison or a direction turned round, or the limit itself taken in or left out.
    ComparisonFlipped,
    /// A condition, or something asked of a document, left out.
    ConditionDropped,
    /// A column, or a role, exchanged for another.
    ColumnSwapped,
    /// One code taken out of a list.
    CodeTakenOut,
    /// A statement standing for more or less than it does.
    CapMoved,
}

impl From<Change> for Kind {
    fn from(change: Change) -> Self {
        match change {
            Change::Limit => Self::LimitMoved,
            Change::Comparison => Self::ComparisonFlipped,
            Change::Part => Self::ConditionDropped,
            Change::Column => Self::ColumnSwapped,
            Change::Code => Self::CodeTakenOut,
        }
    }
}

/// A criterion with one small change.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// The changed criterion.
    pub criterion: Criterion,
    /// What kind of change it is.
    pub kind: Kind,
    /// What was changed, as it begins a sentence: `with …` or `without …`.
    pub how: String,
    /// A test that would notice it.
    pub help: String,
}

/// Changes each criterion that has tests, and runs its tests on each change.
pub fn run(pack: &Pack, tests: &[&RuleTest]) -> Mutation {
    let mut cases: BTreeMap<&str, Vec<Case<'_>>> = BTreeMap::new();
    for test in tests {
        let of_criterion = cases.entry(&test.criterion).or_default();
        of_criterion.push(Case::new(test, pack));
    }
    let tested = pack.criteria.iter().filter_map(|criterion| {
        let cases = cases.get(criterion.id.as_str())?;
        Some((criterion, cases))
    });
    let made: Vec<_> = tested
        .flat_map(|(criterion, cases)| {
            let mutants = mutants(criterion, pack).into_iter();
            mutants.map(move |mutant| (mutant, cases))
        })
        .collect();
    let survivors: Vec<Survivor> = made
        .par_iter()
        .filter(|(mutant, cases)| survives(&mutant.criterion, cases, pack))
        .map(|(mutant, _)| survivor(mutant))
        .collect();
    Mutation {
        schema: "reinspect.mutation/1",
        mutants: made.len(),
        noticed: made.len() - survivors.len(),
        survivors,
    }
}

/// Whether every test finds what it expects.
fn survives(criterion: &Criterion, cases: &[Case<'_>], pack: &Pack) -> bool {
    let mut cases = cases.iter();
    cases.all(|case| case.differences(criterion, pack).is_empty())
}

fn survivor(mutant: &Mutant) -> Survivor {
    let criterion = &mutant.criterion;
    Survivor {
        criterion: criterion.id.clone(),
        file: criterion.place.file.to_string(),
        line: criterion.place.line,
        mutation: mutant.kind,
        sentence: format!(
            "`{}`: {}, every test still passes",
            criterion.id, mutant.how
        ),
        help: mutant.help.clone(),
    }
}

/// A criterion with each small change made by itself.
pub fn mutants(criterion: &Criterion, pack: &Pack) -> Vec<Mutant> {
    // Without datasets these are the columns of the criterion alone.
    let used = measure::needs([criterion], &BTreeMap::new());
    let mut making = Making {
        pack,
        criterion,
        used,
        made: Vec::new(),
    };
    match &criterion.measure {
        Measure::Share(m) => lists::share(m, &mut making),
        Measure::OnTime(m) => lists::on_time(m, &mut making),
        Measure::UpToDate(m) => lists::up_to_date(m, &mut making),
        Measure::Repeat(m) => lists::repeat(m, &mut making),
        Measure::PerSubject(m) => lists::per_subject(m, &mut making),
        Measure::Duration(m) => lists::duration(m, &mut making),
        Measure::Count(m) => lists::count(m, &mut making),
        Measure::Ratio(m) => lists::ratio(m, &mut making),
        Measure::Document(m) => decided::document(m, &mut making),
        Measure::Statement(m) => decided::statement(m, &mut making),
    }
    limits::thresholds(&mut making);
    limits::minimum(&mut making);
    making.made
}

/// The changes made to one criterion so far.
struct Making<'a> {
    pack: &'a Pack,
    criterion: &'a Criterion,
    /// The columns that it uses of each dataset.
    used: BTreeMap<String, BTreeSet<String>>,
    made: Vec<Mutant>,
}

impl<'a> Making<'a> {
    fn add(&mut self, kind: Kind, how: String, help: String, criterion: Criterion) {
        self.made.push(Mutant {
            criterion,
            kind,
            how,
            help,
        });
    }

    fn measure(&mut self, kind: Kind, how: String, help: String, measure: Measure) {
        let criterion = Criterion {
            measure,
            ..self.criterion.clone()
        };
        self.add(kind, how, help, criterion);
    }

    fn dataset(&self, id: &str) -> Option<&'a Dataset> {
        self.pack.datasets.get(id)
    }

    /// The columns that a column is exchanged for: those of its type that the criterion uses, and
    /// the next of its type in the order of the dataset.
    fn others(&self, dataset: &str, column: &str) -> Vec<String> {
        let Some(columns) = self.dataset(dataset).map(|d| &d.columns) else {
            return Vec::new();
        };
        let Some(at) = columns.iter().position(|c| &*c.name == column) else {
            return Vec::new();
        };
        let Some(own) = columns.get(at) else {
            return Vec::new();
        };
        let used = self.used.get(dataset);
        let is_used = |c: &&ColumnSpec| used.is_some_and(|used| used.contains(&*c.name));
        let mut others = columns.iter().filter(is_used).collect::<Vec<_>>();
        let from_here = columns.iter().cycle().skip(at).take(columns.len());
        let alike =
            |c: &&ColumnSpec| c.name != own.name && c.kind == own.kind && c.codes == own.codes;
        others.retain(alike);
        others.extend(from_here.filter(alike).find(|c| !is_used(c)));
        others.iter().map(|c| c.name.to_string()).collect()
    }
}
