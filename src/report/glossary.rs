//! The words of the reports, each with what it means.

/// A word and what it means.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The word, as reports and the JSON spell it.
    pub word: &'static str,
    /// What it means, in a sentence or two.
    pub meaning: &'static str,
}

/// The word asked for; spaces and hyphens stand for each other, whatever the case.
pub fn find(asked: &str) -> Option<Word> {
    let folded = asked.to_lowercase().replace(['-', '_'], " ");
    WORDS.iter().find(|w| w.word == folded).copied()
}

/// Every word, states first, then levels, reasons and the rest.
pub const WORDS: &[Word] = &[
    word(
        "met",
        "The value reaches what the rule asks for. Blank answers count as the rule says, most often against \
         it; where they could change the state, it is not known.",
    ),
    word(
        "nearly met",
        "The value misses what the rule asks for and reaches its looser mark. It counts half in its area.",
    ),
    word("not met", "The value misses both marks of the rule."),
    word(
        "not known",
        "The evidence cannot say. It counts as nothing in its area, so hiding bad evidence never pays. \
         A reason always stands beside it.",
    ),
    word(
        "does not apply",
        "There is nothing to judge, or an exemption says so. It counts neither for nor against its area.",
    ),
    word(
        "ready",
        "The area's assured share reaches the rules' mark for ready, enough of it is known, and no \
         priority criterion is not met or not known.",
    ),
    word(
        "nearly ready",
        "The area's assured share reaches the lower mark, enough of it is known, and no priority \
         criterion is not met or not known.",
    ),
    word(
        "not ready",
        "The area's assured share is under both marks, or a priority criterion is not met, which caps it.",
    ),
    word(
        "cannot say",
        "Nothing in the area applies, too little of it is known, or a priority criterion is not known.",
    ),
    word(
        "assured",
        "What an inspector could be shown today: met counts 1, nearly met a half, everything else nothing, \
         by weight, over all criteria of the area that apply.",
    ),
    word(
        "observed",
        "The same as assured, over the criteria that are known alone.",
    ),
    word(
        "known",
        "The share of an area's criteria, by weight, that the evidence can say anything about. The \
         JSON calls it coverage.",
    ),
    word(
        "coverage",
        "The share of an area's criteria, by weight, that are known.",
    ),
    word(
        "capped",
        "A priority criterion that is not met holds its areas at not ready, however good the rest is.",
    ),
    word(
        "priority",
        "A criterion that no area can be ready without. Not met, it caps its areas; not known, they cannot say.",
    ),
    word(
        "no evidence",
        "There is no such list or document, it has no rows, or a column that the rule needs is missing.",
    ),
    word(
        "stale",
        "The evidence has outlived the time for which such a list stands, or nothing says how old it is. \
         The text report says: out of date.",
    ),
    word(
        "out of date",
        "The evidence has outlived the time for which such a list stands. The JSON calls it stale.",
    ),
    word(
        "too few",
        "There are rows, but fewer than the rule needs to say anything.",
    ),
    word(
        "blanks",
        "Blank answers could change the state, or nobody has answered in any row, so it is not known until \
         they are filled in.",
    ),
    word(
        "unreadable",
        "The list or a column that the rule needs could not be read well enough.",
    ),
    word(
        "unresolved",
        "Two lists say different things and nothing says which to judge: answer in evidence.toml.",
    ),
    word(
        "awaiting statement",
        "The role that the rule names has given no dated answer that still stands.",
    ),
    word(
        "could not compute",
        "A figure is missing from the settings, or a sum went beyond what can be held.",
    ),
    word(
        "sure",
        "The 95% interval of a share lies wholly on one side of its mark for met. Otherwise a few more \
         children could have told otherwise.",
    ),
    word(
        "interval",
        "The 95% Wilson interval: where the share would lie if the same work were looked at again in \
         other children.",
    ),
    word(
        "percentage",
        "Shown percentages are cut, not rounded, and always to the worse side: 89.9% shows as 89%, so no \
         display reaches a mark that the value does not. Where few are wanted they are cut upwards.",
    ),
    word(
        "score",
        "How well the headings of a list fit a dataset, from 0 to 100.",
    ),
    word(
        "due",
        "By when a gap is to be closed: 20 working days before the inspection, or when its evidence runs out \
         if that is sooner, and never before the day of the run. An action of yours keeps its own date.",
    ),
    word(
        "persistent",
        "Inspectors made the same point at two visits or more.",
    ),
    word(
        "waiver",
        "A named person's acceptance of a known gap until a day. A gate lets the gap pass; the state still shows.",
    ),
    word(
        "tailoring",
        "A local change to a rule, with reason, name and date, in a file of its own.",
    ),
    word(
        "exemption",
        "A named person's word that a criterion does not apply here, with the reason.",
    ),
];

const fn word(word: &'static str, meaning: &'static str) -> Word {
    Word { word, meaning }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::{Reason, State};
    use crate::report::words;

    #[test]
    fn a_word_is_found_however_it_is_spelt() {
        for spelling in ["not_known", "Not known", "not-known"] {
            assert_eq!(find(spelling).unwrap().word, "not known");
        }
        assert!(find("unheard of").is_none());
    }

    #[test]
    fn every_state_and_reason_has_a_meaning() {
        let states = [
            State::Met,
            State::Nearly,
            State::NotMet,
            State::NotKnown,
            State::NotApplicable,
        ];
        for state in states {
            assert!(find(words::state(state, false)).is_some(), "{state:?}");
        }
        let reasons = [
            Reason::NoEvidence,
            Reason::Stale,
            Reason::TooFew,
            Reason::Blanks,
            Reason::Unreadable,
            Reason::Unresolved,
            Reason::AwaitingStatement,
            Reason::CouldNotCompute,
        ];
        for reason in reasons {
            let name = serde_json::to_value(reason).unwrap();
            assert!(find(name.as_str().unwrap()).is_some(), "{reason:?}");
        }
    }

    #[test]
    fn no_word_stands_twice() {
        let mut words: Vec<_> = WORDS.iter().map(|w| w.word).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), WORDS.len());
    }
}
