//! Records whose cells go by name, as in JSON and XML: met one by one, gathered into lists.
//!
//! A list is recognised by the names met in its first records. Where a name is first met after
//! them, or a second list where one was thought to be alone, the file is gone through once more
//! with all of them known: what is read does not depend on the order in which it stands.

mod list;

use std::collections::HashMap;

use super::rows::Value;
use super::{Content, Format, Input, Request, Unreadable};
use crate::evidence::TableFound;
use crate::evidence::extract::Extract;

use list::List;

/// The most lists of one file, and the most names of one list.
const MOST_LISTS: usize = 1000;
const MOST_NAMES: usize = 16_384;

/// Why a file of records cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It breaks the rules of its format.
    Broken { line: u32 },
    /// It ends in the middle.
    CutShort { line: u32 },
    /// Something lies too deep inside something else.
    TooDeep { line: u32 },
    /// One record is larger than any that a person keeps.
    TooLarge { line: u32 },
    /// More lists, or more names in a list, than any export has.
    TooMany,
    /// It declares entities, which can make a small file unpack to a huge one.
    Entities,
    /// It refers to an entity that it does not declare.
    Undeclared { line: u32 },
    /// An entry of a list is no record.
    NotRecords { line: u32 },
    /// Nothing in it is a list of records.
    NoRecords,
    /// It is XML, but no return that is known.
    NoReturn,
}

impl Unfit {
    /// What was found, and what would mend it.
    pub(super) fn sentence(self, format: Format) -> String {
        let name = format.name();
        match self {
            Self::Broken { line } => {
                format!("not right as {name} at line {line}: export it again, or correct that line")
            }
            Self::CutShort { line } => format!("breaks off at line {line}: export it again"),
            Self::TooDeep { line } => format!(
                "nested deeper at line {line} than any list is: export a plain list of records"
            ),
            Self::TooLarge { line } => format!(
                "one record is larger than 4 MB at line {line}: export a plain list of records"
            ),
            Self::TooMany => {
                "holds more names than any list has headings: export a plain list of records".into()
            }
            Self::Entities => {
                "declares entities of its own, which are not read: export it without them".into()
            }
            Self::Undeclared { line } => format!(
                "refers at line {line} to an entity that xml does not know: export it again"
            ),
            Self::NotRecords { line } => format!(
                "holds something at line {line} that is no record: export a list of records, each \
                 with its headings"
            ),
            Self::NoRecords => {
                "holds no list of records: export a list of records, each with its headings".into()
            }
            Self::NoReturn => "no return that is read as xml (CIN census, SSDA903, social work \
                               workforce census): export the list as csv or xlsx"
                .into(),
        }
    }
}

/// The lists of one file, on their way in.
pub(super) struct Lists<'r, 'f> {
    request: &'r Request<'r>,
    path: &'r str,
    all: Vec<List<'r, 'f>>,
    places: HashMap<Option<String>, usize>,
    /// Whether something was met too late for what was read before it.
    late: bool,
    /// What stands beside the lists and belongs to none.
    beside: Vec<String>,
}

/// What becomes of one named cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the cell of this column.
    Column(u32),
    /// Nothing needs it, or the record has had a cell of that name.
    Nowhere,
}

impl<'r, 'f> Lists<'r, 'f> {
    pub(super) fn new(input: &Input<'r>) -> Self {
        Self {
            request: input.request,
            path: input.path,
            all: Vec::new(),
            places: HashMap::new(),
            late: false,
            beside: Vec::new(),
        }
    }

    /// Reads a file's records with `walk`, twice where the first time teaches too late.
    pub(super) fn read<T>(
        mut self,
        mut walk: impl FnMut(&mut Self) -> Result<T, Unfit>,
    ) -> Result<(Content, Option<T>), Unreadable> {
        let format = Format::of(self.path);
        let mut read = walk(&mut self);
        if self.late && read.is_ok() {
            self.start_again();
            read = walk(&mut self);
        }
        let mut content = Content::default();
        match read {
            Ok(told) if !self.all.is_empty() => {
                content.tables = self.finish();
                Ok((content, Some(told)))
            }
            Ok(_) => Err(Unreadable::Records(Unfit::NoRecords)),
            Err(why) => {
                let sentence = why.sentence(format);
                content.tables = self.broken(&sentence);
                if content.tables.is_empty() {
                    return Err(Unreadable::Records(why));
                }
                content.problem = Some(sentence);
                Ok((content, None))
            }
        }
    }

