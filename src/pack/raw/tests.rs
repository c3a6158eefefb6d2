//! `tests/*.toml`: rule tests.

use super::Spanned;
use super::fields::table;
use super::values::{Date, Decimal, Entries};
use crate::pack::scalar::Scalar;
use crate::state::{Reason, State};

table! {
    /// Tests of the criteria of one file.
    TestFile ("a file of rule tests") {
        /// One test each.
        required test: Vec<Spanned<TestTable>>,
    }

    /// A criterion, some rows, and what they come to.
    TestTable ("a rule test") {
        /// The criterion that is tested.
        required criterion: String,
        /// What the test shows, in words.
        required name: String,
        /// The day it speaks for.
        required as_at: Date,
        /// The day that its lists speak for; `as_at` if left out.
        optional dated: Date,
        /// Rows of the measure's own dataset; a column left out is blank. `repeat = 12` stands for twelve such rows.
        optional rows: Vec<Spanned<Entries<Scalar>>>,
        /// Rows of the other datasets that the measure reads.
        optional others: Entries<Vec<Spanned<Entries<Scalar>>>>,
        /// Figures that settings would give.
        optional figures: Entries<Decimal>,
        /// Documents found, for a document criterion.
        optional documents: Vec<Spanned<TestDocument>>,
        /// What it comes to.
        required expect: ExpectTable,
    }

    /// A document found.
    TestDocument ("a document") {
        /// Its file name.
        required name: String,
        /// Its title.
        optional title: String,
        /// The day it speaks for.
        optional dated: Date,
        /// Whether it is approved; false if left out.
        optional approved: bool,
        /// Its headings.
        optional headings: Vec<Spanned<String>>,
        /// Its text.
        optional text: String,
    }

    /// What a test comes to; all but the state may be left out.
    ExpectTable ("an expectation of a test") {
        /// The state.
        required state: State,
        /// Why it is not known.
        optional reason: Reason,
        /// The value, such as 50 for 50 %.
        optional value: Decimal,
        /// Rows or subjects that count.
        optional numerator: u64,
        /// Rows or subjects it is out of.
        optional denominator: u64,
        /// Rows whose answer is blank.
        optional blank: u64,
        /// Rows left out, for whatever reason.
        optional left_out: u64,
    }
}
