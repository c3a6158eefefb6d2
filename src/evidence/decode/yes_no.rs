//! Yes and no as evidence spells them.

use crate::evidence::fold;

// Access writes yes as -1.
const YES: [&str; 9] = [
    "y", "yes", "true", "t", "1", "-1", "\u{2713}", "\u{2714}", "\u{2611}",
];
const NO: [&str; 8] = [
    "n", "no", "false", "f", "0", "\u{2717}", "\u{2718}", "\u{2610}",
];

/// Reads yes or no, with or without a letter before it: `a) Yes`.
pub(super) fn parse(text: &str) -> Option<bool> {
    match text.as_bytes() {
        [b'Y' | b'y'] | [b'Y' | b'y', b'e', b's'] => return Some(true),
        [b'N' | b'n'] | [b'N' | b'n', b'o'] => return Some(false),
        _ => {}
    }
    spelled(text).or_else(|| spelled(fold::after_letter(text)?))
}

fn spelled(text: &str) -> Option<bool> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let is_one_of = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_one_of(&YES) {
        Some(true)
    } else if is_one_of(&NO) {
        Some(false)
    } else {
        None
    }
}
