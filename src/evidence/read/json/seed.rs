//! What serde is asked for at each place of a file: never more than one record at a time.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};

use super::skip::Skip;
use super::{Stop, Walk, whole};
use crate::evidence::decode::Raw;
use crate::evidence::read::fields::{Place, Unfit};
use crate::evidence::read::rows::Value;

/// How many objects may lie around the lists.
const DEEPEST: usize = 4;

/// The file, or one line of it.
pub(super) struct Whole<'s, 'w, 'r, 'f>(pub(super) &'s mut Walk<'w, 'r, 'f>);

/// What stands under a name around the lists: a list, another object, or something beside them.
struct Part<'s, 'w, 'r, 'f> {
    walk: &'s mut Walk<'w, 'r, 'f>,
    name: &'s str,
    depth: usize,
}

/// What a part was.
enum Was<'f> {
    /// A list, or an object with lists.
    Lists,
    /// A value beside the lists.
    Beside(Option<Value<'f>>),
}

/// An entry of a list: a record.
struct Entry<'s, 'w, 'r, 'f> {
    walk: &'s mut Walk<'w, 'r, 'f>,
    list: usize,
}

/// A cell of a record.
struct CellOf;

/// What a cell holds.
enum Held<'f> {
    Value(Value<'f>),
    Nothing,
    /// An object or a list.
    Nested,
}

/// A name; its own text where it has no escapes.
struct NameOf;

impl<'f> Walk<'_, '_, 'f> {
    fn stop<E: Error>(&mut self, stop: Stop) -> E {
        self.unfit = Some(stop);
        E::custom("")
    }

    fn list<E: Error>(&mut self, name: Option<&str>) -> Result<usize, E> {
        let list = self.lists.list(name);
        list.map_err(|unfit| self.stop(Stop::Unfit(unfit)))
    }

    fn place<E: Error>(&mut self, list: usize, name: &str) -> Result<Place, E> {
        let place = self.lists.place(list, name);
        place.map_err(|unfit| self.stop(Stop::Unfit(unfit)))
    }

    /// Reads an object as a record.
    fn record<A: MapAccess<'f>>(&mut self, list: usize, mut map: A) -> Result<(), A::Error> {
        let mut begun = false;
        while let Some(name) = map.next_key_seed(NameOf)? {
            if !begun {
                let line = self.line_of(&name);
                self.lists.begin(list, line);
                begun = true;
            }
            let Place::Column(column) = self.place(list, &name)? else {
                map.next_value::<Skip>()?;
                continue;
            };
            match map.next_value_seed(CellOf)? {
                Held::Value(value) => self.lists.cell(list, column, value),
                Held::Nothing => {}
                Held::Nested => self.lists.nested(list, column),
            }
        }
        if begun {
            self.lists.end(list);
        }
        Ok(())
    }

    /// Reads an object around lists; whether there was any. One without is a record itself.
    fn around<A: MapAccess<'f>>(&mut self, mut map: A, depth: usize) -> Result<bool, A::Error> {
        const MOST: usize = 1000;
        let mut beside: Vec<(Cow<'f, str>, Option<Value<'f>>)> = Vec::new();
        let mut lists = false;
        while let Some(name) = map.next_key_seed(NameOf)? {
            let part = Part {
                walk: &mut *self,
                name: &name,
                depth,
            };
            match map.next_value_seed(part)? {
                Was::Lists => lists = true,
                Was::Beside(_) if beside.len() >= MOST => {
                    return Err(self.stop(Stop::Unfit(Unfit::TooMany)));
                }
                Was::Beside(value) => beside.push((name, value)),
            }
        }
        if lists || depth > 0 {
            for (name, value) in &beside {
                self.beside(name, value.as_ref());
            }
        } else if let Some((first, _)) = beside.first() {
            let line = self.line_of(first);
            let list = self.list(None)?;
            self.lists.begin(list, line);
            for (name, value) in beside {
                match (self.place(list, &name)?, value) {
                    (Place::Column(column), Some(value)) => self.lists.cell(list, column, value),
                    (Place::Column(column), None) => self.lists.nested(list, column),
                    (Place::Nowhere, _) => {}
                }
            }
            self.lists.end(list);
        }
        Ok(lists)
    }
}

impl<'f> DeserializeSeed<'f> for Whole<'_, '_, '_, 'f> {
    type Value = ();

    fn deserialize<D: Deserializer<'f>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'f> Visitor<'f> for Whole<'_, '_, '_, 'f> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("records")
    }

    fn visit_seq<A: SeqAccess<'f>>(self, mut entries: A) -> Result<(), A::Error> {
        let walk = self.0;
        let list = walk.list(None)?;
        loop {
            let entry = Entry { walk, list };
            match entries.next_element_seed(entry)? {
                Some(true) => {}
                Some(false) => return Err(walk.stop(Stop::NotRecords)),
                None => return Ok(()),
            }
        }
    }

    fn visit_map<A: MapAccess<'f>>(self, map: A) -> Result<(), A::Error> {
        if self.0.a_line_each {
            let list = self.0.list(None)?;
            self.0.record(list, map)
        } else {
            self.0.around(map, 0).map(|_| ())
        }
    }
}

