//! Cells merged over rows and columns: what stands in the first of them stands for all.
//!
//! A workbook keeps the value in the first cell, so that the others read as blank. Below the headings
//! a value is read for every row that it is merged over, but for numbers: whether three rows share
//! one number or have it each, only a person can say.

use std::collections::VecDeque;

use super::rows::Value;

/// Cells merged into one, by rows and columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

/// The merged cells of a sheet, in order of their first rows.
#[derive(Debug, Default)]
pub(super) struct Merges<'a> {
    ahead: VecDeque<Merge>,
    /// Values that stand for rows to come as well, no more than one a column.
    open: Vec<(Merge, Value<'a>)>,
}

impl Merge {
    /// The cells between two corners; none where they are no more than one cell.
    pub(super) fn of(first: (u32, u32), last: (u32, u32)) -> Option<Self> {
        let ((top, left), (bottom, right)) = (first, last);
        let is_some = top <= bottom && left <= right && first != last;
        is_some.then_some(Self {
            top,
            left,
            bottom,
            right,
        })
    }

    /// How many columns it takes.
    pub(super) fn columns(&self) -> u32 {
        (self.right - self.left).saturating_add(1)
    }
}

impl<'a> Merges<'a> {
    /// The merged cells of a sheet whose cells are still to come.
    pub(super) fn new(mut all: Vec<Merge>) -> Self {
        all.sort_unstable_by_key(|merge| (merge.top, merge.left));
        Self {
            ahead: all.into(),
            open: Vec::new(),
        }
    }

    /// Adds merged cells that begin in no row before those known.
    pub(super) fn add(&mut self, merge: Merge) {
        self.ahead.push_back(merge);
    }

    /// Whether a row has nothing to do with merged cells.
    #[inline]
    pub(super) fn is_idle(&self, row: u32) -> bool {
        self.open.is_empty() && self.ahead.front().is_none_or(|merge| merge.top > row)
    }

    /// The merged cells that cover some columns of a row and are still to come.
    pub(super) fn across(&self, row: u32) -> impl Iterator<Item = &Merge> {
        let ahead = self.ahead.iter().take_while(move |merge| merge.top <= row);
        ahead.filter(move |merge| merge.bottom >= row && merge.left < merge.right)
    }

    /// Forgets the values of the list above.
    pub(super) fn close(&mut self) {
        self.open.clear();
    }

    /// The values that stand for cells of a row as they do for the rows above.
    pub(super) fn covering(&mut self, row: u32) -> impl Iterator<Item = (u32, &Value<'a>)> {
        self.open.retain(|(merge, _)| merge.bottom >= row);
        let open = self.open.iter().filter(move |(merge, _)| merge.top < row);
        open.map(|(merge, value)| (merge.left, value))
    }

    /// Takes the merged cells that begin in a row; the values of those over several rows are kept,
    /// where `value` gives them.
    pub(super) fn begin(&mut self, row: u32, value: impl Fn(u32) -> Option<Value<'a>>) {
        while let Some(merge) = self.ahead.pop_front_if(|merge| merge.top <= row) {
            if merge.top < row || merge.bottom == row {
                continue;
            }
            if let Some(value) = value(merge.left) {
                self.open.retain(|(other, _)| other.left != merge.left);
                self.open.push((merge, value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn value(text: &'static str) -> Value<'static> {
        Value::Text(Cow::Borrowed(text))
    }

    fn covering(merges: &mut Merges<'_>, row: u32) -> Vec<u32> {
        merges.covering(row).map(|(column, _)| column).collect()
    }

    #[test]
    fn a_value_stands_for_the_rows_of_its_merge_and_no_further() {
        let merge = |first, last| Merge::of(first, last).unwrap();
        let mut merges = Merges::new(vec![merge((3, 1), (4, 1)), merge((2, 0), (4, 0))]);
        assert!(merges.is_idle(1) && !merges.is_idle(2));
        merges.begin(2, |_| Some(value("a")));
        assert!(covering(&mut merges, 2).is_empty());
        assert_eq!(covering(&mut merges, 3), [0]);
        merges.begin(3, |_| Some(value("b")));
        assert_eq!(covering(&mut merges, 4), [0, 1]);
        assert!(covering(&mut merges, 5).is_empty());
        assert!(merges.is_idle(5));
    }

    #[test]
    fn merges_over_each_other_keep_one_value_a_column() {
        let many = (0..1000).filter_map(|bottom| Merge::of((0, 0), (bottom, 0)));
        let mut merges = Merges::new(many.collect());
        merges.begin(0, |_| Some(value("a")));
        assert_eq!(covering(&mut merges, 1).len(), 1);
        assert_eq!(Merge::of((2, 2), (2, 2)), None);
        assert_eq!(Merge::of((2, 2), (1, 9)), None);
    }
}
