//! Whether mappings still fit the files that they are for.

use super::Settings;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::evidence::manifest::{Mapping, same_sheet};
use crate::evidence::mapping;
use crate::evidence::{FileFound, TableFound};

/// Reports every mapping whose file has changed under it: a heading that is gone, a row without
/// headings, a second sheet. One whose file or sheet is not there at all is the evidence's to report.
pub fn fit(settings: &Settings, files: &[FileFound]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, map) in settings.maps.iter().enumerate() {
        if map.dataset == "none" {
            continue;
        }
        for file in files.iter().filter(|file| holds(settings, map, file)) {
            let path = &*file.path;
            match tables(map, file).as_slice() {
                [] => {}
                [table] if table.dataset.as_deref() != Some(&*map.dataset) || table.broken => {}
                [table] if table.columns.is_empty() => {
                    found.push(no_headings(at, settings, path, table));
                }
                [table] => found.extend(absent(at, settings, path, table)),
                many => found.push(unclear(map, path, many)),
            }
        }
    }
    found
}

/// Whether a mapping is the one for a file, or one of several for its sheets.
fn holds(settings: &Settings, map: &Mapping, file: &FileFound) -> bool {
    let held = mapping::of_file(&settings.maps, &file.path);
    held.iter().any(|one| std::ptr::eq(*one, map))
}

/// The lists that a mapping could be meant for.
fn tables<'f>(map: &Mapping, file: &'f FileFound) -> Vec<&'f TableFound> {
    let meant = |table: &&TableFound| match &map.sheet {
        Some(_) => same_sheet(map.sheet.as_deref(), table.sheet.as_deref()),
        None => !table.hidden,
    };
    file.tables.iter().filter(meant).collect()
}

fn unclear(map: &Mapping, path: &str, sheets: &[&TableFound]) -> Diagnostic {
    let message = format!(
        "`{path}` has {} sheets, and its mapping does not say which it is for",
        sheets.len()
    );
    Diagnostic::new(Code::MappingUnused, message)
        .at(map.place.clone())
        .found("a mapping without `sheet`")
        .expected("`sheet` with the name of one of them")
        .help("add `sheet` to it")
}

fn no_headings(at: usize, settings: &Settings, file: &str, table: &TableFound) -> Diagnostic {
    let (map, places) = (settings.maps.get(at), settings.places.maps.get(at));
    let dataset = table.dataset.as_deref().unwrap_or_default();
    let row = map.and_then(|map| map.header_row);
    let message = match row {
        Some(row) => format!("row {row} of `{file}` holds no heading of `{dataset}`"),
        None => format!("`{file}` has no heading of `{dataset}` near its top"),
    };
    let place = places.and_then(|places| places.header_row.as_ref());
    let place = place.or(map.map(|map| &map.place));
    let fault = Diagnostic::new(Code::MappingMisfit, message)
        .expected("the row of its headings")
        .help(again(file));
    match place {
        Some(place) => fault.at(place.clone()),
        None => fault,
    }
}

/// The headings of a mapping that its list does not have.
fn absent(at: usize, settings: &Settings, file: &str, table: &TableFound) -> Vec<Diagnostic> {
    let (Some(map), Some(places)) = (settings.maps.get(at), settings.places.maps.get(at)) else {
        return Vec::new();
    };
    let is_there = |column: &str| table.columns.iter().any(|c| c.column == column);
    let gone = map.columns.iter().filter(|(column, _)| !is_there(column));
    let fault = |(column, heading): &(String, String)| {
        let message =
            format!("`{file}` has no heading `{heading}`, which its mapping gives to `{column}`");
        let there = table.columns.iter().map(|c| c.heading.as_str());
        let ignored = table.ignored.iter().map(String::as_str);
        // What is short may be the letter of a column.
        let known = there.chain(ignored.filter(|text| text.chars().count() > 3));
        let fault = Diagnostic::new(Code::MappingMisfit, message)
            .found(format!("`{heading}`"))
            .expected("a heading of the list")
            .help(again(file))
            .maybe_help(did_you_mean(heading, known));
        match places.headings.get(column) {
            Some(place) => fault.at(place.clone()),
            None => fault.at(map.place.clone()),
        }
    };
    gone.map(fault).collect()
}

fn again(file: &str) -> String {
    format!("run `reinspect evidence map` for `{file}`, which mends it or says what to write")
}
