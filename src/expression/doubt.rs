//! A condition where nothing may rest on a blank in columns that nobody may fill in.

use std::collections::BTreeSet;

use super::tree::Test;
use super::used;

/// The test with every part unknown that minds a blank in a doubtful column, and those columns.
///
/// What is known of it is known of the test too, and the same: an unknown part never turns an answer
/// into its opposite.
pub(super) fn doubt(test: &Test, doubtful: &dyn Fn(usize) -> bool) -> (Test, BTreeSet<usize>) {
    let mut found = BTreeSet::new();
    let test = doubted(test, doubtful, &mut found);
    (test, found)
}

fn doubted(test: &Test, doubtful: &dyn Fn(usize) -> bool, found: &mut BTreeSet<usize>) -> Test {
    let mut each = |parts: &[Test]| -> Vec<Test> {
        let parts = parts.iter();
        parts.map(|part| doubted(part, doubtful, found)).collect()
    };
    match test {
        Test::All(parts) => Test::All(each(parts)),
        Test::Any(parts) => Test::Any(each(parts)),
        Test::Not(inner) => Test::Not(Box::new(doubted(inner, doubtful, found))),
        Test::Same {
            left,
            right,
            negated,
        } => Test::Same {
            left: Box::new(doubted(left, doubtful, found)),
            right: Box::new(doubted(right, doubtful, found)),
            negated: *negated,
        },
        Test::Literal(_)
        | Test::Column(_)
        | Test::Numbers(_)
        | Test::Dates(_)
        | Test::Texts(_)
        | Test::Codes(_)
        | Test::SameCode { .. }
        | Test::Like { .. }
        | Test::Blank { .. }
        | Test::Coalesce(_)
        | Test::Unknown => {
            let minded = used::minded(test).into_iter();
            let doubts: Vec<usize> = minded.filter(|column| doubtful(*column)).collect();
            if doubts.is_empty() {
                return test.clone();
            }
            found.extend(doubts);
            Test::Unknown
        }
    }
}
