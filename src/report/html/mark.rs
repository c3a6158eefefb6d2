//! The mark of a state: its shape, its word and its colour, of which any one is enough.

use super::markup::{Html, tag};
use crate::assessment::CriterionResult;
use crate::judge::sentence::upper_first;
use crate::report::words;
use crate::state::State;

/// What stands for a state; a priority criterion that is not met has a mark of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// A disc with a tick.
    Met,
    /// A disc, its lower half filled.
    Nearly,
    /// A triangle, hatched.
    NotMet,
    /// An octagon with a bar, cross-hatched.
    Priority,
    /// A dashed square with a question mark.
    NotKnown,
    /// A short dash.
    NotApplicable,
}

impl Mark {
    /// Every mark, in the order that strips show them.
    pub(super) const ALL: [Self; 6] = [
        Self::Met,
        Self::Nearly,
        Self::NotMet,
        Self::Priority,
        Self::NotKnown,
        Self::NotApplicable,
    ];

    /// The mark of a state.
    pub(super) fn of(state: State, priority: bool) -> Self {
        match (state, priority) {
            (State::Met, _) => Self::Met,
            (State::Nearly, _) => Self::Nearly,
            (State::NotMet, false) => Self::NotMet,
            (State::NotMet, true) => Self::Priority,
            (State::NotKnown, _) => Self::NotKnown,
            (State::NotApplicable, _) => Self::NotApplicable,
        }
    }

    /// The mark of a criterion today.
    pub(super) fn today(criterion: &CriterionResult) -> Self {
        Self::of(criterion.today.state, criterion.priority)
    }

    /// Where it stands when the worst comes first.
    pub(super) fn rank(self) -> usize {
        match self {
            Self::Priority => 0,
            Self::NotMet => 1,
            Self::NotKnown => 2,
            Self::Nearly => 3,
            Self::Met => 4,
            Self::NotApplicable => 5,
        }
    }

    /// The word that its class and its shape go by.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Nearly => "nearly",
            Self::NotMet => "not-met",
            Self::Priority => "priority",
            Self::NotKnown => "not-known",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The words that a reader sees.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Met => words::state(State::Met, false),
            Self::Nearly => words::state(State::Nearly, false),
            Self::NotMet => words::state(State::NotMet, false),
            Self::Priority => words::state(State::NotMet, true),
            Self::NotKnown => words::state(State::NotKnown, false),
            Self::NotApplicable => words::state(State::NotApplicable, false),
        }
    }

    /// The shape alone, where the word stands beside it; of all pictures it alone has no class.
    pub(super) fn shape(self) -> Html {
        tag("svg")
            .attribute("aria-hidden", "true")
            .with(tag("use").attribute("href", self.reference()))
            .into()
    }

    /// Shape and word together.
    pub(super) fn badge(self) -> Html {
        Html::all([self.shape(), upper_first(self.words()).into()])
    }

    /// The shape with words that say more.
    pub(super) fn labelled(self, words: &str) -> Html {
        tag("span")
            .class("state")
            .with(self.shape())
            .with(words)
            .into()
    }

    /// What a text refers to the shape by; it takes the size of the text.
    fn reference(self) -> String {
        format!("#m-{}", self.name())
    }

    /// What a picture refers to the shape by; it is 16 wide and high, and the next one starts at 17.
    pub(super) fn drawn(self) -> String {
        format!("#g-{}", self.name())
    }

    /// What a picture refers to five of them in a row by.
    pub(super) fn five_drawn(self) -> String {
        format!("#g-{}-5", self.name())
    }
}
