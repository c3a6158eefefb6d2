//! Returns as XML: the CIN census, SSDA903 and the social work workforce census.
//!
//! One child or worker is held at a time, as the modules met in it; at its end every module becomes
//! a row of its own list, with the keys of what it lies in.

mod record;
mod returns;

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::fields::{Lines, Lists, Unfit};
use super::{Content, Input, Unreadable, encoding};
use crate::calendar::Day;
use crate::evidence::{DatedBy, decode, fold};

use record::{Places, Record};
use returns::Return;

/// How deep elements may lie in each other; the deepest of the returns has eight levels.
const DEEPEST: usize = 64;
/// The most bytes of elements in one record, and in all that is around the records.
const MOST: usize = 4 << 20;

/// The most children or workers of whom nothing is said.
const MOST_HOLLOW: usize = 10_000;

/// Reads the lists of a return.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    let text = encoding::decode(input.bytes)?;
    let (mut content, told) = Lists::new(input).read(|lists| Walk::new(&text, lists).read())?;
    let day = told.flatten();
    content.own_date = day.map(|day| (day, DatedBy::FrontMatter));
    Ok(content)
}

/// An element that is open.
struct Element<'f> {
    name: &'f str,
    line: u32,
    /// Whether another element lies in it.
    is_parent: bool,
    text: Cow<'f, str>,
}

/// What is kept while a file is gone through.
struct Walk<'w, 'r, 'f> {
    text: &'f str,
    reader: Reader<&'f [u8]>,
    lines: Lines<'f>,
    lists: &'w mut Lists<'r, 'f>,
    /// None until an element tells which it is.
    form: Option<&'static Return>,
    open: Vec<Element<'f>>,
    record: Option<Record<'f>>,
    places: Places,
    /// How many records held nothing.
    hollow: usize,
    /// How many elements were open when the record began.
    record_depth: usize,
    /// How much of the record, or of what is around the records, was met.
    size: usize,
    ended: bool,
    dated: Option<Day>,
}

