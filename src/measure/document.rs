//! `document`: a document that exists, is current, approved and says what it must.

use std::cmp::Reverse;

use crate::calendar::{Day, Span};
use crate::evidence::{Document as Found, Standing, dated, fold};
use crate::pack::measures::Document;
use crate::pack::{KindOfEvidence, Pack};
use crate::state::{Reason, State};

use super::english::{self, headings, quoted};
use super::lists::{Provenance, Stop};
use super::{Decides, Inputs, Measured, Outcome, Record};

/// The register of documents.
pub const DATASET: &str = "documents";

/// Files that hold documents, by the end of their names.
const ENDINGS: [&str; 8] = [
    ".pdf",
    ".docx",
    ".docm",
    ".doc",
    ".md",
    ".markdown",
    ".txt",
    ".text",
];

impl Decides for Document {
    fn kind_of_evidence(&self) -> KindOfEvidence {
        KindOfEvidence::Document
    }

    fn decide(
        &self,
        inputs: &Inputs<'_>,
        age_at: Day,
        _record: Option<&mut Record<'_>>,
    ) -> Measured {
        let found = match newest(inputs, &Names::of(self)) {
            Ok(found) => found,
            Err(stop) => return Provenance::default().with(stop.into()),
        };
        let expires = found.dated.and_then(|day| {
            let life = self.life(inputs.pack)?;
            inputs.pack.calendar.plus(day, life).ok()
        });
        let undated = found.dated.is_none();
        let provenance =
            Provenance::of_source(found.source, KindOfEvidence::Document, expires, undated);
        let outcome = self.judge(inputs, found, age_at);
        provenance.with(outcome.unwrap_or_else(Outcome::from))
    }
}

impl Document {
    /// How long a document stands for it: its own limit, else the register's.
    pub(crate) fn life(&self, pack: &Pack) -> Option<Span> {
        let register = pack.datasets.get(DATASET);
        self.dated_within.or(register.map(|d| d.valid_for))
    }

    fn judge(&self, inputs: &Inputs<'_>, found: &Found, age_at: Day) -> Result<Outcome, Stop> {
        let current = match (self.dated_within, found.dated) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(limit), Some(day)) => inputs.pack.calendar.within(day, age_at, limit)?,
        };
        let approved = found.approved || !self.approved;
        let said = Said::of(self, found);
        // What it says could only tell met from nearly, so that matters to nothing else.
        if let (true, true, true, Some(why)) = (current, approved, said.unseen, &found.unread) {
            let why = format!("the document whose name matches cannot be looked into: {why}");
            return Err(Stop::NotKnown(Reason::Unreadable, why));
        }
        let state = match (current && approved, said.everything()) {
            (true, true) => State::Met,
            (true, false) => State::Nearly,
            (false, _) => State::NotMet,
        };
        Ok(Outcome::Decided {
            state,
            found: self.found(found, current, &said),
            expected: self.expected(),
        })
    }

    fn found(&self, found: &Found, current: bool, said: &Said<'_>) -> String {
        let mut parts = vec![match found.dated {
            Some(day) => format!("a document dated {}", day.long()),
            None => "a document without a date".to_owned(),
        }];
        if let Some(limit) = self.dated_within.filter(|_| !current) {
            parts.push(match found.dated {
                Some(_) => format!("which is more than {limit} old"),
                None => format!("so that nothing shows it to be within {limit}"),
            });
        }
        if self.approved {
            let word = if found.approved {
                "approved"
            } else {
                "not marked as approved"
            };
            parts.push(word.to_owned());
        }
        if said.unseen {
            let why = match found.unread {
                Some(_) => "whose text could not be read",
                None => "known to the register only, so its contents cannot be seen",
            };
            parts.push(why.to_owned());
        }
        if !said.missing.is_empty() {
            parts.push(format!("without {}", headings(&said.missing)));
        }
        if !said.unmentioned.is_empty() {
            parts.push(format!(
                "without a mention of {}",
                quoted(&said.unmentioned)
            ));
        }
        parts.join(", ")
    }

    /// What the document should be, in words.
    pub(crate) fn expected(&self) -> String {
        let mut parts = vec![format!(
            "a document named with {}",
            english::patterns(&self.matches)
        )];
        if !self.except.is_empty() {
            let other = english::patterns(&self.except);
            parts.push(format!("and not with {other}"));
        }
        if let Some(limit) = self.dated_within {
            parts.push(format!("no more than {limit} old"));
        }
        if self.approved {
            parts.push("approved".to_owned());
        }
        let wanted: Vec<&str> = self.must_have.iter().map(String::as_str).collect();
        if !wanted.is_empty() {
            parts.push(format!("with {}", headings(&wanted)));
        }
        let words: Vec<&str> = self.must_mention.iter().map(String::as_str).collect();
        if !words.is_empty() {
            parts.push(format!("with a mention of {}", quoted(&words)));
        }
        parts.join(", ")
    }
}

