//! Single values of a rule test's rows.

use crate::calendar::Day;

/// A value of a row of a rule test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// A text, decoded as a cell with that text would be; for a code column one of its codes.
    Text(String),
    /// A number in millionths.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Date(Day),
}
