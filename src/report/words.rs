//! The words that every report uses for the same thing.

use crate::assessment::{
    ActionResult, ActionState, Cause, DiagnosticEntry, Fraction, Level, ThemeResult, Way,
};
use crate::evidence::account::Joined;
use crate::evidence::{DatedBy, ProblemKind};
use crate::judge::State;
use crate::measure::{LeftOut, Note};
use crate::pack::Basis;

/// A state as a reader sees it.
pub fn state(state: State, priority: bool) -> &'static str {
    match (state, priority) {
        (State::NotMet, true) => "not met, priority",
        (state, _) => state.words(),
    }
}

/// A level as a reader sees it.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Ready => "ready",
        Level::NearlyReady => "nearly ready",
        Level::NotReady => "not ready",
        Level::CannotSay => "cannot say",
    }
}

/// How often inspectors raised a theme, as one sentence.
pub fn raised(theme: &ThemeResult, (from, until): (u64, u64)) -> String {
    let share = match theme.in_a_hundred {
        0 => "fewer than 1 in 100".to_owned(),
        share => format!("{share} in 100"),
    };
    let mut title = theme.title.chars();
    let first = title.next().map(|c| c.to_lowercase().to_string());
    format!(
        "Inspectors raised the wider subject, {}{}, at {} of {} visits ({share}), {from} to {until}; this \
         question is one part of it.",
        first.unwrap_or_default(),
        title.as_str(),
        thousands(theme.visits),
        thousands(theme.of_visits),
    )
}

/// Where a threshold comes from, with its source, as it follows "is" or "are".
///
/// Law and guidance set the limit of each thing; what share must keep to it seldom is set, so that
/// nothing here says more than "set to test".
pub fn basis(basis: Basis, source: Option<&str>) -> String {
    let basis = match basis {
        Basis::Statute => "set to test a duty in law",
        Basis::Guidance => "set to test what statutory guidance asks",
        Basis::Published => "drawn from published figures",
        Basis::Suggested => "suggested by the rules",
    };
    let source = source.map(|source| source.trim_end_matches('.'));
    // It has been said already that they are suggested.
    let source = source.map(|source| source.strip_prefix("Suggested: ").unwrap_or(source));
    source.map_or_else(|| basis.to_owned(), |source| format!("{basis}: {source}"))
}

/// How a source came by its date, in words.
pub fn dated_by(by: DatedBy) -> &'static str {
    match by {
        DatedBy::Manifest => "from `evidence.toml`",
        DatedBy::FrontMatter => "from its front matter",
        DatedBy::Property => "from a document property",
        DatedBy::Notes => "from its first row",
        DatedBy::Register => "from the register of documents",
        DatedBy::Name => "from its name",
        DatedBy::Modified => "only from when it was last saved",
        DatedBy::Undated => "undated",
    }
}

/// How an extract is joined to others of its log, and which of them dates it.
pub fn joined(how: Joined) -> String {
    match how {
        Joined::Earlier => {
            "an earlier extract of this log; its rows are joined, its date does not count"
                .to_owned()
        }
        Joined::Instalment { of } => {
            format!("one log in {of} instalments; dated by the newest, not by this one")
        }
        Joined::Newest { of } => format!("one log in {of} instalments; dated by the newest"),
        Joined::Gap { of, after, before } => format!(
            "one log in {of} instalments, with none between {} and {}; dated by the oldest",
            after.long(),
            before.long()
        ),
    }
}

/// How a list came by its date, in words: one that says its own day is a return with a header.
pub fn list_dated_by(by: DatedBy) -> &'static str {
    match by {
        DatedBy::FrontMatter => "from its own header",
        other => dated_by(other),
    }
}

