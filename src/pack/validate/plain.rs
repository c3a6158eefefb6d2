//! Plain English: what people read in a pack, held against limits and a table of words.
//!
//! Only what is surely wrong is reported, for every pack of an authority is held against it.

#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use super::tables;
use crate::diagnostic::{Code, Diagnostic, SourceText, string_map};
use crate::pack::raw::criteria::{CriteriaFile, CriterionTable};
use crate::pack::raw::datasets::DatasetFile;
use crate::pack::raw::{FileRead, Key};

/// The most words of a sentence.
const SENTENCE: usize = 25;
/// The most words of a title.
const TITLE: usize = 14;
/// The most sentences of a reason and of what would close a gap.
const SENTENCES: usize = 2;

/// Words of several capitals that families know.
const CAPITALS: [&str; 3] = ["DfE", "GP", "NHS"];

/// What a text is for, which decides its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A statement.
    Title,
    /// One question.
    Question,
    /// A reason.
    Reason,
    /// Something to do.
    Advice,
}

/// What is not plain in the criteria and the questions of datasets.
pub(in crate::pack) fn check_all(
    criteria: &[FileRead<'_, CriteriaFile>],
    datasets: &[FileRead<'_, DatasetFile>],
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (source, file) in criteria {
        let content = file.content.as_ref();
        for table in content.map_or(&[][..], |c| tables(&c.criterion)) {
            criterion(source, &table.value, &mut found);
        }
    }
    for (source, file) in datasets {
        let content = file.content.as_ref();
        let datasets = content.map_or(&[][..], |c| tables(&c.dataset));
        for column in datasets.iter().flat_map(|d| tables(&d.value.column)) {
            found.extend(key(source, &column.value.asks, Kind::Question));
        }
    }
    found
}

fn criterion(source: &SourceText, table: &CriterionTable, found: &mut Vec<Diagnostic>) {
    found.extend(key(source, &table.title, Kind::Title));
    found.extend(key(source, &table.asks, Kind::Question));
    found.extend(key(source, &table.why, Kind::Reason));
    found.extend(key(source, &table.improve, Kind::Advice));
}

fn key(source: &SourceText, text: &Key<String>, kind: Kind) -> Vec<Diagnostic> {
    let Some(text) = text.get() else {
        return Vec::new();
    };
    let faults = faults(&text.value, kind);
    let report = |fault: Fault| {
        Diagnostic::new(Code::PlainEnglish, fault.what)
            .at(string_map::place(source, &text.span, &fault.at))
            .found(fault.found)
            .expected(fault.expected)
            .help(fault.help)
    };
    faults.into_iter().map(report).collect()
}

/// Something in a text that is not plain English.
#[derive(Debug)]
struct Fault {
    /// The characters that are meant.
    at: Range<usize>,
    what: &'static str,
    found: String,
    expected: String,
    help: String,
}

/// A word of a text, without the marks around it, and where it stands.
#[derive(Debug)]
struct Word {
    /// As it is written.
    text: String,
    /// With the marks around it.
    marked: String,
    /// Where it stands with the marks around it.
    all: Range<usize>,
    /// Where it stands without them.
    at: Range<usize>,
    /// The mark that ends a sentence behind it.
    ends: Option<char>,
}

/// What is not plain in a text, in order.
fn faults(text: &str, kind: Kind) -> Vec<Fault> {
    let read = read(text);
    let sentences: Vec<&[Word]> = read.split_inclusive(|word| word.ends.is_some()).collect();
    let mut found = Vec::new();
    found.extend(sentences.iter().filter_map(|words| length(words)));
    found.extend(form(&sentences, kind));
    found.extend(read.iter().filter_map(|word| signs(word, kind)));
    found.extend(read.iter().filter_map(capitals));
    found.extend(words::avoid(&read));
    found.sort_by_key(|fault| fault.at.start);
    found
}

/// The words of a text; a hyphen joins two to one.
fn read(text: &str) -> Vec<Word> {
    let letters: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut from = 0;
    for part in letters.split(|c| c.is_whitespace()) {
        let all = from..from + part.len();
        from = all.end + 1;
        let is_edge = |c: &&char| !c.is_alphanumeric();
        let before = part.iter().take_while(is_edge).count();
        let behind = part.iter().rev().take_while(is_edge).count();
        let own = part.iter().skip(before);
        let text: String = own
            .take(part.len().saturating_sub(before + behind))
            .collect();
        let close = part.iter().rev().take(behind);
        let ends = close.copied().find(|c| matches!(c, '.' | '?' | '!'));
        if !part.is_empty() {
            let at = all.start + before..(all.end - behind).max(all.start + before);
            let marked = part.iter().collect();
            words.push(Word {
                text,
                marked,
                all,
                at,
                ends,
            });
        }
    }
    words
}

/// From the first to the last of some words.
fn span(words: &[Word]) -> Range<usize> {
    let start = words.first().map_or(0, |word| word.at.start);
    start..words.last().map_or(start, |word| word.at.end)
}

fn length(sentence: &[Word]) -> Option<Fault> {
    (sentence.len() > SENTENCE).then(|| Fault {
        at: span(sentence),
        what: "a sentence that is too long to follow",
        found: format!("{} words", sentence.len()),
        expected: format!("at most {SENTENCE} words"),
        help: "make two sentences of it, or leave out what can be missed".to_owned(),
    })
}

/// What is wrong with a text as a whole, by what it is for.
fn form(sentences: &[&[Word]], kind: Kind) -> Option<Fault> {
    let first = sentences.first().and_then(|words| words.first())?;
    let last = sentences.last().and_then(|words| words.last())?;
    let many = sentences.len();
    let words: usize = sentences.iter().map(|words| words.len()).sum();
    let so_many = match (many, last.ends) {
        (1, Some(mark)) => format!("`{mark}` at its end"),
        (1, None) => "no mark at its end".to_owned(),
        (many, _) => format!("{many} sentences"),
    };
    let (what, found, expected, help) = match kind {
        Kind::Title if last.ends.is_some() || many > 1 => (
            "a title that is not one statement",
            so_many,
            "one statement without a full stop".to_owned(),
            "say in one statement what is so when the criterion is met",
        ),
        Kind::Title if words > TITLE => (
            "a title that is too long to take in at once",
            format!("{words} words"),
            format!("at most {TITLE} words"),
            "leave the limit and the detail to the question",
        ),
        Kind::Question if last.ends != Some('?') || many > 1 => (
            "a question that is not one question",
            so_many,
            "one sentence that ends with a question mark".to_owned(),
            "ask one thing; what explains it goes into `why` or `about`",
        ),
        Kind::Reason | Kind::Advice if many > SENTENCES => (
            "more sentences than are read",
            so_many,
            format!("at most {SENTENCES} sentences"),
            "keep what matters most",
        ),
        Kind::Advice if words::is_idle(&first.text) => {
            return Some(Fault {
                at: first.at.clone(),
                what: "advice that nobody can carry out",
                found: format!("`{}`", first.text),
                expected: "a verb for something that somebody does".to_owned(),
                help: "begin with what to do first: book, ask, write, meet, check".to_owned(),
            });
        }
        Kind::Title | Kind::Question | Kind::Reason | Kind::Advice => return None,
    };
    Some(Fault {
        at: first.at.start..last.at.end,
        what,
        found,
        expected,
        help: help.to_owned(),
    })
}

/// Signs that stand for words, which nobody can read aloud.
fn signs(word: &Word, kind: Kind) -> Option<Fault> {
    let all = |what: &'static str, help: &str| {
        Some(Fault {
            at: word.all.clone(),
            what,
            found: format!("`{}`", word.marked),
            expected: "words that can be read aloud".to_owned(),
            help: help.to_owned(),
        })
    };
    let mut letters = word.marked.chars();
    if letters.clone().any(|c| matches!(c, '(' | '[')) {
        return all(
            "a remark in brackets",
            "make a sentence of it, or leave it out",
        );
    }
    if letters.clone().any(|c| c == '/') {
        return all("a stroke between words", "write `or`, or `and`");
    }
    (kind == Kind::Question && letters.any(|c| c == '%'))
        .then(|| all("a sign for a word", "write `in 100`, or `percent`"))
        .flatten()
}

/// A word of two or more capitals, which families would have to look up.
fn capitals(word: &Word) -> Option<Fault> {
    let bare = words::bare(&word.text);
    let is_known = CAPITALS
        .iter()
        .any(|known| bare == *known || bare.strip_suffix('s') == Some(*known));
    let is_short = |part: &str| part.chars().filter(|c| c.is_uppercase()).count() > 1;
    (bare.split('-').any(is_short) && !is_known).then(|| Fault {
        at: word.at.clone(),
        what: "an abbreviation",
        found: format!("`{}`", word.text),
        expected: "the words that it stands for".to_owned(),
        help: format!("write it out; only {} may stand", CAPITALS.join(", ")),
    })
}