/// What a document says of what it must say.
struct Said<'a> {
    /// It must say something, and its text is not known.
    unseen: bool,
    missing: Vec<&'a str>,
    unmentioned: Vec<&'a str>,
}

impl<'a> Said<'a> {
    fn of(wanted: &'a Document, found: &Found) -> Self {
        let asked = !wanted.must_have.is_empty() || !wanted.must_mention.is_empty();
        let Some(text) = &found.text else {
            return Self {
                unseen: asked,
                missing: Vec::new(),
                unmentioned: Vec::new(),
            };
        };
        let headings: Vec<String> = found.headings.iter().map(|h| fold_heading(h)).collect();
        let missing = wanted.must_have.iter().map(String::as_str);
        let unmentioned = wanted.must_mention.iter().map(String::as_str);
        Self {
            unseen: false,
            missing: missing
                .filter(|h| !headings.iter().any(|heading| opens_with(heading, h)))
                .collect(),
            unmentioned: unmentioned.filter(|w| !mentions(text, w)).collect(),
        }
    }

    fn everything(&self) -> bool {
        !self.unseen && self.missing.is_empty() && self.unmentioned.is_empty()
    }
}

/// The newest document that matches and is not dated after as-at.
fn newest<'a>(inputs: &Inputs<'a>, names: &Names) -> Result<&'a Found, Stop> {
    // The register could say that any of them is not approved, so it must be readable.
    match inputs
        .evidence
        .lists
        .get(DATASET)
        .map(|list| &list.standing)
    {
        Some(Standing::Unreadable(why)) => {
            return Err(Stop::NotKnown(Reason::Unreadable, why.clone()));
        }
        Some(Standing::Unresolved(why)) => {
            return Err(Stop::NotKnown(Reason::Unresolved, why.clone()));
        }
        Some(Standing::Rows(_)) | None => {}
    }
    let matching = || {
        let all = inputs.evidence.documents.iter().enumerate();
        all.filter(|(_, d)| names.fit(d.called()))
    };
    let usable = matching().filter(|(_, d)| d.dated.is_none_or(|day| day <= inputs.as_at));
    if let Some((_, found)) =
        usable.max_by_key(|(place, d)| (d.dated, d.text.is_some(), Reverse(*place)))
    {
        return Ok(found);
    }
    if matching().next().is_some() {
        let why = "the only document whose name matches is dated after the day of this run";
        return Err(Stop::NotKnown(Reason::NoEvidence, why.to_owned()));
    }
    let unreadable = inputs.evidence.files.iter().find_map(|file| {
        let problem = file.problem.as_ref()?;
        let path = file.path.to_lowercase();
        let is_document = ENDINGS.iter().any(|ending| path.ends_with(ending));
        (is_document && names.fit(&[fold::prose(dated::file_name(&file.path))])).then_some(problem)
    });
    Err(match unreadable {
        Some(problem) => Stop::NotKnown(
            Reason::Unreadable,
            format!("a document whose name matches could not be read: {problem}"),
        ),
        None => Stop::NotKnown(
            Reason::NoEvidence,
            "no document was found whose file name or title matches".to_owned(),
        ),
    })
}