/// Why rows were left out, in words that follow a number.
pub fn left_out(why: LeftOut) -> &'static str {
    match why {
        LeftOut::FilterUnknown => "left out: a blank makes it unclear whether they count",
        LeftOut::Undated => "left out: no date to place them in the period",
        LeftOut::NoStart => "left out: no start date",
        LeftOut::NoSubject => "left out: no identifier",
        LeftOut::BlankAnswer => "left out: no answer",
        LeftOut::NotYetDue => "left out: not finished and not yet due",
        LeftOut::StillOpen => "left out: not finished",
        LeftOut::Negative => "left out: ends before it starts",
    }
}

/// Something reported that changes nothing by itself, in words that follow a number.
pub fn note(what: Note) -> &'static str {
    match what {
        Note::EndBeforeStart => "end before they start",
        Note::AfterAsAt => "hold a date that has not happened yet",
        Note::BeforeHorizon => "start before the calendar's bank holidays are known",
    }
}

/// What is wrong with a cell, in words that follow a number of cells.
pub fn fault(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::NotADate => "not a date",
        ProblemKind::NoSuchDate => "no such date",
        ProblemKind::NotANumber => "not a number",
        ProblemKind::NotYesOrNo => "not yes or no",
        ProblemKind::NotACode => "not one of the codes",
        ProblemKind::FormulaError => "a formula that failed",
        ProblemKind::Suppressed => "suppressed, so blank",
        ProblemKind::SaysNothing => "saying TBC, n/a or the like, so blank",
        ProblemKind::TwoValues => "at odds with another column of the same heading, so blank",
        ProblemKind::Merged => "merged with a number in a row above, so blank",
        ProblemKind::EndsBeforeStart => "earlier than the start",
    }
}

/// A diagnostic: its place unless the message names the file, what is wrong, the fix and the code.
pub fn diagnostic(d: &DiagnosticEntry) -> String {
    let names = |file: &str| d.line.is_none() && d.message.contains(&format!("`{file}`"));
    let file = d.file.as_ref().filter(|file| !names(file));
    let at = file.map_or_else(String::new, |file| {
        let sheet = d.sheet.iter().map(|sheet| format!(" sheet `{sheet}`"));
        let line = d.line.iter().map(|line| format!(":{line}"));
        let within: String = sheet.chain(line).collect();
        format!("{file}{within}: ")
    });
    let help = d.help.as_ref().map(|help| format!(" ({help})"));
    let help = help.unwrap_or_default();
    format!("{at}{}{help} [{}]", d.message, d.code)
}

/// Whether an action is in hand, in words.
pub fn action(state: ActionState) -> &'static str {
    match state {
        ActionState::InHand => "action in hand",
        ActionState::Overdue => "action overdue",
        ActionState::Undated => "action without a due date",
        ActionState::Done => "action done, gap still there",
        ActionState::Missing => "no action yet",
    }
}

/// Whether an action is in hand, with the day that it is or was due, which is not the gap's.
pub fn action_dated(action: &ActionResult) -> String {
    let words = self::action(action.state);
    match (action.state, action.due) {
        (ActionState::InHand, Some(day)) => format!("{words}, due {}", day.long()),
        (ActionState::Overdue, Some(day)) => format!("{words} since {}", day.long()),
        (
            ActionState::InHand
            | ActionState::Overdue
            | ActionState::Undated
            | ActionState::Done
            | ActionState::Missing,
            _,
        ) => words.to_owned(),
    }
}

/// A fraction as a whole percentage, cut off, never rounded up.
pub fn percent(fraction: Option<Fraction>) -> Option<u64> {
    let fraction = fraction.filter(|f| f.denominator > 0)?;
    Some(fraction.numerator.saturating_mul(100) / fraction.denominator)
}

/// A count with the right form of its noun.
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(number),
        if number == 1 { one } else { many }
    )
}

