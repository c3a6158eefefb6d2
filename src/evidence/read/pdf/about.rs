//! The properties of a PDF: its information dictionary and its metadata in XML.

use encoding_rs::{UTF_16BE, WINDOWS_1252};
use hayro_syntax::Pdf;
use hayro_syntax::object::{DateTime, Dict, Name, Object, Stream, String as PdfString};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::told::About;
use crate::evidence::fold;

/// The most objects among which the information dictionary is sought.
const MOST_OBJECTS: usize = 100_000;
/// The properties that every program writes.
const ORDINARY: [&str; 9] = [
    "Title",
    "Author",
    "Subject",
    "Keywords",
    "Creator",
    "Producer",
    "CreationDate",
    "ModDate",
    "Trapped",
];

/// The properties of a document.
pub(super) fn of(pdf: &Pdf, catalog: &Dict<'_>) -> About {
    let mut in_xml = in_xml(catalog);
    let own = pdf.metadata();
    // Both are refreshed by programs rather than people; the older of them flatters less.
    let dates = [&own.creation_date, &own.modification_date];
    let dates = dates.into_iter().flatten().filter_map(day);
    let dates = dates.chain(in_xml.saved.take().and_then(|text| day_of(&text)));
    let mut made = made(pdf);
    made.append(&mut in_xml.made);
    About {
        title: own
            .title
            .as_deref()
            .and_then(|given| title(&text(given)))
            .or(in_xml.title),
        saved: dates.min(),
        made,
    }
}

/// A text of a PDF: UTF-16, UTF-8, or one byte a letter.
pub(super) fn text(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        UTF_16BE.decode_without_bom_handling(rest).0.into_owned()
    } else if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        String::from_utf8_lossy(rest).into_owned()
    } else {
        WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned()
    }
}

/// A title that someone gave; the name that a program puts in its place is none.
fn title(text: &str) -> Option<String> {
    let text = fold::trim(text);
    let lower = text.to_lowercase();
    let is_name = [
        "microsoft word - ",
        "untitled",
        "document1",
        "powerpoint presentation",
    ]
    .iter()
    .any(|start| lower.starts_with(start))
        || [".doc", ".docx", ".pdf", ".indd"]
            .iter()
            .any(|end| lower.ends_with(end));
    (!text.is_empty() && !is_name).then(|| text.to_owned())
}

fn day(date: &DateTime) -> Option<String> {
    let real = date.year > 0 && date.month > 0 && date.day > 0;
    real.then(|| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}

fn day_of(text: &str) -> Option<String> {
    text.get(..10).map(str::to_owned)
}

/// The properties that someone added to the information dictionary.
///
/// Only the file's last lines say which object that is; it is known by what every one holds.
fn made(pdf: &Pdf) -> Vec<(String, String)> {
    let mut made = Vec::new();
    for object in pdf.objects().into_iter().take(MOST_OBJECTS) {
        let Object::Dict(dict) = object else {
            continue;
        };
        let is_information = dict.contains_key("Producer") || dict.contains_key("CreationDate");
        if !is_information || dict.contains_key("Type") {
            continue;
        }
        for (name, _) in dict.entries() {
            let key = text(&name);
            if ORDINARY.contains(&key.as_str()) {
                continue;
            }
            let value = dict.get::<PdfString<'_>>(&*name).map(|value| text(&value));
            let value = value.or_else(|| Some(text(&dict.get::<Name<'_>>(&*name)?)));
            made.extend(value.map(|value| (key, value)));
        }
    }
    made
}

#[derive(Default)]
struct InXml {
    title: Option<String>,
    saved: Option<String>,
    made: Vec<(String, String)>,
}

/// The metadata in XML, as far as it is whole; what declares a document type is left alone.
fn in_xml(catalog: &Dict<'_>) -> InXml {
    let mut found = InXml::default();
    let stream = catalog.get::<Stream<'_>>("Metadata");
    let Some(bytes) = stream.and_then(|stream| stream.decoded_data().ok()) else {
        return found;
    };
    let xml = String::from_utf8_lossy(&bytes);
    let mut reader = Reader::from_str(&xml);
    let mut path: Vec<String> = Vec::new();
    let mut value = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                for attribute in start.attributes().flatten() {
                    found.take(attribute.key.as_ref(), &attribute.value);
                }
                path.push(start.name().as_ref().to_owned());
                value.clear();
            }
            Ok(Event::Empty(start)) => {
                for attribute in start.attributes().flatten() {
                    found.take(attribute.key.as_ref(), &attribute.value);
                }
            }
            Ok(Event::Text(text)) => value.push_str(&text.xml10_content()),
            Ok(Event::End(_)) => {
                let own = path.pop().unwrap_or_default();
                let holder = path.iter().rev().find(|name| !name.starts_with("rdf:"));
                let name = if own.starts_with("rdf:") {
                    holder
                } else {
                    Some(&own)
                };
                if let Some(name) = name.filter(|_| !fold::trim(&value).is_empty()) {
                    found.take(name, &value);
                }
                value.clear();
            }
            Ok(Event::DocType(_) | Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

impl InXml {
    fn take(&mut self, name: &str, value: &str) {
        let value = fold::trim(value);
        match name.split_once(':') {
            Some(("dc", "title")) => self.title = self.title.take().or(title(value)),
            Some(("xmp", "ModifyDate" | "CreateDate")) => {
                let older = self.saved.as_deref().is_none_or(|saved| value < saved);
                if older {
                    self.saved = Some(value.to_owned());
                }
            }
            Some(("pdfx", name)) => self.made.push((name.to_owned(), value.to_owned())),
            Some(_) | None => {}
        }
    }
}
