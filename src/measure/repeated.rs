//! Records that stand on more than one row of a list.
//!
//! A list says which columns name one record. A record that stands twice counts twice in the value,
//! as equal rows may both be real. The state must also hold when each counts once, on the row that
//! speaks most against it: else copying a good row would be a way to meet a criterion.

use std::collections::BTreeMap;

use crate::evidence::{Evidence, List, Standing};
use crate::pack::Direction;
use crate::table::Mask;

use super::lists::{At, Needed, Stop};
use super::tally::Tally;
use super::{Counts, Inputs, Repeated, RowVerdict, Unit, Verdict};

/// Measures once more with every record on one row; none where no record stands twice.
pub(super) fn once(
    measure: &dyn Counts,
    lists: &[Needed<'_>],
    at: &At<'_>,
    wanted: Direction,
    minimum: u64,
) -> Result<Option<Repeated>, Stop> {
    let found = |needed: &&Needed<'_>| at.inputs.evidence.lists.get(needed.dataset);
    if lists
        .iter()
        .filter_map(|needed| found(&needed))
        .all(|list| list.repeats.is_empty())
    {
        return Ok(None);
    }
    let verdicts = verdicts(measure, at)?;
    let mut evidence = Evidence::default();
    let mut rows = 0;
    for needed in lists {
        if let Some(list) = found(&needed) {
            let (list, dropped) = one_row_each(list, wanted, |row| {
                verdicts.get(&(needed.dataset.to_owned(), row)).copied()
            });
            rows += dropped;
            evidence.lists.insert(needed.dataset.to_owned(), list);
        }
    }
    let inputs = Inputs {
        evidence: &evidence,
        ..*at.inputs
    };
    let mut tally = Tally::new(None);
    let once = At {
        inputs: &inputs,
        day: at.day,
    };
    let figures = measure.count(&once, &mut tally)?;
    let enough = figures.unit == Unit::Count || tally.denominator >= minimum;
    Ok(Some(Repeated {
        rows,
        lowest: figures.lowest.filter(|_| enough),
        highest: figures.highest.filter(|_| enough),
    }))
}

type Verdicts = BTreeMap<(String, usize), Verdict>;

/// What is said of every row that shares its record with another.
fn verdicts(measure: &dyn Counts, at: &At<'_>) -> Result<Verdicts, Stop> {
    let mut said = Verdicts::new();
    let lists = &at.inputs.evidence.lists;
    let several: BTreeMap<&str, std::collections::BTreeSet<usize>> = lists
        .iter()
        .map(|(id, list)| {
            (
                id.as_str(),
                list.repeats.iter().flatten().copied().collect(),
            )
        })
        .collect();
    let mut record = |row: RowVerdict<'_>| {
        if several
            .get(row.dataset)
            .is_some_and(|rows| rows.contains(&row.row))
        {
            said.insert((row.dataset.to_owned(), row.row), row.verdict);
        }
    };
    measure.count(at, &mut Tally::new(Some(&mut record)))?;
    Ok(said)
}

/// The list with one row for each record, and how many rows that leaves out.
fn one_row_each(
    list: &List,
    wanted: Direction,
    said: impl Fn(usize) -> Option<Verdict>,
) -> (List, u64) {
    let Standing::Rows(table) = &list.standing else {
        return (list.clone(), 0);
    };
    let mut keep = Mask::filled(table.rows(), true);
    for group in &list.repeats {
        // The first of equals: the order within a group is that of the contents.
        let stays = group.iter().min_by_key(|row| harm(said(**row), wanted));
        for row in group.iter().filter(|row| Some(*row) != stays) {
            keep.set(*row, false);
        }
    }
    let rows = table.rows() - keep.count();
    let one = List {
        standing: Standing::Rows(table.keep(&keep)),
        repeats: Vec::new(),
        ..list.clone()
    };
    (one, rows as u64)
}

/// How much a row speaks against a criterion: 0 the most.
fn harm(verdict: Option<Verdict>, wanted: Direction) -> u8 {
    match (verdict, wanted) {
        (Some(Verdict::DoesNotCount), Direction::AtLeast)
        | (Some(Verdict::Counts), Direction::AtMost) => 0,
        (Some(Verdict::Blank), _) => 1,
        (Some(Verdict::LeftOut(why)), _) if why.for_a_blank() => 1,
        (Some(Verdict::LeftOut(_)) | None, _) => 2,
        (Some(Verdict::Counts), Direction::AtLeast)
        | (Some(Verdict::DoesNotCount), Direction::AtMost) => 3,
    }
}
