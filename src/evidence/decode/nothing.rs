//! Words and marks where a value would stand: nothing known, or a value withheld.

use super::Raw;
use crate::evidence::ProblemKind;
use crate::table::{Cell, ColumnType};

/// What systems write where nothing is known.
const NULLS: [&str; 4] = ["null", "nan", "nat", "<na>"];
/// What people write there.
const NOTHING: [&str; 21] = [
    "na",
    "n/a",
    "not applicable",
    "none",
    "nk",
    "n/k",
    "not known",
    "unknown",
    "not recorded",
    "tba",
    "tbc",
    "tbd",
    "to be confirmed",
    "pending",
    "-",
    "--",
    "\u{2013}",
    "\u{2014}",
    "?",
    "??",
    "???",
];
/// The longest of them, in bytes.
pub(super) const LONGEST_NOTHING: usize = 15;

#[cold]
pub(super) fn is_nothing(text: &str) -> bool {
    is_one_of(&NULLS, text) || is_one_of(&NOTHING, text)
}

/// Whether a cell that came out blank says so in a word or a mark that a person may have meant as an
/// answer, such as TBC: that is told, and what an export writes into every blank cell is not.
#[cold]
pub fn says_nothing(raw: Raw<'_>, kind: ColumnType) -> bool {
    let Raw::Text(text) = raw else {
        return false;
    };
    // In a text such a word is nothing, or is the text.
    kind != ColumnType::Text && is_one_of(&NOTHING, text)
}

fn is_one_of(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A text that its column's type does not know: nothing said, a value withheld, or a fault.
#[cold]
pub(super) fn misfit<'a>(text: &str, kind: ProblemKind) -> Result<Cell<'a>, ProblemKind> {
    const WITHHELD: [&str; 9] = [
        "c",
        "z",
        "x",
        ":",
        "..",
        "low",
        "*",
        "suppressed",
        "withheld",
    ];
    let bare = text
        .strip_prefix('[')
        .and_then(|t| t.strip_suffix(']'))
        .unwrap_or(text);
    if is_nothing(text) {
        Ok(Cell::Blank)
    } else if is_one_of(&WITHHELD, bare) || is_below(text) {
        Err(ProblemKind::Suppressed)
    } else {
        Err(kind)
    }
}

/// A small number that is not told: `<5`, `< 10`.
fn is_below(text: &str) -> bool {
    let number = text.strip_prefix('<').map(str::trim_start);
    number.is_some_and(|n| (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}
