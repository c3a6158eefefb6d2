//! The datasets of the default pack, read straight from their TOML.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use reinspect::calendar::{Span, Unit};
use reinspect::diagnostic::Place;
use reinspect::pack::{ColumnSpec, Dataset, KindOfEvidence, Personal, Shape};
use reinspect::table::ColumnType;
use toml::{Table, Value};

/// Every dataset of `rules/datasets`.
pub(crate) fn all() -> BTreeMap<String, Dataset> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/datasets");
    let mut datasets = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        datasets.extend(parse(&text));
    }
    assert!(datasets.len() > 50, "the default pack's datasets");
    datasets
}

/// The datasets of one text.
pub(super) fn parse(text: &str) -> BTreeMap<String, Dataset> {
    let file: Table = text.parse().unwrap();
    let tables = file["dataset"].as_array().unwrap();
    tables
        .iter()
        .map(|t| dataset(t.as_table().unwrap()))
        .map(|d| (d.id.clone(), d))
        .collect()
}

fn dataset(table: &Table) -> Dataset {
    Dataset {
        id: text(table, "id"),
        title: text(table, "title"),
        source: table
            .get("source")
            .and_then(Value::as_str)
            .map(str::to_owned),
        rows_are: text(table, "rows_are"),
        sheet_hints: texts(table.get("sheet_hints")),
        file_hints: texts(table.get("file_hints")),
        valid_for: Span {
            count: 1,
            unit: Unit::Months,
        },
        kind_of_evidence: KindOfEvidence::Data,
        key: texts(table.get("key")),
        shape: if text(table, "shape") == "log" {
            Shape::Log
        } else {
            Shape::Snapshot
        },
        covers: None,
        empty_means_none: table.contains_key("empty_means"),
        auto: table.get("auto").and_then(Value::as_bool).unwrap_or(true),
        template: true,
        columns: table["column"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| column(c.as_table().unwrap()))
            .collect(),
        subject: None,
        order: Vec::new(),
        place: Place {
            file: "".into(),
            line: 1,
            column: 1,
            start: 0,
            end: 0,
        },
    }
}

fn column(table: &Table) -> ColumnSpec {
    let codes = table
        .get("codes")
        .and_then(Value::as_table)
        .cloned()
        .unwrap_or_default();
    ColumnSpec {
        name: text(table, "name").into(),
        names: texts(table.get("names")),
        kind: match text(table, "type").as_str() {
            "text" => ColumnType::Text,
            "date" => ColumnType::Date,
            "number" => ColumnType::Number,
            "yes_no" => ColumnType::YesNo,
            "code" => ColumnType::Code,
            other => panic!("a type of column: {other}"),
        },
        required: table
            .get("required")
            .and_then(Value::as_bool)
            .unwrap_or(false),
        personal: match text(table, "personal").as_str() {
            "" => None,
            "identifier" => Some(Personal::Identifier),
            "name" => Some(Personal::Name),
            "birth_date" => Some(Personal::BirthDate),
            "address" => Some(Personal::Address),
            "free_text" => Some(Personal::FreeText),
            other => panic!("a kind of personal information: {other}"),
        },
        show: false,
        planned: false,
        may_be_blank: false,
        codes: codes.keys().cloned().collect::<Arc<[String]>>(),
        spellings: codes.values().map(|v| texts(Some(v))).collect(),
        others: codes
            .keys()
            .position(|code| *code == text(table, "others"))
            .and_then(|at| u16::try_from(at).ok()),
        asks: None,
        about: None,
        example: None,
    }
}

fn text(table: &Table, key: &str) -> String {
    table
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn texts(value: Option<&Value>) -> Vec<String> {
    let items = value.and_then(Value::as_array).into_iter().flatten();
    items
        .map(|item| item.as_str().unwrap().to_owned())
        .collect()
}
