//! Measures: how a value is obtained from evidence.
//!
//! Each kind of measure is one file here with its page beside it. What they share is in `lists`
//! (what stands as evidence), `rows` (which rows count, and dates that have not happened), `tally`
//! (counting, and what blanks could do to a value) and `unfilled` (columns that nobody may fill in).
//! `kind` is the one place of dispatch.

mod count;
mod document;
mod duration;
pub mod english;
mod lists;
mod measurement;
mod on_time;
mod pages;
mod per_subject;
mod population;
mod ratio;
mod repeat;
mod repeated;
mod rows;
mod share;
mod statement;
mod tally;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod unfilled;
mod up_to_date;

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::evidence::{Evidence, Needs};
use crate::pack::{Criterion, Dataset, KindOfEvidence, Measure, Pack};

pub use document::DATASET as REGISTER;
pub use measurement::{
    Doubt, LeftOut, Measured, Measurement, Note, Outcome, Ratio, Repeated, RowVerdict, Unfilled,
    Unit, Verdict,
};
pub use pages::{KINDS, page};
pub use population::{Population, population};
pub use ratio::unit as unit_of_ratio;
pub use statement::DATASET as STATEMENTS;

use lists::{At, Needed, Provenance, Stop};
pub use tally::unanswered;
use tally::{Figures, Tally};

/// What every measure may look at.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The pack, for its datasets and its calendar.
    pub pack: &'a Pack,
    /// The evidence that stands.
    pub evidence: &'a Evidence,
    /// The day that the run speaks for.
    pub as_at: Day,
    /// Figures from settings, in millionths.
    pub figures: &'a BTreeMap<String, i64>,
}

/// Is given the verdict on each row, as it is reached.
pub type Record<'r> = dyn FnMut(RowVerdict<'_>) + 'r;

/// Measures one criterion; `age_at` is the day on which documents and statements are aged.
pub fn measure(
    criterion: &Criterion,
    inputs: &Inputs<'_>,
    age_at: Day,
    record: Option<&mut Record<'_>>,
) -> Measured {
    match kind(&criterion.measure) {
        Kind::Counts(measure) => counted(measure, criterion, inputs, record),
        Kind::Decides(measure) => measure.decide(inputs, age_at, record),
    }
}

/// The questions that these criteria ask of named roles.
pub fn questions<'a>(criteria: impl IntoIterator<Item = &'a Criterion>) -> BTreeSet<&'a str> {
    let asked = criteria.into_iter().filter_map(|c| match &c.measure {
        Measure::Statement(statement) => Some(statement.question.as_str()),
        Measure::Share(_)
        | Measure::OnTime(_)
        | Measure::UpToDate(_)
        | Measure::Repeat(_)
        | Measure::PerSubject(_)
        | Measure::Duration(_)
        | Measure::Count(_)
        | Measure::Ratio(_)
        | Measure::Document(_) => None,
    });
    asked.collect()
}

/// The lists that a criterion counts, its own first, each with the columns that it reads of it; none
/// for a document or a statement.
pub fn lists_of(criterion: &Criterion) -> Vec<(&str, BTreeSet<&str>)> {
    let lists = match kind(&criterion.measure) {
        Kind::Counts(measure) => measure.lists(),
        Kind::Decides(_) => Vec::new(),
    };
    let mut each: Vec<(&str, BTreeSet<&str>)> = Vec::new();
    for list in lists {
        match each
            .iter_mut()
            .find(|(dataset, _)| *dataset == list.dataset)
        {
            Some((_, columns)) => columns.extend(list.columns),
            None => each.push((list.dataset, list.columns.into_iter().collect())),
        }
    }
    each
}

/// The columns that these criteria need, with those that findings, actions, statements and the
/// register of documents always need.
pub fn needs<'a>(
    criteria: impl IntoIterator<Item = &'a Criterion>,
    datasets: &BTreeMap<String, Dataset>,
) -> Needs {
    let mut needs = Needs::new();
    for criterion in criteria {
        // What documents and statements read is always read.
        for (dataset, columns) in lists_of(criterion) {
            let needed = needs.entry(dataset.to_owned()).or_default();
            needed.extend(columns.into_iter().map(str::to_owned));
        }
    }
    for dataset in ALWAYS.iter().filter_map(|id| datasets.get(*id)) {
        let columns = needs.entry(dataset.id.clone()).or_default();
        let printable = dataset
            .columns
            .iter()
            .filter(|c| c.personal.is_none() || c.show);
        columns.extend(printable.map(|c| c.name.to_string()));
    }
    needs
}

/// The kinds of evidence that a criterion rests on once all of it is there, in order.
pub fn kinds_of_evidence(
    criterion: &Criterion,
    datasets: &BTreeMap<String, Dataset>,
) -> Vec<KindOfEvidence> {
    match kind(&criterion.measure) {
        Kind::Counts(measure) => {
            let lists = measure.lists();
            let known = lists.iter().filter_map(|list| datasets.get(list.dataset));
            kinds_in_order(known.map(|dataset| dataset.kind_of_evidence))
        }
        Kind::Decides(measure) => vec![measure.kind_of_evidence()],
    }
}

