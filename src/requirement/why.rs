//! Why a requirement is not met or cannot be decided: in words, with the criteria that are meant.

use crate::measure::english::first_few;

/// How many criteria a sentence names.
pub(super) const NAMED: usize = 8;

/// What came of one requirement; nothing at all where it is met.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// Why it is not met.
    pub(super) not_met: Vec<Why>,
    /// Why it cannot be decided.
    pub(super) undecided: Vec<Why>,
}

impl Answer {
    /// Whether nothing stands against it.
    pub(super) fn is_met(&self) -> bool {
        self.not_met.is_empty() && self.undecided.is_empty()
    }

    /// The criteria that stand against it.
    pub(super) fn criteria(&self) -> impl Iterator<Item = &str> {
        let whys = self.not_met.iter().chain(&self.undecided);
        whys.flat_map(|why| why.criteria.iter().map(String::as_str))
    }
}

/// One reason.
#[derive(Debug)]
pub(super) struct Why {
    /// In words.
    pub(super) words: String,
    /// The criteria that are meant, all of them.
    pub(super) criteria: Vec<String>,
}

/// Criteria that one sentence speaks of, each with what is said of it alone.
#[derive(Debug, Default)]
pub(super) struct Group {
    criteria: Vec<(String, String)>,
}

impl Group {
    /// Takes in a criterion; what is said of it may be empty.
    pub(super) fn push(&mut self, id: &str, said: String) {
        self.criteria.push((id.to_owned(), said));
    }

    /// Such as `2 criteria are worse: a (was met), b`; none of an empty group.
    pub(super) fn why(self, one: &str, many: &str) -> Option<Why> {
        if self.criteria.is_empty() {
            return None;
        }
        let named = self.criteria.iter().map(|(id, said)| match said.as_str() {
            "" => id.clone(),
            said => format!("{id} ({said})"),
        });
        let count = self.criteria.len();
        let what = if count == 1 { one } else { many };
        let named = first_few(&named.collect::<Vec<_>>(), NAMED);
        Some(Why {
            words: format!("{count} {what}: {named}"),
            criteria: self.criteria.into_iter().map(|(id, _)| id).collect(),
        })
    }
}
