//! Words and marks where a value would stand: nothing known, or a value withheld.

use crate::evidence::ProblemKind;
use crate::table::Cell;

/// What people and systems write where nothing is known.
const NOTHING: [&str; 23] = [
    "null",
    "nan",
    "nat",
    "na",
    "<na>",
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
    "-",
    "--",
    "\u{2013}",
    "\u{2014}",
    "?",
    "??",
    "???",
];
/// The longest of them, in bytes.
pub(super) const LONGEST_NOTHING: usize = 14;

#[cold]
pub(super) fn is_nothing(text: &str) -> bool {
    NOTHING.iter().any(|word| text.eq_ignore_ascii_case(word))
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
    let is_one_of = |words: &[&str], text: &str| words.iter().any(|w| text.eq_ignore_ascii_case(w));
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
