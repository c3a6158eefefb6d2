//! What the library does not tell of the sheets of a workbook, or only by reading each once more.

use std::collections::BTreeMap;
use std::io::Read;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::evidence::read::Unreadable;
use crate::evidence::read::hidden::HiddenRows;
use crate::evidence::read::package::{self, Package};

/// The most merged cells of a workbook.
const MOST_MERGES: usize = 100_000;
/// How much of a sheet is searched at a time.
const CHUNK: u64 = 1 << 20;
/// The most that the tag of a row runs to on either side of one of its attributes.
const LONGEST: usize = 512;

/// Where a workbook lists its sheets, and where their parts are named.
const SHEETS: &str = "xl/workbook.xml";
const PARTS: &str = "xl/_rels/workbook.xml.rels";

/// What one look through every sheet shows.
#[derive(Default)]
pub(super) struct Scan {
    merges: usize,
    /// The hidden rows of each part that has any.
    hidden: BTreeMap<String, HiddenRows>,
    /// The part of each sheet, by the sheet's name; none where no row is hidden.
    parts: BTreeMap<String, String>,
}

impl Scan {
    /// Looks through the sheets.
    ///
    /// What the sheets unpack to is not kept: the library unpacks them again for itself.
    pub(super) fn of(package: &mut Package<'_>) -> Result<Self, Unreadable> {
        let mut scan = Self::default();
        for at in 0..package.len() {
            let part = package.by_index(at).map_err(|e| package::why(&e))?;
            let name = part.name().map_err(|e| package::why(&e))?;
            let name = name.to_ascii_lowercase();
            if name.contains("worksheets/") {
                scan.sheet(&name, part);
            }
        }
        if scan.merges > MOST_MERGES {
            return Err(Unreadable::TooManyMerges);
        }
        if !scan.hidden.is_empty() {
            scan.parts = parts(package);
        }
        Ok(scan)
    }

    /// Whether any sheet has merged cells, which the library finds only by reading the sheet once more.
    pub(super) fn has_merges(&self) -> bool {
        self.merges > 0
    }

    /// The hidden rows of a sheet.
    pub(super) fn hidden(&mut self, sheet: &str) -> HiddenRows {
        let part = self.parts.get(sheet);
        let hidden = part.and_then(|part| self.hidden.remove(part));
        hidden.unwrap_or_default()
    }

    fn sheet(&mut self, name: &str, mut part: impl Read) {
        let (mut held, mut hidden) = (Vec::new(), HiddenRows::default());
        loop {
            let read = part.by_ref().take(CHUNK).read_to_end(&mut held);
            // A sheet that breaks off is told as its cells are read.
            let is_over = !matches!(read, Ok(1..));
            // A tag may lie across the cut; none is as long as all of it.
            let last = held.iter().rposition(|byte| *byte == b'<');
            let whole = last.filter(|at| *at > 0 && !is_over).unwrap_or(held.len());
            let text = String::from_utf8_lossy(held.get(..whole).unwrap_or_default());
            self.merges += text.matches("mergeCell").count();
            for line in hidden_rows(&text) {
                hidden.add(line, line);
            }
            if is_over {
                break;
            }
            held.drain(..whole);
        }
        if !hidden.is_empty() {
            self.hidden.insert(short(name), hidden);
        }
    }
}

/// The rows whose tags say that they are hidden; each says its number, as every program writes it.
fn hidden_rows(text: &str) -> impl Iterator<Item = u32> {
    const NAME: &str = "hidden";
    let row = |(at, _): (usize, &str)| {
        let tag = tag_around(text, at)?;
        let name = tag.split_ascii_whitespace().next()?;
        if name.rsplit(':').next() != Some("row") {
            return None;
        }
        let tag = BytesStart::from_content(tag, name.len());
        let is_hidden = matches!(attribute(&tag, NAME)?.trim(), "1" | "true");
        let row = attribute(&tag, "r").filter(|_| is_hidden)?;
        row.trim().parse().ok()
    };
    text.match_indices("hidden=").filter_map(row)
}

/// The tag that a place lies in, without its brackets.
fn tag_around(text: &str, at: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let from = at.saturating_sub(LONGEST);
    let before = bytes.get(from..at)?;
    let start = from + before.iter().rposition(|byte| *byte == b'<')? + 1;
    let after = bytes.iter().take(at + LONGEST).skip(at);
    let end = at + after.into_iter().position(|byte| *byte == b'>')?;
    text.get(start..end).map(|tag| tag.trim_end_matches('/'))
}

/// The part of each sheet by the sheet's name; of a workbook that does not say, none.
fn parts(package: &mut Package<'_>) -> BTreeMap<String, String> {
    let mut read = |name| {
        package::part(package, name)
            .ok()
            .flatten()
            .unwrap_or_default()
    };
    let (sheets, named) = (read(SHEETS), read(PARTS));
    let named = elements(&named, "Relationship", ["Id", "Target"]);
    let named: BTreeMap<String, String> = named.map(|[id, target]| (id, target)).collect();
    let sheets = elements(&sheets, "sheet", ["name", "id"]);
    let part = |[sheet, id]: [String; 2]| Some((sheet, short(named.get(&id)?)));
    sheets.filter_map(part).collect()
}

/// The name of a part without the folder that all of a workbook's parts are in.
fn short(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let name = name.trim_start_matches('/');
    name.strip_prefix("xl/").unwrap_or(name).to_owned()
}

/// Two attributes of every element of a name, up to the first fault.
fn elements<'t>(
    text: &'t str,
    name: &'t str,
    wanted: [&'t str; 2],
) -> impl Iterator<Item = [String; 2]> {
    let mut reader = quick_xml::Reader::from_str(text);
    let events = std::iter::from_fn(move || match reader.read_event() {
        Ok(Event::Eof) | Err(_) => None,
        Ok(event) => Some(event),
    });
    events.filter_map(move |event| match event {
        Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == name => {
            let [first, second] = wanted.map(|name| attribute(&e, name));
            Some([first?, second?])
        }
        _ => None,
    })
}

/// An attribute of a tag, whatever its name is prefixed with.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let mut all = all.with_checks(false).filter_map(Result::ok);
    let own = all.find(|a| a.key.local_name().as_ref() == name)?;
    let value = own.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_that_say_so_are_hidden() {
        let text = "<cols><col min=\"1\" hidden=\"1\"/></cols>\
                    <row r=\"2\" spans=\"1:3\"><c><is><t>hidden</t></is></c></row>\
                    <row r=\"3\" hidden=\"1\"/><x:row r='5' x:hidden='true' ht=\"0\">\
                    <row r=\"6\" hidden=\"0\"><row hidden=\"1\" r=\"9\" customHeight=\"1\"><c/>";
        assert_eq!(hidden_rows(text).collect::<Vec<_>>(), [3, 5, 9]);
    }

    #[test]
    fn a_tag_across_the_cut_is_seen() {
        let cut = usize::try_from(CHUNK).unwrap();
        for before in cut - 30..cut + 3 {
            let mut text = "x".repeat(before);
            text += "<row r=\"7\" hidden=\"1\"><c/></row><mergeCells><mergeCell/></mergeCells>";
            let mut scan = Scan::default();
            scan.sheet("xl/worksheets/sheet1.xml", text.as_bytes());
            let hidden = scan.hidden.get_mut("worksheets/sheet1.xml").unwrap();
            assert_eq!((hidden.count(1..=9), scan.merges), (1, 3), "{before}");
        }
    }
}
