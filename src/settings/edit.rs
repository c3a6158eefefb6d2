//! Mappings written into the text of settings, the rest of which stays as it is, byte for byte.

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

/// A mapping to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapEdit {
    /// Which mapping of the settings it takes the place of, counted from 0; none for a new one.
    pub earlier: Option<usize>,
    /// Path below the evidence folder.
    pub file: String,
    /// The sheet.
    pub sheet: Option<String>,
    /// The dataset.
    pub dataset: String,
    /// The row of the headings, from 1, where it cannot be told from them.
    pub header_row: Option<u32>,
    /// Canonical column to heading.
    pub columns: Vec<(String, String)>,
    /// Columns that the list is incomplete without and for which no heading is known: a new mapping has
    /// a line for each, put aside as a comment until a person fills it in.
    pub wanted: Vec<String>,
}

/// Why mappings could not be written into settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotChanged {
    /// The text is not TOML.
    #[error("the settings are not TOML")]
    NotToml,
    /// The mappings there stand in one line, or are something else.
    #[error("the mappings in the settings are not written as `[[map]]`")]
    OtherForm,
}

/// A text of settings with mappings written into it: each in the place of an earlier one, or at the
/// end.
pub fn with_maps(text: &str, maps: &[MapEdit]) -> Result<String, NotChanged> {
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let mut document: DocumentMut = body.parse().map_err(|_| NotChanged::NotToml)?;
    let mut there = match document.get_mut("map") {
        None => None,
        Some(Item::ArrayOfTables(tables)) => Some(tables),
        Some(_) => return Err(NotChanged::OtherForm),
    };
    let mut changed = false;
    let mut new = Vec::new();
    for map in maps {
        let earlier = map.earlier.and_then(|at| there.as_mut()?.get_mut(at));
        match earlier {
            Some(table) => changed |= update(table, map),
            None => new.push(map),
        }
    }
    // What is not changed is not written anew, lest a line end of it were.
    let mut body = match changed {
        true if body.contains("\r\n") => document
            .to_string()
            .replace("\r\n", "\n")
            .replace('\n', "\r\n"),
        true => document.to_string(),
        false => body.to_owned(),
    };
    for map in new {
        append(&mut body, map);
    }
    Ok(format!("{mark}{body}"))
}

fn append(body: &mut String, map: &MapEdit) {
    let mut document = DocumentMut::new();
    let mut one = ArrayOfTables::new();
    one.push(table(map));
    document.insert("map", Item::ArrayOfTables(one));
    let mut text = document.to_string().trim_start().to_owned();
    for column in &map.wanted {
        for part in ["# ", column, " = \"heading here\"\n"] {
            text.push_str(part);
        }
    }
    let end = if body.contains("\r\n") { "\r\n" } else { "\n" };
    if !body.is_empty() {
        if !body.ends_with('\n') {
            body.push_str(end);
        }
        body.push_str(end);
    }
    body.push_str(&text.replace('\n', end));
}

fn table(map: &MapEdit) -> Table {
    let mut table = Table::new();
    table.insert("file", value(&map.file));
    if let Some(sheet) = &map.sheet {
        table.insert("sheet", value(sheet));
    }
    table.insert("dataset", value(&map.dataset));
    if let Some(row) = map.header_row {
        table.insert("header_row", value(i64::from(row)));
    }
    if !map.wanted.is_empty() {
        // Comments stand only in a table of its own lines.
        let mut columns = Table::new();
        for (column, heading) in &map.columns {
            columns.insert(column, value(heading));
        }
        table.insert("columns", Item::Table(columns));
    } else if !map.columns.is_empty() {
        let columns = map.columns.iter();
        let columns: InlineTable = columns.map(|(column, heading)| (column, heading)).collect();
        table.insert("columns", value(columns));
    }
    table
}

/// Changes what is different in a mapping, and says whether anything was.
fn update(table: &mut Table, map: &MapEdit) -> bool {
    let mut changed = set(table, "dataset", Value::from(&map.dataset));
    changed |= match map.header_row {
        Some(row) => set(table, "header_row", Value::from(i64::from(row))),
        None => table.remove("header_row").is_some(),
    };
    if table.get("columns").is_none() {
        if map.columns.is_empty() {
            return changed;
        }
        table.insert("columns", value(InlineTable::new()));
    }
    let Some(columns) = table.get_mut("columns").and_then(Item::as_table_like_mut) else {
        return changed;
    };
    let wanted = |name: &str| map.columns.iter().any(|(column, _)| column == name);
    let gone: Vec<String> = columns
        .iter()
        .map(|(name, _)| name.to_owned())
        .filter(|name| !wanted(name))
        .collect();
    for name in &gone {
        changed |= columns.remove(name).is_some();
    }
    let before = columns.len();
    for (column, heading) in &map.columns {
        changed |= set(columns, column, Value::from(heading));
    }
    let added = columns.len() > before;
    if added && let Some(inline) = table.get_mut("columns").and_then(Item::as_inline_table_mut) {
        close_up(inline);
    }
    changed
}

/// Takes the space before the closing bracket to the last value from the one that was last before.
fn close_up(columns: &mut InlineTable) {
    let last = columns.len().saturating_sub(1);
    let mut space = None;
    for (at, (_, value)) in columns.iter_mut().enumerate() {
        let decor = value.decor_mut();
        if at < last {
            let after = decor.suffix().cloned();
            let is_space = |text: &str| text.trim().is_empty();
            if let Some(after) = after.filter(|after| after.as_str().is_some_and(is_space)) {
                space = Some(after);
                decor.set_suffix("");
            }
        } else if let Some(space) = space.take() {
            decor.set_suffix(space);
        }
    }
}

/// Sets a value and keeps the spaces and comments around it; false where it says that already.
fn set(table: &mut dyn TableLike, key: &str, new: Value) -> bool {
    let Some(old) = table.get_mut(key).and_then(Item::as_value_mut) else {
        table.insert(key, Item::Value(new));
        return true;
    };
    let same = match (&*old, &new) {
        (Value::String(old), Value::String(new)) => old.value() == new.value(),
        (Value::Integer(old), Value::Integer(new)) => old.value() == new.value(),
        _ => false,
    };
    if !same {
        let decor = old.decor().clone();
        *old = new;
        *old.decor_mut() = decor;
    }
    !same
}
