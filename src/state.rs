//! States, and why one is not known.

/// The state of a criterion.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The value reaches the threshold.
    Met,
    /// The value reaches the looser threshold.
    Nearly,
    /// The value reaches neither.
    NotMet,
    /// The evidence does not say.
    NotKnown,
    /// It does not apply here.
    NotApplicable,
}

/// Why a state is not known.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No list, no rows, a needed column missing, or no document.
    NoEvidence,
    /// The evidence is out of date.
    Stale,
    /// There are rows, but fewer than can be judged.
    TooFew,
    /// Blanks could change the state.
    Blanks,
    /// The evidence could not be read.
    Unreadable,
    /// Extracts overlap and the manifest does not say which stands.
    Unresolved,
    /// The named role has not answered.
    AwaitingStatement,
    /// The value could not be worked out.
    CouldNotCompute,
    /// It is known, and withheld from the audience.
    Withheld,
}

/// A state with its reason.
#[derive(
    Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
pub struct StateResult {
    /// The state.
    pub state: State,
    /// Why it is not known.
    pub reason: Option<Reason>,
    /// The reason in a sentence; empty when there is none.
    pub detail: String,
}

impl State {
    /// The state in words for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Nearly => "nearly met",
            Self::NotMet => "not met",
            Self::NotKnown => "not known",
            Self::NotApplicable => "does not apply",
        }
    }

    /// Whether the evidence says how it stands: met, nearly met or not met.
    pub fn is_known(self) -> bool {
        match self {
            Self::Met | Self::Nearly | Self::NotMet => true,
            Self::NotKnown | Self::NotApplicable => false,
        }
    }

    /// Half credits towards an area: met 2, nearly met 1, anything else none.
    pub fn half_credits(self) -> u64 {
        match self {
            Self::Met => 2,
            Self::Nearly => 1,
            Self::NotMet | Self::NotKnown | Self::NotApplicable => 0,
        }
    }
}

impl Reason {
    /// The reason in words for people, as it follows "not known:".
    pub fn words(self) -> &'static str {
        match self {
            Self::NoEvidence => "no evidence",
            Self::Stale => "out of date",
            Self::TooFew => "too few to tell",
            Self::Blanks => "blanks could change it",
            Self::Unreadable => "could not be read",
            Self::Unresolved => "waiting for an answer",
            Self::AwaitingStatement => "awaiting a statement",
            Self::CouldNotCompute => "could not be worked out",
            Self::Withheld => "withheld here",
        }
    }
}

impl StateResult {
    /// A state that needs no reason.
    pub fn of(state: State) -> Self {
        Self {
            state,
            reason: None,
            detail: String::new(),
        }
    }

    /// Not known, with the reason and its sentence.
    pub fn not_known(reason: Reason, detail: impl Into<String>) -> Self {
        Self {
            state: State::NotKnown,
            reason: Some(reason),
            detail: detail.into(),
        }
    }

    /// Does not apply, with why.
    pub fn not_applicable(why: impl Into<String>) -> Self {
        Self {
            state: State::NotApplicable,
            reason: None,
            detail: why.into(),
        }
    }
}
