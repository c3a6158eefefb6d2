//! The closed list of functions.

/// A function that a condition may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    AsAt,
    Days,
    WorkingDays,
    Months,
    Age,
    Lower,
    Trim,
    Length,
    Coalesce,
}

impl Function {
    pub(super) const ALL: [Self; 9] = [
        Self::AsAt,
        Self::Days,
        Self::WorkingDays,
        Self::Months,
        Self::Age,
        Self::Lower,
        Self::Trim,
        Self::Length,
        Self::Coalesce,
    ];

    pub(super) fn parse(lower: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.name() == lower)
    }

    pub(super) fn name(self) -> &'static str {
        self.form().split('(').next().unwrap_or_default()
    }

    /// The function as a person would write it.
    pub(super) fn form(self) -> &'static str {
        match self {
            Self::AsAt => "as_at()",
            Self::Days => "days(from, to)",
            Self::WorkingDays => "working_days(from, to)",
            Self::Months => "months(from, to)",
            Self::Age => "age(born, on)",
            Self::Lower => "lower(text)",
            Self::Trim => "trim(text)",
            Self::Length => "length(text)",
            Self::Coalesce => "coalesce(first, second)",
        }
    }

    /// How many values it takes: the fewest and the most.
    pub(super) fn takes(self) -> (usize, usize) {
        match self {
            Self::AsAt => (0, 0),
            Self::Days | Self::WorkingDays | Self::Months | Self::Age => (2, 2),
            Self::Lower | Self::Trim | Self::Length => (1, 1),
            Self::Coalesce => (2, usize::MAX),
        }
    }
}
