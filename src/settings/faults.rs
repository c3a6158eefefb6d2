//! What is wrong with the values of a settings file, whatever the pack.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, SourceText};
use crate::pack::raw::quote;
use crate::pack::raw::settings::{MapTable, SettingsFile};
use crate::pack::validate::tables;

/// Reports values that no pack could make sense of.
pub(super) fn report(file: &SettingsFile, source: &SourceText, found: &mut Vec<Diagnostic>) {
    let mut faults = Faults { source, found };
    faults.days(file);
    faults.code(file);
    faults.figures(file);
    let maps = tables(&file.map);
    for (at, map) in maps.iter().enumerate() {
        faults.header_row(&map.value);
        faults.headings(&map.value);
        let earlier = maps.iter().take(at).map(|earlier| &earlier.value);
        faults.said_twice(&map.value, earlier);
    }
}

struct Faults<'a> {
    source: &'a SourceText,
    found: &'a mut Vec<Diagnostic>,
}

impl Faults<'_> {
    fn report(&mut self, fault: Diagnostic, span: &Range<usize>) {
        self.found.push(fault.at(self.source.place(span.clone())));
    }

    fn days(&mut self, file: &SettingsFile) {
        let (Some(as_at), Some(inspection)) = (file.as_at.value(), file.inspection.get()) else {
            return;
        };
        if inspection.value.0 < as_at.0 {
            let (day, before) = (inspection.value.0.long(), as_at.0.long());
            let fault = Diagnostic::new(Code::BadValue, "the planned inspection is over already")
                .found(format!("{day}, before {before}"))
                .expected("an `inspection` on or after `as_at`")
                .help("correct the year, or move `as_at`");
            self.report(fault, &inspection.span);
        }
    }

    fn code(&mut self, file: &SettingsFile) {
        let authority = file.authority.value();
        let Some(code) = authority.and_then(|authority| authority.code.get()) else {
            return;
        };
        if !is_authority_code(&code.value) {
            let fault = Diagnostic::new(Code::BadValue, "this is not the code of an authority")
                .found(format!("`{}`", code.value))
                .expected("a capital letter and eight digits, such as `E06000000`")
                .help("look the code up in the register of geographic codes, or take it out");
            self.report(fault, &code.span);
        }
    }

    /// A ratio over nothing, or over less than nothing, has no value.
    fn figures(&mut self, file: &SettingsFile) {
        for (name, figure) in file.figures.entries() {
            if figure.value.0 <= 0 {
                let message = format!("`{}` is divided by, so it must be over 0", name.value);
                let fault = Diagnostic::new(Code::BadValue, message)
                    .found(quote(self.source, &figure.span))
                    .expected("a number over 0")
                    .help("write the figure, or take the line out until it is known");
                self.report(fault, &figure.span);
            }
        }
    }

    fn header_row(&mut self, map: &MapTable) {
        let Some(row) = map.header_row.get() else {
            return;
        };
        if !(1..=u64::from(u32::MAX)).contains(&row.value) {
            let fault = Diagnostic::new(Code::BadValue, "rows are counted from 1")
                .found(format!("`{}`", row.value))
                .expected("the number of a row, as the sheet shows it")
                .help("write the number of the row that holds the headings");
            self.report(fault, &row.span);
        }
    }

    fn headings(&mut self, map: &MapTable) {
        let columns = map.columns.entries();
        let folded = |heading: &str| heading.trim().to_lowercase();
        for (at, (column, heading)) in columns.iter().enumerate() {
            let mut earlier = columns.iter().take(at);
            let same = earlier.find(|(_, other)| folded(&other.value) == folded(&heading.value));
            if let Some((first, _)) = same {
                let message = "two columns are read from one heading";
                let fault = Diagnostic::new(Code::AmbiguousHeading, message)
                    .found(format!(
                        "`{}` for `{}` and `{}`",
                        heading.value, first.value, column.value
                    ))
                    .expected("one column a heading")
                    .help("keep the column that the heading means");
                self.report(fault, &heading.span);
            }
        }
    }

    fn said_twice<'m>(&mut self, map: &MapTable, mut earlier: impl Iterator<Item = &'m MapTable>) {
        let key = |map: &MapTable| (map.file.copy(), map.sheet.copy());
        let (Some(file), Some(first)) =
            (map.file.get(), earlier.find(|other| key(other) == key(map)))
        else {
            return;
        };
        let line = first
            .file
            .get()
            .map(|file| self.source.place(file.span.clone()).line);
        let what = match map.sheet.value() {
            Some(_) => "this sheet of this file is mapped already",
            None => "this file is mapped already",
        };
        let fault = Diagnostic::new(Code::SaidTwice, what)
            .found(format!("`{}`", file.value))
            .expected(format!(
                "one mapping each; it has one on line {}",
                line.unwrap_or_default()
            ))
            .help("put both into one mapping");
        self.report(fault, &file.span);
    }
}

fn is_authority_code(code: &str) -> bool {
    let mut characters = code.chars();
    characters.next().is_some_and(|c| c.is_ascii_uppercase())
        && code.len() == 9
        && characters.all(|c| c.is_ascii_digit())
}
