//! A condition after typing: every part knows what it yields, so nothing can go wrong later but blanks.

use super::number::{Arithmetic, Ratio};
use crate::calendar::Day;

/// A value of any type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Number(Number),
    Date(Date),
    Text(Text),
    Code(CodeValue),
    Test(Test),
}

/// Something that holds, does not hold or is not known. Columns are positions in the condition's
/// own sorted list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Literal(bool),
    /// A column of yes and no.
    Column(usize),
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    Numbers(Relation<Number>),
    Dates(Relation<Date>),
    Texts(Relation<Text>),
    Codes(Codes),
    /// Two code columns, of one list of codes, with the same code.
    SameCode {
        left: CodeValue,
        right: CodeValue,
        negated: bool,
    },
    /// Two tests with the same answer.
    Same {
        left: Box<Test>,
        right: Box<Test>,
        negated: bool,
    },
    Like {
        text: Text,
        pattern: String,
        negated: bool,
    },
    Blank {
        value: Box<Value>,
        negated: bool,
    },
    /// The first that is known.
    Coalesce(Vec<Test>),
    /// Never known: what stands for a test that nothing may rest on.
    Unknown,
}

/// A code against codes of its column: `=` when there is one, else `in`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Codes {
    pub(super) code: CodeValue,
    pub(super) among: Vec<u16>,
    pub(super) negated: bool,
}

/// A relation between values of one type.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Relation<T> {
    Compare {
        left: T,
        operator: Comparison,
        right: T,
    },
    In {
        value: T,
        list: Vec<T>,
        negated: bool,
    },
    Between {
        value: T,
        low: T,
        high: T,
        negated: bool,
    },
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Number {
    Column(usize),
    /// A number as it was written.
    Literal(Ratio, String),
    Negate(Box<Number>),
    Arithmetic {
        left: Box<Number>,
        operator: Arithmetic,
        right: Box<Number>,
    },
    /// The time from one day to another.
    Elapsed {
        unit: Elapsed,
        from: Box<Date>,
        to: Box<Date>,
    },
    Length(Text),
    Coalesce(Vec<Number>),
}

/// What the time between two days is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Elapsed {
    Days,
    WorkingDays,
    Months,
    /// An age in whole years.
    Years,
}

/// A day.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Date {
    Column(usize),
    Literal(Day),
    AsAt,
    /// Whole days later, or earlier.
    Shift {
        date: Box<Date>,
        days: Box<Number>,
        back: bool,
    },
    Coalesce(Vec<Date>),
}

/// A text. Comparing ignores capitals, so `lower` is kept only to be written out again.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Text {
    Column(usize),
    Literal(String),
    Lower(Box<Text>),
    Trim(Box<Text>),
    Coalesce(Vec<Text>),
}

/// A code column, with the code that stands for a blank if one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CodeValue {
    pub(super) column: usize,
    pub(super) otherwise: Option<u16>,
}

impl Value {
    /// The number, if it is one.
    pub(super) fn number(self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(number),
            Self::Date(_) | Self::Text(_) | Self::Code(_) | Self::Test(_) => None,
        }
    }

    /// The day, if it is one.
    pub(super) fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Number(_) | Self::Text(_) | Self::Code(_) | Self::Test(_) => None,
        }
    }

    /// The text, if it is one.
    pub(super) fn text(self) -> Option<Text> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(_) | Self::Date(_) | Self::Code(_) | Self::Test(_) => None,
        }
    }

    /// The text in quotes, if it is one.
    pub(super) fn quoted(self) -> Option<String> {
        match self {
            Self::Text(Text::Literal(text)) => Some(text),
            Self::Text(_) | Self::Number(_) | Self::Date(_) | Self::Code(_) | Self::Test(_) => None,
        }
    }

    /// The test, if it is one.
    pub(super) fn test(self) -> Option<Test> {
        match self {
            Self::Test(test) => Some(test),
            Self::Number(_) | Self::Date(_) | Self::Text(_) | Self::Code(_) => None,
        }
    }
}

impl Comparison {
    /// The comparison with its two sides exchanged.
    pub(super) fn flipped(self) -> Self {
        match self {
            Self::Equal | Self::NotEqual => self,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }

    /// The comparison that holds when this one does not.
    pub(super) fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }

    /// Whether two values in this order satisfy it.
    pub(super) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}
