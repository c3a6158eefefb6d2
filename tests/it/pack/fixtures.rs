//! A small pack with one mistake at a time.
//!
//! Each folder of `tests/fixtures/pack` is named after a code and holds files that are laid over
//! those of `_base`; `without.txt` lists files of `_base` to leave out. `expected.txt` says where
//! the one mistake is: file, line, column, and the text that is underlined.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use reinspect::calendar::Day;
use reinspect::diagnostic::{Diagnostic, SourceText, Spot, draw, sort};
use reinspect::evidence::manifest;
use reinspect::pack::{self, tailoring, waiver};
use reinspect::settings;

/// The day that the fixtures are read on.
pub(super) fn as_at() -> Day {
    Day::new(2026, 9, 30).unwrap()
}

pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pack")
}

/// The files below a folder with their names, in order.
pub(super) fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap();
                let name = name.to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// Reads a pack and the files beside it as a run would, and gives everything found.
pub(super) fn check(files: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    const BESIDE: [&str; 4] = [
        "tailoring.toml",
        "waivers.toml",
        "reinspect.toml",
        "evidence.toml",
    ];
    let beside = |name: &str| files.get(name).map(|text| SourceText::new(name, &**text));
    let of_the_pack: Vec<SourceText> = files
        .iter()
        .filter(|(name, _)| !BESIDE.contains(&name.as_str()))
        .map(|(name, text)| SourceText::new(&**name, &**text))
        .collect();
    let (pack, mut found) = pack::check(&of_the_pack);
    let Some(pack) = pack else { return found };
    if let Some(source) = beside("reinspect.toml") {
        let (settings, more) = settings::parse(&source);
        found.extend(more);
        found.extend(settings::check(&settings, &pack));
    }
    if let Some(source) = beside("evidence.toml") {
        let (manifest, more) = manifest::parse(&source);
        found.extend(more);
        found.extend(manifest::check(&manifest, &pack));
    }
    if let Some(source) = beside("waivers.toml") {
        let (waivers, more) = waiver::parse(&source);
        found.extend(more);
        found.extend(waiver::check(&waivers, &pack, as_at()));
    }
    let entries = beside("tailoring.toml").map(|source| tailoring::parse(&source));
    let (entries, more) = entries.unwrap_or_default();
    found.extend(more);
    found.extend(tailoring::apply(pack, &entries, as_at()).2);
    sort(&mut found);
    found
}

/// File, line, column and the underlined text of a diagnostic.
pub(super) fn place(diagnostic: &Diagnostic, files: &BTreeMap<String, String>) -> String {
    let place = diagnostic
        .place
        .as_ref()
        .and_then(Spot::text)
        .expect("a place");
    let text = files.get(&*place.file).map_or("", String::as_str);
    let underlined = text.get(place.start..place.end).unwrap();
    format!(
        "{}:{}:{} {underlined}",
        place.file, place.line, place.column
    )
}

#[test]
fn the_small_pack_itself_has_no_mistakes() {
    let found = check(&files(&folder().join("_base")));
    assert_eq!(draw::plain(&found, &[]), "");
}

#[test]
fn each_fixture_has_the_one_mistake_it_is_named_after_at_the_place_it_says() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let folder_of_one = entry.unwrap().path();
        let code = folder_of_one.file_name().unwrap().to_str().unwrap();
        if code == "_base" {
            continue;
        }
        let mut overlaid = files(&folder().join("_base"));
        let mut own = files(&folder_of_one);
        let expected = own.remove("expected.txt").unwrap();
        for left_out in own.remove("without.txt").unwrap_or_default().lines() {
            overlaid.remove(left_out);
        }
        overlaid.extend(own);
        let found = check(&overlaid);
        let said: Vec<String> = found
            .iter()
            .map(|d| format!("{} {}", d.code, place(d, &overlaid)))
            .collect();
        let expected = format!("{code} {}", expected.trim_end_matches('\n'));
        if said != [expected.as_str()] {
            wrong.push(format!("expected {expected}\n{}", draw::plain(&found, &[])));
        }
        for diagnostic in &found {
            wrong.extend(ill_said(diagnostic));
        }
    }
    assert_eq!(wrong.join("\n"), "");
}

/// Messages are lowercase fragments that say what was found, what was expected and one fix.
fn ill_said(diagnostic: &Diagnostic) -> Option<String> {
    let message = &diagnostic.message;
    let ill = message.starts_with(char::is_uppercase)
        || message.ends_with('.')
        || message.contains('\n')
        || diagnostic.help.is_none()
        // The words of a condition's own faults say both in one.
        || (!diagnostic.code.name().starts_with("expression-")
            && diagnostic.code.name() != "toml-syntax"
            && (diagnostic.found.is_none() || diagnostic.expected.is_none()));
    ill.then(|| {
        format!(
            "ill said: {}",
            draw::plain(std::slice::from_ref(diagnostic), &[])
        )
    })
}

#[test]
fn an_example_is_one_that_its_own_column_would_take() {
    let told = |column: &str, example: &str| {
        let mut all = files(&folder().join("_base"));
        let lists = all.get_mut("datasets/lists.toml").unwrap();
        let with = format!("{column}\nexample = \"{example}\"");
        assert!(lists.contains(column), "{column}");
        *lists = lists.replacen(column, &with, 1);
        let found = check(&all);
        let code = |d: &Diagnostic| (d.code.name(), d.found.clone().unwrap_or_default());
        found.iter().map(code).collect::<Vec<_>>()
    };
    let (date, code) = (
        "type  = \"date\"",
        "codes = { statutory = [\"Stat\"], other = [\"Oth\"] }",
    );
    let yes = "type  = \"yes_no\"";
    for (column, fits, other) in [
        (date, "2026-03-30", "30/03/2026"),
        (code, "Oth", "Ohter"),
        (yes, "No", "Never"),
    ] {
        assert_eq!(told(column, fits), []);
        assert_eq!(told(column, other), [("bad-value", format!("`{other}`"))]);
    }
}
