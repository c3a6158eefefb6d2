//! The words to avoid, each with the plain one.
//!
//! Left out on purpose, for each has a good use that no table can tell from the bad one:
//! `key` (a key worker), `case` (in case, case holder), `contact` (a contact at the front door),
//! `placement` (a student's), `unit` (a mother and baby unit), `appropriate` (an appropriate adult),
//! `effective`, `deliver` (a baby, a letter), `failed to` (of a service), `outcome` (the framework's own four),
//! `intervention`, `authorised` (absence from school), `notify` (the law's word), `commission`,
//! `episode`, `escalate` (the name of an arrangement), `victim`, `grade` (of an audit) and `identify`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Fault, Word};

/// Forms with `|` between them, where `*` stands for any ending; and what to write.
pub(super) const AVOID: &[(&str, &str)] = &[
    (
        "complian*|non-complian*",
        "say the standard, and whether it is met",
    ),
    (
        "open case*|closed case*|case file*",
        "child, children, record",
    ),
    ("predict*", "say what is known today"),
    (
        "will be rated|be graded by ofsted",
        "say what is known today",
    ),
    (
        "client*|service user*|service-user*",
        "child, parent or family",
    ),
    (
        "looked-after child*|looked after child*",
        "child in care, children in care",
    ),
    ("sibling*", "brothers and sisters"),
    ("kin", "relatives"),
    (
        "supervised contact|contact with parents|contact with family",
        "family time",
    ),
    ("respite", "short break"),
    ("hard to reach|hard-to-reach", "say what happened"),
    ("non-engag*|disengag*", "say what happened"),
    ("perpetrator*", "adult who harmed"),
    ("abscond*", "went missing"),
    (
        "it was identified|was undertaken|were undertaken",
        "name who did it",
    ),
    ("stakeholder*", "name them: parents, schools, health"),
    ("robust*", "say what it does"),
    ("holistic*", "say what it takes in"),
    ("embed*", "say who does it, and since when"),
    ("timely|timeliness", "say by when"),
    ("ensur*", "see that, make sure"),
    ("facilitat*", "help, or run"),
    ("utilis*|utiliz*", "use"),
    ("implement*", "do, carry out, put in place"),
    ("commenc*", "start"),
    ("monitor*", "watch, check"),
    ("in order to", "to"),
    ("prior to", "before"),
    ("in respect of|with regard to|regarding", "about"),
    ("via", "by, through"),
    ("whilst", "while"),
    ("amongst", "among"),
    ("subsequent*", "later, then"),
    ("e.g|i.e|etc", "for example, that is, or write it out"),
    ("going forward|moving forward|at pace", "leave it out"),
    (
        "better outcomes|improved outcomes|positive outcomes",
        "say what should change",
    ),
    ("line of sight", "say what leaders see"),
    ("golden thread", "say what is done"),
    ("dip-sampl*|dip sampl*", "read a few records"),
    ("triangulat*", "say what is held against what"),
    ("leverag*", "use"),
    ("re-audit*", "audit again"),
    ("ring-fenc*|ringfenc*", "keep back"),
    ("stepped down|step-down|step-up", "less help, more help"),
    ("vulnerab*", "at risk, and say from what"),
    ("multi-agency panel*", "panel of agencies"),
    ("stability meeting*", "meeting about the home"),
    ("exit plan*", "plan for a new home"),
];

/// Words that begin advice without saying what to do; `ensure` is in the table.
const IDLE: [&str; 3] = ["consider", "continue", "strive"];

/// Whether a word begins advice that says nothing to do.
pub(super) fn is_idle(word: &str) -> bool {
    IDLE.iter().any(|idle| word.eq_ignore_ascii_case(idle))
}

/// A word without what makes it somebody's.
pub(super) fn bare(word: &str) -> &str {
    let owner = word.strip_suffix("'s").or(word.strip_suffix("’s"));
    owner.unwrap_or(word)
}

/// The table by the letters that forms begin with, so that a word is held against few of them.
static BY_LETTER: LazyLock<BTreeMap<char, Vec<Form>>> = LazyLock::new(|| {
    let mut table: BTreeMap<char, Vec<Form>> = BTreeMap::new();
    for (forms, instead) in AVOID {
        for form in forms.split('|') {
            let of_letter = table.entry(form.chars().next().unwrap_or_default());
            of_letter.or_default().push(Form { form, instead });
        }
    }
    table
});

/// A form of a word, and what to write.
#[derive(Debug)]
struct Form {
    form: &'static str,
    instead: &'static str,
}

/// The words of a text that are in the table, each with the plain one.
pub(super) fn avoid(words: &[Word]) -> Vec<Fault> {
    let lower: Vec<String> = words.iter().map(|w| bare(&w.text).to_lowercase()).collect();
    let mut found = Vec::new();
    for (at, (word, small)) in words.iter().zip(&lower).enumerate() {
        let forms = small
            .chars()
            .next()
            .and_then(|letter| BY_LETTER.get(&letter));
        let rest = lower.get(at..).unwrap_or_default();
        let mut forms = forms.into_iter().flatten();
        let hit = forms.find_map(|form| Some((form.length_in(rest)?, form.instead)));
        if let Some((length, instead)) = hit {
            let own = words.get(at..at + length).unwrap_or_default();
            let said: Vec<&str> = own.iter().map(|word| word.text.as_str()).collect();
            let last = own.last().unwrap_or(word);
            found.push(Fault {
                at: word.at.start..last.at.end,
                what: "a word that families would not use",
                found: format!("`{}`", said.join(" ")),
                expected: "a plain word".to_owned(),
                help: format!("write instead: {instead}"),
            });
        }
    }
    found
}

impl Form {
    /// How many words it takes, where a text begins with it.
    fn length_in(&self, text: &[String]) -> Option<usize> {
        let mut length = 0;
        for part in self.form.split(' ') {
            let word = text.get(length)?;
            let fits = match part.strip_suffix('*') {
                Some(stem) => word.starts_with(stem),
                None => word == part,
            };
            if !fits {
                return None;
            }
            length += 1;
        }
        Some(length)
    }
}
