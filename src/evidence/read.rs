//! Files read: the bytes once, the digest and the content from the one read.
//!
//! A format is one file below `read/`, one variant of [`Format`] and one line of its dispatch in
//! `read/format.rs`.

mod archive;
mod cell;
mod columns;
mod csv;
mod docx;
mod encoding;
mod fields;
mod format;
mod hidden;
mod json;
mod left_out;
mod listing;
mod lower;
mod merges;
mod notes;
mod ods;
mod open;
mod package;
#[cfg(feature = "parquet")]
mod parquet;
pub mod pdf;
mod properties;
mod records;
mod rows;
mod sheets;
mod text;
mod titles;
mod trailing;
mod twice;
mod unreadable;
mod watch;
mod workbook;
mod xls;
#[cfg(feature = "xlsb")]
mod xlsb;
mod xml;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::discover::{FoundFile, Refused};
use super::extract::{Extract, FileRead, RawDocument, Wanted};
use super::manifest::{Entry, Manifest, Mapping, same_path, same_sheet};
use super::mapping;
use super::recognise::{Catalogue, NOT_USED, Said};
use super::{DatedBy, FileFound, TableFound, fold};
use crate::calendar::Day;
use crate::pack::Dataset;

pub(super) use cell::letters;
pub use format::Format;
use listing::Spot;
use unreadable::Unreadable;

/// What a read is asked for.
#[derive(Debug)]
pub struct Request<'a> {
    wanted: Wanted<'a>,
    mappings: &'a [Mapping],
    manifest: &'a Manifest,
    catalogue: Catalogue<'a>,
    program: Option<pdf::Program>,
    keeps_heads: bool,
}

impl<'a> Request<'a> {
    /// Makes the datasets ready for recognising; one request serves a whole folder.
    pub fn new(
        datasets: &'a BTreeMap<String, Dataset>,
        wanted: Wanted<'a>,
        mappings: &'a [Mapping],
        manifest: &'a Manifest,
    ) -> Self {
        Self {
            wanted,
            mappings,
            manifest,
            catalogue: Catalogue::new(datasets),
            program: None,
            keeps_heads: false,
        }
    }

    /// Names the program that is started to read a PDF; without one their texts are not read.
    ///
    /// It is the one whose `main` gives its arguments to [`cli::run`](crate::cli::run).
    #[must_use]
    pub fn reading_pdf_with(mut self, program: PathBuf) -> Self {
        self.program = Some(pdf::Program::new(program));
        self
    }

    /// Keeps the rows near the top of every list, for mapping by hand.
    #[must_use]
    pub fn keeping_heads(mut self) -> Self {
        self.keeps_heads = true;
        self
    }

