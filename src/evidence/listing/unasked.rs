//! Answers to questions that no criterion asks.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::nearest;
use crate::evidence::{Evidence, Standing};
use crate::table::Cell;

/// The dataset of answers, and its column of what they answer.
const STATEMENTS: &str = "statements";
const QUESTION: &str = "question";
/// The longest that the name of a question is.
const LONGEST_SHOWN: usize = 80;

/// A question that is answered, and that nothing asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unasked {
    /// As the list writes it; none where it is not written as the name of one, and may be anything.
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
            question: is_a_name(text).then(|| text.to_owned()),
            answers,
        });
    unasked.collect()
}

/// Whether a text is written as questions are named: `corporate-parents-act-on-what-they-hear`.
fn is_a_name(text: &str) -> bool {
    let is_word = |word: &str| {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        !word.is_empty() && word.bytes().all(plain)
    };
    text.len() <= LONGEST_SHOWN && text.contains('-') && text.split('-').all(is_word)
}

/// A question as questions are told apart: capitals, spaces and the kind of apostrophe do not matter.
fn folded(question: &str) -> String {
    let words = question.to_lowercase().replace('\u{2019}', "'");
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::is_a_name;

    #[test]
    fn only_what_is_written_as_a_name_is_shown() {
        assert!(is_a_name("corporate-parents-act-on-what-they-hear"));
        assert!(is_a_name("visits-2026"));
        for text in [
            "Jo Sample waits for a visit",
            "Jo",
            "jo",
            "jo-",
            "Jo-Sample",
            "is jo-ann well",
            "9911223",
            &"so-long".repeat(12),
        ] {
            assert!(!is_a_name(text), "{text}");
        }
    }
}
