//! How like two headings are.

use crate::evidence::fold;

/// From here on, of 100, one heading may be meant for the other.
pub(super) const ENOUGH: u32 = 75;

/// Words without a meaning of their own in a heading.
const LITTLE: [&str; 14] = [
    "a", "an", "and", "at", "by", "for", "in", "is", "of", "on", "s", "the", "to", "was",
];

/// Words that make another heading of one that is like it otherwise.
const TURNING: [&str; 26] = [
    "birth",
    "cancelled",
    "closed",
    "due",
    "end",
    "ended",
    "expected",
    "father",
    "final",
    "first",
    "initial",
    "last",
    "latest",
    "moderated",
    "mother",
    "new",
    "next",
    "no",
    "not",
    "old",
    "planned",
    "previous",
    "sibling",
    "start",
    "started",
    "target",
];

/// A heading made comparable.
pub(super) struct Folded {
    key: String,
    letters: usize,
    words: Vec<String>,
}

impl Folded {
    pub(super) fn new(heading: &str) -> Self {
        let key = fold::key(heading);
        Self {
            letters: key.chars().count(),
            words: words(heading),
            key,
        }
    }
}

/// How like two headings are, out of 100: by their letters, or by the words that they share.
pub(super) fn of(one: &Folded, other: &Folded) -> u32 {
    let (a, b) = (&one.words, &other.words);
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let like = by_words(a, b).max(by_letters(one, other));
    let turns = |from: &[String], to: &[String]| {
        let mut turning = from.iter().filter(|word| TURNING.contains(&word.as_str()));
        turning.any(|word| !to.contains(word) && !to.iter().any(|other| slip(word, other)))
    };
    if like < ENOUGH || turns(a, b) || turns(b, a) {
        0
    } else {
        like
    }
}

/// The share of letters that need not be changed, out of 100; 0 where more than a fifth do.
fn by_letters(one: &Folded, other: &Folded) -> u32 {
    let longer = one.letters.max(other.letters);
    // So many are to be changed at least, and counting them is slow.
    if 5 * one.letters.abs_diff(other.letters) > longer {
        return 0;
    }
    let slips = strsim::damerau_levenshtein(&one.key, &other.key);
    if 5 * slips > longer {
        return 0;
    }
    u32::try_from(100 * (longer - slips) / longer.max(1)).unwrap_or(0)
}

fn by_words(a: &[String], b: &[String]) -> u32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = short.iter().filter(|word| long.contains(word)).count();
    if shared < 2 {
        return 0;
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let alike = 200 * count(shared) / count(a.len() + b.len());
    if shared == short.len() {
        alike.max(ENOUGH)
    } else {
        alike
    }
}

fn words(heading: &str) -> Vec<String> {
    let mut words = fold::words(heading);
    words.retain(|word| !LITTLE.contains(&word.as_str()));
    words.sort();
    words.dedup();
    words
}

/// Whether a word is another with one slip of the keyboard.
fn slip(one: &str, other: &str) -> bool {
    one.chars().count() > 4 && strsim::damerau_levenshtein(one, other) <= 1
}