/// A whole number with commas between thousands.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A word as a shell takes it whole.
pub fn as_argument(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./:=@%+,".contains(c);
    if !word.is_empty()
        && word
            .chars()
            .all(|c| is_plain(c) || (cfg!(windows) && c == '\\'))
    {
        word.to_owned()
    } else if cfg!(windows) {
        format!("\"{word}\"")
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// A state of one of two results, of which one may have none.
pub(super) fn state_or_none(state: Option<State>) -> &'static str {
    state.map_or("not in the run", State::words)
}

/// Which way a state went, as it leads a line.
pub(super) fn way(way: Way) -> &'static str {
    match way {
        Way::Worse => "worse",
        Way::Better => "better",
        Way::Neither => "changed",
    }
}

/// What made a state another.
pub(super) fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Evidence => "the evidence changed",
        Cause::Staleness => "the evidence went out of date",
        Cause::Tailoring => "a local change",
        Cause::Rules => "the rules changed",
        Cause::NotSeparable => "not separable: evidence and rules may both have changed",
        Cause::Several => "several things",
    }
}

/// A cause as it stands before what it did.
pub(super) fn of_cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Evidence => "evidence",
        Cause::Staleness => "passing of time",
        Cause::Tailoring => "local decisions",
        Cause::Rules => "rules",
        Cause::NotSeparable => "not separable",
        Cause::Several => "several",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basis_is_said_once_with_its_source() {
        let said = |of, source| basis(of, source);
        assert_eq!(said(Basis::Suggested, None), "suggested by the rules");
        assert_eq!(
            said(Basis::Suggested, Some("Suggested: 75% agree.")),
            "suggested by the rules: 75% agree"
        );
        let source = Some("Regulation 28. The 95% line is suggested.");
        assert_eq!(
            said(Basis::Statute, source),
            "set to test a duty in law: Regulation 28. The 95% line is suggested"
        );
    }

    #[test]
    fn a_diagnostic_says_its_place_once() {
        use crate::diagnostic::{Code, Diagnostic, EvidencePlace};
        let said = |message: &str, place: EvidencePlace| {
            let note = Diagnostic::new(Code::DatesOld, message).at(place);
            diagnostic(&DiagnosticEntry::from(&note.help("mend it")))
        };
        let list = |sheet| EvidencePlace::new("a.xlsx", sheet);
        for (message, place, expected) in [
            ("`a.xlsx` sheet `B` is old", list(Some("B")), ""),
            ("it is old", list(None), "a.xlsx: "),
            ("it is old", list(Some("B")), "a.xlsx sheet `B`: "),
            ("it is old", list(Some("B")).row(7), "a.xlsx sheet `B`:7: "),
            ("`a.xlsx` is old", list(None).row(7), "a.xlsx:7: "),
            ("`aa.xlsx` is old", list(None), "a.xlsx: "),
        ] {
            let expected = format!("{expected}{message} (mend it) [dates-old]");
            assert_eq!(said(message, place), expected);
        }
    }

    #[test]
    fn thousands_have_commas() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }

    #[test]
    fn percentages_are_cut_off() {
        let fraction = |n, d| {
            Some(Fraction {
                numerator: n,
                denominator: d,
            })
        };
        assert_eq!(percent(fraction(849, 1000)), Some(84));
        assert_eq!(percent(fraction(0, 0)), None);
        assert_eq!(percent(None), None);
    }

    #[test]
    fn one_thing_is_singular() {
        assert_eq!(count(1, "file", "files"), "1 file");
        assert_eq!(count(2, "file", "files"), "2 files");
    }

    #[test]
    fn an_action_is_told_with_its_own_day() {
        let said = |state, due: Option<&str>| {
            action_dated(&ActionResult {
                state,
                due: due.and_then(crate::calendar::Day::parse_iso),
            })
        };
        let day = Some("2026-08-31");
        let since = "action overdue since 31 August 2026";
        assert_eq!(said(ActionState::Overdue, day), since);
        let due = "action in hand, due 31 August 2026";
        assert_eq!(said(ActionState::InHand, day), due);
        assert_eq!(said(ActionState::InHand, None), "action in hand");
        assert_eq!(said(ActionState::Missing, None), "no action yet");
    }
}
