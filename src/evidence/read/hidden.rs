//! Rows of a sheet that are hidden, by a filter or by hand: they are rows like any other, and told.
//!
//! Binary workbooks (XLSB) are read without their rows' own properties, so that none is told of them.

/// The hidden rows of a sheet, as a person sees them, from 1.
#[derive(Debug, Default)]
pub(super) struct HiddenRows {
    /// The first and the last of rows that follow each other.
    runs: Vec<(u32, u32)>,
}

impl HiddenRows {
    /// Adds rows that follow each other, mostly below those known.
    pub(super) fn add(&mut self, first: u32, last: u32) {
        match self.runs.last_mut() {
            Some((_, end)) if end.checked_add(1) == Some(first) => *end = last,
            Some(_) | None => self.runs.push((first, last)),
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// How many of some rows are hidden.
    pub(super) fn count(&mut self, rows: impl Iterator<Item = u32>) -> usize {
        if self.is_empty() {
            return 0;
        }
        self.runs.sort_unstable();
        let is_hidden = |row: &u32| {
            let next = self.runs.partition_point(|(first, _)| first <= row);
            let run = next.checked_sub(1).and_then(|at| self.runs.get(at));
            run.is_some_and(|(_, last)| row <= last)
        };
        rows.filter(is_hidden).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_in_whatever_order_they_came() {
        let mut hidden = HiddenRows::default();
        for (first, last) in [(9, 12), (3, 3), (4, 5)] {
            hidden.add(first, last);
        }
        assert_eq!(hidden.runs, [(9, 12), (3, 5)]);
        // 3 to 5, 9 and 10.
        assert_eq!(hidden.count(1..=10), 5);
        assert_eq!(hidden.count([6, 7, 8, 13].into_iter()), 0);
        assert_eq!(HiddenRows::default().count(1..=10), 0);
    }
}
