//! The parts of a Word document's package, each opened as a bounded stream of XML.

use std::io::{BufRead, BufReader, Read};

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::result::ZipError;

use crate::evidence::fold;
use crate::evidence::read::Unreadable;
use crate::evidence::read::package::{self, Package};

/// The most that the text of a document unpacks to; one of a thousand pages has a third of it.
const MOST_BODY: u64 = 32 << 20;
/// The most that any other part unpacks to.
const MOST_OTHER: u64 = 8 << 20;

/// The parts of a document.
pub(super) struct Parts<'a> {
    package: Package<'a>,
    /// Where the document itself is, such as `word/document.xml`.
    body: String,
    core: String,
    custom: String,
}

/// What the core properties say.
#[derive(Default)]
pub(super) struct Core {
    pub(super) title: Option<String>,
    pub(super) modified: Option<String>,
}

impl<'a> Parts<'a> {
    /// Opens a package and finds its parts.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let mut parts = Self {
            package: package::list(bytes)?,
            body: "word/document.xml".to_owned(),
            core: "docProps/core.xml".to_owned(),
            custom: "docProps/custom.xml".to_owned(),
        };
        for (kind, target) in parts.relations("_rels/.rels")? {
            match kind.as_str() {
                "officeDocument" => parts.body = resolve("", &target),
                "core-properties" => parts.core = resolve("", &target),
                "custom-properties" => parts.custom = resolve("", &target),
                _ => {}
            }
        }
        Ok(parts)
    }

    /// The document itself.
    pub(super) fn body(&mut self) -> Result<Part<impl BufRead>, Unreadable> {
        let name = self.body.clone();
        self.part(&name, MOST_BODY)?.ok_or(Unreadable::Damaged)
    }

    /// The styles that it names.
    pub(super) fn styles(&mut self) -> Result<Option<Part<impl BufRead>>, Unreadable> {
        let (folder, name) = self.body.rsplit_once('/').unwrap_or(("", &self.body));
        let (folder, relations) = (folder.to_owned(), format!("{folder}/_rels/{name}.rels"));
        let relations = self.relations(relations.trim_start_matches('/'))?;
        let target = relations.into_iter().find(|(kind, _)| kind == "styles");
        let target = target.map_or("styles.xml".to_owned(), |(_, target)| target);
        self.part(&resolve(&folder, &target), MOST_OTHER)
    }

    /// The core properties.
    pub(super) fn core(&mut self) -> Result<Core, Unreadable> {
        let mut core = Core::default();
        let name = self.core.clone();
        let Some(mut part) = self.part(&name, MOST_OTHER)? else {
            return Ok(core);
        };
        let mut text = String::new();
        while let Some(event) = part.next()? {
            match event {
                Piece::Start(_) => text.clear(),
                Piece::Text(more) => text.push_str(&more),
                Piece::End(name) => {
                    let value = Some(fold::trim(&text).to_owned()).filter(|v| !v.is_empty());
                    match name.as_str() {
                        "title" => core.title = value,
                        "modified" => core.modified = value,
                        _ => {}
                    }
                    text.clear();
                }
            }
        }
        Ok(core)
    }

    /// The custom properties, by name.
    pub(super) fn custom(&mut self) -> Result<Vec<(String, String)>, Unreadable> {
        let mut made = Vec::new();
        let file = self.custom.clone();
        let Some(mut part) = self.part(&file, MOST_OTHER)? else {
            return Ok(made);
        };
        let mut name = None;
        let mut value = String::new();
        while let Some(event) = part.next()? {
            match event {
                Piece::Start(start) if start.name == "property" => {
                    name = start.value("name").map(str::to_owned);
                    value.clear();
                }
                Piece::Text(more) => value.push_str(&more),
                Piece::End(end) if end == "property" => {
                    let value = fold::trim(&value).to_owned();
                    made.extend(name.take().map(|name| (name, value)));
                }
                Piece::Start(_) | Piece::End(_) => {}
            }
        }
        Ok(made)
    }

    /// The kinds and targets of a part's relations.
    fn relations(&mut self, name: &str) -> Result<Vec<(String, String)>, Unreadable> {
        let mut found = Vec::new();
        let Some(mut part) = self.part(name, MOST_OTHER)? else {
            return Ok(found);
        };
        while let Some(event) = part.next()? {
            if let Piece::Start(start) = event
                && let (Some(kind), Some(target)) = (start.value("Type"), start.value("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or(kind);
                found.push((kind.to_owned(), target.to_owned()));
            }
        }
        Ok(found)
    }

    fn part(
        &mut self,
        name: &str,
        most: u64,
    ) -> Result<Option<Part<impl BufRead + use<'_, 'a>>>, Unreadable> {
        match self.package.by_name(name) {
            Ok(part) => Ok(Some(Part::new(BufReader::new(part.take(most)), most))),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(package::why(&error)),
        }
    }
}

/// A target as the package names it: from its root, or from the folder of the part that names it.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(rooted) = target.strip_prefix('/') {
        return rooted.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.join("/")
}

/// One part on its way in.
pub(super) struct Part<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    most: u64,
}

/// A piece of a part. Names are without their prefixes.
pub(super) enum Piece {
    Start(Start),
    Text(String),
    End(String),
}

/// The start of an element.
pub(super) struct Start {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Start {
    /// An attribute's value.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether a property that is on or off is on, which it is where it says nothing.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value("val"), Some("0" | "false" | "off" | "none"))
    }
}

impl<R: BufRead> Part<R> {
    fn new(source: R, most: u64) -> Self {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
            most,
        }
    }

    /// The next piece; none at the end.
    ///
    /// A part that ends at its limit is larger than it, and one that declares a document type could
    /// declare entities that grow without end: no program writes either.
    pub(super) fn next(&mut self) -> Result<Option<Piece>, Unreadable> {
        loop {
            self.buffer.clear();
            let read = self.reader.read_event_into(&mut self.buffer);
            let Ok(event) = read else {
                return Err(self.broken());
            };
            let piece = match event {
                Event::Start(start) => Piece::Start(element(&start)?),
                Event::End(end) => Piece::End(end.local_name().as_ref().to_owned()),
                Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(named) => Piece::Text(referred(&named)?),
                Event::DocType(_) => return Err(Unreadable::DocumentType),
                Event::Eof => break,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok(Some(piece));
        }
        if self.is_at_limit() {
            return Err(Unreadable::LongDocument);
        }
        Ok(None)
    }

    fn is_at_limit(&self) -> bool {
        self.reader.buffer_position() >= self.most
    }

    fn broken(&self) -> Unreadable {
        if self
            .reader
            .error_position()
            .max(self.reader.buffer_position())
            >= self.most
        {
            Unreadable::LongDocument
        } else {
            Unreadable::Damaged
        }
    }
}

fn element(start: &BytesStart<'_>) -> Result<Start, Unreadable> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|_| Unreadable::Damaged)?;
        let name = attribute.key.local_name().as_ref().to_owned();
        attributes.push((name, value.into_owned()));
    }
    Ok(Start {
        name: start.local_name().as_ref().to_owned(),
        attributes,
    })
}

/// The text of `&amp;` and the like; an entity that is not XML's own has no text here.
fn referred(named: &BytesRef<'_>) -> Result<String, Unreadable> {
    let own = resolve_xml_entity(named).map(str::to_owned);
    let number = || named.resolve_char_ref().ok().flatten().map(String::from);
    own.or_else(number).ok_or(Unreadable::Damaged)
}