/// What a document is called, folded.
struct Names {
    patterns: Vec<String>,
    /// Another document, though a pattern fits it.
    except: Vec<String>,
}

impl Names {
    fn of(wanted: &Document) -> Self {
        let folded = |all: &[String]| all.iter().map(|p| fold::prose(p)).collect();
        Self {
            patterns: folded(&wanted.matches),
            except: folded(&wanted.except),
        }
    }

    /// Whether one of its names fits, and none is that of another document.
    fn fit(&self, called: &[String]) -> bool {
        let any = |patterns: &[String]| {
            let fits_any = |pattern: &String| called.iter().any(|name| fits(pattern, name));
            patterns.iter().any(fits_any)
        };
        any(&self.patterns) && !any(&self.except)
    }
}

/// Whether a text fits a pattern in which `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// The words of a heading in lower case, without its number and punctuation.
fn fold_heading(heading: &str) -> String {
    let heading = fold::text(heading);
    let words = heading.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = words.filter(|word| !word.is_empty());
    let words = words.skip_while(|word| word.chars().all(|c| c.is_ascii_digit()));
    let words = words.skip_while(|word| ["a", "an", "our", "the"].contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a folded heading is the one that is wanted, or says more after it.
///
/// Words before it make another heading of it: `Special educational needs` is not `Needs`.
fn opens_with(heading: &str, wanted: &str) -> bool {
    let rest = heading.strip_prefix(&fold_heading(wanted));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a folded text holds a word or phrase, at the start of a word.
fn mentions(text: &str, phrase: &str) -> bool {
    let phrase = fold::prose(phrase);
    text.match_indices(&phrase).any(|(place, _)| {
        let before = text.get(..place).and_then(|b| b.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::{fits, fold_heading, mentions, opens_with};
    use crate::evidence::fold;

    #[test]
    fn a_star_stands_for_anything_and_for_nothing() {
        for (pattern, text, expected) in [
            ("*sufficiency*", "sufficiency strategy 2026.md", true),
            ("*sufficiency*", "our sufficiency", true),
            ("sufficiency*", "our sufficiency", false),
            ("*.md", "plan.md", true),
            ("*.md", "plan.mdx", false),
            ("plan", "plan", true),
            ("plan", "plans", false),
            ("a*a", "a", false),
            ("a*a", "aa", true),
            ("*a*b*", "xbxa", false),
            ("*a*b*", "xaxb", true),
            ("*", "", true),
            ("", "", true),
            ("", "x", false),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn names_headings_and_mentions_are_compared_folded() {
        assert_eq!(
            fold::prose("Early-Help_STRATEGY  2026.md"),
            "early help strategy 2026.md"
        );
        assert_eq!(fold_heading("2.1  Children’s NEEDS:"), "children's needs");
        assert_eq!(fold_heading("## Needs"), "needs");
        assert_eq!(
            fold_heading("3. Our Whole-family approach"),
            "whole family approach"
        );
        assert!(mentions("our kinship carers are", "Kinship  carer"));
        assert!(!mentions("a scare story", "care"));
        assert!(mentions("scare, then care", "care"));
        assert!(mentions(&fold::prose("an out-of-area home"), "out of area"));
        assert!(mentions("pre proceedings", "pre-proceedings"));
    }

    #[test]
    fn a_heading_may_say_more_after_what_is_wanted_and_not_before() {
        for (heading, wanted, expected) in [
            ("Needs", "needs", true),
            ("2. The needs of our children", "Needs", true),
            ("Our whole-family approach", "Whole family", true),
            ("Special educational needs", "Needs", false),
            ("Needsome", "Need", false),
            ("The", "Needs", false),
            ("", "Needs", false),
        ] {
            let folded = fold_heading(heading);
            assert_eq!(opens_with(&folded, wanted), expected, "{heading} {wanted}");
        }
    }
}
