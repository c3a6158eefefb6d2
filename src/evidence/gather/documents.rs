//! Documents: the files themselves, and what the register of documents says of them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::copies::Copy;
use super::{Context, REGISTER, date_of_document, report_dating, said::said};
use crate::calendar::Day;
use crate::diagnostic::{Code, Diagnostic, EvidencePlace};
use crate::evidence::dated::{self, Claim};
use crate::evidence::extract::RawDocument;
use crate::evidence::{DatedBy, Document, List, Role, Source, Standing};
use crate::table::{Cell, Table};

/// Whether documents are said to be approved, by source; none where nothing says.
type Approvals = BTreeMap<usize, bool>;

/// A row of the register of documents.
struct Row {
    title: Option<String>,
    path: Option<String>,
    dated: Option<Day>,
    approved: Option<bool>,
    source: usize,
    line: u32,
}

/// Brings documents and the register together.
///
/// A row whose path is that of a file, or whose file name only one file has, speaks of that file.
/// Of two dates the older holds; a document that anything calls not approved is not approved. A row
/// without a file stands without headings and text.
pub(super) fn gather(
    drafts: Vec<(usize, RawDocument)>,
    register: Option<&List>,
    copies: &[Copy],
    sources: &mut [Source],
    context: &Context<'_>,
    notes: &mut Vec<Diagnostic>,
) -> (Vec<Document>, Approvals) {
    let rows = match register.map(|list| &list.standing) {
        Some(Standing::Rows(table)) => rows(table, context.as_at),
        Some(Standing::Unreadable(_) | Standing::Unresolved(_)) | None => Vec::new(),
    };
    let (about, alone) = match_rows(rows, &drafts, copies);
    let mut approvals = Approvals::new();
    let mut documents: Vec<Document> = drafts
        .into_iter()
        .filter_map(|(source, draft)| {
            let rows = about.get(&source).map_or(&[][..], Vec::as_slice);
            let approvals = &mut approvals;
            of_file(source, draft, rows, sources, approvals, context, notes)
        })
        .collect();
    let mut undated = Vec::new();
    for row in alone {
        let at = place_of_row(&row, sources);
        let document = of_row(row, at.as_ref(), context, notes);
        let is_undated = document.as_ref().is_some_and(|d| d.dated.is_none());
        undated.extend(at.filter(|_| is_undated));
        documents.extend(document);
    }
    notes.extend(without_dates(&undated));
    (documents, approvals)
}

/// Reports rows without a file that have no date: at the row, or where they are several at the register.
fn without_dates(undated: &[EvidencePlace]) -> Option<Diagnostic> {
    let (first, rest) = undated.split_first()?;
    let mut at = first.clone();
    at.line = at.line.filter(|_| rest.is_empty());
    let message = format!(
        "{} documents of the register have no date and no file",
        undated.len()
    );
    let note = Diagnostic::new(Code::DateMissing, message);
    Some(note.at(at).help("write their dates in the register"))
}

fn place_of_row(row: &Row, sources: &[Source]) -> Option<EvidencePlace> {
    let source = sources.get(row.source)?;
    let register = EvidencePlace::new(source.path.clone(), source.sheet.as_deref());
    Some(register.row(row.line))
}

