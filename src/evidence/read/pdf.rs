//! PDF documents: that they exist, their titles and dates, and their text where it can be had.
//!
//! Code that reads PDF meets more broken and hostile files than any other, and every library for it
//! has hung or fallen over on some. So none of it runs in this process: the program that the request
//! names is started anew for each file, is given the bytes, and answers what it found ([`tell`]). It
//! is held to a time and to a size. Where its text cannot be had the document is still there, with
//! the date that its name, the manifest or the register give it, and says why.
//!
//! A PDF has no styles. Its headings are what its author marked as such: bookmarks and tagged
//! paragraphs. Where there are none, they are the short lines without a full stop that are set in
//! larger or in bold type, or are numbered as headings are.

mod about;
mod headings;
mod letters;
mod lines;
mod names;
mod program;
mod tell;
mod told;

use std::sync::Arc;

use super::properties::{self, Approval};
use super::{Content, Input, Unreadable};
use crate::evidence::extract::RawDocument;
use crate::evidence::fold;

pub use program::ASKED;
pub(super) use program::Program;
use program::{Answer, Ended};
pub use tell::tell;
use told::{About, Fault, Text, Told};

/// The most that the process that reads a PDF may hold in memory, in bytes.
pub const MOST_MEMORY: u64 = 160 << 20;
/// The largest file that it is given, so that file and text fit in that memory.
const MOST_BYTES: usize = 48 << 20;
/// How far into a file its first line may stand.
const HEAD: usize = 1024;

/// Reads a document.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    let head = input.bytes.get(..HEAD).unwrap_or(input.bytes);
    if !head.windows(5).any(|five| five == b"%PDF-") {
        return Err(Unreadable::Damaged);
    }
    let (about, text) = match &input.request.program {
        None => (About::default(), Err(NotHad::NotHere)),
        Some(_) if input.bytes.len() > MOST_BYTES => (About::default(), Err(NotHad::TooLarge)),
        Some(program) => taken(&program.ask(input.bytes))?,
    };
    // What is left of a file could lack the very words that are looked for.
    let text = match text {
        Ok(_) if is_cut_short(input.bytes) => Err(NotHad::CutShort),
        text => text,
    };
    Ok(content(&about, text))
}

/// Whether the mark at the end of every PDF is missing; what a transfer adds behind it is not.
fn is_cut_short(bytes: &[u8]) -> bool {
    let padding = |byte: &u8| *byte == 0 || byte.is_ascii_whitespace();
    let end = bytes.iter().rposition(|byte| !padding(byte)).unwrap_or(0);
    let tail = bytes.get(end.saturating_sub(HEAD)..).unwrap_or(bytes);
    !tail.windows(5).any(|five| five == b"%%EOF")
}

/// Why there is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NotHad {
    /// The request names no program that could read it.
    NotHere,
    TooLarge,
    TimeRanOut,
    /// The process ended before it had answered: its memory ran out, or it stumbled.
    Failed,
    Protected,
    /// It ends before its end.
    CutShort,
    /// There are pages, and no letters on them.
    Pictures,
    /// Its fonts do not say which letters their shapes are.
    Ciphered,
}

impl NotHad {
    fn sentence(self) -> &'static str {
        match self {
            Self::NotHere => {
                "its text was not read, as nothing was named to read it with: save it as docx"
            }
            Self::TooLarge => {
                "its text could not be read, as it is larger than 48 MB: save it as docx, or with \
                 smaller pictures"
            }
            Self::TimeRanOut => {
                "its text could not be read, as that took too long: save it as docx, or print it to a \
                 new pdf"
            }
            Self::Failed => {
                "its text could not be read, as something in it is broken or too large: save it as \
                 docx, or print it to a new pdf"
            }
            Self::Protected => {
                "its text could not be read, as it is protected: save a copy without a password"
            }
            Self::CutShort => {
                "its text could not be read, as the file is cut short: get it again from where it came"
            }
            Self::Pictures => {
                "its text could not be read, as its pages are pictures: save it as docx, or run text \
                 recognition over it"
            }
            Self::Ciphered => {
                "its text could not be read, as its fonts do not say which letters they show: save it \
                 as docx, or run text recognition over it"
            }
        }
    }
}

/// What an answer holds; an error where the file is no PDF behind its first line.
fn taken(answer: &Answer) -> Result<(About, Result<Text, NotHad>), Unreadable> {
    let mut about = About::default();
    let mut text = Err(match answer.ended {
        Ended::TimeRanOut => NotHad::TimeRanOut,
        Ended::Well | Ended::Badly => NotHad::Failed,
    });
    for told in answer.told() {
        match told {
            Told::About(found) => about = found,
            Told::Text(found) if answer.ended == Ended::Well => text = judged(found),
            Told::Text(_) => {}
            Told::Fault(Fault::Damaged) => return Err(Unreadable::Damaged),
            Told::Fault(Fault::Protected) => text = Err(NotHad::Protected),
        }
    }
    Ok((about, text))
}

/// The text, if it is more than a scrap of what the pages show.
fn judged(text: Text) -> Result<Text, NotHad> {
    const MOST_UNKNOWN: usize = 10;
    if text.letters == 0 && text.unknown == 0 {
        Err(NotHad::Pictures)
    } else if text.unknown.saturating_mul(MOST_UNKNOWN) > text.letters {
        Err(NotHad::Ciphered)
    } else {
        Ok(text)
    }
}

fn content(about: &About, text: Result<Text, NotHad>) -> Content {
    let mut approval = Approval::default();
    for (name, value) in &about.made {
        approval.take(name, value);
    }
    let made = about.made.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    let unread = text.as_ref().err().map(|why| why.sentence().to_owned());
    let text = text.ok();
    let title = about.title.clone();
    let document = RawDocument {
        path: Arc::from(""),
        sha256: Arc::from(""),
        title: title.or_else(|| text.as_ref()?.title.clone()),
        approved: approval.approved,
        approved_on: approval.on,
        own_date: properties::own_date(made, about.saved.as_deref()),
        text: text.as_ref().map(|text| fold::prose(&joined(&text.lines))),
        headings: text.map(|text| text.headings).unwrap_or_default(),
        unread: unread.clone(),
    };
    Content {
        documents: vec![document],
        problem: unread,
        ..Content::default()
    }
}

/// Lines as prose: a word that a hyphen parts at the end of a line is one word again.
fn joined(lines: &[String]) -> String {
    let mut text = String::new();
    for line in lines {
        let goes_on = line.starts_with(char::is_lowercase);
        if text.ends_with('\u{ad}') {
            text.pop();
        } else if !(goes_on && text.ends_with('-')) {
            text.push('\n');
        }
        text.push_str(line);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn words_parted_at_the_end_of_a_line_are_one() {
        let lines = [
            "Well-",
            "being and safe\u{ad}",
            "guarding -",
            "the rest -",
            "X",
        ];
        let lines = lines.map(str::to_owned);
        assert_eq!(
            joined(&lines),
            "\nWell-being and safeguarding -the rest -\nX"
        );
    }
}
