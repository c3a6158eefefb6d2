//! Answers to questions that no criterion asks.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::nearest;
use crate::evidence::{Evidence, Standing};
use crate::table::Cell;

/// The dataset of answers, and its column of what they answer.
const STATEMENTS: &str = "statements";
const QUESTION: &str = "question";
/// A question is known by a slug: more than this is prose, and not shown.
const LONGEST_SHOWN: usize = 80;

/// A question that is answered, and that nothing asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unasked {
    /// As the list writes it; none where it is too long to be the name of one.
    pub(super) question: Option<String>,
    /// How many answers.
    pub(super) answers: usize,
    /// The question that may be meant.
    pub(super) near: Option<String>,
}

/// The questions of a source that none of those asked is.
pub(super) fn of(source: usize, evidence: &Evidence, asked: &BTreeSet<&str>) -> Vec<Unasked> {
    let list = evidence.lists.get(STATEMENTS).map(|list| &list.standing);
    let Some(Standing::Rows(table)) = list else {
        return Vec::new();
    };
    let Some(column) = table.column(QUESTION) else {
        return Vec::new();
    };
    let known: BTreeSet<String> = asked.iter().map(|question| folded(question)).collect();
    let mut found: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for row in 0..table.rows() {
        let here = table
            .origin(row)
            .is_some_and(|origin| origin.source == source);
        if let (true, Cell::Text(text)) = (here, column.cell(row)) {
            let question = folded(text);
            if !known.contains(&question) {
                found.entry(question).or_insert((text, 0)).1 += 1;
            }
        }
    }
    let unasked = found
        .into_iter()
        .map(|(question, (text, answers))| Unasked {
            near: nearest(&question, asked.iter().copied()).map(str::to_owned),
            question: (text.chars().count() <= LONGEST_SHOWN).then(|| text.trim().to_owned()),
            answers,
        });
    unasked.collect()
}

/// A question as questions are told apart: capitals, spaces and the kind of apostrophe do not matter.
fn folded(question: &str) -> String {
    let words = question.to_lowercase().replace('\u{2019}', "'");
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}
