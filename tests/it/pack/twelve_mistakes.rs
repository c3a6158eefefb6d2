//! A pack with twelve mistakes of twelve kinds tells all of them in one run.

use std::path::Path;

use super::fixtures::{check, files};

#[test]
fn twelve_mistakes_are_twelve_diagnostics() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/twelve-mistakes");
    let mut files = files(&folder);
    let expected = files.remove("expected.txt").unwrap();
    let said: Vec<String> = check(&files)
        .iter()
        .map(|d| {
            let place = d.place.as_ref().unwrap().text().unwrap();
            format!("{} {}:{}:{}", d.code, place.file, place.line, place.column)
        })
        .collect();
    let expected: Vec<&str> = expected.lines().collect();
    assert_eq!(expected.len(), 12);
    assert_eq!(said, expected);
}
