//! What stands as evidence for a measure, and why nothing can be said when it does not.

use std::collections::BTreeMap;

use crate::calendar::{BeyondHorizon, Calendar, Day};
use crate::evidence::{List, Standing, dated};
use crate::expression::Condition;
use crate::pack::measures::Scope;
use crate::pack::{Dataset, KindOfEvidence};
use crate::state::Reason;
use crate::table::{Column, Table};

use super::{Inputs, Measured, Outcome, kinds_in_order};

/// Why there is no value.
#[derive(Debug)]
pub(super) enum Stop {
    /// Nothing can be said.
    NotKnown(Reason, String),
    /// It does not apply.
    NotApplicable(String),
}

impl Stop {
    pub(super) fn could_not_compute(why: impl Into<String>) -> Self {
        Self::NotKnown(Reason::CouldNotCompute, why.into())
    }
}

impl From<Stop> for Outcome {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::NotKnown(reason, why) => Self::NotKnown(reason, why),
            Stop::NotApplicable(why) => Self::NotApplicable(why),
        }
    }
}

impl From<BeyondHorizon> for Stop {
    fn from(beyond: BeyondHorizon) -> Self {
        Self::could_not_compute(beyond.to_string())
    }
}

/// What it means for a measure that a list whose emptiness means none is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhenNone {
    /// There is nothing to judge, so the criterion does not apply.
    NotApplicable,
    /// There are none, and that is counted.
    Counts,
}

/// A list that a measure reads, and the columns that it needs of it.
#[derive(Debug)]
pub(super) struct Needed<'m> {
    /// The dataset.
    pub dataset: &'m str,
    /// The columns.
    pub columns: Vec<&'m str>,
    /// What it means that there are none.
    pub when_none: WhenNone,
}

impl<'m> Needed<'m> {
    /// A list by its dataset alone.
    pub(super) fn list(dataset: &'m str, when_none: WhenNone) -> Self {
        Self {
            dataset,
            columns: Vec::new(),
            when_none,
        }
    }

    /// The list of a scope, with the columns that choose its rows.
    pub(super) fn scope(scope: &'m Scope, when_none: WhenNone) -> Self {
        let dated = scope.period.as_ref().map(|(_, column)| column.as_str());
        Self::list(&scope.of, when_none)
            .filter(scope.filter.as_ref())
            .with(dated)
    }

    /// The columns of a condition too.
    pub(super) fn filter(mut self, condition: Option<&'m Condition>) -> Self {
        let columns = condition.into_iter().flat_map(Condition::columns);
        self.columns.extend(columns.map(|c| &**c));
        self
    }

    /// More columns.
    pub(super) fn with(mut self, columns: impl IntoIterator<Item = &'m str>) -> Self {
        self.columns.extend(columns);
        self
    }
}

/// What a measure measures: the evidence, and the day that the measuring stops at.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    /// What it may look at.
    pub inputs: &'a Inputs<'a>,
    /// The earlier of as-at and the oldest date that its lists speak for.
    pub day: Day,
}

impl<'a> At<'a> {
    /// Measuring stops where the lists stop; an undated list does not say where that is.
    pub(super) fn new(inputs: &'a Inputs<'a>, lists: &[Needed<'_>]) -> Self {
        let day = lists
            .iter()
            .filter_map(|needed| inputs.evidence.lists.get(needed.dataset)?.dated)
            .fold(inputs.as_at, Day::min);
        Self { inputs, day }
    }

    /// The calendar behind working days.
    pub(super) fn calendar(&self) -> &'a Calendar {
        &self.inputs.pack.calendar
    }