impl<'f> DeserializeSeed<'f> for Part<'_, '_, '_, 'f> {
    type Value = Was<'f>;

    fn deserialize<D: Deserializer<'f>>(self, json: D) -> Result<Was<'f>, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'f> Visitor<'f> for Part<'_, '_, '_, 'f> {
    type Value = Was<'f>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list, or something beside it")
    }

    fn visit_seq<A: SeqAccess<'f>>(self, mut entries: A) -> Result<Was<'f>, A::Error> {
        let Self { walk, name, .. } = self;
        let list = walk.list(Some(name))?;
        let (mut records, mut others) = (false, false);
        loop {
            let entry = Entry { walk, list };
            match entries.next_element_seed(entry)? {
                Some(true) => records = true,
                Some(false) => others = true,
                None => break,
            }
            if records && others {
                return Err(walk.stop(Stop::NotRecords));
            }
        }
        if others {
            walk.lists.forget(list);
            return Ok(Was::Beside(None));
        }
        Ok(Was::Lists)
    }

    fn visit_map<A: MapAccess<'f>>(self, mut map: A) -> Result<Was<'f>, A::Error> {
        if self.depth >= DEEPEST {
            while map.next_entry::<Skip, Skip>()?.is_some() {}
            return Ok(Was::Beside(None));
        }
        let lists = self.walk.around(map, self.depth + 1)?;
        Ok(if lists { Was::Lists } else { Was::Beside(None) })
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Was<'f>, E> {
        CellOf.visit_bool(yes).map(Held::beside)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Was<'f>, E> {
        CellOf.visit_i64(number).map(Held::beside)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Was<'f>, E> {
        CellOf.visit_u64(number).map(Held::beside)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Was<'f>, E> {
        CellOf.visit_f64(number).map(Held::beside)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'f str) -> Result<Was<'f>, E> {
        CellOf.visit_borrowed_str(text).map(Held::beside)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Was<'f>, E> {
        CellOf.visit_str(text).map(Held::beside)
    }

    fn visit_unit<E: Error>(self) -> Result<Was<'f>, E> {
        CellOf.visit_unit().map(Held::beside)
    }
}

impl<'f> Held<'f> {
    fn beside(self) -> Was<'f> {
        Was::Beside(match self {
            Self::Value(value) => Some(value),
            Self::Nothing => Some(Value::Other(Raw::Blank)),
            Self::Nested => None,
        })
    }
}

impl<'f> DeserializeSeed<'f> for Entry<'_, '_, '_, 'f> {
    /// Whether it is a record.
    type Value = bool;

    fn deserialize<D: Deserializer<'f>>(self, json: D) -> Result<bool, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'f> Visitor<'f> for Entry<'_, '_, '_, 'f> {
    type Value = bool;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a record")
    }

    fn visit_map<A: MapAccess<'f>>(self, map: A) -> Result<bool, A::Error> {
        self.walk.record(self.list, map).map(|()| true)
    }

    fn visit_seq<A: SeqAccess<'f>>(self, mut entries: A) -> Result<bool, A::Error> {
        while entries.next_element::<Skip>()?.is_some() {}
        Ok(false)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }
}

impl<'f> DeserializeSeed<'f> for CellOf {
    type Value = Held<'f>;

    fn deserialize<D: Deserializer<'f>>(self, json: D) -> Result<Held<'f>, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'f> Visitor<'f> for CellOf {
    type Value = Held<'f>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Held<'f>, E> {
        Ok(Held::Value(Value::Other(Raw::Bool(yes))))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Held<'f>, E> {
        Ok(Held::Value(whole(number.into())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Held<'f>, E> {
        Ok(Held::Value(whole(number.into())))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Held<'f>, E> {
        Ok(Held::Value(Value::Other(Raw::Number(number))))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'f str) -> Result<Held<'f>, E> {
        Ok(Held::Value(Value::Text(Cow::Borrowed(text))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Held<'f>, E> {
        Ok(Held::Value(Value::Text(Cow::Owned(text.to_owned()))))
    }

    fn visit_unit<E: Error>(self) -> Result<Held<'f>, E> {
        Ok(Held::Nothing)
    }

    fn visit_seq<A: SeqAccess<'f>>(self, mut entries: A) -> Result<Held<'f>, A::Error> {
        while entries.next_element::<Skip>()?.is_some() {}
        Ok(Held::Nested)
    }

    fn visit_map<A: MapAccess<'f>>(self, mut map: A) -> Result<Held<'f>, A::Error> {
        while map.next_entry::<Skip, Skip>()?.is_some() {}
        Ok(Held::Nested)
    }
}

impl<'f> DeserializeSeed<'f> for NameOf {
    type Value = Cow<'f, str>;

    fn deserialize<D: Deserializer<'f>>(self, json: D) -> Result<Cow<'f, str>, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'f> Visitor<'f> for NameOf {
    type Value = Cow<'f, str>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'f str) -> Result<Cow<'f, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cow<'f, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}