impl<'w, 'r, 'f> Walk<'w, 'r, 'f> {
    fn new(text: &'f str, lists: &'w mut Lists<'r, 'f>) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            text,
            reader,
            lines: Lines::new(text),
            lists,
            form: None,
            open: Vec::new(),
            record: None,
            places: Places::default(),
            hollow: 0,
            record_depth: 0,
            size: 0,
            ended: false,
            dated: None,
        }
    }

    /// Goes through the text; gives the reference date that the return states.
    fn read(mut self) -> Result<Option<Day>, Unfit> {
        loop {
            let start = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            let Ok(event) = self.reader.read_event() else {
                return Err(self.broken());
            };
            match event {
                Event::Start(element) => self.start(&element, start)?,
                Event::End(_) => self.end()?,
                Event::Text(part) => self.take(part.xml10_content(), start)?,
                Event::CData(part) => self.take(part.xml10_content(), start)?,
                Event::GeneralRef(part) => {
                    let named = resolve_xml_entity(&part).map(Cow::Borrowed);
                    let number = || part.resolve_char_ref().ok().flatten();
                    let meant = named.or_else(|| number().map(|c| Cow::Owned(c.to_string())));
                    let line = self.lines.at(start);
                    self.take(meant.ok_or(Unfit::Undeclared { line })?, start)?;
                }
                Event::DocType(part) if part.to_ascii_uppercase().contains("ENTITY") => {
                    return Err(Unfit::Entities);
                }
                Event::Eof => return self.whole(start),
                // Empty elements come as a start and an end.
                Event::Empty(_)
                | Event::DocType(_)
                | Event::Comment(_)
                | Event::PI(_)
                | Event::Decl(_) => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, start: usize) -> Result<(), Unfit> {
        let line = self.lines.at(start);
        if self.ended {
            return Err(Unfit::Broken { line });
        }
        if self.open.len() >= DEEPEST {
            return Err(Unfit::TooDeep { line });
        }
        let name = local_name(self.text, start, element);
        if self.open.len() == 1 && self.form.is_none() && name != "Header" {
            let root = self.open.first().map_or("", |root| root.name);
            self.form = Some(returns::told_by(root, name).ok_or(Unfit::NoReturn)?);
        }
        if let Some(parent) = self.open.last_mut() {
            parent.is_parent = true;
        }
        if let Some(form) = self.form
            && self.record.is_none()
            && form.is_record(name)
        {
            self.record = Some(Record::new(form));
            self.record_depth = self.open.len();
            self.size = 0;
        }
        self.grow(element.len(), line)?;
        self.attributes(element, name);
        if let Some(record) = &mut self.record {
            record.start(name, line);
        }
        self.open.push(Element {
            name,
            line,
            is_parent: false,
            text: Cow::Borrowed(""),
        });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Unfit> {
        let Some(element) = self.open.pop() else {
            return Err(self.broken());
        };
        self.ended = self.open.is_empty();
        if self.ended && self.form.is_none() {
            return Err(Unfit::NoReturn);
        }
        let is_blank = fold::trim(&element.text).is_empty();
        if let Some(record) = &mut self.record {
            if self.open.len() == self.record_depth && is_blank {
                // A child or worker of whom nothing is said.
            } else if !element.is_parent {
                record.leaf(element.name, element.line, element.text);
            } else if !is_blank {
                record.stray(format!("text beside the elements of {}", element.name));
            }
            record.end();
        } else if element.name == "ReferenceDate" && !element.is_parent {
            self.dated = self.dated.or(decode::day(&element.text));
        } else if !is_blank && !self.in_header() {
            let what = format!("{} (beside the records)", element.name);
            self.lists.beside(what);
        }
        if self.open.len() == self.record_depth
            && let Some(record) = self.record.take()
        {
            self.size = 0;
            let given = record.give(self.lists, &mut self.places)?;
            self.hollow += usize::from(!given);
            if self.hollow > MOST_HOLLOW {
                return Err(Unfit::NoRecords);
            }
        }
        Ok(())
    }

    fn take(&mut self, text: Cow<'f, str>, start: usize) -> Result<(), Unfit> {
        let Some(element) = self.open.last_mut() else {
            let is_blank = fold::trim(&text).is_empty();
            return if is_blank {
                Ok(())
            } else {
                Err(self.outside(start))
            };
        };
        if element.text.is_empty() {
            element.text = text;
        } else {
            element.text.to_mut().push_str(&text);
        }
        let met = element.text.len();
        if met > MOST {
            let line = self.lines.at(start);
            return Err(Unfit::TooLarge { line });
        }
        Ok(())
    }

    /// Notes attributes of a record's elements: no return gives a value in one.
    fn attributes(&mut self, element: &BytesStart<'_>, name: &str) {
        const LOOKED_AT: usize = 16;
        let Some(record) = &mut self.record else {
            return;
        };
        // The checks compare every attribute with every other.
        let mut all = element.attributes();
        for attribute in all.with_checks(false).take(LOOKED_AT).flatten() {
            let key: &str = attribute.key.as_ref();
            let is_grammar = ["xmlns", "xsi:", "xml:"].iter().any(|p| key.starts_with(p));
            if !is_grammar {
                record.stray(format!("{key} (an attribute of {name})"));
            }
        }
    }

    /// The end of the file: whether it has come when it should.
    fn whole(mut self, end: usize) -> Result<Option<Day>, Unfit> {
        if self.ended {
            return Ok(self.dated);
        }
        let nothing = self.open.is_empty();
        let line = self.lines.at(end);
        Err(if nothing {
            Unfit::NoReturn
        } else {
            Unfit::CutShort { line }
        })
    }

    fn grow(&mut self, by: usize, line: u32) -> Result<(), Unfit> {
        // What an element costs beside its name.
        const EACH: usize = 64;
        self.size += by + EACH;
        if self.size > MOST {
            return Err(Unfit::TooLarge { line });
        }
        Ok(())
    }

    /// Text where there is no element: not XML at all, where it comes before all of them.
    fn outside(&mut self, start: usize) -> Unfit {
        let line = self.lines.at(start);
        if self.ended {
            Unfit::Broken { line }
        } else {
            Unfit::NoReturn
        }
    }

    fn in_header(&self) -> bool {
        self.open.iter().any(|element| element.name == "Header")
    }

    fn broken(&mut self) -> Unfit {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
        let is_end = self.reader.buffer_position() >= self.text.len() as u64;
        let line = self.lines.at(at.min(self.text.len()));
        if is_end {
            Unfit::CutShort { line }
        } else {
            Unfit::Broken { line }
        }
    }
}

/// The name of an element without its namespace, as it stands in the text.
fn local_name<'f>(text: &'f str, start: usize, element: &BytesStart<'_>) -> &'f str {
    let name = element.name();
    let name: &str = name.as_ref();
    let first = start.saturating_add(1);
    let whole = text.get(first..first.saturating_add(name.len()));
    let whole = whole.unwrap_or_default();
    whole.rsplit_once(':').map_or(whole, |(_, local)| local)
}
