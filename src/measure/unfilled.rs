//! Columns that are blank in every row of a list.
//!
//! A blank end date says *not ended* only where somebody writes ends down. While one row of the list
//! has an end, the blanks of the others are answers. While none has, they may as well be dates that
//! were never exported: so for the second judging every test that takes such a blank for an answer
//! is unknown, and the state must hold whichever way it went. How long the list is changes nothing:
//! a short one gives no more reason to believe that its blanks are meant.

use crate::expression::Condition;
use crate::pack::Measure;
use crate::pack::measures::{Open, Over, Scope};
use crate::table::Table;

use super::Unfilled;
use super::lists::At;

/// The measure with every such test unknown, and the columns that this concerns; none where it
/// concerns none.
pub(super) fn doubting(measure: &Measure, at: &At<'_>) -> Option<(Measure, Vec<Unfilled>)> {
    let mut doubts = Doubts {
        at,
        found: Vec::new(),
    };
    let mut measure = measure.clone();
    match &mut measure {
        Measure::Share(m) => {
            doubts.scope(&mut m.scope);
            doubts.condition(&m.scope.of, &mut m.meets);
        }
        Measure::OnTime(m) => doubts.scope(&mut m.scope),
        Measure::UpToDate(m) => doubts.scope(&mut m.scope),
        Measure::Repeat(m) => doubts.scope(&mut m.scope),
        Measure::PerSubject(m) => {
            doubts.scope(&mut m.scope);
            if let Some((of, Some(filter))) = &mut m.subjects {
                doubts.condition(of, filter);
            }
        }
        Measure::Duration(m) => {
            doubts.scope(&mut m.scope);
            if m.open == Open::Count && doubts.column(&m.scope.of, &m.to) {
                // A span left out as open may be nothing, or as long as it has been so far.
                m.open = Open::LeftOut;
            }
        }
        Measure::Count(m) => doubts.scope(&mut m.scope),
        Measure::Ratio(m) => {
            doubts.scope(&mut m.scope);
            match &mut m.over {
                Over::List { scope, .. } => doubts.scope(scope),
                Over::Figure(_) => {}
            }
        }
        Measure::Document(_) | Measure::Statement(_) => {}
    }
    let mut found = doubts.found;
    found.sort();
    found.dedup();
    (!found.is_empty()).then_some((measure, found))
}

struct Doubts<'a> {
    at: &'a At<'a>,
    found: Vec<Unfilled>,
}

impl Doubts<'_> {
    fn scope(&mut self, scope: &mut Scope) {
        if let Some(filter) = &mut scope.filter {
            self.condition(&scope.of, filter);
        }
    }

    fn condition(&mut self, of: &str, condition: &mut Condition) {
        let Ok((_, table)) = self.at.list(of) else {
            return;
        };
        if let Some((doubting, columns)) = condition.doubting(|name| is_unfilled(table, name)) {
            *condition = doubting;
            for column in columns {
                self.column(of, &column);
            }
        }
    }

    /// Notes a column if it is blank in every row; says whether it is.
    fn column(&mut self, of: &str, column: &str) -> bool {
        let list = self.at.list(of).ok();
        let list = list.filter(|(_, table)| is_unfilled(table, column));
        let found = list.map(|(dataset, table)| Unfilled::of(dataset, column, table.rows() as u64));
        self.found.extend(found);
        list.is_some()
    }
}

/// Whether a column is there and no row of it holds anything that could be read.
fn is_unfilled(table: &Table, column: &str) -> bool {
    let column = table.column(column);
    column.is_some_and(|column| !column.is_empty() && column.known.is_blank())
}