fn rows(table: &Table, as_at: Day) -> Vec<Row> {
    let text = |name: &str, row: usize| match table.column(name).map(|c| c.cell(row)) {
        Some(Cell::Text(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    };
    let approved = |row: usize| {
        let on = table.column("approved_on").and_then(|c| c.day(row));
        match table.column("approved").map(|c| c.cell(row)) {
            Some(Cell::YesNo(yes)) => Some(yes && has_come(on, as_at)),
            _ => None,
        }
    };
    (0..table.rows())
        .filter_map(|row| {
            let origin = table.origin(row)?;
            Some(Row {
                title: text("title", row),
                path: text("path", row),
                dated: table.column("dated_on").and_then(|c| c.day(row)),
                approved: approved(row),
                source: origin.source,
                line: origin.line,
            })
        })
        .collect()
}

/// Whether the day of an approval is not still to come.
fn has_come(approved_on: Option<Day>, as_at: Day) -> bool {
    approved_on.is_none_or(|day| day <= as_at)
}

/// Rows by the source of the file they speak of, and the rows that speak of none.
fn match_rows(
    rows: Vec<Row>,
    drafts: &[(usize, RawDocument)],
    copies: &[Copy],
) -> (BTreeMap<usize, Vec<Row>>, Vec<Row>) {
    let mut by_path: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (source, draft) in drafts {
        let copies = copies
            .iter()
            .filter(|c| c.of == draft.path)
            .map(|c| &c.path);
        for path in std::iter::once(&draft.path).chain(copies) {
            by_path.insert(folded(path), *source);
            let named = by_name.entry(folded(dated::file_name(path))).or_default();
            if !named.contains(source) {
                named.push(*source);
            }
        }
    }
    let mut about: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    let mut alone = Vec::new();
    for row in rows {
        let path = row.path.as_deref().map(folded).unwrap_or_default();
        let only = || match by_name.get(dated::file_name(&path)).map(Vec::as_slice) {
            Some([only]) => Some(*only),
            Some(_) | None => None,
        };
        match by_path.get(&path).copied().or_else(only) {
            Some(source) => about.entry(source).or_default().push(row),
            None => alone.push(row),
        }
    }
    (about, alone)
}

fn folded(path: &str) -> String {
    let path = path.replace('\\', "/").to_lowercase();
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}

fn of_file(
    source: usize,
    draft: RawDocument,
    rows: &[Row],
    sources: &mut [Source],
    approvals: &mut Approvals,
    context: &Context<'_>,
    notes: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let register: Vec<Day> = rows.iter().filter_map(|row| row.dated).collect();
    let dating = date_of_document(&draft, &register, context);
    let role = report_dating(&draft.path, None, &dating, context, notes);
    if let Some(found) = sources.get_mut(source) {
        let valid_for = context.datasets.get(REGISTER).map(|d| d.valid_for);
        found.dated = dating.day;
        found.dated_by = dating.by;
        found.expires = dating
            .day
            .zip(valid_for)
            .map(|(day, span)| dated::expiry(day, span));
        found.role = role;
    }
    let manifest = context.manifest;
    let title = said(manifest, &draft.path, None, |e| e.title.clone())
        .or_else(|| draft.title.clone())
        .or_else(|| rows.iter().find_map(|row| row.title.clone()))
        .unwrap_or_else(|| dated::file_stem(&draft.path).to_owned());
    let own = draft
        .approved
        .map(|yes| yes && has_come(draft.approved_on, context.as_at));
    let voices: Vec<bool> = said(manifest, &draft.path, None, |e| e.approved)
        .into_iter()
        .chain(own)
        .chain(rows.iter().filter_map(|row| row.approved))
        .collect();
    let is_approved = approved(&voices, &draft.path, notes);
    if !voices.is_empty() {
        approvals.insert(source, is_approved);
    }
    (role == Role::Judged).then(|| Document {
        name: dated::file_name(&draft.path).to_owned(),
        title,
        approved: is_approved,
        headings: draft.headings,
        text: draft.text,
        unread: draft.unread,
        source,
        dated: dating.day,
        dated_by: dating.by,
        folded: OnceLock::new(),
    })
}

fn approved(voices: &[bool], path: &str, notes: &mut Vec<Diagnostic>) -> bool {
    let (yes, no) = (voices.contains(&true), voices.contains(&false));
    if yes && no {
        let message = format!("`{path}` is said to be approved and not approved");
        notes.push(
            Diagnostic::new(Code::ApprovalDisagrees, message)
                .at(EvidencePlace::new(path, None))
                .help("make `evidence.toml`, the document and the register agree"),
        );
    }
    yes && !no
}

fn of_row(
    row: Row,
    at: Option<&EvidencePlace>,
    context: &Context<'_>,
    notes: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let name = row.path.clone().or_else(|| row.title.clone())?;
    let mut claims: Vec<Claim> = row
        .dated
        .map(|day| Claim::new(day, DatedBy::Register))
        .into_iter()
        .collect();
    if let Some(path) = &row.path {
        claims.extend(dated::claims_of_names(path, None, context.as_at));
    }
    let dating = dated::settle(&claims);
    // An undated row is counted with the others instead of reported one by one.
    if dating.day.is_some() {
        let path = name.as_str().into();
        // There is no such file: what is to mend is its row.
        let mut found = Vec::new();
        let role = report_dating(&path, None, &dating, context, &mut found);
        notes.extend(found.into_iter().map(|mut note| {
            note.place = at.cloned().map(Into::into);
            note
        }));
        if role == Role::Future {
            return None;
        }
    }
    Some(Document {
        title: row.title.unwrap_or_else(|| name.clone()),
        name,
        approved: row.approved == Some(true),
        headings: Vec::new(),
        text: None,
        unread: None,
        source: row.source,
        dated: dating.day,
        dated_by: dating.by,
        folded: OnceLock::new(),
    })
}
