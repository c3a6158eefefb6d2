//! How like two headings are.

use crate::evidence::fold;

/// From here on, of 100, one heading may be meant for the other.
pub(super) const ENOUGH: u32 = 75;

/// From here on, of 100, what a person could have meant: shown to be decided, and never written.
pub(super) const MAYBE: u32 = 40;

/// Words in short, and what they are short for.
const SHORT: [(&str, &[&str]); 21] = [
    ("appt", &["appointment"]),
    ("assmt", &["assessment"]),
    ("conf", &["conference"]),
    ("cp", &["child", "protection"]),
    ("dob", &["date", "birth"]),
    ("dt", &["date"]),
    ("fgc", &["family", "group", "conference"]),
    ("icpc", &["initial", "child", "protection", "conference"]),
    ("mgr", &["manager"]),
    ("mtg", &["meeting"]),
    ("mtgs", &["meetings"]),
    ("num", &["number"]),
    ("pep", &["personal", "education", "plan"]),
    ("prev", &["previous"]),
    ("ref", &["reference"]),
    ("rhi", &["return", "home", "interview"]),
    ("sup", &["supervision"]),
    ("sups", &["supervisions"]),
    ("supv", &["supervision"]),
    ("sw", &["social", "worker"]),
    ("yp", &["young", "person"]),
];

/// Words at the end of a heading that all say which one of many it is.
const WHICH: [&str; 4] = ["id", "identifier", "number", "reference"];

/// Words that could be meant for each other; the first of them stands for all.
const AKIN: [&[&str]; 13] = [
    &["agreed", "agree", "approved", "decision", "decided"],
    &["child", "children", "person", "client", "pupil"],
    &["date", "day", "when"],
    &[
        "end", "ended", "closed", "closure", "exit", "exited", "finished", "leaving", "left",
    ],
    &["entered", "enter", "entry"],
    &["held", "happened", "took"],
    &["kind", "type", "category"],
    &["latest", "last", "recent"],
    &["reason", "why"],
    &["sent", "issued", "posted"],
    &[
        "start",
        "started",
        "starting",
        "began",
        "begin",
        "begun",
        "commenced",
        "opened",
    ],
    &["target", "due", "deadline"],
    &["worker", "employee", "practitioner", "staff"],
];

/// Words that half the headings hold, and that alone make none like another.
const COMMON: [&str; 6] = ["child", "date", "id", "number", "plan", "young"];

/// Words without a meaning of their own in a heading.
const LITTLE: [&str; 14] = [
    "a", "an", "and", "at", "by", "for", "in", "is", "of", "on", "s", "the", "to", "was",
];

/// Words that make another heading of one that is like it otherwise.
const TURNING: [&str; 31] = [
    "birth",
    "cancelled",
    "carer",
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
    "manager",
    "moderated",
    "mother",
    "name",
    "new",
    "next",
    "no",
    "not",
    "old",
    "parent",
    "planned",
    "previous",
    "sibling",
    "start",
    "started",
    "supervisor",
    "target",
];

/// A heading made comparable.
pub(super) struct Folded {
    key: String,
    letters: usize,
    words: Vec<String>,
    /// The words that stand for all that could be meant by them.
    akin: Vec<String>,
}

impl Folded {
    pub(super) fn new(heading: &str) -> Self {
        let key = fold::key(heading);
        let words = words(heading);
        Self {
            letters: key.chars().count(),
            akin: stand_ins(&words),
            words,
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

/// How like two headings could be meant, out of 100: by words that may stand for each other.
pub(super) fn akin(one: &Folded, other: &Folded) -> u32 {
    let (a, b) = (&one.akin, &other.akin);
    let shared = || a.iter().filter(|word| b.contains(word));
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let turns = |from: &[String], to: &[String]| {
        let mut turning = from.iter().filter(|word| is_turning(word));
        turning.any(|word| !to.contains(word))
    };
    let weighty = shared().any(|word| !COMMON.contains(&word.as_str()));
    if !weighty || turns(a, b) || turns(b, a) {
        return 0;
    }
    200 * count(shared().count()) / count(a.len() + b.len())
}

/// Whether a word, or one that it stands for, makes another heading of one.
fn is_turning(word: &str) -> bool {
    let stands_for = AKIN.iter().find(|group| group.first() == Some(&word));
    TURNING.contains(&word)
        || stands_for.is_some_and(|group| group.iter().any(|other| TURNING.contains(other)))
}

/// Each word as the one that stands for all that could be meant by it.
fn stand_ins(words: &[String]) -> Vec<String> {
    let stand_in = |word: &String| {
        let group = AKIN.iter().find(|group| group.contains(&word.as_str()));
        let first = group.and_then(|group| group.first());
        first.map_or_else(|| word.clone(), |first| (*first).to_owned())
    };
    let mut words: Vec<String> = words.iter().map(stand_in).collect();
    words.sort();
    words.dedup();
    words
}

/// The words of a heading in full; of a last word that says which one of many, `id`.
fn in_full(heading: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let key = fold::key(heading);
    // `DoB` is one word, although its letters change their case.
    let whole = SHORT.iter().any(|(short, _)| *short == key);
    let split = if whole {
        vec![key]
    } else {
        fold::words(heading)
    };
    for word in split {
        match SHORT.iter().find(|(short, _)| *short == word) {
            Some((_, full)) => words.extend(full.iter().map(|word| (*word).to_owned())),
            None => words.push(word),
        }
    }
    let more = words.len() > 1;
    if let Some(last) = words.last_mut().filter(|_| more)
        && (last == "no" || WHICH.contains(&last.as_str()))
    {
        "id".clone_into(last);
    }
    words
}

fn words(heading: &str) -> Vec<String> {
    let mut words = in_full(heading);
    words.retain(|word| !LITTLE.contains(&word.as_str()));
    words.sort();
    words.dedup();
    words
}

/// Whether a word is another with one slip of the keyboard.
fn slip(one: &str, other: &str) -> bool {
    one.chars().count() > 4 && strsim::damerau_levenshtein(one, other) <= 1
}
