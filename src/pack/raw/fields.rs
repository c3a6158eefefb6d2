//! Tables: the macro that declares their keys once, and the reader and schema it makes.

use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

use super::{Key, Raw, Walk, example};
use crate::diagnostic::{Code, Diagnostic, nearest};

/// Declares raw tables: for each key whether it is needed, its name, its type and what it means.
///
/// `required` keys must be there, `optional` ones may be, and of the `choice` keys of a table exactly
/// one must be. A wrong value reads as none, after it was reported.
macro_rules! table {
    ($(
        $(#[doc = $about:literal])+
        $name:ident ($called:literal) {
            $( $(#[doc = $doc:literal])+ $need:ident $key:ident : $kind:ty, )+
        }
    )+) => { $(
        $(#[doc = $about])+
        #[derive(Debug)]
        pub(crate) struct $name {
            $( $(#[doc = $doc])+ pub(crate) $key: $crate::pack::raw::Key<$kind>, )+
        }

        impl $crate::pack::raw::Raw for $name {
            fn expected() -> String {
                concat!("a table of ", $called).to_owned()
            }

            fn read(
                value: &toml::de::DeValue<'_>,
                span: &std::ops::Range<usize>,
                walk: &mut $crate::pack::raw::Walk<'_>,
            ) -> Option<Self> {
                use $crate::pack::raw::fields::{Fields, key_name};
                let mut fields = Fields::open::<Self>($called, value, span, walk)?;
                let read = Self { $( $key: fields.$need(key_name(stringify!($key))), )+ };
                fields.close(&[ $( key_name(stringify!($key)), )+ ]);
                Some(read)
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                use $crate::pack::raw::fields::TableSchema;
                let mut schema = TableSchema::new(concat!($($about),+));
                $( schema.$need::<$kind>(stringify!($key), concat!($($doc),+), generator); )+
                schema.finish()
            }
        }
    )+ };
}
pub(crate) use table;

/// The key that a field's name stands for: `r#where` is `where`.
pub(crate) fn key_name(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}

/// The keys of one table while it is read.
#[derive(Debug)]
pub(crate) struct Fields<'w, 'a, 'v> {
    called: &'static str,
    table: &'v DeTable<'v>,
    span: &'v Range<usize>,
    walk: &'w mut Walk<'a>,
    missing: Vec<(&'static str, Option<String>)>,
    choices: Vec<&'static str>,
    chosen: Vec<&'static str>,
}

impl<'w, 'a, 'v> Fields<'w, 'a, 'v> {
    /// Opens a table; anything else is a value of the wrong type.
    pub(crate) fn open<T: Raw>(
        called: &'static str,
        value: &'v DeValue<'v>,
        span: &'v Range<usize>,
        walk: &'w mut Walk<'a>,
    ) -> Option<Self> {
        let DeValue::Table(table) = value else {
            walk.wrong_type::<T>(value, span);
            return None;
        };
        Some(Self {
            called,
            table,
            span,
            walk,
            missing: Vec::new(),
            choices: Vec::new(),
            chosen: Vec::new(),
        })
    }

    /// Reads a key that must be there.
    pub(crate) fn required<T: Raw>(&mut self, key: &'static str) -> Key<T> {
        if !self.table.contains_key(key) {
            self.missing.push((key, example::of::<T>(key)));
        }
        self.optional(key)
    }

    /// Reads a key that may be there.
    pub(crate) fn optional<T: Raw>(&mut self, key: &'static str) -> Key<T> {
        match self.table.get(key) {
            Some(value) => self.walk.value(key, value).map_or(Key::Faulty, Key::Given),
            None => Key::Absent,
        }
    }

    /// Reads a key of which exactly one must be there.
    pub(crate) fn choice<T: Raw>(&mut self, key: &'static str) -> Key<T> {
        self.choices.push(key);
        if self.table.contains_key(key) {
            self.chosen.push(key);
        }
        self.optional(key)
    }

    /// Reports the keys that should not be there and those that should.
    pub(crate) fn close(mut self, known: &[&'static str]) {
        let mut meant = Vec::new();
        for key in self.table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let near = meant_by(key.get_ref(), known)
                    .or_else(|| nearest(key.get_ref(), known.iter().copied()));
                meant.extend(near);
                self.unknown(key.get_ref(), &key.span(), near, known);
            }
        }
        // A misspelt key is one mistake, not an unknown key and a missing one.
        for (key, example) in std::mem::take(&mut self.missing) {
            if !meant.contains(&key) {
                let add = match example {
                    Some(example) => format!("a line such as `{key} = {example}`"),
                    None => format!("`{key}`"),
                };
                self.lacks(&format!("`{key}`"), &add);
            }
        }
        if self.chosen.is_empty() && !self.choices.is_empty() {
            let choice_meant = meant.iter().any(|key| self.choices.contains(key));
            if !choice_meant && !self.has_unknown_table(known) {
                let keys = format!("one of {}", listed(&self.choices));
                self.lacks(&keys, &keys);
            }
        }
        self.too_many();
    }

    fn unknown(
        &mut self,
        key: &str,
        span: &Range<usize>,
        near: Option<&str>,
        known: &[&'static str],
    ) {
        let table = |value: &toml::Spanned<DeValue<'_>>| value.get_ref().is_table();
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None if !self.choices.is_empty() && self.table.get(key).is_some_and(table) => {
                format!("use one of {}", listed(&self.choices))
            }
            None => "take it out".to_owned(),
        };
        let diagnostic = Diagnostic::new(
            Code::UnknownKey,
            format!("{} has no key `{key}`", self.called),
        )
        .at(self.walk.place(span))
        .found(format!("`{key}`"))
        .expected(format!("one of {}", listed(known)))
        .help(help);
        self.walk.report(diagnostic);
    }

    fn lacks(&mut self, keys: &str, add: &str) {
        let diagnostic = Diagnostic::new(Code::MissingKey, format!("{} needs {keys}", self.called))
            .at(self.walk.place(self.span))
            .found("no such key")
            .expected(keys)
            .help(format!(
                "add {add}; the schema of this file says what it means"
            ));
        self.walk.report(diagnostic);
    }

    /// An unknown key with a table may well be the choice, misspelt beyond recognition.
    fn has_unknown_table(&self, known: &[&str]) -> bool {
        self.table.iter().any(|(key, value)| {
            !known.contains(&key.get_ref().as_ref()) && value.get_ref().is_table()
        })
    }

    fn too_many(&mut self) {
        if self.chosen.len() < 2 {
            return;
        }
        let mut places: Vec<_> = self
            .table
            .keys()
            .filter(|key| self.chosen.contains(&key.get_ref().as_ref()))
            .map(toml::Spanned::span)
            .collect();
        places.sort_by_key(|span| span.start);
        let second = places.get(1).cloned().unwrap_or_default();
        let diagnostic = Diagnostic::new(
            Code::OnlyOneOf,
            format!("{} takes only one of these", self.called),
        )
        .at(self.walk.place(&second))
        .found(format!("{} together", listed(&self.chosen)))
        .expected(format!("exactly one of {}", listed(&self.choices)))
        .help("keep one and take the others out");
        self.walk.report(diagnostic);
    }
}

/// The key that goes by another word elsewhere.
fn meant_by(word: &str, known: &[&'static str]) -> Option<&'static str> {
    const ALSO_CALLED: [(&str, &str); 5] = [
        ("percent", "share"),
        ("percentage", "share"),
        ("proportion", "share"),
        ("average", "duration"),
        ("median", "duration"),
    ];
    let (_, key) = ALSO_CALLED.iter().find(|(other, _)| *other == word)?;
    known.iter().find(|known| *known == key).copied()
}

/// Words in backticks with commas between them.
pub(crate) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// The schema of a table while it is put together.
#[derive(Debug)]
pub(crate) struct TableSchema {
    about: &'static str,
    properties: Map<String, Value>,
    required: Vec<&'static str>,
    choices: Vec<&'static str>,
}

impl TableSchema {
    /// Starts the schema of a table with what it means.
    pub(crate) fn new(about: &'static str) -> Self {
        Self {
            about,
            properties: Map::new(),
            required: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// Adds a key that must be there.
    pub(crate) fn required<T: JsonSchema>(
        &mut self,
        field: &'static str,
        doc: &str,
        generator: &mut SchemaGenerator,
    ) {
        self.required.push(key_name(field));
        self.optional::<T>(field, doc, generator);
    }

    /// Adds a key of which exactly one must be there.
    pub(crate) fn choice<T: JsonSchema>(
        &mut self,
        field: &'static str,
        doc: &str,
        generator: &mut SchemaGenerator,
    ) {
        self.choices.push(key_name(field));
        self.optional::<T>(field, doc, generator);
    }

    /// Adds a key that may be there.
    pub(crate) fn optional<T: JsonSchema>(
        &mut self,
        field: &'static str,
        doc: &str,
        generator: &mut SchemaGenerator,
    ) {
        let mut schema = generator.subschema_for::<T>();
        schema.insert("description".to_owned(), doc.trim().into());
        self.properties
            .insert(key_name(field).to_owned(), schema.to_value());
    }

    /// The finished schema.
    pub(crate) fn finish(self) -> Schema {
        let mut schema = Map::new();
        schema.insert("description".to_owned(), self.about.trim().into());
        schema.insert("type".to_owned(), "object".into());
        schema.insert("properties".to_owned(), self.properties.into());
        if !self.required.is_empty() {
            schema.insert("required".to_owned(), self.required.into());
        }
        if !self.choices.is_empty() {
            let each = self.choices.iter().map(|key| json!({ "required": [key] }));
            schema.insert("oneOf".to_owned(), each.collect());
        }
        schema.insert("additionalProperties".to_owned(), false.into());
        schema.into()
    }
}