    /// The list of a name, made where it is new.
    pub(super) fn list(&mut self, name: Option<&str>) -> Result<usize, Unfit> {
        let name = name.map(str::to_owned);
        if let Some(at) = self.places.get(&name) {
            return Ok(*at);
        }
        if self.all.len() >= MOST_LISTS {
            return Err(Unfit::TooMany);
        }
        let at = self.all.len();
        // The first one was thought to be alone when it was recognised.
        self.late |= at == 1 && self.all.iter().any(List::is_open);
        self.all.push(List::new(name.clone()));
        self.places.insert(name, at);
        Ok(at)
    }

    /// Says which dataset a list is by the file's own form.
    pub(super) fn is_dataset(&mut self, list: usize, dataset: &'static str) {
        if let Some(list) = self.all.get_mut(list) {
            list.dataset = Some(dataset);
        }
    }

    /// Begins a record that starts on a line of the file.
    pub(super) fn begin(&mut self, list: usize, line: u32) {
        if let Some(list) = self.all.get_mut(list) {
            list.begin(line);
        }
    }

    /// Where the record's cell of a name goes.
    #[inline]
    pub(super) fn place(&mut self, list: usize, name: &str) -> Result<Place, Unfit> {
        let Some(list) = self.all.get_mut(list) else {
            return Ok(Place::Nowhere);
        };
        let (place, is_new) = list.place(name)?;
        self.late |= is_new && list.is_open();
        Ok(place)
    }

    /// Gives the record a cell.
    #[inline]
    pub(super) fn cell(&mut self, list: usize, column: u32, value: Value<'f>) {
        if let Some(list) = self.all.get_mut(list) {
            list.cell(column, value);
        }
    }

    /// Notes that a cell of the record holds records or lists of its own, which are not read.
    pub(super) fn nested(&mut self, list: usize, column: u32) {
        if let Some(list) = self.all.get_mut(list) {
            list.nested(column);
        }
    }

    /// Notes what stands in a list's records without being a cell of them.
    pub(super) fn stray(&mut self, list: usize, what: String) {
        if let Some(list) = self.all.get_mut(list) {
            list.stray(what);
        }
    }

    /// Notes what stands beside the lists.
    pub(super) fn beside(&mut self, what: String) {
        const MOST: usize = 100;
        if self.beside.len() < MOST && !self.beside.contains(&what) {
            self.beside.push(what);
        }
    }

    /// Drops a list that turned out to be none.
    pub(super) fn forget(&mut self, list: usize) {
        if let Some(list) = self.all.get_mut(list) {
            list.is_none = true;
        }
    }

    /// Ends the record.
    pub(super) fn end(&mut self, list: usize) {
        if self.late {
            return;
        }
        let only = self.is_only();
        if let Some(list) = self.all.get_mut(list)
            && list.end()
        {
            list.open(self.request, self.path, only);
        }
    }

    /// Whether the file holds one list.
    fn is_only(&self) -> bool {
        self.all.iter().filter(|list| !list.is_none).count() == 1
    }

    fn start_again(&mut self) {
        self.late = false;
        self.beside.clear();
        let only = self.is_only();
        for list in &mut self.all {
            list.start_again();
            list.open(self.request, self.path, only);
        }
    }

    fn open_all(&mut self) {
        let only = self.is_only();
        for list in self.all.iter_mut().filter(|list| !list.is_open()) {
            list.open(self.request, self.path, only);
        }
    }

    fn finish(mut self) -> Vec<(TableFound, Option<Extract>)> {
        self.open_all();
        let mut tables: Vec<_> = self.all.into_iter().filter_map(List::finish).collect();
        let recognised = tables.iter_mut().find(|(_, extract)| extract.is_some());
        if let Some((found, _)) = recognised {
            found.ignored.append(&mut self.beside);
        }
        tables
    }

    /// The lists that were recognised before the file broke off.
    fn broken(mut self, why: &str) -> Vec<(TableFound, Option<Extract>)> {
        self.open_all();
        let broken = self.all.into_iter().filter_map(|list| list.broken(why));
        let known = broken.filter(|found| found.dataset.is_some());
        known.map(|found| (found, None)).collect()
    }
}

/// Which line of a text a place is in; places are asked for in order.
pub(super) struct Lines<'f> {
    text: &'f str,
    at: usize,
    line: u32,
}

impl<'f> Lines<'f> {
    pub(super) fn new(text: &'f str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
        }
    }

    /// The line, from 1, of a byte of the text.
    pub(super) fn at(&mut self, at: usize) -> u32 {
        let passed = self.text.get(self.at..at).unwrap_or_default();
        let ends = passed.matches('\n').count();
        self.line = self
            .line
            .saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.at = self.at.max(at);
        self.line
    }
}
