//! What is wrong with the inputs: a stable code, a place, what was found, what was expected, one fix.
//!
//! A [`Diagnostic`] is plain data. [`draw`] turns it into text for people, [`code`] is the one table
//! of codes. Operational failures (a disk that cannot be written) are errors, not diagnostics.

pub mod code;
pub mod draw;
pub mod entry;
pub mod place;
pub mod string_map;

pub use code::{Code, Severity};
pub use entry::DiagnosticEntry;
pub use place::{EvidencePlace, Located, Place, SourceText, Spot};

/// One thing that is wrong with a pack, a settings file or the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which entry of the table of codes this is.
    pub code: Code,
    /// How much it matters; the code's own severity unless changed.
    pub severity: Severity,
    /// What is wrong: a lowercase fragment with no full stop.
    pub message: String,
    /// Where it is, when a place is known.
    pub place: Option<Spot>,
    /// What stood there.
    pub found: Option<String>,
    /// What could stand there.
    pub expected: Option<String>,
    /// One likely fix.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Makes a diagnostic with the severity of its code and no place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            found: None,
            expected: None,
            help: None,
        }
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, place: impl Into<Spot>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// Says what stood there.
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self
    }

    /// Says what could stand there.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Names one likely fix.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names one likely fix when there is one.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    fn order(&self) -> impl Ord + '_ {
        let place = self.place.as_ref().map(Spot::order);
        (place, self.code.name(), &self.message)
    }
}

/// Sorts diagnostics by file, sheet, line, column, code and message, and drops exact repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| a.order().cmp(&b.order()));
    diagnostics.dedup();
}

/// Tells whether any of them stops the run.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// Suggests the nearest of some known words, as "did you mean `x`?".
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|near| format!("did you mean `{near}`?"))
}

/// The known word that is nearest to a word, when one is near enough to be meant.
///
/// One slip of the keyboard is nearest, then a word cut short or run on, then more slips.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    let near = known.into_iter().filter_map(|candidate| {
        let other = candidate.to_lowercase();
        let slips = strsim::damerau_levenshtein(&folded, &other);
        let rank = match slips {
            0 | 1 => Nearness::Slip,
            _ if begins_alike(&folded, &other) => Nearness::Beginning,
            // Half of a short word would be another word.
            _ if slips <= 1 + other.chars().count().min(folded.chars().count()) / 5 => {
                Nearness::Slips
            }
            _ => return None,
        };
        Some(((rank, slips), candidate))
    });
    near.min_by_key(|(rank, _)| *rank)
        .map(|(_, candidate)| candidate)
}

/// How a known word is near to what was written, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Slip,
    Beginning,
    Slips,
}

/// Whether the shorter word, but for its last letter, begins the longer: `mins` and `minutes`.
///
/// What was written longer than the known word may not run on for more than half of it.
fn begins_alike(written: &str, known: &str) -> bool {
    const FEWEST: usize = 3;
    let (long, short) = (written.chars().count(), known.chars().count());
    let alike = written
        .chars()
        .zip(known.chars())
        .take_while(|(a, b)| a == b)
        .count();
    alike >= FEWEST && alike + 1 >= long.min(short) && (long <= short || alike * 2 >= long)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn one_slip_is_nearest_then_a_shared_beginning_then_more_slips() {
        for (word, known, expected) in [
            (
                "visted_on",
                &["visit_on", "visited_on"][..],
                Some("visited_on"),
            ),
            ("mins", &["kind", "minutes"], Some("minutes")),
            ("mins", &["kind", "child_id"], None),
            ("Kidn", &["kind", "minutes"], Some("kind")),
            ("started", &["stated", "started_on"], Some("stated")),
            (
                "started_on_date",
                &["ended_on", "started_on"],
                Some("started_on"),
            ),
            ("percent", &["per", "share"], None),
            (
                "safty-plns",
                &["safety-plans", "sanity"],
                Some("safety-plans"),
            ),
            ("wholly different", &["visits", "plans"], None),
            ("", &["visits"], None),
        ] {
            assert_eq!(nearest(word, known.iter().copied()), expected, "{word}");
        }
    }
}
