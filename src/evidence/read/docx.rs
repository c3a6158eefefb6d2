//! Word documents: their text, headings and properties, read part by part as a stream.
//!
//! What a reader of the document sees is its text: tracked deletions, hidden text, comments, field
//! codes and the old form of a changed paragraph are left out. Headings are told by their styles,
//! which go by other ids in every language, so the names and levels in `styles.xml` are asked.

mod body;
mod parts;
mod styles;
mod tables;

use std::sync::Arc;

use super::properties::{self, Approval};
use super::{Content, Input, Unreadable, package, xls};
use crate::evidence::extract::RawDocument;
use crate::evidence::fold;

use parts::Parts;
use styles::Styles;

/// Reads a document.
pub(super) fn read(input: &Input<'_>) -> Result<Content, Unreadable> {
    if xls::is_old_workbook(input.bytes) {
        return Err(if is_protected(input.bytes) {
            Unreadable::Protected
        } else {
            Unreadable::OldDocument
        });
    }
    if !package::is_package(input.bytes) {
        return Err(Unreadable::Damaged);
    }
    let mut parts = Parts::open(input.bytes)?;
    let styles = Styles::read(&mut parts)?;
    let body = body::read(&mut parts, &styles)?;
    let core = parts.core()?;
    let made = parts.custom()?;

    let mut approval = Approval::default();
    for (name, value) in &made {
        approval.take(name, value);
    }
    let made = made.iter().map(|(n, v)| (n.as_str(), v.as_str()));
    let title = core.title.or(body.title);
    let document = RawDocument {
        path: Arc::from(""),
        sha256: Arc::from(""),
        title: title.or_else(|| body.headings.first().cloned()),
        approved: approval.approved,
        approved_on: approval.on,
        headings: body.headings,
        text: Some(fold::prose(&body.text)),
        unread: None,
        own_date: properties::own_date(made, core.modified.as_deref()),
    };
    let tables = body.tables.found(input.path, input.request).into_iter();
    Ok(Content {
        tables: tables.map(|table| (table, None)).collect(),
        documents: vec![document],
        ..Content::default()
    })
}

/// Whether the container is the one that Word puts around a document with a password.
///
/// The entries of its folder are 128 bytes long and begin with their names.
fn is_protected(file: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    file.chunks(128).any(|entry| entry.starts_with(&name))
}