    /// Whether every list can be measured; the first that cannot decides, and what is wrong with the
    /// others is said too, so that all of it can be mended at once.
    pub(super) fn all_stand(&self, lists: &[Needed<'_>]) -> Result<(), Stop> {
        let mut stops = lists.iter().filter_map(|list| self.stands(list).err());
        match stops.next() {
            None => Ok(()),
            Some(Stop::NotApplicable(why)) => Err(Stop::NotApplicable(why)),
            Some(Stop::NotKnown(reason, first)) => {
                let mut whys = vec![first];
                whys.extend(stops.filter_map(|stop| match stop {
                    Stop::NotKnown(_, why) => Some(why),
                    Stop::NotApplicable(_) => None,
                }));
                whys.dedup();
                Err(Stop::NotKnown(reason, whys.join("; ")))
            }
        }
    }

    /// Whether a list can be measured; if not, why.
    pub(super) fn stands(&self, needed: &Needed<'_>) -> Result<(), Stop> {
        let (dataset, table) = self.list(needed.dataset)?;
        let mut missing: Vec<&str> = needed.columns.clone();
        missing.retain(|column| table.column(column).is_none());
        missing.sort_unstable();
        missing.dedup();
        let list = self.inputs.evidence.lists.get(needed.dataset);
        let spoiled = |column: &&str| list.and_then(|list| list.unreadable.get(*column));
        if let Some(why) = needed.columns.iter().find_map(spoiled) {
            return Err(Stop::NotKnown(Reason::Unreadable, why.clone()));
        }
        let rows_are = &dataset.rows_are;
        if !missing.is_empty() {
            // As the first steps name them: by the heading that a person writes.
            let headings: Vec<&str> = missing.iter().map(|c| dataset.heading(c)).collect();
            let (plural, named) = (
                if missing.len() == 1 { "" } else { "s" },
                headings.join("`, `"),
            );
            return no_evidence(format!(
                "the list of {rows_are} has no column{plural} `{named}`"
            ));
        }
        let says = list.and_then(|list| list.says);
        if let (0, true, Some(row)) = (table.rows(), dataset.empty_means_none, says) {
            return no_evidence(format!(
                "the list of {rows_are} has no rows, but row {row} of it says something: take that row \
                 out if there were none, or export the list again"
            ));
        }
        match (table.rows(), dataset.empty_means_none, needed.when_none) {
            (0, false, _) => no_evidence(format!("the list of {rows_are} has no rows")),
            (0, true, WhenNone::NotApplicable) => Err(Stop::NotApplicable(format!(
                "the list of {rows_are} is empty, which means that there were none"
            ))),
            (0, true, WhenNone::Counts) | (1.., _, _) => Ok(()),
        }
    }

    /// A dataset and its rows.
    pub(super) fn list(&self, id: &str) -> Result<(&'a Dataset, &'a Table), Stop> {
        let Some(dataset) = self.inputs.pack.datasets.get(id) else {
            let why = format!("the pack has no dataset `{id}`");
            return Err(Stop::could_not_compute(why));
        };
        let Some(list) = self.inputs.evidence.lists.get(id) else {
            let title = &dataset.title;
            return no_evidence(match self.inputs.evidence.ahead(id) {
                Some(day) => format!(
                    "the list `{title}` is dated {}, after the as-at date, and is not used",
                    day.long()
                ),
                None => format!("no list was found for `{id}` ({title})"),
            });
        };
        match &list.standing {
            Standing::Rows(table) => Ok((dataset, table)),
            Standing::Unreadable(why) => Err(Stop::NotKnown(Reason::Unreadable, why.clone())),
            Standing::Unresolved(why) => Err(Stop::NotKnown(Reason::Unresolved, why.clone())),
        }
    }
}

fn no_evidence<T>(why: String) -> Result<T, Stop> {
    Err(Stop::NotKnown(Reason::NoEvidence, why))
}

/// What a measure rests on.
#[derive(Debug, Default)]
pub(super) struct Provenance {
    sources: Vec<usize>,
    kinds: Vec<KindOfEvidence>,
    expires: Option<Day>,
    undated: bool,
    ageless: bool,
}

impl Provenance {
    /// Rests on lists, where they were found.
    pub(super) fn of_lists(inputs: &Inputs<'_>, lists: &[Needed<'_>]) -> Self {
        let found = || {
            lists.iter().filter_map(|needed| {
                let dataset = inputs.pack.datasets.get(needed.dataset)?;
                Some((dataset, needed, inputs.evidence.lists.get(needed.dataset)?))
            })
        };
        let mut all = Self {
            kinds: kinds_in_order(found().map(|(dataset, ..)| dataset.kind_of_evidence)),
            ..Self::default()
        };
        for (dataset, needed, list) in found() {
            all.add(list);
            for age in undated_parts(inputs, dataset, needed, list) {
                match age {
                    Some(latest) => {
                        let stood_until = dated::expiry(latest, dataset.valid_for);
                        all.out_of_date_after((stood_until < inputs.as_at).then_some(stood_until));
                    }
                    None => all.ageless = true,
                }
            }
        }
        all
    }

    /// Rests on one source of known age.
    pub(super) fn of_source(
        source: usize,
        kind: KindOfEvidence,
        expires: Option<Day>,
        undated: bool,
    ) -> Self {
        Self {
            sources: vec![source],
            kinds: vec![kind],
            expires,
            undated,
            // Of what is no list, only its date says how old it is.
            ageless: undated,
        }
    }

    /// An outcome that rests on this.
    pub(super) fn with(mut self, outcome: Outcome) -> Measured {
        self.sources.sort_unstable();
        self.sources.dedup();
        Measured {
            outcome,
            sources: self.sources,
            kinds: self.kinds,
            expires: self.expires,
            undated: self.undated,
            ageless: self.ageless,
            answered: None,
        }
    }

    fn add(&mut self, list: &List) {
        self.sources.extend(&list.sources);
        self.undated |= list.dated.is_none();
        self.out_of_date_after(list.expires);
    }

    fn out_of_date_after(&mut self, day: Option<Day>) {
        self.expires = match (self.expires, day) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
}

/// For each undated source of a list, the latest day up to as-at that the measure reads in its rows.
///
/// The source is no older than that day, so while that day is recent enough it stands. Days in other
/// columns are not asked: what they say would change with the criteria that a run is narrowed to.
fn undated_parts(
    inputs: &Inputs<'_>,
    dataset: &Dataset,
    needed: &Needed<'_>,
    list: &List,
) -> Vec<Option<Day>> {
    let Standing::Rows(table) = &list.standing else {
        return Vec::new();
    };
    let undated = |source: &&usize| {
        let source = inputs.evidence.sources.get(**source);
        source.is_some_and(|source| source.dated.is_none())
    };
    let mut parts: BTreeMap<usize, Option<Day>> = list
        .sources
        .iter()
        .filter(undated)
        .map(|source| (*source, None))
        .collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let happened = |column: &&&str| dataset.column(column).is_some_and(|spec| !spec.planned);
    let columns: Vec<&Column> = needed
        .columns
        .iter()
        .filter(happened)
        .filter_map(|column| table.column(column))
        .collect();
    for row in 0..table.rows() {
        let days = columns.iter().filter_map(|column| column.day(row));
        let latest = days.filter(|day| *day <= inputs.as_at).max();
        let origin = table.origin(row).map(|origin| origin.source);
        if let Some(part) = origin.and_then(|source| parts.get_mut(&source)) {
            *part = (*part).max(latest);
        }
    }
    parts.into_values().collect()
}
