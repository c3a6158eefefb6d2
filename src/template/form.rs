//! The form: which columns of a list its template has, in which order, and which criteria read them.

use std::collections::{BTreeMap, BTreeSet};

use crate::measure;
use crate::pack::{ColumnSpec, Criterion, Dataset, Pack};
use crate::table::ColumnType;

/// The columns of a template.
pub(super) struct Form<'p> {
    /// The list that it is a template of.
    pub(super) dataset: &'p Dataset,
    /// Its columns, in order.
    pub(super) columns: Vec<Field<'p>>,
}

/// A column of a template.
pub(super) struct Field<'p> {
    /// The column.
    pub(super) spec: &'p ColumnSpec,
    /// Its place among all columns of the list, from 0.
    pub(super) at: usize,
    /// The criteria that read it, in their order; none where all columns are there in any case.
    pub(super) serves: Vec<&'p Criterion>,
}

/// Every criterion of a pack with what it reads, by list: by area, then as the files list them.
pub(super) struct Reads<'p>(Vec<(&'p Criterion, BTreeMap<String, BTreeSet<String>>)>);

impl<'p> Reads<'p> {
    /// What the criteria of a pack read.
    pub(super) fn of(pack: &'p Pack) -> Self {
        let areas: Vec<&str> = pack.areas().map(|(_, area)| area.id.as_str()).collect();
        let mut criteria: Vec<&Criterion> = pack.criteria.iter().collect();
        criteria.sort_by_key(|c| (areas.iter().position(|area| *area == c.area), &c.place));
        let lists = |c: &'p Criterion| (c, measure::needs([c], &BTreeMap::new()));
        Self(criteria.into_iter().map(lists).collect())
    }

    fn column(&self, dataset: &Dataset, column: &str) -> Vec<&'p Criterion> {
        let reads = |lists: &BTreeMap<String, BTreeSet<String>>| {
            let columns = lists.get(&dataset.id);
            columns.is_some_and(|columns| columns.contains(column))
        };
        let all = self.0.iter().filter(|(_, lists)| reads(lists));
        all.map(|(criterion, _)| *criterion).collect()
    }

    fn place(&self, criterion: &Criterion) -> Option<usize> {
        self.0
            .iter()
            .position(|(other, _)| other.id == criterion.id)
    }
}

impl<'p> Form<'p> {
    /// The form of a list: all of its columns; of an audit those that name and date a record, then
    /// those that criteria read, in the order of the criteria.
    pub(super) fn of(dataset: &'p Dataset, reads: &Reads<'p>) -> Self {
        let field = |(at, spec): (usize, &'p ColumnSpec)| Field {
            spec,
            at,
            serves: Vec::new(),
        };
        let mut columns: Vec<Field<'p>> = dataset.columns.iter().enumerate().map(field).collect();
        if dataset.is_audit_return() {
            for field in &mut columns {
                field.serves = reads.column(dataset, &field.spec.name);
            }
            columns.retain(|f| !f.serves.is_empty() || is_needed(dataset, f.spec));
            // Those in front have no place; a column stands with the first criterion that reads it.
            columns.sort_by_key(|f| {
                let first = f.serves.first().filter(|_| !is_in_front(dataset, f.spec));
                first.and_then(|criterion| reads.place(criterion))
            });
        }
        Self { dataset, columns }
    }
}

/// Whether a list cannot do without a column, whatever criteria read.
fn is_needed(dataset: &Dataset, column: &ColumnSpec) -> bool {
    let is_key = dataset.key.iter().any(|key| **key == *column.name);
    let subject = dataset.subject.as_ref();
    column.required || is_key || subject.is_some_and(|subject| *subject.column == *column.name)
}

/// Whether a column names or dates the record, and so stands before what is asked of it.
fn is_in_front(dataset: &Dataset, column: &ColumnSpec) -> bool {
    is_needed(dataset, column) && (column.kind == ColumnType::Date || column.personal.is_some())
        || dataset.key.iter().any(|key| **key == *column.name)
}