/// Datasets that are read whatever the criteria ask, but for what is personal in them.
const ALWAYS: [&str; 4] = [
    "inspection_findings",
    "improvement_actions",
    statement::DATASET,
    document::DATASET,
];

/// How a kind of measure comes to its outcome.
enum Kind<'m> {
    /// From the rows of lists, as a value.
    Counts(&'m dyn Counts),
    /// As a state, by itself.
    Decides(&'m dyn Decides),
}

/// The one place that knows every kind.
fn kind(measure: &Measure) -> Kind<'_> {
    match measure {
        Measure::Share(m) => Kind::Counts(m),
        Measure::OnTime(m) => Kind::Counts(m),
        Measure::UpToDate(m) => Kind::Counts(m),
        Measure::Repeat(m) => Kind::Counts(m),
        Measure::PerSubject(m) => Kind::Counts(m),
        Measure::Duration(m) => Kind::Counts(m),
        Measure::Count(m) => Kind::Counts(m),
        Measure::Ratio(m) => Kind::Counts(m),
        Measure::Document(m) => Kind::Decides(m),
        Measure::Statement(m) => Kind::Decides(m),
    }
}

/// A kind of measure that counts rows.
trait Counts {
    /// The lists and columns that it reads, its own list first.
    fn lists(&self) -> Vec<Needed<'_>>;

    /// Counts, in one pass over each list.
    fn count(&self, at: &At<'_>, tally: &mut Tally<'_, '_>) -> Result<Figures, Stop>;
}

/// A kind of measure that decides a state.
trait Decides {
    /// What it rests on.
    fn kind_of_evidence(&self) -> KindOfEvidence;

    /// Decides, with what it rests on.
    fn decide(&self, inputs: &Inputs<'_>, age_at: Day, record: Option<&mut Record<'_>>)
    -> Measured;
}

fn counted(
    measure: &dyn Counts,
    criterion: &Criterion,
    inputs: &Inputs<'_>,
    record: Option<&mut Record<'_>>,
) -> Measured {
    let lists = measure.lists();
    let provenance = Provenance::of_lists(inputs, &lists);
    let outcome = outcome(measure, &lists, criterion, inputs, record);
    provenance.with(outcome.unwrap_or_else(Outcome::from))
}

fn outcome(
    measure: &dyn Counts,
    lists: &[Needed<'_>],
    criterion: &Criterion,
    inputs: &Inputs<'_>,
    record: Option<&mut Record<'_>>,
) -> Result<Outcome, Stop> {
    let at = At::new(inputs, lists);
    at.all_stand(lists)?;
    let mut tally = Tally::new(record);
    let figures = measure.count(&at, &mut tally)?;
    // A count over an empty register that means none is 0 of 0, and enough.
    let none_to_count = figures.unit == Unit::Count && tally.denominator == 0;
    let enough = none_to_count || tally.denominator >= criterion.minimum;
    let least = criterion.minimum.max(1);
    let lacking = (figures.value.is_none() || !enough).then(|| tally.too_few(&figures.of, least));
    let mut measurement =
        Box::new(tally.into_measurement(criterion.measure.kind(), figures, at.day));
    if lacking.is_none() {
        measurement.doubt = doubt(criterion, &at)?;
        if let Some(thresholds) = &criterion.thresholds {
            let wanted = thresholds.met.direction;
            measurement.repeated = repeated::once(measure, lists, &at, wanted, criterion.minimum)?;
        }
    }
    Ok(match lacking {
        Some(why) => Outcome::TooFew(measurement, why),
        None => Outcome::Measured(measurement),
    })
}

/// Measures once more with every test unknown that rests on a blank in a column nobody may fill in.
///
/// Where too little is then certain to be judged at all, the value has no bound: filled in, the
/// column could leave nothing to judge.
fn doubt(criterion: &Criterion, at: &At<'_>) -> Result<Option<Doubt>, Stop> {
    let Some((doubting, columns)) = unfilled::doubting(&criterion.measure, at) else {
        return Ok(None);
    };
    let Kind::Counts(again) = kind(&doubting) else {
        return Ok(None);
    };
    let mut tally = Tally::new(None);
    let figures = again.count(at, &mut tally)?;
    let enough = figures.unit == Unit::Count || tally.denominator >= criterion.minimum;
    Ok(Some(Doubt {
        columns,
        lowest: figures.lowest.filter(|_| enough),
        highest: figures.highest.filter(|_| enough),
    }))
}

fn kinds_in_order(kinds: impl IntoIterator<Item = KindOfEvidence>) -> Vec<KindOfEvidence> {
    let kinds: BTreeSet<_> = kinds.into_iter().collect();
    kinds.into_iter().collect()
}