    /// What settings, else the manifest, say of a list.
    ///
    /// A map without a sheet means the file's only list, but `none` the whole file; an entry of the
    /// manifest without one means every sheet, and one with a sheet comes before it.
    fn said(&self, spot: Spot<'_>) -> Said<'_> {
        let is_sheet =
            |sheet: &Option<String>| sheet.is_some() && same_sheet(sheet.as_deref(), spot.sheet);
        let mut mapped = mapping::of_file(self.mappings, spot.path).into_iter();
        let is_meant = |map: &&Mapping| match map.sheet {
            Some(_) => is_sheet(&map.sheet),
            None => spot.only || map.dataset == NOT_USED,
        };
        if let Some(map) = mapped.find(is_meant) {
            return Said::Mapped(map);
        }
        let of_file = |entry: &&Entry| same_path(&entry.path, spot.path);
        let entries = || self.manifest.entries.iter().filter(of_file);
        let mut of_sheet = entries().filter(|entry| is_sheet(&entry.sheet));
        if let Some(dataset) = of_sheet.find_map(|e| e.dataset.as_deref()) {
            return Said::Manifest(dataset);
        }
        let mut of_file = entries().filter(|entry| entry.sheet.is_none());
        match of_file.find_map(|e| e.dataset.as_deref()) {
            Some(dataset) if spot.only => Said::Manifest(dataset),
            Some(dataset) => Said::ManifestOfFile(dataset),
            None => Said::Nothing,
        }
    }

    /// The line that a map gives for a list's headings; 0 where none does.
    fn heading_line(&self, spot: Spot<'_>) -> u32 {
        match self.said(spot) {
            Said::Mapped(map) => map.header_row.unwrap_or(0),
            Said::Nothing | Said::Manifest(_) | Said::ManifestOfFile(_) | Said::Itself(_) => 0,
        }
    }

    /// The datasets that mapping, manifest or an exact name say a file holds.
    fn said_of_file(&self, path: &str, why: &str) -> Vec<TableFound> {
        let mapped = mapping::of_file(self.mappings, path).into_iter();
        let mapped = mapped.filter(|map| map.dataset != NOT_USED);
        let mapped = mapped.map(|map| (map.sheet.clone(), map.dataset.as_str()));
        let entries = self
            .manifest
            .entries
            .iter()
            .filter(|entry| same_path(&entry.path, path));
        let entries = entries.filter_map(|e| Some((e.sheet.clone(), e.dataset.as_deref()?)));
        let mut said: Vec<(Option<String>, &str)> = mapped.chain(entries).collect();
        if said.is_empty() {
            let exact = self.catalogue.names().of_file(path);
            said.extend(exact.map(|dataset| (None, dataset)));
        }
        said.sort();
        said.dedup();
        let table = |(sheet, dataset): (Option<String>, &str)| TableFound {
            sheet,
            dataset: Some(dataset.to_owned()),
            reason: why.to_owned(),
            broken: true,
            ..TableFound::default()
        };
        said.into_iter().map(table).collect()
    }
}

/// Reads one file.
///
/// A table whose `dataset` is set and that has no extract was said to be that dataset, and could not
/// be read as it.
pub fn read_file(path: Arc<str>, bytes: &[u8], request: &Request<'_>) -> FileRead {
    let sha256: Arc<str> = digest(bytes).into();
    let format = Format::of(&path);
    let input = Input {
        path: &path,
        bytes,
        request,
    };
    // A file that makes a library stumble is one unreadable file, not the end of the run.
    let content =
        catch_unwind(AssertUnwindSafe(|| format.read(&input))).unwrap_or(Err(Unreadable::Damaged));
    finished(path, &sha256, content, request)
}

/// A file's content, or why there is none, under its name and its digest.
fn finished(
    path: Arc<str>,
    sha256: &Arc<str>,
    content: Result<Content, Unreadable>,
    request: &Request<'_>,
) -> FileRead {
    let format = Format::of(&path);
    let mut content = content.unwrap_or_else(|why| {
        let why = why.sentence(format);
        let said = request.said_of_file(&path, &why).into_iter();
        Content {
            tables: said.map(|table| (table, None)).collect(),
            problem: Some(why),
            ..Content::default()
        }
    });
    for extract in content.tables.iter_mut().filter_map(|(_, e)| e.as_mut()) {
        extract.path = path.clone();
        extract.sha256 = sha256.clone();
        extract.own_date = extract.own_date.or(content.own_date);
    }
    for document in &mut content.documents {
        document.path = path.clone();
        document.sha256 = sha256.clone();
    }
    content.make_visible();
    let (tables, extracts): (Vec<_>, Vec<_>) = content.tables.into_iter().unzip();
    FileRead {
        found: FileFound {
            path,
            sha256: sha256.to_string(),
            format: format.name(),
            problem: content.problem,
            document: !content.documents.is_empty(),
            tables,
        },
        extracts: extracts.into_iter().flatten().collect(),
        documents: content.documents,
        skipped: 0,
    }
}

/// Reads every file of a folder, large ones one by one and the others side by side.
///
/// The answers come in the order of the files, and those of an archive's files in its place.
pub fn read_all(
    files: &[FoundFile],
    request: &Request<'_>,
    progress: &(dyn Fn(&FoundFile) + Sync),
) -> Vec<FileRead> {
    let read = |file: &FoundFile| {
        let reads = match open::read(file, request) {
            Ok(reads) => reads,
            Err(error) => vec![unopened(file, &error, request)],
        };
        progress(file);
        reads
    };
    let small = |file: &FoundFile| (!open::is_large(file)).then(|| read(file));
    let mut reads: Vec<_> = files.par_iter().map(small).collect();
    for (file, large) in files.iter().zip(&mut reads) {
        large.get_or_insert_with(|| read(file));
    }
    reads.into_iter().flatten().flatten().collect()
}

/// What the walk left alone, as files that could not be read: nothing is passed over in silence.
pub fn left_alone(refused: &[Refused], request: &Request<'_>) -> Vec<FileRead> {
    let read = |refused: &Refused| not_opened(refused.path.clone(), &refused.why, request);
    refused.iter().map(read).collect()
}

/// A file on its way in.
struct Input<'a> {
    path: &'a str,
    bytes: &'a [u8],
    request: &'a Request<'a>,
}

/// What a format's reader found.
#[derive(Default)]
struct Content {
    tables: Vec<(TableFound, Option<Extract>)>,
    documents: Vec<RawDocument>,
    own_date: Option<(Day, DatedBy)>,
    problem: Option<String>,
}

impl Content {
    /// Makes the names and headings in it safe to show.
    fn make_visible(&mut self) {
        let visible = |text: &mut String| {
            if let Cow::Owned(shown) = fold::visible(text) {
                *text = shown;
            }
        };
        for (table, extract) in &mut self.tables {
            table.sheet.iter_mut().for_each(visible);
            table
                .columns
                .iter_mut()
                .for_each(|c| visible(&mut c.heading));
            table.ignored.iter_mut().for_each(visible);
            let Some(extract) = extract else {
                continue;
            };
            extract.sheet.iter_mut().for_each(visible);
            extract
                .doubtful
                .iter_mut()
                .for_each(|(heading, _)| visible(heading));
            extract
                .problems
                .iter_mut()
                .for_each(|p| visible(&mut p.heading));
        }
        for document in &mut self.documents {
            document.title.iter_mut().for_each(visible);
            document.headings.iter_mut().for_each(visible);
        }
        self.problem.iter_mut().for_each(visible);
    }
}

fn unopened(file: &FoundFile, error: &std::io::Error, request: &Request<'_>) -> FileRead {
    let why = match error.kind() {
        std::io::ErrorKind::PermissionDenied => "no permission to open it: ask its owner for it",
        std::io::ErrorKind::NotFound => "it was gone before it could be opened: run again",
        _ => "it could not be opened: check that no program holds it and that its disk is there",
    };
    not_opened(file.path.clone(), why, request)
}

fn not_opened(path: Arc<str>, why: &str, request: &Request<'_>) -> FileRead {
    FileRead::unread(FileFound {
        sha256: String::new(),
        format: Format::of(&path).name(),
        problem: Some(why.to_owned()),
        document: false,
        tables: request.said_of_file(&path, why),
        path,
    })
}

fn digest(bytes: &[u8]) -> String {
    hexadecimal(Sha256::new_with_prefix(bytes))
}

fn hexadecimal(digest: Sha256) -> String {
    let mut text = String::with_capacity(64);
    for byte in digest.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
