//! Documents in Markdown or plain text: front matter, headings, words.

use std::sync::Arc;

use super::properties::Approval;
use super::{Content, Input, Unreadable, csv, encoding};
use crate::evidence::extract::RawDocument;
use crate::evidence::{DatedBy, decode, fold};

/// What the front matter of a document says.
#[derive(Default)]
struct FrontMatter {
    title: Option<String>,
    dated: Option<crate::calendar::Day>,
    approval: Approval,
}

/// The most bytes of a document; a novel has a tenth of them.
const MOST: usize = 4 << 20;

/// Reads a document.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    if input.bytes.len() > MOST {
        return Err(Unreadable::LongDocument);
    }
    let text = encoding::decode(input.bytes)?;
    Ok(document(&text))
}

/// Reads a list if the text is one that a dataset is recognised in, else a document.
pub(super) fn read_list_or_document(input: &Input<'_>) -> Result<Content, Unreadable> {
    let text = encoding::decode(input.bytes)?;
    match csv::read_recognised(input, &text) {
        Some(list) => Ok(list),
        None if input.bytes.len() > MOST => Err(Unreadable::LongDocument),
        None => Ok(document(&text)),
    }
}

fn document(text: &str) -> Content {
    let (front, body) = front_matter(text);
    let headings = headings(body);
    let own_date = front.dated.map(|day| (day, DatedBy::FrontMatter));
    let document = RawDocument {
        path: Arc::from(""),
        sha256: Arc::from(""),
        title: front.title.or_else(|| headings.first().cloned()),
        approved: front.approval.approved,
        approved_on: front.approval.on,
        headings,
        text: Some(fold::prose(body)),
        unread: None,
        own_date,
    };
    Content {
        documents: vec![document],
        ..Content::default()
    }
}

/// The lines between two fences at the start, `---` or `+++`, and the text after them.
fn front_matter(text: &str) -> (FrontMatter, &str) {
    let none = (FrontMatter::default(), text);
    let mut lines = text.split_inclusive('\n');
    let Some(fence) = lines
        .next()
        .filter(|l| matches!(l.trim_end(), "---" | "+++"))
    else {
        return none;
    };
    let mut front = FrontMatter::default();
    let mut read = fence.len();
    for line in lines {
        read += line.len();
        if line.trim_end() == fence.trim_end() {
            return (front, text.get(read..).unwrap_or_default());
        }
        // `key: value` between dashes, `key = value` between pluses.
        let parts = line.split_once(if fence.starts_with('-') { ':' } else { '=' });
        if let Some((key, value)) = parts {
            front.take(key, value);
        }
    }
    none
}

impl FrontMatter {
    fn take(&mut self, key: &str, value: &str) {
        let value = value.split(" #").next().unwrap_or_default();
        let value = fold::trim(value).trim_matches(['"', '\'']);
        match fold::key(key).as_str() {
            "title" => self.title = Some(value.to_owned()).filter(|title| !title.is_empty()),
            "dated" | "date" | "datedon" => self.dated = decode::day(value),
            key => self.approval.take(key, value),
        }
    }
}

/// The headings: lines that start with `#`, and lines underlined with `=` or `-`.
fn headings(body: &str) -> Vec<String> {
    let mut headings = Vec::new();
    let mut fenced = false;
    let mut before = "";
    for line in body.lines().map(str::trim_end) {
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            fenced = !fenced;
        }
        if !fenced {
            let text = line.trim_start_matches('#');
            let level = line.len() - text.len();
            if (1..=6).contains(&level) && text.starts_with([' ', '\t']) {
                headings.push(text.trim().trim_end_matches('#').trim_end().to_owned());
            } else if is_underline(line) && is_prose(before) {
                headings.push(before.trim().to_owned());
            }
        }
        before = line;
    }
    headings
}

fn is_underline(line: &str) -> bool {
    line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

fn is_prose(line: &str) -> bool {
    line.contains(char::is_alphabetic) && !line.starts_with(['|', '#', '-', '>', '*'])
}
